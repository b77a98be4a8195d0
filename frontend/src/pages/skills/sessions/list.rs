//! Sessions of our organisation: in which we are helped, in which we help. Side and state are kept in the address.

use super::card::session_card;
use super::words;
use crate::client;
use crate::components::{ButtonLink, Choice, Empty, Icon, PageHeader, PagesView, SelectField, Tone, keyed_part, one_of};
use crate::hooks::{Binding, use_fresh, use_pages, use_session};
use crate::i18n::t;
use crate::pages::skills::place::Place;
use crate::pages::skills::words::state as state_word;
use crate::routes::Route;
use serde::{Deserialize, Serialize};
use shared::ids::OrganisationId;
use shared::skill_sessions::{SkillSession, SkillSessionParty, SkillSessionQuery, SkillSessionState};
use shared::skills::ListingKind;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::{Link, use_location, use_navigator};

/// What the address says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SessionsAddress {
    /// On which side we stand.
    #[serde(rename = "cote", default, skip_serializing_if = "Option::is_none")]
    side: Option<Side>,
    /// Only in this state.
    #[serde(rename = "etat", default, skip_serializing_if = "Option::is_none")]
    state: Option<SkillSessionState>,
}

/// On which side we stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
enum Side {
    #[default]
    #[serde(rename = "aides")]
    Receiver,
    #[serde(rename = "aidons")]
    Giver,
}

impl Side {
    const fn party(self) -> SkillSessionParty {
        match self {
            Self::Receiver => SkillSessionParty::Receiver,
            Self::Giver => SkillSessionParty::Giver,
        }
    }
}

/// Sessions of our organisation.
#[hook]
pub fn use_sessions_page() -> Html {
    let session = use_session();
    let navigator = use_navigator();
    let address = use_location().and_then(|location| location.query::<SessionsAddress>().ok()).unwrap_or_default();
    let Some(organisation) = session.organisation() else { return html! {} };
    let (side, state) = (address.side.unwrap_or_default(), address.state);
    let change = Callback::from(move |state: Option<SkillSessionState>| {
        if let Some(navigator) = &navigator {
            // Fails only for addresses that cannot be written, which these can.
            let _ = navigator.push_with_query(&Place::Sessions.route(), SessionsAddress { state, ..address });
        }
    });
    let all = Choice::new(None, t!("skill_session.any_state"));
    let states = SkillSessionState::ALL.iter().map(|state| Choice::new(Some(*state), state_word(*state)));
    let choices: Vec<_> = std::iter::once(all).chain(states).collect();
    let bind = Binding { pointer: "/state", value: state, error: None, change };
    html! {
        <div class="stack">
            <PageHeader title={t!("skill_session.title")} back={Place::Directory.route()} back_label={t!("skills.title")}>
                <ButtonLink to={Place::Hours.route()} icon={Icon::Clock}>{ t!("skills.hours") }</ButtonLink>
            </PageHeader>
            <div class="claims-bar">
                <nav class="tabs" aria-label={t!("skill_session.sides")}>
                    <ul>{ for [Side::Receiver, Side::Giver].map(|to| tab(to, side)) }</ul>
                </nav>
                <div class="claims-state"><SelectField question={one_of(&bind, &choices)} label={t!("skill_session.state")} /></div>
            </div>
            { keyed_part(&format!("{organisation}{side:?}{state:?}"), use_sessions, SessionsProps { organisation, side, state }) }
        </div>
    }
}

fn tab(to: Side, current: Side) -> Html {
    let is_current = to == current;
    let query = SessionsAddress { side: (to == Side::Giver).then_some(to), state: None };
    html! {
        <li class={classes!("tab", is_current.then_some("tab-current"))}>
            <Link<Route, SessionsAddress> to={Place::Sessions.route()} {query}>
                { words::party(to.party()) }
                if is_current {
                    <span class="visually-hidden">{ t!("tabs.current") }</span>
                }
            </Link<Route, SessionsAddress>>
        </li>
    }
}

#[derive(PartialEq)]
struct SessionsProps {
    organisation: OrganisationId,
    side: Side,
    state: Option<SkillSessionState>,
}

#[hook]
fn use_sessions(props: Rc<SessionsProps>) -> Html {
    let (organisation, party, state) = (props.organisation, props.side.party(), props.state);
    let pages = use_pages(format!("skill sessions {organisation} {party} {state:?}"), move |cursor| {
        client::skill_sessions::list(SkillSessionQuery {
            organisation: Some(organisation),
            state,
            party: Some(party),
            limit: None,
            cursor,
        })
    });
    use_fresh(&pages.first.reload);
    let may_write = use_session().may_write();
    let item = Callback::from(|session: SkillSession| session_card(&session));
    html! { <PagesView shown={pages.shown(&item)} class={classes!("grid")} empty={nothing(&props, may_write)} /> }
}

fn nothing(props: &SessionsProps, may_write: bool) -> Html {
    match (props.state, props.side) {
        (Some(_), _) => html! { <Empty icon={Icon::Filter} title={t!("skill_session.none_in_state")} /> },
        (None, Side::Receiver) => html! {
            <Empty icon={Icon::Users} title={t!("skill_session.none_received")} hint={t!("skill_session.none_received_hint")}>
                <ButtonLink to={Place::Directory.route()} tone={Tone::Primary} icon={Icon::Search}>{ t!("skill_session.see_directory") }</ButtonLink>
            </Empty>
        },
        (None, Side::Giver) => html! {
            <Empty icon={Icon::Users} title={t!("skill_session.none_given")} hint={t!("skill_session.none_given_hint")}>
                if may_write {
                    <ButtonLink to={Place::Add(ListingKind::Offered).route()} tone={Tone::Primary} icon={Icon::Plus}>{ t!("skill_form.offer_title") }</ButtonLink>
                }
            </Empty>
        },
    }
}
