//! The country's communes.

mod store;

use super::table::{Row, Table};
use super::{Progress, Remark, Report, Unreadable};
use crate::communes::gazetteer::Entry;
use crate::communes::store::CommuneRow;
use crate::http::{Cx, Error};
use shared::geo::Position;
use shared::text::place_key;
use std::collections::HashMap;

const COLUMNS: [&str; 6] = ["insee_code", "name", "postcodes", "department", "latitude", "longitude"];

/// A file of communes that was read: what can be imported, and what cannot.
#[derive(Clone, Debug, Default)]
pub struct Communes {
    entries: Vec<Entry>,
    warnings: Vec<Remark>,
    unusable: Vec<Remark>,
}

/// Reads the file's text. Columns: INSEE code, name, postcodes (separated by spaces), department, latitude, longitude.
/// The coordinates may be empty; where they cannot be read, the commune is taken without them: its name and postcodes
/// are of use all the same.
///
/// # Errors
/// When the text is no such table.
pub fn parse(text: &str) -> Result<Communes, Unreadable> {
    let table = Table::read(text, &COLUMNS)?;
    let mut communes = Communes { unusable: table.broken.clone(), ..Communes::default() };
    let mut lines: HashMap<String, u64> = HashMap::new();
    for row in table.rows() {
        let entry = entry(row).and_then(|entry| {
            let earlier = lines.insert(entry.commune.insee_code.clone(), row.line);
            earlier.map_or(Ok(entry), |line| Err(format!("the same INSEE code as line {line}")))
        });
        match entry {
            Ok(entry) => {
                let lost = position(row).err();
                communes
                    .warnings
                    .extend(lost.map(|why| Remark { line: row.line, text: format!("taken without coordinates: {why}") }));
                communes.entries.push(entry);
            }
            Err(text) => communes.unusable.push(Remark { line: row.line, text }),
        }
    }
    communes.unusable.sort_unstable_by_key(|remark| remark.line);
    Ok(communes)
}

/// Writes what differs from the database. Communes that the file does not name stay: sites may lie there.
///
/// # Errors
/// When the database fails.
pub fn import(cx: &mut Cx<'_>, communes: &Communes, progress: Progress<'_>) -> Result<Report, Error> {
    let (warnings, unusable) = (communes.warnings.clone(), communes.unusable.clone());
    let mut report = Report { warnings, unusable, ..Report::default() };
    store::write(cx.conn, &communes.entries, &mut report, progress)?;
    Ok(report)
}

/// Adds the communes that the database does not know and leaves the others alone.
///
/// # Errors
/// When the database fails.
pub fn add_missing(cx: &mut Cx<'_>, communes: &Communes) -> Result<(), Error> {
    store::add_missing(cx.conn, &communes.entries)
}

fn entry(row: Row<'_>) -> Result<Entry, String> {
    let (insee_code, name) = (row.text("insee_code"), row.text("name"));
    let is_code = insee_code.len() == 5 && insee_code.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase());
    check(is_code, || format!("`{insee_code}` is no INSEE code"))?;
    let name_key = place_key(name);
    check(!name_key.is_empty(), || "no name".to_owned())?;
    let department = row.text("department");
    check((2..=3).contains(&department.len()), || format!("`{department}` is no department"))?;
    let position = position(row).unwrap_or_default();
    let commune = CommuneRow {
        insee_code: insee_code.to_owned(),
        name: name.to_owned(),
        name_key,
        department: department.to_owned(),
        latitude: position.map(|position| position.latitude),
        longitude: position.map(|position| position.longitude),
    };
    Ok(Entry { commune, postcodes: postcodes(row.text("postcodes"))? })
}

fn check(holds: bool, otherwise: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(otherwise()) }
}

fn position(row: Row<'_>) -> Result<Option<Position>, String> {
    match (row.number("latitude")?, row.number("longitude")?) {
        (None, None) => Ok(None),
        (Some(latitude), Some(longitude)) => Position::new(latitude, longitude)
            .map(Some)
            .ok_or_else(|| format!("{latitude}, {longitude} is no place on the earth")),
        _ => Err("only one of latitude and longitude".to_owned()),
    }
}

/// Ascending, each once.
fn postcodes(text: &str) -> Result<Vec<String>, String> {
    let mut codes: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
    check(!codes.is_empty(), || "no postcode".to_owned())?;
    let wrong = codes.iter().find(|code| code.len() != 5 || !code.chars().all(|c| c.is_ascii_digit()));
    wrong.map_or(Ok(()), |code| Err(format!("`{code}` is no postcode")))?;
    codes.sort_unstable();
    codes.dedup();
    Ok(codes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "insee_code,name,postcodes,department,latitude,longitude\n";

    #[test]
    fn a_commune_may_have_several_postcodes_and_no_coordinates() {
        let communes = parse(&format!("{HEADER}13201,Marseille,13004 13001 13001 ,13,43.3,5.4\n2A004,Ajaccio,20000,2A,,\n"));
        let communes = communes.unwrap();
        assert!(communes.unusable.is_empty(), "{:?}", communes.unusable);
        assert_eq!(communes.entries[0].postcodes, ["13001", "13004"]);
        assert_eq!(communes.entries[1].commune.position(), None);
    }

    #[test]
    fn coordinates_that_cannot_be_read_are_left_out_and_told() {
        let rows = [
            "33243,Libourne,33500,33,\"44,91\",\"-0,24\"",
            "33244,Libourne,33500,33,48.95,-",
            "33245,Libourne,33500,33,44.9,",
            "33246,Libourne,33500,33,144.9,-0.2",
        ];
        let communes = parse(&format!("{HEADER}{}\n", rows.join("\n"))).unwrap();
        let positions: Vec<_> = communes.entries.iter().map(|entry| entry.commune.position()).collect();
        assert_eq!(positions, [Some(Position { latitude: 44.91, longitude: -0.24 }), None, None, None]);
        let reasons: Vec<_> = communes.warnings.iter().map(|remark| (remark.line, remark.text.as_str())).collect();
        assert_eq!(
            reasons,
            [
                (3, "taken without coordinates: longitude `-` is no number"),
                (4, "taken without coordinates: only one of latitude and longitude"),
                (5, "taken without coordinates: 144.9, -0.2 is no place on the earth"),
            ]
        );
    }

    #[test]
    fn each_unusable_row_says_why() {
        let rows = [
            "3324,Libourne,33500,33,44.9,-0.2",
            "33243,,33500,33,44.9,-0.2",
            "33244,Libourne,,33,44.9,-0.2",
            "33245,Libourne,3350O,33,44.9,-0.2",
            "33246,Libourne,33500,Gironde,44.9,-0.2",
            "33249,Libourne",
            "33250,Libourne,33500,33,44.9,-0.2",
            "33250,Libourne,33500,33,44.9,-0.2",
        ];
        let communes = parse(&format!("{HEADER}{}\n", rows.join("\n"))).unwrap();
        assert_eq!(communes.entries.len(), 1);
        let reasons: Vec<_> = communes.unusable.iter().map(|remark| (remark.line, remark.text.as_str())).collect();
        assert_eq!(
            reasons,
            [
                (2, "`3324` is no INSEE code"),
                (3, "no name"),
                (4, "no postcode"),
                (5, "`3350O` is no postcode"),
                (6, "`Gironde` is no department"),
                (7, "2 fields instead of 6"),
                (9, "the same INSEE code as line 8"),
            ]
        );
    }
}
