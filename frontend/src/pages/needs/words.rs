//! What a need says in words: how much is lacking, by when. Cards, its page and "today" say the same.

use crate::components::{Badge, Icon, Mood, meter};
use crate::i18n::{number, t, time, word, zone};
use shared::needs::{Need, NeedStatus};
use shared::units::Grams;
use yew::prelude::*;

/// "Pour demain à 18 h", "Chaque mardi avant 12 h"
#[must_use]
pub fn when(need: &Need) -> AttrValue {
    match &need.weekly {
        Some(pattern) => t!("need.every", day = word(pattern.weekday), clock = time::of_day(pattern.time)),
        None => t!("need.by", moment = time::moment(need.needed_by)),
    }
}

/// "30 kg", "70 kg, pour 40 personnes"
#[must_use]
pub fn wanted(need: &Need) -> AttrValue {
    let weight = number::weight(need.wanted_grams);
    match need.people {
        Some(people) => t!("need.for_people", n = people, weight = weight),
        None => weight,
    }
}

/// What is promised or has arrived.
#[must_use]
pub fn found(need: &Need) -> Grams {
    Grams(need.promised_grams.0.saturating_add(need.received_grams.0))
}

/// Whether somebody said that it cannot wait, and it is still so.
#[must_use]
pub fn is_urgent(need: &Need) -> bool {
    need.status == NeedStatus::Open && need.urgent_until.is_some_and(|until| until > zone::now())
}

/// Whether it can be answered.
#[must_use]
pub fn is_wanting(need: &Need) -> bool {
    need.status == NeedStatus::Open && need.left_grams > Grams::ZERO
}

/// Whether two categories are of one branch of the tree.
#[must_use]
pub fn same_branch(one: &str, other: &str) -> bool {
    one.split('.').next() == other.split('.').next()
}

/// How much was found of what is wanted, as a bar.
pub fn found_meter(need: &Need) -> Html {
    let found = found(need);
    let label = t!("need.found_of", found = number::weight(found), wanted = number::weight(need.wanted_grams));
    meter(found.0.min(need.wanted_grams.0), need.wanted_grams.0, &label)
}

/// What is not usual: urgent, every week, over, ours.
pub fn badges(need: &Need, with_ours: bool) -> Html {
    html! {
        <>
            if need.status != NeedStatus::Open {
                <Badge mood={if need.status == NeedStatus::Fulfilled { Mood::Good } else { Mood::Neutral }}>{ word(need.status) }</Badge>
            } else if need.left_grams <= Grams::ZERO {
                <Badge mood={Mood::Good} icon={Icon::Check}>{ t!("need.all_promised") }</Badge>
            }
            if is_urgent(need) {
                <Badge mood={Mood::Warm} icon={Icon::Warning}>{ t!("need.urgent") }</Badge>
            }
            if need.weekly.is_some() {
                <Badge mood={Mood::Info} icon={Icon::Refresh}>{ word(need.kind) }</Badge>
            }
            if with_ours && need.can_edit {
                <Badge mood={Mood::Info} icon={Icon::Building}>{ t!("need.ours") }</Badge>
            }
        </>
    }
}
