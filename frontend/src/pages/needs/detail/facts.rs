//! What a need asks for, and where it is.

use super::PartProps;
use crate::components::map::Look;
use crate::components::{Card, Fact, Icon};
use crate::i18n::{t, time, word};
use crate::pages::categories::{label_of, use_categories};
use crate::pages::needs::words;
use crate::pages::offers::pins::site_map;
use crate::pages::offers::words::address;
use shared::needs::{Need, NeedStatus};
use std::rc::Rc;
use yew::prelude::*;

/// The facts, remarks first: they are what the needing side wants to be read.
#[hook]
pub fn use_need_facts(props: Rc<PartProps>) -> Html {
    let need = &props.need;
    let tree = use_categories();
    let classes: Vec<_> = need.temperature_classes.iter().map(|class| word(*class).to_string()).collect();
    let pickup = need.pickup_km.map(|km| if km > 0 { t!("need.fetches", km = km) } else { t!("need.brought") });
    html! {
        <>
            if let Some(remarks) = &need.remarks {
                <p class="prose">{ remarks }</p>
            }
            <dl class="facts">
                <Fact term={t!("offer.category")} icon={Icon::List}>{ label_of(&tree, &need.category) }</Fact>
                <Fact term={t!("need.wanted")} icon={Icon::Package}>{ words::wanted(need) }</Fact>
                <Fact term={t!("need.when")} icon={Icon::Calendar}>{ words::when(need) }</Fact>
                if let Some(pattern) = need.weekly.filter(|_| need.status == NeedStatus::Open) {
                    <Fact term={t!("need.this_week")} icon={Icon::Clock}>{ time::moment(need.needed_by) }</Fact>
                    if let Some(day) = pattern.ends_on {
                        <Fact term={t!("need.until")} icon={Icon::Calendar}>{ time::long_day(day) }</Fact>
                    }
                }
                <Fact term={t!("offer.temperature")} icon={Icon::Chilled}>{ classes.join(", ") }</Fact>
                <Fact term={t!("need.transport")} icon={Icon::Truck}>{ pickup.unwrap_or_else(|| t!("offer.to_be_agreed")) }</Fact>
                <Fact term={t!("need.published")} icon={Icon::Bell}>{ time::moment(need.published_at) }</Fact>
            </dl>
        </>
    }
}

/// The place on a map, and the address.
pub fn whereabouts(need: &Need) -> Html {
    let look = if words::is_urgent(need) { Look::Urgent } else { Look::Normal };
    html! {
        <Card title={t!("need.where")}>
            <div class="contact">
                <p class="with-icon">
                    { Icon::Pin }
                    <span><strong>{ &need.site.name }</strong><br />{ address(&need.site) }</span>
                </p>
                { site_map(&need.site, look, None) }
            </div>
        </Card>
    }
}
