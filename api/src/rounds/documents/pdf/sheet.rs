//! Sheets of A4 on which text and rules are placed from top to bottom. Lengths are in points, and places are counted from
//! the upper left corner of what may be written on.

use super::fonts::{Fonts, Style};
use super::tags::{self, Kind};
use crate::http::Error;
use krilla::Document;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ContentTag, Identifier, SpanTag};
use krilla::text::TextDirection;
use shared::accounts::Locale;

/// A4.
const SIZE: (f32, f32) = (595.28, 841.89);
const MARGIN: f32 = 40.0;
/// How wide what may be written on is.
pub const WIDTH: f32 = SIZE.0 - 2.0 * MARGIN;
/// How high, above the foot.
pub const HEIGHT: f32 = SIZE.1 - 2.0 * MARGIN - 16.0;
/// How thick a rule is.
const THIN: f32 = 0.5;

/// Something that is drawn, and the part that it belongs to; none for what is not read aloud.
struct Mark {
    part: Option<usize>,
    x: f32,
    y: f32,
    ink: Ink,
}

enum Ink {
    Text { style: Style, text: String },
    Bar { width: f32, height: f32 },
}

struct Page {
    /// Which of the papers it belongs to: each counts its pages.
    paper: usize,
    foot: String,
    marks: Vec<Mark>,
}

/// Papers that are being written.
pub struct Sheet {
    fonts: Fonts,
    pages: Vec<Page>,
    kinds: Vec<Kind>,
    tables: usize,
    papers: usize,
    y: f32,
}

/// A paragraph to be written.
pub struct Paragraph {
    /// What it is.
    pub kind: Kind,
    /// How it looks.
    pub style: Style,
    /// What it says; nothing is drawn of nothing.
    pub text: String,
}

impl Paragraph {
    /// Plain text.
    #[must_use]
    pub const fn plain(text: String) -> Self {
        Self { kind: Kind::Paragraph, style: Style::PLAIN, text }
    }

    /// Text that counts.
    #[must_use]
    pub const fn strong(text: String) -> Self {
        Self { kind: Kind::Paragraph, style: Style::STRONG, text }
    }

    /// A heading.
    #[must_use]
    pub const fn heading(text: String) -> Self {
        Self { kind: Kind::Heading, style: Style::HEADING, text }
    }

    /// The title of a paper.
    #[must_use]
    pub const fn title(text: String) -> Self {
        Self { kind: Kind::Title, style: Style::TITLE, text }
    }
}

impl Sheet {
    /// Nothing is written yet.
    ///
    /// # Errors
    /// When a font cannot be read, which is a mistake of ours.
    pub fn new() -> Result<Self, Error> {
        Ok(Self { fonts: Fonts::load()?, pages: Vec::new(), kinds: Vec::new(), tables: 0, papers: 0, y: 0.0 })
    }

    /// Begins a paper, on a page of its own. Its pages are counted, and have `foot` below.
    pub fn begin(&mut self, foot: &str) {
        self.papers += 1;
        self.add_page(foot.to_owned());
    }

    /// Goes on on a new page of the same paper.
    pub fn turn(&mut self) {
        let foot = self.pages.last().map(|page| page.foot.clone()).unwrap_or_default();
        self.add_page(foot);
    }

    fn add_page(&mut self, foot: String) {
        self.pages.push(Page { paper: self.papers, foot, marks: Vec::new() });
        self.y = 0.0;
    }

    /// Where the next thing is placed.
    #[must_use]
    pub const fn y(&self) -> f32 {
        self.y
    }

    /// What is left of the page.
    #[must_use]
    pub fn room(&self) -> f32 {
        HEIGHT - self.y
    }

    /// Goes down.
    pub fn skip(&mut self, height: f32) {
        self.y += height;
    }

    /// Turns the page where less than this is left of it.
    pub fn need(&mut self, height: f32) {
        if self.room() < height {
            self.turn();
        }
    }

    /// The fonts, to measure with.
    #[must_use]
    pub const fn fonts(&self) -> &Fonts {
        &self.fonts
    }

    /// A new part, in the order of reading.
    pub fn part(&mut self, kind: Kind) -> usize {
        self.kinds.push(kind);
        self.kinds.len() - 1
    }

    /// The number of a new table.
    pub const fn table(&mut self) -> usize {
        self.tables += 1;
        self.tables
    }

    /// Writes a paragraph over the whole width.
    pub fn write(&mut self, paragraph: &Paragraph) {
        self.need(paragraph.style.leading());
        let height = self.column(0.0, WIDTH, std::slice::from_ref(paragraph));
        self.skip(height);
    }

