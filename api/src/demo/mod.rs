//! A demonstration network for the Gironde: a dozen organisations, food that is still fresh today, claims in every
//! state. It needs no file beside the binary.

mod activity;
mod cast;
mod collecting;
mod equipment;
mod needs;
mod play;
mod script;
mod sharing;
mod skills;
mod stock;
mod store;
mod touring;

use crate::http::{Cx, Error};
use crate::offers;
use cast::Cast;

/// The password of every account of the demonstration.
pub const PASSWORD: &str = "demo-maillage-2026";

/// Below this many open offers the board is filled again.
const ENOUGH_OFFERS: i64 = 10;

/// Below this many open needs those that come once are published again.
const ENOUGH_NEEDS: i64 = 4;

/// What there is after [`fill`].
#[derive(Clone, Debug)]
pub struct Demonstration {
    /// Whether it was made now, and not only refreshed.
    pub is_new: bool,
    /// Offers that can be claimed.
    pub open_offers: i64,
    /// Who can log in.
    pub accounts: Vec<Login>,
}

/// An account to try the demonstration with.
#[derive(Clone, Debug)]
pub struct Login {
    /// The log-in.
    pub email: String,
    /// Who that is, in French.
    pub title: String,
}

/// Whether the database has organisations, and none of them is the demonstration's: a network at work, which nobody
/// wants to find made-up food in.
///
/// # Errors
/// When the database fails.
pub fn is_real_network(cx: &mut Cx<'_>) -> Result<bool, Error> {
    let (demo, others) = store::counts(cx)?;
    Ok(demo == 0 && others > 0)
}

/// Makes the demonstration, or refreshes the one there is: offers on the board again when few are left. `password_hash`
/// is the hash of [`PASSWORD`].
///
/// # Errors
/// When the database fails.
pub fn fill(cx: &mut Cx<'_>, password_hash: &str) -> Result<Demonstration, Error> {
    let (network, food) = (script::network()?, script::food()?);
    let is_new = store::counts(cx)?.0 == 0;
    let cast = Cast::assemble(cx, &network, password_hash)?;
    let is_empty = store::open_offers(cx)? < ENOUGH_OFFERS;
    for offered in food.offers.iter().filter(|offered| is_new || (is_empty && offered.is_fresh())) {
        play::offer(cx, &cast, offered)?;
    }
    let lacks_needs = store::open_needs(cx)? < ENOUGH_NEEDS;
    for needed in script::needs()?.needs.iter().filter(|needed| is_new || (lacks_needs && needed.in_days.is_some())) {
        needs::need(cx, &cast, needed)?;
    }
    if store::lends_nothing(cx)? {
        let lending = equipment::lending()?;
        for lent in &lending.equipment {
            equipment::lend(cx, &cast, lent)?;
        }
        for needed in &lending.needs {
            equipment::look_for(cx, &cast, needed)?;
        }
    }
    if store::knows_nothing(cx)? {
        for listed in &skills::helping()?.skills {
            skills::help(cx, &cast, listed)?;
        }
    }
    if store::drives_nowhere(cx)? {
        for driven in &touring::driving()?.tours {
            touring::plan(cx, &cast, driven)?;
        }
    }
    if store::stores_little(cx)? {
        for stored in &stock::storing()?.lots {
            stock::store(cx, &cast, stored)?;
        }
    }
    if store::counts_nothing(cx)? {
        for counted in &activity::counting()?.sites {
            activity::count(cx, &cast, counted)?;
        }
    }
    sharing::share(cx, &cast)?;
    if store::collects_nothing_today(cx)? {
        for route in &collecting::collecting()?.routes {
            collecting::end_past(cx, &cast, route)?;
            collecting::collect(cx, &cast, route)?;
        }
    }
    offers::store::close_due(cx)?;
    store::forget_mails(cx)?;
    let accounts = network.accounts.into_iter().map(|account| Login { email: account.email, title: account.title });
    Ok(Demonstration { is_new, open_offers: store::open_offers(cx)?, accounts: accounts.collect() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::categories;
    use crate::db::schema::allocation_rounds as rounds;
    use crate::db::{Conn, DatabaseUrl, migrate};
    use crate::settings::Settings;
    use diesel::prelude::*;
    use shared::rounds::RoundStatus;
    use shared::time::{DAY, UtcMillis};

    fn filled(conn: &mut Conn, now: UtcMillis) -> Demonstration {
        let settings = Settings::default();
        conn.write_transaction(|conn| fill(&mut Cx { conn, now, settings: &settings }, "hash")).unwrap()
    }

    /// How far the rounds have come, by the day on which they are fetched.
    fn rounds_of(conn: &mut Conn) -> Vec<RoundStatus> {
        rounds::table.order(rounds::fetched_on).select(rounds::status).load(conn).unwrap()
    }

    /// Early, late, and on the days when clocks change: dates are local, windows must never lie in the past.
    #[test]
    fn it_is_complete_at_any_hour_and_refreshes_when_its_food_has_gone() {
        for now in ["2026-11-24T23:30:00Z", "2026-03-29T00:30:00Z", "2026-10-25T05:00:00Z"] {
            let folder = tempfile::tempdir().unwrap();
            let url: DatabaseUrl = format!("sqlite:{}", folder.path().join("a.db").display()).parse().unwrap();
            let mut conn = url.connect().unwrap();
            migrate(&mut conn).unwrap();
            let now: UtcMillis = now.parse().unwrap();
            let settings = Settings::default();
            categories::seed(&mut Cx { conn: &mut conn, now, settings: &settings }).unwrap();
            let made = filled(&mut conn, now);
            assert!(made.is_new && made.open_offers >= 25, "{made:?}");
            // A step that is refused leaves the others as they are: here nobody has changed anything, and none may be.
            assert_eq!(rounds_of(&mut conn), [RoundStatus::Closed, RoundStatus::Published, RoundStatus::Draft]);
            let again = filled(&mut conn, now);
            assert_eq!((again.is_new, again.open_offers), (false, made.open_offers));
            let later = filled(&mut conn, now.plus(10 * DAY));
            assert_eq!((later.is_new, later.open_offers), (false, made.open_offers));
        }
    }
}
