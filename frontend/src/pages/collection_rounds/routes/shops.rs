//! The shops of a route: added, changed, taken away, and moved by buttons that work by keyboard and by thumb.

use super::draft::{RouteDraft, Way};
use crate::browser;
use crate::components::{Button, Clashes, Icon, Tone, part, plain_part};
use crate::hooks::Form;
use crate::i18n::t;
use crate::pages::collection_rounds::lines::use_lines;
use crate::pages::collection_rounds::shop::{ShopDraft, ShopFieldsProps, use_shop_fields};
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
    let lines = use_lines(form);
    let moved = use_state(AttrValue::default);
    let shift = |place: usize, way: Way| {
        let target = form.draft.target(place, way)?;
        let (form, shut, moved) = (form.clone(), lines.shut(), moved.clone());
        Some(lines.closing(Callback::from(move |()| {
            let name = form.draft.shops.get(place).map(|shop| shop.donor.text.clone()).unwrap_or_default();
            moved.set(t!("collection_route.moved", shop = name, place = target + 1));
            form.edit_at("/stops", move |draft: &mut RouteDraft| draft.shift(place, way));
            shut.emit(());
            browser::after(80, move || browser::focus_first(&format!("#magasin-{target} .collecting-moves .button")));
        })))
    };
    let is_alone = form.draft.shops.len() == 1;
    let row = |(place, shop): (usize, &ShopDraft)| {
        let content = if lines.shown == Some(place) {
            opened(form, place, shop)
        } else {
            closed(form, place, shop, lines.change(place), [shift(place, Way::Up), shift(place, Way::Down)])
        };
        let name = shop.donor.text.trim();
        let label = (!name.is_empty()).then(|| t!("collection_route.remove_of", shop = name));
        html! {
            <li key={place} id={format!("magasin-{place}")}>
                { content }
                if !is_alone {
                    <Button tone={Tone::Quiet} icon={Icon::Trash} onclick={lines.remove(place)} {label}>
                        { t!("collection_route.remove") }
                    </Button>
                }
            </li>
        }
    };
    html! {
        <section class="card">
            <h2>{ t!("collection_route.shops") }</h2>
            <p class="muted">{ t!("collection_route.shops_hint") }</p>
            <ol class="rows">{ for lines.each().map(row) }</ol>
            <p class="visually-hidden" role="status">{ (*moved).clone() }</p>
            { plain_part(use_clash_of_shops) }
            { lines.more(t!("collection_route.add_shop")) }
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
