//! What time it is. A value and not a global, so that tests can let days pass.

use shared::time::UtcMillis;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// A source of instants.
#[derive(Clone, Debug, Default)]
pub enum Clock {
    /// The machine's clock.
    #[default]
    System,
    /// A clock that tests set, in milliseconds since 1970.
    Set(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands still at `at` until it is moved.
    #[must_use]
    pub fn standing_at(at: UtcMillis) -> Self {
        Self::Set(Arc::new(AtomicI64::new(at.0)))
    }

    /// The current instant.
    #[must_use]
    pub fn now(&self) -> UtcMillis {
        match self {
            Self::System => chrono::Utc::now().into(),
            Self::Set(millis) => UtcMillis(millis.load(Ordering::SeqCst)),
        }
    }

    /// Moves a set clock by `millis`; the machine's clock is left alone.
    pub fn advance(&self, millis: i64) {
        if let Self::Set(at) = self {
            at.fetch_add(millis, Ordering::SeqCst);
        }
    }
}
