//! Changes to a surplus that comes back. Offers that are published already stay as they are.

use super::detail::SurplusPageProps;
use super::draft::{RecurringDraft, patch};
use super::fields::{ends_on, rhythm};
use crate::client::{self, Failure};
use crate::components::{
    Button, ButtonLink, Icon, Mood, Notice, PageHeader, ProblemView, ResourceView, TextField, Tone, part, use_toast,
};
use crate::hooks::{Resource, forget, use_form, use_mutation, use_resource};
use crate::i18n::t;
use crate::pages::offers::{how_much, remarks};
use crate::routes::Route;
use shared::problem::Code;
use shared::recurring::{NewRecurringSurplus, RecurringState, RecurringSurplus};
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::use_navigator;

/// Changes to one.
#[hook]
pub fn use_edit_page(props: Rc<SurplusPageProps>) -> Html {
    let id = props.id;
    let surplus = use_resource(format!("recurring {id}"), move || client::recurring::find(id));
    let ready = {
        let resource = surplus.clone();
        Callback::from(move |surplus: Rc<RecurringSurplus>| {
            if surplus.state == RecurringState::Ended {
                html! { <Notice mood={Mood::Warm}><p>{ t!("recurring.ended") }</p></Notice> }
            } else {
                part(use_edit_form, EditFormProps { surplus: (*surplus).clone(), resource: resource.clone() })
            }
        })
    };
    html! {
        <>
            <PageHeader title={t!("recurring.edit_title")} lead={t!("recurring.edit_lead")} back={Route::RecurringSurplus { id }} back_label={t!("recurring.one")} />
            <ResourceView shown={surplus.shown(&ready)} />
        </>
    }
}

/// Writes the changes. Where the server has published an occurrence meanwhile, the version is another one, but nothing that
/// the form shows: nobody is asked anything for that.
async fn update(before: RecurringSurplus, typed: NewRecurringSurplus) -> Result<RecurringSurplus, Failure> {
    let (id, patch) = (before.id, patch(typed, &before));
    let answer = client::recurring::update(id, before.version, patch.clone()).await;
    if !answer.as_ref().is_err_and(|failure| failure.is(Code::PreconditionFailed)) {
        return answer;
    }
    let now = client::recurring::find(id).await?;
    if RecurringDraft::from(&now) != RecurringDraft::from(&before) {
        return answer;
    }
    client::recurring::update(id, now.version, patch).await
}

#[derive(PartialEq)]
struct EditFormProps {
    surplus: RecurringSurplus,
    resource: Resource<RecurringSurplus>,
}

#[hook]
fn use_edit_form(props: Rc<EditFormProps>) -> Html {
    let (toast, navigator) = (use_toast(), use_navigator());
    let (id, version) = (props.surplus.id, props.surplus.version);
    let save = {
        let (before, resource) = (props.surplus.clone(), props.resource.clone());
        use_mutation(
            move |typed: NewRecurringSurplus| update(before.clone(), typed),
            move |now: RecurringSurplus| {
                toast.emit(t!("recurring.changed"));
                forget("recurring of");
                resource.replace(now);
                if let Some(navigator) = &navigator {
                    navigator.push(&Route::RecurringSurplus { id });
                }
            },
        )
    };
    let form = use_form(|| RecurringDraft::from(&props.surplus), save.failure.clone());
    {
        // A newer version has come in after a conflict: start over from it.
        let (form, clear, surplus) = (form.clone(), save.clear.clone(), props.surplus.clone());
        use_effect_with(version, move |_| {
            clear.emit(());
            form.reset(RecurringDraft::from(&surplus));
        });
    }
    let title = form.field("/title", |draft| &mut draft.food.title);
    let reload = props.resource.reload.clone();
    html! {
        <form class="publish-form" novalidate=true onsubmit={form.submit(save.run.clone())}>
            <section class="card">
                <h2>{ t!("publish.what") }</h2>
                <TextField bind={title} label={t!("publish.name")} />
                { how_much(&form, true) }
            </section>
            <section class="card"><h2>{ t!("recurring.when") }</h2>{ rhythm(&form) }{ ends_on(&form) }{ remarks(&form) }</section>
            <ProblemView failure={save.failure.clone()} retry={reload} />
            <div class="form-actions">
                <Button tone={Tone::Primary} icon={Icon::Check} submit=true busy={save.busy}>{ t!("button.save") }</Button>
                <ButtonLink to={Route::RecurringSurplus { id }} tone={Tone::Quiet}>{ t!("button.cancel") }</ButtonLink>
            </div>
        </form>
    }
}
