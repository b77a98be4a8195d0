//! The parts of an offer that people change as one thing, for two changes at the same time.

use super::draft::OfferDraft;
use crate::i18n::{number, t, time, word};
use crate::merging::{Merge, Part};
use crate::pages::categories::name_of;
use crate::pages::offers::product::allergens_words;
use chrono::NaiveDate;
use shared::categories::DateKind;
use yew::AttrValue;

impl Merge for OfferDraft {
    fn parts() -> Vec<Part<Self>> {
        surplus().into_iter().chain(product()).collect()
    }
}

fn surplus() -> [Part<OfferDraft>; 6] {
    [
        Part {
            pointer: "/category",
            label: t!("publish.category"),
            words: |draft| name_of(&draft.category),
            take: |draft, from| draft.category.clone_from(&from.category),
        },
        Part {
            pointer: "/title",
            label: t!("publish.name"),
            words: |draft| draft.title.trim().to_owned().into(),
            take: |draft, from| draft.title.clone_from(&from.title),
        },
        Part {
            pointer: "/total_grams",
            label: t!("publish.amount"),
            words: amount,
            take: |draft, from| draft.amount.clone_from(&from.amount),
        },
        Part {
            pointer: "/date_kind",
            label: t!("publish.date_kind"),
            words: date,
            take: |draft, from| {
                draft.date_kind = from.date_kind;
                draft.date.clone_from(&from.date);
            },
        },
        Part {
            pointer: "/pickup_windows",
            label: t!("publish.pickup"),
            words: windows,
            take: |draft, from| {
                draft.quick.clone_from(&from.quick);
                draft.typed.clone_from(&from.typed);
            },
        },
        Part {
            pointer: "/remarks",
            label: t!("publish.remarks"),
            words: |draft| draft.remarks.trim().to_owned().into(),
            take: |draft, from| draft.remarks.clone_from(&from.remarks),
        },
    ]
}

/// What is said below "more about the product".
fn product() -> [Part<OfferDraft>; 4] {
    [
        Part {
            pointer: "/product_name",
            label: t!("product.name"),
            words: |draft| draft.product.name.trim().to_owned().into(),
            take: |draft, from| draft.product.name.clone_from(&from.product.name),
        },
        Part {
            pointer: "/gtin",
            label: t!("product.gtin"),
            words: |draft| draft.product.gtin.trim().to_owned().into(),
            take: |draft, from| draft.product.gtin.clone_from(&from.product.gtin),
        },
        Part {
            pointer: "/allergens",
            label: t!("product.allergens"),
            words: |draft| allergens_words(draft.product.allergens().as_deref()),
            take: |draft, from| {
                draft.product.stated = from.product.stated;
                draft.product.allergens.clone_from(&from.product.allergens);
            },
        },
        Part {
            pointer: "/visibility",
            label: t!("product.visibility"),
            words: |draft| word(draft.product.visibility),
            take: |draft, from| draft.product.visibility = from.product.visibility,
        },
    ]
}

fn amount(draft: &OfferDraft) -> AttrValue {
    let number = number::parse_decimal(&draft.amount).map_or_else(|| draft.amount.clone(), number::decimal);
    format!("{number} {}", word(draft.unit)).into()
}

fn date(draft: &OfferDraft) -> AttrValue {
    if draft.date_kind == DateKind::None {
        return word(DateKind::None);
    }
    let day = draft.date.parse::<NaiveDate>().map_or_else(|_| draft.date.clone().into(), time::day);
    format!("{} {day}", word(draft.date_kind)).into()
}

fn windows(draft: &OfferDraft) -> AttrValue {
    let mut windows: Vec<_> = draft.windows().collect();
    windows.sort_by(|one, other| (&one.from, &one.to).cmp(&(&other.from, &other.to)));
    windows.iter().map(|window| window.words().to_string()).collect::<Vec<_>>().join(" ; ").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_copy_what_they_say() {
        let from = OfferDraft { amount: "12".to_owned(), title: "Pain".to_owned(), ..OfferDraft::default() };
        let mut draft = OfferDraft::default();
        for part in OfferDraft::parts() {
            (part.take)(&mut draft, &from);
            assert_eq!((part.words)(&draft), (part.words)(&from), "{}", part.pointer);
        }
        assert_eq!(draft, from);
    }
}
