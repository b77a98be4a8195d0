//! Endpoints of collection routes and rounds.

pub mod rounds;
pub mod routes;
pub mod running;
