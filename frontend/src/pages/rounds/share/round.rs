//! A round for those who do not lead it: what it is for their sites, and what each can do now.

use crate::components::{Badge, ButtonLink, Card, Empty, Fact, Icon, Mood, PageHeader, ResourceView, Tone};
use crate::hooks::{Resource, use_fresh};
use crate::i18n::{t, time, zone};
use crate::pages::rounds::place::Place;
use crate::pages::rounds::words;
use crate::routes::Route;
use shared::rounds::{AllocationRound, RoundPart};
use shared::time::UtcMillis;
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_round_page`].
#[derive(PartialEq)]
pub struct RoundProps {
    /// The round, also while it is on its way.
    pub round: Resource<AllocationRound>,
}

/// The page.
#[hook]
pub fn use_round_page(props: Rc<RoundProps>) -> Html {
    let round = &props.round;
    use_fresh(&round.reload);
    let title = round.data().map_or_else(|| t!("round_share.round"), |round| AttrValue::from(round.title.clone()));
    let ready = Callback::from(|round: Rc<AllocationRound>| content(&round));
    html! {
        <>
            <PageHeader {title} back={Place::List.route()} back_label={t!("round_share.all_rounds")} />
            <ResourceView shown={round.shown(&ready)} lines=4 />
        </>
    }
}

fn content(round: &AllocationRound) -> Html {
    html! {
        <div class="stack-loose">
            { facts(round) }
            if round.parts.is_empty() {
                { no_part() }
            } else {
                <ul class="grid">
                    { for round.parts.iter().map(|one| html! { <li key={one.site.id.to_string()}>{ part(round, one) }</li> }) }
                </ul>
            }
            if round.status.is_told() {
                <div class="cluster">
                    <ButtonLink to={Place::Statement(round.id).route()} icon={Icon::Info}>{ t!("round_share.statement") }</ButtonLink>
                </div>
            }
        </div>
    }
}

fn facts(round: &AllocationRound) -> Html {
    html! {
        <Card>
            <div class="cluster">{ words::status_badge(round.status) }</div>
            <dl class="facts">
                <Fact term={t!("round_share.food_bank")} icon={Icon::Building}>{ &round.organisation.name }</Fact>
                <Fact term={t!("round_share.fetched_on")} icon={Icon::Calendar}>{ time::long_day(round.fetched_on) }</Fact>
                if let Some(until) = round.requests_until.filter(|_| round.status.is_open()) {
                    <Fact term={t!("round_share.requests_until")} icon={Icon::Clock}>{ time::moment(until) }</Fact>
                }
            </dl>
        </Card>
    }
}

/// None of the reader's sites is in it.
fn no_part() -> Html {
    html! {
        <Empty icon={Icon::Pin} title={t!("round_share.no_part")} hint={t!("round_share.no_part_hint")}>
            <ButtonLink to={Route::Organisation} tone={Tone::Secondary} icon={Icon::Building}>{ t!("round_share.our_sites") }</ButtonLink>
        </Empty>
    }
}

/// What one of the reader's sites has in it.
fn part(round: &AllocationRound, part: &RoundPart) -> Html {
    html! {
        <Card title={AttrValue::from(part.site.name.clone())}>
            <dl class="facts">
                <Fact term={t!("round_share.requested_column")}>{ words::kg(part.requested_kg) }</Fact>
                if round.status.is_told() {
                    <Fact term={t!("round_share.allocated_column")} icon={Icon::Package}>{ words::kg(part.kg) }</Fact>
                    if let Some(level) = part.level {
                        <Fact term={t!("round_share.level")}>{ words::percent(level) }</Fact>
                    }
                }
            </dl>
            if part.open_lines > 0 {
                <p><Badge mood={Mood::Warm} icon={Icon::Bell}>{ t!("round_share.open_lines", n = part.open_lines) }</Badge></p>
            } else if part.to_fetch > 0 {
                <p><Badge mood={Mood::Info} icon={Icon::Truck}>{ t!("round_share.to_fetch", n = part.to_fetch) }</Badge></p>
            }
            { next(round, part) }
        </Card>
    }
}

/// What can be done for the site now.
fn next(round: &AllocationRound, part: &RoundPart) -> Html {
    let site = part.site.id;
    if round.status.is_told() {
        let to = Place::Share(round.id, site).route();
        let (tone, words) = if part.open_lines > 0 {
            (Tone::Primary, t!("round_share.answer"))
        } else {
            (Tone::Secondary, t!("round_share.see"))
        };
        return html! { <div><ButtonLink {to} {tone} icon={Icon::ChevronRight}>{ words }</ButtonLink></div> };
    }
    if takes_requests(round, zone::now()) {
        let to = Place::Request(round.id, site).route();
        return html! { <div><ButtonLink {to} icon={Icon::Edit}>{ t!("round_share.say_what") }</ButtonLink></div> };
    }
    html! { <p class="muted">{ t!("round_share.not_told") }</p> }
}

/// Whether sites may still say what they need.
#[must_use]
pub fn takes_requests(round: &AllocationRound, now: UtcMillis) -> bool {
    round.status.is_open() && round.requests_until.is_none_or(|until| now < until)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::rounds::share::fixtures;
    use shared::rounds::RoundStatus;

    #[test]
    fn requests_are_taken_until_their_hour_while_the_round_is_open() {
        let open = AllocationRound { requests_until: Some(UtcMillis(1_000)), ..fixtures::round(RoundStatus::Computed) };
        assert!(takes_requests(&open, UtcMillis(999)));
        assert!(!takes_requests(&open, UtcMillis(1_000)));
        assert!(takes_requests(&fixtures::round(RoundStatus::Draft), UtcMillis(9)), "until it is told");
        assert!(!takes_requests(&fixtures::round(RoundStatus::Published), UtcMillis(9)));
    }
}
