//! A paper about a round as a file: on the phone of who fetches, or to be printed.

use crate::browser;
use crate::client;
use crate::components::{Button, Icon, ProblemView};
use crate::hooks::use_mutation;
use std::rc::Rc;
use web_sys::Blob;
use yew::prelude::*;

/// Props of [`use_paper`].
#[derive(PartialEq)]
pub struct PaperProps {
    /// Where it is fetched.
    pub path: String,
    /// As what it is saved.
    pub name: String,
    /// What the button says.
    pub label: AttrValue,
}

/// Saves the paper. Not a plain link: the log-in travels in a header, which links do not send.
#[hook]
pub fn use_paper(props: Rc<PaperProps>) -> Html {
    let name = props.name.clone();
    let save = use_mutation(client::rounds::document, move |file: Blob| browser::save_file(&name, &file));
    let path = props.path.clone();
    let onclick = save.run.reform(move |()| path.clone());
    html! {
        <>
            <Button icon={Icon::Copy} busy={save.busy} {onclick}>{ props.label.clone() }</Button>
            <ProblemView failure={save.failure.clone()} />
        </>
    }
}
