//! The fields of a skill, for a new one and for one that exists.

use super::draft::SkillDraft;
use crate::components::{Chips, Choice, RadioCards, SelectField, TextArea, TextField, any_of, form_section, one_of};
use crate::hooks::{Binding, Form};
use crate::i18n::{t, word, zone};
use crate::pages::skills::words;
use shared::members::Member;
use shared::sites::{Site, Weekday};
use shared::skills::{DayPart, FreeTime, ListingKind, SkillTopic};
use yew::prelude::*;

/// All fields of a skill.
pub fn skill_fields(form: &Form<SkillDraft>, sites: &[Site], members: &[Member]) -> Html {
    html! { <>{ what(form, members) }{ times(form, sites) }</> }
}

fn what(form: &Form<SkillDraft>, members: &[Member]) -> Html {
    let skill = form.field("/skill", |draft| &mut draft.skill);
    let below = |topic: &SkillTopic| {
        let group = words::topic(*topic);
        topic.skills().map(move |skill| Choice::new(Some(skill), words::skill(skill)).grouped(group.clone()))
    };
    let skills: Vec<_> = SkillTopic::ALL.iter().flat_map(below).collect();
    let fields = html! {
        <>
            <SelectField question={one_of(&skill, &skills)} label={t!("skills.skill")} />
            <TextField bind={form.field("/title", |draft| &mut draft.title)} label={t!("skill_form.name")} hint={t!("skill_form.name_hint")} />
            <TextArea bind={form.field("/description", |draft| &mut draft.description)} label={t!("skill_form.description")} hint={t!("skill_form.description_hint")} optional=true />
            if form.draft.kind == ListingKind::Offered {
                { person(form, members) }
            } else {
                { by_when(form) }
            }
        </>
    };
    form_section(&t!("skill_form.what"), &t!("skill_form.what_lead"), fields)
}

fn person(form: &Form<SkillDraft>, members: &[Member]) -> Html {
    let bind = form.field("/person_id", |draft| &mut draft.person);
    let anybody = Choice::new(None, t!("skill_form.anybody"));
    let members = members.iter().map(|member| Choice::new(Some(member.user_id), member.name.clone().into()));
    let choices: Vec<_> = std::iter::once(anybody).chain(members).collect();
    html! { <SelectField question={one_of(&bind, &choices)} label={t!("skill_form.person")} hint={t!("skill_form.person_hint")} /> }
}

fn by_when(form: &Form<SkillDraft>) -> Html {
    html! {
        <div class="form-row">
            <TextField kind="date" bind={form.field("/needed_by", |draft| &mut draft.needed_by)} label={t!("skill_form.needed_by")} min={zone::today().to_string()} optional=true />
            <TextField bind={form.field("/wanted_minutes", |draft| &mut draft.hours)} label={t!("skill_form.hours")} inputmode="decimal" unit={t!("skill_form.hours_unit")} optional=true />
        </div>
    }
}

fn times(form: &Form<SkillDraft>, sites: &[Site]) -> Html {
    let is_offered = form.draft.kind == ListingKind::Offered;
    let site = form.field("/site_id", |draft| &mut draft.site);
    let choice = |site: &Site| Choice::new(Some(site.id), format!("{}, {}", site.name, site.commune).into());
    let places: Vec<_> = sites.iter().map(choice).collect();
    let remote = form.field("/remote", |draft| &mut draft.remote);
    let remotes = [Choice::new(false, t!("skill_form.remote_no")), Choice::new(true, t!("skill_form.remote_yes"))];
    let fields = html! {
        <>
            <SelectField question={one_of(&site, &places)} label={if is_offered { t!("skill_form.site") } else { t!("skill_form.site_wanted") }} />
            <RadioCards question={one_of(&remote, &remotes)} label={t!("skill_form.remote")} />
            if is_offered {
                <TextField bind={form.field("/travels_km", |draft| &mut draft.travels)} label={t!("skill_form.travels")} inputmode="numeric" unit={t!("skill_form.km")} optional=true />
            }
            { week(form) }
            <TextField bind={form.field("/free_times_note", |draft| &mut draft.note)} label={t!("skill_form.note")} hint={t!("skill_form.note_hint")} optional=true />
            <TextField bind={form.field("/languages", |draft| &mut draft.languages)} label={t!("skill_form.languages")} hint={t!("skill_form.languages_hint")} optional=true />
        </>
    };
    form_section(&t!("skill_form.times"), &t!("skill_form.times_lead"), fields)
}

/// Pointers of the seven days: the elements' ids come of them.
const DAYS: [&str; 7] = [
    "/free_times/monday",
    "/free_times/tuesday",
    "/free_times/wednesday",
    "/free_times/thursday",
    "/free_times/friday",
    "/free_times/saturday",
    "/free_times/sunday",
];

/// Each day of the week with its parts.
fn week(form: &Form<SkillDraft>) -> Html {
    let day = |(day, pointer): (&Weekday, &'static str)| {
        let day = *day;
        let all = form.draft.free_times.clone();
        let value: Vec<DayPart> = all.iter().filter(|time| time.day == day).map(|time| time.part).collect();
        let form = form.clone();
        let change = Callback::from(move |parts: Vec<DayPart>| {
            form.edit_at("/free_times", move |draft| {
                draft.free_times.retain(|time| time.day != day);
                draft.free_times.extend(parts.iter().map(|part| FreeTime { day, part: *part }));
                draft.free_times.sort_unstable();
            });
        });
        let bind = Binding { pointer, value, error: None, change };
        let parts: Vec<_> = DayPart::ALL.iter().map(|part| Choice::new(*part, words::day_part(*part))).collect();
        html! { <Chips question={any_of(&bind, &parts)} label={word(day)} /> }
    };
    html! {
        <fieldset class="stack-tight">
            <legend>{ t!("skill_form.free_times") }</legend>
            { for Weekday::ALL.iter().zip(DAYS).map(day) }
        </fieldset>
    }
}
