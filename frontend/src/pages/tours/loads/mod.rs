//! What a tour carries: one load with where it stands, its codes, and the steps that are not taken on the road.

mod article;
mod history;
mod steps;

pub use article::{LoadProps, load_article};
