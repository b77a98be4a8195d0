//! The sites of the current organisation, which most forms start from.

use crate::client;
use crate::components::ResourceView;
use crate::hooks::use_resource;
use shared::ids::OrganisationId;
use shared::sites::{Site, SitePage};
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_own_sites`].
#[derive(PartialEq)]
pub struct OwnSitesProps {
    /// Whose.
    pub organisation: OrganisationId,
    /// Draws what needs them; they may be none.
    pub ready: Callback<Rc<Vec<Site>>, Html>,
}

/// Fetches the sites, and draws what needs them once they are there.
#[hook]
pub fn use_own_sites(props: Rc<OwnSitesProps>) -> Html {
    let organisation = props.organisation;
    let sites = use_resource(format!("sites of {organisation}"), move || client::sites::list_of(organisation));
    let ready = props.ready.reform(|page: Rc<SitePage>| Rc::new(page.items.clone()));
    // Old sites are as good as new ones here; what is drawn with them says by itself when it is old.
    match sites.data() {
        Some(page) => ready.emit(page),
        None => html! { <ResourceView shown={sites.shown(&ready)} empty={props.ready.emit(Rc::default())} /> },
    }
}
