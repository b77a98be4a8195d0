//! Where the log goes.

use crate::settings::{LogFormat, Settings};
use std::io::IsTerminal;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::writer::BoxMakeWriter;

/// Starts the log as the settings want it: on standard output when serving, else on standard error, because the other
/// commands' output is their answer.
pub(super) fn start(settings: &Settings, is_serving: bool) {
    // The settings were checked; a filter that cannot be read cannot get here.
    let filter = EnvFilter::try_new(&settings.log).unwrap_or_default();
    let writer = if is_serving { BoxMakeWriter::new(std::io::stdout) } else { BoxMakeWriter::new(std::io::stderr) };
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(writer);
    match settings.log_format {
        LogFormat::Text => log.with_ansi(is_serving && std::io::stdout().is_terminal()).init(),
        LogFormat::Json => log.json().init(),
    }
}
