//! Where food of a lot went: pure folds of the lines of its ledger.

use shared::ids::{OrganisationId, SiteId, StockMovementId};
use shared::stock::StockAccountKind;
use shared::time::UtcMillis;
use shared::units::Grams;
use std::collections::{BTreeMap, BTreeSet};

/// From where, or where to, food goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Account {
    /// Who gave or sold it.
    Donor,
    /// A site of an organisation.
    Site {
        /// Whose.
        organisation: OrganisationId,
        /// Which.
        site: SiteId,
    },
    /// People in need.
    Distributed,
    /// What was thrown away.
    Waste,
    /// What stock-takes found too much or too little.
    Adjustment,
    /// What was lost on the way.
    Loss,
    /// What was frozen of one lot, and is another lot.
    Freezing,
}

impl Account {
    /// The account that a line names; `None` for a site without its identifiers, which the database refuses.
    #[must_use]
    pub fn of(kind: StockAccountKind, organisation: Option<OrganisationId>, site: Option<SiteId>) -> Option<Self> {
        Some(match kind {
            StockAccountKind::Donor => Self::Donor,
            StockAccountKind::Site => Self::Site { organisation: organisation?, site: site? },
            StockAccountKind::Distributed => Self::Distributed,
            StockAccountKind::Waste => Self::Waste,
            StockAccountKind::Adjustment => Self::Adjustment,
            StockAccountKind::Loss => Self::Loss,
            StockAccountKind::Freezing => Self::Freezing,
        })
    }

    /// What it is.
    #[must_use]
    pub const fn kind(self) -> StockAccountKind {
        match self {
            Self::Donor => StockAccountKind::Donor,
            Self::Site { .. } => StockAccountKind::Site,
            Self::Distributed => StockAccountKind::Distributed,
            Self::Waste => StockAccountKind::Waste,
            Self::Adjustment => StockAccountKind::Adjustment,
            Self::Loss => StockAccountKind::Loss,
            Self::Freezing => StockAccountKind::Freezing,
        }
    }

    /// Whose site it is, where it is one.
    #[must_use]
    pub const fn organisation(self) -> Option<OrganisationId> {
        match self {
            Self::Site { organisation, .. } => Some(organisation),
            _ => None,
        }
    }

    /// Which site it is, where it is one.
    #[must_use]
    pub const fn site(self) -> Option<SiteId> {
        match self {
            Self::Site { site, .. } => Some(site),
            _ => None,
        }
    }
}

/// A line of the ledger, as far as a fold needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Which.
    pub id: StockMovementId,
    /// How much.
    pub grams: Grams,
    /// From where.
    pub from: Account,
    /// Where to.
    pub to: Account,
    /// When.
    pub at: UtcMillis,
    /// The line that it takes back.
    pub reverses: Option<StockMovementId>,
}

/// What a site received, and what became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Whose site it is.
    pub organisation: OrganisationId,
    /// All that came in, without what was taken back.
    pub received: Grams,
    /// Of it passed on to other sites, or back to the donor.
    pub passed_on: Grams,
    /// Of it given to people.
    pub distributed: Grams,
    /// Of it thrown away.
    pub wasted: Grams,
    /// What stock-takes found; below 0: too little.
    pub adjusted: Grams,
    /// Of it frozen, and since then of a lot that is not followed here.
    pub frozen: Grams,
    /// When it first came in.
    pub first_at: UtcMillis,
}

impl Passage {
    /// What is there now.
    #[must_use]
    pub const fn left(&self) -> Grams {
        let gone = self.passed_on.plus(self.distributed).plus(self.wasted).plus(self.frozen);
        self.received.plus(self.adjusted).minus(gone)
    }
}

/// How much went from one place to another; `None` is the donor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// From which site.
    pub from: Option<SiteId>,
    /// To which site.
    pub to: Option<SiteId>,
    /// How much.
    pub grams: Grams,
    /// When the first of it did.
    pub first_at: UtcMillis,
    /// When the last of it did.
    pub last_at: UtcMillis,
}

/// Where food went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace {
    /// Every site that received or had any of it.
    pub places: BTreeMap<SiteId, Passage>,
    /// From where to where.
    pub steps: Vec<Step>,
}

/// Lines that count: neither taken back nor taking back.
fn standing(lines: &[Line]) -> impl Iterator<Item = &Line> {
    let taken_back: BTreeSet<StockMovementId> = lines.iter().filter_map(|line| line.reverses).collect();
    lines.iter().filter(move |line| line.reverses.is_none() && !taken_back.contains(&line.id))
}

/// Follows food through the lines of one lot, or of several. What was frozen of one of them and is another of them has never
/// left: it is received once.
#[must_use]
pub fn trace(lines: &[Line]) -> Trace {
    let mut trace = Trace::default();
    let mut steps: BTreeMap<(Option<SiteId>, Option<SiteId>), Step> = BTreeMap::new();
    for line in standing(lines) {
        if let Account::Site { organisation, site } = line.to {
            let place = trace.places.entry(site).or_insert_with(|| Passage::begun(organisation, line.at));
            place.came(line);
        }
        if let Account::Site { organisation, site } = line.from {
            let place = trace.places.entry(site).or_insert_with(|| Passage::begun(organisation, line.at));
            place.went(line);
        }
        let is_way = |account: Account| matches!(account, Account::Site { .. } | Account::Donor);
        if is_way(line.from) && is_way(line.to) {
            let (from, to) = (line.from.site(), line.to.site());
            let new = Step { from, to, grams: Grams::ZERO, first_at: line.at, last_at: line.at };
            let step = steps.entry((from, to)).or_insert(new);
            step.grams = step.grams.plus(line.grams);
            (step.first_at, step.last_at) = (step.first_at.min(line.at), step.last_at.max(line.at));
        }
    }
    trace.places.values_mut().for_each(Passage::settle);
    // Whoever had some of it counts too, though only a stock-take found it there; what a later one did not find was none.
    trace.places.retain(|_, place| place.received > Grams::ZERO || place.adjusted > Grams::ZERO);
    trace.steps = steps.into_values().collect();
    trace.steps.sort_by_key(|step| (step.first_at, step.from.is_some(), step.from, step.to));
    trace
}

