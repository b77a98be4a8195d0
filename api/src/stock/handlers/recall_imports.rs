//! The endpoint of the State's notices, which come as a file.

use crate::http::{Error, Identity, Private, State, Unread};
use crate::openapi::WriteFailures;
use crate::stock::import::Unreadable;
use crate::stock::import::recall_export::{self, Export, NotRead};
use crate::stock::store;
use actix_web::post;
use actix_web::web::{Bytes, block};
use shared::problem::{Code, Problem};
use shared::stock::{MAX_EXPORT_BYTES, RecallExport};
use std::time::Duration;
use tokio::sync::{Semaphore, SemaphorePermit};

/// Two files at a time are kept in memory, from their first byte until they are taken apart.
static FILES: Semaphore = Semaphore::const_new(2);
/// One of them at a time is taken apart: the worst takes half a gigabyte besides, and seconds of work.
static READERS: Semaphore = Semaphore::const_new(1);
/// How long a file waits for its place before its sender is told to come back.
const PATIENCE: Duration = Duration::from_secs(20);

/// The file.
type ExportFile = Unread<MAX_EXPORT_BYTES>;

/// Check the State's notices against the network.
///
/// By coordinators of a food bank and the administrator. The body is an export of RappelConso, CSV or XLSX, of at most 64 MB and
/// 50 000 rows (413 `too_large`, 422 `too_many_rows`), recognised by its content (415 `no_table`) and by its headings (422
/// `no_heading`). Both forms of its second version are read, and the first version. Two files are read at a time; whoever has
/// waited 20 seconds for others is told to come back (503 `busy`).
///
/// The answer says which notices are about lots that are or were in the network. Nothing is recalled: each is by
/// `POST /recalls` with what is found here, which then recalls exactly these lots.
#[utoipa::path(
    tag = "recalls",
    security(("bearer" = [])),
    extensions(("x-max-body-bytes" = json!(MAX_EXPORT_BYTES))),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "The file"),
    responses((status = 200, body = RecallExport, description = "What it says of the network"), WriteFailures)
)]
#[post("/recalls/import")]
pub async fn check_recall_export(state: State, me: Identity, file: ExportFile) -> Result<Private<RecallExport>, Error> {
    // Asked before anything is read: the file is large.
    state.read_as(me, |_, actor| store::may_recall(actor)).await?;
    let Ok(Ok(place)) = tokio::time::timeout(PATIENCE, FILES.acquire()).await else {
        return Err(Problem::of(Code::Busy).into());
    };
    let export = read(file.read().await?, place).await?;
    state.read_as(me, move |cx, actor| store::concerning(cx, actor, &export)).await.map(Private)
}

async fn read(file: Bytes, place: SemaphorePermit<'static>) -> Result<Export, Error> {
    let turn = READERS.acquire().await.map_err(|error| Error::Internal(error.to_string()))?;
    // Place and turn go along: a request that is given up would free them while its thread still reads.
    let export = block(move || {
        let _held = (place, turn);
        recall_export::read(&file)
    });
    // A reader that panics has met a file that nobody can read.
    export.await.unwrap_or(Err(NotRead::File(Unreadable::NoTable))).map_err(|reason| reason.problem().into())
}
