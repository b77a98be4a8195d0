//! Collection rounds (ramasse): the daily run through shops that give what they do not sell.
//!
//! A route (`routes`) is the habit: the shops, in order, and the days. A round (`round`) is one day's run of it: what each
//! shop gave, noted at its door (`stops`). Back home the round is finished, and everything that it brought is received as
//! lots, one for each thing that a shop gave.

mod round;
mod routes;
mod stops;

pub use round::{
    CollectionFinish, CollectionRound, CollectionRoundAction, CollectionRoundPage, CollectionRoundPatch,
    CollectionRoundQuery, CollectionRoundState, CollectionTableQuery, NewCollectionRound,
};
pub use routes::{
    CollectionPlace, CollectionRoundOfDay, CollectionRoute, CollectionRoutePage, CollectionRoutePatch, CollectionRouteQuery,
    MAX_STOPS, NewCollectionPlace, NewCollectionRoute,
};
pub use stops::{CollectedFood, CollectionStop, CollectionStopState, MAX_STOP_FOODS, NewCollectedFood, StopRecord};
