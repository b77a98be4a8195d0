//! Rounds of before: those that brought something, or those that did not take place.

use super::OursProps;
use super::card::card;
use crate::client;
use crate::components::{Choice, Empty, Icon, PagesView, Segmented, one_of};
use crate::hooks::{Binding, use_pages};
use crate::i18n::t;
use shared::collection_rounds::{CollectionRound, CollectionRoundQuery, CollectionRoundState};
use std::rc::Rc;
use yew::prelude::*;

/// The rounds, the latest day first.
#[hook]
pub fn use_before(props: Rc<OursProps>) -> Html {
    let us = props.us;
    let state = use_state(|| CollectionRoundState::Done);
    let chosen = *state;
    let pages = use_pages(format!("collection list {us} {chosen}"), move |cursor| {
        client::collection_rounds::list(CollectionRoundQuery {
            organisation: Some(us),
            state: Some(chosen),
            cursor,
            ..CollectionRoundQuery::default()
        })
    });
    let choices = [
        Choice::new(CollectionRoundState::Done, t!("collections.done_many")),
        Choice::new(CollectionRoundState::Cancelled, t!("collections.cancelled_many")),
    ];
    let change = Callback::from(move |chosen: CollectionRoundState| state.set(chosen));
    let bind = Binding { pointer: "/state", value: chosen, error: None, change };
    let item = Callback::from(|round: CollectionRound| card(&round));
    let empty = html! { <Empty icon={Icon::Package} title={t!("collections.none")} /> };
    html! {
        <section class="stack" aria-label={t!("collections.before_title")}>
            <h2 class="section-title">{ Icon::Calendar }{ t!("collections.before_title") }</h2>
            <Segmented question={one_of(&bind, &choices)} label={t!("collections.which")} show_label=false />
            <PagesView shown={pages.shown(&item)} {empty} />
        </section>
    }
}
