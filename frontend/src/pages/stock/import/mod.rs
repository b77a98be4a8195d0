//! A spreadsheet arrives: it is chosen, looked at row by row, and received whole once nothing in it is wrong.

mod found;
mod words;

use super::forget_stock;
use super::place::Place;
use crate::browser;
use crate::client::{self, Failure};
use crate::components::{
    Button, ButtonLink, Card, Choice, Empty, Icon, Mood, Notice, PageHeader, ProblemView, SelectField, Tone, keyed_part,
    one_of, part,
};
use crate::hooks::{Binding, use_key_of, use_mutation, use_session};
use crate::i18n::{number, t};
use crate::pages::offers::own_sites::{OwnSitesProps, use_own_sites};
use crate::routes::Route;
use found::{FoundProps, use_found_table};
use shared::ids::SiteId;
use shared::paths;
use shared::problem::FieldError;
use shared::sites::Site;
use shared::stock::{LotReceipt, LotTable};
use std::rc::Rc;
use web_sys::{File, HtmlInputElement};
use yew::prelude::*;

/// What the browser lets people choose.
const ACCEPTED: &str = ".csv,.tsv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The page.
#[hook]
pub fn use_import_page() -> Html {
    let Some(us) = use_session().organisation() else { return html! {} };
    let ready = Callback::from(
        |sites: Rc<Vec<Site>>| {
            if sites.is_empty() { no_site() } else { part(use_import, ImportProps { sites }) }
        },
    );
    html! {
        <>
            <PageHeader title={t!("stock_import.title")} lead={t!("stock_import.lead")} back={Place::List.route()} back_label={t!("stock.title")} />
            { keyed_part(&us.to_string(), use_own_sites, OwnSitesProps { organisation: us, ready }) }
        </>
    }
}

/// Food is somewhere: without a site there is nothing to receive.
fn no_site() -> Html {
    html! {
        <Empty icon={Icon::Building} title={t!("publish.no_site")} hint={t!("publish.no_site_hint")}>
            <ButtonLink to={Route::NewSite} tone={Tone::Primary} icon={Icon::Plus}>{ t!("site.add") }</ButtonLink>
        </Empty>
    }
}

#[derive(PartialEq)]
struct ImportProps {
    sites: Rc<Vec<Site>>,
}

/// A file that was chosen.
#[derive(Clone, PartialEq)]
struct Chosen {
    file: File,
    /// How many were chosen before: the same file chosen again may hold something else.
    turn: u32,
}

#[hook]
fn use_import(props: Rc<ImportProps>) -> Html {
    let first = props.sites.first().map(|site| site.id);
    let site = use_state(|| first);
    let chosen = use_state(|| None::<Chosen>);
    let found = use_state(|| None::<Rc<LotTable>>);
    let received = use_state(|| None::<LotReceipt>);
    let (keys, turns) = (use_key_of(), use_mut_ref(|| 0_u32));
    let look = {
        let found = found.clone();
        use_mutation(
            |(site, file): (SiteId, File)| client::stock::look_at_table(site, file.into()),
            move |table: LotTable| {
                found.set(Some(Rc::new(table)));
                point_out();
            },
        )
    };
    let receive = {
        let (found, chosen, received) = (found.clone(), chosen.clone(), received.clone());
        use_mutation(
            move |(site, chosen): (SiteId, Chosen)| {
                let key = keys.of(&(site, chosen.turn));
                client::stock::receive_table(site, chosen.file.into(), key)
            },
            move |receipt: LotReceipt| {
                forget_stock();
                found.set(None);
                chosen.set(None);
                received.set(Some(receipt));
                point_out();
            },
        )
    };
    let choose = {
        let (site, chosen, found, received) = (*site, chosen.clone(), found.clone(), received.clone());
        let (run, clear) = (look.run.clone(), receive.clear.clone());
        Callback::from(move |file: File| {
            // Counted on after a file was received: the next one must not be sent with its key.
            let turn = turns.borrow().wrapping_add(1);
            *turns.borrow_mut() = turn;
            chosen.set(Some(Chosen { file: file.clone(), turn }));
            found.set(None);
            received.set(None);
            clear.emit(());
            if let Some(site) = site {
                run.emit((site, file));
            }
        })
    };
    let send = {
        let (ready, run) = ((*site).zip((*chosen).clone()), receive.run.clone());
        Callback::from(move |()| {
            if let Some(ready) = ready.clone() {
                run.emit(ready);
            }
        })
    };
    let name = (*chosen).as_ref().map(|chosen| chosen.file.name());
    html! {
        <div class="stack-loose">
            <Card>
                <div class="stack">
                    { site_choice(&props.sites, *site, { let site = site.clone(); Callback::from(move |at| site.set(at)) }) }
                    { file_choice(name.as_deref(), look.busy, choose) }
                    <p class="muted">{ t!("stock_import.limits") }</p>
                    <p><a class="with-icon" href={paths::LOT_IMPORT_TEMPLATE} download="lots.csv">{ Icon::ArrowDown }{ t!("stock_import.template") }</a></p>
                </div>
            </Card>
            <ProblemView failure={look.failure.clone()} />
            <div class="stack-loose stock-import-found" tabindex="-1">
                { done((*received).as_ref()) }
                if let Some(table) = &*found {
                    { part(use_found_table, FoundProps { table: Rc::clone(table), later: Rc::new(errors_of(receive.failure.as_ref())), busy: receive.busy, send }) }
                }
            </div>
            <ProblemView failure={receive.failure.clone()} />
        </div>
    }
}

