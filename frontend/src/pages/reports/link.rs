//! The way to the form, from what is reported.

use super::NEW;
use crate::components::Icon;
use crate::i18n::t;
use crate::routes::Route;
use serde::{Deserialize, Serialize};
use shared::ids::{ObjectId, OrganisationId};
use shared::organisations::OrganisationSummary;
use shared::reports::ReportSubject;
use yew::prelude::*;
use yew_router::prelude::Link;

/// What the address of the form says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReportAddress {
    /// What is reported.
    #[serde(rename = "sujet")]
    pub subject: ReportSubject,
    /// Which; none for the organisation itself.
    #[serde(rename = "numero", default, skip_serializing_if = "Option::is_none")]
    pub subject_id: Option<ObjectId>,
    /// About whom.
    #[serde(rename = "organisation")]
    pub about: OrganisationId,
    /// Its name, for the page to say.
    #[serde(rename = "nom")]
    pub name: String,
}

/// A quiet line that leads to the form.
pub fn report_link(subject: ReportSubject, id: ObjectId, about: &OrganisationSummary) -> Html {
    let query = ReportAddress { subject, subject_id: Some(id), about: about.id, name: about.name.clone() };
    html! {
        <p class="muted with-icon">
            { Icon::Warning }
            <Link<Route, ReportAddress> to={Route::Reports { path: NEW.to_owned() }} {query}>{ t!("report.link") }</Link<Route, ReportAddress>>
        </p>
    }
}
