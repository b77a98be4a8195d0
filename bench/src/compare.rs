//! One database of one size: the product and, on SQLite, the minimal server beside it, in turns.

use crate::alone;
use crate::data::{self, Network, PASSWORD, Size};
use crate::load::{self, Outcome, Request, request};
use crate::options::Options;
use crate::report::Line;
use crate::scenario::{Caller, Scenario};
use crate::server::{Server, Usage};
use anyhow::{Context, Result, bail};
use api::db::{Backend, DatabaseUrl};
use serde_json::{Value, json};
use shared::paths;
use std::cell::Cell;
use std::net::SocketAddr;
use std::process::Command;
use std::rc::Rc;
use std::time::Duration;

/// Connections of the load generator.
pub const CONNECTIONS: usize = 64;
/// People who ask, each with a session.
const CALLERS: usize = 16;
/// Connections of the SQL alone, as many as the servers have processors to read on.
const ALONE: usize = 2;

/// Measures everything on the database at `url`, which is empty, and adds its lines.
pub async fn all(options: &Options, url: &DatabaseUrl, text: &str, size: Size, lines: &mut Vec<Line>) -> Result<()> {
    println!("Making {} offers of {} organisations ({:?})", size.offers, size.organisations, url.backend());
    let network = data::fill(url, size).await?;
    let ours = product(options, text)?;
    let minimal = if url.backend() == Backend::Sqlite { Some(minimal(text)?) } else { None };
    let callers = log_in(ours.address, &network).await?;
    let wanted = |scenario: &Scenario| options.only.as_deref().is_none_or(|only| scenario.name().starts_with(only));
    for scenario in Scenario::ALL.into_iter().filter(wanted) {
        let requests = Rc::new(scenario.requests(&network, &callers)?);
        let alone = if scenario.is_read() {
            let recorded = alone::record(url, &requests).await?;
            let (url, length) = (url.clone(), options.length);
            let rate = actix_web::rt::task::spawn_blocking(move || alone::rate(&url, &recorded, ALONE, length));
            Some(rate.await??)
        } else {
            None
        };
        let line = one(options, scenario, &requests, &ours, minimal.as_ref()).await?;
        let line = Line { backend: url.backend(), offers: size.offers, alone, ..line };
        println!("{}", line.row());
        lines.push(line);
    }
    Ok(())
}

async fn one(
    options: &Options,
    scenario: Scenario,
    requests: &Rc<Vec<Request>>,
    ours: &Server,
    minimal: Option<&Server>,
) -> Result<Line> {
    let next = Rc::new(Cell::new(0));
    let (mut mine, mut other) = (Outcome::default(), Outcome::default());
    let mut cpu_seconds = 0.0;
    for round in 0..=options.rounds {
        // The first round warms caches and is thrown away.
        let length = if round == 0 { Duration::from_millis(300) } else { options.length };
        let before = ours.usage();
        let outcome = load::run(ours.address, requests, CONNECTIONS, length, &next).await?;
        let spent = ours.usage().cpu_seconds - before.cpu_seconds;
        if round > 0 {
            mine.add(outcome);
            cpu_seconds += spent;
        }
        if let Some(minimal) = minimal {
            let outcome = load::run(minimal.address, requests, CONNECTIONS, length, &next).await?;
            if round > 0 {
                other.add(outcome);
            }
        }
    }
    let Usage { megabytes, .. } = ours.usage();
    let cpu = cpu_seconds / mine.seconds.max(f64::EPSILON);
    let minimal = minimal.map(|_| other.rate());
    Ok(Line { backend: Backend::Sqlite, offers: 0, scenario, ours: mine, minimal, alone: None, cpu, megabytes })
}

/// The product, with every setting as a new installation has it, except that mails go nowhere and nobody is slowed
/// down for asking much.
pub fn product(options: &Options, database: &str) -> Result<Server> {
    let mut command = Command::new(&options.server);
    command.args(["serve", "--listen", "127.0.0.1:0", "--database", database]).env("MAILLAGE_LOG", "error");
    let mails = std::env::temp_dir().join(format!("maillage-bench-mails-{}", std::process::id()));
    command.env("MAILLAGE_MAIL__FOLDER", mails);
    for limit in ["PERSON", "ADDRESS", "PUBLIC_WRITES"] {
        command.env(format!("MAILLAGE_LIMITS__{limit}_PER_MINUTE"), "0");
    }
    Server::start(&mut command).with_context(|| options.server.display().to_string())
}

fn minimal(database: &str) -> Result<Server> {
    Server::start(Command::new(std::env::current_exe()?).args(["minimal", database]))
}

/// Sessions of the first members.
pub async fn log_in(address: SocketAddr, network: &Network) -> Result<Vec<Caller>> {
    let mut callers = Vec::new();
    for member in 0..CALLERS.min(network.members.len()) {
        let body = json!({ "email": Network::email(member), "password": PASSWORD }).to_string();
        let (status, text) = load::once(address, &request("POST", paths::LOGIN, None, Some(&body))).await?;
        let answer: Value = serde_json::from_str(&text).unwrap_or_default();
        match answer.get("access_token").and_then(Value::as_str) {
            Some(token) => callers.push(Caller { member, token: token.to_owned() }),
            None => bail!("log-in failed: {status} {text}"),
        }
    }
    Ok(callers)
}
