//! For which of the site's own needs a claim is.

use super::claim_draft::ClaimDraft;
use crate::client;
use crate::components::{Choice, SelectField, one_of};
use crate::hooks::{Form, use_resource, use_session};
use crate::i18n::{number, t};
use crate::pages::needs::words::{is_wanting, same_branch};
use shared::needs::{Need, NeedQuery, NeedSort, NeedStatus};
use shared::offers::Offer;
use std::rc::Rc;
use yew::prelude::*;

/// Needs to choose from, at most.
const MOST: u32 = 100;

/// Props of [`use_need_choice`].
#[derive(PartialEq)]
pub struct NeedChoiceProps {
    /// The draft.
    pub form: Form<ClaimDraft>,
    /// The offer.
    pub offer: Offer,
}

/// Asks for which need; nothing where the site lacks nothing that this food could fill.
#[hook]
pub fn use_need_choice(props: Rc<NeedChoiceProps>) -> Html {
    let us = use_session().organisation();
    let needs = use_resource(format!("needs to claim for of {us:?}"), move || {
        client::needs::list(NeedQuery {
            organisation: us,
            status: Some(NeedStatus::Open),
            sort: Some(NeedSort::Newest),
            limit: Some(MOST),
            ..NeedQuery::default()
        })
    });
    let needs = needs.data().map(|page| fitting(&page.items, &props)).unwrap_or_default();
    if needs.is_empty() {
        return html! {};
    }
    let choice = |need: &Need| {
        let lacking = number::weight(need.left_grams);
        Choice::new(Some(need.id), t!("answer.need", title = need.title.as_str(), lacking = lacking))
    };
    let none = Choice::new(None, t!("answer.no_need"));
    let choices: Vec<_> = std::iter::once(none).chain(needs.iter().map(choice)).collect();
    let bind = props.form.field("/need_id", |draft| &mut draft.need);
    html! { <SelectField question={one_of(&bind, &choices)} label={t!("answer.for_need")} optional=true /> }
}

/// The needs of the chosen site that this food can fill, those of its own kind first.
fn fitting(needs: &[Need], props: &NeedChoiceProps) -> Vec<Need> {
    let (offer, site) = (&props.offer, props.form.draft.site);
    let fits = |need: &&Need| {
        is_wanting(need) && Some(need.site.id) == site && need.temperature_classes.contains(&offer.temperature_class)
    };
    let (mut same, others): (Vec<Need>, Vec<Need>) =
        needs.iter().filter(fits).cloned().partition(|need| same_branch(&need.category, &offer.category));
    same.extend(others);
    same
}
