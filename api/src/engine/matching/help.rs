//! Equipment and skills: how well what somebody could lend or do fits what somebody looks for. The six parts, their weights
//! and the order of equals are those of food; what is counted differs.

use super::{FARTHEST_M, NOTHING, Standing, View, parts, weighed};
use shared::equipment::EquipmentKind;
use shared::geo::Position;
use shared::ids::OrganisationId;
use shared::matches::{Parts, WHOLE};
use shared::skills::Skill;
use shared::time::{HOUR, UtcMillis};

/// Less than this of an item's time is not worth the way, in milliseconds.
const LEAST: i64 = HOUR;

/// Times that were not named are neither good nor bad.
const TO_AGREE: i64 = 5_000;

/// How what is there is related to what is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// The very kind, or the very skill.
    Same,
    /// A kind that may do instead, or another skill of the same topic.
    Near,
}

/// How two kinds of equipment are related; `None` where they are not. What may do instead is declared here: it keeps cold,
/// carries, or gives room as the other does. "Something else" says too little to be the very kind.
#[must_use]
pub const fn kinds(offered: EquipmentKind, asked: EquipmentKind) -> Option<Likeness> {
    use EquipmentKind::{
        ColdBox, ColdRoom, Electronics, Freezer, Furniture, Kitchen, Other, Refrigerator, Room, Scales, Storage, Tent,
        Tools, Trailer, Trolley, Van,
    };
    match (asked, offered) {
        (Van, Van)
        | (Trailer, Trailer)
        | (ColdBox, ColdBox)
        | (Refrigerator, Refrigerator)
        | (Freezer, Freezer)
        | (Trolley, Trolley)
        | (Tent, Tent)
        | (Furniture, Furniture)
        | (Scales, Scales)
        | (Kitchen, Kitchen)
        | (Tools, Tools)
        | (Electronics, Electronics)
        | (ColdRoom, ColdRoom)
        | (Storage, Storage)
        | (Room, Room) => Some(Likeness::Same),
        (Van, Trailer)
        | (Trailer, Van)
        | (Refrigerator, ColdBox | ColdRoom)
        | (Freezer, ColdRoom)
        | (ColdBox, Refrigerator)
        | (ColdRoom, Refrigerator | Freezer)
        | (Kitchen | Storage | Tent, Room)
        | (Other, Other) => Some(Likeness::Near),
        _ => None,
    }
}

/// Kinds of items that could answer a need of this kind.
pub fn offered_for(asked: EquipmentKind) -> impl Iterator<Item = EquipmentKind> {
    EquipmentKind::ALL.iter().copied().filter(move |offered| kinds(*offered, asked).is_some())
}

/// Kinds of needs that an item of this kind could answer.
pub fn asked_for(offered: EquipmentKind) -> impl Iterator<Item = EquipmentKind> {
    EquipmentKind::ALL.iter().copied().filter(move |asked| kinds(offered, *asked).is_some())
}

/// How two skills are related; `None` for different topics.
#[must_use]
pub fn skills(offered: Skill, asked: Skill) -> Option<Likeness> {
    match () {
        () if offered == asked => Some(Likeness::Same),
        () if offered.topic() == asked.topic() => Some(Likeness::Near),
        () => None,
    }
}

/// A time, its end excluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// From when.
    pub from: UtcMillis,
    /// Until when.
    pub until: UtcMillis,
}

impl Span {
    /// How long it is, in milliseconds.
    #[must_use]
    pub const fn length(self) -> i64 {
        self.until.0.saturating_sub(self.from.0)
    }
}

/// How an item is lent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lending {
    /// For cleaning after each loan, in milliseconds.
    pub gap: i64,
    /// The longest loan, in milliseconds.
    pub longest: i64,
}

/// The longest loan of an item that fits into the time asked for, and how much of that time it is: what is `taken` is left
/// out, with the gap for cleaning before it; the earliest of equals. `None` where less than an hour is left.
#[must_use]
pub fn cover(asked: Span, taken: &[Span], lending: Lending, now: UtcMillis) -> Option<(Span, i64)> {
    let asked = Span { from: asked.from.max(now), until: asked.until };
    if asked.length() <= 0 {
        return None;
    }
    let mut taken = taken.to_vec();
    taken.sort_unstable_by_key(|span| (span.from, span.until));
    let (mut best, mut from) = (None::<Span>, asked.from);
    let end = Span { from: asked.until.plus(lending.gap), until: asked.until };
    for busy in taken.into_iter().chain([end]) {
        let until = busy.from.plus(-lending.gap).min(asked.until).min(from.plus(lending.longest));
        let free = Span { from, until };
        if free.length() > best.map_or(0, Span::length) {
            best = Some(free);
        }
        from = from.max(busy.until);
    }
    let best = best.filter(|free| free.length() >= LEAST.min(asked.length()))?;
    // At most 90 days in milliseconds times 10^4.
    Some((best, best.length().saturating_mul(WHOLE) / asked.length()))
}

