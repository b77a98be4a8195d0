//! The table of recipients and kinds, which stays smooth whatever its size: what is out of view is not drawn. The keyboard
//! stays on the table itself, and the table names the cell that it stands at.

use super::board::Board;
use super::grid_rows::{Sheet, head, row};
use super::keys::{Spot, moved};
use super::narrowing::Shown;
use super::window::{View, in_view, revealing, room};
use crate::browser;
use crate::i18n::t;
use std::ops::Range;
use std::rc::Rc;
use web_sys::Element;
use yew::prelude::*;

/// Height of a row, pixels; the stylesheet takes these from the table.
const ROW: i32 = 48;
/// Height of the row of names.
const HEAD: i32 = 84;
/// Width of a column.
const COLUMN: i32 = 116;
/// Width of the column of names.
const FIRST: i32 = 232;
/// Rows and columns drawn beyond what is seen, so that a quick hand meets no gaps.
const MARGIN: usize = 6;

/// What was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opened {
    /// A recipient, by its place.
    Recipient(usize),
    /// What a recipient has of a kind.
    Cell {
        /// The recipient's place.
        recipient: usize,
        /// The kind's place.
        kind: u32,
    },
}

/// Props of [`use_grid`].
#[derive(PartialEq)]
pub struct GridProps {
    /// The round.
    pub board: Rc<Board>,
    /// What of it is shown.
    pub shown: Rc<Shown>,
    /// The names of all kinds.
    pub names: Rc<Vec<AttrValue>>,
    /// Something was chosen.
    pub open: Callback<Opened>,
}

/// The part of the table that is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Drawn {
    rows: Range<usize>,
    columns: Range<usize>,
}

impl Drawn {
    fn of((down, across): (View, View), shown: &Shown) -> Self {
        Self {
            rows: in_view(down, ROW, shown.rows.len(), MARGIN),
            columns: in_view(across, COLUMN, shown.columns.len(), MARGIN),
        }
    }

    /// Without what a narrower table does not have.
    fn within(&self, shown: &Shown) -> Self {
        let cut = |range: &Range<usize>, end: usize| range.start.min(end)..range.end.min(end);
        Self { rows: cut(&self.rows, shown.rows.len()), columns: cut(&self.columns, shown.columns.len()) }
    }
}

/// How the table lies below its window, down and across.
fn views(table: &Element) -> (View, View) {
    let down = View { offset: table.scroll_top(), length: table.client_height().saturating_sub(HEAD) };
    let across = View { offset: table.scroll_left(), length: table.client_width().saturating_sub(FIRST) };
    (down, across)
}

/// Scrolls until a place is seen as a whole.
fn reveal(table: &Element, spot: Spot) {
    let (down, across) = views(table);
    table.set_scroll_top(revealing(down, ROW, spot.row));
    if let Some(column) = spot.column.checked_sub(1) {
        table.set_scroll_left(revealing(across, COLUMN, column));
    }
}

/// What of the table is to be drawn now, and what measures it anew.
#[hook]
fn use_drawn(table: &NodeRef, shown: &Rc<Shown>) -> (Drawn, Callback<()>) {
    // A first guess, until the table can be measured.
    let guess = (View { offset: 0, length: 640 }, View { offset: 0, length: 960 });
    let drawn = use_state_eq(|| Drawn::of(guess, shown));
    let measure = {
        let (table, drawn) = (table.clone(), drawn.setter());
        use_callback(Rc::clone(shown), move |(), shown: &Rc<Shown>| {
            if let Some(table) = table.cast::<Element>() {
                drawn.set(Drawn::of(views(&table), shown));
            }
        })
    };
    use_effect_with(measure.clone(), |measure| {
        measure.emit(());
        let measure = measure.clone();
        let listener = browser::listen("resize", move || measure.emit(()));
        move || drop(listener)
    });
    (drawn.within(shown), measure)
}

