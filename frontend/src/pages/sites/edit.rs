//! One site: read by all members, changed by those who manage.

use super::draft::{SiteDraft, patch};
use super::fields::site_fields;
use crate::client;
use crate::components::{Button, Card, Dialog, Fact, Icon, PageHeader, ProblemView, ResourceView, Tone, part, use_toast};
use crate::hooks::{Resource, forget, use_form, use_mutation, use_resource, use_session};
use crate::i18n::{self, number, t, word};
use crate::pages::acceptance::{AcceptanceCardProps, use_acceptance_card};
use crate::pages::cascades::{PartnersCardProps, use_partners_card};
use crate::pages::rounds::{StandingCardProps, use_standing_card};
use crate::routes::Route;
use shared::ids::SiteId;
use shared::organisations::{OrganisationKind, OrganisationStatus};
use shared::sites::{NewSite, Site};
use shared::units::{Grams, TemperatureClass};
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::use_navigator;

/// Props of [`use_site_page`].
#[derive(PartialEq)]
pub struct SitePageProps {
    /// Which.
    pub id: SiteId,
}

/// One site.
#[hook]
pub fn use_site_page(props: Rc<SitePageProps>) -> Html {
    let id = props.id;
    let session = use_session();
    let site = use_resource(format!("site {id}"), move || client::sites::find(id));
    let title = site.data().map_or_else(|| t!("site.title"), |site| AttrValue::from(site.name.clone()));
    let ready = {
        let resource = site.clone();
        Callback::from(move |site: Rc<Site>| {
            let place = session
                .me()
                .and_then(|me| me.memberships.iter().find(|place| place.organisation.id == site.organisation.id).cloned());
            let manages = place.is_some_and(|place| place.role.manages() && place.status != OrganisationStatus::Suspended);
            let site_itself = if manages {
                part(use_site_form, SiteFormProps { site: (*site).clone(), resource: resource.clone() })
            } else {
                site_facts(&site)
            };
            let acceptance = part(use_acceptance_card, AcceptanceCardProps { id: site.id, manages });
            let us = site.organisation.id;
            let takes = site.organisation.kind != OrganisationKind::Donor;
            html! {
                <div class="stack-loose">
                    { site_itself }
                    { acceptance }
                    if takes { { part(use_standing_card, StandingCardProps { id: site.id, manages }) } }
                    if manages { { part(use_partners_card, PartnersCardProps { id: site.id, us }) } }
                </div>
            }
        })
    };
    html! {
        <>
            <PageHeader {title} back={Route::Organisation} back_label={t!("nav.organisation")} />
            <ResourceView shown={site.shown(&ready)} />
        </>
    }
}

fn site_facts(site: &Site) -> Html {
    let address = site.address.iter().cloned().chain([format!("{} {}", site.postcode, site.commune)]);
    let days: Vec<_> = site.distribution_days.iter().map(|day| word(*day).to_string()).collect();
    html! {
        <Card>
            <dl class="facts">
                <Fact term={t!("site.kind")} icon={Icon::Building}>{ word(site.kind) }</Fact>
                <Fact term={t!("site.address")} icon={Icon::Pin}>{ address.collect::<Vec<_>>().join(", ") }</Fact>
                if let Some(hours) = &site.opening_hours {
                    <Fact term={t!("site.opening_hours")} icon={Icon::Clock}>{ i18n::hours(hours) }</Fact>
                }
                if !days.is_empty() {
                    <Fact term={t!("site.days")} icon={Icon::Calendar}>{ days.join(", ") }</Fact>
                }
                { for TemperatureClass::ALL.iter().map(|class| html! {
                    <Fact term={word(*class)}>{ number::weight(Grams::from_kg(site.storage.of(*class))) }</Fact>
                }) }
                <Fact term={t!("site.transport")} icon={Icon::Truck}>{ word(site.transport) }</Fact>
                if !site.declares_activity {
                    <Fact term={t!("site.activity")} icon={Icon::Users}>{ t!("site.silent") }</Fact>
                }
            </dl>
        </Card>
    }
}

#[derive(PartialEq)]
struct SiteFormProps {
    site: Site,
    resource: Resource<Site>,
}

#[hook]
fn use_site_form(props: Rc<SiteFormProps>) -> Html {
    let (toast, navigator) = (use_toast(), use_navigator());
    let (id, version) = (props.site.id, props.site.version);
    let save = {
        let (before, resource) = (props.site.clone(), props.resource.clone());
        use_mutation(
            move |site: NewSite| client::sites::update(id, version, patch(site, &before)),
            move |site: Site| {
                toast.emit(t!("site.saved"));
                // What is asked for each week may have changed with it.
                for family in ["sites of", "activity", "today"] {
                    forget(family);
                }
                resource.replace(site);
            },
        )
    };
    let form = use_form(|| SiteDraft::from(&props.site), save.failure.clone());
    {
        // A newer version has come in, by our own save or after a conflict: start over from it.
        let (form, clear, site) = (form.clone(), save.clear.clone(), props.site.clone());
        use_effect_with(version, move |_| {
            clear.emit(());
            form.reset(SiteDraft::from(&site));
        });
    }
    let ondeleted = Callback::from(move |()| {
        forget("sites of");
        if let Some(navigator) = &navigator {
            navigator.push(&Route::Organisation);
        }
    });
    html! {
        <form class="form-long" novalidate=true onsubmit={form.submit(save.run.clone())}>
            <ProblemView failure={save.failure.clone()} retry={props.resource.reload.clone()} />
            { site_fields(&form, props.site.organisation.kind) }
            <div class="form-actions">
                <Button tone={Tone::Primary} icon={Icon::Check} submit=true busy={save.busy}>{ t!("button.save") }</Button>
                { part(use_delete_button, DeleteButtonProps { id, version, ondeleted }) }
            </div>
        </form>
    }
}

#[derive(PartialEq)]
struct DeleteButtonProps {
    id: SiteId,
    version: i64,
    ondeleted: Callback<()>,
}

/// Deletes after a question.
#[hook]
fn use_delete_button(props: Rc<DeleteButtonProps>) -> Html {
    let (id, version) = (props.id, props.version);
    let asking = use_state(|| false);
    let delete = {
        let ondeleted = props.ondeleted.clone();
        use_mutation(move |()| client::sites::delete(id, version), move |()| ondeleted.emit(()))
    };
    let set = |on: bool| {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(on))
    };
    html! {
        <>
            <Button tone={Tone::Quiet} icon={Icon::Trash} onclick={set(true)}>{ t!("site.delete") }</Button>
            <Dialog open={*asking} title={t!("site.delete_title")} onclose={set(false)}>
                <p>{ t!("site.delete_text") }</p>
                <ProblemView failure={delete.failure.clone()} />
                <div class="form-actions">
                    <Button tone={Tone::Danger} icon={Icon::Trash} busy={delete.busy} onclick={delete.run.clone()}>{ t!("site.delete") }</Button>
                    <Button tone={Tone::Quiet} onclick={set(false)}>{ t!("button.cancel") }</Button>
                </div>
            </Dialog>
        </>
    }
}
