//! The page of "what if?", for who leads the round.

use super::form::{FormProps, use_simulation_form};
use super::outcome::outcome;
use crate::browser;
use crate::client;
use crate::components::{PageHeader, ResourceView, part};
use crate::hooks::use_resource;
use crate::i18n::t;
use crate::pages::rounds::RoundPageProps;
use crate::pages::rounds::place::Place;
use shared::rounds::{SimulationResult, Workbench};
use std::rc::Rc;
use yew::prelude::*;

/// The page.
#[hook]
pub fn use_simulation_page(props: Rc<RoundPageProps>) -> Html {
    let id = props.id;
    let bench = use_resource(format!("round {id} workbench"), move || client::rounds::workbench(id));
    let result = use_state(|| None::<Rc<SimulationResult>>);
    let lead = bench.data().map(|bench| AttrValue::from(bench.round.title.clone()));
    let ondone = {
        let set = result.setter();
        use_callback((), move |done: SimulationResult, ()| {
            set.set(Some(Rc::new(done)));
            // A screen reader hears what came of it.
            browser::after(80, || browser::focus_first(".share-outcome"));
        })
    };
    let ready = {
        let result = (*result).clone();
        Callback::from(move |bench: Rc<Workbench>| {
            html! {
                <div class="stack-loose">
                    { part(use_simulation_form, FormProps { bench: Rc::clone(&bench), ondone: ondone.clone() }) }
                    { for result.iter().map(|result| outcome(result, &bench)) }
                </div>
            }
        })
    };
    html! {
        <>
            <PageHeader title={t!("round_simulation.title")} {lead} back={Place::Round(id).route()} back_label={t!("round_share.back")} />
            <p class="lead">{ t!("round_simulation.lead") }</p>
            <ResourceView shown={bench.shown(&ready)} lines=6 />
        </>
    }
}
