//! What the command line asks for.

use anyhow::{Context, Result, bail};
use std::path::PathBuf;
use std::time::Duration;

/// Offers of a whole run.
const SIZES: [usize; 3] = [10_000, 200_000, 1_000_000];

/// A run of the bench.
#[derive(Clone, Debug)]
pub struct Options {
    /// Offers, one database each.
    pub sizes: Vec<usize>,
    pub sqlite: bool,
    /// Address of a server on which databases may be made; `None` leaves PostgreSQL out.
    pub postgres: Option<String>,
    /// The product's binary.
    pub server: PathBuf,
    /// Where the databases are kept for another run, as for a profile; else they go with the run.
    pub keep: Option<PathBuf>,
    /// The only request to measure; `None` all.
    pub only: Option<String>,
    /// Where the report goes.
    pub report: PathBuf,
    /// Length of each measurement of each server.
    pub length: Duration,
    /// Measurements of each server, in turns with the other.
    pub rounds: usize,
    pub quick: bool,
}

impl Options {
    pub fn read(arguments: &[String]) -> Result<Self> {
        let quick = arguments.iter().any(|argument| argument == "--quick");
        let (length, rounds) = if quick { (1_000, 2) } else { (3_000, 3) };
        let mut options = Self {
            sizes: if quick { vec![20_000] } else { SIZES.to_vec() },
            sqlite: true,
            postgres: None,
            server: PathBuf::from("maillage"),
            keep: None,
            only: None,
            report: PathBuf::from("bench/RESULTS.md"),
            length: Duration::from_millis(length),
            rounds,
            quick,
        };
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().with_context(|| format!("{argument} needs a value"));
            match argument.as_str() {
                "--quick" => {}
                "--offers" => options.sizes = vec![value()?.replace(['_', ' '], "").parse().context("--offers")?],
                "--postgres" => options.postgres = Some(value()?.clone()),
                "--no-sqlite" => options.sqlite = false,
                "--keep" => options.keep = Some(value()?.into()),
                "--only" => options.only = Some(value()?.clone()),
                "--server" => options.server = value()?.into(),
                "--report" => options.report = value()?.into(),
                "--seconds" => options.length = Duration::from_secs(value()?.parse().context("--seconds")?),
                other => bail!("unknown option {other}"),
            }
        }
        Ok(options)
    }
}
