//! "A tour passes by": on the page of a claim or of a loan, tours that can bring it, and what became of the wish.

use super::forget_tours;
use super::loads::{LoadProps, load_article};
use super::place::Place;
use super::words;
use crate::client;
use crate::components::{Button, Card, Icon, ProblemView, Tone, keyed_part, part, use_toast};
use crate::hooks::{use_fresh, use_mutation, use_resource, use_session};
use crate::i18n::t;
use crate::routes::Route;
use shared::claims::{Claim, ClaimState, Party};
use shared::loans::{Loan, LoanParty, LoanState};
use shared::tours::{LoanLeg, NewLoanLeg, NewTourLoad, Tour, TourLoad, TourLoadState, TourOption, TourParty};
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::Link;

/// Tours for the food of a claim; nothing where no tour can bring it any more.
pub fn tours_of_claim(claim: &Claim) -> Html {
    let on_its_way = matches!(claim.state, ClaimState::Accepted | ClaimState::Ready | ClaimState::Collected);
    if !on_its_way || claim.party == Party::Observer {
        return html! {};
    }
    part(use_claim_tours, ClaimProps { claim: claim.clone() })
}

/// Tours for the item of a loan, out or back; nothing where no tour can bring it any more.
pub fn tours_of_loan(loan: &Loan) -> Html {
    let goes = matches!(loan.state, LoanState::Accepted | LoanState::Out);
    if !goes || loan.party == LoanParty::Observer {
        return html! {};
    }
    part(use_loan_tours, LoanProps { loan: loan.clone() })
}

#[derive(PartialEq)]
struct ClaimProps {
    claim: Claim,
}

#[hook]
fn use_claim_tours(props: Rc<ClaimProps>) -> Html {
    let (id, state) = (props.claim.id, props.claim.state);
    let found = use_resource(format!("claim tours {id} {state}"), move || client::tours::of_claim(id));
    use_fresh(&found.reload);
    // It only adds to what the page says already: while it is away nothing is missing.
    let Some(tours) = found.data() else { return html! {} };
    let load = NewTourLoad { claim_id: Some(id), ..NewTourLoad::default() };
    part(
        use_passing,
        PassingProps {
            lead: t!("tour_way.claim_lead"),
            load,
            // Who gives has no say in who fetches it.
            asks: props.claim.party == Party::Taker,
            current: tours.current.clone(),
            options: tours.items.clone(),
            reload: found.reload.clone(),
        },
    )
}

#[derive(PartialEq)]
struct LoanProps {
    loan: Loan,
}

#[hook]
fn use_loan_tours(props: Rc<LoanProps>) -> Html {
    let (id, state) = (props.loan.id, props.loan.state);
    let found = use_resource(format!("loan tours {id} {state}"), move || client::tours::of_loan(id, None));
    use_fresh(&found.reload);
    let Some(tours) = found.data() else { return html! {} };
    let leg = NewLoanLeg { loan_id: id, leg: tours.leg, site_id: None, grams: None };
    let lead = match tours.leg {
        LoanLeg::Out => t!("tour_way.loan_out_lead"),
        LoanLeg::Back => t!("tour_way.loan_back_lead"),
    };
    part(
        use_passing,
        PassingProps {
            lead,
            load: NewTourLoad { loan: Some(leg), ..NewTourLoad::default() },
            asks: true,
            current: tours.current.clone(),
            options: tours.items.clone(),
            reload: found.reload.clone(),
        },
    )
}

#[derive(PartialEq)]
struct PassingProps {
    lead: AttrValue,
    /// What is asked of a tour.
    load: NewTourLoad,
    /// Whether it is ours to ask.
    asks: bool,
    /// The tour that brings it, or is asked to.
    current: Option<Tour>,
    /// Tours that could.
    options: Vec<TourOption>,
    reload: Callback<()>,
}

