//! Terms and their values.

use super::{Icon, IconView};
use yew::prelude::*;

/// Props of [`Facts`].
#[derive(Properties, PartialEq)]
pub struct FactsProps {
    /// [`Fact`]s.
    pub children: Html,
}

/// A list of facts.
#[component]
pub fn Facts(props: &FactsProps) -> Html {
    html! { <dl class="facts">{ props.children.clone() }</dl> }
}

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

/// One fact; inside [`Facts`].
#[component]
pub fn Fact(props: &FactProps) -> Html {
    html! {
        <div class="fact">
            <dt>
                if let Some(icon) = props.icon {
                    <IconView {icon} />
                }
                { &props.term }
            </dt>
            <dd>{ props.children.clone() }</dd>
        </div>
    }
}
