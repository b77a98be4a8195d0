//! Rounds are begun, seen, listed, changed and given up.

use super::{ASSOCIATION, bank, cast, kg_of, lines_of, partner, recipient, round_lot};
use serde_json::{Value, json};
use shared::ids::{AllocationRoundId, SiteId};
use shared::organisations::Role;
use shared::paths;
use shared::problem::Code;
use shared::rounds::{AllocationRound, AllocationRoundPage, RoundReason, RoundStatus};
use tests::fixtures::communes::{COUTRAS, LIBOURNE};
use tests::fixtures::{
    asking, begun, computed, day, lot_at, moved, movement, published, put, received, round_as, round_of, site_at, tins_at,
    workbench,
};
use tests::{Client, TestServer, both};

both!(
    what_may_leave_is_in_it_and_all_who_ask,
    only_a_food_banks_coordinators_begin_one,
    members_of_recipients_see_their_part_and_others_what_is_told,
    rounds_are_listed_the_latest_day_first,
    what_is_chosen_changes_until_it_is_published,
    a_site_that_was_not_asked_comes_in_and_goes_out_again,
);

async fn what_may_leave_is_in_it_and_all_who_ask(server: &TestServer) {
    let cast = cast(server).await;
    let at = cast.bank.site();
    let held = received(&cast.camille, &lot_at(at)).await;
    let doubt = json!({ "status": "on_hold", "cause": "doubt" });
    cast.nadia.with_if_match(1).post(&paths::lot_status(held.id), &doubt).await.expect(200);
    let mut today = lot_at(at);
    today["use_by"] = json!(day(0));
    received(&cast.camille, &today).await;
    let rest = received(&cast.camille, &lot_at(at)).await;
    moved(&cast.camille, rest.id, &movement("distribute", at, 99_100)).await;
    received(&cast.samir, &tins_at(cast.restos.site)).await;
    moved(&cast.camille, cast.tins.id, &movement("distribute", at, 500)).await;
    // Who has nothing to ask for any more, and who is suspended, is left out.
    let quiet = partner(server, ("Secours", ASSOCIATION), site_at(COUTRAS), 5, &[("canned", "ambient", 5)]).await;
    asking(&quiet.who, quiet.site, &[]).await;
    let away = partner(server, ("Suspendue", ASSOCIATION), site_at(COUTRAS), 5, &[("canned", "ambient", 5)]).await;
    let why = json!({ "reason": "Contrôle en cours" });
    server.admin().await.post(&paths::suspend_organisation(away.organisation.id), &why).await.expect(200);

    let once = cast.nadia.with_idempotency_key("mardi");
    let (round, same) = (begun(&once, cast.bank.id).await, begun(&once, cast.bank.id).await);
    assert_eq!(round.id, same.id);
    assert_eq!((round.status, round.window, round.tolerance_kg, round.version), (RoundStatus::Draft, 4, 0, 1));
    assert_eq!((round.lots, round.recipients, round.revision, round.figures), (2, 3, None, None));
    assert!(round.leads && round.parts.is_empty());
    let bench = workbench(&cast.camille, round.id).await;
    let lots: Vec<_> = bench.lots.iter().map(|lot| (lot.lot.id, lot.kg, lot.there_kg, lot.days)).collect();
    let expected = [(cast.yoghurt.id, 100, 100, Some(4)), (cast.tins.id, 299, 299, Some(59))];
    assert_eq!(lots, expected, "what must leave first comes first, and half a kilogram stays");
    let names: Vec<&str> = bench.recipients.iter().map(|one| one.organisation.name.as_str()).collect();
    let sites = [cast.restos.site, cast.croix.site, cast.grocery.site].map(|site| recipient(&bench, site).wait_days);
    assert_eq!((names.len(), sites), (3, [1, 1, 1]), "{names:?}");
    let restos = recipient(&bench, cast.restos.site);
    assert_eq!((restos.people, restos.factor_percent, restos.vehicle_kg), (Some(40), 100, 800));
    assert!(restos.cold_transport && !recipient(&bench, cast.croix.site).cold_transport);
    let asked: Vec<_> = restos.requests.iter().map(|one| (one.requested_kg, one.approved_kg, one.reason)).collect();
    assert_eq!(asked, [(200, 200, None), (60, 60, None)]);
    assert_eq!(restos.requests[0].requested_by.as_deref(), Some("Coordination, Restos du Cœur"));
    assert!(restos.share.is_none() && bench.lines.is_empty());
}

