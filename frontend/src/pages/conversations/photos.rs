//! Photos for the next message: they leave as soon as they are chosen, so that the message itself waits for nothing else.

use super::compose::Typed;
use crate::browser;
use crate::client::conversations::About;
use crate::client::{self, Failure};
use crate::components::{Button, Icon, TextField, Tone, meter};
use crate::hooks::{Binding, Form, optional, use_online};
use crate::i18n::t;
use crate::pages::offers::photos::{choosers, reduced, use_previews};
use shared::conversations::NewMessagePhoto;
use shared::ids::PhotoId;
use shared::photos::{MAX_BYTES, MAX_PER_MESSAGE};
use uuid::Uuid;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::prelude::*;

/// How far a photo has come.
#[derive(Clone, Debug, PartialEq)]
enum Progress {
    /// So many percent have left.
    Sending(u8),
    /// The server has it, and keeps it for the message.
    Arrived(PhotoId),
    /// Why it was not taken.
    Failed(AttrValue),
}

/// A photo for the next message.
#[derive(Clone, Debug, PartialEq)]
pub struct Chosen {
    key: Uuid,
    file: File,
    alt: String,
    progress: Progress,
}

impl Chosen {
    /// Whether the message has to wait for it.
    pub const fn is_on_its_way(&self) -> bool {
        matches!(self.progress, Progress::Sending(_))
    }

    /// Whether it was not taken.
    pub const fn has_failed(&self) -> bool {
        matches!(self.progress, Progress::Failed(_))
    }

    /// As the message names it; nothing until the server has it.
    pub fn named(&self) -> Option<NewMessagePhoto> {
        match self.progress {
            Progress::Arrived(id) => Some(NewMessagePhoto { id, alt: optional(&self.alt) }),
            Progress::Sending(_) | Progress::Failed(_) => None,
        }
    }
}

/// Where the server finds fault with descriptions: one for each photo that a message may have.
const POINTERS: [&str; MAX_PER_MESSAGE] = ["/photos/0/alt", "/photos/1/alt", "/photos/2/alt", "/photos/3/alt"];

/// The photos of the next message, each with its description, and ways to choose more.
#[hook]
pub fn use_photo_field(form: &Form<Typed>, about: About) -> Html {
    let online = use_online();
    let too_many = use_state(|| false);
    let photos = &form.draft.photos;
    let files: Vec<File> = photos.iter().map(|photo| photo.file.clone()).collect();
    let previews = use_previews(&files);
    let room = MAX_PER_MESSAGE.saturating_sub(photos.len());
    let chosen = {
        let (form, too_many) = (form.clone(), too_many.clone());
        Callback::from(move |files: Vec<File>| {
            too_many.set(files.len() > room);
            add(&form, about, files.into_iter().take(room).collect());
        })
    };
    let remove = {
        let (form, too_many) = (form.clone(), too_many.clone());
        Callback::from(move |key: Uuid| {
            too_many.set(false);
            form.edit_at("/photos", move |draft| draft.photos.retain(|photo| photo.key != key));
            // The button that had the focus is gone.
            browser::focus_first(".conversation textarea");
        })
    };
    let retry = {
        let form = form.clone();
        Callback::from(move |photo: Chosen| {
            set(&form, photo.key, Progress::Sending(0));
            send(form.clone(), about, vec![photo]);
        })
    };
    let item = |(at, photo): (usize, &Chosen)| {
        let preview = previews.iter().find(|(of, _)| *of == photo.file).map(|(_, address)| address.clone());
        row(form, at, photo, preview, &remove, &retry)
    };
    html! {
        <div class="stack-tight">
            if !photos.is_empty() {
                <ul class="photo-rows" aria-label={t!("messages.photos_label")}>{ for photos.iter().enumerate().map(item) }</ul>
            }
            if *too_many {
                <p class="error" role="alert">{ Icon::Warning }{ t!("photos.too_many", max = MAX_PER_MESSAGE) }</p>
            }
            if room == 0 {
                <p class="hint">{ t!("messages.photos_full", max = MAX_PER_MESSAGE) }</p>
            } else if online {
                { choosers(&t!("messages.add_photo"), &chosen) }
            } else {
                <p class="with-icon hint">{ Icon::Offline }<span>{ t!("messages.photos_need_network") }</span></p>
            }
        </div>
    }
}

