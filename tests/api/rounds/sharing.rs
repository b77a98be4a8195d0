//! The engine shares out: all that can be used, fairly, within everybody's limits, and always the same.

use super::{ASSOCIATION, Partner, bank, cast, cold, kg_of, kg_of_lot, lines_of, partner, recipient};
use serde_json::json;
use shared::organisations::OrganisationKind;
use shared::paths;
use shared::problem::Code;
use shared::rounds::{RevisionKind, RoundLimit, RoundRevisionList, RoundShare, RoundStatus};
use shared::sites::{NewSite, Storage, Weekday};
use tests::fixtures::communes::{ARCACHON, COUTRAS, LIBOURNE, SAINT_EMILION};
use tests::fixtures::{
    begun, computed, day, declared, lot_at, people, put, received, round_as, set_by_hand, share_of, site_at, tins_at, week,
};
use tests::{TestServer, both};

both!(
    shares_are_as_large_as_can_be_and_alike,
    the_same_is_always_shared_out_alike,
    who_has_counted_nobody_gets_nothing_and_is_shown,
    limits_of_sites_are_kept_and_named,
    what_the_state_paid_for_goes_to_social_groceries_alone,
);

async fn shares_are_as_large_as_can_be_and_alike(server: &TestServer) {
    let cast = cast(server).await;
    let round = begun(&cast.nadia, cast.bank.id).await.id;
    let path = paths::compute_round(round);
    for client in [&cast.camille, &cast.samir, &server.admin().await] {
        client.act(&path).await.refused(Code::Forbidden);
    }
    cast.nadia.with_if_match(7).act(&path).await.refused(Code::PreconditionFailed);
    let bench = computed(&cast.nadia, round).await;
    assert_eq!((bench.round.status, bench.round.revision), (RoundStatus::Computed, Some(1)));
    let shares = [&cast.restos, &cast.croix, &cast.grocery].map(|one| recipient(&bench, one.site).share.expect("a share"));
    let shown = shares.map(|RoundShare { kg, level_before, level, .. }| (kg, level_before, level));
    assert_eq!(shown, [(200, 0, 312_500), (100, 0, 312_500), (100, 0, 312_500)], "of 4 kg for each person in four rounds");
    assert_eq!([&cast.restos, &cast.croix, &cast.grocery].map(|one| kg_of(&bench, one.site)), [200, 100, 100]);
    assert_eq!(kg_of_lot(&bench, cast.yoghurt.id, cast.croix.site), 0, "it cannot keep it cool on the way");
    assert!(kg_of_lot(&bench, cast.yoghurt.id, cast.restos.site) <= 60);
    assert!(bench.lines.iter().all(|line| line.kg > 0 && !line.by_hand && line.status.is_none()));
    let figures = bench.round.figures.expect("figures");
    assert_eq!((figures.available_kg, figures.kg, figures.urgent_available_kg), (400, 400, 0));
    assert_eq!((figures.lowest, figures.median, figures.gini, figures.envious), (312_500, 312_500, 0, 0));
    assert_eq!(figures.jain, 1_000_000);
    assert!((1..400 * 30).contains(&figures.kg_km), "{figures:?}");
}

async fn the_same_is_always_shared_out_alike(server: &TestServer) {
    let cast = cast(server).await;
    let round = begun(&cast.nadia, cast.bank.id).await.id;
    let first = computed(&cast.nadia, round).await;
    let second = computed(&cast.nadia, round).await;
    assert_eq!((&first.lines, &first.recipients), (&second.lines, &second.recipients));
    let list = async || cast.nadia.get(&paths::round_revisions(round)).await.read::<RoundRevisionList>(200).items;
    let made = list().await;
    let kinds: Vec<_> = made.iter().map(|one| (one.number, one.kind, one.by.as_deref())).collect();
    let by = Some("Coordination, Banque");
    assert_eq!(kinds, [(2, RevisionKind::Computed, by), (1, RevisionKind::Computed, by)]);
    assert_eq!((&made[0].fingerprint, made[0].figures), (&made[1].fingerprint, made[1].figures));
    assert_eq!((made[0].fingerprint.len(), made[0].engine_version > 0), (16, true));
    // Something else is another round: ten people more.
    declared(&cast.restos.who, cast.restos.site, week("2026-W47"), &people(60)).await;
    computed(&cast.nadia, round).await;
    assert_ne!(list().await[0].fingerprint, made[0].fingerprint);
    cast.samir.get(&paths::round_revisions(round)).await.refused(Code::Forbidden);
}

