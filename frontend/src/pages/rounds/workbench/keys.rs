//! The way of the keyboard through the table (grid pattern of the WAI-ARIA Authoring Practices).

/// A place in what is shown: row 0 is the first recipient, column 0 its name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// Which of the rows.
    pub row: usize,
    /// Which of the columns.
    pub column: usize,
}

impl Spot {
    /// The same, or the last one where the table has become smaller.
    #[must_use]
    pub fn within(self, rows: usize, columns: usize) -> Self {
        Self { row: self.row.min(rows.saturating_sub(1)), column: self.column.min(columns.saturating_sub(1)) }
    }

    /// As a cell of the page carries it: "12 3".
    #[must_use]
    pub fn written(self) -> String {
        format!("{} {}", self.row, self.column)
    }

    /// Reads what a cell carries.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let (row, column) = text.split_once(' ')?;
        Some(Self { row: row.parse().ok()?, column: column.parse().ok()? })
    }
}

/// Where a key leads in a table of so many rows and columns, of which `page` rows are seen; none for other keys.
#[must_use]
pub fn moved(from: Spot, key: &str, far: bool, (rows, columns): (usize, usize), page: usize) -> Option<Spot> {
    let (last_row, last_column) = (rows.checked_sub(1)?, columns.checked_sub(1)?);
    let Spot { row, column } = from;
    let spot = match key {
        "ArrowUp" => Spot { row: row.saturating_sub(1), column },
        "ArrowDown" => Spot { row: row.saturating_add(1), column },
        "ArrowLeft" => Spot { row, column: column.saturating_sub(1) },
        "ArrowRight" => Spot { row, column: column.saturating_add(1) },
        "PageUp" => Spot { row: row.saturating_sub(page.max(1)), column },
        "PageDown" => Spot { row: row.saturating_add(page.max(1)), column },
        "Home" if far => Spot::default(),
        "End" if far => Spot { row: last_row, column: last_column },
        "Home" => Spot { row, column: 0 },
        "End" => Spot { row, column: last_column },
        _ => return None,
    };
    Some(spot.within(rows, columns))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: (usize, usize) = (500, 41);

    fn at(row: usize, column: usize) -> Spot {
        Spot { row, column }
    }

    #[test]
    fn arrows_stop_at_the_edges() {
        assert_eq!(moved(at(0, 0), "ArrowUp", false, SIZE, 10), Some(at(0, 0)));
        assert_eq!(moved(at(0, 0), "ArrowDown", false, SIZE, 10), Some(at(1, 0)));
        assert_eq!(moved(at(499, 40), "ArrowRight", false, SIZE, 10), Some(at(499, 40)));
        assert_eq!(moved(at(3, 3), "ArrowLeft", false, SIZE, 10), Some(at(3, 2)));
    }

    #[test]
    fn far_keys_go_far() {
        assert_eq!(moved(at(3, 3), "PageDown", false, SIZE, 10), Some(at(13, 3)));
        assert_eq!(moved(at(3, 3), "End", false, SIZE, 10), Some(at(3, 40)));
        assert_eq!(moved(at(3, 3), "End", true, SIZE, 10), Some(at(499, 40)));
        assert_eq!(moved(at(3, 3), "Home", true, SIZE, 10), Some(at(0, 0)));
    }

    #[test]
    fn other_keys_and_empty_tables_lead_nowhere() {
        assert_eq!(moved(at(3, 3), "a", false, SIZE, 10), None);
        assert_eq!(moved(at(0, 0), "ArrowDown", false, (0, 41), 10), None);
        assert_eq!(at(9, 9).within(3, 0), at(2, 0));
        assert_eq!(Spot::read(&at(12, 3).written()), Some(at(12, 3)));
        assert_eq!(Spot::read("12"), None);
    }
}
