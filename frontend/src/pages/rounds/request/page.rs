//! What a site asks for in one round, in the place of what it always asks for.

use super::asked::Asked;
use super::sheet::{Sheet, sheet};
use crate::client;
use crate::components::{
    Button, ButtonLink, Card, Icon, Mood, Notice, PageHeader, ProblemView, ResourceView, Tone, part, skeleton, use_toast,
};
use crate::hooks::{State, use_form, use_mutation, use_resource};
use crate::i18n::{t, time, zone};
use crate::pages::categories::use_categories;
use crate::pages::rounds::place::Place;
use crate::pages::rounds::share::takes_requests;
use crate::pages::rounds::{SitePageProps, forget_rounds, words};
use crate::routes::Route;
use shared::ids::SiteId;
use shared::rounds::{AllocationRound, NewRoundRequest, RoundCategory, RoundStatus, SiteRequest};
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::use_navigator;

/// The page.
#[hook]
pub fn use_request_page(props: Rc<SitePageProps>) -> Html {
    let (id, site) = (props.round, props.site);
    let round = use_resource(format!("round {id}"), move || client::rounds::find(id));
    let ready = Callback::from(move |round: Rc<AllocationRound>| {
        if !takes_requests(&round, zone::now()) {
            return closed(&round, site);
        }
        let requested = round.parts.iter().find(|part| part.site.id == site).map(|part| part.requested_kg);
        match requested {
            Some(requested_kg) => part(use_start, StartProps { round, site, requested_kg }),
            None => html! { <Notice><p>{ t!("round_request.not_yours") }</p></Notice> },
        }
    });
    html! {
        <div class="readable">
            <PageHeader
                title={t!("round_request.title")}
                lead={round.data().map(|round| lead(&round, site))}
                back={Place::Round(id).route()}
                back_label={t!("round_share.back")}
            />
            <ResourceView shown={round.shown(&ready)} lines=6 />
        </div>
    }
}

/// "Antenne de Coutras, à retirer mercredi 2 décembre"
fn lead(round: &AllocationRound, site: SiteId) -> AttrValue {
    let Some(part) = round.parts.iter().find(|part| part.site.id == site) else { return round.title.clone().into() };
    let day = time::long_day(round.fetched_on);
    t!("round_share.lead", site = part.site.name.as_str(), round = round.title.as_str(), day = day)
}

/// Too late.
fn closed(round: &AllocationRound, site: SiteId) -> Html {
    let words = match round.requests_until.filter(|_| round.status.is_open()) {
        Some(until) => t!("round_request.closed_since", when = time::moment(until)),
        None if round.status == RoundStatus::Cancelled => t!("round_request.cancelled"),
        None => t!("round_request.closed"),
    };
    html! {
        <Notice mood={Mood::Warm} icon={Icon::Clock}>
            <p>{ words }</p>
            <div class="cluster">
                if round.status.is_told() {
                    <ButtonLink to={Place::Share(round.id, site).route()} icon={Icon::Package}>{ t!("round_share.see") }</ButtonLink>
                }
                <ButtonLink to={Route::Site { id: site }} tone={Tone::Quiet} icon={Icon::Edit}>{ t!("round_request.to_standing") }</ButtonLink>
            </div>
        </Notice>
    }
}

#[derive(PartialEq)]
struct StartProps {
    round: Rc<AllocationRound>,
    site: SiteId,
    requested_kg: i64,
}

/// The form, once it is known what it starts with and what food there can be.
#[hook]
fn use_start(props: Rc<StartProps>) -> Html {
    let (id, site, requested_kg) = (props.round.id, props.site, props.requested_kg);
    let first = use_resource(format!("round {id} request {site}"), move || client::rounds::asked(id, site));
    let tree = use_categories();
    let ready = {
        let (props, is_waiting, tree) = (Rc::clone(&props), matches!(tree.state, State::Loading), tree.clone());
        Callback::from(move |first: Rc<SiteRequest>| {
            if is_waiting {
                return skeleton(5);
            }
            let draft = Asked::of(&first.lines, tree.data().as_deref());
            part(use_request_form, FormProps { round: Rc::clone(&props.round), site, requested_kg, draft })
        })
    };
    html! { <ResourceView shown={first.shown(&ready)} lines=5 /> }
}

#[derive(PartialEq)]
struct FormProps {
    round: Rc<AllocationRound>,
    site: SiteId,
    /// What the site has asked for until now, kg.
    requested_kg: i64,
    draft: Asked,
}

#[hook]
fn use_request_form(props: Rc<FormProps>) -> Html {
    let (id, site) = (props.round.id, props.site);
    let (toast, navigator, tree) = (use_toast(), use_navigator(), use_categories());
    let send = use_mutation(
        move |new: NewRoundRequest| client::rounds::request(id, site, new),
        move |()| {
            forget_rounds();
            toast.emit(t!("round_request.sent"));
            if let Some(navigator) = &navigator {
                navigator.push(&Place::Round(id).route());
            }
        },
    );
    let form = use_form(|| props.draft.clone(), send.failure.clone());
    let set = {
        let form = form.clone();
        Callback::from(move |(place, typed): (usize, String)| {
            form.edit_at("/lines", move |draft: &mut Asked| draft.set(place, typed));
        })
    };
    let add = {
        let form = form.clone();
        Callback::from(move |kind: RoundCategory| form.edit_at("/lines", move |draft: &mut Asked| draft.add(kind)))
    };
    let error = |pointer: &str| form.error(pointer);
    let rows = sheet(&Sheet { asked: &form.draft, tree: &tree, error: &error, set, add });
    html! {
        <Card>
            <form class="form" novalidate=true onsubmit={form.submit(send.run.clone())}>
                <p>{ t!("round_request.lead") }</p>
                <p>{ t!("round_request.replaces", kg = words::kg(props.requested_kg)) }</p>
                if let Some(until) = props.round.requests_until {
                    <p class="with-icon">{ Icon::Clock }<span>{ t!("round_request.until", when = time::moment(until)) }</span></p>
                }
                if props.round.status != RoundStatus::Draft {
                    <Notice><p>{ t!("round_request.computed_already") }</p></Notice>
                }
                { rows }
                <ProblemView failure={send.failure.clone()} />
                <div class="form-actions">
                    <Button tone={Tone::Primary} icon={Icon::Check} submit=true busy={send.busy}>{ t!("round_request.send") }</Button>
                </div>
            </form>
        </Card>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::rounds::share::fixtures;

    #[test]
    fn a_round_in_which_the_site_is_not_is_named_by_its_title() {
        let round = fixtures::round(RoundStatus::Draft);
        assert_eq!(lead(&round, SiteId(uuid::Uuid::nil())), "Répartition du mardi");
    }
}
