//! Parts of a form.

use yew::prelude::*;

/// Props of [`FormSection`].
#[derive(Properties, PartialEq)]
pub struct FormSectionProps {
    /// What this part is about.
    pub title: AttrValue,
    /// A sentence about it.
    #[prop_or_default]
    pub lead: Option<AttrValue>,
    /// Fields.
    pub children: Html,
}

/// A part of a long form, with its heading.
#[component]
pub fn FormSection(props: &FormSectionProps) -> Html {
    html! {
        <section class="form-section">
            <div class="form-section-words">
                <h2>{ &props.title }</h2>
                if let Some(lead) = &props.lead {
                    <p class="muted">{ lead }</p>
                }
            </div>
            <div class="form-section-fields">{ props.children.clone() }</div>
        </section>
    }
}
