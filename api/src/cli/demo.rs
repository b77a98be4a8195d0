//! `maillage demo`.

use super::failure::Failure;
use crate::accounts::password;
use crate::app::open_state;
use crate::clock::Clock;
use crate::demo::{self, Demonstration, PASSWORD};
use crate::settings::Settings;
use std::process::ExitCode;

pub(super) async fn demo(settings: Settings, force: bool) -> Result<ExitCode, Failure> {
    let state = open_state(settings, Clock::System).await?;
    if !force && state.read(demo::is_real_network).await? {
        let why = "this database has real organisations; use another one, or --force to add the demonstration to it";
        return Err(Failure::Work(why.to_owned()));
    }
    let password_hash = password::hash_here(PASSWORD)?;
    let demonstration = state.write(move |cx| demo::fill(cx, &password_hash)).await?;
    tell(&demonstration);
    Ok(ExitCode::SUCCESS)
}

fn tell(demonstration: &Demonstration) {
    let Demonstration { is_new, open_offers, accounts } = demonstration;
    let what = if *is_new { "made" } else { "up to date" };
    println!("The demonstration network is {what}: {open_offers} offers on the board.");
    println!("Accounts, all with the password {PASSWORD}:");
    for login in accounts {
        println!("  {:<42} {}", login.email, login.title);
    }
}
