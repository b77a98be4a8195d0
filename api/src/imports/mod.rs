//! Real data from files: communes, sites, the territory's outline.
//!
//! Each import is one transaction: all usable rows or none. Unusable rows are left out and listed with line number and
//! reason; a second run of the same file changes nothing.

pub mod communes;
pub mod outline;
pub mod sites;
mod table;

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Rows that were new.
    pub created: usize,
    /// Rows that were known and differed.
    pub changed: usize,
    /// Rows that were known and the same.
    pub unchanged: usize,
    /// Rows taken as they could be: what was doubtful and what was done about it.
    pub warnings: Vec<Remark>,
    /// Rows left out on purpose, and why.
    pub skipped: Vec<Remark>,
    /// Rows that nothing could be made of, and why.
    pub unusable: Vec<Remark>,
}

/// A remark on one row of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Line in the file; the header is line 1.
    pub line: u64,
    /// The remark, in English.
    pub text: String,
}

/// The file as a whole cannot be imported; nothing was changed.
#[derive(Debug, PartialEq, Eq)]
pub struct Unreadable(pub String);

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unreadable {}

/// Told how far a long import is: rows done, rows in all.
pub type Progress<'p> = &'p dyn Fn(usize, usize);

/// What became of one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Created,
    Changed,
    Unchanged,
}

impl Report {
    fn count(&mut self, outcome: Outcome) {
        let counter = match outcome {
            Outcome::Created => &mut self.created,
            Outcome::Changed => &mut self.changed,
            Outcome::Unchanged => &mut self.unchanged,
        };
        *counter += 1;
    }
}

impl std::fmt::Display for Report {
    /// The remarks, one a line, then the counts.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (word, remarks) in [("warning", &self.warnings), ("skipped", &self.skipped), ("unusable", &self.unusable)] {
            for Remark { line, text } in remarks {
                writeln!(f, "line {line}: {word}: {text}")?;
            }
        }
        let Self { created, changed, unchanged, .. } = self;
        let (skipped, unusable) = (self.skipped.len(), self.unusable.len());
        write!(f, "{created} created, {changed} changed, {unchanged} unchanged, {skipped} skipped, {unusable} unusable")
    }
}
