//! Pages, one folder per noun, the same word as in the API. `page` decides which one a visitor gets to see.

mod acceptance;
mod accounts;
mod activity;
mod administration;
mod answers;
mod audit;
mod cascades;
pub mod categories;
mod claims;
mod collection_rounds;
pub mod communes;
mod conversations;
mod equipment;
mod equipment_needs;
mod invitations;
mod landing;
mod loans;
mod matches;
mod needs;
mod not_found;
mod notifications;
mod offers;
mod organisations;
mod outbox;
mod quantities;
mod readings;
mod recurring;
mod reports;
mod rounds;
mod searches;
mod sites;
pub mod skills;
mod stock;
mod synonyms;
mod today;
mod tours;

use crate::components::{part, plain_part, skeleton};
use crate::hooks::{Standing, use_session};
use crate::i18n::t;
use crate::lazy::{Chunk, Draw, SplitLoaderError, hurry, lazy, prefetch};
use crate::routes::Route;
use crate::shell::unreachable;
use shared::organisations::OrganisationStatus;
use std::rc::Rc;
use wasm_split_helpers::wasm_split;
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
    let signed_in = session.me().is_some();
    use_effect_with(signed_in, |signed_in| {
        if *signed_in {
            prefetch(chunks());
        }
    });
    let is_opening = matches!(session.standing, Standing::Resuming) && !route.is_public();
    use_effect_with(is_opening.then(|| chunk(&route)).flatten(), |chunk| {
        if let Some(chunk) = chunk {
            hurry(*chunk);
        }
    });
    match (&session.standing, route.is_public()) {
        (Standing::Resuming, false) => opening(),
        (Standing::Unreachable, false) => unreachable(&session.reload),
        (Standing::Anonymous, false) => plain_part(accounts::use_login_page),
        (Standing::Resuming | Standing::Unreachable | Standing::Anonymous, true) => draw(route),
        (Standing::SignedIn(me), true) => match route {
            Route::Landing | Route::Login | Route::Register | Route::Forgotten => {
                let administers_only = me.user.network_admin && me.memberships.is_empty();
                html! { <Redirect<Route> to={if administers_only { Route::Administration } else { Route::Today }} /> }
            }
            other => draw(other),
        },
        (Standing::SignedIn(_), false) => {
            let admitted = match session.membership().map(|m| m.status) {
                Some(OrganisationStatus::Approved) => true,
                Some(OrganisationStatus::Suspended) => !route.only_writes(),
                _ => false,
            };
            if route.needs_admission() && !admitted {
                part(organisations::use_waiting_page, organisations::WaitingPageProps { membership: session.membership() })
            } else {
                draw(route)
            }
        }
    }
}

/// What is seen until it is known who asks: part of what the server sends, so words are there from the first moment on.
fn opening() -> Html {
    html! { <><p class="opening">{ t!("app.opening") }</p>{ skeleton(4) }</> }
}

/// The table of pages: `Route => page`. Those under `first` are in the module that every visitor fetches; each other
/// name is a chunk with the pages below it, fetched when one of them is first wanted (see [`crate::lazy`]). What several
/// chunks use is put where all of them can reach it.
macro_rules! pages {
    (
        first: { $($first:ident $({ $($part:ident),+ })? => $page:expr,)+ }
        $($chunk:ident: { $($name:ident $({ $($field:ident),+ })? => $later:expr,)+ })+
    ) => {
        fn draw(route: Route) -> Html {
            match route {
                $(Route::$first $({ $($part),+ })? => $page,)+
                other => match chunk(&other) {
                    Some(chunk) => lazy(chunk, other),
                    None => Html::default(),
                },
            }
        }

        /// The chunk that a page comes with; none for those of the first module.
        fn chunk(route: &Route) -> Option<Chunk> {
            match route {
                $($(Route::$name { .. })|+ => Some($chunk::CHUNK),)+
                _ => None,
            }
        }

        /// Every chunk of pages.
        fn chunks() -> Vec<Chunk> {
            vec![$($chunk::CHUNK),+]
        }

        $(mod $chunk {
            use super::*;

            pub const CHUNK: Chunk = Chunk { name: stringify!($chunk), fetch: || Box::pin($chunk()) };

            #[wasm_split($chunk, fallible)]
            fn $chunk() -> Result<Draw, SplitLoaderError> {
                Ok(|route| match route {
                    $(Route::$name $({ $($field),+ })? => $later,)+
                    _ => Html::default(),
                })
            }
        })+
    };
}

