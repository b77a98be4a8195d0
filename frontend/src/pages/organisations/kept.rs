//! What became of our promises: shown to the organisation itself, so that it knows what others have found with it.

use crate::client;
use crate::components::{Card, ResourceView};
use crate::hooks::use_resource;
use crate::i18n::{t, time};
use shared::follow_through::{FollowThrough, Kept};
use shared::ids::OrganisationId;
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_kept`].
#[derive(PartialEq)]
pub struct KeptProps {
    /// Whose promises.
    pub id: OrganisationId,
}

/// The promises of the last 180 days, a line for each kind of which there are some.
#[hook]
pub fn use_kept(props: Rc<KeptProps>) -> Html {
    let id = props.id;
    let found = use_resource(format!("follow-through of {id}"), move || client::follow_through::find(id));
    let ready = Callback::from(|found: Rc<FollowThrough>| lines(&found));
    let empty = html! { <p>{ t!("follow_through.none") }</p> };
    html! {
        <Card title={t!("follow_through.title")}>
            <p class="muted">{ t!("follow_through.lead") }</p>
            <ResourceView shown={found.shown(&ready)} {empty} lines=2 />
        </Card>
    }
}

/// The words that count what lapsed of one kind.
type Lapses = fn(i64) -> AttrValue;

fn lines(found: &FollowThrough) -> Html {
    let kinds: [(AttrValue, Kept, Lapses); 5] = [
        (t!("follow_through.giving"), found.giving, not_fetched),
        (t!("follow_through.taking"), found.taking, not_fetched),
        (t!("follow_through.lending"), found.lending, late),
        (t!("follow_through.borrowing"), found.borrowing, late),
        (t!("follow_through.helping"), found.helping, missed),
    ];
    let some = kinds.into_iter().filter(|(_, kept, _)| kept.promised > 0);
    html! {
        <>
            <ul class="rows">{ for some.map(|(kind, kept, lapses)| line(&kind, &kept, lapses)) }</ul>
            <p class="muted">{ t!("follow_through.counted", day = time::date(found.since)) }</p>
        </>
    }
}

fn line(kind: &AttrValue, kept: &Kept, lapses: Lapses) -> Html {
    let mut parts = vec![promises(kept)];
    if kept.called_off > 0 {
        parts.push(t!("follow_through.called_off", n = kept.called_off));
    }
    if kept.lapsed > 0 {
        parts.push(lapses(kept.lapsed));
    }
    let parts: Vec<String> = parts.iter().map(ToString::to_string).collect();
    html! { <li>{ t!("follow_through.line", kind = kind.clone(), parts = parts.join(", ")) }</li> }
}

/// How many were kept of how many, with a rate where there are enough to give one.
fn promises(kept: &Kept) -> AttrValue {
    match kept.rate_percent() {
        Some(rate) => t!("follow_through.rated", n = kept.kept, all = kept.promised, rate = rate),
        None => t!("follow_through.kept", n = kept.kept, all = kept.promised),
    }
}

fn not_fetched(n: i64) -> AttrValue {
    t!("follow_through.not_fetched", n = n)
}

fn late(n: i64) -> AttrValue {
    t!("follow_through.late", n = n)
}

fn missed(n: i64) -> AttrValue {
    t!("follow_through.missed", n = n)
}