async fn only_a_food_banks_coordinators_begin_one(server: &TestServer) {
    let cast = cast(server).await;
    let body = round_of(cast.bank.id);
    for client in [&cast.camille, &cast.restos.who, &server.admin().await] {
        client.post(paths::ALLOCATION_ROUNDS, &body).await.refused(Code::Forbidden);
    }
    let theirs = round_of(cast.restos.organisation.id);
    cast.restos.who.post(paths::ALLOCATION_ROUNDS, &theirs).await.refused(Code::Forbidden);
    let allocator = server.allocator_of(&cast.bank).await;
    begun(&allocator, cast.bank.id).await;
    for (member, value, code) in [
        ("fetched_on", json!("2026-11-23"), "in_the_past"),
        ("fetched_on", json!(day(31)), "round_too_far"),
        ("requests_until", json!("2026-11-24T08:00:00Z"), "in_the_past"),
    ] {
        let mut wrong = body.clone();
        wrong[member] = value;
        let pointer = format!("/{member}");
        cast.nadia.post(paths::ALLOCATION_ROUNDS, &wrong).await.refused_fields(&[(&pointer, code)]);
    }
}

async fn members_of_recipients_see_their_part_and_others_what_is_told(server: &TestServer) {
    let cast = cast(server).await;
    let elsewhere = server.organisation("Autre").approved().at(LIBOURNE).exists().await;
    let (other, nobody) = (server.volunteer_of(&elsewhere).await, server.stranger().await);
    let round = begun(&cast.nadia, cast.bank.id).await;
    let path = paths::allocation_round(round.id);
    computed(&cast.nadia, round.id).await;
    let theirs = round_as(&cast.samir, round.id).await;
    assert_eq!((theirs.leads, theirs.revision, theirs.figures), (false, None, None), "nobody has told them yet");
    let [part] = &theirs.parts[..] else { panic!("{:?}", theirs.parts) };
    assert_eq!((part.site.id, part.requested_kg, part.kg, part.level), (cast.restos.site, 260, 0, None));
    for client in [&other, &nobody] {
        client.get(&path).await.refused(Code::NotFound);
    }
    cast.samir.get(&paths::workbench(round.id)).await.refused(Code::Forbidden);
    published(&cast.nadia, round.id).await;
    let theirs = round_as(&cast.samir, round.id).await;
    let part = &theirs.parts[0];
    assert_eq!((part.kg, part.level, theirs.revision.is_some()), (200, Some(312_500), true));
    assert!(part.open_lines >= 2 && part.to_fetch == part.open_lines, "{part:?}");
    let told = round_as(&other, round.id).await;
    assert_eq!((told.figures.map(|figures| figures.kg), told.parts.len(), told.leads), (Some(400), 0, false));
    let all = round_as(&server.admin().await, round.id).await;
    assert!(all.leads && all.published_by.is_some_and(|by| by.starts_with("Coordination")));
    nobody.get(&path).await.refused(Code::NotFound);
    // What is given up before it was told is nobody's business.
    let another = begun(&cast.nadia, cast.bank.id).await;
    let given_up = cast.nadia.with_if_match(1).act(&paths::cancel_round(another.id)).await.read::<AllocationRound>(200);
    assert_eq!(given_up.status, RoundStatus::Cancelled);
    cast.samir.get(&paths::allocation_round(another.id)).await.refused(Code::NotFound);
    round_as(&cast.camille, another.id).await;
}

/// Rounds as somebody finds them, page by page.
async fn listed(client: &Client, query: &str) -> Vec<AllocationRoundId> {
    let (mut ids, mut cursor) = (Vec::new(), String::new());
    loop {
        let path = format!("{}?limit=1{query}{cursor}", paths::ALLOCATION_ROUNDS);
        let page: AllocationRoundPage = client.get(&path).await.read(200);
        ids.extend(page.items.iter().map(|round| round.id));
        match page.next_cursor {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return ids,
        }
    }
}

