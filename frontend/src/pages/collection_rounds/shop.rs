//! A shop, as it is being typed: for a route, and for one round alone.

use crate::components::{TextArea, TextField, part};
use crate::hooks::{Binding, optional};
use crate::i18n::t;
use crate::pages::collection_rounds::lines::Line;
use crate::pages::stock::{DonorDraft, DonorFieldProps, use_donor_field};
use shared::collection_rounds::{CollectionPlace, NewCollectionPlace};
use std::rc::Rc;
use yew::prelude::*;

/// A shop as text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ShopDraft {
    /// Which organisation of the network it is, or what it is called.
    pub donor: DonorDraft,
    /// Street, number and commune.
    pub address: String,
    /// When it expects somebody, as `08:45`; empty: at any time.
    pub expected: String,
    /// What the driver should know.
    pub note: String,
}

impl Line for ShopDraft {}

impl ShopDraft {
    /// As it is sent.
    #[must_use]
    pub fn built(&self) -> NewCollectionPlace {
        NewCollectionPlace {
            donor_id: self.donor.id,
            donor_name: self.donor.name(),
            address: optional(&self.address),
            expected_at: self.expected.parse().ok(),
            note: optional(&self.note),
        }
    }

    /// What is wrong with it, where the end of a pointer tells what is wrong there.
    #[must_use]
    pub fn errors(at: impl Fn(&str) -> Option<AttrValue>) -> ShopErrors {
        ShopErrors {
            name: at("/donor_id").or_else(|| at("/donor_name")),
            address: at("/address"),
            expected: at("/expected_at"),
            note: at("/note"),
        }
    }
}

impl From<&CollectionPlace> for ShopDraft {
    fn from(place: &CollectionPlace) -> Self {
        Self {
            donor: DonorDraft { text: place.name.clone(), id: place.donor.as_ref().map(|donor| donor.id) },
            address: place.address.clone().unwrap_or_default(),
            expected: place.expected_at.map(|at| at.to_string()).unwrap_or_default(),
            note: place.note.clone().unwrap_or_default(),
        }
    }
}

/// What is wrong with a shop, as sentences.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ShopErrors {
    name: Option<AttrValue>,
    address: Option<AttrValue>,
    expected: Option<AttrValue>,
    note: Option<AttrValue>,
}

/// Props of [`use_shop_fields`].
#[derive(PartialEq)]
pub struct ShopFieldsProps {
    /// What was typed so far.
    pub shop: ShopDraft,
    /// What is wrong with it.
    pub errors: ShopErrors,
    /// Takes what was typed.
    pub change: Callback<ShopDraft>,
}

/// Binds a part of the shop: names of fields have to be static, and one shop is open at a time.
fn bind<V: Clone + 'static>(
    of: &ShopFieldsProps,
    pointer: &'static str,
    error: Option<&AttrValue>,
    part: fn(&mut ShopDraft) -> &mut V,
) -> Binding<V> {
    let mut shop = of.shop.clone();
    let value = part(&mut shop).clone();
    let change = of.change.reform(move |typed: V| {
        let mut shop = shop.clone();
        *part(&mut shop) = typed;
        shop
    });
    Binding { pointer, value, error: error.cloned(), change }
}

/// The fields of a shop.
#[hook]
pub fn use_shop_fields(props: Rc<ShopFieldsProps>) -> Html {
    let errors = &props.errors;
    let donor = DonorFieldProps {
        bind: bind(&props, "/shop/name", errors.name.as_ref(), |shop| &mut shop.donor),
        label: t!("collection_route.shop"),
        hint: t!("collection_route.shop_hint"),
        optional: false,
    };
    let address = bind(&props, "/shop/address", errors.address.as_ref(), |shop| &mut shop.address);
    let expected = bind(&props, "/shop/expected_at", errors.expected.as_ref(), |shop| &mut shop.expected);
    let note = bind(&props, "/shop/note", errors.note.as_ref(), |shop| &mut shop.note);
    html! {
        <div class="stack collecting-line">
            { part(use_donor_field, donor) }
            <TextField bind={address} label={t!("collection_route.address")} hint={t!("collection_route.address_hint")} autocomplete="off" optional=true />
            <TextField kind="time" bind={expected} label={t!("collection_route.expected")} optional=true />
            <TextArea bind={note} label={t!("collection_route.shop_note")} hint={t!("collection_route.shop_note_hint")} rows=2 optional=true />
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::collection_rounds::stop::fixtures::{place, whose};

    #[test]
    fn a_shop_is_an_organisation_or_a_name() {
        let named = ShopDraft::from(&place("Boulangerie"));
        assert_eq!((named.built().donor_name.as_deref(), named.built().donor_id), (Some("Boulangerie"), None));
        let known = ShopDraft::from(&CollectionPlace { donor: Some(whose()), ..place("Supermarché") });
        assert_eq!((known.built().donor_name, known.built().donor_id), (None, Some(whose().id)));
        let timed = ShopDraft { expected: "08:45".to_owned(), ..named };
        assert_eq!(timed.built().expected_at.map(|at| at.to_string()).as_deref(), Some("08:45"));
        assert!(timed.is_begun() && !ShopDraft::default().is_begun());
    }
}
