//! The weeks site by site, for a spreadsheet.

use crate::browser;
use crate::client;
use crate::components::{Button, Icon, ProblemView};
use crate::hooks::{use_mutation, use_session};
use crate::i18n::t;
use shared::iso_week::IsoWeek;
use std::rc::Rc;
use web_sys::Blob;
use yew::prelude::*;

/// Props of [`use_download`].
#[derive(PartialEq)]
pub struct DownloadProps {
    /// The first week.
    pub from: IsoWeek,
    /// The last week.
    pub to: IsoWeek,
}

/// Saves the table. A button and no link: the log-in travels in a header, which links do not send.
#[hook]
pub fn use_download(props: Rc<DownloadProps>) -> Html {
    let DownloadProps { from, to } = *props;
    let reads_all = use_session().me().is_some_and(|me| me.user.network_admin);
    let save = use_mutation(
        move |()| client::activity::table(from, to),
        move |file: Blob| browser::save_file(&format!("activite-{from}-{to}.csv"), &file),
    );
    let lead = if reads_all { t!("activity_network.file_all") } else { t!("activity_network.file_own") };
    html! {
        <section class="card stack no-print" aria-label={t!("activity_network.file")}>
            <h2>{ t!("activity_network.file") }</h2>
            <p class="muted">{ lead }</p>
            <div class="cluster">
                <Button icon={Icon::ArrowDown} busy={save.busy} onclick={save.run.clone()}>{ t!("activity_network.download") }</Button>
            </div>
            <ProblemView failure={save.failure.clone()} />
        </section>
    }
}
