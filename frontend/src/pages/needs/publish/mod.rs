//! A need in thirty seconds: what, how much, by when; where is known.

mod draft;
mod fields;
mod kept;
mod parts;

pub use draft::{NeedDraft, patch};
pub use fields::{WhatProps, how_much, use_what, when, where_and_how};
pub use kept::take_up as take_up_draft;

use super::publish_tabs;
use crate::client;
use crate::components::{
    Button, ButtonLink, Empty, Icon, PageHeader, ProblemView, ResumedProps, Tone, keyed_part, part, use_resumed, use_toast,
};
use crate::hooks::{forget, use_form, use_key_of, use_mutation, use_session};
use crate::i18n::t;
use crate::outbox::{Deed, Outcome, Published, send_or_keep};
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
            <PageHeader title={t!("action.publish_need")} lead={t!("need_form.lead")} />
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
    let author = use_session().author();
    let keys = use_key_of();
    let publish = use_mutation(
        move |need: NewNeed| {
            let deed = Deed::Publish { title: need.title.clone(), draft: kept::text(us), what: Published::Need };
            send_or_keep(client::needs::publish(&need, keys.of(&need)), author, deed)
        },
        move |outcome: Outcome<Need>| {
            kept::clear(us);
            let then = match outcome {
                Outcome::Sent(need) => {
                    forget("need");
                    forget("today");
                    toast.emit(t!("need_form.done"));
                    Route::Need { id: need.id }
                }
                Outcome::Waiting => {
                    toast.emit(t!("outbox.kept"));
                    Route::Outbox
                }
            };
            if let Some(navigator) = &navigator {
                navigator.push(&then);
            }
        },
    );
    let kept = use_memo(us, |us| kept::load(*us));
    let form = use_form(|| start(kept.as_ref().clone(), &props.sites), publish.failure.clone());
    use_effect_with(Rc::clone(&form.draft), move |draft| kept::save(us, draft));
    let start_over = {
        let (form, sites) = (form.clone(), Rc::clone(&props.sites));
        Callback::from(move |()| form.reset(start(None, &sites)))
    };
    html! {
        <form class="publish-form" novalidate=true onsubmit={form.submit(publish.run.clone())}>
            if kept.is_some() {
                { part(use_resumed, ResumedProps { start_over }) }
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
