//! The requests of each noun: one file a noun, named in the three places of the macro below.

use super::{Request, World, operations};

mod accounts;
mod activity;
mod allocation_rounds;
mod answers;
mod audit;
mod cascades;
mod claims;
mod collection_rounds;
mod conversations;
mod equipment;
mod equipment_needs;
mod loans;
mod matches;
mod members;
mod needs;
mod notifications;
mod offers;
mod organisations;
mod photos;
mod recalls;
mod recurring;
mod reference;
mod reports;
mod saved_searches;
mod sites;
mod skill_sessions;
mod skills;
mod stock;
mod today;
mod tours;

/// One test a noun and database, and one function that finds a noun's requests: `tag => file`.
macro_rules! nouns {
    ($($noun:ident => $file:ident),+ $(,)?) => {
        /// Nouns that have a test.
        pub const NOUNS: &[&str] = &[$(stringify!($noun)),+];

        /// A right request of this operation about something new in `world`.
        pub async fn request(world: &World<'_>, operation: &str) -> Request {
            let noun = operations().remove(operation).unwrap_or_else(|| panic!("{operation} is not in the document"));
            match noun.as_str() {
                $(stringify!($noun) => $file::request(world, operation).await,)+
                other => panic!("{other}: write tests/api/permissions/nouns/{other}.rs"),
            }
        }

        tests::both!($($noun),+);

        $(
            async fn $noun(server: &tests::TestServer) {
                super::check(server, stringify!($noun)).await;
            }
        )+
    };
}

nouns! {
    accounts => accounts,
    activity => activity,
    allocation_rounds => allocation_rounds,
    answers => answers,
    audit => audit,
    cascades => cascades,
    categories => reference,
    claims => claims,
    collection_rounds => collection_rounds,
    communes => reference,
    conversations => conversations,
    equipment => equipment,
    equipment_needs => equipment_needs,
    loans => loans,
    matches => matches,
    members => members,
    needs => needs,
    network => reference,
    notifications => notifications,
    offers => offers,
    organisations => organisations,
    photos => photos,
    recalls => recalls,
    recurring_surpluses => recurring,
    reports => reports,
    saved_searches => saved_searches,
    sites => sites,
    skill_sessions => skill_sessions,
    skills => skills,
    stock => stock,
    today => today,
    tours => tours,
}

/// For an operation that its noun's file does not know.
fn unknown(operation: &str) -> ! {
    panic!("{operation}: say in the file of its noun how it is asked for")
}
