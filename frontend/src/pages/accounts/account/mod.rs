//! The logged-in person, in cards: who, how to log in, where logged in, for which organisations.

mod devices;
mod email;
mod password;
mod person;
mod proof;
mod recovery_codes;
mod second_factor;
mod second_factor_setup;
mod told;

use crate::components::{Badge, ButtonLink, Card, Icon, Mood, PageHeader, Tone, part, plain_part};
use crate::hooks::use_session;
use crate::i18n::{t, word};
use crate::pages::reports;
use crate::routes::Route;
use shared::accounts::Me;
use yew::prelude::*;

/// Props of the cards.
#[derive(PartialEq)]
pub struct MeProps {
    /// The person.
    pub me: Me,
}

/// The own account.
#[hook]
pub fn use_account_page() -> Html {
    let session = use_session();
    let Some(me) = session.me() else { return html! {} };
    let props = || MeProps { me: (*me).clone() };
    html! {
        <div class="readable stack-loose">
            <PageHeader title={t!("account.title")} lead={AttrValue::from(me.user.email.clone())} />
            { part(person::use_name_card, props()) }
            { plain_part(person::use_language_card) }
            { memberships(&me) }
            { plain_part(told::use_told_card) }
            { part(email::use_email_card, props()) }
            { plain_part(password::use_password_card) }
            { part(second_factor::use_second_factor_card, props()) }
            { plain_part(devices::use_devices_card) }
            <div><ButtonLink to={reports::all()} tone={Tone::Quiet} icon={Icon::Warning}>{ t!("report.own") }</ButtonLink></div>
        </div>
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
