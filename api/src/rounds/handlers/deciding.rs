//! Endpoints by which a food bank decides on a round: shares it out, sets lines by hand, publishes it, ends it.

use crate::http::{Actor, Created, Cx, Error, Identity, IfMatch, Once, State, Tagged, Valid};
use crate::openapi::{EditFailures, WriteFailures};
use crate::rounds::store;
use actix_web::post;
use actix_web::web::Path;
use shared::ids::AllocationRoundId;
use shared::paths;
use shared::rounds::{AllocationRound, NewAdjustment, RoundRevision};

/// Decides on a round, and shows it as it is then.
///
/// # Errors
/// What the decision is refused for.
async fn decided(
    state: &State,
    me: Identity,
    id: AllocationRoundId,
    decide: impl Fn(&mut Cx<'_>, &Actor) -> Result<(), Error> + Send + 'static,
) -> Result<Tagged<AllocationRound>, Error> {
    let round = state.write_as(me, move |cx, actor| {
        decide(cx, actor)?;
        store::find::find(cx, actor, id)
    });
    round.await.map(Tagged)
}

/// Share a round out.
///
/// By coordinators of its food bank, as often as they like before it is published: all that can be handed out, the most urgent
/// food first, the lowest share as high as it can be. Lots count as far as they are there and may leave; sites that have counted
/// nobody get nothing. Lines that were set by hand before count no more. 409 `round_state` once it is published; 412 when
/// somebody changed it meanwhile.
#[utoipa::path(
    tag = "allocation_rounds",
    security(("bearer" = [])),
    params(
        ("id" = AllocationRoundId, Path, description = "The round"),
        ("If-Match" = Option<String>, Header, description = "ETag of the version that was seen, if that counts")
    ),
    responses((status = 200, body = AllocationRound, description = "Shared out"), WriteFailures)
)]
#[post("/allocation_rounds/{id}/compute")]
pub async fn compute_round(
    state: State,
    me: Identity,
    id: Path<AllocationRoundId>,
    seen: Option<IfMatch>,
) -> Result<Tagged<AllocationRound>, Error> {
    let id = *id;
    let computed = state.read_as(me, move |cx, actor| store::compute::prepare(cx, actor, id, seen)).await?;
    decided(&state, me, id, move |cx, actor| store::compute::keep_as(cx, actor, &computed)).await
}

/// Set a line of a round by hand.
///
/// By coordinators of its food bank, with `If-Match`. Everything else is shared out around it and the lines that were set
/// before, and the answer tells what the others lose by it. 0 kg keeps the site from getting any of the lot. 409 `round_state`
/// before the round is computed and once it is published, `round_line_impossible` where the line breaks a limit. Repeat safely
/// with an `Idempotency-Key`.
#[utoipa::path(
    tag = "allocation_rounds",
    security(("bearer" = [])),
    params(
        ("id" = AllocationRoundId, Path, description = "The round"),
        ("If-Match" = String, Header, description = "ETag of the version that was seen"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    request_body = NewAdjustment,
    responses((status = 201, body = RoundRevision, description = "The revision that it makes"), EditFailures)
)]
#[post("/allocation_rounds/{id}/adjustments")]
pub async fn adjust_round(
    state: State,
    me: Identity,
    id: Path<AllocationRoundId>,
    seen: IfMatch,
    once: Once,
    new: Valid<NewAdjustment>,
) -> Result<Created<RoundRevision>, Error> {
    let id = *id;
    let set = state.write_once(me, once, new.0, move |cx, actor, new| store::adjust::adjust(cx, actor, id, seen, new));
    let value = set.await?;
    Ok(Created { location: Some(paths::round_revisions(id)), value })
}

/// Let the last line that was set by hand go.
///
/// By coordinators of its food bank, with `If-Match`: the round is again what it was before, as a revision of its own. 409
/// `round_state` where nothing was set by hand.
#[utoipa::path(
    tag = "allocation_rounds",
    security(("bearer" = [])),
    params(
        ("id" = AllocationRoundId, Path, description = "The round"),
        ("If-Match" = String, Header, description = "ETag of the version that was seen")
    ),
    responses((status = 200, body = AllocationRound, description = "As it is now"), EditFailures)
)]
#[post("/allocation_rounds/{id}/undo")]
pub async fn undo_adjustment(
    state: State,
    me: Identity,
    id: Path<AllocationRoundId>,
    seen: IfMatch,
) -> Result<Tagged<AllocationRound>, Error> {
    let id = *id;
    decided(&state, me, id, move |cx, actor| store::adjust::undo(cx, actor, id, seen)).await
}

/// Publish a round.
///
/// By coordinators of its food bank, with `If-Match`. Each line is proposed to its site, its food is kept for it, and everybody
/// is told. 409 `round_state` before the round is computed, `round_lot_short` when less of a lot is there than the round shares
/// out, or it may not leave.
#[utoipa::path(
    tag = "allocation_rounds",
    security(("bearer" = [])),
    params(
        ("id" = AllocationRoundId, Path, description = "The round"),
        ("If-Match" = String, Header, description = "ETag of the version that was seen")
    ),
    responses((status = 200, body = AllocationRound, description = "Published"), EditFailures)
)]
#[post("/allocation_rounds/{id}/publish")]
pub async fn publish_round(
    state: State,
    me: Identity,
    id: Path<AllocationRoundId>,
    seen: IfMatch,
) -> Result<Tagged<AllocationRound>, Error> {
    let id = *id;
    decided(&state, me, id, move |cx, actor| store::publish::publish(cx, actor, id, seen)).await
}

/// End a published round.
///
/// By coordinators of its food bank. What nobody has fetched is free again, and counts for nobody. 409 `round_state` unless it is
/// published.
#[utoipa::path(
    tag = "allocation_rounds",
    security(("bearer" = [])),
    params(
        ("id" = AllocationRoundId, Path, description = "The round"),
        ("If-Match" = Option<String>, Header, description = "ETag of the version that was seen, if that counts")
    ),
    responses((status = 200, body = AllocationRound, description = "Closed"), WriteFailures)
)]
#[post("/allocation_rounds/{id}/close")]
pub async fn close_round(
    state: State,
    me: Identity,
    id: Path<AllocationRoundId>,
    seen: Option<IfMatch>,
) -> Result<Tagged<AllocationRound>, Error> {
    let id = *id;
    decided(&state, me, id, move |cx, actor| store::close::close(cx, actor, id, seen)).await
}

/// Give a round up before it is published.
///
/// By coordinators of its food bank. 409 `round_state` once it is published.
#[utoipa::path(
    tag = "allocation_rounds",
    security(("bearer" = [])),
    params(
        ("id" = AllocationRoundId, Path, description = "The round"),
        ("If-Match" = Option<String>, Header, description = "ETag of the version that was seen, if that counts")
    ),
    responses((status = 200, body = AllocationRound, description = "Cancelled"), WriteFailures)
)]
#[post("/allocation_rounds/{id}/cancel")]
pub async fn cancel_round(
    state: State,
    me: Identity,
    id: Path<AllocationRoundId>,
    seen: Option<IfMatch>,
) -> Result<Tagged<AllocationRound>, Error> {
    let id = *id;
    decided(&state, me, id, move |cx, actor| store::close::cancel(cx, actor, id, seen)).await
}
