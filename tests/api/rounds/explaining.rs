//! Why a site gets what it gets, what would change it, how fair a round is, and "what if?".

use super::{Cast, cast, kg_of, recipient};
use diesel::prelude::*;
use serde_json::{Value, json};
use shared::ids::AllocationRoundId;
use shared::paths;
use shared::problem::Code;
use shared::rounds::{
    AllocationRule, LineStatus, RoundChange, RoundExplanation, RoundLimit, RoundLineReason, RoundStatement, RoundWhatIf,
    SimulationResult,
};
use tests::fixtures::communes::{COUTRAS, LIBOURNE};
use tests::fixtures::{
    begun, computed, kg, moved, published, received, round_as, set_by_hand, share_of, tins_at, workbench,
};
use tests::{TestServer, both};

both!(
    a_site_reads_why_it_gets_what_it_gets,
    what_would_change_a_share_is_told_exactly,
    everybody_reads_how_fair_a_round_is,
    a_simulation_leaves_nothing_behind,
);

/// Tins for everybody, so that what each asks for, and how it can carry it, is all that counts.
async fn plenty(server: &TestServer) -> (Cast, AllocationRoundId) {
    let cast = cast(server).await;
    received(&cast.camille, &tins_at(cast.bank.site())).await;
    let round = begun(&cast.nadia, cast.bank.id).await.id;
    computed(&cast.nadia, round).await;
    (cast, round)
}

async fn a_site_reads_why_it_gets_what_it_gets(server: &TestServer) {
    let cast = cast(server).await;
    let round = begun(&cast.nadia, cast.bank.id).await.id;
    computed(&cast.nadia, round).await;
    let path = paths::round_share(round, cast.restos.site);
    cast.samir.get(&path).await.refused(Code::NotFound);
    let early = share_of(&cast.camille, round, cast.restos.site).await.lines;
    assert!(early.len() == 2 && early.iter().all(|line| line.status.is_none()), "{early:?}");
    published(&cast.nadia, round).await;
    let why = share_of(&cast.samir, round, cast.restos.site).await;
    let share = why.share.expect("a share");
    assert_eq!((share.kg, share.level_before, share.level), (200, 0, 312_500));
    assert_eq!((why.people, why.entitlement_kg, why.received_before_kg), (Some(40), 160, 0));
    assert_eq!((why.median, why.lower, why.wronged), (312_500, 0, 0));
    assert_eq!(why.organisation.id, cast.restos.organisation.id);
    let of_tins = &why.wishes[0];
    assert_eq!((of_tins.category.category.as_str(), of_tins.requested_kg, of_tins.approved_kg), ("canned", 200, 200));
    assert_eq!((of_tins.limit, of_tins.limit_value), (RoundLimit::Shared, Some(2)), "with the two others");
    assert_eq!(why.wishes.iter().map(|wish| wish.kg).sum::<i64>(), 200);
    assert!(why.peers >= 1 && why.competes_for.iter().any(|kind| kind.category == "canned"), "{why:?}");
    assert_eq!(why.lines.len(), 2);
    let straight = why.site.position.zip(why.lines[0].from.position).map(|(here, there)| here.metres_to(there));
    for line in &why.lines {
        assert_eq!((line.from.id, line.status), (cast.bank.site(), Some(LineStatus::Proposed)));
        assert_eq!(line.why, Some(RoundLineReason::OnlyOrigin));
        assert_eq!(Some(line.metres), straight.map(|metres| metres * 13 / 10), "longer by road");
    }
    let croix = share_of(&cast.croix.who, round, cast.croix.site).await;
    let limits: Vec<_> = croix.wishes.iter().map(|wish| wish.limit).collect();
    assert_eq!(limits, [RoundLimit::NeedMet, RoundLimit::NoColdTransport]);
    // Everybody reads their own.
    cast.croix.who.get(&path).await.refused(Code::Forbidden);
    let elsewhere = server.organisation("Autre").approved().at(COUTRAS).exists().await;
    let other = server.volunteer_of(&elsewhere).await;
    other.get(&path).await.refused(Code::Forbidden);
    cast.nadia.get(&paths::round_share(round, cast.bank.site())).await.refused(Code::NotFound);
}

async fn what_would_change_a_share_is_told_exactly(server: &TestServer) {
    let (cast, round) = plenty(server).await;
    let bench = workbench(&cast.nadia, round).await;
    let shares = [&cast.restos, &cast.croix, &cast.grocery].map(|one| kg_of(&bench, one.site));
    assert_eq!(shares, [260, 100, 140], "all the tins they ask for, and the yoghurt for who can carry it");
    let croix = share_of(&cast.nadia, round, cast.croix.site).await;
    // With a cold van, all three would share the yoghurt at one level: 50, 25 and 25 kg.
    let van = RoundWhatIf { change: RoundChange::ColdTransport, kg: 25, together_kg: 0 };
    assert_eq!(croix.what_ifs.iter().find(|one| one.kg != 0), Some(&van), "{:?}", croix.what_ifs);
    assert_eq!(croix.what_ifs.first(), Some(&van), "what brings most comes first");
    assert_eq!((croix.share.map(|share| share.level), croix.lower, croix.median), (Some(312_500), 0, 406_250));
    let restos: RoundExplanation = share_of(&cast.nadia, round, cast.restos.site).await;
    assert_eq!((restos.lower, restos.wronged), (1, 0), "one is lower, and could use none of it");
    // What is fixed by hand against somebody is no secret.
    let by_hand = set_by_hand(cast.yoghurt.id, cast.bank.site(), cast.restos.site, 50);
    let any = cast.nadia.with_header("if-match", "*");
    any.post(&paths::round_adjustments(round), &by_hand).await.expect(201);
    let restos = share_of(&cast.nadia, round, cast.restos.site).await;
    let line = restos.lines.iter().find(|line| line.lot.id == cast.yoghurt.id).expect("a line");
    assert_eq!((line.kg, line.why, line.cost_to_others_kg), (50, Some(RoundLineReason::ByHand), Some(0)));
}

