//! Buttons, and links that look like them.

use super::Icon;
use crate::i18n::t;
use crate::routes::Route;
use yew::prelude::*;
use yew_router::prelude::Link;

/// How much a button asks for attention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// The one thing to do on this page.
    Primary,
    /// One of several things to do.
    #[default]
    Secondary,
    /// Can be done.
    Quiet,
    /// Cannot be undone.
    Danger,
}

impl Tone {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button-primary",
            Self::Secondary => "button-secondary",
            Self::Quiet => "button-quiet",
            Self::Danger => "button-danger",
        }
    }
}

/// Props of [`Button`].
#[derive(Properties, PartialEq)]
pub struct ButtonProps {
    /// The words on it.
    pub children: Html,
    /// How much it asks for attention.
    #[prop_or_default]
    pub tone: Tone,
    /// Before the words.
    #[prop_or_default]
    pub icon: Option<Icon>,
    /// Whether its work is under way: it then says so and takes no second tap.
    #[prop_or_default]
    pub busy: bool,
    /// Whether it cannot be used now. Prefer a button that explains itself when pressed.
    #[prop_or_default]
    pub disabled: bool,
    /// Whether it sends the form around it.
    #[prop_or_default]
    pub submit: bool,
    /// Whether it takes the whole width.
    #[prop_or_default]
    pub wide: bool,
    /// Words for screen readers, where those on it are not enough.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// What it does.
    #[prop_or_default]
    pub onclick: Callback<()>,
}

/// Does something.
#[component]
pub fn Button(props: &ButtonProps) -> Html {
    let onclick = {
        let (busy, onclick) = (props.busy, props.onclick.clone());
        Callback::from(move |_: MouseEvent| {
            if !busy {
                onclick.emit(());
            }
        })
    };
    let class = classes!("button", props.tone.class(), props.wide.then_some("button-wide"));
    html! {
        <button
            type={if props.submit { "submit" } else { "button" }}
            {class}
            disabled={props.disabled}
            aria-disabled={props.busy.then_some("true")}
            aria-label={props.label.clone()}
            {onclick}
        >
            if props.busy {
                <span class="spinner" aria-hidden="true"></span>
            } else if let Some(icon) = props.icon {
                { icon }
            }
            <span>{ props.children.clone() }</span>
            if props.busy {
                <span class="visually-hidden" role="status">{ t!("button.busy") }</span>
            }
        </button>
    }
}

/// Props of [`ButtonLink`].
#[derive(Properties, PartialEq)]
pub struct ButtonLinkProps {
    /// Where it leads.
    pub to: Route,
    /// The words on it.
    pub children: Html,
    /// How much it asks for attention.
    #[prop_or_default]
    pub tone: Tone,
    /// Before the words.
    #[prop_or_default]
    pub icon: Option<Icon>,
    /// Whether it takes the whole width.
    #[prop_or_default]
    pub wide: bool,
}

/// Leads somewhere, with the weight of a button.
#[component]
pub fn ButtonLink(props: &ButtonLinkProps) -> Html {
    let classes = classes!("button", props.tone.class(), props.wide.then_some("button-wide"));
    html! {
        <Link<Route> to={props.to.clone()} {classes}>
            if let Some(icon) = props.icon {
                { icon }
            }
            <span>{ props.children.clone() }</span>
        </Link<Route>>
    }
}
