//! Rows of lots, balances, movements and recalls, and what the wire shows of them.

use super::rules::flow::{Account, Line};
use super::rules::{Dates, Facts, Left};
use crate::db::schema::{lot_balances, lot_checks, lot_statuses, lots, recall_notices, recalls, stock_movements};
use crate::offers::food;
use chrono::NaiveDate;
use chrono_tz::Tz;
use diesel::prelude::*;
use shared::cold_chain::DeciCelsius;
use shared::ids::{ClaimId, LotId, OrganisationId, RecallId, SiteId, StockMovementId, UserId};
use shared::national::dates::Food;
use shared::offers::BestBeforeCheck;
use shared::organisations::OrganisationSummary;
use shared::stock::{
    FundingSource, LotDonor, LotLink, LotStatus, LotStatusCause, LotStatusLine, LotSummary, StockAccountKind,
    StockMovementKind,
};
use shared::time::UtcMillis;
use shared::units::{Grams, TemperatureClass, Unit};

/// A row of `lots`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = lots, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct LotRow {
    pub id: LotId,
    pub organisation_id: OrganisationId,
    pub site_id: SiteId,
    pub donor_id: Option<OrganisationId>,
    pub donor_name: Option<String>,
    pub category_code: String,
    pub title: String,
    pub search_key: String,
    pub gtin: Option<String>,
    pub lot_number: Option<String>,
    pub lot_number_key: Option<String>,
    pub unit: Unit,
    pub grams_per_unit: Grams,
    pub received_grams: Grams,
    pub use_by: Option<NaiveDate>,
    pub best_before: Option<NaiveDate>,
    pub best_before_checked_at: Option<UtcMillis>,
    pub frozen_on: Option<NaiveDate>,
    pub printed_use_by: Option<NaiveDate>,
    pub printed_best_before: Option<NaiveDate>,
    pub funding_source: FundingSource,
    pub temperature_class: TemperatureClass,
    pub temperature_decidegrees: Option<DeciCelsius>,
    pub note: Option<String>,
    pub status: LotStatus,
    pub received_by: UserId,
    pub received_at: UtcMillis,
    pub updated_at: UtcMillis,
    pub version: i64,
    pub frozen_from_id: Option<LotId>,
}

impl LotRow {
    /// The dates that count.
    #[must_use]
    pub const fn dates(&self) -> Dates {
        Dates { use_by: self.use_by, best_before: self.best_before }
    }

    /// What counts of it where food changes hands.
    #[must_use]
    pub fn food(&self, zone: Tz) -> Food {
        food(self.use_by, self.best_before, self.best_before_checked_at.is_some(), zone)
    }

    /// What counts of it when some of it is moved.
    #[must_use]
    pub fn facts(&self, zone: Tz) -> Facts {
        Facts { status: self.status, food: self.food(zone) }
    }

    /// The lot where only what it is matters.
    #[must_use]
    pub fn summary(&self, organisation: OrganisationSummary) -> LotSummary {
        LotSummary {
            id: self.id,
            organisation,
            category: self.category_code.clone(),
            title: self.title.clone(),
            gtin: self.gtin.clone(),
            lot_number: self.lot_number.clone(),
            unit: self.unit,
            grams_per_unit: self.grams_per_unit,
            use_by: self.use_by,
            best_before: self.best_before,
            best_before_checked: self.best_before_checked_at.is_some(),
            frozen_on: self.frozen_on,
            funding_source: self.funding_source,
            temperature_class: self.temperature_class,
            status: self.status,
            received_at: self.received_at,
        }
    }

    /// The lot where another one only points to it.
    #[must_use]
    pub fn link(&self) -> LotLink {
        let (id, title, frozen_on) = (self.id, self.title.clone(), self.frozen_on);
        LotLink { id, title, frozen_on, received_grams: self.received_grams }
    }

    /// Who gave or sold it; the organisation's name comes from the caller.
    #[must_use]
    pub fn donor(&self, organisation: Option<OrganisationSummary>) -> Option<LotDonor> {
        let known = organisation.is_some() || self.donor_name.is_some();
        known.then(|| LotDonor { organisation, name: self.donor_name.clone() })
    }
}

/// A row of `lot_balances`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = lot_balances, treat_none_as_default_value = false)]
pub struct BalanceRow {
    pub lot_id: LotId,
    pub site_id: SiteId,
    pub organisation_id: OrganisationId,
    pub grams: Grams,
    pub shelf: Option<String>,
    pub category_code: String,
    pub status: LotStatus,
    pub funding_source: FundingSource,
    pub due_on: NaiveDate,
    pub received_at: UtcMillis,
    pub updated_at: UtcMillis,
    pub reserved_grams: Grams,
}

