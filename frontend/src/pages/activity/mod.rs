//! Weekly activity: how many people a site has helped, typed in ten seconds on a phone.
//!
//! All of it is one route, so that the first load knows one address only; [`place`] tells the pages apart.

mod declare;
mod draft;
mod figures;
mod history;
mod kept;
mod network;
mod overview;
pub mod place;
mod sheet;
mod sums;
mod weeks;
pub mod words;

pub use kept::take_up as take_up_draft;

use crate::components::{
    ButtonLink, Choice, Empty, Icon, PageHeader, SelectField, Tone, keyed_part, one_of, part, plain_part,
};
use crate::hooks::{Binding, Session, use_session};
use crate::i18n::t;
use crate::pages::offers::own_sites::{OwnSitesProps, use_own_sites};
use crate::pages::organisations;
use crate::routes::Route;
use place::Place;
use shared::ids::{OrganisationId, SiteId};
use shared::organisations::OrganisationStatus;
use shared::sites::Site;
use std::rc::Rc;
use weeks::{WeeksProps, use_weeks};
use yew::prelude::*;
use yew_router::prelude::use_navigator;

/// Props of [`use_activity_page`].
#[derive(PartialEq)]
pub struct ActivityPageProps {
    /// What follows the address of weekly activity.
    pub path: String,
}

/// The page that the address names. The network's is the administrator's too, who need not belong to any organisation.
#[hook]
pub fn use_activity_page(props: Rc<ActivityPageProps>) -> Html {
    let session = use_session();
    let Some(place) = Place::at(&props.path) else {
        return plain_part(super::not_found::use_not_found_page);
    };
    if !is_open(place, &session) {
        let membership = session.membership();
        return part(organisations::use_waiting_page, organisations::WaitingPageProps { membership });
    }
    if place.is_of_network() {
        return part(network::use_network_page, network::NetworkPageProps { week: place.week() });
    }
    let Some(us) = session.organisation() else { return html! {} };
    let ready = Callback::from(move |sites: Rc<Vec<Site>>| {
        let sites = of_people(&sites, place.site());
        if sites.is_empty() { no_site() } else { part(use_site, SiteProps { us, sites: Rc::new(sites), place }) }
    });
    html! {
        <div class="readable">
            <PageHeader title={t!("activity.title")} lead={t!("activity.lead")}>
                <ButtonLink to={Place::Network.route()} tone={Tone::Quiet} icon={Icon::Users}>{ t!("activity_network.title") }</ButtonLink>
            </PageHeader>
            { keyed_part(&us.to_string(), use_own_sites, OwnSitesProps { organisation: us, ready }) }
        </div>
    }
}

/// Whether the page is for this person: a suspended organisation reads its own things.
fn is_open(place: Place, session: &Session) -> bool {
    let status = session.membership().map(|membership| membership.status);
    let administers = session.me().is_some_and(|me| me.user.network_admin);
    matches!(status, Some(OrganisationStatus::Approved | OrganisationStatus::Suspended))
        || (administers && place.is_of_network())
}

/// The sites that declare their activity, and the one that is asked for; where there are none, all.
fn of_people(sites: &[Site], asked: Option<SiteId>) -> Vec<Site> {
    let is_meant = |site: &&Site| site.declares_activity || Some(site.id) == asked;
    let meant: Vec<Site> = sites.iter().filter(is_meant).cloned().collect();
    if meant.is_empty() { sites.to_vec() } else { meant }
}

fn no_site() -> Html {
    html! {
        <Empty icon={Icon::Building} title={t!("publish.no_site")} hint={t!("activity.no_site_hint")}>
            <ButtonLink to={Route::NewSite} tone={Tone::Primary} icon={Icon::Plus}>{ t!("site.add") }</ButtonLink>
        </Empty>
    }
}

#[derive(PartialEq)]
struct SiteProps {
    us: OrganisationId,
    sites: Rc<Vec<Site>>,
    place: Place,
}

/// One site at a time: the one that the address names, else the one that was used last on this device.
#[hook]
fn use_site(props: Rc<SiteProps>) -> Html {
    let navigator = use_navigator();
    let (us, sites) = (props.us, &props.sites);
    let known = |id: SiteId| sites.iter().find(|site| site.id == id);
    let asked = props.place.site().and_then(known);
    let site = asked.or_else(|| kept::last_site(us).and_then(known)).or_else(|| sites.first());
    let Some(site) = site else { return html! {} };
    let change = Callback::from(move |id: SiteId| {
        kept::keep_site(us, id);
        if let Some(navigator) = &navigator {
            navigator.push(&Place::Site(id).route());
        }
    });
    let bind = Binding { pointer: "/site_id", value: site.id, error: None, change };
    let choices: Vec<_> = sites.iter().map(|site| Choice::new(site.id, site.name.clone().into())).collect();
    // A week belongs to the site that the address names with it.
    let week = props.place.week().filter(|_| asked.is_some());
    let weeks = WeeksProps { us, site: site.id, name: site.name.clone(), week, several: sites.len() > 1 };
    html! {
        <div class="stack">
            if sites.len() > 1 {
                <SelectField question={one_of(&bind, &choices)} label={t!("activity.site")} />
            }
            { keyed_part(&site.id.to_string(), use_weeks, weeks) }
        </div>
    }
}
