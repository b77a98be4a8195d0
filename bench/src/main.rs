//! `maillage-bench run …` measures the product; `cargo xtask bench` builds all that it needs and starts it.
//! `maillage-bench minimal DATABASE` is the minimal server that it measures beside, and `maillage-bench share-out NUMBER` one
//! round in a process of its own.

mod allocation;
mod alone;
mod compare;
mod data;
mod load;
mod matching;
mod minimal;
mod options;
mod random;
mod report;
mod scenario;
mod server;
mod storm;

use anyhow::{Context, Result, bail};
use data::Size;
use diesel::Connection;
use diesel::connection::SimpleConnection;
use options::Options;

/// The product's own, so that the minimal server has no worse one.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Threads of the minimal server, as many as the product's.
const WORKERS: usize = 2;

#[actix_web::main]
async fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let local = tokio::task::LocalSet::new();
    match arguments.split_first() {
        Some((task, [database])) if task == "minimal" => minimal::serve(database.parse()?, WORKERS).await,
        Some((task, [number])) if task == "share-out" => allocation::share_out(number),
        Some((task, rest)) if task == "run" => local.run_until(run(Options::read(rest)?)).await,
        _ => bail!("maillage-bench run OPTIONS, or maillage-bench minimal DATABASE; see `cargo xtask bench`"),
    }
}

async fn run(options: Options) -> Result<()> {
    let temporary = tempfile::tempdir()?;
    let folder = options.keep.as_deref().unwrap_or(temporary.path());
    let mut lines = Vec::new();
    let file = |name: &str| format!("sqlite:{}", folder.join(name).display());
    // Rounds need no database.
    let only_rounds = options.only.as_deref() == Some("allocation");
    for offers in options.sizes.iter().copied().filter(|_| !only_rounds) {
        if options.sqlite {
            let text = file(&format!("{offers}.db"));
            compare::all(&options, &text.parse()?, &text, Size::of(offers), &mut lines).await?;
        }
        if let Some(server) = &options.postgres {
            let text = empty_database(server, &offers.to_string())?;
            compare::all(&options, &text.parse()?, &text, Size::of(offers), &mut lines).await?;
        }
    }
    let storm = if options.sqlite && options.only.is_none() {
        let text = file("storm.db");
        storm::run(&options, &text.parse()?, &text).await?
    } else {
        String::new()
    };
    let mut sentences = storm;
    if options.only.as_deref().is_none_or(|only| only == "matching") {
        if options.sqlite {
            sentences += &format!("\n{}", matching::run(&options, &file("matching.db").parse()?).await?);
        }
        if let Some(server) = &options.postgres {
            let text = empty_database(server, "matching")?;
            sentences += &format!("\n{}", matching::run(&options, &text.parse()?).await?);
        }
    }
    if only_rounds || options.only.is_none() {
        sentences += &format!("\n{}", allocation::run(options.quick)?);
    }
    println!("{sentences}");
    std::fs::write(&options.report, report::markdown(&options, &lines, &sentences))?;
    println!("Written to {}", options.report.display());
    Ok(())
}

/// Makes a database on the server and gives its address.
fn empty_database(server: &str, what: &str) -> Result<String> {
    let name = format!("maillage_bench_{what}");
    let mut conn = diesel::PgConnection::establish(server).context("PostgreSQL")?;
    conn.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))?;
    conn.batch_execute(&format!("CREATE DATABASE {name}"))?;
    let (host, _) = server.rsplit_once('/').context("an address that ends in a database name")?;
    Ok(format!("{host}/{name}"))
}
