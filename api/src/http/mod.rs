//! What every endpoint shares: who calls, what was asked, how an answer or a refusal is written.

pub mod actor;
pub mod body;
pub mod call;
pub mod caller;
pub mod csv;
pub mod cx;
pub mod error;
pub mod etag;
pub mod fallback;
pub mod figures;
pub mod gate;
pub mod idempotency;
pub mod identity;
pub mod known_tokens;
pub mod live;
mod members_by_name;
pub mod operations;
pub mod page;
pub mod problem_pages;
pub mod request_id;
pub mod responses;
pub mod trace;

pub use actor::{Actor, Permit};
pub use body::{Valid, ValidQuery};
pub use cx::{Cx, State};
pub use error::Error;
pub use etag::{IfMatch, Tagged, TaggedPage};
pub use idempotency::Once;
pub use identity::Identity;
pub use known_tokens::KnownTokens;
pub use live::{LastEventId, Live};
pub use page::Paged;
pub use responses::{Created, NoContent, Private};
