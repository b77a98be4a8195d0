//! How organisations write down what they are, and what can be decided about them. Pure.

use shared::national::{NumberForm, PACK};
use shared::organisations::{NewOrganisation, OrganisationAction, OrganisationPatch, OrganisationStatus};
use shared::problem::{Code, Problem};
use shared::text::{fold, tidy};

/// Why a decision about an organisation cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Its admission was decided on.
    Decided,
    /// It stands elsewhere.
    State(OrganisationStatus),
}

impl Refusal {
    /// Of this decision from this status.
    pub const fn of(action: OrganisationAction, status: OrganisationStatus) -> Self {
        match action {
            OrganisationAction::Approve | OrganisationAction::Refuse => Self::Decided,
            OrganisationAction::Suspend | OrganisationAction::Reinstate => Self::State(status),
        }
    }

    /// What the caller is told.
    pub fn problem(self) -> Problem {
        match self {
            Self::Decided => Problem::of(Code::AlreadyDecided),
            Self::State(status) => Problem::of(Code::OrganisationState).with("state", status.as_str()),
        }
    }
}

/// Where an organisation stands after a decision.
///
/// # Errors
/// When the decision cannot be taken from where it stands.
pub fn decided(status: OrganisationStatus, action: OrganisationAction) -> Result<OrganisationStatus, Refusal> {
    status.after(action).ok_or_else(|| Refusal::of(action, status))
}

/// What an organisation says of itself, in the form in which it is stored: without white space around it, `None` for
/// blank text, numbers in one spelling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    pub name: String,
    pub description: Option<String>,
    pub phone: Option<String>,
    pub website: Option<String>,
    pub siret: Option<String>,
    pub rna: Option<String>,
}

impl Profile {
    /// Of a new organisation.
    pub fn of(new: &NewOrganisation) -> Self {
        let NewOrganisation { name, kind: _, description, phone, website, siret, rna } = new;
        Self {
            name: name.trim().to_owned(),
            description: tidied(description.as_deref()),
            phone: tidied(phone.as_deref()),
            website: tidied(website.as_deref()),
            siret: siret.as_deref().and_then(PACK.establishment_number.normalise),
            rna: rna.as_deref().and_then(PACK.association_number.normalise),
        }
    }

    /// After a patch.
    pub fn patched(self, patch: &OrganisationPatch) -> Self {
        let OrganisationPatch { name, description, phone, website, siret, rna } = patch;
        let spelled = |old: Option<String>, new: &Option<Option<String>>, form: &NumberForm| match new {
            Some(new) => new.as_deref().and_then(form.normalise),
            None => old,
        };
        let kept = |old: Option<String>, new: &Option<Option<String>>| match new {
            Some(new) => tidied(new.as_deref()),
            None => old,
        };
        Self {
            name: name.as_deref().map_or(self.name, |name| name.trim().to_owned()),
            description: kept(self.description, description),
            phone: kept(self.phone, phone),
            website: kept(self.website, website),
            siret: spelled(self.siret, siret, &PACK.establishment_number),
            rna: spelled(self.rna, rna, &PACK.association_number),
        }
    }

    /// The name by which organisations are sorted.
    pub fn name_key(&self) -> String {
        fold(&self.name)
    }
}

fn tidied(text: Option<&str>) -> Option<String> {
    text.and_then(tidy)
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::organisations::OrganisationKind;

    fn registered() -> Profile {
        Profile::of(&NewOrganisation {
            name: " Épicerie sociale de Libourne ".to_owned(),
            kind: OrganisationKind::SocialGrocery,
            description: Some("  ".to_owned()),
            phone: Some("05 57 00 00 00".to_owned()),
            website: None,
            siret: Some("732 829 320 00074".to_owned()),
            rna: Some("w332000001".to_owned()),
        })
    }

    #[test]
    fn a_profile_is_stored_in_one_spelling() {
        let profile = registered();
        assert_eq!(profile.name, "Épicerie sociale de Libourne");
        assert_eq!(profile.name_key(), "epicerie sociale de libourne");
        assert_eq!(profile.description, None);
        assert_eq!(profile.siret.as_deref(), Some("73282932000074"));
        assert_eq!(profile.rna.as_deref(), Some("W332000001"));
    }

    #[test]
    fn a_patch_replaces_erases_and_leaves_alone() {
        let patch = OrganisationPatch { phone: Some(None), rna: Some(Some("w332000002".to_owned())), ..Default::default() };
        let patched = registered().patched(&patch);
        assert_eq!(patched.phone, None);
        assert_eq!(patched.rna.as_deref(), Some("W332000002"));
        assert_eq!((patched.name, patched.siret), (registered().name, registered().siret));
    }
}
