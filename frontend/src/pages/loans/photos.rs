//! In which condition an item went out and came back, as photos: added by both sides, taken away by nobody.

use crate::client;
use crate::components::{Card, part, use_toast};
use crate::hooks::{use_fresh, use_resource};
use crate::i18n::t;
use crate::pages::equipment::sender::use_sender;
use crate::pages::offers::photos::{GalleryProps, use_gallery};
use shared::ids::LoanId;
use shared::paths;
use shared::photos::{HandlingMoment, MAX_LENT, Photo};
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_loan_photos`].
#[derive(PartialEq)]
pub struct LoanPhotosProps {
    /// The loan.
    pub id: LoanId,
    /// Grows with each step, after which other photos may be added.
    pub version: i64,
    /// Name of the item.
    pub item: AttrValue,
}

/// The photos; nothing where there are none and none can be added.
#[hook]
pub fn use_loan_photos(props: Rc<LoanPhotosProps>) -> Html {
    let id = props.id;
    let photos = use_resource(format!("loan photos {id}"), move || client::photos::of_loan(id));
    use_fresh(&photos.reload);
    use_reload_after(props.version, &photos.reload);
    let Some(shown) = photos.data() else { return html! {} };
    if shown.out.is_empty() && shown.back.is_empty() && shown.can_add.is_empty() {
        return html! {};
    }
    let moment = |moment: HandlingMoment, there: &[Photo]| {
        let can_add = shown.can_add.contains(&moment);
        let reload = photos.reload.clone();
        part(use_moment, MomentProps { id, moment, photos: there.to_vec(), can_add, item: props.item.clone(), reload })
    };
    html! {
        <Card title={t!("lent_photos.condition")}>
            { moment(HandlingMoment::Out, &shown.out) }
            { moment(HandlingMoment::Back, &shown.back) }
        </Card>
    }
}

/// Fetches anew what depends on a loan once the loan has changed; when the page appears it is fetched anyway.
#[hook]
pub fn use_reload_after(version: i64, reload: &Callback<()>) {
    let (seen, reload) = (use_mut_ref(|| version), reload.clone());
    use_effect_with(version, move |version| {
        if seen.replace(*version) != *version {
            reload.emit(());
        }
    });
}

#[derive(PartialEq)]
struct MomentProps {
    id: LoanId,
    moment: HandlingMoment,
    photos: Vec<Photo>,
    can_add: bool,
    item: AttrValue,
    reload: Callback<()>,
}

#[hook]
fn use_moment(props: Rc<MomentProps>) -> Html {
    let toast = use_toast();
    let arrived = {
        let reload = props.reload.clone();
        Callback::from(move |()| {
            toast.emit(t!("lent_photos.added"));
            reload.emit(());
        })
    };
    let sender = use_sender(paths::loan_photos_at(props.id, props.moment), arrived);
    if props.photos.is_empty() && !props.can_add {
        return html! {};
    }
    let (title, hint) = match props.moment {
        HandlingMoment::Out => (t!("lent_photos.out"), t!("lent_photos.out_hint")),
        HandlingMoment::Back => (t!("lent_photos.back"), t!("lent_photos.back_hint")),
    };
    let gallery = GalleryProps { photos: props.photos.clone(), title: props.item.clone(), alts: Vec::new() };
    html! {
        <section class="stack-tight" aria-label={title.clone()}>
            <h3>{ title }</h3>
            if props.photos.is_empty() {
                <p class="muted">{ hint }</p>
            } else {
                { part(use_gallery, gallery) }
            }
            if props.can_add {
                { sender.view(MAX_LENT.saturating_sub(props.photos.len())) }
            }
        </section>
    }
}
