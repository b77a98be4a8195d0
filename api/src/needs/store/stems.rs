//! The words of needs: a list of stems, each with the needs that hold it, which both databases search alike.

use crate::db::Sql;
use crate::db::schema::{need_stems, needs};
use crate::engine::analyser;
use crate::http::{Cx, Error};
use crate::needs::NeedRow;
use crate::{categories, on_backend};
use diesel::expression::BoxableExpression;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use std::collections::BTreeSet;

/// A condition on needs.
pub type Condition = Box<dyn BoxableExpression<needs::table, Sql, SqlType = Bool>>;

/// The need holds this stem.
#[must_use]
pub fn condition(stem: &str) -> Condition {
    let holders = need_stems::table.filter(need_stems::stem.eq(stem.to_owned())).select(need_stems::need_id);
    Box::new(needs::id.eq_any(holders))
}

/// Makes the need's words searchable: title, remarks, category in both languages, commune.
///
/// # Errors
/// When the database fails.
pub(super) fn save(cx: &mut Cx<'_>, row: &NeedRow, commune: &str) -> Result<(), Error> {
    let labels = categories::tree().labels(&row.category_code).join(" ");
    let text = [row.title.as_str(), row.remarks.as_deref().unwrap_or_default(), labels.as_str(), commune].join(" ");
    let stems: BTreeSet<String> = analyser::stems(&text).into_iter().collect();
    diesel::delete(need_stems::table.filter(need_stems::need_id.eq(row.id))).execute(cx.conn)?;
    let values = stems.into_iter().map(|stem| (need_stems::stem.eq(stem), need_stems::need_id.eq(row.id)));
    let values: Vec<_> = values.collect();
    on_backend!(cx.conn, conn => diesel::insert_into(need_stems::table).values(&values).execute(conn))?;
    Ok(())
}
