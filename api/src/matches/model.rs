//! Rows of matching: dismissals, and the little of an open need or offer that decides whether it can be among the best.

use crate::db::schema::{match_dismissals, offers};
use crate::engine::matching::{Demand, Receiver, Supply};
use crate::needs::NeedRow;
use crate::needs::rules::{Balance, Terms};
use crate::offers::{OfferRow, end_of_day};
use crate::sites::USUAL_NEIGHBOURHOOD_M;
use chrono::NaiveDate;
use chrono_tz::Tz;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary, Double, Nullable, Text};
use shared::geo::Position;
use shared::ids::{DismissalId, NeedId, OfferId, OrganisationId, SiteId, UserId};
use shared::matches::{Dismissal, DismissalReason, MatchSide};
use shared::needs::NeedStatus;
use shared::time::UtcMillis;
use shared::units::{Grams, TemperatureClass, Unit};

/// An open need that lacks something: nothing but what the indexes of matching have beside it.
#[derive(Clone, Debug, Queryable)]
pub(super) struct OpenNeed {
    pub id: NeedId,
    pub organisation_id: OrganisationId,
    category_code: String,
    temperature_classes: i64,
    pickup_km: Option<i64>,
    urgent_until: Option<UtcMillis>,
    closes_at: UtcMillis,
    wanted_grams: Grams,
    promised_grams: Grams,
    received_grams: Grams,
    latitude: Option<f64>,
    longitude: Option<f64>,
    pub merit: i64,
    neighbourhood_m: Option<i64>,
    receiver: i64,
}

/// The columns of an [`OpenNeed`], in its order.
pub(super) const OPEN_NEED: &str = "needs.id, needs.organisation_id, needs.category_code, needs.temperature_classes, \
     needs.pickup_km, needs.urgent_until, needs.closes_at, needs.wanted_grams, needs.promised_grams, needs.received_grams, \
     needs.latitude, needs.longitude, needs.merit, needs.neighbourhood_m, needs.receiver";

/// Their types.
pub(super) type OpenNeedSql = (
    Binary,
    Binary,
    Text,
    BigInt,
    Nullable<BigInt>,
    Nullable<BigInt>,
    BigInt,
    BigInt,
    BigInt,
    BigInt,
    Nullable<Double>,
    Nullable<Double>,
    BigInt,
    Nullable<BigInt>,
    BigInt,
);

impl From<&NeedRow> for OpenNeed {
    fn from(row: &NeedRow) -> Self {
        Self {
            id: row.id,
            organisation_id: row.organisation_id,
            category_code: row.category_code.clone(),
            temperature_classes: row.temperature_classes,
            pickup_km: row.pickup_km,
            urgent_until: row.urgent_until,
            closes_at: row.closes_at,
            wanted_grams: row.wanted_grams,
            promised_grams: row.promised_grams,
            received_grams: row.received_grams,
            latitude: row.latitude,
            longitude: row.longitude,
            merit: row.merit,
            neighbourhood_m: row.neighbourhood_m,
            receiver: row.receiver,
        }
    }
}

impl OpenNeed {
    const fn balance(&self) -> Balance {
        Balance { wanted: self.wanted_grams, promised: self.promised_grams, received: self.received_grams }
    }

    /// What counts when it is answered.
    pub const fn terms(&self) -> Terms {
        let (closes_at, balance) = (self.closes_at, self.balance());
        Terms { status: NeedStatus::Open, closes_at, balance, classes: self.temperature_classes }
    }

    /// What counts of its site.
    pub const fn receiver(&self) -> Receiver {
        Receiver::unpacked(self.receiver)
    }

    /// Where it is lacking, if that is known.
    pub fn position(&self) -> Option<Position> {
        Position::new(self.latitude?, self.longitude?)
    }

    /// What counts when it is matched; `None` where nobody knows its place.
    pub fn demand(&self, now: UtcMillis) -> Option<Demand> {
        Some(Demand {
            taker: self.organisation_id,
            category: self.category_code.clone(),
            wanted: self.wanted_grams,
            lacking: self.balance().left(),
            position: self.position()?,
            pickup_m: self.pickup_km.map(|km| km.saturating_mul(1_000)),
            closes_at: self.closes_at,
            urgent: self.urgent_until.is_some_and(|until| until > now),
            neighbourhood_m: self.neighbourhood_m.unwrap_or(USUAL_NEIGHBOURHOOD_M),
        })
    }
}

/// An open offer of which something is left.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = offers)]
pub(super) struct OpenOffer {
    pub id: OfferId,
    pub organisation_id: OrganisationId,
    pub site_id: SiteId,
    category_code: String,
    pub unit: Unit,
    pub grams_per_unit: Grams,
    pub left_grams: Grams,
    pub temperature_class: TemperatureClass,
    pub use_by: Option<NaiveDate>,
    pub best_before: Option<NaiveDate>,
    pub best_before_checked_at: Option<UtcMillis>,
    pub closes_at: UtcMillis,
    latitude: Option<f64>,
    longitude: Option<f64>,
}

impl From<&OfferRow> for OpenOffer {
    fn from(row: &OfferRow) -> Self {
        Self {
            id: row.id,
            organisation_id: row.organisation_id,
            site_id: row.site_id,
            category_code: row.category_code.clone(),
            unit: row.unit,
            grams_per_unit: row.grams_per_unit,
            left_grams: row.left_grams,
            temperature_class: row.temperature_class,
            use_by: row.use_by,
            best_before: row.best_before,
            best_before_checked_at: row.best_before_checked_at,
            closes_at: row.closes_at,
            latitude: row.latitude,
            longitude: row.longitude,
        }
    }
}

impl OpenOffer {
    /// What counts when it is matched, as if it could be fetched at `from` and its giver drove nowhere; `None` where nobody
    /// knows its place.
    pub fn supply(&self, from: UtcMillis, zone: Tz) -> Option<Supply> {
        Some(Supply {
            giver: self.organisation_id,
            category: self.category_code.clone(),
            class: self.temperature_class,
            left: self.left_grams,
            unit: self.unit,
            piece: self.grams_per_unit,
            position: Position::new(self.latitude?, self.longitude?)?,
            reach_m: 0,
            from,
            safe_until: self.use_by.map(|day| end_of_day(day, zone)),
        })
    }
}

/// A row of `match_dismissals`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = match_dismissals)]
pub(super) struct DismissalRow {
    pub id: DismissalId,
    pub offer_id: OfferId,
    pub need_id: NeedId,
    pub organisation_id: OrganisationId,
    pub side: MatchSide,
    pub reason: DismissalReason,
    pub category_code: String,
    pub dismissed_by: UserId,
    pub dismissed_at: UtcMillis,
}

impl From<DismissalRow> for Dismissal {
    fn from(row: DismissalRow) -> Self {
        let DismissalRow {
            id,
            offer_id,
            need_id,
            organisation_id,
            side,
            reason,
            category_code: _,
            dismissed_by: _,
            dismissed_at,
        } = row;
        Self { id, offer_id, need_id, organisation_id, side, reason, dismissed_at }
    }
}
