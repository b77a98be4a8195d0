//! People: log-in, registration, the own account.

mod account;
mod login;
mod registration;
mod registration_draft;

pub use account::use_account_page;
pub use login::use_login_page;
pub use registration::{registration_steps, use_registration_page};
