//! All conversations of our organisation, what was said last first.

use super::words;
use crate::client;
use crate::components::{Badge, Empty, Icon, LinkCard, Mood, PageHeader, PagesView, keyed_part};
use crate::hooks::{use_fresh, use_pages, use_session};
use crate::i18n::{t, time, word};
use crate::routes::Route;
use shared::conversations::{Conversation, ConversationQuery};
use shared::ids::OrganisationId;
use std::rc::Rc;
use yew::prelude::*;

/// Conversations of our organisation.
#[hook]
pub fn use_messages_page() -> Html {
    let Some(organisation) = use_session().organisation() else { return html! {} };
    html! {
        <div class="stack">
            <PageHeader title={t!("messages.title")} lead={t!("messages.lead")} />
            { keyed_part(&organisation.to_string(), use_conversations, ListProps { organisation }) }
        </div>
    }
}

#[derive(PartialEq)]
struct ListProps {
    organisation: OrganisationId,
}

#[hook]
fn use_conversations(props: Rc<ListProps>) -> Html {
    let organisation = Some(props.organisation);
    let pages = use_pages(format!("conversations {}", props.organisation), move |cursor| {
        client::conversations::list(ConversationQuery { organisation, cursor, ..ConversationQuery::default() })
    });
    use_fresh(&pages.first.reload);
    let item = Callback::from(|conversation: Conversation| card(&conversation));
    let empty = html! { <Empty icon={Icon::Mail} title={t!("messages.empty")} hint={t!("messages.empty_hint")} /> };
    html! { <PagesView shown={pages.shown(&item)} {empty} /> }
}

fn card(conversation: &Conversation) -> Html {
    let (subject, last) = (&conversation.subject, &conversation.last_message);
    let (to, state) = match (subject.claim_id, subject.loan_id) {
        (Some(id), _) => (Route::Claim { id }, subject.claim_state.map(word)),
        (None, Some(id)) => (Route::Loan { id }, subject.loan_state.map(word)),
        (None, None) => match subject.skill_session_id {
            Some(id) => (Route::Skills { path: format!("seances/{id}") }, None),
            None => return html! {},
        },
    };
    let ours = last.ours && last.withdrawn_at.is_none();
    let said = words::said(last);
    let said = if ours { t!("messages.ours", text = said) } else { said };
    html! {
        <LinkCard {to} class="conversation-card">
            <span class="spread">
                <span class="card-title">{ &conversation.other.name }</span>
                <span class="muted">{ time::moment(last.created_at) }</span>
            </span>
            <span class="offer-line">{ &subject.title }{ state.map(|state| html! { <>{ " · " }{ state }</> }) }</span>
            <span class="conversation-last" dir="auto">{ said }</span>
            if conversation.unread > 0 {
                <span><Badge mood={Mood::Warm} icon={Icon::Mail}>{ t!("nav.unread", n = conversation.unread) }</Badge></span>
            }
        </LinkCard>
    }
}
