//! All sites of an organisation together, week by week; how many have declared stands beside each sum.

use super::history::people;
use super::words;
use crate::client;
use crate::components::ResourceView;
use crate::hooks::use_resource;
use crate::i18n::t;
use shared::activity::{ActivitySums, WeekSums};
use shared::ids::OrganisationId;
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_overview`].
#[derive(PartialEq)]
pub struct OverviewProps {
    /// Whose sites.
    pub us: OrganisationId,
}

/// The sums of the last twelve weeks.
#[hook]
pub fn use_overview(props: Rc<OverviewProps>) -> Html {
    let us = props.us;
    let sums = use_resource(format!("activity sums {us}"), move || client::activity::of_organisation(us));
    let ready = Callback::from(|sums: Rc<ActivitySums>| table(&sums));
    html! { <ResourceView shown={sums.shown(&ready)} lines=3 /> }
}

fn table(sums: &ActivitySums) -> Html {
    let most = sums.weeks.iter().filter_map(|week| week.people_total).max().unwrap_or(0);
    let asked = sums.weeks.iter().rev().filter(|week| week.sites_expected > 0);
    html! {
        <section class="card" aria-label={t!("activity.all_sites")}>
            <div class="card-head"><h2>{ t!("activity.all_sites") }</h2></div>
            <table class="activity-weeks">
                <thead>
                    <tr>
                        <th scope="col">{ t!("activity.week_column") }</th>
                        <th scope="col">{ t!("activity.people_column") }</th>
                        <th scope="col">{ t!("activity.sites_column") }</th>
                    </tr>
                </thead>
                <tbody>{ for asked.map(|week| row(week, most)) }</tbody>
            </table>
        </section>
    }
}

fn row(sums: &WeekSums, most: i64) -> Html {
    html! {
        <tr key={sums.week.to_string()}>
            <th scope="row">{ words::number(sums.week) }<span class="muted activity-from">{ words::beginning(sums.week) }</span></th>
            <td>{ people(sums.people_total, most) }</td>
            <td>{ t!("activity.sites_of", declared = sums.sites_declared, expected = sums.sites_expected) }</td>
        </tr>
    }
}
