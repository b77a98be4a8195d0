//! Allocation rounds in the database, one file for each thing that is read or written.

pub mod access;
pub mod adjust;
pub mod answer;
pub mod close;
pub mod compute;
pub mod create;
pub mod edit;
pub mod explain;
pub mod facts;
pub mod find;
pub mod hand_over;
pub mod list;
mod notes;
pub mod papers;
mod parts;
pub mod publish;
pub mod requests;
pub mod reserve;
pub mod revision_list;
pub mod revisions;
pub mod schedules;
pub mod simulate;
pub mod standing;
pub mod statement;
pub mod workbench;

use super::rules::{draft, flow};
use crate::http::Error;

impl From<draft::Refusal> for Error {
    fn from(refusal: draft::Refusal) -> Self {
        refusal.problem().into()
    }
}

impl From<flow::Refusal> for Error {
    fn from(refusal: flow::Refusal) -> Self {
        refusal.problem().into()
    }
}
