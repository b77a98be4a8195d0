//! What the demonstration's organisations can do for each other, and the sessions in which they did.

use super::cast::{Cast, Part};
use super::play::at;
use super::script;
use crate::http::{Cx, Error};
use crate::offers::today;
use crate::{sites, skill_sessions, skills};
use chrono::Days;
use serde::Deserialize;
use shared::ids::{SiteId, SkillListingId};
use shared::sites::Weekday;
use shared::skill_sessions::{NewSkillSession, SkillAgreement, SkillSessionState};
use shared::skills::{DayPart, FreeTime, ListingKind, NewSkillListing, Skill};
use shared::time::HOUR;

/// Everything that is offered and looked for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Helping {
    pub skills: Vec<Listed>,
}

/// A skill and its sessions.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Listed {
    kind: ListingKind,
    skill: Skill,
    title: String,
    description: Option<String>,
    /// Keys of organisation and site.
    pub site: String,
    #[serde(default)]
    remote: bool,
    travels_km: Option<i64>,
    languages: Option<String>,
    #[serde(default)]
    times: Vec<(Weekday, DayPart)>,
    wanted_minutes: Option<i64>,
    needed_in_days: Option<u64>,
    #[serde(default)]
    pub sessions: Vec<Held>,
}

/// A session and how far it has come.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Held {
    /// Keys of the other organisation and a site of its.
    pub with: String,
    note: Option<String>,
    asked_hours_ago: i64,
    /// Hours from now.
    starts_in: i64,
    minutes: i64,
    state: SkillSessionState,
    /// How long it took, minutes, as both say.
    took: Option<i64>,
}

/// Adds a skill and lives its sessions. Nothing happens where somebody has closed the site.
pub(super) fn help(cx: &mut Cx<'_>, cast: &Cast, listed: &Listed) -> Result<(), Error> {
    let Some(owner) = cast.part(&listed.site) else {
        return Ok(());
    };
    let longest = listed.sessions.iter().map(|held| held.asked_hours_ago).max().unwrap_or_default();
    let new = listed.at(cx, owner.site);
    let listing = at(cx, longest + 24, |cx| skills::store::create(cx, owner.actor, &new))?.id;
    for held in &listed.sessions {
        if let Some(other) = cast.part(&held.with) {
            play(cx, owner, other, listing, held)?;
        }
    }
    Ok(())
}

impl Listed {
    fn at(&self, cx: &Cx<'_>, site_id: SiteId) -> NewSkillListing {
        let today = today(cx.now, cx.settings.time_zone);
        NewSkillListing {
            kind: self.kind,
            site_id,
            skill: self.skill,
            title: self.title.clone(),
            description: self.description.clone(),
            person_id: None,
            free_times: self.times.iter().map(|(day, part)| FreeTime { day: *day, part: *part }).collect(),
            free_times_note: None,
            travels_km: self.travels_km,
            remote: self.remote,
            languages: self.languages.clone(),
            needed_by: self.needed_in_days.and_then(|days| today.checked_add_days(Days::new(days))),
            wanted_minutes: self.wanted_minutes,
        }
    }
}

fn play(cx: &mut Cx<'_>, owner: Part<'_>, other: Part<'_>, listing_id: SkillListingId, held: &Held) -> Result<(), Error> {
    let organisation_id = sites::store::find(cx, other.actor, other.site)?.organisation.id;
    let new = NewSkillSession {
        listing_id,
        organisation_id,
        person_id: None,
        starts_at: cx.now.plus(held.starts_in * HOUR),
        minutes: held.minutes,
        site_id: Some(other.site),
        note: held.note.clone(),
        counted: true,
    };
    let asked = at(cx, held.asked_hours_ago, |cx| skill_sessions::store::create(cx, other.actor, &new))?.id;
    if held.state == SkillSessionState::Proposed {
        return Ok(());
    }
    let nobody_named = SkillAgreement::default();
    at(cx, held.asked_hours_ago - 2, |cx| skill_sessions::store::agree(cx, owner.actor, asked, &nobody_named))?;
    for (side, later) in [(other.actor, 4), (owner.actor, 20)] {
        if let Some(minutes) = held.took {
            at(cx, -held.starts_in - later, |cx| skill_sessions::store::confirm(cx, side, asked, minutes))?;
        }
    }
    Ok(())
}

/// Reads what is offered and looked for.
pub(super) fn helping() -> Result<Helping, Error> {
    script::read(include_str!("skills.toml"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_skill_is_at_a_known_site_and_every_session_with_a_known_one() {
        let network = script::network().unwrap();
        let known = |keys: &str| {
            let (member, site) = keys.split_once('/').unwrap();
            network.organisations[member].sites.contains_key(site)
        };
        for listed in &helping().unwrap().skills {
            assert!(known(&listed.site) && listed.sessions.iter().all(|held| known(&held.with)), "{}", listed.title);
        }
    }
}
