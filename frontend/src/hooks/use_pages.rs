//! Lists that grow by "load more".

use super::use_resource::{Content, Resource, use_resource};
use crate::client::Failure;
use std::future::Future;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew::virtual_dom::Key;

/// A page of a list, as every list of the API answers.
pub trait Listing: Content {
    /// What is listed.
    type Item: Clone + PartialEq + 'static;
    /// The items of this page.
    fn items(&self) -> &[Self::Item];
    /// Where the next page begins.
    fn next(&self) -> Option<&String>;
    /// What tells an item from its neighbours, so that a card keeps its dialog and its focus when another one leaves.
    fn key(item: &Self::Item) -> Key;
}

macro_rules! listing {
    ($($page:ty => $item:ty),+ $(,)?) => {$(
        impl Listing for $page {
            type Item = $item;
            fn items(&self) -> &[Self::Item] {
                &self.items
            }
            fn next(&self) -> Option<&String> {
                self.next_cursor.as_ref()
            }
            fn key(item: &Self::Item) -> Key {
                item.id.0.as_u128().into()
            }
        }
    )+};
}

listing! {
    shared::audit::AuditPage => shared::audit::AuditEntry,
    shared::claims::ClaimPage => shared::claims::Claim,
    shared::collection_rounds::CollectionRoundPage => shared::collection_rounds::CollectionRound,
    shared::collection_rounds::CollectionRoutePage => shared::collection_rounds::CollectionRoute,
    shared::conversations::ConversationPage => shared::conversations::Conversation,
    shared::equipment::EquipmentPage => shared::equipment::Equipment,
    shared::equipment_needs::EquipmentNeedPage => shared::equipment_needs::EquipmentNeed,
    shared::loans::LoanPage => shared::loans::Loan,
    shared::needs::NeedPage => shared::needs::Need,
    shared::notifications::NotificationPage => shared::notifications::Notification,
    shared::offers::OfferPage => shared::offers::Offer,
    shared::recurring::RecurringSurplusPage => shared::recurring::RecurringSurplus,
    shared::reports::ReportPage => shared::reports::Report,
    shared::rounds::AllocationRoundPage => shared::rounds::AllocationRound,
    shared::organisations::OrganisationPage => shared::organisations::Organisation,
    shared::sites::SitePage => shared::sites::Site,
    shared::skills::SkillListingPage => shared::skills::SkillListing,
    shared::skill_sessions::SkillSessionPage => shared::skill_sessions::SkillSession,
    shared::stock::RecallPage => shared::stock::Recall,
    shared::stock::StockMovementPage => shared::stock::StockMovement,
    shared::tours::TourPage => shared::tours::Tour,
}

/// What is left of a lot at a site is told from the others by both.
impl Listing for shared::stock::StockLinePage {
    type Item = shared::stock::StockLine;

    fn items(&self) -> &[Self::Item] {
        &self.items
    }

    fn next(&self) -> Option<&String> {
        self.next_cursor.as_ref()
    }

    fn key(item: &Self::Item) -> Key {
        format!("{} {}", item.lot.id, item.site.id).into()
    }
}

/// A list with its state.
#[derive(Clone, Debug, PartialEq)]
pub struct Pages<P: Listing> {
    /// The first page, in one of the five states.
    pub first: Resource<P>,
    /// What was loaded after it.
    pub more: Rc<Vec<P::Item>>,
    /// Whether there is still more.
    pub has_next: bool,
    /// Whether the next page is on its way.
    pub busy: bool,
    /// Why the next page did not come.
    pub failure: Option<Failure>,
    /// Loads the next page.
    pub load_more: Callback<()>,
}

impl<P: Listing> Pages<P> {
    /// Every item loaded so far.
    #[must_use]
    pub fn items(&self) -> Vec<P::Item> {
        let first = self.first.data();
        let head = first.iter().flat_map(|page| page.items().iter());
        head.chain(self.more.iter()).cloned().collect()
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Tail<T> {
    /// Of which first page this is the rest.
    after: Option<String>,
    items: Rc<Vec<T>>,
    next: Option<String>,
    busy: bool,
    failure: Option<Failure>,
}

/// Fetches the first page as [`use_resource`] does, and the following ones on demand. The fetcher gets the cursor.
#[hook]
pub fn use_pages<P, F, R>(key: String, fetch: F) -> Pages<P>
where
    P: Listing,
    F: Fn(Option<String>) -> R + 'static,
    R: Future<Output = Result<P, Failure>> + 'static,
{
    let fetch = Rc::new(fetch);
    let first = {
        let fetch = Rc::clone(&fetch);
        use_resource(key, move || fetch(None))
    };
    let start = first.data().and_then(|page| page.next().cloned());
    let fresh = Tail { after: start.clone(), items: Rc::default(), next: start.clone(), busy: false, failure: None };
    let state = use_state(|| fresh.clone());
    // Another first page makes what was loaded after the old one meaningless.
    let tail = if state.after == start { (*state).clone() } else { fresh };
    let load_more = {
        let (tail, state) = (tail.clone(), state.clone());
        Callback::from(move |()| {
            let Some(cursor) = tail.next.clone().filter(|_| !tail.busy) else { return };
            state.set(Tail { busy: true, failure: None, ..tail.clone() });
            let (tail, state, answer) = (tail.clone(), state.clone(), fetch(Some(cursor)));
            spawn_local(async move {
                state.set(match answer.await {
                    Ok(page) => {
                        let items = tail.items.iter().chain(page.items()).cloned().collect();
                        Tail { items: Rc::new(items), next: page.next().cloned(), busy: false, ..tail }
                    }
                    Err(failure) => Tail { busy: false, failure: Some(failure), ..tail },
                });
            });
        })
    };
    Pages { first, more: tail.items, has_next: tail.next.is_some(), busy: tail.busy, failure: tail.failure, load_more }
}
