//! What somebody types about an organisation.

use crate::hooks::{Draft, checked, optional};
use shared::organisations::{Organisation, OrganisationPatch};
use shared::problem::FieldError;

/// The profile of an organisation as text.
#[derive(Clone, Default, PartialEq)]
pub struct ProfileDraft {
    /// Name.
    pub name: String,
    /// What it does.
    pub description: String,
    /// Telephone.
    pub phone: String,
    /// Web site.
    pub website: String,
    /// Company number.
    pub siret: String,
    /// Association number.
    pub rna: String,
}

/// The same without blanks: what was left out is `None`.
pub struct Profile {
    /// Name.
    pub name: String,
    /// What it does.
    pub description: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Web site.
    pub website: Option<String>,
    /// Company number.
    pub siret: Option<String>,
    /// Association number.
    pub rna: Option<String>,
}

impl ProfileDraft {
    /// The draft without blanks. A web address without its scheme, as people write it, gets one.
    pub fn trimmed(&self) -> Profile {
        let website = optional(&self.website);
        Profile {
            name: self.name.trim().to_owned(),
            description: optional(&self.description),
            phone: optional(&self.phone),
            website: website.map(|address| if address.contains("://") { address } else { format!("https://{address}") }),
            siret: optional(&self.siret).map(|number| bare(&number)),
            rna: optional(&self.rna).map(|number| bare(&number)),
        }
    }
}

/// A number as it is kept: without the spaces and points in which people group it.
fn bare(number: &str) -> String {
    number.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>().to_uppercase()
}

impl From<&Organisation> for ProfileDraft {
    fn from(organisation: &Organisation) -> Self {
        Self {
            name: organisation.name.clone(),
            description: organisation.description.clone().unwrap_or_default(),
            phone: organisation.phone.clone().unwrap_or_default(),
            website: organisation.website.clone().unwrap_or_default(),
            siret: organisation.siret.clone().unwrap_or_default(),
            rna: organisation.rna.clone().unwrap_or_default(),
        }
    }
}

impl Draft for ProfileDraft {
    type Wire = OrganisationPatch;

    fn build(&self) -> Result<OrganisationPatch, Vec<FieldError>> {
        let profile = self.trimmed();
        checked(OrganisationPatch {
            name: Some(profile.name),
            description: Some(profile.description),
            phone: Some(profile.phone),
            website: Some(profile.website),
            siret: Some(profile.siret),
            rna: Some(profile.rna),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_erase_and_a_bare_address_gets_its_scheme() {
        let draft = ProfileDraft { name: " Amis ".into(), website: "amis.example.org".into(), ..ProfileDraft::default() };
        let patch = draft.build().unwrap();
        assert_eq!(patch.name.as_deref(), Some("Amis"));
        assert_eq!(patch.website, Some(Some("https://amis.example.org".to_owned())));
        assert_eq!(patch.phone, Some(None));
    }

    #[test]
    fn numbers_may_be_typed_in_groups() {
        let draft = ProfileDraft {
            name: "Amis".into(),
            siret: "732 829 320 00074".into(),
            rna: "w33 2000 001".into(),
            ..ProfileDraft::default()
        };
        let patch = draft.build().unwrap();
        assert_eq!(patch.siret, Some(Some("73282932000074".to_owned())));
        assert_eq!(patch.rna, Some(Some("W332000001".to_owned())));
    }
}
