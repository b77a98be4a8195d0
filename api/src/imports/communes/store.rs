//! Communes into the database, only where they differ.

use crate::communes::gazetteer::Entry;
use crate::communes::store::{CommuneRow, index};
use crate::db::Conn;
use crate::db::schema::{commune_postcodes, communes};
use crate::http::Error;
use crate::imports::{Outcome, Progress, Report};
use crate::on_backend;
use diesel::prelude::*;
use std::collections::{HashMap, HashSet};

/// Rows in one statement: six values each, and SQLite takes 32 766 of them.
const CHUNK: usize = 2_000;

#[derive(Insertable)]
#[diesel(table_name = commune_postcodes)]
struct PostcodeRow<'e> {
    insee_code: &'e str,
    postcode: &'e str,
}

pub(super) fn write(conn: &mut Conn, entries: &[Entry], report: &mut Report, progress: Progress<'_>) -> Result<(), Error> {
    let known = known(conn)?;
    let mut done = 0;
    for chunk in entries.chunks(CHUNK) {
        let (old, new): (Vec<&Entry>, Vec<&Entry>) =
            chunk.iter().partition(|entry| known.contains_key(&entry.commune.insee_code));
        insert(conn, &new)?;
        report.created += new.len();
        for entry in old {
            report.count(update(conn, entry, known.get(&entry.commune.insee_code))?);
        }
        done += chunk.len();
        progress(done, entries.len());
    }
    Ok(())
}

pub(super) fn add_missing(conn: &mut Conn, entries: &[Entry]) -> Result<(), Error> {
    let codes: Vec<&str> = entries.iter().map(|entry| entry.commune.insee_code.as_str()).collect();
    let known: HashSet<String> = communes::table
        .filter(communes::insee_code.eq_any(codes))
        .select(communes::insee_code)
        .load(conn)?
        .into_iter()
        .collect();
    let new: Vec<&Entry> = entries.iter().filter(|entry| !known.contains(&entry.commune.insee_code)).collect();
    insert(conn, &new)
}

fn known(conn: &mut Conn) -> Result<HashMap<String, Entry>, Error> {
    let rows: Vec<CommuneRow> = communes::table.select(CommuneRow::as_select()).load(conn)?;
    let entry = |commune: CommuneRow| (commune.insee_code.clone(), Entry { commune, postcodes: Vec::new() });
    let mut known: HashMap<String, Entry> = rows.into_iter().map(entry).collect();
    let postcodes: Vec<(String, String)> =
        commune_postcodes::table.order((commune_postcodes::insee_code, commune_postcodes::postcode)).load(conn)?;
    for (insee_code, postcode) in postcodes {
        if let Some(entry) = known.get_mut(&insee_code) {
            entry.postcodes.push(postcode);
        }
    }
    Ok(known)
}

fn insert(conn: &mut Conn, entries: &[&Entry]) -> Result<(), Error> {
    let rows: Vec<&CommuneRow> = entries.iter().map(|entry| &entry.commune).collect();
    if !rows.is_empty() {
        on_backend!(conn, inner => diesel::insert_into(communes::table).values(rows.clone()).execute(inner))?;
        index(conn, &rows)?;
    }
    insert_postcodes(conn, entries)
}

fn insert_postcodes(conn: &mut Conn, entries: &[&Entry]) -> Result<(), Error> {
    let of_entry = |entry: &&'_ Entry| -> Vec<(String, String)> {
        entry.postcodes.iter().map(|postcode| (entry.commune.insee_code.clone(), postcode.clone())).collect()
    };
    let pairs: Vec<(String, String)> = entries.iter().flat_map(of_entry).collect();
    for chunk in pairs.chunks(CHUNK) {
        let rows: Vec<PostcodeRow<'_>> =
            chunk.iter().map(|(insee_code, postcode)| PostcodeRow { insee_code, postcode }).collect();
        on_backend!(conn, inner => diesel::insert_into(commune_postcodes::table).values(rows).execute(inner))?;
    }
    Ok(())
}

fn update(conn: &mut Conn, entry: &Entry, known: Option<&Entry>) -> Result<Outcome, Error> {
    if known == Some(entry) {
        return Ok(Outcome::Unchanged);
    }
    let CommuneRow { insee_code, name, name_key, department, latitude, longitude } = &entry.commune;
    diesel::update(communes::table.find(insee_code))
        .set((
            communes::name.eq(name),
            communes::name_key.eq(name_key),
            communes::department.eq(department),
            communes::latitude.eq(latitude),
            communes::longitude.eq(longitude),
        ))
        .execute(conn)?;
    diesel::delete(commune_postcodes::table.filter(commune_postcodes::insee_code.eq(insee_code))).execute(conn)?;
    insert_postcodes(conn, &[entry])?;
    index(conn, &[&entry.commune])?;
    Ok(Outcome::Changed)
}
