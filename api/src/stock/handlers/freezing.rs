//! The endpoint that freezes what is in stock.

use crate::http::{Created, Error, Identity, Once, State, Valid};
use crate::openapi::WriteFailures;
use crate::stock::store;
use actix_web::post;
use actix_web::web::Path;
use shared::ids::LotId;
use shared::paths;
use shared::stock::{Lot, NewLotFreezing};

/// Freeze some of a lot.
///
/// At one of the caller's sites, by members of its organisation. What is frozen is a new lot of the same origin, frozen today,
/// with the limit that freezing gives; both lots name each other (`frozen_from`, `frozen_lots`), and a recall of the first one
/// finds the other. It cannot be taken back. 409 `already_frozen`, `lot_status` unless it is approved, `use_by_over` or
/// `best_before_unchecked`, `too_warm`, `cold_chain` or `storage_too_small` where the site's freezer does not take it,
/// `stock_short` when less is left there, `reserved_for_round` when a round or an offer has promised it. Repeat safely with an
/// `Idempotency-Key`.
#[utoipa::path(
    tag = "stock",
    security(("bearer" = [])),
    params(
        ("id" = LotId, Path, description = "The lot"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    request_body = NewLotFreezing,
    responses((status = 201, body = Lot, description = "What was frozen"), WriteFailures)
)]
#[post("/lots/{id}/freeze")]
pub async fn freeze_lot(
    state: State,
    me: Identity,
    id: Path<LotId>,
    once: Once,
    new: Valid<NewLotFreezing>,
) -> Result<Created<Lot>, Error> {
    let frozen = state.write_once(me, once, new.0, move |cx, actor, new| store::freeze(cx, actor, *id, new));
    let value = frozen.await?;
    Ok(Created { location: Some(paths::lot(value.id)), value })
}
