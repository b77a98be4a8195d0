//! The photos of an offer: small ones in a row, each opens large.

use crate::components::{Button, Dialog, Icon, Tone};
use crate::i18n::t;
use crate::pages::offers::card::photo_box;
use shared::paths;
use shared::photos::Photo;
use std::rc::Rc;
use web_sys::KeyboardEvent;
use yew::prelude::*;

/// Props of [`use_gallery`].
#[derive(PartialEq)]
pub struct GalleryProps {
    /// The photos.
    pub photos: Vec<Photo>,
    /// Of what.
    pub title: AttrValue,
    /// What is to be seen on each, as far as somebody has said it.
    pub alts: Vec<Option<AttrValue>>,
}

/// Small photos in a row; a press opens one, arrow keys lead to the others, Escape closes.
#[hook]
pub fn use_gallery(props: Rc<GalleryProps>) -> Html {
    let open = use_state(|| None::<usize>);
    let count = props.photos.len();
    let set = |place: Option<usize>| {
        let open = open.clone();
        Callback::from(move |()| open.set(place))
    };
    let told = |at: usize| props.alts.get(at).cloned().flatten();
    let small = |(at, photo): (usize, &Photo)| {
        let enlarge = t!("photos.enlarge", n = at + 1, count = count);
        let label = told(at).map_or_else(|| enlarge.clone(), |alt| format!("{enlarge} · {alt}").into());
        html! {
            <li>
                <button type="button" class="photo-button" aria-label={label} onclick={set(Some(at)).reform(|_: MouseEvent| ())}>
                    { photo_box(photo.id) }
                </button>
            </li>
        }
    };
    let step = |by: usize| open.map(|at| (at + by) % count.max(1));
    let (before, after) = (step(count.saturating_sub(1)), step(1));
    let onkeydown = {
        let open = open.clone();
        Callback::from(move |event: KeyboardEvent| match event.key().as_str() {
            "ArrowLeft" => open.set(before),
            "ArrowRight" => open.set(after),
            _ => {}
        })
    };
    let shown = open.and_then(|at| props.photos.get(at).map(|photo| (at, photo)));
    html! {
        <>
            <ul class="photos">{ for props.photos.iter().enumerate().map(small) }</ul>
            <div {onkeydown}>
                <Dialog open={shown.is_some()} title={props.title.clone()} onclose={set(None)} wide=true>
                    if let Some((at, photo)) = shown {
                        { large(photo, told(at).unwrap_or_else(|| t!("photos.one_of", n = at + 1, count = count, title = props.title.clone()))) }
                        if count > 1 {
                            <div class="spread">
                                <Button tone={Tone::Quiet} icon={Icon::ArrowLeft} onclick={set(before)}>{ t!("photos.before") }</Button>
                                <span class="muted" role="status">{ t!("photos.place", n = at + 1, count = count) }</span>
                                <Button tone={Tone::Quiet} icon={Icon::ArrowRight} onclick={set(after)}>{ t!("photos.after") }</Button>
                            </div>
                        }
                    }
                </Dialog>
            </div>
        </>
    }
}

/// A key of its own: the photo before must not stay in sight while the next one is on its way.
fn large(photo: &Photo, alt: AttrValue) -> Html {
    html! {
        <img
            key={photo.id.to_string()}
            class="photo-large"
            src={paths::photo(photo.id)}
            width={photo.width.to_string()}
            height={photo.height.to_string()}
            {alt}
        />
    }
}
