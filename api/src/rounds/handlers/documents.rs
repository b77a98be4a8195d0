//! Endpoints of a round on paper and in spreadsheets. Papers are French, or English for who asks for it by
//! `Accept-Language`.

use super::explaining::aside;
use crate::http::{Download, Error, Identity, Language, State};
use crate::openapi::{ReadFailures, WriteFailures};
use crate::rounds::documents::{self, Papers, Words};
use crate::rounds::store::{papers, statement};
use actix_web::get;
use actix_web::web::Path;
use shared::ids::{AllocationRoundId, SiteId};

const PDF: &str = "application/pdf";

/// Writes a paper.
type Writer = fn(&Papers, &'static Words) -> Result<Vec<u8>, Error>;

/// A paper about a whole round.
async fn printed(
    state: &State,
    me: Identity,
    round: AllocationRoundId,
    language: Language,
    write: Writer,
) -> Result<Vec<u8>, Error> {
    let read = state.read_as(me, move |cx, actor| papers::of_computed(cx, actor, round)).await?;
    aside(move || write(&read, Words::of(language.0))).await?
}

/// Print the delivery note of a site.
///
/// What it carries, with places for what was weighed, for temperatures and for two signatures. For members of the food bank
/// and the administrator once the round is computed (409 `round_state` before), for members of the site's organisation once
/// it is published (403 before).
#[utoipa::path(
    tag = "allocation_rounds",
    security(("bearer" = [])),
    params(
        ("id" = AllocationRoundId, Path, description = "The round"),
        ("site" = SiteId, Path, description = "The site"),
        ("Accept-Language" = Option<String>, Header, description = "French or English")
    ),
    responses(
        (status = 200, body = Vec<u8>, content_type = "application/pdf", description = "The note"),
        WriteFailures
    )
)]
#[get("/allocation_rounds/{id}/delivery_notes/{site}")]
pub async fn find_delivery_note(
    state: State,
    me: Identity,
    path: Path<(AllocationRoundId, SiteId)>,
    language: Language,
) -> Result<Download, Error> {
    let (round, site) = path.into_inner();
    let read = state.read_as(me, move |cx, actor| papers::of_site(cx, actor, round, site)).await?;
    let content = aside(move || documents::delivery_note(&read, site, Words::of(language.0))).await??;
    Ok(Download { kind: PDF, name: "delivery-note.pdf", content })
}

/// Print all delivery notes of a round.
///
/// Those of all sites that carry anything, by name, each on pages of its own. For members of the food bank and the
/// administrator; 409 `round_state` before the round is computed.
#[utoipa::path(
    tag = "allocation_rounds",
    security(("bearer" = [])),
    params(
        ("id" = AllocationRoundId, Path, description = "The round"),
        ("Accept-Language" = Option<String>, Header, description = "French or English")
    ),
    responses(
        (status = 200, body = Vec<u8>, content_type = "application/pdf", description = "The notes"),
        WriteFailures
    )
)]
#[get("/allocation_rounds/{id}/delivery_notes")]
pub async fn find_delivery_notes(
    state: State,
    me: Identity,
    id: Path<AllocationRoundId>,
    language: Language,
) -> Result<Download, Error> {
    let content = printed(&state, me, *id, language, documents::delivery_notes).await?;
    Ok(Download { kind: PDF, name: "delivery-notes.pdf", content })
}

/// Print what to take from the shelves.
///
/// Lot by lot where it lies, with how much is for whom. For members of the food bank and the administrator; 409
/// `round_state` before the round is computed.
#[utoipa::path(
    tag = "allocation_rounds",
    security(("bearer" = [])),
    params(
        ("id" = AllocationRoundId, Path, description = "The round"),
        ("Accept-Language" = Option<String>, Header, description = "French or English")
    ),
    responses(
        (status = 200, body = Vec<u8>, content_type = "application/pdf", description = "The list"),
        WriteFailures
    )
)]
#[get("/allocation_rounds/{id}/pick_list")]
pub async fn find_pick_list(
    state: State,
    me: Identity,
    id: Path<AllocationRoundId>,
    language: Language,
) -> Result<Download, Error> {
    let content = printed(&state, me, *id, language, documents::pick_list).await?;
    Ok(Download { kind: PDF, name: "pick-list.pdf", content })
}

/// Print how fair a round is.
///
/// What its statement says: the figures, the rule in plain words, the levels of all sites without their names, and what other
/// rules would have made of it. Once the round is published for members of approved organisations, before that for members
/// of the food bank; for the administrator. 404 before the round is computed.
#[utoipa::path(
    tag = "allocation_rounds",
    security(("bearer" = [])),
    params(
        ("id" = AllocationRoundId, Path, description = "The round"),
        ("Accept-Language" = Option<String>, Header, description = "French or English")
    ),
    responses(
        (status = 200, body = Vec<u8>, content_type = "application/pdf", description = "The statement"),
        ReadFailures
    )
)]
#[get("/allocation_rounds/{id}/statement.pdf")]
pub async fn find_statement_paper(
    state: State,
    me: Identity,
    id: Path<AllocationRoundId>,
    language: Language,
) -> Result<Download, Error> {
    let round = state.read_as(me, move |cx, actor| statement::to_print(cx, actor, *id)).await?;
    let content = aside(move || documents::statement(&round.stated(), Words::of(language.0))).await??;
    Ok(Download { kind: PDF, name: "statement.pdf", content })
}

/// Export the lines of a round.
///
/// As comma-separated values with a heading, in the words of this document; also those that were refused or set to nothing.
/// A cell that a spreadsheet would take for a formula begins with an apostrophe. For members of the food bank and the
/// administrator.
#[utoipa::path(
    tag = "allocation_rounds",
    security(("bearer" = [])),
    params(("id" = AllocationRoundId, Path, description = "The round")),
    responses((status = 200, body = String, content_type = "text/csv", description = "The lines"), ReadFailures)
)]
#[get("/allocation_rounds/{id}/lines.csv")]
pub async fn list_round_lines_csv(state: State, me: Identity, id: Path<AllocationRoundId>) -> Result<Download, Error> {
    let read = state.read_as(me, move |cx, actor| papers::of_round(cx, actor, *id)).await?;
    let table = aside(move || documents::csv(&read)).await??;
    Ok(Download::csv("lines.csv", table))
}

/// Export a round as a workbook.
///
/// Its lines, and its recipients with what was requested, approved, allocated and received. For members of the food bank and
/// the administrator.
#[utoipa::path(
    tag = "allocation_rounds",
    security(("bearer" = [])),
    params(
        ("id" = AllocationRoundId, Path, description = "The round"),
        ("Accept-Language" = Option<String>, Header, description = "French or English")
    ),
    responses(
        (
            status = 200,
            body = Vec<u8>,
            content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            description = "The workbook"
        ),
        ReadFailures
    )
)]
#[get("/allocation_rounds/{id}/lines.xlsx")]
pub async fn list_round_lines_xlsx(
    state: State,
    me: Identity,
    id: Path<AllocationRoundId>,
    language: Language,
) -> Result<Download, Error> {
    let read = state.read_as(me, move |cx, actor| papers::of_round(cx, actor, *id)).await?;
    let content = aside(move || documents::workbook(&read, Words::of(language.0))).await??;
    Ok(Download::xlsx("lines.xlsx", content))
}
