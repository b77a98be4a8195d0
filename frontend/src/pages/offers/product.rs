//! What a product is beyond its title: name and barcode on the label, allergens, who sees it. Offers and recurring
//! surpluses ask for the same.

use crate::components::{Choice, Segmented, TextField, any_of, checklist, one_of};
use crate::hooks::{Draft, Form, optional};
use crate::i18n::{t, word};
use serde::{Deserialize, Serialize};
use shared::offers::Visibility;
use shared::problem::FieldError;
use shared::products::{self, Allergen};
use yew::prelude::*;

/// Pointers of the fields, those of the wire types.
pub const POINTERS: [&str; 4] = ["/product_name", "/gtin", "/allergens", "/visibility"];
/// Digits of a barcode in its longest and in its usual form, and of the short one of small packages.
const LENGTHS: [usize; 3] = [14, 13, 8];

/// What somebody has said about allergens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Statement {
    /// Nothing.
    #[default]
    Nothing,
    /// None of the fourteen is in it.
    NoneInIt,
    /// These are.
    These,
}

/// The answers as they are typed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProductDraft {
    /// Name on the label.
    pub name: String,
    /// Digits of the barcode.
    pub gtin: String,
    /// What is said about allergens.
    pub stated: Statement,
    /// Which, where some are in it.
    pub allergens: Vec<Allergen>,
    /// Who sees it.
    pub visibility: Visibility,
}

impl ProductDraft {
    /// From what the server has.
    #[must_use]
    pub fn new(name: Option<&str>, gtin: Option<&str>, allergens: Option<&[Allergen]>, visibility: Visibility) -> Self {
        Self {
            name: name.unwrap_or_default().to_owned(),
            gtin: gtin.map(barcode).unwrap_or_default(),
            stated: match allergens {
                None => Statement::Nothing,
                Some([]) => Statement::NoneInIt,
                Some(_) => Statement::These,
            },
            allergens: allergens.unwrap_or_default().to_vec(),
            visibility,
        }
    }

    /// The name on the wire.
    #[must_use]
    pub fn name(&self) -> Option<String> {
        optional(&self.name)
    }

    /// The barcode on the wire: as the server keeps it, where it is one.
    #[must_use]
    pub fn gtin(&self) -> Option<String> {
        optional(&self.gtin).map(|typed| products::gtin14(&typed).unwrap_or(typed))
    }

    /// The allergens on the wire, in the law's order.
    #[must_use]
    pub fn allergens(&self) -> Option<Vec<Allergen>> {
        match self.stated {
            Statement::Nothing => None,
            Statement::NoneInIt => Some(Vec::new()),
            Statement::These => Some(Allergen::of_bits(Allergen::bits(&self.allergens))),
        }
    }

    /// What no shared limit can know: that something was to be ticked.
    #[must_use]
    pub fn missing(&self) -> Option<FieldError> {
        let empty = self.stated == Statement::These && self.allergens.is_empty();
        empty.then(|| FieldError::new("/allergens", "no_allergen"))
    }

    /// Whether anything is said.
    #[must_use]
    pub fn is_filled(&self) -> bool {
        *self != Self::default()
    }
}

/// A barcode as it stands below the bars: without the zeros that the longest form begins with.
#[must_use]
pub fn barcode(gtin14: &str) -> String {
    let short = LENGTHS.iter().rev().find_map(|length| {
        let (zeros, digits) = gtin14.split_at_checked(gtin14.len().checked_sub(*length)?)?;
        zeros.bytes().all(|digit| digit == b'0').then_some(digits)
    });
    short.unwrap_or(gtin14).to_owned()
}

/// A draft about a product.
pub trait AboutProduct: Draft {
    /// The product.
    fn product(&mut self) -> &mut ProductDraft;

    /// Whether its barcode is asked for: not where a lot in stock knows it.
    fn asks_gtin(&self) -> bool {
        true
    }
}

