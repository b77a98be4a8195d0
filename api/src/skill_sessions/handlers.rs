//! Endpoints of sessions and of their hours.

use super::store;
use crate::http::{Created, Error, Identity, Once, Paged, Private, State, Tagged, Valid, ValidQuery};
use crate::openapi::{ReadFailures, WriteFailures};
use actix_web::web::Path;
use actix_web::{get, post};
use shared::ids::{OrganisationId, SkillSessionId};
use shared::organisations::Reason;
use shared::paths;
use shared::skill_sessions::{
    NewSkillSession, SkillAgreement, SkillConfirmation, SkillHours, SkillHoursQuery, SkillSession, SkillSessionPage,
    SkillSessionQuery,
};

/// List sessions of skills.
///
/// Those in which the caller's organisations help or are helped, the latest start first; the administrator sees all.
#[utoipa::path(
    tag = "skill_sessions",
    security(("bearer" = [])),
    params(SkillSessionQuery),
    responses((status = 200, body = SkillSessionPage, description = "A page of sessions"), ReadFailures)
)]
#[get("/skill_sessions")]
pub async fn list_skill_sessions(
    state: State,
    me: Identity,
    query: ValidQuery<SkillSessionQuery>,
) -> Result<Paged<SkillSessionPage>, Error> {
    state.read_as(me, move |cx, actor| store::list(cx, actor, &query.0)).await.map(Paged)
}

/// Propose a session.
///
/// To the organisation that offers the skill, or that looks for it. It lapses unless it is answered before it begins. 409:
/// `skill_paused`, `person_busy` (with `busy_from`, `busy_until`). Repeat safely with an `Idempotency-Key`.
#[utoipa::path(
    tag = "skill_sessions",
    security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")),
    request_body = NewSkillSession,
    responses((status = 201, body = SkillSession, description = "Proposed"), WriteFailures)
)]
#[post("/skill_sessions")]
pub async fn create_skill_session(
    state: State,
    me: Identity,
    once: Once,
    new: Valid<NewSkillSession>,
) -> Result<Created<SkillSession>, Error> {
    let session = state.write_once(me, once, new.0, store::create).await?;
    Ok(Created { location: Some(paths::skill_session(session.id)), value: session })
}

/// Find a session.
///
/// With what has happened and what the caller may do now; 404 when it is between others.
#[utoipa::path(
    tag = "skill_sessions",
    security(("bearer" = [])),
    params(("id" = SkillSessionId, Path, description = "The session")),
    responses((status = 200, body = SkillSession, description = "The session"), ReadFailures)
)]
#[get("/skill_sessions/{id}")]
pub async fn find_skill_session(
    state: State,
    me: Identity,
    id: Path<SkillSessionId>,
) -> Result<Private<SkillSession>, Error> {
    // Its warning depends on other sessions, so its version alone says not that the caller has it as it is.
    state.read_as(me, move |cx, actor| store::find(cx, actor, *id)).await.map(Private)
}

/// Agree to a session.
///
/// By the side that did not propose it. Whoever helps is not free for another one at that time: 409 `person_busy` (with
/// `busy_from`, `busy_until`), `skill_session_state`.
#[utoipa::path(
    tag = "skill_sessions",
    security(("bearer" = [])),
    params(
        ("id" = SkillSessionId, Path, description = "The session"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    request_body = SkillAgreement,
    responses((status = 200, body = SkillSession, description = "Agreed"), WriteFailures)
)]
#[post("/skill_sessions/{id}/agree")]
pub async fn agree_skill_session(
    state: State,
    me: Identity,
    id: Path<SkillSessionId>,
    once: Once,
    told: Valid<SkillAgreement>,
) -> Result<Tagged<SkillSession>, Error> {
    let step = state.write_once(me, once, told.0, move |cx, actor, told| store::agree(cx, actor, *id, told));
    step.await.map(Tagged)
}

