//! One surplus that comes back: what comes next, its steps, what its offers say.

use super::steps::use_steps;
use super::words;
use crate::client;
use crate::components::{ButtonLink, Card, Fact, Icon, PageHeader, ResourceView, part};
use crate::hooks::{Resource, use_resource, use_session};
use crate::i18n::{t, time, word};
use crate::pages::categories::{label_of, use_categories};
use crate::pages::offers::product::{allergens_words, barcode};
use crate::pages::offers::words::{address, look};
use crate::routes::Route;
use shared::ids::RecurringSurplusId;
use shared::recurring::{RecurringState, RecurringSurplus};
use shared::sites::SiteSummary;
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_surplus_page`] and of the page that edits it.
#[derive(PartialEq)]
pub struct SurplusPageProps {
    /// Which.
    pub id: RecurringSurplusId,
}

/// One surplus that comes back.
#[hook]
pub fn use_surplus_page(props: Rc<SurplusPageProps>) -> Html {
    let id = props.id;
    let may_write = use_session().may_write();
    let surplus = use_resource(format!("recurring {id}"), move || client::recurring::find(id));
    let shown = surplus.data();
    let title = shown.as_ref().map_or_else(|| t!("recurring.one"), |surplus| AttrValue::from(surplus.title.clone()));
    let changeable = may_write && shown.is_some_and(|surplus| surplus.state != RecurringState::Ended);
    let ready = {
        let resource = surplus.clone();
        Callback::from(move |surplus: Rc<RecurringSurplus>| {
            part(use_body, BodyProps { surplus: (*surplus).clone(), resource: resource.clone(), changeable })
        })
    };
    html! {
        <>
            <PageHeader {title} eyebrow={t!("recurring.one")} back={Route::RecurringSurpluses} back_label={t!("recurring.title")}>
                if changeable {
                    <ButtonLink to={Route::EditRecurringSurplus { id }} icon={Icon::Edit}>{ t!("offer.edit") }</ButtonLink>
                }
            </PageHeader>
            <ResourceView shown={surplus.shown(&ready)} lines=3 />
        </>
    }
}

/// Props of the parts.
#[derive(PartialEq)]
pub struct BodyProps {
    /// The surplus.
    pub surplus: RecurringSurplus,
    /// Where it comes from, to be shown anew.
    pub resource: Resource<RecurringSurplus>,
    /// Whether the person may take its steps.
    pub changeable: bool,
}

#[hook]
fn use_body(props: Rc<BodyProps>) -> Html {
    let surplus = &props.surplus;
    let tree = use_categories();
    html! {
        <div class="stack">
            <section class="card" aria-label={t!("recurring.standing")}>
                <div class="spread"><strong>{ words::every(surplus) }</strong>{ words::state(surplus.state) }</div>
                <p role="status">{ words::next(surplus) }</p>
                if props.changeable {
                    { part(use_steps, BodyProps { surplus: surplus.clone(), resource: props.resource.clone(), changeable: true }) }
                }
            </section>
            <Card title={t!("recurring.facts")}>{ facts(surplus, label_of(&tree, &surplus.category)) }</Card>
        </div>
    }
}

fn facts(surplus: &RecurringSurplus, category: AttrValue) -> Html {
    html! {
        <>
            if let Some(remarks) = &surplus.remarks {
                <p class="prose">{ remarks }</p>
            }
            <dl class="facts">
                <Fact term={t!("offer.category")} icon={Icon::List}>{ category }</Fact>
                <Fact term={t!("recurring.quantity")} icon={Icon::Package}>{ words::quantity(surplus) }</Fact>
                <Fact term={t!("offer.temperature")} icon={look(surplus.temperature_class).1}>{ word(surplus.temperature_class) }</Fact>
                if let Some(date) = words::date(surplus) {
                    <Fact term={t!("offer.date")} icon={Icon::Calendar}>{ date }</Fact>
                }
                <Fact term={t!("recurring.lead")} icon={Icon::Bell}>{ words::lead(surplus.lead_hours) }</Fact>
                <Fact term={t!("publish.site")} icon={Icon::Pin}>{ place(&surplus.site) }</Fact>
                { label(surplus) }
                <Fact term={t!("product.seen_by")} icon={Icon::Users}>{ word(surplus.visibility) }</Fact>
                if let Some(last) = surplus.ends_on {
                    <Fact term={t!("recurring.ends_on")} icon={Icon::Calendar}>{ time::full_day(last) }</Fact>
                }
            </dl>
        </>
    }
}

fn label(surplus: &RecurringSurplus) -> Html {
    html! {
        <>
            if let Some(name) = &surplus.product_name {
                <Fact term={t!("product.name")} icon={Icon::Package}>{ name }</Fact>
            }
            if let Some(gtin) = &surplus.gtin {
                <Fact term={t!("product.gtin")} icon={Icon::List}>{ barcode(gtin) }</Fact>
            }
            <Fact term={t!("product.allergens")} icon={Icon::Warning}>{ allergens_words(surplus.allergens.as_deref()) }</Fact>
        </>
    }
}

fn place(site: &SiteSummary) -> String {
    format!("{}, {}", site.name, address(site))
}
