//! A forgotten password, a new password, a new e-mail.

use crate::check;
use garde::Validate;
use serde::{Deserialize, Serialize};

/// Somebody has forgotten the password of this e-mail's account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewPasswordReset {
    /// The e-mail of the account.
    #[garde(custom(|value: &String, ctx: &()| check::email(value, ctx)))]
    #[cfg_attr(feature = "openapi", schema(example = "camille@epicerie.example.org", format = Email, max_length = 254))]
    pub email: String,
}

/// The new password of somebody who has the link of the mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PasswordReset {
    /// 10 to 200 characters.
    #[garde(custom(|value: &String, ctx: &()| check::password(value, ctx)))]
    #[cfg_attr(feature = "openapi", schema(example = "cinq mots pris au hasard", min_length = 10, max_length = 200))]
    pub password: String,
}

/// A new password in place of one that the person knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PasswordChange {
    /// The password until now.
    #[garde(skip)]
    #[cfg_attr(feature = "openapi", schema(example = "quatre mots au hasard", max_length = 200))]
    pub current_password: String,
    /// 10 to 200 characters.
    #[garde(custom(|value: &String, ctx: &()| check::password(value, ctx)))]
    #[cfg_attr(feature = "openapi", schema(example = "cinq mots pris au hasard", min_length = 10, max_length = 200))]
    pub new_password: String,
}

/// Another e-mail for the account. It counts once the link in the mail to it was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewEmailChange {
    /// The new e-mail.
    #[garde(custom(|value: &String, ctx: &()| check::email(value, ctx)))]
    #[cfg_attr(feature = "openapi", schema(example = "c.dubos@epicerie.example.org", format = Email, max_length = 254))]
    pub email: String,
    /// The account's password.
    #[garde(skip)]
    #[cfg_attr(feature = "openapi", schema(example = "quatre mots au hasard", max_length = 200))]
    pub password: String,
}
