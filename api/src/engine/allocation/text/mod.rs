//! Rounds and their solutions as plain text: one record a line, whole numbers, in any order.
//!
//! ```text
//! p alloc 1 <recipients> <lots> <categories> 3 <origins> <round>
//! c <category> <name> <temperature 0..2>        o <origin> <latitude> <longitude>
//! a <recipient> <latitude> <longitude> <people> <vehicle kg> <reach m> <cold transport 0/1> <wait days>
//!   <ambient kg> <chilled kg> <frozen kg> <received in the window kg>                       (on one line)
//! n <recipient> <category> <kg>                 d <recipient> <origin> <metres>
//! l <lot> <origin> <category> <kg> <days>       x <lot> <recipient> <kg>    (a solution's only record)
//! ```
//!
//! The format has no entitlements (they are people × [`RATION`]), no window (it is [`WINDOW`]), no tolerance, closed lots or
//! fixed lines.

mod read;
mod write;

pub use read::{read_instance, read_lines};
pub use write::{write_instance, write_lines};

use super::model::{Instance, Place};
use super::table::mix;

/// Kilograms of food a week that one person is entitled to. It scales all levels alike, and so changes no share: with it a
/// level is near the share of their need that recipients of this format got (they declare about this much a person).
pub const RATION: i64 = 4;

/// Rounds over which levels are counted where nothing else is said.
pub const WINDOW: i64 = 4;

/// A line that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextError {
    /// Which line, from 1; 0: the text as a whole.
    pub line: usize,
    /// What is wrong with it.
    pub wrong: Wrong,
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// There is no record of this name.
    Record,
    /// The record has fewer or more fields.
    Fields,
    /// A field is no whole number, or not within its limits.
    Number(String),
    /// It names something that no other line defines.
    Reference(u32),
    /// A line before it says the same, or something else, of the same.
    Twice,
    /// There is no `p alloc 1 …`, or it counts other records than there are.
    Header,
    /// All lots together are too many kilograms.
    TooMuch,
}

impl std::fmt::Display for TextError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { line, wrong } = self;
        if *line > 0 {
            write!(f, "line {line}: ")?;
        }
        match wrong {
            Wrong::Record => f.write_str("unknown record"),
            Wrong::Fields => f.write_str("wrong number of fields"),
            Wrong::Number(text) => write!(f, "`{text}` is no number that can stand here"),
            Wrong::Reference(id) => write!(f, "{id} is not defined"),
            Wrong::Twice => f.write_str("a line before it is about the same"),
            Wrong::Header => f.write_str("`p alloc 1` is missing, or counts other records than there are"),
            Wrong::TooMuch => f.write_str("all lots together are too many kilograms"),
        }
    }
}

impl std::error::Error for TextError {}

/// A round of nobody and nothing.
pub(super) const fn empty() -> Instance {
    Instance {
        seed: 0,
        window: WINDOW,
        tolerance: 0,
        categories: Vec::new(),
        origins: Vec::new(),
        recipients: Vec::new(),
        lots: Vec::new(),
        fixed: Vec::new(),
    }
}

/// What tells recipients of files apart whatever their numbers: where they are and how many people they serve.
pub(super) const fn key(place: Place, people: i64) -> u64 {
    let at = mix(place.latitude.cast_unsigned(), place.longitude.cast_unsigned());
    mix(at, people.cast_unsigned())
}
