//! Why a call brought nothing.

use crate::i18n::{self, t};
use shared::problem::{Code, FieldError, Problem};
use std::rc::Rc;
use yew::AttrValue;

/// Why a call brought nothing.
#[derive(Clone, Debug, PartialEq)]
pub enum Failure {
    /// The server was not reached.
    Offline,
    /// The server says why.
    Problem(Rc<Problem>),
    /// The answer cannot be read: a proxy's page, or another version of the server.
    Unreadable,
}

impl Failure {
    /// The problem's code, where the server gave one.
    #[must_use]
    pub fn code(&self) -> Option<Code> {
        match self {
            Self::Problem(problem) => Some(problem.code),
            Self::Offline | Self::Unreadable => None,
        }
    }

    /// Whether this is that problem.
    #[must_use]
    pub fn is(&self, code: Code) -> bool {
        self.code() == Some(code)
    }

    /// The wrong fields, for a form to show beside them.
    #[must_use]
    pub fn field_errors(&self) -> Vec<FieldError> {
        match self {
            Self::Problem(problem) => problem.errors.clone(),
            Self::Offline | Self::Unreadable => Vec::new(),
        }
    }

    /// What went wrong and what to do, in the reader's language.
    #[must_use]
    pub fn sentence(&self) -> AttrValue {
        match self {
            Self::Offline => t!("failure.offline"),
            Self::Problem(problem) => i18n::problem(problem),
            Self::Unreadable => t!("failure.unreadable"),
        }
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self::Problem(Rc::new(problem))
    }
}
