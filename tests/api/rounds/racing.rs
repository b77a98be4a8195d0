//! Many answer and fetch at the same moment: no kilogram is promised or handed over twice. What must hold after it is
//! checked at the end of each test.

use super::{ASSOCIATION, Partner, bank, kg_of, partner, round_lot};
use futures_util::future::{join, join_all};
use shared::ids::SiteId;
use shared::paths;
use shared::problem::Code;
use shared::rounds::{LineStatus, RoundStatus, Workbench};
use shared::stock::StockMovementKind;
use tests::fixtures::communes::LIBOURNE;
use tests::fixtures::{
    answer_to, begun, computed, handed, kg, lot_of, movement, published, received, round_as, site_at, tins_at, workbench,
};
use tests::{Answer, Client, TestServer, both};

both!(eight_refuse_and_fetch_at_once, a_round_is_published_once_and_a_line_fetched_once,);

/// Eight sites of twenty people, each of which asks for 60 kg of 300 kg of tins.
async fn eight(server: &TestServer) -> Vec<Partner> {
    let mut partners = Vec::new();
    for number in 0..8 {
        let name = format!("Association {number}");
        let wish = [("canned", "ambient", 60)];
        partners.push(partner(server, (name.as_str(), ASSOCIATION), site_at(LIBOURNE), 20, &wish).await);
    }
    partners
}

/// Fetches what a site has of the only lot, whatever it has grown to meanwhile.
async fn fetch(who: &Client, bench: &Workbench, site: SiteId) -> Answer {
    let body = handed(site, &bench.lots[0], kg_of(bench, site) * 1_000, Some("transport"));
    who.post(&paths::round_hand_overs(bench.round.id), &body).await
}

async fn eight_refuse_and_fetch_at_once(server: &TestServer) {
    let (bank, nadia, camille) = bank(server).await;
    let partners = eight(server).await;
    let tins = received(&camille, &tins_at(bank.site())).await;
    let round = begun(&nadia, bank.id).await.id;
    let bench = published(&nadia, round).await;
    assert_eq!(bench.lines.iter().map(|line| line.kg).sum::<i64>(), 300);
    let lot = round_lot(&bench, tins.id);
    let path = paths::round_answers(round);
    let refusals = partners[..4].iter().map(|one| {
        let (path, body) = (path.clone(), answer_to(one.site, lot, "refuse"));
        async move { one.who.post(&path, &body).await }
    });
    let fetched = join_all(partners[4..].iter().map(|one| fetch(&camille, &bench, one.site)));
    let movements = paths::lot_movements(tins.id);
    let body = movement("distribute", bank.site(), 10_000);
    let grabs = join_all((0..4).map(|_| camille.post(&movements, &body)));
    let (refused, (fetched, grabbed)) = join(join_all(refusals), join(fetched, grabs)).await;
    for answer in refused.into_iter().chain(fetched) {
        answer.expect(200);
    }
    let mut given = 0;
    for answer in grabbed {
        if answer.status == 201 {
            given += 10;
        } else {
            answer.refused(Code::ReservedForRound);
        }
    }
    let after = workbench(&nadia, round).await;
    let standing = |status: LineStatus| after.lines.iter().filter(|line| line.status == Some(status)).count();
    assert_eq!((standing(LineStatus::Refused), standing(LineStatus::HandedOver)), (4, 4));
    let left = lot_of(&camille, tins.id).await;
    let handed: i64 = after.lines.iter().filter_map(|line| line.received_grams).map(|grams| grams.0).sum();
    let at_bank = left.places.iter().find(|place| place.site.id == bank.site()).map_or(0, |place| place.grams.0);
    assert_eq!(at_bank + handed + given * 1_000, 300_000, "{after:?}");
    // One of two who end it does; the other one finds it ended.
    let ends = paths::close_round(round);
    let (one, other) = join(nadia.act(&ends), nadia.act(&ends)).await;
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    assert_eq!(round_as(&nadia, round).await.status, RoundStatus::Closed);
}

async fn a_round_is_published_once_and_a_line_fetched_once(server: &TestServer) {
    let (bank, nadia, camille) = bank(server).await;
    let wish = [("canned", "ambient", 60)];
    let restos = partner(server, ("Restos du Cœur", ASSOCIATION), site_at(LIBOURNE), 20, &wish).await;
    let tins = received(&camille, &tins_at(bank.site())).await;
    let round = begun(&nadia, bank.id).await.id;
    computed(&nadia, round).await;
    // Eight publish it, whatever version they have seen.
    let (any, path) = (nadia.with_header("if-match", "*"), paths::publish_round(round));
    let answers = join_all((0..8).map(|_| any.act(&path))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
    assert!(answers.iter().all(|answer| [200, 409, 412].contains(&answer.status)), "{answers:?}");
    assert_eq!(lot_of(&camille, tins.id).await.places.remove(0).reserved_grams, kg(60));
    // Sixteen hand its only line over.
    let bench = workbench(&nadia, round).await;
    let answers = join_all((0..16).map(|_| fetch(&camille, &bench, restos.site))).await;
    let (won, lost): (Vec<_>, Vec<_>) = answers.into_iter().partition(|answer| answer.status == 200);
    assert_eq!((won.len(), lost.len()), (1, 15));
    for answer in lost {
        answer.refused(Code::RoundLineState);
    }
    let lot = lot_of(&camille, tins.id).await;
    let booked = lot.movements.items.iter().filter(|line| line.kind == StockMovementKind::Allocate);
    assert_eq!(booked.map(|line| line.grams).collect::<Vec<_>>(), [kg(60)]);
}
