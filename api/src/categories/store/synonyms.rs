//! What people call categories. Shipped lists are replaced by a newer binary's, but never what an administrator wrote.

use crate::categories::synonyms::{clean, shipped, term};
use crate::categories::tree;
use crate::db::Conn;
use crate::db::schema::{category_synonyms, category_terms};
use crate::db::vocabulary::{self, Realm};
use crate::engine::analyser::{self, Word};
use crate::http::{Actor, Cx, Error, IfMatch};
use crate::on_backend;
use diesel::prelude::*;
use shared::categories::{NewSynonyms, Synonyms};
use shared::problem::{Code, Problem};
use std::collections::{BTreeMap, BTreeSet};

/// Version of a list that nobody has edited.
const SHIPPED: i64 = 1;

/// The most words of a synonym.
const MAX_WORDS: usize = 5;

#[derive(Clone, Debug, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = category_synonyms)]
struct SynonymsRow {
    category_code: String,
    fr: String,
    en: String,
    version: i64,
    updated_at: i64,
}

impl From<SynonymsRow> for Synonyms {
    fn from(row: SynonymsRow) -> Self {
        let lines = |text: &str| text.lines().map(str::to_owned).collect();
        Self { fr: lines(&row.fr), en: lines(&row.en), category: row.category_code, version: row.version }
    }
}

/// Words of a text that are a synonym.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// Number of the first word.
    pub start: usize,
    /// How many words.
    pub length: usize,
    /// Codes of the categories.
    pub categories: Vec<String>,
}

/// The synonyms in a text, given by its stems: from the left, the longest first, none overlapping another.
///
/// # Errors
/// When the database fails.
pub fn terms_in(conn: &mut Conn, stems: &[&str]) -> Result<Vec<Span>, Error> {
    let runs = |start: usize| (1..=MAX_WORDS.min(stems.len() - start)).map(move |length| (start, length));
    let text = |start: usize, length: usize| stems.iter().skip(start).take(length).copied().collect::<Vec<_>>().join(" ");
    let wanted: BTreeSet<String> = (0..stems.len()).flat_map(runs).map(|(start, length)| text(start, length)).collect();
    let rows: Vec<(String, String)> = category_terms::table
        .filter(category_terms::term.eq_any(wanted))
        .order((category_terms::term, category_terms::category_code))
        .load(conn)?;
    let mut known: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (term, code) in rows {
        known.entry(term).or_default().push(code);
    }
    let (mut spans, mut start) = (Vec::new(), 0);
    while start < stems.len() {
        let longest = runs(start).rev().find_map(|(_, length)| Some((length, known.get(&text(start, length))?.clone())));
        let length = longest.as_ref().map_or(1, |(length, _)| *length);
        spans.extend(longest.map(|(length, categories)| Span { start, length, categories }));
        start += length;
    }
    Ok(spans)
}

/// A category's synonyms.
///
/// # Errors
/// 404 when there is no such category.
pub fn find(cx: &mut Cx<'_>, code: &str) -> Result<Synonyms, Error> {
    load(cx.conn, code).map(Synonyms::from)
}

fn load(conn: &mut Conn, code: &str) -> Result<SynonymsRow, Error> {
    if !tree().exists(code) {
        return Err(Error::not_found());
    }
    let row = category_synonyms::table.find(code).select(SynonymsRow::as_select()).first(conn).optional()?;
    row.ok_or_else(Error::not_found)
}

/// All synonyms, by code.
///
/// # Errors
/// When the database fails.
pub(super) fn all(conn: &mut Conn) -> Result<BTreeMap<String, Synonyms>, Error> {
    let rows: Vec<SynonymsRow> = category_synonyms::table.select(SynonymsRow::as_select()).load(conn)?;
    Ok(rows.into_iter().map(|row| (row.category_code.clone(), row.into())).collect())
}

/// Replaces a category's synonyms.
///
/// # Errors
/// 403 but for the administrator; 404 when there is no such category; 412 when somebody changed them meanwhile.
pub fn replace(cx: &mut Cx<'_>, actor: &Actor, code: &str, seen: IfMatch, new: &NewSynonyms) -> Result<Synonyms, Error> {
    let before = load(cx.conn, code)?;
    actor.administer()?;
    seen.check(before.version)?;
    let row = SynonymsRow {
        category_code: before.category_code,
        fr: clean(&new.fr).join("\n"),
        en: clean(&new.en).join("\n"),
        version: before.version + 1,
        updated_at: cx.now.0,
    };
    let unchanged = category_synonyms::table.find(code).filter(category_synonyms::version.eq(before.version));
    if diesel::update(unchanged).set(&row).execute(cx.conn)? == 0 {
        return Err(Problem::of(Code::PreconditionFailed).into());
    }
    write_terms(cx.conn, &row)?;
    Ok(row.into())
}

/// Writes the shipped lists that are not there, or that nobody has edited and that another binary shipped otherwise.
pub(super) fn seed(cx: &mut Cx<'_>) -> Result<(), Error> {
    let known = all(cx.conn)?;
    let labels: Vec<_> = tree().all().iter().flat_map(|category| [&category.label_fr, &category.label_en]).collect();
    let words: Vec<_> = labels.into_iter().flat_map(|label| analyser::words(label)).collect();
    teach(cx.conn, &words)?;
    for category in tree().all() {
        let (fr, en) = shipped(&category.code);
        let (code, fr, en) = (category.code.clone(), clean(&fr), clean(&en));
        let is_there = known.get(&code).is_some_and(|known| known.version != SHIPPED || (known.fr == fr && known.en == en));
        if is_there {
            continue;
        }
        let (fr, en) = (fr.join("\n"), en.join("\n"));
        let row = SynonymsRow { category_code: code, fr, en, version: SHIPPED, updated_at: cx.now.0 };
        // Not "update, else insert": copies of the server that start together would run into each other.
        on_backend!(cx.conn, conn => diesel::insert_into(category_synonyms::table)
            .values(&row)
            .on_conflict(category_synonyms::category_code)
            .do_update()
            .set(&row)
            .execute(conn))?;
        write_terms(cx.conn, &row)?;
    }
    Ok(())
}

/// Makes the row's synonyms findable in texts, and only these.
fn write_terms(conn: &mut Conn, row: &SynonymsRow) -> Result<(), Error> {
    let code = row.category_code.as_str();
    diesel::delete(category_terms::table.filter(category_terms::category_code.eq(code))).execute(conn)?;
    let names: Vec<&str> = row.fr.lines().chain(row.en.lines()).collect();
    let terms: BTreeSet<String> = names.iter().map(|name| term(name)).filter(|term| !term.is_empty()).collect();
    for term in terms {
        let row = (category_terms::term.eq(term), category_terms::category_code.eq(code));
        diesel::insert_into(category_terms::table).values(row).execute(conn)?;
    }
    let words: Vec<_> = names.into_iter().flat_map(analyser::words).collect();
    teach(conn, &words)?;
    Ok(())
}

/// Makes words known to all who search by categories.
fn teach(conn: &mut Conn, words: &[Word]) -> Result<(), Error> {
    for realm in [Realm::Offers, Realm::Needs] {
        vocabulary::learn(conn, realm, words)?;
    }
    Ok(())
}

/// Makes the words of all synonyms known again.
///
/// # Errors
/// When the database fails.
pub fn index_all(conn: &mut Conn) -> Result<(), Error> {
    let lists = all(conn)?;
    let names = lists.values().flat_map(|list| list.fr.iter().chain(&list.en));
    let words: Vec<Word> = names.flat_map(|name| analyser::words(name)).collect();
    teach(conn, &words)
}
