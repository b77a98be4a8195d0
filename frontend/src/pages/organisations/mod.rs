//! The current organisation: profile, sites, members, and what is shown until it is admitted.

mod invitations;
mod kept;
mod member;
mod members;
mod numbers;
mod overview;
mod profile;
mod profile_draft;
mod redistribution;
mod roles;
mod waiting;

pub use members::use_members_page;
pub use numbers::{association_number, establishment_number};
pub use overview::use_organisation_page;
pub use profile_draft::ProfileDraft;
pub use waiting::{WaitingPageProps, use_waiting_page};

use crate::components::{self, Tab};
use crate::i18n::t;
use crate::routes::Route;
use yew::prelude::*;

/// The views of an organisation.
fn tabs(current: Route) -> Html {
    let tabs = vec![
        Tab { to: Route::Organisation, label: t!("organisation.tab_overview") },
        Tab { to: Route::Members, label: t!("organisation.tab_members") },
    ];
    components::tabs(t!("organisation.tabs"), &tabs, &current)
}
