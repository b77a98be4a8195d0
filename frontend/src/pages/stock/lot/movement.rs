//! Asks how much leaves, moves or was counted, and what else has to be told of it.

use super::movement_draft::MovementDraft;
use super::{PartProps, STANDING};
use crate::client;
use crate::components::{
    Button, Choice, Icon, Mood, Notice, ProblemView, QuantityField, SelectField, TextArea, TextField, Tone, keyed_part,
    one_of, part, use_toast,
};
use crate::hooks::{Binding, Form, use_form, use_key_of, use_mutation, use_resource};
use crate::i18n::{number, t, word};
use crate::pages::quantities;
use crate::pages::stock::words;
use shared::ids::{OrganisationId, SiteId};
use shared::stock::{LotMovementKind, LotPlace, NewLotMovement, WasteReason};
use shared::units::Grams;
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_movement_form`].
#[derive(PartialEq)]
pub struct MovementProps {
    /// The lot.
    pub of: PartProps,
    /// Where something is done with it.
    pub place: LotPlace,
    /// What.
    pub kind: LotMovementKind,
    /// It was booked.
    pub done: Callback<()>,
}

/// The form.
#[hook]
pub fn use_movement_form(props: Rc<MovementProps>) -> Html {
    let MovementProps { of, place, kind, .. } = &*props;
    let (id, kind) = (of.lot.id, *kind);
    let (toast, keys) = (use_toast(), use_key_of());
    let book = {
        let (of, done) = (of.clone(), props.done.clone());
        use_mutation(
            move |new: NewLotMovement| {
                let key = keys.of(&new);
                client::stock::book(id, new, key)
            },
            move |()| {
                toast.emit(said(kind));
                done.emit(());
                of.read_anew(STANDING);
            },
        )
    };
    let form = use_form(|| MovementDraft::new(kind, &of.lot, place), book.failure.clone());
    html! {
        <form class="form" novalidate=true onsubmit={form.submit(book.run.clone())}>
            <p>{ lead(kind) }</p>
            { amount(&form, &props) }
            { details(&form, &props) }
            <TextArea bind={form.field("/note", |draft| &mut draft.note)} label={t!("stock.note")} optional={form.draft.reason != Some(WasteReason::Other)} />
            <ProblemView failure={book.failure.clone()} />
            <div class="form-actions">
                <Button tone={if kind == LotMovementKind::Waste { Tone::Danger } else { Tone::Primary }} submit=true busy={book.busy}>{ words::action(kind) }</Button>
            </div>
        </form>
    }
}

/// How much, or what was counted.
fn amount(form: &Form<MovementDraft>, props: &MovementProps) -> Html {
    let measure = words::measure_of(&props.of.lot);
    let there = props.place.grams;
    let counts = props.kind == LotMovementKind::Adjust;
    let (bind, label, max) = if counts {
        (form.field("/counted_grams", |draft| &mut draft.amount), t!("stock_step.counted"), i64::MAX)
    } else {
        let max = quantities::thousandths(there, measure).0;
        (form.field("/grams", |draft| &mut draft.amount), t!("publish.amount"), max)
    };
    let hint = t!("stock_step.there", quantity = measure.full(there));
    html! {
        <>
            <QuantityField {bind} {label} {hint} unit={word(measure.unit)} {max} />
            if counts {
                <p class="muted" role="status">{ form.draft.difference().map(difference).unwrap_or_default() }</p>
            }
        </>
    }
}

/// "La différence sera notée : 3 kg en moins."
fn difference(grams: Grams) -> AttrValue {
    if grams > Grams::ZERO {
        t!("stock_step.counted_more", kg = number::weight(grams))
    } else {
        t!("stock_step.counted_less", kg = number::weight(Grams::ZERO.minus(grams)))
    }
}

/// What has to be told besides.
fn details(form: &Form<MovementDraft>, props: &MovementProps) -> Option<Html> {
    let details = match props.kind {
        LotMovementKind::Transfer => transfer(form, props),
        LotMovementKind::HandOver => hand_over(form, props),
        LotMovementKind::Waste => reason(form),
        LotMovementKind::Distribute | LotMovementKind::Adjust => return None,
    };
    Some(details)
}

fn transfer(form: &Form<MovementDraft>, props: &MovementProps) -> Html {
    let to = SitesProps {
        of: props.place.organisation.id,
        but: Some(props.place.site.id),
        bind: form.field("/to_site_id", |draft| &mut draft.to),
    };
    html! {
        <>
            { part(use_site_choice, to) }
            <TextField bind={form.field("/shelf", |draft| &mut draft.shelf)} label={t!("stock.shelf")} hint={t!("stock.shelf_hint")} optional=true />
        </>
    }
}

fn hand_over(form: &Form<MovementDraft>, props: &MovementProps) -> Html {
    let mut whom = form.field("/organisation", |draft| &mut draft.organisation);
    let change = whom.change.clone();
    let site = form.field("/to_site_id", |draft| &mut draft.to);
    let forget_site = site.change.clone();
    whom.change = Callback::from(move |chosen: Option<OrganisationId>| {
        forget_site.emit(None);
        change.emit(chosen);
    });
    let chosen = whom.value;
    html! {
        <>
            { part(use_organisation_choice, OrganisationsProps { but: props.place.organisation.id, bind: whom }) }
            if let Some(of) = chosen {
                { keyed_part(&of.to_string(), use_site_choice, SitesProps { of, but: None, bind: site }) }
            }
            { form.draft.reading.field(form.field("/temperature_decidegrees", |draft| &mut draft.reading.typed)) }
            if let Some(limit) = form.draft.reading.exceeded() {
                <Notice mood={Mood::Bad} icon={Icon::Warning} alert=true>
                    <p>{ t!("tour_road.too_warm", limit = number::temperature(limit)) }</p>
                </Notice>
            }
        </>
    }
}

fn reason(form: &Form<MovementDraft>) -> Html {
    let bind = form.field("/reason", |draft| &mut draft.reason);
    let reasons: Vec<_> = WasteReason::ALL.iter().map(|one| Choice::new(Some(*one), words::reason(*one))).collect();
    html! { <SelectField question={one_of(&bind, &reasons)} label={t!("stock_step.why")} /> }
}

#[derive(PartialEq)]
struct SitesProps {
    of: OrganisationId,
    but: Option<SiteId>,
    bind: Binding<Option<SiteId>>,
}

/// Which of an organisation's sites; the only one is chosen already.
#[hook]
fn use_site_choice(props: Rc<SitesProps>) -> Html {
    let of = props.of;
    let sites = use_resource(format!("sites of {of}"), move || client::sites::list_of(of));
    let known = sites.data();
    let there = known.iter().flat_map(|page| &page.items).filter(|site| Some(site.id) != props.but);
    let choices: Vec<_> =
        there.map(|site| Choice::new(Some(site.id), format!("{}, {}", site.name, site.commune).into())).collect();
    {
        let only = if let [only] = choices.as_slice() { only.value } else { None };
        let (chosen, change) = (props.bind.value, props.bind.change.clone());
        use_effect_with(only, move |only| {
            if only.is_some() && chosen.is_none() {
                change.emit(*only);
            }
        });
    }
    html! {
        <>
            <SelectField question={one_of(&props.bind, &choices)} label={t!("stock_step.to")} />
            if known.is_some() && choices.is_empty() {
                <p class="hint">{ t!("stock_step.no_other_site") }</p>
            }
        </>
    }
}

#[derive(PartialEq)]
struct OrganisationsProps {
    but: OrganisationId,
    bind: Binding<Option<OrganisationId>>,
}

/// To whom it goes.
#[hook]
fn use_organisation_choice(props: Rc<OrganisationsProps>) -> Html {
    let all = use_resource("organisations of the network".to_owned(), client::organisations::everybody);
    let known = all.data();
    let others = known.iter().flat_map(|page| &page.items).filter(|one| one.id != props.but);
    let choices: Vec<_> = others.map(|one| Choice::new(Some(one.id), one.name.clone().into())).collect();
    html! { <SelectField question={one_of(&props.bind, &choices)} label={t!("stock_step.whom")} /> }
}

fn lead(kind: LotMovementKind) -> AttrValue {
    match kind {
        LotMovementKind::Transfer => t!("stock_step.lead_transfer"),
        LotMovementKind::HandOver => t!("stock_step.lead_hand_over"),
        LotMovementKind::Distribute => t!("stock_step.lead_distribute"),
        LotMovementKind::Waste => t!("stock_step.lead_waste"),
        LotMovementKind::Adjust => t!("stock_step.lead_adjust"),
    }
}

/// What is said once it was booked.
fn said(kind: LotMovementKind) -> AttrValue {
    match kind {
        LotMovementKind::Transfer => t!("stock_step.said_transfer"),
        LotMovementKind::HandOver => t!("stock_step.said_hand_over"),
        LotMovementKind::Distribute => t!("stock_step.said_distribute"),
        LotMovementKind::Waste => t!("stock_step.said_waste"),
        LotMovementKind::Adjust => t!("stock_step.said_adjust"),
    }
}
