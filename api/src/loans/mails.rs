//! Mails about loans: the side that has to act, or that waits, hears of each step.

use super::model::LoanRow;
use crate::events::mail::{Mail, Recipient};
use crate::http::{Cx, Error};
use crate::notifications::store as notifications;
use crate::{equipment, members};
use shared::accounts::Locale;
use shared::ids::{LoanId, OrganisationId};
use shared::loans::{Loan, LoanParty, LoanState};
use shared::notifications::NotificationKind;

/// The lender has a request to answer, or hears of a loan that it need not answer.
///
/// # Errors
/// When the database fails.
pub fn requested(cx: &mut Cx<'_>, loan: &Loan) -> Result<(), Error> {
    let (name, borrower, purpose) = (&loan.equipment.name, &loan.borrower.name, &loan.purpose);
    let at_once = loan.state == LoanState::Accepted;
    let answers: String = loan.answers.iter().map(|one| format!("\n- {}", one.answer)).collect();
    let purpose = &format!("{purpose}{answers}");
    for to in members::store::coordinators(cx.conn, loan.lender.id)? {
        let (subject, text) = match to.locale {
            Locale::French if at_once => (
                format!("{borrower} a réservé : {name}"),
                format!("{borrower} a réservé « {name} ». Motif : {purpose}\n\nLes dates sont ici :"),
            ),
            Locale::French => (
                format!("{borrower} demande à emprunter : {name}"),
                format!("{borrower} souhaite emprunter « {name} ». Motif : {purpose}\n\nRépondez dans les deux jours :"),
            ),
            Locale::English if at_once => (
                format!("{borrower} has booked: {name}"),
                format!("{borrower} has booked “{name}”. Purpose: {purpose}\n\nThe dates are here:"),
            ),
            Locale::English => (
                format!("{borrower} asks to borrow: {name}"),
                format!("{borrower} would like to borrow “{name}”. Purpose: {purpose}\n\nPlease answer within two days:"),
            ),
        };
        send(cx, &to, NotificationKind::LoanAsked, (subject, &text), loan.id)?;
    }
    Ok(())
}

/// The other side hears of a step.
///
/// # Errors
/// When the database fails.
pub fn stepped(cx: &mut Cx<'_>, loan: &Loan, by: LoanParty, note: Option<&str>) -> Result<(), Error> {
    let (other, who) = match by {
        LoanParty::Lender => (loan.borrower.id, &loan.lender.name),
        LoanParty::Borrower | LoanParty::Observer => (loan.lender.id, &loan.borrower.name),
    };
    for to in members::store::coordinators(cx.conn, other)? {
        let subject = format!("{} : {}", sentence(loan.state, to.locale), loan.equipment.name);
        let said = note.map(|note| format!("\n\n« {note} »")).unwrap_or_default();
        send(cx, &to, NotificationKind::LoanStepped, (subject, &format!("{who}{said}")), loan.id)?;
    }
    Ok(())
}

/// Both sides hear that time ran out.
///
/// # Errors
/// When the database fails.
pub fn lapsed(cx: &mut Cx<'_>, row: &LoanRow) -> Result<(), Error> {
    let item = equipment::store::load(cx.conn, row.equipment_id)?;
    for organisation in [row.lender_id, row.borrower_id] {
        for to in members::store::coordinators(cx.conn, organisation)? {
            let subject = format!("{} : {}", sentence(LoanState::Expired, to.locale), item.name);
            let text = match to.locale {
                Locale::French => "Le délai est passé : le matériel est de nouveau libre à ces dates.",
                Locale::English => "Time ran out: the item is free again on these dates.",
            };
            send(cx, &to, NotificationKind::LoanStepped, (subject, text), row.id)?;
        }
    }
    Ok(())
}

/// Who hears of loans on the side of an organisation.
///
/// # Errors
/// When the database fails.
pub fn recipients(cx: &mut Cx<'_>, side: OrganisationId) -> Result<Vec<Recipient>, Error> {
    members::store::coordinators(cx.conn, side)
}

fn send(
    cx: &mut Cx<'_>,
    to: &Recipient,
    kind: NotificationKind,
    (subject, text): (String, &str),
    loan: LoanId,
) -> Result<(), Error> {
    let link = format!("{}/prets/{loan}", cx.settings.public_url);
    let mail = Mail::letter(to, cx.settings, subject, &format!("{text}\n\n{link}"));
    notifications::mail(cx, to, kind, mail)
}

const fn sentence(state: LoanState, locale: Locale) -> &'static str {
    match (locale, state) {
        (Locale::French, LoanState::Requested) => "Prêt demandé",
        (Locale::French, LoanState::Accepted) => "Prêt accepté",
        (Locale::French, LoanState::Out) => "Matériel remis",
        (Locale::French, LoanState::Returned) => "Matériel rendu",
        (Locale::French, LoanState::Declined) => "Prêt refusé",
        (Locale::French, LoanState::Cancelled) => "Prêt annulé",
        (Locale::French, LoanState::Expired) => "Prêt expiré",
        (Locale::English, LoanState::Requested) => "Loan requested",
        (Locale::English, LoanState::Accepted) => "Loan accepted",
        (Locale::English, LoanState::Out) => "Item handed out",
        (Locale::English, LoanState::Returned) => "Item returned",
        (Locale::English, LoanState::Declined) => "Loan declined",
        (Locale::English, LoanState::Cancelled) => "Loan cancelled",
        (Locale::English, LoanState::Expired) => "Loan expired",
    }
}
