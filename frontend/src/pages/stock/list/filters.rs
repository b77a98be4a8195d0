//! What narrows the list: words, days left, category, site, status, funding; and the filters that are on.

use super::address::{Steering, StockAddress};
use super::search::use_search_field;
use crate::components::{Choice, FilterPanelProps, SelectField, one_of, part, use_filter_panel};
use crate::hooks::Binding;
use crate::i18n::t;
use crate::pages::categories::{choices, label_of, use_categories};
use crate::pages::offers::board::{On, chips};
use crate::pages::stock::words;
use shared::sites::Site;
use shared::stock::{FundingSource, LotStatus};
use std::rc::Rc;
use yew::prelude::*;

/// Days from today that one filters by.
const DAYS: [u32; 2] = [3, 7];

/// Props of [`use_narrowed`].
#[derive(PartialEq)]
pub struct FiltersProps {
    /// The filters, and how to change them.
    pub steering: Steering,
    /// Our sites.
    pub sites: Rc<Vec<Site>>,
}

/// The filters; behind a button on a phone, but for the words.
pub fn filters(steering: &Steering, sites: &[Site]) -> Html {
    let more = html! {
        <>
            { days(steering) }
            { part(use_category_choice, steering.clone()) }
            if sites.len() > 1 {
                { site(steering, sites) }
            }
            { status(steering) }
            { funding(steering) }
        </>
    };
    part(use_filter_panel, FilterPanelProps { top: part(use_search_field, steering.clone()), more, class: None })
}

/// Binds a control to a part of the address.
fn bind<V: 'static>(steering: &Steering, pointer: &'static str, value: V, part: fn(&mut StockAddress, V)) -> Binding<V> {
    let address = steering.address.clone();
    let change = steering.go.reform(move |chosen: V| {
        let mut address = address.clone();
        part(&mut address, chosen);
        address
    });
    Binding { pointer, value, error: None, change }
}

fn days(steering: &Steering) -> Html {
    let any = Choice::new(None, t!("stock.any_date"));
    let within = DAYS.map(|days| Choice::new(Some(days), t!("stock.within_days", n = i64::from(days))));
    let choices: Vec<_> = std::iter::once(any).chain(within).collect();
    let bind = bind(steering, "/days", steering.address.days, |address, chosen| address.days = chosen);
    html! { <SelectField question={one_of(&bind, &choices)} label={t!("stock.date")} /> }
}

#[hook]
fn use_category_choice(steering: Rc<Steering>) -> Html {
    let tree = use_categories();
    let all = Choice::new(None, t!("board.any_category"));
    let kinds = tree.data().map(|tree| choices(&tree)).unwrap_or_default();
    let choices: Vec<_> = std::iter::once(all).chain(kinds).collect();
    let bind = bind(&steering, "/category", steering.address.category.clone(), |address, chosen| address.category = chosen);
    html! { <SelectField question={one_of(&bind, &choices)} label={t!("board.category")} /> }
}

fn site(steering: &Steering, sites: &[Site]) -> Html {
    let any = Choice::new(None, t!("stock.any_site"));
    let ours = sites.iter().map(|site| Choice::new(Some(site.id), site.name.clone().into()));
    let choices: Vec<_> = std::iter::once(any).chain(ours).collect();
    let bind = bind(steering, "/site", steering.address.site, |address, chosen| address.site = chosen);
    html! { <SelectField question={one_of(&bind, &choices)} label={t!("stock.site")} /> }
}

fn status(steering: &Steering) -> Html {
    let any = Choice::new(None, t!("stock.any_status"));
    let all = LotStatus::ALL.iter().map(|one| Choice::new(Some(*one), words::status(*one)));
    let choices: Vec<_> = std::iter::once(any).chain(all).collect();
    let bind = bind(steering, "/status", steering.address.status, |address, chosen| address.status = chosen);
    html! { <SelectField question={one_of(&bind, &choices)} label={t!("stock.status")} /> }
}

fn funding(steering: &Steering) -> Html {
    let any = Choice::new(None, t!("stock.any_funding"));
    let all = FundingSource::ALL.iter().map(|one| Choice::new(Some(*one), words::funding(*one)));
    let choices: Vec<_> = std::iter::once(any).chain(all).collect();
    let bind = bind(steering, "/funding", steering.address.funding, |address, chosen| address.funding = chosen);
    html! { <SelectField question={one_of(&bind, &choices)} label={t!("stock.funding")} /> }
}

/// The filters that are on, each with a way to take it away.
#[hook]
pub fn use_narrowed(props: Rc<FiltersProps>) -> Html {
    let tree = use_categories();
    let Steering { address, go, .. } = &props.steering;
    let without = |address: StockAddress| go.reform(move |()| address.clone());
    let mut on: Vec<On> = Vec::new();
    if let Some(text) = &address.text {
        on.push((t!("board.chip_text", text = text.as_str()), without(StockAddress { text: None, ..address.clone() })));
    }
    if let Some(days) = address.days {
        let words = t!("stock.within_days", n = i64::from(days));
        on.push((words, without(StockAddress { days: None, ..address.clone() })));
    }
    if let Some(code) = &address.category {
        on.push((label_of(&tree, code), without(StockAddress { category: None, ..address.clone() })));
    }
    if let Some(site) = address.site.and_then(|id| props.sites.iter().find(|site| site.id == id)) {
        on.push((site.name.clone().into(), without(StockAddress { site: None, ..address.clone() })));
    }
    if let Some(status) = address.status {
        on.push((words::status(status), without(StockAddress { status: None, ..address.clone() })));
    }
    if let Some(funding) = address.funding {
        on.push((words::funding(funding), without(StockAddress { funding: None, ..address.clone() })));
    }
    chips(on)
}
