//! `maillage create-admin`.

use super::failure::Failure;
use crate::accounts::password;
use crate::accounts::store::users::{self, NewUser};
use crate::app::open_state;
use crate::clock::Clock;
use crate::settings::Settings;
use clap::Args;
use shared::check;
use std::io::IsTerminal;
use std::process::ExitCode;

/// The account to create.
#[derive(Debug, Args)]
pub(super) struct NewAdmin {
    /// E-mail address, the log-in.
    #[arg(long)]
    email: String,
    /// Name shown to others.
    #[arg(long)]
    name: String,
    /// Password, 10 characters or more; without it, the first line of standard input. (Other users of this machine can
    /// see arguments.)
    #[arg(long)]
    password: Option<String>,
}

pub(super) async fn create(settings: Settings, new: NewAdmin) -> Result<ExitCode, Failure> {
    let NewAdmin { email, name, password } = new;
    check(check::email(&email, &()), "--email is no e-mail address")?;
    check(check::text(2, 120)(&name, &()), "--name needs 2 to 120 characters")?;
    let password = password.map_or_else(read_password, Ok)?;
    check(check::password(&password, &()), "a password needs 10 to 200 characters")?;
    let locale = settings.default_locale;
    let state = open_state(settings, Clock::System).await?;
    let password_hash = password::hash_here(&password)?;
    let address = email.clone();
    let create = move |cx: &mut crate::http::Cx<'_>| {
        let (email, name) = (address.trim(), name.trim());
        users::create(cx, &NewUser { email, name, password_hash: &password_hash, locale, network_admin: true })
    };
    state.write(create).await?;
    println!("{email} administers the network.");
    Ok(ExitCode::SUCCESS)
}

fn check(outcome: garde::Result, otherwise: &str) -> Result<(), Failure> {
    outcome.map_err(|_| Failure::Usage(otherwise.to_owned()))
}

fn read_password() -> Result<String, Failure> {
    if std::io::stdin().is_terminal() {
        eprint!("Password (shown as you type): ");
    }
    let mut line = String::new();
    std::io::stdin().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\n', '\r']).to_owned())
}
