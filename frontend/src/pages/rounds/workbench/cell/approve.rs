//! What the food bank approves of a request. The server takes all that differs from what was asked for at once.

use super::CellProps;
use crate::client;
use crate::components::{QuantityField, SelectField, one_of, part, use_toast};
use crate::hooks::{Draft, checked_beside, use_form, use_mutation};
use crate::i18n::t;
use crate::pages::rounds::typed;
use crate::pages::rounds::words;
use crate::pages::rounds::workbench::board::{Board, at};
use crate::pages::rounds::workbench::saving::ending;
use shared::ids::SiteId;
use shared::problem::FieldError;
use shared::rounds::{ApprovalLine, NewRoundApproval, RoundReason, RoundRecipient, RoundRequest};
use std::rc::Rc;
use yew::prelude::*;

/// Reasons that fit.
const REASONS: [RoundReason; 8] = [
    RoundReason::Supply,
    RoundReason::Emergency,
    RoundReason::Storage,
    RoundReason::Transport,
    RoundReason::Closed,
    RoundReason::NotNeeded,
    RoundReason::Mistake,
    RoundReason::Other,
];

/// Props of [`use_approve`].
#[derive(PartialEq)]
pub struct ApproveProps {
    /// The cell.
    pub cell: CellProps,
    /// It is approved, or nothing changes.
    pub done: Callback<()>,
}

/// An approval as text; its line comes first on the wire.
#[derive(Clone, Debug, PartialEq)]
struct ApprovalDraft {
    requested_kg: i64,
    kg: String,
    reason: Option<RoundReason>,
    line: ApprovalLine,
    /// What differs from what was asked for of other kinds, which stays so.
    others: Vec<ApprovalLine>,
}

impl Draft for ApprovalDraft {
    type Wire = NewRoundApproval;

    fn build(&self) -> Result<NewRoundApproval, Vec<FieldError>> {
        let kg = typed::whole(&self.kg);
        let differs = kg.is_ok_and(|kg| kg != self.requested_kg);
        let no_reason = differs && self.reason.is_none();
        let wrong = [("/lines/0/kg", kg.err()), ("/lines/0/reason", no_reason.then_some("reason_required"))];
        let wrong = wrong.into_iter().filter_map(|(at, code)| Some(FieldError::new(at, code?))).collect();
        let reason = self.reason.filter(|_| differs);
        let line = ApprovalLine { kg: kg.unwrap_or_default(), reason, ..self.line.clone() };
        let lines = std::iter::once(line).chain(self.others.iter().cloned()).collect();
        checked_beside(wrong, NewRoundApproval { lines })
    }
}

/// A request as the approval that it has now.
fn approved(board: &Board, request: &RoundRequest) -> Option<ApprovalLine> {
    let kind = board.bench.categories.get(at(request.category))?;
    Some(ApprovalLine {
        category: kind.category.clone(),
        temperature_class: kind.temperature_class,
        kg: request.approved_kg,
        reason: request.reason,
    })
}

/// Nothing of a kind that the recipient did not ask for: the food bank may want it to have some all the same.
fn unasked(board: &Board, kind: u32) -> Option<ApprovalLine> {
    let kind = board.bench.categories.get(at(kind))?;
    let (category, temperature_class) = (kind.category.clone(), kind.temperature_class);
    Some(ApprovalLine { category, temperature_class, kg: 0, reason: None })
}

fn draft(board: &Board, recipient: &RoundRecipient, kind: u32) -> Option<ApprovalDraft> {
    let request = recipient.requests.iter().find(|request| request.category == kind);
    let line = request.map_or_else(|| unasked(board, kind), |request| approved(board, request))?;
    let others = recipient.requests.iter().filter(|other| other.category != kind && other.approved_kg != other.requested_kg);
    Some(ApprovalDraft {
        requested_kg: request.map_or(0, |request| request.requested_kg),
        kg: line.kg.to_string(),
        reason: line.reason,
        others: others.filter_map(|other| approved(board, other)).collect(),
        line,
    })
}

