//! The form of the dock: large fields, one button, with or without network.

use super::draft::{DockDraft, DockRow};
use super::line::line;
use crate::browser;
use crate::client::{self, Failure};
use crate::components::{Button, Icon, Mood, Notice, ProblemView, Tone, use_toast};
use crate::hooks::{Form, forget, use_form, use_key_of, use_mutation, use_session};
use crate::i18n::{number, t};
use crate::outbox::{Deed, Outcome, send_or_keep};
use crate::pages::readings::Reading;
use crate::pages::rounds::forget_rounds;
use shared::ids::{AllocationRoundId, SiteId, UserId};
use shared::rounds::{NewHandOver, RoundExplanation, RoundHandOver};
use shared::units::TemperatureClass;
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_dock_form`].
#[derive(PartialEq)]
pub struct DockFormProps {
    /// What the site has of the round.
    pub told: Rc<RoundExplanation>,
    /// It is handed over, or waits to be told.
    pub ondone: Callback<()>,
}

/// Who hands over.
#[derive(Clone)]
struct Sender {
    author: Option<UserId>,
    round: AllocationRoundId,
    site: SiteId,
    title: String,
}

impl Sender {
    /// Hands over at once, or once the network is back.
    async fn send(self, new: NewHandOver, key: String) -> Result<Outcome<RoundHandOver>, Failure> {
        let Self { author, round, site, title } = self;
        let call = client::rounds::hand_over(round, &new, key);
        send_or_keep(call, author, Deed::HandOverRound { round, site, title }).await
    }
}

/// The form.
#[hook]
pub fn use_dock_form(props: Rc<DockFormProps>) -> Html {
    let told = &props.told;
    let (toast, keys, author) = (use_toast(), use_key_of(), use_session().author());
    let title = t!("round_dock.deed_of", site = told.site.name.as_str()).to_string();
    let sender = Sender { author, round: told.round_id, site: told.site.id, title };
    let send = {
        let ondone = props.ondone.clone();
        use_mutation(
            move |new: NewHandOver| {
                let key = keys.of(&new);
                sender.clone().send(new, key)
            },
            move |sent: Outcome<RoundHandOver>| {
                forget("stock");
                forget_rounds();
                match sent {
                    Outcome::Sent(_) => toast.emit(t!("round_dock.done")),
                    Outcome::Waiting => toast.emit(t!("outbox.kept")),
                }
                ondone.emit(());
                // The form is gone.
                browser::after(80, || browser::focus_first("h1"));
            },
        )
    };
    let retry = {
        let (clear, ondone) = (send.clear.clone(), props.ondone.clone());
        Callback::from(move |()| {
            clear.emit(());
            ondone.emit(());
        })
    };
    let form = use_form(|| DockDraft::of(told), send.failure.clone());
    let row = |(place, row): (usize, &DockRow)| html! { <li>{ line(&form, place, row) }</li> };
    html! {
        <form class="form share-dock" novalidate=true onsubmit={form.submit(send.run.clone())}>
            <p>{ t!("round_dock.lead") }</p>
            <ul class="rows">{ for form.draft.rows.iter().enumerate().map(row) }</ul>
            { reading(&form, TemperatureClass::Chilled) }
            { reading(&form, TemperatureClass::Frozen) }
            <p class="share-total" role="status">{ t!("round_dock.total", kg = number::weight(form.draft.total())) }</p>
            <ProblemView failure={send.failure.clone()} {retry} />
            <div class="form-actions">
                <Button tone={Tone::Primary} icon={Icon::Handover} submit=true wide=true busy={send.busy}>{ t!("round_dock.send") }</Button>
            </div>
        </form>
    }
}

/// The temperature of all food of a class; nothing where none of it is taken.
fn reading(form: &Form<DockDraft>, class: TemperatureClass) -> Html {
    let is_frozen = class == TemperatureClass::Frozen;
    if !form.draft.takes(class) {
        return html! {};
    }
    let (title, reading): (AttrValue, &Reading) = if is_frozen {
        (t!("round_dock.frozen"), &form.draft.frozen)
    } else {
        (t!("round_dock.chilled"), &form.draft.chilled)
    };
    let bind = if is_frozen {
        form.field("/frozen", |draft| &mut draft.frozen.typed)
    } else {
        form.field("/chilled", |draft| &mut draft.chilled.typed)
    };
    html! {
        <fieldset class="share-reading">
            <legend class="label">{ title }</legend>
            { reading.field(bind) }
            if let Some(limit) = reading.exceeded() {
                <Notice mood={Mood::Bad} icon={Icon::Warning} alert=true>
                    <p>{ t!("tour_road.too_warm", limit = number::temperature(limit)) }</p>
                </Notice>
            }
        </fieldset>
    }
}
