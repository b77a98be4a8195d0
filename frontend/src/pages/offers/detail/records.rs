//! What was recorded about an offer's dates: who checked it after its best-before day, who froze it.

use crate::components::{Card, Icon, Moment, Mood, timeline};
use crate::i18n::{t, time};
use shared::offers::{BestBeforeCheck, Freezing, Offer};
use yew::prelude::*;

/// Everything recorded, oldest first; nothing where nothing is.
pub fn records(offer: &Offer) -> Html {
    let Some(details) = &offer.details else { return html! {} };
    let frozen = details.freezing.iter().map(freezing_moment);
    let moments: Vec<_> = details.best_before_checks.iter().map(check).chain(frozen).collect();
    if moments.is_empty() {
        return html! {};
    }
    html! { <Card title={t!("record.title")}>{ timeline(&moments) }</Card> }
}

fn check(check: &BestBeforeCheck) -> Moment {
    let (title, mood, icon) = if check.passed {
        (t!("record.passed"), Mood::Good, Icon::Shield)
    } else {
        (t!("record.failed"), Mood::Bad, Icon::Warning)
    };
    let failed = [
        (check.packaging_intact, t!("record.not_intact")),
        (check.storage_kept, t!("record.not_kept")),
        (check.traceable, t!("record.not_traceable")),
    ];
    let failed = failed.into_iter().filter(|(so, _)| !so).map(|(_, words)| words.to_string());
    let said: Vec<String> = failed.chain(check.note.clone()).collect();
    let note = (!said.is_empty()).then(|| said.join(" ").into());
    Moment { title, detail: by(&check.by, time::moment(check.at)), note, mood, icon, pending: false }
}

/// How somebody froze food, the giver or a taker.
#[must_use]
pub fn freezing_moment(freezing: &Freezing) -> Moment {
    let day = time::full_day(freezing.frozen_on);
    let printed = match (freezing.printed_use_by, freezing.printed_best_before) {
        (Some(date), _) => Some(t!("record.printed_use_by", day = time::full_day(date))),
        (None, Some(date)) => Some(t!("record.printed_best_before", day = time::full_day(date))),
        (None, None) => None,
    };
    let limit = t!("record.new_limit", day = time::full_day(freezing.use_by));
    let said = printed.into_iter().chain([limit]).map(|words| words.to_string()).chain(freezing.note.clone());
    Moment {
        title: t!("record.frozen", day = day),
        detail: by(&freezing.recorded_by, time::moment(freezing.recorded_at)),
        note: Some(said.collect::<Vec<_>>().join(" ").into()),
        mood: Mood::Cold,
        icon: Icon::Frozen,
        pending: false,
    }
}

fn by(person: &str, moment: AttrValue) -> AttrValue {
    t!("record.by", person = person, moment = moment)
}
