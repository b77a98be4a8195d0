//! What skills and their sessions say in words. Names of sets stand here and not among the words that every visitor fetches.

use crate::components::{Badge, Icon, Mood};
use crate::i18n::{number, t, time, word, zone};
use shared::skill_sessions::SkillSessionState;
use shared::skills::{DayPart, FreeTime, ListingKind, Skill, SkillListing, SkillTopic};
use yew::prelude::*;

/// The name of a skill.
#[must_use]
pub fn skill(skill: Skill) -> AttrValue {
    match skill {
        Skill::Accounting => t!("skill.accounting"),
        Skill::GrantApplications => t!("skill.grant_applications"),
        Skill::LegalAdvice => t!("skill.legal_advice"),
        Skill::Employment => t!("skill.employment"),
        Skill::Insurance => t!("skill.insurance"),
        Skill::Refrigeration => t!("skill.refrigeration"),
        Skill::Electricity => t!("skill.electricity"),
        Skill::Plumbing => t!("skill.plumbing"),
        Skill::Vehicles => t!("skill.vehicles"),
        Skill::Bikes => t!("skill.bikes"),
        Skill::Carpentry => t!("skill.carpentry"),
        Skill::Painting => t!("skill.painting"),
        Skill::CookingWorkshop => t!("skill.cooking_workshop"),
        Skill::HygieneTraining => t!("skill.hygiene_training"),
        Skill::Dietetics => t!("skill.dietetics"),
        Skill::Preserving => t!("skill.preserving"),
        Skill::Translation => t!("skill.translation"),
        Skill::FrenchLessons => t!("skill.french_lessons"),
        Skill::SignLanguage => t!("skill.sign_language"),
        Skill::PublicWriting => t!("skill.public_writing"),
        Skill::Driving => t!("skill.driving"),
        Skill::HeavyDriving => t!("skill.heavy_driving"),
        Skill::ComputerSupport => t!("skill.computer_support"),
        Skill::Website => t!("skill.website"),
        Skill::ComputerTraining => t!("skill.computer_training"),
        Skill::Spreadsheets => t!("skill.spreadsheets"),
        Skill::Warehouse => t!("skill.warehouse"),
        Skill::Forklift => t!("skill.forklift"),
        Skill::Stocktaking => t!("skill.stocktaking"),
        Skill::EventSetup => t!("skill.event_setup"),
        Skill::FirstAid => t!("skill.first_aid"),
        Skill::Listening => t!("skill.listening"),
        Skill::Childcare => t!("skill.childcare"),
        Skill::Hairdressing => t!("skill.hairdressing"),
        Skill::AccessToRights => t!("skill.access_to_rights"),
        Skill::GraphicDesign => t!("skill.graphic_design"),
        Skill::Photography => t!("skill.photography"),
        Skill::SocialMedia => t!("skill.social_media"),
        Skill::Press => t!("skill.press"),
    }
}

/// The name of a topic.
#[must_use]
pub fn topic(topic: SkillTopic) -> AttrValue {
    match topic {
        SkillTopic::Administration => t!("skill_topic.administration"),
        SkillTopic::Repair => t!("skill_topic.repair"),
        SkillTopic::Kitchen => t!("skill_topic.kitchen"),
        SkillTopic::Language => t!("skill_topic.language"),
        SkillTopic::Transport => t!("skill_topic.transport"),
        SkillTopic::Computing => t!("skill_topic.computing"),
        SkillTopic::Logistics => t!("skill_topic.logistics"),
        SkillTopic::Care => t!("skill_topic.care"),
        SkillTopic::Communication => t!("skill_topic.communication"),
    }
}

/// The picture of a topic.
#[must_use]
pub const fn icon(topic: SkillTopic) -> Icon {
    match topic {
        SkillTopic::Administration => Icon::Copy,
        SkillTopic::Repair => Icon::Wrench,
        SkillTopic::Kitchen => Icon::Ambient,
        SkillTopic::Language => Icon::Mail,
        SkillTopic::Transport => Icon::Truck,
        SkillTopic::Computing => Icon::Phone,
        SkillTopic::Logistics => Icon::Package,
        SkillTopic::Care => Icon::Heart,
        SkillTopic::Communication => Icon::Camera,
    }
}

