//! Who is told of what fits, and when.

use crate::world::World;
use api::events::worker;
use serde_json::{Value, json};
use shared::ids::SiteId;
use shared::notifications::NotificationKind::{HelpOffered, HelpWanted, Matched};
use shared::notifications::{Notification, NotificationKind, NotificationPage};
use shared::paths;
use shared::time::{HOUR, MINUTE};
use tests::fixtures::communes::{ARCACHON, BORDEAUX, COUTRAS};
use tests::fixtures::{accounts_at, repair_at, skill_of, van_of, van_wanted_at, wanted};
use tests::{Client, TestServer, both};

both!(
    a_need_is_told_to_whoever_could_lend_and_its_publisher_hears_who,
    an_item_is_told_to_whoever_looks_for_it,
    skills_are_told_to_the_other_side,
    five_are_told_at_first_and_the_next_after_twenty_minutes,
    a_change_tells_only_those_who_were_not_told,
    nobody_else_is_told,
    a_mail_tells_of_what_was_not_read,
);

async fn told(client: &Client) -> Vec<Notification> {
    client.get(&format!("{}?limit=100", paths::NOTIFICATIONS)).await.read::<NotificationPage>(200).items
}

async fn kinds(client: &Client) -> Vec<NotificationKind> {
    told(client).await.iter().map(|one| one.kind).collect()
}

async fn work(server: &TestServer) {
    worker::run_once(&server.state).await;
}

fn accounts_wanted(site: SiteId) -> Value {
    json!({ "kind": "wanted", "site_id": site, "skill": "accounting", "title": "Bilan de fin d'année" })
}

async fn a_need_is_told_to_whoever_could_lend_and_its_publisher_hears_who(server: &TestServer) {
    let world = World::of(server).await;
    let (nadia, colleague) = (server.coordinator_of(&world.giver).await, server.volunteer_of(&world.taker).await);
    let van = van_of(&world.camille, world.giver.site()).await;
    work(server).await;
    let need = wanted(&world.samir, &van_wanted_at(world.taker.site(), 24, 34)).await;
    assert!(told(&world.camille).await.is_empty(), "the publisher does not wait for it");
    work(server).await;
    let heard = told(&world.camille).await;
    assert_eq!((heard.len(), heard[0].kind, heard[0].organisation_id), (1, HelpWanted, world.giver.id));
    let facts = &heard[0].facts;
    assert_eq!(facts.equipment_need.as_ref().map(|need| need.id), Some(need.id));
    assert_eq!((facts.equipment_id, facts.item.as_deref()), (Some(van.id), Some("Camionnette frigorifique")));
    assert_eq!((facts.other.as_deref(), facts.distance_m), (Some("Restos du Cœur"), Some(15_171)));
    assert_eq!(kinds(&nadia).await, [HelpWanted], "colleagues hear of it too");
    let heard = told(&world.samir).await;
    assert_eq!((heard.len(), heard[0].kind, heard[0].facts.count), (1, Matched, Some(1)));
    assert_eq!(heard[0].facts.other.as_deref(), Some("Épicerie"));
    assert!(told(&colleague).await.is_empty(), "somebody else has published it");
    work(server).await;
    assert_eq!((kinds(&world.camille).await.len(), kinds(&world.samir).await.len()), (1, 1));
}

async fn an_item_is_told_to_whoever_looks_for_it(server: &TestServer) {
    let world = World::of(server).await;
    let need = wanted(&world.samir, &van_wanted_at(world.taker.site(), 24, 34)).await;
    work(server).await;
    assert!(told(&world.samir).await.is_empty(), "nobody has a van yet");
    let van = van_of(&world.camille, world.giver.site()).await;
    work(server).await;
    let heard = told(&world.samir).await;
    assert_eq!((heard.len(), heard[0].kind, heard[0].organisation_id), (1, HelpOffered, world.taker.id));
    let facts = &heard[0].facts;
    assert_eq!((facts.equipment_id, facts.equipment_need.as_ref().map(|need| need.id)), (Some(van.id), Some(need.id)));
    assert_eq!(facts.other.as_deref(), Some("Épicerie"));
    assert!(told(&world.camille).await.is_empty(), "who added it is not kept");
}

