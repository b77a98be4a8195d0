//! One line of a share: which lot, how much, from where, until when, why, and the buttons to answer it.

use super::other::{OtherProps, use_other};
use super::words::{REFUSALS, why};
use crate::components::{Badge, Button, Icon, Mood, Tone, part};
use crate::i18n::{number, t};
use crate::pages::offers::words::{Label, temperature};
use crate::pages::rounds::words;
use shared::ids::{LotId, SiteId};
use shared::rounds::{AnsweredLine, LineAnswer, LineStatus, RoundExplanationLine, RoundReason};
use yew::prelude::*;

/// What tells a line from the others of its site.
pub type LineKey = (LotId, SiteId);

/// Which line it is.
#[must_use]
pub const fn key(line: &RoundExplanationLine) -> LineKey {
    (line.lot.id, line.from.id)
}

/// The id of the line's heading, where the keyboard goes on once it is answered.
#[must_use]
pub fn anchor((lot, from): LineKey) -> String {
    format!("line-{lot}-{from}")
}

/// An answer to a line.
#[must_use]
pub const fn answered(line: &RoundExplanationLine, answer: LineAnswer, reason: Option<RoundReason>) -> AnsweredLine {
    AnsweredLine { lot_id: line.lot.id, from_site_id: line.from.id, answer, reason, note: None }
}

/// Whether the line is still to be fetched, so that it can be refused or handed over now.
#[must_use]
pub const fn is_due(line: &RoundExplanationLine) -> bool {
    line.kg > 0 && matches!(line.status, Some(LineStatus::Proposed | LineStatus::Accepted))
}

/// Whether the line waits for an answer that was not given without network either.
#[must_use]
pub fn is_open(line: &RoundExplanationLine, waiting: &[AnsweredLine]) -> bool {
    line.status == Some(LineStatus::Proposed) && answer_of(line, waiting).is_none()
}

/// What was answered to the line without network, the latest.
#[must_use]
pub fn answer_of<'w>(line: &RoundExplanationLine, waiting: &'w [AnsweredLine]) -> Option<&'w AnsweredLine> {
    waiting.iter().rev().find(|one| (one.lot_id, one.from_site_id) == key(line))
}

/// What the buttons of a line do.
pub struct Answering {
    /// Sends an answer.
    pub send: Callback<AnsweredLine>,
    /// Whether answers are on their way.
    pub busy: bool,
    /// Whether it is asked why this line is refused.
    pub asking: bool,
    /// Asks why, or asks no longer.
    pub ask: Callback<bool>,
}

/// The line. `answering`: what the reader may do with it; none where there is nothing to do.
pub fn line(line: &RoundExplanationLine, waiting: Option<&AnsweredLine>, answering: Option<&Answering>) -> Html {
    let label = Label::of(line.lot.use_by, line.lot.best_before);
    html! {
        <article class="stack-tight share-line">
            <div class="spread">
                <h3 class="row-title" id={anchor(key(line))} tabindex="-1">{ &line.lot.title }</h3>
                <strong class="share-kg">{ words::kg(line.kg) }</strong>
            </div>
            <p class="with-icon">{ Icon::Pin }<span>{ from(line) }</span></p>
            <div class="cluster">
                { temperature(line.lot.temperature_class) }
                if let Some(label) = label { { label.badge() } }
                { standing(line, waiting) }
            </div>
            if let Some(reason) = line.why { <p class="muted">{ why(reason) }</p> }
            { for said(line).into_iter().map(|sentence| html! { <p class="muted">{ sentence }</p> }) }
            { for answering.map(|answering| buttons(line, answering)) }
        </article>
    }
}

/// "Entrepôt de Bruges, Bruges, à 12 km"
fn from(line: &RoundExplanationLine) -> AttrValue {
    let site = format!("{}, {}", line.from.name, line.from.commune);
    t!("round_share.from", site = site, distance = number::distance(line.metres))
}

fn standing(line: &RoundExplanationLine, waiting: Option<&AnsweredLine>) -> Html {
    match (waiting, line.status) {
        (Some(answer), _) => {
            let words = match answer.answer {
                LineAnswer::Accept => t!("round_share.accepts_later"),
                LineAnswer::Refuse => t!("round_share.refuses_later"),
            };
            html! { <Badge mood={Mood::Warm} icon={Icon::Offline}>{ words }</Badge> }
        }
        (None, Some(status)) => words::line_badge(status),
        (None, None) => html! {},
    }
}

