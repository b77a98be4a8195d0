//! What the giver records about an offer's dates: a check after its best-before day, a freezing.

use super::ManageProps;
use crate::client;
use crate::components::{Button, Card, Dialog, Icon, Mood, Notice, ProblemView, Tone, part, use_toast};
use crate::hooks::{forget, use_form, use_mutation};
use crate::i18n::{t, zone};
use crate::pages::offers::check::{CheckDraft, check_fields};
use crate::pages::offers::freezing::{FreezingFormProps, use_freezing_form};
use shared::offers::{NewBestBeforeCheck, NewFreezing, Offer};
use shared::units::TemperatureClass;
use std::rc::Rc;
use yew::prelude::*;

/// What is being recorded.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Record {
    Check,
    Freezing,
}

/// The records that this offer can have, each with its rule; nothing where it can have none.
#[hook]
pub fn use_dates(props: Rc<ManageProps>) -> Html {
    let asking = use_state(|| None::<Record>);
    let ask = |record: Option<Record>| {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(record))
    };
    let offer = &props.offer;
    // Food of a lot is frozen in stock, where it is another lot from then on.
    let freezable = offer.temperature_class != TemperatureClass::Frozen && offer.lot_id.is_none();
    let checkable = offer.best_before.is_some();
    if !checkable && !freezable {
        return html! {};
    }
    let form = |record: Record| match record {
        Record::Check => part(use_check_form, RecordProps { about: Rc::clone(&props), done: ask(None) }),
        Record::Freezing => part(use_freeze_form, RecordProps { about: Rc::clone(&props), done: ask(None) }),
    };
    let title = asking.map(|record| if record == Record::Check { t!("check.title") } else { t!("freeze.title") });
    html! {
        <Card title={t!("dates.card")}>
            if checkable {
                { due(offer) }
                <div class="stack-tight">
                    <p>{ t!("check.rule") }</p>
                    <div><Button tone={Tone::Secondary} icon={Icon::Shield} onclick={ask(Some(Record::Check))}>{ t!("check.title") }</Button></div>
                </div>
            }
            if freezable {
                <div class="stack-tight">
                    <p>{ t!("freeze.rule") }</p>
                    <div><Button tone={Tone::Secondary} icon={Icon::Frozen} onclick={ask(Some(Record::Freezing))}>{ t!("freeze.title") }</Button></div>
                </div>
            }
            <Dialog open={asking.is_some()} title={title.unwrap_or_default()} onclose={ask(None)}>
                { (*asking).map(form) }
            </Dialog>
        </Card>
    }
}

/// Tells that nobody can take it until somebody has looked at it.
fn due(offer: &Offer) -> Html {
    let over = offer.best_before.is_some_and(|day| day < zone::today());
    if !over || offer.best_before_checked_at.is_some() {
        return html! {};
    }
    html! { <Notice mood={Mood::Warm} icon={Icon::Warning}><p>{ t!("check.due") }</p></Notice> }
}

#[derive(PartialEq)]
struct RecordProps {
    about: Rc<ManageProps>,
    done: Callback<()>,
}

impl RecordProps {
    /// What follows a record: the offer is shown as it is now.
    fn sequel(&self, toast: Callback<AttrValue>, words: AttrValue) -> impl Fn(Offer) + 'static {
        let (done, resource) = (self.done.clone(), self.about.resource.clone());
        move |offer: Offer| {
            forget("offers");
            forget("stock");
            forget("today");
            toast.emit(words.clone());
            resource.replace(offer);
            done.emit(());
        }
    }
}

#[hook]
fn use_check_form(props: Rc<RecordProps>) -> Html {
    let id = props.about.offer.id;
    let done = props.sequel(use_toast(), t!("check.recorded"));
    let record = use_mutation(move |told: NewBestBeforeCheck| client::offers::check(id, told), done);
    let form = use_form(CheckDraft::default, record.failure.clone());
    let passes = form.draft.told().passes();
    html! {
        <form class="form" novalidate=true onsubmit={form.submit(record.run.clone())}>
            { check_fields(&form) }
            <div role="status">
                if !passes {
                    <Notice mood={Mood::Warm} icon={Icon::Warning}><p>{ t!("check.would_fail") }</p></Notice>
                }
            </div>
            <ProblemView failure={record.failure.clone()} retry={props.about.resource.reload.clone()} />
            <div class="form-actions">
                <Button tone={Tone::Primary} icon={Icon::Shield} submit=true busy={record.busy}>
                    { if passes { t!("check.send") } else { t!("check.send_failed") } }
                </Button>
            </div>
        </form>
    }
}

#[hook]
fn use_freeze_form(props: Rc<RecordProps>) -> Html {
    let id = props.about.offer.id;
    let done = props.sequel(use_toast(), t!("freeze.recorded"));
    let record = use_mutation(move |told: NewFreezing| client::offers::freeze(id, told), done);
    part(
        use_freezing_form,
        FreezingFormProps { rule: t!("freeze.rule"), run: record.run, busy: record.busy, failure: record.failure },
    )
}
