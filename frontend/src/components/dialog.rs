//! A question in front of everything else: the browser's own `<dialog>`, with its focus trap and Escape key.

use super::Icon;
use crate::i18n::t;
use web_sys::HtmlDialogElement;
use yew::prelude::*;

/// Props of [`Dialog`].
#[derive(Properties, PartialEq)]
pub struct DialogProps {
    /// Whether it is shown.
    pub open: bool,
    /// The question.
    pub title: AttrValue,
    /// What is in it.
    pub children: Html,
    /// It was closed, by button or Escape.
    pub onclose: Callback<()>,
    /// Whether it may take the whole screen, as for a picture.
    #[prop_or_default]
    pub wide: bool,
}

/// A question in front of everything else. Its content exists only while it is open, so forms in it start fresh.
#[component]
pub fn Dialog(props: &DialogProps) -> Html {
    let element = use_node_ref();
    {
        let element = element.clone();
        use_effect_with(props.open, move |open| {
            if let Some(dialog) = element.cast::<HtmlDialogElement>() {
                if *open && !dialog.open() {
                    // Fails only for a dialog outside the page.
                    let _ = dialog.show_modal();
                } else if !*open && dialog.open() {
                    dialog.close();
                }
            }
        });
    }
    let onclose = {
        let onclose = props.onclose.clone();
        Callback::from(move |_: Event| onclose.emit(()))
    };
    let close = {
        let onclose = props.onclose.clone();
        Callback::from(move |_: MouseEvent| onclose.emit(()))
    };
    html! {
        <dialog ref={element} class={classes!("dialog", props.wide.then_some("dialog-wide"))} aria-label={props.title.clone()} {onclose}>
            if props.open {
                <div class="dialog-head">
                    <h2>{ &props.title }</h2>
                    <button type="button" class="button button-quiet button-icon" aria-label={t!("dialog.close")} onclick={close}>
                        { Icon::Close }
                    </button>
                </div>
                <div class="dialog-body">{ props.children.clone() }</div>
            }
        </dialog>
    }
}
