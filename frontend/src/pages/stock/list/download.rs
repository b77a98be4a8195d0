//! What the list shows, for a spreadsheet.

use super::address::StockAddress;
use crate::browser;
use crate::client;
use crate::components::{Button, Icon, ProblemView, Tone};
use crate::hooks::use_mutation;
use crate::i18n::{t, zone};
use shared::ids::OrganisationId;
use shared::paths;
use std::rc::Rc;
use web_sys::Blob;
use yew::prelude::*;

/// Props of [`use_download`].
#[derive(PartialEq)]
pub struct DownloadProps {
    /// What is filtered by.
    pub address: StockAddress,
    /// Whose stock.
    pub us: OrganisationId,
}

/// A table: where it is fetched, and how its name ends.
#[derive(Clone, Copy, PartialEq)]
struct Table {
    path: &'static str,
    end: &'static str,
}

const CSV: Table = Table { path: paths::LOT_CSV, end: "csv" };
const XLSX: Table = Table { path: paths::LOT_XLSX, end: "xlsx" };

/// Saves it. Buttons and no links: the log-in travels in a header, which links do not send.
#[hook]
pub fn use_download(props: Rc<DownloadProps>) -> Html {
    let filters = props.address.filters(props.us);
    let save = use_mutation(
        move |table: Table| {
            let filters = filters.clone();
            async move { client::stock::table(table.path, filters).await.map(|file| (table, file)) }
        },
        |(table, file): (Table, Blob)| browser::save_file(&format!("stock-{}.{}", zone::today(), table.end), &file),
    );
    let button = |table: Table, label: AttrValue| {
        let onclick = save.run.reform(move |()| table);
        html! { <Button tone={Tone::Quiet} icon={Icon::ArrowDown} busy={save.busy} {onclick}>{ label }</Button> }
    };
    html! {
        <div class="stack-tight no-print">
            <div class="cluster">
                { button(XLSX, t!("stock_table.xlsx")) }
                { button(CSV, t!("stock_table.csv")) }
            </div>
            <ProblemView failure={save.failure.clone()} />
        </div>
    }
}
