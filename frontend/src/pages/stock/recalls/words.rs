//! What a recall says in words.

use crate::components::{Badge, Icon, Mood};
use crate::i18n::t;
use crate::pages::offers::product::barcode;
use shared::stock::{Recall, RecallNotice};
use yew::prelude::*;

/// "3 sites sur 5 ont répondu"
#[must_use]
pub fn progress(recall: &Recall) -> AttrValue {
    t!("recalls.progress", n = recall.settled_count, count = recall.notice_count)
}

/// What it is of: a product with its numbers, or one lot.
#[must_use]
pub fn subject(recall: &Recall) -> AttrValue {
    match &recall.gtin {
        Some(gtin) => product(gtin, recall.lot_number.as_deref()),
        None => t!("recalls.of_one_lot"),
    }
}

/// A product with its numbers.
#[must_use]
pub fn product(gtin: &str, number: Option<&str>) -> AttrValue {
    match number {
        Some(number) => t!("recalls.of_batch", gtin = barcode(gtin), number = number),
        None => t!("recalls.of_product", gtin = barcode(gtin)),
    }
}

/// Whether all of it is accounted for.
pub fn badge(recall: &Recall) -> Html {
    match recall.closed_at {
        Some(_) => html! { <Badge mood={Mood::Good} icon={Icon::Check}>{ t!("recalls.closed") }</Badge> },
        None => html! { <Badge mood={Mood::Bad} icon={Icon::Warning}>{ t!("recalls.open") }</Badge> },
    }
}

/// How a site stands.
pub fn standing(notice: &RecallNotice) -> Html {
    match (notice.settled_at, notice.acknowledged_at) {
        (Some(_), _) => html! { <Badge mood={Mood::Good} icon={Icon::Check}>{ t!("recalls.settled") }</Badge> },
        (None, Some(_)) => html! { <Badge mood={Mood::Warm} icon={Icon::Clock}>{ t!("recalls.in_part") }</Badge> },
        (None, None) => html! { <Badge mood={Mood::Bad} icon={Icon::Bell}>{ t!("recalls.unanswered") }</Badge> },
    }
}
