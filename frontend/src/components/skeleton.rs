//! The shape of what is on its way.

use crate::i18n::t;
use yew::prelude::*;

/// Props of [`Skeleton`].
#[derive(Properties, PartialEq)]
pub struct SkeletonProps {
    /// How many boxes.
    #[prop_or(3)]
    pub lines: usize,
}

/// Grey boxes where data will be; screen readers hear "loading".
#[component]
pub fn Skeleton(props: &SkeletonProps) -> Html {
    html! {
        <div class="skeleton" role="status">
            <span class="visually-hidden">{ t!("loading") }</span>
            { for (0..props.lines).map(|_| html! { <div class="skeleton-line" aria-hidden="true"></div> }) }
        </div>
    }
}
