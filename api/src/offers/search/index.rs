//! What an offer is found by: the tokens of its document.

use crate::categories;
use crate::db::expr::{Value, statement};
use crate::db::full_text;
use crate::db::schema::{communes, offers, sites};
use crate::db::vocabulary::{self, Realm};
use crate::engine::analyser::{self, Word};
use crate::http::{Cx, Error};
use crate::offers::OfferRow;
use diesel::prelude::*;
use shared::ids::OfferId;

/// Offers that are indexed at once when all are.
const BATCH: i64 = 500;

/// Makes the offer's words searchable: title, product, remarks, category in both languages, commune; and its category itself, for
/// searches that mean it by another word. Puts it before the saved searches.
///
/// # Errors
/// When the database fails.
pub fn index(cx: &mut Cx<'_>, row: &OfferRow, commune: &str) -> Result<(), Error> {
    write(cx, row, commune)?;
    // Saved searches are asked afterwards: nobody waits for them while publishing.
    const TO_MATCH: &str = "INSERT INTO offers_to_match (offer_id, queued_at) VALUES (?, ?) \
        ON CONFLICT (offer_id) DO UPDATE SET queued_at = excluded.queued_at";
    let values = vec![Value::Bytes(row.id.0.as_bytes().to_vec()), Value::Whole(cx.now.0)];
    statement::<()>(TO_MATCH, values).execute(cx.conn)?;
    Ok(())
}

fn write(cx: &mut Cx<'_>, row: &OfferRow, commune: &str) -> Result<(), Error> {
    let labels = categories::tree().labels(&row.category_code).join(" ");
    let [product, remarks] = [&row.product_name, &row.remarks].map(|text| text.as_deref().unwrap_or_default());
    let text = [row.title.as_str(), product, remarks, labels.as_str(), commune].join(" ");
    let words = analyser::words(&text);
    vocabulary::learn(cx.conn, Realm::Offers, &words)?;
    full_text::save(cx.conn, row.id, row.cell, &tokens(words, &row.category_code))?;
    Ok(())
}

fn tokens(words: Vec<Word>, category: &str) -> Vec<String> {
    let mut tokens: Vec<String> = words.into_iter().map(|word| word.stem).collect();
    tokens.extend(categories::path(category).map(categories::token));
    tokens
}

/// Indexes every offer anew: another version of the analyser has indexed what is there.
///
/// # Errors
/// When the database fails.
pub fn index_all(cx: &mut Cx<'_>) -> Result<(), Error> {
    let mut after: Option<OfferId> = None;
    loop {
        let mut query = offers::table
            .inner_join(sites::table.inner_join(communes::table))
            .order(offers::id)
            .limit(BATCH)
            .select((OfferRow::as_select(), communes::name))
            .into_boxed();
        if let Some(id) = after {
            query = query.filter(offers::id.gt(id));
        }
        let batch: Vec<(OfferRow, String)> = query.load(cx.conn)?;
        for (row, commune) in &batch {
            write(cx, row, commune)?;
        }
        let Some((last, _)) = batch.last() else {
            return Ok(());
        };
        after = Some(last.id);
    }
}
