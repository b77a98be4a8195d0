//! The page of the dock: what a site fetches, and what it has fetched already.

use super::form::{DockFormProps, use_dock_form};
use crate::client;
use crate::components::{Card, Icon, Mood, Notice, PageHeader, ResourceView, keyed_part};
use crate::hooks::use_resource;
use crate::i18n::{number, t};
use crate::outbox::{use_departures, use_outbox};
use crate::pages::rounds::place::Place;
use crate::pages::rounds::share::{is_due, note};
use crate::pages::rounds::{SitePageProps, words};
use crate::routes::Route;
use shared::rounds::{AllocationRound, LineStatus, RoundExplanation, RoundExplanationLine, RoundStatus};
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::Link;

/// The page.
#[hook]
pub fn use_dock_page(props: Rc<SitePageProps>) -> Html {
    let (id, site) = (props.round, props.site);
    let outbox = use_outbox();
    let round = use_resource(format!("round {id}"), move || client::rounds::find(id));
    let share = use_resource(format!("round share {id} {site}"), move || client::rounds::share(id, site));
    let is_waiting = outbox.has_fetched(id, site);
    let onchange = {
        let reloads = (share.reload.clone(), round.reload.clone());
        use_callback(reloads, |(), (share, round)| {
            share.emit(());
            round.emit(());
        })
    };
    use_departures(usize::from(is_waiting), &onchange);
    let ready = {
        let round = round.data();
        Callback::from(move |told: Rc<RoundExplanation>| content(&told, round.as_deref(), is_waiting, &onchange))
    };
    let lead = share.data().map(|told| AttrValue::from(format!("{}, {}", told.organisation.name, told.site.name)));
    html! {
        <div class="readable">
            <PageHeader title={t!("round_dock.title")} {lead} back={Place::Round(id).route()} back_label={t!("round_share.back")} />
            <ResourceView shown={share.shown(&ready)} lines=5 />
        </div>
    }
}

fn content(told: &Rc<RoundExplanation>, round: Option<&AllocationRound>, is_waiting: bool, onchange: &Callback<()>) -> Html {
    let open: Vec<&RoundExplanationLine> = told.lines.iter().filter(|line| is_due(line)).collect();
    let hands_over = round.is_some_and(|round| round.leads && round.status == RoundStatus::Published);
    html! {
        <div class="stack-loose">
            if is_waiting {
                { later() }
            } else if open.is_empty() {
                <Notice mood={Mood::Good} icon={Icon::Check}><p>{ t!("round_dock.nothing_left") }</p></Notice>
            } else if hands_over {
                <Card>{ keyed_part(&key(&open), use_dock_form, DockFormProps { told: Rc::clone(told), ondone: onchange.clone() }) }</Card>
            } else if round.is_some() {
                <Notice mood={Mood::Info}><p>{ t!("round_dock.not_yours") }</p></Notice>
            }
            { fetched(&told.lines) }
            <div class="stack-tight">{ note(told) }</div>
        </div>
    }
}

/// The form starts over once other lines can be fetched, or more of them.
fn key(open: &[&RoundExplanationLine]) -> String {
    open.iter().map(|line| format!("{} {} {}", line.lot.id, line.from.id, line.kg)).collect::<Vec<_>>().join(" ")
}

fn later() -> Html {
    html! {
        <Notice mood={Mood::Warm} icon={Icon::Offline}>
            <p>{ t!("round_dock.waiting") }</p>
            <p><Link<Route> to={Route::Outbox}>{ t!("outbox.see") }</Link<Route>></p>
        </Notice>
    }
}

/// What has changed hands already; nothing where nothing has.
fn fetched(lines: &[RoundExplanationLine]) -> Html {
    let over: Vec<_> = lines.iter().filter(|line| line.status == Some(LineStatus::HandedOver)).collect();
    if over.is_empty() {
        return html! {};
    }
    let row = |line: &RoundExplanationLine| {
        let received = line.received_grams.map_or_else(|| words::kg(line.kg), number::weight);
        html! {
            <li class="spread">
                <span>{ &line.lot.title }</span>
                <span>
                    <strong>{ received }</strong>
                    if let Some(reason) = line.reason { <span class="muted">{ " " }{ words::reason(reason) }</span> }
                </span>
            </li>
        }
    };
    html! { <Card title={t!("round_dock.fetched")}><ul class="rows">{ for over.into_iter().map(row) }</ul></Card> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::rounds::share::fixtures;

    #[test]
    fn a_line_that_grows_starts_the_form_over() {
        let mut line = fixtures::line(1, Some(LineStatus::Accepted));
        let before = key(&[&line]);
        line.kg += 5;
        assert_ne!(before, key(&[&line]));
    }
}