/// The form.
#[hook]
pub fn use_approve(props: Rc<ApproveProps>) -> Html {
    let started = props.cell.recipient().and_then(|recipient| {
        let draft = draft(&props.cell.bench.board, recipient, props.cell.kind)?;
        Some((recipient.site.id, draft))
    });
    match started {
        Some((site, draft)) => {
            let of = FormProps { cell: props.cell.clone(), site, draft, done: props.done.clone() };
            part(use_approval_form, of)
        }
        None => html! {},
    }
}

#[derive(PartialEq)]
struct FormProps {
    cell: CellProps,
    site: SiteId,
    draft: ApprovalDraft,
    done: Callback<()>,
}

#[hook]
fn use_approval_form(props: Rc<FormProps>) -> Html {
    let bench = props.cell.bench.clone();
    let (id, version, site) = (bench.round().id, bench.round().version, props.site);
    let toast = use_toast();
    let send = {
        let (bench, done) = (bench.clone(), props.done.clone());
        use_mutation(
            move |new: NewRoundApproval| client::rounds::approve(id, site, version, new),
            move |()| {
                toast.emit(t!("round_cell.said_approved"));
                done.emit(());
                bench.changed();
            },
        )
    };
    let form = use_form(|| props.draft.clone(), send.failure.clone());
    let bind = form.field("/lines/0/reason", |draft| &mut draft.reason);
    let hint = t!("round_cell.approve_hint", kg = words::kg(form.draft.requested_kg));
    html! {
        <form class="form" novalidate=true onsubmit={form.submit(send.run.clone())}>
            <QuantityField bind={form.field("/lines/0/kg", |draft| &mut draft.kg)} label={t!("round_cell.approve_kg")} {hint} unit="kg" step=10 />
            <SelectField question={one_of(&bind, &words::reasons(&REASONS))} label={t!("round_cell.reason")} hint={t!("round_cell.approve_reason")} optional=true />
            { ending(&bench, &send, t!("round_cell.approve_send"), &props.done) }
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::sample::bench;
    use super::*;

    fn started() -> ApprovalDraft {
        let mut bench = bench();
        let other =
            RoundRequest { category: 1, requested_kg: 30, approved_kg: 10, ..bench.recipients[0].requests[0].clone() };
        bench.recipients[0].requests.push(other);
        let board = Board::new(Rc::new(bench));
        draft(&board, board.recipient(0).unwrap(), 0).unwrap()
    }

    #[test]
    fn what_was_decided_of_other_kinds_stays() {
        let draft = ApprovalDraft { reason: Some(RoundReason::Supply), ..started() };
        let lines = draft.build().unwrap().lines;
        let told: Vec<_> = lines.iter().map(|line| (line.category.as_str(), line.kg)).collect();
        assert_eq!(told, [("dairy", 40), ("bakery", 10)]);
    }

    #[test]
    fn who_did_not_ask_for_a_kind_can_be_given_some() {
        let board = Board::new(Rc::new(bench()));
        let draft = draft(&board, board.recipient(0).unwrap(), 1).unwrap();
        assert_eq!((draft.requested_kg, draft.kg.as_str(), draft.reason), (0, "0", None));
        let given = ApprovalDraft { kg: "25".to_owned(), reason: Some(RoundReason::Emergency), ..draft };
        let lines = given.build().unwrap().lines;
        let told: Vec<_> = lines.iter().map(|line| (line.category.as_str(), line.kg)).collect();
        assert_eq!(told, [("bakery", 25), ("dairy", 40)], "what was decided of other kinds stays");
    }

    #[test]
    fn only_what_differs_needs_a_reason() {
        assert_eq!(started().build().unwrap_err()[0].pointer, "/lines/0/reason");
        let all = ApprovalDraft { kg: "60".to_owned(), reason: Some(RoundReason::Supply), ..started() };
        assert_eq!(all.build().unwrap().lines[0].reason, None);
        let wrong = ApprovalDraft { kg: "beaucoup".to_owned(), ..started() };
        assert_eq!(wrong.build().unwrap_err()[0].pointer, "/lines/0/kg");
    }
}