/// How many times of the week suit both, and how good that is: what suits both of what suits the one with less time. Times
/// of the week are bits. Who looks for something and names no time takes any.
#[must_use]
pub fn times(offered: i64, wanted: i64) -> (i64, i64) {
    let common = i64::from((offered & wanted).count_ones());
    let scarcer = i64::from(offered.count_ones().min(wanted.count_ones()));
    match (offered, wanted) {
        (_, 0) => (0, WHOLE),
        (0, _) => (0, TO_AGREE),
        _ => (common, common * WHOLE / scarcer.max(1)),
    }
}

/// What counts of who looks for something.
#[derive(Clone, Copy, Debug)]
pub struct Want {
    /// Who looks for it.
    pub taker: OrganisationId,
    /// Where it is needed.
    pub position: Position,
    /// When it is needed; `None`: some day.
    pub due: Option<UtcMillis>,
    /// Whether somebody has said that it is urgent.
    pub urgent: bool,
    /// What is far in its part of the country, metres in a straight line.
    pub neighbourhood_m: i64,
}

impl Want {
    fn urgency(&self, now: UtcMillis) -> i64 {
        match self.due {
            Some(due) => parts::pressing(self.urgent, due, now),
            None if self.urgent => WHOLE,
            None => 0,
        }
    }
}

/// What is between something that is there and a want.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'p> {
    /// How the two are related.
    pub likeness: Likeness,
    /// The word of what the other side has or looks for: what was dismissed as a wrong kind counts by it.
    pub word: &'p str,
    /// Between them in a straight line, metres; 0 for what is done from afar.
    pub metres: i64,
    /// How much of the time suits, 0 to 10 000.
    pub share: i64,
}

/// What an organisation has received and given of one sort of help in 90 days, and what became of its promises in 180.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exchange {
    /// Loans that it has borrowed, or minutes that it was helped.
    pub received: i64,
    /// Loans that it has lent, or minutes that it has helped.
    pub given: i64,
    /// Promises as a borrower, or as who is helped, that it has kept.
    pub kept: i64,
    /// Those that it has kept or broken.
    pub ended: i64,
}

impl Exchange {
    /// What it says of the organisation, where `median` is that of what organisations have received.
    #[must_use]
    pub fn standing(&self, median: i64) -> Standing {
        Standing {
            fairness: parts::debt(self.received, self.given, median),
            follow_through: parts::promises(self.kept, self.ended),
        }
    }
}

/// The best that can be known of an organisation.
pub const BEST: Standing = Standing { fairness: WHOLE, follow_through: WHOLE };

/// Two things that fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Helped {
    /// 0 to 10 000.
    pub score: i64,
    /// What it is made of.
    pub parts: Parts,
}

/// How well two things fit, where somebody goes as far as `reach_m`; `None` where nobody goes so far.
#[must_use]
pub fn fit(pair: &Pair<'_>, reach_m: i64, want: &Want, standing: Standing, view: &View<'_>) -> Option<Helped> {
    (pair.metres <= reach_m.min(FARTHEST_M)).then(|| helped(pair, want, standing, view))
}

/// The most that [`fit`] can give whatever the time and the reach are; `None` where nobody goes so far.
#[must_use]
pub fn ceiling(pair: &Pair<'_>, want: &Want, standing: Standing, view: &View<'_>) -> Option<i64> {
    (pair.metres <= FARTHEST_M).then(|| helped(&Pair { share: WHOLE, ..*pair }, want, standing, view).score)
}

fn helped(pair: &Pair<'_>, want: &Want, standing: Standing, view: &View<'_>) -> Helped {
    let fits = match pair.likeness {
        Likeness::Same => WHOLE,
        Likeness::Near => 4_000,
    };
    let dislikes = view.learnt.wrong_food.get(pair.word).copied().unwrap_or(0);
    let parts = Parts {
        category: parts::disliked(fits, dislikes),
        quantity: pair.share.clamp(0, WHOLE),
        distance: parts::distance(pair.metres, parts::shrunk(want.neighbourhood_m, view.learnt.too_far)),
        urgency: want.urgency(view.now),
        fairness: standing.fairness,
        follow_through: standing.follow_through,
    };
    Helped { score: weighed(&parts) / WHOLE, parts }
}

/// The other parts' best when the want and its organisation are known; see [`super::beyond`].
#[must_use]
pub fn best_of_want(want: &Want, standing: Standing, view: &View<'_>) -> Parts {
    let Standing { fairness, follow_through } = standing;
    let urgency = want.urgency(view.now);
    Parts { category: WHOLE, quantity: WHOLE, urgency, fairness, follow_through, ..NOTHING }
}

