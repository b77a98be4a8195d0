//! The rounds that concern us, the latest day first.

mod card;

use super::may_lead;
use super::place::Place;
use crate::client;
use crate::components::{ButtonLink, Empty, Icon, PageHeader, PagesView, Tone};
use crate::hooks::{use_fresh, use_pages, use_session};
use crate::i18n::t;
use card::card;
use shared::organisations::OrganisationKind;
use shared::rounds::{AllocationRound, AllocationRoundQuery};
use yew::prelude::*;

/// The list.
#[hook]
pub fn use_list_page() -> Html {
    let session = use_session();
    let pages = use_pages("rounds list".to_owned(), |cursor| {
        client::rounds::list(AllocationRoundQuery { cursor, ..AllocationRoundQuery::default() })
    });
    use_fresh(&pages.first.reload);
    let leads = may_lead(&session);
    let shares_out = session.membership().is_some_and(|place| place.organisation.kind == OrganisationKind::FoodBank);
    let item = Callback::from(|round: AllocationRound| card(&round));
    let hint = if shares_out { t!("rounds.none_hint_food_bank") } else { t!("rounds.none_hint") };
    let empty = html! {
        <Empty icon={Icon::Package} title={t!("rounds.none")} {hint}>
            if leads {
                <ButtonLink to={Place::New.route()} icon={Icon::Plus}>{ t!("rounds.new") }</ButtonLink>
            }
        </Empty>
    };
    html! {
        <>
            <PageHeader title={t!("rounds.title")} lead={t!("rounds.lead")}>
                if shares_out {
                    <ButtonLink to={Place::Schedules.route()} icon={Icon::Calendar}>{ t!("rounds.schedules") }</ButtonLink>
                }
                if leads {
                    <ButtonLink to={Place::New.route()} tone={Tone::Primary} icon={Icon::Plus}>{ t!("rounds.new") }</ButtonLink>
                }
            </PageHeader>
            <PagesView shown={pages.shown(&item)} class={classes!("grid", "near")} {empty} />
        </>
    }
}
