//! Clients that hold connections open: they are put out, and nobody else notices.

use shared::paths;
use std::time::{Duration, Instant};
use tests::TestServer;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Longest that a connection which says nothing, or next to nothing, may stay open.
const PUT_OUT: Duration = Duration::from_secs(10);

/// Connections at the same time.
const CROWD: usize = 500;

async fn connect(server: &TestServer) -> TcpStream {
    TcpStream::connect(server.base().trim_start_matches("http://")).await.expect("the server listens")
}

/// Sends these bytes and returns what comes back until the server closes, at most ten seconds.
pub async fn talk(server: &TestServer, sent: &str) -> String {
    let mut stream = connect(server).await;
    stream.write_all(sent.as_bytes()).await.unwrap();
    let mut told = Vec::new();
    let _ = tokio::time::timeout(PUT_OUT, stream.read_to_end(&mut told)).await;
    String::from_utf8_lossy(&told).into_owned()
}

/// Sends the beginning, then a byte each half second, and returns how long the server put up with it.
async fn drip(mut stream: TcpStream, beginning: &str) -> Duration {
    let started = Instant::now();
    let mut buffer = [0; 1024];
    if stream.write_all(beginning.as_bytes()).await.is_err() {
        return started.elapsed();
    }
    while started.elapsed() < 2 * PUT_OUT {
        let read = tokio::time::timeout(Duration::from_millis(500), stream.read(&mut buffer)).await;
        if matches!(read, Ok(Ok(0) | Err(_))) || stream.write_all(b"1").await.is_err() {
            break;
        }
    }
    started.elapsed()
}

/// On one database: nothing here comes as far as that.
#[test]
fn slow_clients_are_put_out_while_others_are_served() {
    tests::run(tests::Backend::Sqlite, slow_and_quick);
}

async fn slow_and_quick(server: &TestServer) {
    let login = format!("POST {} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n", paths::LOGIN);
    let beginnings = [
        format!("GET {} HTTP/1.1\r\nHost: x\r\nX-Slow: ", paths::NETWORK),
        format!("{login}Content-Length: 200\r\n\r\n{{"),
        format!("{login}Transfer-Encoding: chunked\r\n\r\n5\r\n"),
        format!("POST {} HTTP/1.1\r\nHost: x\r\nContent-Length: 200\r\n\r\n", paths::LOGOUT),
        format!("POST {} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n", paths::LOGOUT),
        format!("GET {} HTTP/1.1\r\nHost: x\r\n\r\nGET {} HTTP/1.1\r\nX-Slow: ", paths::NETWORK, paths::NETWORK),
    ];
    let mut crowd = tokio::task::JoinSet::new();
    for number in 0..CROWD {
        let (kind, stream) = (number % beginnings.len(), connect(server).await);
        let beginning = beginnings[kind].clone();
        crowd.spawn(async move { (kind, drip(stream, &beginning).await) });
    }
    let slowest = slowest_good_answer(server).await;
    let mut longest = [Duration::ZERO; 6];
    while let Some(ended) = crowd.join_next().await {
        let (kind, took) = ended.unwrap();
        longest[kind] = longest[kind].max(took);
    }
    eprintln!("good p99 {slowest:?}; put out after {longest:?}");
    assert!(slowest < Duration::from_millis(500), "{slowest:?}");
    for (beginning, took) in beginnings.iter().zip(longest) {
        assert!(took < PUT_OUT, "{took:?} for {beginning}");
    }
}

/// The 99th percentile of a second of ordinary requests.
async fn slowest_good_answer(server: &TestServer) -> Duration {
    let mut times = Vec::new();
    for _ in 0..200 {
        let started = Instant::now();
        server.anonymous().get(paths::NETWORK).await.expect(200);
        times.push(started.elapsed());
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    times.sort();
    times[times.len() * 99 / 100]
}
