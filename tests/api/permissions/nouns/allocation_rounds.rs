//! A round of a food bank of its own, which the taker's site is in: the food bank decides, the taker asks and answers.

use super::unknown;
use crate::permissions::{House, Request, Side, World};
use crate::rounds::kg_of;
use reqwest::Method;
use serde_json::{Value, json};
use shared::ids::{AllocationRoundId, SiteId};
use shared::iso_week::IsoWeek;
use shared::organisations::OrganisationKind;
use shared::paths;
use shared::rounds::{AllocationSchedule, RoundLot, Workbench};
use tests::fixtures::communes::LIBOURNE;
use tests::fixtures::{
    answer_to, asking, begun, computed, day, declared, handed, kinds_of_food, people, published, received, round_of,
    schedule_of, set_by_hand, tins_at,
};

pub async fn request(world: &World<'_>, operation: &str) -> Request {
    let site = world.taker.organisation.site();
    match operation {
        "find_standing_request" => Request::get(paths::standing_request(site), Side::Taker),
        "declare_standing_request" => put(paths::standing_request(site), &tins(60), Side::Taker),
        "list_schedules" => Request::get(paths::ALLOCATION_SCHEDULES, Side::Taker),
        "create_schedule" | "delete_schedule" => of_a_schedule(bank(world).await, operation).await,
        "list_allocation_rounds" | "create_allocation_round" => of_a_bank(bank(world).await, operation),
        "find_allocation_round"
        | "update_allocation_round"
        | "find_round_request"
        | "request_round"
        | "approve_request"
        | "list_round_revisions"
        | "find_workbench"
        | "compute_round"
        | "cancel_round"
        | "simulate_round" => {
            asking(&world.taker.coordinator, site, &[("canned", "ambient", 60)]).await;
            let bank = bank(world).await;
            let round = begun(&bank.coordinator, bank.organisation.id).await.id;
            of_a_draft(bank, round, site, operation)
        }
        "adjust_round" | "undo_adjustment" | "publish_round" => {
            let bank = with_tins(world).await;
            let round = begun(&bank.coordinator, bank.organisation.id).await.id;
            let bench = computed(&bank.coordinator, round).await;
            of_a_computed_one(bank, &bench, site, operation).await
        }
        "find_delivery_note"
        | "find_delivery_notes"
        | "find_pick_list"
        | "list_round_lines_csv"
        | "list_round_lines_xlsx"
        | "find_statement"
        | "find_statement_paper"
        | "explain_share"
        | "close_round"
        | "answer_round"
        | "hand_over_round" => {
            let bank = with_tins(world).await;
            let round = begun(&bank.coordinator, bank.organisation.id).await.id;
            let bench = published(&bank.coordinator, round).await;
            of_a_published_one(bank, &bench, site, operation)
        }
        other => unknown(other),
    }
}

/// A new food bank.
async fn bank(world: &World<'_>) -> House {
    let bank = world.server.organisation("Partage").kind(OrganisationKind::FoodBank).approved().at(LIBOURNE).exists().await;
    House::of(world.server, bank).await
}

/// A new food bank with 300 kg of tins, of which the taker will get some.
async fn with_tins(world: &World<'_>) -> House {
    let (taker, site) = (&world.taker.coordinator, world.taker.organisation.site());
    declared(taker, site, IsoWeek::of(day(0)), &people(40)).await;
    asking(taker, site, &[("canned", "ambient", 60)]).await;
    let bank = bank(world).await;
    received(&bank.coordinator, &tins_at(bank.organisation.site())).await;
    bank
}

fn of_it(bank: House) -> Side {
    Side::Other(Box::new(bank))
}

/// So many kilograms of tins.
fn tins(kg: i64) -> Value {
    kinds_of_food(&[("canned", "ambient", kg)])
}

fn put(path: String, body: &Value, side: Side) -> Request {
    Request::of(Method::PUT, path, side).with_json(body).with_header("if-match", "*")
}

/// Decides on the version that there is.
fn decide(path: String, bank: House) -> Request {
    Request::act(path, of_it(bank)).with_header("if-match", "*")
}

