//! Lines set by hand: what they cost others, who did it, and the way back.

use super::{cast, kg_of, kg_of_lot, line, recipient};
use diesel::connection::SimpleConnection;
use serde_json::{Value, json};
use shared::ids::{LotId, SiteId};
use shared::paths;
use shared::problem::Code;
use shared::rounds::RevisionKind::{Adjusted, Computed, Undone};
use shared::rounds::{RevisionKind, RoundReason, RoundRevisionList, RoundStatus, Workbench};
use tests::fixtures::{begun, computed, published, round_as, set_by_hand, workbench};
use tests::{TestServer, both};

both!(a_line_set_by_hand_shows_what_it_costs_others, the_last_change_is_taken_back, a_change_of_another_version_is_refused,);

/// What everybody gets, kg.
fn shares(bench: &Workbench, sites: [SiteId; 3]) -> [i64; 3] {
    sites.map(|site| kg_of(bench, site))
}

async fn a_line_set_by_hand_shows_what_it_costs_others(server: &TestServer) {
    let cast = cast(server).await;
    let sites = [cast.restos.site, cast.croix.site, cast.grocery.site];
    let round = begun(&cast.nadia, cast.bank.id).await.id;
    let before = computed(&cast.nadia, round).await;
    assert_eq!(shares(&before, sites), [200, 100, 100]);
    let path = paths::round_adjustments(round);
    let any = cast.nadia.with_header("if-match", "*");
    let all_tins = set_by_hand(cast.tins.id, cast.bank.site(), cast.restos.site, 200);
    any.with_idempotency_key("incendie").post(&path, &all_tins).await.expect(201);
    any.with_idempotency_key("incendie").post(&path, &all_tins).await.expect(201);
    let after = workbench(&cast.nadia, round).await;
    assert_eq!(shares(&after, sites), [250, 75, 75], "the others share what is left");
    let decided = line(&after, cast.tins.id, cast.restos.site);
    assert!(decided.by_hand && decided.kg == 200, "{decided:?}");
    assert_eq!(after.lines.iter().filter(|line| line.by_hand).count(), 1);
    assert_eq!((after.round.status, after.round.revision), (RoundStatus::Adjusted, Some(2)));
    let list: RoundRevisionList = cast.camille.get(&paths::round_revisions(round)).await.read(200);
    let numbers: Vec<_> = list.items.iter().map(|revision| (revision.number, revision.kind)).collect();
    assert_eq!(numbers, [(2, Adjusted), (1, Computed)]);
    let revision = &list.items[0];
    let tins_before = kg_of_lot(&before, cast.tins.id, cast.restos.site);
    assert_eq!((revision.kg_before, revision.kg_after), (Some(tins_before), Some(200)));
    assert_eq!((revision.cost_to_others_kg, revision.reason), (Some(50), Some(RoundReason::Emergency)));
    assert_eq!((revision.by.as_deref(), revision.note.as_deref()), (Some("Coordination, Banque"), Some("Incendie")));
    assert_eq!((revision.lot_id, revision.site.as_ref().map(|site| site.id)), (Some(cast.tins.id), Some(cast.restos.site)));
    assert!(revision.figures.lowest < list.items[1].figures.lowest);
    assert_ne!(revision.fingerprint, list.items[1].fingerprint);
    // A second line, to nothing: the first one stays as it was decided.
    any.post(&path, &set_by_hand(cast.tins.id, cast.bank.site(), cast.croix.site, 0)).await.expect(201);
    let after = workbench(&cast.nadia, round).await;
    assert_eq!((kg_of(&after, cast.croix.site), kg_of_lot(&after, cast.tins.id, cast.restos.site)), (0, 200));
    assert!(line(&after, cast.tins.id, cast.croix.site).by_hand, "that it gets nothing was decided, and is shown");
    // Whoever computes anew lets go of what was decided by hand, and nothing of it is forgotten.
    let anew = computed(&cast.nadia, round).await;
    assert_eq!((shares(&anew, sites), anew.round.revision), ([200, 100, 100], Some(4)));
    let list: RoundRevisionList = cast.camille.get(&paths::round_revisions(round)).await.read(200);
    assert_eq!((list.items.len(), &list.items[0].fingerprint), (4, &list.items[3].fingerprint));
    let mut conn = server.database().connect();
    for sql in ["UPDATE round_revisions SET kind = 'computed'", "DELETE FROM round_revisions", "DELETE FROM round_lines"] {
        assert!(conn.batch_execute(sql).is_err(), "{sql}");
    }
}

