//! A network between the server and its database that can be cut.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;

/// Passes connections on until it is told otherwise.
pub struct Proxy {
    port: u16,
    cut: Arc<Notify>,
    is_down: Arc<AtomicBool>,
}

impl Proxy {
    /// A proxy before this address.
    pub async fn before(target: SocketAddr) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let (cut, is_down) = (Arc::new(Notify::new()), Arc::new(AtomicBool::new(false)));
        let proxy = Self { port, cut: Arc::clone(&cut), is_down: Arc::clone(&is_down) };
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(pass(stream, target, Arc::clone(&cut), Arc::clone(&is_down)));
            }
        });
        proxy
    }

    /// Where it listens.
    #[must_use]
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// Ends all connections that are open, whatever goes over them.
    pub fn cut(&self) {
        self.cut.notify_waiters();
    }

    /// From now on there is nothing behind the proxy, as while PostgreSQL restarts.
    pub fn go_down(&self) {
        self.is_down.store(true, Ordering::SeqCst);
        self.cut();
    }

    /// The database is back.
    pub fn come_up(&self) {
        self.is_down.store(false, Ordering::SeqCst);
    }
}

async fn pass(mut from: TcpStream, target: SocketAddr, cut: Arc<Notify>, is_down: Arc<AtomicBool>) {
    // Listens for the cut before it asks whether the database is there: in the other order, a connection made at the
    // moment of `go_down` would hear of neither and stay open.
    let cut = cut.notified();
    if is_down.load(Ordering::SeqCst) {
        return;
    }
    let both = async {
        let mut to = TcpStream::connect(target).await?;
        copy_bidirectional(&mut from, &mut to).await
    };
    tokio::select! {
        _ = both => {}
        () = cut => {}
    }
}
