//! A line set by hand: how much of a lot the recipient gets, and why. Everything else is shared out around it.

use super::CellProps;
use super::lines::about;
use crate::client;
use crate::components::{Button, ProblemView, QuantityField, SelectField, TextArea, Tone, one_of, part};
use crate::hooks::{Draft, checked_beside, optional, use_form, use_key_of, use_mutation};
use crate::i18n::t;
use crate::pages::rounds::typed;
use crate::pages::rounds::words;
use shared::ids::{LotId, SiteId};
use shared::problem::FieldError;
use shared::rounds::{NewAdjustment, RoundLot, RoundReason, RoundRevision};
use std::rc::Rc;
use yew::prelude::*;

/// Reasons that fit.
const REASONS: [RoundReason; 8] = [
    RoundReason::Emergency,
    RoundReason::NotNeeded,
    RoundReason::Storage,
    RoundReason::Transport,
    RoundReason::Closed,
    RoundReason::Quality,
    RoundReason::Mistake,
    RoundReason::Other,
];

/// Props of [`use_adjust`].
#[derive(PartialEq)]
pub struct AdjustProps {
    /// The cell.
    pub cell: CellProps,
    /// The lot's place.
    pub lot: u32,
    /// It was set; this is what became of it.
    pub done: Callback<RoundRevision>,
    /// Nothing is set.
    pub cancel: Callback<()>,
}

/// A line as text.
#[derive(Clone, Debug, PartialEq)]
struct AdjustDraft {
    lot: LotId,
    from: SiteId,
    to: SiteId,
    /// What of the lot is in the round, kg.
    most: i64,
    kg: String,
    reason: Option<RoundReason>,
    note: String,
}

impl Draft for AdjustDraft {
    type Wire = NewAdjustment;

    fn build(&self) -> Result<NewAdjustment, Vec<FieldError>> {
        let kg = typed::whole(&self.kg).and_then(|kg| if kg > self.most { Err("more_than_left") } else { Ok(kg) });
        let wrong = [("/kg", kg.err()), ("/reason", self.reason.is_none().then_some("required"))];
        let wrong = wrong.into_iter().filter_map(|(at, code)| Some(FieldError::new(at, code?))).collect();
        let new = NewAdjustment {
            lot_id: self.lot,
            from_site_id: self.from,
            site_id: self.to,
            kg: kg.unwrap_or_default(),
            reason: self.reason.unwrap_or(RoundReason::Emergency),
            note: optional(&self.note),
        };
        checked_beside(wrong, new)
    }
}

/// The form.
#[hook]
pub fn use_adjust(props: Rc<AdjustProps>) -> Html {
    let cell = &props.cell;
    let Some((lot, recipient)) = cell.bench.board.lot(props.lot).zip(cell.recipient()) else { return html! {} };
    let draft = AdjustDraft {
        lot: lot.lot.id,
        from: lot.site.id,
        to: recipient.site.id,
        most: lot.kg,
        kg: cell.kg_of(props.lot).to_string(),
        reason: None,
        note: String::new(),
    };
    part(use_adjust_form, FormProps { lot: lot.clone(), draft, of: props })
}

#[derive(PartialEq)]
struct FormProps {
    of: Rc<AdjustProps>,
    lot: RoundLot,
    draft: AdjustDraft,
}

#[hook]
fn use_adjust_form(props: Rc<FormProps>) -> Html {
    let FormProps { of, lot, draft } = &*props;
    let bench = of.cell.bench.clone();
    let (id, version) = (bench.round().id, bench.round().version);
    let keys = use_key_of();
    let send = {
        let (bench, done) = (bench.clone(), of.done.clone());
        use_mutation(
            move |new: NewAdjustment| {
                let key = keys.of(&new);
                client::rounds::adjust(id, version, new, key)
            },
            move |revision: RoundRevision| {
                done.emit(revision);
                bench.changed();
            },
        )
    };
    let form = use_form(|| draft.clone(), send.failure.clone());
    let bind = form.field("/reason", |draft| &mut draft.reason);
    let needed = form.draft.reason == Some(RoundReason::Other);
    let hint = t!("round_cell.set_hint", now = words::kg(of.cell.kg_of(of.lot)), all = words::kg(lot.kg));
    html! {
        <form class="form" novalidate=true onsubmit={form.submit(send.run.clone())}>
            <div>
                <p><strong>{ &lot.lot.title }</strong></p>
                <p class="muted">{ about(&of.cell, of.lot, lot) }</p>
            </div>
            <QuantityField bind={form.field("/kg", |draft| &mut draft.kg)} label={t!("round_cell.set_kg")} {hint} unit="kg" max={lot.kg.saturating_mul(1_000)} />
            <SelectField question={one_of(&bind, &words::reasons(&REASONS))} label={t!("round_cell.reason")} />
            <TextArea bind={form.field("/note", |draft| &mut draft.note)} label={t!("round_cell.note")} optional={!needed} />
            <p class="muted">{ t!("round_cell.set_text") }</p>
            <ProblemView failure={send.failure.clone()} retry={bench.catch_up(&send.clear)} />
            <div class="form-actions">
                <Button tone={Tone::Primary} submit=true busy={send.busy}>{ t!("round_cell.set_send") }</Button>
                <Button tone={Tone::Quiet} onclick={of.cancel.clone()}>{ t!("button.cancel") }</Button>
            </div>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(kg: &str, reason: Option<RoundReason>) -> AdjustDraft {
        let site = |id: u128| SiteId(uuid::Uuid::from_u128(id));
        let lot = LotId(uuid::Uuid::from_u128(1));
        AdjustDraft { lot, from: site(2), to: site(3), most: 40, kg: kg.to_owned(), reason, note: String::new() }
    }

    fn said(draft: &AdjustDraft) -> Vec<(String, String)> {
        draft.build().unwrap_err().into_iter().map(|error| (error.pointer, error.code)).collect()
    }

    fn told(at: &str, code: &str) -> (String, String) {
        (at.to_owned(), code.to_owned())
    }

    #[test]
    fn a_line_says_how_much_and_why() {
        assert_eq!(draft("0", Some(RoundReason::Emergency)).build().unwrap().kg, 0);
        assert_eq!(said(&draft("41", Some(RoundReason::Emergency))), [told("/kg", "more_than_left")]);
        assert_eq!(said(&draft("", None)), [told("/kg", "required"), told("/reason", "required")]);
        assert_eq!(said(&draft("12,5", Some(RoundReason::Emergency))), [told("/kg", "whole_number")]);
    }

    #[test]
    fn another_reason_is_written_down() {
        assert_eq!(said(&draft("12", Some(RoundReason::Other))), [told("/note", "required")]);
        let other = AdjustDraft { note: "Demande de la mairie".to_owned(), ..draft("12", Some(RoundReason::Other)) };
        assert_eq!(other.build().unwrap().note.as_deref(), Some("Demande de la mairie"));
    }
}
