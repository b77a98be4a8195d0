//! Photos of an offer: looked at by everybody, added and taken away by its giver.
//!
//! The browser fetches the pictures itself, by the cookie of the session: `<img loading="lazy">` and the browser's own
//! store spare an old phone more than anything that we could write.

mod gallery;
mod manage;
mod picker;
pub mod queue;
mod reduce;

pub use gallery::{GalleryProps, use_gallery};
pub use manage::{OwnPhotosProps, use_own_photos};
pub use picker::{ChosenProps, choosers, picker, use_chosen, use_previews};
pub use reduce::reduced;
