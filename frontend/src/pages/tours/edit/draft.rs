//! What somebody types about a tour.

use crate::hooks::{Draft, checked_beside, optional};
use crate::i18n::{number, zone};
use chrono::{Days, NaiveDate};
use shared::ids::{EquipmentId, SiteId, UserId};
use shared::problem::FieldError;
use shared::sites::Site;
use shared::time::{MINUTE, UtcMillis};
use shared::tours::{MAX_TOUR_GRAMS, NewTour, Tour, TourCapacity, TourPatch};
use shared::units::Grams;

/// Hours that are proposed.
const USUAL: [&str; 2] = ["09:00", "12:00"];

/// A tour as text.
#[derive(Clone, Debug, PartialEq)]
pub struct TourDraft {
    /// Where it starts and ends.
    pub site: Option<SiteId>,
    /// Its day, as a picker holds it.
    pub day: String,
    /// When it leaves, as a picker holds it: `09:00`.
    pub leaves: String,
    /// When it has to be back; no later than it leaves: on the next day.
    pub back: String,
    /// With which vehicle.
    pub vehicle: String,
    /// What it carries in all, kg.
    pub max: String,
    /// Of it refrigerated, kg; empty for none.
    pub chilled: String,
    /// Of it deep-frozen, kg; empty for none.
    pub frozen: String,
    /// Who drives; none: somebody is looked for.
    pub driver: Option<UserId>,
    /// What it is called; empty: after its commune.
    pub title: String,
    /// The vehicle in the catalogue.
    pub equipment: Option<EquipmentId>,
    /// What there is to say.
    pub note: String,
}

impl TourDraft {
    /// A morning at the first of our sites, driven by whoever plans it.
    #[must_use]
    pub fn new(sites: &[Site], me: Option<UserId>) -> Self {
        let today = zone::today();
        Self::on(sites, me, today.checked_add_days(Days::new(1)).unwrap_or(today))
    }

    fn on(sites: &[Site], me: Option<UserId>, day: NaiveDate) -> Self {
        let [leaves, back] = USUAL.map(str::to_owned);
        Self {
            site: sites.first().map(|site| site.id),
            day: day.to_string(),
            leaves,
            back,
            vehicle: String::new(),
            max: String::new(),
            chilled: String::new(),
            frozen: String::new(),
            driver: me,
            title: String::new(),
            equipment: None,
            note: String::new(),
        }
    }

    /// When it leaves and when it has to be back; none while a part is missing.
    fn span(&self) -> Option<(UtcMillis, UtcMillis)> {
        let day: NaiveDate = self.day.parse().ok()?;
        let back_on = if self.back > self.leaves { day } else { day.checked_add_days(Days::new(1))? };
        let at = |day: NaiveDate, hour: &str| zone::read(&format!("{day}T{hour}")).map(zone::instant);
        Some((at(day, &self.leaves)?, at(back_on, &self.back)?))
    }

    /// Whether the hours of the tour go over midnight.
    #[must_use]
    pub fn is_overnight(&self) -> bool {
        !self.leaves.is_empty() && !self.back.is_empty() && self.back <= self.leaves
    }

    /// Which part of the times is missing.
    fn missing_times(&self) -> Vec<FieldError> {
        let parts = [("/day", &self.day), ("/leaves_at", &self.leaves), ("/back_by", &self.back)];
        let missing = parts.iter().filter(|(_, text)| text.is_empty()).map(|(at, _)| *at);
        let mut errors: Vec<_> = missing.map(|at| FieldError::new(at, "required")).collect();
        if errors.is_empty() {
            errors.push(FieldError::new("/day", "required"));
        }
        errors
    }

    /// What the vehicle carries, and what is wrong with that.
    fn capacity(&self) -> (TourCapacity, Vec<FieldError>) {
        let mut errors = Vec::new();
        let mut grams = |text: &str, pointer: &'static str| {
            let typed = if text.trim().is_empty() { Some(0) } else { number::parse_decimal(text) };
            let valid = typed.filter(|grams| *grams >= 0);
            if valid.is_none() {
                errors.push(FieldError::new(pointer, "number"));
            }
            Grams(valid.unwrap_or_default())
        };
        let capacity = TourCapacity {
            max_grams: grams(&self.max, "/capacity/max_grams"),
            chilled_grams: grams(&self.chilled, "/capacity/chilled_grams"),
            frozen_grams: grams(&self.frozen, "/capacity/frozen_grams"),
        };
        if errors.is_empty() {
            let TourCapacity { max_grams, chilled_grams, frozen_grams } = capacity;
            let wrong = [
                ("/capacity/max_grams", "required", max_grams == Grams::ZERO),
                ("/capacity/max_grams", "vehicle_too_large", max_grams > Grams(MAX_TOUR_GRAMS)),
                ("/capacity/chilled_grams", "more_than_vehicle", chilled_grams > max_grams),
                ("/capacity/frozen_grams", "more_than_vehicle", frozen_grams > max_grams),
            ];
            errors.extend(wrong.into_iter().filter(|(_, _, is)| *is).map(|(at, code, _)| FieldError::new(at, code)));
        }
        (capacity, errors)
    }

    fn built(&self, span: Option<(UtcMillis, UtcMillis)>) -> Result<NewTour, Vec<FieldError>> {
        // Whether it lies in the past or too far ahead is said by the server: a tour that should have left already can still
        // be given another driver.
        let mut errors = if span.is_none() { self.missing_times() } else { Vec::new() };
        if self.site.is_none() {
            errors.push(FieldError::new("/site_id", "required"));
        }
        let (capacity, wrong) = self.capacity();
        errors.extend(wrong);
        let (leaves_at, back_by) = span.unwrap_or((UtcMillis(0), UtcMillis(0)));
        let new = NewTour {
            site_id: self.site.unwrap_or(SiteId(uuid::Uuid::nil())),
            title: optional(&self.title),
            leaves_at,
            back_by,
            vehicle: self.vehicle.trim().to_owned(),
            equipment_id: self.equipment,
            capacity,
            note: optional(&self.note),
            driver_id: self.driver,
        };
        checked_beside(errors, new)
    }
}

