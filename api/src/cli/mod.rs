//! The command line of `maillage`.

mod admin;
mod allocate;
mod demo;
mod failure;
mod import;
mod inspect;
mod keys;
mod log;
mod progress;
mod serve;
mod violations;

use crate::db::DatabaseUrl;
use crate::settings::{Overrides, Settings};
use clap::{Args, Parser, Subcommand};
use failure::Failure;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

const AFTER_HELP: &str = "\
Settings come from maillage.toml, then MAILLAGE_* variables, then flags; maillage.example.toml explains each.

Exit codes: 0 done; 1 failed, nothing was changed; 2 wrong usage or settings; 3 imported, but some rows were unusable \
and left out.";

/// Associations of a territory put their means in common: the server and its tools.
#[derive(Debug, Parser)]
#[command(name = "maillage", version, after_help = AFTER_HELP)]
struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Args)]
struct Common {
    /// Settings file; maillage.toml in the working directory unless named here or in MAILLAGE_CONFIG.
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Database: sqlite:path/to/file.db or postgres://user:password@host/name.
    #[arg(long, global = true, value_name = "URL")]
    database: Option<DatabaseUrl>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the application and its API until interrupted.
    Serve {
        /// Address and port to listen on; port 0 takes a free one.
        #[arg(long, value_name = "ADDRESS")]
        listen: Option<SocketAddr>,
    },
    /// Bring the database up to date and say what was done; serve does so by itself.
    Migrate,
    /// Fill an empty database with a demonstration network, or refresh the one in it, and print its accounts.
    Demo {
        /// Also on a database in which organisations have registered or been imported.
        #[arg(long)]
        force: bool,
    },
    /// Create an account that administers the network.
    CreateAdmin(admin::NewAdmin),
    /// The keys that sign access tokens.
    #[command(subcommand)]
    Keys(keys::Keys),
    /// Print the API document (OpenAPI 3.1, JSON).
    Openapi,
    /// Check the settings and print those that matter most.
    CheckConfig,
    /// Import real data from a file.
    #[command(subcommand)]
    Import(import::Import),
    /// Share out a round of food from a file, or judge a solution of it; needs neither settings nor a database.
    Allocate(allocate::Allocate),
}

/// Runs the command line of this process.
#[must_use]
pub fn main() -> ExitCode {
    let outcome = run(Cli::parse());
    outcome.unwrap_or_else(|failure| {
        eprintln!("maillage: {failure}");
        failure.exit_code()
    })
}

fn run(cli: Cli) -> Result<ExitCode, Failure> {
    let Cli { common: Common { config, database }, command } = cli;
    // The document does not depend on settings, and must be printed where none are.
    if matches!(command, Command::Openapi) {
        return inspect::openapi();
    }
    if let Command::Allocate(wish) = &command {
        return allocate::allocate(wish);
    }
    let listen = if let Command::Serve { listen } = command { listen } else { None };
    // What is not UTF-8 is no setting of ours; `vars` would panic on it.
    let environment =
        std::env::vars_os().filter_map(|(name, text)| Some((name.into_string().ok()?, text.into_string().ok()?)));
    let settings = Settings::load(&Overrides { config, listen, database }, environment)?;
    log::start(&settings, matches!(command, Command::Serve { .. }));
    actix_web::rt::System::new().block_on(dispatch(command, settings))
}

async fn dispatch(command: Command, settings: Settings) -> Result<ExitCode, Failure> {
    match command {
        Command::Serve { .. } => serve::serve(settings).await,
        Command::Migrate => inspect::migrate(&settings),
        Command::Demo { force } => demo::demo(settings, force).await,
        Command::CreateAdmin(new) => admin::create(settings, new).await,
        Command::Keys(keys) => keys::run(settings, keys).await,
        Command::Openapi => inspect::openapi(),
        Command::CheckConfig => inspect::check_config(&settings),
        Command::Import(import) => import::import(settings, import).await,
        Command::Allocate(wish) => allocate::allocate(&wish),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn the_database_may_stand_before_or_behind_the_command() {
        for line in ["maillage --database sqlite:a.db migrate", "maillage migrate --database sqlite:a.db"] {
            let cli = Cli::try_parse_from(line.split(' ')).unwrap();
            assert_eq!(cli.common.database, "sqlite:a.db".parse().ok());
        }
        assert!(Cli::try_parse_from(["maillage", "migrate", "--database", "mysql://a"]).is_err());
    }
}
