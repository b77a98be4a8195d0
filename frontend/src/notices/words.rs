//! Notifications as sentences, and where they lead.

use crate::components::Icon;
use crate::i18n::number::{distance, weight};
use crate::i18n::{t, time, word};
use crate::routes::Route;
use shared::iso_week::IsoWeek;
use shared::loans::LoanState;
use shared::notifications::{Facts, LoanNews, NamedSkill, Notification, NotificationKind, RoundNews, TourNews};
use shared::skill_sessions::SkillSessionState;
use yew::prelude::*;

/// The notification as one sentence.
pub fn sentence(notification: &Notification) -> AttrValue {
    let facts = &notification.facts;
    let (other, item) = (facts.other.clone().unwrap_or_default(), facts.item.clone().unwrap_or_default());
    let offer = facts.offer.as_ref().map(|offer| offer.title.clone()).unwrap_or_default();
    let need = facts.need.as_ref().map(|need| need.title.clone()).unwrap_or_default();
    let kg = facts.grams.map(weight).unwrap_or_default();
    match notification.kind {
        NotificationKind::OfferFits if facts.need.is_none() => {
            t!("notices.proposed_first", other = other, offer = offer, quantity = kg)
        }
        NotificationKind::OfferFits => t!("notices.offer_fits", other = other, offer = offer, need = need, quantity = kg),
        NotificationKind::NeedFits => t!("notices.need_fits", other = other, offer = offer, need = need, quantity = kg),
        NotificationKind::Matched => matched(facts, &other),
        NotificationKind::ClaimAsked if facts.need.is_some() => {
            t!("notices.proposed", other = other, offer = offer, need = need, quantity = kg)
        }
        NotificationKind::ClaimAsked => t!("notices.claim_asked", other = other, offer = offer, quantity = kg),
        NotificationKind::ClaimStepped => {
            let state = facts.claim_state.map(word).unwrap_or_default();
            t!("notices.stepped", what = t!("notices.claim_of", quantity = kg, offer = offer), state = state)
        }
        NotificationKind::LoanAsked | NotificationKind::LoanStepped | NotificationKind::LoanReminded
            if facts.loan_news.is_some() =>
        {
            let state = facts.loan_news.map(news).unwrap_or_default();
            t!("notices.stepped", what = t!("notices.loan_of", item = item), state = state)
        }
        NotificationKind::EquipmentFreed => {
            t!("notices.freed", item = item, until = facts.until.map(time::moment).unwrap_or_default())
        }
        NotificationKind::LoanAsked if facts.loan_state == Some(LoanState::Accepted) => {
            t!("notices.loan_booked", other = other, item = item)
        }
        NotificationKind::LoanAsked => t!("notices.loan_asked", other = other, item = item),
        NotificationKind::LoanStepped | NotificationKind::LoanReminded => {
            let state = facts.loan_state.map(word).unwrap_or_default();
            t!("notices.stepped", what = t!("notices.loan_of", item = item), state = state)
        }
        NotificationKind::SkillAsked => t!("notices.skill_asked", other = other, item = item),
        NotificationKind::SkillDue => t!("notices.skill_due", item = item),
        NotificationKind::SkillStepped => session(facts.skill_session_state, item),
        NotificationKind::HelpWanted | NotificationKind::HelpOffered => help(notification.kind, facts, other),
        NotificationKind::TourAsked | NotificationKind::TourStepped => tour(facts.tour_news, other, item),
        NotificationKind::Recall => t!("notices.recall", item = item, quantity = kg),
        NotificationKind::ActivityMissing => missing(facts, item),
        NotificationKind::RoundShared | NotificationKind::RoundDue => round(facts, item, kg),
        NotificationKind::StockDue => {
            t!("notices.stock_due", n = i64::from(facts.count.unwrap_or(1)), quantity = kg)
        }
    }
}

/// A week that some of our sites have not declared.
fn missing(facts: &Facts, item: String) -> AttrValue {
    let (week, sites) = (facts.week.map(IsoWeek::number).unwrap_or_default(), facts.count.unwrap_or_default());
    if item.is_empty() {
        t!("notices.activity_of_sites", week = i64::from(week), n = i64::from(sites))
    } else {
        t!("notices.activity_missing", week = i64::from(week), site = item)
    }
}

