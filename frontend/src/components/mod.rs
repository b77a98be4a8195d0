//! What pages are drawn with. No component knows a noun of the domain; their look is `frontend/styles/`.
//!
//! # How to write a page
//! A page is a [`part()`]: a hook that takes its props and returns `Html`.
//! ```text
//! #[hook]
//! pub fn use_offer_page(props: Rc<OfferPageProps>) -> Html {
//!     let id = props.id;
//!     let offer = use_resource(format!("offer {id}"), move || client::offers::find(id));
//!     let ready = Callback::from(|offer: Rc<Offer>| html! { … });
//!     html! {
//!         <>
//!             <PageHeader title={t!("offers.title")} lead={t!("offers.lead")} back={Route::Offers}>
//!                 <ButtonLink to={Route::PublishOffer} icon={Icon::Plus}>{ t!("offers.publish") }</ButtonLink>
//!             </PageHeader>
//!             <ResourceView shown={offer.shown(&ready)} />
//!         </>
//!     }
//! }
//! ```
//! It gets an address in `routes.rs` and a line in the table of `pages/mod.rs`, below the chunk that it arrives with. What of it keeps no state is a plain function that
//! returns `Html`; what does is another part. Only what many pages share is a Yew component, for each costs a visitor
//! about 2.5 kB of the module.
//!
//! | for | use |
//! |---|---|
//! | page top: `<h1>`, tab title, focus, back link, actions | [`PageHeader`] |
//! | the five states of data | [`ResourceView`], lists with "load more": [`PagesView`] |
//! | one thing in a box; a whole box as a link | [`Card`], [`LinkCard`] |
//! | actions | [`Button`], [`ButtonLink`]; one `Tone::Primary` per page |
//! | small facts | [`Badge`], [`Fact`] inside `<dl class="facts">`, [`meter()`] |
//! | a message in the page; a passing one | [`Notice`], [`use_toast`], [`use_warning`] |
//! | why something failed | [`ProblemView`] |
//! | a question before something final | [`Dialog`] |
//! | what few people need, behind one line | [`use_disclosure`] |
//! | what happened, in order; where one is | [`timeline()`], [`steps()`] |
//! | views of one thing; filters | [`tabs()`], [`Segmented`], [`Chips`] |
//! | forms | [`TextField`], [`TextArea`], [`SelectField`], [`RadioCards`], [`Chips`], [`checklist`], [`QuantityField`], `kind="date"` with
//! [`near_dates`],
//! [`Combobox`], [`form_section`]; buttons at the end in `<div class="form-actions">` |
//!
//! Fields of a choice take `question={one_of(&bind, &choices)}`, or `any_of` where several may be chosen.
//! Data takes `shown={resource.shown(&ready)}`. Both keep the components free of type parameters, so that each is
//! compiled once.
//!
//! Form fields take `bind={form.field("/title", |draft| &mut draft.title)}`, a label, and if need be a hint; they wire
//! up ids, `aria-describedby` and `aria-invalid` themselves. Page-only arrangement uses the layout classes of
//! `styles/20-layout.css`: `stack`, `cluster`, `grid`, `split`.

mod badge;
mod brand;
mod button;
mod card;
mod copy_field;
mod dialog;
mod disclosure;
mod empty;
mod facts;
mod filter_panel;
pub mod form;
mod icon;
pub mod map;
mod meter;
mod notice;
mod offline_banner;
mod page_header;
mod part;
mod problem_view;
mod resource_view;
mod resumed;
mod skeleton;
mod steps;
mod tabs;
mod timeline;
mod toast;

pub use badge::{Badge, Mood};
pub use brand::{brand, mesh};
pub use button::{Button, ButtonLink, Tone};
pub use card::{Card, LinkCard};
pub use copy_field::CopyField;
pub use dialog::Dialog;
pub use disclosure::use_disclosure;
pub use empty::Empty;
pub use facts::Fact;
pub use filter_panel::{FilterPanelProps, use_filter_panel};
pub use form::*;
pub use icon::Icon;
pub use meter::meter;
pub use notice::Notice;
pub use offline_banner::OfflineBanner;
pub use page_header::{PageHeader, use_arrival};
pub use part::{keyed_part, part, plain_part};
pub use problem_view::ProblemView;
pub use resource_view::{PagesView, ResourceView};
pub use resumed::{ResumedProps, use_resumed};
pub use skeleton::skeleton;
pub use steps::steps;
pub use tabs::{Tab, tabs};
pub use timeline::{Moment, timeline};
pub use toast::{ToastProvider, use_toast, use_warning};
