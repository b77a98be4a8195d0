//! Sites take what a round gives them, or do not want it: then it is offered to the others at once.

use super::{Cast, cast, kg_of, kg_of_lot, line, lines_of, recipient, round_lot, told};
use serde_json::{Value, json};
use shared::ids::{AllocationRoundId, LotId, SiteId};
use shared::notifications::{NotificationKind, NotificationPage};
use shared::paths;
use shared::problem::Code;
use shared::rounds::{LineStatus, RevisionKind, RoundLot, RoundReason, RoundRevisionList, RoundStatement, Workbench};
use tests::fixtures::{answer_to, begun, movement, published, round_as, share_of, workbench};
use tests::{Answer, Client, TestServer, both};

both!(
    what_is_refused_is_offered_to_the_others_at_once,
    who_refused_a_lot_never_gets_it_again,
    another_reason_is_told_in_words,
    figures_are_those_after_the_refusals,
    a_line_is_answered_once_and_by_its_own_site,
);

async fn of(cast: &Cast) -> (AllocationRoundId, Workbench) {
    let round = begun(&cast.nadia, cast.bank.id).await.id;
    (round, published(&cast.nadia, round).await)
}

async fn answered(client: &Client, bench: &Workbench, lot: LotId, site: SiteId, how: &str) -> Answer {
    client.post(&paths::round_answers(bench.round.id), &answer_to(site, round_lot(bench, lot), how)).await
}

async fn what_is_refused_is_offered_to_the_others_at_once(server: &TestServer) {
    let cast = cast(server).await;
    let (round, before) = of(&cast).await;
    let (yoghurt, restos, grocery) = (cast.yoghurt.id, cast.restos.site, cast.grocery.site);
    answered(&cast.grocery.who, &before, yoghurt, grocery, "accept").await.expect(200);
    let refused = kg_of_lot(&before, yoghurt, restos);
    answered(&cast.samir, &before, yoghurt, restos, "refuse").await.expect(200);
    let after = workbench(&cast.nadia, round).await;
    let theirs = line(&after, yoghurt, restos);
    assert_eq!((theirs.kg, theirs.status, theirs.reason), (0, Some(LineStatus::Refused), Some(RoundReason::Quality)));
    assert_eq!(kg_of_lot(&after, yoghurt, grocery), 50, "all of it that the grocery wants; the others cannot carry it");
    assert_eq!(line(&after, yoghurt, grocery).status, Some(LineStatus::Accepted), "what was accepted grows, and stays so");
    assert_eq!((kg_of(&after, restos), kg_of(&after, cast.croix.site)), (200 - refused, 100));
    let list: RoundRevisionList = cast.camille.get(&paths::round_revisions(round)).await.read(200);
    let last = &list.items[0];
    assert_eq!((last.kind, last.by.as_deref()), (RevisionKind::Refused, Some("Bénévole, Restos du Cœur")));
    assert_eq!((last.kg_before, last.kg_after, last.reason), (Some(refused), Some(0), Some(RoundReason::Quality)));
    let figures = after.round.figures.expect("figures");
    assert_eq!((figures, figures.kg), (last.figures, 350));
    assert!(figures.lowest < before.round.figures.expect("figures").lowest);
    // What nobody wants is free again, and no gram more.
    let path = paths::lot_movements(yoghurt);
    let taken = |grams| movement("distribute", cast.bank.site(), grams);
    cast.camille.post(&path, &taken(50_001)).await.refused(Code::ReservedForRound);
    cast.camille.post(&path, &taken(50_000)).await.expect(201);
    let part = round_as(&cast.samir, round).await.parts.remove(0);
    assert_eq!((part.kg, part.open_lines), (200 - refused, 1));
    // It is told of what more there is, unless it had all that it wants before.
    let more = usize::from(kg_of_lot(&before, yoghurt, grocery) < 50);
    assert_eq!(told(&cast.grocery.who, NotificationKind::RoundShared).await, 1 + more);
    assert_eq!(told(&cast.nadia, NotificationKind::RoundDue).await, 1);
    let shown = share_of(&cast.samir, round, restos).await;
    let refusal = shown.lines.iter().find(|line| line.lot.id == yoghurt).expect("what was refused is shown");
    assert_eq!((refusal.kg, refusal.status, refusal.why), (refused, Some(LineStatus::Refused), None));
}

