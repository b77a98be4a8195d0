//! A need in thirty seconds: what, how much, by when; where is known.

mod draft;
mod fields;
mod kept;

pub use draft::{NeedDraft, patch};
pub use fields::{WhatProps, how_much, use_what, when, where_and_how};

use super::publish_tabs;
use crate::client;
use crate::components::{
    Button, ButtonLink, Empty, Icon, Mood, Notice, PageHeader, ProblemView, Tone, keyed_part, part, use_toast,
};
use crate::hooks::{Form, forget, use_form, use_mutation, use_session};
use crate::i18n::t;
use crate::pages::offers::own_sites::{OwnSitesProps, use_own_sites};
use crate::routes::Route;
use shared::ids::OrganisationId;
use shared::needs::{Need, NewNeed};
use shared::sites::Site;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::use_navigator;

/// A new need.
#[hook]
pub fn use_publish_page() -> Html {
    let session = use_session();
    let Some(us) = session.organisation() else { return html! {} };
    let ready =
        Callback::from(
            move |sites: Rc<Vec<Site>>| {
                if sites.is_empty() { no_site() } else { part(use_publish_form, PublishFormProps { sites, us }) }
            },
        );
    html! {
        <>
            <PageHeader title={t!("need_form.title")} lead={t!("need_form.lead")} />
            { publish_tabs(&Route::PublishNeed) }
            { keyed_part(&us.to_string(), use_own_sites, OwnSitesProps { organisation: us, ready }) }
        </>
    }
}

/// Food is lacking somewhere: without a site there is nothing to publish.
fn no_site() -> Html {
    html! {
        <Empty icon={Icon::Building} title={t!("publish.no_site")} hint={t!("need_form.no_site_hint")}>
            <ButtonLink to={Route::NewSite} tone={Tone::Primary} icon={Icon::Plus}>{ t!("site.add") }</ButtonLink>
        </Empty>
    }
}

#[derive(PartialEq)]
struct PublishFormProps {
    sites: Rc<Vec<Site>>,
    us: OrganisationId,
}

#[hook]
fn use_publish_form(props: Rc<PublishFormProps>) -> Html {
    let (toast, navigator) = (use_toast(), use_navigator());
    let us = props.us;
    // The same content keeps its key: a try whose answer was lost has one effect with the next.
    let tried = use_mut_ref(|| None::<(NewNeed, String)>);
    let publish = use_mutation(
        move |need: NewNeed| {
            let mut tried = tried.borrow_mut();
            let key = match &*tried {
                Some((before, key)) if *before == need => key.clone(),
                _ => uuid::Uuid::new_v4().to_string(),
            };
            *tried = Some((need.clone(), key.clone()));
            client::needs::publish(need, key)
        },
        move |need: Need| {
            kept::clear(us);
            forget("need");
            forget("today");
            toast.emit(t!("need_form.done"));
            if let Some(navigator) = &navigator {
                navigator.push(&Route::Need { id: need.id });
            }
        },
    );
    let kept = use_memo(us, |us| kept::load(*us));
    let form = use_form(|| start(kept.as_ref().clone(), &props.sites), publish.failure.clone());
    use_effect_with(Rc::clone(&form.draft), move |draft| kept::save(us, draft));
    html! {
        <form class="publish-form" novalidate=true onsubmit={form.submit(publish.run.clone())}>
            if kept.is_some() {
                { part(use_resumed, ResumedProps { form: form.clone(), sites: Rc::clone(&props.sites) }) }
            }
            <section class="card">
                <h2>{ t!("need_form.what") }</h2>
                { part(use_what, WhatProps { form: form.clone() }) }
                { how_much(&form) }
            </section>
            <section class="card"><h2>{ t!("need_form.when") }</h2>{ when(&form, false) }</section>
            <section class="card"><h2>{ t!("need_form.where") }</h2>{ where_and_how(&form, Some(&props.sites)) }</section>
            <ProblemView failure={publish.failure.clone()} />
            <div class="form-actions">
                <Button tone={Tone::Primary} icon={Icon::Check} submit=true busy={publish.busy}>{ t!("need_form.send") }</Button>
                <ButtonLink to={Route::Needs} tone={Tone::Quiet}>{ t!("button.cancel") }</ButtonLink>
            </div>
        </form>
    }
}

/// The draft of last time or an empty one, at a site that exists.
fn start(kept: Option<NeedDraft>, sites: &[Site]) -> NeedDraft {
    let mut draft = kept.unwrap_or_default();
    if !sites.iter().any(|site| Some(site.id) == draft.site)
        && let Some(first) = sites.first()
    {
        draft.settle_at(first);
    }
    draft
}

#[derive(PartialEq)]
struct ResumedProps {
    form: Form<NeedDraft>,
    sites: Rc<Vec<Site>>,
}

/// Tells that this is the draft of last time, which can be thrown away.
#[hook]
fn use_resumed(props: Rc<ResumedProps>) -> Html {
    let shown = use_state(|| true);
    if !*shown {
        return html! {};
    }
    let onclick = {
        let (form, sites, shown) = (props.form.clone(), Rc::clone(&props.sites), shown.clone());
        Callback::from(move |()| {
            form.reset(start(None, &sites));
            shown.set(false);
        })
    };
    html! {
        <Notice mood={Mood::Info} icon={Icon::Edit}>
            <div class="spread"><p>{ t!("publish.resumed") }</p><Button tone={Tone::Quiet} {onclick}>{ t!("publish.start_over") }</Button></div>
        </Notice>
    }
}
