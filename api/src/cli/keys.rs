//! `maillage keys`.

use super::failure::Failure;
use crate::accounts::keys;
use crate::app::open_state;
use crate::clock::Clock;
use crate::settings::Settings;
use clap::Subcommand;
use shared::time::SECOND;
use std::process::ExitCode;

/// What can be done with the keys.
#[derive(Debug, Subcommand)]
pub(super) enum Keys {
    /// Make a new key. Running servers take it up by themselves; nobody is logged out.
    Rotate,
}

pub(super) async fn run(settings: Settings, keys: Keys) -> Result<ExitCode, Failure> {
    match keys {
        Keys::Rotate => rotate(settings).await,
    }
}

async fn rotate(settings: Settings) -> Result<ExitCode, Failure> {
    let state = open_state(settings, Clock::System).await?;
    let kid = state.write(|cx| Ok(keys::rotate(cx.conn, cx.now)?)).await?;
    println!("Key {kid} signs in {} seconds; the one before it leaves when its tokens are over.", keys::HANDOVER / SECOND);
    Ok(ExitCode::SUCCESS)
}
