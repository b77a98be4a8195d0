//! What the person is told of while the application is open: the bell of the frame, and behind it, in a chunk of its own,
//! the stream that rings it.

mod bell;
pub mod live;
pub mod words;

pub use bell::{BellProps, use_bell};