#[hook]
fn use_passing(props: Rc<PassingProps>) -> Html {
    if let Some(tour) = &props.current {
        return current(tour, &props.reload);
    }
    // Who has no say sees only those tours that it can propose itself.
    let is_of_use = |option: &&TourOption| props.asks || option.tour.parties.contains(&TourParty::Carrier);
    let options: Vec<&TourOption> = props.options.iter().filter(is_of_use).collect();
    if options.is_empty() {
        return html! {};
    }
    let row = |option: &TourOption| {
        let key = option.tour.id.to_string();
        let item =
            OptionProps { option: option.clone(), load: props.load.clone(), asks: props.asks, reload: props.reload.clone() };
        html! { <li key={key.clone()}>{ keyed_part(&key, use_option, item) }</li> }
    };
    html! {
        <Card title={t!("tour_way.passes")}>
            <p class="muted">{ &props.lead }</p>
            <ul class="list">{ for options.into_iter().map(row) }</ul>
        </Card>
    }
}

/// The tour that brings it, or is asked to, with what is to be shown or answered.
fn current(tour: &Tour, reload: &Callback<()>) -> Html {
    let article = |load: &TourLoad| {
        load_article(LoadProps {
            tour: tour.clone(),
            load: load.clone(),
            onchange: reload.reform(|_: Tour| ()),
            onstale: reload.clone(),
        })
    };
    html! {
        <Card title={t!("tour_way.transport")}>
            <p class="with-icon">{ Icon::Truck }<span>{ link(tour) }<br />{ words::span(tour) }</span></p>
            { for tour.loads.iter().map(article) }
        </Card>
    }
}

fn link(tour: &Tour) -> Html {
    html! { <><Link<Route> to={Place::Tour(tour.id).route()}>{ &tour.title }</Link<Route>>{ ", " }{ &tour.organisation.name }</> }
}

#[derive(PartialEq)]
struct OptionProps {
    option: TourOption,
    load: NewTourLoad,
    asks: bool,
    reload: Callback<()>,
}

#[hook]
fn use_option(props: Rc<OptionProps>) -> Html {
    let TourOption { tour, fit } = &props.option;
    let id = tour.id;
    let toast = use_toast();
    let may_write = use_session().may_write();
    let is_ours = tour.parties.contains(&TourParty::Carrier);
    let ask = {
        let (load, reload, carrier) = (props.load.clone(), props.reload.clone(), tour.organisation.name.clone());
        use_mutation(
            move |()| client::tours::add_load(id, load.clone()),
            move |load: TourLoad| {
                forget_tours();
                let planned = load.state == TourLoadState::Planned;
                toast.emit(if planned {
                    t!("tour_load.said_accept")
                } else {
                    t!("tour_way.asked", carrier = carrier.as_str())
                });
                reload.emit(());
            },
        )
    };
    let words_of = match (is_ours, props.asks) {
        (true, true) => t!("tour_way.take_along"),
        (true, false) => t!("tour_way.propose"),
        (false, _) => t!("tour_way.ask"),
    };
    let label = t!("tour.step_of", step = words_of.clone(), tour = tour.title.as_str());
    let (pickup, drop) = (words::hour(tour, fit.pickup_at), words::hour(tour, fit.drop_at));
    html! {
        <article class="tour-load stack-tight">
            <div class="spread">
                <h3 class="card-title">{ link(tour) }</h3>
                <strong>{ words::detour(fit) }</strong>
            </div>
            <p class="offer-line">{ Icon::Calendar }{ words::span(tour) }</p>
            <p class="offer-line">{ Icon::Clock }{ t!("tour_way.times", pickup = pickup, drop = drop) }</p>
            if may_write && (props.asks || is_ours) {
                <div><Button tone={Tone::Secondary} icon={Icon::Truck} busy={ask.busy} onclick={ask.run.clone()} {label}>{ words_of }</Button></div>
            }
            <ProblemView failure={ask.failure.clone()} retry={props.reload.clone()} />
        </article>
    }
}