/// Decline a session.
///
/// By the side that did not propose it, with a reason. Else 409 `skill_session_state`.
#[utoipa::path(
    tag = "skill_sessions",
    security(("bearer" = [])),
    params(
        ("id" = SkillSessionId, Path, description = "The session"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    request_body = Reason,
    responses((status = 200, body = SkillSession, description = "Declined"), WriteFailures)
)]
#[post("/skill_sessions/{id}/decline")]
pub async fn decline_skill_session(
    state: State,
    me: Identity,
    id: Path<SkillSessionId>,
    once: Once,
    told: Valid<Reason>,
) -> Result<Tagged<SkillSession>, Error> {
    let step = state.write_once(me, once, told.0, move |cx, actor, told| store::decline(cx, actor, *id, told.reason.trim()));
    step.await.map(Tagged)
}

/// Cancel a session.
///
/// By either side until one has confirmed it, with a reason. Else 409 `skill_session_state`.
#[utoipa::path(
    tag = "skill_sessions",
    security(("bearer" = [])),
    params(
        ("id" = SkillSessionId, Path, description = "The session"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    request_body = Reason,
    responses((status = 200, body = SkillSession, description = "Cancelled"), WriteFailures)
)]
#[post("/skill_sessions/{id}/cancel")]
pub async fn cancel_skill_session(
    state: State,
    me: Identity,
    id: Path<SkillSessionId>,
    once: Once,
    told: Valid<Reason>,
) -> Result<Tagged<SkillSession>, Error> {
    let step = state.write_once(me, once, told.0, move |cx, actor, told| store::cancel(cx, actor, *id, told.reason.trim()));
    step.await.map(Tagged)
}

/// Confirm a session.
///
/// By both sides, each with the minutes that it took; 0 where it did not take place. The same figure of both books the
/// hours, once; until then each may say another. Else 409 `skill_session_state`.
#[utoipa::path(
    tag = "skill_sessions",
    security(("bearer" = [])),
    params(
        ("id" = SkillSessionId, Path, description = "The session"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    request_body = SkillConfirmation,
    responses((status = 200, body = SkillSession, description = "Confirmed"), WriteFailures)
)]
#[post("/skill_sessions/{id}/confirm")]
pub async fn confirm_skill_session(
    state: State,
    me: Identity,
    id: Path<SkillSessionId>,
    once: Once,
    told: Valid<SkillConfirmation>,
) -> Result<Tagged<SkillSession>, Error> {
    let step = state.write_once(me, once, told.0, move |cx, actor, told| store::confirm(cx, actor, *id, told.minutes));
    step.await.map(Tagged)
}

/// Give up a session's hours.
///
/// By a coordinator of the side that gave, with a reason: what was booked is taken back by lines of its own. Else 409
/// `skill_session_state`.
#[utoipa::path(
    tag = "skill_sessions",
    security(("bearer" = [])),
    params(
        ("id" = SkillSessionId, Path, description = "The session"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    request_body = Reason,
    responses((status = 200, body = SkillSession, description = "Given up"), WriteFailures)
)]
#[post("/skill_sessions/{id}/reverse")]
pub async fn reverse_skill_session(
    state: State,
    me: Identity,
    id: Path<SkillSessionId>,
    once: Once,
    told: Valid<Reason>,
) -> Result<Tagged<SkillSession>, Error> {
    let step = state.write_once(me, once, told.0, move |cx, actor, told| store::reverse(cx, actor, *id, told.reason.trim()));
    step.await.map(Tagged)
}

/// List an organisation's hours.
///
/// Its balance and the lines that it is made of, the newest first, for its members. Hours are no money; a balance beyond
/// the network's limit has a `warning` and keeps nobody from anything.
#[utoipa::path(
    tag = "skill_sessions",
    security(("bearer" = [])),
    params(("id" = OrganisationId, Path, description = "The organisation"), SkillHoursQuery),
    responses((status = 200, body = SkillHours, description = "Balance and lines"), ReadFailures)
)]
#[get("/organisations/{id}/skill_hours")]
pub async fn list_skill_hours(
    state: State,
    me: Identity,
    id: Path<OrganisationId>,
    query: ValidQuery<SkillHoursQuery>,
) -> Result<Paged<SkillHours>, Error> {
    state.read_as(me, move |cx, actor| store::hours(cx, actor, *id, &query.0)).await.map(Paged)
}
