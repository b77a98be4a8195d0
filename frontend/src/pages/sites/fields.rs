//! The fields of a site, for a new one and for one that exists.

use super::draft::SiteDraft;
use crate::components::{Chips, Choice, RadioCards, SelectField, TextField, any_of, checklist, form_section, one_of, part};
use crate::hooks::{Binding, Form};
use crate::i18n::{t, word};
use crate::pages::communes::{ChosenCommune, CommuneFieldProps, use_commune_field};
use shared::organisations::OrganisationKind;
use shared::sites::{SiteKind, Transport, Weekday};
use yew::prelude::*;

/// Opening hours that people start from.
const EXAMPLES: [&str; 3] = ["Mo-Fr 09:00-12:00", "Tu,Th 14:00-17:00", "Mo-Sa 09:00-12:30,14:00-18:00; PH off"];

/// All fields of a site of such an organisation.
pub fn site_fields(form: &Form<SiteDraft>, owner: OrganisationKind) -> Html {
    html! { <>{ place(form, owner) }{ hours(form) }{ capacity(form) }{ fetching(form) }{ activity(form) }</> }
}

fn place(form: &Form<SiteDraft>, owner: OrganisationKind) -> Html {
    let kinds: Vec<_> = SiteKind::ALL.iter().map(|kind| Choice::new(*kind, word(*kind))).collect();
    let fields = html! {
        <>
            <TextField bind={form.field("/name", |draft| &mut draft.name)} label={t!("site.name")} hint={t!("site.name_hint")} />
            <SelectField question={one_of(&kind(form, owner), &kinds)} label={t!("site.kind")} />
            <TextField bind={form.field("/address", |draft| &mut draft.address)} label={t!("site.address")} autocomplete="street-address" optional=true />
            <div class="form-row">
                { part(use_commune_field, CommuneFieldProps { bind: commune(form), label: t!("site.commune"), hint: None, optional: false }) }
                <TextField bind={form.field("/postcode", |draft| &mut draft.postcode)} label={t!("site.postcode")} inputmode="numeric" optional=true />
            </div>
            <TextField bind={form.field("/phone", |draft| &mut draft.phone)} label={t!("organisation.phone")} kind="tel" optional=true />
        </>
    };
    form_section(&t!("site.place"), &t!("site.place_lead"), fields)
}

/// Choosing what a site is for also says whether people are counted there, as long as nobody has said it.
fn kind(form: &Form<SiteDraft>, owner: OrganisationKind) -> Binding<SiteKind> {
    let mut bind = form.field("/kind", |draft| &mut draft.kind);
    let form = form.clone();
    bind.change = Callback::from(move |chosen: SiteKind| {
        form.edit_at("/kind", move |draft: &mut SiteDraft| draft.choose(chosen, owner));
    });
    bind
}

/// Choosing a commune also fills in its postcode, where it has one alone or none fits any more.
fn commune(form: &Form<SiteDraft>) -> Binding<ChosenCommune> {
    let mut bind = form.field("/insee_code", |draft| &mut draft.commune);
    let (form, change) = (form.clone(), bind.change.clone());
    bind.change = Callback::from(move |chosen: ChosenCommune| {
        if let Some(first) = chosen.postcodes.first().cloned() {
            let postcodes = chosen.postcodes.clone();
            form.edit(move |draft| {
                if !postcodes.contains(&draft.postcode) {
                    draft.postcode = first;
                }
            });
        }
        change.emit(chosen);
    });
    bind
}

fn hours(form: &Form<SiteDraft>) -> Html {
    let days: Vec<_> = Weekday::ALL.iter().map(|day| Choice::new(*day, word(*day))).collect();
    let example = |text: &'static str| {
        let form = form.clone();
        let onclick = Callback::from(move |_: MouseEvent| form.edit(move |draft| text.clone_into(&mut draft.opening_hours)));
        html! { <button type="button" class="example" {onclick}>{ text }</button> }
    };
    let fields = html! {
        <>
            <Chips question={any_of(&form.field("/distribution_days", |draft| &mut draft.distribution_days), &days)} label={t!("site.days")} optional=true />
            <div class="stack-tight">
                <TextField bind={form.field("/opening_hours", |draft| &mut draft.opening_hours)} label={t!("site.opening_hours")} hint={t!("site.opening_hours_hint")} optional=true />
                <div class="cluster" role="group" aria-label={t!("site.examples")}>{ for EXAMPLES.into_iter().map(example) }</div>
            </div>
        </>
    };
    form_section(&t!("site.hours"), &t!("site.hours_lead"), fields)
}

fn capacity(form: &Form<SiteDraft>) -> Html {
    let fields = html! {
        <>
            <div class="form-row">
                <TextField bind={form.field("/storage/ambient_kg", |draft| &mut draft.ambient_kg)} label={t!("site.ambient")} inputmode="numeric" unit="kg" optional=true />
                <TextField bind={form.field("/storage/chilled_kg", |draft| &mut draft.chilled_kg)} label={t!("site.chilled")} inputmode="numeric" unit="kg" optional=true />
                <TextField bind={form.field("/storage/frozen_kg", |draft| &mut draft.frozen_kg)} label={t!("site.frozen")} inputmode="numeric" unit="kg" optional=true />
            </div>
        </>
    };
    form_section(&t!("site.storage"), &t!("site.storage_lead"), fields)
}

fn fetching(form: &Form<SiteDraft>) -> Html {
    let transports: Vec<_> = Transport::ALL.iter().map(|transport| Choice::new(*transport, word(*transport))).collect();
    let fields = html! {
        <>
            <RadioCards question={one_of(&form.field("/transport", |draft| &mut draft.transport), &transports)} label={t!("site.transport")} />
            <TextField bind={form.field("/reach_km", |draft| &mut draft.reach_km)} label={t!("site.reach")} hint={t!("site.reach_hint")} inputmode="numeric" unit="km" />
        </>
    };
    form_section(&t!("site.fetching"), &t!("site.fetching_lead"), fields)
}

fn activity(form: &Form<SiteDraft>) -> Html {
    let silent = [Choice::new(true, t!("site.is_silent"))];
    let question = any_of(&form.field("/declares_activity", |draft| &mut draft.is_silent), &silent);
    let fields = checklist(&question, t!("site.weekly"), Some(t!("site.is_silent_hint")));
    form_section(&t!("site.activity"), &t!("site.activity_lead"), fields)
}
