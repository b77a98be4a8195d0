//! Mails about reports: to the administrators when one arrives, to its author when it is closed. Whom it is about gets none.

use crate::accounts::store::users;
use crate::events::mail::{Mail, Recipient, queue};
use crate::http::{Cx, Error};
use crate::settings::Settings;
use shared::accounts::Locale;
use shared::ids::UserId;
use shared::reports::{Report, ReportOutcome, ReportReason};

/// A report has arrived: the administrators learn what and from whom.
///
/// # Errors
/// When the database fails.
pub(super) fn arrived(cx: &mut Cx<'_>, report: &Report, author: UserId) -> Result<(), Error> {
    let author = users::recipient(cx.conn, author)?;
    for administrator in users::administrators(cx.conn)? {
        let mail = to_look_at(&administrator, cx.settings, report, &author);
        queue(cx, mail)?;
    }
    Ok(())
}

/// A report is closed: its author learns what came of it.
///
/// # Errors
/// When the database fails.
pub(super) fn closed(cx: &mut Cx<'_>, report: &Report, author: UserId) -> Result<(), Error> {
    let author = users::recipient(cx.conn, author)?;
    let mail = answered(&author, cx.settings, report);
    queue(cx, mail)
}

fn to_look_at(to: &Recipient, settings: &Settings, report: &Report, author: &Recipient) -> Mail {
    let url = &settings.public_url;
    let Recipient { person: _, name, email, locale: _ } = author;
    let (about, organisation, said) = (&report.about.name, &report.organisation.name, &report.text);
    let why = reason(report.reason, to.locale);
    let (subject, text) = match to.locale {
        Locale::French => (
            format!("Signalement : {about}"),
            format!(
                "{name} ({email}), de « {organisation} », signale un problème avec « {about} ».\n\n\
                 {why} :\n\
                 {said}\n\n\
                 Pour lire le signalement et y répondre :\n\
                 {url}/signalements"
            ),
        ),
        Locale::English => (
            format!("Report: {about}"),
            format!(
                "{name} ({email}), of “{organisation}”, reports a problem with “{about}”.\n\n\
                 {why}:\n\
                 {said}\n\n\
                 To read the report and answer it:\n\
                 {url}/signalements"
            ),
        ),
    };
    Mail::letter(to, settings, subject, &text)
}

fn answered(to: &Recipient, settings: &Settings, report: &Report) -> Mail {
    let (network, url, about) = (&settings.network_name, &settings.public_url, &report.about.name);
    let came_of_it = report.outcome.map(|outcome| result(outcome, to.locale)).unwrap_or_default();
    let answer = report.answer.as_ref().map(|answer| format!("{answer}\n\n")).unwrap_or_default();
    let (subject, text) = match to.locale {
        Locale::French => (
            format!("{network} : votre signalement a été traité"),
            format!(
                "Vous aviez signalé un problème avec « {about} ». {came_of_it}\n\n\
                 {answer}\
                 Merci de l'avoir dit. Vos signalements :\n\
                 {url}/signalements"
            ),
        ),
        Locale::English => (
            format!("{network}: your report has been dealt with"),
            format!(
                "You had reported a problem with “{about}”. {came_of_it}\n\n\
                 {answer}\
                 Thank you for telling us. Your reports:\n\
                 {url}/signalements"
            ),
        ),
    };
    Mail::letter(to, settings, subject, &text)
}

const fn reason(reason: ReportReason, locale: Locale) -> &'static str {
    match (reason, locale) {
        (ReportReason::NoShow, Locale::French) => "Rendez-vous manqué",
        (ReportReason::NoShow, Locale::English) => "Nobody came",
        (ReportReason::UnsafeFood, Locale::French) => "Produits dangereux à consommer",
        (ReportReason::UnsafeFood, Locale::English) => "Food that is not safe to eat",
        (ReportReason::DamagedEquipment, Locale::French) => "Matériel abîmé",
        (ReportReason::DamagedEquipment, Locale::English) => "Damaged equipment",
        (ReportReason::Misconduct, Locale::French) => "Mauvais comportement",
        (ReportReason::Misconduct, Locale::English) => "Bad behaviour",
        (ReportReason::WrongInformation, Locale::French) => "Informations fausses",
        (ReportReason::WrongInformation, Locale::English) => "Wrong information",
        (ReportReason::Other, Locale::French) => "Autre chose",
        (ReportReason::Other, Locale::English) => "Something else",
    }
}

