//! What the round is called, its day, and how fairness is counted: changed in front of it, until it is published.

use super::BenchProps;
use super::saving::{ending, use_saving};
use crate::components::{Button, Dialog, Icon, Tone, part};
use crate::hooks::{Draft, checked_beside, use_form};
use crate::i18n::t;
use crate::pages::rounds::dials::{day_field, name_field, tolerance_field, window_field};
use crate::pages::rounds::typed;
use chrono::NaiveDate;
use shared::problem::FieldError;
use shared::rounds::{AllocationRound, AllocationRoundPatch};
use std::rc::Rc;
use yew::prelude::*;

/// The settings as text.
#[derive(Clone, Debug, PartialEq)]
struct SettingsDraft {
    title: String,
    /// The day, as `2026-12-01`.
    fetched_on: String,
    window: String,
    /// How far a share may be from the fairest one, kg.
    tolerance: String,
}

impl From<&AllocationRound> for SettingsDraft {
    fn from(round: &AllocationRound) -> Self {
        Self {
            title: round.title.clone(),
            fetched_on: round.fetched_on.to_string(),
            window: round.window.to_string(),
            tolerance: round.tolerance_kg.to_string(),
        }
    }
}

impl Draft for SettingsDraft {
    type Wire = AllocationRoundPatch;

    fn build(&self) -> Result<AllocationRoundPatch, Vec<FieldError>> {
        let day = self.fetched_on.parse::<NaiveDate>().ok();
        let (window, tolerance) = (typed::whole(&self.window), typed::whole(&self.tolerance));
        let wrong = [
            ("/fetched_on", day.is_none().then_some("required")),
            ("/window", window.err()),
            ("/tolerance_kg", tolerance.err()),
        ];
        let wrong = wrong.into_iter().filter_map(|(at, code)| Some(FieldError::new(at, code?))).collect();
        let patch = AllocationRoundPatch {
            title: Some(self.title.trim().to_owned()),
            fetched_on: day,
            window: window.ok(),
            tolerance_kg: tolerance.ok(),
            ..AllocationRoundPatch::default()
        };
        checked_beside(wrong, patch)
    }
}

/// The button, and the form that it opens.
#[hook]
pub fn use_settings(props: Rc<BenchProps>) -> Html {
    let open = use_state(|| false);
    let set = |to: bool| {
        let open = open.setter();
        Callback::from(move |()| open.set(to))
    };
    let form = FormProps { bench: (*props).clone(), done: set(false) };
    html! {
        <>
            <Button tone={Tone::Quiet} icon={Icon::Edit} onclick={set(true)}>{ t!("round_bench.settings") }</Button>
            <Dialog open={*open} title={t!("round_bench.settings")} onclose={set(false)}>
                { part(use_settings_form, form) }
            </Dialog>
        </>
    }
}

#[derive(PartialEq)]
struct FormProps {
    bench: BenchProps,
    done: Callback<()>,
}

#[hook]
fn use_settings_form(props: Rc<FormProps>) -> Html {
    let FormProps { bench, done } = &*props;
    let save = use_saving(bench, t!("round_bench.settings_saved"), done);
    let form = use_form(|| SettingsDraft::from(bench.round()), save.failure.clone());
    html! {
        <form class="form" novalidate=true onsubmit={form.submit(save.run.clone())}>
            { name_field(form.field("/title", |draft| &mut draft.title)) }
            { day_field(form.field("/fetched_on", |draft| &mut draft.fetched_on)) }
            { window_field(form.field("/window", |draft| &mut draft.window)) }
            { tolerance_field(form.field("/tolerance_kg", |draft| &mut draft.tolerance)) }
            { ending(bench, &save, t!("button.save"), done) }
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::bench;
    use super::*;

    fn draft() -> SettingsDraft {
        SettingsDraft::from(&bench().round)
    }

    #[test]
    fn what_was_set_comes_back() {
        let patch = draft().build().unwrap();
        assert_eq!(patch.title.as_deref(), Some("Répartition du mardi"));
        assert_eq!((patch.window, patch.tolerance_kg), (Some(4), Some(0)));
        assert!(patch.lots.is_none() && patch.recipients.is_none(), "all else stays");
    }

    #[test]
    fn what_is_wrong_is_said_at_its_field() {
        let wrong = SettingsDraft {
            title: " ".to_owned(),
            fetched_on: String::new(),
            window: "27".to_owned(),
            tolerance: "un peu".to_owned(),
        };
        let mut at: Vec<_> = wrong.build().unwrap_err().into_iter().map(|error| error.pointer).collect();
        at.sort_unstable();
        assert_eq!(at, ["/fetched_on", "/title", "/tolerance_kg", "/window"]);
    }
}
