//! What there is, by category: the first thing that is asked of a stock.

use crate::client;
use crate::components::ResourceView;
use crate::hooks::{Resource, use_fresh, use_resource};
use crate::i18n::{number, t};
use crate::pages::categories::{label_of, use_categories};
use crate::pages::stock::{use_arrivals, words};
use shared::categories::CategoryList;
use shared::ids::{OrganisationId, SiteId};
use shared::stock::{Stock, StockTotal};
use shared::units::Grams;
use std::collections::BTreeMap;
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_totals`].
#[derive(PartialEq)]
pub struct TotalsProps {
    /// Whose.
    pub us: OrganisationId,
    /// Only at this site.
    pub site: Option<SiteId>,
}

/// All of a category and what is below it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Sum {
    grams: Grams,
    held: Grams,
    promised: Grams,
    past: Grams,
    soon: Grams,
}

/// The sums; nothing where there is nothing.
#[hook]
pub fn use_totals(props: Rc<TotalsProps>) -> Html {
    let us = props.us;
    let stock = use_resource(format!("stock totals {us}"), move || client::stock::totals(us));
    let tree = use_categories();
    use_fresh(&stock.reload);
    use_arrivals(&stock.reload);
    let site = props.site;
    let ready = Callback::from(move |stock: Rc<Stock>| figures(&stock, site, &tree));
    html! { <ResourceView shown={stock.shown(&ready)} empty={html! {}} lines=1 /> }
}

fn figures(stock: &Stock, site: Option<SiteId>, tree: &Resource<CategoryList>) -> Html {
    let sums = sums(&stock.totals, site);
    if sums.is_empty() {
        return html! {};
    }
    let figure = |(code, sum): (String, Sum)| {
        html! {
            <div class="figure" key={code.clone()}>
                <dt>{ label_of(tree, &code) }</dt>
                <dd class="figure-value">{ number::weight(sum.grams) }</dd>
                { part_of(sum.soon, t!("stock.of_it_soon", kg = number::weight(sum.soon))) }
                { part_of(sum.past, t!("stock.of_it_past", kg = number::weight(sum.past))) }
                { part_of(sum.held, t!("stock.of_it_held", kg = number::weight(sum.held))) }
                { part_of(sum.promised, words::promised(sum.promised)) }
            </div>
        }
    };
    html! {
        <section class="stack-tight" aria-label={t!("stock.totals")}>
            <h2 class="visually-hidden">{ t!("stock.totals") }</h2>
            <dl class="figures stock-figures">{ for sums.into_iter().map(figure) }</dl>
        </section>
    }
}

/// A line about part of the sum; nothing where that is nothing.
fn part_of(grams: Grams, words: AttrValue) -> Html {
    if grams == Grams::ZERO {
        return html! {};
    }
    html! { <dd class="muted">{ words }</dd> }
}

/// By root of the tree, in the order of the codes.
fn sums(totals: &[StockTotal], site: Option<SiteId>) -> BTreeMap<String, Sum> {
    let mut sums: BTreeMap<String, Sum> = BTreeMap::new();
    for total in totals.iter().filter(|total| site.is_none_or(|site| total.site_id == site)) {
        let root = total.category.split('.').next().unwrap_or_default().to_owned();
        let sum = sums.entry(root).or_default();
        *sum = Sum {
            grams: sum.grams.plus(total.grams),
            held: sum.held.plus(total.held_grams),
            promised: sum.promised.plus(total.reserved_grams),
            past: sum.past.plus(total.past_grams),
            soon: sum.soon.plus(total.within_3_days_grams),
        };
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    fn total(category: &str, site: u128, kg: i64) -> StockTotal {
        StockTotal {
            category: category.to_owned(),
            site_id: SiteId(uuid::Uuid::from_u128(site)),
            grams: Grams::from_kg(kg),
            held_grams: Grams::ZERO,
            reserved_grams: Grams::from_kg(2),
            past_grams: Grams::ZERO,
            within_3_days_grams: Grams::from_kg(1),
            within_7_days_grams: Grams::from_kg(1),
            lots: 1,
        }
    }

    #[test]
    fn what_is_below_a_category_counts_with_it() {
        let totals = [total("dairy.yoghurt", 1, 10), total("dairy.cheese", 1, 5), total("bread", 2, 7)];
        let all = sums(&totals, None);
        assert_eq!((all["dairy"].grams, all["dairy"].soon), (Grams::from_kg(15), Grams::from_kg(2)));
        assert_eq!(all["dairy"].promised, Grams::from_kg(4));
        assert_eq!(all.len(), 2);
        let here = sums(&totals, Some(SiteId(uuid::Uuid::from_u128(2))));
        assert_eq!(here.keys().collect::<Vec<_>>(), ["bread"]);
    }
}
