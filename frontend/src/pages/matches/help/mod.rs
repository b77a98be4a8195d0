//! What fits a need of equipment, an item or a skill of ours, why, and what to do about it.

mod reasons;
pub mod ways;

use super::dismissing::{HelpDismissing, use_help_dismissing};
use super::row::{Row, section};
use crate::client;
use crate::components::{Empty, Icon, ResourceView};
use crate::hooks::use_resource;
use crate::i18n::t;
use crate::pages::equipment_needs::Place;
use crate::routes::Route;
pub use reasons::reasons;
use shared::equipment::Equipment;
use shared::equipment_needs::EquipmentNeed;
use shared::ids::{ObjectId, OrganisationId};
use shared::matches::help::{
    HelpDismissalReason, HelpKind, MatchedEquipment, MatchedEquipmentList, MatchedEquipmentNeed, MatchedEquipmentNeedList,
    MatchedSkill, MatchedSkillList, NewHelpDismissal,
};
use shared::skills::{ListingKind, SkillListing};
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::Link;

/// Props of [`use_items_that_fit`].
#[derive(PartialEq)]
pub struct NeedProps {
    /// Our need.
    pub need: EquipmentNeed,
}

/// Props of [`use_needs_that_fit`].
#[derive(PartialEq)]
pub struct ItemProps {
    /// Our item.
    pub item: Equipment,
}

/// Props of [`use_skills_that_fit`].
#[derive(PartialEq)]
pub struct SkillProps {
    /// Our skill, offered or looked for.
    pub listing: SkillListing,
}

/// The items that fit our need, each with the way to ask for it.
#[hook]
pub fn use_items_that_fit(props: Rc<NeedProps>) -> Html {
    let id = props.need.id;
    let found = use_resource(format!("matches of equipment need {id}"), move || client::matches::list_of_equipment_need(id));
    let dismissing = use_help_dismissing(found.reload.clone());
    let ready = {
        let (props, dismissing) = (Rc::clone(&props), dismissing.clone());
        Callback::from(move |list: Rc<MatchedEquipmentList>| {
            let row = |found: &MatchedEquipment| {
                html! { <li key={found.equipment.id.to_string()}>{ item_row(&props.need, found, &dismissing) }</li> }
            };
            html! { <ul class="list">{ for list.items.iter().map(row) }</ul> }
        })
    };
    let empty = html! { <Empty icon={Icon::Search} title={t!("help.no_item")} hint={t!("help.no_item_hint")} /> };
    section(&t!("help.items"), &dismissing.0, html! { <ResourceView shown={found.shown(&ready)} {empty} /> })
}

/// The needs that our item fits; nothing where there is none.
#[hook]
pub fn use_needs_that_fit(props: Rc<ItemProps>) -> Html {
    let id = props.item.id;
    let found = use_resource(format!("matches of equipment {id}"), move || client::matches::list_of_item(id));
    let dismissing = use_help_dismissing(found.reload.clone());
    if found.data().is_none() && !dismissing.0.has_undo() {
        return html! {};
    }
    let ready = {
        let (props, dismissing) = (Rc::clone(&props), dismissing.clone());
        Callback::from(move |list: Rc<MatchedEquipmentNeedList>| {
            let row = |found: &MatchedEquipmentNeed| {
                html! { <li key={found.need.id.to_string()}>{ need_row(&props.item, found, &dismissing) }</li> }
            };
            html! { <><p class="muted">{ t!("help.needs_lead") }</p><ul class="list">{ for list.items.iter().map(row) }</ul></> }
        })
    };
    let title = t!("help.needs", item = props.item.name.as_str());
    section(&title, &dismissing.0, html! { <ResourceView shown={found.shown(&ready)} empty={html! {}} /> })
}

/// The skills that fit ours, each with the way to propose a session.
#[hook]
pub fn use_skills_that_fit(props: Rc<SkillProps>) -> Html {
    let id = props.listing.id;
    let found = use_resource(format!("matches of skill {id}"), move || client::matches::list_of_skill(id));
    let dismissing = use_help_dismissing(found.reload.clone());
    let ready = {
        let (props, dismissing) = (Rc::clone(&props), dismissing.clone());
        Callback::from(move |list: Rc<MatchedSkillList>| {
            let row = |found: &MatchedSkill| {
                html! { <li key={found.skill.id.to_string()}>{ skill_row(&props.listing, found, &dismissing) }</li> }
            };
            html! { <ul class="list">{ for list.items.iter().map(row) }</ul> }
        })
    };
    let (title, nobody, hint) = match props.listing.kind {
        ListingKind::Wanted => (t!("help.helpers"), t!("help.no_helper"), t!("help.no_helper_hint")),
        ListingKind::Offered => (t!("help.helped"), t!("help.no_helped"), t!("help.no_helped_hint")),
    };
    let empty = html! { <Empty icon={Icon::Users} title={nobody} {hint} /> };
    section(&title, &dismissing.0, html! { <ResourceView shown={found.shown(&ready)} {empty} /> })
}

