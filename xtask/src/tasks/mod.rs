//! The tasks, one file each.

pub mod bench;
pub mod build;
pub mod check;
pub mod dev;
pub mod lighthouse;
pub mod openapi;
pub mod postgres;
pub mod run;
pub mod test;
