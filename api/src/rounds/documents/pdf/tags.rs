//! What the parts of a paper are, for whoever has it read aloud: headings, paragraphs, tables with their heads.

use krilla::tagging::{Identifier, Node, TableHeaderScope, Tag, TagGroup, TagKind, TagTree};
use std::num::NonZeroU16;

/// What a part of a paper is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// What the paper is.
    Title,
    /// What follows.
    Heading,
    /// Plain text.
    Paragraph,
    /// A cell of a table.
    Cell {
        /// Of which table.
        table: usize,
        /// In which row.
        row: usize,
        /// Whether it is of the head.
        head: bool,
    },
}

impl Kind {
    const fn table(self) -> Option<usize> {
        match self {
            Self::Cell { table, .. } => Some(table),
            _ => None,
        }
    }

    const fn row(self) -> Option<usize> {
        match self {
            Self::Cell { row, .. } => Some(row),
            _ => None,
        }
    }
}

/// A part, and where it was drawn.
type Part = (Kind, Vec<Identifier>);

/// The parts of a document in the order in which they are read.
#[must_use]
pub fn tree(kinds: &[Kind], drawn: Vec<Vec<Identifier>>) -> TagTree {
    let parts: Vec<Part> = kinds.iter().copied().zip(drawn).collect();
    let mut tree = TagTree::new();
    for together in parts.chunk_by(|(one, _), (next, _)| one.table().is_some() && one.table() == next.table()) {
        match together {
            [(Kind::Cell { .. }, _), ..] => tree.push(table(together)),
            [(kind, drawn), ..] => tree.push(text(*kind, drawn)),
            [] => {}
        }
    }
    tree
}

fn table(cells: &[Part]) -> TagGroup {
    let rows = cells.chunk_by(|(one, _), (next, _)| one.row() == next.row());
    let rows = rows.map(|row| {
        let cells = row.iter().map(|(kind, drawn)| Node::from(text(*kind, drawn)));
        Node::from(TagGroup::with_children(Tag::TR, cells.collect()))
    });
    TagGroup::with_children(Tag::Table, rows.collect())
}

fn text(kind: Kind, drawn: &[Identifier]) -> TagGroup {
    let first = NonZeroU16::MIN;
    let tag: TagKind = match kind {
        Kind::Title => Tag::Hn(first, None).into(),
        Kind::Heading => Tag::Hn(first.saturating_add(1), None).into(),
        Kind::Paragraph => Tag::P.into(),
        Kind::Cell { head: true, .. } => Tag::TH(TableHeaderScope::Column).into(),
        Kind::Cell { head: false, .. } => Tag::TD.into(),
    };
    TagGroup::with_children(tag, drawn.iter().copied().map(Node::from).collect())
}
