//! What is printed or opened in a spreadsheet.

use super::BenchProps;
use crate::browser;
use crate::client;
use crate::components::{Button, Icon, ProblemView, Tone};
use crate::hooks::use_mutation;
use crate::i18n::t;
use shared::paths;
use std::rc::Rc;
use yew::prelude::*;

/// A document: where it is fetched, and as what it is saved.
#[derive(Clone, PartialEq)]
struct Document {
    path: String,
    name: String,
}

/// The documents. Buttons and no links: the log-in travels in a header, which links do not send.
#[hook]
pub fn use_documents(props: Rc<BenchProps>) -> Html {
    let save = use_mutation(
        |Document { path, name }: Document| async move { client::rounds::document(path).await.map(|file| (name, file)) },
        |(name, file): (String, web_sys::Blob)| browser::save_file(&name, &file),
    );
    let (id, day) = (props.round().id, props.round().fetched_on);
    let button = |label: AttrValue, icon: Icon, path: String, end: &str| {
        let document = Document { path, name: format!("repartition-{day}{end}") };
        let onclick = save.run.reform(move |()| document.clone());
        html! { <Button tone={Tone::Quiet} {icon} busy={save.busy} {onclick}>{ label }</Button> }
    };
    html! {
        <section class="card no-print" aria-label={t!("round_bench.documents")}>
            <h2>{ t!("round_bench.documents") }</h2>
            <div class="cluster">
                { button(t!("round_bench.pick_list"), Icon::List, paths::round_pick_list(id), "-preparation.pdf") }
                { button(t!("round_bench.delivery_notes"), Icon::Printer, paths::delivery_notes(id), "-bons.pdf") }
                { button(t!("round_bench.csv"), Icon::Copy, paths::round_csv(id), ".csv") }
                { button(t!("round_bench.xlsx"), Icon::Copy, paths::round_xlsx(id), ".xlsx") }
            </div>
            <ProblemView failure={save.failure.clone()} />
        </section>
    }
}
