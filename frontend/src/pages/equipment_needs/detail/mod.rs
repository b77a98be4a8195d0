//! One need: what is looked for; for its organisation the items that fit it, for others how to help.

mod manage;

use super::NeedPageProps;
use super::place::Place;
use super::words;
use crate::client;
use crate::components::map::Look;
use crate::components::{ButtonLink, Card, Fact, Icon, Mood, Notice, PageHeader, ResourceView, Tone, keyed_part, part};
use crate::hooks::{use_fresh, use_resource, use_session};
use crate::i18n::{t, time, word};
use crate::pages::equipment::words::icon;
use crate::pages::matches::help::{NeedProps, use_items_that_fit};
use crate::pages::offers::pins::site_map;
use crate::pages::offers::words::address;
use crate::routes::Route;
use manage::{ManageProps, use_manage};
use shared::equipment_needs::{EquipmentNeed, EquipmentNeedStatus};
use std::rc::Rc;
use yew::prelude::*;

/// One need.
#[hook]
pub fn use_need_page(props: Rc<NeedPageProps>) -> Html {
    let id = props.id;
    let may_write = use_session().may_write();
    let need = use_resource(format!("equipment need {id}"), move || client::equipment_needs::find(id));
    use_fresh(&need.reload);
    let shown = need.data();
    let title = shown.as_ref().map_or_else(|| t!("equipment_need.one"), |need| AttrValue::from(need.title.clone()));
    let eyebrow = shown.as_ref().map(|need| AttrValue::from(need.organisation.name.clone()));
    let managed = shown.filter(|need| may_write && need.can_edit);
    let managed = managed.map(|shown| ManageProps { need: (*shown).clone(), resource: need.clone() });
    let ready = Callback::from(|need: Rc<EquipmentNeed>| part(use_body, NeedProps { need: (*need).clone() }));
    html! {
        <>
            <PageHeader {title} {eyebrow} back={Place::Board.route()} back_label={t!("equipment_need.title")}>
                { managed.map(|managed| part(use_manage, managed)) }
            </PageHeader>
            <ResourceView shown={need.shown(&ready)} lines=4 />
        </>
    }
}

#[hook]
fn use_body(props: Rc<NeedProps>) -> Html {
    let session = use_session();
    let need = &props.need;
    let ours =
        session.me().is_some_and(|me| me.memberships.iter().any(|place| place.organisation.id == need.organisation.id));
    html! {
        <div class="split">
            <div class="stack">
                { summary(need) }
                if need.is_open() && session.may_write() {
                    if ours {
                        // Another kind, place or time asks anew.
                        { keyed_part(&need.version.to_string(), use_items_that_fit, NeedProps { need: need.clone() }) }
                    } else {
                        { how_to_help(need) }
                    }
                }
            </div>
            <div class="stack">
                <Card title={t!("need.facts")}>{ facts(need) }</Card>
                { whereabouts(need) }
            </div>
        </div>
    }
}

/// What it is, and the few words that decide.
fn summary(need: &EquipmentNeed) -> Html {
    html! {
        <section class="card item-summary" aria-label={t!("equipment.in_short")}>
            <div class="item-card-head">
                <span class="item-mark">{ icon(need.kind) }</span>
                <div>
                    <p class="row-title">{ word(need.kind) }</p>
                    <p class="muted">{ t!("equipment_need.wanted_by", organisation = need.organisation.name.as_str(), commune = need.site.commune.as_str()) }</p>
                </div>
            </div>
            if let Some(description) = &need.description {
                <p class="prose">{ description }</p>
            }
            <div class="cluster">
                <strong>{ time::span(need.starts_at, need.ends_at) }</strong>
                { words::standing(need) }
            </div>
            { ended(need) }
        </section>
    }
}

/// Why nothing is looked for any more.
fn ended(need: &EquipmentNeed) -> Html {
    let words = match need.status {
        EquipmentNeedStatus::Met => t!("equipment_need.met_text"),
        EquipmentNeedStatus::Withdrawn => t!("equipment_need.withdrawn_text"),
        EquipmentNeedStatus::Open if need.over => t!("equipment_need.over_text"),
        EquipmentNeedStatus::Open => return html! {},
    };
    html! {
        <Notice mood={if need.status == EquipmentNeedStatus::Met { Mood::Good } else { Mood::Neutral }}>
            <p>{ words }</p>
            if let Some(id) = need.loan_id {
                <div><ButtonLink to={Route::Loan { id }} icon={Icon::Handover}>{ t!("equipment_need.see_loan") }</ButtonLink></div>
            }
        </Notice>
    }
}

/// Who can lend it puts it into the catalogue: whoever looks for it finds it there.
fn how_to_help(need: &EquipmentNeed) -> Html {
    html! {
        <Card title={t!("equipment_need.help_title")}>
            <p>{ t!("equipment_need.help_text", organisation = need.organisation.name.as_str()) }</p>
            <div><ButtonLink to={Route::AddItem} tone={Tone::Primary} icon={Icon::Plus}>{ t!("equipment.add") }</ButtonLink></div>
        </Card>
    }
}

fn facts(need: &EquipmentNeed) -> Html {
    html! {
        <dl class="facts">
            <Fact term={t!("equipment.kind")} icon={icon(need.kind)}>{ word(need.kind) }</Fact>
            <Fact term={t!("need.when")} icon={Icon::Calendar}>{ time::span(need.starts_at, need.ends_at) }</Fact>
            <Fact term={t!("equipment_need.who")} icon={Icon::Building}>{ &need.organisation.name }</Fact>
            <Fact term={t!("need.published")} icon={Icon::Bell}>{ time::moment(need.published_at) }</Fact>
        </dl>
    }
}

/// The place on a map, and the address.
fn whereabouts(need: &EquipmentNeed) -> Html {
    let look = if need.urgent && need.is_open() { Look::Urgent } else { Look::Normal };
    html! {
        <Card title={t!("need.where")}>
            <div class="contact">
                <p class="with-icon">
                    { Icon::Pin }
                    <span><strong>{ &need.site.name }</strong><br />{ address(&need.site) }</span>
                </p>
                { site_map(&need.site, look, None) }
            </div>
        </Card>
    }
}
