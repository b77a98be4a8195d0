//! Who gave or sold it: an organisation of the network, found by its name, or any name.

use crate::client;
use crate::components::{Combobox, Suggestion};
use crate::hooks::{Binding, optional, use_resource, use_session};
use crate::i18n::word;
use serde::{Deserialize, Serialize};
use shared::ids::OrganisationId;
use shared::organisations::{Organisation, OrganisationKind};
use std::rc::Rc;
use yew::prelude::*;

/// Suggestions shown at once.
const SHOWN: usize = 6;

/// A donor in a form: what was typed, and which organisation it is once one was chosen.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DonorDraft {
    /// What stands in the field.
    pub text: String,
    /// The chosen organisation; none while the text is only text.
    pub id: Option<OrganisationId>,
}

impl DonorDraft {
    /// The name on the wire, where it is no organisation of the network.
    #[must_use]
    pub fn name(&self) -> Option<String> {
        if self.id.is_some() { None } else { optional(&self.text) }
    }
}

/// Props of [`use_donor_field`].
#[derive(PartialEq)]
pub struct DonorFieldProps {
    /// Value, error and change.
    pub bind: Binding<DonorDraft>,
    /// What is asked.
    pub label: AttrValue,
    /// How to answer.
    pub hint: AttrValue,
    /// Whether an answer may be left out.
    pub optional: bool,
}

/// Asks for the donor. Without network, or with a name that nobody knows, the name is taken as it is typed.
#[hook]
pub fn use_donor_field(props: Rc<DonorFieldProps>) -> Html {
    let us = use_session().organisation();
    let all = use_resource("organisations of the network".to_owned(), client::organisations::everybody);
    let donor = props.bind.value.clone();
    let known = all.data();
    let others: Vec<&Organisation> = known.iter().flat_map(|page| &page.items).filter(|one| Some(one.id) != us).collect();
    let suggestions = if donor.id.is_some() { Vec::new() } else { fitting(&others, &donor.text) };
    let onchoose = props
        .bind
        .change
        .reform(|chosen: Suggestion| DonorDraft { text: chosen.label.to_string(), id: chosen.value.parse().ok() });
    let bind = Binding {
        pointer: props.bind.pointer,
        value: donor.text,
        error: props.bind.error.clone(),
        change: props.bind.change.reform(|text: String| DonorDraft { text, id: None }),
    };
    let (label, hint) = (props.label.clone(), props.hint.clone());
    html! { <Combobox {bind} {label} {hint} {suggestions} {onchoose} optional={props.optional} /> }
}

/// Organisations with the typed letters in their name, donors first; nothing typed: the donors.
fn fitting(all: &[&Organisation], typed: &str) -> Vec<Suggestion> {
    let typed = typed.trim().to_lowercase();
    let fits = |one: &&&Organisation| match typed.as_str() {
        "" => one.kind == OrganisationKind::Donor,
        typed => one.name.to_lowercase().contains(typed),
    };
    let mut found: Vec<&&Organisation> = all.iter().filter(fits).collect();
    found.sort_by_key(|one| one.kind != OrganisationKind::Donor);
    found.into_iter().take(SHOWN).map(suggestion).collect()
}

fn suggestion(one: &&Organisation) -> Suggestion {
    let detail = Some(word(one.kind));
    Suggestion { value: one.id.to_string().into(), label: one.name.clone().into(), detail }
}
