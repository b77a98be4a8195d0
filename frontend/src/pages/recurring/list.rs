//! Our surpluses that come back, with what comes next.

use super::words;
use crate::client;
use crate::components::{ButtonLink, Empty, Icon, LinkCard, PageHeader, PagesView, Tone, keyed_part};
use crate::hooks::{use_pages, use_session};
use crate::i18n::t;
use crate::routes::Route;
use shared::ids::OrganisationId;
use shared::recurring::RecurringSurplus;
use std::rc::Rc;
use yew::prelude::*;

/// Our surpluses that come back.
#[hook]
pub fn use_list_page() -> Html {
    let session = use_session();
    let Some(us) = session.organisation() else { return html! {} };
    let may_write = session.may_write();
    html! {
        <>
            <PageHeader title={t!("recurring.title")} lead={t!("recurring.lead_text")} back={Route::PublishOffer} back_label={t!("action.publish_offer")}>
                if may_write {
                    <ButtonLink to={Route::PlanRecurringSurplus} tone={Tone::Primary} icon={Icon::Plus}>{ t!("recurring.plan") }</ButtonLink>
                }
            </PageHeader>
            { keyed_part(&us.to_string(), use_list, ListProps { us }) }
        </>
    }
}

#[derive(PartialEq)]
struct ListProps {
    us: OrganisationId,
}

#[hook]
fn use_list(props: Rc<ListProps>) -> Html {
    let us = props.us;
    let pages = use_pages(format!("recurring of {us}"), move |cursor| client::recurring::list(us, cursor));
    let item = Callback::from(|surplus: RecurringSurplus| card(&surplus));
    let empty = html! { <Empty icon={Icon::Refresh} title={t!("recurring.none")} hint={t!("recurring.none_hint")} /> };
    html! { <PagesView shown={pages.shown(&item)} {empty} /> }
}

fn card(surplus: &RecurringSurplus) -> Html {
    html! {
        <LinkCard to={Route::RecurringSurplus { id: surplus.id }} class="site-card">
            <span class="card-title">{ &surplus.title }</span>
            <span class="with-icon">{ Icon::Calendar }{ words::every(surplus) }</span>
            <span class="with-icon">{ Icon::Package }{ words::quantity(surplus) }</span>
            <span class="muted">{ words::next(surplus) }</span>
            <span class="cluster">{ words::state(surplus.state) }</span>
        </LinkCard>
    }
}
