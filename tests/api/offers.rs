//! Publishing, reading, editing and withdrawing food.

use serde_json::json;
use shared::claims::{Claim, ClaimState};
use shared::ids::{OfferId, SiteId};
use shared::offers::{NewOffer, Offer, OfferPage, OfferStatus};
use shared::organisations::OrganisationStatus;
use shared::paths;
use shared::problem::Code;
use shared::time::{DAY, HOUR};
use shared::units::{Grams, Unit};
use tests::fixtures::communes::{COUTRAS, LIBOURNE};
use tests::fixtures::{claim_of, day, kg, offer_at};
use tests::{TestServer, both, snapshots};
use uuid::Uuid;

both!(
    a_volunteer_publishes_food,
    wrong_fields_are_named_one_by_one,
    food_past_its_use_by_date_is_never_offered,
    only_members_of_approved_organisations_publish,
    nobody_publishes_for_another_organisation,
    an_offer_is_seen_by_the_network_and_by_nobody_else,
    an_edit_needs_the_version_that_was_seen,
    an_edit_keeps_what_is_claimed,
    an_edit_erases_with_null_and_leaves_the_rest,
    only_the_giver_edits_and_withdraws,
    a_withdrawn_offer_declines_who_waits_and_keeps_its_promises,
    a_closed_offer_leaves_the_board,
);

async fn a_volunteer_publishes_food(server: &TestServer) {
    let epicerie = server.organisation("Épicerie sociale de Libourne").approved().at(LIBOURNE).exists().await;
    let camille = server.volunteer_of(&epicerie).await;
    let sentence =
        offer_at(epicerie.site()).titled("  Yaourts nature ").of(kg(120)).use_by(day(2)).remarked("Palette filmée");
    let answer = sentence.sent_by(&camille).await;
    snapshots::matches("offer_published", &answer);
    let offer: Offer = answer.clone().read(201);
    assert_eq!(answer.header("location"), paths::offer(offer.id));
    assert_eq!((offer.total_grams, offer.left_grams, offer.status), (kg(120), kg(120), OfferStatus::Open));
    assert_eq!((offer.published_at, offer.closes_at), (server.now(), server.now().plus(DAY + 3 * HOUR)));
    assert!(offer.can_edit);
    let found = camille.get(&paths::offer(offer.id)).await;
    assert_eq!(found.header("etag"), "\"1\"");
    assert_eq!(found.read::<Offer>(200), offer);
}

async fn wrong_fields_are_named_one_by_one(server: &TestServer) {
    let epicerie = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let camille = server.volunteer_of(&epicerie).await;
    let good = || offer_at(epicerie.site());
    let hour = |h| server.now().plus(h * HOUR);
    let with = |change: fn(&mut NewOffer)| {
        let mut body = good().body();
        change(&mut body);
        body
    };
    let wrong = [
        (with(|o| o.title = " x ".to_owned()), "/title", "too_short"),
        (with(|o| o.title = "é".repeat(121)), "/title", "too_long"),
        (with(|o| o.title = "a\0b".to_owned()), "/title", "control_character"),
        (with(|o| o.total_grams = Grams(0)), "/total_grams", "too_small"),
        (with(|o| o.total_grams = Grams(-1)), "/total_grams", "too_small"),
        (with(|o| o.total_grams = Grams(100_000_001)), "/total_grams", "too_large"),
        (with(|o| o.grams_per_unit = Grams(500)), "/grams_per_unit", "kilogram_is_1000"),
        (with(|o| o.best_before = o.use_by), "/use_by", "one_date_only"),
        (with(|o| o.pickup_windows.clear()), "/pickup_windows", "required"),
        (with(|o| o.category = "dairy.nothing".to_owned()), "/category", "unknown"),
        (with(|o| o.site_id = SiteId(Uuid::nil())), "/site_id", "unknown"),
        (good().in_units(Unit::Piece, Grams(125)).of(Grams(1_001)).body(), "/total_grams", "not_whole_units"),
        (good().use_by(day(0)).fetched_in(26, 28).body(), "/pickup_windows", "window_after_use_by"),
        (good().undated().fetched_in(-3, -1).body(), "/pickup_windows", "window_past"),
        (good().undated().fetched_in(5, 5).body(), "/pickup_windows", "window_order"),
        (good().undated().fetched_in(5, 5 + 24 * 8).body(), "/pickup_windows", "window_order"),
    ];
    for (body, pointer, code) in wrong {
        camille.post(paths::OFFERS, &body).await.refused_fields(&[(pointer, code)]);
    }
    let mut worst = good().titled("").of(Grams(0)).body();
    worst.pickup_windows[0].ends_at = hour(-100);
    let answer = camille.post(paths::OFFERS, &worst).await;
    snapshots::matches("offer_with_wrong_fields", &answer);
    answer.refused_fields(&[("/title", "required"), ("/total_grams", "too_small"), ("/pickup_windows", "window_order")]);
}

