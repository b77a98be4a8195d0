//! One skill: what it is, and proposing a session; for its owner, pausing and changing it.

mod facts;
mod pause;
pub mod propose;
mod propose_draft;

use super::SkillPageProps;
use super::place::Place;
use super::words;
use crate::client;
use crate::components::{ButtonLink, Card, Icon, Mood, Notice, PageHeader, ResourceView, keyed_part, part};
use crate::hooks::{Resource, use_fresh, use_resource, use_session};
use crate::i18n::t;
use crate::pages::matches::help::{SkillProps, use_skills_that_fit};
use crate::pages::offers::own_sites::{OwnSitesProps, use_own_sites};
use facts::facts;
use pause::{PauseProps, use_pause};
use propose::{ProposeProps, use_propose};
use shared::accounts::Me;
use shared::organisations::{OrganisationStatus, OrganisationSummary};
use shared::sites::Site;
use shared::skills::SkillListing;
use std::rc::Rc;
use yew::prelude::*;

/// One skill.
#[hook]
pub fn use_listing_page(props: Rc<SkillPageProps>) -> Html {
    let id = props.id;
    let may_write = use_session().may_write();
    let listing = use_resource(format!("skill {id}"), move || client::skills::find(id));
    use_fresh(&listing.reload);
    let shown = listing.data();
    let title = shown.as_ref().map_or_else(|| t!("skills.one"), |listing| AttrValue::from(listing.title.clone()));
    let eyebrow = shown.as_ref().map(|listing| words::skill(listing.skill));
    let changeable = shown.as_ref().filter(|listing| may_write && listing.can_edit).cloned();
    let ready = Callback::from(|listing: Rc<SkillListing>| part(use_body, BodyProps { listing: (*listing).clone() }));
    html! {
        <>
            <PageHeader {title} {eyebrow} back={Place::Directory.route()} back_label={t!("skills.title")}>
                if let Some(shown) = changeable {
                    { manage(&shown, &listing) }
                }
            </PageHeader>
            <ResourceView shown={listing.shown(&ready)} lines=4 />
        </>
    }
}

fn manage(listing: &SkillListing, resource: &Resource<SkillListing>) -> Html {
    html! {
        <>
            { part(use_pause, PauseProps { listing: listing.clone(), resource: resource.clone() }) }
            <ButtonLink to={Place::Edit(listing.id).route()} icon={Icon::Edit}>{ t!("skills.edit") }</ButtonLink>
        </>
    }
}

#[derive(PartialEq)]
struct BodyProps {
    listing: SkillListing,
}

#[hook]
fn use_body(props: Rc<BodyProps>) -> Html {
    let session = use_session();
    let listing = props.listing.clone();
    let ours = helpers(session.me().as_deref(), &listing);
    let open = !listing.paused && !words::is_over(&listing);
    let may_propose = open && session.may_write() && !ours.is_empty();
    let is_own =
        session.me().is_some_and(|me| me.memberships.iter().any(|place| place.organisation.id == listing.organisation.id));
    let current = session.organisation();
    let organisation = ours.iter().find(|one| Some(one.id) == current).or(ours.first()).map(|one| one.id);
    let form = organisation.filter(|_| may_propose).map(|organisation| {
        let listing = listing.clone();
        let ready = Callback::from(move |sites: Rc<Vec<Site>>| {
            let props = ProposeProps { listing: listing.clone(), ours: ours.clone(), organisation, sites };
            part(use_propose, props)
        });
        keyed_part(&organisation.to_string(), use_own_sites, OwnSitesProps { organisation, ready })
    });
    html! {
        <div class="split">
            <div class="stack">
                { summary(&listing) }
                { form.unwrap_or_default() }
                if open && is_own && session.may_write() {
                    // Another skill, place or time asks anew.
                    { keyed_part(&listing.version.to_string(), use_skills_that_fit, SkillProps { listing: listing.clone() }) }
                }
            </div>
            <Card title={t!("skills.facts")}>{ facts(&listing) }</Card>
        </div>
    }
}

/// Our organisations that may propose a session: admitted ones, but never the skill's own.
fn helpers(me: Option<&Me>, listing: &SkillListing) -> Vec<OrganisationSummary> {
    let memberships = me.map(|me| me.memberships.as_slice()).unwrap_or_default();
    let admitted = memberships.iter().filter(|place| place.status == OrganisationStatus::Approved);
    admitted.map(|place| place.organisation.clone()).filter(|one| one.id != listing.organisation.id).collect()
}

/// What it is, and the few words that decide.
fn summary(listing: &SkillListing) -> Html {
    html! {
        <section class="card item-summary" aria-label={t!("equipment.in_short")}>
            <div class="item-card-head">
                <span class="item-mark">{ words::icon(listing.topic) }</span>
                <div>
                    <p class="row-title">{ words::kind(listing.kind) }</p>
                    <p class="muted">{ t!("skills.of", organisation = listing.organisation.name.as_str(), commune = listing.site.commune.as_str()) }</p>
                </div>
            </div>
            if let Some(description) = &listing.description {
                <p class="prose">{ description }</p>
            }
            <div class="cluster">{ words::badges(listing) }</div>
            if listing.paused {
                <Notice mood={Mood::Neutral}><p>{ t!("skills.paused_text") }</p></Notice>
            } else if words::is_over(listing) {
                <Notice mood={Mood::Neutral}><p>{ t!("skills.over_text") }</p></Notice>
            }
        </section>
    }
}
