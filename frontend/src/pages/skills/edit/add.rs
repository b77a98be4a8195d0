//! A new skill, offered or looked for.

use super::draft::SkillDraft;
use super::fields::skill_fields;
use crate::client;
use crate::components::{Button, ButtonLink, Empty, Icon, PageHeader, ProblemView, Tone, keyed_part, part, use_toast};
use crate::hooks::{forget, use_form, use_key_of, use_mutation, use_resource, use_session};
use crate::i18n::t;
use crate::pages::offers::own_sites::{OwnSitesProps, use_own_sites};
use crate::pages::skills::AddPageProps;
use crate::pages::skills::place::Place;
use crate::routes::Route;
use shared::ids::OrganisationId;
use shared::sites::Site;
use shared::skills::{ListingKind, NewSkillListing, SkillListing};
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::use_navigator;

/// Adds a skill.
#[hook]
pub fn use_add_page(props: Rc<AddPageProps>) -> Html {
    let Some(us) = use_session().organisation() else { return html! {} };
    let kind = props.kind;
    let ready =
        Callback::from(
            move |sites: Rc<Vec<Site>>| {
                if sites.is_empty() { no_site() } else { part(use_add_form, AddFormProps { kind, us, sites }) }
            },
        );
    let (title, lead) = match kind {
        ListingKind::Offered => (t!("skill_form.offer_title"), t!("skill_form.offer_lead")),
        ListingKind::Wanted => (t!("skill_form.want_title"), t!("skill_form.want_lead")),
    };
    html! {
        <>
            <PageHeader {title} {lead} back={Place::Directory.route()} back_label={t!("skills.title")} />
            { keyed_part(&us.to_string(), use_own_sites, OwnSitesProps { organisation: us, ready }) }
        </>
    }
}

fn no_site() -> Html {
    html! {
        <Empty icon={Icon::Building} title={t!("publish.no_site")} hint={t!("skill_form.no_site_hint")}>
            <ButtonLink to={Route::NewSite} tone={Tone::Primary} icon={Icon::Plus}>{ t!("site.add") }</ButtonLink>
        </Empty>
    }
}

#[derive(PartialEq)]
struct AddFormProps {
    kind: ListingKind,
    us: OrganisationId,
    sites: Rc<Vec<Site>>,
}

#[hook]
fn use_add_form(props: Rc<AddFormProps>) -> Html {
    let (kind, us) = (props.kind, props.us);
    let (toast, navigator, keys) = (use_toast(), use_navigator(), use_key_of());
    // The form works without names: they come when they come.
    let members = use_resource(format!("members of {us}"), move || client::organisations::members(us));
    let create = use_mutation(
        move |new: NewSkillListing| {
            let key = keys.of(&new);
            client::skills::create(new, key)
        },
        move |listing: SkillListing| {
            forget("skills list");
            let is_offered = listing.kind == ListingKind::Offered;
            toast.emit(if is_offered { t!("skill_form.added_offer") } else { t!("skill_form.added_want") });
            if let Some(navigator) = &navigator {
                navigator.push(&Place::Listing(listing.id).route());
            }
        },
    );
    let form = use_form(|| SkillDraft::new(kind, &props.sites), create.failure.clone());
    let members = members.data().map(|list| list.items.clone()).unwrap_or_default();
    let words = if kind == ListingKind::Offered { t!("skill_form.send_offer") } else { t!("skill_form.send_want") };
    html! {
        <form class="form-long" novalidate=true onsubmit={form.submit(create.run.clone())}>
            { skill_fields(&form, &props.sites, &members) }
            <ProblemView failure={create.failure.clone()} />
            <div class="form-actions">
                <Button tone={Tone::Primary} icon={Icon::Check} submit=true busy={create.busy}>{ words }</Button>
                <ButtonLink to={Place::Directory.route()} tone={Tone::Quiet}>{ t!("button.cancel") }</ButtonLink>
            </div>
        </form>
    }
}
