//! The past weeks of a standing need.

use crate::client;
use crate::components::{Card, ResourceView, meter};
use crate::hooks::use_resource;
use crate::i18n::{number, t, time};
use shared::ids::NeedId;
use shared::needs::{NeedOccurrence, NeedOccurrencePage};
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_weeks`].
#[derive(PartialEq)]
pub struct WeeksProps {
    /// The need.
    pub id: NeedId,
}

/// What the last weeks have brought.
#[hook]
pub fn use_weeks(props: Rc<WeeksProps>) -> Html {
    let id = props.id;
    let weeks = use_resource(format!("need {id} weeks"), move || client::needs::occurrences(id));
    let ready = Callback::from(|page: Rc<NeedOccurrencePage>| {
        html! { <ul class="list">{ for page.items.iter().map(week) }</ul> }
    });
    html! {
        <Card title={t!("need.weeks")}>
            <ResourceView shown={weeks.shown(&ready)} empty={html! { <p class="muted">{ t!("need.no_week") }</p> }} lines=1 />
        </Card>
    }
}

fn week(week: &NeedOccurrence) -> Html {
    let (received, wanted) = (number::weight(week.received_grams), number::weight(week.wanted_grams));
    let words = t!("need.week_received", received = received, wanted = wanted);
    html! {
        <li class="stack-tight">
            <div class="spread"><strong>{ time::day_of(week.needed_by) }</strong><span>{ words.clone() }</span></div>
            { meter(week.received_grams.0.min(week.wanted_grams.0), week.wanted_grams.0, &words) }
        </li>
    }
}
