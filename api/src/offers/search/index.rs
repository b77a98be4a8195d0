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

/// Makes a new offer searchable: by the words of title, product, remarks and commune, and by its category, which stands
/// for the words of its labels: they would be most of a document. Puts it before the saved searches.
///
/// # Errors
/// When the database fails.
pub fn add(cx: &mut Cx<'_>, row: &OfferRow, commune: &str) -> Result<(), Error> {
    let tokens = learn(cx, row, commune)?;
    full_text::add(cx.conn, row.id, row.cell, &tokens)?;
    to_match(cx, row)
}

/// As [`add`], for an offer that was searchable before by what it said then.
///
/// # Errors
/// When the database fails.
pub fn index(cx: &mut Cx<'_>, row: &OfferRow, commune: &str) -> Result<(), Error> {
    write(cx, row, commune)?;
    to_match(cx, row)
}

/// Saved searches are asked afterwards: nobody waits for them while publishing.
fn to_match(cx: &mut Cx<'_>, row: &OfferRow) -> Result<(), Error> {
    const TO_MATCH: &str = "INSERT INTO offers_to_match (offer_id, queued_at) VALUES (?, ?) \
        ON CONFLICT (offer_id) DO UPDATE SET queued_at = excluded.queued_at";
    let values = vec![Value::Bytes(row.id.0.as_bytes().to_vec()), Value::Whole(cx.now.0)];
    statement::<()>(TO_MATCH, values).execute(cx.conn)?;
    Ok(())
}

fn write(cx: &mut Cx<'_>, row: &OfferRow, commune: &str) -> Result<(), Error> {
    let tokens = learn(cx, row, commune)?;
    Ok(full_text::save(cx.conn, row.id, row.cell, &tokens)?)
}

/// Remembers the offer's words for those who misspell them, and gives its tokens.
fn learn(cx: &mut Cx<'_>, row: &OfferRow, commune: &str) -> Result<Vec<String>, Error> {
    let [product, remarks] = [&row.product_name, &row.remarks].map(|text| text.as_deref().unwrap_or_default());
    let words = analyser::words(&[row.title.as_str(), product, remarks, commune].join(" "));
    vocabulary::learn(cx.conn, Realm::Offers, &words)?;
    Ok(tokens(words, &row.category_code))
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
