//! Endpoints of skills.

use super::store;
use crate::http::{Created, Error, Identity, IfMatch, Once, Paged, State, Tagged, Valid, ValidQuery};
use crate::openapi::{EditFailures, ReadFailures, WriteFailures};
use actix_web::web::Path;
use actix_web::{get, patch, post};
use shared::ids::SkillListingId;
use shared::paths;
use shared::skills::{NewSkillListing, SkillListing, SkillListingPage, SkillListingPatch, SkillQuery};

/// List skills.
///
/// What approved organisations offer and look for, nearest first where a place is named, else the newest first.
#[utoipa::path(
    tag = "skills",
    security(("bearer" = [])),
    params(SkillQuery),
    responses((status = 200, body = SkillListingPage, description = "A page of skills"), ReadFailures)
)]
#[get("/skills")]
pub async fn list_skills(
    state: State,
    me: Identity,
    query: ValidQuery<SkillQuery>,
) -> Result<Paged<SkillListingPage>, Error> {
    state.read_as(me, move |cx, actor| store::list(cx, actor, &query.0)).await.map(Paged)
}

/// Add a skill.
///
/// Offered or looked for, by members of an approved organisation. Repeat safely with an `Idempotency-Key`.
#[utoipa::path(
    tag = "skills",
    security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")),
    request_body = NewSkillListing,
    responses((status = 201, body = SkillListing, description = "Added"), WriteFailures)
)]
#[post("/skills")]
pub async fn create_skill(
    state: State,
    me: Identity,
    once: Once,
    new: Valid<NewSkillListing>,
) -> Result<Created<SkillListing>, Error> {
    let added = state.write_once(me, once, new.0, store::create).await?;
    Ok(Created { location: Some(paths::skill(added.id)), value: added })
}

/// Find a skill.
///
/// For members of the network.
#[utoipa::path(
    tag = "skills",
    security(("bearer" = [])),
    params(("id" = SkillListingId, Path, description = "The skill")),
    responses(
        (status = 200, body = SkillListing, description = "The skill", headers(("ETag" = String, description = "Its version, for If-Match"))),
        (status = 304, description = "The caller has this version"),
        ReadFailures
    )
)]
#[get("/skills/{id}")]
pub async fn find_skill(state: State, me: Identity, id: Path<SkillListingId>) -> Result<Tagged<SkillListing>, Error> {
    state.read_as(me, move |cx, actor| store::find(cx, actor, *id)).await.map(Tagged)
}

/// Edit a skill.
///
/// Needs `If-Match` with the version that was seen. `paused` takes it off the lists and back. Sessions that are agreed stay
/// as they are.
#[utoipa::path(
    tag = "skills",
    security(("bearer" = [])),
    params(
        ("id" = SkillListingId, Path, description = "The skill"),
        ("If-Match" = String, Header, description = "ETag of the version that was seen")
    ),
    request_body = SkillListingPatch,
    responses((status = 200, body = SkillListing, description = "As it is now"), EditFailures)
)]
#[patch("/skills/{id}")]
pub async fn update_skill(
    state: State,
    me: Identity,
    id: Path<SkillListingId>,
    seen: IfMatch,
    patch: Valid<SkillListingPatch>,
) -> Result<Tagged<SkillListing>, Error> {
    state.write_as(me, move |cx, actor| store::update(cx, actor, *id, seen, &patch.0)).await.map(Tagged)
}
