//! Operations in words.

use crate::components::Choice;
use crate::i18n::{find, operation as words_of, operations, translate};
use yew::AttrValue;

/// What was done: "Réservation acceptée". An operation that has no words yet is shown by its name.
pub fn sentence(operation: &str) -> AttrValue {
    words_of(operation).map_or_else(|| AttrValue::from(operation.to_owned()), |key| translate(key, &[]))
}

/// What came of it: "mot de passe refusé, 192.0.2.1". The first word may have words of its own; what follows says where.
pub fn outcome(detail: &str) -> AttrValue {
    let (word, rest) = detail.split_once(' ').unwrap_or((detail, ""));
    let tables = ["word.outcome.", "word.role."];
    let Some(key) = tables.iter().find_map(|table| find(&format!("{table}{word}"))) else {
        return AttrValue::from(detail.to_owned());
    };
    let said = translate(key, &[]);
    if rest.is_empty() { said } else { AttrValue::from(format!("{said}, {rest}")) }
}

/// Every operation that has words, by them; one of the address that has none is offered too.
pub fn choices(current: Option<&str>) -> Vec<Choice<Option<String>>> {
    let mut known: Vec<&str> = operations().collect();
    known.extend(current.filter(|operation| words_of(operation).is_none()));
    let mut choices: Vec<_> =
        known.into_iter().map(|operation| Choice::new(Some(operation.to_owned()), sentence(operation))).collect();
    choices.sort_by(|a, b| a.label.cmp(&b.label));
    choices
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_operation_without_words_keeps_its_name_and_can_still_be_chosen() {
        assert_eq!(sentence("accept_claim").as_str(), "Réservation acceptée");
        assert_eq!(sentence("move_mountain").as_str(), "move_mountain");
        assert_eq!(outcome("wrong_password 192.0.2.1").as_str(), "Mot de passe refusé, 192.0.2.1");
        assert_eq!((outcome("volunteer").as_str(), outcome("a mountain").as_str()), ("Bénévole", "a mountain"));
        let offered = choices(Some("move_mountain"));
        assert!(offered.iter().any(|choice| choice.value.as_deref() == Some("move_mountain")));
        assert!(offered.len() > 40 && choices(None).len() + 1 == offered.len());
    }
}
