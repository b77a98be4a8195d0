//! What the writer of SQLite need not ask again, because once committed it stays: words are learnt and never forgotten.
//!
//! Only what a batch has committed counts. Whatever is noted meanwhile may be undone, alone or with its batch; it waits
//! until the batch is on the disk, and is dropped where anything of the batch was undone. On other threads, and on
//! PostgreSQL, nothing is kept.

use std::cell::RefCell;
use std::collections::HashSet;

/// The most that is kept; then it begins anew.
const MAX: usize = 100_000;

#[derive(Default)]
struct Lasting {
    committed: HashSet<String>,
    noted: Vec<String>,
}

thread_local! {
    static OWN: RefCell<Option<Lasting>> = const { RefCell::new(None) };
}

/// From now on this thread keeps what lasts: it is the only one that writes to its database.
pub(super) fn begin() {
    OWN.set(Some(Lasting::default()));
}

/// The batch is on the disk, and `whole` says whether nothing of it was undone.
pub(super) fn settle(whole: bool) {
    OWN.with_borrow_mut(|own| {
        let Some(own) = own else { return };
        let noted = std::mem::take(&mut own.noted);
        if own.committed.len() + noted.len() > MAX {
            own.committed.clear();
        }
        if whole {
            own.committed.extend(noted);
        }
    });
}

/// Whether this is known to be in the database.
pub(super) fn is_known(fact: &str) -> bool {
    OWN.with_borrow(|own| own.as_ref().is_some_and(|own| own.committed.contains(fact)))
}

/// This is in the database, or will be with this batch.
pub(super) fn note(fact: String) {
    OWN.with_borrow_mut(|own| {
        if let Some(own) = own {
            own.noted.push(fact);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_whole_batch_has_committed_is_known() {
        note("before".to_owned());
        begin();
        settle(true);
        assert!(!is_known("before"));
        note("milk".to_owned());
        assert!(!is_known("milk"));
        settle(false);
        assert!(!is_known("milk"));
        note("milk".to_owned());
        settle(true);
        assert!(is_known("milk"));
    }
}
