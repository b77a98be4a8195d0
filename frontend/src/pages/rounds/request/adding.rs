//! One more row: the same food kept another way.

use crate::components::{Button, Choice, Icon, Segmented, SelectField, Tone, one_of, use_disclosure};
use crate::hooks::Binding;
use crate::i18n::{t, word};
use crate::pages::categories::{label, use_categories};
use shared::rounds::RoundCategory;
use shared::units::TemperatureClass;
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_adding`].
#[derive(PartialEq)]
pub struct AddingProps {
    /// Takes the kind.
    pub onadd: Callback<RoundCategory>,
}

/// Asks which food, and how it is kept; behind one line, because few need it.
#[hook]
pub fn use_adding(props: Rc<AddingProps>) -> Html {
    let tree = use_categories();
    let category = use_state(|| None::<String>);
    let class = use_state(|| TemperatureClass::Frozen);
    let disclosure = use_disclosure(false, false);
    let roots: Vec<_> = tree.data().map_or_else(Vec::new, |tree| {
        let roots = tree.items.iter().filter(|category| category.parent.is_none());
        roots.map(|root| Choice::new(Some(root.code.clone()), label(root))).collect()
    });
    let classes: Vec<_> = TemperatureClass::ALL.iter().map(|one| Choice::new(*one, word(*one))).collect();
    let which = {
        let set = category.setter();
        let change = Callback::from(move |chosen: Option<String>| set.set(chosen));
        Binding { pointer: "/add/category", value: (*category).clone(), error: None, change }
    };
    let how = {
        let set = class.setter();
        let change = Callback::from(move |chosen: TemperatureClass| set.set(chosen));
        Binding { pointer: "/add/temperature_class", value: *class, error: None, change }
    };
    let onclick = {
        let (onadd, chosen, temperature_class) = (props.onadd.clone(), (*category).clone(), *class);
        Callback::from(move |()| {
            if let Some(category) = chosen.clone() {
                onadd.emit(RoundCategory { category, temperature_class });
            }
        })
    };
    let fields = html! {
        <div class="stack-tight">
            <SelectField question={one_of(&which, &roots)} label={t!("round_request.which")} />
            <Segmented question={one_of(&how, &classes)} label={t!("round_request.how")} />
            <div><Button tone={Tone::Secondary} icon={Icon::Plus} disabled={category.is_none()} {onclick}>{ t!("round_request.add") }</Button></div>
        </div>
    };
    disclosure.around(t!("round_request.other"), fields)
}
