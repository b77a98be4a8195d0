//! Many do the same at the same moment: a route has one round a day, a stop one last record, and what a round brought is
//! received once.

use super::{cast, stock, today_of};
use futures_util::future::{join, join_all};
use serde_json::json;
use shared::collection_rounds::{CollectionRound, CollectionRoundPage, CollectionRoundState, CollectionStopState};
use shared::paths;
use shared::problem::Code;
use std::collections::BTreeSet;
use tests::fixtures::{
    bread_of, cold_enough, collected, collection_as, filled, fish_of, kg, note_stop, noted, nothing_given, route_as, set_out,
};
use tests::{Answer, TestServer, both};

both!(
    a_route_begins_one_round_a_day,
    of_many_who_note_a_stop_one_is_heard,
    stops_that_are_noted_at_once_are_all_in_the_sum,
    a_round_is_received_once,
    whoever_ends_it_first_has_ended_it,
    what_is_noted_while_it_is_finished_is_received_or_refused,
    a_key_that_is_sent_twice_at_once_receives_once,
    of_many_who_change_a_route_one_does,
);

/// Those that went well, and the others.
fn parted(answers: Vec<Answer>) -> (Vec<Answer>, Vec<Answer>) {
    answers.into_iter().partition(|answer| answer.status < 300)
}

async fn a_route_begins_one_round_a_day(server: &TestServer) {
    let cast = cast(server).await;
    let body = json!({ "route_id": cast.route.id });
    let who = [&cast.samir, &cast.jeanne, &cast.nadia];
    let sent = who.iter().cycle().take(32).map(|client| client.post(paths::COLLECTION_ROUNDS, &body));
    let (begun, lost) = parted(join_all(sent).await);
    assert_eq!((begun.len(), lost.len()), (1, 31));
    for answer in lost {
        answer.refused(Code::RoundExists);
    }
    let page: CollectionRoundPage = cast.samir.get(paths::COLLECTION_ROUNDS).await.read(200);
    let [round] = page.items.as_slice() else { panic!("{:?}", page.items) };
    assert_eq!(today_of(&cast.samir, &cast).await, Some((round.id, CollectionRoundState::Open)));
    assert_eq!(collection_as(&cast.samir, round.id).await.stops.len(), 3, "no stop of a round that never was");
}

async fn of_many_who_note_a_stop_one_is_heard(server: &TestServer) {
    let cast = cast(server).await;
    let round = set_out(&cast.samir, cast.route.id).await.id;
    // Two who stand at the same door.
    let (one, other) = (collected(&[bread_of(12_000)]), nothing_given());
    let (samir, jeanne) = (note_stop(&cast.samir, round, 1, 0, &one), note_stop(&cast.jeanne, round, 1, 0, &other));
    let (samir, jeanne) = join(samir, jeanne).await;
    let (heard, told) = if samir.status == 200 { (samir, jeanne) } else { (jeanne, samir) };
    let heard: CollectionRound = heard.read(200);
    told.refused(Code::PreconditionFailed);
    let seen = collection_as(&cast.nadia, round).await;
    assert_eq!((seen.stops[0].version, &seen.stops), (1, &heard.stops));
    // Sixteen who have read what was noted, each with a weight of his or her own.
    let records: Vec<_> = (1..=16).map(|number| collected(&[bread_of(number * 1_000)])).collect();
    let answers = join_all(records.iter().map(|record| note_stop(&cast.samir, round, 1, 1, record))).await;
    let (mut heard, lost) = parted(answers);
    assert_eq!((heard.len(), lost.len()), (1, 15));
    for answer in lost {
        answer.refused(Code::PreconditionFailed);
    }
    let heard: CollectionRound = heard.remove(0).read(200);
    let seen = collection_as(&cast.nadia, round).await;
    assert_eq!((seen.grams, seen.stops[0].grams, seen.stops[0].version), (heard.grams, heard.grams, 2));
    assert_eq!(seen.stops[0].foods.len(), 1);
}

async fn stops_that_are_noted_at_once_are_all_in_the_sum(server: &TestServer) {
    let cast = cast(server).await;
    let shops: Vec<_> = (1..=16).map(|number| json!({ "donor_name": format!("Boutique {number}") })).collect();
    let body = json!({ "site_id": cast.grocery.site(), "stops": shops });
    let round: CollectionRound = cast.samir.post(paths::COLLECTION_ROUNDS, &body).await.read(201);
    let records: Vec<_> = (1..=16).map(|number| (number, collected(&[bread_of(number * 1_000)]))).collect();
    let sent = records.iter().map(|(number, record)| note_stop(&cast.samir, round.id, *number, 0, record));
    for answer in join_all(sent).await {
        answer.expect(200);
    }
    let seen = collection_as(&cast.samir, round.id).await;
    assert_eq!((seen.noted_count, seen.grams, seen.version), (16, kg(136), 17));
}

