//! One need: what is lacking; for givers how to answer it, for its organisation what answers it.

mod answer_draft;
mod answer_form;
mod answers;
mod facts;
mod manage;
mod weeks;

use super::words;
use crate::client;
use crate::components::{Card, Mood, Notice, PageHeader, ResourceView, part};
use crate::hooks::{Resource, use_fresh, use_resource, use_session};
use crate::i18n::{number, t};
use crate::pages::matches::{NeedMatchesProps, use_offers_that_fit};
use crate::routes::Route;
use answer_form::use_answer;
use answers::{use_answers, use_our_answers};
use facts::{use_need_facts, whereabouts};
use manage::{ManageProps, use_manage};
use shared::ids::{NeedId, OrganisationId};
use shared::needs::{Need, NeedStatus};
use shared::units::Grams;
use std::rc::Rc;
use weeks::{WeeksProps, use_weeks};
use yew::prelude::*;

/// Props of [`use_need_page`].
#[derive(PartialEq)]
pub struct NeedPageProps {
    /// Which.
    pub id: NeedId,
}

/// One need.
#[hook]
pub fn use_need_page(props: Rc<NeedPageProps>) -> Html {
    let id = props.id;
    let session = use_session();
    let need = use_resource(format!("need {id}"), move || client::needs::find(id));
    use_fresh(&need.reload);
    let (shown, may_write) = (need.data(), session.may_write());
    let title = shown.as_ref().map_or_else(|| t!("need.one"), |need| AttrValue::from(need.title.clone()));
    let eyebrow = shown.as_ref().map(|need| AttrValue::from(need.organisation.name.clone()));
    let ready = {
        let (resource, us) = (need.clone(), session.organisation());
        Callback::from(move |need: Rc<Need>| match us {
            Some(us) => part(use_body, PartProps { need: (*need).clone(), resource: resource.clone(), us }),
            None => html! {},
        })
    };
    let resource = need.clone();
    html! {
        <>
            <PageHeader {title} {eyebrow} back={Route::Needs} back_label={t!("needs.title")}>
                if let Some(need) = shown.filter(|need| may_write && need.can_edit && need.status == NeedStatus::Open) {
                    { part(use_manage, ManageProps { need: (*need).clone(), resource }) }
                }
            </PageHeader>
            <ResourceView shown={need.shown(&ready)} lines=4 />
        </>
    }
}

/// Props of the parts.
#[derive(Clone, PartialEq)]
pub struct PartProps {
    /// The need.
    pub need: Need,
    /// Where it comes from, to be shown anew.
    pub resource: Resource<Need>,
    /// Our organisation.
    pub us: OrganisationId,
}

#[hook]
fn use_body(props: Rc<PartProps>) -> Html {
    let may_write = use_session().may_write();
    let need = &props.need;
    let rest = || (*props).clone();
    html! {
        <div class="offer-page">
            <div class="offer-page-summary">{ summary(need) }</div>
            <div class="stack offer-page-side">
                if need.organisation.id == props.us {
                    { part(use_answers, rest()) }
                    if may_write && need.status == NeedStatus::Open && words::is_wanting(need) {
                        { part(use_offers_that_fit, NeedMatchesProps { need: need.id, site: need.site.id, us: props.us }) }
                    }
                } else {
                    { part(use_our_answers, rest()) }
                    if may_write {
                        { answer(&props) }
                    }
                }
            </div>
            <div class="stack offer-page-facts">
                <Card title={t!("need.facts")}>{ part(use_need_facts, rest()) }</Card>
                { whereabouts(need) }
                if need.weekly.is_some() {
                    { part(use_weeks, WeeksProps { id: need.id }) }
                }
            </div>
        </div>
    }
}

/// How much is lacking, and the few words that decide.
fn summary(need: &Need) -> Html {
    html! {
        <section class="card offer-summary" aria-label={t!("need.left")}>
            <div class="offer-summary-left">
                <p class="offer-summary-amount" role="status">
                    if need.left_grams > Grams::ZERO {
                        { number::weight(need.left_grams) }
                    } else {
                        { t!("need.nothing_left") }
                    }
                </p>
                <p class="muted">{ t!("need.lacking_of", wanted = words::wanted(need)) }</p>
            </div>
            { words::found_meter(need) }
            <p class="muted">
                { t!("need.balance", promised = number::weight(need.promised_grams), received = number::weight(need.received_grams)) }
            </p>
            <div class="cluster">
                { words::badges(need, false) }
                <span>{ words::when(need) }</span>
            </div>
        </section>
    }
}

/// The way to answer it, or why there is none.
fn answer(props: &PartProps) -> Html {
    let need = &props.need;
    if need.status != NeedStatus::Open {
        return html! { <Notice mood={Mood::Neutral}><p>{ t!("need.over") }</p></Notice> };
    }
    if !words::is_wanting(need) {
        return html! { <Notice mood={Mood::Good} title={t!("need.nothing_left")}><p>{ t!("need.nothing_left_hint") }</p></Notice> };
    }
    html! { <Card title={t!("answer.title")} class="claim-form">{ part(use_answer, props.clone()) }</Card> }
}
