//! The sites of the round: who takes part, whom they serve, what they can carry, and what they have had.

use super::BenchProps;
use super::filters::search;
use super::narrowing::fits;
use super::newcomer::use_newcomer;
use super::recipient_form::{RecipientFormProps, use_recipient_form};
use super::some::use_some;
use crate::components::{Badge, Button, ButtonLink, Dialog, Empty, Icon, Mood, Tone, keyed_part, part};
use crate::i18n::t;
use crate::pages::categories;
use crate::pages::rounds::place::Place;
use crate::pages::rounds::words;
use shared::ids::SiteId;
use shared::rounds::{RoundRecipient, RoundStatus};
use std::rc::Rc;
use yew::prelude::*;

/// Sites at first, and with each "more".
const SOME: usize = 60;

/// The sites.
#[hook]
pub fn use_recipients(props: Rc<BenchProps>) -> Html {
    let (text, chosen) = (use_state(String::new), use_state(|| None::<SiteId>));
    let wanted = categories::words(&text);
    let all = &props.board.bench.recipients;
    let found: Vec<&RoundRecipient> = all.iter().filter(|recipient| fits(recipient, &wanted)).collect();
    let choose = {
        let chosen = chosen.setter();
        Callback::from(move |site: Option<SiteId>| chosen.set(site))
    };
    let narrow = {
        let text = text.setter();
        Callback::from(move |words: String| text.set(words))
    };
    let (most, more) = use_some(SOME, found.len());
    let edited = all.iter().find(|recipient| Some(recipient.site.id) == *chosen);
    let title: AttrValue = edited.map(|recipient| recipient.site.name.clone().into()).unwrap_or_default();
    html! {
        <section class="stack" aria-label={t!("round_bench.recipients")}>
            { search(t!("round_grid.search"), &text, narrow) }
            if props.is_open() {
                { part(use_newcomer, (*props).clone()) }
            }
            if found.is_empty() {
                <Empty icon={Icon::Users} title={t!("round_grid.none")} hint={t!("round_grid.none_hint")} />
            }
            <ul class="rows">{ for found.iter().take(most).map(|recipient| row(&props, recipient, &choose)) }</ul>
            { more }
            <Dialog open={edited.is_some()} {title} onclose={choose.reform(|()| None)}>
                { edited.map(|recipient| {
                    let done = choose.reform(|()| None);
                    let of = RecipientFormProps { bench: (*props).clone(), recipient: recipient.clone(), done };
                    keyed_part(&recipient.site.id.to_string(), use_recipient_form, of)
                }) }
            </Dialog>
        </section>
    }
}

fn row(props: &BenchProps, recipient: &RoundRecipient, choose: &Callback<Option<SiteId>>) -> Html {
    let (id, site) = (props.round().id, recipient.site.id);
    let edit = choose.reform(move |()| Some(site));
    let edit_label = t!("round_recipients.edit_of", site = recipient.site.name.as_str());
    // Who leads the round says what a site needs only where the site is his or hers too.
    let asks = props.round().status.is_open() && props.round().parts.iter().any(|part| part.site.id == site);
    let of = || html! { <span class="visually-hidden">{ " – " }{ &recipient.site.name }</span> };
    html! {
        <li class="round-line" key={site.to_string()}>
            <div class="stack-tight">
                <p class="row-title">{ &recipient.site.name }</p>
                <p class="muted">{ about(recipient) }</p>
                <div class="cluster">{ badges(recipient) }</div>
            </div>
            <div class="round-line-end">
                if let Some(share) = recipient.share {
                    <strong>{ t!("round_grid.level_and_kg", level = words::percent(share.level), kg = words::kg(share.kg)) }</strong>
                }
                <div class="cluster">
                    if props.is_open() {
                        <Button tone={Tone::Quiet} icon={Icon::Edit} label={edit_label} onclick={edit}>{ t!("round_recipients.edit") }</Button>
                    }
                    if props.round().status == RoundStatus::Published {
                        <ButtonLink to={Place::HandOver(id, site).route()} tone={Tone::Quiet} icon={Icon::Handover}>{ t!("round_cell.hand_over") }{ of() }</ButtonLink>
                    }
                    if asks {
                        <ButtonLink to={Place::Request(id, site).route()} tone={Tone::Quiet} icon={Icon::List}>{ t!("round_recipients.request") }{ of() }</ButtonLink>
                    }
                    if props.round().revision.is_some() {
                        <ButtonLink to={Place::Share(id, site).route()} tone={Tone::Quiet} icon={Icon::Info}>{ t!("round_cell.why") }{ of() }</ButtonLink>
                    }
                </div>
            </div>
        </li>
    }
}

/// "Secours · 120 personnes par semaine · véhicule 800 kg, froid · jusqu'à 30 km · déjà reçu 340 kg"
fn about(of: &RoundRecipient) -> String {
    let vehicle = if of.cold_transport {
        t!("round_recipients.cold_vehicle", kg = words::kg(of.vehicle_kg))
    } else {
        t!("round_recipients.vehicle", kg = words::kg(of.vehicle_kg))
    };
    let people = of.people.map(|people| t!("round_recipients.people", n = people));
    let parts = [
        Some(AttrValue::from(of.organisation.name.clone())),
        people,
        Some(vehicle),
        Some(t!("round_recipients.reach", n = of.reach_km)),
        Some(t!("round_recipients.had", kg = words::kg(of.received_before_kg))),
    ];
    parts.into_iter().flatten().map(|part| part.to_string()).collect::<Vec<_>>().join(" · ")
}

fn badges(of: &RoundRecipient) -> Html {
    let reason = of.reason.map(words::reason);
    html! {
        <>
            if !of.takes_part {
                <Badge mood={Mood::Neutral} icon={Icon::Close}>
                    { match reason {
                        Some(reason) => t!("round_recipients.left_out_why", reason = reason),
                        None => t!("round_recipients.left_out"),
                    } }
                </Badge>
            }
            if of.takes_part && of.people.is_none() {
                <Badge mood={Mood::Bad} icon={Icon::Warning}>{ t!("round_recipients.nobody_counted") }</Badge>
            }
            if of.factor_percent != 100 {
                <Badge mood={Mood::Info} icon={Icon::Heart}>{ t!("round_recipients.factor_is", n = of.factor_percent) }</Badge>
            }
        </>
    }
}
