//! What there is to know of a skill before one proposes a session.

use crate::components::{Fact, Icon};
use crate::i18n::{t, time};
use crate::pages::offers::words::address;
use crate::pages::skills::words;
use shared::skills::SkillListing;
use yew::prelude::*;

/// The facts.
pub fn facts(listing: &SkillListing) -> Html {
    let times = words::free_times(&listing.free_times).unwrap_or_else(|| t!("skills.no_times"));
    html! {
        <dl class="facts">
            <Fact term={t!("skills.skill")} icon={words::icon(listing.topic)}>{ words::skill(listing.skill) }</Fact>
            <Fact term={t!("skills.who")} icon={Icon::Building}>
                { &listing.organisation.name }
                if let Some(person) = &listing.person {
                    <><br />{ &person.name }</>
                }
            </Fact>
            <Fact term={t!("skills.when")} icon={Icon::Calendar}>
                { times }
                if let Some(note) = &listing.free_times_note {
                    <><br />{ note }</>
                }
            </Fact>
            if let Some(day) = listing.needed_by {
                <Fact term={t!("skills.needed_by")} icon={Icon::Clock}>{ time::long_day(day) }</Fact>
            }
            if let Some(minutes) = listing.wanted_minutes {
                <Fact term={t!("skills.wanted_minutes")} icon={Icon::Clock}>{ words::length(minutes) }</Fact>
            }
            <Fact term={t!("skills.where")} icon={Icon::Pin}>
                { format!("{}, {}", listing.site.name, address(&listing.site)) }
                if listing.remote {
                    <><br />{ t!("skills.remote") }</>
                }
            </Fact>
            if let Some(km) = listing.travels_km {
                <Fact term={t!("skills.distance")} icon={Icon::Truck}>{ t!("skills.travels", km = km) }</Fact>
            }
            if let Some(languages) = &listing.languages {
                <Fact term={t!("skills.languages")} icon={Icon::Globe}>{ languages }</Fact>
            }
        </dl>
    }
}
