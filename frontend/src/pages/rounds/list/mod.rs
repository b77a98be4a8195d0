//! The rounds that concern us, the latest day first. Where they stand is kept in the address.

mod card;

use super::may_lead;
use super::place::Place;
use super::words;
use crate::client;
use crate::components::{ButtonLink, Choice, Empty, Icon, PageHeader, PagesView, SelectField, Tone, keyed_part, one_of};
use crate::hooks::{Binding, Session, use_fresh, use_pages, use_session};
use crate::i18n::t;
use card::card;
use serde::{Deserialize, Serialize};
use shared::organisations::OrganisationKind;
use shared::rounds::{AllocationRound, AllocationRoundQuery, RoundStatus};
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::{use_location, use_navigator};

/// What the address says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
struct RoundsAddress {
    /// Only in this state.
    #[serde(rename = "etat", default, skip_serializing_if = "Option::is_none")]
    status: Option<RoundStatus>,
}

/// The list.
#[hook]
pub fn use_list_page() -> Html {
    let session = use_session();
    let navigator = use_navigator();
    let address = use_location().and_then(|location| location.query::<RoundsAddress>().ok()).unwrap_or_default();
    let change = Callback::from(move |status: Option<RoundStatus>| {
        if let Some(navigator) = &navigator {
            // Fails only for addresses that cannot be written, which these can.
            let _ = navigator.push_with_query(&Place::List.route(), RoundsAddress { status });
        }
    });
    let bind = Binding { pointer: "/status", value: address.status, error: None, change };
    let (leads, shares_out) = (may_lead(&session), shares_out(&session));
    let choices = choices(shares_out || session.me().is_some_and(|me| me.user.network_admin));
    let listed = ListedProps { status: address.status, leads, shares_out };
    html! {
        <div class="stack">
            <PageHeader title={t!("rounds.title")} lead={t!("rounds.lead")}>
                if shares_out {
                    <ButtonLink to={Place::Schedules.route()} icon={Icon::Calendar}>{ t!("rounds.schedules") }</ButtonLink>
                }
                if leads {
                    <ButtonLink to={Place::New.route()} tone={Tone::Primary} icon={Icon::Plus}>{ t!("rounds.new") }</ButtonLink>
                }
            </PageHeader>
            <div class="claims-bar">
                <div class="claims-state"><SelectField question={one_of(&bind, &choices)} label={t!("rounds.state")} /></div>
            </div>
            { keyed_part(&format!("{:?}", address.status), use_listed, listed) }
        </div>
    }
}

/// Whether the current organisation has rounds of its own.
fn shares_out(session: &Session) -> bool {
    session.membership().is_some_and(|place| place.organisation.kind == OrganisationKind::FoodBank)
}

/// The states that can be asked for: of what was given up before anybody was told, only food banks know.
fn choices(sees_cancelled: bool) -> Vec<Choice<Option<RoundStatus>>> {
    let states = RoundStatus::ALL.iter().copied().filter(|status| sees_cancelled || *status != RoundStatus::Cancelled);
    let named = states.map(|status| Choice::new(Some(status), words::status(status)));
    std::iter::once(Choice::new(None, t!("rounds.any_state"))).chain(named).collect()
}

#[derive(PartialEq)]
struct ListedProps {
    status: Option<RoundStatus>,
    /// Whether the reader begins rounds.
    leads: bool,
    /// Whether the reader's organisation has rounds of its own.
    shares_out: bool,
}

/// The rounds, or why there is none.
#[hook]
fn use_listed(props: Rc<ListedProps>) -> Html {
    let status = props.status;
    let pages = use_pages(format!("rounds list {status:?}"), move |cursor| {
        client::rounds::list(AllocationRoundQuery { status, cursor, ..AllocationRoundQuery::default() })
    });
    use_fresh(&pages.first.reload);
    let item = Callback::from(|round: AllocationRound| card(&round));
    html! { <PagesView shown={pages.shown(&item)} class={classes!("grid", "near")} empty={nothing(&props)} /> }
}

fn nothing(props: &ListedProps) -> Html {
    if props.status.is_some() {
        return html! {
            <Empty icon={Icon::Filter} title={t!("rounds.none_in_state")}>
                <ButtonLink to={Place::List.route()} icon={Icon::List}>{ t!("rounds.see_all") }</ButtonLink>
            </Empty>
        };
    }
    let hint = if props.shares_out { t!("rounds.none_hint_food_bank") } else { t!("rounds.none_hint") };
    html! {
        <Empty icon={Icon::Package} title={t!("rounds.none")} {hint}>
            if props.leads {
                <ButtonLink to={Place::New.route()} icon={Icon::Plus}>{ t!("rounds.new") }</ButtonLink>
            }
        </Empty>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_reads_back_as_it_was_written() {
        let address = RoundsAddress { status: Some(RoundStatus::Published) };
        let written = serde_urlencoded::to_string(address).unwrap();
        assert_eq!(written, "etat=published");
        assert_eq!(serde_urlencoded::from_str::<RoundsAddress>(&written).unwrap(), address);
        assert_eq!(serde_urlencoded::to_string(RoundsAddress::default()).unwrap(), "");
    }

    #[test]
    fn what_was_given_up_is_asked_for_by_food_banks_alone() {
        let asks = |all: bool| choices(all).iter().any(|choice| choice.value == Some(RoundStatus::Cancelled));
        assert!(asks(true) && !asks(false));
        assert_eq!(choices(false).first().map(|choice| choice.value), Some(None));
    }
}
