//! How far a round is, where its food is brought, with which vehicle, and who drives.

use super::PartProps;
use crate::client::{self, Failure};
use crate::components::{Button, Dialog, Fact, Icon, ProblemView, TextField, Tone, meter, part, use_toast};
use crate::hooks::{Draft, checked, optional, use_form, use_mutation};
use crate::i18n::t;
use crate::outbox::use_outbox;
use crate::pages::collection_rounds::forget_collections;
use crate::pages::collection_rounds::sheet::{Sheet, seen, sum};
use crate::pages::collection_rounds::words;
use shared::collection_rounds::{CollectionRound, CollectionRoundAction, CollectionRoundPatch};
use shared::problem::{Code, FieldError};
use std::rc::Rc;
use yew::prelude::*;

/// The facts, and the way to change who drives.
#[hook]
pub fn use_head(props: Rc<PartProps>) -> Html {
    let outbox = use_outbox();
    let round = &props.sheet.round;
    let (noted, grams) = sum(&seen(round, &outbox));
    let progress = words::progress(noted, round.stop_count, grams);
    let asking = use_state(|| false);
    let set = |to: bool| {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(to))
    };
    let changes = props.sheet.may(CollectionRoundAction::Update);
    html! {
        <section class="card" aria-label={t!("collection.facts")}>
            <div class="spread">
                <p class="row-title" role="status">{ progress.clone() }</p>
                { words::state_badge(round.state) }
            </div>
            { meter(noted, round.stop_count, &progress) }
            <dl class="facts">
                <Fact term={t!("collection.drivers")} icon={Icon::User}>
                    { round.drivers.clone().map_or_else(|| t!("collection.no_drivers"), AttrValue::from) }
                </Fact>
                if let Some(vehicle) = &round.vehicle {
                    <Fact term={t!("collection.vehicle")} icon={Icon::Truck}>{ vehicle }</Fact>
                }
                <Fact term={t!("collection.site")} icon={Icon::Home}>{ &round.site.name }</Fact>
            </dl>
            if changes {
                <div><Button tone={Tone::Quiet} icon={Icon::Edit} onclick={set(true)}>{ t!("collection.change_drivers") }</Button></div>
                <Dialog open={*asking} title={t!("collection.drivers")} onclose={set(false)}>
                    { part(use_drivers, DriversProps { of: (*props).clone(), done: set(false) }) }
                </Dialog>
            }
        </section>
    }
}

/// Writes a change of the round. Where only a stop was noted meanwhile, the version is another one, but nothing that the
/// form shows: nobody is asked anything for that.
///
/// # Errors
/// When the server refuses.
pub async fn update(before: CollectionRound, patch: CollectionRoundPatch) -> Result<CollectionRound, Failure> {
    let id = before.id;
    let answer = client::collection_rounds::update(id, before.version, patch.clone()).await;
    if !answer.as_ref().is_err_and(|failure| failure.is(Code::PreconditionFailed)) {
        return answer;
    }
    let now = client::collection_rounds::find(id).await?;
    if (&now.drivers, now.stop_count) != (&before.drivers, before.stop_count) {
        return answer;
    }
    client::collection_rounds::update(id, now.version, patch).await
}

/// Who drives, as text.
#[derive(Clone, PartialEq)]
struct DriversDraft {
    names: String,
}

impl Draft for DriversDraft {
    type Wire = CollectionRoundPatch;

    fn build(&self) -> Result<CollectionRoundPatch, Vec<FieldError>> {
        checked(CollectionRoundPatch { drivers: Some(optional(&self.names)), add_stop: None })
    }
}

#[derive(PartialEq)]
struct DriversProps {
    of: PartProps,
    done: Callback<()>,
}

#[hook]
fn use_drivers(props: Rc<DriversProps>) -> Html {
    let round = &props.of.sheet.round;
    let toast = use_toast();
    let save = {
        let (before, resource, done) = (round.clone(), props.of.resource.clone(), props.done.clone());
        use_mutation(
            move |patch: CollectionRoundPatch| update(before.clone(), patch),
            move |round: CollectionRound| {
                toast.emit(t!("collection.saved"));
                forget_collections();
                resource.replace(Sheet::of(round));
                done.emit(());
            },
        )
    };
    let form = use_form(|| DriversDraft { names: round.drivers.clone().unwrap_or_default() }, save.failure.clone());
    html! {
        <form class="form" novalidate=true onsubmit={form.submit(save.run.clone())}>
            <TextField bind={form.field("/drivers", |draft| &mut draft.names)} label={t!("collection.drivers")} hint={t!("collection.drivers_hint")} optional=true />
            <ProblemView failure={save.failure.clone()} retry={props.of.resource.reload.clone()} />
            <div class="form-actions">
                <Button tone={Tone::Primary} icon={Icon::Check} submit=true busy={save.busy}>{ t!("button.save") }</Button>
            </div>
        </form>
    }
}