/// Asks for name, barcode, allergens and who sees it.
pub fn product_fields<D: AboutProduct>(form: &Form<D>, product: &ProductDraft) -> Html {
    let name = form.field("/product_name", |draft| &mut draft.product().name);
    let gtin = form.field("/gtin", |draft| &mut draft.product().gtin);
    let stated = form.field("/allergens", |draft| &mut draft.product().stated);
    let visibility = form.field("/visibility", |draft| &mut draft.product().visibility);
    let statements = [
        Choice::new(Statement::Nothing, t!("product.nothing_stated")),
        Choice::new(Statement::NoneInIt, t!("product.none_in_it")),
        Choice::new(Statement::These, t!("product.these")),
    ];
    let seers = [Visibility::Network, Visibility::Public].map(|who| Choice::new(who, word(who)));
    html! {
        <>
            <TextField bind={name} label={t!("product.name")} hint={t!("product.name_hint")} optional=true />
            if form.draft.asks_gtin() {
                <TextField bind={gtin} label={t!("product.gtin")} hint={t!("product.gtin_hint")} inputmode="numeric" autocomplete="off" optional=true />
            }
            <Segmented question={one_of(&stated, &statements)} label={t!("product.allergens")} />
            if product.stated == Statement::These {
                { which(form) }
            }
            <Segmented question={one_of(&visibility, &seers)} label={t!("product.visibility")} />
            <p class="hint">{ seen_by(product.visibility) }</p>
        </>
    }
}

fn which<D: AboutProduct>(form: &Form<D>) -> Html {
    let mut bind = form.field("/allergens", |draft| &mut draft.product().allergens);
    // Told once, by the question above.
    bind.error = None;
    bind.pointer = "/allergens/which";
    let all: Vec<_> = Allergen::ALL.iter().map(|one| Choice::new(*one, word(*one))).collect();
    html! { <div class="allergens">{ checklist(&any_of(&bind, &all), t!("product.which"), None) }</div> }
}

fn seen_by(who: Visibility) -> AttrValue {
    match who {
        Visibility::Public => t!("product.seen_by_all"),
        Visibility::Network | Visibility::Neighbours => t!("product.seen_by_network"),
    }
}

/// "Lait, œufs"; what was said where there is none, or nobody said.
#[must_use]
pub fn allergens_words(stated: Option<&[Allergen]>) -> AttrValue {
    match stated {
        None => t!("product.not_stated"),
        Some([]) => t!("product.none_of_them"),
        Some(some) => some.iter().map(|one| word(*one).to_string()).collect::<Vec<_>>().join(", ").into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_said_and_none_in_it_stay_apart() {
        let said = |allergens: Option<&[Allergen]>| ProductDraft::new(None, None, allergens, Visibility::Network);
        assert_eq!(said(None).allergens(), None);
        assert_eq!(said(Some(&[])).allergens(), Some(Vec::new()));
        let two = said(Some(&[Allergen::Milk, Allergen::Eggs]));
        assert_eq!(two.allergens(), Some(vec![Allergen::Eggs, Allergen::Milk]));
        assert!(!said(None).is_filled() && said(Some(&[])).is_filled());
        let forgotten = ProductDraft { stated: Statement::These, ..ProductDraft::default() };
        assert_eq!(forgotten.missing().map(|error| error.pointer).as_deref(), Some("/allergens"));
    }

    #[test]
    fn a_barcode_is_shown_as_it_is_printed() {
        for printed in ["3017620422003", "96385074", "13017620422000"] {
            let kept = products::gtin14(printed).unwrap();
            assert_eq!(barcode(&kept), printed);
            let draft = ProductDraft::new(None, Some(&kept), None, Visibility::Network);
            assert_eq!(draft.gtin(), Some(kept), "an offer that nobody touched has not changed");
        }
        let wrong = ProductDraft { gtin: "3017620422004".to_owned(), ..ProductDraft::default() };
        assert_eq!(wrong.gtin().as_deref(), Some("3017620422004"), "it is the check of the wire type that refuses it");
    }
}
