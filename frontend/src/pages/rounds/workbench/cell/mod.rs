//! What a recipient gets of a kind, opened from the table: what was asked and approved, lot by lot what it gets, and how to
//! change both.

mod adjust;
mod approve;
mod lines;
mod outcome;

use super::BenchProps;
use super::board::Cell;
use crate::browser;
use crate::components::{Button, ButtonLink, Fact, Icon, Tone, keyed_part, part};
use crate::i18n::t;
use crate::pages::rounds::place::Place;
use crate::pages::rounds::words;
use adjust::{AdjustProps, use_adjust};
use approve::{ApproveProps, use_approve};
use lines::{LinesProps, use_lines};
use outcome::{OutcomeProps, use_outcome};
use shared::rounds::{RoundRecipient, RoundRequest, RoundRevision, RoundStatus};
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_cell`].
#[derive(Clone, PartialEq)]
pub struct CellProps {
    /// The round.
    pub bench: BenchProps,
    /// The recipient's place.
    pub recipient: usize,
    /// The kind's place.
    pub kind: u32,
    /// What the kind is called.
    pub name: AttrValue,
}

impl CellProps {
    fn recipient(&self) -> Option<&RoundRecipient> {
        self.bench.board.recipient(self.recipient)
    }

    fn request(&self) -> Option<&RoundRequest> {
        self.recipient()?.requests.iter().find(|request| request.category == self.kind)
    }

    /// What the recipient gets of a lot now, kg.
    fn kg_of(&self, lot: u32) -> i64 {
        let mut lines = self.bench.board.lines(self.recipient, self.kind);
        lines.find(|line| line.lot == lot).map_or(0, |line| line.kg)
    }

    /// Whether lines can be set by hand: only what is shared out already.
    fn adjusts(&self) -> bool {
        self.bench.decides && matches!(self.bench.round().status, RoundStatus::Computed | RoundStatus::Adjusted)
    }
}

/// Where the keyboard goes on: in the form that was opened, and back above the lines.
const FORM: &str = "dialog[open] form :is(input, select)";
const LINES: &str = "dialog[open] h3";

/// What is being changed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Changing {
    Approval,
    Lot(u32),
}

/// The cell.
#[hook]
pub fn use_cell(props: Rc<CellProps>) -> Html {
    let changing = use_state(|| None::<Changing>);
    let outcome = use_state(|| None::<RoundRevision>);
    let change = |what: Option<Changing>| {
        let changing = changing.clone();
        Callback::from(move |()| changing.set(what))
    };
    let adjusted = {
        let (changing, outcome) = (changing.setter(), outcome.setter());
        Callback::from(move |revision: RoundRevision| {
            outcome.set(Some(revision));
            changing.set(None);
        })
    };
    let choose = {
        let (changing, outcome) = (changing.setter(), outcome.setter());
        Callback::from(move |lot: u32| {
            outcome.set(None);
            changing.set(Some(Changing::Lot(lot)));
        })
    };
    let forget = {
        let outcome = outcome.setter();
        Callback::from(move |()| {
            outcome.set(None);
            browser::after(80, || browser::focus_first(LINES));
        })
    };
    let began = use_mut_ref(|| false);
    {
        let outcome = outcome.clone();
        use_effect_with(*changing, move |changing| {
            let target = if changing.is_some() { FORM } else { LINES };
            // At first the dialog has put the keyboard somewhere; an outcome takes it by itself.
            if began.replace(true) && (changing.is_some() || outcome.is_none()) {
                browser::after(80, move || browser::focus_first(target));
            }
        });
    }
    let Some(recipient) = props.recipient() else { return html! {} };
    html! {
        <>
            <p><strong>{ &props.name }</strong><span class="muted">{ " · " }{ &recipient.organisation.name }</span></p>
            { facts(&props) }
            if let Some(revision) = (*outcome).clone() {
                { part(use_outcome, OutcomeProps { bench: props.bench.clone(), revision, done: forget }) }
            }
            { match *changing {
                Some(Changing::Approval) => {
                    part(use_approve, ApproveProps { cell: (*props).clone(), done: change(None) })
                }
                Some(Changing::Lot(lot)) => {
                    let of = AdjustProps { cell: (*props).clone(), lot, done: adjusted, cancel: change(None) };
                    keyed_part(&lot.to_string(), use_adjust, of)
                }
                None => html! {
                    <>
                        if props.bench.is_open() {
                            <div><Button tone={Tone::Quiet} icon={Icon::Edit} onclick={change(Some(Changing::Approval))}>{ t!("round_cell.approve") }</Button></div>
                        }
                        { part(use_lines, LinesProps { cell: (*props).clone(), choose }) }
                        { ways(&props, recipient) }
                    </>
                },
            } }
        </>
    }
}

fn facts(props: &CellProps) -> Html {
    let row = props.bench.board.rows.get(props.recipient);
    let cell: Cell = row.and_then(|row| row.cell(props.kind)).unwrap_or_default();
    let request = props.request();
    let by = |person: Option<&String>| person.map(|person| t!("round_cell.by", person = person.as_str()));
    let asker = request.and_then(|request| by(request.requested_by.as_ref()));
    let approver = request.and_then(|request| by(request.approved_by.as_ref()));
    let reason = request.and_then(|request| request.reason).map(words::reason);
    html! {
        <dl class="facts">
            <Fact term={t!("round_cell.requested")}>{ words::kg(cell.requested) }{ beside(asker) }</Fact>
            <Fact term={t!("round_cell.approved")}>{ words::kg(cell.approved) }{ beside(reason) }{ beside(approver) }</Fact>
            <Fact term={t!("round_cell.allocated")}>{ words::kg(cell.kg) }</Fact>
        </dl>
    }
}

fn beside(words: Option<AttrValue>) -> Html {
    words.map(|words| html! { <span class="muted round-beside">{ words }</span> }).unwrap_or_default()
}

/// Where more about the recipient is told.
fn ways(props: &CellProps, recipient: &RoundRecipient) -> Html {
    let (id, site) = (props.bench.round().id, recipient.site.id);
    html! {
        <div class="cluster">
            if props.bench.round().revision.is_some() {
                <ButtonLink to={Place::Share(id, site).route()} tone={Tone::Quiet} icon={Icon::Info}>{ t!("round_cell.why") }</ButtonLink>
            }
            if props.bench.round().status == RoundStatus::Published {
                <ButtonLink to={Place::HandOver(id, site).route()} tone={Tone::Quiet} icon={Icon::Handover}>{ t!("round_cell.hand_over") }</ButtonLink>
            }
        </div>
    }
}
