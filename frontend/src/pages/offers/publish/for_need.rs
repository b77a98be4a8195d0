//! An offer that is published for somebody's need: it starts from the need's category and leads back to the need.

use super::draft::OfferDraft;
use crate::hooks::Form;
use crate::pages::categories::{ChosenCategory, Described, find, label, use_categories};
use crate::routes::Route;
use serde::{Deserialize, Serialize};
use shared::ids::{NeedId, OfferId};
use yew::prelude::*;
use yew_router::prelude::{Navigator, use_location};

/// What the address says about the need.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ForNeed {
    /// Which.
    #[serde(rename = "besoin", default, skip_serializing_if = "Option::is_none")]
    pub need: Option<NeedId>,
    /// Code of its category.
    #[serde(rename = "categorie", default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
}

/// The offer that a need's page shall propose first.
#[derive(Serialize)]
struct With {
    #[serde(rename = "offre")]
    offer: OfferId,
}

/// The need of this address.
#[hook]
pub fn use_for_need() -> ForNeed {
    use_location().and_then(|location| location.query::<ForNeed>().ok()).unwrap_or_default()
}

/// Takes the need's category, once the tree is there and as long as none is chosen.
#[hook]
pub fn use_category_of_need(form: &Form<OfferDraft>, for_need: &ForNeed) {
    let tree = use_categories().data();
    let form = form.clone();
    use_effect_with((tree.is_some(), for_need.category.clone()), move |(_, code)| {
        let untouched = form.draft.category == ChosenCategory::default();
        let category = tree.as_ref().zip(code.as_ref()).and_then(|(tree, code)| find(tree, code)).cloned();
        if let Some(category) = category.filter(|_| untouched) {
            form.edit(move |draft| {
                let name = label(&category);
                draft.category = ChosenCategory { text: name.to_string(), code: Some(category.code.clone()) };
                draft.take_from(&category, &name);
            });
        }
    });
}

/// From the published offer on to the need it is for, else to the offer.
pub fn go_on(navigator: &Navigator, need: Option<NeedId>, offer: OfferId) {
    match need {
        // Fails only for addresses that cannot be written, which these can.
        Some(id) => drop(navigator.push_with_query(&Route::Need { id }, With { offer })),
        None => navigator.push(&Route::Offer { id: offer }),
    }
}
