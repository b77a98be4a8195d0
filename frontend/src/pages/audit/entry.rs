//! One entry of the log.

use super::address::{AuditAddress, Steering};
use super::operations::{outcome, sentence};
use crate::components::{Badge, Button, Tone};
use crate::i18n::{t, time};
use shared::audit::{AuditEntry, AuditPerson};
use yew::prelude::*;

/// What, who for whom, when. A press on the person or the organisation shows only theirs.
pub fn entry(entry: &AuditEntry, steering: &Steering) -> Html {
    let by =
        entry.person.as_ref().map_or_else(|| html! { <span>{ t!("audit.nobody") }</span> }, |who| person(who, steering));
    html! {
        <div class="audit-entry">
            <p class="row-title">
                { sentence(&entry.operation) }
                if let Some(whom) = &entry.affected {
                    { t!("audit.whom", name = name(whom)) }
                }
                if let Some(detail) = &entry.detail {
                    { " " }<Badge>{ outcome(detail) }</Badge>
                }
            </p>
            <div class="cluster">
                { by }
                if let Some(organisation) = &entry.organisation {
                    { narrowing(organisation.name.clone(), steering, AuditAddress { organisation: Some(organisation.id), ..steering.address.clone() }) }
                }
            </div>
            <p class="muted">{ time::date(entry.at) }{ ", " }{ time::clock(entry.at) }</p>
        </div>
    }
}

fn person(who: &AuditPerson, steering: &Steering) -> Html {
    let name = name(who);
    let address = AuditAddress { person: Some(who.id), person_name: Some(name.clone()), ..steering.address.clone() };
    narrowing(name, steering, address)
}

fn name(who: &AuditPerson) -> String {
    who.name.clone().unwrap_or_else(|| t!("audit.gone").to_string())
}

fn narrowing(name: String, steering: &Steering, address: AuditAddress) -> Html {
    let label = t!("audit.only", name = name.as_str());
    let onclick = steering.go.reform(move |()| address.clone());
    html! { <Button tone={Tone::Quiet} {label} {onclick}>{ name }</Button> }
}
