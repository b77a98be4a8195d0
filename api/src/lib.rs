//! The Maillage server.
//!
//! One folder a noun; inside it the layers are files, and imports go down only: `handlers` → `rules`, `store`;
//! `store` → `rules`, `model`, `db`; `rules` → `shared`. `rules` knows neither diesel nor actix nor the clock.

pub mod accounts;
pub mod app;
pub mod audit;
pub mod categories;
pub mod claims;
pub mod cli;
pub mod clock;
pub mod communes;
pub mod conversations;
pub mod db;
pub mod demo;
pub mod engine;
pub mod equipment;
pub mod events;
pub mod health;
pub mod http;
pub mod imports;
pub mod loans;
pub mod matches;
pub mod members;
pub mod near;
pub mod needs;
pub mod network;
pub mod notifications;
pub mod offers;
pub mod openapi;
pub mod organisations;
pub mod photos;
pub mod reading;
pub mod records;
pub mod recurring;
pub mod redistribution;
pub mod routes;
pub mod searches;
pub mod settings;
pub mod sites;
pub mod spa;
pub mod today;
