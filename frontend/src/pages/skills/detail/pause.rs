//! Taking a skill off the lists for a while, and putting it back.

use crate::client;
use crate::components::{Button, Icon, ProblemView, use_toast};
use crate::hooks::{Resource, forget, use_mutation};
use crate::i18n::t;
use shared::skills::{SkillListing, SkillListingPatch};
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_pause`].
#[derive(PartialEq)]
pub struct PauseProps {
    /// The skill.
    pub listing: SkillListing,
    /// Where it comes from, to be shown anew.
    pub resource: Resource<SkillListing>,
}

/// The button.
#[hook]
pub fn use_pause(props: Rc<PauseProps>) -> Html {
    let SkillListing { id, version, paused, .. } = props.listing;
    let (toast, resource) = (use_toast(), props.resource.clone());
    let turn = use_mutation(
        move |()| {
            let patch = SkillListingPatch { paused: Some(!paused), ..SkillListingPatch::default() };
            client::skills::update(id, version, patch)
        },
        move |listing: SkillListing| {
            forget("skills list");
            toast.emit(if listing.paused { t!("skills.now_paused") } else { t!("skills.now_resumed") });
            resource.replace(listing);
        },
    );
    let (icon, words) = if paused { (Icon::Refresh, t!("skills.resume")) } else { (Icon::Close, t!("skills.pause")) };
    html! {
        <>
            <Button {icon} busy={turn.busy} onclick={turn.run.clone()}>{ words }</Button>
            <ProblemView failure={turn.failure.clone()} retry={props.resource.reload.clone()} />
        </>
    }
}
