//! What may be received, and what may leave: status, dates, cold chain and quantity.

pub mod batches;
pub mod flow;
pub mod freezing;
pub mod giving;

use chrono::{NaiveDate, Timelike};
use chrono_tz::Tz;
use shared::cold_chain::{self, DeciCelsius};
use shared::national::PACK;
use shared::national::dates::{Food, NotFreezable, Obstacle};
use shared::problem::{Code, FieldError, Problem};
use shared::sites::Storage;
use shared::stock::{LotMovementKind, LotStatus, LotStatusCause, StockMovementKind};
use shared::text::fold;
use shared::time::{DAY, MINUTE, UtcMillis};
use shared::units::{Grams, TemperatureClass};

/// How many days ago a lot may have arrived when it is written down.
const LATEST_NOTE_DAYS: i64 = 31;
/// "Now" is said a moment before it is heard.
const PATIENCE: i64 = 10 * MINUTE;
/// How many days before its date food is spoken of.
pub const ALERT_DAYS: u64 = 3;
/// From which hour of the day, in the network's time zone, people are told what is about to be lost.
const ALERT_HOUR: u32 = 6;

/// Why something is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Less is left there.
    Short {
        /// What is left.
        left: Grams,
    },
    /// Enough is left there, but allocation rounds or offers have promised some of it.
    Reserved {
        /// What is not promised.
        free: Grams,
    },
    /// The lot's status does not allow it.
    Status(LotStatus),
    /// The lot's date does not allow it.
    Date(Obstacle),
    /// Cold food changes hands with a temperature.
    TemperatureMissing,
    /// Too warm to change hands.
    TooWarm {
        /// The highest temperature allowed.
        limit: DeciCelsius,
    },
    /// The other site cannot keep food of this class.
    ColdChain,
    /// More than the other site can store.
    StorageTooSmall {
        /// What it can store, kg.
        capacity_kg: i64,
    },
    /// A transfer to another organisation, or a hand-over to the same.
    Destination,
    /// What was counted is what the books say.
    Unchanged,
    /// It would arrive in the future.
    ArrivalFuture,
    /// It arrived too long ago.
    ArrivalPast,
    /// Its use-by day is over.
    UseByPast,
    /// It is frozen, and not kept so.
    NotFrozenClass,
    /// It could not be frozen on that day.
    Freezing(NotFreezable),
    /// It is frozen already.
    AlreadyFrozen,
    /// Its date comes from its freezing.
    FrozenDate,
    /// It would have both dates.
    OneDate,
    /// The line was taken back already.
    AlreadyReversed,
    /// This kind of line is not taken back.
    NotReversible(StockMovementKind),
    /// More than the site has of it is accounted for.
    CountedTooMuch {
        /// What it has.
        left: Grams,
    },
    /// Every site of the recall is settled.
    RecallClosed,
}

impl Refusal {
    /// What the caller is told.
    #[must_use]
    pub fn problem(&self) -> Problem {
        match self {
            Self::Short { left } | Self::CountedTooMuch { left } => Problem::of(Code::StockShort).with("left_grams", left.0),
            Self::Reserved { free } => Problem::of(Code::ReservedForRound).with("left_grams", free.0),
            Self::Status(status) => Problem::of(Code::LotStatus).with("status", status.as_str()),
            Self::Date(Obstacle::UseByOver) => Problem::of(Code::UseByOver),
            Self::Date(Obstacle::UseByTooNear { latest }) => {
                Problem::of(Code::UseByTooNear).with("latest", latest.to_string())
            }
            Self::Date(Obstacle::Unchecked) => Problem::of(Code::BestBeforeUnchecked),
            Self::TemperatureMissing => Problem::invalid_field("/temperature_decidegrees", "temperature_required"),
            Self::TooWarm { limit } => Problem::of(Code::TooWarm).with("limit_decidegrees", limit.0),
            Self::ColdChain => Problem::of(Code::ColdChain),
            Self::StorageTooSmall { capacity_kg } => Problem::of(Code::StorageTooSmall).with("capacity_kg", *capacity_kg),
            Self::Destination => Problem::invalid_field("/to_site_id", "not_allowed"),
            Self::Unchanged => Problem::invalid_field("/counted_grams", "unchanged"),
            Self::ArrivalFuture => Problem::invalid_field("/received_at", "not_yet"),
            Self::ArrivalPast => {
                let mut error = FieldError::new("/received_at", "too_long_ago");
                error.params.insert("max".to_owned(), LATEST_NOTE_DAYS.into());
                Problem::invalid(vec![error])
            }
            Self::UseByPast => Problem::invalid_field("/use_by", "use_by_past"),
            Self::NotFrozenClass => Problem::invalid_field("/temperature_class", "not_frozen_class"),
            Self::Freezing(reason) => Problem::invalid(vec![FieldError::new("/frozen_on", reason.code())]),
            Self::AlreadyFrozen => Problem::of(Code::AlreadyFrozen),
            Self::FrozenDate => Problem::invalid_field("/use_by", "frozen_date"),
            Self::OneDate => Problem::invalid_field("/use_by", "one_date_only"),
            Self::AlreadyReversed => Problem::of(Code::AlreadyReversed),
            Self::NotReversible(kind) => Problem::of(Code::NotReversible).with("kind", kind.as_str()),
            Self::RecallClosed => Problem::of(Code::RecallClosed),
        }
    }
}

