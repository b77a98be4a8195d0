//! A search by blocks of cells finds the very twenty that a look at everything finds.

use api::db::schema::{needs, offers, organisation_records, organisations, pickup_windows, sites};
use api::engine::cells;
use api::engine::matching::{Demand, Learnt, Receiver, Standing, Supply, View, fit};
use api::needs::NeedRow;
use api::needs::rules::bit;
use api::offers::OfferRow;
use diesel::prelude::*;
use shared::geo::Position;
use shared::ids::{NeedId, OfferId, OrganisationId, SiteId, UserId};
use shared::matches::{MatchSide, MatchedNeedList, MatchedOfferList};
use shared::needs::{NeedKind, NeedStatus};
use shared::offers::{OfferStatus, Visibility};
use shared::organisations::{OrganisationKind, OrganisationStatus, Role};
use shared::paths;
use shared::sites::{PositionSource, SiteKind, Storage, Transport};
use shared::time::{DAY, HOUR};
use shared::units::{Grams, TemperatureClass, Unit};
use std::collections::HashMap;
use tests::fixtures::communes::LIBOURNE;
use tests::fixtures::start;
use tests::{TestServer, both};
use uuid::Uuid;

both!(blocks_of_cells_find_what_a_full_scan_finds);

const SITES: usize = 120;
const NEEDS: usize = 700;
const OFFERS: usize = 500;
const CODES: [&str; 5] = ["dairy", "dairy.yoghurt", "dairy.cheese", "bakery.bread", "bakery"];

/// Numbers that look random and are the same in each run (Knuth's MMIX generator).
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: i64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(self.0 >> 33).unwrap() % sides
    }

    fn one_of<T: Copy>(&mut self, of: &[T]) -> T {
        of[usize::try_from(self.below(i64::try_from(of.len()).unwrap())).unwrap()]
    }

    /// Half of everything lies around Libourne, the rest anywhere within 150 km.
    fn place(&mut self) -> Position {
        let spread = if self.below(2) == 0 { 1_500 } else { 15_000 };
        let mut step = || f64::from(i32::try_from(self.below(2 * spread) - spread).unwrap()) / 10_000.0;
        let (north, east) = (step(), step());
        Position { latitude: 44.9 + north, longitude: -0.2 + east }
    }
}

/// A site as the search sees it, and whose it is.
#[derive(Clone, Copy)]
struct Spot {
    id: SiteId,
    organisation: OrganisationId,
    position: Position,
    receiver: Receiver,
    neighbourhood_m: i64,
    standing: Standing,
}

fn network(conn: &mut api::db::Conn, dice: &mut Dice) -> Vec<Spot> {
    let at = start();
    let spots: Vec<Spot> = (0..SITES)
        .map(|_| Spot {
            id: SiteId(Uuid::now_v7()),
            organisation: OrganisationId(Uuid::now_v7()),
            position: dice.place(),
            receiver: Receiver {
                storage: Storage { ambient_kg: 0, chilled_kg: dice.below(3) * 90, frozen_kg: 0 },
                reach_m: dice.below(9) * 15_000,
            },
            neighbourhood_m: 2_000 + dice.below(30_000),
            standing: Standing { fairness: (dice.below(20_001) - 10_000).max(0), follow_through: 4_000 + dice.below(6_000) },
        })
        .collect();
    for spot in &spots {
        let id = spot.organisation;
        diesel::insert_into(organisations::table)
            .values((
                (organisations::id.eq(id), organisations::name.eq("O"), organisations::name_key.eq("o")),
                (organisations::kind.eq(OrganisationKind::Association), organisations::version.eq(1_i64)),
                (organisations::status.eq(OrganisationStatus::Approved), organisations::created_at.eq(at)),
                organisations::updated_at.eq(at),
            ))
            .execute(conn)
            .unwrap();
        let Standing { fairness, follow_through } = spot.standing;
        diesel::insert_into(organisation_records::table)
            .values((
                (organisation_records::organisation_id.eq(id), organisation_records::counted_at.eq(at)),
                (organisation_records::received_grams.eq(0_i64), organisation_records::given_grams.eq(0_i64)),
                (organisation_records::kept.eq(0_i64), organisation_records::ended.eq(0_i64)),
                (organisation_records::fairness.eq(fairness), organisation_records::follow_through.eq(follow_through)),
                organisation_records::merit.eq(spot.standing.merit()),
            ))
            .execute(conn)
            .unwrap();
        let Receiver { storage, reach_m } = spot.receiver;
        diesel::insert_into(sites::table)
            .values((
                (sites::id.eq(spot.id), sites::organisation_id.eq(id), sites::name.eq("S"), sites::name_key.eq("s")),
                (sites::kind.eq(SiteKind::DistributionPoint), sites::insee_code.eq(LIBOURNE.insee_code)),
                (sites::postcode.eq("33500"), sites::latitude.eq(spot.position.latitude)),
                (sites::longitude.eq(spot.position.longitude), sites::position_source.eq(PositionSource::Given)),
                (sites::storage_ambient_kg.eq(storage.ambient_kg), sites::storage_chilled_kg.eq(storage.chilled_kg)),
                (sites::storage_frozen_kg.eq(0_i64), sites::transport.eq(Transport::Van)),
                (sites::distribution_days.eq(0_i64), sites::reach_km.eq(reach_m / 1_000), sites::version.eq(1_i64)),
                (sites::created_at.eq(at), sites::updated_at.eq(at), sites::cell.eq(cells::cell(spot.position))),
                sites::neighbourhood_m.eq(spot.neighbourhood_m),
            ))
            .execute(conn)
            .unwrap();
    }
    spots
}