/// What else there is to say: what was received, and why it differs or was refused.
fn said(line: &RoundExplanationLine) -> Vec<AttrValue> {
    let received = line.received_grams.map(|grams| t!("round_share.received", kg = number::weight(grams)));
    let reason = line.reason.map(|reason| t!("round_share.reason", reason = words::reason(reason)));
    let note = line.note.as_deref().map(|note| t!("round_share.said", note = note));
    let cost = line.cost_to_others_kg.filter(|kg| *kg > 0).map(|kg| t!("round_share.cost", kg = words::kg(kg)));
    [received, reason, note, cost].into_iter().flatten().collect()
}

/// Large buttons; why it is refused is one tap more.
fn buttons(line: &RoundExplanationLine, answering: &Answering) -> Html {
    let Answering { send, busy, asking, ask } = answering;
    let accept = answered(line, LineAnswer::Accept, None);
    let (asks, title) = (*asking, line.lot.title.as_str());
    let is_new = line.status == Some(LineStatus::Proposed);
    let (refuse, refuse_of) = if is_new {
        (t!("round_share.refuse"), t!("round_share.refuse_of", title = title))
    } else {
        (t!("round_share.give_back"), t!("round_share.give_back_of", title = title))
    };
    html! {
        <div class="stack-tight share-answer">
            <div class="cluster">
                if is_new {
                    <Button
                        icon={Icon::Check}
                        busy={*busy}
                        label={t!("round_share.accept_of", title = title)}
                        onclick={send.reform(move |()| accept.clone())}
                    >{ t!("round_share.accept") }</Button>
                }
                <Button
                    tone={Tone::Quiet}
                    icon={Icon::Close}
                    label={refuse_of}
                    onclick={ask.reform(move |()| !asks)}
                >{ refuse }</Button>
            </div>
            if asks {
                <fieldset class="share-reasons">
                    <legend class="label">{ t!("round_share.why_refuse") }</legend>
                    <div class="cluster">{ for REFUSALS.iter().map(|reason| refusal(line, *reason, send)) }</div>
                    { part(use_other, other(line, answering)) }
                </fieldset>
            }
        </div>
    }
}

/// One tap refuses the line with this reason.
fn refusal(line: &RoundExplanationLine, reason: RoundReason, send: &Callback<AnsweredLine>) -> Html {
    let answer = answered(line, LineAnswer::Refuse, Some(reason));
    let onclick = send.reform(move |_: MouseEvent| answer.clone());
    html! { <button type="button" class="quick" {onclick}>{ words::reason(reason) }</button> }
}

/// The line refused for a reason that is still to be told in words.
fn other(line: &RoundExplanationLine, answering: &Answering) -> OtherProps {
    let answer = answered(line, LineAnswer::Refuse, Some(RoundReason::Other));
    OtherProps { answer, busy: answering.busy, send: answering.send.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::rounds::share::fixtures;

    #[test]
    fn a_line_waits_until_it_is_answered_here_or_there() {
        let offered = fixtures::line(1, Some(LineStatus::Proposed));
        let kept = [answered(&offered, LineAnswer::Accept, None)];
        assert!(is_open(&offered, &[]) && is_due(&offered));
        assert!(!is_open(&offered, &kept), "it was answered without network");
        let other = fixtures::line(2, Some(LineStatus::Proposed));
        assert!(is_open(&other, &kept));
        let taken = fixtures::line(1, Some(LineStatus::Accepted));
        assert!(!is_open(&taken, &[]) && is_due(&taken), "who has no room after all gives it back");
        let gone = fixtures::line(1, Some(LineStatus::HandedOver));
        assert!(!is_open(&gone, &[]) && !is_due(&gone));
        assert!(!is_due(&fixtures::line(1, None)), "before it is published");
    }

    #[test]
    fn the_last_answer_counts() {
        let offered = fixtures::line(1, Some(LineStatus::Proposed));
        let refused = answered(&offered, LineAnswer::Refuse, Some(RoundReason::Storage));
        let kept = [answered(&offered, LineAnswer::Accept, None), refused.clone()];
        assert_eq!(answer_of(&offered, &kept), Some(&refused));
    }

    #[test]
    fn what_became_of_a_line_is_said() {
        let mut line = fixtures::line(1, Some(LineStatus::HandedOver));
        assert!(said(&line).is_empty());
        line.received_grams = Some(shared::units::Grams(38_500));
        line.reason = Some(RoundReason::Quality);
        line.note = Some("Pots abîmés".to_owned());
        line.cost_to_others_kg = Some(12);
        let said: Vec<_> = said(&line).iter().map(ToString::to_string).collect();
        assert_eq!(said.len(), 4);
        assert!(said[0].contains("38,5") && said[2].contains("Pots abîmés") && said[3].contains("12"), "{said:?}");
    }
}
