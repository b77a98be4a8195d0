//! The shops of a route: added, changed, taken away, and moved by buttons that work by keyboard and by thumb.

use super::draft::{RouteDraft, Way};
use crate::browser;
use crate::components::{Button, Clashes, Icon, Tone, part, plain_part};
use crate::hooks::Form;
use crate::i18n::t;
use crate::pages::collection_rounds::shop::{ShopDraft, ShopFieldsProps, use_shop_fields};
use shared::collection_rounds::MAX_STOPS;
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_shops`].
#[derive(PartialEq)]
pub struct ShopsProps {
    /// The route.
    pub form: Form<RouteDraft>,
}

/// The shops.
#[hook]
pub fn use_shops(props: Rc<ShopsProps>) -> Html {
    let form = &props.form;
    let shops = &form.draft.shops;
    // A shop that nobody has begun is there to be typed.
    let unbegun = shops.iter().position(|shop| !shop.is_begun());
    let open = use_state(|| unbegun);
    let moved = use_state(AttrValue::default);
    let shown = (*open).filter(|place| *place < shops.len()).or(unbegun);
    {
        // What is typed into it must not close it.
        let open = open.clone();
        use_effect_with(shown, move |shown| {
            if *open != *shown {
                open.set(*shown);
            }
        });
    }
    let show = {
        let open = open.clone();
        Callback::from(move |place: Option<usize>| {
            open.set(place);
            let target = if place.is_some() { ".collecting-shop .input" } else { ".collecting-more" };
            browser::after(80, move || browser::focus_first(target));
        })
    };
    // Only what is right is closed: a mistake behind a line would not be found.
    let close = |then: Callback<()>| {
        let form = form.clone();
        Callback::from(move |()| {
            let wrong = shown.map(|place| form.draft.wrong_at(place)).unwrap_or_default();
            if wrong.is_empty() {
                then.emit(());
            } else {
                form.reject_fields(wrong);
            }
        })
    };
    let add = {
        let (form, show) = (form.clone(), show.clone());
        Callback::from(move |()| {
            let place = (*form.draft).clone().add();
            form.edit_at("/stops", |draft: &mut RouteDraft| {
                draft.add();
            });
            show.emit(Some(place));
        })
    };
    let shift = |place: usize, way: Way| {
        let target = form.draft.target(place, way)?;
        let (form, open, moved) = (form.clone(), open.clone(), moved.clone());
        Some(close(Callback::from(move |()| {
            let name = form.draft.shops.get(place).map(|shop| shop.donor.text.clone()).unwrap_or_default();
            moved.set(t!("collection_route.moved", shop = name, place = target + 1));
            form.edit_at("/stops", move |draft: &mut RouteDraft| draft.shift(place, way));
            open.set(None);
            browser::after(80, move || browser::focus_first(&format!("#magasin-{target} .collecting-moves .button")));
        })))
    };
    let row = |(place, shop): (usize, &ShopDraft)| {
        let remove = {
            let (form, show) = (form.clone(), show.clone());
            Callback::from(move |()| {
                form.edit_at("/stops", move |draft: &mut RouteDraft| draft.remove(place));
                // What is open stays so, wherever it stands then.
                show.emit(shown.filter(|open| *open != place).map(|open| if open > place { open - 1 } else { open }));
            })
        };
        let content = if shown == Some(place) {
            opened(form, place, shop)
        } else {
            let change = close(show.reform(move |()| Some(place)));
            closed(form, place, shop, change, [shift(place, Way::Up), shift(place, Way::Down)])
        };
        html! {
            <li key={place} id={format!("magasin-{place}")}>
                { content }
                <Button tone={Tone::Quiet} icon={Icon::Trash} onclick={remove} label={t!("collection_route.remove_of", shop = shop.donor.text.as_str())}>
                    { t!("collection_route.remove") }
                </Button>
            </li>
        }
    };
    let rows = shops.iter().enumerate().filter(|(place, shop)| shop.is_begun() || shown == Some(*place)).map(row);
    let empty = form.error("/stops").filter(|_| shops.is_empty());
    html! {
        <section class="card">
            <h2>{ t!("collection_route.shops") }</h2>
            <p class="muted">{ t!("collection_route.shops_hint") }</p>
            if let Some(error) = empty {
                <p class="error" role="alert">{ Icon::Warning }{ error }</p>
            }
            <ol class="rows">{ for rows }</ol>
            <p class="visually-hidden" role="status">{ (*moved).clone() }</p>
            { plain_part(use_clash_of_shops) }
            if shops.len() < MAX_STOPS {
                <div class="collecting-more" tabindex="-1">
                    <Button icon={Icon::Plus} wide=true onclick={close(add)}>{ t!("collection_route.add_shop") }</Button>
                </div>
            }
        </section>
    }
}

/// What somebody else has made of the shops meanwhile: they stand in no field that could ask by itself.
#[hook]
fn use_clash_of_shops() -> Html {
    use_context::<Clashes>().map(|clashes| clashes.at("f-stops")).unwrap_or_default()
}

/// The shop that is being typed.
fn opened(form: &Form<RouteDraft>, place: usize, shop: &ShopDraft) -> Html {
    let change = {
        let form = form.clone();
        Callback::from(move |typed: ShopDraft| {
            form.edit_at("/stops", move |draft: &mut RouteDraft| {
                if let Some(shop) = draft.shops.get_mut(place) {
                    *shop = typed;
                }
            });
        })
    };
    let errors = ShopDraft::errors(|end| form.error(&format!("/stops/{place}{end}")));
    part(use_shop_fields, ShopFieldsProps { shop: shop.clone(), errors, change })
}

/// A shop that is typed already.
fn closed(
    form: &Form<RouteDraft>,
    place: usize,
    shop: &ShopDraft,
    change: Callback<()>,
    moves: [Option<Callback<()>>; 2],
) -> Html {
    let name = shop.donor.text.as_str();
    let [up, down] = moves;
    let button = |onclick: Option<Callback<()>>, icon: Icon, words: AttrValue, label: AttrValue| {
        html! {
            if let Some(onclick) = onclick {
                <Button tone={Tone::Quiet} {icon} {onclick} {label}>{ words }</Button>
            }
        }
    };
    html! {
        <div class="stack-tight">
            <p class="row-title">{ place + 1 }{ ". " }{ name.to_owned() }</p>
            if !shop.address.trim().is_empty() {
                <p class="muted">{ shop.address.clone() }</p>
            }
            if let Some(error) = form.error(&format!("/stops/{place}")) {
                <p class="error" role="alert">{ Icon::Warning }{ error }</p>
            }
            <div class="cluster">
                <span class="cluster collecting-moves">
                    { button(up, Icon::ArrowUp, t!("tour.up"), t!("tour.up_of", place = name)) }
                    { button(down, Icon::ArrowDown, t!("tour.down"), t!("tour.down_of", place = name)) }
                </span>
                <Button tone={Tone::Quiet} icon={Icon::Edit} onclick={change} label={t!("collection_route.change_of", shop = name)}>
                    { t!("collection_route.change") }
                </Button>
            </div>
        </div>
    }
}
