//! What somebody is typing to claim an offer, and the moments at which it can be fetched.

use super::super::words::{Measure, still_open};
use crate::hooks::{Draft, checked, optional};
use crate::i18n::{number, time, zone};
use crate::pages::quantities;
use shared::claims::NewClaim;
use shared::ids::{NeedId, OfferId, SiteId};
use shared::offers::{Offer, PickupWindow};
use shared::problem::FieldError;
use shared::sites::Site;
use shared::time::{HOUR, MINUTE, UtcMillis};
use shared::units::{Grams, TemperatureClass, Unit};
use yew::AttrValue;

/// Moments proposed in a short window are this far apart, ms.
const STEP: i64 = 30 * MINUTE;
/// Moments proposed in a window at most; long windows have them further apart.
const MOST: i64 = 12;

/// The need that the way to the offer began at, as the address names it.
#[derive(Clone, Copy, Debug, serde::Deserialize)]
pub struct Wanted {
    #[serde(rename = "besoin")]
    need: NeedId,
    site: SiteId,
    #[serde(rename = "grammes")]
    grams: Grams,
}

/// A claim as it is being typed.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimDraft {
    /// The offer.
    pub offer: OfferId,
    /// How it is counted.
    pub measure: Measure,
    /// Where it goes.
    pub site: Option<SiteId>,
    /// In the offer's unit, as typed.
    pub amount: String,
    /// When the taker means to come.
    pub pickup_at: Option<UtcMillis>,
    /// For which of the site's needs, where it is for one.
    pub need: Option<NeedId>,
    /// A word to the giver.
    pub message: String,
}

impl ClaimDraft {
    /// All that is left and fits, at the first site that can keep it.
    #[must_use]
    pub fn new(offer: &Offer, sites: &[Site]) -> Self {
        let measure = Measure::from(offer);
        let site = sites.iter().find(|site| can_keep(site, offer.temperature_class)).or(sites.first());
        Self {
            offer: offer.id,
            measure,
            site: site.map(|site| site.id),
            amount: quantities::field(offer.left_grams, measure),
            pickup_at: moments(&offer.pickup_windows).first().map(|(at, _)| *at),
            need: None,
            message: String::new(),
        }
    }

    /// As much as a need wants of it, for that need's site; unchanged where the site is none of ours.
    #[must_use]
    pub fn wanted(self, wanted: Wanted, sites: &[Site]) -> Self {
        if !sites.iter().any(|site| site.id == wanted.site) {
            return self;
        }
        let amount = quantities::field(wanted.grams, self.measure);
        Self { site: Some(wanted.site), need: Some(wanted.need), amount, ..self }
    }

    /// What was typed, in grams.
    pub fn grams(&self) -> Result<Grams, &'static str> {
        let grams = quantities::grams(&self.amount, self.measure)?;
        let whole = self.measure.unit == Unit::Kilogram || grams.is_whole_number_of(self.measure.piece);
        if whole { Ok(grams) } else { Err("not_whole_units") }
    }
}

impl Draft for ClaimDraft {
    type Wire = NewClaim;

    fn build(&self) -> Result<NewClaim, Vec<FieldError>> {
        let Some(site_id) = self.site else { return Err(vec![FieldError::new("/site_id", "required")]) };
        let grams = self.grams().map_err(|code| vec![FieldError::new("/grams", code)])?;
        checked(NewClaim {
            offer_id: self.offer,
            site_id,
            grams,
            pickup_at: self.pickup_at,
            need_id: self.need,
            message: optional(&self.message),
        })
    }
}

/// Whether a site can keep food of this class. Dry food finds room everywhere.
#[must_use]
pub fn can_keep(site: &Site, class: TemperatureClass) -> bool {
    class == TemperatureClass::Ambient || site.storage.of(class) > 0
}

/// Half of what is left, in whole units where the unit asks for it.
#[must_use]
pub fn half(offer: &Offer) -> Grams {
    let half = offer.left_grams.0 / 2;
    let piece = match offer.unit {
        // Whole kilograms, unless that would be nothing.
        Unit::Kilogram if half >= 1_000 => 1_000,
        Unit::Kilogram => 1,
        _ => offer.grams_per_unit.0.max(1),
    };
    Grams(half / piece * piece)
}

/// Moments to choose from, each with the words of its window's day.
#[must_use]
pub fn moments(windows: &[PickupWindow]) -> Vec<(UtcMillis, AttrValue)> {
    let now = zone::now();
    still_open(windows).flat_map(|window| in_window(window, now)).map(|at| (at, time::day_of(at))).collect()
}

fn in_window(window: &PickupWindow, now: UtcMillis) -> Vec<UtcMillis> {
    let length = window.ends_at.0 - window.starts_at.0;
    let step = if length / STEP > MOST { (length / MOST / HOUR).max(1) * HOUR } else { STEP };
    let starts = (0..=length / step).map(|n| window.starts_at.plus(n * step));
    starts.filter(|at| *at > now && *at < window.ends_at).collect()
}

/// How much of a class a site can store, in words.
#[must_use]
pub fn capacity(site: &Site, class: TemperatureClass) -> AttrValue {
    number::weight(Grams::from_kg(site.storage.of(class)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_lie_inside_the_window_and_ahead() {
        let at = |text: &str| text.parse::<UtcMillis>().unwrap();
        let window = PickupWindow { starts_at: at("2026-11-25T08:00:00Z"), ends_at: at("2026-11-25T11:00:00Z") };
        let all = in_window(&window, at("2026-11-24T08:00:00Z"));
        assert_eq!((all.len(), all[0], all[5]), (6, window.starts_at, at("2026-11-25T10:30:00Z")));
        assert_eq!(in_window(&window, at("2026-11-25T10:10:00Z")), [at("2026-11-25T10:30:00Z")]);
        let days = PickupWindow { ends_at: at("2026-11-27T20:00:00Z"), ..window };
        assert!(in_window(&days, at("2026-11-24T08:00:00Z")).len() <= 13);
    }
}
