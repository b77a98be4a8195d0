//! What few tours need: a name of their own, and the vehicle in the catalogue.

use super::draft::TourDraft;
use crate::client;
use crate::components::{Choice, SelectField, TextField, one_of, use_disclosure};
use crate::hooks::{Form, use_resource};
use crate::i18n::t;
use shared::equipment::{EquipmentKind, EquipmentQuery};
use shared::ids::{EquipmentId, OrganisationId};
use shared::loans::{LoanParty, LoanQuery, LoanState};
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_more`].
#[derive(PartialEq)]
pub struct MoreProps {
    /// The draft.
    pub form: Form<TourDraft>,
    /// Whose tour it is.
    pub us: OrganisationId,
}

/// Title and item; open where something is said or wrong in them.
#[hook]
pub fn use_more(props: Rc<MoreProps>) -> Html {
    let form = &props.form;
    let vehicles = use_vehicles(props.us);
    let wrong = ["/title", "/equipment_id"].iter().any(|pointer| form.error(pointer).is_some());
    let filled = !form.draft.title.is_empty() || form.draft.equipment.is_some();
    let disclosure = use_disclosure(filled, wrong);
    let mut bind = form.field("/equipment_id", |draft| &mut draft.equipment);
    bind.change = {
        let (form, vehicles) = (form.clone(), vehicles.clone());
        Callback::from(move |chosen: Option<EquipmentId>| {
            let name = vehicles.iter().find(|(id, _)| Some(*id) == chosen).map(|(_, name)| name.clone());
            form.edit_at("/equipment_id", move |draft| {
                draft.equipment = chosen;
                // Its name is what the vehicle is called, where nobody has said anything else.
                if let Some(name) = name.filter(|_| draft.vehicle.trim().is_empty()) {
                    draft.vehicle = name;
                }
            });
        })
    };
    let none = Choice::new(None, t!("tour_form.no_item"));
    let items = vehicles.iter().map(|(id, name)| Choice::new(Some(*id), name.clone().into()));
    let choices: Vec<_> = std::iter::once(none).chain(items).collect();
    let content = html! {
        <>
            <TextField bind={form.field("/title", |draft| &mut draft.title)} label={t!("tour_form.name")} hint={t!("tour_form.name_hint")} optional=true />
            <SelectField question={one_of(&bind, &choices)} label={t!("tour_form.item")} hint={t!("tour_form.item_hint")} optional=true />
        </>
    };
    html! { <section class="card">{ disclosure.around(t!("tour_form.more"), content) }</section> }
}

/// Vans and trailers of ours, and those that we have borrowed or will borrow. The form works without them.
#[hook]
fn use_vehicles(us: OrganisationId) -> Rc<Vec<(EquipmentId, String)>> {
    let own = use_resource(format!("equipment of {us}"), move || {
        client::equipment::list(EquipmentQuery { organisation: Some(us), limit: Some(100), ..EquipmentQuery::default() })
    });
    let borrowed = use_resource(format!("loans to {us}"), move || {
        client::loans::list(LoanQuery {
            organisation: Some(us),
            equipment: None,
            state: None,
            party: Some(LoanParty::Borrower),
            limit: Some(100),
            cursor: None,
        })
    });
    let moves = |kind: EquipmentKind| matches!(kind, EquipmentKind::Van | EquipmentKind::Trailer);
    let (own, borrowed) = (own.data(), borrowed.data());
    let own = own.iter().flat_map(|page| page.items.iter()).filter(|item| moves(item.kind) && !item.retired);
    let own = own.map(|item| (item.id, item.name.clone()));
    let agreed = |state: LoanState| matches!(state, LoanState::Accepted | LoanState::Out);
    let borrowed = borrowed.iter().flat_map(|page| page.items.iter());
    let borrowed = borrowed.filter(|loan| moves(loan.equipment.kind) && agreed(loan.state));
    let borrowed = borrowed.map(|loan| (loan.equipment.id, format!("{} ({})", loan.equipment.name, loan.lender.name)));
    let mut vehicles: Vec<(EquipmentId, String)> = Vec::new();
    for (id, name) in own.chain(borrowed) {
        // An item that is borrowed twice is one item.
        if !vehicles.iter().any(|(known, _)| *known == id) {
            vehicles.push((id, name));
        }
    }
    Rc::new(vehicles)
}
