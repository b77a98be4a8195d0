//! What must hold for the sources, the API's document and the databases, whatever the product does.

mod document;
mod layering;
mod locales;
mod migrations;
mod placeholders;
mod plans;
mod snapshots;
mod sources;
