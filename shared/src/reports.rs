//! Reports: what a member tells the network's administrator about another organisation. Nobody else reads them, least of
//! all whom they are about.

use crate::check;
use crate::ids::{ObjectId, OrganisationId, ReportId};
use crate::macros::text_enum;
use crate::organisations::OrganisationSummary;
use crate::page::page_of;
use crate::time::UtcMillis;
use garde::Validate;
use serde::{Deserialize, Serialize};

/// The most open reports of one person.
pub const MAX_OPEN_REPORTS: usize = 10;

text_enum! {
    /// What a report is about.
    pub enum ReportSubject {
        /// A claim between the two organisations.
        Claim = "claim",
        /// A loan between them.
        Loan = "loan",
        /// A session in which one of them helps the other.
        SkillSession = "skill_session",
        /// An offer of the organisation.
        Offer = "offer",
        /// The organisation itself.
        Organisation = "organisation",
    }
}

text_enum! {
    /// Why something is reported.
    pub enum ReportReason {
        /// Nobody came, or nobody was there.
        NoShow = "no_show",
        /// Food that is not safe to eat.
        UnsafeFood = "unsafe_food",
        /// Equipment came back, or was handed out, damaged.
        DamagedEquipment = "damaged_equipment",
        /// Somebody behaved badly.
        Misconduct = "misconduct",
        /// What was announced is not so.
        WrongInformation = "wrong_information",
        /// Something else, which the text says.
        Other = "other",
    }
}

text_enum! {
    /// What came of a report.
    pub enum ReportOutcome {
        /// The administrator helped both sides to settle it.
        Helped = "helped",
        /// The organisation was reminded of the network's rules.
        Warned = "warned",
        /// The organisation was suspended. Closing a report does not do it: that is a decision of its own.
        Suspended = "suspended",
        /// There was nothing to it.
        Unfounded = "unfounded",
        /// Something else, which the answer says.
        Other = "other",
    }
}

text_enum! {
    /// Whether a report still waits for the administrator.
    pub enum ReportState {
        /// It waits.
        Open = "open",
        /// The administrator has closed it.
        Closed = "closed",
    }
}

/// Something to report to the administrator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewReport {
    /// About whom: none of the caller's own organisations.
    #[garde(skip)]
    pub about_organisation_id: OrganisationId,
    /// What it is about.
    #[garde(skip)]
    pub subject: ReportSubject,
    /// Which claim, loan, session or offer; left out where it is about the organisation itself.
    #[garde(custom(check_subject_id(&self.subject)))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject_id: Option<ObjectId>,
    /// Why.
    #[garde(skip)]
    pub reason: ReportReason,
    /// What happened, in the caller's words.
    #[garde(custom(check::text(10, 2000)))]
    #[cfg_attr(
        feature = "openapi",
        schema(example = "Personne n'est venu mardi matin, et personne n'a appelé.", min_length = 10, max_length = 2000)
    )]
    pub text: String,
}

fn check_subject_id(subject: &ReportSubject) -> impl Fn(&Option<ObjectId>, &()) -> garde::Result {
    let needs_one = *subject != ReportSubject::Organisation;
    move |id, ()| match (needs_one, id) {
        (true, None) => Err(garde::Error::new("required")),
        (false, Some(_)) => Err(garde::Error::new("not_allowed")),
        _ => Ok(()),
    }
}

/// How the administrator closes a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReportClosing {
    /// What came of it.
    #[garde(skip)]
    pub outcome: ReportOutcome,
    /// What its author reads.
    #[garde(inner(custom(check::text(0, 2000))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        schema(example = "Nous avons appelé l'association : elle préviendra.", max_length = 2000)
    )]
    pub answer: Option<String>,
}

/// A report, as its author and the administrator see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Report {
    /// Identifier.
    pub id: ReportId,
    /// About whom.
    pub about: OrganisationSummary,
    /// What it is about.
    pub subject: ReportSubject,
    /// Which claim, loan, session or offer; absent where it is about the organisation itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject_id: Option<ObjectId>,
    /// Why.
    pub reason: ReportReason,
    /// What happened.
    #[cfg_attr(feature = "openapi", schema(example = "Personne n'est venu mardi matin, et personne n'a appelé."))]
    pub text: String,
    /// Name of its author.
    #[cfg_attr(feature = "openapi", schema(example = "Camille Dubos"))]
    pub reported_by: String,
    /// As whose member.
    pub organisation: OrganisationSummary,
    /// When.
    pub reported_at: UtcMillis,
    /// Whether it still waits for the administrator.
    pub state: ReportState,
    /// What came of it, once it is closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<ReportOutcome>,
    /// What the administrator says to its author.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
    /// When it was closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_at: Option<UtcMillis>,
    /// Grows with each change; the ETag.
    pub version: i64,
}

page_of!(
    /// A page of reports.
    ReportPage,
    Report
);

/// Which reports to list, the newest first: the caller's own; all of them for the administrator.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct ReportQuery {
    /// Only in this state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<ReportState>,
    /// Items on a page, 1 to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn report(subject: ReportSubject, subject_id: Option<ObjectId>) -> NewReport {
        NewReport {
            about_organisation_id: OrganisationId(Uuid::from_u128(1)),
            subject,
            subject_id,
            reason: ReportReason::Other,
            text: "Personne n'est venu.".to_owned(),
        }
    }

    #[test]
    fn all_but_the_organisation_itself_is_named() {
        let id = Some(ObjectId(Uuid::from_u128(2)));
        for subject in ReportSubject::ALL {
            let is_organisation = *subject == ReportSubject::Organisation;
            assert_eq!(report(*subject, None).validate().is_ok(), is_organisation, "{subject}");
            assert_eq!(report(*subject, id).validate().is_ok(), !is_organisation, "{subject}");
        }
    }

    #[test]
    fn a_word_is_no_report() {
        let short = NewReport { text: "  Absent   ".to_owned(), ..report(ReportSubject::Organisation, None) };
        assert!(short.validate().is_err());
    }
}
