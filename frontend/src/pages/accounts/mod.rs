//! People: log-in, registration, forgotten passwords, the own account.

mod account;
mod confirm_email;
mod forgotten;
mod login;
mod login_draft;
mod registration;
mod registration_draft;
mod reset;
mod stop_mails;

pub use account::use_account_page;
pub use confirm_email::use_email_page;
pub use forgotten::use_forgotten_page;
pub use login::use_login_page;
pub use registration::{registration_steps, use_registration_page};
pub use reset::use_reset_page;
pub use stop_mails::use_stop_mails_page;

use shared::problem::FieldError;

/// Props of the pages that a link in a mail opens.
#[derive(PartialEq)]
pub struct LinkPageProps {
    /// The secret of the link.
    pub token: String,
}

/// The fields that were left empty.
fn required(fields: &[(&'static str, &str)]) -> Vec<FieldError> {
    fields
        .iter()
        .filter(|(_, text)| text.trim().is_empty())
        .map(|(pointer, _)| FieldError::new(*pointer, "required"))
        .collect()
}
