//! Communes.
