//! The fields of a tour, for a new one and for one that exists.

use super::draft::TourDraft;
use super::more::{MoreProps, use_more};
use crate::components::{Choice, SelectField, TextArea, TextField, form_section, one_of, part};
use crate::hooks::Form;
use crate::i18n::{t, zone};
use shared::ids::{OrganisationId, UserId};
use shared::members::Member;
use shared::sites::Site;
use yew::prelude::*;

/// Who can be named as the driver.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drivers {
    /// Whoever is typing.
    pub me: Option<UserId>,
    /// Members of the tour's organisation.
    pub members: Vec<Member>,
    /// Who drives already, and need not be a member: whoever has offered to.
    pub known: Option<(UserId, String)>,
}

/// All fields of a tour of this organisation.
pub fn tour_fields(form: &Form<TourDraft>, us: OrganisationId, sites: &[Site], drivers: &Drivers) -> Html {
    html! {
        <>
            { times(form, sites) }
            { vehicle(form) }
            { people(form, drivers) }
            { part(use_more, MoreProps { form: form.clone(), us }) }
        </>
    }
}

fn times(form: &Form<TourDraft>, sites: &[Site]) -> Html {
    let site = form.field("/site_id", |draft| &mut draft.site);
    let choice = |site: &Site| Choice::new(Some(site.id), format!("{}, {}", site.name, site.commune).into());
    let places: Vec<_> = sites.iter().map(choice).collect();
    let next_day = form.draft.is_overnight().then(|| t!("tour_form.next_day"));
    let fields = html! {
        <>
            <SelectField question={one_of(&site, &places)} label={t!("tour_form.site")} />
            <TextField kind="date" bind={form.field("/day", |draft| &mut draft.day)} label={t!("tour_form.day")} min={zone::today().to_string()} />
            <div class="form-row">
                <TextField kind="time" bind={form.field("/leaves_at", |draft| &mut draft.leaves)} label={t!("tour_form.leaves")} />
                <TextField kind="time" bind={form.field("/back_by", |draft| &mut draft.back)} label={t!("tour_form.back")} hint={next_day} />
            </div>
        </>
    };
    form_section(&t!("tour_form.times"), &t!("tour_form.times_lead"), fields)
}

fn vehicle(form: &Form<TourDraft>) -> Html {
    let fields = html! {
        <>
            <TextField bind={form.field("/vehicle", |draft| &mut draft.vehicle)} label={t!("tour.vehicle")} hint={t!("tour_form.vehicle_hint")} />
            <TextField bind={form.field("/capacity/max_grams", |draft| &mut draft.max)} label={t!("tour_form.max")} hint={t!("tour_form.max_hint")} inputmode="decimal" unit="kg" />
            <div class="form-row">
                <TextField bind={form.field("/capacity/chilled_grams", |draft| &mut draft.chilled)} label={t!("tour_form.chilled")} inputmode="decimal" unit="kg" optional=true />
                <TextField bind={form.field("/capacity/frozen_grams", |draft| &mut draft.frozen)} label={t!("tour_form.frozen")} inputmode="decimal" unit="kg" optional=true />
            </div>
            <p class="hint">{ t!("tour_form.cold_hint") }</p>
        </>
    };
    form_section(&t!("tour.vehicle"), &t!("tour_form.vehicle_lead"), fields)
}

fn people(form: &Form<TourDraft>, drivers: &Drivers) -> Html {
    let bind = form.field("/driver_id", |draft| &mut draft.driver);
    let nobody = Choice::new(None, t!("tour_form.nobody"));
    let is_me = |id: UserId| drivers.me == Some(id);
    let member = |member: &Member| {
        let name = member.name.as_str();
        let words = if is_me(member.user_id) { t!("tour_form.me", name = name) } else { name.to_owned().into() };
        Choice::new(Some(member.user_id), words)
    };
    let is_member = |id: UserId| drivers.members.iter().any(|member| member.user_id == id);
    let known = drivers.known.iter().filter(|(id, _)| !is_member(*id));
    let known = known.map(|(id, name)| Choice::new(Some(*id), name.clone().into()));
    // The names come when they come; whoever is typing is there from the start.
    let alone = drivers.me.filter(|id| drivers.members.is_empty() && !drivers.known.iter().any(|(known, _)| known == id));
    let alone = alone.map(|id| Choice::new(Some(id), t!("tour_form.myself")));
    let mut members: Vec<_> = drivers.members.iter().map(member).collect();
    members.sort_by_key(|choice| choice.value != drivers.me);
    let choices: Vec<_> = members.into_iter().chain(alone).chain(known).chain([nobody]).collect();
    let fields = html! {
        <>
            <SelectField question={one_of(&bind, &choices)} label={t!("tour_form.driver")} hint={t!("tour_form.driver_hint")} />
            <TextArea bind={form.field("/note", |draft| &mut draft.note)} label={t!("tour_form.note")} hint={t!("tour_form.note_hint")} optional=true />
        </>
    };
    form_section(&t!("tour_form.people"), &t!("tour_form.people_lead"), fields)
}
