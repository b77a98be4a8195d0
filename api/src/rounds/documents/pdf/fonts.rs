//! Text as it is measured and broken into lines. The same files are embedded into the documents, with the glyphs that they
//! use. They are DejaVu's; `assets/fonts/LICENSE.txt` is theirs.

use crate::http::Error;
use krilla::text::Font;

const REGULAR: &[u8] = include_bytes!("../../../../assets/fonts/DejaVuSans.ttf");
const BOLD: &[u8] = include_bytes!("../../../../assets/fonts/DejaVuSans-Bold.ttf");

/// How text looks. Sizes are in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    /// Height of the letters with what is above and below them.
    pub size: f32,
    /// Whether it is bold.
    pub bold: bool,
}

impl Style {
    /// What a paper is.
    pub const TITLE: Self = Self { size: 16.0, bold: true };
    /// What a part of it is.
    pub const HEADING: Self = Self { size: 10.5, bold: true };
    /// What it says.
    pub const PLAIN: Self = Self { size: 9.0, bold: false };
    /// What counts of it.
    pub const STRONG: Self = Self { size: 9.0, bold: true };
    /// The head of a table.
    pub const HEAD: Self = Self { size: 7.5, bold: true };
    /// A cell of a table.
    pub const CELL: Self = Self { size: 8.0, bold: false };
    /// The foot of a page.
    pub const FOOT: Self = Self { size: 7.5, bold: false };

    /// From one line to the next, points.
    #[must_use]
    pub fn leading(self) -> f32 {
        self.size * 1.25
    }
}

/// One of the two fonts: as it is measured, and as it is drawn.
struct Face {
    measured: ttf_parser::Face<'static>,
    drawn: Font,
}

impl Face {
    fn load(data: &'static [u8]) -> Option<Self> {
        Some(Self { measured: ttf_parser::Face::parse(data, 0).ok()?, drawn: Font::new(data.into(), 0)? })
    }

    /// How wide a glyph is, in parts of the size.
    fn advance(&self, letter: char) -> f32 {
        let units = self.measured.glyph_index(letter).and_then(|glyph| self.measured.glyph_hor_advance(glyph));
        f32::from(units.unwrap_or(0)) / f32::from(self.measured.units_per_em().max(1))
    }
}

/// Both fonts.
pub struct Fonts {
    regular: Face,
    bold: Face,
}

impl Fonts {
    /// Reads them.
    ///
    /// # Errors
    /// When they are none, which is a mistake of ours.
    pub fn load() -> Result<Self, Error> {
        let read = || Some(Self { regular: Face::load(REGULAR)?, bold: Face::load(BOLD)? });
        read().ok_or_else(|| Error::Internal("a font of the documents cannot be read".to_owned()))
    }

    const fn face(&self, style: Style) -> &Face {
        if style.bold { &self.bold } else { &self.regular }
    }

    /// The font to draw with.
    pub fn drawn(&self, style: Style) -> Font {
        self.face(style).drawn.clone()
    }

    /// How wide a text is, points. Pairs of letters that stand closer together make it a little less.
    pub fn width(&self, style: Style, text: &str) -> f32 {
        let face = self.face(style);
        text.chars().map(|letter| face.advance(letter)).sum::<f32>() * style.size
    }

    /// A text in lines of at most `width` points; a longer word is broken. Spaces that do not break stay.
    pub fn wrap(&self, style: Style, width: f32, text: &str) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let mut line = String::new();
        for word in text.split(|c: char| c == ' ' || c.is_control()).filter(|word| !word.is_empty()) {
            let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if self.width(style, &longer) <= width {
                line = longer;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            let mut pieces = self.pieces(style, width, word);
            line = pieces.pop().unwrap_or_default();
            lines.append(&mut pieces);
        }
        if !line.is_empty() {
            lines.push(line);
        }
        lines
    }

    /// A word in pieces that fit.
    fn pieces(&self, style: Style, width: f32, word: &str) -> Vec<String> {
        let mut pieces = Vec::new();
        let mut piece = String::new();
        for letter in word.chars() {
            let longer = format!("{piece}{letter}");
            if !piece.is_empty() && self.width(style, &longer) > width {
                pieces.push(std::mem::replace(&mut piece, letter.to_string()));
            } else {
                piece = longer;
            }
        }
        pieces.push(piece);
        pieces
    }

    /// A text on one line of at most `width` points: what does not fit is left out, and an ellipsis says so.
    pub fn shorten(&self, style: Style, width: f32, text: &str) -> String {
        let mut lines = self.wrap(style, width - self.width(style, "…"), text);
        match lines.len() {
            0 | 1 => lines.pop().unwrap_or_default(),
            _ => format!("{}…", lines.swap_remove(0)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_no_wider_than_they_may_be() {
        let fonts = Fonts::load().unwrap();
        let text = "Anticonstitutionnellement, l’association des épiceries d’Entre-deux-Mers reçoit des yaourts";
        for width in [30.0, 60.0, 200.0] {
            let lines = fonts.wrap(Style::CELL, width, text);
            assert!(lines.iter().all(|line| fonts.width(Style::CELL, line) <= width), "{lines:?}");
            let letters = |text: &str| text.chars().filter(|c| *c != ' ').collect::<String>();
            assert_eq!(letters(&lines.concat()), letters(text), "nothing is lost");
        }
        assert!(fonts.wrap(Style::CELL, 50.0, " \n ").is_empty());
    }

    #[test]
    fn a_line_that_is_too_long_ends_in_an_ellipsis() {
        let fonts = Fonts::load().unwrap();
        let shortened = fonts.shorten(Style::FOOT, 100.0, "Répartition du mardi pour les antennes du Libournais");
        assert!(shortened.ends_with('…') && fonts.width(Style::FOOT, &shortened) <= 100.0, "{shortened}");
        assert_eq!(fonts.shorten(Style::FOOT, 100.0, "Mardi"), "Mardi");
    }

    #[test]
    fn the_fonts_have_what_documents_say() {
        let fonts = Fonts::load().unwrap();
        for letter in "AZaz09 éèêëàâäçùûüîïôöœæÉÈÀÇŒÆ«»“”’‘–—…·°≈+×/:;€%\u{a0}\u{202f}".chars()
        {
            assert!(fonts.regular.advance(letter) > 0.0 && fonts.bold.advance(letter) > 0.0, "{letter:?}");
        }
    }
}
