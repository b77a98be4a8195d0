//! An item's photos: looked at by everybody, added, described and taken away by its owner.

use super::PartProps;
use crate::client;
use crate::components::{Button, Card, Icon, ProblemView, TextField, Tone, keyed_part, part, use_toast};
use crate::hooks::{Draft, Resource, checked, forget, use_form, use_mutation, use_session};
use crate::i18n::t;
use crate::pages::equipment::sender::use_sender;
use crate::pages::offers::card::photo_box;
use crate::pages::offers::photos::{GalleryProps, use_gallery};
use shared::equipment::Equipment;
use shared::ids::EquipmentId;
use shared::paths;
use shared::photos::{ItemPhoto, ItemPhotoPatch, MAX_LENT};
use shared::problem::FieldError;
use std::rc::Rc;
use yew::prelude::*;

/// The photos; nothing where there are none and none can be added.
#[hook]
pub fn use_item_photos(props: Rc<PartProps>) -> Html {
    let item = &props.item;
    let changeable = use_session().may_write() && item.can_edit && !item.retired;
    let arrived = {
        let (reload, toast) = (props.resource.reload.clone(), use_toast());
        Callback::from(move |()| {
            forget("equipment list");
            toast.emit(t!("lent_photos.added"));
            reload.emit(());
        })
    };
    let sender = use_sender(paths::photos_of_equipment(item.id), arrived);
    if item.photos.is_empty() && !changeable {
        return html! {};
    }
    let photos = item.photos.iter().map(|one| one.photo).collect();
    let alts = item.photos.iter().map(|one| one.alt.clone().map(AttrValue::from)).collect();
    let room = MAX_LENT.saturating_sub(item.photos.len());
    html! {
        <Card title={t!("photos.title")}>
            if !item.photos.is_empty() {
                { part(use_gallery, GalleryProps { photos, title: item.name.clone().into(), alts }) }
            }
            if changeable {
                if item.photos.is_empty() {
                    <p class="muted">{ t!("lent_photos.none", max = MAX_LENT) }</p>
                }
                <ul class="photo-rows" aria-label={t!("photos.manage")}>
                    { for item.photos.iter().enumerate().map(|(at, photo)| row(&props, at, photo)) }
                </ul>
                { sender.view(room) }
            }
        </Card>
    }
}

fn row(props: &PartProps, at: usize, photo: &ItemPhoto) -> Html {
    let resource = props.resource.clone();
    keyed_part(&photo.photo.id.to_string(), use_row, RowProps { item: props.item.id, at, photo: photo.clone(), resource })
}

#[derive(Clone, PartialEq)]
struct AltDraft {
    alt: String,
}

impl Draft for AltDraft {
    type Wire = ItemPhotoPatch;

    fn build(&self) -> Result<ItemPhotoPatch, Vec<FieldError>> {
        let alt = Some(self.alt.trim()).filter(|alt| !alt.is_empty());
        checked(ItemPhotoPatch { alt: Some(alt.map(str::to_owned)) })
    }
}

#[derive(PartialEq)]
struct RowProps {
    item: EquipmentId,
    at: usize,
    photo: ItemPhoto,
    resource: Resource<Equipment>,
}

/// One photo of our own item: what is to be seen on it, and the way to take it away.
#[hook]
fn use_row(props: Rc<RowProps>) -> Html {
    let (item, photo, toast) = (props.item, props.photo.photo.id, use_toast());
    let describe = {
        let (resource, toast) = (props.resource.clone(), toast.clone());
        use_mutation(
            move |patch: ItemPhotoPatch| client::photos::describe(item, photo, patch),
            move |item: Equipment| {
                toast.emit(t!("lent_photos.described"));
                resource.replace(item);
            },
        )
    };
    let remove = {
        let reload = props.resource.reload.clone();
        use_mutation(
            move |()| client::photos::remove_from_item(item, photo),
            move |()| {
                forget("equipment list");
                toast.emit(t!("photos.removed"));
                reload.emit(());
            },
        )
    };
    let form = use_form(|| AltDraft { alt: props.photo.alt.clone().unwrap_or_default() }, describe.failure.clone());
    let mut bind = form.field("/alt", |draft| &mut draft.alt);
    // Fields of several photos stand on one page: each needs an id of its own.
    bind.pointer = POINTERS.get(props.at).copied().unwrap_or("/alt");
    html! {
        <li class="photo-row">
            { photo_box(photo) }
            <form class="photo-row-words stack-tight" novalidate=true onsubmit={form.submit(describe.run.clone())}>
                <TextField {bind} label={t!("lent_photos.alt", n = props.at + 1)} hint={t!("lent_photos.alt_hint")} optional=true />
                <div class="cluster">
                    <Button tone={Tone::Secondary} submit=true busy={describe.busy} label={t!("lent_photos.save_alt", n = props.at + 1)}>{ t!("button.save") }</Button>
                    <Button tone={Tone::Quiet} icon={Icon::Trash} busy={remove.busy} onclick={remove.run.clone()} label={t!("photos.remove_number", n = props.at + 1)}>
                        { t!("photos.remove") }
                    </Button>
                </div>
                <ProblemView failure={describe.failure.clone().or(remove.failure.clone())} />
            </form>
        </li>
    }
}

/// One for each photo that an item may have.
const POINTERS: [&str; MAX_LENT] = ["/alt_1", "/alt_2", "/alt_3", "/alt_4", "/alt_5", "/alt_6"];
