//! The board: by words, by place, by kind, in three orders.

use shared::offers::{Offer, OfferPage, OfferQuery, OfferSort};
use shared::paths;
use shared::problem::Code;
use shared::time::{HOUR, MINUTE};
use shared::units::TemperatureClass;
use tests::fixtures::communes::{ARCACHON, BORDEAUX, COUTRAS, LIBOURNE, PINEUILH, Place, SAINT_EMILION};
use tests::fixtures::{OfferSentence, TestOrganisation, claim_of, day, kg, offer_at};
use tests::{Client, TestServer, both, snapshots};

both!(
    words_are_found_whatever_their_case_accents_and_number,
    all_words_must_occur_and_nothing_else_matters,
    the_nearest_come_first,
    a_place_is_a_site_or_a_commune,
    a_category_brings_what_is_below_it,
    only_food_kept_like_this,
    the_newest_or_the_soonest_to_close_come_first,
    what_is_claimed_out_leaves_the_board_and_comes_back,
    filters_work_together,
    an_edited_offer_is_found_by_its_new_words,
    wrong_filters_are_named,
);

/// Titles of what a query finds, in order.
async fn titles(client: &Client, query: OfferQuery) -> Vec<String> {
    let page: OfferPage = client.get_with(paths::OFFERS, &query).await.read(200);
    page.items.into_iter().map(|offer| offer.title).collect()
}

fn text(words: &str) -> OfferQuery {
    OfferQuery { text: Some(words.to_owned()), ..OfferQuery::default() }
}

fn near(place: Place) -> OfferQuery {
    OfferQuery { near_commune: Some(place.insee_code.to_owned()), ..OfferQuery::default() }
}

/// A giver with a volunteer, and somebody else who searches.
struct Board {
    giver: TestOrganisation,
    camille: Client,
    samir: Client,
}

impl Board {
    async fn at(server: &TestServer, place: Place) -> Self {
        let giver = server.organisation("Épicerie").approved().at(place).exists().await;
        let taker = server.organisation("Restos du Cœur").approved().exists().await;
        let (camille, samir) = (server.volunteer_of(&giver).await, server.volunteer_of(&taker).await);
        Self { giver, camille, samir }
    }

    fn offer(&self, title: &str) -> OfferSentence {
        offer_at(self.giver.site()).titled(title)
    }
}

/// An offer in each place, by an organisation of its own.
async fn offers_in(server: &TestServer, places: &[Place]) {
    for place in places {
        let giver = server.organisation(&format!("Épicerie de {}", place.name)).approved().at(*place).exists().await;
        offer_at(giver.site()).titled(place.name).published_by(&server.volunteer_of(&giver).await).await;
    }
}

async fn words_are_found_whatever_their_case_accents_and_number(server: &TestServer) {
    let board = Board::at(server, LIBOURNE).await;
    board.offer("Yaourts nature").published_by(&board.camille).await;
    board.offer("Petits pots pour bébé").category("baby.jars").published_by(&board.camille).await;
    board.offer("Pain de campagne").category("bakery.bread").undated().published_by(&board.camille).await;
    for words in ["yaourts", "YAOURT", "yaourt", " Yaourts, nature! "] {
        assert_eq!(titles(&board.samir, text(words)).await, ["Yaourts nature"], "{words}");
    }
    for words in ["bébé", "bebe", "BÉBÉ", "bébés"] {
        assert_eq!(titles(&board.samir, text(words)).await, ["Petits pots pour bébé"], "{words}");
    }
    assert_eq!(titles(&board.samir, text("libourne")).await.len(), 3, "the commune counts");
    assert_eq!(titles(&board.samir, text("yoghurts")).await, ["Yaourts nature"], "the category in English");
    assert!(titles(&board.samir, text("poisson")).await.is_empty());
}

async fn all_words_must_occur_and_nothing_else_matters(server: &TestServer) {
    let board = Board::at(server, LIBOURNE).await;
    board.offer("Yaourts aux fruits").remarked("Cartons filmés").published_by(&board.camille).await;
    board.offer("Yaourts nature").published_by(&board.camille).await;
    assert_eq!(titles(&board.samir, text("yaourt fruit")).await, ["Yaourts aux fruits"]);
    assert_eq!(titles(&board.samir, text("film")).await, ["Yaourts aux fruits"], "remarks count");
    assert_eq!(titles(&board.samir, text("les yaourts de la")).await.len(), 2, "stop words do not");
    for strange in
        ["\"", "yaourt OR pain", "yaourt*", "a:b", "(yaourt", "NEAR(yaourt)", "'; DROP TABLE offers; --", "&|!<->"]
    {
        board.samir.get_with(paths::OFFERS, &text(strange)).await.expect(200);
    }
    assert!(titles(&board.samir, text("yaourt OR pain")).await.is_empty(), "no query language");
    assert_eq!(titles(&board.samir, text("")).await.len(), 2);
}