/// What is written on a lot when it arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label {
    /// Unsafe after this day, as printed.
    pub use_by: Option<NaiveDate>,
    /// Still edible after this day, as printed.
    pub best_before: Option<NaiveDate>,
    /// When it was frozen.
    pub frozen_on: Option<NaiveDate>,
    /// How it must be kept.
    pub class: TemperatureClass,
}

/// The dates that count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dates {
    /// Unsafe after this day.
    pub use_by: Option<NaiveDate>,
    /// Still edible after this day.
    pub best_before: Option<NaiveDate>,
}

impl Dates {
    /// The day by which a lot is put in order: what has no date comes last.
    #[must_use]
    pub fn due_on(self) -> NaiveDate {
        self.use_by.or(self.best_before).or_else(|| NaiveDate::from_ymd_opt(9999, 12, 31)).unwrap_or(NaiveDate::MAX)
    }
}

/// The dates that count of food that arrived on a day and is written down today, which may be later where there was no
/// network: freezing gives a new one.
///
/// # Errors
/// When its use-by day was over, or it could not be frozen on that day.
pub fn dates(label: Label, arrived_on: NaiveDate, today: NaiveDate) -> Result<Dates, Refusal> {
    let Some(frozen_on) = label.frozen_on else {
        if label.use_by.is_some_and(|day| day < arrived_on) {
            return Err(Refusal::UseByPast);
        }
        return Ok(Dates { use_by: label.use_by, best_before: label.best_before });
    };
    if label.class != TemperatureClass::Frozen {
        return Err(Refusal::NotFrozenClass);
    }
    let limit = (PACK.dates.use_by_once_frozen)(frozen_on, label.use_by, today).map_err(Refusal::Freezing)?;
    Ok(Dates { use_by: Some(limit), best_before: None })
}

/// When a lot arrived: as said, or now.
///
/// # Errors
/// When that is in the future, or too long ago.
pub fn arrival(said: Option<UtcMillis>, now: UtcMillis) -> Result<UtcMillis, Refusal> {
    match said {
        None => Ok(now),
        Some(at) if at > now.plus(PATIENCE) => Err(Refusal::ArrivalFuture),
        Some(at) if at < now.plus(-LATEST_NOTE_DAYS * DAY) => Err(Refusal::ArrivalPast),
        Some(at) => Ok(at.min(now)),
    }
}

/// The status with which a lot begins: on hold where it is too warm, or its product is recalled.
#[must_use]
pub fn first_status(class: TemperatureClass, reading: Option<DeciCelsius>, recalled: bool) -> (LotStatus, LotStatusCause) {
    let too_warm = cold_chain::limit(class).zip(reading).is_some_and(|(limit, reading)| reading > limit);
    match (recalled, too_warm) {
        (true, _) => (LotStatus::OnHold, LotStatusCause::Recall),
        (false, true) => (LotStatus::OnHold, LotStatusCause::ColdChain),
        (false, false) => (LotStatus::Approved, LotStatusCause::Received),
    }
}

/// What counts of a lot when it is to leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Its status.
    pub status: LotStatus,
    /// Its dates, and whether somebody has checked it.
    pub food: Food,
}

/// Whether food of a lot may be moved like this at `now`: whatever is recalled is accounted for by its recall alone; only
/// approved lots leave; past its use-by date food never leaves but as waste, past its best-before date once checked.
///
/// # Errors
/// The first reason against it.
pub fn movable(kind: LotMovementKind, facts: &Facts, now: UtcMillis) -> Result<(), Refusal> {
    let dated = || (PACK.dates.hand_over)(&facts.food, now, true);
    match kind {
        _ if facts.status == LotStatus::Recalled => Err(Refusal::Status(facts.status)),
        LotMovementKind::Waste | LotMovementKind::Adjust => Ok(()),
        // It stays in the organisation: what is on hold is put aside, and a check comes when it leaves.
        LotMovementKind::Transfer => match dated() {
            Err(Obstacle::UseByOver) => Err(Refusal::Date(Obstacle::UseByOver)),
            _ => Ok(()),
        },
        LotMovementKind::HandOver | LotMovementKind::Distribute if !facts.status.may_leave() => {
            Err(Refusal::Status(facts.status))
        }
        LotMovementKind::HandOver | LotMovementKind::Distribute => dated().map_err(Refusal::Date),
    }
}

