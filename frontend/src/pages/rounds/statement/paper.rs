//! The statement as a file: to be printed, and read by who was not there.

use crate::browser;
use crate::client;
use crate::components::{Button, Icon, ProblemView};
use crate::hooks::use_mutation;
use crate::i18n::t;
use crate::pages::rounds::RoundPageProps;
use shared::paths;
use std::rc::Rc;
use web_sys::Blob;
use yew::prelude::*;

/// Saves the statement. Not a plain link: the log-in travels in a header, which links do not send.
#[hook]
pub fn use_paper(props: Rc<RoundPageProps>) -> Html {
    let name = format!("{}.pdf", t!("round_statement.paper_file"));
    let save = use_mutation(client::rounds::document, move |file: Blob| browser::save_file(&name, &file));
    let path = paths::round_statement_paper(props.id);
    let onclick = save.run.reform(move |()| path.clone());
    html! {
        <>
            <Button icon={Icon::Copy} busy={save.busy} {onclick}>{ t!("round_statement.paper") }</Button>
            <ProblemView failure={save.failure.clone()} />
        </>
    }
}
