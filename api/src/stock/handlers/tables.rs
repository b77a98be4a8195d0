//! Endpoints of what there is, as tables for spreadsheets. They are French, or English for who asks for it by
//! `Accept-Language`.

use crate::http::{Download, Error, Identity, Language, State, ValidQuery};
use crate::openapi::ReadFailures;
use crate::stock::store;
use crate::stock::tables::{self, Found};
use actix_web::get;
use actix_web::web::block;
use shared::accounts::Locale;
use shared::stock::StockTableQuery;

/// Writes a table.
type Writer = fn(&Found, Locale) -> Result<Vec<u8>, Error>;

/// What there is, written on a thread that may wait.
async fn written(
    state: &State,
    me: Identity,
    query: StockTableQuery,
    language: Language,
    write: Writer,
) -> Result<Vec<u8>, Error> {
    let found = state.read_as(me, move |cx, actor| store::table(cx, actor, query)).await?;
    block(move || write(&found, language.0)).await.map_err(|error| Error::Internal(error.to_string()))?
}

/// Export what an organisation has.
///
/// As comma-separated values with a heading, a row for each lot and site, what must leave first comes first; filtered as the
/// list is. At most 20 000 rows: a last row tells where there are more. In French the cells are parted by semicolons, and
/// decimals have commas. A cell that a spreadsheet would take for a formula begins with an apostrophe. For members and the
/// administrator.
#[utoipa::path(
    tag = "stock",
    security(("bearer" = [])),
    params(StockTableQuery, ("Accept-Language" = Option<String>, Header, description = "French or English")),
    responses((status = 200, body = String, content_type = "text/csv", description = "The lots"), ReadFailures)
)]
#[get("/lots/table.csv")]
pub async fn list_lots_csv(
    state: State,
    me: Identity,
    query: ValidQuery<StockTableQuery>,
    language: Language,
) -> Result<Download, Error> {
    written(&state, me, query.0, language, tables::csv).await.map(|content| Download::csv("lots.csv", content))
}

/// Export what an organisation has as a workbook.
///
/// With the same rows as the comma-separated values, numbers and days as a spreadsheet counts them. For members and the
/// administrator.
#[utoipa::path(
    tag = "stock",
    security(("bearer" = [])),
    params(StockTableQuery, ("Accept-Language" = Option<String>, Header, description = "French or English")),
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
#[get("/lots/table.xlsx")]
pub async fn list_lots_xlsx(
    state: State,
    me: Identity,
    query: ValidQuery<StockTableQuery>,
    language: Language,
) -> Result<Download, Error> {
    written(&state, me, query.0, language, tables::workbook).await.map(|content| Download::xlsx("lots.xlsx", content))
}
