//! The fields of a route, for a new one and for one that exists.

use super::draft::RouteDraft;
use super::shops::{ShopsProps, use_shops};
use crate::components::{Chips, Choice, Icon, SelectField, TextArea, TextField, any_of, one_of, part};
use crate::hooks::Form;
use crate::i18n::{t, word};
use shared::sites::{Site, Weekday};
use yew::prelude::*;

/// All fields; which site is asked where there are several of them, and none for a route that exists.
pub fn route_fields(form: &Form<RouteDraft>, sites: &[Site]) -> Html {
    html! {
        <>
            { habit(form, sites) }
            { part(use_shops, ShopsProps { form: form.clone() }) }
        </>
    }
}

/// What it is called, on which days, with which vehicle.
fn habit(form: &Form<RouteDraft>, sites: &[Site]) -> Html {
    let days: Vec<_> = Weekday::ALL.iter().map(|day| Choice::new(*day, word(*day))).collect();
    let weekdays = form.field("/weekdays", |draft| &mut draft.weekdays);
    html! {
        <section class="card">
            <h2>{ t!("collection_route.habit") }</h2>
            <TextField bind={form.field("/title", |draft| &mut draft.title)} label={t!("collection_route.name")} hint={t!("collection_route.name_hint")} autocomplete="off" />
            { whereto(form, sites) }
            <Chips question={any_of(&weekdays, &days)} label={t!("collection_route.weekdays")} hint={t!("collection_route.weekdays_hint")} optional=true />
            <div class="form-row">
                <TextField kind="time" bind={form.field("/leaves_at", |draft| &mut draft.leaves)} label={t!("collection_route.leaves")} optional=true />
                <TextField bind={form.field("/vehicle", |draft| &mut draft.vehicle)} label={t!("collection_route.vehicle")} autocomplete="off" optional=true />
            </div>
            <TextArea bind={form.field("/note", |draft| &mut draft.note)} label={t!("collection_route.note")} hint={t!("collection_route.note_hint")} optional=true />
        </section>
    }
}

/// Where the food is brought.
fn whereto(form: &Form<RouteDraft>, sites: &[Site]) -> Html {
    let choice = |site: &Site| Choice::new(Some(site.id), format!("{}, {}", site.name, site.commune).into());
    let choices: Vec<_> = sites.iter().map(choice).collect();
    match choices.as_slice() {
        [] => html! {},
        [only] => html! { <p class="with-icon">{ Icon::Pin }{ &only.label }</p> },
        _ => {
            let bind = form.field("/site_id", |draft| &mut draft.site);
            html! { <SelectField question={one_of(&bind, &choices)} label={t!("collection_route.site")} /> }
        }
    }
}
