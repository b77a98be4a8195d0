//! What should I do now? What waits for an answer, what changes hands, what is near.

mod activity;
mod figures;
mod fits;
mod helps;
mod loans;
mod near;
mod needs;
mod tasks;
mod tours;

use crate::client;
use crate::components::{ButtonLink, Icon, PageHeader, ResourceView, Tone, keyed_part, plain_part};
use crate::hooks::{Resource, State, use_fresh, use_resource, use_session};
use crate::i18n::{t, time, zone};
use crate::pages::searches::use_today_entry;
use crate::pages::{collection_rounds, rounds};
use crate::routes::Route;
use activity::activity;
use chrono::Timelike;
use figures::figures_view;
use fits::fits;
use helps::helps;
use loans::loans;
use near::near;
use needs::{own_needs, urgent_needs};
use shared::claims::Claim;
use shared::organisations::OrganisationKind;
use shared::problem::Code;
use shared::today::Today;
use std::rc::Rc;
use tasks::{nothing, tasks};
use tours::tours;
use yew::prelude::*;

/// Hour from which on it is evening.
const EVENING: u32 = 18;

/// The day of the current organisation.
#[hook]
pub fn use_today_page() -> Html {
    let session = use_session();
    let (Some(me), Some(organisation)) = (session.me(), session.organisation()) else { return html! {} };
    let first_name = me.user.name.split_whitespace().next().unwrap_or_default().to_owned();
    html! {
        <>
            <PageHeader title={greeting(&first_name)} eyebrow={time::long_day(zone::today())}>
                if session.may_write() {
                    <span class="desk-only">
                        <ButtonLink to={Route::PublishOffer} tone={Tone::Primary} icon={Icon::Plus}>{ t!("action.publish_offer") }</ButtonLink>
                    </span>
                }
            </PageHeader>
            { keyed_part(&organisation.to_string(), use_day, DayProps { organisation, may_write: session.may_write() }) }
        </>
    }
}

fn greeting(name: &str) -> AttrValue {
    if zone::wall(zone::now()).hour() >= EVENING {
        t!("today.evening", name = name)
    } else {
        t!("today.greeting", name = name)
    }
}

#[derive(PartialEq)]
struct DayProps {
    organisation: shared::ids::OrganisationId,
    may_write: bool,
}

#[hook]
fn use_day(props: Rc<DayProps>) -> Html {
    let (organisation, may_write) = (props.organisation, props.may_write);
    let today = use_resource(format!("today {organisation}"), move || client::today::find(organisation));
    use_fresh(&today.reload);
    let session = use_session();
    // Who was removed while the page stood open is told so, and works for another organisation where there is one.
    let removed = matches!(&today.state, State::Problem(failure) if failure.is(Code::NotFound));
    use_effect_with(removed, move |removed| {
        if *removed {
            session.reload.emit(());
        }
    });
    let ready = {
        let resource = today.clone();
        Callback::from(move |today: Rc<Today>| sections(&today, &resource, may_write))
    };
    html! { <ResourceView shown={today.shown(&ready)} lines=4 /> }
}

fn sections(today: &Today, resource: &Resource<Today>, may_write: bool) -> Html {
    let tasks = |title: AttrValue, icon: Icon, claims: &[Claim]| tasks(&title, icon, claims, &resource.reload);
    let claims = [&today.to_answer, &today.to_hand_over, &today.to_collect, &today.to_receive];
    let no_claims = claims.iter().all(|list| list.is_empty());
    let is_quiet = no_claims && today.loans.is_empty() && today.tours.is_empty() && today.activity_missing.is_empty();
    html! {
        <div class="today">
            if is_quiet {
                { nothing(may_write) }
            }
            { tasks(t!("today.to_answer"), Icon::Bell, &today.to_answer) }
            { tasks(t!("today.to_hand_over"), Icon::Handover, &today.to_hand_over) }
            { tasks(t!("today.to_collect"), Icon::Truck, &today.to_collect) }
            { tasks(t!("today.to_receive"), Icon::Package, &today.to_receive) }
            { tours(&today.tours) }
            { loans(&today.loans) }
            // Who only gives has no part in rounds of either kind.
            if today.organisation.kind != OrganisationKind::Donor {
                { plain_part(collection_rounds::use_today_entry) }
                { plain_part(rounds::use_today_entry) }
            }
            { activity(&today.activity_missing) }
            { plain_part(use_today_entry) }
            { fits(&today.matches) }
            { helps(&today.equipment_matches, &today.skill_matches) }
            { own_needs(&today.own_needs) }
            { urgent_needs(&today.urgent_needs) }
            { near(&today.near) }
            { figures_view(today.figures) }
        </div>
    }
}
