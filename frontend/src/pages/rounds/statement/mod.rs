//! How fair a round is, for everybody: the rule, figures in plain words, what other rules would have made of it, and how it
//! was over the last rounds.

mod baselines;
mod figures;
mod history;
mod levels;
mod page;

pub use figures::{FigureNames, figure, way_of_a_kilogram};
pub use page::use_statement_page;
