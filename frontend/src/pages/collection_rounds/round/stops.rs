//! The shops of a round, in order, each with what it gave.

use crate::components::{Badge, Icon, LinkCard, Mood};
use crate::i18n::{number, t};
use crate::pages::collection_rounds::place::Place;
use crate::pages::collection_rounds::sheet::Seen;
use crate::pages::collection_rounds::stop::food_list;
use crate::pages::collection_rounds::words;
use shared::collection_rounds::CollectionStopState;
use shared::ids::CollectionRoundId;
use shared::units::Grams;
use yew::prelude::*;

/// All shops; those that can be noted lead to their pages.
pub fn stops(round: CollectionRoundId, seen: &[Seen<'_>], notes: bool) -> Html {
    let title = t!("collection.stops");
    let row = |one: &Seen<'_>| {
        let to_note = notes.then_some(Place::Stop(round, one.stop.number));
        html! { <li key={one.stop.number}>{ stop(one, to_note) }</li> }
    };
    html! {
        <section class="stack" aria-label={title.clone()}>
            <h2>{ title }</h2>
            <ol class="list collecting-stops">{ for seen.iter().map(row) }</ol>
        </section>
    }
}

fn stop(one: &Seen<'_>, to_note: Option<Place>) -> Html {
    match to_note {
        Some(place) => html! {
            <LinkCard to={place.route()} class="collecting-stop">
                { heading(one) }
                if !one.given.is_empty() {
                    <span class="muted">{ &one.given }</span>
                }
                { said(one) }
                { badges(one) }
            </LinkCard>
        },
        None => html! {
            <div class="card collecting-stop">
                { heading(one) }
                { food_list(&one.stop.foods) }
                { said(one) }
                { badges(one) }
            </div>
        },
    }
}

/// Its number, its name, and what it gave together.
fn heading(one: &Seen<'_>) -> Html {
    html! {
        <span class="collecting-stop-head">
            <span class="collecting-number" aria-hidden="true">{ one.stop.number }</span>
            <span class="card-title">{ &one.stop.place.name }</span>
            if one.grams > Grams::ZERO {
                <strong class="collecting-kg">{ number::weight(one.grams) }</strong>
            }
        </span>
    }
}

fn said(one: &Seen<'_>) -> Html {
    html! {
        if let Some(note) = &one.note {
            <span class="muted">{ note }</span>
        }
    }
}

fn badges(one: &Seen<'_>) -> Html {
    html! {
        <span class="cluster">
            if one.state == CollectionStopState::Planned {
                <span class="muted">{ words::stop_state(one.state) }</span>
            } else {
                { words::stop_badge(one.state) }
            }
            if one.waits {
                <Badge mood={Mood::Warm} icon={Icon::Offline}>{ t!("outbox.is_waiting") }</Badge>
            }
            if one.is_refused {
                <Badge mood={Mood::Bad} icon={Icon::Warning}>{ t!("outbox.is_refused") }</Badge>
            }
        </span>
    }
}
