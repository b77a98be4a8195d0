//! "My organisation": profile and sites.

use super::kept::{KeptProps, use_kept};
use super::profile::{ProfileCardProps, use_profile_card};
use super::redistribution::{RedistributionProps, use_redistribution};
use super::tabs;
use crate::client;
use crate::components::{
    Badge, ButtonLink, Card, Empty, Icon, LinkCard, Mood, PageHeader, ResourceView, Tone, keyed_part, part,
};
use crate::hooks::{use_resource, use_session};
use crate::i18n::{number, t, word};
use crate::pages::activity::place::Place as ActivityPlace;
use crate::pages::collection_rounds::place::Place as CollectingPlace;
use crate::pages::rounds::place::Place as RoundPlace;
use crate::pages::stock::place::Place as StockPlace;
use crate::routes::Route;
use shared::ids::OrganisationId;
use shared::organisations::{Organisation, OrganisationKind, OrganisationStatus};
use shared::sites::{Site, SitePage};
use shared::units::{Grams, TemperatureClass};
use std::rc::Rc;
use yew::prelude::*;

/// The current organisation.
#[hook]
pub fn use_organisation_page() -> Html {
    let session = use_session();
    match session.membership() {
        Some(membership) => {
            let id = membership.organisation.id;
            keyed_part(
                &id.to_string(),
                use_overview,
                OverviewProps {
                    id,
                    takes: membership.organisation.kind != OrganisationKind::Donor,
                    name: membership.organisation.name,
                    manages: membership.role.manages() && membership.status != OrganisationStatus::Suspended,
                },
            )
        }
        None => html! { <PageHeader title={t!("nav.organisation")} lead={t!("account.no_organisation")} /> },
    }
}

#[derive(PartialEq)]
struct OverviewProps {
    id: OrganisationId,
    name: String,
    manages: bool,
    /// Whether it takes what shops give.
    takes: bool,
}

#[hook]
fn use_overview(props: Rc<OverviewProps>) -> Html {
    let (id, manages) = (props.id, props.manages);
    let session = use_session();
    let organisation = use_resource(format!("organisation {id}"), move || client::organisations::find(id));
    let ready = {
        let organisation = organisation.clone();
        Callback::from(move |data: Rc<Organisation>| {
            let onsaved = {
                let (organisation, reload) = (organisation.clone(), session.reload.clone());
                Callback::from(move |changed: Organisation| {
                    organisation.replace(changed);
                    // Its name stands in the navigation too.
                    reload.emit(());
                })
            };
            part(
                use_profile_card,
                ProfileCardProps { organisation: (*data).clone(), onsaved, onreload: organisation.reload.clone() },
            )
        })
    };
    html! {
        <>
            <PageHeader title={AttrValue::from(props.name.clone())} eyebrow={t!("organisation.eyebrow")} />
            <div class="stack-loose">
                { tabs(Route::Organisation) }
                <ResourceView shown={organisation.shown(&ready)} lines=1 />
                { part(use_sites, SitesProps { id, manages }) }
                { activity() }
                { stock() }
                if props.takes {
                    { collecting() }
                    { rounds() }
                }
                { recurring() }
                if props.takes {
                    { part(use_redistribution, RedistributionProps { id, manages }) }
                }
                { part(use_kept, KeptProps { id }) }
            </div>
        </>
    }
}

#[derive(PartialEq)]
struct SitesProps {
    id: OrganisationId,
    manages: bool,
}

#[hook]
fn use_sites(props: Rc<SitesProps>) -> Html {
    let id = props.id;
    let sites = use_resource(format!("sites of {id}"), move || client::sites::list_of(id));
    let add = |tone: Tone| {
        props.manages.then(|| {
            html! { <ButtonLink to={Route::NewSite} {tone} icon={Icon::Plus}>{ t!("site.add") }</ButtonLink> }
        })
    };
    let ready = Callback::from(|page: Rc<SitePage>| {
        html! { <ul class="grid">{ for page.items.iter().map(|site| html! { <li>{ site_card(site) }</li> }) }</ul> }
    });
    let empty =
        html! { <Empty icon={Icon::Pin} title={t!("site.none")} hint={t!("site.none_hint")}>{ add(Tone::Primary) }</Empty> };
    let has_sites = sites.data().is_some();
    html! {
        <section class="stack" aria-labelledby="sites">
            <div class="spread">
                <h2 id="sites">{ t!("site.list") }</h2>
                { add(Tone::Secondary).filter(|_| has_sites) }
            </div>
            <ResourceView shown={sites.shown(&ready)} {empty} lines=2 />
        </section>
    }
}

/// The way to the weekly counts; on a desk it is in the navigation too.
fn activity() -> Html {
    html! {
        <Card title={t!("activity.title")}>
            <p>{ t!("activity.lead") }</p>
            <div class="cluster">
                <ButtonLink to={ActivityPlace::Due.route()} icon={Icon::Users}>{ t!("activity.send") }</ButtonLink>
            </div>
        </Card>
    }
}

/// The way to what is in the store; on a desk it is in the navigation too.
fn stock() -> Html {
    html! {
        <Card title={t!("stock.title")}>
            <p>{ t!("stock.lead") }</p>
            <div class="cluster">
                <ButtonLink to={StockPlace::List.route()} icon={Icon::Ambient}>{ t!("stock.see") }</ButtonLink>
                <ButtonLink to={StockPlace::Receive.route()} icon={Icon::Plus}>{ t!("stock.receive") }</ButtonLink>
            </div>
        </Card>
    }
}

/// The way to the shops; on a desk it is in the navigation too.
fn collecting() -> Html {
    html! {
        <Card title={t!("collections.title")}>
            <p>{ t!("collections.lead") }</p>
            <div><ButtonLink to={CollectingPlace::List.route()} icon={Icon::Truck}>{ t!("collections.see") }</ButtonLink></div>
        </Card>
    }
}

/// The way to what the food bank shares out; on a desk it is in the navigation too.
fn rounds() -> Html {
    html! {
        <Card title={t!("rounds.title")}>
            <p>{ t!("round_share.rounds_lead") }</p>
            <div><ButtonLink to={RoundPlace::List.route()} icon={Icon::Package}>{ t!("round_share.see_rounds") }</ButtonLink></div>
        </Card>
    }
}

/// The way to what comes back every week.
fn recurring() -> Html {
    html! {
        <Card title={t!("recurring.title")}>
            <p>{ t!("recurring.lead_text") }</p>
            <div><ButtonLink to={Route::RecurringSurpluses} icon={Icon::Refresh}>{ t!("recurring.see") }</ButtonLink></div>
        </Card>
    }
}

fn site_card(site: &Site) -> Html {
    let storage = TemperatureClass::ALL.iter().filter(|class| site.storage.of(**class) > 0).map(|class| {
        let capacity = number::weight(Grams::from_kg(site.storage.of(*class)));
        html! { <Badge mood={storage_mood(*class)}>{ word(*class) }{ " " }{ capacity }</Badge> }
    });
    html! {
        <LinkCard to={Route::Site { id: site.id }} class="site-card">
            <span class="card-title">{ &site.name }</span>
            <span class="muted">{ word(site.kind) }</span>
            <span class="with-icon">{ Icon::Pin }{ format!("{} {}", site.postcode, site.commune) }</span>
            <span class="cluster">{ for storage }</span>
        </LinkCard>
    }
}

fn storage_mood(class: TemperatureClass) -> Mood {
    match class {
        TemperatureClass::Ambient => Mood::Neutral,
        TemperatureClass::Chilled => Mood::Info,
        TemperatureClass::Frozen => Mood::Cold,
    }
}
