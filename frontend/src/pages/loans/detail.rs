//! One loan: where it stands, what to do next, what happened.

use super::history::{history, way};
use super::photos::{LoanPhotosProps, use_loan_photos};
use super::renewals::{RenewalsProps, use_renewals};
use super::steps::{LoanStepsProps, use_loan_steps};
use super::words;
use crate::client;
use crate::client::conversations::About;
use crate::components::{Card, Fact, Icon, Mood, Notice, PageHeader, ResourceView, part};
use crate::hooks::{Resource, use_fresh, use_resource};
use crate::i18n::{t, time, word};
use crate::pages::conversations::conversation;
use crate::pages::equipment::words as equipment_words;
use crate::pages::offers::words::address;
use crate::pages::reports::link::report_link;
use crate::pages::tours::passing::tours_of_loan;
use crate::routes::Route;
use shared::ids::{LoanId, ObjectId};
use shared::loans::{Loan, LoanParty, LoanState};
use shared::reports::ReportSubject;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::Link;

/// Props of [`use_loan_page`].
#[derive(PartialEq)]
pub struct LoanPageProps {
    /// Which.
    pub id: LoanId,
}

/// One loan.
#[hook]
pub fn use_loan_page(props: Rc<LoanPageProps>) -> Html {
    let id = props.id;
    let loan = use_resource(format!("loan {id}"), move || client::loans::find(id));
    use_fresh(&loan.reload);
    let title = loan.data().map_or_else(|| t!("loans.one"), |loan| AttrValue::from(loan.equipment.name.clone()));
    let eyebrow = loan.data().map(|loan| word(loan.party));
    let ready = {
        let resource = loan.clone();
        Callback::from(move |loan: Rc<Loan>| body(&loan, &resource))
    };
    html! {
        <>
            <PageHeader {title} {eyebrow} back={Route::Loans} back_label={t!("loans.title")} />
            <ResourceView shown={loan.shown(&ready)} />
        </>
    }
}

fn body(loan: &Loan, resource: &Resource<Loan>) -> Html {
    html! {
        <div class="split">
            <div class="stack">
                { standing(loan, resource) }
                { tours_of_loan(loan) }
                { part(use_renewals, RenewalsProps { loan: loan.clone(), onchange: resource.reload.clone() }) }
                { part(use_loan_photos, LoanPhotosProps { id: loan.id, version: loan.version, item: loan.equipment.name.clone().into() }) }
                { conversation(About::Loan(loan.id)) }
                <Card title={t!("loan.facts")}>{ facts(loan) }</Card>
                if loan.party != LoanParty::Observer {
                    { report_link(ReportSubject::Loan, ObjectId(loan.id.0), words::other_side(loan)) }
                }
            </div>
            <Card title={t!("claim.history")}>{ history(loan) }</Card>
        </div>
    }
}

/// Where it stands and what to do: the first thing on the page.
fn standing(loan: &Loan, resource: &Resource<Loan>) -> Html {
    let onchange = {
        let resource = resource.clone();
        Callback::from(move |loan: Loan| resource.replace(loan))
    };
    let (mood, icon) = if loan.late { (Mood::Bad, Icon::Warning) } else { words::look(loan.state) };
    let answer_by = loan.answer_by.filter(|_| loan.state == LoanState::Requested);
    html! {
        <section class={classes!("card", "standing", mood.class())} aria-label={t!("loan.standing")}>
            { way(loan) }
            <div class="standing-head">
                <span class="standing-mark">{ icon }</span>
                <div>
                    <p class="standing-state">{ if loan.late { t!("today.loan_late") } else { word(loan.state) } }</p>
                    <p>{ words::next_step(loan) }</p>
                </div>
            </div>
            <p class="claim-message">{ &loan.purpose }</p>
            { part(use_loan_steps, LoanStepsProps { loan: loan.clone(), onchange, onstale: resource.reload.clone() }) }
            if let Some(at) = answer_by {
                <p class="muted with-icon">{ Icon::Clock }{ t!("loan.answer_by", when = time::moment(at)) }</p>
            }
        </section>
    }
}

fn facts(loan: &Loan) -> Html {
    html! {
        <>
            <dl class="facts">
                <Fact term={t!("loan.item")} icon={equipment_words::icon(loan.equipment.kind)}>
                    <Link<Route> to={Route::Item { id: loan.equipment.id }}>{ &loan.equipment.name }</Link<Route>>
                </Fact>
                <Fact term={t!("equipment.lender")} icon={Icon::Building}>{ &loan.lender.name }</Fact>
                <Fact term={t!("loan.borrower")} icon={Icon::Users}>{ &loan.borrower.name }</Fact>
                <Fact term={t!("loan.when")} icon={Icon::Calendar}>{ words::span(loan) }</Fact>
                <Fact term={t!("loan.where")} icon={Icon::Pin}>{ format!("{}, {}", loan.site.name, address(&loan.site)) }</Fact>
                if let Some(confirmed) = equipment_words::requirements(&loan.confirmed) {
                    <Fact term={t!("loan.confirmed")} icon={Icon::Shield}>
                        { confirmed }
                        { for loan.answers.iter().map(|one| html! { <><br />{ format!("{} : {}", word(one.requirement), one.answer) }</> }) }
                    </Fact>
                }
            </dl>
            if loan.state.holds_item() && loan.busy_until > loan.ends_at {
                <Notice><p>{ t!("loan.gap", until = time::moment(loan.busy_until)) }</p></Notice>
            }
        </>
    }
}
