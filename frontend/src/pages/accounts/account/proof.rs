//! Password and a code, asked again before the second factor or its recovery codes change.

use crate::components::{PasswordField, TextField};
use crate::hooks::{Draft, Form};
use crate::i18n::t;
use crate::pages::accounts::required;
use shared::problem::FieldError;
use yew::prelude::*;

/// What is typed.
#[derive(Clone, Default, PartialEq)]
pub struct ProofDraft {
    password: String,
    code: String,
}

impl Draft for ProofDraft {
    /// Password and code.
    type Wire = (String, String);

    fn build(&self) -> Result<Self::Wire, Vec<FieldError>> {
        let errors = required(&[("/password", &self.password), ("/code", &self.code)]);
        if errors.is_empty() { Ok((self.password.clone(), self.code.trim().to_owned())) } else { Err(errors) }
    }
}

/// The two fields.
pub fn proof_fields(form: &Form<ProofDraft>) -> Html {
    html! {
        <>
            <PasswordField bind={form.field("/password", |draft| &mut draft.password)} label={t!("password.current")} />
            <TextField bind={form.field("/code", |draft| &mut draft.code)} label={t!("second_factor.any_code")} autocomplete="one-time-code" />
        </>
    }
}
