//! What narrows the log: organisation, operation, days, and a person who was pressed on.

use super::address::{AuditAddress, Steering};
use super::operations;
use crate::client;
use crate::components::{Chip, Choice, SelectField, TextField, one_of};
use crate::hooks::{Binding, use_resource};
use crate::i18n::t;
use shared::organisations::OrganisationQuery;
use shared::page::MAX_LIMIT;
use std::rc::Rc;
use yew::prelude::*;

/// The filters.
#[hook]
pub fn use_filters(steering: Rc<Steering>) -> Html {
    let organisations = use_resource("organisations of the log".to_owned(), || {
        client::organisations::list(OrganisationQuery { limit: Some(MAX_LIMIT), ..OrganisationQuery::default() })
    });
    let address = &steering.address;
    let known = organisations.data();
    let named = known.iter().flat_map(|page| &page.items).map(|one| Choice::new(Some(one.id), one.name.clone().into()));
    let all = Choice::new(None, t!("audit.any_organisation"));
    let organisations: Vec<_> = std::iter::once(all).chain(named).collect();
    let organisation =
        bind(&steering, "/organisation", address.organisation, |address, chosen| address.organisation = chosen);
    let any = Choice::new(None, t!("audit.any_operation"));
    let known = operations::choices(address.operation.as_deref());
    let operations: Vec<_> = std::iter::once(any).chain(known).collect();
    let operation = bind(&steering, "/operation", address.operation.clone(), |address, chosen| address.operation = chosen);
    html! {
        <search class="card audit-filters" aria-label={t!("audit.filters")}>
            <SelectField question={one_of(&organisation, &organisations)} label={t!("audit.organisation")} />
            <SelectField question={one_of(&operation, &operations)} label={t!("audit.operation")} />
            <TextField bind={days(&steering, "/from", address.from, |address, day| address.from = day)} label={t!("audit.from")} kind="date" optional=true />
            <TextField bind={days(&steering, "/to", address.to, |address, day| address.to = day)} label={t!("audit.to")} kind="date" optional=true />
            { person(&steering) }
        </search>
    }
}

/// Binds a control to a part of the address.
fn bind<V: 'static>(steering: &Steering, pointer: &'static str, value: V, part: fn(&mut AuditAddress, V)) -> Binding<V> {
    let address = steering.address.clone();
    let change = steering.go.reform(move |chosen: V| {
        let mut address = address.clone();
        part(&mut address, chosen);
        address
    });
    Binding { pointer, value, error: None, change }
}

/// Binds a date picker, which holds text.
fn days(
    steering: &Steering,
    pointer: &'static str,
    day: Option<chrono::NaiveDate>,
    part: fn(&mut AuditAddress, Option<chrono::NaiveDate>),
) -> Binding<String> {
    let Binding { change, .. } = bind(steering, pointer, day, part);
    let value = day.map(|day| day.to_string()).unwrap_or_default();
    Binding { pointer, value, error: None, change: change.reform(|text: String| text.parse().ok()) }
}

fn person(steering: &Steering) -> Html {
    let Some(name) = steering.address.person.and(steering.address.person_name.clone()) else { return html! {} };
    let without = AuditAddress { person: None, person_name: None, ..steering.address.clone() };
    let onremove = steering.go.reform(move |()| without.clone());
    html! { <Chip remove_label={t!("board.remove", filter = name.as_str())} {onremove}>{ name }</Chip> }
}
