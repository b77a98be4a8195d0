//! A shop where the tour fetches something for its own organisation.

use super::PartProps;
use super::shop_draft::ShopDraft;
use crate::client;
use crate::components::{
    Button, Choice, Icon, ProblemView, Segmented, SelectField, TextField, Tone, one_of, part, use_disclosure, use_toast,
};
use crate::hooks::{Form, use_form, use_mutation, use_resource};
use crate::i18n::{t, word};
use crate::pages::communes::{CommuneFieldProps, use_commune_field};
use crate::pages::tours::{forget_tours, words};
use shared::sites::Site;
use shared::tours::{NewTourLoad, Tour, TourLoad};
use shared::units::TemperatureClass;
use std::rc::Rc;
use yew::prelude::*;

/// The pointers of the form.
const POINTERS: [&str; 8] = [
    "/shop/name",
    "/shop/address",
    "/shop/insee_code",
    "/shop/grams",
    "/shop/window",
    "/shop/window_until",
    "/shop/site_id",
    "/shop/note",
];

/// The form, behind one line.
#[hook]
pub fn use_shop(props: Rc<PartProps>) -> Html {
    let tour = &props.tour;
    let (id, us) = (tour.id, tour.organisation.id);
    let toast = use_toast();
    // With its answer the form starts over: the next shop is another one.
    let added = use_state(|| 0_u32);
    let add = {
        let (reload, added) = (props.onstale.clone(), added.clone());
        use_mutation(
            move |new: NewTourLoad| client::tours::add_load(id, new),
            move |_: TourLoad| {
                forget_tours();
                toast.emit(t!("tour_shop.added"));
                added.set(added.wrapping_add(1));
                reload.emit(());
            },
        )
    };
    let start = || ShopDraft::new(tour);
    let form = use_form(start, add.failure.clone());
    {
        let (form, tour) = (form.clone(), tour.clone());
        use_effect_with(*added, move |_| form.reset(ShopDraft::new(&tour)));
    }
    let sites = use_resource(format!("sites of {us}"), move || client::sites::list_of(us));
    let sites = sites.data().map(|page| page.items.clone()).unwrap_or_default();
    let wrong = POINTERS.iter().any(|pointer| form.error(pointer).is_some());
    let disclosure = use_disclosure(false, wrong);
    let content = html! {
        <form class="form" novalidate=true onsubmit={form.submit(add.run.clone())}>
            <p class="muted">{ t!("tour_shop.lead") }</p>
            { place(&form) }
            { what(&form) }
            { when(&form, tour) }
            if sites.len() > 1 {
                { whereto(&form, &sites) }
            }
            <TextField bind={form.field("/shop/note", |draft| &mut draft.note)} label={t!("tour_shop.note")} hint={t!("tour_shop.note_hint")} optional=true />
            <ProblemView failure={add.failure.clone()} />
            <div class="form-actions">
                <Button tone={Tone::Primary} icon={Icon::Plus} submit=true busy={add.busy}>{ t!("tour_shop.send") }</Button>
            </div>
        </form>
    };
    html! { <section class="card no-print">{ disclosure.around(t!("tour_shop.title"), content) }</section> }
}

fn place(form: &Form<ShopDraft>) -> Html {
    let commune = CommuneFieldProps {
        bind: form.field("/shop/insee_code", |draft| &mut draft.commune),
        label: t!("board.commune"),
        hint: None,
        optional: false,
    };
    html! {
        <>
            <TextField bind={form.field("/shop/name", |draft| &mut draft.name)} label={t!("tour_shop.name")} />
            <TextField bind={form.field("/shop/address", |draft| &mut draft.address)} label={t!("tour_shop.address")} optional=true />
            { part(use_commune_field, commune) }
        </>
    }
}

fn what(form: &Form<ShopDraft>) -> Html {
    let class = form.field("/shop/temperature_class", |draft| &mut draft.class);
    let classes: Vec<_> = TemperatureClass::ALL.iter().map(|class| Choice::new(*class, word(*class))).collect();
    html! {
        <>
            <TextField bind={form.field("/shop/grams", |draft| &mut draft.kg)} label={t!("tour_shop.grams")} inputmode="decimal" unit="kg" />
            <Segmented question={one_of(&class, &classes)} label={t!("board.temperature")} />
        </>
    }
}

fn when(form: &Form<ShopDraft>, tour: &Tour) -> Html {
    html! {
        <>
            <p class="hint">{ t!("tour_shop.window_hint", span = words::span(tour)) }</p>
            <div class="form-row">
                <TextField kind="time" bind={form.field("/shop/window", |draft| &mut draft.from)} label={t!("tour_shop.from")} optional=true />
                <TextField kind="time" bind={form.field("/shop/window_until", |draft| &mut draft.until)} label={t!("tour_shop.until")} optional=true />
            </div>
        </>
    }
}

fn whereto(form: &Form<ShopDraft>, sites: &[Site]) -> Html {
    let bind = form.field("/shop/site_id", |draft| &mut draft.site);
    let choice = |site: &Site| Choice::new(Some(site.id), format!("{}, {}", site.name, site.commune).into());
    let choices: Vec<_> = sites.iter().map(choice).collect();
    html! { <SelectField question={one_of(&bind, &choices)} label={t!("tour_shop.site")} /> }
}
