//! The questions of a simulation.

use super::draft::{SimulationDraft, SupplyRow};
use crate::client;
use crate::components::{
    Button, Card, Chips, Choice, Icon, ProblemView, TextField, Tone, any_of, checklist, form_section, use_disclosure,
};
use crate::hooks::{Binding, Form, use_form, use_mutation};
use crate::i18n::t;
use crate::pages::categories::use_categories;
use crate::pages::rounds::kg_field::{Row, number_row};
use crate::pages::rounds::words;
use shared::ids::SiteId;
use shared::rounds::{Simulation, SimulationResult, Workbench};
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_simulation_form`].
#[derive(PartialEq)]
pub struct FormProps {
    /// The round with its parts.
    pub bench: Rc<Workbench>,
    /// Takes what came of it.
    pub ondone: Callback<SimulationResult>,
}

/// The form.
#[hook]
pub fn use_simulation_form(props: Rc<FormProps>) -> Html {
    let bench = &props.bench;
    let (id, ondone) = (bench.round.id, props.ondone.clone());
    let send = use_mutation(
        move |changes: Simulation| client::rounds::simulate(id, changes),
        move |result: SimulationResult| ondone.emit(result),
    );
    let form = use_form(|| SimulationDraft::new(&bench.categories), send.failure.clone());
    let tree = use_categories();
    let which = use_disclosure(false, false);
    let supply = use_disclosure(false, form.error("/supply").is_some());
    let row = |(place, row): (usize, &SupplyRow)| {
        let set = form.clone();
        let field = Row {
            id: format!("f-supply-{place}"),
            label: html! { <>{ words::kind(&tree, &row.kind) }</> },
            hint: None,
            value: &row.percent,
            unit: "%",
            error: form.error(&format!("/supply/{place}/percent")),
            change: Callback::from(move |typed: String| {
                set.edit_at("/supply", move |draft: &mut SimulationDraft| draft.set(place, typed));
            }),
        };
        html! { <li>{ number_row(field) }</li> }
    };
    let rows = html! { <ul class="plain-list share-rows">{ for form.draft.supply.iter().enumerate().map(row) }</ul> };
    html! {
        <Card>
            <form class="form-long" novalidate=true onsubmit={form.submit(send.run.clone())}>
                { form_section(&t!("round_simulation.sites_title"), &t!("round_simulation.sites_lead"), html! {
                    <>
                        { which.around(chosen(form.draft.sites.len()), sites(&form, bench)) }
                        { changes(&form) }
                    </>
                }) }
                { form_section(&t!("round_simulation.supply_title"), &t!("round_simulation.supply_lead"), html! {
                    <>
                        { supply.around(t!("round_simulation.by_kind"), rows) }
                        <TextField
                            bind={form.field("/tolerance_kg", |draft| &mut draft.tolerance)}
                            label={t!("round_simulation.tolerance")}
                            hint={t!("round_simulation.tolerance_hint", kg = words::kg(bench.round.tolerance_kg))}
                            inputmode="numeric"
                            unit="kg"
                            optional=true
                        />
                    </>
                }) }
                <ProblemView failure={send.failure.clone()} />
                <div class="form-actions">
                    <Button tone={Tone::Primary} icon={Icon::Refresh} submit=true busy={send.busy}>{ t!("round_simulation.send") }</Button>
                </div>
            </form>
        </Card>
    }
}

/// For how many sites.
fn chosen(count: usize) -> AttrValue {
    if count == 0 { t!("round_simulation.all_sites") } else { t!("round_simulation.some_sites", n = count) }
}

/// The sites that take part.
fn sites(form: &Form<SimulationDraft>, bench: &Workbench) -> Html {
    let there = bench.recipients.iter().filter(|recipient| recipient.takes_part);
    let choices: Vec<Choice<SiteId>> =
        there.map(|recipient| Choice::new(recipient.site.id, recipient.site.name.clone().into())).collect();
    let bind = form.field("/sites", |draft| &mut draft.sites);
    html! { <Chips question={any_of(&bind, &choices)} label={t!("round_simulation.which")} hint={t!("round_simulation.which_hint")} optional=true /> }
}

/// What is different there.
fn changes(form: &Form<SimulationDraft>) -> Html {
    let cold = [Choice::new(true, t!("round_simulation.cold"))];
    // No keyboard of numbers: on some phones it has no minus.
    let number = |bind: Binding<String>, label: AttrValue, unit: &'static str| {
        html! { <TextField {bind} {label} {unit} optional=true /> }
    };
    html! {
        <>
            <div class="form-row">
                { number(form.field("/change/more_ambient_kg", |draft| &mut draft.ambient), t!("round_simulation.ambient"), "kg") }
                { number(form.field("/change/more_chilled_kg", |draft| &mut draft.chilled), t!("round_simulation.chilled"), "kg") }
            </div>
            <div class="form-row">
                { number(form.field("/change/more_frozen_kg", |draft| &mut draft.frozen), t!("round_simulation.frozen"), "kg") }
                { number(form.field("/change/more_vehicle_kg", |draft| &mut draft.vehicle), t!("round_simulation.vehicle"), "kg") }
            </div>
            { number(form.field("/change/more_reach_km", |draft| &mut draft.reach), t!("round_simulation.reach"), "km") }
            { checklist(&any_of(&form.field("/change/cold_transport", |draft| &mut draft.cold), &cold), t!("round_simulation.transport"), None) }
        </>
    }
}
