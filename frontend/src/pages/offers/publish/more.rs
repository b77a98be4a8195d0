//! What few offers need: the form stays short without it.

use super::fields::PartProps;
use crate::components::{TextField, use_disclosure};
use crate::i18n::t;
use crate::pages::offers::product::{POINTERS, product_fields};
use shared::units::TemperatureClass;
use std::rc::Rc;
use yew::prelude::*;

/// Label, barcode, allergens, who sees it, and freezing; open where something is said or wrong in it.
#[hook]
pub fn use_more(props: Rc<PartProps>) -> Html {
    let form = &props.form;
    let draft = &form.draft;
    let wrong = POINTERS.iter().chain(&["/frozen_on"]).any(|pointer| form.error(pointer).is_some());
    let disclosure = use_disclosure(draft.product.is_filled() || !draft.frozen_on.is_empty(), wrong);
    let may_be_frozen = draft.temperature == TemperatureClass::Frozen && !props.published && draft.lot.is_none();
    let content = html! {
        <>
            { product_fields(form, &draft.product) }
            if may_be_frozen {
                <TextField
                    kind="date"
                    bind={form.field("/frozen_on", |draft| &mut draft.frozen_on)}
                    label={t!("product.frozen_on")}
                    hint={t!("product.frozen_on_hint")}
                    optional=true
                />
            }
        </>
    };
    html! { <section class="card">{ disclosure.around(t!("product.more"), content) }</section> }
}
