//! People: registration, log-in, who am I; lost and changed passwords, sessions, the second factor.

mod recovery;
mod second_factor;
mod sessions;

use crate::check;
use crate::ids::UserId;
use crate::macros::text_enum;
use crate::organisations::{NewOrganisation, OrganisationStatus, OrganisationSummary, Role};
use garde::Validate;
use serde::{Deserialize, Serialize};

pub use recovery::{NewEmailChange, NewPasswordReset, PasswordChange, PasswordReset};
pub use second_factor::{
    NewRecoveryCodes, NewSecondFactor, RecoveryCodes, SecondFactorConfirmation, SecondFactorRemoval, SecondFactorSetup,
    SecondFactorStatus,
};
pub use sessions::{Session, SessionList};

text_enum! {
    /// A language that the product speaks.
    pub enum Locale {
        /// French.
        French = "fr",
        /// English.
        English = "en",
    }
}

/// An organisation registers with its first coordinator.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Registration {
    /// The coordinator's name.
    #[garde(custom(check::text(1, 120)))]
    #[cfg_attr(feature = "openapi", schema(example = "Camille Dubos", min_length = 1, max_length = 120))]
    pub name: String,
    /// The coordinator's e-mail, which is the log-in.
    #[garde(custom(|value: &String, ctx: &()| check::email(value, ctx)))]
    #[cfg_attr(feature = "openapi", schema(example = "camille@epicerie.example.org", format = Email, max_length = 254))]
    pub email: String,
    /// 10 to 200 characters.
    #[garde(custom(|value: &String, ctx: &()| check::password(value, ctx)))]
    #[cfg_attr(feature = "openapi", schema(example = "quatre mots au hasard", min_length = 10, max_length = 200))]
    pub password: String,
    /// Language of mails to this person.
    #[garde(skip)]
    pub locale: Locale,
    /// The organisation.
    #[garde(dive)]
    pub organisation: NewOrganisation,
}

/// E-mail and password, and the code of the second factor where the account has one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Login {
    /// The e-mail given at registration.
    #[cfg_attr(feature = "openapi", schema(example = "camille@epicerie.example.org", max_length = 254))]
    pub email: String,
    /// The password.
    #[cfg_attr(feature = "openapi", schema(example = "quatre mots au hasard", max_length = 200))]
    pub password: String,
    /// Six digits of the app, or a recovery code. Sent in a second try, after `second_factor_required`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "492039"))]
    pub code: Option<String>,
}

/// A short-lived access token. The refresh token travels beside it in an HttpOnly cookie.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccessToken {
    /// A JWT for `Authorization: Bearer`.
    pub access_token: String,
    /// Always `Bearer`.
    #[cfg_attr(feature = "openapi", schema(example = "Bearer"))]
    pub token_type: String,
    /// Seconds until it ends.
    #[cfg_attr(feature = "openapi", schema(example = 600))]
    pub expires_in: i64,
}

/// A person, as that person sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct User {
    /// Identifier.
    pub id: UserId,
    /// Name shown to others.
    pub name: String,
    /// E-mail, which is the log-in.
    pub email: String,
    /// Language of mails.
    pub locale: Locale,
    /// Whether this person administers the network.
    pub network_admin: bool,
}

/// The part of a person that he or she may change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UserPatch {
    /// New name.
    #[garde(inner(custom(check::text(1, 120))))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "Camille Dubos", min_length = 1, max_length = 120))]
    pub name: Option<String>,
    /// New language of mails.
    #[garde(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<Locale>,
}

/// A person's place in an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Membership {
    /// The organisation.
    pub organisation: OrganisationSummary,
    /// Whether it is admitted.
    pub status: OrganisationStatus,
    /// Why it was refused, where it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision_reason: Option<String>,
    /// What the person may do there.
    pub role: Role,
}

/// Who is logged in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Me {
    /// The person.
    pub user: User,
    /// His or her organisations, by name.
    pub memberships: Vec<Membership>,
    /// How the account stands with the second factor.
    #[serde(default)]
    pub second_factor: SecondFactorStatus,
    /// The e-mail that becomes the log-in once the link in the mail to it is opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "c.dubos@epicerie.example.org"))]
    pub pending_email: Option<String>,
}
