//! People: log-in, registration, the own account.

mod account;
mod login;
mod registration;
mod registration_draft;

pub use account::AccountPage;
pub use login::LoginPage;
pub use registration::RegistrationPage;
