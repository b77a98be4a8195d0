//! What changed the round, the latest first, with author, reason and what it cost the others.

use super::BenchProps;
use crate::client;
use crate::components::{Card, Empty, Icon, Moment, Mood, ResourceView, timeline};
use crate::hooks::use_resource;
use crate::i18n::{t, time};
use crate::pages::rounds::words;
use shared::rounds::{RevisionKind, RoundRevision, RoundRevisionList};
use std::rc::Rc;
use yew::prelude::*;

/// The revisions.
#[hook]
pub fn use_revisions(props: Rc<BenchProps>) -> Html {
    let (id, version) = (props.round().id, props.round().version);
    let list = use_resource(format!("round {id} revisions {version}"), move || client::rounds::revisions(id));
    let ready = Callback::from(|list: Rc<RoundRevisionList>| {
        let moments: Vec<Moment> = list.items.iter().map(moment).collect();
        html! { <Card title={t!("round_bench.revisions")}>{ timeline(&moments) }</Card> }
    });
    let empty =
        html! { <Empty icon={Icon::List} title={t!("round_revisions.none")} hint={t!("round_revisions.none_hint")} /> };
    html! { <ResourceView shown={list.shown(&ready)} {empty} /> }
}

fn moment(revision: &RoundRevision) -> Moment {
    let (mood, icon) = look(revision.kind);
    let when = time::moment(revision.at);
    let detail = match &revision.by {
        Some(person) => t!("history.by", when = when, person = person.as_str()),
        None => when,
    };
    Moment { title: title(revision), detail, note: note(revision), mood, icon, pending: false }
}

const fn look(kind: RevisionKind) -> (Mood, Icon) {
    match kind {
        RevisionKind::Computed => (Mood::Info, Icon::List),
        RevisionKind::Adjusted => (Mood::Warm, Icon::Edit),
        RevisionKind::Undone => (Mood::Neutral, Icon::ArrowLeft),
        RevisionKind::Refused => (Mood::Bad, Icon::Close),
    }
}

/// "3. Fixé à la main"
fn title(revision: &RoundRevision) -> AttrValue {
    t!("round_revisions.title", number = revision.number, what = words::revision(revision.kind))
}

/// What of which lot for whom, why, at which cost, and the hash by which the result can be told.
fn note(revision: &RoundRevision) -> Option<AttrValue> {
    let line = match (&revision.lot_title, &revision.site, revision.kg_before, revision.kg_after) {
        (Some(lot), Some(site), Some(before), Some(after)) => Some(t!(
            "round_revisions.line",
            lot = lot.as_str(),
            site = site.name.as_str(),
            before = words::kg(before),
            after = words::kg(after)
        )),
        _ => None,
    };
    let cost = revision.cost_to_others_kg.filter(|cost| *cost != 0).map(|cost| t!("round_cell.cost", kg = words::kg(cost)));
    let figures = revision.figures;
    let sums = t!("round_revisions.sums", kg = words::kg(figures.kg), level = words::percent(figures.lowest));
    let parts = [
        line,
        revision.reason.map(words::reason),
        revision.note.clone().map(AttrValue::from),
        cost,
        Some(sums),
        Some(t!("round_revisions.fingerprint", hash = revision.fingerprint.as_str())),
    ];
    let parts: Vec<_> = parts.into_iter().flatten().map(|part| part.to_string()).collect();
    Some(parts.join(" · ").into())
}
