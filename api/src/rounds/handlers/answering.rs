//! Endpoints of a published round: what sites answer, and what they fetch.

use crate::http::{Error, Identity, Once, Private, State, Valid};
use crate::openapi::WriteFailures;
use crate::rounds::store;
use actix_web::post;
use actix_web::web::Path;
use shared::ids::AllocationRoundId;
use shared::rounds::{NewHandOver, RoundAnswers, RoundHandOver};

/// Answer lines of a round.
///
/// By members of the site's organisation, while the round is published: all answers count, or none. What is refused is offered
/// to the others at once, who lose nothing by it and are told; it does not count as received. Where the reason is `other`, the
/// note says which; the food bank reads it. 409 `round_state`, `round_line_state` for a line that was refused before or is
/// handed over. Repeat safely with an `Idempotency-Key`.
#[utoipa::path(
    tag = "allocation_rounds",
    security(("bearer" = [])),
    params(
        ("id" = AllocationRoundId, Path, description = "The round"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    request_body = RoundAnswers,
    responses((status = 200, body = RoundHandOver, description = "What the site has of the round"), WriteFailures)
)]
#[post("/allocation_rounds/{id}/answers")]
pub async fn answer_round(
    state: State,
    me: Identity,
    id: Path<AllocationRoundId>,
    once: Once,
    told: Valid<RoundAnswers>,
) -> Result<Private<RoundHandOver>, Error> {
    let answered = state.write_once(me, once, told.0, move |cx, actor, told| store::answer::answer(cx, actor, *id, told));
    answered.await.map(Private)
}

/// Hand over lines of a round.
///
/// By members of the food bank, as weighed: all of it is booked, or nothing. What is not taken of a line is free again. 409
/// `round_state`, `round_line_state`, `stock_short`, `lot_status`, `use_by_over`, `best_before_unchecked`, `too_warm`,
/// `cold_chain`, `storage_too_small`. Repeat safely with an `Idempotency-Key`.
#[utoipa::path(
    tag = "allocation_rounds",
    security(("bearer" = [])),
    params(
        ("id" = AllocationRoundId, Path, description = "The round"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    request_body = NewHandOver,
    responses((status = 200, body = RoundHandOver, description = "What the site has of the round"), WriteFailures)
)]
#[post("/allocation_rounds/{id}/hand_overs")]
pub async fn hand_over_round(
    state: State,
    me: Identity,
    id: Path<AllocationRoundId>,
    once: Once,
    new: Valid<NewHandOver>,
) -> Result<Private<RoundHandOver>, Error> {
    let booked = state.write_once(me, once, new.0, move |cx, actor, new| store::hand_over::hand_over(cx, actor, *id, new));
    booked.await.map(Private)
}
