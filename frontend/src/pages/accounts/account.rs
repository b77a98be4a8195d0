//! The logged-in person: name, language, organisations, log-out.

use crate::app::use_choose_language;
use crate::client;
use crate::components::{
    Badge, Button, ButtonLink, Card, Choice, Icon, Mood, PageHeader, ProblemView, Segmented, TextField, Tone, one_of, part,
    plain_part, use_toast,
};
use crate::hooks::{Binding, Draft, checked, use_form, use_mutation, use_session};
use crate::i18n::{self, t, word};
use crate::routes::Route;
use shared::accounts::{Locale, Me, UserPatch};
use shared::problem::FieldError;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::use_navigator;

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

/// The own account.
#[hook]
pub fn use_account_page() -> Html {
    let session = use_session();
    let Some(me) = session.me() else { return html! {} };
    html! {
        <div class="readable stack-loose">
            <PageHeader title={t!("account.title")} lead={AttrValue::from(me.user.email.clone())} />
            { part(use_name_card, MeProps { me: (*me).clone() }) }
            { plain_part(use_language_card) }
            { memberships(&me) }
            { plain_part(use_log_out) }
        </div>
    }
}

#[derive(PartialEq)]
struct MeProps {
    me: Me,
}

#[hook]
fn use_name_card(props: Rc<MeProps>) -> Html {
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
fn use_language_card() -> Html {
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

fn memberships(me: &Me) -> Html {
    let memberships = &me.memberships;
    html! {
        <Card title={t!("account.organisations")}>
            if memberships.is_empty() {
                <p class="muted">{ t!("account.no_organisation") }</p>
            }
            <ul class="rows">
                { for memberships.iter().map(|membership| html! {
                    <li class="spread">
                        <span>{ &membership.organisation.name }</span>
                        <Badge>{ word(membership.role) }</Badge>
                    </li>
                }) }
            </ul>
            if me.user.network_admin {
                <div class="spread">
                    <Badge mood={Mood::Info} icon={Icon::Shield}>{ t!("account.administrator") }</Badge>
                    <ButtonLink to={Route::Administration} tone={Tone::Quiet}>{ t!("nav.administration") }</ButtonLink>
                </div>
            }
        </Card>
    }
}

#[hook]
fn use_log_out() -> Html {
    let (session, navigator) = (use_session(), use_navigator());
    let log_out = use_mutation(
        |()| client::accounts::logout(),
        move |()| {
            session.end.emit(());
            if let Some(navigator) = &navigator {
                navigator.push(&Route::Landing);
            }
        },
    );
    let onclick = log_out.run.clone();
    html! {
        <div class="stack">
            <ProblemView failure={log_out.failure.clone()} />
            <div><Button icon={Icon::LogOut} busy={log_out.busy} {onclick}>{ t!("account.log_out") }</Button></div>
        </div>
    }
}
