//! One recall: why, what of it is where, and who has answered.

use super::acknowledge::{AcknowledgeProps, use_acknowledge_form};
use super::words;
use crate::browser;
use crate::client;
use crate::components::{
    Button, Card, Dialog, Fact, Icon, Mood, Notice, PageHeader, ResourceView, Tone, keyed_part, meter, part,
};
use crate::hooks::{Resource, use_fresh, use_resource};
use crate::i18n::{number, t, time};
use crate::pages::stock::list::badges;
use crate::pages::stock::place::Place;
use crate::pages::stock::words::place as place_of;
use crate::pages::stock::{RecallPageProps, forget_stock};
use crate::routes::Route;
use shared::stock::{LotSummary, Recall, RecallNotice};
use shared::units::Grams;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::Link;

/// One recall.
#[hook]
pub fn use_recall_page(props: Rc<RecallPageProps>) -> Html {
    let id = props.id;
    let recall = use_resource(format!("recall {id}"), move || client::stock::find_recall(id));
    use_fresh(&recall.reload);
    let shown = recall.data();
    let title = shown.as_ref().map_or_else(|| t!("recalls.one"), |recall| AttrValue::from(recall.title.clone()));
    let ready = {
        let resource = recall.clone();
        Callback::from(move |recall: Rc<Recall>| body(&recall, &resource))
    };
    let print = Callback::from(|()| browser::print());
    html! {
        <>
            <PageHeader {title} eyebrow={t!("recalls.one")} back={Place::Recalls.route()} back_label={t!("recalls.title")}>
                if shown.is_some() {
                    <Button icon={Icon::Printer} onclick={print}>{ t!("stock.print") }</Button>
                }
            </PageHeader>
            <ResourceView shown={recall.shown(&ready)} lines=4 />
        </>
    }
}

fn body(recall: &Recall, resource: &Resource<Recall>) -> Html {
    let notice = |notice: &RecallNotice| {
        let key = notice.site.id.to_string();
        let item = NoticeProps { recall: recall.clone(), notice: notice.clone(), resource: resource.clone() };
        html! { <li key={key.clone()}>{ keyed_part(&key, use_notice, item) }</li> }
    };
    let progress = words::progress(recall);
    html! {
        <div class="split">
            <div class="stack">
                <Notice mood={if recall.closed_at.is_some() { Mood::Neutral } else { Mood::Bad }} icon={Icon::Warning} title={t!("recalls.do_not_use")}>
                    <p class="prose">{ &recall.reason }</p>
                    if let Some(url) = &recall.url {
                        <p><a href={url.clone()} rel="noreferrer">{ t!("recalls.see_source") }</a></p>
                    }
                </Notice>
                <section class="card stock-notices">
                    <div class="card-head"><h2 tabindex="-1">{ t!("recalls.notices") }</h2>{ words::badge(recall) }</div>
                    <p role="status">{ &progress }</p>
                    { meter(recall.settled_count, recall.notice_count, &progress) }
                    if recall.notices.is_empty() {
                        <p class="muted">{ t!("recalls.no_notice") }</p>
                    }
                    <ul class="stack plain-list">{ for recall.notices.iter().map(notice) }</ul>
                </section>
            </div>
            <div class="stack">
                <Card title={t!("recalls.facts")}>{ facts(recall) }</Card>
                if !recall.lots.is_empty() {
                    <Card title={t!("recalls.lots")}><ul class="stack plain-list">{ for recall.lots.iter().map(lot) }</ul></Card>
                }
            </div>
        </div>
    }
}

fn facts(recall: &Recall) -> Html {
    html! {
        <dl class="facts">
            <Fact term={t!("recalls.subject")} icon={Icon::Key}>{ words::subject(recall) }</Fact>
            <Fact term={t!("recalls.created")} icon={Icon::Calendar}>{ time::moment(recall.created_at) }</Fact>
            if let Some(organisation) = &recall.organisation {
                <Fact term={t!("recalls.by")} icon={Icon::Building}>{ &organisation.name }</Fact>
            }
            if let Some(at) = recall.closed_at {
                <Fact term={t!("recalls.closed_at")} icon={Icon::Check}>{ time::moment(at) }</Fact>
            }
        </dl>
    }
}

fn lot(lot: &LotSummary) -> Html {
    html! {
        <li class="stack-tight" key={lot.id.to_string()}>
            <Link<Route> to={Place::Lot(lot.id).route()}>{ &lot.title }</Link<Route>>
            if let Some(number) = &lot.lot_number {
                <p class="muted">{ t!("stock.lot_number_is", number = number.as_str()) }</p>
            }
            <div class="cluster">{ badges(lot) }</div>
        </li>
    }
}

#[derive(PartialEq)]
struct NoticeProps {
    recall: Recall,
    notice: RecallNotice,
    resource: Resource<Recall>,
}

/// One site, and for its people the way to answer.
#[hook]
fn use_notice(props: Rc<NoticeProps>) -> Html {
    let notice = &props.notice;
    let asking = use_state(|| false);
    let set = |to: bool| {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(to))
    };
    let done = {
        let (asking, resource) = (asking.clone(), props.resource.clone());
        Callback::from(move |recall: Recall| {
            asking.set(false);
            forget_stock();
            resource.replace(recall);
            // What was pressed may be gone.
            browser::after(80, || browser::focus_first(".stock-notices h2"));
        })
    };
    let name = place_of(&notice.organisation.name, &notice.site.name);
    let label = t!("recalls.answer_of", place = name.clone());
    html! {
        <article class="stack-tight stock-place">
            <div class="spread"><h3 class="card-title">{ name }</h3>{ words::standing(notice) }</div>
            { figures(notice) }
            if let (Some(at), Some(person)) = (notice.acknowledged_at, &notice.acknowledged_by) {
                <p class="muted">{ t!("history.by", when = time::moment(at), person = person.as_str()) }</p>
            }
            if let Some(note) = &notice.note {
                <p class="claim-message">{ note }</p>
            }
            if notice.can_acknowledge && notice.settled_at.is_none() {
                <div class="no-print"><Button tone={Tone::Primary} icon={Icon::Check} {label} onclick={set(true)}>{ t!("recalls.answer") }</Button></div>
            }
            <Dialog open={*asking} title={t!("recalls.answer")} onclose={set(false)}>
                { part(use_acknowledge_form, AcknowledgeProps { recall: props.recall.id, notice: notice.clone(), done, onstale: props.resource.reload.clone() }) }
            </Dialog>
        </article>
    }
}

/// What it received, and what became of it.
fn figures(notice: &RecallNotice) -> Html {
    let fact = |term: AttrValue, grams: Grams| {
        html! {
            if grams != Grams::ZERO {
                <Fact {term}>{ number::weight(grams) }</Fact>
            }
        }
    };
    html! {
        <dl class="facts">
            <Fact term={t!("recalls.received")}>{ number::weight(notice.received_grams) }</Fact>
            <Fact term={t!("recalls.remaining")}>{ number::weight(notice.remaining_grams) }</Fact>
            { fact(t!("recalls.returned"), notice.returned_grams) }
            { fact(t!("recalls.destroyed"), notice.destroyed_grams) }
            { fact(t!("recalls.used"), notice.used_grams) }
            <Fact term={t!("recalls.left")}>{ number::weight(notice.left_grams) }</Fact>
        </dl>
    }
}
