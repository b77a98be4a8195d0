//! Proposing a session: when, how long, where, who comes, and whether its hours are counted.

use super::propose_draft::ProposeDraft;
use crate::client::{self, Failure};
use crate::components::{
    Button, Card, Choice, Icon, Mood, Notice, ProblemView, RadioCards, SelectField, TextArea, TextField, Tone, one_of,
    use_toast,
};
use crate::hooks::{Form, forget, use_form, use_key_of, use_mutation, use_resource};
use crate::i18n::{t, time, zone};
use crate::pages::skills::place::Place;
use shared::ids::{OrganisationId, SiteId};
use shared::members::Member;
use shared::organisations::OrganisationSummary;
use shared::problem::Code;
use shared::sites::Site;
use shared::skill_sessions::{NewSkillSession, SkillSession};
use shared::skills::{ListingKind, SkillListing};
use shared::time::UtcMillis;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::use_navigator;

/// Lengths to choose from, hours.
const HOURS: [i64; 8] = [1, 2, 3, 4, 5, 6, 7, 8];

/// Props of [`use_propose`].
#[derive(PartialEq)]
pub struct ProposeProps {
    /// The skill.
    pub listing: SkillListing,
    /// Our organisations that may propose.
    pub ours: Vec<OrganisationSummary>,
    /// The one that is proposed.
    pub organisation: OrganisationId,
    /// Its sites.
    pub sites: Rc<Vec<Site>>,
}

/// The form.
#[hook]
pub fn use_propose(props: Rc<ProposeProps>) -> Html {
    let ProposeProps { listing, ours, organisation, sites } = &*props;
    let (us, we_help) = (*organisation, listing.kind == ListingKind::Wanted);
    let (toast, navigator, keys) = (use_toast(), use_navigator(), use_key_of());
    let send = use_mutation(
        move |new: NewSkillSession| {
            let key = keys.of(&new);
            client::skill_sessions::create(new, key)
        },
        move |session: SkillSession| {
            forget("skill sessions");
            toast.emit(t!("skill_ask.sent"));
            if let Some(navigator) = &navigator {
                navigator.push(&Place::Session(session.id).route());
            }
        },
    );
    let places = places(listing, sites);
    // Where help is needed; from afar where that is all there is.
    let usual = if we_help { Some(listing.site.id) } else { sites.first().map(|site| site.id) };
    let form = use_form(|| ProposeDraft::new(listing.id, us, usual), send.failure.clone());
    let members = use_resource(format!("members of {us}"), move || client::organisations::members(us));
    let members = members.data().map(|list| list.items.clone()).unwrap_or_default();
    let (title, start) = (
        if we_help { t!("skill_ask.title_wanted") } else { t!("skill_ask.title_offered") },
        form.field("/starts_at", |draft| &mut draft.start),
    );
    let site = form.field("/site_id", |draft| &mut draft.site);
    let minutes = form.field("/minutes", |draft| &mut draft.minutes);
    let lengths: Vec<_> = HOURS.iter().map(|n| Choice::new(n * 60, t!("skill_ask.hours", n = *n))).collect();
    html! {
        <Card {title} class="claim-form">
            <form class="form" novalidate=true onsubmit={form.submit(send.run.clone())}>
                <TextField kind="datetime-local" bind={start} label={t!("skill_ask.when")} min={zone::picker_text(zone::wall(zone::now()))} />
                <SelectField question={one_of(&minutes, &lengths)} label={t!("skill_ask.length")} />
                <SelectField question={one_of(&site, &places)} label={t!("skill_ask.place")} />
                if ours.len() > 1 {
                    { whom(&form, ours) }
                }
                if we_help {
                    { who_comes(&form, &members) }
                }
                <TextArea bind={form.field("/note", |draft| &mut draft.note)} label={t!("skill_ask.note")} hint={t!("skill_ask.note_hint")} optional=true />
                { counted(&form) }
                { refusal(&send.failure) }
                <div class="form-actions">
                    <Button tone={Tone::Primary} icon={Icon::Handover} submit=true busy={send.busy} wide=true>{ t!("skill_ask.send") }</Button>
                </div>
            </form>
        </Card>
    }
}

/// Where: at one of ours, at theirs, or from afar.
fn places(listing: &SkillListing, sites: &[Site]) -> Vec<Choice<Option<SiteId>>> {
    let at = |organisation: &str, site: &str| t!("skill_ask.at", organisation = organisation, site = site);
    let ours = sites.iter().map(|site| Choice::new(Some(site.id), at(&site.organisation.name, &site.name)));
    let theirs = Choice::new(Some(listing.site.id), at(&listing.organisation.name, &listing.site.name));
    let afar = listing.remote.then(|| Choice::new(None, t!("skill_ask.remote")));
    ours.chain([theirs]).chain(afar).collect()
}

fn whom(form: &Form<ProposeDraft>, ours: &[OrganisationSummary]) -> Html {
    let bind = form.field("/organisation_id", |draft| &mut draft.organisation);
    let choices: Vec<_> = ours.iter().map(|one| Choice::new(one.id, one.name.clone().into())).collect();
    html! { <SelectField question={one_of(&bind, &choices)} label={t!("skill_ask.organisation")} /> }
}

fn who_comes(form: &Form<ProposeDraft>, members: &[Member]) -> Html {
    let bind = form.field("/person_id", |draft| &mut draft.person);
    let choices: Vec<_> =
        members.iter().map(|member| Choice::new(Some(member.user_id), member.name.clone().into())).collect();
    html! { <SelectField question={one_of(&bind, &choices)} label={t!("skill_ask.person")} optional=true /> }
}

fn counted(form: &Form<ProposeDraft>) -> Html {
    let bind = form.field("/counted", |draft| &mut draft.counted);
    let choices = [
        Choice::new(true, t!("skill_ask.counted_yes")).detailed(t!("skill_ask.counted_yes_detail")),
        Choice::new(false, t!("skill_ask.counted_no")).detailed(t!("skill_ask.counted_no_detail")),
    ];
    html! { <RadioCards question={one_of(&bind, &choices)} label={t!("skill_ask.counted")} /> }
}

/// Why it did not work; where whoever helps is busy, when.
pub fn refusal(failure: &Option<Failure>) -> Html {
    let Some((from, until)) = failure.as_ref().and_then(busy) else {
        return html! { <ProblemView failure={failure.clone()} /> };
    };
    html! {
        <Notice mood={Mood::Warm} icon={Icon::Calendar} alert=true title={t!("skill_ask.busy_title")}>
            <p>{ t!("skill_ask.busy", span = time::span(from, until)) }</p>
        </Notice>
    }
}

fn busy(failure: &Failure) -> Option<(UtcMillis, UtcMillis)> {
    let Failure::Problem(problem) = failure else { return None };
    let at = |name: &str| problem.params.get(name).and_then(serde_json::Value::as_str).and_then(|text| text.parse().ok());
    if problem.code == Code::PersonBusy { at("busy_from").zip(at("busy_until")) } else { None }
}