fn lacked(conn: &mut api::db::Conn, dice: &mut Dice, spots: &[Spot], by: UserId) -> Vec<(NeedRow, Spot)> {
    let rows: Vec<(NeedRow, Spot)> = (0..NEEDS).map(|_| need(dice, spots, by)).collect();
    for (row, _) in &rows {
        diesel::insert_into(needs::table).values(row).execute(conn).unwrap();
    }
    rows
}

fn need(dice: &mut Dice, spots: &[Spot], by: UserId) -> (NeedRow, Spot) {
    let (now, spot) = (start(), dice.one_of(spots));
    let wanted = Grams(1_000 + dice.below(200) * 500);
    let row = NeedRow {
        id: NeedId(Uuid::now_v7()),
        organisation_id: spot.organisation,
        site_id: spot.id,
        category_code: dice.one_of(&CODES).to_owned(),
        title: "Besoin".to_owned(),
        remarks: None,
        people: None,
        grams_per_person: None,
        temperature_classes: 1 + dice.below(7),
        pickup_km: if dice.below(3) == 0 { Some(dice.below(100)) } else { None },
        kind: NeedKind::Once,
        weekday: None,
        minute_of_day: None,
        starts_on: None,
        ends_on: None,
        urgent_until: if dice.below(5) == 0 { Some(now.plus(HOUR)) } else { None },
        status: dice.one_of(&[NeedStatus::Open, NeedStatus::Open, NeedStatus::Open, NeedStatus::Closed]),
        occurrence: 1,
        closes_at: now.plus((dice.below(20) - 1) * DAY),
        wanted_grams: wanted,
        promised_grams: Grams::ZERO,
        received_grams: Grams::ZERO,
        published_by: by,
        published_at: now,
        updated_at: now,
        latitude: Some(spot.position.latitude),
        longitude: Some(spot.position.longitude),
        cell: cells::cell(spot.position),
        version: 1,
        merit: spot.standing.merit(),
        neighbourhood_m: Some(spot.neighbourhood_m),
        receiver: spot.receiver.packed(),
    };
    (row, spot)
}

fn offered(conn: &mut api::db::Conn, dice: &mut Dice, spots: &[Spot], by: UserId) -> Vec<(OfferRow, Spot)> {
    let rows: Vec<(OfferRow, Spot)> = (0..OFFERS).map(|_| offer(dice, spots, by)).collect();
    for (row, _) in &rows {
        diesel::insert_into(offers::table).values(row).execute(conn).unwrap();
        let window = (
            pickup_windows::offer_id.eq(row.id),
            pickup_windows::starts_at.eq(start().plus(HOUR)),
            pickup_windows::ends_at.eq(row.closes_at.max(start().plus(2 * HOUR))),
        );
        diesel::insert_into(pickup_windows::table).values(window).execute(conn).unwrap();
    }
    rows
}

fn offer(dice: &mut Dice, spots: &[Spot], by: UserId) -> (OfferRow, Spot) {
    let (now, spot) = (start(), dice.one_of(spots));
    let total = Grams(1_000 + dice.below(300) * 500);
    let row = OfferRow {
        id: OfferId(Uuid::now_v7()),
        organisation_id: spot.organisation,
        site_id: spot.id,
        category_code: dice.one_of(&CODES).to_owned(),
        title: "Offre".to_owned(),
        remarks: None,
        unit: Unit::Kilogram,
        grams_per_unit: Grams(1_000),
        total_grams: total,
        left_grams: total,
        temperature_class: dice.one_of(&[TemperatureClass::Ambient, TemperatureClass::Chilled]),
        use_by: None,
        best_before: None,
        status: dice.one_of(&[OfferStatus::Open, OfferStatus::Open, OfferStatus::Open, OfferStatus::Withdrawn]),
        published_by: by,
        published_at: now,
        updated_at: now,
        closes_at: now.plus((dice.below(20) - 1) * DAY),
        latitude: Some(spot.position.latitude),
        longitude: Some(spot.position.longitude),
        cell: cells::cell(spot.position),
        version: 1,
        product_name: None,
        gtin: None,
        allergens: None,
        visibility: Visibility::Network,
        frozen_on: None,
        best_before_checked_at: None,
        first_until: None,
        photo_id: None,
        lot_id: None,
    };
    (row, spot)
}