    /// Writes paragraphs one below the other into a column of this page and tells how high they are; the sheet stays where
    /// it is, so that another column can stand beside it.
    pub fn column(&mut self, x: f32, width: f32, paragraphs: &[Paragraph]) -> f32 {
        let from = self.y;
        let mut y = from;
        for Paragraph { kind, style, text } in paragraphs.iter().filter(|it| !it.text.is_empty()) {
            let part = self.part(*kind);
            for line in self.fonts.wrap(*style, width, text) {
                self.put(Some(part), x, y, *style, line);
                y += style.leading();
            }
        }
        y - from
    }

    /// Places one line of text: its upper left corner.
    pub fn put(&mut self, part: Option<usize>, x: f32, y: f32, style: Style, text: String) {
        if !text.is_empty() {
            self.mark(Mark { part, x, y: y + style.size, ink: Ink::Text { style, text } });
        }
    }

    /// Draws a rule from one side to the other.
    pub fn rule(&mut self) {
        self.bar(0.0, self.y, WIDTH, THIN);
    }

    /// Draws an empty box.
    pub fn frame(&mut self, x: f32, y: f32, width: f32, height: f32) {
        self.bar(x, y, width, THIN);
        self.bar(x, y + height, width, THIN);
        self.bar(x, y, THIN, height);
        self.bar(x + width, y, THIN, height + THIN);
    }

    fn bar(&mut self, x: f32, y: f32, width: f32, height: f32) {
        self.mark(Mark { part: None, x, y, ink: Ink::Bar { width, height } });
    }

    fn mark(&mut self, mark: Mark) {
        if let Some(page) = self.pages.last_mut() {
            page.marks.push(Mark { x: mark.x + MARGIN, y: mark.y + MARGIN, ..mark });
        }
    }

    /// All papers as one PDF.
    ///
    /// # Errors
    /// When it cannot be written, which is a mistake of ours.
    pub fn finish(mut self, title: String, locale: Locale) -> Result<Vec<u8>, Error> {
        self.number_pages();
        let mut document = Document::new();
        let mut drawn: Vec<Vec<Identifier>> = vec![Vec::new(); self.kinds.len()];
        for page in &self.pages {
            let settings =
                PageSettings::from_wh(SIZE.0, SIZE.1).ok_or_else(|| Error::Internal("no such page".to_owned()))?;
            let mut sheet = document.start_page_with(settings);
            let mut surface = sheet.surface();
            for mark in &page.marks {
                let identifier = draw(&mut surface, &self.fonts, mark);
                let part = mark.part.and_then(|part| drawn.get_mut(part));
                part.into_iter().for_each(|part| part.push(identifier));
            }
            surface.finish();
            sheet.finish();
        }
        document.set_metadata(Metadata::new().title(title).language(locale.as_str().to_owned()));
        document.set_tag_tree(tags::tree(&self.kinds, drawn));
        document.finish().map_err(|error| Error::Internal(error.to_string()))
    }

    /// "page 1/3" in the foot of each page. The word is the same in both languages.
    fn number_pages(&mut self) {
        let (style, y) = (Style::FOOT, SIZE.1 - MARGIN);
        for paper in self.pages.chunk_by_mut(|one, next| one.paper == next.paper) {
            let of = paper.len();
            for (page, number) in paper.iter_mut().zip(1..) {
                let count = format!("page {number}/{of}");
                let width = self.fonts.width(style, &count);
                let foot = self.fonts.shorten(style, WIDTH - width - 20.0, &page.foot);
                let placed = [(MARGIN, foot), (SIZE.0 - MARGIN - width, count)];
                let marks = placed.into_iter().filter(|(_, text)| !text.is_empty());
                page.marks.extend(marks.map(|(x, text)| Mark { part: None, x, y, ink: Ink::Text { style, text } }));
            }
        }
    }
}

fn draw(surface: &mut Surface<'_>, fonts: &Fonts, mark: &Mark) -> Identifier {
    let is_read = mark.part.is_some();
    let tag = if is_read { ContentTag::Span(SpanTag::empty()) } else { ContentTag::Artifact(Artifact::default()) };
    let identifier = surface.start_tagged(tag);
    match &mark.ink {
        Ink::Text { style, text } => {
            let from = Point::from_xy(mark.x, mark.y);
            surface.draw_text(from, fonts.drawn(*style), style.size, text, false, TextDirection::LeftToRight);
        }
        Ink::Bar { width, height } => {
            let mut path = PathBuilder::new();
            Rect::from_xywh(mark.x, mark.y, *width, *height).into_iter().for_each(|rect| path.push_rect(rect));
            path.finish().iter().for_each(|path| surface.draw_path(path));
        }
    }
    surface.end_tagged();
    identifier
}
