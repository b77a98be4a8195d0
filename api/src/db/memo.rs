//! What a connection has read already and need not read again, because nothing has been committed since.
//!
//! Both databases tell a reader whether anybody, of any process, has committed: SQLite by `PRAGMA data_version`, which
//! changes with every commit of another connection, PostgreSQL by the name of its snapshot, which lists the transactions
//! that it sees. Readers never write; so where that is unchanged, every row is as it was, and what was read from them
//! before is what they would give now. A suspension, a lost role or a new name is a commit like any other, and is seen by
//! the next request. Nothing is remembered for a write: there [`many`] just loads.

use std::any::{Any, TypeId};
use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::Hash;

/// Entries of one kind that are kept at most.
const MAX_ENTRIES: usize = 4_096;

/// Everything that one reader remembers, by the kind of key and value.
#[derive(Default)]
pub(super) struct Memo(HashMap<TypeId, Box<dyn Any + Send>>);

impl Memo {
    /// Forgets everything: somebody has committed something.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    fn kind<K: 'static + Send, V: 'static + Send>(&mut self) -> Option<&mut HashMap<K, V>> {
        let kind = self.0.entry(TypeId::of::<(K, V)>()).or_insert_with(|| Box::new(HashMap::<K, V>::new()));
        kind.downcast_mut()
    }
}

thread_local! {
    /// The memory of the reader that this thread is using at the moment.
    static CURRENT: RefCell<Option<Memo>> = const { RefCell::new(None) };
}

/// Runs `work` with what a reader remembers. It is lost where `work` panics.
pub(super) fn with<T>(memo: &mut Memo, work: impl FnOnce() -> T) -> T {
    let outer = Outer(CURRENT.replace(Some(std::mem::take(memo))));
    let outcome = work();
    if let Some(used) = CURRENT.take() {
        *memo = used;
    }
    drop(outer);
    outcome
}

/// What the thread used before, and uses again afterwards: also after a panic, so that no later work on this thread finds
/// what is not its own.
struct Outer(Option<Memo>);

impl Drop for Outer {
    fn drop(&mut self) {
        CURRENT.replace(self.0.take());
    }
}

/// The values of `keys`, of which `load` reads those that are not remembered. Keys without a value are left out.
///
/// # Errors
/// What `load` returns.
pub fn many<K, V, E>(keys: &[K], load: impl FnOnce(&[K]) -> Result<HashMap<K, V>, E>) -> Result<HashMap<K, V>, E>
where
    K: Copy + Eq + Hash + Send + 'static,
    V: Clone + Send + 'static,
{
    let known = CURRENT.with_borrow_mut(|memo| {
        let kind = memo.as_mut()?.kind::<K, V>()?;
        Some(keys.iter().filter_map(|key| Some((*key, kind.get(key)?.clone()))).collect::<HashMap<K, V>>())
    });
    let Some(mut known) = known else {
        return load(keys);
    };
    let mut missing: Vec<K> = keys.iter().copied().filter(|key| !known.contains_key(key)).collect();
    if missing.is_empty() {
        return Ok(known);
    }
    let mut seen = std::collections::HashSet::with_capacity(missing.len());
    missing.retain(|key| seen.insert(*key));
    let loaded = load(&missing)?;
    CURRENT.with_borrow_mut(|memo| {
        if let Some(kind) = memo.as_mut().and_then(Memo::kind::<K, V>) {
            if kind.len() + loaded.len() > MAX_ENTRIES {
                kind.clear();
            }
            kind.extend(loaded.iter().map(|(key, value)| (*key, value.clone())));
        }
    });
    known.extend(loaded);
    Ok(known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::convert::Infallible;

    fn squares(keys: &[i64], loads: &mut Vec<i64>) -> HashMap<i64, i64> {
        let load = |missing: &[i64]| -> Result<_, Infallible> {
            loads.extend(missing);
            Ok(missing.iter().filter(|key| **key >= 0).map(|key| (*key, key * key)).collect())
        };
        many(keys, load).unwrap()
    }

    #[test]
    fn only_what_is_not_known_is_loaded_until_it_is_forgotten() {
        let (mut memo, mut loads) = (Memo::default(), Vec::new());
        with(&mut memo, || squares(&[1, 2, 2], &mut loads));
        let again = with(&mut memo, || squares(&[2, 3, -1], &mut loads));
        assert_eq!((again, loads.as_slice()), (HashMap::from([(2, 4), (3, 9)]), [1, 2, 3, -1].as_slice()));
        memo.clear();
        with(&mut memo, || squares(&[2], &mut loads));
        assert_eq!(loads, [1, 2, 3, -1, 2]);
    }

    #[test]
    fn a_panic_leaves_nothing_behind_on_its_thread() {
        let (mut memo, mut loads) = (Memo::default(), Vec::new());
        with(&mut memo, || squares(&[2], &mut loads));
        let panicking = std::panic::AssertUnwindSafe(|| with(&mut memo, || panic!("a handler's mistake")));
        std::panic::catch_unwind(panicking).unwrap_err();
        squares(&[2], &mut loads);
        assert_eq!(loads, [2, 2]);
    }

    #[test]
    fn without_a_reader_everything_is_loaded() {
        let mut loads = Vec::new();
        assert_eq!(squares(&[2], &mut loads), HashMap::from([(2, 4)]));
        squares(&[2], &mut loads);
        assert_eq!(loads, [2, 2]);
    }
}
