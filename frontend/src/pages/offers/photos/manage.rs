//! The photos of our own offer: what is there, what is on its way, what to add and take away.

use super::gallery::{GalleryProps, use_gallery};
use super::picker::picker;
use super::queue::{self, Progress, Upload};
use crate::client;
use crate::components::{Button, Card, Icon, ProblemView, Tone, meter, part, use_toast};
use crate::hooks::{Resource, forget, use_mutation, use_online};
use crate::i18n::t;
use crate::pages::offers::card::photo_box;
use shared::ids::PhotoId;
use shared::offers::{Offer, OfferStatus};
use shared::photos::{MAX_PER_OFFER, Photo};
use std::rc::Rc;
use web_sys::File;
use yew::prelude::*;

/// Props of [`use_own_photos`].
#[derive(PartialEq)]
pub struct OwnPhotosProps {
    /// The offer.
    pub offer: Offer,
    /// Where it comes from, to be fetched anew.
    pub resource: Resource<Offer>,
}

/// The photos of our own offer.
#[hook]
pub fn use_own_photos(props: Rc<OwnPhotosProps>) -> Html {
    let toast = use_toast();
    let online = use_online();
    let offer = &props.offer;
    let uploads = use_uploads(&props);
    let photos = offer.details.as_ref().map(|details| details.photos.clone()).unwrap_or_default();
    let remove = {
        let (id, reload, toast) = (offer.id, props.resource.reload.clone(), toast.clone());
        use_mutation(
            move |photo: PhotoId| client::photos::remove(id, photo),
            move |()| {
                forget("offers");
                toast.emit(t!("photos.removed"));
                reload.emit(());
            },
        )
    };
    let room = MAX_PER_OFFER.saturating_sub(photos.len() + uploads.len());
    let too_many = use_state(|| false);
    let chosen = {
        let (id, too_many, toast) = (offer.id, too_many.clone(), toast.clone());
        Callback::from(move |files: Vec<File>| {
            too_many.set(files.len() > room);
            queue::add(id, files.into_iter().take(room).collect(), toast.clone());
        })
    };
    let may_change = offer.can_edit && offer.status == OfferStatus::Open;
    if photos.is_empty() && uploads.is_empty() && !may_change {
        return html! {};
    }
    html! {
        <Card title={t!("photos.title")}>
            if !photos.is_empty() {
                { part(use_gallery, GalleryProps { photos: photos.clone(), title: offer.title.clone().into(), alts: Vec::new() }) }
            }
            if may_change {
                <ul class="photo-rows" aria-label={t!("photos.manage")}>
                    { for photos.iter().enumerate().map(|(at, photo)| kept(at, photo, remove.busy, &remove.run)) }
                    { for uploads.iter().map(|upload| on_its_way(upload, &toast)) }
                </ul>
                <ProblemView failure={remove.failure.clone()} />
                if *too_many {
                    <p class="error" role="alert">{ Icon::Warning }{ t!("photos.too_many", max = MAX_PER_OFFER) }</p>
                }
                if photos.is_empty() && uploads.is_empty() {
                    <p class="muted">{ t!("photos.none", max = MAX_PER_OFFER) }</p>
                }
                { picker(online, room, &chosen) }
            }
        </Card>
    }
}

/// What is on its way to this offer; one less means that one has arrived.
#[hook]
fn use_uploads(props: &OwnPhotosProps) -> Vec<Upload> {
    let id = props.offer.id;
    let uploads = use_state(|| queue::of(id));
    {
        let uploads = uploads.clone();
        use_effect_with(id, move |id| {
            let id = *id;
            let look = Callback::from(move |()| uploads.set(queue::of(id)));
            look.emit(());
            queue::on_change(look);
            || queue::on_change(Callback::noop())
        });
    }
    {
        let (reload, before) = (props.resource.reload.clone(), use_mut_ref(|| 0));
        use_effect_with(uploads.len(), move |count| {
            if before.replace(*count) > *count {
                reload.emit(());
            }
        });
    }
    (*uploads).clone()
}

fn kept(at: usize, photo: &Photo, busy: bool, remove: &Callback<PhotoId>) -> Html {
    let id = photo.id;
    html! {
        <li class="photo-row" key={id.to_string()}>
            { photo_box(id) }
            <span class="photo-row-words">{ t!("photos.number", n = at + 1) }</span>
            <Button tone={Tone::Quiet} icon={Icon::Trash} {busy} onclick={remove.reform(move |()| id)} label={t!("photos.remove_number", n = at + 1)}>
                { t!("photos.remove") }
            </Button>
        </li>
    }
}

fn on_its_way(upload: &Upload, toast: &Callback<AttrValue>) -> Html {
    let key = upload.key;
    let words = match &upload.progress {
        Progress::Waiting => html! { <span class="muted">{ t!("photos.waiting") }</span> },
        Progress::Sending(percent) => {
            let label = t!("photos.sending", percent = i64::from(*percent));
            html! { <><span class="muted">{ label.clone() }</span>{ meter(i64::from(*percent), 100, &label) }</> }
        }
        Progress::Failed(reason) => html! { <span class="error" role="alert">{ Icon::Warning }{ reason }</span> },
    };
    let toast = toast.clone();
    html! {
        <li class="photo-row" key={format!("upload {key}")}>
            <span class="photo-box">{ Icon::Picture }</span>
            <span class="photo-row-words"><span>{ upload.file.name() }</span>{ words }</span>
            if matches!(upload.progress, Progress::Failed(_)) {
                <span class="cluster">
                    <Button tone={Tone::Quiet} icon={Icon::Refresh} onclick={move |()| queue::retry(key, toast.clone())}>{ t!("problem_view.retry") }</Button>
                    <Button tone={Tone::Quiet} icon={Icon::Close} onclick={move |()| queue::drop_one(key)}>{ t!("photos.remove") }</Button>
                </span>
            }
        </li>
    }
}
