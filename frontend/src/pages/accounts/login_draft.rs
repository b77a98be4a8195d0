//! What somebody types to log in.

use super::required;
use crate::client::Failure;
use crate::hooks::{Draft, optional};
use shared::accounts::Login;
use shared::problem::{Code, FieldError};

/// E-mail, password and, where the server asks for it, the second factor.
#[derive(Clone, Default, PartialEq)]
pub struct LoginDraft {
    /// E-mail.
    pub email: String,
    /// Password.
    pub password: String,
    /// Six digits or a recovery code.
    pub code: String,
    /// Whether the server has asked for the code.
    pub asks_for_code: bool,
}

impl Draft for LoginDraft {
    type Wire = Login;

    fn build(&self) -> Result<Login, Vec<FieldError>> {
        let mut errors = required(&[("/email", &self.email), ("/password", &self.password)]);
        if self.asks_for_code {
            errors.extend(required(&[("/code", &self.code)]));
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let code = optional(&self.code).filter(|_| self.asks_for_code);
        Ok(Login { email: self.email.trim().to_owned(), password: self.password.clone(), code })
    }
}

/// Whether a refused log-in asks for the second factor; `None` where it says nothing about that.
pub fn asks_for_code(failure: &Failure) -> Option<bool> {
    match failure.code()? {
        Code::SecondFactorRequired | Code::SecondFactorWrong => Some(true),
        Code::InvalidCredentials => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_is_sent_once_it_is_asked_for() {
        let draft =
            LoginDraft { email: " a@b.fr ".into(), password: "x".into(), code: " 123 456 ".into(), asks_for_code: false };
        assert_eq!(draft.build().unwrap(), Login { email: "a@b.fr".into(), password: "x".into(), code: None });
        let asked = LoginDraft { asks_for_code: true, ..draft };
        assert_eq!(asked.build().unwrap().code.as_deref(), Some("123 456"));
        let empty = LoginDraft { code: String::new(), ..asked };
        assert_eq!(empty.build().unwrap_err(), [FieldError::new("/code", "required")]);
    }
}
