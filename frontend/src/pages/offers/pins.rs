//! Sites on small maps: the one the page is about, and ours beside it to show how far it is.

use crate::components::map::{Look, MapView, Place};
use crate::i18n::t;
use shared::sites::SiteSummary;
use yew::prelude::*;

/// A map of a site and, where it is known, of ours; nothing where the site's position is not known.
pub fn site_map(site: &SiteSummary, look: Look, ours: Option<&SiteSummary>) -> Html {
    let Some(place) = pin(site, look) else { return html! {} };
    let ours = ours.filter(|ours| ours.position != site.position).and_then(|ours| pin(ours, Look::Home));
    let places: Vec<_> = std::iter::once(place).chain(ours).collect();
    html! { <MapView label={t!("contact.map", site = site.name.as_str())} {places} /> }
}

fn pin(site: &SiteSummary, look: Look) -> Option<Place> {
    let name = match look {
        Look::Home => t!("board.home", site = site.name.as_str()),
        Look::Normal | Look::Urgent => site.name.clone().into(),
    };
    Some(Place {
        key: site.id.to_string().into(),
        at: site.position?,
        name,
        label: site.commune.clone().into(),
        count: None,
        look,
        pressable: false,
    })
}

/// How far it is between two sites, metres in a straight line.
#[must_use]
pub fn metres_between(a: &SiteSummary, b: &SiteSummary) -> Option<i64> {
    Some(a.position?.metres_to(b.position?))
}