fn of_a_bank(bank: House, operation: &str) -> Request {
    let id = bank.organisation.id;
    match operation {
        "list_allocation_rounds" => Request::get(format!("{}?organisation={id}", paths::ALLOCATION_ROUNDS), of_it(bank)),
        "create_allocation_round" => Request::post(paths::ALLOCATION_ROUNDS, &round_of(id), of_it(bank)),
        other => unknown(other),
    }
}

async fn of_a_schedule(bank: House, operation: &str) -> Request {
    let body = schedule_of(bank.organisation.id);
    if operation == "create_schedule" {
        return Request::post(paths::ALLOCATION_SCHEDULES, &body, of_it(bank));
    }
    let made: AllocationSchedule = bank.coordinator.post(paths::ALLOCATION_SCHEDULES, &body).await.read(201);
    Request::delete(paths::allocation_schedule(made.id), of_it(bank))
}

fn of_a_draft(bank: House, id: AllocationRoundId, site: SiteId, operation: &str) -> Request {
    match operation {
        "find_allocation_round" => Request::get(paths::allocation_round(id), of_it(bank)),
        "update_allocation_round" => Request::patch(paths::allocation_round(id), &json!({ "tolerance_kg": 5 }), of_it(bank)),
        "find_round_request" => Request::get(paths::round_request(id, site), Side::Taker),
        "request_round" => put(paths::round_request(id, site), &tins(50), Side::Taker),
        "approve_request" => {
            let line = json!({ "category": "canned", "temperature_class": "ambient", "kg": 40, "reason": "supply" });
            put(paths::round_approval(id, site), &json!({ "lines": [line] }), of_it(bank))
        }
        "list_round_revisions" => Request::get(paths::round_revisions(id), of_it(bank)),
        "find_workbench" => Request::get(paths::workbench(id), of_it(bank)),
        "compute_round" => decide(paths::compute_round(id), bank),
        "cancel_round" => decide(paths::cancel_round(id), bank),
        "simulate_round" => Request::post(paths::round_simulations(id), &json!({ "tolerance_kg": 5 }), of_it(bank)),
        other => unknown(other),
    }
}

/// The lot of the round.
fn only_lot(bench: &Workbench) -> &RoundLot {
    bench.lots.first().expect("a lot")
}

async fn of_a_computed_one(bank: House, bench: &Workbench, site: SiteId, operation: &str) -> Request {
    let (id, lot) = (bench.round.id, only_lot(bench));
    let line = set_by_hand(lot.lot.id, lot.site.id, site, 1);
    let set = paths::round_adjustments(id);
    match operation {
        "adjust_round" => Request::post(set, &line, of_it(bank)).with_header("if-match", "*"),
        "undo_adjustment" => {
            bank.coordinator.with_header("if-match", "*").post(&set, &line).await.expect(201);
            decide(paths::undo_adjustment(id), bank)
        }
        "publish_round" => decide(paths::publish_round(id), bank),
        other => unknown(other),
    }
}

fn of_a_published_one(bank: House, bench: &Workbench, site: SiteId, operation: &str) -> Request {
    let (id, lot) = (bench.round.id, only_lot(bench));
    match operation {
        "find_delivery_notes" => Request::get(paths::delivery_notes(id), of_it(bank)),
        "find_pick_list" => Request::get(paths::round_pick_list(id), of_it(bank)),
        "list_round_lines_csv" => Request::get(paths::round_csv(id), of_it(bank)),
        "list_round_lines_xlsx" => Request::get(paths::round_xlsx(id), of_it(bank)),
        "find_statement" => Request::get(paths::round_statement(id), of_it(bank)),
        "find_statement_paper" => Request::get(paths::round_statement_paper(id), of_it(bank)),
        "close_round" => decide(paths::close_round(id), bank),
        "explain_share" => Request::get(paths::round_share(id, site), Side::Taker),
        "find_delivery_note" => Request::get(paths::delivery_note(id, site), Side::Taker),
        "answer_round" => Request::post(paths::round_answers(id), &answer_to(site, lot, "accept"), Side::Taker),
        "hand_over_round" => {
            let body = handed(site, lot, kg_of(bench, site) * 1_000, None);
            Request::post(paths::round_hand_overs(id), &body, of_it(bank))
        }
        other => unknown(other),
    }
}
