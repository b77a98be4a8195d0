//! The demonstration network: what a person sees in the first minute.

use api::accounts::password;
use api::demo::{self, Demonstration, PASSWORD};
use serde_json::json;
use shared::accounts::{AccessToken, Me};
use shared::activity::ActivitySums;
use shared::claims::{ClaimPage, ClaimState, Party};
use shared::conversations::MessagePage;
use shared::equipment_needs::EquipmentNeedPage;
use shared::needs::NeedPage;
use shared::offers::OfferPage;
use shared::organisations::{OrganisationKind, OrganisationPage};
use shared::paths;
use shared::rounds::{AllocationRoundPage, RoundStatus};
use shared::skill_sessions::{SkillSessionPage, SkillSessionState};
use shared::skills::SkillListingPage;
use shared::stock::{LotStatus, StockLinePage};
use shared::time::DAY;
use shared::tours::{TourPage, TourState};
use std::collections::BTreeSet;
use tests::{TestServer, both};

both!(
    a_demonstration_has_a_dozen_organisations_and_claims_in_every_state,
    every_account_of_the_demonstration_logs_in,
    days_later_the_board_is_fresh_again,
    a_network_at_work_is_recognised,
);

async fn fill(server: &TestServer) -> Demonstration {
    let hash = password::hash_here(PASSWORD).unwrap();
    server.state.write(move |cx| demo::fill(cx, &hash)).await.unwrap()
}

async fn a_demonstration_has_a_dozen_organisations_and_claims_in_every_state(server: &TestServer) {
    let made = fill(server).await;
    assert!(made.is_new && made.open_offers >= 12, "{} offers", made.open_offers);
    let admin = server.admin().await;
    let organisations: OrganisationPage = admin.get("/api/v1/organisations?limit=100").await.read(200);
    assert!(organisations.items.len() >= 12, "{} organisations", organisations.items.len());
    let claims: ClaimPage = admin.get("/api/v1/claims?limit=100").await.read(200);
    let states: BTreeSet<ClaimState> = claims.items.iter().map(|claim| claim.state).collect();
    assert_eq!(states.into_iter().collect::<Vec<_>>(), ClaimState::ALL, "a claim in every state");
    let offers: OfferPage = admin.get("/api/v1/offers?limit=100").await.read(200);
    assert!(offers.items.iter().all(|offer| offer.closes_at > server.now()), "fresh today");
    let needs: NeedPage = admin.get(paths::NEEDS).await.read(200);
    assert!(needs.items.len() >= 4 && needs.items[0].urgent_until.is_some(), "{} needs", needs.items.len());
    assert!(claims.items.iter().any(|claim| claim.asked_by == Party::Giver), "a proposal for a need");
    let mut said = 0;
    for claim in &claims.items {
        let page: MessagePage = admin.get(&paths::messages_of_claim(claim.id)).await.read(200);
        said += page.items.len();
    }
    assert!(said >= 3, "a conversation: {said} messages");
    assert!(offers.items.iter().all(|offer| offer.site.position.is_some()), "on the map");
    let wanted: EquipmentNeedPage = admin.get(paths::EQUIPMENT_NEEDS).await.read(200);
    assert!(wanted.items.len() == 2 && wanted.items.iter().any(|need| need.urgent), "{} needs", wanted.items.len());
    let skills: SkillListingPage = admin.get(paths::SKILLS).await.read(200);
    let sessions: SkillSessionPage = admin.get(paths::SKILL_SESSIONS).await.read(200);
    let states: BTreeSet<_> = sessions.items.iter().map(|session| session.state).collect();
    let (proposed, agreed, done) = (SkillSessionState::Proposed, SkillSessionState::Agreed, SkillSessionState::Done);
    assert!(skills.items.len() >= 5 && states.is_superset(&BTreeSet::from([proposed, agreed, done])), "{states:?}");
    let tours: TourPage = admin.get(paths::TOURS).await.read(200);
    let carried: Vec<_> = tours.items.iter().map(|tour| (tour.state, tour.load_count)).collect();
    assert_eq!(carried, [(TourState::Planned, 2)], "a tour with two loads");
    stock_is_there(server, &organisations).await;
    rounds_are_there(server).await;
    let counted: ActivitySums = admin.get(paths::NETWORK_ACTIVITY).await.read(200);
    let (before, present) = counted.weeks.split_at(counted.weeks.len() - 1);
    assert!(before.iter().all(|week| week.sites_declared >= 7 && week.people_total > Some(300)), "{before:?}");
    assert!(before.iter().filter(|week| week.sites_declared < week.sites_expected).count() >= 7, "gaps are shown");
    assert_eq!(present[0].sites_declared, 0, "this week is to come");
}

