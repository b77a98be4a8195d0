//! What is wrong with a solution, in words, with the numbers of the file.

use crate::engine::allocation::check::{Barrier, Violation};
use crate::engine::allocation::{Fault, Instance};

/// One violation in a sentence.
pub(super) fn sentence(instance: &Instance, violation: Violation) -> String {
    let lot = |place: usize| instance.lots.get(place).map_or(0, |lot| lot.id);
    let recipient = |place: usize| instance.recipients.get(place).map_or(0, |recipient| recipient.id);
    match violation {
        Violation::Instance(fault) => self::fault(instance, fault),
        Violation::Line(place) => {
            format!("record {}: no lot or recipient, less than 1 kg, or told before", place + 1)
        }
        Violation::Lot(place, kg) => format!("lot {}: {kg} kg more are handed out than there are", lot(place)),
        Violation::Link(from, to, barrier) => {
            let why = match barrier {
                Barrier::Reach => "its origin is out of reach",
                Barrier::Date => "it would be over its date",
                Barrier::ColdChain => "it could not be kept cool on the way",
                Barrier::Closed => "it is closed to it",
            };
            format!("lot {} cannot go to recipient {}: {why}", lot(from), recipient(to))
        }
        Violation::Need(to, category, kg) => {
            let name = instance.categories.get(category).map_or("?", |category| category.name.as_str());
            format!("recipient {} gets {kg} kg of {name} more than it needs", recipient(to))
        }
        Violation::Storage(to, temperature, kg) => {
            let room = ["ambient", "chilled", "frozen"].get(temperature).unwrap_or(&"?");
            format!("recipient {} gets {kg} kg more than it can store {room}", recipient(to))
        }
        Violation::Vehicle(to, kg) => format!("recipient {} gets {kg} kg more than it can carry", recipient(to)),
        Violation::Fixed(place) => format!("fixed line {} is not as it was decided", place + 1),
        Violation::NotMost(place) => format!("more food could be handed out, some of lot {} for one", lot(place)),
        Violation::NotUrgentFirst(sooner, later) => {
            format!("lot {} is more urgent than lot {}, and could take its place", lot(sooner), lot(later))
        }
        Violation::Unfair(above, below) => {
            format!("recipient {} would stay above recipient {} if a kilogram moved", recipient(above), recipient(below))
        }
        Violation::NotShortest => "the same shares could come over a shorter way".to_owned(),
    }
}

/// What makes no sense about a round, in a sentence.
pub(super) fn fault(instance: &Instance, fault: Fault) -> String {
    match fault {
        Fault::Dials => "the window or the tolerance is out of range".to_owned(),
        Fault::Recipient(place) => {
            let id = instance.recipients.get(place).map_or(0, |recipient| recipient.id);
            format!("recipient {id} has a number out of range, or the same category or origin twice")
        }
        Fault::Lot(place) => {
            let id = instance.lots.get(place).map_or(0, |lot| lot.id);
            format!("lot {id} has a number out of range, or names what does not exist")
        }
        Fault::Twice(id) => format!("the number {id} is given twice"),
        Fault::TooMuch => "all lots together are too many kilograms".to_owned(),
        Fault::Fixed(place) => format!("fixed line {} breaks a limit or names what does not exist", place + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::allocation::{check, read_instance, solve};

    #[test]
    fn what_is_wrong_is_told_with_the_numbers_of_the_file() {
        let text = include_str!("../engine/allocation/tests/round-150x400.txt");
        let instance = read_instance(text).unwrap();
        let lines = solve(&instance).unwrap().lines;
        let told = |lines: &[_]| -> Vec<String> {
            check::check(&instance, lines).into_iter().map(|it| sentence(&instance, it)).collect()
        };
        assert_eq!(told(&lines), Vec::<String>::new());
        assert_eq!(told(&lines[1..])[0], "more food could be handed out, some of lot 0 for one");
        let mut more = lines.clone();
        more[0].kg += 1_000_000;
        assert!(told(&more)[0].starts_with("lot 0: "), "{:?}", told(&more));
    }
}
