//! A round as its table shows it: what each recipient asked for and gets of each kind of food, added up once.

use shared::rounds::{LineStatus, RoundLine, RoundLot, RoundRecipient, Workbench};
use std::collections::BTreeMap;
use std::rc::Rc;

/// What a recipient has of one kind, or of all, kg.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// What it asked for.
    pub requested: i64,
    /// What is approved.
    pub approved: i64,
    /// What it gets.
    pub kg: i64,
    /// Whether any of its lines was set by hand.
    pub by_hand: bool,
    /// Whether it has refused any of its lines.
    pub refused: bool,
}

impl Cell {
    fn plus(self, other: Self) -> Self {
        Self {
            requested: self.requested + other.requested,
            approved: self.approved + other.approved,
            kg: self.kg + other.kg,
            by_hand: self.by_hand || other.by_hand,
            refused: self.refused || other.refused,
        }
    }
}

/// The row of a recipient.
#[derive(Clone, Debug, Default)]
pub struct Row {
    cells: BTreeMap<u32, Cell>,
    /// Over all kinds.
    pub total: Cell,
}

impl Row {
    /// What it has of a kind; none where it neither asked for it nor gets any.
    #[must_use]
    pub fn cell(&self, kind: u32) -> Option<Cell> {
        self.cells.get(&kind).copied()
    }

    fn add(&mut self, kind: u32, cell: Cell) {
        let sum = self.cells.entry(kind).or_default();
        *sum = sum.plus(cell);
        self.total = self.total.plus(cell);
    }
}

/// A round with its sums.
#[derive(Clone, Debug)]
pub struct Board {
    /// The round with all its parts.
    pub bench: Rc<Workbench>,
    /// Rows, in the order of the recipients.
    pub rows: Vec<Row>,
    /// What is shared out of each kind, kg, in the order of the kinds.
    pub shared: Vec<i64>,
    /// What is in the round of each kind, kg.
    pub available: Vec<i64>,
    /// What is shared out of each lot, kg, in the order of the lots.
    pub lots: Vec<i64>,
}

impl PartialEq for Board {
    fn eq(&self, other: &Self) -> bool {
        // All else follows from it.
        Rc::ptr_eq(&self.bench, &other.bench) || self.bench == other.bench
    }
}

impl Board {
    /// Adds up.
    #[must_use]
    pub fn new(bench: Rc<Workbench>) -> Self {
        let kinds = bench.categories.len();
        let mut board = Self {
            rows: bench.recipients.iter().map(requests).collect(),
            shared: vec![0; kinds],
            available: vec![0; kinds],
            lots: vec![0; bench.lots.len()],
            bench: Rc::clone(&bench),
        };
        for lot in &bench.lots {
            add(&mut board.available, lot.category, lot.kg);
        }
        for line in standing(&bench) {
            if let Some(lot) = board.lot(line.lot) {
                let kind = lot.category;
                board.take(line, kind);
            }
        }
        board
    }

    fn take(&mut self, line: &RoundLine, kind: u32) {
        let refused = line.status == Some(LineStatus::Refused);
        let cell = Cell { kg: line.kg, by_hand: line.by_hand, refused, ..Cell::default() };
        if let Some(row) = self.rows.get_mut(at(line.recipient)) {
            row.add(kind, cell);
        }
        add(&mut self.shared, kind, line.kg);
        add(&mut self.lots, line.lot, line.kg);
    }

    /// A lot by its place.
    #[must_use]
    pub fn lot(&self, place: u32) -> Option<&RoundLot> {
        self.bench.lots.get(at(place))
    }

    /// A recipient by its place.
    #[must_use]
    pub fn recipient(&self, place: usize) -> Option<&RoundRecipient> {
        self.bench.recipients.get(place)
    }

    /// The lines of a recipient that are of one kind, with their lots' places.
    pub fn lines(&self, recipient: usize, kind: u32) -> impl Iterator<Item = &RoundLine> {
        let is_of_kind = move |line: &&RoundLine| self.lot(line.lot).is_some_and(|lot| lot.category == kind);
        standing(&self.bench).iter().filter(move |line| at(line.recipient) == recipient).filter(is_of_kind)
    }

    /// Whether any line of the round was set by hand.
    #[must_use]
    pub fn has_lines_by_hand(&self) -> bool {
        self.bench.lines.iter().any(|line| line.by_hand)
    }

    /// Whether a site has refused any of its lines.
    #[must_use]
    pub fn has_refusals(&self) -> bool {
        self.bench.lines.iter().any(|line| line.status == Some(LineStatus::Refused))
    }

    /// What is left over of a lot, kg.
    #[must_use]
    pub fn left(&self, place: usize) -> i64 {
        let kg = self.bench.lots.get(place).map_or(0, |lot| lot.kg);
        kg - self.lots.get(place).copied().unwrap_or(0)
    }
}

/// The lines that stand: a draft still has those of its last revision, which what was changed since has made void.
fn standing(bench: &Workbench) -> &[RoundLine] {
    if bench.round.figures.is_some() { &bench.lines } else { &[] }
}

/// A place of the wire in a list.
#[must_use]
pub fn at(place: u32) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}

/// A place in a list as the wire has it.
#[must_use]
pub fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn add(sums: &mut [i64], place: u32, kg: i64) {
    if let Some(sum) = sums.get_mut(at(place)) {
        *sum += kg;
    }
}

fn requests(recipient: &RoundRecipient) -> Row {
    let mut row = Row::default();
    for request in &recipient.requests {
        let cell = Cell { requested: request.requested_kg, approved: request.approved_kg, ..Cell::default() };
        row.add(request.category, cell);
    }
    row
}

#[cfg(test)]
mod tests {
    use super::super::sample::bench;
    use super::*;

    #[test]
    fn cells_add_up_lines_of_one_kind() {
        let board = Board::new(Rc::new(bench()));
        let [first, second] = &board.rows[..] else { panic!("two recipients") };
        let dairy = first.cell(0).unwrap();
        assert_eq!((dairy.requested, dairy.approved, dairy.kg), (60, 40, 35));
        assert!(dairy.by_hand && !dairy.refused);
        assert_eq!((first.total.kg, second.total.kg), (35, 20));
        assert!(second.total.refused);
        assert_eq!(second.cell(1).map(|bread| (bread.requested, bread.kg)), Some((0, 0)));
        assert_eq!(first.cell(1), None);
    }

    #[test]
    fn lots_and_kinds_tell_what_is_left() {
        let board = Board::new(Rc::new(bench()));
        assert_eq!((board.available.clone(), board.shared.clone()), (vec![70, 30], vec![55, 0]));
        assert_eq!([board.left(0), board.left(1), board.left(2)], [5, 10, 30]);
        assert_eq!(board.lines(0, 0).map(|line| line.lot).collect::<Vec<_>>(), [0, 1]);
        assert!(board.has_lines_by_hand() && board.has_refusals());
    }

    #[test]
    fn a_draft_shares_nothing_out_until_it_is_computed_again() {
        let mut bench = bench();
        bench.round.figures = None;
        let board = Board::new(Rc::new(bench));
        assert_eq!((board.rows[0].total.kg, board.left(0), board.lines(0, 0).count()), (0, 40, 0));
        assert!(board.has_lines_by_hand(), "which computing it again lets go");
    }
}
