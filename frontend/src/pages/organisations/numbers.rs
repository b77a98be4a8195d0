//! Registration numbers as people read them: in groups.

use yew::AttrValue;

/// A SIRET in the groups in which it is printed: `732 829 320 00074`.
pub fn establishment_number(number: &str) -> AttrValue {
    grouped(number, &[3, 3, 3, 5])
}

/// An RNA number in groups: `W33 2000 001`.
pub fn association_number(number: &str) -> AttrValue {
    grouped(number, &[3, 4, 3])
}

/// Groups of these lengths with no-break spaces between; a text of another length stays as it is.
fn grouped(text: &str, lengths: &[usize]) -> AttrValue {
    if text.chars().count() != lengths.iter().sum::<usize>() {
        return AttrValue::from(text.to_owned());
    }
    let mut letters = text.chars();
    let groups: Vec<String> = lengths.iter().map(|length| letters.by_ref().take(*length).collect()).collect();
    AttrValue::from(groups.join("\u{a0}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_groups() {
        assert_eq!(establishment_number("73282932000074").as_str(), "732\u{a0}829\u{a0}320\u{a0}00074");
        assert_eq!(association_number("W332000001").as_str(), "W33\u{a0}2000\u{a0}001");
        assert_eq!(establishment_number("7328").as_str(), "7328");
    }
}
