//! A recall as it is made: of one lot, or of a product by its barcode.

use crate::client;
use crate::components::{Button, Icon, ProblemView, TextArea, TextField, Tone, use_toast};
use crate::hooks::{Draft, checked_beside, optional, use_form, use_key_of, use_mutation};
use crate::i18n::t;
use crate::pages::offers::product::barcode;
use crate::pages::stock::forget_stock;
use crate::pages::stock::place::Place;
use shared::ids::LotId;
use shared::problem::FieldError;
use shared::products;
use shared::stock::{NewRecall, Recall};
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::use_navigator;

/// Props of [`use_recall_form`].
#[derive(Default, PartialEq)]
pub struct RecallFormProps {
    /// What is known of it. With a lot, that one alone; else a product.
    pub begun: NewRecall,
    /// It was made; none: its page follows.
    pub done: Option<Callback<Recall>>,
}

/// A recall as text.
#[derive(Clone, Debug, Default, PartialEq)]
struct RecallDraft {
    lot: Option<LotId>,
    gtin: String,
    lot_number: String,
    reason: String,
    url: String,
}

impl RecallDraft {
    fn new(begun: &NewRecall) -> Self {
        Self {
            lot: begun.lot_id,
            gtin: begun.gtin.as_deref().map(barcode).unwrap_or_default(),
            lot_number: begun.lot_number.clone().unwrap_or_default(),
            reason: begun.reason.clone(),
            url: begun.url.clone().unwrap_or_default(),
        }
    }
}

impl Draft for RecallDraft {
    type Wire = NewRecall;

    fn build(&self) -> Result<NewRecall, Vec<FieldError>> {
        let of_product = self.lot.is_none();
        let gtin = optional(&self.gtin).map(|typed| products::gtin14(&typed).unwrap_or(typed)).filter(|_| of_product);
        let missing = (of_product && gtin.is_none()).then(|| FieldError::new("/gtin", "required"));
        let new = NewRecall {
            lot_id: self.lot,
            lot_number: optional(&self.lot_number).filter(|_| gtin.is_some()),
            gtin,
            reason: self.reason.trim().to_owned(),
            url: optional(&self.url),
        };
        let is_told = missing.is_some();
        checked_beside(missing.into_iter().collect(), new).map_err(|errors| {
            // That neither lot nor product is named is told at the barcode, which is asked for.
            errors.into_iter().filter(|error| !is_told || error.pointer != "/lot_id").collect()
        })
    }
}

/// Asks what is called back and why, and leads to the recall unless somebody waits for it.
#[hook]
pub fn use_recall_form(props: Rc<RecallFormProps>) -> Html {
    let lot = props.begun.lot_id;
    let (toast, navigator, keys, done) = (use_toast(), use_navigator(), use_key_of(), props.done.clone());
    let make = use_mutation(
        move |new: NewRecall| {
            let key = keys.of(&new);
            client::stock::recall(new, key)
        },
        move |recall: Recall| {
            forget_stock();
            toast.emit(t!("recalls.made"));
            match (&done, &navigator) {
                (Some(done), _) => done.emit(recall),
                (None, Some(navigator)) => navigator.push(&Place::Recall(recall.id).route()),
                (None, None) => {}
            }
        },
    );
    let form = use_form(|| RecallDraft::new(&props.begun), make.failure.clone());
    html! {
        <form class="form" novalidate=true onsubmit={form.submit(make.run.clone())}>
            <p>{ t!("recalls.form_lead") }</p>
            if lot.is_none() {
                <TextField bind={form.field("/gtin", |draft| &mut draft.gtin)} label={t!("product.gtin")} hint={t!("product.gtin_hint")} inputmode="numeric" autocomplete="off" />
                <TextField bind={form.field("/lot_number", |draft| &mut draft.lot_number)} label={t!("stock.lot_number")} hint={t!("recalls.lot_number_hint")} autocomplete="off" optional=true />
            }
            <TextArea bind={form.field("/reason", |draft| &mut draft.reason)} label={t!("recalls.reason")} hint={t!("recalls.reason_hint")} />
            <TextField kind="url" bind={form.field("/url", |draft| &mut draft.url)} label={t!("recalls.url")} hint={t!("recalls.url_hint")} autocomplete="off" optional=true />
            <ProblemView failure={make.failure.clone()} />
            <div class="form-actions">
                <Button tone={Tone::Danger} icon={Icon::Warning} submit=true busy={make.busy}>{ t!("recalls.make") }</Button>
            </div>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pointers(draft: &RecallDraft) -> Vec<String> {
        let mut pointers: Vec<_> = draft.build().unwrap_err().into_iter().map(|error| error.pointer).collect();
        pointers.sort_unstable();
        pointers
    }

    #[test]
    fn what_is_missing_is_said_at_what_is_asked() {
        assert_eq!(pointers(&RecallDraft::default()), ["/gtin", "/reason"]);
        let lot = Some(LotId(uuid::Uuid::from_u128(1)));
        assert_eq!(pointers(&RecallDraft { lot, ..RecallDraft::default() }), ["/reason"]);
        let typed = RecallDraft {
            gtin: "3017620422003".to_owned(),
            lot_number: " L26312A ".to_owned(),
            reason: "Listéria".to_owned(),
            ..RecallDraft::default()
        };
        let new = typed.build().unwrap();
        assert_eq!((new.gtin.as_deref(), new.lot_number.as_deref()), (Some("03017620422003"), Some("L26312A")));
        assert_eq!(RecallDraft::new(&new).gtin, "3017620422003", "as it stands below the bars");
        assert_eq!(RecallDraft::new(&new).build(), Ok(new));
    }
}