impl BalanceRow {
    /// What of it is there.
    #[must_use]
    pub const fn left(&self) -> Left {
        Left { grams: self.grams, reserved: self.reserved_grams }
    }

    /// The account that it is the balance of.
    #[must_use]
    pub const fn account(&self) -> Account {
        Account::Site { organisation: self.organisation_id, site: self.site_id }
    }
}

/// A row of `stock_movements`, of a lot.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = stock_movements, treat_none_as_default_value = false)]
#[expect(missing_docs, reason = "the migration explains the columns")]
pub struct MovementRow {
    pub id: StockMovementId,
    pub at: UtcMillis,
    pub claim_id: Option<ClaimId>,
    pub category_code: String,
    pub grams: Grams,
    pub from_kind: StockAccountKind,
    pub from_organisation_id: Option<OrganisationId>,
    pub from_site_id: Option<SiteId>,
    pub to_kind: StockAccountKind,
    pub to_organisation_id: Option<OrganisationId>,
    pub to_site_id: Option<SiteId>,
    pub author_id: Option<UserId>,
    pub reason: Option<String>,
    pub lot_id: Option<LotId>,
    pub kind: StockMovementKind,
    pub reverses_id: Option<StockMovementId>,
    pub note: Option<String>,
    pub temperature_decidegrees: Option<DeciCelsius>,
}

impl MovementRow {
    /// From where; `None` for what the database refuses.
    #[must_use]
    pub fn source(&self) -> Option<Account> {
        Account::of(self.from_kind, self.from_organisation_id, self.from_site_id)
    }

    /// Where to; `None` for what the database refuses.
    #[must_use]
    pub fn destination(&self) -> Option<Account> {
        Account::of(self.to_kind, self.to_organisation_id, self.to_site_id)
    }

    /// What a fold needs of it.
    #[must_use]
    pub fn line(&self) -> Option<Line> {
        Some(Line {
            id: self.id,
            grams: self.grams,
            from: self.source()?,
            to: self.destination()?,
            at: self.at,
            reverses: self.reverses_id,
        })
    }
}

/// A row of `lot_statuses`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = lot_statuses, treat_none_as_default_value = false)]
pub struct StatusRow {
    pub lot_id: LotId,
    pub number: i64,
    pub at: UtcMillis,
    pub status: LotStatus,
    pub cause: LotStatusCause,
    pub note: Option<String>,
    pub user_id: Option<UserId>,
}

impl StatusRow {
    /// The line on the wire, with the name of the person.
    #[must_use]
    pub fn shown(self, by: Option<String>) -> LotStatusLine {
        let Self { lot_id: _, number: _, at, status, cause, note, user_id: _ } = self;
        LotStatusLine { at, by, status, cause, note }
    }
}

/// A row of `lot_checks`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = lot_checks, treat_none_as_default_value = false)]
pub struct CheckRow {
    pub lot_id: LotId,
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
        let Self { lot_id: _, number: _, at, user_id: _, packaging_intact, storage_kept, traceable, note } = self;
        let passed = packaging_intact && storage_kept && traceable;
        BestBeforeCheck { at, by, passed, packaging_intact, storage_kept, traceable, note }
    }
}

/// What an organisation is about to lose.
#[derive(Clone, Copy, Debug)]
pub struct Due {
    /// Which organisation.
    pub organisation_id: OrganisationId,
    /// Lots and sites.
    pub lots: i64,
    /// All of it.
    pub grams: Grams,
    /// On which day it was counted.
    pub today: NaiveDate,
}

/// A row of `recalls`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = recalls, treat_none_as_default_value = false)]
pub struct RecallRow {
    pub id: RecallId,
    pub organisation_id: Option<OrganisationId>,
    pub title: String,
    pub gtin: Option<String>,
    pub lot_number: Option<String>,
    pub lot_number_key: Option<String>,
    pub reason: String,
    pub url: Option<String>,
    pub created_by: UserId,
    pub created_at: UtcMillis,
    pub updated_at: UtcMillis,
    pub closed_at: Option<UtcMillis>,
    pub version: i64,
}

/// A row of `recall_notices`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = recall_notices, treat_none_as_default_value = false)]
pub struct NoticeRow {
    pub recall_id: RecallId,
    pub site_id: SiteId,
    pub organisation_id: OrganisationId,
    pub created_at: UtcMillis,
    pub received_grams: Grams,
    pub remaining_grams: Grams,
    pub returned_grams: Grams,
    pub destroyed_grams: Grams,
    pub used_grams: Grams,
    pub acknowledged_at: Option<UtcMillis>,
    pub acknowledged_by: Option<UserId>,
    pub note: Option<String>,
    pub settled_at: Option<UtcMillis>,
}
