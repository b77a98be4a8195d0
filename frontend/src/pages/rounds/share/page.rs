//! The page of a site's share: where it stands, what it gets and answers, why not more, what would change it.

use super::changes::changes;
use super::lines::{LinesProps, use_lines};
use super::note::note;
use super::position::position;
use super::wishes::wishes;
use crate::browser;
use crate::client;
use crate::components::{Button, ButtonLink, Icon, Mood, Notice, PageHeader, ResourceView, Tone, part};
use crate::hooks::{Resource, Session, use_fresh, use_resource, use_session};
use crate::i18n::{t, time};
use crate::pages::activity::place::Place as ActivityPlace;
use crate::pages::categories::use_categories;
use crate::pages::rounds::SitePageProps;
use crate::pages::rounds::place::Place;
use shared::categories::CategoryList;
use shared::ids::{AllocationRoundId, OrganisationId};
use shared::organisations::OrganisationStatus;
use shared::rounds::{AllocationRound, RoundExplanation, RoundStatus};
use std::rc::Rc;
use yew::prelude::*;

/// What the page knows beside the share.
#[derive(Clone)]
struct Beside {
    round: Option<Rc<AllocationRound>>,
    tree: Resource<CategoryList>,
    session: Session,
    onchange: Callback<()>,
}

/// The page.
#[hook]
pub fn use_share_page(props: Rc<SitePageProps>) -> Html {
    let (id, site) = (props.round, props.site);
    let share = use_resource(format!("round share {id} {site}"), move || client::rounds::share(id, site));
    let round = use_resource(format!("round {id}"), move || client::rounds::find(id));
    use_fresh(&share.reload);
    let onchange = {
        let (share, round) = (share.reload.clone(), round.reload.clone());
        use_callback((share, round), |(), (share, round)| {
            share.emit(());
            round.emit(());
        })
    };
    let beside = Beside { round: round.data(), tree: use_categories(), session: use_session(), onchange };
    let lead = share.data().map(|told| whose(&told, beside.round.as_deref()));
    let ready = Callback::from(move |told: Rc<RoundExplanation>| content(&told, &beside));
    html! {
        <div class="share-page">
            <PageHeader title={t!("round_share.title")} {lead} back={Place::Round(id).route()} back_label={t!("round_share.back")}>
                <Button icon={Icon::Printer} onclick={Callback::from(|()| browser::print())}>{ t!("round_share.print") }</Button>
            </PageHeader>
            <ResourceView shown={share.shown(&ready)} lines=6 />
        </div>
    }
}

/// "Antenne de Coutras, Répartition du mardi, à retirer mercredi 2 décembre"
fn whose(told: &RoundExplanation, round: Option<&AllocationRound>) -> AttrValue {
    let site = told.site.name.as_str();
    match round {
        Some(round) => {
            let day = time::long_day(round.fetched_on);
            t!("round_share.lead", site = site, round = round.title.as_str(), day = day)
        }
        None => site.to_owned().into(),
    }
}

fn content(told: &Rc<RoundExplanation>, beside: &Beside) -> Html {
    let Beside { round, tree, session, onchange } = beside;
    let round = round.as_deref();
    let status = round.map(|round| round.status);
    let answers = status == Some(RoundStatus::Published) && belongs(session, told.organisation.id);
    let lines = LinesProps { told: Rc::clone(told), answers, onchange: onchange.clone() };
    html! {
        <div class="stack-loose">
            { for told.share.map(|share| position(told, share, round, tree)) }
            if told.share.is_none() { { left_out(told) } }
            if told.share.is_some() && status.is_some_and(RoundStatus::is_open) {
                <Notice><p>{ t!("round_share.not_told") }</p></Notice>
            }
            { part(use_lines, lines) }
            if status.is_some_and(RoundStatus::is_told) && !told.lines.is_empty() {
                <div class="stack-tight no-print">{ note(told) }</div>
            }
            { wishes(&told.wishes, tree) }
            if told.share.is_some() { { changes(&told.what_ifs) } }
            { more(told.round_id) }
        </div>
    }
}

/// Whether the person works for this organisation, which is admitted.
fn belongs(session: &Session, organisation: OrganisationId) -> bool {
    let ours = |me: Rc<shared::accounts::Me>| {
        me.memberships.iter().any(|one| one.organisation.id == organisation && one.status == OrganisationStatus::Approved)
    };
    session.me().is_some_and(ours)
}

/// Why there is nothing: the round is not shared out yet, the site is left out, or has counted nobody.
fn left_out(told: &RoundExplanation) -> Html {
    html! {
        <Notice mood={Mood::Warm} icon={Icon::Info}>
            if told.people.is_none() {
                <p>{ t!("round_share.no_people") }</p>
                <div>
                    <ButtonLink to={ActivityPlace::Site(told.site.id).route()} icon={Icon::Users}>{ t!("round_share.count_people") }</ButtonLink>
                </div>
            } else {
                <p>{ t!("round_share.no_share") }</p>
            }
        </Notice>
    }
}

/// How the round is for everybody.
fn more(round: AllocationRoundId) -> Html {
    html! {
        <div class="cluster no-print">
            <ButtonLink to={Place::Statement(round).route()} tone={Tone::Quiet} icon={Icon::Info}>{ t!("round_share.statement") }</ButtonLink>
        </div>
    }
}
