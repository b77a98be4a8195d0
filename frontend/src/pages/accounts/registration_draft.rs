//! What somebody types to register.

use crate::hooks::{Draft, checked};
use crate::i18n;
use crate::pages::organisations::ProfileDraft;
use shared::accounts::Registration;
use shared::organisations::{NewOrganisation, OrganisationKind};
use shared::problem::FieldError;

/// Organisation and first coordinator.
#[derive(Clone, Default, PartialEq)]
pub struct RegistrationDraft {
    /// The coordinator's name.
    pub name: String,
    /// The coordinator's e-mail.
    pub email: String,
    /// The coordinator's password.
    pub password: String,
    /// What the organisation is; must be chosen, so that nobody keeps a default by mistake.
    pub kind: Option<OrganisationKind>,
    /// The organisation.
    pub organisation: ProfileDraft,
}

impl Draft for RegistrationDraft {
    type Wire = Registration;

    fn build(&self) -> Result<Registration, Vec<FieldError>> {
        let profile = self.organisation.trimmed();
        let wire = checked(Registration {
            name: self.name.trim().to_owned(),
            email: self.email.trim().to_owned(),
            password: self.password.clone(),
            locale: i18n::current(),
            organisation: NewOrganisation {
                name: profile.name,
                kind: self.kind.unwrap_or(OrganisationKind::Association),
                description: profile.description,
                phone: profile.phone,
                website: profile.website,
                siret: profile.siret,
                rna: profile.rna,
            },
        });
        if self.kind.is_some() {
            return wire;
        }
        let mut errors = wire.err().unwrap_or_default();
        errors.push(FieldError::new("/organisation/kind", "required"));
        Err(errors)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_registration_names_every_field_that_must_be_filled_in() {
        let errors = RegistrationDraft::default().build().unwrap_err();
        let pointers: Vec<_> = errors.iter().map(|error| error.pointer.as_str()).collect();
        assert_eq!(pointers, ["/email", "/name", "/organisation/name", "/password", "/organisation/kind"]);
    }
}
