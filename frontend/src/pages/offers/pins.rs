//! Sites on small maps: the one the page is about, and ours beside it to show how far it is.

use crate::components::map::{Look, MapView, Place};
use crate::i18n::{number, t};
use js_sys::Math;
use shared::geo::Position;
use shared::sites::SiteSummary;
use yew::prelude::*;

/// Mean radius of the earth in metres (IUGG).
const EARTH_RADIUS_M: f64 = 6_371_008.8;

/// A map of a site and, where it is known, of ours; nothing where the site's position is not known.
pub fn site_map(site: &SiteSummary, look: Look, ours: Option<&SiteSummary>) -> Html {
    let Some(place) = pin(site, look) else { return html! {} };
    let ours = ours.filter(|ours| ours.position != site.position).and_then(|ours| pin(ours, Look::Home));
    let places: Vec<_> = std::iter::once(place).chain(ours).collect();
    html! { <MapView label={t!("contact.map", site = site.name.as_str())} {places} /> }
}

/// A link that opens the phone's own map: RFC 5870, with the query that phones understand as a marker. No outside host.
#[must_use]
pub fn geo(at: Position) -> String {
    let (lat, lon) = (number::degrees(at.latitude), number::degrees(at.longitude));
    format!("geo:{lat},{lon}?q={lat},{lon}")
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
///
/// The formula of `Position::metres_to`, by the browser's own sines: Rust's would add 5 kB to the first load.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "half the earth's girth, 2·10^7 m, fits an i64")]
pub fn metres_between(a: &SiteSummary, b: &SiteSummary) -> Option<i64> {
    let (a, b) = (a.position?, b.position?);
    let half_sine = |from: f64, to: f64| Math::sin((to - from).to_radians() / 2.0);
    let (north, east) = (half_sine(a.latitude, b.latitude), half_sine(a.longitude, b.longitude));
    let cosines = Math::cos(a.latitude.to_radians()) * Math::cos(b.latitude.to_radians());
    let h = north * north + cosines * east * east;
    Some((2.0 * EARTH_RADIUS_M * Math::asin(h.sqrt().min(1.0))).round() as i64)
}
