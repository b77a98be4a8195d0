//! What sites ask for: in every round, in one, and what is approved of it.

use super::{Cast, cast, kg_of_lot, recipient};
use serde_json::{Value, json};
use shared::ids::AllocationRoundId;
use shared::paths;
use shared::problem::Code;
use shared::rounds::{RequestLine, RoundReason, RoundStatus, SiteRequest, StandingRequest};
use shared::time::{HOUR, UtcMillis};
use shared::units::TemperatureClass;
use tests::fixtures::communes::COUTRAS;
use tests::fixtures::{
    begun, computed, declared, kinds_of_food, people, published, put, round_as, round_of, week, workbench,
};
use tests::{Answer, Client, TestServer, both};

both!(
    a_site_says_what_it_asks_for_in_every_round,
    a_site_asks_for_something_else_in_one_round,
    a_site_reads_what_it_has_asked_for,
    what_is_approved_counts_and_what_differs_has_a_reason,
    nobody_asks_after_the_deadline,
);

async fn a_site_says_what_it_asks_for_in_every_round(server: &TestServer) {
    let restos = server.organisation("Restos du Cœur").approved().at(COUTRAS).exists().await;
    let (lea, samir) = (server.coordinator_of(&restos).await, server.volunteer_of(&restos).await);
    let path = paths::standing_request(restos.site());
    let first: StandingRequest = samir.get(&path).await.read(200);
    assert_eq!((first.lines.len(), first.usual_vehicle_kg, first.version), (0, 800, 1));
    assert_eq!((first.people, first.declared_at, first.by), (None, None, None));
    let body = json!({ "lines": [{ "category": "dairy", "temperature_class": "chilled", "kg": 60 }], "vehicle_kg": 300 });
    lea.put(&path, &body).await.refused(Code::PreconditionRequired);
    samir.with_if_match(1).put(&path, &body).await.refused(Code::Forbidden);
    let said = lea.with_if_match(1).put(&path, &body).await;
    assert_eq!(said.header("etag"), "\"2\"");
    let said: StandingRequest = said.read(200);
    let line = RequestLine { category: "dairy".to_owned(), temperature_class: TemperatureClass::Chilled, kg: 60 };
    assert_eq!((&said.lines[..], said.vehicle_kg, said.version), (&[line][..], Some(300), 2));
    assert_eq!((said.by.as_deref(), said.declared_at), (Some("Coordination, Restos du Cœur"), Some(server.now())));
    lea.with_if_match(1).put(&path, &body).await.refused(Code::PreconditionFailed);
    let unknown = kinds_of_food(&[("dairy.yoghurt", "chilled", 5)]);
    put(&lea, &path, &unknown).await.refused_fields(&[("/lines/0/category", "unknown")]);
    let twice = kinds_of_food(&[("dairy", "chilled", 5), ("dairy", "frozen", 5), ("dairy", "chilled", 6)]);
    put(&lea, &path, &twice).await.refused_fields(&[("/lines/2/category", "kind_twice")]);
    declared(&samir, restos.site(), week("2026-W48"), &people(41)).await;
    let none: StandingRequest = put(&lea, &path, &json!({ "lines": [] })).await.read(200);
    assert_eq!((none.lines.len(), none.people, none.vehicle_kg, none.version), (0, Some(41), None, 3));
}

/// Sends what the association asks for in a round.
async fn ask(cast: &Cast, round: AllocationRoundId, lines: &[(&str, &str, i64)]) -> Answer {
    put(&cast.samir, &paths::round_request(round, cast.restos.site), &kinds_of_food(lines)).await
}

async fn a_site_asks_for_something_else_in_one_round(server: &TestServer) {
    let cast = cast(server).await;
    let round = begun(&cast.nadia, cast.bank.id).await.id;
    computed(&cast.nadia, round).await;
    ask(&cast, round, &[("canned", "ambient", 30), ("baby", "ambient", 10)]).await.expect(200);
    assert_eq!(round_as(&cast.nadia, round).await.status, RoundStatus::Draft, "it is shared out anew");
    let bench = workbench(&cast.nadia, round).await;
    let restos = recipient(&bench, cast.restos.site);
    let asked: Vec<_> = restos
        .requests
        .iter()
        .filter(|one| one.requested_kg > 0)
        .map(|one| {
            (bench.categories[one.category as usize].category.as_str(), one.requested_kg, one.requested_by.as_deref())
        })
        .collect();
    let by = Some("Bénévole, Restos du Cœur");
    assert_eq!(asked, [("baby", 10, by), ("canned", 30, by)]);
    let bench = computed(&cast.nadia, round).await;
    assert_eq!(kg_of_lot(&bench, cast.tins.id, cast.restos.site), 30);
    assert_eq!(kg_of_lot(&bench, cast.yoghurt.id, cast.restos.site), 0, "it does not ask for dairy this time");
    // Nobody asks for others, nor for a site that is not in the round.
    let theirs = paths::round_request(round, cast.croix.site);
    put(&cast.samir, &theirs, &kinds_of_food(&[("canned", "ambient", 9)])).await.refused(Code::Forbidden);
    let nowhere = paths::round_request(round, cast.bank.site());
    put(&cast.samir, &nowhere, &kinds_of_food(&[("canned", "ambient", 9)])).await.refused(Code::NotFound);
    let standing: StandingRequest = cast.samir.get(&paths::standing_request(cast.restos.site)).await.read(200);
    assert_eq!(standing.lines.len(), 2, "what it asks for in every round stays");
}