impl Draft for TourDraft {
    type Wire = NewTour;

    fn build(&self) -> Result<NewTour, Vec<FieldError>> {
        self.built(self.span())
    }
}

/// Grams as the text of a field in kilograms; nothing for none.
fn kg(grams: Grams) -> String {
    if grams.0 == 0 { String::new() } else { number::field_kg(grams) }
}

impl From<&Tour> for TourDraft {
    fn from(tour: &Tour) -> Self {
        let shown = |at: UtcMillis| zone::picker_text(zone::wall(at));
        let (leaves, back) = (shown(tour.leaves_at), shown(tour.back_by));
        let hour = |text: &str| text.split_once('T').map(|(_, hour)| hour.to_owned()).unwrap_or_default();
        Self {
            site: Some(tour.site.id),
            day: leaves.split_once('T').map(|(day, _)| day.to_owned()).unwrap_or_default(),
            leaves: hour(&leaves),
            back: hour(&back),
            vehicle: tour.vehicle.clone(),
            max: kg(tour.capacity.max_grams),
            chilled: kg(tour.capacity.chilled_grams),
            frozen: kg(tour.capacity.frozen_grams),
            driver: tour.driver.as_ref().map(|driver| driver.id),
            title: tour.title.clone(),
            equipment: tour.equipment.as_ref().map(|item| item.id),
            note: tour.note.clone().unwrap_or_default(),
        }
    }
}

/// The changes between a tour and what was typed over it. A title that was emptied stays as it was.
#[must_use]
pub fn patch(typed: NewTour, before: &Tour) -> TourPatch {
    fn changed<T: PartialEq>(now: T, before: &T) -> Option<T> {
        (now != *before).then_some(now)
    }
    // A picker knows no seconds: what it shows unchanged is unchanged.
    let moved = |now: UtcMillis, before: UtcMillis| (now.0.div_euclid(MINUTE) != before.0.div_euclid(MINUTE)).then_some(now);
    TourPatch {
        site_id: changed(typed.site_id, &before.site.id),
        title: typed.title.and_then(|title| changed(title, &before.title)),
        leaves_at: moved(typed.leaves_at, before.leaves_at),
        back_by: moved(typed.back_by, before.back_by),
        vehicle: changed(typed.vehicle, &before.vehicle),
        equipment_id: changed(typed.equipment_id, &before.equipment.as_ref().map(|item| item.id)),
        capacity: changed(typed.capacity, &before.capacity),
        note: changed(typed.note, &before.note),
        driver_id: changed(typed.driver_id, &before.driver.as_ref().map(|driver| driver.id)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> TourDraft {
        let day = "2026-12-05".parse().unwrap();
        TourDraft {
            site: Some(SiteId(uuid::Uuid::nil())),
            vehicle: "Camionnette".to_owned(),
            max: "500".to_owned(),
            ..TourDraft::on(&[], None, day)
        }
    }

    fn pointers(built: Result<NewTour, Vec<FieldError>>) -> Vec<String> {
        let mut pointers: Vec<_> = built.unwrap_err().into_iter().map(|error| error.pointer).collect();
        pointers.sort_unstable();
        pointers
    }

    #[test]
    fn what_is_missing_is_said_once_at_its_field() {
        let empty = TourDraft { day: String::new(), ..TourDraft::on(&[], None, NaiveDate::default()) };
        assert_eq!(pointers(empty.built(None)), ["/capacity/max_grams", "/day", "/site_id", "/vehicle"]);
    }

    #[test]
    fn kilograms_are_typed_and_grams_are_sent() {
        let span = Some((UtcMillis(1_790_000_000_000), UtcMillis(1_790_010_000_000)));
        let with =
            |max: &str, chilled: &str| TourDraft { max: max.to_owned(), chilled: chilled.to_owned(), ..draft() }.built(span);
        let capacity = with("500,5", "80").unwrap().capacity;
        assert_eq!((capacity.max_grams, capacity.chilled_grams), (Grams(500_500), Grams(80_000)));
        assert_eq!(with("500", "600").unwrap_err()[0].code, "more_than_vehicle");
        assert_eq!(with("45000", "").unwrap_err()[0].code, "vehicle_too_large");
        assert_eq!(pointers(with("beaucoup", "")), ["/capacity/max_grams"]);
        assert_eq!(pointers(with("500", "-1")), ["/capacity/chilled_grams"]);
    }

    #[test]
    fn who_is_back_before_having_left_is_back_on_the_next_day() {
        let with = |back: &str| TourDraft { back: back.to_owned(), ..draft() }.is_overnight();
        assert!(with("01:30") && with("09:00"));
        assert!(!with("12:00") && !with(""));
    }
}