/// The table.
#[hook]
pub fn use_grid(props: Rc<GridProps>) -> Html {
    let shown = &props.shown;
    let table = use_node_ref();
    let (Drawn { rows, columns }, measure) = use_drawn(&table, shown);
    let active = use_state_eq(Spot::default);
    let size = (shown.rows.len(), shown.columns.len() + 1);
    let spot = active.within(size.0, size.1);
    let open = {
        let (shown, open) = (Rc::clone(shown), props.open.clone());
        move |spot: Spot| {
            if let Some(opened) = opened(&shown, spot) {
                open.emit(opened);
            }
        }
    };
    let onclick = {
        let (active, open) = (active.setter(), open.clone());
        Callback::from(move |event: MouseEvent| {
            if let Some(spot) = spot_of(&event) {
                active.set(spot);
                open(spot);
            }
        })
    };
    let onkeydown = {
        let (table, measure, active) = (table.clone(), measure.clone(), active.setter());
        Callback::from(move |event: KeyboardEvent| {
            let Some(table) = table.cast::<Element>() else { return };
            let page = usize::try_from(views(&table).0.length / ROW).unwrap_or(1);
            let far = event.ctrl_key() || event.meta_key();
            match event.key().as_str() {
                "Enter" | " " => open(spot),
                key => {
                    let Some(next) = moved(spot, key, far, size, page) else { return };
                    active.set(next);
                    reveal(&table, next);
                    measure.emit(());
                }
            }
            event.prevent_default();
        })
    };
    let is_drawn = rows.contains(&spot.row) && spot.column.checked_sub(1).is_none_or(|column| columns.contains(&column));
    let sheet = Sheet { board: &props.board, shown, names: &props.names, columns: columns.clone(), active: spot };
    let room = Room::of(size, &rows, &columns);
    html! {
        <div
            ref={table}
            class="round-grid"
            role="grid"
            tabindex="0"
            aria-label={t!("round_grid.label")}
            aria-rowcount={(size.0 + 1).to_string()}
            aria-colcount={size.1.to_string()}
            aria-activedescendant={is_drawn.then_some("round-active")}
            style={room.sizes}
            onscroll={measure.reform(|_: Event| ())}
            {onclick}
            {onkeydown}
        >
            { head(&sheet) }
            <div role="rowgroup" class="round-grid-body" style={room.padding}>{ for rows.filter_map(|place| row(&sheet, place)) }</div>
        </div>
    }
}

/// The room that the whole table takes, as the stylesheet needs it.
struct Room {
    sizes: String,
    padding: String,
}

impl Room {
    fn of((count, width): (usize, usize), rows: &Range<usize>, columns: &Range<usize>) -> Self {
        let whole = room(width.saturating_sub(1), COLUMN).saturating_add(FIRST);
        let gap = room(columns.start, COLUMN);
        let (above, below) = (room(rows.start, ROW), room(count.saturating_sub(rows.end), ROW));
        Self {
            sizes: format!(
                "--row:{ROW}px;--head:{HEAD}px;--column:{COLUMN}px;--first:{FIRST}px;--whole:{whole}px;--gap:{gap}px"
            ),
            padding: format!("padding-block:{above}px {below}px"),
        }
    }
}

fn opened(shown: &Shown, spot: Spot) -> Option<Opened> {
    let recipient = *shown.rows.get(spot.row)?;
    let Some(column) = spot.column.checked_sub(1) else { return Some(Opened::Recipient(recipient)) };
    Some(Opened::Cell { recipient, kind: *shown.columns.get(column)? })
}

/// The place at which something was pressed; one listener for the whole table.
fn spot_of(event: &MouseEvent) -> Option<Spot> {
    let pressed: Element = event.target_dyn_into()?;
    Spot::read(&pressed.closest("[data-spot]").ok()??.get_attribute("data-spot")?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown() -> Shown {
        Shown { rows: (0..500).collect(), columns: (0..400).collect() }
    }

    #[test]
    fn a_large_table_draws_little() {
        let views = (View { offset: 4_800, length: 600 }, View { offset: 960, length: 900 });
        let drawn = Drawn::of(views, &shown());
        assert!(drawn.rows.len() * drawn.columns.len() < 900, "{drawn:?}");
        assert!(drawn.rows.contains(&100) && drawn.columns.contains(&10));
        let few = Shown { rows: vec![3], columns: vec![] };
        assert_eq!(drawn.within(&few), Drawn { rows: 1..1, columns: 0..0 });
    }

    #[test]
    fn the_room_is_that_of_the_whole_table() {
        let room = Room::of((500, 401), &(10..30), &(2..14));
        assert!(room.sizes.ends_with("--whole:46632px;--gap:232px"), "{}", room.sizes);
        assert_eq!(room.padding, "padding-block:480px 22560px");
    }

    #[test]
    fn the_first_column_is_the_recipient() {
        let shown = Shown { rows: vec![7, 9], columns: vec![4] };
        assert_eq!(opened(&shown, Spot { row: 1, column: 0 }), Some(Opened::Recipient(9)));
        assert_eq!(opened(&shown, Spot { row: 0, column: 1 }), Some(Opened::Cell { recipient: 7, kind: 4 }));
        assert_eq!(opened(&shown, Spot { row: 0, column: 2 }), None);
    }
}