async fn who_has_counted_nobody_gets_nothing_and_is_shown(server: &TestServer) {
    let cast = cast(server).await;
    let wish = [("canned", "ambient", 300)];
    let silent = partner(server, ("Sans comptage", ASSOCIATION), site_at(COUTRAS), 0, &wish).await;
    let round = begun(&cast.nadia, cast.bank.id).await.id;
    let bench = computed(&cast.nadia, round).await;
    let shown = recipient(&bench, silent.site);
    assert_eq!((shown.people, shown.share, shown.takes_part, shown.requests.len()), (None, None, true, 1));
    assert_eq!(lines_of(&bench, silent.site).count(), 0);
    assert_eq!(bench.round.figures.map(|figures| (figures.kg, figures.lowest)), Some((400, 312_500)), "nor does it count");
    let why = share_of(&cast.nadia, round, silent.site).await;
    assert_eq!((why.people, why.share, why.lines.len()), (None, None, 0));
    // Once it has, it takes part like the others.
    declared(&silent.who, silent.site, week("2026-W48"), &people(80)).await;
    let bench = computed(&cast.nadia, round).await;
    assert_eq!(recipient(&bench, silent.site).people, Some(80));
    assert!(kg_of(&bench, silent.site) > 100);
    assert_eq!(round_as(&silent.who, round).await.parts[0].kg, 0, "nobody is told before it is published");
}

/// A partner of twenty people who asks for 100 kg of tins and of dairy, from this site.
async fn asks_for_both(server: &TestServer, name: &str, site: NewSite) -> Partner {
    let wish = [("canned", "ambient", 100), ("dairy", "chilled", 100)];
    partner(server, (name, ASSOCIATION), site, 20, &wish).await
}

async fn limits_of_sites_are_kept_and_named(server: &TestServer) {
    let (bank, nadia, camille) = bank(server).await;
    let room = Storage { ambient_kg: 60, chilled_kg: 500, frozen_kg: 0 };
    let small = asks_for_both(server, "Petite", NewSite { storage: room, ..cold(LIBOURNE) }).await;
    let far = asks_for_both(server, "Lointaine", cold(ARCACHON)).await;
    let mondays = NewSite { distribution_days: vec![Weekday::Monday], ..cold(COUTRAS) };
    let late = asks_for_both(server, "Du lundi", mondays).await;
    let warm = asks_for_both(server, "Sans froid", site_at(SAINT_EMILION)).await;
    let tins = received(&camille, &tins_at(bank.site())).await;
    let yoghurt = received(&camille, &lot_at(bank.site())).await;
    let round = begun(&nadia, bank.id).await.id;
    let bench = computed(&nadia, round).await;
    let given = [&small, &far, &late, &warm]
        .map(|one| (kg_of_lot(&bench, tins.id, one.site), kg_of_lot(&bench, yoghurt.id, one.site)));
    assert_eq!(given, [(60, 100), (0, 0), (100, 0), (100, 0)]);
    assert_eq!([&small, &far, &late, &warm].map(|one| recipient(&bench, one.site).wait_days), [1, 1, 5, 1]);
    let mut named = Vec::new();
    for one in [&small, &far, &late, &warm] {
        let why = share_of(&nadia, round, one.site).await;
        named.extend(why.wishes.into_iter().map(|wish| (wish.category.category, wish.limit, wish.limit_value)));
    }
    let named: Vec<_> = named.iter().map(|(category, limit, value)| (category.as_str(), *limit, *value)).collect();
    let expected = [
        ("canned", RoundLimit::Storage, Some(60)),
        ("dairy", RoundLimit::NeedMet, None),
        ("canned", RoundLimit::OutOfReach, None),
        ("dairy", RoundLimit::OutOfReach, None),
        ("canned", RoundLimit::NeedMet, None),
        ("dairy", RoundLimit::TooShortDated, Some(4)),
        ("canned", RoundLimit::NeedMet, None),
        ("dairy", RoundLimit::NoColdTransport, None),
    ];
    assert_eq!(named, expected);
    // Whoever says so fetches cold food in a car of volunteers' with cold boxes.
    let says = json!({ "fetches_cold": true });
    put(&warm.who, &paths::acceptance(warm.site), &says).await.expect(200);
    let bench = computed(&nadia, round).await;
    assert!(recipient(&bench, warm.site).cold_transport && kg_of_lot(&bench, yoghurt.id, warm.site) > 0);
}

async fn what_the_state_paid_for_goes_to_social_groceries_alone(server: &TestServer) {
    let cast = cast(server).await;
    let mut body = tins_at(cast.bank.site());
    (body["funding_source"], body["best_before"]) = (json!("state"), json!(day(2)));
    let state = received(&cast.camille, &body).await;
    let round = begun(&cast.nadia, cast.bank.id).await.id;
    let bench = computed(&cast.nadia, round).await;
    let sites = [&cast.restos, &cast.croix, &cast.grocery].map(|one| one.site);
    let given = sites.map(|site| kg_of_lot(&bench, state.id, site));
    assert_eq!(given, [0, 0, 100], "all the grocery asked for, of what is urgent");
    let figures = bench.round.figures.expect("figures");
    assert_eq!((figures.urgent_available_kg, figures.urgent_kg, figures.envious), (300, 100, 0));
    // Not even by hand.
    let by_hand = set_by_hand(state.id, cast.bank.site(), cast.restos.site, 5);
    let any = cast.nadia.with_header("if-match", "*");
    let refused = any.post(&paths::round_adjustments(round), &by_hand).await.refused(Code::RoundLineImpossible);
    assert_eq!(refused.params["limit"], json!("closed"));
    let grocery = recipient(&bench, cast.grocery.site);
    assert_eq!(grocery.organisation.kind, OrganisationKind::SocialGrocery);
}