/// The name of a state of sessions.
#[must_use]
pub fn state(state: SkillSessionState) -> AttrValue {
    match state {
        SkillSessionState::Proposed => t!("skill_state.proposed"),
        SkillSessionState::Agreed => t!("skill_state.agreed"),
        SkillSessionState::ToSettle => t!("skill_state.to_settle"),
        SkillSessionState::Done => t!("skill_state.done"),
        SkillSessionState::Reversed => t!("skill_state.reversed"),
        SkillSessionState::Declined => t!("skill_state.declined"),
        SkillSessionState::Cancelled => t!("skill_state.cancelled"),
        SkillSessionState::Expired => t!("skill_state.expired"),
    }
}

/// The name of a part of the day.
#[must_use]
pub fn day_part(part: DayPart) -> AttrValue {
    match part {
        DayPart::Morning => t!("skills.morning"),
        DayPart::Afternoon => t!("skills.afternoon"),
        DayPart::Evening => t!("skills.evening"),
    }
}

/// "2 h 15", "45 min"
#[must_use]
pub fn length(minutes: i64) -> AttrValue {
    let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
    match (hours, rest) {
        (0, 0) => t!("skill_session.length_none"),
        (0, rest) => t!("skill_session.length_minutes", minutes = rest),
        (hours, 0) => t!("skill_session.length_hours", hours = hours),
        (hours, rest) => t!("skill_session.length_both", hours = hours, minutes = format!("{rest:02}")),
    }
}

/// "lundi matin, mardi matin, soir": one part a day.
#[must_use]
pub fn free_times(times: &[FreeTime]) -> Option<AttrValue> {
    let days = times.chunk_by(|one, next| one.day == next.day).filter_map(|day| {
        let parts: Vec<_> = day.iter().map(|time| day_part(time.part).to_string()).collect();
        let name = word(day.first()?.day);
        Some(t!("skills.times_of_day", day = name, parts = parts.join(", ")).to_string())
    });
    let days: Vec<String> = days.collect();
    (!days.is_empty()).then(|| days.join(" · ").into())
}

/// "Coutras, à 15 km"
#[must_use]
pub fn place(listing: &SkillListing) -> AttrValue {
    match listing.distance_metres {
        Some(metres) => {
            t!("offers.place_and_distance", commune = listing.site.commune.as_str(), distance = number::distance(metres))
        }
        None => listing.site.commune.clone().into(),
    }
}

/// Whether a wish is over.
#[must_use]
pub fn is_over(listing: &SkillListing) -> bool {
    listing.needed_by.is_some_and(|day| day < zone::today())
}

/// Small facts that decide.
pub fn badges(listing: &SkillListing) -> Html {
    html! {
        <>
            <Badge icon={icon(listing.topic)}>{ skill(listing.skill) }</Badge>
            if listing.remote {
                <Badge mood={Mood::Good} icon={Icon::Globe}>{ t!("skills.remote") }</Badge>
            }
            if let Some(day) = listing.needed_by {
                <Badge mood={Mood::Warm} icon={Icon::Calendar}>{ t!("skills.by", day = time::day(day)) }</Badge>
            }
            if let Some(minutes) = listing.wanted_minutes {
                <Badge icon={Icon::Clock}>{ t!("skills.about", length = length(minutes)) }</Badge>
            }
            if listing.paused {
                <Badge mood={Mood::Neutral} icon={Icon::Close}>{ t!("skills.paused") }</Badge>
            }
        </>
    }
}

/// "Proposés" or "Recherchés".
#[must_use]
pub fn kind(kind: ListingKind) -> AttrValue {
    match kind {
        ListingKind::Offered => t!("skills.offered"),
        ListingKind::Wanted => t!("skills.wanted"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::sites::Weekday;

    #[test]
    fn lengths_are_read_as_on_a_clock() {
        assert_eq!(length(0), "0 min");
        assert_eq!(length(45), "45 min");
        assert_eq!(length(120), "2 h");
        assert_eq!(length(-125), "2 h 05");
    }

    #[test]
    fn times_of_one_day_stand_together() {
        let at = |day, part| FreeTime { day, part };
        let monday = [at(Weekday::Monday, DayPart::Morning), at(Weekday::Monday, DayPart::Evening)];
        let all = [monday[0], monday[1], at(Weekday::Friday, DayPart::Morning)];
        let said = free_times(&all).unwrap();
        assert_eq!(said.matches('·').count(), 1, "{said}");
        assert_eq!(free_times(&[]), None);
    }
}
