//! Corrections: what a lot is called, the numbers printed on it, a note; and where it stands on the shelves.

use super::PartProps;
use crate::client;
use crate::components::{Button, Dialog, Icon, ProblemView, TextArea, TextField, Tone, part, use_toast};
use crate::hooks::{Draft, Mutation, checked, optional, use_form, use_mutation};
use crate::i18n::t;
use crate::pages::offers::product::barcode;
use shared::ids::SiteId;
use shared::problem::FieldError;
use shared::products;
use shared::stock::{Lot, LotPatch, LotPlace};
use std::rc::Rc;
use yew::prelude::*;

/// What can be corrected, as text.
#[derive(Clone, Debug, PartialEq)]
struct EditDraft {
    before: (String, Option<String>, Option<String>, Option<String>),
    title: String,
    gtin: String,
    lot_number: String,
    note: String,
}

impl EditDraft {
    fn new(lot: &Lot) -> Self {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        Self {
            before: (lot.title.clone(), lot.gtin.clone(), lot.lot_number.clone(), lot.note.clone()),
            title: lot.title.clone(),
            gtin: lot.gtin.as_deref().map(barcode).unwrap_or_default(),
            lot_number: text(&lot.lot_number),
            note: text(&lot.note),
        }
    }
}

impl Draft for EditDraft {
    type Wire = LotPatch;

    fn build(&self) -> Result<LotPatch, Vec<FieldError>> {
        fn changed<T: PartialEq>(now: T, before: &T) -> Option<T> {
            (now != *before).then_some(now)
        }
        let (title, gtin, lot_number, note) = &self.before;
        let typed = optional(&self.gtin).map(|typed| products::gtin14(&typed).unwrap_or(typed));
        checked(LotPatch {
            title: changed(self.title.trim().to_owned(), title),
            gtin: changed(typed, gtin),
            lot_number: changed(optional(&self.lot_number), lot_number),
            note: changed(optional(&self.note), note),
            ..LotPatch::default()
        })
    }
}

/// The button beside the title, and the form behind it.
#[hook]
pub fn use_edit(props: Rc<PartProps>) -> Html {
    let asking = use_state(|| false);
    let set = |to: bool| {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(to))
    };
    html! {
        <>
            <Button icon={Icon::Edit} onclick={set(true)}>{ t!("offer.edit") }</Button>
            <Dialog open={*asking} title={t!("stock.edit_title")} onclose={set(false)}>
                { part(use_edit_form, EditFormProps { of: (*props).clone(), done: set(false) }) }
            </Dialog>
        </>
    }
}

/// Saves, says so, and closes what asked.
#[hook]
fn use_save(of: &PartProps, done: &Callback<()>) -> Mutation<LotPatch> {
    let (id, version) = (of.lot.id, of.lot.version);
    let toast = use_toast();
    let (of, done) = (of.clone(), done.clone());
    use_mutation(
        move |patch: LotPatch| client::stock::update(id, version, patch),
        move |lot: Lot| {
            toast.emit(t!("stock.saved"));
            done.emit(());
            of.changed(lot);
        },
    )
}

#[derive(PartialEq)]
struct EditFormProps {
    of: PartProps,
    done: Callback<()>,
}

#[hook]
fn use_edit_form(props: Rc<EditFormProps>) -> Html {
    let save = use_save(&props.of, &props.done);
    let form = use_form(|| EditDraft::new(&props.of.lot), save.failure.clone());
    html! {
        <form class="form" novalidate=true onsubmit={form.submit(save.run.clone())}>
            <TextField bind={form.field("/title", |draft| &mut draft.title)} label={t!("publish.name")} />
            <TextField bind={form.field("/lot_number", |draft| &mut draft.lot_number)} label={t!("stock.lot_number")} hint={t!("stock.lot_number_hint")} autocomplete="off" optional=true />
            <TextField bind={form.field("/gtin", |draft| &mut draft.gtin)} label={t!("product.gtin")} hint={t!("product.gtin_hint")} inputmode="numeric" autocomplete="off" optional=true />
            <TextArea bind={form.field("/note", |draft| &mut draft.note)} label={t!("stock.note")} optional=true />
            <ProblemView failure={save.failure.clone()} retry={props.of.resource.reload.clone()} />
            <div class="form-actions">
                <Button tone={Tone::Primary} icon={Icon::Check} submit=true busy={save.busy}>{ t!("button.save") }</Button>
            </div>
        </form>
    }
}

/// Where it stands, as text.
#[derive(Clone, Debug, PartialEq)]
struct ShelfDraft {
    place: SiteId,
    shelf: String,
}

impl Draft for ShelfDraft {
    type Wire = LotPatch;

    fn build(&self) -> Result<LotPatch, Vec<FieldError>> {
        let shelf = Some(optional(&self.shelf));
        checked(LotPatch { shelf, site_id: Some(self.place), ..LotPatch::default() })
    }
}

/// Props of [`use_shelf_form`].
#[derive(PartialEq)]
pub struct ShelfProps {
    /// The lot.
    pub of: PartProps,
    /// In which store.
    pub place: LotPlace,
    /// It was noted.
    pub done: Callback<()>,
}

/// Asks on which shelf it stands.
#[hook]
pub fn use_shelf_form(props: Rc<ShelfProps>) -> Html {
    let save = use_save(&props.of, &props.done);
    let start = || ShelfDraft { place: props.place.site.id, shelf: props.place.shelf.clone().unwrap_or_default() };
    let form = use_form(start, save.failure.clone());
    html! {
        <form class="form" novalidate=true onsubmit={form.submit(save.run.clone())}>
            <TextField bind={form.field("/shelf", |draft| &mut draft.shelf)} label={t!("stock.shelf")} hint={t!("stock.shelf_hint")} optional=true />
            <ProblemView failure={save.failure.clone()} retry={props.of.resource.reload.clone()} />
            <div class="form-actions">
                <Button tone={Tone::Primary} icon={Icon::Check} submit=true busy={save.busy}>{ t!("button.save") }</Button>
            </div>
        </form>
    }
}
