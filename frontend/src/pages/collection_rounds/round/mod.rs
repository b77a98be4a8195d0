//! One round: where to go next, how far it is, what each shop gave, and its end.

mod arrived;
mod end;
mod finish_draft;
mod head;
mod stops;

use super::RoundPageProps;
use super::place::Place;
use super::sheet::{Seen, Sheet, next, seen, use_round};
use super::words;
use crate::components::{ButtonLink, Icon, Mood, Notice, PageHeader, ResourceView, Tone, part};
use crate::hooks::{Resource, use_fresh};
use crate::i18n::{t, time};
use crate::outbox::{use_departures, use_outbox};
use crate::pages::categories::use_categories;
use crate::routes::Route;
use arrived::{ArrivedProps, use_arrived};
use end::use_end;
use head::use_head;
use shared::collection_rounds::{CollectionRoundAction, CollectionRoundState};
use shared::ids::CollectionRoundId;
use std::rc::Rc;
use stops::stops;
use yew::prelude::*;
use yew_router::prelude::Link;

/// Props of the parts of the page.
#[derive(Clone, PartialEq)]
pub struct PartProps {
    /// The round.
    pub sheet: Rc<Sheet>,
    /// Where it is kept.
    pub resource: Resource<Sheet>,
}

/// The page.
#[hook]
pub fn use_round_page(props: Rc<RoundPageProps>) -> Html {
    let id = props.id;
    let (round, outbox) = (use_round(id), use_outbox());
    // At a shop's door there may be no network: what the forms there need is fetched here.
    use_categories();
    let waiting = outbox.notes_of(id).filter(|(_, entry, _)| entry.refusal.is_none()).count();
    use_departures(waiting, &round.reload);
    use_fresh(&round.reload);
    let shown = round.data();
    let title = shown.as_ref().map_or_else(|| t!("collection.one"), |sheet| sheet.round.title.clone().into());
    let eyebrow = shown.as_ref().map(|sheet| time::long_day(sheet.round.day));
    let ready = {
        let resource = round.clone();
        Callback::from(move |sheet: Rc<Sheet>| part(use_body, PartProps { sheet, resource: resource.clone() }))
    };
    html! {
        <div class="readable">
            <PageHeader {title} {eyebrow} back={Place::List.route()} back_label={t!("collections.title")} />
            <ResourceView shown={round.shown(&ready)} lines=6 />
        </div>
    }
}

#[hook]
fn use_body(props: Rc<PartProps>) -> Html {
    let outbox = use_outbox();
    let round = &props.sheet.round;
    let seen = seen(round, &outbox);
    let waiting = seen.iter().filter(|one| one.waits).count();
    let notes = props.sheet.may(CollectionRoundAction::Update);
    let is_over = next(&seen).is_none();
    let parts = || (*props).clone();
    html! {
        <div class="stack-loose collecting">
            { standing(round.state, round.ended_by.as_deref()) }
            if seen.iter().any(|one| one.is_refused) {
                { said_no() }
            }
            <div role="status">
                if waiting > 0 {
                    { later(waiting) }
                }
            </div>
            if notes {
                { next_shop(round.id, &seen) }
            }
            // Once all shops are noted its end is the next step, which nobody must look for below the list.
            if is_over {
                { part(use_end, parts()) }
            }
            if round.state == CollectionRoundState::Done {
                { part(use_arrived, ArrivedProps { sheet: Rc::clone(&props.sheet) }) }
            }
            { part(use_head, parts()) }
            { stops(round.id, &seen, notes) }
            if !is_over {
                { part(use_end, parts()) }
            }
        </div>
    }
}

/// That nothing can be noted any more, and by whom it was ended.
fn standing(state: CollectionRoundState, by: Option<&str>) -> Html {
    if state != CollectionRoundState::Cancelled {
        return html! {};
    }
    html! {
        <Notice icon={Icon::Close}>
            <p>{ t!("collection.was_cancelled") }</p>
            if let Some(by) = by {
                <p class="muted">{ t!("collection.ended_by", by = by) }</p>
            }
        </Notice>
    }
}

/// Where to go next, large; or that everything is noted.
fn next_shop(round: CollectionRoundId, seen: &[Seen<'_>]) -> Html {
    let Some(one) = next(seen) else {
        return html! { <Notice mood={Mood::Good} icon={Icon::Check}><p>{ t!("collection.all_noted") }</p></Notice> };
    };
    let place = &one.stop.place;
    html! {
        <section class="card collecting-next" aria-label={t!("collection.next")}>
            <p class="eyebrow">{ t!("collection.next") }</p>
            <h2>{ &place.name }</h2>
            { words::whereabouts(place) }
            <ButtonLink to={Place::Stop(round, one.stop.number).route()} tone={Tone::Primary} icon={Icon::ArrowRight} wide=true>
                { t!("collection.go") }
            </ButtonLink>
        </section>
    }
}

/// What was noted without network and is not there yet.
fn later(waiting: usize) -> Html {
    html! {
        <Notice mood={Mood::Warm} icon={Icon::Offline}>
            <p>{ t!("collection.waiting", n = waiting) }</p>
            <p><Link<Route> to={Route::Outbox}>{ t!("outbox.see") }</Link<Route>></p>
        </Notice>
    }
}

/// Something that was noted without network was refused later.
fn said_no() -> Html {
    html! {
        <Notice mood={Mood::Bad} icon={Icon::Offline} alert=true>
            <p>{ t!("collection.refused") }</p>
            <p><Link<Route> to={Route::Outbox}>{ t!("outbox.see") }</Link<Route>></p>
        </Notice>
    }
}
