//! A report as it is being written.

use super::link::ReportAddress;
use crate::hooks::{Draft, checked_beside};
use shared::problem::FieldError;
use shared::reports::{NewReport, ReportReason};

/// Why and what, beside what the address says.
#[derive(Clone, PartialEq)]
pub struct ReportDraft {
    address: ReportAddress,
    /// Why, once it is chosen.
    pub reason: Option<ReportReason>,
    /// What happened.
    pub text: String,
}

impl ReportDraft {
    /// Nothing said yet.
    pub const fn new(address: ReportAddress) -> Self {
        Self { address, reason: None, text: String::new() }
    }
}

impl Draft for ReportDraft {
    type Wire = NewReport;

    fn build(&self) -> Result<NewReport, Vec<FieldError>> {
        let missing = self.reason.is_none().then(|| FieldError::new("/reason", "required"));
        let report = NewReport {
            about_organisation_id: self.address.about,
            subject: self.address.subject,
            subject_id: self.address.subject_id,
            // Never sent so: without a reason there is an error.
            reason: self.reason.unwrap_or(ReportReason::Other),
            text: self.text.trim().to_owned(),
        };
        checked_beside(missing.into_iter().collect(), report)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::reports::ReportSubject;

    fn draft() -> ReportDraft {
        let id = "01932c07-93c4-7c3a-9d67-6e1f1c2f9a10";
        ReportDraft::new(ReportAddress {
            subject: ReportSubject::Claim,
            subject_id: Some(id.parse().unwrap()),
            about: id.parse().unwrap(),
            name: "Épicerie".to_owned(),
        })
    }

    #[test]
    fn a_reason_and_a_sentence_are_asked_for() {
        let wrong: Vec<_> = draft().build().unwrap_err().into_iter().map(|error| (error.pointer, error.code)).collect();
        let required = |pointer: &str| (pointer.to_owned(), "required".to_owned());
        assert_eq!(wrong, [required("/reason"), required("/text")]);
    }

    #[test]
    fn what_the_address_says_is_sent_along() {
        let text = " Personne n'est venu. ".to_owned();
        let report = ReportDraft { reason: Some(ReportReason::NoShow), text, ..draft() }.build().unwrap();
        assert_eq!((report.subject, report.reason), (ReportSubject::Claim, ReportReason::NoShow));
        assert_eq!(report.text, "Personne n'est venu.");
        assert!(report.subject_id.is_some());
    }
}
