//! Something arrives: few and large fields, one lot after the other, with or without network.

mod donor;
mod draft;
mod fields;
mod kept;
mod scan;

pub use donor::{DonorDraft, DonorFieldProps, use_donor_field};
pub use kept::take_up as take_up_draft;

use super::place::Place;
use super::{forget_stock, waiting};
use crate::browser;
use crate::client::{self, Call, Failure};
use crate::components::{Button, ButtonLink, Empty, Icon, Mood, Notice, PageHeader, ProblemView, Tone, keyed_part, part};
use crate::hooks::{use_form, use_key_of, use_mutation, use_session};
use crate::i18n::{number, t, zone};
use crate::outbox::{Deed, Outcome, Published, send_or_keep, use_outbox};
use crate::pages::offers::own_sites::{OwnSitesProps, use_own_sites};
use crate::pages::offers::site_choice;
use crate::routes::Route;
use draft::LotDraft;
use fields::{PartProps, how_much, keeping, until, use_more, use_what};
use kept::DayCount;
use shared::ids::{LotId, OrganisationId, UserId};
use shared::sites::Site;
use shared::stock::{Lot, LotStatus, NewLot};
use shared::units::Grams;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::Link;

/// The reception.
#[hook]
pub fn use_receive_page() -> Html {
    let Some(us) = use_session().organisation() else { return html! {} };
    let ready =
        Callback::from(
            move |sites: Rc<Vec<Site>>| {
                if sites.is_empty() { no_site() } else { part(use_receive_form, ReceiveFormProps { us, sites }) }
            },
        );
    html! {
        <div class="readable">
            <PageHeader title={t!("stock.receive")} lead={t!("stock_receive.lead")} back={Place::List.route()} back_label={t!("stock.title")} />
            { keyed_part(&us.to_string(), use_own_sites, OwnSitesProps { organisation: us, ready }) }
        </div>
    }
}

/// Food is somewhere: without a site there is nothing to receive.
fn no_site() -> Html {
    html! {
        <Empty icon={Icon::Building} title={t!("publish.no_site")} hint={t!("publish.no_site_hint")}>
            <ButtonLink to={Route::NewSite} tone={Tone::Primary} icon={Icon::Plus}>{ t!("site.add") }</ButtonLink>
        </Empty>
    }
}

#[derive(PartialEq)]
struct ReceiveFormProps {
    us: OrganisationId,
    sites: Rc<Vec<Site>>,
}

/// The lot that was received last.
#[derive(Clone, PartialEq)]
struct Received {
    title: String,
    grams: Grams,
    /// Where it is to be seen; none while it waits on this device.
    id: Option<LotId>,
    /// Whether somebody must decide before it leaves.
    held: bool,
}

#[hook]
fn use_receive_form(props: Rc<ReceiveFormProps>) -> Html {
    let us = props.us;
    let author = use_session().author();
    let outbox = use_outbox();
    let keys = use_key_of();
    // How many were sent from here: two lots that are alike are two lots.
    let sent = use_state(|| 0_u32);
    let last = use_state(|| None::<Received>);
    let count = use_state(|| kept::count(us));
    let turn = *sent;
    let receive = {
        let (sent, last, count) = (sent.clone(), last.clone(), count.clone());
        use_mutation(
            move |lot: NewLot| {
                let key = keys.of(&(turn, lot.clone()));
                // Without network it is sent later than it has arrived.
                let lot = NewLot { received_at: (!browser::is_online()).then(zone::now), ..lot };
                let call = client::stock::receive(&lot, key);
                send(lot, call, author, kept::text(us))
            },
            move |received: Received| {
                forget_stock();
                let more = kept::count(us).with(received.grams);
                kept::keep_count(us, &more);
                count.set(more);
                last.set(Some(received));
                sent.set(turn.wrapping_add(1));
            },
        )
    };
    let form = use_form(|| start(kept::load(us), &props.sites), receive.failure.clone());
    {
        let form = form.clone();
        use_effect_with(turn, move |turn| {
            if *turn > 0 {
                form.reset(form.draft.next());
                // A screen reader hears what was done, and who types goes on below it.
                browser::after(80, || browser::focus_first(".stock-received"));
            }
        });
    }
    use_effect_with(Rc::clone(&form.draft), move |draft| kept::save(us, draft));
    html! {
        <form class="stack stock-receive" novalidate=true onsubmit={form.submit(receive.run.clone())}>
            { done((*last).as_ref(), &count) }
            { waiting(&outbox) }
            <section class="card">
                { part(use_what, PartProps { form: form.clone() }) }
                { how_much(&form) }
                { until(&form) }
                { keeping(&form) }
                { site_choice(&form, &props.sites) }
                { part(use_more, PartProps { form: form.clone() }) }
            </section>
            <ProblemView failure={receive.failure.clone()} />
            <Button tone={Tone::Primary} icon={Icon::Check} submit=true wide=true busy={receive.busy}>{ t!("stock_receive.send") }</Button>
        </form>
    }
}

/// Sends the lot, or keeps it for when the network is back.
async fn send(lot: NewLot, call: Call, author: Option<UserId>, draft: String) -> Result<Received, Failure> {
    let deed = Deed::Publish { title: lot.title.clone(), draft, what: Published::Lot };
    let outcome: Outcome<Lot> = send_or_keep(call, author, deed).await?;
    let (id, held) = match outcome {
        Outcome::Sent(lot) => (Some(lot.id), lot.status != LotStatus::Approved),
        Outcome::Waiting => (None, false),
    };
    Ok(Received { title: lot.title, grams: lot.grams, id, held })
}

/// The draft of last time or an empty one, at a site that exists.
fn start(kept: Option<LotDraft>, sites: &[Site]) -> LotDraft {
    let mut draft = kept.unwrap_or_default();
    if !sites.iter().any(|site| Some(site.id) == draft.food.site) {
        draft.food.site = sites.first().map(|site| site.id);
    }
    draft
}

/// What was received last, and how much today.
fn done(last: Option<&Received>, count: &DayCount) -> Html {
    html! {
        <div class="stack-tight stock-received" tabindex="-1" role="status">
            if let Some(received) = last {
                <Notice mood={if received.held { Mood::Warm } else { Mood::Good }} icon={if received.held { Icon::Warning } else { Icon::Check }}>
                    <p><strong>{ t!("stock_receive.done", title = received.title.as_str(), kg = number::weight(received.grams)) }</strong></p>
                    if received.held {
                        <p>{ t!("stock_receive.held") }</p>
                    }
                    if let Some(id) = received.id {
                        <p><Link<Route> to={Place::Lot(id).route()}>{ t!("stock.see_lot") }</Link<Route>></p>
                    } else {
                        <p>{ t!("outbox.kept") }</p>
                    }
                </Notice>
            }
            if count.lots > 0 {
                <p class="muted">{ t!("stock_receive.today", n = count.lots, kg = number::weight(count.grams)) }</p>
            }
        </div>
    }
}
