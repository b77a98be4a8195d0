//! A new site of the current organisation.

use super::draft::SiteDraft;
use super::fields::site_fields;
use crate::client;
use crate::components::{Button, ButtonLink, Icon, PageHeader, ProblemView, Tone, part, use_toast};
use crate::hooks::{forget, use_form, use_mutation, use_session};
use crate::i18n::t;
use crate::routes::Route;
use shared::ids::OrganisationId;
use shared::organisations::OrganisationKind;
use shared::sites::{NewSite, Site};
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::use_navigator;

/// Adds a site.
#[hook]
pub fn use_new_site_page() -> Html {
    let session = use_session();
    let Some(us) = session.membership().map(|membership| membership.organisation) else { return html! {} };
    part(use_new_site_form, NewSiteFormProps { organisation: us.id, owner: us.kind })
}

#[derive(PartialEq)]
struct NewSiteFormProps {
    organisation: OrganisationId,
    owner: OrganisationKind,
}

#[hook]
fn use_new_site_form(props: Rc<NewSiteFormProps>) -> Html {
    let (toast, navigator) = (use_toast(), use_navigator());
    let NewSiteFormProps { organisation, owner } = *props;
    let create = use_mutation(
        move |site: NewSite| client::sites::create(organisation, site),
        move |_: Site| {
            toast.emit(t!("site.added"));
            forget("sites of");
            if let Some(navigator) = &navigator {
                navigator.push(&Route::Organisation);
            }
        },
    );
    let form = use_form(|| SiteDraft::new(owner), create.failure.clone());
    html! {
        <>
            <PageHeader title={t!("site.new")} lead={t!("site.new_lead")} back={Route::Organisation} back_label={t!("nav.organisation")} />
            <form class="form-long" novalidate=true onsubmit={form.submit(create.run.clone())}>
                <ProblemView failure={create.failure.clone()} />
                { site_fields(&form, owner) }
                <div class="form-actions">
                    <Button tone={Tone::Primary} icon={Icon::Check} submit=true busy={create.busy}>{ t!("site.add") }</Button>
                    <ButtonLink to={Route::Organisation} tone={Tone::Quiet}>{ t!("button.cancel") }</ButtonLink>
                </div>
            </form>
        </>
    }
}