async fn food_past_its_use_by_date_is_never_offered(server: &TestServer) {
    let epicerie = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let camille = server.volunteer_of(&epicerie).await;
    let yesterday = day(0).pred_opt().unwrap();
    let today = offer_at(epicerie.site()).fetched_in(1, 3);
    today
        .clone()
        .use_by(yesterday)
        .sent_by(&camille)
        .await
        .refused_fields(&[("/use_by", "use_by_past"), ("/pickup_windows", "window_after_use_by")]);
    let offer = today.use_by(day(0)).published_by(&camille).await;
    // Its last day ends at midnight in Bordeaux; the window would go on.
    let late = offer_at(epicerie.site()).use_by(day(0)).fetched_in(1, 20).published_by(&camille).await;
    assert_eq!(offer.closes_at, server.now().plus(3 * HOUR));
    assert_eq!(late.closes_at.to_string(), "2026-11-24T23:00:00.000Z");
}

async fn only_members_of_approved_organisations_publish(server: &TestServer) {
    for status in [OrganisationStatus::Pending, OrganisationStatus::Refused, OrganisationStatus::Suspended] {
        let suspended = status == OrganisationStatus::Suspended;
        let code = if suspended { Code::OrganisationSuspended } else { Code::OrganisationNotApproved };
        let other = server.organisation("Pas encore admise").status(status).at(LIBOURNE).exists().await;
        let coordinator = server.coordinator_of(&other).await;
        offer_at(other.site()).sent_by(&coordinator).await.refused(code);
        coordinator.get(paths::OFFERS).await.refused(code);
    }
    let epicerie = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    offer_at(epicerie.site()).sent_by(&server.anonymous()).await.refused(Code::Unauthenticated);
    offer_at(epicerie.site()).sent_by(&server.stranger().await).await.refused(Code::OrganisationNotApproved);
}

async fn nobody_publishes_for_another_organisation(server: &TestServer) {
    let epicerie = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let restos = server.organisation("Restos du Cœur").approved().at(COUTRAS).exists().await;
    for client in [server.coordinator_of(&restos).await, server.admin().await] {
        offer_at(epicerie.site()).sent_by(&client).await.refused(Code::Forbidden);
    }
    let page: OfferPage = server.volunteer_of(&restos).await.get(paths::OFFERS).await.read(200);
    assert!(page.items.is_empty());
}

async fn an_offer_is_seen_by_the_network_and_by_nobody_else(server: &TestServer) {
    let epicerie = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let restos = server.organisation("Restos du Cœur").approved().exists().await;
    let pending = server.organisation("En attente").exists().await;
    let offer = offer_at(epicerie.site()).published_by(&server.volunteer_of(&epicerie).await).await;
    let path = paths::offer(offer.id);
    server.anonymous().get(&path).await.refused(Code::Unauthenticated);
    server.coordinator_of(&pending).await.get(&path).await.refused(Code::OrganisationNotApproved);
    for client in [server.volunteer_of(&restos).await, server.admin().await] {
        let seen: Offer = client.get(&path).await.read(200);
        assert!(!seen.can_edit);
        assert_eq!(seen.left_grams, kg(120));
        client.get(&paths::offer(OfferId(Uuid::now_v7()))).await.refused(Code::NotFound);
    }
}

