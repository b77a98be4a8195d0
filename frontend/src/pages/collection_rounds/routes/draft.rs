//! A route, as it is being typed.

use crate::hooks::{Draft, checked_beside, optional};
use crate::i18n::t;
use crate::merging::{Merge, Part};
use crate::pages::collection_rounds::lines::Lined;
use crate::pages::collection_rounds::shop::ShopDraft;
use crate::pages::collection_rounds::words;
use shared::collection_rounds::{CollectionRoute, CollectionRoutePatch, MAX_STOPS, NewCollectionPlace, NewCollectionRoute};
use shared::ids::SiteId;
use shared::problem::FieldError;
use shared::sites::{Site, Weekday};
use yew::AttrValue;

/// A route as text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RouteDraft {
    /// Where the food is brought.
    pub site: Option<SiteId>,
    /// What it is called.
    pub title: String,
    /// On which days it is run.
    pub weekdays: Vec<Weekday>,
    /// When it leaves, as `08:30`; empty: at no fixed time.
    pub leaves: String,
    /// With which vehicle.
    pub vehicle: String,
    /// What else there is to say.
    pub note: String,
    /// The shops, in order.
    pub shops: Vec<ShopDraft>,
}

/// Which way a shop is moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// One place up.
    Up,
    /// One place down.
    Down,
}

impl RouteDraft {
    /// A new one, to the first of our sites, with a shop to be typed.
    #[must_use]
    pub fn new(sites: &[Site]) -> Self {
        let site = sites.first().map(|site| site.id);
        Self { site, shops: vec![ShopDraft::default()], ..Self::default() }
    }

    /// Where the shop at a place is moved to; none where there is no other.
    #[must_use]
    pub fn target(&self, place: usize, way: Way) -> Option<usize> {
        let target = match way {
            Way::Up => place.checked_sub(1)?,
            Way::Down => place.checked_add(1)?,
        };
        (target < self.begun().len() && place < self.begun().len()).then_some(target)
    }

    /// Moves the shop at a place, as far as there is another.
    pub fn shift(&mut self, place: usize, way: Way) {
        if let Some(target) = self.target(place, way) {
            self.shops.swap(place, target);
        }
    }
}

impl Lined for RouteDraft {
    type Item = ShopDraft;
    const POINTER: &'static str = "/stops";
    const MOST: usize = MAX_STOPS;

    fn lines(&self) -> &[ShopDraft] {
        &self.shops
    }

    fn lines_mut(&mut self) -> &mut Vec<ShopDraft> {
        &mut self.shops
    }
}

impl Draft for RouteDraft {
    type Wire = NewCollectionRoute;

    fn build(&self) -> Result<NewCollectionRoute, Vec<FieldError>> {
        let missing = if self.site.is_none() { vec![FieldError::new("/site_id", "required")] } else { Vec::new() };
        let route = NewCollectionRoute {
            site_id: self.site.unwrap_or(SiteId(uuid::Uuid::nil())),
            title: self.title.trim().to_owned(),
            weekdays: self.weekdays.clone(),
            leaves_at: self.leaves.parse().ok(),
            vehicle: optional(&self.vehicle),
            note: optional(&self.note),
            stops: self.begun().iter().map(ShopDraft::built).collect(),
        };
        checked_beside(missing, route)
    }
}

impl From<&CollectionRoute> for RouteDraft {
    fn from(route: &CollectionRoute) -> Self {
        Self {
            site: Some(route.site.id),
            title: route.title.clone(),
            weekdays: route.weekdays.clone(),
            leaves: route.leaves_at.map(|at| at.to_string()).unwrap_or_default(),
            vehicle: route.vehicle.clone().unwrap_or_default(),
            note: route.note.clone().unwrap_or_default(),
            shops: route.stops.iter().map(ShopDraft::from).collect(),
        }
    }
}

/// The changes between a route and what was typed over it.
#[must_use]
pub fn patch(typed: NewCollectionRoute, before: &CollectionRoute) -> CollectionRoutePatch {
    fn changed<T: PartialEq>(now: T, before: &T) -> Option<T> {
        (now != *before).then_some(now)
    }
    let stops: Vec<NewCollectionPlace> = before.stops.iter().map(|stop| ShopDraft::from(stop).built()).collect();
    CollectionRoutePatch {
        title: changed(typed.title, &before.title),
        weekdays: changed(typed.weekdays, &before.weekdays),
        leaves_at: changed(typed.leaves_at, &before.leaves_at),
        vehicle: changed(typed.vehicle, &before.vehicle),
        note: changed(typed.note, &before.note),
        stops: changed(typed.stops, &stops),
        retired: None,
    }
}

