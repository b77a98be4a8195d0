//! What a site asks for, as it is being typed: a sheet with a row for each kind of food. An empty row asks for nothing.

use crate::hooks::{Draft, checked};
use crate::i18n::number;
use crate::pages::rounds::typed;
use garde::Validate;
use shared::categories::CategoryList;
use shared::problem::FieldError;
use shared::rounds::{NewRoundRequest, RequestLine, RoundCategory};

/// A kind of food, and how much of it.
#[derive(Clone, Debug, PartialEq)]
pub struct AskedRow {
    /// The kind.
    pub kind: RoundCategory,
    /// kg as typed.
    pub kg: String,
}

/// The sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asked {
    /// Its rows.
    pub rows: Vec<AskedRow>,
}

impl Asked {
    /// What was asked for, among all that can be: each root of the tree as it is usually kept, in the order of the tree.
    #[must_use]
    pub fn of(lines: &[RequestLine], tree: Option<&CategoryList>) -> Self {
        let mut rows: Vec<AskedRow> = Vec::new();
        for root in tree.iter().flat_map(|tree| &tree.items).filter(|category| category.parent.is_none()) {
            let asked = lines.iter().filter(|line| line.category == root.code);
            rows.extend(asked.map(row_of));
            let usual = RoundCategory { category: root.code.clone(), temperature_class: root.temperature_class };
            if !rows.iter().any(|row| row.kind == usual) {
                rows.push(AskedRow { kind: usual, kg: String::new() });
            }
        }
        let is_new = |row: &AskedRow| !rows.iter().any(|known| known.kind == row.kind);
        let unknown: Vec<_> = lines.iter().map(row_of).filter(is_new).collect();
        rows.extend(unknown);
        Self { rows }
    }

    /// Types a quantity.
    pub fn set(&mut self, place: usize, typed: String) {
        if let Some(row) = self.rows.get_mut(place) {
            row.kg = typed;
        }
    }

    /// Adds a row for a kind that has none.
    pub fn add(&mut self, kind: RoundCategory) {
        if !self.rows.iter().any(|row| row.kind == kind) {
            self.rows.push(AskedRow { kind, kg: String::new() });
        }
    }

    /// All that is asked for so far, kg.
    #[must_use]
    pub fn total(&self) -> i64 {
        self.rows.iter().filter_map(|row| number::parse_integer(&row.kg)).filter(|kg| *kg > 0).fold(0, i64::saturating_add)
    }

    /// What is asked for.
    ///
    /// # Errors
    /// The rows that are wrong, by their place: `/lines/3/kg`.
    pub fn lines(&self) -> Result<Vec<RequestLine>, Vec<FieldError>> {
        let (mut lines, mut errors) = (Vec::new(), Vec::new());
        for (place, row) in self.rows.iter().enumerate() {
            match row.line() {
                Ok(line) => lines.extend(line),
                Err(wrong) => {
                    errors.extend(
                        wrong
                            .into_iter()
                            .map(|error| FieldError { pointer: format!("/lines/{place}{}", error.pointer), ..error }),
                    );
                }
            }
        }
        if errors.is_empty() { Ok(lines) } else { Err(errors) }
    }
}

/// The kind that is asked for.
#[must_use]
pub fn kind_of(line: &RequestLine) -> RoundCategory {
    RoundCategory { category: line.category.clone(), temperature_class: line.temperature_class }
}

fn row_of(line: &RequestLine) -> AskedRow {
    AskedRow { kind: kind_of(line), kg: line.kg.to_string() }
}

impl AskedRow {
    /// What it asks for; nothing where it is empty or 0.
    fn line(&self) -> Result<Option<RequestLine>, Vec<FieldError>> {
        let typed = typed::optional(&self.kg).map_err(|code| vec![FieldError::new("/kg", code)])?;
        let Some(kg) = typed else { return Ok(None) };
        let RoundCategory { category, temperature_class } = self.kind.clone();
        let line = RequestLine { category, temperature_class, kg };
        match line.validate() {
            Ok(()) => Ok((kg > 0).then_some(line)),
            Err(report) => Err(FieldError::from_report(&report)),
        }
    }
}

impl Draft for Asked {
    type Wire = NewRoundRequest;

    fn build(&self) -> Result<NewRoundRequest, Vec<FieldError>> {
        checked(NewRoundRequest { lines: self.lines()? })
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use shared::categories::{Category, DateKind};
    use shared::units::{TemperatureClass, Unit};

    fn category(code: &str, parent: Option<&str>, temperature_class: TemperatureClass) -> Category {
        Category {
            code: code.to_owned(),
            parent: parent.map(str::to_owned),
            label_fr: code.to_owned(),
            label_en: code.to_owned(),
            temperature_class,
            unit: Unit::Kilogram,
            date_kind: DateKind::UseBy,
        }
    }

    fn tree() -> CategoryList {
        let items = vec![
            category("dry", None, TemperatureClass::Ambient),
            category("dry.pasta", Some("dry"), TemperatureClass::Ambient),
            category("dairy", None, TemperatureClass::Chilled),
        ];
        CategoryList { items, corrected: Vec::new() }
    }

    pub fn line(category: &str, temperature_class: TemperatureClass, kg: i64) -> RequestLine {
        RequestLine { category: category.to_owned(), temperature_class, kg }
    }

    #[test]
    fn every_root_has_a_row_and_what_was_asked_for_stands_in_it() {
        let lines = [line("dairy", TemperatureClass::Frozen, 20), line("gone", TemperatureClass::Ambient, 5)];
        let asked = Asked::of(&lines, Some(&tree()));
        let rows: Vec<_> = asked.rows.iter().map(|row| (row.kind.category.as_str(), row.kg.as_str())).collect();
        assert_eq!(rows, [("dry", ""), ("dairy", "20"), ("dairy", ""), ("gone", "5")]);
        assert_eq!((asked.lines().unwrap(), asked.total()), (lines.to_vec(), 25));
    }

    #[test]
    fn empty_rows_ask_for_nothing() {
        let mut asked = Asked::of(&[line("dry", TemperatureClass::Ambient, 60)], Some(&tree()));
        asked.set(0, "0".to_owned());
        asked.set(1, " 40 ".to_owned());
        assert_eq!(asked.build().unwrap().lines, [line("dairy", TemperatureClass::Chilled, 40)]);
    }

    #[test]
    fn what_is_wrong_is_named_at_its_row() {
        let mut asked = Asked::of(&[], Some(&tree()));
        asked.set(0, "beaucoup".to_owned());
        asked.set(1, "100001".to_owned());
        let errors = asked.build().unwrap_err();
        let said: Vec<_> = errors.iter().map(|error| (error.pointer.as_str(), error.code.as_str())).collect();
        assert_eq!(said, [("/lines/0/kg", "whole_number"), ("/lines/1/kg", "too_large")]);
    }

    #[test]
    fn a_kind_is_there_once() {
        let mut asked = Asked::of(&[], Some(&tree()));
        asked.add(RoundCategory { category: "dairy".to_owned(), temperature_class: TemperatureClass::Chilled });
        assert_eq!(asked.rows.len(), 2);
        asked.add(RoundCategory { category: "dairy".to_owned(), temperature_class: TemperatureClass::Frozen });
        assert_eq!(asked.rows.len(), 3);
    }
}
