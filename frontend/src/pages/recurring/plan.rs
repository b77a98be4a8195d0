//! A new surplus that comes back: said once, published by itself every week.

use super::draft::{RecurringDraft, keep, load};
use super::fields::{FieldsProps, dates, ends_on, rhythm, starts_on, use_more, use_what};
use crate::client;
use crate::components::{
    Button, ButtonLink, Empty, Icon, PageHeader, ProblemView, ResumedProps, Tone, keyed_part, part, use_resumed, use_toast,
};
use crate::hooks::{forget, use_form, use_key_of, use_mutation, use_session};
use crate::i18n::t;
use crate::pages::offers::own_sites::{OwnSitesProps, use_own_sites};
use crate::pages::offers::{how_much, remarks, site_choice, temperature};
use crate::routes::Route;
use shared::ids::OrganisationId;
use shared::recurring::{NewRecurringSurplus, RecurringSurplus};
use shared::sites::Site;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::use_navigator;

/// A new one.
#[hook]
pub fn use_plan_page() -> Html {
    let Some(us) = use_session().organisation() else { return html! {} };
    let ready = Callback::from(
        move |sites: Rc<Vec<Site>>| {
            if sites.is_empty() { no_site() } else { part(use_plan_form, PlanFormProps { sites, us }) }
        },
    );
    html! {
        <>
            <PageHeader title={t!("recurring.plan_title")} lead={t!("recurring.plan_lead")} back={Route::RecurringSurpluses} back_label={t!("recurring.title")} />
            { keyed_part(&us.to_string(), use_own_sites, OwnSitesProps { organisation: us, ready }) }
        </>
    }
}

fn no_site() -> Html {
    html! {
        <Empty icon={Icon::Building} title={t!("publish.no_site")} hint={t!("publish.no_site_hint")}>
            <ButtonLink to={Route::NewSite} tone={Tone::Primary} icon={Icon::Plus}>{ t!("site.add") }</ButtonLink>
        </Empty>
    }
}

#[derive(PartialEq)]
struct PlanFormProps {
    sites: Rc<Vec<Site>>,
    us: OrganisationId,
}

#[hook]
fn use_plan_form(props: Rc<PlanFormProps>) -> Html {
    let (toast, navigator, keys) = (use_toast(), use_navigator(), use_key_of());
    let us = props.us;
    let plan = use_mutation(
        move |new: NewRecurringSurplus| {
            let key = keys.of(&new);
            client::recurring::create(new, key)
        },
        move |surplus: RecurringSurplus| {
            keep(us, None);
            forget("recurring");
            toast.emit(t!("recurring.planned"));
            if let Some(navigator) = &navigator {
                navigator.push(&Route::RecurringSurplus { id: surplus.id });
            }
        },
    );
    let kept = use_memo(us, |us| load(*us));
    let form = use_form(|| start(kept.as_ref().clone(), &props.sites), plan.failure.clone());
    use_effect_with(Rc::clone(&form.draft), move |draft| keep(us, Some(draft)));
    let start_over = {
        let (form, sites) = (form.clone(), Rc::clone(&props.sites));
        Callback::from(move |()| form.reset(start(None, &sites)))
    };
    let fields = || FieldsProps { form: form.clone() };
    html! {
        <form class="publish-form" novalidate=true onsubmit={form.submit(plan.run.clone())}>
            if kept.is_some() {
                { part(use_resumed, ResumedProps { start_over }) }
            }
            <section class="card"><h2>{ t!("publish.what") }</h2>{ part(use_what, fields()) }{ how_much(&form, false) }</section>
            <section class="card"><h2>{ t!("publish.keeping") }</h2>{ temperature(&form) }{ dates(&form) }</section>
            <section class="card">
                <h2>{ t!("recurring.when") }</h2>
                { site_choice(&form, &props.sites) }
                { rhythm(&form) }
                { starts_on(&form) }
                { ends_on(&form) }
                { remarks(&form) }
            </section>
            { part(use_more, fields()) }
            <ProblemView failure={plan.failure.clone()} />
            <div class="form-actions">
                <Button tone={Tone::Primary} icon={Icon::Check} submit=true busy={plan.busy}>{ t!("recurring.send") }</Button>
                <ButtonLink to={Route::RecurringSurpluses} tone={Tone::Quiet}>{ t!("button.cancel") }</ButtonLink>
            </div>
        </form>
    }
}

/// The draft of last time or a new one, at a site that exists.
fn start(kept: Option<RecurringDraft>, sites: &[Site]) -> RecurringDraft {
    let mut draft = kept.unwrap_or_else(RecurringDraft::starting_today);
    if !sites.iter().any(|site| Some(site.id) == draft.food.site) {
        draft.food.site = sites.first().map(|site| site.id);
    }
    draft
}
