//! The parts of a need that people change as one thing, for two changes at the same time.

use super::draft::{MeasuredIn, NeedDraft};
use crate::i18n::{number, t, time, word, zone};
use crate::merging::{Merge, Part};
use crate::pages::categories::name_of;
use shared::needs::NeedKind;
use yew::AttrValue;

impl Merge for NeedDraft {
    fn parts() -> Vec<Part<Self>> {
        what().into_iter().chain(how()).collect()
    }
}

fn what() -> [Part<NeedDraft>; 4] {
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
            pointer: "/measure",
            label: t!("publish.amount"),
            words: amount,
            take: |draft, from| {
                draft.measure = from.measure;
                draft.kilograms.clone_from(&from.kilograms);
                draft.people.clone_from(&from.people);
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

fn how() -> [Part<NeedDraft>; 5] {
    [
        Part {
            pointer: "/needed_by",
            label: t!("need_form.by"),
            words: |draft| if draft.kind == NeedKind::Once { moment(&draft.by) } else { AttrValue::default() },
            take: |draft, from| draft.by.clone_from(&from.by),
        },
        Part {
            pointer: "/weekly/weekday",
            label: t!("need_form.weekday"),
            words: |draft| if draft.kind == NeedKind::Weekly { weekly(draft) } else { AttrValue::default() },
            take: |draft, from| {
                draft.weekday = from.weekday;
                draft.time.clone_from(&from.time);
                draft.ends_on.clone_from(&from.ends_on);
            },
        },
        Part {
            pointer: "/urgent",
            label: t!("need_form.urgency"),
            words: |draft| if draft.urgent { t!("need_form.urgent") } else { t!("need_form.not_urgent") },
            take: |draft, from| draft.urgent = from.urgent,
        },
        Part {
            pointer: "/temperature_classes",
            label: t!("need_form.classes"),
            words: |draft| {
                let words: Vec<_> = draft.classes.iter().map(|class| word(*class).to_string()).collect();
                words.join(", ").into()
            },
            take: |draft, from| draft.classes.clone_from(&from.classes),
        },
        Part {
            pointer: "/pickup_km",
            label: t!("need_form.pickup"),
            words: |draft| match draft.pickup_km {
                None => t!("offer.to_be_agreed"),
                Some(0) => t!("need.brought"),
                Some(km) => t!("need.fetches", km = km),
            },
            take: |draft, from| draft.pickup_km = from.pickup_km,
        },
    ]
}

fn amount(draft: &NeedDraft) -> AttrValue {
    let plain = |typed: &str| number::parse_decimal(typed).map_or_else(|| typed.to_owned(), number::decimal);
    match draft.measure {
        MeasuredIn::Kilograms => format!("{} kg", plain(&draft.kilograms)).into(),
        MeasuredIn::People => format!("{} {}", plain(&draft.people), t!("need_form.people")).into(),
    }
}

fn moment(typed: &str) -> AttrValue {
    zone::read(typed).map(zone::instant).map_or_else(|| typed.to_owned().into(), time::moment)
}

fn weekly(draft: &NeedDraft) -> AttrValue {
    let until = if draft.ends_on.is_empty() { String::new() } else { format!(" → {}", draft.ends_on) };
    format!("{} {}{until}", word(draft.weekday), draft.time).into()
}
