//! Who sees an offer.

use crate::macros::text_enum;

text_enum! {
    /// Who sees an offer.
    pub enum Visibility {
        /// The members of this network.
        Network = "network",
        /// Everybody; where the network has a public page, without an account. Until then as `network`.
        Public = "public",
        /// The members of this network and of its neighbours. Reserved: no network has neighbours yet, so it is refused
        /// (`no_neighbours`).
        Neighbours = "neighbours",
    }
}

impl Default for Visibility {
    /// What nobody decided stays in the network.
    fn default() -> Self {
        Self::Network
    }
}

/// A visibility that exists today.
///
/// # Errors
/// `no_neighbours`.
pub fn check_visibility(wish: &Visibility, (): &()) -> garde::Result {
    if *wish == Visibility::Neighbours { Err(garde::Error::new("no_neighbours")) } else { Ok(()) }
}
