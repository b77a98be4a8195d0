//! The directory of skills: what is offered and what is looked for.

use serde_json::json;
use shared::paths;
use shared::problem::Code;
use shared::sites::{Site, Weekday};
use shared::skills::{DayPart, SkillListing, SkillListingPage, SkillTopic};
use shared::time::DAY;
use tests::fixtures::communes::{COUTRAS, LIBOURNE};
use tests::fixtures::{accounts_at, day, repair_at, session_of, site_at, skill_of};
use tests::{Client, TestServer, both};

both!(
    a_skill_is_offered_edited_and_paused,
    skills_are_found_by_what_they_are_and_where,
    the_directory_is_paged_by_age_and_by_distance,
    a_wish_is_in_the_directory_until_its_last_day,
    a_name_is_shown_while_its_person_belongs,
    what_does_not_fit_a_kind_is_refused,
    a_suspended_organisation_leaves_the_directory,
);

async fn titles(client: &Client, query: &str) -> Vec<String> {
    let page: SkillListingPage = client.get(&format!("{}?{query}", paths::SKILLS)).await.read(200);
    page.items.into_iter().map(|item| item.title).collect()
}

async fn a_skill_is_offered_edited_and_paused(server: &TestServer) {
    let owner = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let neighbour = server.organisation("Voisine").approved().at(COUTRAS).exists().await;
    let (camille, other) = (server.volunteer_of(&owner).await, server.volunteer_of(&neighbour).await);
    let mut body = accounts_at(owner.site());
    body["person_id"] = json!(camille.user_id());
    let skill = skill_of(&camille, &body).await;
    assert_eq!((skill.topic, skill.can_edit, skill.paused), (SkillTopic::Administration, true, false));
    let times: Vec<_> = skill.free_times.iter().map(|time| (time.day, time.part)).collect();
    assert_eq!(times, [(Weekday::Monday, DayPart::Morning), (Weekday::Tuesday, DayPart::Evening)], "in the week's order");
    let seen: SkillListing = other.get(&paths::skill(skill.id)).await.read(200);
    assert_eq!((seen.can_edit, seen.person.map(|person| person.id)), (false, Some(camille.user_id())));

    let change = json!({ "title": " Bilan ", "description": null, "travels_km": 10, "paused": true });
    let path = paths::skill(skill.id);
    let edited: SkillListing = camille.with_if_match(1).patch(&path, &change).await.read(200);
    assert_eq!((edited.title.as_str(), edited.description, edited.paused), ("Bilan", None, true));
    camille.with_if_match(1).patch(&path, &change).await.refused(Code::PreconditionFailed);
    other.with_if_match(2).patch(&path, &change).await.refused(Code::Forbidden);
    assert!(titles(&other, "").await.is_empty());
    assert_eq!(titles(&camille, &format!("organisation={}", owner.id)).await, ["Bilan"], "its owner still sees it");
    let wish = session_of(skill.id, neighbour.id, 24);
    other.post(paths::SKILL_SESSIONS, &wish).await.refused(Code::SkillPaused);
    camille.with_if_match(2).patch(&path, &json!({ "paused": false })).await.expect(200);
    assert_eq!(titles(&other, "").await, ["Bilan"]);
}

async fn skills_are_found_by_what_they_are_and_where(server: &TestServer) {
    let near = server.organisation("Près").approved().at(LIBOURNE).exists().await;
    let far = server.organisation("Loin").approved().at(COUTRAS).exists().await;
    let (camille, samir) = (server.volunteer_of(&near).await, server.volunteer_of(&far).await);
    skill_of(&camille, &accounts_at(near.site())).await;
    skill_of(&samir, &repair_at(far.site())).await;
    for (query, found) in [
        ("kind=offered", "Comptes annuels"),
        ("kind=wanted", "Réparer la chambre froide"),
        ("topic=repair", "Réparer la chambre froide"),
        ("skill=accounting", "Comptes annuels"),
        ("remote=true", "Comptes annuels"),
        ("text=REPARER%20froide", "Réparer la chambre froide"),
        ("text=budget", "Comptes annuels"),
    ] {
        assert_eq!(titles(&samir, query).await, [found], "{query}");
    }
    assert!(titles(&samir, "text=budget%20froide").await.is_empty(), "each of the words");
    assert_eq!(titles(&samir, "text=%25").await.len(), 2, "a sign is no word");
    let close = format!("near_site={}&within_km=5", near.site());
    assert_eq!(titles(&camille, &close).await, ["Comptes annuels"]);
    samir.get(&format!("{}?within_km=5", paths::SKILLS)).await.refused_fields(&[("?within_km", "needs_place")]);
    // A site that moves takes its skills along.
    let coordinator = server.coordinator_of(&near).await;
    let site: Site = coordinator.post(&paths::sites_of(near.id), &site_at(LIBOURNE)).await.read(201);
    skill_of(&camille, &accounts_at(site.id)).await;
    let moved = json!({ "insee_code": COUTRAS.insee_code, "postcode": null, "position": null });
    coordinator.with_if_match(site.version).patch(&paths::site(site.id), &moved).await.expect(200);
    let there = format!("near_commune={}&within_km=5", COUTRAS.insee_code);
    assert_eq!(titles(&samir, &there).await.len(), 2);
}

