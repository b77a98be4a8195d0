//! Endpoints of lots in a spreadsheet.

use crate::http::{Created, Download, Error, Identity, Once, Private, State, Upload, ValidQuery};
use crate::offers::today;
use crate::openapi::{PublicFailures, WriteFailures};
use crate::stock::import::{self, Table, Unreadable};
use crate::stock::store;
use actix_web::web::{Bytes, block};
use actix_web::{Either, get, post};
use sha2::{Digest, Sha256};
use shared::stock::{LotReceipt, LotTable, LotTableQuery, MAX_TABLE_BYTES};
use tokio::sync::Semaphore;

/// Two sheets at a time are read: the largest takes some ten megabytes, and a second of work.
static READERS: Semaphore = Semaphore::const_new(2);

/// The file.
type SheetFile = Upload<MAX_TABLE_BYTES>;

/// What came of a sheet: it was only looked at, or its lots are received.
pub type Imported = Either<Private<LotTable>, Created<LotReceipt>>;

/// Receive the lots of a spreadsheet.
///
/// The body is the file, CSV or XLSX, of at most 2 MB, recognised by its content (415 `no_table`). CSV has semicolons, commas
/// or tabs, in UTF-8 or Windows-1252; of a workbook the first sheet that is shown is read, which may unfold to 30 MB (413
/// `too_large`). Columns are known by their headings, in French or English: `/lots/import_template` has them all. At most 500
/// rows (422 `too_many_rows`).
///
/// With `check=true` nothing is received: the answer says how the sheet is understood, and what is wrong with which row. Else
/// all rows are received, or none, with the same errors at `/rows/N/…`, N the row's number in the sheet. Repeat safely with an
/// `Idempotency-Key`.
#[utoipa::path(
    tag = "stock",
    security(("bearer" = [])),
    params(
        LotTableQuery,
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "The file"),
    responses(
        (status = 200, body = LotTable, description = "How it is understood, where it was only to be checked"),
        (status = 201, body = LotReceipt, description = "Received"),
        WriteFailures
    )
)]
#[post("/lots/import")]
pub async fn receive_lot_table(
    state: State,
    me: Identity,
    once: Once,
    query: ValidQuery<LotTableQuery>,
    file: SheetFile,
) -> Result<Imported, Error> {
    let LotTableQuery { site, check } = query.0;
    // Asked before the work and once more with it: nobody makes us read for nothing.
    state.read_as(me, move |cx, actor| store::may_import(cx, actor, site)).await?;
    let (table, digest) = read(file.0).await?;
    if check == Some(true) {
        let looked = state.read_as(me, move |cx, actor| store::check_import(cx, actor, site, &table));
        return looked.await.map(|found| Either::Left(Private(found)));
    }
    let received = state.write_once(me, once, (site, digest), move |cx, actor, _| store::import(cx, actor, site, &table));
    received.await.map(|value| Either::Right(Created { location: None, value }))
}

/// The file's table, and what tells it from every other file.
async fn read(file: Bytes) -> Result<(Table, Vec<u8>), Error> {
    let turn = READERS.acquire().await.map_err(|error| Error::Internal(error.to_string()))?;
    // The turn goes along: a request that is given up would free it while its thread still reads.
    let table = block(move || {
        let _turn = turn;
        opened(&file)
    });
    // A reader that panics has met a file that nobody can read.
    table.await.unwrap_or(Err(Unreadable::NoTable)).map_err(|reason| reason.problem().into())
}

fn opened(file: &[u8]) -> Result<(Table, Vec<u8>), Unreadable> {
    Ok((import::read(file)?, Sha256::digest(file).to_vec()))
}

/// Find a spreadsheet to begin with.
///
/// CSV with all headings and one row as an example; needs no token.
#[utoipa::path(
    tag = "stock",
    security(()),
    responses((status = 200, body = String, content_type = "text/csv", description = "The headings"), PublicFailures)
)]
#[get("/lots/import_template")]
pub async fn find_lot_import_template(state: State) -> Result<Download, Error> {
    let table = import::template(today(state.clock.now(), state.settings.time_zone))?;
    Ok(Download::csv("lots.csv", table))
}