async fn rounds_are_listed_the_latest_day_first(server: &TestServer) {
    let (bank, nadia, _) = bank(server).await;
    let restos = partner(server, ("Restos du Cœur", ASSOCIATION), site_at(COUTRAS), 40, &[("canned", "ambient", 9)]).await;
    let elsewhere = server.organisation("Autre").approved().at(LIBOURNE).exists().await;
    let other = server.volunteer_of(&elsewhere).await;
    received(&nadia, &tins_at(bank.site())).await;
    let mut ids = Vec::new();
    for later in [1, 3, 2] {
        let mut body = round_of(bank.id);
        body["fetched_on"] = json!(day(later));
        ids.push(nadia.post(paths::ALLOCATION_ROUNDS, &body).await.read::<AllocationRound>(201).id);
    }
    let [wednesday, friday, thursday] = ids[..] else { panic!("{ids:?}") };
    assert_eq!(listed(&nadia, "").await, [friday, thursday, wednesday]);
    assert_eq!(listed(&restos.who, "").await, [friday, thursday, wednesday], "one of their sites is in them");
    assert!(listed(&other, "").await.is_empty());
    published(&nadia, thursday).await;
    nadia.with_header("if-match", "*").act(&paths::cancel_round(friday)).await.expect(200);
    assert_eq!(listed(&other, "").await, [thursday]);
    assert_eq!(listed(&restos.who, "").await, [thursday, wednesday]);
    assert_eq!(listed(&server.admin().await, "").await, [friday, thursday, wednesday]);
    assert_eq!(listed(&nadia, "&status=draft").await, [wednesday]);
    assert_eq!(listed(&nadia, "&status=cancelled").await, [friday]);
    assert_eq!(listed(&server.admin().await, "&status=cancelled").await, [friday]);
    assert!(listed(&restos.who, "&status=cancelled").await.is_empty(), "they were told of none");
    assert_eq!(listed(&restos.who, "&status=draft").await, [wednesday]);
    assert!(listed(&other, "&status=draft").await.is_empty());
    assert!(listed(&nadia, "&status=adjusted").await.is_empty());
    nadia.get(&format!("{}?status=lost", paths::ALLOCATION_ROUNDS)).await.refused(Code::Malformed);
    assert_eq!(listed(&restos.who, &format!("&status=published&organisation={}", bank.id)).await, [thursday]);
    assert!(listed(&nadia, &format!("&organisation={}", elsewhere.id)).await.is_empty());
    let first: AllocationRoundPage = nadia.get(&format!("{}?limit=1", paths::ALLOCATION_ROUNDS)).await.read(200);
    let cursor = first.next_cursor.unwrap();
    let mixed = format!("{}?limit=1&status=draft&cursor={cursor}", paths::ALLOCATION_ROUNDS);
    nadia.get(&mixed).await.refused(Code::CursorMismatch);
}

async fn what_is_chosen_changes_until_it_is_published(server: &TestServer) {
    let cast = cast(server).await;
    let round = begun(&cast.nadia, cast.bank.id).await;
    let path = paths::allocation_round(round.id);
    computed(&cast.nadia, round.id).await;
    let title = json!({ "title": "Répartition de Noël" });
    cast.nadia.patch(&path, &title).await.refused(Code::PreconditionRequired);
    cast.nadia.with_if_match(1).patch(&path, &title).await.refused(Code::PreconditionFailed);
    let any = cast.nadia.with_header("if-match", "*");
    cast.camille.with_header("if-match", "*").patch(&path, &title).await.refused(Code::Forbidden);
    let of_lot = |lot, kg: i64| json!({ "lots": [{ "lot_id": lot, "site_id": cast.bank.site(), "kg": kg }] });
    any.patch(&path, &of_lot(cast.tins.id, 301)).await.refused_fields(&[("/lots/0/kg", "more_than_left")]);
    let left_out = |reason: Value, factor: Value| {
        let (site, takes_part) = (cast.croix.site, reason.is_null());
        json!({ "recipients": [{ "site_id": site, "takes_part": takes_part, "reason": reason, "factor_percent": factor }] })
    };
    let no_reason = json!({ "recipients": [{ "site_id": cast.croix.site, "takes_part": false }] });
    any.patch(&path, &no_reason).await.refused_fields(&[("/recipients/0/reason", "required")]);
    let renamed: AllocationRound = any.patch(&path, &title).await.read(200);
    assert_eq!((renamed.status, renamed.title.as_str()), (RoundStatus::Computed, "Répartition de Noël"));
    assert!(renamed.figures.is_some(), "what it is called is nothing that it was shared out by");
    let changed: AllocationRound = any.patch(&path, &of_lot(cast.yoghurt.id, 0)).await.read(200);
    assert_eq!((changed.status, changed.figures), (RoundStatus::Draft, None), "what was computed counts no more");
    any.patch(&path, &left_out(json!("closed"), Value::Null)).await.expect(200);
    any.patch(&path, &json!({ "window": 2, "tolerance_kg": 3, "fetched_on": day(2) })).await.expect(200);
    let bench = computed(&cast.nadia, round.id).await;
    assert_eq!((bench.round.window, bench.round.tolerance_kg, bench.round.fetched_on), (2, 3, day(2)));
    let croix = recipient(&bench, cast.croix.site);
    assert_eq!((croix.takes_part, croix.reason, croix.share), (false, Some(RoundReason::Closed), None));
    assert_eq!(round_lot(&bench, cast.yoghurt.id).kg, 0, "what was left out is still shown");
    assert_eq!(bench.lines.iter().map(|line| line.kg).sum::<i64>(), 300);
    assert_eq!(lines_of(&bench, cast.croix.site).count(), 0);
    // A factor is kept from one published round to the next.
    any.patch(&path, &left_out(Value::Null, json!(150))).await.expect(200);
    published(&cast.nadia, round.id).await;
    any.patch(&path, &title).await.refused(Code::RoundState);
    any.act(&paths::cancel_round(round.id)).await.refused(Code::RoundState);
    let next = workbench(&cast.nadia, begun(&cast.nadia, cast.bank.id).await.id).await;
    assert_eq!(recipient(&next, cast.croix.site).factor_percent, 150);
    assert_eq!(recipient(&next, cast.restos.site).factor_percent, 100);
}

