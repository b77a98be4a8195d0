//! On the first page: rounds that wait for something from one of our sites.

use super::round::takes_requests;
use crate::client;
use crate::components::{Badge, Icon, LinkCard, Mood};
use crate::hooks::use_resource;
use crate::i18n::{t, time, zone};
use crate::pages::rounds::place::Place;
use shared::rounds::{AllocationRound, AllocationRoundQuery, RoundPart, RoundStatus};
use shared::time::UtcMillis;
use yew::prelude::*;

/// Rounds that are asked for: what waits is among the latest.
const ASKED: u32 = 20;

/// What waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Waiting {
    /// Lines to be answered.
    Answer(i64),
    /// Lines to be fetched.
    Fetch(i64),
    /// What the site needs.
    Request,
}

/// The rounds, each with the way to what is to be done; nothing where none waits, or where they cannot be had.
#[hook]
pub fn use_today_entry() -> Html {
    let rounds = use_resource("round today".to_owned(), || {
        client::rounds::list(AllocationRoundQuery { limit: Some(ASKED), ..AllocationRoundQuery::default() })
    });
    let Some(page) = rounds.data() else { return html! {} };
    let tasks = tasks(&page.items, zone::now());
    if tasks.is_empty() {
        return html! {};
    }
    let title = t!("round_share.today");
    let row = |(round, part, waiting): &(&AllocationRound, &RoundPart, Waiting)| {
        html! { <li key={format!("{} {}", round.id, part.site.id)}>{ card(round, part, *waiting) }</li> }
    };
    html! {
        <section class="stack" aria-label={title.clone()}>
            <h2 class="section-title">{ Icon::Package }{ title }<span class="section-count">{ tasks.len() }</span></h2>
            <ul class="grid near">{ for tasks.iter().map(row) }</ul>
        </section>
    }
}

/// All that waits, in the order of the rounds.
fn tasks(rounds: &[AllocationRound], now: UtcMillis) -> Vec<(&AllocationRound, &RoundPart, Waiting)> {
    let parts = rounds.iter().flat_map(|round| round.parts.iter().map(move |part| (round, part)));
    parts.filter_map(|(round, part)| Some((round, part, waiting(round, part, now)?))).collect()
}

fn waiting(round: &AllocationRound, part: &RoundPart, now: UtcMillis) -> Option<Waiting> {
    match round.status {
        RoundStatus::Published if part.open_lines > 0 => Some(Waiting::Answer(part.open_lines)),
        RoundStatus::Published if part.to_fetch > 0 => Some(Waiting::Fetch(part.to_fetch)),
        RoundStatus::Draft if takes_requests(round, now) => Some(Waiting::Request),
        _ => None,
    }
}

fn card(round: &AllocationRound, part: &RoundPart, waiting: Waiting) -> Html {
    let (share, request) = (Place::Share(round.id, part.site.id), Place::Request(round.id, part.site.id));
    let (to, mood, words) = match waiting {
        Waiting::Answer(lines) => (share, Mood::Warm, t!("round_share.open_lines", n = lines)),
        Waiting::Fetch(lines) => (share, Mood::Info, t!("round_share.to_fetch", n = lines)),
        Waiting::Request => (request, Mood::Neutral, t!("round_share.say_what")),
    };
    html! {
        <LinkCard to={to.route()} class="claim-card">
            <span class="card-title">{ &round.title }</span>
            <span class="offer-line">{ Icon::Pin }{ &part.site.name }</span>
            <span class="offer-line">{ Icon::Calendar }{ t!("round_share.fetched_day", day = time::day(round.fetched_on)) }</span>
            <span class="cluster offer-badges"><Badge {mood}>{ words }</Badge></span>
        </LinkCard>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::rounds::share::fixtures;

    fn with(status: RoundStatus, open_lines: i64, to_fetch: i64) -> AllocationRound {
        let part = RoundPart { site: fixtures::told().site, requested_kg: 60, kg: 20, level: None, open_lines, to_fetch };
        AllocationRound { parts: vec![part], ..fixtures::round(status) }
    }

    #[test]
    fn what_waits_is_asked_for_and_nothing_else() {
        let rounds = [
            with(RoundStatus::Published, 3, 3),
            with(RoundStatus::Published, 0, 2),
            with(RoundStatus::Published, 0, 0),
            with(RoundStatus::Draft, 0, 0),
            with(RoundStatus::Computed, 0, 0),
            with(RoundStatus::Closed, 0, 2),
        ];
        let said: Vec<_> = tasks(&rounds, UtcMillis(0)).into_iter().map(|(_, _, waiting)| waiting).collect();
        assert_eq!(said, [Waiting::Answer(3), Waiting::Fetch(2), Waiting::Request]);
    }
}