async fn a_site_reads_what_it_has_asked_for(server: &TestServer) {
    let cast = cast(server).await;
    let round = begun(&cast.nadia, cast.bank.id).await.id;
    let path = paths::round_request(round, cast.restos.site);
    let asked = async |client: &Client| client.get(&path).await.read::<SiteRequest>(200);
    let kinds = |asked: &SiteRequest| -> Vec<(String, i64)> {
        asked.lines.iter().map(|line| (line.category.clone(), line.kg)).collect()
    };
    let always = [("canned".to_owned(), 200), ("dairy".to_owned(), 60)];
    let first = asked(&cast.samir).await;
    assert_eq!((first.round_id, first.site_id, kinds(&first)), (round, cast.restos.site, always.to_vec()));
    assert_eq!(first.by.as_deref(), Some("Coordination, Restos du Cœur"), "who has declared what it always asks for");
    server.clock.advance(HOUR);
    ask(&cast, round, &[("canned", "ambient", 30), ("baby", "ambient", 0)]).await.expect(200);
    // What the food bank wants it to have besides was asked for by nobody.
    let line = json!({ "category": "baby", "temperature_class": "ambient", "kg": 5, "reason": "emergency" });
    let approval = paths::round_approval(round, cast.restos.site);
    put(&cast.nadia, &approval, &json!({ "lines": [line] })).await.expect(200);
    let now = server.now();
    computed(&cast.nadia, round).await;
    for client in [&cast.samir, &cast.restos.who, &cast.camille, &server.admin().await] {
        let second = asked(client).await;
        assert_eq!((kinds(&second), second.asked_at), (vec![("canned".to_owned(), 30)], Some(now)));
        assert_eq!(second.by.as_deref(), Some("Bénévole, Restos du Cœur"));
    }
    // Others do not know of the round yet, or are not concerned by what this site asks for.
    let elsewhere = server.organisation("Autre").approved().at(COUTRAS).exists().await;
    let other = server.volunteer_of(&elsewhere).await;
    other.get(&path).await.refused(Code::NotFound);
    cast.croix.who.get(&path).await.refused(Code::Forbidden);
    cast.samir.get(&paths::round_request(round, cast.bank.site())).await.refused(Code::NotFound);
    ask(&cast, round, &[]).await.expect(200);
    let none = asked(&cast.samir).await;
    assert_eq!((none.lines.len(), none.asked_at, none.by), (0, None, None));
    // It stays once everybody is told, and when the round is over.
    ask(&cast, round, &[("canned", "ambient", 40)]).await.expect(200);
    published(&cast.nadia, round).await;
    assert_eq!(kinds(&asked(&cast.samir).await), [("canned".to_owned(), 40)]);
    other.get(&path).await.refused(Code::Forbidden);
    cast.nadia.act(&paths::close_round(round)).await.expect(200);
    assert_eq!(kinds(&asked(&cast.samir).await), [("canned".to_owned(), 40)]);
}

async fn what_is_approved_counts_and_what_differs_has_a_reason(server: &TestServer) {
    let cast = cast(server).await;
    let round = begun(&cast.nadia, cast.bank.id).await.id;
    computed(&cast.nadia, round).await;
    let path = paths::round_approval(round, cast.restos.site);
    let approval = |kg: i64, reason: Value| json!({ "lines": [{ "category": "canned", "temperature_class": "ambient", "kg": kg, "reason": reason }] });
    put(&cast.nadia, &path, &approval(50, Value::Null)).await.refused_fields(&[("/lines/0/reason", "required")]);
    put(&cast.camille, &path, &approval(50, json!("storage"))).await.refused(Code::Forbidden);
    put(&cast.samir, &path, &approval(50, json!("storage"))).await.refused(Code::Forbidden);
    put(&cast.nadia, &path, &approval(50, json!("storage"))).await.expect(200);
    assert_eq!(round_as(&cast.nadia, round).await.status, RoundStatus::Draft);
    let bench = computed(&cast.nadia, round).await;
    let of_tins = recipient(&bench, cast.restos.site).requests[0].clone();
    assert_eq!((of_tins.requested_kg, of_tins.approved_kg, of_tins.reason), (200, 50, Some(RoundReason::Storage)));
    assert_eq!(of_tins.requested_by.as_deref(), Some("Coordination, Restos du Cœur"));
    assert_eq!(of_tins.approved_by.as_deref(), Some("Coordination, Banque"));
    assert_eq!(kg_of_lot(&bench, cast.tins.id, cast.restos.site), 50);
    // What is approved as it was asked for needs no reason.
    put(&cast.nadia, &path, &approval(200, Value::Null)).await.expect(200);
    let bench = computed(&cast.nadia, round).await;
    assert!(kg_of_lot(&bench, cast.tins.id, cast.restos.site) > 50);
}

async fn nobody_asks_after_the_deadline(server: &TestServer) {
    let cast = cast(server).await;
    let until: UtcMillis = server.now().plus(HOUR);
    let mut body = round_of(cast.bank.id);
    body["requests_until"] = json!(until);
    let round: shared::rounds::AllocationRound = cast.nadia.post(paths::ALLOCATION_ROUNDS, &body).await.read(201);
    assert_eq!(round.requests_until, Some(until));
    ask(&cast, round.id, &[("canned", "ambient", 30)]).await.expect(200);
    server.clock.advance(HOUR);
    ask(&cast, round.id, &[("canned", "ambient", 40)]).await.refused(Code::RequestsOver);
    let open = begun(&cast.nadia, cast.bank.id).await.id;
    published(&cast.nadia, open).await;
    ask(&cast, open, &[("canned", "ambient", 40)]).await.refused(Code::RoundState);
    let other = server.organisation("Autre").approved().at(COUTRAS).exists().await;
    let body = kinds_of_food(&[("canned", "ambient", 9)]);
    let stranger = server.coordinator_of(&other).await;
    put(&stranger, &paths::round_request(round.id, other.site()), &body).await.refused(Code::NotFound);
}
