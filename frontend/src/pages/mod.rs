//! Pages, one folder per noun, the same word as in the API. `page` decides which one a visitor gets to see.

mod accounts;
mod administration;
pub mod categories;
mod claims;
pub mod communes;
mod invitations;
mod landing;
mod not_found;
mod offers;
mod organisations;
mod quantities;
mod sites;
mod today;

use crate::components::{part, plain_part, skeleton};
use crate::hooks::{Standing, use_session};
use crate::routes::Route;
use crate::shell::unreachable;
use shared::organisations::OrganisationStatus;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::Redirect;

/// For the router.
pub fn page(route: Route) -> Html {
    part(use_guard, GuardProps { route })
}

#[derive(PartialEq)]
struct GuardProps {
    route: Route,
}

/// Shows the page, or what has to come first: log-in (at the page's own address, so that it appears right after),
/// admission of the organisation, a network.
#[hook]
fn use_guard(props: Rc<GuardProps>) -> Html {
    let session = use_session();
    let route = props.route.clone();
    match (&session.standing, route.is_public()) {
        (Standing::Resuming, false) => skeleton(4),
        (Standing::Unreachable, false) => unreachable(&session.reload),
        (Standing::Anonymous, false) => plain_part(accounts::use_login_page),
        (Standing::Resuming | Standing::Unreachable | Standing::Anonymous, true) => public(route),
        (Standing::SignedIn(me), true) => match route {
            Route::Landing | Route::Login | Route::Register => {
                let administers_only = me.user.network_admin && me.memberships.is_empty();
                html! { <Redirect<Route> to={if administers_only { Route::Administration } else { Route::Today }} /> }
            }
            other => public(other),
        },
        (Standing::SignedIn(_), false) => {
            let admitted = session.membership().is_some_and(|m| m.status == OrganisationStatus::Approved);
            if route.needs_admission() && !admitted {
                part(organisations::use_waiting_page, organisations::WaitingPageProps { membership: session.membership() })
            } else {
                private(route)
            }
        }
    }
}

fn public(route: Route) -> Html {
    match route {
        Route::Landing => plain_part(landing::use_landing_page),
        Route::Login => plain_part(accounts::use_login_page),
        Route::Register => plain_part(accounts::use_registration_page),
        Route::Invitation { token } => part(invitations::use_invitation_page, invitations::InvitationPageProps { token }),
        _ => plain_part(not_found::use_not_found_page),
    }
}

fn private(route: Route) -> Html {
    match route {
        Route::Today => plain_part(today::use_today_page),
        Route::Offers => plain_part(offers::use_offers_page),
        Route::PublishOffer => plain_part(offers::use_publish_page),
        Route::Offer { id } => part(offers::use_offer_page, offers::OfferPageProps { id }),
        Route::EditOffer { id } => part(offers::use_edit_page, offers::EditPageProps { id }),
        Route::Claims => plain_part(claims::use_claims_page),
        Route::Claim { id } => part(claims::use_claim_page, claims::ClaimPageProps { id }),
        Route::Organisation => plain_part(organisations::use_organisation_page),
        Route::Members => plain_part(organisations::use_members_page),
        Route::NewSite => plain_part(sites::use_new_site_page),
        Route::Site { id } => part(sites::use_site_page, sites::SitePageProps { id }),
        Route::Administration => plain_part(administration::use_administration_page),
        Route::Account => plain_part(accounts::use_account_page),
        Route::Landing | Route::Login | Route::Register | Route::Invitation { .. } | Route::NotFound => {
            plain_part(not_found::use_not_found_page)
        }
    }
}
