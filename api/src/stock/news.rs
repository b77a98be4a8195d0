//! What people are told of stock: recalls, and what is about to be lost.

use super::model::RecallRow;
use crate::events::mail::{Mail, Recipient, kg, queue};
use crate::http::{Cx, Error};
use crate::members;
use crate::notifications::{News, store as notifications};
use crate::organisations;
use chrono::NaiveDate;
use shared::accounts::Locale;
use shared::ids::{OrganisationId, UserId};
use shared::notifications::{Facts, NotificationKind};
use shared::units::Grams;

/// Everybody of an organisation that received recalled food hears of it in the application, and those who manage it by a
/// mail that nobody can switch off and that does not wait for the morning: people may be about to eat it.
///
/// # Errors
/// When the database fails.
pub fn recalled(cx: &mut Cx<'_>, recall: &RecallRow, organisation_id: OrganisationId, received: Grams) -> Result<(), Error> {
    let other = match recall.organisation_id {
        Some(bank) => organisations::store::summaries(cx.conn, &[bank])?.remove(&bank).map(|bank| bank.name),
        None => None,
    };
    let people = members::store::people(cx.conn, organisation_id)?;
    let facts = Facts {
        recall_id: Some(recall.id),
        item: Some(recall.title.clone()),
        other,
        grams: Some(received),
        ..Facts::default()
    };
    let cause = format!("recall:{}:{organisation_id}", recall.id);
    let news = News { organisation_id, kind: NotificationKind::Recall, cause, facts };
    notifications::tell_beside_mail(cx, &people, &news)?;
    for to in members::store::coordinators(cx.conn, organisation_id)? {
        let mail = letter(cx, &to, recall, received);
        queue(cx, mail)?;
    }
    Ok(())
}

fn letter(cx: &Cx<'_>, to: &Recipient, recall: &RecallRow, received: Grams) -> Mail {
    let (title, kg) = (&recall.title, kg(received, to.locale));
    let number = recall.lot_number.as_deref().or(recall.gtin.as_deref()).unwrap_or_default();
    let link = format!("{}/stock/rappels/{}", cx.settings.public_url, recall.id);
    let source = recall.url.as_deref().map(|url| format!("\n\n{url}")).unwrap_or_default();
    let reason = &recall.reason;
    let (subject, text) = match to.locale {
        Locale::French => (
            format!("Rappel de produit : {title}"),
            format!(
                "Ne distribuez plus « {title} » {number}. Votre association en a reçu {kg} kg.\n\n« {reason} »{source}\n\n\
                 Dites ce que vous en avez fait (rapporté, détruit ou déjà donné) :\n{link}"
            ),
        ),
        Locale::English => (
            format!("Product recall: {title}"),
            format!(
                "Stop giving out “{title}” {number}. Your organisation received {kg} kg of it.\n\n“{reason}”{source}\n\n\
                 Say what you have done with it (brought back, destroyed or already given):\n{link}"
            ),
        ),
    };
    Mail::letter(to, cx.settings, subject, &text)
}

/// Those who manage an organisation hear what has its date within days. Returns how many were told.
///
/// # Errors
/// When the database fails.
pub fn due(
    cx: &mut Cx<'_>,
    organisation_id: OrganisationId,
    lots: i64,
    grams: Grams,
    today: NaiveDate,
) -> Result<usize, Error> {
    let managing = members::store::coordinators(cx.conn, organisation_id)?;
    let people: Vec<UserId> = managing.iter().filter_map(|to| to.person).collect();
    let count = u32::try_from(lots).unwrap_or(u32::MAX);
    let facts = Facts { count: Some(count), grams: Some(grams), ..Facts::default() };
    let cause = format!("stock_due:{organisation_id}:{today}");
    let news = News { organisation_id, kind: NotificationKind::StockDue, cause, facts };
    notifications::tell_people(cx, &people, &news)
}