/// What somebody looks for that we have, or has that we look for.
fn help(kind: NotificationKind, facts: &Facts, other: String) -> AttrValue {
    let skill = |skill: Option<&NamedSkill>| skill.map(|skill| skill.title.clone());
    let need = facts.equipment_need.as_ref().map(|need| need.title.clone());
    let wanted = need.or_else(|| skill(facts.skill_wanted.as_ref())).unwrap_or_default();
    let means = facts.item.clone().or_else(|| skill(facts.skill_offered.as_ref())).unwrap_or_default();
    if kind == NotificationKind::HelpWanted {
        t!("notices.help_wanted", other = other, wanted = wanted, means = means)
    } else {
        t!("notices.help_offered", other = other, wanted = wanted, means = means)
    }
}

/// Not the words of its page: those arrive with another chunk.
fn session(state: Option<SkillSessionState>, item: String) -> AttrValue {
    match state {
        Some(SkillSessionState::Done) => t!("notices.skill_done", item = item),
        Some(SkillSessionState::Declined) => t!("notices.skill_declined", item = item),
        Some(SkillSessionState::Cancelled) => t!("notices.skill_cancelled", item = item),
        Some(SkillSessionState::Expired) => t!("notices.skill_expired", item = item),
        Some(SkillSessionState::Reversed) => t!("notices.skill_reversed", item = item),
        _ => t!("notices.skill_agreed", item = item),
    }
}

fn news(news: LoanNews) -> AttrValue {
    match news {
        LoanNews::PickUp => t!("notices.pick_up"),
        LoanNews::Return => t!("notices.return"),
        LoanNews::Late => t!("notices.late"),
        LoanNews::RenewalAsked => t!("notices.renewal_asked"),
        LoanNews::RenewalAccepted => t!("notices.renewal_accepted"),
        LoanNews::RenewalDeclined => t!("notices.renewal_declined"),
        LoanNews::RenewalLapsed => t!("notices.renewal_lapsed"),
        LoanNews::InRepair => t!("notices.in_repair"),
    }
}

/// Not the words of its page either.
fn tour(news: Option<TourNews>, other: String, item: String) -> AttrValue {
    match news {
        Some(TourNews::Asked) => t!("notices.tour_asked", other = other, item = item),
        Some(TourNews::Proposed) => t!("notices.tour_proposed", other = other, item = item),
        Some(TourNews::Declined) => t!("notices.tour_declined", item = item),
        Some(TourNews::Withdrawn) => t!("notices.tour_withdrawn", item = item),
        Some(TourNews::Failed) => t!("notices.tour_failed", item = item),
        Some(TourNews::Cancelled) => t!("notices.tour_cancelled", item = item),
        Some(TourNews::DriverFound) => t!("notices.tour_driver_found", other = other, item = item),
        Some(TourNews::DriverLeft) => t!("notices.tour_driver_left", other = other, item = item),
        Some(TourNews::Moved) => t!("notices.tour_moved", item = item),
        Some(TourNews::Planned) | None => t!("notices.tour_planned", item = item),
    }
}

/// Not the words of its page either.
fn round(facts: &Facts, item: String, kg: AttrValue) -> AttrValue {
    let site = facts.site.as_ref().map(|site| site.name.clone()).unwrap_or_default();
    match facts.round_news.unwrap_or(RoundNews::Shared) {
        RoundNews::Shared => t!("notices.round_shared", item = item, quantity = kg, site = site),
        RoundNews::More => t!("notices.round_more", item = item, quantity = kg, site = site),
        RoundNews::Computed => t!("notices.round_computed", item = item),
        RoundNews::Begun => t!("notices.round_begun", item = item),
        RoundNews::Refused => match facts.note.clone() {
            Some(note) => t!("notices.round_refused_note", item = item, site = site, note = note),
            None => t!("notices.round_refused", item = item, site = site),
        },
    }
}

fn matched(facts: &Facts, other: &str) -> AttrValue {
    let n = i64::from(facts.count.unwrap_or(1));
    match (&facts.offer, &facts.need) {
        (Some(offer), _) => t!("notices.offer_matched", n = n, offer = offer.title.clone(), other = other),
        (None, need) => {
            let equipment = facts.equipment_need.as_ref().map(|need| need.title.clone()).unwrap_or_default();
            let need = need.as_ref().map_or(equipment, |need| need.title.clone());
            t!("notices.need_matched", n = n, need = need, other = other)
        }
    }
}

