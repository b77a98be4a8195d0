//! The tasks, one file each.

pub mod bench;
pub mod build;
pub mod check;
pub mod crash;
pub mod dev;
pub mod fuzz;
pub mod lighthouse;
pub mod openapi;
pub mod postgres;
pub mod run;
pub mod test;
