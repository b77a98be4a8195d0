//! Name and language of the logged-in person.

use super::MeProps;
use crate::app::use_choose_language;
use crate::client;
use crate::components::{Button, Card, Choice, ProblemView, Segmented, TextField, one_of, use_toast};
use crate::hooks::{Binding, Draft, checked, use_form, use_mutation, use_session};
use crate::i18n::{self, t, word};
use shared::accounts::{Locale, UserPatch};
use shared::problem::FieldError;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Clone, PartialEq)]
struct NameDraft {
    name: String,
}

impl Draft for NameDraft {
    type Wire = UserPatch;

    fn build(&self) -> Result<UserPatch, Vec<FieldError>> {
        checked(UserPatch { name: Some(self.name.trim().to_owned()), locale: None })
    }
}

/// The name, as partners see it.
#[hook]
pub fn use_name_card(props: Rc<MeProps>) -> Html {
    let (session, toast) = (use_session(), use_toast());
    let save = use_mutation(client::accounts::update_me, move |_| {
        toast.emit(t!("account.saved"));
        session.reload.emit(());
    });
    let form = use_form(|| NameDraft { name: props.me.user.name.clone() }, save.failure.clone());
    html! {
        <Card title={t!("account.person")}>
            <form class="form" novalidate=true onsubmit={form.submit(save.run.clone())}>
                <ProblemView failure={save.failure.clone()} />
                <TextField bind={form.field("/name", |draft| &mut draft.name)} label={t!("account.name")} hint={t!("account.name_hint")} autocomplete="name" />
                <div class="form-actions"><Button submit=true busy={save.busy}>{ t!("button.save") }</Button></div>
            </form>
        </Card>
    }
}

/// Changes the language here at once, and that of mails on the server.
#[hook]
pub fn use_language_card() -> Html {
    let choose = use_choose_language();
    let save = use_mutation(client::accounts::update_me, |_| {});
    let change = {
        let run = save.run.clone();
        Callback::from(move |locale: Locale| {
            run.emit(UserPatch { name: None, locale: Some(locale) });
            choose.emit(locale);
        })
    };
    let bind = Binding { pointer: "/locale", value: i18n::current(), error: None, change };
    let choices: Vec<_> = Locale::ALL.iter().map(|locale| Choice::new(*locale, word(*locale))).collect();
    html! {
        <Card title={t!("account.language")}>
            <p class="muted">{ t!("account.language_hint") }</p>
            <Segmented question={one_of(&bind, &choices)} label={t!("account.language")} show_label=false />
        </Card>
    }
}
