//! What somebody types about the lots of a round: how much of each is in it.

use crate::pages::rounds::typed;
use shared::ids::{LotId, SiteId};
use shared::rounds::{RoundLot, RoundLotChoice};
use std::collections::BTreeMap;

/// What tells a lot of the round from the others, whatever comes in meanwhile.
pub type LotKey = (LotId, SiteId);

/// What was typed, by lot; all others stay as they are.
pub type Typed = BTreeMap<LotKey, String>;

/// Which lot it is.
#[must_use]
pub const fn key(lot: &RoundLot) -> LotKey {
    (lot.lot.id, lot.site.id)
}

/// What is wrong with what was typed for a lot; nothing where it is right.
#[must_use]
pub fn wrong(lot: &RoundLot, typed: &str) -> Option<&'static str> {
    match typed::whole(typed) {
        // What is in the round already may stay, even where some of it has gone since.
        Ok(kg) => (kg > lot.there_kg.max(lot.kg)).then_some("more_than_left"),
        Err(code) => Some(code),
    }
}

/// The lots of which another quantity is wanted; none where something is wrong.
#[must_use]
pub fn choices(lots: &[RoundLot], typed: &Typed) -> Option<Vec<RoundLotChoice>> {
    let mut choices = Vec::new();
    for lot in lots {
        let Some(text) = typed.get(&key(lot)) else { continue };
        if wrong(lot, text).is_some() {
            return None;
        }
        let kg = typed::whole(text).ok()?;
        if kg != lot.kg {
            choices.push(RoundLotChoice { lot_id: lot.lot.id, site_id: lot.site.id, kg });
        }
    }
    Some(choices)
}

#[cfg(test)]
mod tests {
    use super::super::sample::bench;
    use super::*;

    fn typed(said: &[(usize, &str)]) -> Typed {
        let lots = bench().lots;
        said.iter().map(|(place, text)| (key(&lots[*place]), (*text).to_owned())).collect()
    }

    #[test]
    fn only_what_differs_is_sent() {
        let lots = bench().lots;
        let chosen = choices(&lots, &typed(&[(0, "40"), (1, "0")])).unwrap();
        assert_eq!(chosen.iter().map(|choice| (choice.lot_id, choice.kg)).collect::<Vec<_>>(), [(lots[1].lot.id, 0)]);
    }

    #[test]
    fn no_more_than_there_is() {
        let lots = bench().lots;
        assert_eq!(wrong(&lots[0], "50"), None);
        assert_eq!(wrong(&lots[0], "51"), Some("more_than_left"));
        assert_eq!(wrong(&lots[0], "beaucoup"), Some("whole_number"));
        assert_eq!(choices(&lots, &typed(&[(0, "51"), (1, "0")])), None);
    }
}