/// A warehouse with lots of every kind, some of them handed over.
async fn stock_is_there(server: &TestServer, organisations: &OrganisationPage) {
    let admin = server.admin().await;
    let bank = organisations.items.iter().find(|one| one.kind == OrganisationKind::FoodBank).expect("a food bank");
    let lots: StockLinePage = admin.get(&format!("{}?organisation={}&limit=100", paths::LOTS, bank.id)).await.read(200);
    assert!(lots.items.len() >= 40, "{} lots", lots.items.len());
    let statuses: BTreeSet<LotStatus> = lots.items.iter().map(|line| line.lot.status).collect();
    assert_eq!(statuses, BTreeSet::from([LotStatus::Approved, LotStatus::OnHold, LotStatus::Quarantined]));
    let mut handed_over = 0;
    for other in organisations.items.iter().filter(|one| one.id != bank.id) {
        let path = format!("{}?organisation={}", paths::LOTS, other.id);
        handed_over += admin.get(&path).await.read::<StockLinePage>(200).items.len();
    }
    assert!(handed_over >= 5, "{handed_over} lots of others");
}

/// A round that is over, one that waits for answers, and one that has just begun; food is left for others.
async fn rounds_are_there(server: &TestServer) {
    let admin = server.admin().await;
    let rounds: AllocationRoundPage = admin.get(paths::ALLOCATION_ROUNDS).await.read(200);
    let statuses: Vec<RoundStatus> = rounds.items.iter().map(|round| round.status).collect();
    assert_eq!(statuses, [RoundStatus::Draft, RoundStatus::Published, RoundStatus::Closed], "the latest day first");
    assert!(rounds.items.iter().all(|round| round.recipients == 8 && round.lots >= 10), "{:?}", rounds.items);
    for round in &rounds.items[1..] {
        let figures = round.figures.expect("figures");
        assert!(figures.kg > 500 && figures.kg <= figures.available_kg && figures.lowest > 0, "{figures:?}");
        assert_eq!(round.revision, Some(2), "a line was refused");
    }
    // What its volunteers are asked when they log in.
    let credentials = json!({ "email": "benevole.coutras@demo.example.org", "password": PASSWORD });
    let token: AccessToken = server.anonymous().post(paths::LOGIN, &credentials).await.read(200);
    let volunteer = server.anonymous().with_token(&token.access_token);
    let seen: AllocationRoundPage = volunteer.get(paths::ALLOCATION_ROUNDS).await.read(200);
    let open: Vec<i64> = seen.items.iter().flat_map(|round| &round.parts).map(|part| part.open_lines).collect();
    assert!(open.iter().any(|lines| *lines > 3), "{open:?}");
}

async fn every_account_of_the_demonstration_logs_in(server: &TestServer) {
    let made = fill(server).await;
    let mut roles = BTreeSet::new();
    for login in &made.accounts {
        let credentials = json!({ "email": login.email, "password": PASSWORD });
        let token: AccessToken = server.anonymous().post(paths::LOGIN, &credentials).await.read(200);
        let me: Me = server.anonymous().with_token(&token.access_token).get(paths::ME).await.read(200);
        roles.extend(me.memberships.iter().map(|membership| membership.role.as_str()));
        roles.extend(me.user.network_admin.then_some("administrator"));
    }
    let all = ["administrator", "allocator", "coordinator", "volunteer"];
    assert!(all.iter().all(|role| roles.contains(role)), "{roles:?}");
}

async fn days_later_the_board_is_fresh_again(server: &TestServer) {
    let first = fill(server).await;
    let again = fill(server).await;
    assert!(!again.is_new && !server.state.read(demo::is_real_network).await.unwrap());
    assert_eq!(again.open_offers, first.open_offers, "a second start changes nothing");
    server.clock.advance(30 * DAY);
    api::events::worker::run_once(&server.state).await;
    let later = fill(server).await;
    assert!(!later.is_new && later.open_offers >= 12, "{} offers", later.open_offers);
}

async fn a_network_at_work_is_recognised(server: &TestServer) {
    let is_real = async || server.state.read(demo::is_real_network).await.unwrap();
    assert!(!is_real().await, "an empty database");
    server.organisation("Épicerie").approved().exists().await;
    assert!(is_real().await);
}
