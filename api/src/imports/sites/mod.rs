//! Sites of national networks, as their owners published them: accents lost, activities in French, an address or none.

mod place;
mod row;
mod store;
mod text;

use super::table::Table;
use super::{Remark, Report, Unreadable};
use crate::communes::gazetteer::Gazetteer;
use crate::http::{Cx, Error};
use row::FoundSite;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

const COLUMNS: [&str; 8] = ["network", "name", "activity", "address", "city", "department", "latitude", "longitude"];

/// A file of sites that was read: what can be imported, and what cannot.
#[derive(Clone, Debug, Default)]
pub struct Sites {
    found: Vec<FoundSite>,
    skipped: Vec<Remark>,
    unusable: Vec<Remark>,
}

/// Reads the file's text.
///
/// # Errors
/// When the text is no such table.
pub fn parse(text: &str) -> Result<Sites, Unreadable> {
    let table = Table::read(text, &COLUMNS)?;
    let mut sites = Sites { unusable: table.broken.clone(), ..Sites::default() };
    let mut lines: HashMap<String, u64> = HashMap::new();
    for row in table.rows() {
        let found = row::read(row).and_then(|site| {
            let earlier = lines.insert(site.source_key.clone(), site.line);
            earlier.map_or(Ok(site), |line| Err(format!("the same site as line {line}")))
        });
        match found {
            Ok(site) if site.is_closed => {
                let text = format!("{} has closed", site.name);
                sites.skipped.push(Remark { line: site.line, text });
            }
            Ok(site) => sites.found.push(site),
            Err(text) => sites.unusable.push(Remark { line: row.line, text }),
        }
    }
    Ok(sites)
}

/// Writes what differs from the database: one organisation per network, and its sites. What people have edited since
/// the last import stays as they left it.
///
/// # Errors
/// When the database fails.
pub fn import(cx: &mut Cx<'_>, sites: &Sites) -> Result<Report, Error> {
    let mut report = Report { skipped: sites.skipped.clone(), unusable: sites.unusable.clone(), ..Report::default() };
    let mut gazetteers: HashMap<&str, Gazetteer> = HashMap::new();
    let mut store = store::Store::open(cx)?;
    for site in &sites.found {
        let gazetteer = match gazetteers.entry(&site.department) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => unknown.insert(Gazetteer::load(cx.conn, &site.department)?),
        };
        let line = site.line;
        match place::place(site, gazetteer) {
            Ok(placed) => {
                report.warnings.extend(placed.warnings.iter().map(|text| Remark { line, text: text.clone() }));
                match store.write(cx, site, placed)? {
                    Some(outcome) => report.count(outcome),
                    None => report.skipped.push(Remark { line, text: format!("{} was edited by people; kept", site.name) }),
                }
            }
            Err(text) => report.unusable.push(Remark { line, text }),
        }
    }
    for remarks in [&mut report.warnings, &mut report.skipped, &mut report.unusable] {
        remarks.sort_by_key(|remark| remark.line);
    }
    Ok(report)
}
