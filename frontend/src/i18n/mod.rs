//! Words, dates and numbers in the reader's language.
//!
//! `t!("offers.empty")` is a sentence of `locales/<language>.toml`; a key that is not there does not compile. Parameters
//! fill `{name}` places: `t!("offers.left", quantity = kg(grams))`. A message with `one` and `other` is a plural and is
//! chosen by the parameter `n`. Words of closed sets (`TemperatureClass`, `ClaimState` …) are `word(value)`.
//!
//! The language lives outside Yew, because every function that makes text needs it; [`crate::app`] draws everything
//! anew when it changes.

mod hours;
mod language;
pub(crate) mod message;
pub mod number;
pub mod time;
mod words;
pub mod zone;

pub use hours::hours;
#[cfg(target_family = "wasm")]
pub use language::start;
pub use language::{choose, current};
pub use message::{Argument, fetch, fetch_rest, find, operation, operations, translate};
pub use words::{field_error, problem, reason, word};

/// A sentence in the reader's language; see the module.
// `tt`, because a `literal` handed on to another macro matches no literal there.
macro_rules! t {
    ($key:tt) => { $crate::i18n::translate($crate::i18n::message::key!($key), &[]) };
    ($key:tt, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::i18n::translate(
            $crate::i18n::message::key!($key),
            &[$((stringify!($name), $crate::i18n::Argument::from($value))),+],
        )
    };
}
pub(crate) use t;
