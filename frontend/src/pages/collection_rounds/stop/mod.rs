//! One shop of a round: where it is, whom to ask for, and what it gave. Large fields, one button, with or without network.

mod draft;
#[cfg(test)]
pub mod fixtures;
mod food;
mod foods;
mod form;
mod kept;
mod sender;
mod shown;

pub use draft::StopDraft;
pub use kept::{Kept, take_up as take_up_draft};
pub use shown::food_list;

use super::StopPageProps;
use super::place::Place;
use super::sheet::{Sheet, use_round};
use crate::components::{Icon, Mood, Notice, PageHeader, ResourceView, keyed_part};
use crate::hooks::Resource;
use crate::i18n::t;
use crate::outbox::{use_departures, use_outbox};
use form::{StopFormProps, use_stop_form};
use sender::waiting_of;
use shared::collection_rounds::CollectionRoundAction;
use shown::{noted, shop};
use std::rc::Rc;
use yew::prelude::*;

/// The page of one stop.
#[hook]
pub fn use_stop_page(props: Rc<StopPageProps>) -> Html {
    let (id, number) = (props.round, props.number);
    let (round, outbox) = (use_round(id), use_outbox());
    use_departures(usize::from(waiting_of(&outbox, id, number).is_some()), &round.reload);
    let at_hand = round.data().map(|sheet| sheet.at(number));
    let title = at_hand.as_ref().and_then(|sheet| Some(AttrValue::from(sheet.stop()?.place.name.clone())));
    let eyebrow = at_hand.as_ref().map(|sheet| t!("collection_stop.of", n = number, count = sheet.round.stop_count));
    let back_label = at_hand.map_or_else(|| t!("collection.one"), |sheet| sheet.round.title.into());
    let ready = {
        let resource = round.clone();
        Callback::from(move |sheet: Rc<Sheet>| content(&Rc::new(sheet.at(number)), number, &resource))
    };
    html! {
        <div class="readable">
            <PageHeader
                title={title.unwrap_or_else(|| t!("collection_stop.one"))}
                {eyebrow}
                back={Place::Round(id).route()}
                {back_label}
            />
            <ResourceView shown={round.shown(&ready)} lines=5 />
        </div>
    }
}

fn content(sheet: &Rc<Sheet>, number: i64, resource: &Resource<Sheet>) -> Html {
    let Some(stop) = sheet.stop() else {
        return html! { <Notice mood={Mood::Warm} icon={Icon::Warning}><p>{ t!("collection_stop.not_there") }</p></Notice> };
    };
    html! {
        <div class="stack collecting">
            { shop(stop) }
            if sheet.may(CollectionRoundAction::Update) {
                { keyed_part("form", use_stop_form, StopFormProps { sheet: Rc::clone(sheet), number, resource: resource.clone() }) }
            } else {
                { noted(stop) }
            }
        </div>
    }
}
