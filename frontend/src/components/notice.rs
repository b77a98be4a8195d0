//! A message in the page.

use super::{Icon, Mood};
use yew::prelude::*;

/// Props of [`Notice`].
#[derive(Properties, PartialEq)]
pub struct NoticeProps {
    /// The message.
    pub children: Html,
    /// Its first words.
    #[prop_or_default]
    pub title: Option<AttrValue>,
    /// Its colour.
    #[prop_or(Mood::Info)]
    pub mood: Mood,
    /// Its picture.
    #[prop_or(Icon::Info)]
    pub icon: Icon,
    /// Whether it came up by itself and must be heard at once.
    #[prop_or_default]
    pub alert: bool,
}

/// A message in the page.
#[component]
pub fn Notice(props: &NoticeProps) -> Html {
    html! {
        <div class={classes!("notice", props.mood.class())} role={props.alert.then_some("alert")}>
            { props.icon }
            <div class="notice-body">
                if let Some(title) = &props.title {
                    <p class="notice-title">{ title }</p>
                }
                { props.children.clone() }
            </div>
        </div>
    }
}