async fn a_site_that_was_not_asked_comes_in_and_goes_out_again(server: &TestServer) {
    let cast = cast(server).await;
    let round = begun(&cast.nadia, cast.bank.id).await.id;
    // One that has begun to ask since, and one that asks for nothing by itself.
    let late = partner(server, ("Secours", ASSOCIATION), site_at(COUTRAS), 20, &[("canned", "ambient", 50)]).await;
    let quiet = partner(server, ("Entraide", ASSOCIATION), site_at(COUTRAS), 20, &[]).await;
    let path = paths::allocation_round(round);
    let any = cast.nadia.with_header("if-match", "*");
    let choice = |site: SiteId, takes_part: bool, reason: Value| json!({ "recipients": [{ "site_id": site, "takes_part": takes_part, "reason": reason }] });
    let comes = |site: SiteId| choice(site, true, Value::Null);
    late.who.get(&path).await.refused(Code::NotFound);
    cast.camille.with_header("if-match", "*").patch(&path, &comes(late.site)).await.refused(Code::Forbidden);
    for site in [late.site, quiet.site] {
        any.patch(&path, &comes(site)).await.expect(200);
        any.patch(&path, &comes(site)).await.expect(200);
    }
    let bench = computed(&cast.nadia, round).await;
    assert_eq!((bench.round.recipients, bench.recipients.len()), (5, 5), "each once");
    assert_eq!(recipient(&bench, late.site).requests.iter().map(|one| one.requested_kg).sum::<i64>(), 50);
    assert!(kg_of(&bench, late.site) > 0, "what it asks for in every round counts");
    assert_eq!((recipient(&bench, quiet.site).requests.len(), kg_of(&bench, quiet.site)), (0, 0));
    assert_eq!(round_as(&late.who, round).await.parts.len(), 1, "it knows of the round now");
    // What the food bank wants the other one to have is approved.
    let line = json!({ "category": "canned", "temperature_class": "ambient", "kg": 30, "reason": "emergency" });
    put(&cast.nadia, &paths::round_approval(round, quiet.site), &json!({ "lines": [line] })).await.expect(200);
    let bench = computed(&cast.nadia, round).await;
    assert!(kg_of(&bench, quiet.site) > 0, "{bench:?}");
    any.patch(&path, &choice(late.site, false, json!("closed"))).await.expect(200);
    let bench = computed(&cast.nadia, round).await;
    assert_eq!((bench.round.recipients, kg_of(&bench, late.site)), (4, 0));
    assert!(!recipient(&bench, late.site).takes_part, "it is still shown, with the reason");
    // Neither whose organisation is not approved, nor who has lots in the round, nor who does not exist.
    let waiting = server.organisation("En attente").at(COUTRAS).exists().await;
    server.join(cast.nadia.user_id(), waiting.id, Role::Coordinator).await;
    for (site, code) in
        [(waiting.site(), "unknown"), (cast.bank.site(), "gives_and_receives"), (SiteId(uuid::Uuid::now_v7()), "unknown")]
    {
        any.patch(&path, &comes(site)).await.refused_fields(&[("/recipients/0/site_id", code)]);
    }
    published(&cast.nadia, round).await;
    any.patch(&path, &comes(waiting.site())).await.refused(Code::RoundState);
}
