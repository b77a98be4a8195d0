//! Why a site gets what it gets, in the words of the wire, pure: the engine names places, people name lots and sites.

use super::instance::Kind;
use crate::engine::allocation::{
    Change, Explainer, Explanation, Instance, Limit, Plan, Reason, Recipient, Temperature, Why, Wish, what_ifs,
};
use crate::rounds::snapshot::{Snapshot, share};
use chrono::NaiveDate;
use shared::ids::{AllocationRoundId, LotId, SiteId};
use shared::organisations::OrganisationSummary;
use shared::rounds::{
    LineStatus, RoundCategory, RoundChange, RoundExplanation, RoundExplanationLine, RoundLimit, RoundLineReason,
    RoundReason, RoundWhatIf, RoundWish,
};
use shared::sites::SiteSummary;
use shared::stock::LotSummary;
use shared::units::Grams;
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

/// A lot, and where it is.
pub type Place = (LotId, SiteId);

/// What is known of a share beside what the engine says.
#[derive(Clone, Debug)]
pub struct Known {
    /// The round.
    pub round_id: AllocationRoundId,
    /// The day on which food is fetched.
    pub fetched_on: NaiveDate,
    /// The site.
    pub site: SiteSummary,
    /// Whose it is.
    pub organisation: OrganisationSummary,
    /// The lots of its lines.
    pub lots: HashMap<LotId, LotSummary>,
    /// Where they are.
    pub origins: HashMap<SiteId, SiteSummary>,
    /// What it asked for.
    pub asked: Vec<Asked>,
    /// What became of its lines.
    pub delivered: HashMap<Place, Delivered>,
    /// Its lines that somebody set by hand.
    pub by_hand: HashSet<Place>,
    /// What the others lose together by those, kg.
    pub costs: HashMap<Place, i64>,
    /// How often something of the round was refused.
    pub refusals: i64,
}

/// What a site asked for of a kind.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Of which.
    pub kind: Kind,
    /// How much, kg.
    pub requested_kg: i64,
    /// What is approved, kg.
    pub approved_kg: i64,
    /// Why that differs.
    pub reason: Option<RoundReason>,
}

/// What became of a line.
#[derive(Clone, Debug)]
pub struct Delivered {
    /// Where it stands.
    pub status: LineStatus,
    /// What was refused, kg.
    pub refused_kg: Option<i64>,
    /// What was received.
    pub received_grams: Option<Grams>,
    /// Why it was refused, or why another quantity was received.
    pub reason: Option<RoundReason>,
    /// What was said of its refusal.
    pub note: Option<String>,
}

/// Explains a share, and solves the round anew for each thing that could be different.
#[must_use]
pub fn explain(known: Known, snapshot: &Snapshot, plan: &Plan) -> RoundExplanation {
    let instance = &snapshot.instance;
    let found = snapshot.recipient(known.site.id).and_then(|place| {
        let said = Explainer::new(&as_decided(&known, snapshot, place), plan).explain(place)?;
        Some((place, instance.recipients.get(place)?, said))
    });
    let median = plan.figures.median;
    let Some((place, recipient, said)) = found else { return left_out(known, median) };
    let position = said.position;
    RoundExplanation {
        share: Some(share(instance, recipient, &position.share)),
        people: Some(recipient.people),
        entitlement_kg: recipient.weight,
        received_before_kg: recipient.received,
        lower: count(position.lower),
        wronged: count(position.wronged),
        wishes: said.categories.iter().filter_map(|wish| known.wish(snapshot, wish)).collect(),
        peers: count(said.peers.len()),
        competes_for: said.competes_for.iter().filter_map(|kind| category(snapshot, *kind)).collect(),
        lines: known.lines(snapshot, recipient, &said),
        what_ifs: changes(snapshot, plan, place),
        ..left_out(known, median)
    }
}

/// What the engine was given, where of a recipient's lines only those count as decided that somebody set by hand: what is
/// handed over is fixed, too, and the engine itself gave it.
fn as_decided(known: &Known, snapshot: &Snapshot, place: usize) -> Instance {
    let mut instance = snapshot.instance.clone();
    for fixed in instance.fixed.iter_mut().filter(|it| it.line.recipient == place && it.line.kg > 0) {
        fixed.more = snapshot.lots.get(fixed.line.lot).is_none_or(|lot| !known.by_hand.contains(lot));
    }
    instance
}

