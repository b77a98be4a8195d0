//! Keeping an item longer: the borrower asks, the lender answers, both see what became of it.

use super::photos::use_reload_after;
use crate::client;
use crate::client::Failure;
use crate::components::{
    Button, Card, Dialog, Icon, Mood, Notice, ProblemView, ReasonDraft, TextArea, TextField, Tone, part, reason_form,
    use_toast,
};
use crate::hooks::{
    Draft, Mutation, checked_beside, forget, optional, use_form, use_fresh, use_key_of, use_mutation, use_resource,
};
use crate::i18n::{t, time, zone};
use crate::pages::equipment::busy;
use shared::ids::LoanId;
use shared::loans::{Loan, LoanParty};
use shared::organisations::Reason;
use shared::problem::FieldError;
use shared::renewals::{LoanRenewals, NewRenewal, Renewal, RenewalState};
use shared::time::{DAY, UtcMillis};
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_renewals`].
#[derive(PartialEq)]
pub struct RenewalsProps {
    /// The loan.
    pub loan: Loan,
    /// The loan may end at another time now: fetch it again.
    pub onchange: Callback<()>,
}

/// What is being asked in a dialog.
#[derive(Clone, Copy, PartialEq)]
enum Asking {
    More,
    Why(i64),
}

/// The wishes for more time; nothing where there are none and none can be made.
#[hook]
pub fn use_renewals(props: Rc<RenewalsProps>) -> Html {
    let id = props.loan.id;
    let renewals = use_resource(format!("loan renewals {id}"), move || client::loans::renewals(id));
    use_fresh(&renewals.reload);
    // Whoever took a step on the loan may be able to ask now, or no more.
    use_reload_after(props.loan.version, &renewals.reload);
    let (toast, asking) = (use_toast(), use_state(|| None::<Asking>));
    let changed = {
        let (asking, onchange, reload) = (asking.clone(), props.onchange.clone(), renewals.reload.clone());
        Callback::from(move |words: AttrValue| {
            asking.set(None);
            for family in ["loans", "equipment calendar"] {
                forget(family);
            }
            toast.emit(words);
            reload.emit(());
            onchange.emit(());
        })
    };
    let accept = {
        let changed = changed.clone();
        use_mutation(
            move |number: i64| client::loans::accept_renewal(id, number),
            move |_: LoanRenewals| changed.emit(t!("renewal.accepted")),
        )
    };
    let Some(shown) = renewals.data().filter(|shown| shown.can_ask || !shown.items.is_empty()) else { return html! {} };
    let set = |to: Option<Asking>| {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(to))
    };
    let title = if matches!(*asking, Some(Asking::Why(_))) { t!("renewal.decline") } else { t!("renewal.ask") };
    html! {
        <Card title={t!("renewal.title")}>
            { for shown.items.iter().map(|one| line(&props.loan, one)) }
            if let Some(number) = shown.items.last().filter(|_| shown.can_answer).map(|one| one.number) {
                <div class="cluster">
                    <Button tone={Tone::Primary} icon={Icon::Check} busy={accept.busy} onclick={accept.run.reform(move |()| number)}>{ t!("renewal.accept") }</Button>
                    <Button tone={Tone::Secondary} icon={Icon::Close} onclick={set(Some(Asking::Why(number)))}>{ t!("renewal.decline") }</Button>
                </div>
                <ProblemView failure={accept.failure.clone()} retry={renewals.reload.clone()} />
            }
            if shown.can_ask {
                <div><Button icon={Icon::Calendar} onclick={set(Some(Asking::More))}>{ t!("renewal.ask") }</Button></div>
            }
            <Dialog open={asking.is_some()} {title} onclose={set(None)}>
                { match *asking {
                    Some(Asking::More) => part(use_more_form, MoreProps { id, ends_at: props.loan.ends_at, done: changed }),
                    Some(Asking::Why(number)) => part(use_why_form, WhyProps { id, number, done: changed }),
                    None => html! {},
                } }
            </Dialog>
        </Card>
    }
}

/// A wish: what waits in a sentence of its own, what is over in a line.
fn line(loan: &Loan, renewal: &Renewal) -> Html {
    let until = time::moment(renewal.ends_at);
    let state = match renewal.state {
        RenewalState::Asked => None,
        RenewalState::Accepted => Some(t!("renewal.state_accepted")),
        RenewalState::Declined => Some(t!("renewal.state_declined")),
        RenewalState::Lapsed => Some(t!("renewal.state_lapsed")),
    };
    let said = [&renewal.note, &renewal.reason].into_iter().flatten();
    let said = said.map(|said| html! { <p class="claim-message">{ said }</p> });
    let day = time::date(renewal.asked_at);
    let sentence = match state {
        Some(state) => t!("renewal.past", day = day, person = renewal.by.as_str(), until = until, state = state),
        None if loan.party == LoanParty::Borrower => t!("renewal.waits_ours", until = until),
        None => t!("renewal.waits", person = loan.borrower.name.as_str(), until = until),
    };
    html! {
        <div class="stack-tight" key={renewal.number}>
            <p>{ sentence }</p>
            { for said }
            if let Some(at) = renewal.answer_by {
                <p class="muted with-icon">{ Icon::Clock }{ t!("renewal.answer_by", when = time::moment(at)) }</p>
            }
        </div>
    }
}

#[derive(Clone, PartialEq)]
struct MoreDraft {
    ends_at: String,
    note: String,
}

impl Draft for MoreDraft {
    type Wire = NewRenewal;

    fn build(&self) -> Result<NewRenewal, Vec<FieldError>> {
        let ends_at = zone::read(&self.ends_at).map(zone::instant);
        let missing = ends_at.is_none().then(|| FieldError::new("/ends_at", "required"));
        let new = NewRenewal { ends_at: ends_at.unwrap_or(UtcMillis(0)), note: optional(&self.note) };
        checked_beside(missing.into_iter().collect(), new)
    }
}

#[derive(PartialEq)]
struct MoreProps {
    id: LoanId,
    ends_at: UtcMillis,
    done: Callback<AttrValue>,
}

/// Until when, and why; a day more is proposed.
#[hook]
fn use_more_form(props: Rc<MoreProps>) -> Html {
    let (id, done, keys) = (props.id, props.done.clone(), use_key_of());
    let send = use_mutation(
        move |new: NewRenewal| {
            let key = keys.of(&new);
            client::loans::renew(id, new, key)
        },
        move |renewals: LoanRenewals| {
            let granted = renewals.items.last().is_some_and(|one| one.state == RenewalState::Accepted);
            done.emit(if granted { t!("renewal.granted") } else { t!("renewal.asked") });
        },
    );
    let picker = |at: UtcMillis| zone::picker_text(zone::wall(at));
    let proposed = picker(props.ends_at.max(zone::now()).plus(DAY));
    let form = use_form(move || MoreDraft { ends_at: proposed, note: String::new() }, send.failure.clone());
    html! {
        <form class="form" novalidate=true onsubmit={form.submit(send.run.clone())}>
            <p>{ t!("renewal.ask_lead") }</p>
            <TextField kind="datetime-local" bind={form.field("/ends_at", |draft| &mut draft.ends_at)} label={t!("renewal.until")} min={picker(props.ends_at)} />
            <TextArea bind={form.field("/note", |draft| &mut draft.note)} label={t!("renewal.note")} hint={t!("renewal.note_hint")} rows={2} optional=true />
            { refusal(&send) }
            <div class="form-actions">
                <Button tone={Tone::Primary} submit=true busy={send.busy}>{ t!("renewal.send") }</Button>
            </div>
        </form>
    }
}

/// Why it did not work: who follows keeps his time.
fn refusal(send: &Mutation<NewRenewal>) -> Html {
    let failure: &Option<Failure> = &send.failure;
    match failure.as_ref().and_then(busy) {
        Some((from, until)) => html! {
            <Notice mood={Mood::Warm} icon={Icon::Calendar} alert=true title={t!("booking.busy_title")}>
                <p>{ t!("renewal.busy", span = time::span(from, until)) }</p>
            </Notice>
        },
        None => html! { <ProblemView failure={failure.clone()} /> },
    }
}

#[derive(PartialEq)]
struct WhyProps {
    id: LoanId,
    number: i64,
    done: Callback<AttrValue>,
}

#[hook]
fn use_why_form(props: Rc<WhyProps>) -> Html {
    let (id, number, done) = (props.id, props.number, props.done.clone());
    let send = use_mutation(
        move |reason: Reason| client::loans::decline_renewal(id, number, reason),
        move |_: LoanRenewals| done.emit(t!("renewal.declined")),
    );
    let form = use_form(ReasonDraft::default, send.failure.clone());
    let usual = [t!("renewal.reason_next"), t!("renewal.reason_promised"), t!("renewal.reason_check")];
    reason_form(&form, &send, usual, t!("renewal.decline"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_that_is_missing_is_said_at_its_field() {
        let draft = MoreDraft { ends_at: String::new(), note: String::new() };
        assert_eq!(draft.build().unwrap_err()[0].pointer, "/ends_at");
    }
}
