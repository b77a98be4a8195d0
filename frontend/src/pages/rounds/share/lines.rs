//! All lines of a share, and the answer to them: all at one tap, or each by itself.

use super::line::{Answering, LineKey, anchor, answer_of, answered, is_due, is_open, key, line};
use super::sender::{Sent, use_sender, waiting};
use crate::browser;
use crate::components::{Button, Card, Icon, Mood, Notice, ProblemView, Tone, use_toast};
use crate::hooks::{use_key_of, use_mutation};
use crate::i18n::t;
use crate::outbox::{Outcome, use_departures, use_outbox};
use crate::pages::rounds::forget_rounds;
use crate::routes::Route;
use shared::rounds::{AnsweredLine, LineAnswer, RoundExplanation, RoundExplanationLine};
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::Link;

/// Props of [`use_lines`].
#[derive(PartialEq)]
pub struct LinesProps {
    /// The share.
    pub told: Rc<RoundExplanation>,
    /// Whether the reader answers for the site.
    pub answers: bool,
    /// The lines have changed: read them anew.
    pub onchange: Callback<()>,
}

/// The lines with their buttons.
#[hook]
pub fn use_lines(props: Rc<LinesProps>) -> Html {
    let told = &props.told;
    let (round, site) = (told.round_id, told.site.id);
    let (toast, outbox, keys) = (use_toast(), use_outbox(), use_key_of());
    let asking = use_state(|| None::<LineKey>);
    let sender = use_sender(round, site, t!("round_share.deed_of", site = told.site.name.as_str()).to_string());
    let kept = waiting(&outbox, round, site);
    use_departures(kept.len(), &props.onchange);
    let send = {
        let (asking, onchange) = (asking.setter(), props.onchange.clone());
        use_mutation(
            move |lines: Vec<AnsweredLine>| {
                let (key, at) = (keys.of(&lines), going_on(&lines));
                let sending = sender.clone().send(lines, key);
                async move { sending.await.map(|sent| (sent, at)) }
            },
            move |(sent, at): (Sent, String)| {
                asking.set(None);
                forget_rounds();
                match sent {
                    Outcome::Sent(_) => toast.emit(t!("round_share.answered")),
                    Outcome::Waiting => toast.emit(t!("outbox.kept")),
                }
                onchange.emit(());
                browser::after(80, move || browser::focus_first(&at));
            },
        )
    };
    let retry = {
        let (clear, onchange) = (send.clear.clone(), props.onchange.clone());
        Callback::from(move |()| {
            clear.emit(());
            onchange.emit(());
        })
    };
    let one = send.run.reform(|answer: AnsweredLine| vec![answer]);
    let row = |told: &RoundExplanationLine| {
        let late = answer_of(told, &kept);
        let this = key(told);
        let ask = {
            let asking = asking.setter();
            Callback::from(move |on: bool| asking.set(on.then_some(this)))
        };
        let answering = (props.answers && late.is_none() && is_due(told)).then(|| Answering {
            send: one.clone(),
            busy: send.busy,
            asking: *asking == Some(this),
            ask,
        });
        html! { <li key={format!("{} {}", this.0, this.1)}>{ line(told, late, answering.as_ref()) }</li> }
    };
    html! {
        <Card title={t!("round_share.lines_title")}>
            if told.lines.is_empty() {
                <p>{ t!("round_share.lines_none") }</p>
            }
            if props.answers { { all(told, &kept, &send.run, send.busy) } }
            if !kept.is_empty() { { told_later() } }
            <ProblemView failure={send.failure.clone()} {retry} />
            <ul class="rows share-lines" tabindex="-1">{ for told.lines.iter().map(row) }</ul>
        </Card>
    }
}

/// Where the keyboard goes on once these are answered, for the buttons are gone: at the line, or at all of them.
fn going_on(lines: &[AnsweredLine]) -> String {
    match lines {
        [one] => format!("#{}", anchor((one.lot_id, one.from_site_id))),
        _ => ".share-lines".to_owned(),
    }
}

/// Takes all that is offered; nothing where nothing waits for an answer.
fn all(told: &RoundExplanation, kept: &[AnsweredLine], send: &Callback<Vec<AnsweredLine>>, busy: bool) -> Html {
    let open: Vec<AnsweredLine> = open_lines(told, kept).collect();
    if open.is_empty() {
        return html! {};
    }
    let count = open.len();
    let onclick = send.reform(move |()| open.clone());
    html! {
        <div class="stack-tight share-answer no-print">
            <p>{ t!("round_share.open_lines", n = count) }</p>
            <Button tone={Tone::Primary} icon={Icon::Check} wide=true {busy} {onclick}>{ t!("round_share.accept_all") }</Button>
        </div>
    }
}

/// The lines that wait for an answer, accepted.
fn open_lines(told: &RoundExplanation, kept: &[AnsweredLine]) -> impl Iterator<Item = AnsweredLine> {
    let open = told.lines.iter().filter(|one| is_open(one, kept));
    open.map(|one| answered(one, LineAnswer::Accept, None))
}

fn told_later() -> Html {
    html! {
        <Notice mood={Mood::Warm} icon={Icon::Offline}>
            <p>{ t!("round_share.waiting") }</p>
            <p><Link<Route> to={Route::Outbox}>{ t!("outbox.see") }</Link<Route>></p>
        </Notice>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::rounds::share::fixtures;
    use shared::rounds::LineStatus;

    #[test]
    fn all_that_waits_is_taken_at_once_and_nothing_else() {
        let mut told = fixtures::told();
        told.lines = vec![
            fixtures::line(1, Some(LineStatus::Proposed)),
            fixtures::line(2, Some(LineStatus::Refused)),
            fixtures::line(3, Some(LineStatus::Proposed)),
        ];
        let kept = [answered(&fixtures::line(3, None), LineAnswer::Accept, None)];
        let open: Vec<_> = open_lines(&told, &kept).collect();
        assert_eq!(open, [answered(&told.lines[0], LineAnswer::Accept, None)]);
        assert_eq!(open_lines(&told, &[]).count(), 2);
    }
}
