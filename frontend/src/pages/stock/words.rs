//! What the stock says in words. Names of states stand here and not among the words that every visitor fetches.

use crate::components::{Badge, Icon, Mood};
use crate::i18n::{number, t, zone};
use crate::pages::offers::words::{Label, Measure};
use chrono::NaiveDate;
use shared::stock::{
    FundingSource, Lot, LotDonor, LotMovementKind, LotStatus, LotStatusCause, LotSummary, StockAccount, StockAccountKind,
    StockMovement, StockMovementKind, WasteReason,
};
use shared::units::Grams;
use yew::prelude::*;

/// Days before its date from which on a lot stands out.
const SOON: i64 = 3;

/// How a lot is counted.
#[must_use]
pub const fn measure(lot: &LotSummary) -> Measure {
    Measure { unit: lot.unit, piece: lot.grams_per_unit }
}

/// How a lot is counted, from its page.
#[must_use]
pub const fn measure_of(lot: &Lot) -> Measure {
    Measure { unit: lot.unit, piece: lot.grams_per_unit }
}

/// Where a lot stands.
#[must_use]
pub fn status(status: LotStatus) -> AttrValue {
    match status {
        LotStatus::Approved => t!("stock.approved"),
        LotStatus::OnHold => t!("stock.on_hold"),
        LotStatus::Quarantined => t!("stock.quarantined"),
        LotStatus::Recalled => t!("stock.recalled"),
    }
}

/// Colour and picture of a status.
#[must_use]
pub const fn look(status: LotStatus) -> (Mood, Icon) {
    match status {
        LotStatus::Approved => (Mood::Good, Icon::Check),
        LotStatus::OnHold => (Mood::Warm, Icon::Clock),
        LotStatus::Quarantined => (Mood::Bad, Icon::Shield),
        LotStatus::Recalled => (Mood::Bad, Icon::Warning),
    }
}

/// The status as a badge; nothing where it may leave.
pub fn status_badge(of: LotStatus) -> Html {
    if of == LotStatus::Approved {
        return html! {};
    }
    let (mood, icon) = look(of);
    html! { <Badge {mood} {icon}>{ status(of) }</Badge> }
}

/// Who paid for it.
#[must_use]
pub fn funding(source: FundingSource) -> AttrValue {
    match source {
        FundingSource::Gift => t!("stock.gift"),
        FundingSource::State => t!("stock.state"),
        FundingSource::EsfPlus => t!("stock.esf_plus"),
        FundingSource::Purchase => t!("stock.purchase"),
    }
}

/// Who paid for it, as a badge: it is always shown.
pub fn funding_badge(source: FundingSource) -> Html {
    let mood = if source == FundingSource::Gift { Mood::Neutral } else { Mood::Info };
    html! { <Badge {mood} icon={Icon::Building}>{ funding(source) }</Badge> }
}

/// Why a lot has its status.
#[must_use]
pub fn cause(cause: LotStatusCause) -> AttrValue {
    match cause {
        LotStatusCause::Received => t!("stock.cause_received"),
        LotStatusCause::ColdChain => t!("stock.cause_cold_chain"),
        LotStatusCause::Damaged => t!("stock.cause_damaged"),
        LotStatusCause::Doubt => t!("stock.cause_doubt"),
        LotStatusCause::Recall => t!("stock.cause_recall"),
        LotStatusCause::Checked => t!("stock.cause_checked"),
        LotStatusCause::Other => t!("stock.cause_other"),
    }
}

/// Why something is thrown away.
#[must_use]
pub fn reason(reason: WasteReason) -> AttrValue {
    match reason {
        WasteReason::Expired => t!("stock.reason_date"),
        WasteReason::Damaged => t!("stock.cause_damaged"),
        WasteReason::ColdChain => t!("stock.cause_cold_chain"),
        WasteReason::Spoiled => t!("stock.reason_spoiled"),
        WasteReason::Pest => t!("stock.reason_pest"),
        WasteReason::Recall => t!("stock.cause_recall"),
        WasteReason::Other => t!("stock.cause_other"),
    }
}

/// What people book, as the button says it.
#[must_use]
pub fn action(kind: LotMovementKind) -> AttrValue {
    match kind {
        LotMovementKind::Transfer => t!("stock_step.transfer"),
        LotMovementKind::HandOver => t!("stock_step.hand_over"),
        LotMovementKind::Distribute => t!("stock_step.distribute"),
        LotMovementKind::Waste => t!("stock_step.waste"),
        LotMovementKind::Adjust => t!("stock_step.adjust"),
    }
}

