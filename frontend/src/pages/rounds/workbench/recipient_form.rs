//! Whether a site takes part in the round, why not, and its published factor.

use super::BenchProps;
use super::saving::{ending, use_saving};
use crate::components::{Choice, QuantityField, Segmented, SelectField, one_of};
use crate::hooks::{Draft, checked_beside, use_form};
use crate::i18n::t;
use crate::pages::rounds::typed;
use crate::pages::rounds::words;
use shared::ids::SiteId;
use shared::problem::FieldError;
use shared::rounds::{AllocationRoundPatch, RecipientChoice, RoundReason, RoundRecipient};
use std::rc::Rc;
use yew::prelude::*;

/// Reasons that fit.
const REASONS: [RoundReason; 5] =
    [RoundReason::Closed, RoundReason::NotNeeded, RoundReason::Transport, RoundReason::Storage, RoundReason::Other];

/// Props of [`use_recipient_form`].
#[derive(PartialEq)]
pub struct RecipientFormProps {
    /// The round.
    pub bench: BenchProps,
    /// The site.
    pub recipient: RoundRecipient,
    /// It was changed, or is not.
    pub done: Callback<()>,
}

/// A choice as text.
#[derive(Clone, Debug, PartialEq)]
struct RecipientDraft {
    site: SiteId,
    takes_part: bool,
    reason: Option<RoundReason>,
    factor: String,
}

impl From<&RoundRecipient> for RecipientDraft {
    fn from(recipient: &RoundRecipient) -> Self {
        Self {
            site: recipient.site.id,
            takes_part: recipient.takes_part,
            reason: recipient.reason,
            factor: recipient.factor_percent.to_string(),
        }
    }
}

impl Draft for RecipientDraft {
    type Wire = RecipientChoice;

    fn build(&self) -> Result<RecipientChoice, Vec<FieldError>> {
        let factor = typed::whole(&self.factor);
        let wrong = factor.err().map(|code| FieldError::new("/factor_percent", code));
        let choice = RecipientChoice {
            site_id: self.site,
            takes_part: self.takes_part,
            reason: self.reason.filter(|_| !self.takes_part),
            factor_percent: factor.ok(),
        };
        checked_beside(wrong.into_iter().collect(), choice)
    }
}

/// The change of the round that is about one site alone.
#[must_use]
pub fn of_recipient(choice: RecipientChoice) -> AllocationRoundPatch {
    AllocationRoundPatch { recipients: Some(vec![choice]), ..AllocationRoundPatch::default() }
}

/// The form.
#[hook]
pub fn use_recipient_form(props: Rc<RecipientFormProps>) -> Html {
    let RecipientFormProps { bench, recipient, done } = &*props;
    let save = use_saving(bench, t!("round_recipients.saved"), done);
    let form = use_form(|| RecipientDraft::from(recipient), save.failure.clone());
    let part = form.field("/takes_part", |draft| &mut draft.takes_part);
    let answers =
        [Choice::new(true, t!("round_recipients.takes_part")), Choice::new(false, t!("round_recipients.left_out"))];
    let reason = form.field("/reason", |draft| &mut draft.reason);
    html! {
        <form class="form" novalidate=true onsubmit={form.submit(save.run.reform(of_recipient))}>
            <Segmented question={one_of(&part, &answers)} label={t!("round_recipients.part")} />
            if !form.draft.takes_part {
                <SelectField question={one_of(&reason, &words::reasons(&REASONS))} label={t!("round_cell.reason")} />
            }
            <QuantityField bind={form.field("/factor_percent", |draft| &mut draft.factor)} label={t!("round_recipients.factor")} hint={t!("round_recipients.factor_hint")} unit="%" step=10 max=300_000 />
            { ending(bench, &save, t!("button.save"), done) }
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::bench;
    use super::*;

    #[test]
    fn who_is_left_out_is_told_why() {
        let draft = RecipientDraft::from(&bench().recipients[0]);
        assert_eq!(draft.build().unwrap().factor_percent, Some(100));
        let out = RecipientDraft { takes_part: false, ..draft.clone() };
        assert_eq!(out.build().unwrap_err()[0].pointer, "/reason");
        let back = RecipientDraft { reason: Some(RoundReason::Closed), ..draft.clone() };
        assert_eq!(back.build().unwrap().reason, None);
        let odd = RecipientDraft { factor: "40".to_owned(), ..draft };
        assert_eq!(odd.build().unwrap_err()[0].pointer, "/factor_percent");
    }
}
