//! Which rows and columns of a large table are drawn: those in view and a few around them, whatever the size of the table.

use std::ops::Range;

/// How the table lies below its window along one direction, in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// How far it is scrolled.
    pub offset: i32,
    /// How much can be seen, without what stands still.
    pub length: i32,
}

/// Those of `count` things, each of the same `size`, that are in view or at most `margin` things away from it.
#[must_use]
pub fn in_view(view: View, size: i32, count: usize, margin: usize) -> Range<usize> {
    let size = size.max(1);
    let offset = usize::try_from(view.offset / size).unwrap_or(0);
    let seen = usize::try_from(view.length.max(0) / size).unwrap_or(0).saturating_add(2);
    let start = offset.saturating_sub(margin).min(count);
    let end = offset.saturating_add(seen).saturating_add(margin).min(count);
    start..end
}

/// How far to scroll so that the thing at this place is seen as a whole; as it is, where it is already.
#[must_use]
pub fn revealing(view: View, size: i32, at: usize) -> i32 {
    let start = i32::try_from(at).unwrap_or(i32::MAX).saturating_mul(size);
    let end = start.saturating_add(size);
    if start < view.offset {
        start
    } else if end > view.offset.saturating_add(view.length) {
        end.saturating_sub(view.length).max(0)
    } else {
        view.offset
    }
}

/// The room of so many things, pixels.
#[must_use]
pub fn room(count: usize, size: i32) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX).saturating_mul(size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_seen_is_drawn() {
        let view = View { offset: 4_400, length: 600 };
        assert_eq!(in_view(view, 44, 500, 5), 95..120);
        assert_eq!(in_view(View { offset: 0, length: 600 }, 44, 500, 5), 0..20);
        assert_eq!(in_view(view, 44, 3, 5), 3..3);
        assert_eq!(in_view(View { offset: -20, length: 0 }, 0, 10, 1), 0..3);
    }

    #[test]
    fn the_end_is_reached() {
        let bottom = View { offset: 500 * 44 - 600, length: 600 };
        assert_eq!(in_view(bottom, 44, 500, 5).end, 500);
    }

    #[test]
    fn a_place_is_revealed_by_the_shortest_way() {
        let view = View { offset: 440, length: 440 };
        assert_eq!(revealing(view, 44, 12), 440);
        assert_eq!(revealing(view, 44, 3), 132);
        assert_eq!(revealing(view, 44, 25), 704);
        assert_eq!(room(500, 44), 22_000);
    }
}