impl Merge for RouteDraft {
    fn parts() -> Vec<Part<Self>> {
        vec![
            Part {
                pointer: "/title",
                label: t!("collection_route.name"),
                words: |draft| draft.title.trim().to_owned().into(),
                take: |draft, from| draft.title.clone_from(&from.title),
            },
            Part {
                pointer: "/weekdays",
                label: t!("collection_route.weekdays"),
                words: |draft| words::days(&draft.weekdays),
                take: |draft, from| draft.weekdays.clone_from(&from.weekdays),
            },
            Part {
                pointer: "/leaves_at",
                label: t!("collection_route.leaves"),
                words: |draft| draft.leaves.clone().into(),
                take: |draft, from| draft.leaves.clone_from(&from.leaves),
            },
            Part {
                pointer: "/vehicle",
                label: t!("collection_route.vehicle"),
                words: |draft| draft.vehicle.trim().to_owned().into(),
                take: |draft, from| draft.vehicle.clone_from(&from.vehicle),
            },
            Part {
                pointer: "/note",
                label: t!("collection_route.note"),
                words: |draft| draft.note.trim().to_owned().into(),
                take: |draft, from| draft.note.clone_from(&from.note),
            },
            Part {
                pointer: "/stops",
                label: t!("collection_route.shops"),
                words: shops,
                take: |draft, from| draft.shops.clone_from(&from.shops),
            },
        ]
    }
}

/// All that is said of the shops, in their order.
fn shops(draft: &RouteDraft) -> AttrValue {
    let said = |shop: &ShopDraft| {
        let texts = [&shop.donor.text, &shop.address, &shop.expected, &shop.note];
        let texts = texts.into_iter().map(|text| text.trim()).filter(|text| !text.is_empty());
        texts.collect::<Vec<_>>().join(", ")
    };
    draft.begun().iter().map(said).collect::<Vec<_>>().join(" ; ").into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::collection_rounds::stop::fixtures::{place, site, whose};
    use shared::ids::CollectionRouteId;
    use shared::time::UtcMillis;

    fn route(shops: &[&str]) -> CollectionRoute {
        CollectionRoute {
            id: CollectionRouteId(uuid::Uuid::from_u128(1)),
            organisation: whose(),
            site: site(),
            title: "Ramasse du centre".to_owned(),
            weekdays: vec![Weekday::Tuesday],
            leaves_at: "08:30".parse().ok(),
            vehicle: None,
            note: None,
            stops: shops.iter().map(|name| place(name)).collect(),
            retired: false,
            is_due_today: false,
            round_today: None,
            can_edit: true,
            updated_at: UtcMillis(0),
            version: 1,
        }
    }

    fn names(draft: &RouteDraft) -> Vec<&str> {
        draft.shops.iter().map(|shop| shop.donor.text.as_str()).collect()
    }

    #[test]
    fn what_is_missing_is_said_at_its_field() {
        let at = |draft: &RouteDraft| {
            let mut at: Vec<_> = draft.build().unwrap_err().into_iter().map(|error| error.pointer).collect();
            at.sort_unstable();
            at
        };
        assert_eq!(at(&RouteDraft::new(&[])), ["/site_id", "/stops/0/donor_id", "/title"]);
        let mut draft = RouteDraft::from(&route(&["Boulangerie"]));
        assert_eq!(draft.add(), 1);
        assert_eq!(draft.build().unwrap().stops.len(), 1, "nobody has begun the last one");
        draft.shops[1].address = "Halle".to_owned();
        assert_eq!(at(&draft), ["/stops/1/donor_id"]);
        assert_eq!((draft.wrong_at(0).len(), draft.wrong_at(1).len()), (0, 1));
    }

    #[test]
    fn shops_change_places_as_far_as_there_are_others() {
        let mut draft = RouteDraft::from(&route(&["Boulangerie", "Primeur", "Fromagerie"]));
        draft.shift(0, Way::Up);
        draft.shift(2, Way::Down);
        assert_eq!(names(&draft), ["Boulangerie", "Primeur", "Fromagerie"]);
        draft.shift(2, Way::Up);
        draft.shift(0, Way::Down);
        assert_eq!(names(&draft), ["Fromagerie", "Boulangerie", "Primeur"]);
        draft.add();
        assert_eq!(draft.target(2, Way::Down), None, "below is one that nobody has begun");
        draft.remove(1);
        draft.remove(7);
        assert_eq!(names(&draft), ["Fromagerie", "Primeur", ""]);
    }

    #[test]
    fn only_what_was_changed_is_sent() {
        let before = route(&["Boulangerie", "Primeur"]);
        let same = RouteDraft::from(&before);
        assert_eq!(patch(same.build().unwrap(), &before), CollectionRoutePatch::default());
        let mut other = same;
        other.shift(0, Way::Down);
        other.leaves.clear();
        let sent = patch(other.build().unwrap(), &before);
        let first = sent.stops.as_ref().and_then(|stops| stops[0].donor_name.clone());
        assert_eq!((first.as_deref(), sent.leaves_at, sent.title), (Some("Primeur"), Some(None), None));
    }

    #[test]
    fn parts_copy_what_they_say() {
        let from = RouteDraft { site: None, ..RouteDraft::from(&route(&["Boulangerie", "Primeur"])) };
        let mut draft = RouteDraft::default();
        for part in RouteDraft::parts() {
            (part.take)(&mut draft, &from);
            assert_eq!((part.words)(&draft), (part.words)(&from), "{}", part.pointer);
        }
        assert_eq!(draft, from);
    }
}
