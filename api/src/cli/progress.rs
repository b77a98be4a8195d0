//! Progress of long work, on standard error.

use std::cell::Cell;

/// A line each time another tenth is done; none for work that is done at once.
pub(super) fn printer(what: &'static str) -> impl Fn(usize, usize) {
    let told = Cell::new(0);
    move |done, all| {
        let tenths = tenths(done, all);
        if tenths > told.get() && all > 1_000 {
            told.set(tenths);
            eprintln!("{what}: {} %", tenths * 10);
        }
    }
}

fn tenths(done: usize, all: usize) -> usize {
    done.saturating_mul(10).checked_div(all).unwrap_or(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tenths_end_at_ten() {
        assert_eq!((tenths(0, 36_693), tenths(3_670, 36_693), tenths(36_693, 36_693), tenths(0, 0)), (0, 1, 10, 10));
    }
}
