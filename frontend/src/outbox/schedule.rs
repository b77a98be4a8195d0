//! When sending is tried again.

use std::rc::Rc;
use yew::prelude::*;

/// The first pause, ms. The browser tells of a network before requests get through, and a request that was on its way then
/// fails after it has told.
const FIRST: i32 = 1_000;
/// The longest pause, ms: that there is no network is often wrong too, so sending is tried whatever the browser says.
const LONGEST: i32 = 20_000;

/// How often in a row the server was not reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Failures(u32);

/// What has happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// The server was not reached.
    Failed,
    /// Something speaks for another beginning: there is a network, or a write has arrived or left.
    Afresh,
}

impl Failures {
    /// How long to wait before the next attempt, ms: soon at first, then ever longer.
    #[must_use]
    pub fn pause(self) -> i32 {
        let doubled = 2_i32.saturating_pow(self.0.saturating_sub(1));
        FIRST.saturating_mul(doubled).min(LONGEST)
    }
}

impl Reducible for Failures {
    type Action = News;

    fn reduce(self: Rc<Self>, news: News) -> Rc<Self> {
        Rc::new(match news {
            News::Failed => Self(self.0.saturating_add(1)),
            News::Afresh => Self::default(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(news: &[News]) -> i32 {
        news.iter().fold(Rc::new(Failures::default()), |failures, news| failures.reduce(*news)).pause()
    }

    #[test]
    fn what_failed_is_tried_again_soon_and_then_ever_more_rarely() {
        let pauses: Vec<_> = (0..=7).map(|times| after(&[News::Failed].repeat(times))).collect();
        assert_eq!(pauses, [1_000, 1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000]);
        assert_eq!(Failures(u32::MAX).pause(), LONGEST);
    }

    #[test]
    fn a_network_that_is_back_is_used_within_a_second() {
        let mut news = vec![News::Failed; 12];
        news.push(News::Afresh);
        assert_eq!(after(&news), 1_000);
        // The attempt that was under way when the network came back fails still.
        news.push(News::Failed);
        assert_eq!(after(&news), 1_000);
    }
}
