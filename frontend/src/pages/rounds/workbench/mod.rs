//! The workbench of a round: where it stands and what comes next, its figures, and the table in which the food bank decides.

mod arrivals;
mod board;
mod cards;
mod cell;
mod chart;
mod documents;
mod figures;
mod filters;
mod grid;
mod grid_rows;
mod keys;
mod lots;
mod lots_draft;
mod narrowing;
mod newcomer;
mod recipient_form;
mod recipients;
mod revisions;
#[cfg(test)]
mod sample;
mod saving;
mod settings;
mod some;
mod standing;
mod table;
mod window;

use super::forget_rounds;
use super::place::Place;
use crate::client;
use crate::components::{ButtonLink, Icon, Mood, Notice, PageHeader, ResourceView, Tab, part, tabs};
use crate::hooks::{Resource, Session, use_fresh, use_resource, use_session};
use crate::i18n::{t, time};
use board::Board;
use documents::use_documents;
use figures::use_figures;
use lots::use_lots;
use recipients::use_recipients;
use revisions::use_revisions;
use shared::ids::AllocationRoundId;
use shared::organisations::OrganisationStatus;
use shared::rounds::{AllocationRound, RoundStatus, Workbench};
use standing::use_standing;
use std::rc::Rc;
use table::use_table;
use yew::prelude::*;

/// What of the round is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// Who gets what.
    Table,
    /// What is shared out.
    Lots,
    /// Among whom.
    Recipients,
    /// What changed it.
    Revisions,
}

/// Props of [`use_workbench_page`].
#[derive(PartialEq)]
pub struct WorkbenchProps {
    /// Which round.
    pub id: AllocationRoundId,
    /// What of it.
    pub view: View,
}

/// The round as every part of the page has it.
#[derive(Clone, PartialEq)]
pub struct BenchProps {
    /// The round, added up.
    pub board: Rc<Board>,
    /// Where it comes from.
    pub resource: Resource<Workbench>,
    /// Whether the person decides on it.
    pub decides: bool,
}

impl BenchProps {
    /// The round.
    #[must_use]
    pub fn round(&self) -> &AllocationRound {
        &self.board.bench.round
    }

    /// Whether the person may still change what goes into it, and what comes out.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.decides && self.round().status.is_open()
    }

    /// That what is shared out must be shared out again after a change; nothing while it is not.
    pub fn becomes_draft(&self) -> Html {
        html! {
            if self.round().status != RoundStatus::Draft {
                <Notice mood={Mood::Warm} icon={Icon::Info}><p>{ t!("round_bench.becomes_draft") }</p></Notice>
            }
        }
    }

    /// What follows a change: everything is read anew.
    pub fn changed(&self) {
        forget_rounds();
        self.resource.reload.emit(());
    }

    /// What to do where somebody else was faster: see what it is now, and forget the refusal.
    #[must_use]
    pub fn catch_up(&self, clear: &Callback<()>) -> Callback<()> {
        let (props, clear) = (self.clone(), clear.clone());
        Callback::from(move |()| {
            props.changed();
            clear.emit(());
        })
    }
}

/// The page.
#[hook]
pub fn use_workbench_page(props: Rc<WorkbenchProps>) -> Html {
    let WorkbenchProps { id, view } = *props;
    let session = use_session();
    let bench = use_resource(format!("round {id} workbench"), move || client::rounds::workbench(id));
    let known = bench.data();
    // Once it is published, answers come in by themselves. Before, nothing must change under the hands of who decides.
    let follows = known.as_ref().is_some_and(|bench| bench.round.status.is_told());
    let follow = use_callback((follows, bench.reload.clone()), |(), (follows, reload)| {
        if *follows {
            reload.emit(());
        }
    });
    use_fresh(&follow);
    let board = use_memo(known.clone(), |known| known.clone().map(|bench| Rc::new(Board::new(bench))));
    let ready = {
        let (resource, board) = (bench.clone(), Rc::clone(&board));
        Callback::from(move |bench: Rc<Workbench>| match &*board {
            Some(board) => {
                let decides = decides(&session, &bench.round);
                body(&BenchProps { board: Rc::clone(board), resource: resource.clone(), decides }, view)
            }
            None => html! {},
        })
    };
    let title = known.as_ref().map_or_else(|| t!("rounds.one"), |bench| bench.round.title.clone().into());
    let eyebrow = known.as_ref().map(|bench| t!("rounds.fetched", day = time::day(bench.round.fetched_on)));
    html! {
        <div class="round-page">
            <PageHeader {title} {eyebrow} back={Place::List.route()} back_label={t!("rounds.title")}>
                if known.as_ref().is_some_and(|bench| bench.round.revision.is_some()) {
                    <ButtonLink to={Place::Statement(id).route()} icon={Icon::Users}>{ t!("round_bench.statement") }</ButtonLink>
                }
                <ButtonLink to={Place::Simulation(id).route()} icon={Icon::Sliders}>{ t!("round_bench.simulation") }</ButtonLink>
            </PageHeader>
            <ResourceView shown={bench.shown(&ready)} lines=5 />
        </div>
    }
}

/// Whether the person leads the rounds of this food bank, whichever organisation he or she acts for now.
fn decides(session: &Session, round: &AllocationRound) -> bool {
    session.me().is_some_and(|me| {
        me.memberships.iter().any(|place| {
            place.organisation.id == round.organisation.id
                && place.status == OrganisationStatus::Approved
                && place.role.manages()
        })
    })
}

fn body(props: &BenchProps, view: View) -> Html {
    let id = props.round().id;
    let views = [
        Tab { to: Place::Round(id).route(), label: t!("round_bench.table") },
        Tab { to: Place::Lots(id).route(), label: t!("round_bench.lots") },
        Tab { to: Place::Recipients(id).route(), label: t!("round_bench.recipients") },
        Tab { to: Place::Revisions(id).route(), label: t!("round_bench.revisions") },
    ];
    let (current, content) = match view {
        View::Table => (Place::Round(id), part(use_table, props.clone())),
        View::Lots => (Place::Lots(id), part(use_lots, props.clone())),
        View::Recipients => (Place::Recipients(id), part(use_recipients, props.clone())),
        View::Revisions => (Place::Revisions(id), part(use_revisions, props.clone())),
    };
    html! {
        <div class="stack">
            { part(use_standing, props.clone()) }
            { part(use_figures, props.clone()) }
            { tabs(t!("round_bench.views"), &views, &current.route()) }
            { content }
            if props.round().revision.is_some() {
                { part(use_documents, props.clone()) }
            }
        </div>
    }
}
