//! Why a command failed, and with which exit code.

use crate::app::StartFailed;
use crate::http::Error;
use crate::imports::Unreadable;
use crate::settings::SettingsError;
use std::process::ExitCode;

/// Why a command failed.
#[derive(Debug)]
pub(super) enum Failure {
    /// The settings or the arguments are wrong.
    Usage(String),
    /// The work failed.
    Work(String),
}

impl Failure {
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::Work(_) => ExitCode::from(1),
            Self::Usage(_) => ExitCode::from(2),
        }
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (Self::Usage(text) | Self::Work(text)) = self;
        f.write_str(text)
    }
}

impl From<SettingsError> for Failure {
    fn from(error: SettingsError) -> Self {
        Self::Usage(error.to_string())
    }
}

impl From<StartFailed> for Failure {
    fn from(error: StartFailed) -> Self {
        Self::Work(error.to_string())
    }
}

impl From<Unreadable> for Failure {
    fn from(error: Unreadable) -> Self {
        Self::Work(error.to_string())
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Work(error.to_string())
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            Error::Refused(problem) => Self::Work(problem.detail.unwrap_or(problem.title)),
            other => Self::Work(other.to_string()),
        }
    }
}