async fn the_nearest_come_first(server: &TestServer) {
    offers_in(server, &[ARCACHON, BORDEAUX, COUTRAS, LIBOURNE, PINEUILH, SAINT_EMILION]).await;
    let admin = server.admin().await;
    let all = OfferQuery { within_km: Some(300), ..near(LIBOURNE) };
    let page: OfferPage = admin.get_with(paths::OFFERS, &all).await.read(200);
    let found: Vec<&str> = page.items.iter().map(|offer| offer.title.as_str()).collect();
    assert_eq!(found, ["Libourne", "Saint-Emilion", "Coutras", "Bordeaux", "Pineuilh", "Arcachon"]);
    let places = [LIBOURNE, SAINT_EMILION, COUTRAS, BORDEAUX, PINEUILH, ARCACHON];
    for (offer, place) in page.items.iter().zip(places) {
        assert_eq!(offer.distance_m, Some(LIBOURNE.position().metres_to(place.position())), "{}", offer.title);
    }
    assert_eq!(titles(&admin, near(LIBOURNE)).await.len(), 5, "50 km unless said otherwise");
    let close = OfferQuery { within_km: Some(15), ..near(LIBOURNE) };
    assert_eq!(titles(&admin, close).await, ["Libourne", "Saint-Emilion"]);
    let edge = OfferQuery { within_km: Some(1), ..near(ARCACHON) };
    assert_eq!(titles(&admin, edge).await, ["Arcachon"]);
}

async fn a_place_is_a_site_or_a_commune(server: &TestServer) {
    offers_in(server, &[BORDEAUX, COUTRAS]).await;
    let taker = server.organisation("Restos").approved().at(BORDEAUX).exists().await;
    let samir = server.volunteer_of(&taker).await;
    let by_site = OfferQuery { near_site: Some(taker.site()), ..OfferQuery::default() };
    let answer = samir.get_with(paths::OFFERS, &by_site).await;
    snapshots::matches("offers_near_a_site", &answer);
    assert_eq!(titles(&samir, by_site.clone()).await, ["Bordeaux", "Coutras"]);
    let both = OfferQuery { near_commune: Some("33063".to_owned()), ..by_site };
    samir.get_with(paths::OFFERS, &both).await.refused_fields(&[("?near_commune", "one_place_only")]);
    let pending = server.organisation("En attente").at(COUTRAS).exists().await;
    let hidden = OfferQuery { near_site: Some(pending.site()), ..OfferQuery::default() };
    samir.get_with(paths::OFFERS, &hidden).await.refused_fields(&[("?near_site", "unknown")]);
}

async fn a_category_brings_what_is_below_it(server: &TestServer) {
    let board = Board::at(server, LIBOURNE).await;
    board.offer("Yaourts").category("dairy.yoghurt").published_by(&board.camille).await;
    board.offer("Comté").category("dairy.cheese").published_by(&board.camille).await;
    board.offer("Pain").category("bakery").undated().published_by(&board.camille).await;
    let only = |code: &str| OfferQuery { category: Some(code.to_owned()), ..OfferQuery::default() };
    assert_eq!(titles(&board.samir, only("dairy")).await, ["Comté", "Yaourts"]);
    assert_eq!(titles(&board.samir, only("dairy.cheese")).await, ["Comté"]);
    assert_eq!(titles(&board.samir, only("bakery")).await, ["Pain"]);
}

async fn only_food_kept_like_this(server: &TestServer) {
    let board = Board::at(server, LIBOURNE).await;
    for (title, class) in [
        ("Conserves", TemperatureClass::Ambient),
        ("Yaourts", TemperatureClass::Chilled),
        ("Glaces", TemperatureClass::Frozen),
    ] {
        board.offer(title).kept(class).published_by(&board.camille).await;
    }
    for (title, class) in [("Conserves", "ambient"), ("Yaourts", "chilled"), ("Glaces", "frozen")] {
        let query = OfferQuery { temperature_class: Some(class.parse().unwrap()), ..OfferQuery::default() };
        assert_eq!(titles(&board.samir, query).await, [title]);
    }
}

