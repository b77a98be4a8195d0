//! `cargo xtask bench`: how fast the product is, beside a minimal server and beside the SQL alone.

use std::env;
use std::process::Command;

use anyhow::{Result, bail};

use crate::postgres::{Durability, Postgres};
use crate::process;
use crate::project::Project;
use crate::steps::step;

/// What may follow the task's name.
const USAGE: &str = "cargo xtask bench [--quick] [--offers N] [--seconds N] [--only REQUEST] [--database sqlite|postgres]";

/// Builds the product and the bench as they are released, and measures. The report of a whole run is `bench/RESULTS.md`; one
/// of a part stays out of the repository.
pub fn task(project: &Project, options: &[String]) -> Result<()> {
    let wish = Wish::read(options)?;
    step("Compiling the server and the bench, optimised", || {
        let targets = ["--bin", "maillage", "--bin", "maillage-bench"];
        process::run(project.cargo().args(["build", "--release", "--workspace"]).args(targets))
    })?;
    let mut bench = Command::new(project.target.join(format!("release/maillage-bench{}", env::consts::EXE_SUFFIX)));
    bench.arg("run").args(&wish.passed_on).arg("--server").arg(project.binary("release"));
    let report = if options.is_empty() { project.root.join("bench/RESULTS.md") } else { project.target.join("bench.md") };
    bench.arg("--report").arg(report);
    let server = if wish.postgres {
        Some(step("Starting a durable PostgreSQL", || Postgres::start_with(project, Durability::Full))?)
    } else {
        None
    };
    if let Some(server) = &server {
        bench.args(["--postgres", &server.url]);
    }
    if !wish.sqlite {
        bench.arg("--no-sqlite");
    }
    process::run(&mut bench)
}

struct Wish {
    sqlite: bool,
    postgres: bool,
    /// What the bench itself understands.
    passed_on: Vec<String>,
}

impl Wish {
    fn read(options: &[String]) -> Result<Self> {
        let mut wish = Self { sqlite: true, postgres: true, passed_on: Vec::new() };
        let mut options = options.iter();
        while let Some(option) = options.next() {
            match option.as_str() {
                "--quick" => wish.passed_on.push(option.clone()),
                "--offers" | "--seconds" | "--only" => wish.passed_on.extend([option.clone(), value(options.next())?]),
                "--database" => match value(options.next())?.as_str() {
                    "sqlite" => wish.postgres = false,
                    "postgres" => wish.sqlite = false,
                    _ => bail!(USAGE),
                },
                _ => bail!(USAGE),
            }
        }
        Ok(wish)
    }
}

fn value(option: Option<&String>) -> Result<String> {
    option.cloned().ok_or_else(|| anyhow::anyhow!(USAGE))
}
