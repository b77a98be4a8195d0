//! An offer as a card: what, how much is left, how cold, until when, where, when to fetch it, from whom.

use super::words::{self, Label, Measure};
use crate::components::{Badge, Icon, LinkCard, Mood};
use crate::i18n::{number, t, word};
use crate::routes::Route;
use shared::ids::PhotoId;
use shared::offers::{Offer, OfferStatus};
use shared::paths;
use web_sys::Element;
use yew::prelude::*;

/// An offer as a card that leads to it.
pub fn offer_card(offer: &Offer) -> Html {
    let urgent = words::is_urgent(offer).then_some("offer-card-urgent");
    html! {
        <LinkCard to={Route::Offer { id: offer.id }} class={classes!("offer-card", urgent, offer.photo.map(|_| "offer-card-photo"))}>
            { offer_face(offer) }
        </LinkCard>
    }
}

/// What is on the card.
pub fn offer_face(offer: &Offer) -> Html {
    let place = match offer.distance_m {
        Some(metres) => {
            t!("offers.place_and_distance", commune = offer.site.commune.as_str(), distance = number::distance(metres))
        }
        None => offer.site.commune.clone().into(),
    };
    let (mood, icon) = words::look(offer.temperature_class);
    let windows = words::windows(&offer.pickup_windows);
    html! {
        <>
            if let Some(photo) = offer.photo {
                { photo_box(photo) }
            } else {
                <span class={classes!("offer-picture", mood_class(mood))}>{ icon }</span>
            }
            <span class="card-title">{ &offer.title }</span>
            { left(offer) }
            <span class="offer-words">
                <span class="offer-line">{ &offer.organisation.name }</span>
                <span class="offer-line">{ Icon::Pin }{ place }</span>
                if !windows.is_empty() {
                    <span class="offer-line">{ Icon::Clock }{ windows }</span>
                }
                <span class="cluster offer-badges">
                    { status(offer) }
                    { words::temperature(offer.temperature_class) }
                    { Label::of(offer.use_by, offer.best_before).map(Label::badge) }
                </span>
            </span>
        </>
    }
}

/// A small photo in a box of its own size: nothing moves when it comes, and where it does not there is a quiet picture
/// of a picture. What it shows stands beside it in words.
pub fn photo_box(id: PhotoId) -> Html {
    let missing = Callback::from(|event: Event| {
        // Fails only for names with blanks.
        let _ = event.target_unchecked_into::<Element>().class_list().add_1("photo-missing");
    });
    html! {
        <span class="photo-box">
            { Icon::Picture }
            <img key={id.to_string()} src={paths::thumbnail(id)} loading="lazy" decoding="async" alt="" onerror={missing} />
        </span>
    }
}

const fn mood_class(mood: Mood) -> &'static str {
    match mood {
        Mood::Cold => "mood-cold",
        _ => "mood-warm",
    }
}

/// Only what is not usual: ours, or over.
fn status(offer: &Offer) -> Html {
    if offer.status != OfferStatus::Open {
        html! { <Badge mood={Mood::Bad}>{ word(offer.status) }</Badge> }
    } else if offer.can_edit {
        html! { <Badge mood={Mood::Info} icon={Icon::Building}>{ t!("offers.ours") }</Badge> }
    } else {
        html! {}
    }
}

/// How much is left, large, and of how much.
fn left(offer: &Offer) -> Html {
    let measure = Measure::from(offer);
    if offer.left_grams == offer.total_grams {
        return measure.amount(offer.left_grams);
    }
    html! {
        <span class="amount">
            <strong>{ measure.count(offer.left_grams) }</strong>
            <span class="muted">{ t!("offers.left_of", total = measure.count(offer.total_grams)) }</span>
        </span>
    }
}