/// What there is to say to a site that takes no part.
fn left_out(known: Known, median: i64) -> RoundExplanation {
    RoundExplanation {
        round_id: known.round_id,
        site: known.site,
        organisation: known.organisation,
        share: None,
        people: None,
        entitlement_kg: 0,
        received_before_kg: 0,
        median,
        lower: 0,
        wronged: 0,
        refusals: known.refusals,
        wishes: Vec::new(),
        peers: 0,
        competes_for: Vec::new(),
        lines: Vec::new(),
        what_ifs: Vec::new(),
    }
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn category(snapshot: &Snapshot, kind: usize) -> Option<RoundCategory> {
    let (category, temperature_class) = snapshot.kinds.get(kind)?.clone();
    Some(RoundCategory { category, temperature_class })
}

fn changes(snapshot: &Snapshot, plan: &Plan, place: usize) -> Vec<RoundWhatIf> {
    let found = what_ifs(&snapshot.instance, plan, place).into_iter();
    let mut found: Vec<RoundWhatIf> =
        found.map(|it| RoundWhatIf { change: change(it.change), kg: it.kg, together_kg: it.together }).collect();
    found.sort_by_key(|it| Reverse((it.kg, it.together_kg)));
    found
}

const fn change(of: Change) -> RoundChange {
    match of {
        Change::Storage(Temperature::Ambient) => RoundChange::StorageAmbient,
        Change::Storage(Temperature::Chilled) => RoundChange::StorageChilled,
        Change::Storage(Temperature::Frozen) => RoundChange::StorageFrozen,
        Change::Vehicle => RoundChange::Vehicle,
        Change::ColdTransport => RoundChange::ColdTransport,
        Change::Sooner => RoundChange::Sooner,
        Change::Reach => RoundChange::Reach,
    }
}

/// The limit's name, and its number where it has one.
fn limit(of: Limit) -> (RoundLimit, Option<i64>) {
    match of {
        Limit::NeedMet => (RoundLimit::NeedMet, None),
        Limit::NoColdTransport => (RoundLimit::NoColdTransport, None),
        Limit::Storage(_, kg) => (RoundLimit::Storage, Some(kg)),
        Limit::Vehicle(kg) => (RoundLimit::Vehicle, Some(kg)),
        Limit::OutOfReach => (RoundLimit::OutOfReach, None),
        Limit::TooShortDated(days) => (RoundLimit::TooShortDated, Some(days)),
        Limit::Closed => (RoundLimit::Closed, None),
        Limit::Shared(others) => (RoundLimit::Shared, Some(count(others))),
    }
}

impl Known {
    fn wish(&self, snapshot: &Snapshot, wish: &Wish) -> Option<RoundWish> {
        let kind = snapshot.kinds.get(wish.category)?;
        let asked = self.asked.iter().find(|it| it.kind == *kind);
        let (limit, limit_value) = limit(wish.limit);
        Some(RoundWish {
            category: category(snapshot, wish.category)?,
            requested_kg: asked.map_or(wish.need, |it| it.requested_kg),
            approved_kg: asked.map_or(wish.need, |it| it.approved_kg),
            reason: asked.and_then(|it| it.reason),
            kg: wish.kg,
            limit,
            limit_value,
        })
    }

    /// What it gets, and then what it has refused.
    fn lines(&self, snapshot: &Snapshot, recipient: &Recipient, said: &Explanation) -> Vec<RoundExplanationLine> {
        let given = said.lines.iter().filter_map(|why| self.given(snapshot, why));
        let refused = self.delivered.iter().filter(|(_, line)| line.status == LineStatus::Refused);
        let mut refused: Vec<RoundExplanationLine> = refused
            .filter_map(|(place, line)| self.line(*place, line.refused_kg.unwrap_or(0), metres(snapshot, recipient, *place)))
            .collect();
        refused.sort_by_key(|line| (line.lot.id, line.from.id));
        given.chain(refused).collect()
    }

    fn given(&self, snapshot: &Snapshot, why: &Why) -> Option<RoundExplanationLine> {
        let place = *snapshot.lots.get(why.line.lot)?;
        let line = self.line(place, why.line.kg, why.metres)?;
        let by_hand = self.by_hand.contains(&place);
        Some(RoundExplanationLine {
            why: Some(reason(why.reason)),
            cost_to_others_kg: self.costs.get(&place).copied().filter(|_| by_hand),
            ..line
        })
    }

    fn line(&self, place: Place, kg: i64, metres: i64) -> Option<RoundExplanationLine> {
        let (lot, from) = (self.lots.get(&place.0)?.clone(), self.origins.get(&place.1)?.clone());
        let delivered = self.delivered.get(&place);
        let date = lot.use_by.or(lot.best_before);
        Some(RoundExplanationLine {
            lot,
            from,
            kg,
            metres,
            days: date.map(|date| (date - self.fetched_on).num_days()),
            why: None,
            status: delivered.map(|it| it.status),
            received_grams: delivered.and_then(|it| it.received_grams),
            reason: delivered.and_then(|it| it.reason),
            note: delivered.and_then(|it| it.note.clone()),
            cost_to_others_kg: None,
        })
    }
}

const fn reason(of: Reason) -> RoundLineReason {
    match of {
        Reason::ByHand => RoundLineReason::ByHand,
        Reason::OnlyOrigin => RoundLineReason::OnlyOrigin,
        Reason::Urgent => RoundLineReason::Urgent,
        Reason::Nearest => RoundLineReason::Nearest,
        Reason::ShortestTogether => RoundLineReason::ShortestTogether,
    }
}

fn metres(snapshot: &Snapshot, recipient: &Recipient, (_, from): Place) -> i64 {
    let origin = snapshot.origins.iter().position(|site| *site == from);
    let link = recipient.links.iter().find(|(place, _)| Some(*place) == origin);
    link.map_or(0, |(_, metres)| *metres)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::allocation::generate::{Shape, generate};
    use crate::engine::allocation::{Fixed, Line, solve};
    use shared::organisations::OrganisationKind;
    use shared::units::TemperatureClass;
    use uuid::Uuid;

    fn site(number: usize) -> SiteId {
        SiteId(Uuid::from_u128(number as u128))
    }

    fn known(id: SiteId) -> Known {
        let (name, address, postcode, commune) = ("Antenne".to_owned(), None, "33230".to_owned(), "Coutras".to_owned());
        let owner = shared::ids::OrganisationId(Uuid::from_u128(1));
        Known {
            round_id: AllocationRoundId(Uuid::from_u128(1)),
            fetched_on: "2026-11-24".parse().unwrap(),
            site: SiteSummary { id, name: name.clone(), address, postcode, commune, position: None },
            organisation: OrganisationSummary { id: owner, name, kind: OrganisationKind::Association },
            lots: HashMap::new(),
            origins: HashMap::new(),
            asked: Vec::new(),
            delivered: HashMap::new(),
            by_hand: HashSet::new(),
            costs: HashMap::new(),
            refusals: 0,
        }
    }

    #[test]
    fn a_share_is_explained_and_who_takes_no_part_has_none() {
        let instance = generate(&Shape::round(8, 30), 5);
        let snapshot = Snapshot {
            lots: (0..instance.lots.len()).map(|at| (LotId(Uuid::from_u128(at as u128)), site(100))).collect(),
            recipients: (0..instance.recipients.len()).map(site).collect(),
            origins: (0..instance.origins.len()).map(|at| site(100 + at)).collect(),
            kinds: instance.categories.iter().map(|it| (it.name.clone(), TemperatureClass::Ambient)).collect(),
            instance,
        };
        let plan = solve(&snapshot.instance).unwrap();
        for (number, recipient) in snapshot.instance.recipients.iter().enumerate() {
            let said = explain(known(site(number)), &snapshot, &plan);
            assert_eq!(said.share.map(|share| share.kg), plan.shares.get(number).map(|share| share.kg));
            assert_eq!(said.wishes.len(), recipient.needs.len());
            assert_eq!(said.wronged, 0);
            assert!(said.what_ifs.is_sorted_by_key(|it| Reverse((it.kg, it.together_kg))));
        }
        let stranger = explain(known(site(77)), &snapshot, &plan);
        assert_eq!((stranger.share, stranger.median), (None, plan.figures.median));
    }

    #[test]
    fn only_what_somebody_set_by_hand_counts_as_decided() {
        let mut instance = generate(&Shape::round(4, 6), 5);
        let fixed = |(lot, kg)| Fixed { line: Line { lot, recipient: 1, kg }, more: false };
        instance.fixed = [(0, 3), (1, 3), (2, 0)].map(fixed).to_vec();
        let mut known = known(site(1));
        let lots: Vec<Place> = (0..6).map(|at| (LotId(Uuid::from_u128(at)), site(100))).collect();
        known.by_hand = HashSet::from([lots[1]]);
        let snapshot = Snapshot { lots, recipients: Vec::new(), origins: Vec::new(), kinds: Vec::new(), instance };
        let more = |place: usize| as_decided(&known, &snapshot, place).fixed.iter().map(|it| it.more).collect::<Vec<_>>();
        assert_eq!(more(1), [true, false, false], "handed over, set by hand, refused");
        assert_eq!(more(0), [false; 3], "of others nothing is asked");
    }
}