/// The other parts' best when only what is there is known.
#[must_use]
pub const fn best_of_all() -> Parts {
    let Standing { fairness, follow_through } = BEST;
    Parts { category: WHOLE, quantity: WHOLE, urgency: WHOLE, fairness, follow_through, ..NOTHING }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::cells;
    use crate::engine::matching::{Best, Learnt, beyond, grow};
    use proptest::prelude::*;
    use shared::matches::MatchSide;
    use shared::time::DAY;
    use std::collections::HashMap;
    use uuid::Uuid;

    const NOW: UtcMillis = UtcMillis(1_795_510_800_000);
    const LIBOURNE: Position = Position { latitude: 44.916_667, longitude: -0.233_333 };

    fn span(from: i64, until: i64) -> Span {
        Span { from: NOW.plus(from * HOUR), until: NOW.plus(until * HOUR) }
    }

    fn want() -> Want {
        Want {
            taker: OrganisationId(Uuid::from_u128(2)),
            position: LIBOURNE,
            due: Some(NOW.plus(7 * DAY)),
            urgent: false,
            neighbourhood_m: 15_000,
        }
    }

    fn view(learnt: &Learnt) -> View<'_> {
        View { learnt, side: MatchSide::Needing, now: NOW }
    }

    #[test]
    fn a_score_is_the_sum_that_its_definition_says() {
        let (learnt, exchange) = (Learnt::default(), Exchange { received: 3, given: 1, kept: 4, ended: 5 });
        let pair = Pair { likeness: Likeness::Near, word: "trailer", metres: 15_000, share: 5_000 };
        let found = fit(&pair, 30_000, &want(), exchange.standing(4), &view(&learnt)).unwrap();
        // Substitute 0.4; half of the time; exp(−1); a week of two ahead; two of four counted; eight of ten kept.
        let expected = Parts {
            category: 4_000,
            quantity: 5_000,
            distance: 3_678,
            urgency: 5_000,
            fairness: 5_000,
            follow_through: 8_000,
        };
        assert_eq!(found.parts, expected);
        let sum = 2_500 * 4_000 + 2_000 * 5_000 + 2_000 * 3_678 + 1_000 * 5_000 + 2_000 * 5_000 + 500 * 8_000;
        assert_eq!(found.score, sum / 10_000);
        assert_eq!(fit(&pair, 14_999, &want(), BEST, &view(&learnt)), None);
        assert_eq!(fit(&Pair { metres: FARTHEST_M + 1, ..pair }, i64::MAX, &want(), BEST, &view(&learnt)), None);
    }

    #[test]
    fn what_may_do_instead_is_declared_and_nothing_else_fits() {
        use EquipmentKind::{ColdBox, ColdRoom, Freezer, Other, Refrigerator, Tent, Trailer, Van};
        for kind in EquipmentKind::ALL {
            let expected = if *kind == Other { Likeness::Near } else { Likeness::Same };
            assert_eq!(kinds(*kind, *kind), Some(expected), "{kind}");
            assert!(offered_for(*kind).all(|offered| asked_for(offered).any(|asked| asked == *kind)));
        }
        assert_eq!(kinds(ColdRoom, Freezer), Some(Likeness::Near));
        assert_eq!(kinds(Trailer, Van), Some(Likeness::Near));
        assert_eq!((kinds(ColdBox, Freezer), kinds(Tent, Refrigerator)), (None, None));
        assert_eq!(skills(Skill::Plumbing, Skill::Electricity), Some(Likeness::Near));
        assert_eq!(
            (skills(Skill::Driving, Skill::Driving), skills(Skill::Driving, Skill::Press)),
            (Some(Likeness::Same), None)
        );
    }

    #[test]
    fn the_longest_free_time_is_proposed_with_room_for_cleaning() {
        let lending = Lending { gap: 2 * HOUR, longest: 14 * DAY };
        let of = |taken: &[Span]| cover(span(10, 20), taken, lending, NOW);
        assert_eq!(of(&[]), Some((span(10, 20), 10_000)));
        assert_eq!(of(&[span(0, 10), span(22, 30)]), Some((span(10, 20), 10_000)), "neighbours that leave the gap");
        assert_eq!(of(&[span(21, 30)]), Some((span(10, 19), 9_000)), "cleaned before the next one comes");
        assert_eq!(of(&[span(13, 14)]), Some((span(14, 20), 6_000)));
        assert_eq!(of(&[span(16, 18), span(0, 11)]), Some((span(11, 14), 3_000)), "in whatever order");
        assert_eq!(of(&[span(0, 40)]), None);
        assert_eq!(of(&[span(11, 20)]), None, "no room for cleaning");
        assert_eq!(cover(span(10, 20), &[], Lending { longest: 4 * HOUR, ..lending }, NOW), Some((span(10, 14), 4_000)));
        assert_eq!(
            cover(span(-10, 10), &[], lending, NOW),
            Some((span(0, 10), 10_000)),
            "what has passed is nobody's fault"
        );
        assert_eq!(cover(span(-10, 0), &[], lending, NOW), None);
    }

    #[test]
    fn times_that_suit_both_count_against_those_of_the_one_with_less_time() {
        assert_eq!(times(0b1011, 0b0110), (1, 5_000));
        assert_eq!(times(0b0001, 0b1111_0001), (1, 10_000));
        assert_eq!(
            (times(0b0001, 0b0010), times(0, 0b1), times(0b1, 0), times(0, 0)),
            ((0, 0), (0, 5_000), (0, 10_000), (0, 10_000))
        );
    }

    #[test]
    fn what_was_dismissed_teaches() {
        let pair = Pair { likeness: Likeness::Same, word: "van", metres: 15_000, share: 10_000 };
        let parts = |learnt: &Learnt| fit(&pair, 30_000, &want(), BEST, &view(learnt)).unwrap().parts;
        let far = Learnt { too_far: 2, ..Learnt::default() };
        assert_eq!((parts(&Learnt::default()).distance, parts(&far).distance), (3_678, 2_635));
        let disliked = Learnt { wrong_food: HashMap::from([("van".to_owned(), 2)]), ..Learnt::default() };
        assert_eq!(parts(&disliked).category, 6_000);
    }

    #[test]
    fn lending_is_credit_and_who_was_never_helped_lags_most() {
        let of = |received, given| Exchange { received, given, ..Exchange::default() }.standing(4).fairness;
        assert_eq!((of(0, 0), of(4, 0), of(4, 1), of(4, 9)), (10_000, 0, 2_500, 5_000));
        assert_eq!(Exchange::default().standing(0), Standing { fairness: 0, follow_through: 8_000 });
    }

    /// An item or a skill: where it is, how it is related, how much of the time suits, how far somebody goes.
    type Thing = (u32, Position, Likeness, i64, i64);

    prop_compose! {
        fn things()(
            lat in 44.4..45.4_f64, lon in -1.0..0.5_f64, same: bool, share in 0..=10_000_i64, reach in prop_oneof![Just(90), 0..80_i64],
        ) -> (Position, Likeness, i64, i64) {
            let likeness = if same { Likeness::Same } else { Likeness::Near };
            (Position { latitude: lat, longitude: lon }, likeness, share, reach * 1_000)
        }
    }

    fn scored(thing: &Thing, want: &Want, standing: Standing, view: &View<'_>) -> Option<Helped> {
        let (_, position, likeness, share, reach_m) = *thing;
        let pair = Pair { likeness, word: "van", metres: want.position.metres_to(position), share };
        fit(&pair, reach_m, want, standing, view)
    }

    proptest! {
        #[test]
        fn blocks_find_what_a_full_scan_finds(
            things in prop::collection::vec(things(), 0..150), limit in 1_usize..21, urgent: bool, fairness in 0..=10_000_i64,
            neighbourhood_m in 2_000_i64..50_001,
        ) {
            let things: Vec<Thing> =
                things.into_iter().zip(0_u32..).map(|((at, likeness, share, reach), id)| (id, at, likeness, share, reach)).collect();
            let (want, learnt) = (Want { urgent, neighbourhood_m, ..want() }, Learnt::default());
            let (standing, view) = (Standing { fairness, follow_through: 8_000 }, view(&learnt));
            let mut expected: Vec<(u32, Helped)> =
                things.iter().filter_map(|thing| Some((thing.0, scored(thing, &want, standing, &view)?))).collect();
            expected.sort_by_key(|(id, helped)| (-helped.score, *id));
            expected.truncate(limit);
            let others = best_of_want(&want, standing, &view);
            let outside = |metres| beyond(metres, &others, want.neighbourhood_m, &view) / WHOLE;
            let mut best = Best::of(limit);
            let read = |best: &mut Best<u32, Helped>, block: cells::Block, inner: Option<cells::Block>| {
                let cells = block.cells_without(inner);
                for thing in things.iter().filter(|thing| cells.contains(&cells::cell(thing.1))) {
                    let (id, position, likeness, share, _) = *thing;
                    let pair = Pair { likeness, word: "van", metres: want.position.metres_to(position), share };
                    let Some(most) = ceiling(&pair, &want, standing, &view).filter(|most| best.is_open_to(*most)) else { continue };
                    if let Some(helped) = scored(thing, &want, standing, &view) {
                        prop_assert_eq!(helped.score, weighed(&helped.parts) / WHOLE);
                        prop_assert!(helped.score <= most);
                        best.keep(helped.score, id, helped);
                    }
                }
                Ok(())
            };
            grow(&mut best, want.position, FARTHEST_M, outside, read)?;
            prop_assert_eq!(best.into_items(), expected);
        }
    }
}
