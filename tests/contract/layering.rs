//! Imports go down only; the database is entered by its doors only.

use crate::sources::{rust_files, shown, without_tests};
use tests::project;

fn each_line(wanted: impl Fn(&str) -> bool, check: impl Fn(&str) -> Option<&'static str>) {
    let mut files = 0;
    let mut complaints = Vec::new();
    for file in rust_files().into_iter().filter(|file| wanted(&shown(file))) {
        files += 1;
        for (number, line) in without_tests(&project::read(&file)).lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            if let Some(rule) = check(code) {
                complaints.push(format!("{}:{}: {rule}: {line}", shown(&file), number + 1));
            }
        }
    }
    assert!(files > 0, "no file is meant by this rule");
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn rules_and_engine_know_neither_database_nor_server_nor_clock() {
    let pure = |file: &str| {
        file.starts_with("api/src/") && (file.ends_with("rules.rs") || file.contains("/rules/") || file.contains("/engine/"))
    };
    each_line(pure, |code| {
        let foreign = ["diesel", "actix_web", "crate::db", "crate::http", "Utc::now", "SystemTime", "Instant::now"];
        foreign.iter().any(|word| code.contains(word)).then_some("rules are pure")
    });
}

#[test]
fn sql_is_in_stores_models_and_the_database_layer_only() {
    // What is a store without the name: one table, one file.
    let stores =
        ["members/invitations.rs", "http/idempotency.rs", "http/actor.rs", "accounts/keys.rs", "communes/gazetteer.rs"];
    let layers = [
        "api/src/db/",
        "/store",
        "/model",
        "/offers/search/",
        "/needs/search/",
        "api/src/events/",
        "api/src/imports/",
        "api/src/demo/",
    ];
    let allowed: Vec<&str> = stores.into_iter().chain(layers).collect();
    let elsewhere = move |file: &str| file.starts_with("api/src/") && !allowed.iter().any(|part| file.contains(part));
    each_line(elsewhere, |code| {
        let sql = ["diesel::insert_into", "diesel::update", "diesel::delete", "sql_query", "schema::"];
        sql.iter().any(|word| code.contains(word)).then_some("SQL belongs into a store")
    });
}

#[test]
fn transactions_begin_in_the_database_layer_only() {
    let outside = |file: &str| file.starts_with("api/src/") && !file.starts_with("api/src/db/") && !file.ends_with("app.rs");
    each_line(outside, |code| code.contains("transaction(").then_some("use State::write"));
}

#[test]
fn routes_are_services_of_annotated_handlers() {
    // Below /api everything goes through `.service(…)`, which the document sees; health checks and pages are not in it.
    let nouns = |file: &str| {
        file.starts_with("api/src/")
            && !file.ends_with("app.rs")
            && !file.contains("/spa/")
            && !file.ends_with("problem_pages.rs")
            && !file.ends_with("health.rs")
    };
    each_line(nouns, |code| (code.contains(".route(") || code.contains("web::resource")).then_some("use .service(…)"));
}

#[test]
fn the_time_comes_from_the_context() {
    let nouns = |file: &str| file.starts_with("api/src/") && !file.ends_with("clock.rs");
    each_line(nouns, |code| (code.contains("Utc::now") || code.contains("SystemTime::now")).then_some("use cx.now"));
}

#[test]
fn the_combined_connection_is_opened_by_scheme() {
    let outside = |file: &str| file.starts_with("api/src/") && !file.starts_with("api/src/db/");
    each_line(outside, |code| code.contains("::establish(").then_some("use DatabaseUrl::connect"));
}

#[test]
fn pages_speak_to_the_server_through_the_client_only() {
    let pages = |file: &str| file.starts_with("frontend/src/pages") || file.starts_with("frontend/src/components");
    each_line(pages, |code| code.contains("gloo_net").then_some("use the client"));
}
