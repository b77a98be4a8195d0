//! Declaring a week and correcting it: which weeks, by whom, and what was said before.

use super::lines_stay;
use crate::world::World;
use futures_util::future::join_all;
use serde_json::{Value, json};
use shared::activity::WeeklyActivity;
use shared::ids::SiteId;
use shared::iso_week::IsoWeek;
use shared::paths;
use shared::problem::Code;
use shared::time::{DAY, HOUR};
use tests::fixtures::{declare, declared, people, week, weeks_of};
use tests::{Client, TestServer, both};

both!(
    a_week_is_declared_and_corrected_and_what_was_said_before_stays,
    what_was_not_counted_is_no_zero,
    a_wrong_count_is_told_at_its_field,
    only_weeks_that_have_begun_and_are_not_too_old_are_taken,
    a_week_begins_on_monday_on_the_networks_clocks,
    the_year_ends_with_its_week_53,
    of_many_who_declare_or_correct_at_once_one_does,
    a_repeated_request_declares_once,
    only_members_of_its_organisation_declare_and_read,
);

const NOW: &str = "2026-W48";

async fn a_week_is_declared_and_corrected_and_what_was_said_before_stays(server: &TestServer) {
    let world = World::of(server).await;
    let (site, now) = (world.taker.site(), week(NOW));
    let elsewhere = world.samir.with_header("if-match", "\"ailleurs\"");
    declare(&elsewhere, site, now, &people(1)).await.refused(Code::PreconditionFailed);
    let answer =
        declare(&world.samir, site, now, &json!({ "households": 12, "people": { "under_3": 2, "from_65": 9 } })).await;
    assert_eq!(answer.header("etag"), "\"1\"");
    let first: WeeklyActivity = answer.read(200);
    assert_eq!((first.week, first.people_total, first.version), (now, Some(11), 1));
    assert!(first.changes.is_empty() && first.declared_by.is_some());
    let nadia = server.coordinator_of(&world.taker).await;
    declare(&nadia, site, now, &people(13)).await.refused(Code::PreconditionRequired);
    declare(&nadia.with_if_match(0), site, now, &people(13)).await.refused(Code::PreconditionFailed);
    server.clock.advance(HOUR);
    let second = declared(&nadia.with_if_match(1), site, now, &people(13)).await;
    assert_eq!((second.people_total, second.counts.households, second.version), (Some(13), None, 2));
    assert_eq!((second.declared_at, second.updated_at), (first.declared_at, server.now()));
    declare(&world.samir.with_if_match(1), site, now, &people(14)).await.refused(Code::PreconditionFailed);
    let page = weeks_of(&world.samir, site).await;
    let [item] = page.items.as_slice() else { panic!("one week: {page:?}") };
    assert_eq!(*item, second, "the list says the same");
    let totals: Vec<_> = item.changes.iter().map(|change| (change.number, change.counts.people.total())).collect();
    assert_eq!(totals, [(1, Some(11)), (2, Some(13))]);
    assert_eq!(item.changes[0].by, first.declared_by);
    assert_ne!(item.changes[1].by, first.declared_by);
    lines_stay(server).await;
}

async fn what_was_not_counted_is_no_zero(server: &TestServer) {
    let world = World::of(server).await;
    let (site, now) = (world.taker.site(), week(NOW));
    let told = json!({ "meals": 0, "visits": null, "people": { "under_3": 0, "from_65": null } });
    let answer = declare(&world.samir, site, now, &told).await.expect(200);
    assert_eq!(answer.body["counts"], json!({ "meals": 0, "people": { "under_3": 0 } }), "the rest is left out, not 0");
    let activity: WeeklyActivity = answer.read(200);
    assert_eq!((activity.people_total, activity.counts.visits), (Some(0), None));
    assert_eq!(weeks_of(&world.samir, site).await.items, [activity]);
    let corrected = declared(&world.samir.with_if_match(1), site, now, &json!({ "visits": 0 })).await;
    assert_eq!((corrected.counts.meals, corrected.counts.visits, corrected.people_total), (None, Some(0), None));
}

async fn a_wrong_count_is_told_at_its_field(server: &TestServer) {
    let world = World::of(server).await;
    let sent = async |counts: Value| declare(&world.samir, world.taker.site(), week(NOW), &counts).await;
    sent(json!({})).await.refused_fields(&[("/households", "nothing_counted")]);
    sent(json!({ "people": { "from_65": null }, "meals": null }))
        .await
        .refused_fields(&[("/households", "nothing_counted")]);
    let wrong = json!({ "parcels": -1, "people": { "under_3": 100_001, "martians": 1 } });
    let expected = [("/parcels", "too_small"), ("/people/under_3", "too_large"), ("/people/martians", "unknown")];
    sent(wrong).await.refused_fields(&expected);
    sent(json!({ "households": 1.5 })).await.expect(422);
    sent(json!({ "names": "Jean" })).await.expect(422);
    assert!(weeks_of(&world.samir, world.taker.site()).await.items.is_empty(), "nothing was written");
}

