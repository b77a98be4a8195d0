//! Endpoints of allocation rounds, one file for each thing that people do with them.

pub mod answering;
pub mod deciding;
pub mod documents;
pub mod explaining;
pub mod requests;
pub mod revisions;
pub mod rounds;
pub mod schedules;
pub mod standing;
pub mod workbench;
