//! The pick list: what is taken from the shelves of each place, lot by lot, and whom it is for.

use super::sheet::{Paragraph, Sheet};
use super::table::{Column, Content, table};
use super::{head, title};
use crate::rounds::documents::papers::{Delivered, Papers};
use crate::rounds::documents::words::Words;
use shared::rounds::RoundRecipient;

/// Writes the list, with a heading for each place and way of keeping food.
pub fn write(sheet: &mut Sheet, papers: &Papers, words: &'static Words) {
    sheet.begin(&title(words.pick_list, papers));
    head(sheet, papers, words.pick_list, words);
    let mut lines: Vec<(Delivered<'_>, &RoundRecipient)> = papers.carried().collect();
    if lines.is_empty() {
        sheet.write(&Paragraph::plain(words.nothing.to_owned()));
    }
    lines.sort_by_cached_key(|(it, recipient)| {
        let place = (it.of.site.name.as_str(), it.of.site.id, it.lot().temperature_class);
        (place, shelf(papers, it), it.lot().title.as_str(), it.lot().id, recipient.site.name.as_str())
    });
    let alike = |it: &Delivered<'_>| (it.of.site.id, it.lot().temperature_class);
    for of_place in lines.chunk_by(|(one, _), (next, _)| alike(one) == alike(next)) {
        let Some((first, _)) = of_place.first() else { continue };
        let heading = format!("{} · {}", first.of.site.name, words.class(first.lot().temperature_class));
        sheet.skip(10.0);
        sheet.need(70.0);
        sheet.write(&Paragraph::heading(heading));
        sheet.skip(3.0);
        let lots = of_place.chunk_by(|(one, _), (next, _)| one.lot().id == next.lot().id);
        let rows: Vec<Vec<String>> = lots.filter_map(|of_lot| row(papers, of_lot, words)).collect();
        table(sheet, &columns(words), &rows);
    }
}

fn shelf<'p>(papers: &'p Papers, it: &Delivered<'_>) -> &'p str {
    papers.shelves.get(&(it.lot().id, it.of.site.id)).map_or("", String::as_str)
}

const fn columns(words: &'static Words) -> [Column; 7] {
    [
        Column::new(words.shelf, 64.0, Content::Text),
        Column::new(words.food, 128.0, Content::Text),
        Column::new(words.batch, 60.0, Content::Text),
        Column::new(words.date, 62.0, Content::Text),
        Column::new("kg", 34.0, Content::Number),
        Column::new(words.for_whom, 137.0, Content::Text),
        Column::new(words.done, 30.0, Content::Box),
    ]
}

fn row(papers: &Papers, of_lot: &[(Delivered<'_>, &RoundRecipient)], words: &Words) -> Option<Vec<String>> {
    let (first, _) = of_lot.first()?;
    let lot = first.lot();
    let kg: i64 = of_lot.iter().map(|(it, _)| it.line.kg).sum();
    let whom = of_lot.iter().map(|(it, recipient)| format!("{} {}\u{a0}kg", recipient.site.name, it.line.kg));
    let whom: Vec<String> = whom.collect();
    Some(vec![
        shelf(papers, first).to_owned(),
        lot.title.clone(),
        lot.lot_number.clone().unwrap_or_default(),
        words.date_of(lot),
        kg.to_string(),
        whom.join(" ; "),
        String::new(),
    ])
}
