//! Choosing a commune by the beginning of its name or postcode; part of other pages' forms.

use crate::browser;
use crate::client;
use crate::components::{Combobox, Suggestion};
use crate::hooks::Binding;
use shared::communes::{Commune, CommuneQuery};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Letters from which on a search makes sense.
const SHORTEST: usize = 2;
/// How long the typist must pause before the server is asked, ms.
const PAUSE: i32 = 160;

/// A commune in a form: what was typed, and which commune it is once one was chosen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChosenCommune {
    /// What stands in the field.
    pub text: String,
    /// INSEE code of the chosen commune; none while the text is only text.
    pub insee_code: Option<String>,
    /// Postcodes of the chosen commune.
    pub postcodes: Vec<String>,
}

impl ChosenCommune {
    /// A commune that is known already.
    #[must_use]
    pub fn known(name: &str, insee_code: &str) -> Self {
        Self { text: name.to_owned(), insee_code: Some(insee_code.to_owned()), postcodes: Vec::new() }
    }
}

impl From<&Commune> for ChosenCommune {
    fn from(commune: &Commune) -> Self {
        Self {
            text: commune.name.clone(),
            insee_code: Some(commune.insee_code.clone()),
            postcodes: commune.postcodes.clone(),
        }
    }
}

/// Props of [`use_commune_field`].
#[derive(PartialEq)]
pub struct CommuneFieldProps {
    /// Value, error and change.
    pub bind: Binding<ChosenCommune>,
    /// What is asked.
    pub label: AttrValue,
    /// How to answer.
    pub hint: Option<AttrValue>,
    /// Whether an answer may be left out.
    pub optional: bool,
}

/// Asks for a commune.
#[hook]
pub fn use_commune_field(props: Rc<CommuneFieldProps>) -> Html {
    let found = use_state(Rc::<Vec<Commune>>::default);
    let busy = use_state(|| false);
    let turn = use_mut_ref(|| 0_u32);
    let chosen = props.bind.value.clone();
    {
        let (found, busy) = (found.clone(), busy.clone());
        use_effect_with(chosen.clone(), move |chosen| {
            let this_turn = turn.borrow().wrapping_add(1);
            *turn.borrow_mut() = this_turn;
            let text = chosen.text.trim().to_owned();
            if chosen.insee_code.is_some() || text.chars().count() < SHORTEST {
                found.set(Rc::default());
                busy.set(false);
                return;
            }
            busy.set(true);
            browser::after(PAUSE, move || {
                if *turn.borrow() != this_turn {
                    return;
                }
                spawn_local(async move {
                    let answer = client::communes::list(CommuneQuery { text, limit: Some(8) }).await;
                    if *turn.borrow() == this_turn {
                        found.set(Rc::new(answer.map(|list| list.items).unwrap_or_default()));
                        busy.set(false);
                    }
                });
            });
        });
    }
    let typed = props.bind.change.reform(|text: String| ChosenCommune { text, ..ChosenCommune::default() });
    let onchoose = {
        let (found, change) = (found.clone(), props.bind.change.clone());
        Callback::from(move |suggestion: Suggestion| {
            if let Some(commune) = found.iter().find(|commune| suggestion.value == commune.insee_code.as_str()) {
                change.emit(commune.into());
            }
        })
    };
    let bind = Binding { pointer: props.bind.pointer, value: chosen.text, error: props.bind.error.clone(), change: typed };
    html! {
        <Combobox
            {bind}
            label={props.label.clone()}
            hint={props.hint.clone()}
            suggestions={found.iter().map(suggestion).collect::<Vec<_>>()}
            {onchoose}
            busy={*busy}
            optional={props.optional}
        />
    }
}

fn suggestion(commune: &Commune) -> Suggestion {
    Suggestion {
        value: commune.insee_code.clone().into(),
        label: commune.name.clone().into(),
        detail: commune.postcodes.first().map(|postcode| postcode.clone().into()),
    }
}
