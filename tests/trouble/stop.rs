//! A server that is told to stop finishes what it has begun.

use super::PROGRAM;
use std::time::{Duration, Instant};
use tests::database::TestDatabase;
use tests::process::Process;
use tests::{Backend, TestServer};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

#[test]
fn sigterm_finishes_the_running_request_and_ends_with_success() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let database = TestDatabase::prepared(Backend::Sqlite);
        let http = reqwest::Client::builder().no_proxy().pool_max_idle_per_host(0).build().unwrap();
        let mut server = Process::new(PROGRAM, &database);
        server.start(&http).await;
        // A log-in whose body is still on its way.
        let mut stream = TcpStream::connect(server.base().trim_start_matches("http://")).await.unwrap();
        let body = r#"{"email":"a@example.org","password":"quatre mots au hasard"}"#;
        let (head, rest) = body.split_at(10);
        let length = body.len();
        let request = format!(
            "POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{head}"
        );
        stream.write_all(request.as_bytes()).await.unwrap();
        tokio::time::sleep(Duration::from_millis(300)).await;
        server.tell_to_stop();
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert!(http.get(format!("{}/healthz", server.base())).send().await.is_err(), "it takes new connections");
        stream.write_all(rest.as_bytes()).await.unwrap();
        let mut told = String::new();
        stream.read_to_string(&mut told).await.unwrap();
        assert!(told.starts_with("HTTP/1.1 401 "), "{told}");
        let asked = Instant::now();
        assert!(server.ended().await.success());
        assert!(asked.elapsed() < Duration::from_secs(5), "{:?}", asked.elapsed());
        // What it leaves is a database that the next one opens.
        TestServer::start_on(database, |_| {}).await.finish().await;
    });
}