fn item_row(need: &EquipmentNeed, found: &MatchedEquipment, dismissing: &HelpDismissing) -> Html {
    let item = &found.equipment;
    let pair = Pair { kind: HelpKind::Equipment, helping: ObjectId(item.id.0), wanting: ObjectId(need.id.0) };
    let name = AttrValue::from(item.name.clone());
    let act = ways::ask(item.id, need, &found.fit);
    let row = Row {
        title: html! { <Link<Route> to={Route::Item { id: item.id }}>{ &item.name }</Link<Route>> },
        whose: &item.organisation.name,
        score: found.fit.score,
        reasons: reasons(&found.fit, None),
        below: pair.not_this_one(dismissing, &name, need.organisation.id, act),
        name,
    };
    row.draw()
}

fn need_row(item: &Equipment, found: &MatchedEquipmentNeed, dismissing: &HelpDismissing) -> Html {
    let need = &found.need;
    let pair = Pair { kind: HelpKind::Equipment, helping: ObjectId(item.id.0), wanting: ObjectId(need.id.0) };
    let name = AttrValue::from(need.title.clone());
    let row = Row {
        title: html! { <Link<Route> to={Place::Need(need.id).route()}>{ &need.title }</Link<Route>> },
        whose: &need.organisation.name,
        score: found.fit.score,
        reasons: reasons(&found.fit, Some(&need.organisation.name)),
        below: pair.not_this_one(dismissing, &name, item.organisation.id, ways::look(need.id)),
        name,
    };
    row.draw()
}

fn skill_row(ours: &SkillListing, found: &MatchedSkill, dismissing: &HelpDismissing) -> Html {
    let theirs = &found.skill;
    let we_help = ours.kind == ListingKind::Offered;
    let (helping, wanting) = if we_help { (ours.id, theirs.id) } else { (theirs.id, ours.id) };
    let pair = Pair { kind: HelpKind::Skill, helping: ObjectId(helping.0), wanting: ObjectId(wanting.0) };
    let name = AttrValue::from(theirs.title.clone());
    let row = Row {
        title: html! { <Link<Route> to={ways::skill(theirs.id)}>{ &theirs.title }</Link<Route>> },
        whose: &theirs.organisation.name,
        score: found.fit.score,
        reasons: reasons(&found.fit, we_help.then_some(theirs.organisation.name.as_str())),
        below: pair.not_this_one(dismissing, &name, ours.organisation.id, ways::propose(theirs.id)),
        name,
    };
    row.draw()
}

/// The two sides of a match.
#[derive(Clone, Copy)]
struct Pair {
    kind: HelpKind,
    helping: ObjectId,
    wanting: ObjectId,
}

impl Pair {
    /// What to do about the match, or why we do not want it.
    fn not_this_one(
        self,
        (dismissing, dismiss): &HelpDismissing,
        name: &AttrValue,
        organisation_id: OrganisationId,
        act: Html,
    ) -> Html {
        let Self { kind, helping: helping_id, wanting: wanting_id } = self;
        let answer = |reason: &HelpDismissalReason| {
            let new = NewHelpDismissal { kind, helping_id, wanting_id, organisation_id, reason: *reason };
            (words(*reason), dismiss.reform(move |()| new))
        };
        let reasons = HelpDismissalReason::ALL.iter().map(answer).collect();
        dismissing.around(name, format!("{helping_id} {wanting_id}"), reasons, act)
    }
}

/// Not among the words that every visitor fetches.
fn words(reason: HelpDismissalReason) -> AttrValue {
    match reason {
        HelpDismissalReason::TooFar => t!("help.too_far"),
        HelpDismissalReason::WrongKind => t!("help.wrong_kind"),
        HelpDismissalReason::NoTime => t!("help.no_time"),
        HelpDismissalReason::Other => t!("help.other"),
    }
}
