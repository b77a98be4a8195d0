//! Rows of offers, and what the wire shows of them.

use crate::db::schema::{best_before_checks, freezings, offers, pickup_windows};
use chrono::NaiveDate;
use diesel::prelude::*;
use shared::geo::Position;
use shared::ids::{ClaimId, LotId, OfferId, OrganisationId, PhotoId, SiteId, UserId};
use shared::offers::{BestBeforeCheck, Freezing, Offer, OfferStatus, OfferSummary, PickupWindow, Visibility};
use shared::organisations::OrganisationSummary;
use shared::products::Allergen;
use shared::sites::SiteSummary;
use shared::time::UtcMillis;
use shared::units::{Grams, TemperatureClass, Unit};

/// A row of `offers`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = offers, treat_none_as_default_value = false)]
#[expect(missing_docs, reason = "the migration explains the columns")]
pub struct OfferRow {
    pub id: OfferId,
    pub organisation_id: OrganisationId,
    pub site_id: SiteId,
    pub category_code: String,
    pub title: String,
    pub remarks: Option<String>,
    pub unit: Unit,
    pub grams_per_unit: Grams,
    pub total_grams: Grams,
    pub left_grams: Grams,
    pub temperature_class: TemperatureClass,
    pub use_by: Option<NaiveDate>,
    pub best_before: Option<NaiveDate>,
    pub status: OfferStatus,
    pub published_by: UserId,
    pub published_at: UtcMillis,
    pub updated_at: UtcMillis,
    pub closes_at: UtcMillis,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    pub cell: i64,
    pub version: i64,
    pub product_name: Option<String>,
    pub gtin: Option<String>,
    pub allergens: Option<i64>,
    pub visibility: Visibility,
    pub frozen_on: Option<NaiveDate>,
    pub best_before_checked_at: Option<UtcMillis>,
    pub photo_id: Option<PhotoId>,
    pub first_until: Option<UtcMillis>,
    pub lot_id: Option<LotId>,
}

/// A row of `pickup_windows`.
#[derive(Clone, Copy, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = pickup_windows)]
pub struct WindowRow {
    pub offer_id: OfferId,
    pub starts_at: UtcMillis,
    pub ends_at: UtcMillis,
}

impl From<WindowRow> for PickupWindow {
    fn from(row: WindowRow) -> Self {
        let WindowRow { offer_id: _, starts_at, ends_at } = row;
        Self { starts_at, ends_at }
    }
}

/// What stands beside an offer's row when it is shown.
pub struct Beside {
    /// The giver.
    pub organisation: OrganisationSummary,
    /// Where the food is.
    pub site: SiteSummary,
    /// When it can be fetched.
    pub windows: Vec<PickupWindow>,
}

impl OfferRow {
    /// Where the food is, if that is known.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        Position::new(self.latitude?, self.longitude?)
    }

    /// The offer on the wire, as its giver's members see it.
    #[must_use]
    pub fn into_offer(self, beside: Beside, distance_m: Option<i64>, can_edit: bool) -> Offer {
        // Taken apart whole: a new column does not compile until someone decides whether it is public.
        let Self {
            id,
            organisation_id: _,
            site_id: _,
            category_code,
            title,
            remarks,
            unit,
            grams_per_unit,
            total_grams,
            left_grams,
            temperature_class,
            use_by,
            best_before,
            status,
            published_by: _,
            published_at,
            updated_at,
            closes_at,
            latitude: _,
            longitude: _,
            cell: _,
            version,
            product_name,
            gtin,
            allergens,
            visibility,
            frozen_on,
            best_before_checked_at,
            photo_id,
            first_until,
            lot_id,
        } = self;
        let Beside { organisation, site, windows } = beside;
        Offer {
            id,
            organisation,
            site,
            category: category_code,
            title,
            remarks,
            unit,
            grams_per_unit,
            total_grams,
            left_grams,
            temperature_class,
            use_by,
            best_before,
            best_before_checked_at,
            frozen_on,
            product_name,
            gtin,
            allergens: allergens.map(Allergen::of_bits),
            visibility,
            photo: photo_id,
            details: None,
            pickup_windows: windows,
            status,
            published_at,
            updated_at,
            closes_at,
            first_until,
            lot_id,
            distance_m,
            can_edit,
            version,
        }
    }

    /// The part of the offer that a claim shows.
    #[must_use]
    pub fn into_summary(self, beside: Beside) -> OfferSummary {
        OfferSummary {
            id: self.id,
            title: self.title,
            category: self.category_code,
            temperature_class: self.temperature_class,
            unit: self.unit,
            grams_per_unit: self.grams_per_unit,
            use_by: self.use_by,
            best_before: self.best_before,
            site: beside.site,
            pickup_windows: beside.windows,
            closes_at: self.closes_at,
        }
    }
}

/// A row of `best_before_checks`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = best_before_checks)]
pub struct CheckRow {
    pub offer_id: OfferId,
    pub number: i64,
    pub at: UtcMillis,
    pub user_id: UserId,
    pub packaging_intact: bool,
    pub storage_kept: bool,
    pub traceable: bool,
    pub note: Option<String>,
}

impl CheckRow {
    /// The check on the wire, made by the person of this name.
    #[must_use]
    pub fn shown(self, by: String) -> BestBeforeCheck {
        let Self { offer_id: _, number: _, at, user_id: _, packaging_intact, storage_kept, traceable, note } = self;
        let passed = packaging_intact && storage_kept && traceable;
        BestBeforeCheck { at, by, passed, packaging_intact, storage_kept, traceable, note }
    }
}

/// A row of `freezings`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = freezings)]
pub struct FreezingRow {
    pub id: Vec<u8>,
    pub offer_id: OfferId,
    pub claim_id: Option<ClaimId>,
    pub frozen_on: NaiveDate,
    pub printed_use_by: Option<NaiveDate>,
    pub printed_best_before: Option<NaiveDate>,
    pub use_by: NaiveDate,
    pub note: Option<String>,
    pub recorded_by: UserId,
    pub recorded_at: UtcMillis,
}

impl FreezingRow {
    /// The freezing on the wire, recorded by the person of this name.
    #[must_use]
    pub fn shown(self, recorded_by: String) -> Freezing {
        Freezing {
            frozen_on: self.frozen_on,
            use_by: self.use_by,
            printed_use_by: self.printed_use_by,
            printed_best_before: self.printed_best_before,
            note: self.note,
            recorded_at: self.recorded_at,
            recorded_by,
        }
    }
}
