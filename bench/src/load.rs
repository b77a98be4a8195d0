//! The load generator: one thread, kept connections, each sending its next request when the last one is answered (as
//! `wrk` does). It shares the machine with the server, so it does as little as it can.

use anyhow::{Context, Result, bail};
use std::cell::Cell;
use std::net::SocketAddr;
use std::rc::Rc;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A request as it goes over the wire.
pub type Request = Vec<u8>;

/// Renders a request.
pub fn request(method: &str, path: &str, token: Option<&str>, body: Option<&str>) -> Request {
    let mut text = format!("{method} {path} HTTP/1.1\r\nHost: bench\r\n");
    if let Some(token) = token {
        text.push_str(&format!("Authorization: Bearer {token}\r\n"));
    }
    if let Some(body) = body {
        text.push_str(&format!("Content-Type: application/json\r\nContent-Length: {}\r\n", body.len()));
    }
    text.push_str("\r\n");
    text.push_str(body.unwrap_or_default());
    text.into_bytes()
}

/// What came of a run.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Answers of 2xx.
    pub good: usize,
    /// Refusals of 4xx: races that were lost, quantities that ran out.
    pub refused: usize,
    /// Answers of 5xx, by which nobody should be met.
    pub failed: usize,
    /// Microseconds of each answer.
    pub micros: Vec<u32>,
    /// How long it ran.
    pub seconds: f64,
}

impl Outcome {
    pub fn add(&mut self, other: Self) {
        self.good += other.good;
        self.refused += other.refused;
        self.failed += other.failed;
        self.micros.extend(other.micros);
        self.seconds += other.seconds;
    }

    /// Answers of 2xx a second.
    pub fn rate(&self) -> f64 {
        f64::from(u32::try_from(self.good).unwrap_or(u32::MAX)) / self.seconds.max(f64::EPSILON)
    }

    /// The time within which `per_thousand` of the answers came, milliseconds.
    pub fn percentile(&self, per_thousand: usize) -> f64 {
        let mut sorted = self.micros.clone();
        sorted.sort_unstable();
        let at = (sorted.len() * per_thousand / 1_000).min(sorted.len().saturating_sub(1));
        f64::from(sorted.get(at).copied().unwrap_or(0)) / 1_000.0
    }
}

/// Sends `requests` over and over, from `next` on, on `connections` for `length`. Within a `LocalSet`.
pub async fn run(
    address: SocketAddr,
    requests: &Rc<Vec<Request>>,
    connections: usize,
    length: Duration,
    next: &Rc<Cell<usize>>,
) -> Result<Outcome> {
    if requests.is_empty() {
        bail!("no request to send");
    }
    let began = Instant::now();
    let clients: Vec<_> = (0..connections)
        .map(|_| {
            let (requests, next) = (Rc::clone(requests), Rc::clone(next));
            tokio::task::spawn_local(async move { client(address, &requests, &next, began + length).await })
        })
        .collect();
    let mut total = Outcome::default();
    for client in clients {
        total.add(client.await??);
    }
    total.seconds = began.elapsed().as_secs_f64();
    Ok(total)
}

async fn client(address: SocketAddr, requests: &[Request], next: &Cell<usize>, until: Instant) -> Result<Outcome> {
    let mut stream = TcpStream::connect(address).await.context("the server does not listen")?;
    stream.set_nodelay(true)?;
    let mut buffer = Vec::with_capacity(64 * 1024);
    let mut outcome = Outcome::default();
    while Instant::now() < until {
        let number = next.get() % requests.len();
        next.set(number + 1);
        let Some(request) = requests.get(number) else { break };
        let sent = Instant::now();
        stream.write_all(request).await?;
        let status = answer(&mut stream, &mut buffer).await?;
        outcome.micros.push(u32::try_from(sent.elapsed().as_micros()).unwrap_or(u32::MAX));
        match status {
            200..300 => outcome.good += 1,
            500.. => outcome.failed += 1,
            _ => outcome.refused += 1,
        }
    }
    Ok(outcome)
}

/// Reads one answer to its end and tells its status; `buffer` then holds it.
async fn answer(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Result<u16> {
    buffer.clear();
    loop {
        if stream.read_buf(buffer).await? == 0 {
            bail!("the server closed the connection");
        }
        if let Some(head) = buffer.windows(4).position(|four| four == b"\r\n\r\n") {
            let (status, length) = read_head(buffer.get(..head).unwrap_or_default())?;
            while buffer.len() < head + 4 + length {
                if stream.read_buf(buffer).await? == 0 {
                    bail!("the server closed the connection");
                }
            }
            return Ok(status);
        }
    }
}

fn read_head(head: &[u8]) -> Result<(u16, usize)> {
    let head = std::str::from_utf8(head)?;
    let status = head.get(9..12).context("a status")?.parse()?;
    let length = head.split("\r\n").find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse().ok())?
    });
    Ok((status, length.context("an answer without a length")?))
}

/// One request on a connection of its own, with the body of its answer.
pub async fn once(address: SocketAddr, request: &[u8]) -> Result<(u16, String)> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(request).await?;
    let mut buffer = Vec::new();
    let status = answer(&mut stream, &mut buffer).await?;
    let text = String::from_utf8(buffer)?;
    Ok((status, text.split_once("\r\n\r\n").map(|(_, body)| body.to_owned()).unwrap_or_default()))
}