async fn only_weeks_that_have_begun_and_are_not_too_old_are_taken(server: &TestServer) {
    let world = World::of(server).await;
    let (site, now) = (world.taker.site(), week(NOW));
    let sent = async |week: IsoWeek| declare(&world.samir, site, week, &people(1)).await;
    sent(now).await.expect(200);
    sent(now.plus(1)).await.refused_fields(&[("/week", "week_to_come")]);
    sent(now.plus(-53)).await.expect(200);
    sent(now.plus(-54)).await.refused_fields(&[("/week", "week_too_old")]);
    sent(week("2020-W53")).await.refused_fields(&[("/week", "week_too_old")]);
    for wrong in ["2026-W54", "2025-W53", "2026-W00", "2026-48", "2026-W4", "W48", "latest", "2026-11-23"] {
        let path = format!("{}/{wrong}", paths::weekly_activities(site));
        let text = people(1).to_string();
        let answer = world.samir.send_text(reqwest::Method::PUT, &path, Some("application/json"), &text).await;
        answer.refused(Code::NotFound);
    }
}

async fn a_week_begins_on_monday_on_the_networks_clocks(server: &TestServer) {
    let world = World::of(server).await;
    let (site, next) = (world.taker.site(), week("2026-W49"));
    // Until a moment before midnight in Bordeaux, which is eleven in the evening in UTC.
    server.clock.advance(5 * DAY + 14 * HOUR - 1);
    declare(&world.samir, site, next, &people(1)).await.refused_fields(&[("/week", "week_to_come")]);
    server.clock.advance(1);
    declared(&world.samir, site, next, &people(1)).await;
}

async fn the_year_ends_with_its_week_53(server: &TestServer) {
    let world = World::of(server).await;
    let (site, last, first) = (world.taker.site(), week("2026-W53"), week("2027-W01"));
    // New Year's Day, a Friday.
    server.clock.advance(38 * DAY);
    declared(&world.samir, site, last, &people(53)).await;
    declare(&world.samir, site, first, &people(1)).await.refused_fields(&[("/week", "week_to_come")]);
    server.clock.advance(3 * DAY);
    declared(&world.samir, site, first, &people(1)).await;
    let page = weeks_of(&world.samir, site).await;
    assert_eq!(page.items.iter().map(|item| item.week).collect::<Vec<_>>(), [first, last]);
    assert!(page.missing.is_empty(), "{:?}", page.missing);
}

fn statuses(answers: &[tests::Answer], status: u16) -> usize {
    answers.iter().filter(|answer| answer.status == status).count()
}

/// All of them at once, each with a count of his or her own.
async fn at_once(client: &Client, site: SiteId, week: IsoWeek) -> Vec<tests::Answer> {
    join_all((0..16).map(|number| async move { declare(client, site, week, &people(number)).await })).await
}

async fn of_many_who_declare_or_correct_at_once_one_does(server: &TestServer) {
    let world = World::of(server).await;
    let (site, now) = (world.taker.site(), week(NOW));
    let answers = at_once(&world.samir.with_if_match(0), site, now).await;
    assert_eq!((statuses(&answers, 200), statuses(&answers, 412)), (1, 15));
    let answers = at_once(&world.samir.with_if_match(1), site, now).await;
    assert_eq!((statuses(&answers, 200), statuses(&answers, 412)), (1, 15));
    let item = weeks_of(&world.samir, site).await.items.remove(0);
    assert_eq!((item.version, item.changes.len()), (2, 2));
    assert_eq!(item.changes[1].counts, item.counts, "the last line is what stands");
}

async fn a_repeated_request_declares_once(server: &TestServer) {
    let world = World::of(server).await;
    let (site, now) = (world.taker.site(), week(NOW));
    let once = world.samir.with_if_match(0).with_idempotency_key("semaine-48");
    let (first, again) = (declared(&once, site, now, &people(40)).await, declared(&once, site, now, &people(40)).await);
    assert_eq!(first, again);
    assert_eq!(weeks_of(&world.samir, site).await.items[0].version, 1);
    declare(&once, site, now, &people(41)).await.refused(Code::IdempotencyKeyReused);
}

async fn only_members_of_its_organisation_declare_and_read(server: &TestServer) {
    let world = World::of(server).await;
    let (site, now) = (world.taker.site(), week(NOW));
    let path = paths::weekly_activities(site);
    declare(&world.camille, site, now, &people(1)).await.refused(Code::Forbidden);
    world.camille.get(&path).await.refused(Code::Forbidden);
    let (admin, stranger) = (server.admin().await, server.stranger().await);
    declare(&admin, site, now, &people(1)).await.refused(Code::Forbidden);
    assert!(!weeks_of(&admin, site).await.can_declare);
    declare(&stranger, site, now, &people(1)).await.refused(Code::NotFound);
    stranger.get(&path).await.refused(Code::NotFound);
    let nowhere = SiteId(uuid::Uuid::now_v7());
    declare(&world.samir, nowhere, now, &people(1)).await.refused(Code::NotFound);
    world.samir.get(&paths::weekly_activities(nowhere)).await.refused(Code::NotFound);
    declared(&world.samir, site, now, &people(1)).await;
    let why = json!({ "reason": "Contrôle en cours" });
    admin.post(&paths::suspend_organisation(world.taker.id), &why).await.expect(200);
    declare(&world.samir.with_if_match(1), site, now, &people(2)).await.refused(Code::OrganisationSuspended);
    let page = weeks_of(&world.samir, site).await;
    assert_eq!((page.items.len(), page.can_declare), (1, false), "it still reads its own");
}
