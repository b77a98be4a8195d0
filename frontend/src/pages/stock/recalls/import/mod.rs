//! The State's notices come as a file: it is chosen, compared with the lots of the network, and each recall that it asks for is
//! made by somebody who has read the notice.

mod found;

use crate::browser;
use crate::client;
use crate::components::{Card, Icon, Mood, Notice, PageHeader, ProblemView, meter, part};
use crate::hooks::use_mutation;
use crate::i18n::t;
use crate::pages::stock::import::file_choice;
use crate::pages::stock::place::Place;
use found::{FoundProps, use_found_notices};
use shared::stock::{MAX_EXPORT_BYTES, RecallExport};
use std::rc::Rc;
use web_sys::File;
use yew::prelude::*;

/// The page.
#[hook]
pub fn use_recall_import_page() -> Html {
    let chosen = use_state(|| None::<String>);
    let is_too_large = use_state(|| false);
    let sent = use_state(|| 0_u8);
    let found = use_state(|| None::<Rc<RecallExport>>);
    let compare = {
        let (sent, found) = (sent.clone(), found.clone());
        use_mutation(
            move |file: File| {
                let sent = sent.clone();
                client::stock::compare_notices(file.into(), move |percent| sent.set(percent))
            },
            move |export: RecallExport| {
                found.set(Some(Rc::new(export)));
                // A screen reader hears what came of it, and the keyboard goes on from there.
                browser::after(80, || browser::focus_first(".recall-import-found"));
            },
        )
    };
    let choose = {
        let (chosen, is_too_large) = (chosen.clone(), is_too_large.clone());
        let (sent, found, run) = (sent.clone(), found.clone(), compare.run.clone());
        Callback::from(move |file: File| {
            // Sizes are whole numbers far below those that a float loses.
            let fits = file.size() <= f64::from(u32::try_from(MAX_EXPORT_BYTES).unwrap_or(u32::MAX));
            chosen.set(Some(file.name()));
            is_too_large.set(!fits);
            sent.set(0);
            found.set(None);
            if fits {
                run.emit(file);
            }
        })
    };
    let is_other = compare.failure.as_ref().is_some_and(|failure| {
        let errors = failure.field_errors();
        errors.iter().any(|error| error.pointer == "/columns")
    });
    let refused = match () {
        () if *is_too_large => Some(t!("recall_import.too_large")),
        () if is_other => Some(t!("recall_import.no_heading")),
        () => None,
    };
    let percent = i64::from(*sent);
    html! {
        <>
            <PageHeader title={t!("recall_import.title")} lead={t!("recall_import.lead")} back={Place::Recalls.route()} back_label={t!("recalls.title")} />
            <div class="stack-loose">
                <Card title={t!("recall_import.where")}>
                    <div class="stack">
                        <p>{ t!("recall_import.where_site") }</p>
                        <p>{ t!("recall_import.where_format") }</p>
                        { file_choice((*chosen).as_deref(), compare.busy, choose) }
                        if compare.busy {
                            { meter(percent, 100, &t!("recall_import.sending", percent = percent)) }
                        }
                        <p class="muted">{ t!("recall_import.limits") }</p>
                    </div>
                </Card>
                if let Some(why) = refused {
                    <Notice mood={Mood::Bad} icon={Icon::Warning} alert=true>
                        <p>{ why }</p>
                    </Notice>
                } else {
                    <ProblemView failure={compare.failure.clone()} />
                }
                if let Some(export) = &*found {
                    <div class="stack-loose recall-import-found" tabindex="-1">
                        { part(use_found_notices, FoundProps { export: Rc::clone(export) }) }
                    </div>
                }
            </div>
        </>
    }
}
