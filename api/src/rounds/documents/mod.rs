//! What a round is on paper and in a spreadsheet. What documents say is read by `store::papers`; here it is only written.

mod papers;
mod pdf;
mod sheets;
mod stated;
mod table;
mod words;

pub use papers::Papers;
pub use pdf::{delivery_note, delivery_notes, pick_list, statement};
pub use sheets::write as workbook;
pub use stated::Stated;
pub use table::write as csv;
pub use words::Words;
