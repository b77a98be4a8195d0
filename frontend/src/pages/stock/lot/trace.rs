//! Where the lot went: every site that received any of it, and what became of it there.

use super::PartProps;
use crate::client;
use crate::components::{Button, Card, Fact, Icon, ResourceView, Tone, keyed_part};
use crate::hooks::use_resource;
use crate::i18n::{number, t, time};
use crate::pages::stock::words;
use shared::ids::LotId;
use shared::stock::{LotTrace, TracePlace};
use shared::units::Grams;
use std::rc::Rc;
use yew::prelude::*;

/// The question; its answer is fetched when somebody wants it.
#[hook]
pub fn use_trace(props: Rc<PartProps>) -> Html {
    let asked = use_state(|| false);
    let (id, version) = (props.lot.id, props.lot.version);
    let onclick = {
        let asked = asked.clone();
        Callback::from(move |()| asked.set(true))
    };
    html! {
        <Card title={t!("stock_trace.title")}>
            if *asked {
                // Each change of the lot is another answer.
                { keyed_part(&version.to_string(), use_answer, AnswerProps { id, version }) }
            } else {
                <p class="muted">{ t!("stock_trace.lead") }</p>
                <div><Button tone={Tone::Secondary} icon={Icon::Search} {onclick}>{ t!("stock_trace.see") }</Button></div>
            }
        </Card>
    }
}

#[derive(PartialEq)]
struct AnswerProps {
    id: LotId,
    version: i64,
}

#[hook]
fn use_answer(props: Rc<AnswerProps>) -> Html {
    let AnswerProps { id, version } = *props;
    let trace = use_resource(format!("lot trace {id} {version}"), move || client::stock::trace(id));
    let ready = Callback::from(|trace: Rc<LotTrace>| answer(&trace));
    html! { <ResourceView shown={trace.shown(&ready)} /> }
}

fn answer(trace: &LotTrace) -> Html {
    html! {
        <div class="stack" role="status">
            if let Some(donor) = trace.donor.as_ref().and_then(words::donor) {
                <p class="with-icon">{ Icon::Heart }<span>{ t!("stock_trace.from", donor = donor) }</span></p>
            }
            <ol class="stack plain-list">{ for trace.places.iter().map(place) }</ol>
        </div>
    }
}

fn place(place: &TracePlace) -> Html {
    let fact = |term: AttrValue, grams: Grams| {
        html! {
            if grams != Grams::ZERO {
                <Fact {term}>{ number::weight(grams) }</Fact>
            }
        }
    };
    html! {
        <li class="stock-place stack-tight" key={place.site.id.to_string()}>
            <h3 class="card-title">{ words::place(&place.organisation.name, &place.site.name) }</h3>
            <p class="muted">{ t!("stock_trace.since", when = time::moment(place.first_at)) }</p>
            <dl class="facts">
                <Fact term={t!("stock_trace.received")}>{ number::weight(place.received_grams) }</Fact>
                { fact(t!("stock_trace.passed_on"), place.passed_on_grams) }
                { fact(t!("stock_trace.distributed"), place.distributed_grams) }
                { fact(t!("stock_trace.wasted"), place.wasted_grams) }
                { fact(t!("stock_trace.adjusted"), place.adjusted_grams) }
                <Fact term={t!("stock_trace.left")}>{ number::weight(place.left_grams) }</Fact>
            </dl>
        </li>
    }
}
