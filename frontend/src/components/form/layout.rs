//! Parts of a form.

use yew::prelude::*;

/// A part of a long form: its heading, a sentence about it, its fields.
pub fn form_section(title: &AttrValue, lead: &AttrValue, fields: Html) -> Html {
    html! {
        <section class="form-section">
            <div class="form-section-words">
                <h2>{ title }</h2>
                <p class="muted">{ lead }</p>
            </div>
            <div class="form-section-fields">{ fields }</div>
        </section>
    }
}
