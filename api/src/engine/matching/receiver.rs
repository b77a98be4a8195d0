//! The site where food would go, and the one whole number in which it stands beside each of its needs.

use shared::sites::Storage;

/// Room for one store in that number: 131 t, where no offer is heavier than 100 t (`Grams::OFFER_MAX`). So whatever a
/// larger store could keep, this keeps too.
const STORE: i64 = 1 << 17;
/// Room for how far it drives, km: more than anything is matched over, and what is left of 63 bits.
const REACH: i64 = 1 << 12;

/// The site where the food would go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receiver {
    /// What it can keep.
    pub storage: Storage,
    /// How far it drives to fetch, metres.
    pub reach_m: i64,
}

impl Receiver {
    /// A site that keeps this much and drives so many kilometres.
    #[must_use]
    pub const fn of(storage: Storage, reach_km: i64) -> Self {
        Self { storage, reach_m: reach_km.saturating_mul(1_000) }
    }

    /// All of it that a match asks for, in one column: diesel's tables have 32 at most, which `needs` has now, and two
    /// indexes of a million needs carry it. The migration that first filled it counts alike.
    #[must_use]
    pub fn packed(self) -> i64 {
        let Storage { ambient_kg, chilled_kg, frozen_kg } = self.storage;
        let reach = (self.reach_m / 1_000).clamp(0, REACH - 1);
        [ambient_kg, chilled_kg, frozen_kg].into_iter().fold(reach, |packed, kg| packed * STORE + kg.clamp(0, STORE - 1))
    }

    /// What [`Self::packed`] has made one number of.
    #[must_use]
    pub const fn unpacked(packed: i64) -> Self {
        let storage = Storage {
            ambient_kg: packed / (STORE * STORE) % STORE,
            chilled_kg: packed / STORE % STORE,
            frozen_kg: packed % STORE,
        };
        Self::of(storage, packed / (STORE * STORE * STORE))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use shared::units::Grams;

    fn receiver(kg: [i64; 3], reach_km: i64) -> Receiver {
        let [ambient_kg, chilled_kg, frozen_kg] = kg;
        Receiver::of(Storage { ambient_kg, chilled_kg, frozen_kg }, reach_km)
    }

    #[test]
    fn no_offer_fills_the_largest_store_that_can_be_told_from_others() {
        assert!(Grams::from_kg(STORE - 1) > Grams::OFFER_MAX);
        let largest = receiver([10_000_000; 3], 1_000_000);
        assert_eq!(largest.packed(), i64::MAX);
        assert_eq!(Receiver::unpacked(largest.packed()), receiver([STORE - 1; 3], REACH - 1));
        // As the migration counts it.
        assert_eq!(receiver([3, 2, 1], 30).packed(), ((30 * 131_072 + 3) * 131_072 + 2) * 131_072 + 1);
    }

    proptest! {
        #[test]
        fn what_is_packed_comes_out_again(kg in [0..STORE, 0..STORE, 0..STORE], reach_km in 0..REACH) {
            prop_assert_eq!(Receiver::unpacked(receiver(kg, reach_km).packed()), receiver(kg, reach_km));
        }
    }
}
