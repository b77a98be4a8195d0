//! What a need is found by: its words, and its category.

use super::text;
use crate::categories;
use crate::db::schema::{communes, needs, sites};
use crate::db::vocabulary::{self, Realm};
use crate::engine::analyser;
use crate::http::{Cx, Error};
use crate::needs::NeedRow;
use diesel::prelude::*;
use shared::ids::NeedId;
use std::collections::BTreeSet;

/// Needs that are indexed at once when all are.
const BATCH: i64 = 500;

/// Makes the need searchable: by the words of title, remarks and commune, and by its category.
///
/// # Errors
/// When the database fails.
pub(super) fn index(cx: &mut Cx<'_>, row: &NeedRow, commune: &str) -> Result<(), Error> {
    let text = [row.title.as_str(), row.remarks.as_deref().unwrap_or_default(), commune].join(" ");
    let words = analyser::words(&text);
    vocabulary::learn(cx.conn, Realm::Needs, &words)?;
    let mut tokens: BTreeSet<String> = words.into_iter().map(|word| word.stem).collect();
    tokens.extend(categories::path(&row.category_code).map(categories::token));
    text::save(cx.conn, row.id, &tokens)?;
    Ok(())
}

/// Indexes every need anew: another version of the analyser has indexed what is there.
///
/// # Errors
/// When the database fails.
pub fn index_all(cx: &mut Cx<'_>) -> Result<(), Error> {
    let mut after: Option<NeedId> = None;
    loop {
        let mut query = needs::table
            .inner_join(sites::table.inner_join(communes::table))
            .order(needs::id)
            .limit(BATCH)
            .select((NeedRow::as_select(), communes::name))
            .into_boxed();
        if let Some(id) = after {
            query = query.filter(needs::id.gt(id));
        }
        let batch: Vec<(NeedRow, String)> = query.load(cx.conn)?;
        for (row, commune) in &batch {
            index(cx, row, commune)?;
        }
        let Some((last, _)) = batch.last() else {
            return Ok(());
        };
        after = Some(last.id);
    }
}