async fn who_refused_a_lot_never_gets_it_again(server: &TestServer) {
    let cast = cast(server).await;
    let (round, before) = of(&cast).await;
    let (yoghurt, restos, grocery) = (cast.yoghurt.id, cast.restos.site, cast.grocery.site);
    answered(&cast.samir, &before, yoghurt, restos, "refuse").await.expect(200);
    answered(&cast.grocery.who, &before, yoghurt, grocery, "refuse").await.expect(200);
    let after = workbench(&cast.nadia, round).await;
    assert_eq!((kg_of_lot(&after, yoghurt, restos), kg_of_lot(&after, yoghurt, grocery)), (0, 0));
    let all = movement("distribute", cast.bank.site(), 100_000);
    cast.camille.post(&paths::lot_movements(yoghurt), &all).await.expect(201);
    // Tins that somebody refuses go to whom has room in what was approved for it.
    let croix = kg_of_lot(&after, cast.tins.id, cast.croix.site);
    answered(&cast.croix.who, &after, cast.tins.id, cast.croix.site, "refuse").await.expect(200);
    let last = workbench(&cast.nadia, round).await;
    assert_eq!((croix, kg_of(&last, cast.croix.site)), (100, 0));
    let [to_restos, to_grocery] = [restos, grocery].map(|site| kg_of_lot(&last, cast.tins.id, site));
    assert_eq!((to_restos, to_grocery), (200, 100), "each up to what it asked for");
    assert_eq!(last.round.figures.map(|figures| figures.kg), Some(300));
    // What was refused counts for nothing in the next round.
    let next = workbench(&cast.nadia, begun(&cast.nadia, cast.bank.id).await.id).await;
    let before = [restos, cast.croix.site, grocery].map(|site| recipient(&next, site).received_before_kg);
    assert_eq!(before, [200, 0, 100]);
}

/// The body that refuses a line for another reason.
fn other(site: SiteId, lot: &RoundLot, note: Option<&str>) -> Value {
    let mut body = answer_to(site, lot, "refuse");
    body["lines"][0]["reason"] = json!("other");
    body["lines"][0]["note"] = json!(note);
    body
}

async fn another_reason_is_told_in_words(server: &TestServer) {
    let cast = cast(server).await;
    let (round, bench) = of(&cast).await;
    let (yoghurt, restos, path) = (cast.yoghurt.id, cast.restos.site, paths::round_answers(round));
    let lot = round_lot(&bench, yoghurt);
    let refuse = |note: Option<&str>| other(restos, lot, note);
    for (note, code) in [(None, "required"), (Some("  "), "required"), (Some("ok"), "too_short")] {
        cast.samir.post(&path, &refuse(note)).await.refused_fields(&[("/lines/0/note", code)]);
    }
    let long = "é".repeat(501);
    cast.samir.post(&path, &refuse(Some(&long))).await.refused_fields(&[("/lines/0/note", "too_long")]);
    assert_eq!(line(&workbench(&cast.nadia, round).await, yoghurt, restos).status, Some(LineStatus::Proposed));
    let said = "Chambre froide\nen panne jusqu’à jeudi";
    cast.samir.post(&path, &refuse(Some(&format!(" {said} ")))).await.expect(200);
    let after = workbench(&cast.nadia, round).await;
    let refused = line(&after, yoghurt, restos);
    assert_eq!((refused.reason, refused.note.as_deref()), (Some(RoundReason::Other), Some(said)));
    assert!(lines_of(&after, cast.croix.site).all(|(_, line)| line.note.is_none()));
    let list: RoundRevisionList = cast.nadia.get(&paths::round_revisions(round)).await.read(200);
    let last = &list.items[0];
    assert_eq!((last.reason, last.note.as_deref()), (Some(RoundReason::Other), Some(said)));
    let shown = share_of(&cast.samir, round, restos).await;
    let shown = shown.lines.iter().find(|line| line.lot.id == yoghurt).expect("what was refused is shown");
    assert_eq!(shown.note.as_deref(), Some(said));
    let news: NotificationPage = cast.nadia.get(paths::NOTIFICATIONS).await.read(200);
    let due = news.items.iter().find(|one| one.kind == NotificationKind::RoundDue).expect("it is told of it");
    assert_eq!(due.facts.note.as_deref(), Some("Chambre froide en panne jusqu’à jeudi"), "on one line");
    let table = cast.nadia.get(&paths::round_csv(round)).await.expect(200).text;
    assert!(table.contains(said), "{table}");
    // The usual reasons need no words; what is said of one is kept all the same.
    let tins = round_lot(&after, cast.tins.id);
    let mut closed = answer_to(cast.croix.site, tins, "refuse");
    closed["lines"][0]["note"] = json!("Fermé toute la semaine");
    cast.croix.who.post(&path, &closed).await.expect(200);
    let last = workbench(&cast.nadia, round).await;
    let theirs = line(&last, cast.tins.id, cast.croix.site);
    assert_eq!((theirs.reason, theirs.note.as_deref()), (Some(RoundReason::Quality), Some("Fermé toute la semaine")));
}

