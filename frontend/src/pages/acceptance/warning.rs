//! Before a claim: what the site itself has declared not to take. It may be claimed all the same.

use crate::client;
use crate::components::{Icon, Mood, Notice};
use crate::hooks::use_resource;
use crate::i18n::t;
use shared::acceptance::{Objection, ObjectionList, ObjectionQuery};
use shared::ids::{OfferId, SiteId};
use shared::units::Grams;
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_warning_of_criteria`].
#[derive(PartialEq)]
pub struct WarningProps {
    /// Where the food would go.
    pub site: SiteId,
    /// What is claimed.
    pub offer: OfferId,
    /// How much, where a quantity is typed.
    pub grams: Option<Grams>,
}

/// Says what speaks against it; nothing where nothing does, or where it cannot be asked.
#[hook]
pub fn use_warning_of_criteria(props: Rc<WarningProps>) -> Html {
    let (site, offer, grams) = (props.site, props.offer, props.grams);
    let key = format!("objections of {site} to {offer} {}", grams.map_or(0, |grams| grams.0));
    let objections = use_resource(key, move || client::acceptance::objections(site, ObjectionQuery { offer, grams }));
    match objections.data() {
        Some(list) if !list.items.is_empty() => warning(&list),
        _ => html! {},
    }
}

fn warning(list: &ObjectionList) -> Html {
    html! {
        <Notice mood={Mood::Warm} icon={Icon::Warning} title={t!("acceptance.warning")}>
            <ul>{ for list.items.iter().map(|objection| html! { <li>{ sentence(*objection) }</li> }) }</ul>
            <p>{ t!("acceptance.still_possible") }</p>
        </Notice>
    }
}

fn sentence(objection: Objection) -> AttrValue {
    match objection {
        Objection::Category => t!("acceptance.not_category"),
        Objection::Chilled => t!("acceptance.not_chilled"),
        Objection::Frozen => t!("acceptance.not_frozen"),
        Objection::ColdTransport => t!("acceptance.not_fetched_cold"),
        Objection::TooLittle => t!("acceptance.too_little"),
        Objection::TooMuch => t!("acceptance.too_much"),
        Objection::TooFar => t!("acceptance.too_far"),
        Objection::Day => t!("acceptance.not_day"),
    }
}
