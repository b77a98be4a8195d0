//! Whether the organisation redistributes in time what shops give shortly before the use-by date.

use crate::client;
use crate::components::{Card, ProblemView, ResourceView, use_toast};
use crate::hooks::{use_mutation, use_resource};
use crate::i18n::{t, time};
use shared::ids::OrganisationId;
use shared::offers::Redistribution;
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_redistribution`].
#[derive(PartialEq)]
pub struct RedistributionProps {
    /// Whose.
    pub id: OrganisationId,
    /// Whether the person may declare it.
    pub manages: bool,
}

/// The rule, what was declared last and by whom; a switch for who manages the organisation.
#[hook]
pub fn use_redistribution(props: Rc<RedistributionProps>) -> Html {
    let (id, manages) = (props.id, props.manages);
    let declared = use_resource(format!("redistribution of {id}"), move || client::organisations::redistribution(id));
    let toast = use_toast();
    let declare = {
        let declared = declared.clone();
        use_mutation(
            move |in_time: bool| client::organisations::declare_redistribution(id, in_time),
            move |answer: Redistribution| {
                toast.emit(t!("redistribution.saved"));
                declared.replace(answer);
            },
        )
    };
    let ready = {
        let (run, busy) = (declare.run.clone(), declare.busy);
        Callback::from(move |last: Rc<Redistribution>| {
            html! {
                <>
                    if manages {
                        { switch(last.redistributes_in_time, busy, &run) }
                    } else {
                        <p>{ standing(last.redistributes_in_time) }</p>
                    }
                    if let (Some(at), Some(by)) = (last.declared_at, &last.declared_by) {
                        <p class="muted">{ t!("redistribution.declared", person = by.as_str(), moment = time::moment(at)) }</p>
                    }
                </>
            }
        })
    };
    html! {
        <Card title={t!("redistribution.title")}>
            <p>{ t!("redistribution.rule") }</p>
            <ResourceView shown={declared.shown(&ready)} lines=1 />
            <ProblemView failure={declare.failure.clone()} />
        </Card>
    }
}

fn switch(on: bool, busy: bool, run: &Callback<bool>) -> Html {
    let onchange = run.reform(move |_: Event| !on);
    html! {
        <label class="radio-card check-row">
            <input type="checkbox" role="switch" checked={on} disabled={busy} {onchange} />
            <span>{ t!("redistribution.switch") }</span>
        </label>
    }
}

fn standing(in_time: bool) -> AttrValue {
    if in_time { t!("redistribution.yes") } else { t!("redistribution.no") }
}
