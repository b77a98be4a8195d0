//! What an offer is, where it is and when it can be fetched.

use super::super::words::{self, Label, Measure};
use crate::components::map::{Look, MapView, Place};
use crate::components::{Card, Fact, Icon};
use crate::i18n::{number, t, time, word};
use crate::pages::categories::{label_of, use_categories};
use shared::offers::{Offer, OfferStatus};
use shared::units::Unit;
use yew::prelude::*;

/// Props of [`OfferFacts`].
#[derive(Properties, PartialEq)]
pub struct OfferFactsProps {
    /// Which.
    pub offer: Offer,
}

/// The facts, remarks first: they are what the giver wants to be read.
#[component]
pub fn OfferFacts(props: &OfferFactsProps) -> Html {
    let offer = &props.offer;
    let tree = use_categories();
    let measure = Measure::from(offer);
    html! {
        <>
            if let Some(remarks) = &offer.remarks {
                <p class="prose">{ remarks }</p>
            }
            <dl class="facts">
                <Fact term={t!("offer.category")} icon={Icon::List}>{ label_of(&tree, &offer.category) }</Fact>
                <Fact term={t!("offer.total")} icon={Icon::Package}>{ measure.full(offer.total_grams) }</Fact>
                if offer.unit != Unit::Kilogram {
                    <Fact term={t!("offer.piece", unit = word(offer.unit))} icon={Icon::Ambient}>{ number::weight(offer.grams_per_unit) }</Fact>
                }
                <Fact term={t!("offer.temperature")} icon={words::look(offer.temperature_class).1}>{ word(offer.temperature_class) }</Fact>
                if let Some(label) = Label::of(offer.use_by, offer.best_before) {
                    <Fact term={t!("offer.date")} icon={Icon::Calendar}>{ label.sentence() }</Fact>
                }
                <Fact term={t!("offer.published")} icon={Icon::Bell}>{ time::moment(offer.published_at) }</Fact>
                if offer.status == OfferStatus::Open {
                    <Fact term={t!("offer.closing")} icon={Icon::Clock}>{ time::moment(offer.closes_at) }</Fact>
                }
            </dl>
        </>
    }
}

/// The place on a map, the address, and all windows.
pub fn where_and_when(offer: &Offer) -> Html {
    let window = |window: &shared::offers::PickupWindow| {
        html! { <li class="with-icon">{ Icon::Clock }{ time::span(window.starts_at, window.ends_at) }</li> }
    };
    let mut open = words::still_open(&offer.pickup_windows).peekable();
    html! {
        <Card title={t!("offer.where_and_when")}>
            <div class="contact">
                <div class="stack">
                    <p class="with-icon">
                        { Icon::Pin }
                        <span><strong>{ &offer.site.name }</strong><br />{ words::address(&offer.site) }</span>
                    </p>
                    if open.peek().is_some() {
                        <ul class="stack-tight" aria-label={t!("offer.windows")}>{ for open.map(window) }</ul>
                    } else {
                        <p class="muted">{ t!("offer.no_window_left") }</p>
                    }
                </div>
                if let Some(place) = place(offer) {
                    <MapView label={t!("contact.map", site = offer.site.name.as_str())} places={vec![place]} />
                }
            </div>
        </Card>
    }
}

fn place(offer: &Offer) -> Option<Place> {
    Some(Place {
        key: offer.site.id.to_string().into(),
        at: offer.site.position?,
        name: offer.site.name.clone().into(),
        label: offer.site.commune.clone().into(),
        count: None,
        look: if words::is_urgent(offer) { Look::Urgent } else { Look::Normal },
        pressable: false,
    })
}
