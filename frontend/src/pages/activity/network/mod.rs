//! What the whole network has counted in a week, with the weeks around it. Gaps are named, and nothing is guessed.

mod chart;
mod download;
mod span;
mod week;

use super::place::Place;
use crate::client;
use crate::components::{ButtonLink, Empty, Icon, PageHeader, ResourceView, Tone, keyed_part, use_disclosure};
use crate::hooks::use_resource;
use crate::i18n::{t, zone};
use download::{DownloadProps, use_download};
use shared::activity::ActivitySums;
use shared::iso_week::IsoWeek;
use span::Span;
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_network_page`].
#[derive(PartialEq)]
pub struct NetworkPageProps {
    /// The week that the address names.
    pub week: Option<IsoWeek>,
}

/// One week of the network, and the twelve around it as a chart, a table and a file.
#[hook]
pub fn use_network_page(props: Rc<NetworkPageProps>) -> Html {
    let span = Span::of(props.week, IsoWeek::of(zone::today()));
    let (from, to) = (span.from, span.to);
    let disclosure = use_disclosure(false, false);
    let sums = use_resource(format!("activity sums network {from} {to}"), move || client::activity::of_network(from, to));
    let ready = Callback::from(move |sums: Rc<ActivitySums>| {
        if is_untouched(&sums) {
            return nothing_yet();
        }
        let table = disclosure.around(t!("activity_network.as_table"), chart::table(&sums.weeks, span.week));
        let shown = sums.weeks.iter().find(|one| one.week == span.week).map(|one| week::card(one, span.is_under_way()));
        html! {
            <>
                { shown.unwrap_or_default() }
                { chart::card(&sums.weeks, span.week, table) }
                { keyed_part(&format!("{from} {to}"), use_download, DownloadProps { from, to }) }
            </>
        }
    });
    html! {
        <div class="readable stack">
            <PageHeader
                title={t!("activity_network.title")}
                lead={t!("activity_network.lead")}
                back={Place::Due.route()}
                back_label={t!("activity.title")}
            />
            { walk(span) }
            <ResourceView shown={sums.shown(&ready)} lines=8 />
        </div>
    }
}

/// Whether nobody has declared any of the weeks, nor should have.
fn is_untouched(sums: &ActivitySums) -> bool {
    sums.weeks.iter().all(|week| week.sites_declared == 0 && week.sites_expected == 0)
}

fn nothing_yet() -> Html {
    html! {
        <Empty icon={Icon::Users} title={t!("activity_network.none")} hint={t!("activity_network.none_hint")}>
            <ButtonLink to={Place::Due.route()} tone={Tone::Primary} icon={Icon::Plus}>{ t!("activity.send") }</ButtonLink>
        </Empty>
    }
}

/// One week back, one week on.
fn walk(span: Span) -> Html {
    let way = |week: Option<IsoWeek>, icon: Icon, words: AttrValue| match week {
        Some(week) => html! { <ButtonLink to={Place::NetworkWeek(week).route()} {icon}>{ words }</ButtonLink> },
        None => html! {},
    };
    html! {
        <nav class="cluster no-print" aria-label={t!("activity_network.walk")}>
            { way(span.before(), Icon::ArrowLeft, t!("activity_network.before")) }
            { way(span.after(), Icon::ArrowRight, t!("activity_network.after")) }
        </nav>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::activity::{ActivityCounts, WeekSums};

    #[test]
    fn a_network_without_a_site_that_counts_says_so() {
        let with = |sites_expected| {
            let week = WeekSums {
                week: "2026-W48".parse().unwrap(),
                sites_declared: 0,
                sites_expected,
                counts: ActivityCounts::default(),
                people_total: None,
                counted_by: ActivityCounts::default(),
            };
            ActivitySums { weeks: vec![week] }
        };
        assert!(is_untouched(&with(0)) && !is_untouched(&with(1)));
    }
}