async fn skills_are_told_to_the_other_side(server: &TestServer) {
    let world = World::of(server).await;
    let offered = skill_of(&world.camille, &accounts_at(world.giver.site())).await;
    work(server).await;
    let wish = skill_of(&world.samir, &accounts_wanted(world.taker.site())).await;
    work(server).await;
    let heard = told(&world.camille).await;
    assert_eq!((heard.len(), heard[0].kind), (1, HelpWanted));
    let facts = &heard[0].facts;
    let skills = (facts.skill_offered.as_ref().map(|one| one.id), facts.skill_wanted.as_ref().map(|one| one.id));
    assert_eq!((skills, facts.other.as_deref()), ((Some(offered.id), Some(wish.id)), Some("Restos du Cœur")));
    assert!(told(&world.samir).await.is_empty());
    let other = server.organisation("Comptables").approved().at(COUTRAS).exists().await;
    skill_of(&server.volunteer_of(&other).await, &accounts_at(other.site())).await;
    work(server).await;
    let heard = told(&world.samir).await;
    assert_eq!((heard.len(), heard[0].kind, heard[0].facts.other.as_deref()), (1, HelpOffered, Some("Comptables")));
}

async fn five_are_told_at_first_and_the_next_after_twenty_minutes(server: &TestServer) {
    let world = World::of(server).await;
    let mut lenders = Vec::new();
    for n in 0..7 {
        let lender = server.organisation(&format!("Prêteur {n}")).approved().at(BORDEAUX).exists().await;
        let volunteer = server.volunteer_of(&lender).await;
        van_of(&volunteer, lender.site()).await;
        lenders.push(volunteer);
    }
    work(server).await;
    wanted(&world.camille, &van_wanted_at(world.giver.site(), 24, 34)).await;
    for (minutes, expected) in [(0, 5), (19, 5), (1, 7), (60, 7)] {
        server.clock.advance(minutes * MINUTE);
        work(server).await;
        work(server).await;
        let mut heard = 0;
        for lender in &lenders {
            let times = told(lender).await.len();
            assert!(times <= 1, "nobody is told twice");
            heard += times;
        }
        assert_eq!(heard, expected, "{minutes} minutes later");
    }
    assert_eq!(kinds(&world.camille).await, [Matched]);
}

async fn a_change_tells_only_those_who_were_not_told(server: &TestServer) {
    let world = World::of(server).await;
    let other = server.organisation("Autre").approved().at(COUTRAS).exists().await;
    let zoe = server.volunteer_of(&other).await;
    van_of(&world.camille, world.giver.site()).await;
    let tent = json!({ "site_id": other.site(), "kind": "tent", "name": "Barnum" });
    zoe.post(paths::EQUIPMENT, &tent).await.expect(201);
    work(server).await;
    let need = wanted(&world.samir, &van_wanted_at(world.taker.site(), 24, 34)).await;
    work(server).await;
    assert_eq!((kinds(&world.camille).await.len(), kinds(&zoe).await.len()), (1, 0));
    let change = json!({ "kind": "tent", "title": "Barnum pour samedi" });
    world.samir.with_if_match(1).patch(&paths::equipment_need(need.id), &change).await.expect(200);
    work(server).await;
    assert_eq!((kinds(&world.camille).await.len(), kinds(&zoe).await), (1, vec![HelpWanted]));
    assert_eq!(kinds(&world.samir).await, [Matched]);
}

async fn nobody_else_is_told(server: &TestServer) {
    let world = World::of(server).await;
    let far = server.organisation("Loin").approved().at(ARCACHON).exists().await;
    let zoe = server.volunteer_of(&far).await;
    van_of(&zoe, far.site()).await;
    van_of(&world.samir, world.taker.site()).await;
    skill_of(&world.camille, &accounts_at(world.giver.site())).await;
    wanted(&world.samir, &van_wanted_at(world.taker.site(), 24, 34)).await;
    skill_of(&world.samir, &repair_at(world.taker.site())).await;
    // Taken back before the worker came by.
    let gone = wanted(&world.samir, &van_wanted_at(world.taker.site(), 44, 54)).await;
    world.samir.act(&paths::withdraw_equipment_need(gone.id)).await.expect(200);
    work(server).await;
    for client in [&world.camille, &world.samir, &zoe] {
        assert!(told(client).await.is_empty());
    }
}

async fn a_mail_tells_of_what_was_not_read(server: &TestServer) {
    let world = World::of(server).await;
    van_of(&world.camille, world.giver.site()).await;
    wanted(&world.samir, &van_wanted_at(world.taker.site(), 24, 34)).await;
    work(server).await;
    let email = format!("{}@example.org", world.camille.user_id().0.simple());
    let sent = async || server.outbox().await.into_iter().filter(|mail| mail.recipient == email).count();
    assert_eq!(sent().await, 0, "the open browser comes first");
    server.clock.advance(HOUR);
    work(server).await;
    assert_eq!(sent().await, 1);
    let subject = server.mail_to(&email).await.subject;
    let title = "Restos du Cœur cherche « Camionnette pour samedi » : votre « Camionnette frigorifique » conviendrait";
    assert_eq!(subject, title);
}
