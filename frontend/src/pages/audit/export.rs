//! The log for a spreadsheet.

use super::address::Steering;
use crate::browser;
use crate::client;
use crate::components::{Button, Icon, ProblemView};
use crate::hooks::use_mutation;
use crate::i18n::{t, zone};
use std::rc::Rc;
use yew::prelude::*;

/// Saves what the filters show as a file. Not a plain link: the log-in travels in a header, which links do not send.
#[hook]
pub fn use_export(steering: Rc<Steering>) -> Html {
    let save = use_mutation(client::audit::export, |table: String| {
        let name = format!("journal-{}.csv", zone::today());
        browser::save_text(&name, "text/csv;charset=utf-8", &table);
    });
    let onclick = {
        let steering = Rc::clone(&steering);
        save.run.reform(move |()| steering.address.filters())
    };
    html! {
        <>
            <Button icon={Icon::Copy} busy={save.busy} {onclick}>{ t!("audit.export") }</Button>
            <ProblemView failure={save.failure.clone()} />
        </>
    }
}
