//! The fields of an item, for a new one and for one that exists.

use super::draft::ItemDraft;
use crate::components::{Choice, RadioCards, SelectField, TextArea, TextField, any_of, checklist, form_section, one_of};
use crate::hooks::Form;
use crate::i18n::{t, word};
use shared::equipment::{EquipmentKind, Requirement};
use shared::sites::Site;
use yew::prelude::*;

/// All fields of an item.
pub fn item_fields(form: &Form<ItemDraft>, sites: &[Site]) -> Html {
    html! { <>{ what(form, sites) }{ conditions(form) }{ times(form) }</> }
}

fn what(form: &Form<ItemDraft>, sites: &[Site]) -> Html {
    let kind = form.field("/kind", |draft| &mut draft.kind);
    let kinds: Vec<_> = EquipmentKind::ALL.iter().map(|kind| Choice::new(Some(*kind), word(*kind))).collect();
    let site = form.field("/site_id", |draft| &mut draft.site);
    let choice = |site: &Site| Choice::new(Some(site.id), format!("{}, {}", site.name, site.commune).into());
    let places: Vec<_> = sites.iter().map(choice).collect();
    let fields = html! {
        <>
            <SelectField question={one_of(&kind, &kinds)} label={t!("equipment.kind")} />
            <TextField bind={form.field("/name", |draft| &mut draft.name)} label={t!("item_form.name")} hint={t!("item_form.name_hint")} />
            <TextArea bind={form.field("/description", |draft| &mut draft.description)} label={t!("item_form.description")} hint={t!("item_form.description_hint")} optional=true />
            <SelectField question={one_of(&site, &places)} label={t!("item_form.site")} hint={t!("item_form.site_hint")} />
        </>
    };
    form_section(&t!("item_form.what"), &t!("item_form.what_lead"), fields)
}

fn conditions(form: &Form<ItemDraft>) -> Html {
    let required = form.field("/requirements", |draft| &mut draft.requirements);
    let requirements: Vec<_> = Requirement::ALL.iter().map(|one| Choice::new(*one, word(*one))).collect();
    let fields = html! {
        <>
            <TextArea bind={form.field("/conditions", |draft| &mut draft.conditions)} label={t!("equipment.conditions")} hint={t!("item_form.conditions_hint")} optional=true />
            <TextField bind={form.field("/deposit_cents", |draft| &mut draft.deposit)} label={t!("equipment.deposit")} hint={t!("item_form.deposit_hint")} inputmode="decimal" unit="€" optional=true />
            { checklist(&any_of(&required, &requirements), t!("item_form.requirements"), Some(t!("item_form.requirements_hint"))) }
        </>
    };
    form_section(&t!("equipment.conditions"), &t!("item_form.conditions_lead"), fields)
}

fn times(form: &Form<ItemDraft>) -> Html {
    let answer = form.field("/needs_approval", |draft| &mut draft.needs_approval);
    let answers = [
        Choice::new(true, t!("item_form.answer")).detailed(t!("item_form.answer_detail")),
        Choice::new(false, t!("item_form.at_once")).detailed(t!("item_form.at_once_detail")),
    ];
    let fields = html! {
        <>
            <RadioCards question={one_of(&answer, &answers)} label={t!("item_form.requests")} />
            <div class="form-row">
                <TextField bind={form.field("/max_days", |draft| &mut draft.max_days)} label={t!("equipment.max_days")} inputmode="numeric" unit={t!("item_form.days")} />
                <TextField bind={form.field("/gap_hours", |draft| &mut draft.gap_hours)} label={t!("equipment.gap")} inputmode="numeric" unit={t!("item_form.hours")} optional=true />
            </div>
            <p class="hint">{ t!("item_form.gap_hint") }</p>
        </>
    };
    form_section(&t!("item_form.times"), &t!("item_form.times_lead"), fields)
}
