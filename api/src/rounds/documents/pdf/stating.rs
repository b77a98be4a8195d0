//! The statement of a round's fairness: figures with what they mean, the rule, the levels of all sites without their names,
//! and what other rules would have made of the round.

use super::sheet::{Paragraph, Sheet};
use super::table::{Column, Content, table};
use super::{opening, titled};
use crate::rounds::documents::stated::Stated;
use crate::rounds::documents::words::Words;
use shared::rounds::{RoundFigures, Tenth, tenths};

/// What a heading needs below it, so that it does not stand alone.
const TOGETHER: f32 = 70.0;

/// Writes the statement.
pub fn write(sheet: &mut Sheet, stated: &Stated, words: &'static Words) {
    sheet.begin(&titled(words.statement, &stated.title));
    opening(sheet, words.statement, (stated.title.as_str(), stated.fetched_on), stated.is_told, words);
    sheet.write(&Paragraph::plain(stated.food_bank.clone()));
    if let Some(said) = words.after_refusals(stated.statement.refusals) {
        sheet.skip(4.0);
        sheet.write(&Paragraph::strong(said));
    }
    part(sheet, words.in_figures, None);
    let figures: Vec<Vec<String>> = words.figures_of(&stated.statement).into_iter().map(Vec::from).collect();
    table(sheet, &figure_columns(words), &figures);
    part(sheet, words.rule, None);
    for (number, sentence) in (1..).zip(words.rule_of(&stated.statement)) {
        sheet.need(30.0);
        sheet.write(&Paragraph::plain(format!("{number}. {sentence}")));
        sheet.skip(2.0);
    }
    let levels: Vec<Vec<String>> = tenths(&stated.statement.levels).iter().map(|tenth| level(tenth, words)).collect();
    if !levels.is_empty() {
        part(sheet, words.levels, Some(words.levels_lead));
        table(sheet, &level_columns(words), &levels);
    }
    part(sheet, words.other_rules, Some(words.other_rules_lead));
    let ours = (words.this_round, stated.statement.figures);
    let others = stated.statement.baselines.iter().map(|one| (words.rule_name(one.rule), one.figures));
    let rules: Vec<Vec<String>> = std::iter::once(ours).chain(others).map(|(name, of)| rule(name, &of, words)).collect();
    table(sheet, &rule_columns(words), &rules);
}

/// A heading, and a line about what follows.
fn part(sheet: &mut Sheet, heading: &str, lead: Option<&str>) {
    sheet.skip(12.0);
    sheet.need(TOGETHER);
    sheet.write(&Paragraph::heading(heading.to_owned()));
    sheet.skip(3.0);
    if let Some(lead) = lead {
        sheet.write(&Paragraph::plain(lead.to_owned()));
        sheet.skip(3.0);
    }
}

const fn figure_columns(words: &'static Words) -> [Column; 3] {
    [
        Column::new(words.figure, 150.0, Content::Text),
        Column::new(words.value, 75.0, Content::Number),
        Column::new(words.meaning, 290.0, Content::Text),
    ]
}

const fn level_columns(words: &'static Words) -> [Column; 4] {
    [
        Column::new(words.sites, 140.0, Content::Text),
        Column::new(words.people, 125.0, Content::Number),
        Column::new(words.level_from, 125.0, Content::Number),
        Column::new(words.level_to, 125.0, Content::Number),
    ]
}

fn level(tenth: &Tenth, words: &Words) -> Vec<String> {
    let sites = match tenth.sites {
        1 => format!("1 {}", words.one_site),
        more => format!("{more} {}", words.more_sites),
    };
    vec![sites, tenth.people.to_string(), words.percent(tenth.from), words.percent(tenth.to)]
}

const fn rule_columns(words: &'static Words) -> [Column; 6] {
    [
        Column::new(words.rule, 165.0, Content::Text),
        Column::new(words.given(), 70.0, Content::Number),
        Column::new(words.lowest(), 70.0, Content::Number),
        Column::new(words.middle(), 70.0, Content::Number),
        Column::new(words.wronged(), 70.0, Content::Number),
        Column::new(words.way(), 70.0, Content::Number),
    ]
}

fn rule(name: &str, of: &RoundFigures, words: &Words) -> Vec<String> {
    vec![
        name.to_owned(),
        words.kg(of.kg),
        words.percent(of.lowest),
        words.percent(of.median),
        of.envious.to_string(),
        words.way_of(of).unwrap_or_else(|| "–".to_owned()),
    ]
}
