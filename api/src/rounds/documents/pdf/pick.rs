//! The pick list: what is taken from the shelves of each place, lot by lot, and whom it is for.

use super::sheet::{Paragraph, Sheet};
use super::table::{Column, Content, table};
use crate::rounds::documents::papers::{Delivered, Papers};
use crate::rounds::documents::words::Words;
use shared::rounds::RoundRecipient;

/// A lot at a place, and how much of it is for whom.
type Picked<'p> = Vec<(Delivered<'p>, &'p RoundRecipient)>;

/// Writes the list, with a heading for each place and way of keeping food.
pub fn write(sheet: &mut Sheet, papers: &Papers, words: &'static Words) {
    let round = &papers.workbench.round;
    sheet.begin(&format!("{} · {}", words.pick_list, round.title));
    sheet.write(&Paragraph::title(words.pick_list.to_owned()));
    sheet.write(&Paragraph::strong(round.title.clone()));
    sheet.write(&Paragraph::plain(format!("{} {}", words.fetched_on, words.long_day(round.fetched_on))));
    if !papers.is_told() {
        sheet.write(&Paragraph::strong(words.provisional.to_owned()));
    }
    let mut lines: Picked<'_> = papers.carried().collect();
    if lines.is_empty() {
        sheet.write(&Paragraph::plain(words.nothing.to_owned()));
    }
    lines.sort_by_cached_key(|(it, recipient)| {
        let place = (it.of.site.name.clone(), it.of.site.id, it.lot().temperature_class);
        (place, shelf(papers, it), it.lot().title.clone(), it.lot().id, recipient.site.name.clone())
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

fn shelf(papers: &Papers, it: &Delivered<'_>) -> String {
    papers.shelves.get(&(it.lot().id, it.of.site.id)).cloned().unwrap_or_default()
}

const fn columns(words: &'static Words) -> [Column; 7] {
    const fn column(head: &'static str, width: f32, content: Content) -> Column {
        Column { head, width, content }
    }
    [
        column(words.shelf, 64.0, Content::Text),
        column(words.food, 128.0, Content::Text),
        column(words.batch, 60.0, Content::Text),
        column(words.date, 62.0, Content::Text),
        column("kg", 34.0, Content::Number),
        column(words.for_whom, 137.0, Content::Text),
        column(words.done, 30.0, Content::Box),
    ]
}

fn row(papers: &Papers, of_lot: &[(Delivered<'_>, &RoundRecipient)], words: &Words) -> Option<Vec<String>> {
    let (first, _) = of_lot.first()?;
    let lot = first.lot();
    let kg: i64 = of_lot.iter().map(|(it, _)| it.line.kg).sum();
    let whom = of_lot.iter().map(|(it, recipient)| format!("{} {}\u{a0}kg", recipient.site.name, it.line.kg));
    let whom: Vec<String> = whom.collect();
    Some(vec![
        shelf(papers, first),
        lot.title.clone(),
        lot.lot_number.clone().unwrap_or_default(),
        words.date_of(lot),
        kg.to_string(),
        whom.join(" ; "),
        String::new(),
    ])
}
