//! The page of a round's fairness.

use super::baselines::baselines;
use super::figures::figures;
use super::history::{HistoryProps, use_history};
use super::levels::{LevelsProps, use_levels};
use crate::browser;
use crate::client;
use crate::components::{Button, Card, Icon, Notice, PageHeader, ResourceView, keyed_part, part};
use crate::hooks::use_resource;
use crate::i18n::{t, time};
use crate::pages::rounds::paper::{PaperProps, use_paper};
use crate::pages::rounds::place::Place;
use crate::pages::rounds::{RoundPageProps, words};
use shared::ids::AllocationRoundId;
use shared::paths;
use shared::rounds::{AllocationRound, RoundStatement};
use std::rc::Rc;
use yew::prelude::*;

/// The page.
#[hook]
pub fn use_statement_page(props: Rc<RoundPageProps>) -> Html {
    let id = props.id;
    let round = use_resource(format!("round {id}"), move || client::rounds::find(id));
    let statement = use_resource(format!("round statement {id}"), move || client::rounds::statement(id));
    let lead = round.data().map(|round| named(&round));
    let organisation = round.data().map(|round| round.organisation.id);
    let ready = Callback::from(|statement: Rc<RoundStatement>| content(&statement));
    html! {
        <div class="stack-loose share-page">
            <PageHeader title={t!("round_statement.title")} {lead} back={Place::Round(id).route()} back_label={t!("round_share.back")}>
                <Button icon={Icon::Printer} onclick={Callback::from(|()| browser::print())}>{ t!("round_share.print") }</Button>
                if statement.data().is_some() {
                    { part(use_paper, paper(id)) }
                }
            </PageHeader>
            <ResourceView shown={statement.shown(&ready)} lines=6 />
            if let Some(organisation) = organisation {
                { keyed_part(&organisation.to_string(), use_history, HistoryProps { organisation }) }
            }
        </div>
    }
}

/// "Répartition du mardi, mercredi 2 décembre"
fn named(round: &AllocationRound) -> AttrValue {
    t!("round_statement.lead", round = round.title.as_str(), day = time::long_day(round.fetched_on))
}

/// What the page says, to be printed, and read by who was not there.
fn paper(id: AllocationRoundId) -> PaperProps {
    PaperProps {
        path: paths::round_statement_paper(id),
        name: format!("{}.pdf", t!("round_statement.paper_file")),
        label: t!("round_statement.paper"),
    }
}

fn content(statement: &Rc<RoundStatement>) -> Html {
    html! {
        <div class="stack-loose">
            <section class="stack" aria-label={t!("round_statement.figures_title")}>
                <h2 class="section-title">{ t!("round_statement.figures_title") }</h2>
                if statement.refusals > 0 {
                    <Notice><p>{ t!("round_statement.refusals", n = statement.refusals) }</p></Notice>
                }
                { figures(statement) }
            </section>
            { rule(statement) }
            { part(use_levels, LevelsProps { statement: Rc::clone(statement) }) }
            { baselines(statement) }
        </div>
    }
}

/// The rule in sentences.
fn rule(statement: &RoundStatement) -> Html {
    let tolerance = match statement.tolerance_kg {
        0 => t!("round_statement.rule_nearest"),
        kg => t!("round_statement.rule_tolerance", kg = words::kg(kg)),
    };
    html! {
        <Card title={t!("round_statement.rule_title")}>
            <ol class="share-rule">
                <li>{ t!("round_statement.rule_level", n = statement.window, ration = words::kg(statement.ration_kg)) }</li>
                <li>{ t!("round_statement.rule_all") }</li>
                <li>{ t!("round_statement.rule_lowest") }</li>
                <li>{ tolerance }</li>
                <li>{ t!("round_statement.rule_same") }</li>
            </ol>
        </Card>
    }
}
