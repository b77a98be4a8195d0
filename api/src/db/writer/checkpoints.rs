//! Brings the log back into the file beside the writer, which need not stop for it.

use super::super::connection::Use;
use super::super::{Conn, DatabaseUrl};
use diesel::connection::SimpleConnection;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// Writes after which it is worth while.
const WRITES: usize = 500;

/// The way to the thread, which ends with it.
pub(super) struct Checkpoints {
    wanted: SyncSender<()>,
    writes: usize,
}

impl Checkpoints {
    /// Starts the thread; it opens a connection of its own when it is first needed.
    pub(super) fn start(url: &DatabaseUrl) -> std::io::Result<Self> {
        // One place: whoever asks while the work is under way is served by the next.
        let (wanted, wishes) = sync_channel(1);
        let url = url.clone();
        std::thread::Builder::new().name("sqlite-checkpoint".to_owned()).spawn(move || work(&url, &wishes))?;
        Ok(Self { wanted, writes: 0 })
    }

    /// So many writes have been committed.
    pub(super) fn committed(&mut self, writes: usize) {
        self.writes += writes;
        if self.writes >= WRITES && self.wanted.try_send(()).is_ok() {
            self.writes = 0;
        }
    }
}

fn work(url: &DatabaseUrl, wishes: &Receiver<()>) {
    let mut conn: Option<Conn> = None;
    while wishes.recv().is_ok() {
        let mut open = || conn.take().map_or_else(|| url.connect_for(Use::Write).map_err(|error| error.to_string()), Ok);
        // PASSIVE waits for nobody; what a reader still needs in the log stays for the next time.
        let done = open().and_then(|mut open| {
            open.batch_execute("PRAGMA wal_checkpoint(PASSIVE)").map_err(|error| error.to_string())?;
            Ok(open)
        });
        match done {
            Ok(open) => conn = Some(open),
            // Nothing is lost: the writer does it itself when the log has grown.
            Err(error) => tracing::warn!(%error, "the log was not brought into the file"),
        }
    }
}
