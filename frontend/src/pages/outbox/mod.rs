//! What was written without network: what waits, what the server refused and why, and what to do about it.

use crate::client::Failure;
use crate::components::{
    Badge, Button, ButtonLink, Card, Dialog, Empty, Icon, Mood, PageHeader, ProblemView, Tone, keyed_part,
};
use crate::hooks::use_session;
use crate::i18n::{t, time, word};
use crate::outbox::{Deed, Entry, Published, use_outbox};
use crate::pages::{activity, collection_rounds, needs, offers, rounds, stock, tours};
use crate::routes::Route;
use shared::claims::ClaimAction;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::use_navigator;

/// Everything that waits on this device.
#[hook]
pub fn use_outbox_page() -> Html {
    let outbox = use_outbox();
    let (waiting, _) = outbox.counts();
    let send = outbox.send.clone();
    html! {
        <div class="readable stack-loose">
            <PageHeader title={t!("outbox.title")} lead={t!("outbox.lead")}>
                if waiting > 0 {
                    <Button icon={Icon::Refresh} onclick={send}>{ t!("outbox.send_now") }</Button>
                }
            </PageHeader>
            if outbox.entries.is_empty() {
                <Empty icon={Icon::Check} title={t!("outbox.empty")} hint={t!("outbox.empty_hint")}>
                    <ButtonLink to={Route::Today} tone={Tone::Secondary} icon={Icon::Home}>{ t!("nav.today") }</ButtonLink>
                </Empty>
            }
            <ul class="list">
                { for outbox.entries.iter().map(|entry| html! {
                    <li key={entry.key().to_owned()}>{ keyed_part(entry.key(), use_entry, EntryProps { entry: entry.clone() }) }</li>
                }) }
            </ul>
        </div>
    }
}

#[derive(PartialEq)]
struct EntryProps {
    entry: Entry,
}

#[hook]
fn use_entry(props: Rc<EntryProps>) -> Html {
    let entry = &props.entry;
    let outbox = use_outbox();
    let asking = use_state(|| false);
    let (ask, close) = (asking.setter(), asking.setter());
    let discard = {
        let entry = entry.clone();
        Callback::from(move |()| outbox.discard(&entry))
    };
    let failure = entry.refusal.clone().map(Failure::from);
    html! {
        <Card title={AttrValue::from(entry.title().to_owned())} action={standing(entry)}>
            <p class="muted">{ t!("outbox.written", deed = deed(&entry.deed), when = time::moment(entry.at)) }</p>
            <ProblemView {failure} />
            <div class="cluster">
                { keyed_part("way", use_way_on, EntryProps { entry: entry.clone() }) }
                <Button tone={Tone::Quiet} icon={Icon::Close} onclick={Callback::from(move |()| ask.set(true))}>{ t!("outbox.discard") }</Button>
            </div>
            <Dialog open={*asking} title={t!("outbox.discard_title")} onclose={Callback::from(move |()| close.set(false))}>
                <p>{ t!("outbox.discard_hint") }</p>
                <div class="form-actions"><Button tone={Tone::Danger} onclick={discard}>{ t!("outbox.discard") }</Button></div>
            </Dialog>
        </Card>
    }
}

fn standing(entry: &Entry) -> Html {
    if entry.refusal.is_some() {
        html! { <Badge mood={Mood::Bad} icon={Icon::Warning}>{ t!("outbox.is_refused") }</Badge> }
    } else {
        html! { <Badge mood={Mood::Warm} icon={Icon::Clock}>{ t!("outbox.is_waiting") }</Badge> }
    }
}

/// What the write does, as the button said that set it off.
fn deed(deed: &Deed) -> AttrValue {
    match deed {
        Deed::Publish { what: Published::Offer, .. } => t!("publish.send"),
        Deed::Publish { what: Published::Need, .. } => t!("need_form.send"),
        Deed::Publish { what: Published::Lot, .. } => t!("stock_receive.send"),
        Deed::Step { step: ClaimAction::Cancel, .. } => t!("claim.cancel"),
        Deed::Step { step, .. } => word(*step),
        Deed::TourStep { step, .. } => tours::words::load_action(*step),
        Deed::Declare { .. } => t!("activity.send"),
        Deed::AnswerRound { .. } => t!("round_share.deed"),
        Deed::HandOverRound { .. } => t!("round_dock.deed"),
        Deed::NoteStop { .. } => t!("collection_stop.deed"),
    }
}

/// Where the author goes from here: back into the form, or to the claim.
#[hook]
fn use_way_on(props: Rc<EntryProps>) -> Html {
    let (session, outbox, navigator) = (use_session(), use_outbox(), use_navigator());
    match &props.entry.deed {
        Deed::Step { claim, .. } => {
            html! { <ButtonLink to={Route::Claim { id: *claim }} tone={Tone::Secondary} icon={Icon::Handover}>{ t!("outbox.see_claim") }</ButtonLink> }
        }
        Deed::TourStep { tour, .. } => {
            let to = tours::place::Place::Tour(*tour).route();
            html! { <ButtonLink {to} tone={Tone::Secondary} icon={Icon::Truck}>{ t!("outbox.see_tour") }</ButtonLink> }
        }
        Deed::AnswerRound { round, site, .. } => {
            let to = rounds::place::Place::Share(*round, *site).route();
            html! { <ButtonLink {to} tone={Tone::Secondary} icon={Icon::Package}>{ t!("outbox.see_round") }</ButtonLink> }
        }
        Deed::HandOverRound { round, site, .. } => {
            let to = rounds::place::Place::HandOver(*round, *site).route();
            html! { <ButtonLink {to} tone={Tone::Secondary} icon={Icon::Truck}>{ t!("outbox.see_round") }</ButtonLink> }
        }
        Deed::NoteStop { round, number, draft, .. } => {
            let (entry, round, number, draft) = (props.entry.clone(), *round, *number, draft.clone());
            let onclick = Callback::from(move |()| {
                collection_rounds::take_up_draft(round, number, &draft);
                outbox.discard(&entry);
                if let Some(navigator) = &navigator {
                    navigator.push(&collection_rounds::place::Place::Stop(round, number).route());
                }
            });
            html! { <Button icon={Icon::Edit} {onclick}>{ t!("outbox.change") }</Button> }
        }
        Deed::Declare { site, week, draft, .. } => {
            let (entry, site, week, draft) = (props.entry.clone(), *site, *week, draft.clone());
            let onclick = Callback::from(move |()| {
                activity::take_up_draft(site, week, &draft);
                outbox.discard(&entry);
                if let Some(navigator) = &navigator {
                    navigator.push(&activity::place::Place::Week(site, week).route());
                }
            });
            html! { <Button icon={Icon::Edit} {onclick}>{ t!("outbox.change") }</Button> }
        }
        Deed::Publish { draft, what, .. } => {
            let (entry, draft, what, us) = (props.entry.clone(), draft.clone(), *what, session.organisation());
            let onclick = Callback::from(move |()| {
                let (Some(us), Some(navigator)) = (us, &navigator) else { return };
                let form = match what {
                    Published::Offer => {
                        offers::take_up_draft(us, &draft);
                        Route::PublishOffer
                    }
                    Published::Need => {
                        needs::take_up_draft(us, &draft);
                        Route::PublishNeed
                    }
                    Published::Lot => {
                        stock::take_up_draft(us, &draft);
                        stock::place::Place::Receive.route()
                    }
                };
                outbox.discard(&entry);
                navigator.push(&form);
            });
            html! { <Button icon={Icon::Edit} {onclick}>{ t!("outbox.change") }</Button> }
        }
    }
}
