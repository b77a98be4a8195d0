//! The fields of a need, for a new one and for one that exists.

use super::draft::NeedDraft;
use crate::components::{Choice, RadioCards, SelectField, TextArea, TextField, form_section, one_of};
use crate::hooks::{Binding, Form};
use crate::i18n::{t, word, zone};
use shared::equipment::EquipmentKind;
use shared::sites::Site;
use yew::prelude::*;

/// All fields of a need.
pub fn need_fields(form: &Form<NeedDraft>, sites: &[Site]) -> Html {
    html! { <>{ what(form) }{ when_and_where(form, sites) }</> }
}

fn what(form: &Form<NeedDraft>) -> Html {
    let kind = form.field("/kind", |draft| &mut draft.kind);
    let kinds: Vec<_> = EquipmentKind::ALL.iter().map(|kind| Choice::new(Some(*kind), word(*kind))).collect();
    let fields = html! {
        <>
            <SelectField question={one_of(&kind, &kinds)} label={t!("equipment.kind")} hint={t!("equipment_need.kind_hint")} />
            <TextField bind={form.field("/title", |draft| &mut draft.title)} label={t!("equipment_need.name")} hint={t!("equipment_need.name_hint")} />
            <TextArea bind={form.field("/description", |draft| &mut draft.description)} label={t!("equipment_need.description")} hint={t!("equipment_need.description_hint")} optional=true />
        </>
    };
    form_section(&t!("equipment_need.what"), &t!("equipment_need.what_lead"), fields)
}

fn when_and_where(form: &Form<NeedDraft>, sites: &[Site]) -> Html {
    let site = form.field("/site_id", |draft| &mut draft.site);
    let choice = |site: &Site| Choice::new(Some(site.id), format!("{}, {}", site.name, site.commune).into());
    let places: Vec<_> = sites.iter().map(choice).collect();
    let urgent = form.field("/urgent", |draft| &mut draft.urgent);
    let choices = [
        Choice::new(false, t!("equipment_need.urgent_no")),
        Choice::new(true, t!("equipment_need.urgent_yes")).detailed(t!("equipment_need.urgent_detail")),
    ];
    let fields = html! {
        <>
            { times(form) }
            <SelectField question={one_of(&site, &places)} label={t!("equipment_need.site")} />
            <RadioCards question={one_of(&urgent, &choices)} label={t!("equipment_need.urgency")} />
        </>
    };
    form_section(&t!("equipment_need.times"), &t!("equipment_need.times_lead"), fields)
}

/// From when until when; another start moves the end along.
fn times(form: &Form<NeedDraft>) -> Html {
    let whole = form.field("/starts_at", |draft| &mut draft.window);
    let window = whole.value.clone();
    let change = whole.change.reform(move |from: String| window.moved_to(from));
    let from = Binding { pointer: "/starts_at", value: whole.value.from.clone(), error: whole.error, change };
    let to = form.field("/ends_at", |draft| &mut draft.window.to);
    let min = zone::picker_text(zone::wall(zone::now()));
    html! {
        <div class="form-row">
            <TextField kind="datetime-local" bind={from} label={t!("booking.from")} min={min.clone()} />
            <TextField kind="datetime-local" bind={to} label={t!("booking.until")} {min} />
        </div>
    }
}