/// What is left of a lot at a site, and how much of it allocation rounds and offers have promised.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Left {
    /// All of it.
    pub grams: Grams,
    /// Of it what is promised.
    pub reserved: Grams,
}

impl Left {
    /// What is not promised.
    #[must_use]
    pub fn free(self) -> Grams {
        self.grams.minus(self.reserved).max(Grams::ZERO)
    }
}

/// Whether a movement of this kind leaves alone what is promised. What is thrown away, was never there or is taken back is
/// gone, whoever it was promised to.
#[must_use]
pub const fn spares_reserve(kind: StockMovementKind) -> bool {
    use StockMovementKind::{Distribute, Freeze, HandOver, Transfer};
    matches!(kind, Transfer | HandOver | Distribute | Freeze)
}

/// Whether so much may go.
///
/// # Errors
/// When less is left, or not promised.
pub fn enough(kind: StockMovementKind, grams: Grams, left: Left) -> Result<(), Refusal> {
    match () {
        () if grams > left.grams => Err(Refusal::Short { left: left.grams }),
        () if spares_reserve(kind) && grams > left.free() => Err(Refusal::Reserved { free: left.free() }),
        () => Ok(()),
    }
}

/// Whether food of a lot could be given now, as far as its dates go.
#[must_use]
pub fn is_overdue(food: &Food, now: UtcMillis) -> bool {
    (PACK.dates.hand_over)(food, now, true).is_err()
}

/// Whether the site that gets it can keep it.
///
/// # Errors
/// When it has no cold for it, or too little room.
pub fn storable(class: TemperatureClass, storage: Storage, grams: Grams) -> Result<(), Refusal> {
    let capacity_kg = storage.of(class);
    match () {
        () if capacity_kg == 0 && class != TemperatureClass::Ambient => Err(Refusal::ColdChain),
        // A dry store of 0 kg is one that nobody has measured.
        () if capacity_kg > 0 && grams > Grams::from_kg(capacity_kg) => Err(Refusal::StorageTooSmall { capacity_kg }),
        () => Ok(()),
    }
}

/// Whether the temperature allows the hand-over.
///
/// # Errors
/// When it is missing or too high for the class.
pub fn temperature(class: TemperatureClass, reading: Option<DeciCelsius>) -> Result<(), Refusal> {
    match (cold_chain::limit(class), reading) {
        (None, _) => Ok(()),
        (Some(_), None) => Err(Refusal::TemperatureMissing),
        (Some(limit), Some(reading)) if reading > limit => Err(Refusal::TooWarm { limit }),
        (Some(_), Some(_)) => Ok(()),
    }
}

/// Whether a line can be taken back. What went to another organisation cannot: that one would have to give it back. What was
/// frozen stays frozen: a stock-take puts right what was noted wrong.
///
/// # Errors
/// When it cannot, or was already.
pub fn reversible(kind: StockMovementKind, status: LotStatus, is_reversed: bool) -> Result<(), Refusal> {
    use StockMovementKind::{Adjust, Distribute, Receive, Transfer, Waste};
    match kind {
        _ if is_reversed => Err(Refusal::AlreadyReversed),
        _ if status == LotStatus::Recalled => Err(Refusal::Status(status)),
        Receive | Transfer | Distribute | Waste | Adjust => Ok(()),
        other => Err(Refusal::NotReversible(other)),
    }
}

/// How much to take of a lot for what is still lacking: whole units, as far as there are.
#[must_use]
pub fn picked(lacking: Grams, there: Grams, piece: Grams) -> Grams {
    if piece.0 <= 0 || lacking >= there {
        return there;
    }
    let pieces = lacking.0.saturating_add(piece.0 - 1) / piece.0;
    Grams(pieces.saturating_mul(piece.0)).min(there)
}

/// Whether it is the time of day at which people are told what is about to be lost.
#[must_use]
pub fn is_alert_time(now: UtcMillis, zone: Tz) -> bool {
    now.to_chrono().with_timezone(&zone).hour() >= ALERT_HOUR
}

/// What a search looks in.
#[must_use]
pub fn search_key(title: &str, lot_number: Option<&str>, gtin: Option<&str>) -> String {
    let parts = [Some(fold(title)), lot_number.map(fold), lot_number.and_then(number_key), gtin.map(str::to_owned)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// A batch number as it is compared: people write spaces, points and hyphens as they like. `None` for a mere hyphen, which
/// says that nobody has noted it.
#[must_use]
pub fn number_key(lot_number: &str) -> Option<String> {
    Some(fold(lot_number).replace(' ', "")).filter(|key| !key.is_empty())
}

/// Whether the recall of a product means a lot of it: `recalled` is the number that the recall names, `noted` the lot's. A
/// lot of which nobody has noted the number may be one of them.
#[must_use]
pub fn is_meant(recalled: Option<&str>, noted: Option<&str>) -> bool {
    recalled.is_none() || noted.is_none() || recalled == noted
}

#[cfg(test)]
mod tests;