pages! {
    first: {
        Landing => plain_part(landing::use_landing_page),
        Login => plain_part(accounts::use_login_page),
        Offers => plain_part(offers::use_offers_page),
        NotFound => plain_part(not_found::use_not_found_page),
    }
    daily: {
        Today => plain_part(today::use_today_page),
    }
    giving: {
        PublishOffer => plain_part(offers::use_publish_page),
        CopyOffer { id } => part(offers::use_copy_page, offers::CopyPageProps { id }),
        RecurringSurpluses => plain_part(recurring::use_list_page),
        PlanRecurringSurplus => plain_part(recurring::use_plan_page),
        RecurringSurplus { id } => part(recurring::use_surplus_page, recurring::SurplusPageProps { id }),
        EditRecurringSurplus { id } => part(recurring::use_edit_page, recurring::SurplusPageProps { id }),
        EditOffer { id } => part(offers::use_edit_page, offers::EditPageProps { id }),
    }
    claiming: {
        Offer { id } => part(offers::use_offer_page, offers::OfferPageProps { id }),
        Claims => plain_part(claims::use_claims_page),
        Claim { id } => part(claims::use_claim_page, claims::ClaimPageProps { id }),
        Messages => plain_part(conversations::use_messages_page),
        Outbox => plain_part(outbox::use_outbox_page),
        Notifications => plain_part(notifications::use_notifications_page),
    }
    needing: {
        Needs => plain_part(needs::use_needs_page),
        PublishNeed => plain_part(needs::use_publish_page),
        Need { id } => part(needs::use_need_page, needs::NeedPageProps { id }),
        EditNeed { id } => part(needs::use_edit_page, needs::EditPageProps { id }),
    }
    lending: {
        Equipment => plain_part(equipment::use_equipment_page),
        AddItem => plain_part(equipment::use_add_page),
        Item { id } => part(equipment::use_item_page, equipment::ItemPageProps { id }),
        EditItem { id } => part(equipment::use_edit_page, equipment::ItemPageProps { id }),
        EquipmentNeeds { path } => part(equipment_needs::use_needs_pages, equipment_needs::NeedsPagesProps { path }),
        Loans => plain_part(loans::use_loans_page),
        Loan { id } => part(loans::use_loan_page, loans::LoanPageProps { id }),
    }
    answering: {
        Answer { token } => part(answers::use_answer_page, answers::AnswerPageProps { token }),
    }
    helping: {
        Skills { path } => part(skills::use_skills_page, skills::SkillsPageProps { path }),
    }
    touring: {
        Tours { path } => part(tours::use_tours_page, tours::ToursPageProps { path }),
    }
    storing: {
        Stock { path } => part(stock::use_stock_page, stock::StockPageProps { path }),
    }
    sharing: {
        Rounds { path } => part(rounds::use_rounds_page, rounds::RoundsPageProps { path }),
    }
    collecting: {
        Collecting { path } => part(collection_rounds::use_collecting_page, collection_rounds::CollectingPageProps { path }),
    }
    counting: {
        Activity { path } => part(activity::use_activity_page, activity::ActivityPageProps { path }),
    }
    searching: {
        Searches => plain_part(searches::use_searches_page),
        KeepSearch => plain_part(searches::use_keep_page),
        Alert { token } => part(searches::use_alert_page, searches::AlertPageProps { token }),
    }
    organising: {
        Register => plain_part(accounts::use_registration_page),
        Invitation { token } => part(invitations::use_invitation_page, invitations::InvitationPageProps { token }),
        Organisation => plain_part(organisations::use_organisation_page),
        Members => plain_part(organisations::use_members_page),
        NewSite => plain_part(sites::use_new_site_page),
        Site { id } => part(sites::use_site_page, sites::SitePageProps { id }),
    }
    identity: {
        Account => plain_part(accounts::use_account_page),
        Forgotten => plain_part(accounts::use_forgotten_page),
        Reset { token } => part(accounts::use_reset_page, accounts::LinkPageProps { token }),
        StopMails { token } => part(accounts::use_stop_mails_page, accounts::LinkPageProps { token }),
        ConfirmEmail { token } => part(accounts::use_email_page, accounts::LinkPageProps { token }),
    }
    administering: {
        Administration => plain_part(administration::use_administration_page),
        Audit => plain_part(audit::use_audit_page),
        Reports { path } => part(reports::use_reports_page, reports::ReportsPageProps { path }),
        SynonymsTree => plain_part(synonyms::use_tree_page),
        Synonyms { code } => part(synonyms::use_synonyms_page, synonyms::SynonymsPageProps { code }),
    }
}
