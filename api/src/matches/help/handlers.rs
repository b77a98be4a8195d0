//! Endpoints of matches of equipment and skills.

use super::store;
use crate::http::{Created, Error, Identity, NoContent, Once, Private, State, Valid, ValidQuery};
use crate::openapi::{ReadFailures, WriteFailures};
use actix_web::web::Path;
use actix_web::{delete, get, post};
use shared::ids::{EquipmentId, EquipmentNeedId, HelpDismissalId, SkillListingId};
use shared::matches::MatchQuery;
use shared::matches::help::{
    HelpDismissal, MatchedEquipmentList, MatchedEquipmentNeedList, MatchedSkillList, NewHelpDismissal,
};
use shared::paths;

/// List the items that fit a need of equipment best.
///
/// For members of the organisation that looks for it: items of others within reach that are free for at least a part of the
/// time, of the same kind or of one that may do instead, best first, each with the six parts of its score, the reasons, and
/// the time for which it can be asked for. What the organisation has dismissed is left out. Nothing for a need that is
/// closed.
#[utoipa::path(
    tag = "matches",
    security(("bearer" = [])),
    params(("id" = EquipmentNeedId, Path, description = "The need"), MatchQuery),
    responses((status = 200, body = MatchedEquipmentList, description = "The best items"), ReadFailures)
)]
#[get("/equipment_needs/{id}/matches")]
pub async fn list_equipment_need_matches(
    state: State,
    me: Identity,
    id: Path<EquipmentNeedId>,
    query: ValidQuery<MatchQuery>,
) -> Result<Private<MatchedEquipmentList>, Error> {
    state.read_as(me, move |cx, actor| store::for_need(cx, actor, *id, &query.0)).await.map(Private)
}

/// List the needs of equipment that an item fits best.
///
/// For members of the lending organisation: open needs of others within reach, best first, each with the six parts of its
/// score and the reasons. What the organisation has dismissed is left out. Nothing for an item that is lent no more.
#[utoipa::path(
    tag = "matches",
    security(("bearer" = [])),
    params(("id" = EquipmentId, Path, description = "The item"), MatchQuery),
    responses((status = 200, body = MatchedEquipmentNeedList, description = "The best needs"), ReadFailures)
)]
#[get("/equipment/{id}/matches")]
pub async fn list_equipment_matches(
    state: State,
    me: Identity,
    id: Path<EquipmentId>,
    query: ValidQuery<MatchQuery>,
) -> Result<Private<MatchedEquipmentNeedList>, Error> {
    state.read_as(me, move |cx, actor| store::for_item(cx, actor, *id, &query.0)).await.map(Private)
}

/// List the skills that fit another one best.
///
/// For members of its organisation: what others offer where it is looked for, what they look for where it is offered; of the
/// same skill or topic, within the distance that the one who helps travels, or from afar where both can. Best first, each
/// with the six parts of its score and the reasons. What the organisation has dismissed is left out. Nothing for a skill
/// that is paused or over.
#[utoipa::path(
    tag = "matches",
    security(("bearer" = [])),
    params(("id" = SkillListingId, Path, description = "The skill"), MatchQuery),
    responses((status = 200, body = MatchedSkillList, description = "The best skills"), ReadFailures)
)]
#[get("/skills/{id}/matches")]
pub async fn list_skill_matches(
    state: State,
    me: Identity,
    id: Path<SkillListingId>,
    query: ValidQuery<MatchQuery>,
) -> Result<Private<MatchedSkillList>, Error> {
    state.read_as(me, move |cx, actor| store::for_skill(cx, actor, *id, &query.0)).await.map(Private)
}

/// Dismiss a match of equipment or of a skill.
///
/// It is not shown to this organisation again; the other side is not told. The reason teaches for 90 days: every second
/// `too_far` makes distances count by a quarter more, at most three times; each `wrong_kind` takes a fifth off for that kind
/// of equipment or that skill, at most three. A match that is dismissed again gets the new reason.
#[utoipa::path(
    tag = "matches",
    security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")),
    request_body = NewHelpDismissal,
    responses((status = 201, body = HelpDismissal, description = "Dismissed"), WriteFailures)
)]
#[post("/matches/help_dismissals")]
pub async fn create_help_dismissal(
    state: State,
    me: Identity,
    once: Once,
    new: Valid<NewHelpDismissal>,
) -> Result<Created<HelpDismissal>, Error> {
    let dismissal = state.write_once(me, once, new.0, store::dismiss).await?;
    Ok(Created { location: Some(paths::help_dismissal(dismissal.id)), value: dismissal })
}

/// Undo the dismissal of a match of equipment or of a skill.
///
/// The match is shown again, and what its dismissal taught is forgotten. Another organisation's is 404.
#[utoipa::path(
    tag = "matches",
    security(("bearer" = [])),
    params(("id" = HelpDismissalId, Path, description = "The dismissal")),
    responses((status = 204, description = "Undone"), WriteFailures)
)]
#[delete("/matches/help_dismissals/{id}")]
pub async fn delete_help_dismissal(state: State, me: Identity, id: Path<HelpDismissalId>) -> Result<NoContent, Error> {
    state.write_as(me, move |cx, actor| store::undo(cx, actor, *id)).await.map(|()| NoContent)
}
