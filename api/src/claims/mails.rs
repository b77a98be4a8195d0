//! Mails about claims: the side that has to act, or that waits, hears of each step.

use super::model::ClaimRow;
use super::store;
use crate::events::mail::{Mail, Recipient, kg};
use crate::http::{Cx, Error};
use crate::notifications::store as notifications;
use crate::{members, needs};
use shared::accounts::Locale;
use shared::claims::{Claim, ClaimState, Party};
use shared::ids::{ClaimId, OrganisationId};
use shared::notifications::NotificationKind;

/// Somebody has a request or a proposal to answer.
///
/// # Errors
/// When the database fails.
pub fn requested(cx: &mut Cx<'_>, claim: &Claim) -> Result<(), Error> {
    if let (Party::Giver, Some(need)) = (claim.asked_by, &claim.need) {
        return needs::answered(cx, claim, need);
    }
    let (title, taker) = (&claim.offer.title, &claim.taker.name);
    for to in members::store::coordinators(cx.conn, claim.giver.id)? {
        let kg = kg(claim.grams, to.locale);
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
        let (kg, title) = (kg(claim.grams, to.locale), &claim.offer.title);
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
///
/// # Errors
/// When the database fails.
pub(super) fn taker_side(cx: &mut Cx<'_>, row: &ClaimRow) -> Result<Vec<Recipient>, Error> {
    match (row.asked_by, row.need_id) {
        (Party::Giver, Some(need)) => needs::recipients(cx, need, row.taker_id),
        _ => members::store::member_or_coordinators(cx.conn, row.taker_id, row.claimed_by),
    }
}

/// Who hears that time has ended a claim, by their organisation: whoever asked, and the taker in any case.
///
/// # Errors
/// When the database fails.
pub(super) fn both_sides(cx: &mut Cx<'_>, row: &ClaimRow) -> Result<Vec<(OrganisationId, Vec<Recipient>)>, Error> {
    let mut sides = vec![(row.taker_id, taker_side(cx, row)?)];
    if row.asked_by == Party::Giver {
        let giver = members::store::member_or_coordinators(cx.conn, row.giver_id, row.claimed_by)?;
        sides.push((row.giver_id, giver));
    }
    Ok(sides)
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
    for to in both_sides(cx, row)?.into_iter().flat_map(|(_, recipients)| recipients) {
        let kg = kg(row.grams, to.locale);
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
