//! Edit forms of what several people may change: when somebody else was faster (412), both changes are put together and
//! nobody's work is lost.
//!
//! # How to use it in an edit form
//! Its draft says of which parts it is made ([`Merge`]). The form takes `onsubmit={merging.submit.clone()}`, and its fields
//! stand inside of `merging.around(…)`; [`use_merge`] does the rest.

mod kept;
mod merge;
mod notice;
mod outcome;

pub use kept::Kept;
pub use merge::{Merge, Part};

use crate::client::Failure;
use crate::components::{Clashes, ProblemView};
use crate::hooks::{Content, Draft, Form, Mutation, Resource, use_mutation};
use merge::merge;
use outcome::{Outcome, choices, submit, told};
use shared::problem::Code;
use std::cell::RefCell;
use std::future::Future;
use std::rc::Rc;
use yew::prelude::*;

/// What an edit form shows of changes by others.
pub struct Merging {
    /// For `<form onsubmit=…>`: as [`Form::submit`], once everything that both have changed is decided.
    pub submit: Callback<SubmitEvent>,
    notice: Html,
    clashes: Clashes,
    problem: Html,
}

impl Merging {
    /// The fields, below what happened, with the choices at those that both have changed.
    pub fn around(&self, fields: Html) -> Html {
        html! {
            <ContextProvider<Clashes> context={self.clashes.clone()}>
                { self.notice.clone() }
                { fields }
                { self.problem.clone() }
            </ContextProvider<Clashes>>
        }
    }
}

/// Watches over an edit form. `latest` is what the form shows, with its version; `find` fetches it anew when a write was
/// refused because of a newer one.
#[hook]
pub fn use_merge<D, T, F, R>(
    form: &Form<D>,
    save: &Mutation<D::Wire>,
    resource: &Resource<T>,
    latest: (&T, i64),
    find: F,
) -> Merging
where
    D: Merge + for<'a> From<&'a T>,
    T: Content,
    F: Fn() -> R + 'static,
    R: Future<Output = Result<T, Failure>> + 'static,
{
    use_merge_since(form, save, resource, latest, None, find)
}

/// As [`use_merge()`], for a form that may open with what was typed earlier: `since` is what it started from then, with its
/// version. What others have changed in between is put together with it at once.
#[hook]
pub fn use_merge_since<D, T, F, R>(
    form: &Form<D>,
    save: &Mutation<D::Wire>,
    resource: &Resource<T>,
    latest: (&T, i64),
    since: Option<(i64, D)>,
    find: F,
) -> Merging
where
    D: Merge + for<'a> From<&'a T>,
    T: Content,
    F: Fn() -> R + 'static,
    R: Future<Output = Result<T, Failure>> + 'static,
{
    let (latest, version) = latest;
    let outcome = use_state(|| None::<Rc<Outcome<D>>>);
    let catch_up = {
        let resource = resource.clone();
        use_mutation(move |()| find(), move |latest: T| resource.replace(latest))
    };
    let refused = save.failure.as_ref().is_some_and(|failure| failure.is(Code::PreconditionFailed));
    {
        let run = catch_up.run.clone();
        use_effect_with(refused, move |refused| {
            if *refused {
                run.emit(());
            }
        });
    }
    let ours = use_own_write(form, save.busy, save.failure.is_some());
    let base = use_mut_ref(|| since.unwrap_or_else(|| (version, D::from(latest))));
    {
        let (form, clear, outcome, theirs) = (form.clone(), save.clear.clone(), outcome.clone(), D::from(latest));
        use_effect_with(version, move |version| {
            let (before, base) = base.replace((*version, theirs.clone()));
            if before == *version {
                return;
            }
            clear.emit(());
            let mine = (*form.draft).clone();
            if let Some(sent) = ours.take() {
                // What was typed since it left goes on.
                form.reset(if mine == sent { theirs } else { merge(&D::parts(), &sent, &mine, &theirs).draft });
                outcome.set(None);
                return;
            }
            // Only what the form does not show has changed: there is nothing to put together, and nothing to tell.
            if theirs == base && !refused {
                return;
            }
            let merged = merge(&D::parts(), &base, &mine, &theirs);
            form.reset(merged.draft);
            let round = outcome.as_ref().map_or(0, |outcome| outcome.round) + 1;
            let both = merged.both.into_iter().map(|both| (both, None)).collect();
            // Who has not typed anything has nothing to be told, nor whose words have arrived meanwhile.
            let is_news = mine != base && mine != theirs;
            let news = is_news.then(|| Rc::new(Outcome { round, taken: merged.taken, both, mine, theirs }));
            outcome.set(news);
        });
    }
    let failure = if refused { catch_up.failure.clone() } else { save.failure.clone() };
    let retry = refused.then(|| catch_up.run.clone());
    Merging {
        submit: submit(form, save, &outcome),
        notice: outcome.as_ref().map(told).unwrap_or_default(),
        clashes: choices(form, &outcome),
        problem: html! { <ProblemView {failure} {retry} /> },
    }
}

/// What a write of ours has said that has left and was not refused: the next version that comes in is our own.
#[hook]
fn use_own_write<D: Draft>(form: &Form<D>, busy: bool, failed: bool) -> Rc<RefCell<Option<D>>> {
    let ours = use_mut_ref(|| None);
    let (noted, sent) = (Rc::clone(&ours), Rc::clone(&form.draft));
    use_effect_with((busy, failed), move |(busy, failed)| {
        if *busy || *failed {
            noted.replace(busy.then(|| (*sent).clone()));
        }
    });
    ours
}
