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

use crate::components::Skeleton;
use crate::hooks::{Standing, use_session};
use crate::routes::Route;
use crate::shell::unreachable;
use shared::organisations::OrganisationStatus;
use yew::prelude::*;
use yew_router::prelude::Redirect;

/// For the router.
pub fn page(route: Route) -> Html {
    html! { <Guard {route} /> }
}

#[derive(Properties, PartialEq)]
struct GuardProps {
    route: Route,
}

/// Shows the page, or what has to come first: log-in (at the page's own address, so that it appears right after),
/// admission of the organisation, a network.
#[component]
fn Guard(props: &GuardProps) -> Html {
    let session = use_session();
    let route = props.route.clone();
    match (&session.standing, route.is_public()) {
        (Standing::Resuming, false) => html! { <Skeleton lines={4} /> },
        (Standing::Unreachable, false) => unreachable(&session.reload),
        (Standing::Anonymous, false) => html! { <accounts::LoginPage /> },
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
                html! { <organisations::WaitingPage membership={session.membership()} /> }
            } else {
                private(route)
            }
        }
    }
}

fn public(route: Route) -> Html {
    match route {
        Route::Landing => html! { <landing::LandingPage /> },
        Route::Login => html! { <accounts::LoginPage /> },
        Route::Register => html! { <accounts::RegistrationPage /> },
        Route::Invitation { token } => html! { <invitations::InvitationPage {token} /> },
        _ => html! { <not_found::NotFoundPage /> },
    }
}

fn private(route: Route) -> Html {
    match route {
        Route::Today => html! { <today::TodayPage /> },
        Route::Offers => html! { <offers::OffersPage /> },
        Route::PublishOffer => html! { <offers::PublishPage /> },
        Route::Offer { id } => html! { <offers::OfferPage {id} /> },
        Route::EditOffer { id } => html! { <offers::EditPage {id} /> },
        Route::Claims => html! { <claims::ClaimsPage /> },
        Route::Claim { id } => html! { <claims::ClaimPage {id} /> },
        Route::Organisation => html! { <organisations::OrganisationPage /> },
        Route::Members => html! { <organisations::MembersPage /> },
        Route::NewSite => html! { <sites::NewSitePage /> },
        Route::Site { id } => html! { <sites::SitePage {id} /> },
        Route::Administration => html! { <administration::AdministrationPage /> },
        Route::Account => html! { <accounts::AccountPage /> },
        Route::Landing | Route::Login | Route::Register | Route::Invitation { .. } | Route::NotFound => {
            html! { <not_found::NotFoundPage /> }
        }
    }
}
