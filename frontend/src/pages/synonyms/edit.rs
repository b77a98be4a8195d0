//! The synonyms of one category, a line each.

use super::refusal;
use crate::client;
use crate::components::{Button, Card, Icon, PageHeader, ProblemView, ResourceView, TextArea, Tone, part, use_toast};
use crate::hooks::{Draft, Resource, checked, optional, use_form, use_mutation, use_resource, use_session};
use crate::i18n::t;
use crate::pages::categories::{label_of, use_categories};
use crate::routes::Route;
use shared::categories::{NewSynonyms, Synonyms};
use shared::problem::FieldError;
use std::rc::Rc;
use yew::prelude::*;

/// Lines of the fields: most categories have fewer synonyms.
const ROWS: u32 = 8;

/// Props of [`use_synonyms_page`].
#[derive(PartialEq)]
pub struct SynonymsPageProps {
    /// Code of the category.
    pub code: String,
}

/// One category's synonyms.
#[hook]
pub fn use_synonyms_page(props: Rc<SynonymsPageProps>) -> Html {
    let (session, tree) = (use_session(), use_categories());
    let synonyms = {
        let code = props.code.clone();
        use_resource(format!("synonyms {code}"), move || {
            let code = code.clone();
            async move { client::categories::synonyms(&code).await }
        })
    };
    if let Some(refused) = refusal(&session) {
        return refused;
    }
    let ready = {
        let resource = synonyms.clone();
        Callback::from(move |synonyms: Rc<Synonyms>| {
            part(use_edit_form, EditFormProps { synonyms, resource: resource.clone() })
        })
    };
    html! {
        <div class="narrow stack-loose">
            <PageHeader title={label_of(&tree, &props.code)} eyebrow={t!("synonyms.title")} lead={t!("synonyms.lead")} back={Route::SynonymsTree} back_label={t!("synonyms.tree_title")} />
            <ResourceView shown={synonyms.shown(&ready)} />
        </div>
    }
}

/// What is typed: a synonym a line.
#[derive(Clone, PartialEq)]
struct SynonymsDraft {
    fr: String,
    en: String,
}

impl From<&Synonyms> for SynonymsDraft {
    fn from(synonyms: &Synonyms) -> Self {
        Self { fr: synonyms.fr.join("\n"), en: synonyms.en.join("\n") }
    }
}

impl Draft for SynonymsDraft {
    type Wire = NewSynonyms;

    fn build(&self) -> Result<NewSynonyms, Vec<FieldError>> {
        let lines = |text: &str| text.lines().filter_map(optional).collect();
        checked(NewSynonyms { fr: lines(&self.fr), en: lines(&self.en) })
    }
}

#[derive(PartialEq)]
struct EditFormProps {
    synonyms: Rc<Synonyms>,
    resource: Resource<Synonyms>,
}

#[hook]
fn use_edit_form(props: Rc<EditFormProps>) -> Html {
    let toast = use_toast();
    let version = props.synonyms.version;
    let save = {
        let (code, resource) = (props.synonyms.category.clone(), props.resource.clone());
        use_mutation(
            move |new| {
                let code = code.clone();
                async move { client::categories::replace_synonyms(&code, version, new).await }
            },
            move |saved| {
                toast.emit(t!("synonyms.saved"));
                resource.replace(saved);
            },
        )
    };
    let form = use_form(|| SynonymsDraft::from(&*props.synonyms), save.failure.clone());
    {
        // What the server made of it, or what somebody else wrote, is what is edited next.
        let (form, clear, synonyms) = (form.clone(), save.clear.clone(), Rc::clone(&props.synonyms));
        use_effect_with(version, move |_| {
            clear.emit(());
            form.reset(SynonymsDraft::from(&*synonyms));
        });
    }
    html! {
        <Card>
            <form class="form" novalidate=true onsubmit={form.submit(save.run.clone())}>
                <ProblemView failure={save.failure.clone()} retry={props.resource.reload.clone()} />
                <TextArea bind={form.field("/fr", |draft| &mut draft.fr)} label={t!("synonyms.fr")} hint={t!("synonyms.hint")} rows={ROWS} optional=true />
                <TextArea bind={form.field("/en", |draft| &mut draft.en)} label={t!("synonyms.en")} hint={t!("synonyms.hint")} rows={ROWS} optional=true />
                <div class="form-actions">
                    <Button tone={Tone::Primary} icon={Icon::Check} submit=true busy={save.busy}>{ t!("button.save") }</Button>
                </div>
            </form>
        </Card>
    }
}
