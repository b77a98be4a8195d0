//! The recalls that concern us; for who makes them, all.

use super::form::{RecallFormProps, use_recall_form};
use super::words;
use crate::client;
use crate::components::{Button, ButtonLink, Dialog, Empty, Icon, LinkCard, PageHeader, PagesView, Tone, meter, part};
use crate::hooks::{use_fresh, use_pages, use_session};
use crate::i18n::{t, time};
use crate::pages::stock::may_recall;
use crate::pages::stock::place::Place;
use crate::routes::Route;
use shared::stock::Recall;
use yew::prelude::*;

/// The list.
#[hook]
pub fn use_recalls_page() -> Html {
    let session = use_session();
    let us = session.organisation().map(|us| us.to_string()).unwrap_or_default();
    let pages = use_pages(format!("stock recalls {us}"), client::stock::recalls);
    use_fresh(&pages.first.reload);
    let asking = use_state(|| false);
    let set = |to: bool| {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(to))
    };
    // The administrator comes from elsewhere.
    let (back, back_label) = match session.organisation() {
        Some(_) => (Place::List.route(), t!("stock.title")),
        None => (Route::Administration, t!("nav.administration")),
    };
    let item = Callback::from(|recall: Recall| card(&recall));
    let empty = html! { <Empty icon={Icon::Shield} title={t!("recalls.none")} hint={t!("recalls.none_hint")} /> };
    html! {
        <>
            <PageHeader title={t!("recalls.title")} lead={t!("recalls.lead")} {back} {back_label}>
                if may_recall(&session) {
                    <ButtonLink to={Place::RecallImport.route()} icon={Icon::ArrowUp}>{ t!("recall_import.open") }</ButtonLink>
                    <Button tone={Tone::Danger} icon={Icon::Warning} onclick={set(true)}>{ t!("recalls.make_of_product") }</Button>
                }
            </PageHeader>
            <PagesView shown={pages.shown(&item)} class={classes!("grid", "near")} {empty} />
            <Dialog open={*asking} title={t!("recalls.make_of_product")} onclose={set(false)}>
                { part(use_recall_form, RecallFormProps::default()) }
            </Dialog>
        </>
    }
}

fn card(recall: &Recall) -> Html {
    html! {
        <LinkCard to={Place::Recall(recall.id).route()} class="claim-card">
            <span class="card-title">{ &recall.title }</span>
            <span class="offer-line">{ Icon::Key }{ words::subject(recall) }</span>
            <span class="offer-line">{ Icon::Calendar }{ t!("recalls.made_on", day = time::day_of(recall.created_at)) }</span>
            <span class="offer-line">{ Icon::Users }{ words::progress(recall) }</span>
            { meter(recall.settled_count, recall.notice_count, &words::progress(recall)) }
            <span class="cluster offer-badges">{ words::badge(recall) }</span>
        </LinkCard>
    }
}
