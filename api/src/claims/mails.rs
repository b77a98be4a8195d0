//! Mails about claims: the side that has to act, or that waits, hears of each step.

use super::model::ClaimRow;
use super::store;
use crate::events::mail::{Mail, Recipient};
use crate::http::{Cx, Error};
use crate::notifications::store as notifications;
use crate::{members, needs};
use shared::accounts::Locale;
use shared::claims::{Claim, ClaimState, Party};
use shared::ids::{ClaimId, OrganisationId};
use shared::notifications::NotificationKind;
use shared::units::Grams;

/// Somebody has a request or a proposal to answer.
///
/// # Errors
/// When the database fails.
pub fn requested(cx: &mut Cx<'_>, claim: &Claim) -> Result<(), Error> {
    if let (Party::Giver, Some(need)) = (claim.asked_by, &claim.need) {
        return needs::answered(cx, claim, need, &kg(claim.grams));
    }
    let (kg, title, taker) = (kg(claim.grams), &claim.offer.title, &claim.taker.name);
    for to in members::store::coordinators(cx.conn, claim.giver.id)? {
        let (subject, text) = match to.locale {
            Locale::French => (
                format!("{taker} demande {kg} kg : {title}"),
                format!("{taker} souhaite {kg} kg de « {title} ». Répondez dans les 24 heures :"),
            ),
            Locale::English => (
                format!("{taker} asks for {kg} kg: {title}"),
                format!("{taker} would like {kg} kg of “{title}”. Please answer within 24 hours:"),
            ),
        };
        send(cx, &to, NotificationKind::ClaimAsked, (subject, &text), claim)?;
    }
    Ok(())
}

/// The other side hears of a step.
///
/// # Errors
/// When the database fails.
pub fn stepped(cx: &mut Cx<'_>, claim: &Claim, row: &ClaimRow, by: Party, reason: Option<&str>) -> Result<(), Error> {
    let recipients = match by {
        Party::Giver => taker_side(cx, row)?,
        Party::Taker | Party::Observer => members::store::coordinators(cx.conn, row.giver_id)?,
    };
    let who = if by == Party::Giver { &claim.giver.name } else { &claim.taker.name };
    for to in recipients {
        let what = sentence(claim.state, to.locale);
        let (kg, title) = (kg(claim.grams), &claim.offer.title);
        let subject = match to.locale {
            Locale::French => format!("{what} : {kg} kg, {title}"),
            Locale::English => format!("{what}: {kg} kg, {title}"),
        };
        let text = match (to.locale, reason) {
            (Locale::French, Some(reason)) => format!("{what} par {who} : {kg} kg de « {title} ».\n\nMotif : {reason}"),
            (Locale::French, None) => format!("{what} par {who} : {kg} kg de « {title} »."),
            (Locale::English, Some(reason)) => format!("{what} by {who}: {kg} kg of “{title}”.\n\nReason: {reason}"),
            (Locale::English, None) => format!("{what} by {who}: {kg} kg of “{title}”."),
        };
        send(cx, &to, NotificationKind::ClaimStepped, (subject, &text), claim)?;
    }
    Ok(())
}

/// Whoever claimed; for what a giver proposed, those who hear of the need.
fn taker_side(cx: &mut Cx<'_>, row: &ClaimRow) -> Result<Vec<Recipient>, Error> {
    match (row.asked_by, row.need_id) {
        (Party::Giver, Some(need)) => needs::recipients(cx, need, row.taker_id),
        _ => store::claimant(cx.conn, row.claimed_by),
    }
}

/// Who hears of a claim on the side of one of its two organisations.
///
/// # Errors
/// When the database fails.
pub fn recipients(cx: &mut Cx<'_>, claim: ClaimId, side: OrganisationId) -> Result<Vec<Recipient>, Error> {
    let row = store::row(cx.conn, claim)?;
    if side == row.giver_id { members::store::coordinators(cx.conn, side) } else { taker_side(cx, &row) }
}

/// Whoever asked hears that time has ended the claim, and the taker in any case.
///
/// # Errors
/// When the database fails.
pub fn lapsed(cx: &mut Cx<'_>, row: &ClaimRow) -> Result<(), Error> {
    let mut recipients = taker_side(cx, row)?;
    if row.asked_by == Party::Giver {
        recipients.extend(store::claimant(cx.conn, row.claimed_by)?);
    }
    for to in recipients {
        let kg = kg(row.grams);
        let (subject, text) = match to.locale {
            Locale::French => (
                format!("Réservation expirée : {kg} kg"),
                format!("Le délai est passé : la réservation de {kg} kg n’est plus valable."),
            ),
            Locale::English => {
                (format!("Claim expired: {kg} kg"), format!("Time ran out: the claim of {kg} kg is no longer valid."))
            }
        };
        let link = format!("{}/reservations/{}", cx.settings.public_url, row.id);
        let mail = Mail::letter(&to, cx.settings, subject, &format!("{text}\n\n{link}"));
        notifications::mail(cx, &to, NotificationKind::ClaimStepped, mail)?;
    }
    Ok(())
}

fn send(
    cx: &mut Cx<'_>,
    to: &Recipient,
    kind: NotificationKind,
    (subject, text): (String, &str),
    claim: &Claim,
) -> Result<(), Error> {
    let link = format!("{}/reservations/{}", cx.settings.public_url, claim.id);
    let mail = Mail::letter(to, cx.settings, subject, &format!("{text}\n\n{link}"));
    notifications::mail(cx, to, kind, mail)
}

const fn sentence(state: ClaimState, locale: Locale) -> &'static str {
    match (locale, state) {
        (Locale::French, ClaimState::Requested) => "Réservation demandée",
        (Locale::French, ClaimState::Accepted) => "Réservation acceptée",
        (Locale::French, ClaimState::Ready) => "Produits mis de côté",
        (Locale::French, ClaimState::Collected) => "Produits retirés",
        (Locale::French, ClaimState::Received) => "Produits reçus",
        (Locale::French, ClaimState::Declined) => "Réservation refusée",
        (Locale::French, ClaimState::Cancelled) => "Réservation annulée",
        (Locale::French, ClaimState::Expired) => "Réservation expirée",
        (Locale::English, ClaimState::Requested) => "Claim requested",
        (Locale::English, ClaimState::Accepted) => "Claim accepted",
        (Locale::English, ClaimState::Ready) => "Food set aside",
        (Locale::English, ClaimState::Collected) => "Food collected",
        (Locale::English, ClaimState::Received) => "Food received",
        (Locale::English, ClaimState::Declined) => "Claim declined",
        (Locale::English, ClaimState::Cancelled) => "Claim cancelled",
        (Locale::English, ClaimState::Expired) => "Claim expired",
    }
}

/// Kilograms as people write them: without decimals where there are none.
fn kg(grams: Grams) -> String {
    let (whole, rest) = (grams.0 / 1_000, grams.0 % 1_000);
    if rest == 0 { whole.to_string() } else { format!("{whole},{rest:03}").trim_end_matches('0').to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kilograms_are_written_without_idle_zeros() {
        assert_eq!(kg(Grams(40_000)), "40");
        assert_eq!(kg(Grams(2_500)), "2,5");
        assert_eq!(kg(Grams(50)), "0,05");
    }
}
