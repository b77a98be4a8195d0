//! Nothing here, said kindly, with what to do about it.

use super::Icon;
use yew::prelude::*;

/// Props of [`Empty`].
#[derive(Properties, PartialEq)]
pub struct EmptyProps {
    /// What is not here.
    pub title: AttrValue,
    /// Why, or what will bring it.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// A picture for it.
    #[prop_or(Icon::Package)]
    pub icon: Icon,
    /// What to do now.
    #[prop_or_default]
    pub children: Html,
}

/// Nothing here, said kindly.
#[component]
pub fn Empty(props: &EmptyProps) -> Html {
    html! {
        <div class="empty">
            <span class="empty-picture">{ props.icon }</span>
            <p class="empty-title">{ &props.title }</p>
            if let Some(hint) = &props.hint {
                <p class="muted">{ hint }</p>
            }
            { props.children.clone() }
        </div>
    }
}
