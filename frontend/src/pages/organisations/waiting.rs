//! Instead of the pages of an admitted organisation: where the admission stands.

use crate::components::{Button, ButtonLink, Icon, Mood, Notice, PageHeader, Tone, steps};
use crate::hooks::use_session;
use crate::i18n::t;
use crate::pages::accounts::registration_steps;
use crate::routes::Route;
use shared::accounts::Membership;
use shared::organisations::OrganisationStatus;
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_waiting_page`].
#[derive(PartialEq)]
pub struct WaitingPageProps {
    /// The place in the organisation that is not admitted; none for a person without organisation.
    pub membership: Option<Membership>,
}

/// Tells a person why there is nothing to do yet.
#[hook]
pub fn use_waiting_page(props: Rc<WaitingPageProps>) -> Html {
    let session = use_session();
    let Some(membership) = &props.membership else {
        return html! {
            <div class="narrow">
                <PageHeader title={t!("waiting.none_title")} lead={t!("waiting.none_lead")} />
                <ButtonLink to={Route::Account}>{ t!("nav.account") }</ButtonLink>
            </div>
        };
    };
    let name = membership.organisation.name.as_str();
    let body = match membership.status {
        OrganisationStatus::Pending | OrganisationStatus::Approved => html! {
            <>
                <PageHeader eyebrow={AttrValue::from(name.to_owned())} title={t!("waiting.title")} lead={t!("waiting.lead")} />
                { steps(&registration_steps(), 2) }
                <Notice icon={Icon::Clock} title={t!("waiting.meanwhile")}><p>{ t!("waiting.meanwhile_text") }</p></Notice>
            </>
        },
        // The banner above says the rest.
        OrganisationStatus::Suspended => html! {
            <PageHeader eyebrow={AttrValue::from(name.to_owned())} title={t!("suspension.no_writes")} lead={t!("suspension.no_writes_lead")} />
        },
        OrganisationStatus::Refused => html! {
            <>
                <PageHeader eyebrow={AttrValue::from(name.to_owned())} title={t!("waiting.refused_title")} lead={t!("waiting.refused_lead")} />
                if let Some(reason) = &membership.decision_reason {
                    <Notice mood={Mood::Warm} icon={Icon::Info} title={t!("waiting.reason")}><p class="prose">{ reason }</p></Notice>
                }
            </>
        },
    };
    html! {
        <div class="narrow stack-loose">
            { body }
            <div class="cluster">
                <Button icon={Icon::Refresh} onclick={session.reload.clone()}>{ t!("waiting.check") }</Button>
                <ButtonLink to={Route::Organisation} tone={Tone::Quiet}>{ t!("waiting.profile") }</ButtonLink>
            </div>
        </div>
    }
}
