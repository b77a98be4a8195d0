//! Full text of needs: a list of tokens, each with the needs that have it, which both databases search alike. Needs are
//! few beside offers, so they do without FTS5 and `tsvector`.

use crate::db::schema::{need_stems, needs};
use crate::db::{Conn, Sql};
use crate::engine::text_query::{AllOf, TextQuery};
use crate::on_backend;
use diesel::QueryResult;
use diesel::dsl::sql;
use diesel::expression::BoxableExpression;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use shared::ids::NeedId;
use std::collections::BTreeSet;

/// A condition on needs.
pub type NeedCondition = Box<dyn BoxableExpression<needs::table, Sql, SqlType = Bool>>;

/// The need's tokens satisfy the query.
#[must_use]
pub fn satisfies(query: &TextQuery) -> NeedCondition {
    let clauses: Vec<String> = query.clauses().iter().map(clause).collect();
    Box::new(sql::<Bool>(&format!("({})", clauses.join(" AND "))))
}

/// One list for all alternatives of a single token: a word begun may stand for dozens.
fn clause(alternatives: &BTreeSet<AllOf>) -> String {
    let (single, several): (Vec<&AllOf>, Vec<&AllOf>) = alternatives.iter().partition(|all| all.len() == 1);
    let single: Vec<&str> = single.into_iter().flatten().map(String::as_str).collect();
    let mut said: Vec<String> = several.into_iter().map(all_of).collect();
    if !single.is_empty() {
        said.push(has_one_of(&single));
    }
    format!("({})", said.join(" OR "))
}

fn all_of(tokens: &AllOf) -> String {
    let each: Vec<String> = tokens.iter().map(|token| has_one_of(&[token.as_str()])).collect();
    format!("({})", each.join(" AND "))
}

/// Tokens are letters and digits, so they need no quoting.
fn has_one_of(tokens: &[&str]) -> String {
    format!("needs.id IN (SELECT need_id FROM need_stems WHERE stem IN ('{}'))", tokens.join("', '"))
}

/// How many needs satisfy the query, at most `limit`.
///
/// # Errors
/// When the database fails.
pub fn count(conn: &mut Conn, query: &TextQuery, limit: i64) -> QueryResult<usize> {
    let holders = needs::table.filter(satisfies(query)).limit(limit).select(needs::id);
    Ok(holders.load::<NeedId>(conn)?.len())
}

/// Keeps `tokens` as the need's, instead of those before.
///
/// # Errors
/// When the database fails.
pub fn save(conn: &mut Conn, need: NeedId, tokens: &BTreeSet<String>) -> QueryResult<()> {
    diesel::delete(need_stems::table.filter(need_stems::need_id.eq(need))).execute(conn)?;
    let values = tokens.iter().map(|token| (need_stems::stem.eq(token), need_stems::need_id.eq(need)));
    let values: Vec<_> = values.collect();
    on_backend!(conn, conn => diesel::insert_into(need_stems::table).values(&values).execute(conn))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alternatives_of_one_token_share_a_list() {
        let alternatives = [vec!["lait".to_owned()], vec!["laitu".to_owned()], vec!["lait".to_owned(), "beb".to_owned()]];
        let holds = |tokens: &str| format!("needs.id IN (SELECT need_id FROM need_stems WHERE stem IN ({tokens}))");
        let written = clause(&BTreeSet::from(alternatives));
        assert_eq!(written, format!("(({} AND {}) OR {})", holds("'lait'"), holds("'beb'"), holds("'lait', 'laitu'")));
    }
}