async fn figures_are_those_after_the_refusals(server: &TestServer) {
    let cast = cast(server).await;
    let (round, bench) = of(&cast).await;
    let stated = async || cast.samir.get(&paths::round_statement(round)).await.read::<RoundStatement>(200);
    assert_eq!(stated().await.refusals, 0);
    assert_eq!(share_of(&cast.samir, round, cast.restos.site).await.refusals, 0);
    answered(&cast.croix.who, &bench, cast.tins.id, cast.croix.site, "refuse").await.expect(200);
    let after = stated().await;
    assert_eq!((after.refusals, Some(after.figures)), (1, round_as(&cast.samir, round).await.figures));
    assert_eq!(share_of(&cast.samir, round, cast.restos.site).await.refusals, 1);
}

async fn a_line_is_answered_once_and_by_its_own_site(server: &TestServer) {
    let cast = cast(server).await;
    let draft = begun(&cast.nadia, cast.bank.id).await.id;
    let (round, bench) = of(&cast).await;
    let (tins, yoghurt, restos) = (cast.tins.id, cast.yoghurt.id, cast.restos.site);
    let accept = answer_to(restos, round_lot(&bench, tins), "accept");
    cast.samir.post(&paths::round_answers(draft), &accept).await.refused(Code::RoundState);
    let stranger = server.stranger().await;
    stranger.post(&paths::round_answers(round), &accept).await.refused(Code::NotFound);
    for other in [&cast.croix.who, &cast.nadia, &server.admin().await] {
        other.post(&paths::round_answers(round), &accept).await.refused(Code::Forbidden);
    }
    let elsewhere = answer_to(cast.bank.site(), round_lot(&bench, tins), "accept");
    cast.nadia.post(&paths::round_answers(round), &elsewhere).await.refused_fields(&[("/site_id", "unknown")]);
    let mut silent = answer_to(restos, round_lot(&bench, tins), "refuse");
    silent["lines"][0]["reason"] = json!(null);
    let path = paths::round_answers(round);
    cast.samir.post(&path, &silent).await.refused_fields(&[("/lines/0/reason", "required")]);
    let not_theirs = answer_to(cast.croix.site, round_lot(&bench, yoghurt), "accept");
    cast.croix.who.post(&path, &not_theirs).await.refused_fields(&[("/lines/0/lot_id", "unknown")]);
    // All of the answers count, or none.
    let mut both = answer_to(restos, round_lot(&bench, yoghurt), "refuse");
    let unknown = json!({ "lot_id": uuid::Uuid::now_v7(), "from_site_id": cast.bank.site(), "answer": "accept" });
    both["lines"].as_array_mut().unwrap().push(unknown);
    cast.samir.post(&path, &both).await.refused_fields(&[("/lines/1/lot_id", "unknown")]);
    assert_eq!(line(&workbench(&cast.nadia, round).await, yoghurt, restos).status, Some(LineStatus::Proposed));
    let once = cast.samir.with_idempotency_key("oui");
    once.post(&path, &accept).await.expect(200);
    once.post(&path, &accept).await.expect(200);
    // Who has taken it may still say that it does not want it; after that, nothing brings it back.
    for how in ["accept", "accept", "refuse"] {
        answered(&cast.samir, &bench, yoghurt, restos, how).await.expect(200);
    }
    for how in ["accept", "refuse"] {
        let refused = answered(&cast.samir, &bench, yoghurt, restos, how).await.refused(Code::RoundLineState);
        assert_eq!(refused.params["state"], json!("refused"));
    }
}