async fn the_directory_is_paged_by_age_and_by_distance(server: &TestServer) {
    let near = server.organisation("Près").approved().at(LIBOURNE).exists().await;
    let far = server.organisation("Loin").approved().at(COUTRAS).exists().await;
    let (camille, samir) = (server.volunteer_of(&near).await, server.volunteer_of(&far).await);
    for (client, site, title) in
        [(&camille, near.site(), "un"), (&samir, far.site(), "deux"), (&camille, near.site(), "trois")]
    {
        let mut body = accounts_at(site);
        body["title"] = json!(title);
        skill_of(client, &body).await;
        server.clock.advance(1_000);
    }
    let order = async |place: &str| {
        let (mut all, mut cursor) = (Vec::new(), String::new());
        loop {
            let page: SkillListingPage = samir.get(&format!("{}?limit=1{place}{cursor}", paths::SKILLS)).await.read(200);
            all.extend(page.items.into_iter().map(|item| item.title));
            match page.next_cursor {
                Some(next) => cursor = format!("&cursor={next}"),
                None => return all,
            }
        }
    };
    assert_eq!(order("").await, ["trois", "deux", "un"]);
    let by_distance = order(&format!("&near_commune={}", COUTRAS.insee_code)).await;
    assert_eq!((by_distance.len(), by_distance[0].as_str()), (3, "deux"));
}

async fn a_wish_is_in_the_directory_until_its_last_day(server: &TestServer) {
    let owner = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let neighbour = server.organisation("Voisine").approved().at(COUTRAS).exists().await;
    let (camille, other) = (server.volunteer_of(&owner).await, server.volunteer_of(&neighbour).await);
    let mut body = repair_at(owner.site());
    body["needed_by"] = json!(day(2));
    let wish = skill_of(&camille, &body).await;
    server.clock.advance(2 * DAY);
    assert_eq!(titles(&other, "").await.len(), 1, "its last day");
    server.clock.advance(DAY);
    assert!(titles(&other, "").await.is_empty());
    other.post(paths::SKILL_SESSIONS, &session_of(wish.id, neighbour.id, 100)).await.refused(Code::SkillPaused);
    let paused = camille.with_if_match(1).patch(&paths::skill(wish.id), &json!({ "paused": true })).await;
    paused.expect(200);
    let late = camille.with_if_match(2).patch(&paths::skill(wish.id), &json!({ "needed_by": day(1) })).await;
    late.refused_fields(&[("/needed_by", "in_the_past")]);
}

async fn a_name_is_shown_while_its_person_belongs(server: &TestServer) {
    let owner = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let neighbour = server.organisation("Voisine").approved().at(COUTRAS).exists().await;
    let (camille, odile) = (server.coordinator_of(&owner).await, server.volunteer_of(&owner).await);
    let other = server.volunteer_of(&neighbour).await;
    let mut body = accounts_at(owner.site());
    body["person_id"] = json!(other.user_id());
    camille.post(paths::SKILLS, &body).await.refused_fields(&[("/person_id", "unknown")]);
    body["person_id"] = json!(odile.user_id());
    let skill = skill_of(&camille, &body).await;
    assert!(skill.person.is_some());
    camille.delete(&paths::member(owner.id, odile.user_id())).await.expect(204);
    let seen: SkillListing = other.get(&paths::skill(skill.id)).await.read(200);
    assert_eq!(seen.person, None);
}

async fn what_does_not_fit_a_kind_is_refused(server: &TestServer) {
    let owner = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let neighbour = server.organisation("Voisine").approved().at(COUTRAS).exists().await;
    let (camille, other) = (server.volunteer_of(&owner).await, server.volunteer_of(&neighbour).await);
    let refused = async |mut body: serde_json::Value, member: &str, value: serde_json::Value, code: &str| {
        body[member] = value;
        camille.post(paths::SKILLS, &body).await.refused_fields(&[(&format!("/{member}"), code)]);
    };
    refused(accounts_at(owner.site()), "wanted_minutes", json!(60), "not_allowed").await;
    refused(accounts_at(owner.site()), "needed_by", json!(day(3)), "not_allowed").await;
    refused(repair_at(owner.site()), "travels_km", json!(10), "not_allowed").await;
    refused(repair_at(owner.site()), "person_id", json!(camille.user_id()), "not_allowed").await;
    refused(repair_at(owner.site()), "title", json!(" "), "required").await;
    refused(repair_at(owner.site()), "site_id", json!(uuid::Uuid::now_v7()), "unknown").await;
    other.post(paths::SKILLS, &repair_at(owner.site())).await.refused(Code::Forbidden);
}

async fn a_suspended_organisation_leaves_the_directory(server: &TestServer) {
    let owner = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
    let neighbour = server.organisation("Voisine").approved().at(COUTRAS).exists().await;
    let (camille, other) = (server.volunteer_of(&owner).await, server.volunteer_of(&neighbour).await);
    let skill = skill_of(&camille, &accounts_at(owner.site())).await;
    let why = json!({ "reason": "Contrôle en cours" });
    server.admin().await.post(&paths::suspend_organisation(owner.id), &why).await.expect(200);
    assert!(titles(&other, "").await.is_empty());
    other.get(&paths::skill(skill.id)).await.refused(Code::NotFound);
    assert_eq!(titles(&camille, &format!("organisation={}", owner.id)).await.len(), 1);
}
