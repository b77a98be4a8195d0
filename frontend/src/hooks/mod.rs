//! The hooks that pages are made of.
//!
//! # How to write a page
//! - **Read** with [`use_resource()`]: `let offer = use_resource(format!("offer {id}"), move || client::offers::find(id));`.
//!   The key names the data: the same key is the same data, everywhere. Draw it with `<ResourceView shown={offer.shown(&ready)} />`, which
//!   shows loading, empty, stale and problem by itself; `offer.reload` fetches again. For lists with "load more" use
//!   [`use_pages()`] and `<PagesView shown={offers.shown(&item)} />`.
//! - **Write** with [`use_mutation()`]: `let accept = use_mutation(move |()| client::claims::act(id, Accept), done);` gives
//!   `accept.run` (a callback), `accept.busy` (for the button) and `accept.failure` (for `<ProblemView>`). After a write,
//!   put the answer into the cache with `resource.replace(answer)`, or `forget("offers")` a family of keys.
//! - **Ask** with [`use_form()`]: a draft of text fields implements [`Draft`]; `form.field("/title", |d| &mut d.title)`
//!   binds a field by the JSON pointer of the wire type, so that the browser's and the server's errors both land there.
//! - **Propose** what fits a text that is being typed with [`use_found()`]; have a list follow it with [`use_words()`].
//! - **Stay fresh** with [`use_fresh()`] on pages that people leave open.
//! - **Who and where**: [`use_session()`] gives the logged-in person and the current organisation; [`use_online()`] tells
//!   whether the network is there.
//!
//! A page starts with `<PageHeader title=…>`, which names the tab and takes the keyboard's focus.

mod use_form;
mod use_found;
mod use_fresh;
mod use_key_of;
mod use_mutation;
mod use_online;
mod use_pages;
mod use_resource;
mod use_session;
mod use_words;

pub use use_form::{Binding, Draft, Form, checked, checked_beside, optional, use_form};
pub use use_found::{Found, use_found};
pub use use_fresh::use_fresh;
pub use use_key_of::use_key_of;
pub use use_mutation::{Mutation, use_mutation};
pub use use_online::use_online;
pub use use_pages::{Listing, Pages, use_pages};
pub use use_resource::{Content, Resource, State, forget, known, use_resource};
pub use use_session::{Session, SessionProvider, Standing, use_session};
pub use use_words::use_words;