async fn an_edit_needs_the_version_that_was_seen(server: &TestServer) {
    let epicerie = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let camille = server.volunteer_of(&epicerie).await;
    let offer = offer_at(epicerie.site()).published_by(&camille).await;
    let path = paths::offer(offer.id);
    let title = json!({ "title": "Yaourts aux fruits" });
    let answer = camille.patch(&path, &title).await;
    snapshots::matches("edit_without_if_match", &answer);
    answer.refused(Code::PreconditionRequired);
    server.clock.advance(HOUR);
    let answer = camille.with_if_match(offer.version).patch(&path, &title).await;
    snapshots::matches("offer_edited", &answer);
    let edited: Offer = answer.read(200);
    assert_eq!((edited.version, edited.title.as_str()), (offer.version + 1, "Yaourts aux fruits"));
    assert_eq!(edited.updated_at, server.now());
    camille.with_if_match(offer.version).patch(&path, &title).await.refused(Code::PreconditionFailed);
    camille.with_header("if-match", "\"not-ours\"").patch(&path, &title).await.refused(Code::PreconditionFailed);
    camille.with_header("if-match", "*").patch(&path, &title).await.expect(200);
}

async fn an_edit_keeps_what_is_claimed(server: &TestServer) {
    let epicerie = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let restos = server.organisation("Restos du Cœur").approved().at(COUTRAS).exists().await;
    let camille = server.volunteer_of(&epicerie).await;
    let offer = offer_at(epicerie.site()).of(kg(120)).published_by(&camille).await;
    claim_of(offer.id, restos.site()).of(kg(40)).made_by(&server.volunteer_of(&restos).await).await;
    let path = paths::offer(offer.id);
    let now: Offer = camille.get(&path).await.read(200);
    assert_eq!((now.left_grams, now.version), (kg(80), offer.version + 1), "a claim is a change");
    let seen = camille.with_if_match(now.version);
    seen.patch(&path, &json!({ "total_grams": 39_999 })).await.refused_fields(&[("/total_grams", "below_claimed")]);
    let edited: Offer = seen.patch(&path, &json!({ "total_grams": 40_000 })).await.read(200);
    assert_eq!((edited.total_grams, edited.left_grams), (kg(40), kg(0)));
}

async fn an_edit_erases_with_null_and_leaves_the_rest(server: &TestServer) {
    let epicerie = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let camille = server.volunteer_of(&epicerie).await;
    let offer = offer_at(epicerie.site()).remarked("À garder au frais").published_by(&camille).await;
    let patch = json!({ "remarks": null, "use_by": null, "best_before": day(5) });
    let edited: Offer = camille.with_if_match(1).patch(&paths::offer(offer.id), &patch).await.read(200);
    assert_eq!((edited.remarks, edited.use_by, edited.best_before), (None, None, Some(day(5))));
    assert_eq!(
        (edited.title, edited.pickup_windows, edited.total_grams),
        (offer.title, offer.pickup_windows, offer.total_grams)
    );
    let both = json!({ "use_by": day(1) });
    let answer = camille.with_if_match(2).patch(&paths::offer(offer.id), &both).await;
    answer.refused_fields(&[("/use_by", "one_date_only")]);
}

async fn only_the_giver_edits_and_withdraws(server: &TestServer) {
    let epicerie = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let restos = server.organisation("Restos du Cœur").approved().exists().await;
    let offer = offer_at(epicerie.site()).published_by(&server.volunteer_of(&epicerie).await).await;
    let (path, withdraw) = (paths::offer(offer.id), paths::withdraw_offer(offer.id));
    let title = json!({ "title": "À nous" });
    let anonymous = server.anonymous().with_if_match(1);
    anonymous.patch(&path, &title).await.refused(Code::Unauthenticated);
    anonymous.act(&withdraw).await.refused(Code::Unauthenticated);
    for client in [server.coordinator_of(&restos).await, server.admin().await] {
        client.with_if_match(1).patch(&path, &title).await.refused(Code::Forbidden);
        client.act(&withdraw).await.refused(Code::Forbidden);
    }
    let missing = OfferId(Uuid::now_v7());
    let volunteer = server.volunteer_of(&epicerie).await;
    volunteer.with_if_match(1).patch(&paths::offer(missing), &title).await.refused(Code::NotFound);
    volunteer.act(&paths::withdraw_offer(missing)).await.refused(Code::NotFound);
}

