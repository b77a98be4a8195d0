//! What is about to be lost is offered to the network: the form of offers opens with all that is known of the lot.

use crate::client;
use crate::components::{Button, Dialog, Icon, ProblemView, Tone};
use crate::hooks::{use_mutation, use_session};
use crate::i18n::{number, t};
use crate::json;
use crate::pages::categories::ChosenCategory;
use crate::pages::offers::product::ProductDraft;
use crate::pages::offers::words::Measure;
use crate::pages::offers::{OfferDraft, begun_draft, take_up_draft};
use crate::pages::quantities;
use crate::routes::Route;
use shared::categories::DateKind;
use shared::ids::{LotId, SiteId};
use shared::offers::NewOffer;
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

/// The button. An offer that somebody has begun gives way only when asked to.
#[hook]
pub fn use_offer(props: Rc<OfferProps>) -> Html {
    let (lot, site) = (props.lot, props.site);
    let (us, navigator) = (use_session().organisation(), use_navigator());
    // The offer of this lot, while another one is in its place.
    let asking = use_state(|| None::<OfferDraft>);
    let go = Callback::from(move |draft: Option<OfferDraft>| {
        let (Some(us), Some(navigator)) = (us, &navigator) else { return };
        if let Some(text) = draft.and_then(|draft| json::write(&draft)) {
            take_up_draft(us, &text);
        }
        navigator.push(&Route::PublishOffer);
    });
    let offer = {
        let (go, asking) = (go.clone(), asking.clone());
        use_mutation(
            move |()| client::stock::offer_draft(lot, site),
            move |new: NewOffer| {
                let new = draft(&new);
                match us.and_then(begun_draft) {
                    Some(begun) if begun != new => asking.set(Some(new)),
                    _ => go.emit(Some(new)),
                }
            },
        )
    };
    let label = t!("stock_step.at", step = t!("stock.offer"), place = props.name.as_str());
    let replace = {
        let new = (*asking).clone();
        go.reform(move |()| new.clone())
    };
    let is_open = asking.is_some();
    let close = Callback::from(move |()| asking.set(None));
    html! {
        <>
            <Button tone={Tone::Secondary} icon={Icon::Heart} {label} busy={offer.busy} onclick={offer.run.clone()}>{ t!("stock.offer") }</Button>
            <ProblemView failure={offer.failure.clone()} />
            <Dialog open={is_open} title={t!("stock.offer_begun")} onclose={close}>
                <p>{ t!("stock.offer_begun_text") }</p>
                <div class="form-actions">
                    <Button tone={Tone::Primary} icon={Icon::Edit} onclick={go.reform(|()| None)}>{ t!("stock.offer_go_on") }</Button>
                    <Button tone={Tone::Danger} icon={Icon::Heart} onclick={replace}>{ t!("stock.offer_replace") }</Button>
                </div>
            </Dialog>
        </>
    }
}

/// The offer as its form holds it; when it can be fetched is asked there.
fn draft(new: &NewOffer) -> OfferDraft {
    let measure = Measure { unit: new.unit, piece: new.grams_per_unit };
    let (date_kind, date) = match (new.use_by, new.best_before) {
        (Some(day), _) => (DateKind::UseBy, day.to_string()),
        (None, Some(day)) => (DateKind::BestBefore, day.to_string()),
        (None, None) => (DateKind::None, String::new()),
    };
    OfferDraft {
        site: Some(new.site_id),
        category: ChosenCategory { text: new.category.clone(), code: Some(new.category.clone()) },
        title: new.title.clone(),
        amount: quantities::field(new.total_grams, measure),
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
        lot: new.lot_id,
        ..OfferDraft::default()
    }
}
