//! What a session says in words: where it stands, what comes next and by whom.

use crate::components::{Badge, Icon, Mood};
use crate::i18n::{t, time, zone};
use crate::pages::skills::words::{length, state};
use shared::organisations::OrganisationSummary;
use shared::skill_sessions::{HoursWarning, SkillSession, SkillSessionAction, SkillSessionParty, SkillSessionState};
use yew::prelude::*;

/// Colour and picture of a state.
#[must_use]
pub const fn look(state: SkillSessionState) -> (Mood, Icon) {
    match state {
        SkillSessionState::Proposed => (Mood::Warm, Icon::Clock),
        SkillSessionState::Agreed => (Mood::Info, Icon::Calendar),
        SkillSessionState::ToSettle => (Mood::Warm, Icon::Warning),
        SkillSessionState::Done => (Mood::Good, Icon::Check),
        SkillSessionState::Declined | SkillSessionState::Cancelled => (Mood::Bad, Icon::Close),
        SkillSessionState::Expired | SkillSessionState::Reversed => (Mood::Neutral, Icon::Clock),
    }
}

/// On which side we stand.
#[must_use]
pub fn party(party: SkillSessionParty) -> AttrValue {
    match party {
        SkillSessionParty::Giver => t!("skill_session.giver"),
        SkillSessionParty::Receiver => t!("skill_session.receiver"),
        SkillSessionParty::Observer => t!("skill_session.observer"),
    }
}

/// The organisation on the other side; the giver for those who only look on.
#[must_use]
pub const fn other_side(session: &SkillSession) -> &OrganisationSummary {
    match session.party {
        SkillSessionParty::Giver => &session.receiver,
        SkillSessionParty::Receiver | SkillSessionParty::Observer => &session.giver,
    }
}

/// "Pour Restos du Cœur", "Avec Épicerie sociale"
#[must_use]
pub fn partner(session: &SkillSession) -> AttrValue {
    let name = other_side(session).name.as_str();
    match session.party {
        SkillSessionParty::Giver => t!("skill_session.to", organisation = name),
        SkillSessionParty::Receiver | SkillSessionParty::Observer => t!("skill_session.from", organisation = name),
    }
}

/// What our side and the other side have confirmed, minutes.
#[must_use]
pub const fn figures(session: &SkillSession) -> (Option<i64>, Option<i64>) {
    match session.party {
        SkillSessionParty::Giver | SkillSessionParty::Observer => (session.giver_minutes, session.receiver_minutes),
        SkillSessionParty::Receiver => (session.receiver_minutes, session.giver_minutes),
    }
}

/// Whether somebody waits for us: an answer, or our figure.
#[must_use]
pub fn is_our_turn(session: &SkillSession) -> bool {
    let answers = session.actions.contains(&SkillSessionAction::Agree);
    let (ours, _) = figures(session);
    let over = session.ends_at <= zone::now() || figures(session).1.is_some();
    let confirms = session.actions.contains(&SkillSessionAction::Confirm);
    answers || confirms && over && (ours.is_none() || session.state == SkillSessionState::ToSettle)
}

/// A state as a badge, and that somebody waits for us.
pub fn badges(session: &SkillSession) -> Html {
    let (mood, icon) = look(session.state);
    html! {
        <>
            <Badge {mood} {icon}>{ state(session.state) }</Badge>
            if is_our_turn(session) {
                <Badge mood={Mood::Warm} icon={Icon::Bell}>{ t!("skill_session.our_turn") }</Badge>
            }
        </>
    }
}

/// "demain, 9 h – 11 h"
#[must_use]
pub fn span(session: &SkillSession) -> AttrValue {
    time::span(session.starts_at, session.ends_at)
}

/// What comes next, and who does it.
#[must_use]
pub fn next_step(session: &SkillSession) -> AttrValue {
    let other = other_side(session).name.as_str();
    match session.state {
        SkillSessionState::Proposed if session.party == session.proposed_by => {
            t!("skill_session.next_proposed_theirs", other = other)
        }
        SkillSessionState::Proposed => t!("skill_session.next_proposed_ours", other = other),
        SkillSessionState::Agreed => agreed(session, other),
        SkillSessionState::ToSettle => to_settle(session, other),
        SkillSessionState::Done => match session.giver_minutes {
            Some(minutes) if minutes > 0 => t!("skill_session.next_done", length = length(minutes)),
            _ => t!("skill_session.next_done_not"),
        },
        SkillSessionState::Reversed => t!("skill_session.next_reversed"),
        SkillSessionState::Declined => t!("skill_session.next_declined"),
        SkillSessionState::Cancelled => t!("skill_session.next_cancelled"),
        SkillSessionState::Expired => t!("skill_session.next_expired"),
    }
}

fn agreed(session: &SkillSession, other: &str) -> AttrValue {
    match figures(session) {
        (Some(ours), _) => t!("skill_session.next_we_confirmed", length = length(ours), other = other),
        (None, Some(theirs)) => t!("skill_session.next_they_confirmed", length = length(theirs), other = other),
        (None, None) if session.ends_at <= zone::now() => t!("skill_session.next_agreed_after"),
        (None, None) => t!("skill_session.next_agreed_before", when = time::moment(session.starts_at)),
    }
}

fn to_settle(session: &SkillSession, other: &str) -> AttrValue {
    let (ours, theirs) = figures(session);
    let (ours, theirs) = (length(ours.unwrap_or_default()), length(theirs.unwrap_or_default()));
    if session.party == SkillSessionParty::Observer {
        let (giver, receiver) = (session.giver.name.as_str(), session.receiver.name.as_str());
        return t!("skill_session.next_settle_observer", giver = giver, receiver = receiver, ours = ours, theirs = theirs);
    }
    t!("skill_session.next_to_settle", ours = ours, theirs = theirs, other = other)
}

/// What a balance beyond the network's limit says.
#[must_use]
pub fn warning(warning: HoursWarning) -> AttrValue {
    match warning {
        HoursWarning::HelpedMuch => t!("skill_session.warn_helped_much"),
        HoursWarning::HelpsMuch => t!("skill_session.warn_helps_much"),
    }
}
