//! The skills that organisations help each other with: a closed list of two levels, topics and their skills.

use crate::macros::text_enum;

text_enum! {
    /// A field of skills.
    pub enum SkillTopic {
        /// Books, applications, law, staff.
        Administration = "administration",
        /// Repairs and small works.
        Repair = "repair",
        /// Cooking and food safety.
        Kitchen = "kitchen",
        /// Languages and writing.
        Language = "language",
        /// Driving.
        Transport = "transport",
        /// Computers and telephones.
        Computing = "computing",
        /// Warehouses and events.
        Logistics = "logistics",
        /// Help to people.
        Care = "care",
        /// Making oneself known.
        Communication = "communication",
    }
}

text_enum! {
    /// A skill: a leaf of the list, in the order of its topic.
    pub enum Skill {
        /// Accounts and budgets.
        Accounting = "accounting",
        /// Applications for grants.
        GrantApplications = "grant_applications",
        /// Statutes, contracts, leases.
        LegalAdvice = "legal_advice",
        /// Wages, contracts of employment, volunteers' status.
        Employment = "employment",
        /// Insurance and claims on it.
        Insurance = "insurance",
        /// Refrigerators, freezers, cold rooms.
        Refrigeration = "refrigeration",
        /// Electric installations and appliances.
        Electricity = "electricity",
        /// Pipes, drains, boilers.
        Plumbing = "plumbing",
        /// Vans and cars.
        Vehicles = "vehicles",
        /// Bicycles and cargo bikes.
        Bikes = "bikes",
        /// Shelves, doors, furniture.
        Carpentry = "carpentry",
        /// Walls and ceilings.
        Painting = "painting",
        /// A cooking workshop with the people helped.
        CookingWorkshop = "cooking_workshop",
        /// Training in food hygiene.
        HygieneTraining = "hygiene_training",
        /// Balanced and adapted meals.
        Dietetics = "dietetics",
        /// Jams, soups, preserves.
        Preserving = "preserving",
        /// Translation and interpreting.
        Translation = "translation",
        /// Lessons in French.
        FrenchLessons = "french_lessons",
        /// Sign language.
        SignLanguage = "sign_language",
        /// Letters and forms for those who do not write.
        PublicWriting = "public_writing",
        /// Driving with the licence for cars.
        Driving = "driving",
        /// Driving lorries.
        HeavyDriving = "heavy_driving",
        /// Breakdowns and installations.
        ComputerSupport = "computer_support",
        /// A website.
        Website = "website",
        /// Lessons with computer and telephone.
        ComputerTraining = "computer_training",
        /// Spreadsheets and data.
        Spreadsheets = "spreadsheets",
        /// Organisation of a warehouse.
        Warehouse = "warehouse",
        /// Driving a forklift, with the certificate.
        Forklift = "forklift",
        /// Stocktaking and sorting.
        Stocktaking = "stocktaking",
        /// Setting up a collection or an event.
        EventSetup = "event_setup",
        /// First aid and its training.
        FirstAid = "first_aid",
        /// Listening and support.
        Listening = "listening",
        /// Looking after children meanwhile.
        Childcare = "childcare",
        /// Hairdressing.
        Hairdressing = "hairdressing",
        /// Help with claims on social rights.
        AccessToRights = "access_to_rights",
        /// Posters and leaflets.
        GraphicDesign = "graphic_design",
        /// Photographs and films.
        Photography = "photography",
        /// Social networks.
        SocialMedia = "social_media",
        /// Press and local media.
        Press = "press",
    }
}

impl Skill {
    /// The topic that it belongs to.
    #[must_use]
    pub const fn topic(self) -> SkillTopic {
        match self {
            Self::Accounting | Self::GrantApplications | Self::LegalAdvice | Self::Employment | Self::Insurance => {
                SkillTopic::Administration
            }
            Self::Refrigeration
            | Self::Electricity
            | Self::Plumbing
            | Self::Vehicles
            | Self::Bikes
            | Self::Carpentry
            | Self::Painting => SkillTopic::Repair,
            Self::CookingWorkshop | Self::HygieneTraining | Self::Dietetics | Self::Preserving => SkillTopic::Kitchen,
            Self::Translation | Self::FrenchLessons | Self::SignLanguage | Self::PublicWriting => SkillTopic::Language,
            Self::Driving | Self::HeavyDriving => SkillTopic::Transport,
            Self::ComputerSupport | Self::Website | Self::ComputerTraining | Self::Spreadsheets => SkillTopic::Computing,
            Self::Warehouse | Self::Forklift | Self::Stocktaking | Self::EventSetup => SkillTopic::Logistics,
            Self::FirstAid | Self::Listening | Self::Childcare | Self::Hairdressing | Self::AccessToRights => {
                SkillTopic::Care
            }
            Self::GraphicDesign | Self::Photography | Self::SocialMedia | Self::Press => SkillTopic::Communication,
        }
    }
}

impl SkillTopic {
    /// Its skills, in their order.
    pub fn skills(self) -> impl Iterator<Item = Skill> {
        Skill::ALL.iter().copied().filter(move |skill| skill.topic() == self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_skill_stands_under_one_topic_and_no_topic_is_empty() {
        let listed: Vec<Skill> = SkillTopic::ALL.iter().flat_map(|topic| topic.skills()).collect();
        assert_eq!(listed, Skill::ALL);
        assert!(SkillTopic::ALL.iter().all(|topic| topic.skills().count() >= 2));
    }
}