async fn a_round_is_received_once(server: &TestServer) {
    let cast = cast(server).await;
    let round = filled(&cast.samir, cast.route.id).await.id;
    noted(&cast.samir, round, 3, &collected(&[fish_of(4_000)])).await;
    let (path, body) = (paths::finish_collection_round(round), cold_enough());
    let who = [&cast.samir, &cast.jeanne];
    let (done, lost) = parted(join_all(who.iter().cycle().take(16).map(|client| client.post(&path, &body))).await);
    assert_eq!((done.len(), lost.len()), (1, 15));
    for answer in lost {
        assert_eq!(answer.refused(Code::RoundClosed).params["state"], json!("done"));
    }
    let lots = stock(&cast.samir).await;
    assert_eq!((lots.len(), lots.iter().map(|lot| lot.left_grams.0).sum::<i64>()), (3, 24_000));
    let seen = collection_as(&cast.samir, round).await;
    let named: BTreeSet<_> = seen.stops.iter().flat_map(|stop| &stop.foods).filter_map(|food| food.lot_id).collect();
    assert_eq!(named, lots.iter().map(|lot| lot.id).collect(), "each thing has its lot, each lot its thing");
}

async fn whoever_ends_it_first_has_ended_it(server: &TestServer) {
    let cast = cast(server).await;
    let round = filled(&cast.samir, cast.route.id).await.id;
    let (body, finish, cancel) =
        (cold_enough(), paths::finish_collection_round(round), paths::cancel_collection_round(round));
    let finishing = join_all((0..4).map(|_| cast.samir.post(&finish, &body)));
    let cancelling = join_all((0..4).map(|_| cast.jeanne.act(&cancel)));
    let (finished, cancelled) = join(finishing, cancelling).await;
    let (done, lost) = parted(finished.into_iter().chain(cancelled).collect());
    assert_eq!((done.len(), lost.len()), (1, 7));
    let seen = collection_as(&cast.samir, round).await;
    for answer in lost {
        assert_eq!(answer.refused(Code::RoundClosed).params["state"], json!(seen.state));
    }
    let lots = stock(&cast.samir).await.len();
    assert_eq!(lots, if seen.state == CollectionRoundState::Done { 2 } else { 0 }, "{seen:?}");
}

async fn what_is_noted_while_it_is_finished_is_received_or_refused(server: &TestServer) {
    let cast = cast(server).await;
    let round = filled(&cast.samir, cast.route.id).await.id;
    let more = collected(&[bread_of(30_000)]);
    let (finish, body) = (paths::finish_collection_round(round), cold_enough());
    let (note, end) = (note_stop(&cast.jeanne, round, 3, 1, &more), cast.samir.post(&finish, &body));
    let (note, end) = join(note, end).await;
    end.expect(200);
    let heard = note.status == 200;
    if !heard {
        note.refused(Code::RoundClosed);
    }
    let seen = collection_as(&cast.samir, round).await;
    let state = if heard { CollectionStopState::Collected } else { CollectionStopState::Nothing };
    let grams = if heard { kg(50) } else { kg(20) };
    assert_eq!((seen.stops[2].state, seen.grams), (state, grams));
    assert_eq!(stock(&cast.samir).await.iter().map(|lot| lot.left_grams.0).sum::<i64>(), grams.0);
}

/// The telephone sent it, heard nothing, and sent it again: each time it hears the answer of the one that did it.
async fn a_key_that_is_sent_twice_at_once_receives_once(server: &TestServer) {
    let cast = cast(server).await;
    let round = filled(&cast.samir, cast.route.id).await.id;
    let (path, body) = (paths::finish_collection_round(round), cold_enough());
    let once = cast.samir.with_idempotency_key("retour");
    let answers = join_all((0..8).map(|_| once.post(&path, &body))).await;
    let mut rounds: Vec<CollectionRound> = answers.into_iter().map(|answer| answer.read(200)).collect();
    rounds.dedup();
    assert_eq!(rounds.len(), 1);
    assert_eq!(stock(&cast.samir).await.len(), 2);
}

async fn of_many_who_change_a_route_one_does(server: &TestServer) {
    let cast = cast(server).await;
    let path = paths::collection_route(cast.route.id);
    let changes: Vec<_> = (1..=16)
        .map(|count| json!({ "title": format!("Ramasse {count}"), "stops": vec![json!({ "donor_name": "Boutique" }); count] }))
        .collect();
    let seen = cast.nadia.with_if_match(1);
    let (changed, lost) = parted(join_all(changes.iter().map(|change| seen.patch(&path, change))).await);
    assert_eq!((changed.len(), lost.len()), (1, 15));
    for answer in lost {
        answer.refused(Code::PreconditionFailed);
    }
    let route = route_as(&cast.samir, cast.route.id).await;
    assert_eq!((route.version, route.title), (2, format!("Ramasse {}", route.stops.len())), "title and shops of one hand");
}