const fn result(outcome: ReportOutcome, locale: Locale) -> &'static str {
    match (outcome, locale) {
        (ReportOutcome::Helped, Locale::French) => "Un administrateur du réseau a aidé à régler la situation.",
        (ReportOutcome::Helped, Locale::English) => "An administrator of the network has helped to settle it.",
        (ReportOutcome::Warned, Locale::French) => {
            "Un administrateur du réseau a rappelé les règles du réseau à cette organisation."
        }
        (ReportOutcome::Warned, Locale::English) => {
            "An administrator of the network has reminded this organisation of the network's rules."
        }
        (ReportOutcome::Suspended, Locale::French) => "Un administrateur du réseau a suspendu cette organisation.",
        (ReportOutcome::Suspended, Locale::English) => "An administrator of the network has suspended this organisation.",
        (ReportOutcome::Unfounded, Locale::French) => "Après vérification, un administrateur du réseau n'a pas donné suite.",
        (ReportOutcome::Unfounded, Locale::English) => {
            "An administrator of the network has looked into it and found nothing to act on."
        }
        (ReportOutcome::Other, Locale::French) => "Un administrateur du réseau a traité votre signalement.",
        (ReportOutcome::Other, Locale::English) => "An administrator of the network has dealt with your report.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::ids::{OrganisationId, ReportId};
    use shared::organisations::{OrganisationKind, OrganisationSummary};
    use shared::reports::{ReportState, ReportSubject};
    use shared::time::UtcMillis;
    use uuid::Uuid;

    fn samir(locale: Locale) -> Recipient {
        Recipient { person: None, email: "samir@restos.example.org".to_owned(), name: "Samir".to_owned(), locale }
    }

    fn report(answer: Option<&str>) -> Report {
        let organisation = |n, name: &str| OrganisationSummary {
            id: OrganisationId(Uuid::from_u128(n)),
            name: name.to_owned(),
            kind: OrganisationKind::Association,
        };
        Report {
            id: ReportId(Uuid::from_u128(3)),
            about: organisation(1, "Épicerie"),
            subject: ReportSubject::Organisation,
            subject_id: None,
            reason: ReportReason::NoShow,
            text: "Personne n'était là.".to_owned(),
            reported_by: "Samir".to_owned(),
            organisation: organisation(2, "Restos"),
            reported_at: UtcMillis(0),
            state: ReportState::Closed,
            outcome: Some(ReportOutcome::Warned),
            answer: answer.map(str::to_owned),
            closed_at: Some(UtcMillis(1)),
            version: 2,
        }
    }

    #[test]
    fn an_administrator_reads_who_reports_what() {
        let mail = to_look_at(&samir(Locale::French), &Settings::default(), &report(None), &samir(Locale::French));
        assert_eq!(mail.subject, "Signalement : Épicerie");
        assert!(mail.body.contains("Samir (samir@restos.example.org), de « Restos »"), "{}", mail.body);
        assert!(mail.body.contains("\nRendez-vous manqué :\nPersonne n'était là.\n"), "{}", mail.body);
    }

    #[test]
    fn an_answer_stands_in_the_author_s_mail_where_there_is_one() {
        let settings = Settings::default();
        let with = answered(&samir(Locale::French), &settings, &report(Some("Ils préviendront.")));
        assert!(with.body.contains("à cette organisation.\n\nIls préviendront.\n\nMerci"), "{}", with.body);
        let without = answered(&samir(Locale::English), &settings, &report(None));
        assert!(without.body.contains("network's rules.\n\nThank you"), "{}", without.body);
    }
}
