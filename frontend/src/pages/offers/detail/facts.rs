//! What an offer is, where it is and when it can be fetched.

use super::super::pins::{metres_between, site_map};
use super::super::product::{allergens_words, barcode};
use super::super::words::{self, Label, Measure};
use crate::components::map::Look;
use crate::components::{Card, Fact, Icon};
use crate::i18n::{number, t, time, word};
use crate::pages::categories::{label_of, use_categories};
use shared::offers::{Offer, OfferStatus};
use shared::sites::SiteSummary;
use shared::units::Unit;
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_offer_facts`].
#[derive(PartialEq)]
pub struct OfferFactsProps {
    /// Which.
    pub offer: Offer,
}

/// The facts, remarks first: they are what the giver wants to be read.
#[hook]
pub fn use_offer_facts(props: Rc<OfferFactsProps>) -> Html {
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
                if let Some(frozen_on) = offer.frozen_on {
                    <Fact term={t!("offer.frozen")} icon={Icon::Frozen}>{ t!("offer.frozen_on", day = time::full_day(frozen_on)) }</Fact>
                }
                if let Some(name) = &offer.product_name {
                    <Fact term={t!("product.name")} icon={Icon::Package}>{ name }</Fact>
                }
                if let Some(gtin) = &offer.gtin {
                    <Fact term={t!("product.gtin")} icon={Icon::List}>{ barcode(gtin) }</Fact>
                }
                <Fact term={t!("product.allergens")} icon={Icon::Warning}>{ allergens_words(offer.allergens.as_deref()) }</Fact>
                <Fact term={t!("product.seen_by")} icon={Icon::Users}>{ word(offer.visibility) }</Fact>
                <Fact term={t!("offer.published")} icon={Icon::Bell}>{ time::moment(offer.published_at) }</Fact>
                if offer.status == OfferStatus::Open {
                    <Fact term={t!("offer.closing")} icon={Icon::Clock}>{ time::moment(offer.closes_at) }</Fact>
                }
            </dl>
        </>
    }
}

/// The place on a map, the address, and all windows.
pub fn where_and_when(offer: &Offer, ours: Option<&SiteSummary>) -> Html {
    let window = |window: &shared::offers::PickupWindow| {
        html! { <li class="with-icon">{ Icon::Clock }{ time::span(window.starts_at, window.ends_at) }</li> }
    };
    let look = if words::is_urgent(offer) { Look::Urgent } else { Look::Normal };
    let mut open = words::still_open(&offer.pickup_windows).peekable();
    html! {
        <Card title={t!("offer.where_and_when")}>
            <div class="contact">
                <div class="stack">
                    <p class="with-icon">
                        { Icon::Pin }
                        <span><strong>{ &offer.site.name }</strong><br />{ words::address(&offer.site) }</span>
                    </p>
                    if let Some((ours, metres)) = ours.and_then(|ours| Some((ours, metres_between(&offer.site, ours)?))) {
                        <p class="with-icon">{ Icon::Truck }{ t!("offer.far", distance = number::distance(metres), site = ours.name.as_str()) }</p>
                    }
                    if open.peek().is_some() {
                        <ul class="stack-tight" aria-label={t!("offer.windows")}>{ for open.map(window) }</ul>
                    } else {
                        <p class="muted">{ t!("offer.no_window_left") }</p>
                    }
                </div>
                { site_map(&offer.site, look, ours) }
            </div>
        </Card>
    }
}
