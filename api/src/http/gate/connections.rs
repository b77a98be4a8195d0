//! Connections that hold on without asking for anything are closed.
//!
//! The HTTP layer limits the time of a connection's first request head only. A client that has been answered once could
//! send a second head, or the rest of a body that nobody reads, a byte an hour for ever. So each connection notes until
//! when it may say nothing of use, and a watch looks through them.

use actix_web::dev::Extensions;
use actix_web::rt::net::TcpStream;
use std::any::Any;
use std::net::{Shutdown, TcpStream as Socket};
use std::os::fd::AsFd;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::{Duration, Instant};

/// Milliseconds without a request; longer than idle connections are kept and heads are waited for.
const PATIENCE: u64 = 8_000;
/// Bytes a millisecond with which a client is expected to take its answer: a bad mobile network.
const TAKEN_PER_MS: u64 = 4;
/// Time between two looks.
const PAUSE: Duration = Duration::from_secs(1);
/// A request is being worked on.
const BUSY: u64 = u64::MAX;

/// All connections of the server.
pub struct Connections {
    opened: Instant,
    all: Mutex<Vec<Weak<Connection>>>,
}

/// One connection, kept in its requests' reach.
pub struct Connection {
    socket: Socket,
    /// Milliseconds since the server started; [`BUSY`] during a request.
    silent_until: AtomicU64,
    opened: Instant,
}

impl Connections {
    /// None yet, and a watch over them that ends with the last owner.
    #[must_use]
    pub fn watched() -> Arc<Self> {
        let connections = Arc::new(Self { opened: Instant::now(), all: Mutex::default() });
        tokio::spawn(watch(Arc::downgrade(&connections)));
        connections
    }

    /// Takes a new connection into the watch's care.
    pub fn add(&self, io: &dyn Any, data: &mut Extensions) {
        let Some(stream) = io.downcast_ref::<TcpStream>() else { return };
        // Without a descriptor left the connection goes unwatched, and the server has other worries.
        let Ok(descriptor) = stream.as_fd().try_clone_to_owned() else { return };
        let silent_until = AtomicU64::new(since(self.opened) + PATIENCE);
        let connection = Arc::new(Connection { socket: descriptor.into(), silent_until, opened: self.opened });
        self.all.lock().unwrap_or_else(PoisonError::into_inner).push(Arc::downgrade(&connection));
        data.insert(connection);
    }

    fn close_silent(&self) {
        let now = since(self.opened);
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|connection| {
            let Some(connection) = connection.upgrade() else { return false };
            let is_silent = connection.silent_until.load(Ordering::Relaxed) < now;
            // It fails only where the other side was faster.
            let _ = is_silent.then(|| connection.socket.shutdown(Shutdown::Both));
            !is_silent
        });
    }
}

impl Connection {
    /// A request begins.
    pub fn busy(&self) {
        self.silent_until.store(BUSY, Ordering::Relaxed);
    }

    /// An answer of this many bytes is on its way.
    pub fn answered(&self, bytes: u64) {
        self.silent_until.store(since(self.opened) + PATIENCE + bytes / TAKEN_PER_MS, Ordering::Relaxed);
    }
}

fn since(opened: Instant) -> u64 {
    u64::try_from(opened.elapsed().as_millis()).unwrap_or(BUSY - 1)
}

async fn watch(connections: Weak<Connections>) {
    loop {
        tokio::time::sleep(PAUSE).await;
        let Some(connections) = connections.upgrade() else { return };
        connections.close_silent();
    }
}