async fn the_last_change_is_taken_back(server: &TestServer) {
    let cast = cast(server).await;
    let sites = [cast.restos.site, cast.croix.site, cast.grocery.site];
    let round = begun(&cast.nadia, cast.bank.id).await.id;
    let first = computed(&cast.nadia, round).await;
    let (path, undo) = (paths::round_adjustments(round), paths::undo_adjustment(round));
    let any = cast.nadia.with_header("if-match", "*");
    any.act(&undo).await.refused(Code::RoundState);
    any.post(&path, &set_by_hand(cast.tins.id, cast.bank.site(), cast.restos.site, 200)).await.expect(201);
    any.post(&path, &set_by_hand(cast.tins.id, cast.bank.site(), cast.croix.site, 0)).await.expect(201);
    any.act(&undo).await.expect(200);
    let bench = workbench(&cast.nadia, round).await;
    assert_eq!(shares(&bench, sites), [250, 75, 75], "the change before the last one stands");
    assert!(line(&bench, cast.tins.id, cast.restos.site).by_hand);
    any.act(&undo).await.expect(200);
    let bench = workbench(&cast.nadia, round).await;
    assert_eq!(bench.lines, first.lines);
    assert_eq!(bench.round.figures, first.round.figures);
    let list: RoundRevisionList = cast.camille.get(&paths::round_revisions(round)).await.read(200);
    let kinds: Vec<RevisionKind> = list.items.iter().map(|revision| revision.kind).collect();
    assert_eq!(kinds, [Undone, Undone, Adjusted, Adjusted, Computed]);
    any.act(&undo).await.refused(Code::RoundState);
    assert!(recipient(&bench, cast.croix.site).share.is_some_and(|share| share.kg == 100));
}

async fn a_change_of_another_version_is_refused(server: &TestServer) {
    let cast = cast(server).await;
    let round = begun(&cast.nadia, cast.bank.id).await.id;
    let any = cast.nadia.with_header("if-match", "*");
    let path = paths::round_adjustments(round);
    let change = |kg| set_by_hand(cast.tins.id, cast.bank.site(), cast.restos.site, kg);
    any.post(&path, &change(150)).await.refused(Code::RoundState);
    computed(&cast.nadia, round).await;
    let version = round_as(&cast.nadia, round).await.version;
    let seen = cast.nadia.with_if_match(version);
    cast.nadia.post(&path, &change(150)).await.refused(Code::PreconditionRequired);
    cast.camille.with_if_match(version).post(&path, &change(150)).await.refused(Code::Forbidden);
    seen.post(&path, &change(150)).await.expect(201);
    for stale in [seen.post(&path, &change(160)).await, seen.act(&paths::undo_adjustment(round)).await] {
        stale.refused(Code::PreconditionFailed);
    }
    seen.act(&paths::publish_round(round)).await.refused(Code::PreconditionFailed);
    // More than it asked for, more than there is, cold food without a cold van, a lot of no round: no limit is set by hand.
    let refused = any.post(&path, &change(201)).await.refused(Code::RoundLineImpossible);
    assert_eq!((&refused.params["limit"], &refused.params["most_kg"]), (&json!("need_met"), &json!(200)));
    let warm = set_by_hand(cast.yoghurt.id, cast.bank.site(), cast.croix.site, 5);
    let refused = any.post(&path, &warm).await.refused(Code::RoundLineImpossible);
    assert_eq!((&refused.params["limit"], &refused.params["most_kg"]), (&json!("no_cold_transport"), &json!(0)));
    let unknown = set_by_hand(LotId(uuid::Uuid::now_v7()), cast.bank.site(), cast.croix.site, 5);
    any.post(&path, &unknown).await.refused_fields(&[("/lot_id", "unknown")]);
    let mut silent = change(140);
    (silent["reason"], silent["note"]) = (json!("other"), Value::Null);
    any.post(&path, &silent).await.refused_fields(&[("/note", "required")]);
    // Two who change one version: one of them has to look again.
    let version = round_as(&cast.nadia, round).await.version;
    let (one, other) = (cast.nadia.with_if_match(version), cast.nadia.with_if_match(version));
    let (first, second) = (change(120), change(130));
    let answers = futures_util::future::join(one.post(&path, &first), other.post(&path, &second)).await;
    let mut statuses = [answers.0.status, answers.1.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 412]);
    let bench = published(&cast.nadia, round).await;
    assert_eq!(kg_of(&bench, cast.restos.site), 200);
    any.post(&path, &change(110)).await.refused(Code::RoundState);
}
