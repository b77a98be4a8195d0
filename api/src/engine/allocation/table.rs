//! Lists that are read by keys of their own kind, which the compiler keeps apart, and the hash that breaks ties.

use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

/// What finds its place in a [`Table`].
pub(super) trait Key: Copy {
    fn place(self) -> usize;
}

impl Key for usize {
    fn place(self) -> usize {
        self
    }
}

impl Key for u32 {
    fn place(self) -> usize {
        self as usize
    }
}

/// A list with one item for each key.
#[derive(Clone, Debug)]
pub(super) struct Table<K, T> {
    items: Vec<T>,
    keys: PhantomData<K>,
}

impl<K: Key, T> Table<K, T> {
    pub const fn new(items: Vec<T>) -> Self {
        Self { items, keys: PhantomData }
    }

    /// The same item for `len` keys.
    pub fn filled(len: usize, item: T) -> Self
    where
        T: Clone,
    {
        Self::new(vec![item; len])
    }

    pub const fn len(&self) -> usize {
        self.items.len()
    }

    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.items.iter()
    }

    pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, T> {
        self.items.iter_mut()
    }

    pub fn as_mut_slice(&mut self) -> &mut [T] {
        &mut self.items
    }

    /// Makes room for so many more items, and hardly more.
    pub fn reserve(&mut self, more: usize) {
        self.items.reserve_exact(more);
    }

    pub fn push(&mut self, item: T) {
        self.items.push(item);
    }

    /// The items from one place to before another; none where there is no such range.
    pub fn range(&self, from: u32, to: u32) -> &[T] {
        self.items.get(from as usize..to as usize).unwrap_or_default()
    }

    pub fn into_items(self) -> Vec<T> {
        self.items
    }
}

impl<K: Key, T> Default for Table<K, T> {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

impl<K: Key, T> Index<K> for Table<K, T> {
    type Output = T;

    #[expect(clippy::indexing_slicing, reason = "the one place where flows index: keys are made with their table")]
    fn index(&self, key: K) -> &T {
        &self.items[key.place()]
    }
}

impl<K: Key, T> IndexMut<K> for Table<K, T> {
    #[expect(clippy::indexing_slicing, reason = "the one place where flows index: keys are made with their table")]
    fn index_mut(&mut self, key: K) -> &mut T {
        &mut self.items[key.place()]
    }
}

/// Two numbers made one that looks random: the finisher of SplitMix64 (Steele, Lea and Flood, 2014).
pub(super) const fn mix(one: u64, other: u64) -> u64 {
    let mut z = one.rotate_left(23).wrapping_add(other).wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// A list's length as a number of 32 bits. Lists of this engine are shorter: they would not fit in memory.
pub(super) fn count(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}
