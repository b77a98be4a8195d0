//! The delivery note of a site: what it carries, with room for what was weighed, for temperatures and for two signatures.

use super::sheet::{Paragraph, Sheet, WIDTH};
use super::table::{Column, Content, table};
use super::{head, title};
use crate::events::mail;
use crate::rounds::documents::papers::{Delivered, Papers, totals};
use crate::rounds::documents::words::Words;
use shared::rounds::RoundRecipient;
use shared::sites::SiteSummary;
use shared::units::TemperatureClass;

/// How wide one of two columns is.
const HALF: f32 = WIDTH / 2.0 - 10.0;
/// How high the place for a signature is.
const SIGNED: f32 = 62.0;

/// Writes the note of a site.
pub fn write(
    sheet: &mut Sheet,
    papers: &Papers,
    recipient: &RoundRecipient,
    carried: &[Delivered<'_>],
    words: &'static Words,
) {
    sheet.begin(&format!("{} · {}", title(words.delivery_note, papers), recipient.site.name));
    head(sheet, papers, words.delivery_note, words);
    sheet.skip(8.0);
    addresses(sheet, papers, recipient, carried, words);
    sheet.skip(10.0);
    if carried.is_empty() {
        sheet.write(&Paragraph::plain(words.nothing.to_owned()));
        return;
    }
    let rows: Vec<Vec<String>> = carried.iter().map(|it| row(it, words)).collect();
    table(sheet, &columns(words), &rows);
    sheet.skip(8.0);
    let by_class = totals(carried);
    sums(sheet, &by_class, words);
    signatures(sheet, &by_class, words);
}

/// Who gives beside who receives.
fn addresses(sheet: &mut Sheet, papers: &Papers, recipient: &RoundRecipient, carried: &[Delivered<'_>], words: &Words) {
    let mut origins: Vec<&SiteSummary> = carried.iter().map(|it| &it.of.site).collect();
    origins.sort_by_key(|site| site.id);
    origins.dedup_by_key(|site| site.id);
    let mut from = vec![Paragraph::heading(words.from.to_owned())];
    from.push(Paragraph::strong(papers.workbench.round.organisation.name.clone()));
    from.extend(origins.into_iter().flat_map(|site| address(papers, site)));
    let mut to = vec![Paragraph::heading(words.to.to_owned())];
    to.push(Paragraph::strong(recipient.organisation.name.clone()));
    to.extend(address(papers, &recipient.site));
    let heights = [sheet.column(0.0, HALF, &from), sheet.column(WIDTH - HALF, HALF, &to)];
    sheet.skip(heights.into_iter().fold(0.0, f32::max));
}

fn address(papers: &Papers, site: &SiteSummary) -> [Paragraph; 4] {
    [
        Paragraph::plain(site.name.clone()),
        Paragraph::plain(site.address.clone().unwrap_or_default()),
        Paragraph::plain(format!("{} {}", site.postcode, site.commune)),
        Paragraph::plain(papers.phones.get(&site.id).cloned().unwrap_or_default()),
    ]
}

const fn columns(words: &'static Words) -> [Column; 8] {
    [
        Column::new(words.food, 148.0, Content::Text),
        Column::new(words.batch, 66.0, Content::Text),
        Column::new(words.date, 66.0, Content::Text),
        Column::new(words.kept, 44.0, Content::Text),
        Column::new("kg", 32.0, Content::Number),
        Column::new(words.units, 58.0, Content::Text),
        Column::new(words.funding, 46.0, Content::Text),
        Column::new(words.received, 55.0, Content::Box),
    ]
}

fn row(it: &Delivered<'_>, words: &Words) -> Vec<String> {
    let lot = it.lot();
    vec![
        lot.title.clone(),
        lot.lot_number.clone().unwrap_or_default(),
        words.date_of(lot),
        words.class(lot.temperature_class).to_owned(),
        it.line.kg.to_string(),
        words.units_of(lot, it.line.kg),
        words.funding_of(lot.funding_source).to_owned(),
        it.line.received_grams.map(|grams| mail::kg(grams, words.locale)).unwrap_or_default(),
    ]
}

fn sums(sheet: &mut Sheet, by_class: &[(TemperatureClass, i64)], words: &Words) {
    let all: i64 = by_class.iter().map(|(_, kg)| *kg).sum();
    for (class, kg) in by_class {
        sheet.write(&Paragraph::plain(words.pair(words.class(*class), &format!("{kg} kg"))));
    }
    sheet.write(&Paragraph::strong(words.pair(words.total, &format!("{all} kg"))));
}

/// Temperatures of cold food, and who gave and who received it: never alone without the boxes.
fn signatures(sheet: &mut Sheet, by_class: &[(TemperatureClass, i64)], words: &Words) {
    let cold = by_class.iter().map(|(class, _)| *class).filter(|class| *class != TemperatureClass::Ambient);
    let cold: Vec<String> = cold.map(|class| words.pair(words.class(class), "________ °C")).collect();
    sheet.skip(10.0);
    sheet.need(SIGNED + 60.0);
    if !cold.is_empty() {
        sheet.write(&Paragraph::heading(words.temperatures.to_owned()));
        sheet.skip(4.0);
        sheet.write(&Paragraph::plain(cold.join("        ")));
        sheet.skip(10.0);
    }
    for (x, who) in [(0.0, words.handed_by), (WIDTH - HALF, words.received_by)] {
        sheet.column(x, HALF, &[Paragraph::strong(who.to_owned()), Paragraph::plain(words.signature.to_owned())]);
        sheet.frame(x, sheet.y() + 26.0, HALF, SIGNED - 26.0);
    }
    sheet.skip(SIGNED);
}
