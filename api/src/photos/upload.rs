//! A picture in a request's body.

use shared::photos::MAX_BYTES;

/// A body of any kind, at most [`MAX_BYTES`] long.
pub type Upload = crate::http::Upload<MAX_BYTES>;
