//! A small word on a coloured ground.

use super::Icon;
use yew::prelude::*;

/// What a badge or notice wants to say by its colour; its words say it too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mood {
    /// Nothing special.
    #[default]
    Neutral,
    /// Going on, worth a look.
    Info,
    /// Done, well.
    Good,
    /// Soon, or needs somebody.
    Warm,
    /// Wrong or over.
    Bad,
    /// Cold food.
    Cold,
}

impl Mood {
    /// The class that carries the colours.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Neutral => "mood-neutral",
            Self::Info => "mood-info",
            Self::Good => "mood-good",
            Self::Warm => "mood-warm",
            Self::Bad => "mood-bad",
            Self::Cold => "mood-cold",
        }
    }
}

/// Props of [`Badge`].
#[derive(Properties, PartialEq)]
pub struct BadgeProps {
    /// The word.
    pub children: Html,
    /// Its colour.
    #[prop_or_default]
    pub mood: Mood,
    /// Before the word.
    #[prop_or_default]
    pub icon: Option<Icon>,
}

/// A small word on a coloured ground.
#[component]
pub fn Badge(props: &BadgeProps) -> Html {
    html! {
        <span class={classes!("badge", props.mood.class())}>
            if let Some(icon) = props.icon {
                { icon }
            }
            { props.children.clone() }
        </span>
    }
}
