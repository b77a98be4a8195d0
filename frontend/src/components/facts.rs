//! Terms and their values.

use super::Icon;
use yew::prelude::*;

/// Props of [`Fact`].
#[derive(Properties, PartialEq)]
pub struct FactProps {
    /// The term.
    pub term: AttrValue,
    /// The value.
    pub children: Html,
    /// Before the term.
    #[prop_or_default]
    pub icon: Option<Icon>,
}

/// One fact; inside `<dl class="facts">`.
#[component]
pub fn Fact(props: &FactProps) -> Html {
    html! {
        <div class="fact">
            <dt>
                if let Some(icon) = props.icon {
                    { icon }
                }
                { &props.term }
            </dt>
            <dd>{ props.children.clone() }</dd>
        </div>
    }
}
