//! Choosing photos: from the camera or from those that the device has.

use super::reduce;
use crate::components::{Button, Icon, Tone};
use crate::hooks::use_online;
use crate::i18n::t;
use shared::photos::MAX_PER_OFFER;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::{File, HtmlInputElement};
use yew::prelude::*;

/// What the server takes. An iPhone turns its own format into the first of these by itself.
const ACCEPTED: &str = "image/jpeg,image/png,image/webp";

/// Two ways to choose photos; without network, why there is none.
pub fn picker(online: bool, room: usize, chosen: &Callback<Vec<File>>) -> Html {
    if room == 0 {
        return html! { <p class="hint">{ t!("photos.full", max = MAX_PER_OFFER) }</p> };
    }
    if !online {
        return html! { <p class="with-icon hint">{ Icon::Offline }<span>{ t!("photos.need_network") }</span></p> };
    }
    choosers(&t!("photos.choose"), chosen)
}

/// The camera, where a device is held in the hand, and what the device has, under a name of the page's own.
pub fn choosers(choose: &AttrValue, chosen: &Callback<Vec<File>>) -> Html {
    let onchange = chosen.reform(|event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        let files = input.files().map(|list| (0..list.length()).filter_map(|at| list.get(at)).collect());
        // The same file may be chosen again.
        input.set_value("");
        files.unwrap_or_default()
    });
    html! {
        <div class="cluster">
            <label class="button button-secondary file-button touch-only">
                { Icon::Camera }<span>{ t!("photos.take") }</span>
                <input class="file-input" type="file" accept={ACCEPTED} capture="environment" onchange={onchange.clone()} />
            </label>
            <label class="button button-secondary file-button">
                { Icon::Picture }<span>{ choose }</span>
                <input class="file-input" type="file" accept={ACCEPTED} multiple=true {onchange} />
            </label>
        </div>
    }
}

/// Props of [`use_chosen`].
#[derive(PartialEq)]
pub struct ChosenProps {
    /// What is chosen so far.
    pub files: Vec<File>,
    /// Takes another choice.
    pub change: Callback<Vec<File>>,
}

/// Photos chosen for an offer that is not published yet.
#[hook]
pub fn use_chosen(props: Rc<ChosenProps>) -> Html {
    let online = use_online();
    let room = MAX_PER_OFFER.saturating_sub(props.files.len());
    let too_many = use_state(|| false);
    let chosen = {
        let (props, too_many) = (Rc::clone(&props), too_many.clone());
        Callback::from(move |more: Vec<File>| {
            too_many.set(more.len() > room);
            props.change.emit(props.files.iter().cloned().chain(more).take(MAX_PER_OFFER).collect());
        })
    };
    let previews = use_previews(&props.files);
    let remove = |at: usize| {
        let (props, too_many) = (Rc::clone(&props), too_many.clone());
        Callback::from(move |()| {
            too_many.set(false);
            let rest = props.files.iter().enumerate().filter(|(place, _)| *place != at);
            props.change.emit(rest.map(|(_, file)| file.clone()).collect());
        })
    };
    let row = |(at, file): (usize, &File)| {
        let preview = previews.iter().find(|(of, _)| of == file).map(|(_, address)| address.clone());
        html! {
            <li class="photo-row">
                <span class="photo-box">{ Icon::Picture }if let Some(src) = preview { <img {src} alt="" /> }</span>
                <span class="photo-row-words">{ file.name() }</span>
                <Button tone={Tone::Quiet} icon={Icon::Trash} onclick={remove(at)} label={t!("photos.remove_file", name = file.name())}>
                    { t!("photos.remove") }
                </Button>
            </li>
        }
    };
    html! {
        <div class="field">
            <p class="label" id="photos-label">{ t!("photos.title") }<span class="optional">{ t!("field.optional") }</span></p>
            <p class="hint">{ t!("photos.hint", max = MAX_PER_OFFER) }</p>
            if !props.files.is_empty() {
                <ul class="photo-rows" aria-labelledby="photos-label">{ for props.files.iter().enumerate().map(row) }</ul>
            }
            if *too_many {
                <p class="error" role="alert">{ Icon::Warning }{ t!("photos.too_many", max = MAX_PER_OFFER) }</p>
            }
            { picker(online, room, &chosen) }
        </div>
    }
}

/// Small pictures of files, as they become ready.
#[hook]
pub fn use_previews(files: &[File]) -> Vec<(File, AttrValue)> {
    let previews = use_state(Vec::<(File, AttrValue)>::new);
    {
        let previews = previews.clone();
        use_effect_with(files.to_vec(), move |files| {
            let files = files.clone();
            spawn_local(async move {
                let mut ready = Vec::new();
                for file in files {
                    if let Some(address) = reduce::preview(&file).await {
                        ready.push((file, AttrValue::from(address)));
                    }
                }
                previews.set(ready);
            });
        });
    }
    (*previews).clone()
}
