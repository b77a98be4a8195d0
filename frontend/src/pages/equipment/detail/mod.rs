//! One item: its facts, when it is free, asking for it; for its owner, closures and the end.

mod availability;
mod booking;
mod booking_draft;
mod closures;
mod facts;
mod for_need;
mod manage;
mod photos;
mod queue;
mod repairs;

use crate::client;
use crate::components::{Mood, Notice, PageHeader, PagesView, ResourceView, keyed_part, part};
use crate::hooks::{Resource, use_fresh, use_pages, use_resource, use_session};
use crate::i18n::{number, t, time, word};
use crate::pages::equipment::feeds::{FeedsProps, use_feeds};
use crate::pages::equipment::words;
use crate::pages::loans::card::{NamedBy, loan_card};
use crate::pages::matches::help::{ItemProps, use_needs_that_fit};
use crate::routes::Route;
pub use availability::busy;
use availability::use_availability;
use facts::{conditions, facts, whereabouts};
use manage::use_manage;
use photos::use_item_photos;
use repairs::use_repairs;
use shared::accounts::Me;
use shared::equipment::Equipment;
use shared::ids::EquipmentId;
use shared::loans::{Loan, LoanQuery};
use shared::organisations::{OrganisationStatus, OrganisationSummary};
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_item_page`] and of the page that edits it.
#[derive(PartialEq)]
pub struct ItemPageProps {
    /// Which.
    pub id: EquipmentId,
}

/// One item.
#[hook]
pub fn use_item_page(props: Rc<ItemPageProps>) -> Html {
    let id = props.id;
    let may_write = use_session().may_write();
    let item = use_resource(format!("equipment {id}"), move || client::equipment::find(id));
    use_fresh(&item.reload);
    let shown = item.data();
    let title = shown.as_ref().map_or_else(|| t!("equipment.one"), |item| AttrValue::from(item.name.clone()));
    let eyebrow = shown.as_ref().map(|item| AttrValue::from(item.organisation.name.clone()));
    let changeable = shown.as_ref().is_some_and(|item| may_write && item.can_edit && !item.retired);
    let ready = {
        let resource = item.clone();
        Callback::from(move |item: Rc<Equipment>| {
            part(use_body, PartProps { item: (*item).clone(), resource: resource.clone() })
        })
    };
    let managed = shown.filter(|_| changeable).map(|shown| PartProps { item: (*shown).clone(), resource: item.clone() });
    html! {
        <>
            <PageHeader {title} {eyebrow} back={Route::Equipment} back_label={t!("equipment.title")}>
                { managed.map(|managed| part(use_manage, managed)) }
            </PageHeader>
            <ResourceView shown={item.shown(&ready)} lines=4 />
        </>
    }
}

/// Props of the parts.
#[derive(Clone, PartialEq)]
pub struct PartProps {
    /// The item.
    pub item: Equipment,
    /// Where it comes from, to be shown anew.
    pub resource: Resource<Equipment>,
}

/// Our organisations that may borrow it: admitted ones, but never the lender.
#[must_use]
pub fn borrowers(me: Option<&Me>, item: &Equipment) -> Vec<OrganisationSummary> {
    let memberships = me.map(|me| me.memberships.as_slice()).unwrap_or_default();
    let admitted = memberships.iter().filter(|place| place.status == OrganisationStatus::Approved);
    admitted.map(|place| place.organisation.clone()).filter(|one| one.id != item.organisation.id).collect()
}

#[hook]
fn use_body(props: Rc<PartProps>) -> Html {
    let item = &props.item;
    let session = use_session();
    let ours =
        session.me().is_some_and(|me| me.memberships.iter().any(|place| place.organisation.id == item.organisation.id));
    html! {
        <div class="item-page">
            <div class="item-page-summary stack">
                { summary(item) }
                { part(use_item_photos, (*props).clone()) }
                if ours && session.may_write() && !item.retired {
                    // Another kind or place asks anew.
                    { keyed_part(&item.version.to_string(), use_needs_that_fit, ItemProps { item: item.clone() }) }
                }
            </div>
            { part(use_availability, (*props).clone()) }
            <div class="stack item-page-facts">
                { conditions(item) }
                { facts(item) }
                { whereabouts(item) }
                if ours {
                    { part(use_repairs, (*props).clone()) }
                    { part(use_feeds, FeedsProps { organisation: item.organisation.id, item: Some(item.id) }) }
                }
                { part(use_loans_of, LoansOfProps { id: item.id }) }
            </div>
        </div>
    }
}

/// What it is, and the few words that decide.
fn summary(item: &Equipment) -> Html {
    html! {
        <section class="card item-summary" aria-label={t!("equipment.in_short")}>
            <div class="item-card-head">
                <span class="item-mark">{ words::icon(item.kind) }</span>
                <div>
                    <p class="row-title">{ word(item.kind) }</p>
                    <p class="muted">{ t!("equipment.lent_by", lender = item.organisation.name.as_str(), commune = item.site.commune.as_str()) }</p>
                </div>
            </div>
            if let Some(description) = &item.description {
                <p class="prose">{ description }</p>
            }
            <div class="cluster">
                { words::standing(item) }
                if let Some(cents) = item.deposit_cents {
                    <strong>{ t!("equipment.deposit_of", amount = number::euros(cents)) }</strong>
                }
                <span class="muted">{ t!("equipment.updated", day = time::date(item.updated_at)) }</span>
            </div>
            if let Some(at) = item.ready_at {
                <Notice mood={Mood::Warm}><p>{ t!("repairs.notice_until", when = time::moment(at)) }</p></Notice>
            } else if item.in_repair {
                <Notice mood={Mood::Warm}><p>{ t!("repairs.notice") }</p></Notice>
            }
            if item.retired {
                <Notice mood={Mood::Neutral}><p>{ t!("equipment.retired_text") }</p></Notice>
            }
        </section>
    }
}

#[derive(PartialEq)]
struct LoansOfProps {
    id: EquipmentId,
}

/// Loans of this item in which we stand on one side.
#[hook]
fn use_loans_of(props: Rc<LoansOfProps>) -> Html {
    let id = props.id;
    let pages = use_pages(format!("loans of {id}"), move |cursor| {
        client::loans::list(LoanQuery { equipment: Some(id), cursor, ..LoanQuery::default() })
    });
    if pages.items().is_empty() {
        return html! {};
    }
    let item = Callback::from(|loan: Loan| loan_card(&loan, NamedBy::Partner));
    html! {
        <section class="stack-tight" aria-label={t!("equipment.loans")}>
            <h2>{ t!("equipment.loans") }</h2>
            <PagesView shown={pages.shown(&item)} />
        </section>
    }
}