fn row(
    form: &Form<Typed>,
    at: usize,
    photo: &Chosen,
    preview: Option<AttrValue>,
    remove: &Callback<Uuid>,
    retry: &Callback<Chosen>,
) -> Html {
    let (key, number) = (photo.key, at + 1);
    let again = {
        let photo = photo.clone();
        retry.reform(move |()| photo.clone())
    };
    html! {
        <li class="photo-row" key={key.to_string()}>
            <span class="photo-box">{ Icon::Picture }if let Some(src) = preview { <img {src} alt="" /> }</span>
            <div class="photo-row-words stack-tight">
                <span>{ photo.file.name() }</span>
                { progress(&photo.progress) }
                <TextField bind={description(form, at, photo)} label={t!("lent_photos.alt", n = number)} hint={t!("lent_photos.alt_hint")} optional=true />
                <div class="cluster">
                    if photo.has_failed() {
                        <Button tone={Tone::Quiet} icon={Icon::Refresh} onclick={again} label={t!("messages.retry_photo", n = number)}>
                            { t!("problem_view.retry") }
                        </Button>
                    }
                    <Button tone={Tone::Quiet} icon={Icon::Trash} onclick={remove.reform(move |()| key)} label={t!("photos.remove_number", n = number)}>
                        { t!("photos.remove") }
                    </Button>
                </div>
            </div>
        </li>
    }
}

fn progress(progress: &Progress) -> Html {
    match progress {
        Progress::Sending(percent) => {
            let label = t!("photos.sending", percent = i64::from(*percent));
            html! { <><span class="muted">{ label.clone() }</span>{ meter(i64::from(*percent), 100, &label) }</> }
        }
        Progress::Arrived(_) => html! { <span class="muted">{ t!("messages.photo_ready") }</span> },
        Progress::Failed(reason) => html! { <span class="error" role="alert">{ Icon::Warning }{ reason }</span> },
    }
}

/// The field for what is to be seen on a photo.
fn description(form: &Form<Typed>, at: usize, photo: &Chosen) -> Binding<String> {
    let pointer = POINTERS.get(at).copied().unwrap_or("/photos");
    let (form, key) = (form.clone(), photo.key);
    let error = form.error(pointer);
    let change = Callback::from(move |alt: String| {
        form.edit_at(pointer, move |draft| alter(draft, key, |photo| photo.alt = alt));
    });
    Binding { pointer, value: photo.alt.clone(), error, change }
}

/// Changes a photo of the draft, if it is still there.
fn alter(draft: &mut Typed, key: Uuid, edit: impl FnOnce(&mut Chosen)) {
    if let Some(photo) = draft.photos.iter_mut().find(|photo| photo.key == key) {
        edit(photo);
    }
}

fn set(form: &Form<Typed>, key: Uuid, progress: Progress) {
    form.edit(move |draft| alter(draft, key, |photo| photo.progress = progress));
}

fn add(form: &Form<Typed>, about: About, files: Vec<File>) {
    let chosen = |file: File| Chosen { key: Uuid::new_v4(), file, alt: String::new(), progress: Progress::Sending(0) };
    let new: Vec<Chosen> = files.into_iter().map(chosen).collect();
    send(form.clone(), about, new.clone());
    // A message with a photo needs no text.
    form.edit_at("/text", move |draft| draft.photos.extend(new));
}

/// Sends photos one after the other: a bad network carries one.
fn send(form: Form<Typed>, about: About, photos: Vec<Chosen>) {
    spawn_local(async move {
        for photo in photos {
            let progress = match send_one(&form, about, &photo).await {
                Ok(id) => Progress::Arrived(id),
                Err(reason) => Progress::Failed(reason),
            };
            set(&form, photo.key, progress);
        }
    });
}

async fn send_one(form: &Form<Typed>, about: About, Chosen { key, file, .. }: &Chosen) -> Result<PhotoId, AttrValue> {
    let small = reduced(file).await;
    // Sizes are whole numbers far below those that a float loses.
    if small.size() > f64::from(u32::try_from(MAX_BYTES).unwrap_or(u32::MAX)) {
        return Err(t!("photos.too_large"));
    }
    let (form, key) = (form.clone(), *key);
    let told = move |percent| set(&form, key, Progress::Sending(percent));
    let sent = client::photos::for_message(about, &small, told).await;
    sent.map(|photo| photo.id).map_err(|failure| match failure {
        Failure::Offline => t!("photos.offline"),
        other => other.sentence(),
    })
}
