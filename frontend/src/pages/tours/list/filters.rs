//! What narrows the list: day, driver, place and distance; and the filters that are on.

use super::address::{Driver, Listed, Wish};
use crate::components::{Choice, FilterPanelProps, SelectField, TextField, one_of, part, use_filter_panel};
use crate::hooks::Binding;
use crate::i18n::{t, time};
use crate::pages::offers::board::{FiltersProps as PlaceProps, On, chips, near, use_place_choice};
use shared::sites::Site;
use std::rc::Rc;
use yew::prelude::*;

/// The filters; behind a button on a phone, but for the day.
pub fn filters(listed: &Listed, sites: &Rc<Vec<Site>>) -> Html {
    let steering = &listed.steering;
    let more = html! {
        <>
            { driver(listed) }
            if !steering.address.is_ours() {
                { part(use_place_choice, PlaceProps { steering: steering.clone(), sites: Rc::clone(sites) }) }
            }
        </>
    };
    part(use_filter_panel, FilterPanelProps { top: day(listed), more, class: Some("catalogue-filters-top") })
}

fn day(listed: &Listed) -> Html {
    let wish = listed.wish.clone();
    let change =
        listed.refine.reform(move |typed: String| Wish { day: (!typed.is_empty()).then_some(typed), ..wish.clone() });
    let value = listed.wish.day.clone().unwrap_or_default();
    let bind = Binding { pointer: "/day", value, error: None, change };
    html! { <TextField kind="date" {bind} label={t!("tours.day")} optional=true /> }
}

fn driver(listed: &Listed) -> Html {
    let wish = listed.wish.clone();
    let change = listed.go.reform(move |driver: Option<Driver>| Wish { driver, ..wish.clone() });
    let choices = [Choice::new(None, t!("tours.any_driver")), Choice::new(Some(Driver::Wanted), t!("tour.driver_wanted"))];
    let bind = Binding { pointer: "/wants_driver", value: listed.wish.driver, error: None, change };
    html! { <SelectField question={one_of(&bind, &choices)} label={t!("tour.driver")} /> }
}

/// The filters that are on, each with a way to take it away.
pub fn narrowed(listed: &Listed, sites: &[Site]) -> Html {
    let Listed { steering, wish, go, .. } = listed;
    let mut on: Vec<On> = Vec::new();
    let without = |wish: Wish| go.reform(move |()| wish.clone());
    if let Some(day) = wish.date() {
        on.push((time::day(day), without(Wish { day: None, ..wish.clone() })));
    }
    if wish.driver.is_some() {
        on.push((t!("tour.driver_wanted"), without(Wish { driver: None, ..wish.clone() })));
    }
    on.extend(near(steering, sites));
    chips(on)
}
