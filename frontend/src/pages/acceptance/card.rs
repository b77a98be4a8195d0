//! What a site takes: read by all, declared by those who manage it.

use super::draft::{Cold, CriteriaDraft};
use crate::client;
use crate::components::{
    Button, Card, Chips, Choice, Fact, Icon, ProblemView, ResourceView, TextField, Tone, any_of, checklist, part, use_toast,
};
use crate::hooks::{Form, Resource, use_form, use_mutation, use_resource};
use crate::i18n::{number, t, word};
use crate::pages::categories::{label, label_of, use_categories};
use shared::acceptance::{Acceptance, AcceptanceCriteria};
use shared::categories::CategoryList;
use shared::ids::SiteId;
use shared::sites::Weekday;
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_acceptance_card`].
#[derive(PartialEq)]
pub struct AcceptanceCardProps {
    /// The site.
    pub id: SiteId,
    /// Whether the reader manages it.
    pub manages: bool,
}

/// What the site takes.
#[hook]
pub fn use_acceptance_card(props: Rc<AcceptanceCardProps>) -> Html {
    let (id, manages) = (props.id, props.manages);
    let acceptance = use_resource(format!("acceptance of {id}"), move || client::acceptance::find(id));
    let ready = {
        let resource = acceptance.clone();
        Callback::from(move |acceptance: Rc<Acceptance>| {
            let props = PartProps { acceptance: (*acceptance).clone(), resource: resource.clone() };
            if manages { part(use_criteria_form, props) } else { part(use_criteria_facts, props) }
        })
    };
    html! {
        <Card title={t!("acceptance.title")}>
            if manages { <p class="muted">{ t!("acceptance.lead") }</p> }
            <ResourceView shown={acceptance.shown(&ready)} lines=4 />
        </Card>
    }
}

#[derive(PartialEq)]
struct PartProps {
    acceptance: Acceptance,
    resource: Resource<Acceptance>,
}

#[hook]
fn use_criteria_facts(props: Rc<PartProps>) -> Html {
    let tree = use_categories();
    let criteria = &props.acceptance.criteria;
    if *criteria == AcceptanceCriteria::default() {
        return html! { <p>{ t!("acceptance.anything") }</p> };
    }
    let days: Vec<_> = criteria.days.iter().map(|day| word(*day).to_string()).collect();
    let kinds: Vec<_> = criteria.categories.iter().map(|code| label_of(&tree, code).to_string()).collect();
    let cold = [
        (criteria.chilled, t!("acceptance.chilled")),
        (criteria.frozen, t!("acceptance.frozen")),
        (criteria.fetches_cold, t!("acceptance.fetches_cold")),
    ];
    let cold: Vec<_> = cold.into_iter().filter(|(on, _)| *on).map(|(_, words)| words.to_string()).collect();
    html! {
        <dl class="facts">
            if !days.is_empty() { <Fact term={t!("acceptance.days")} icon={Icon::Calendar}>{ days.join(", ") }</Fact> }
            if !kinds.is_empty() { <Fact term={t!("acceptance.categories")}>{ kinds.join(", ") }</Fact> }
            if let Some(least) = criteria.smallest_grams {
                <Fact term={t!("acceptance.smallest")}>{ number::weight(least) }</Fact>
            }
            if let Some(most) = criteria.largest_grams {
                <Fact term={t!("acceptance.largest")}>{ number::weight(most) }</Fact>
            }
            if let Some(metres) = criteria.radius_m {
                <Fact term={t!("acceptance.radius")} icon={Icon::Truck}>{ number::distance(metres) }</Fact>
            }
            <Fact term={t!("acceptance.cold")}>
                if cold.is_empty() { { t!("acceptance.no_cold") } } else { { cold.join(", ") } }
            </Fact>
        </dl>
    }
}

#[hook]
fn use_criteria_form(props: Rc<PartProps>) -> Html {
    let (toast, tree) = (use_toast(), use_categories());
    let (id, version) = (props.acceptance.site_id, props.acceptance.version);
    let save = {
        let (resource, toast) = (props.resource.clone(), toast.clone());
        use_mutation(
            move |criteria: AcceptanceCriteria| client::acceptance::replace(id, version, criteria),
            move |saved: Acceptance| {
                toast.emit(t!("acceptance.saved"));
                resource.replace(saved);
            },
        )
    };
    let clear = {
        let reload = props.resource.reload.clone();
        use_mutation(
            move |()| client::acceptance::delete(id, version),
            move |()| {
                toast.emit(t!("acceptance.cleared"));
                reload.emit(());
            },
        )
    };
    let form = use_form(|| CriteriaDraft::from(&props.acceptance.criteria), save.failure.clone());
    {
        // A newer version has come in, by our own save or after a conflict: start over from it.
        let (form, clear, criteria) = (form.clone(), save.clear.clone(), props.acceptance.criteria.clone());
        use_effect_with(version, move |_| {
            clear.emit(());
            form.reset(CriteriaDraft::from(&criteria));
        });
    }
    let failure = save.failure.clone().or_else(|| clear.failure.clone());
    html! {
        <form class="form" novalidate=true onsubmit={form.submit(save.run.clone())}>
            <ProblemView {failure} retry={props.resource.reload.clone()} />
            { fields(&form, &tree) }
            <div class="form-actions">
                <Button icon={Icon::Check} submit=true busy={save.busy}>{ t!("acceptance.save") }</Button>
                if props.acceptance.declared_at.is_some() {
                    <Button tone={Tone::Quiet} busy={clear.busy} onclick={clear.run.clone()}>{ t!("acceptance.clear") }</Button>
                }
            </div>
        </form>
    }
}

fn fields(form: &Form<CriteriaDraft>, tree: &Resource<CategoryList>) -> Html {
    let days: Vec<_> = Weekday::ALL.iter().map(|day| Choice::new(*day, word(*day))).collect();
    let cold = [
        Choice::new(Cold::Chilled, t!("acceptance.takes_chilled")),
        Choice::new(Cold::Frozen, t!("acceptance.takes_frozen")),
        Choice::new(Cold::Fetch, t!("acceptance.takes_fetch")),
    ];
    let kinds = kinds(form, tree);
    html! {
        <>
            <Chips question={any_of(&form.field("/days", |draft| &mut draft.days), &days)} label={t!("acceptance.days")} hint={t!("acceptance.days_hint")} optional=true />
            <div class="form-row">
                <TextField bind={form.field("/smallest_grams", |draft| &mut draft.smallest_kg)} label={t!("acceptance.smallest_kg")} inputmode="decimal" optional=true />
                <TextField bind={form.field("/largest_grams", |draft| &mut draft.largest_kg)} label={t!("acceptance.largest_kg")} inputmode="decimal" optional=true />
            </div>
            <Chips question={any_of(&form.field("/categories", |draft| &mut draft.categories), &kinds)} label={t!("acceptance.categories")} hint={t!("acceptance.categories_hint")} optional=true />
            <TextField bind={form.field("/radius_m", |draft| &mut draft.radius_km)} label={t!("acceptance.radius_km")} inputmode="decimal" optional=true />
            { checklist(&any_of(&form.field("/chilled", |draft| &mut draft.cold), &cold), t!("acceptance.cold"), None) }
        </>
    }
}

/// The roots of the tree, and what another client has chosen below them.
fn kinds(form: &Form<CriteriaDraft>, tree: &Resource<CategoryList>) -> Vec<Choice<String>> {
    let chosen = &form.draft.categories;
    let Some(list) = tree.data() else {
        return chosen.iter().map(|code| Choice::new(code.clone(), code.clone().into())).collect();
    };
    let offered = list.items.iter().filter(|category| category.parent.is_none() || chosen.contains(&category.code));
    offered.map(|category| Choice::new(category.code.clone(), label(category))).collect()
}
