//! What is about to be lost is offered to the network: the form of offers opens with all that is known of the lot.

use crate::client;
use crate::components::{Button, Icon, ProblemView, Tone};
use crate::hooks::{use_mutation, use_session};
use crate::i18n::{number, t};
use crate::json;
use crate::pages::categories::ChosenCategory;
use crate::pages::offers::product::ProductDraft;
use crate::pages::offers::{OfferDraft, take_up_draft};
use crate::routes::Route;
use shared::categories::DateKind;
use shared::ids::{LotId, SiteId};
use shared::offers::NewOffer;
use shared::units::{Grams, Unit};
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::use_navigator;

/// Props of [`use_offer`].
#[derive(PartialEq)]
pub struct OfferProps {
    /// The lot.
    pub lot: LotId,
    /// Where it is.
    pub site: SiteId,
    /// What the site is called.
    pub name: String,
}

/// The button.
#[hook]
pub fn use_offer(props: Rc<OfferProps>) -> Html {
    let (lot, site) = (props.lot, props.site);
    let (us, navigator) = (use_session().organisation(), use_navigator());
    let offer = use_mutation(
        move |()| client::stock::offer_draft(lot, site),
        move |new: NewOffer| {
            let text = json::write(&draft(&new));
            let (Some(us), Some(text), Some(navigator)) = (us, text, &navigator) else { return };
            take_up_draft(us, &text);
            navigator.push(&Route::PublishOffer);
        },
    );
    let label = t!("stock_step.at", step = t!("stock.offer"), place = props.name.as_str());
    html! {
        <>
            <Button tone={Tone::Secondary} icon={Icon::Heart} {label} busy={offer.busy} onclick={offer.run.clone()}>{ t!("stock.offer") }</Button>
            <ProblemView failure={offer.failure.clone()} />
        </>
    }
}

/// The offer as its form holds it; when it can be fetched is asked there.
fn draft(new: &NewOffer) -> OfferDraft {
    let thousandths = match new.unit {
        Unit::Kilogram => new.total_grams,
        _ => Grams(new.total_grams.0 / new.grams_per_unit.0.max(1) * 1_000),
    };
    let (date_kind, date) = match (new.use_by, new.best_before) {
        (Some(day), _) => (DateKind::UseBy, day.to_string()),
        (None, Some(day)) => (DateKind::BestBefore, day.to_string()),
        (None, None) => (DateKind::None, String::new()),
    };
    OfferDraft {
        site: Some(new.site_id),
        category: ChosenCategory { text: new.category.clone(), code: Some(new.category.clone()) },
        title: new.title.clone(),
        amount: number::field_kg(thousandths),
        unit: new.unit,
        piece_kg: number::field_kg(new.grams_per_unit),
        temperature: new.temperature_class,
        date_kind,
        date,
        remarks: new.remarks.clone().unwrap_or_default(),
        product: ProductDraft::new(
            new.product_name.as_deref(),
            new.gtin.as_deref(),
            new.allergens.as_deref(),
            new.visibility,
        ),
        frozen_on: new.frozen_on.map(|day| day.to_string()).unwrap_or_default(),
        ..OfferDraft::default()
    }
}