impl Passage {
    const fn begun(organisation: OrganisationId, at: UtcMillis) -> Self {
        Self {
            organisation,
            received: Grams::ZERO,
            passed_on: Grams::ZERO,
            distributed: Grams::ZERO,
            wasted: Grams::ZERO,
            adjusted: Grams::ZERO,
            frozen: Grams::ZERO,
            first_at: at,
        }
    }

    fn came(&mut self, line: &Line) {
        match line.from {
            Account::Adjustment => self.adjusted = self.adjusted.plus(line.grams),
            // Below 0 where the lot begins by it.
            Account::Freezing => self.frozen = self.frozen.minus(line.grams),
            _ => {
                let has_begun = self.received > Grams::ZERO || self.frozen < Grams::ZERO;
                self.first_at = if has_begun { self.first_at.min(line.at) } else { line.at };
                self.received = self.received.plus(line.grams);
            }
        }
    }

    /// What was frozen here of a lot that is not followed is what this one received.
    fn settle(&mut self) {
        let begun = Grams::ZERO.minus(self.frozen).max(Grams::ZERO);
        (self.received, self.frozen) = (self.received.plus(begun), self.frozen.plus(begun));
    }

    const fn went(&mut self, line: &Line) {
        let grams = line.grams;
        match line.to {
            Account::Site { .. } | Account::Donor => self.passed_on = self.passed_on.plus(grams),
            Account::Distributed => self.distributed = self.distributed.plus(grams),
            Account::Waste | Account::Loss => self.wasted = self.wasted.plus(grams),
            Account::Adjustment => self.adjusted = self.adjusted.minus(grams),
            Account::Freezing => self.frozen = self.frozen.plus(grams),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn site(number: u128) -> Account {
        Account::Site { organisation: OrganisationId(Uuid::from_u128(number / 10)), site: SiteId(Uuid::from_u128(number)) }
    }

    fn line(number: u128, grams: i64, from: Account, to: Account) -> Line {
        let at = UtcMillis(i64::try_from(number).unwrap());
        Line { id: StockMovementId(Uuid::from_u128(number)), grams: Grams(grams), from, to, at, reverses: None }
    }

    #[test]
    fn food_is_followed_to_every_site_and_out_of_it() {
        let (bank, cellar, village) = (site(10), site(11), site(20));
        let lines = [
            line(1, 100, Account::Donor, bank),
            line(2, 60, bank, cellar),
            line(3, 50, cellar, village),
            line(4, 20, village, Account::Distributed),
            line(5, 5, village, Account::Waste),
            line(6, 3, Account::Adjustment, bank),
            line(7, 1, village, Account::Adjustment),
        ];
        let found = trace(&lines);
        let left: Vec<i64> = found.places.values().map(|place| place.left().0).collect();
        assert_eq!(left, [43, 10, 24]);
        let received: Vec<i64> = found.places.values().map(|place| place.received.0).collect();
        assert_eq!(received, [100, 60, 50]);
        let ways: Vec<(bool, i64)> = found.steps.iter().map(|step| (step.from.is_some(), step.grams.0)).collect();
        assert_eq!(ways, [(false, 100), (true, 60), (true, 50)]);
    }

    #[test]
    fn what_was_taken_back_was_never_received() {
        let (bank, cellar) = (site(10), site(11));
        let mistake = line(2, 60, bank, cellar);
        let back = Line { reverses: Some(mistake.id), ..line(3, 60, cellar, bank) };
        let found = trace(&[line(1, 100, Account::Donor, bank), mistake, back]);
        assert_eq!(found.places.len(), 1);
        assert!(found.places.values().all(|place| place.left() == Grams(100)));
        assert_eq!(found.steps.len(), 1);
    }

    #[test]
    fn what_was_frozen_is_received_once() {
        let (bank, village) = (site(10), site(20));
        let chilled = [line(1, 100, Account::Donor, bank), line(2, 30, bank, Account::Freezing)];
        let frozen = [line(3, 30, Account::Freezing, bank), line(4, 20, bank, village)];
        let figures = |lines: &[Line]| -> Vec<[i64; 3]> {
            let of = |place: &Passage| [place.received, place.frozen, place.left()].map(|grams| grams.0);
            trace(lines).places.values().map(of).collect()
        };
        assert_eq!(figures(&chilled), [[100, 30, 70]]);
        assert_eq!(figures(&frozen), [[30, 0, 10], [20, 0, 20]]);
        assert_eq!(figures(&[chilled, frozen].concat()), [[100, 0, 80], [20, 0, 20]], "both lots together");
        assert_eq!(trace(&frozen).steps.len(), 1, "freezing is no way");
    }

    #[test]
    fn what_a_stock_take_found_and_nobody_received_counts_too() {
        let (bank, cellar, shop) = (site(10), site(11), site(20));
        let lines = [
            line(1, 100, Account::Donor, bank),
            line(2, 4, Account::Adjustment, cellar),
            line(3, 4, cellar, Account::Distributed),
            line(4, 7, Account::Adjustment, shop),
            line(5, 7, shop, Account::Adjustment),
        ];
        let found = trace(&lines);
        let sites: Vec<Option<SiteId>> = found.places.keys().copied().map(Some).collect();
        assert_eq!(sites, [bank.site(), cellar.site()], "people ate of it, and the third had none");
    }
}
