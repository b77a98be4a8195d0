//! One lot: where it stands, what lies where and what can be done with it, what happened to it, and where it went.

mod decide;
mod edit;
mod facts;
mod freeze;
mod ledger;
mod movement;
mod movement_draft;
mod offer;
mod places;
mod recall;
mod trace;

use super::place::Place;
use super::{LotPageProps, forget_stock, may_recall, words};
use crate::browser;
use crate::client;
use crate::components::{Card, PageHeader, ResourceView, part};
use crate::hooks::{Resource, use_fresh, use_resource, use_session};
use crate::i18n::{t, time};
use crate::pages::categories::{label_of, use_categories};
use crate::pages::offers::words::Label;
use decide::use_decisions;
use edit::use_edit;
use facts::{facts, statuses};
use ledger::use_ledger;
use places::use_places;
use recall::use_recall;
use shared::stock::{Lot, LotStatus};
use shared::units::Grams;
use std::rc::Rc;
use trace::use_trace;
use yew::prelude::*;

/// Where the keyboard goes once something was done about the lot.
pub const STANDING: &str = ".stock-standing h2";

/// A lot, and how to read it anew.
#[derive(Clone, PartialEq)]
pub struct PartProps {
    /// The lot.
    pub lot: Lot,
    /// Where it comes from.
    pub resource: Resource<Lot>,
}

impl PartProps {
    /// What follows a movement: the lot is read anew, and the keyboard goes to where the result stands, for what was pressed
    /// may be gone.
    pub fn read_anew(&self, at: &'static str) {
        forget_stock();
        self.resource.reload.emit(());
        browser::after(80, move || browser::focus_first(at));
    }

    /// What follows a change whose answer is the lot as it is now.
    pub fn changed(&self, lot: Lot) {
        forget_stock();
        self.resource.replace(lot);
        browser::after(80, || browser::focus_first(STANDING));
    }
}

/// One lot.
#[hook]
pub fn use_lot_page(props: Rc<LotPageProps>) -> Html {
    let id = props.id;
    let session = use_session();
    let lot = use_resource(format!("lot {id}"), move || client::stock::find(id));
    use_fresh(&lot.reload);
    let shown = lot.data();
    let title = shown.as_ref().map_or_else(|| t!("stock.one"), |lot| AttrValue::from(lot.title.clone()));
    let eyebrow = shown.as_ref().map(|lot| t!("stock.arrived", day = time::day_of(lot.received_at)));
    let tree = use_categories();
    let may = May { recall: may_recall(&session), write: session.may_write() };
    let ready = {
        let resource = lot.clone();
        Callback::from(move |lot: Rc<Lot>| {
            let category = label_of(&tree, &lot.category);
            body(&PartProps { lot: (*lot).clone(), resource: resource.clone() }, may, &category)
        })
    };
    html! {
        <>
            <PageHeader {title} {eyebrow} back={Place::List.route()} back_label={t!("stock.title")}>
                if let Some(shown) = shown.filter(|lot| lot.can_edit && may.write) {
                    { part(use_edit, PartProps { lot: (*shown).clone(), resource: lot.clone() }) }
                }
            </PageHeader>
            <ResourceView shown={lot.shown(&ready)} lines=4 />
        </>
    }
}

/// What the person may do, whichever lot it is.
#[derive(Clone, Copy)]
struct May {
    recall: bool,
    write: bool,
}

fn body(props: &PartProps, may: May, category: &AttrValue) -> Html {
    let lot = &props.lot;
    html! {
        <div class="split">
            <div class="stack">
                { standing(props, may.write) }
                { part(use_places, props.clone()) }
                { part(use_ledger, props.clone()) }
                { part(use_trace, props.clone()) }
            </div>
            <div class="stack">
                <Card title={t!("stock.facts")}>{ facts(lot, category) }</Card>
                <Card title={t!("stock.statuses")}>{ statuses(lot) }</Card>
                if may.recall && lot.status != LotStatus::Recalled {
                    { part(use_recall, props.clone()) }
                }
            </div>
        </div>
    }
}

/// Whether it may leave, how much is left, and who decides about it: the first thing on the page.
fn standing(props: &PartProps, may_write: bool) -> Html {
    let lot = &props.lot;
    let (mood, icon) = words::look(lot.status);
    let why = lot.statuses.last().filter(|_| lot.status != LotStatus::Approved);
    html! {
        <section class={classes!("card", "standing", "stock-standing", mood.class())} aria-label={t!("stock.standing")}>
            <div class="standing-head">
                <span class="standing-mark">{ icon }</span>
                <div>
                    <h2 class="standing-state" tabindex="-1">{ words::status(lot.status) }</h2>
                    <p>{ next(lot) }</p>
                    if let Some(label) = Label::of(lot.use_by, lot.best_before) {
                        <p><strong>{ super::list::date(label) }</strong></p>
                    }
                </div>
                { words::measure_of(lot).amount(lot.left_grams) }
            </div>
            if let Some(line) = why {
                <p class="claim-message">{ facts::why(line) }</p>
            }
            <div class="cluster">{ words::funding_badge(lot.funding_source) }</div>
            if may_write {
                { part(use_decisions, props.clone()) }
            }
        </section>
    }
}

/// What may be done with it now.
fn next(lot: &Lot) -> AttrValue {
    match lot.status {
        LotStatus::Recalled => t!("stock.next_recalled"),
        LotStatus::OnHold => t!("stock.next_on_hold"),
        LotStatus::Quarantined => t!("stock.next_quarantined"),
        LotStatus::Approved if lot.left_grams == Grams::ZERO => t!("stock.next_gone"),
        LotStatus::Approved if lot.overdue && lot.use_by.is_none() => t!("stock.next_unchecked"),
        LotStatus::Approved if lot.overdue => t!("stock.next_overdue"),
        LotStatus::Approved => t!("stock.next_approved"),
    }
}
