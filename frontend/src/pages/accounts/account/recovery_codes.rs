//! The codes for the day on which the telephone is lost, shown once.

use crate::browser;
use crate::components::{Button, CopyField, Icon, Mood, Notice, Tone};
use crate::i18n::t;
use yew::prelude::*;

/// The codes, to print or to copy, until the person says that they are kept. On paper nothing else is printed.
pub fn recovery_codes(title: AttrValue, codes: &[String], onkept: &Callback<()>) -> Html {
    html! {
        <div class="stack print-alone">
            <Notice mood={Mood::Good} icon={Icon::Shield} {title} alert=true>
                <p>{ t!("second_factor.codes_hint") }</p>
            </Notice>
            <ol class="recovery-codes">
                { for codes.iter().map(|code| html! { <li><code>{ code }</code></li> }) }
            </ol>
            <div class="no-print"><CopyField label={t!("second_factor.codes")} value={AttrValue::from(codes.join(" "))} /></div>
            <div class="form-actions">
                <Button icon={Icon::Printer} onclick={Callback::from(|()| browser::print())}>{ t!("second_factor.print") }</Button>
                <Button tone={Tone::Primary} icon={Icon::Check} onclick={onkept.clone()}>{ t!("second_factor.kept") }</Button>
            </div>
        </div>
    }
}
