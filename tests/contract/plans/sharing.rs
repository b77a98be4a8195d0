//! The lists of rounds, and what is asked while one is begun, shared out, changed, published, answered and fetched.

use super::crowd::sharing::SHARER;
use serde_json::json;
use shared::ids::OrganisationId;
use shared::iso_week::IsoWeek;
use shared::organisations::{OrganisationKind, Role};
use shared::paths;
use shared::rounds::{AllocationRoundPage, RoundLine, RoundStatus, Workbench};
use tests::fixtures::communes::{COUTRAS, LIBOURNE};
use tests::fixtures::{
    TestOrganisation, answer_to, asking, begun, computed, day, declared, handed, kinds_of_food, people, published, put,
    received, schedule_of, set_by_hand, share_of, tins_at, workbench,
};
use tests::{Client, TestServer};

/// Rounds with each filter, as somebody who sees what is told, who has sites in some, and who sees all; one of one's own.
pub async fn read(server: &TestServer, member: &Client, admin: &Client) {
    let sharer = server.stranger().await;
    server.join(sharer.user_id(), OrganisationId(SHARER), Role::Coordinator).await;
    let mut queries = vec!["limit=1".to_owned()];
    // Some of which there are many, some of which there is none.
    queries.extend(RoundStatus::ALL.iter().map(|status| format!("limit=1&status={status}")));
    queries.push(format!("limit=1&organisation={SHARER}&status=cancelled"));
    queries.extend([format!("limit=1&organisation={SHARER}"), format!("organisation={SHARER}&status=published&limit=1")]);
    for query in queries {
        let path = format!("{}?{query}", paths::ALLOCATION_ROUNDS);
        for client in [member, &sharer, admin] {
            let page: AllocationRoundPage = client.get(&path).await.read(200);
            if let Some(round) = page.items.first() {
                client.get(&paths::allocation_round(round.id)).await.expect(200);
            }
            if let Some(cursor) = &page.next_cursor {
                client.get(&format!("{path}&cursor={cursor}")).await.expect(200);
            }
        }
    }
    for client in [&sharer, admin] {
        client.get(paths::ALLOCATION_SCHEDULES).await.expect(200);
    }
    share_out(server).await;
}

/// A food bank and somebody who asks for tins.
async fn pair(server: &TestServer) -> (TestOrganisation, Client, TestOrganisation, Client) {
    let bank = server.organisation("Banque").kind(OrganisationKind::FoodBank).approved().at(LIBOURNE).exists().await;
    let taker = server.organisation("Restos du Cœur").approved().at(COUTRAS).exists().await;
    let (nadia, lea) = (server.coordinator_of(&bank).await, server.coordinator_of(&taker).await);
    declared(&lea, taker.site(), IsoWeek::of(day(0)), &people(40)).await;
    asking(&lea, taker.site(), &[("canned", "ambient", 200)]).await;
    lea.get(&paths::standing_request(taker.site())).await.expect(200);
    received(&nadia, &tins_at(bank.site())).await;
    received(&nadia, &tins_at(bank.site())).await;
    (bank, nadia, taker, lea)
}

/// The first line of a site.
fn first_of<'b>(bench: &'b Workbench, taker: &TestOrganisation) -> &'b RoundLine {
    let place = bench.recipients.iter().position(|one| one.site.id == taker.site()).expect("the taker");
    let of_it = |line: &&RoundLine| line.recipient as usize == place && line.kg > 0;
    bench.lines.iter().find(of_it).expect("a line of the taker's")
}

/// From its beginning to its end.
async fn share_out(server: &TestServer) {
    let (bank, nadia, taker, lea) = pair(server).await;
    let (site, any) = (taker.site(), nadia.with_header("if-match", "*"));
    nadia.post(paths::ALLOCATION_SCHEDULES, &schedule_of(bank.id)).await.expect(201);
    nadia.get(paths::ALLOCATION_SCHEDULES).await.expect(200);
    let round = begun(&nadia, bank.id).await;
    put(&lea, &paths::round_request(round.id, site), &kinds_of_food(&[("canned", "ambient", 150)])).await.expect(200);
    lea.get(&paths::round_request(round.id, site)).await.expect(200);
    any.patch(&paths::allocation_round(round.id), &json!({ "tolerance_kg": 1 })).await.expect(200);
    let bench = computed(&nadia, round.id).await;
    let line = first_of(&bench, &taker);
    let lot = &bench.lots[line.lot as usize];
    let adjustment = set_by_hand(lot.lot.id, lot.site.id, site, line.kg - 1);
    any.post(&paths::round_adjustments(round.id), &adjustment).await.expect(201);
    any.act(&paths::undo_adjustment(round.id)).await.expect(200);
    nadia.post(&paths::round_simulations(round.id), &json!({ "tolerance_kg": 0 })).await.expect(200);
    let bench = published(&nadia, round.id).await;
    for path in [paths::round_statement(round.id), paths::round_revisions(round.id), paths::delivery_notes(round.id)] {
        nadia.get(&path).await.expect(200);
    }
    nadia.get(&paths::round_statement_paper(round.id)).await.expect(200);
    share_of(&lea, round.id, site).await;
    let lot = &bench.lots[first_of(&bench, &taker).lot as usize];
    lea.post(&paths::round_answers(round.id), &answer_to(site, lot, "refuse")).await.expect(200);
    let bench = workbench(&nadia, round.id).await;
    let line = first_of(&bench, &taker);
    let body = handed(site, &bench.lots[line.lot as usize], line.kg * 1_000, None);
    nadia.post(&paths::round_hand_overs(round.id), &body).await.expect(200);
    any.act(&paths::close_round(round.id)).await.expect(200);
    // The one before counts in the next one.
    let next = begun(&nadia, bank.id).await;
    computed(&nadia, next.id).await;
}
