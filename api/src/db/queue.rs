//! Who waits for the database, and how long: a number of places, and a count of those who found none free.

use super::pool::Unavailable;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How busy a door to the database is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Load {
    /// Places: connections, or at SQLite's writer the writes that may queue for its thread.
    pub size: usize,
    /// Places taken.
    pub in_use: usize,
    /// Requests that wait for a place.
    pub waiting: usize,
    /// Requests that have had to wait, since the start.
    pub waits: usize,
    /// Requests that waited in vain, since the start.
    pub gave_up: usize,
}

/// Places for one purpose. Waiting for one costs no thread.
#[derive(Clone)]
pub(super) struct Queue(Arc<Inner>);

struct Inner {
    places: Arc<Semaphore>,
    size: usize,
    waiting: AtomicUsize,
    waits: AtomicUsize,
    gave_up: AtomicUsize,
}

impl Queue {
    pub fn new(size: usize) -> Self {
        let none = AtomicUsize::default;
        let places = Arc::new(Semaphore::new(size));
        Self(Arc::new(Inner { places, size, waiting: none(), waits: none(), gave_up: none() }))
    }

    /// A place at once where one is free, else after a wait that is counted and ends with `patience`.
    pub async fn enter(&self, patience: Duration) -> Result<OwnedSemaphorePermit, Unavailable> {
        let inner = &*self.0;
        if let Ok(place) = Arc::clone(&inner.places).try_acquire_owned() {
            return Ok(place);
        }
        inner.waits.fetch_add(1, Ordering::Relaxed);
        let _waiting = Waiting::new(&inner.waiting);
        if let Ok(Ok(place)) = tokio::time::timeout(patience, Arc::clone(&inner.places).acquire_owned()).await {
            return Ok(place);
        }
        inner.gave_up.fetch_add(1, Ordering::Relaxed);
        Err(Unavailable::new("no place became free in time"))
    }

    pub fn load(&self) -> Load {
        let Inner { places, size, waiting, waits, gave_up } = &*self.0;
        let read = |count: &AtomicUsize| count.load(Ordering::Relaxed);
        let in_use = size.saturating_sub(places.available_permits());
        Load { size: *size, in_use, waiting: read(waiting), waits: read(waits), gave_up: read(gave_up) }
    }
}

/// One request more that waits, until this is dropped: also when its client goes away.
struct Waiting<'q>(&'q AtomicUsize);

impl<'q> Waiting<'q> {
    fn new(count: &'q AtomicUsize) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        Self(count)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn who_waits_and_who_waits_in_vain_is_counted() {
        let queue = Queue::new(1);
        let place = queue.enter(Duration::ZERO).await.unwrap();
        assert!(queue.enter(Duration::from_millis(1)).await.is_err());
        assert_eq!(queue.load(), Load { size: 1, in_use: 1, waiting: 0, waits: 1, gave_up: 1 });
        drop(place);
        assert!(queue.enter(Duration::ZERO).await.is_ok());
        assert_eq!(queue.load(), Load { size: 1, in_use: 0, waiting: 0, waits: 1, gave_up: 1 });
    }
}
