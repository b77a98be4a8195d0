//! Changes to a skill. Sessions that are agreed stay as they are.

use super::draft::{SkillDraft, patch};
use super::fields::skill_fields;
use crate::client;
use crate::components::{
    Button, ButtonLink, Icon, Mood, Notice, PageHeader, ProblemView, ResourceView, Tone, part, use_toast,
};
use crate::hooks::{Resource, forget, use_form, use_mutation, use_resource};
use crate::i18n::t;
use crate::pages::offers::own_sites::{OwnSitesProps, use_own_sites};
use crate::pages::skills::SkillPageProps;
use crate::pages::skills::place::Place;
use shared::sites::Site;
use shared::skills::{NewSkillListing, SkillListing};
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::use_navigator;

/// Changes to one.
#[hook]
pub fn use_edit_page(props: Rc<SkillPageProps>) -> Html {
    let id = props.id;
    let listing = use_resource(format!("skill {id}"), move || client::skills::find(id));
    let ready = {
        let resource = listing.clone();
        Callback::from(move |listing: Rc<SkillListing>| {
            if !listing.can_edit {
                return html! { <Notice mood={Mood::Warm}><p>{ t!("skill_form.not_changeable") }</p></Notice> };
            }
            let (listing, resource) = ((*listing).clone(), resource.clone());
            let organisation = listing.organisation.id;
            let ready = Callback::from(move |sites: Rc<Vec<Site>>| {
                part(use_edit_form, EditFormProps { listing: listing.clone(), resource: resource.clone(), sites })
            });
            part(use_own_sites, OwnSitesProps { organisation, ready })
        })
    };
    html! {
        <>
            <PageHeader title={t!("skill_form.edit_title")} back={Place::Listing(id).route()} back_label={t!("skills.one")} />
            <ResourceView shown={listing.shown(&ready)} />
        </>
    }
}

#[derive(PartialEq)]
struct EditFormProps {
    listing: SkillListing,
    resource: Resource<SkillListing>,
    sites: Rc<Vec<Site>>,
}

#[hook]
fn use_edit_form(props: Rc<EditFormProps>) -> Html {
    let (toast, navigator) = (use_toast(), use_navigator());
    let (id, version, us) = (props.listing.id, props.listing.version, props.listing.organisation.id);
    let members = use_resource(format!("members of {us}"), move || client::organisations::members(us));
    let save = {
        let (before, resource) = (props.listing.clone(), props.resource.clone());
        use_mutation(
            move |typed: NewSkillListing| client::skills::update(id, version, patch(typed, &before)),
            move |listing: SkillListing| {
                toast.emit(t!("skill_form.saved"));
                forget("skills list");
                resource.replace(listing);
                if let Some(navigator) = &navigator {
                    navigator.push(&Place::Listing(id).route());
                }
            },
        )
    };
    let form = use_form(|| SkillDraft::from(&props.listing), save.failure.clone());
    {
        // A newer version has come in after a conflict: start over from it.
        let (form, clear, listing) = (form.clone(), save.clear.clone(), props.listing.clone());
        use_effect_with(version, move |_| {
            clear.emit(());
            form.reset(SkillDraft::from(&listing));
        });
    }
    let members = members.data().map(|list| list.items.clone()).unwrap_or_default();
    html! {
        <form class="form-long" novalidate=true onsubmit={form.submit(save.run.clone())}>
            { skill_fields(&form, &props.sites, &members) }
            <ProblemView failure={save.failure.clone()} retry={props.resource.reload.clone()} />
            <div class="form-actions">
                <Button tone={Tone::Primary} icon={Icon::Check} submit=true busy={save.busy}>{ t!("button.save") }</Button>
                <ButtonLink to={Place::Listing(id).route()} tone={Tone::Quiet}>{ t!("button.cancel") }</ButtonLink>
            </div>
        </form>
    }
}
