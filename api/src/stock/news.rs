//! What people are told of stock: recalls, and what is about to be lost.

use super::model::{Due, RecallRow};
use crate::events::mail::{Mail, Recipient, kg, queue};
use crate::http::{Cx, Error};
use crate::members;
use crate::notifications::{News, store as notifications};
use crate::organisations;
use shared::accounts::Locale;
use shared::ids::{OrganisationId, UserId};
use shared::notifications::{Facts, NotificationKind};
use shared::units::Grams;
use std::collections::BTreeMap;

/// Everybody of the organisations that received recalled food, with how much, hears of it in the application, and those who
/// manage them by a mail that nobody can switch off and that does not wait for the morning: people may be about to eat it.
///
/// # Errors
/// When the database fails.
pub fn recalled(cx: &mut Cx<'_>, recall: &RecallRow, received: &BTreeMap<OrganisationId, Grams>) -> Result<(), Error> {
    let other = match recall.organisation_id {
        Some(bank) => organisations::store::summaries(cx.conn, &[bank])?.remove(&bank).map(|bank| bank.name),
        None => None,
    };
    for (organisation_id, grams) in received {
        let facts = Facts {
            recall_id: Some(recall.id),
            item: Some(recall.title.clone()),
            other: other.clone(),
            grams: Some(*grams),
            ..Facts::default()
        };
        let cause = format!("recall:{}:{organisation_id}", recall.id);
        let news = News { organisation_id: *organisation_id, kind: NotificationKind::Recall, cause, facts };
        let people = members::store::people(cx.conn, *organisation_id)?;
        notifications::tell_beside_mail(cx, &people, &news)?;
        for to in members::store::coordinators(cx.conn, *organisation_id)? {
            let mail = letter(cx, &to, recall, *grams);
            queue(cx, mail)?;
        }
    }
    Ok(())
}

fn letter(cx: &Cx<'_>, to: &Recipient, recall: &RecallRow, received: Grams) -> Mail {
    let (title, kg, printed) = (&recall.title, kg(received, to.locale), printed(recall, to.locale));
    let link = format!("{}/stock/rappels/{}", cx.settings.public_url, recall.id);
    let source = recall.url.as_deref().map(|url| format!("\n\n{url}")).unwrap_or_default();
    let reason = &recall.reason;
    let (subject, text) = match to.locale {
        Locale::French => (
            format!("Rappel de produit : {title}"),
            format!(
                "Ne distribuez plus « {title} »{printed}. Votre organisation en a reçu {kg} kg.\n\n« {reason} »{source}\n\n\
                 Dites ce que vous en avez fait (rapporté, détruit ou déjà donné) :\n{link}"
            ),
        ),
        Locale::English => (
            format!("Product recall: {title}"),
            format!(
                "Stop giving out “{title}”{printed}. Your organisation received {kg} kg of it.\n\n“{reason}”{source}\n\n\
                 Say what you have done with it (brought back, destroyed or already given):\n{link}"
            ),
        ),
    };
    Mail::letter(to, cx.settings, subject, &text)
}

/// What is printed on what is recalled, in brackets; nothing where a lot is recalled by itself.
fn printed(recall: &RecallRow, locale: Locale) -> String {
    let (barcode, number) = match locale {
        Locale::French => ("code-barres", "lot"),
        Locale::English => ("barcode", "batch"),
    };
    let parts = [(barcode, &recall.gtin), (number, &recall.lot_number)];
    let parts: Vec<String> =
        parts.into_iter().filter_map(|(word, value)| value.as_ref().map(|value| format!("{word} {value}"))).collect();
    if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) }
}

/// Those who manage an organisation hear what it is about to lose. Returns how many were told; asked again on the same day,
/// nobody is.
///
/// # Errors
/// When the database fails.
pub fn due(cx: &mut Cx<'_>, due: &Due) -> Result<usize, Error> {
    let Due { organisation_id, lots, grams, today } = *due;
    let managing = members::store::coordinators(cx.conn, organisation_id)?;
    let people: Vec<UserId> = managing.iter().filter_map(|to| to.person).collect();
    let count = u32::try_from(lots).unwrap_or(u32::MAX);
    let facts = Facts { count: Some(count), grams: Some(grams), ..Facts::default() };
    let cause = format!("stock_due:{organisation_id}:{today}");
    let news = News { organisation_id, kind: NotificationKind::StockDue, cause, facts };
    notifications::tell_people(cx, &people, &news)
}
