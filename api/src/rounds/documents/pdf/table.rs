//! Tables: rows are as high as their highest cell, a row goes to the next page where it fits on none, and every page has the
//! head again.

use super::fonts::Style;
use super::sheet::{HEIGHT, Sheet};
use super::tags::Kind;

/// Between a cell's edge and its text.
const PAD: f32 = 3.0;
/// A row in which somebody writes by hand is at least as high.
const LEAST: f32 = 15.0;

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Text.
    Text,
    /// Numbers: they end below each other.
    Number,
    /// What is written by hand into a box, unless it is known already.
    Box,
}

/// A column.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    head: &'static str,
    width: f32,
    content: Content,
}

impl Column {
    /// What it is called, how wide it is in points, and what stands in it.
    #[must_use]
    pub const fn new(head: &'static str, width: f32, content: Content) -> Self {
        Self { head, width, content }
    }
}

/// Writes a table with a row for each of `rows`, which have a cell for each column.
pub fn table(sheet: &mut Sheet, columns: &[Column], rows: &[Vec<String>]) {
    let number = sheet.table();
    let mut table = Table { columns, number, row: 0 };
    // Not the head alone.
    sheet.need(table.head_height(sheet) + 2.0 * LEAST);
    table.head(sheet, true);
    for cells in rows {
        table.row += 1;
        table.row(sheet, cells);
    }
}

struct Table<'c> {
    columns: &'c [Column],
    number: usize,
    row: usize,
}

/// A row whose cells are broken into lines.
struct Row {
    cells: Vec<(Option<usize>, Vec<String>)>,
    style: Style,
}

impl Row {
    fn lines(&self) -> usize {
        self.cells.iter().map(|(_, lines)| lines.len()).max().unwrap_or(0).max(1)
    }

    /// The row with these of its lines alone.
    fn cut(&self, from: usize, lines: usize) -> Self {
        let cells = self.cells.iter().map(|(part, all)| (*part, all.iter().skip(from).take(lines).cloned().collect()));
        Self { cells: cells.collect(), style: self.style }
    }
}

fn height(style: Style, lines: usize) -> f32 {
    (lines as f32 * style.leading() + 2.0 * PAD).max(LEAST)
}

/// How many lines fit, one at least.
fn fitting(style: Style, room: f32) -> usize {
    let lines = ((room - 2.0 * PAD) / style.leading()).floor().max(1.0);
    lines as usize
}

impl Table<'_> {
    fn broken<'t>(&self, sheet: &Sheet, style: Style, texts: impl Iterator<Item = &'t str>) -> Vec<Vec<String>> {
        let columns = self.columns.iter().zip(texts);
        columns.map(|(column, text)| sheet.fonts().wrap(style, column.width - 2.0 * PAD, text)).collect()
    }

    fn heads(&self, sheet: &Sheet) -> Vec<Vec<String>> {
        self.broken(sheet, Style::HEAD, self.columns.iter().map(|column| column.head))
    }

    fn head_height(&self, sheet: &Sheet) -> f32 {
        height(Style::HEAD, self.heads(sheet).iter().map(Vec::len).max().unwrap_or(1))
    }

    /// The head: read aloud once, and only drawn on the pages after that.
    fn head(&self, sheet: &mut Sheet, is_first: bool) {
        let kind = Kind::Cell { table: self.number, row: 0, head: true };
        let lines = self.heads(sheet);
        let cells = lines.into_iter().map(|lines| (is_first.then(|| sheet.part(kind)), lines)).collect();
        self.draw(sheet, &Row { cells, style: Style::HEAD });
    }

    fn row(&self, sheet: &mut Sheet, texts: &[String]) {
        let (style, kind) = (Style::CELL, Kind::Cell { table: self.number, row: self.row, head: false });
        let lines = self.broken(sheet, style, texts.iter().map(String::as_str));
        let row = Row { cells: lines.into_iter().map(|lines| (Some(sheet.part(kind)), lines)).collect(), style };
        let whole = height(style, row.lines());
        if whole > sheet.room() && whole <= HEIGHT - self.head_height(sheet) {
            self.turn(sheet);
        }
        let mut from = 0;
        while from < row.lines() {
            if sheet.room() < LEAST {
                self.turn(sheet);
            }
            let lines = fitting(style, sheet.room()).min(row.lines() - from);
            self.draw(sheet, &row.cut(from, lines));
            from += lines;
        }
    }

    fn turn(&self, sheet: &mut Sheet) {
        sheet.turn();
        self.head(sheet, false);
    }

    /// Draws what fits on this page, and a rule below.
    fn draw(&self, sheet: &mut Sheet, row: &Row) {
        let (top, height) = (sheet.y(), height(row.style, row.lines()));
        let mut x = 0.0;
        for (column, (part, lines)) in self.columns.iter().zip(&row.cells) {
            if column.content == Content::Box && row.style == Style::CELL && lines.is_empty() {
                sheet.frame(x + PAD, top + PAD, column.width - 2.0 * PAD, height - 2.0 * PAD);
            }
            let mut y = top + PAD;
            for line in lines {
                let width = sheet.fonts().width(row.style, line);
                let before = if column.content == Content::Text { PAD } else { column.width - PAD - width };
                sheet.put(*part, x + before, y, row.style, line.clone());
                y += row.style.leading();
            }
            x += column.width;
        }
        sheet.skip(height);
        sheet.rule();
    }
}
