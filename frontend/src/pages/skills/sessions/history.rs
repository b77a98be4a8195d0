//! What happened to a session, and what is still to come.

use super::words;
use crate::components::{Moment, steps, timeline};
use crate::i18n::{t, time};
use crate::pages::skills::words::{length, state};
use shared::skill_sessions::{SkillSession, SkillSessionEvent, SkillSessionParty, SkillSessionState};
use yew::prelude::*;

/// The usual way of a session.
const WAY: [SkillSessionState; 3] = [SkillSessionState::Proposed, SkillSessionState::Agreed, SkillSessionState::Done];

/// Where the session is on the usual way; nothing where it has left it.
pub fn way(session: &SkillSession) -> Html {
    let reached = match session.state {
        SkillSessionState::ToSettle => SkillSessionState::Agreed,
        other => other,
    };
    let Some(at) = WAY.iter().position(|state| *state == reached) else { return html! {} };
    // The last step is done as soon as it is reached.
    let current = if session.state == SkillSessionState::Done { WAY.len() } else { at };
    steps(&WAY.map(state), current)
}

/// What happened, and what is still to come.
pub fn history(session: &SkillSession) -> Html {
    let past = session.events.iter().map(|event| moment(session, event));
    timeline(&past.chain(to_come(session)).collect::<Vec<_>>())
}

fn moment(session: &SkillSession, event: &SkillSessionEvent) -> Moment {
    let (mood, icon) = words::look(event.state);
    let side = match event.party {
        Some(SkillSessionParty::Giver) => Some(session.giver.name.as_str()),
        Some(SkillSessionParty::Receiver) => Some(session.receiver.name.as_str()),
        Some(SkillSessionParty::Observer) | None => None,
    };
    let when = time::moment(event.at);
    let detail = match (event.by.as_deref(), side) {
        (Some(person), Some(side)) => t!("history.by_of", when = when, person = person, side = side),
        (Some(person), None) => t!("history.by", when = when, person = person),
        (None, _) => t!("history.by_time", when = when),
    };
    let title = match (event.state, event.minutes) {
        // One side has said how long it took; the session stands as before.
        (SkillSessionState::Agreed, Some(_)) => t!("skill_session.confirmed"),
        (other, _) => state(other),
    };
    Moment { title, detail, note: note(event), mood, icon, pending: false }
}

/// How long it took, and what was said.
fn note(event: &SkillSessionEvent) -> Option<AttrValue> {
    let said = event.note.as_ref().map(|note| t!("history.reason", reason = note.as_str()));
    let parts: Vec<_> = [event.minutes.map(length), said].into_iter().flatten().map(|part| part.to_string()).collect();
    (!parts.is_empty()).then(|| parts.join(" · ").into())
}

/// The usual way from here on.
fn to_come(session: &SkillSession) -> Vec<Moment> {
    let pending = |title, detail, of| {
        let (mood, icon) = words::look(of);
        Moment { title, detail, note: None, mood, icon, pending: true }
    };
    let giver = words::other_side(session).name.as_str();
    let answer = || pending(t!("history.to_accept", giver = giver), t!("history.to_come"), SkillSessionState::Agreed);
    let confirm = || pending(t!("skill_session.to_confirm"), time::moment(session.ends_at), SkillSessionState::Done);
    match session.state {
        SkillSessionState::Proposed if session.party == session.proposed_by => vec![answer(), confirm()],
        SkillSessionState::Proposed | SkillSessionState::Agreed | SkillSessionState::ToSettle => vec![confirm()],
        _ => Vec::new(),
    }
}
