//! Mails about needs.

use super::store;
use crate::events::mail::{Mail, Recipient, kg};
use crate::http::{Cx, Error};
use crate::members;
use crate::notifications::store as notifications;
use shared::accounts::Locale;
use shared::claims::Claim;
use shared::ids::{NeedId, OrganisationId};
use shared::needs::NeedSummary;
use shared::notifications::NotificationKind;

/// Who hears of a need: whoever published it and the coordinators of its organisation, each once.
///
/// # Errors
/// When the database fails.
pub fn recipients(cx: &mut Cx<'_>, need: NeedId, organisation: OrganisationId) -> Result<Vec<Recipient>, Error> {
    let author = store::load(cx.conn, need)?.published_by;
    let mut recipients = members::store::member_or_coordinators(cx.conn, organisation, author)?;
    recipients.extend(members::store::coordinators(cx.conn, organisation)?);
    recipients.sort_by(|one, other| one.email.cmp(&other.email));
    recipients.dedup_by(|one, other| one.email == other.email);
    Ok(recipients)
}

/// The needing side hears that a giver proposes food.
///
/// # Errors
/// When the database fails.
pub fn answered(cx: &mut Cx<'_>, claim: &Claim, need: &NeedSummary) -> Result<(), Error> {
    let (giver, title, offer) = (&claim.giver.name, &need.title, &claim.offer.title);
    for to in recipients(cx, need.id, claim.taker.id)? {
        let kg = kg(claim.grams, to.locale);
        let (subject, text) = match to.locale {
            Locale::French => (
                format!("{giver} répond à votre besoin : {title}"),
                format!(
                    "{giver} propose {kg} kg de « {offer} » pour votre besoin « {title} ». Répondez dans les 24 heures :"
                ),
            ),
            Locale::English => (
                format!("{giver} answers your need: {title}"),
                format!("{giver} proposes {kg} kg of “{offer}” for your need “{title}”. Please answer within 24 hours:"),
            ),
        };
        let link = format!("{}/reservations/{}", cx.settings.public_url, claim.id);
        let mail = Mail::letter(&to, cx.settings, subject, &format!("{text}\n\n{link}"));
        notifications::mail(cx, &to, NotificationKind::ClaimAsked, mail)?;
    }
    Ok(())
}
