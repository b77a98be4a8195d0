//! The second factor: six digits of an app (TOTP, RFC 6238), changing every 30 seconds, or one of ten recovery codes.

use serde::{Deserialize, Serialize};

/// How an account stands with the second factor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SecondFactorStatus {
    /// Whether log-in asks for a code.
    pub enabled: bool,
    /// Whether the person should switch it on: true for an administrator without one.
    pub advised: bool,
    /// How many recovery codes are left, 0 to 10.
    #[cfg_attr(feature = "openapi", schema(example = 10))]
    pub recovery_codes_left: i64,
}

/// The password, asked again before something that an open browser alone must not allow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewSecondFactor {
    /// The account's password.
    #[cfg_attr(feature = "openapi", schema(example = "quatre mots au hasard", max_length = 200))]
    pub password: String,
}

/// What an authenticator app needs. Shown once; counts after a first code was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SecondFactorSetup {
    /// The secret in base 32, for typing.
    #[cfg_attr(feature = "openapi", schema(example = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"))]
    pub secret: String,
    /// The same as an address that apps open.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "otpauth://totp/Maillage:camille?secret=JBSWY3DPEHPK3PXP&issuer=Maillage")
    )]
    pub otpauth_uri: String,
    /// The same as a QR code: a whole SVG image, black on white.
    #[cfg_attr(feature = "openapi", schema(example = "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>"))]
    pub qr_svg: String,
}

/// The first code, which switches the second factor on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SecondFactorConfirmation {
    /// Six digits.
    #[cfg_attr(feature = "openapi", schema(example = "492039", max_length = 40))]
    pub code: String,
}

/// Ten codes for the day on which the app is lost. Shown once; each is good for one log-in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecoveryCodes {
    /// The codes. Case, spaces and hyphens do not matter when they are typed.
    #[cfg_attr(feature = "openapi", schema(example = json!(["k7mf-9xq4-t2hb-p3wd"])))]
    pub recovery_codes: Vec<String>,
}

/// Password and code, for new recovery codes in place of those that are left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewRecoveryCodes {
    /// The account's password.
    #[cfg_attr(feature = "openapi", schema(example = "quatre mots au hasard", max_length = 200))]
    pub password: String,
    /// Six digits, or a recovery code.
    #[cfg_attr(feature = "openapi", schema(example = "492039", max_length = 40))]
    pub code: String,
}

/// Password and code, to switch the second factor off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SecondFactorRemoval {
    /// The account's password.
    #[cfg_attr(feature = "openapi", schema(example = "quatre mots au hasard", max_length = 200))]
    pub password: String,
    /// Six digits, or a recovery code.
    #[cfg_attr(feature = "openapi", schema(example = "492039", max_length = 40))]
    pub code: String,
}