async fn a_withdrawn_offer_declines_who_waits_and_keeps_its_promises(server: &TestServer) {
    let epicerie = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let restos = server.organisation("Restos du Cœur").approved().at(COUTRAS).exists().await;
    let (camille, samir) = (server.volunteer_of(&epicerie).await, server.volunteer_of(&restos).await);
    let offer = offer_at(epicerie.site()).of(kg(120)).published_by(&camille).await;
    let promised = claim_of(offer.id, restos.site()).of(kg(40)).made_by(&samir).await;
    let waiting = claim_of(offer.id, restos.site()).of(kg(30)).made_by(&samir).await;
    camille.act(&paths::claim_action(promised.id, shared::claims::ClaimAction::Accept)).await.expect(200);
    let answer = camille.act(&paths::withdraw_offer(offer.id)).await;
    snapshots::matches("offer_withdrawn", &answer);
    let withdrawn: Offer = answer.read(200);
    assert_eq!((withdrawn.status, withdrawn.left_grams, withdrawn.can_edit), (OfferStatus::Withdrawn, kg(80), false));
    assert_eq!(samir.get(&paths::claim(promised.id)).await.read::<Claim>(200).state, ClaimState::Accepted);
    let declined: Claim = samir.get(&paths::claim(waiting.id)).await.read(200);
    assert_eq!(declined.state, ClaimState::Declined);
    assert!(declined.timeline.last().unwrap().reason.is_some());
    claim_of(offer.id, restos.site()).sent_by(&samir).await.refused(Code::OfferClosed);
    camille.act(&paths::withdraw_offer(offer.id)).await.refused(Code::OfferClosed);
    let edit = camille.with_header("if-match", "*").patch(&paths::offer(offer.id), &json!({ "title": "Encore" })).await;
    edit.refused(Code::OfferClosed);
    assert!(samir.get(paths::OFFERS).await.read::<OfferPage>(200).items.is_empty());
    let own = format!("{}?organisation={}", paths::OFFERS, epicerie.id);
    assert_eq!(camille.get(&own).await.read::<OfferPage>(200).items.len(), 1, "its own members still see it");
    assert!(samir.get(&own).await.read::<OfferPage>(200).items.is_empty());
}

async fn a_closed_offer_leaves_the_board(server: &TestServer) {
    let epicerie = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let restos = server.organisation("Restos du Cœur").approved().at(COUTRAS).exists().await;
    let (camille, samir) = (server.volunteer_of(&epicerie).await, server.volunteer_of(&restos).await);
    let offer = offer_at(epicerie.site()).fetched_in(1, 3).published_by(&camille).await;
    server.clock.advance(3 * HOUR - 1);
    assert_eq!(samir.get(paths::OFFERS).await.read::<OfferPage>(200).items.len(), 1);
    server.clock.advance(1);
    assert!(samir.get(paths::OFFERS).await.read::<OfferPage>(200).items.is_empty(), "before any worker has come by");
    claim_of(offer.id, restos.site()).sent_by(&samir).await.refused(Code::OfferClosed);
    let edit = camille.with_if_match(1).patch(&paths::offer(offer.id), &json!({ "title": "Trop tard" })).await;
    edit.refused(Code::OfferClosed);
    let closed = server.state.write(api::offers::store::close_due).await.unwrap();
    assert_eq!(closed, 1);
    assert_eq!(camille.get(&paths::offer(offer.id)).await.read::<Offer>(200).status, OfferStatus::Closed);
}