async fn the_newest_or_the_soonest_to_close_come_first(server: &TestServer) {
    let board = Board::at(server, LIBOURNE).await;
    for (title, until) in [("Premier", 9), ("Deuxième", 3), ("Troisième", 6)] {
        board.offer(title).fetched_in(1, until).published_by(&board.camille).await;
        server.clock.advance(MINUTE);
    }
    let sorted = |sort| OfferQuery { sort: Some(sort), ..OfferQuery::default() };
    assert_eq!(titles(&board.samir, OfferQuery::default()).await, ["Troisième", "Deuxième", "Premier"]);
    assert_eq!(titles(&board.samir, sorted(OfferSort::Newest)).await, ["Troisième", "Deuxième", "Premier"]);
    assert_eq!(titles(&board.samir, sorted(OfferSort::Closing)).await, ["Deuxième", "Troisième", "Premier"]);
    server.clock.advance(4 * HOUR);
    assert_eq!(titles(&board.samir, sorted(OfferSort::Closing)).await, ["Troisième", "Premier"]);
}

async fn what_is_claimed_out_leaves_the_board_and_comes_back(server: &TestServer) {
    let board = Board::at(server, LIBOURNE).await;
    let taker = server.organisation("Preneur").approved().at(COUTRAS).exists().await;
    let nadia = server.volunteer_of(&taker).await;
    let offer = board.offer("Yaourts").of(kg(10)).published_by(&board.camille).await;
    let claim = claim_of(offer.id, taker.site()).of(kg(10)).made_by(&nadia).await;
    assert!(titles(&board.samir, OfferQuery::default()).await.is_empty());
    let own = OfferQuery { organisation: Some(board.giver.id), ..OfferQuery::default() };
    assert_eq!(titles(&board.camille, own).await, ["Yaourts"]);
    let cancel = paths::claim_action(claim.id, shared::claims::ClaimAction::Cancel);
    nadia.post(&cancel, &serde_json::json!({ "reason": "Plus de place" })).await.expect(200);
    assert_eq!(titles(&board.samir, OfferQuery::default()).await, ["Yaourts"]);
}

async fn filters_work_together(server: &TestServer) {
    let (libourne, arcachon) = (Board::at(server, LIBOURNE).await, Board::at(server, ARCACHON).await);
    libourne.offer("Yaourts nature").published_by(&libourne.camille).await;
    libourne.offer("Yaourts glacés").kept(TemperatureClass::Frozen).published_by(&libourne.camille).await;
    libourne.offer("Comté").category("dairy.cheese").published_by(&libourne.camille).await;
    arcachon.offer("Yaourts de la mer").published_by(&arcachon.camille).await;
    for sort in OfferSort::ALL {
        let query = OfferQuery {
            category: Some("dairy".to_owned()),
            temperature_class: Some(TemperatureClass::Chilled),
            within_km: Some(20),
            sort: Some(*sort),
            text: Some("yaourt".to_owned()),
            ..near(COUTRAS)
        };
        assert_eq!(titles(&libourne.samir, query).await, ["Yaourts nature"], "{sort}");
    }
    let theirs = OfferQuery { organisation: Some(arcachon.giver.id), ..OfferQuery::default() };
    assert_eq!(titles(&libourne.samir, theirs).await, ["Yaourts de la mer"]);
}

async fn an_edited_offer_is_found_by_its_new_words(server: &TestServer) {
    let board = Board::at(server, LIBOURNE).await;
    let offer: Offer =
        board.offer("Pommes").category("fruit_vegetables.fruit").use_by(day(1)).published_by(&board.camille).await;
    let patch = serde_json::json!({ "title": "Poires" });
    board.camille.with_if_match(1).patch(&paths::offer(offer.id), &patch).await.expect(200);
    assert_eq!(titles(&board.samir, text("poire")).await, ["Poires"]);
    assert!(titles(&board.samir, text("pomme")).await.is_empty());
}

async fn wrong_filters_are_named(server: &TestServer) {
    let board = Board::at(server, LIBOURNE).await;
    let wrong = [
        ("?near_commune=99999", "?near_commune", "unknown"),
        ("?near_commune=33243&within_km=0", "?within_km", "out_of_range"),
        ("?near_commune=33243&within_km=301", "?within_km", "out_of_range"),
        ("?within_km=10", "?within_km", "needs_place"),
        ("?sort=distance", "?sort", "needs_place"),
        ("?category=nothing", "?category", "unknown"),
        ("?limit=0", "?limit", "too_small"),
        ("?limit=101", "?limit", "too_large"),
    ];
    for (query, pointer, code) in wrong {
        board.samir.get(&format!("{}{query}", paths::OFFERS)).await.refused_fields(&[(pointer, code)]);
    }
    board.samir.get_with(paths::OFFERS, &text(&"a".repeat(201))).await.refused_fields(&[("?text", "too_long")]);
    for query in ["?sort=best", "?temperature_class=warm", "?near_site=7", "?within_km=-1"] {
        board.samir.get(&format!("{}{query}", paths::OFFERS)).await.refused(Code::Malformed);
    }
}