/// What was wrong only when it was sent: somebody has recalled something meanwhile, or midnight has passed.
fn errors_of(failure: Option<&Failure>) -> Vec<FieldError> {
    failure.map(Failure::field_errors).unwrap_or_default()
}

/// A screen reader hears what came of it, and the keyboard goes on from there.
fn point_out() {
    browser::after(80, || browser::focus_first(".stock-import-found"));
}

/// Where the lots arrived; only asked where there are several sites.
fn site_choice(sites: &[Site], site: Option<SiteId>, change: Callback<Option<SiteId>>) -> Html {
    let choice = |site: &Site| Choice::new(Some(site.id), format!("{}, {}", site.name, site.commune).into());
    let choices: Vec<_> = sites.iter().map(choice).collect();
    if let [only] = choices.as_slice() {
        return html! { <p class="with-icon">{ Icon::Pin }{ &only.label }</p> };
    }
    let bind = Binding { pointer: "/site", value: site, error: None, change };
    html! { <SelectField question={one_of(&bind, &choices)} label={t!("stock_import.site")} /> }
}

/// The button that opens the device's files, and which of them is chosen.
pub(super) fn file_choice(name: Option<&str>, busy: bool, choose: Callback<File>) -> Html {
    let onchange = Callback::from(move |event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        let file = input.files().and_then(|files| files.get(0));
        // The same file may be chosen again, once it is mended.
        input.set_value("");
        if let Some(file) = file {
            choose.emit(file);
        }
    });
    let label = if name.is_some() { t!("stock_import.choose_other") } else { t!("stock_import.choose") };
    html! {
        <div class="stack-tight">
            <label class="button button-primary file-button">
                if busy {
                    <span class="spinner" aria-hidden="true"></span>
                } else {
                    { Icon::ArrowUp }
                }
                <span>{ label }</span>
                <input class="file-input" type="file" accept={ACCEPTED} disabled={busy} {onchange} />
            </label>
            <p class="muted" role="status">
                if busy {
                    { t!("stock_import.reading") }
                } else if let Some(name) = name {
                    { name.to_owned() }
                }
            </p>
        </div>
    }
}

/// What was received.
fn done(receipt: Option<&LotReceipt>) -> Html {
    let Some(receipt) = receipt else { return html! {} };
    let held = receipt.held > 0;
    let (mood, icon) = if held { (Mood::Warm, Icon::Warning) } else { (Mood::Good, Icon::Check) };
    html! {
        <Notice {mood} {icon}>
            <p role="status"><strong>{ t!("stock_import.done", n = receipt.lot_ids.len(), kg = number::weight(receipt.grams)) }</strong></p>
            if held {
                <p>{ t!("stock_import.held", n = i64::from(receipt.held)) }</p>
            }
            <div class="cluster">
                <ButtonLink to={Place::List.route()} icon={Icon::List}>{ t!("stock.see") }</ButtonLink>
            </div>
        </Notice>
    }
}

/// Receives what was found.
fn receive_button(count: usize, busy: bool, send: Callback<()>) -> Html {
    html! {
        <Button tone={Tone::Primary} icon={Icon::Check} wide=true {busy} onclick={send}>{ t!("stock_import.receive", n = count) }</Button>
    }
}
