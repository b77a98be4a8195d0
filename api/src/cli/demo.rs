//! `maillage demo`.

use super::failure::Failure;
use crate::settings::Settings;
use std::process::ExitCode;

pub(super) async fn demo(_settings: Settings, _force: bool) -> Result<ExitCode, Failure> {
    Err(Failure::Work("not written yet".to_owned()))
}