async fn everybody_reads_how_fair_a_round_is(server: &TestServer) {
    let cast = cast(server).await;
    let lost = json!({ "kind": "waste", "site_id": cast.bank.site(), "grams": 6_000, "reason": "damaged" });
    moved(&cast.camille, cast.tins.id, &lost).await;
    let round = begun(&cast.nadia, cast.bank.id).await.id;
    let path = paths::round_statement(round);
    cast.nadia.get(&path).await.refused(Code::NotFound);
    computed(&cast.nadia, round).await;
    cast.camille.get(&path).await.expect(200);
    cast.samir.get(&path).await.refused(Code::NotFound);
    published(&cast.nadia, round).await;
    let elsewhere = server.organisation("Autre").approved().at(LIBOURNE).exists().await;
    let told: RoundStatement = server.volunteer_of(&elsewhere).await.get(&path).await.read(200);
    assert_eq!((told.window, told.tolerance_kg, told.ration_kg, told.lost_grams), (4, 0, 4, kg(6)));
    let rules: Vec<AllocationRule> = told.baselines.iter().map(|one| one.rule).collect();
    assert_eq!(rules, [AllocationRule::FirstCome, AllocationRule::ProRata, AllocationRule::ProRataShared]);
    assert_eq!((told.figures.kg, told.figures.envious), (394, 0));
    for other in &told.baselines {
        assert!(other.figures.kg <= told.figures.kg && other.figures.lowest <= told.figures.lowest, "{other:?}");
    }
    assert_eq!(told.levels.iter().map(|level| level.people).sum::<i64>(), 80);
    assert!(told.levels.is_sorted_by_key(|level| level.level));
    let text = cast.samir.get(&path).await.expect(200).text;
    assert!(!text.contains("Croix"), "levels have no names: {text}");
    assert_eq!(Some(told.figures), round_as(&cast.samir, round).await.figures);
}

/// How many rows there are of what a simulation could write.
fn rows(server: &TestServer) -> [i64; 4] {
    use api::db::schema::{allocation_rounds, audit_entries, round_lines, round_revisions};
    let mut conn = server.database().connect();
    let versions: Vec<i64> = allocation_rounds::table.select(allocation_rounds::version).load(&mut conn).unwrap();
    [
        round_lines::table.count().get_result(&mut conn).unwrap(),
        round_revisions::table.count().get_result(&mut conn).unwrap(),
        audit_entries::table.count().get_result(&mut conn).unwrap(),
        versions.iter().sum(),
    ]
}

async fn a_simulation_leaves_nothing_behind(server: &TestServer) {
    let (cast, round) = plenty(server).await;
    let path = paths::round_simulations(round);
    let before = (rows(server), workbench(&cast.nadia, round).await);
    let van = json!({ "sites": [{ "site_id": cast.croix.site, "cold_transport": true }] });
    let result: SimulationResult = cast.camille.post(&path, &van).await.read(200);
    let change = |site| {
        let share = result.shares.iter().find(|share| share.site_id == site).expect("a share");
        (share.kg_before, share.kg_after)
    };
    let changes = [&cast.restos, &cast.croix, &cast.grocery].map(|one| change(one.site));
    assert_eq!(changes, [(260, 250), (100, 125), (140, 125)]);
    assert!(result.after.lowest > result.before.lowest && result.after.kg == result.before.kg, "{result:?}");
    // Half of the dairy, and everybody goes nowhere.
    let less = json!({ "supply": [{ "category": "dairy", "percent": 50 }] });
    let result: SimulationResult = cast.nadia.post(&path, &less).await.read(200);
    assert_eq!((result.before.available_kg, result.after.available_kg, result.after.kg), (700, 650, 450));
    let nowhere = json!({ "sites": [{ "more_reach_km": -25 }], "tolerance_kg": 5 });
    let result: SimulationResult = cast.nadia.post(&path, &nowhere).await.read(200);
    assert!(result.after.kg < result.before.kg, "{result:?}");
    let nothing: SimulationResult = cast.nadia.post(&path, &json!({})).await.read(200);
    assert_eq!(nothing.before, nothing.after);
    let wrong = |site: Value, category: &str| json!({ "sites": [{ "site_id": site }], "supply": [{ "category": category, "percent": 9 }] });
    let unknown = cast.nadia.post(&path, &wrong(json!(cast.bank.site()), "dairy")).await;
    unknown.refused_fields(&[("/sites/0/site_id", "unknown")]);
    let unknown = cast.nadia.post(&path, &wrong(json!(cast.croix.site), "gold")).await;
    unknown.refused_fields(&[("/supply/0/category", "unknown")]);
    cast.samir.post(&path, &van).await.refused(Code::Forbidden);
    assert_eq!((rows(server), workbench(&cast.nadia, round).await), before);
    assert!(recipient(&before.1, cast.croix.site).share.is_some_and(|share| share.kg == 100));
}
