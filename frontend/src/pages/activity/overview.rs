//! All sites of an organisation together, week by week; how many have declared stands beside each sum.

use super::sums::{most, sums_table};
use super::words;
use crate::client;
use crate::components::ResourceView;
use crate::hooks::use_resource;
use crate::i18n::t;
use shared::activity::ActivitySums;
use shared::ids::OrganisationId;
use shared::iso_week::IsoWeek;
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
    let asked = sums.weeks.iter().rev().filter(|week| week.sites_expected > 0);
    html! {
        <section class="card" aria-label={t!("activity.all_sites")}>
            <div class="card-head"><h2>{ t!("activity.all_sites") }</h2></div>
            { sums_table(asked, most(&sums.weeks), None, name) }
        </section>
    }
}

fn name(week: IsoWeek) -> Html {
    html! { <>{ words::number(week) }<span class="muted activity-from">{ words::beginning(week) }</span></> }
}