/// How near the date on the label is: "dans 3 jours", "dernier jour", "dépassée depuis 2 jours".
#[must_use]
pub fn near(label: Label) -> AttrValue {
    match days_left(label) {
        0 => t!("stock.last_day"),
        left if left > 0 => t!("stock.days_left", n = left),
        left => t!("stock.days_over", n = -left),
    }
}

/// Whether it must leave within days.
#[must_use]
pub fn is_soon(label: Label) -> bool {
    days_left(label) <= SOON
}

fn days_left(label: Label) -> i64 {
    let (Label::UseBy(day) | Label::BestBefore(day)) = label;
    between(zone::today(), day)
}

fn between(from: NaiveDate, to: NaiveDate) -> i64 {
    to.signed_duration_since(from).num_days()
}

/// How much of what is there is promised, by rounds or offers: "dont 40 kg déjà promis".
#[must_use]
pub fn promised(grams: Grams) -> AttrValue {
    t!("stock.of_it_promised", kg = number::weight(grams))
}

/// Who gave or sold it.
#[must_use]
pub fn donor(donor: &LotDonor) -> Option<AttrValue> {
    let organisation = donor.organisation.as_ref().map(|organisation| organisation.name.clone());
    organisation.or_else(|| donor.name.clone()).map(AttrValue::from)
}

/// What happened, with how much: "Distribué : 12 kg".
#[must_use]
pub fn movement(line: &StockMovement) -> AttrValue {
    let kg = number::weight(line.grams);
    let (from, to) = (account(&line.from), account(&line.to));
    match line.kind {
        StockMovementKind::Receive => t!("stock_line.receive", kg = kg, to = to),
        StockMovementKind::Transfer => t!("stock_line.transfer", kg = kg, from = from, to = to),
        StockMovementKind::Allocate => t!("stock_line.allocate", kg = kg, to = to),
        StockMovementKind::HandOver if line.to.kind == StockAccountKind::Donor => t!("stock_line.give_back", kg = kg),
        StockMovementKind::HandOver => t!("stock_line.hand_over", kg = kg, to = to),
        StockMovementKind::Distribute => t!("stock_line.distribute", kg = kg, from = from),
        StockMovementKind::Waste => t!("stock_line.waste", kg = kg, from = from),
        StockMovementKind::Adjust if line.to.kind == StockAccountKind::Site => t!("stock_line.more", kg = kg, to = to),
        StockMovementKind::Adjust => t!("stock_line.less", kg = kg, from = from),
        StockMovementKind::Loss => t!("stock_line.loss", kg = kg),
        StockMovementKind::Freeze if line.to.kind == StockAccountKind::Site => {
            t!("stock_line.frozen_here", kg = kg, to = to)
        }
        StockMovementKind::Freeze => t!("stock_line.freeze", kg = kg, from = from),
        StockMovementKind::Reverse => t!("stock_line.reverse", kg = kg),
    }
}

/// Colour and picture of a movement.
#[must_use]
pub const fn movement_look(kind: StockMovementKind) -> (Mood, Icon) {
    match kind {
        StockMovementKind::Receive => (Mood::Info, Icon::Package),
        StockMovementKind::Transfer => (Mood::Neutral, Icon::ArrowRight),
        StockMovementKind::Allocate => (Mood::Info, Icon::List),
        StockMovementKind::HandOver => (Mood::Good, Icon::Handover),
        StockMovementKind::Distribute => (Mood::Good, Icon::Users),
        StockMovementKind::Waste | StockMovementKind::Loss => (Mood::Bad, Icon::Trash),
        StockMovementKind::Adjust => (Mood::Warm, Icon::Edit),
        StockMovementKind::Freeze => (Mood::Cold, Icon::Frozen),
        StockMovementKind::Reverse => (Mood::Warm, Icon::Refresh),
    }
}

/// One side of a movement: the site, with its organisation.
fn account(account: &StockAccount) -> AttrValue {
    match (&account.organisation, &account.site) {
        (Some(organisation), Some(site)) => place(&organisation.name, &site.name),
        (None, Some(site)) => site.name.clone().into(),
        (Some(organisation), None) => organisation.name.clone().into(),
        (None, None) => AttrValue::default(),
    }
}

/// "Banque alimentaire, Entrepôt de Bruges"
#[must_use]
pub fn place(organisation: &str, site: &str) -> AttrValue {
    format!("{organisation}, {site}").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_today() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(between(day("2026-11-29"), day("2026-12-02")), 3);
        assert_eq!(between(day("2026-11-29"), day("2026-11-28")), -1);
    }
}
