//! The command line of Maillage.

fn main() {}