/// The score of one pair, looked at without any index; `None` where it does not fit.
fn scored((offer, giving): &(OfferRow, Spot), (need, taking): &(NeedRow, Spot), side: MatchSide) -> Option<i64> {
    let now = start();
    let open = offer.status == OfferStatus::Open && need.status == NeedStatus::Open;
    if !open
        || offer.closes_at <= now
        || need.closes_at <= now
        || need.temperature_classes & bit(offer.temperature_class) == 0
    {
        return None;
    }
    let supply = Supply {
        giver: offer.organisation_id,
        category: offer.category_code.clone(),
        class: offer.temperature_class,
        left: offer.left_grams,
        unit: offer.unit,
        piece: offer.grams_per_unit,
        position: giving.position,
        reach_m: giving.receiver.reach_m,
        from: now.plus(HOUR),
        safe_until: None,
    };
    let demand = Demand {
        taker: need.organisation_id,
        category: need.category_code.clone(),
        wanted: need.wanted_grams,
        lacking: need.wanted_grams,
        position: taking.position,
        pickup_m: need.pickup_km.map(|km| km * 1_000),
        closes_at: need.closes_at,
        urgent: need.urgent_until.is_some(),
        neighbourhood_m: taking.neighbourhood_m,
    };
    let learnt = Learnt { too_far: 0, wrong_food: HashMap::new() };
    let view = View { learnt: &learnt, side, now };
    fit(&supply, &demand, &taking.receiver, taking.standing.merit(), &view).ok().map(|scored| scored.score)
}

/// Scores and identifiers, best first, at most twenty.
fn best<Id: Ord + Copy>(scored: impl Iterator<Item = (Option<i64>, Id)>) -> Vec<(i64, Id)> {
    let mut found: Vec<(i64, Id)> = scored.filter_map(|(score, id)| Some((-score?, id))).collect();
    found.sort_unstable();
    found.truncate(20);
    found
}

async fn blocks_of_cells_find_what_a_full_scan_finds(server: &TestServer) {
    let ours = server.organisation("Nous").approved().at(LIBOURNE).exists().await;
    let camille = server.volunteer_of(&ours).await;
    let mut dice = Dice(20_261_127);
    let mut conn = server.database().connect();
    let spots = network(&mut conn, &mut dice);
    let needs = lacked(&mut conn, &mut dice, &spots, camille.user_id());
    let offers = offered(&mut conn, &mut dice, &spots, camille.user_id());
    for spot in &spots {
        server.join(camille.user_id(), spot.organisation, Role::Volunteer).await;
    }
    let (mut full, mut some) = (0, 0);
    for each in offers.iter().filter(|(offer, _)| offer.status == OfferStatus::Open && offer.closes_at > start()).take(25) {
        let expected = best(needs.iter().map(|need| (scored(each, need, MatchSide::Offering), need.0.id)));
        let path = format!("{}?limit=20", paths::matches_of_offer(each.0.id));
        let found: MatchedNeedList = camille.get(&path).await.read(200);
        let found: Vec<(i64, NeedId)> = found.items.iter().map(|found| (-found.fit.score, found.need.id)).collect();
        assert_eq!(found, expected, "needs for offer {}", each.0.id);
        (full, some) = (full + usize::from(expected.len() == 20), some + usize::from(!expected.is_empty()));
    }
    for each in needs.iter().filter(|(need, _)| need.status == NeedStatus::Open && need.closes_at > start()).take(25) {
        let expected = best(offers.iter().map(|offer| (scored(offer, each, MatchSide::Needing), offer.0.id)));
        let path = format!("{}?limit=20", paths::matches_of_need(each.0.id));
        let found: MatchedOfferList = camille.get(&path).await.read(200);
        let found: Vec<(i64, OfferId)> = found.items.iter().map(|found| (-found.fit.score, found.offer.id)).collect();
        assert_eq!(found, expected, "offers for need {}", each.0.id);
        (full, some) = (full + usize::from(expected.len() == 20), some + usize::from(!expected.is_empty()));
    }
    assert!(full > 10 && some > 30, "{full} full lists and {some} with anything: too poor a world");
}
