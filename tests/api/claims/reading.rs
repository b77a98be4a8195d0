//! Who sees which claims.

use super::Deal;
use shared::claims::{Claim, ClaimAction, ClaimPage, ClaimState, Party};
use shared::paths::{self, claim_action};
use shared::problem::Code;
use tests::fixtures::communes::BORDEAUX;
use tests::fixtures::{claim_of, kg};
use tests::{Client, TestServer, both};

both!(a_claim_is_seen_by_its_two_sides_and_the_administrator, claims_are_listed_by_side_state_and_offer,);

async fn a_claim_is_seen_by_its_two_sides_and_the_administrator(server: &TestServer) {
    let deal = Deal::begins(server).await;
    let claim = deal.claimed(kg(40)).await;
    let other = server.organisation("Secours populaire").approved().exists().await;
    let path = paths::claim(claim.id);
    server.anonymous().get(&path).await.refused(Code::Unauthenticated);
    server.coordinator_of(&other).await.get(&path).await.refused(Code::NotFound);
    deal.camille.act(&claim_action(claim.id, ClaimAction::Accept)).await.expect(200);
    for (client, party, sees_code) in [
        (deal.camille.clone(), Party::Giver, true),
        (deal.samir.clone(), Party::Taker, false),
        (server.admin().await, Party::Observer, false),
    ] {
        let answer = client.get(&path).await;
        assert_eq!(answer.header("etag"), "\"2\"");
        let seen: Claim = answer.read(200);
        assert_eq!((seen.party, seen.handover_code.is_some()), (party, sees_code));
        assert_eq!(seen.actions, ClaimAction::possible(ClaimState::Accepted, party, Party::Taker));
    }
}

async fn claims_are_listed_by_side_state_and_offer(server: &TestServer) {
    let deal = Deal::begins(server).await;
    let other = server.organisation("Secours populaire").approved().at(BORDEAUX).exists().await;
    let nadia = server.volunteer_of(&other).await;
    let mine = deal.claimed(kg(40)).await;
    let theirs = claim_of(deal.offer.id, other.site()).of(kg(5)).made_by(&nadia).await;
    deal.camille.act(&claim_action(theirs.id, ClaimAction::Accept)).await.expect(200);
    let list = |client: &Client, query: String| {
        let client = client.clone();
        async move {
            let page: ClaimPage = client.get(&format!("{}{query}", paths::CLAIMS)).await.read(200);
            page.items.iter().map(|claim| claim.id).collect::<Vec<_>>()
        }
    };
    let both = [theirs.id, mine.id];
    assert_eq!(list(&deal.camille, String::new()).await, both);
    assert_eq!(list(&deal.samir, String::new()).await, [mine.id]);
    assert_eq!(list(&nadia, String::new()).await, [theirs.id]);
    assert_eq!(list(&server.admin().await, String::new()).await, both);
    assert_eq!(list(&deal.camille, "?state=accepted".to_owned()).await, [theirs.id]);
    assert_eq!(list(&deal.camille, "?party=taker".to_owned()).await, []);
    assert_eq!(list(&deal.camille, format!("?party=giver&offer={}", deal.offer.id)).await, both);
    assert_eq!(list(&deal.samir, format!("?organisation={}", deal.taker.id)).await, [mine.id]);
    let others = format!("{}?organisation={}", paths::CLAIMS, deal.giver.id);
    deal.samir.get(&others).await.refused(Code::Forbidden);
    server.anonymous().get(paths::CLAIMS).await.refused(Code::Unauthenticated);
    deal.samir.get(&format!("{}?state=lost", paths::CLAIMS)).await.refused(Code::Malformed);
}