/// What is said below the sentence: who did it, how far away it is.
pub fn details(notification: &Notification) -> Vec<AttrValue> {
    let facts = &notification.facts;
    let by = matches!(
        notification.kind,
        NotificationKind::ClaimStepped
            | NotificationKind::LoanStepped
            | NotificationKind::LoanReminded
            | NotificationKind::SkillStepped
            | NotificationKind::SkillDue
            | NotificationKind::Recall
            | NotificationKind::RoundShared
    ) || facts.loan_news.is_some()
        || tells_who(facts.tour_news);
    let by = facts.other.clone().filter(|_| by).map(AttrValue::from);
    let away = facts.distance_m.map(|metres| t!("notices.away", distance = distance(metres)));
    let at = facts.at.map(|at| t!("notices.tour_at", when = time::moment(at)));
    by.into_iter().chain(away).chain(at).collect()
}

/// Whether the sentence leaves out who it was: the others name them.
const fn tells_who(news: Option<TourNews>) -> bool {
    matches!(
        news,
        Some(
            TourNews::Planned
                | TourNews::Declined
                | TourNews::Withdrawn
                | TourNews::Failed
                | TourNews::Cancelled
                | TourNews::Moved
        )
    )
}

/// The page that it is about. What somebody looks for that we lend stands on our item's page, what fits our need on the
/// need's; of skills it is the other side's page, where a session is proposed.
pub fn page_of(notification: &Notification) -> Route {
    let facts = &notification.facts;
    let wants = notification.kind == NotificationKind::HelpWanted;
    let wanted = facts.equipment_need.as_ref().map(|need| Route::EquipmentNeeds { path: need.id.to_string() });
    let wanted = wanted.filter(|_| !wants);
    let skill = if wants { &facts.skill_wanted } else { &facts.skill_offered };
    let skill = skill.as_ref().map(|skill| Route::Skills { path: skill.id.to_string() });
    let claim = facts.claim_id.map(|id| Route::Claim { id });
    let loan = facts.loan_id.map(|id| Route::Loan { id });
    let item = facts.equipment_id.map(|id| Route::Item { id });
    let tour = facts.tour_id.map(|id| Route::Tours { path: id.to_string() });
    let recall = facts.recall_id.map(|id| format!("rappels/{id}"));
    let due = (notification.kind == NotificationKind::StockDue).then(String::new);
    let stock = recall.or(due).map(|path| Route::Stock { path });
    let session = facts.skill_session_id.map(|id| Route::Skills { path: format!("seances/{id}") });
    let offer = facts.offer.as_ref().map(|offer| Route::Offer { id: offer.id });
    let need = facts.need.as_ref().map(|need| Route::Need { id: need.id });
    // Who gives looks at the need, and who needs at the offer: the other's, where something is to be done.
    let matched = if notification.kind == NotificationKind::NeedFits { need.or(offer) } else { offer.or(need) };
    let activity = (notification.kind == NotificationKind::ActivityMissing).then(|| Route::Activity { path: String::new() });
    let site = facts.site.as_ref().filter(|_| notification.kind == NotificationKind::RoundShared);
    let below = site.map(|site| format!("/part/{}", site.id)).unwrap_or_default();
    let round = facts.round_id.map(|id| Route::Rounds { path: format!("{id}{below}") });
    let ours = activity.or(stock).or(round);
    ours.or(tour).or(claim).or(loan).or(wanted).or(item).or(session).or(skill).or(matched).unwrap_or(Route::Today)
}

/// Its icon.
pub const fn icon(kind: NotificationKind) -> Icon {
    match kind {
        NotificationKind::OfferFits | NotificationKind::NeedFits | NotificationKind::Matched => Icon::Heart,
        NotificationKind::ClaimAsked | NotificationKind::ClaimStepped => Icon::Handover,
        NotificationKind::LoanAsked
        | NotificationKind::LoanStepped
        | NotificationKind::LoanReminded
        | NotificationKind::EquipmentFreed => Icon::Wrench,
        NotificationKind::SkillAsked | NotificationKind::SkillStepped | NotificationKind::SkillDue => Icon::Users,
        NotificationKind::HelpWanted | NotificationKind::HelpOffered => Icon::Heart,
        NotificationKind::TourAsked | NotificationKind::TourStepped => Icon::Truck,
        NotificationKind::Recall => Icon::Warning,
        NotificationKind::RoundShared | NotificationKind::RoundDue => Icon::Handover,
        NotificationKind::StockDue | NotificationKind::ActivityMissing => Icon::Calendar,
    }
}
