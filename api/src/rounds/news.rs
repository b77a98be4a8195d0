//! What people are told of rounds: what their sites get, and what a food bank's coordinators have to look at.

use super::model::Round;
use crate::http::{Cx, Error};
use crate::notifications::{News, store as notifications};
use crate::{members, organisations, sites};
use shared::ids::{OrganisationId, SiteId, UserId};
use shared::notifications::{Facts, NamedSite, NotificationKind, RoundNews};
use shared::text::shortened;
use shared::units::Grams;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Letters of what a site says of its refusal; all of it stands in the round.
const NOTED: usize = 160;

/// What a site gets in a round, or gets besides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given {
    /// Whose site it is.
    pub organisation_id: OrganisationId,
    /// The site.
    pub site_id: SiteId,
    /// How much, kg.
    pub kg: i64,
}

/// Everybody of the organisations whose sites are in a published round hears what each of them gets; also where that is
/// nothing.
///
/// # Errors
/// When the database fails.
pub fn shared(cx: &mut Cx<'_>, round: &Round, given: &[Given]) -> Result<(), Error> {
    tell_sites(cx, round, given, RoundNews::Shared, "shared")
}

/// Everybody of the organisations to whose sites more is offered, because somebody has refused it, hears of it. The revision
/// is the one that gives it to them: of each, people are told once.
///
/// # Errors
/// When the database fails.
pub fn more(cx: &mut Cx<'_>, round: &Round, revision: i64, given: &[Given]) -> Result<(), Error> {
    tell_sites(cx, round, given, RoundNews::More, &format!("more:{revision}"))
}

/// The food bank's coordinators hear that a scheduled round has begun and is computed.
///
/// # Errors
/// When the database fails.
pub fn computed(cx: &mut Cx<'_>, round: &Round) -> Result<(), Error> {
    tell_food_bank(cx, round, facts(round, RoundNews::Computed), "computed")
}

/// The food bank's coordinators hear that a scheduled round has begun, and that the engine could not share it out.
///
/// # Errors
/// When the database fails.
pub fn begun(cx: &mut Cx<'_>, round: &Round) -> Result<(), Error> {
    tell_food_bank(cx, round, facts(round, RoundNews::Begun), "begun")
}

/// The food bank's coordinators hear that a site has refused some of its lines, whatever became of them, and what it has said
/// of that. The revision is the one that came of it.
///
/// # Errors
/// When the database fails.
pub fn refused(cx: &mut Cx<'_>, round: &Round, revision: i64, by: SiteId, note: Option<&str>) -> Result<(), Error> {
    let site = sites::store::summaries(cx.conn, &[by])?.remove(&by);
    let facts = Facts {
        site: site.map(|site| NamedSite { id: site.id, name: site.name }),
        note: note.map(one_line),
        ..facts(round, RoundNews::Refused)
    };
    tell_food_bank(cx, round, facts, &format!("refused:{revision}"))
}

fn tell_sites(cx: &mut Cx<'_>, round: &Round, given: &[Given], news: RoundNews, what: &str) -> Result<(), Error> {
    let places: Vec<SiteId> = given.iter().map(|it| it.site_id).collect();
    let mut names = sites::store::summaries(cx.conn, &places)?;
    let food_bank = organisations::store::summaries(cx.conn, &[round.organisation_id])?.remove(&round.organisation_id);
    let mut people: HashMap<OrganisationId, Vec<UserId>> = HashMap::new();
    for Given { organisation_id, site_id, kg } in given {
        let site = names.remove(site_id).map(|site| NamedSite { id: *site_id, name: site.name });
        let facts = Facts {
            site,
            grams: Some(Grams::from_kg(*kg)),
            other: food_bank.as_ref().map(|it| it.name.clone()),
            ..facts(round, news)
        };
        let cause = format!("round:{}:{site_id}:{what}", round.id);
        let news = News { organisation_id: *organisation_id, kind: NotificationKind::RoundShared, cause, facts };
        let people = match people.entry(*organisation_id) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(members::store::people(cx.conn, *organisation_id)?),
        };
        notifications::tell_people(cx, people, &news)?;
    }
    Ok(())
}

fn tell_food_bank(cx: &mut Cx<'_>, round: &Round, facts: Facts, what: &str) -> Result<(), Error> {
    let managing = members::store::coordinators(cx.conn, round.organisation_id)?;
    let people: Vec<UserId> = managing.iter().filter_map(|to| to.person).collect();
    let cause = format!("round:{}:{what}", round.id);
    let news = News { organisation_id: round.organisation_id, kind: NotificationKind::RoundDue, cause, facts };
    notifications::tell_people(cx, &people, &news).map(drop)
}

/// What was said, as a line of a list and the subject of a mail has it: the beginning where it is long.
fn one_line(note: &str) -> String {
    shortened(&note.split_whitespace().collect::<Vec<_>>().join(" "), NOTED)
}

fn facts(round: &Round, news: RoundNews) -> Facts {
    Facts { round_id: Some(round.id), round_news: Some(news), item: Some(round.title.clone()), ..Facts::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_a_refusal_is_one_short_line() {
        assert_eq!(one_line(" Chambre froide\nen panne "), "Chambre froide en panne");
        let long = one_line(&"é".repeat(500));
        assert!(long.ends_with('…') && long.chars().count() == NOTED, "{long}");
    }
}
