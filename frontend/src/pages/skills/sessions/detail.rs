//! One session: where it stands, what to do next, what happened.

use super::history::{history, way};
use super::steps::{SessionStepsProps, use_session_steps};
use super::words;
use crate::client;
use crate::client::conversations::About;
use crate::components::{Card, Fact, Icon, Mood, Notice, PageHeader, ResourceView, part};
use crate::hooks::{Resource, use_fresh, use_resource};
use crate::i18n::{t, time};
use crate::pages::conversations::conversation;
use crate::pages::offers::words::address;
use crate::pages::reports::link::report_link;
use crate::pages::skills::SessionPageProps;
use crate::pages::skills::place::Place;
use crate::pages::skills::words::{icon as topic_icon, state};
use crate::routes::Route;
use shared::ids::ObjectId;
use shared::reports::ReportSubject;
use shared::skill_sessions::{SkillSession, SkillSessionParty};
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::Link;

/// One session.
#[hook]
pub fn use_session_page(props: Rc<SessionPageProps>) -> Html {
    let id = props.id;
    let session = use_resource(format!("skill session {id}"), move || client::skill_sessions::find(id));
    use_fresh(&session.reload);
    let shown = session.data();
    let title = shown.as_ref().map_or_else(|| t!("skill_session.one"), |one| AttrValue::from(one.listing.title.clone()));
    let eyebrow = shown.as_ref().map(|one| words::party(one.party));
    let ready = {
        let resource = session.clone();
        Callback::from(move |session: Rc<SkillSession>| body(&session, &resource))
    };
    html! {
        <>
            <PageHeader {title} {eyebrow} back={Place::Sessions.route()} back_label={t!("skill_session.title")} />
            <ResourceView shown={session.shown(&ready)} />
        </>
    }
}

fn body(session: &SkillSession, resource: &Resource<SkillSession>) -> Html {
    html! {
        <div class="split">
            <div class="stack">
                { standing(session, resource) }
                { conversation(About::SkillSession(session.id)) }
                <Card title={t!("skill_session.facts")}>{ facts(session) }</Card>
                if session.party != SkillSessionParty::Observer {
                    { report_link(ReportSubject::SkillSession, ObjectId(session.id.0), words::other_side(session)) }
                }
            </div>
            <Card title={t!("claim.history")}>{ history(session) }</Card>
        </div>
    }
}

/// Where it stands and what to do: the first thing on the page.
fn standing(session: &SkillSession, resource: &Resource<SkillSession>) -> Html {
    let onchange = {
        let resource = resource.clone();
        Callback::from(move |session: SkillSession| resource.replace(session))
    };
    let (mood, icon) = words::look(session.state);
    let steps = SessionStepsProps { session: session.clone(), onchange, onstale: resource.reload.clone() };
    html! {
        <section class={classes!("card", "standing", mood.class())} aria-label={t!("skill_session.standing")}>
            { way(session) }
            <div class="standing-head">
                <span class="standing-mark">{ icon }</span>
                <div>
                    <p class="standing-state">{ state(session.state) }</p>
                    <p>{ words::next_step(session) }</p>
                </div>
            </div>
            if let Some(note) = &session.note {
                <p class="claim-message">{ note }</p>
            }
            { part(use_session_steps, steps) }
            if let Some(at) = session.answer_by {
                <p class="muted with-icon">{ Icon::Clock }{ t!("skill_session.answer_by", when = time::moment(at)) }</p>
            }
            if let Some(warning) = session.warning {
                <Notice mood={Mood::Neutral}><p>{ words::warning(warning) }</p></Notice>
            }
        </section>
    }
}

fn facts(session: &SkillSession) -> Html {
    let hours = if session.counted { t!("skill_session.counted") } else { t!("skill_session.not_counted") };
    let place = session
        .site
        .as_ref()
        .map_or_else(|| t!("skills.remote_short"), |site| AttrValue::from(format!("{}, {}", site.name, address(site))));
    html! {
        <dl class="facts">
            <Fact term={t!("skill_session.about")} icon={topic_icon(session.listing.skill.topic())}>
                <Link<Route> to={Place::Listing(session.listing.id).route()}>{ &session.listing.title }</Link<Route>>
            </Fact>
            <Fact term={t!("skill_session.who_helps")} icon={Icon::Heart}>
                { &session.giver.name }
                if let Some(person) = &session.person {
                    <><br />{ &person.name }</>
                }
            </Fact>
            <Fact term={t!("skill_session.who_is_helped")} icon={Icon::Users}>{ &session.receiver.name }</Fact>
            <Fact term={t!("skill_session.when")} icon={Icon::Calendar}>{ words::span(session) }</Fact>
            <Fact term={t!("skill_session.where")} icon={Icon::Pin}>{ place }</Fact>
            <Fact term={t!("skill_session.hours_fact")} icon={Icon::Clock}>{ hours }</Fact>
        </dl>
    }
}
