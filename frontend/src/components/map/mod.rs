//! A map beside a list that says the same: places with accessible names, the territory's outline, and tiles where the
//! installation has a tile server.

mod chart;
mod labels;
mod leaflet;
mod load;

use super::{Icon, Mood, Notice};
use crate::app::use_network;
use crate::browser;
use crate::client;
use crate::i18n::t;
use chart::{Chart, Press};
use shared::geo::Position;
use shared::network::Network;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;
use yew::prelude::*;

/// How a place looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Something to be had.
    Normal,
    /// Something to be had soon or not at all.
    Urgent,
    /// Where one starts from.
    Home,
}

impl Look {
    const fn class(self) -> &'static str {
        match self {
            Self::Normal => "map-dot-normal",
            Self::Urgent => "map-dot-urgent",
            Self::Home => "map-dot-home",
        }
    }
}

/// A place on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// What tells it from the others.
    pub key: AttrValue,
    /// Where it is.
    pub at: Position,
    /// What is there, in full, for screen readers.
    pub name: AttrValue,
    /// A word beside it, where there are no tiles to name the places.
    pub label: AttrValue,
    /// How many things are there; shown from two on.
    pub count: Option<usize>,
    /// How it looks.
    pub look: Look,
    /// Whether it can be pressed.
    pub pressable: bool,
}

/// Props of [`MapView`].
#[derive(Properties, PartialEq)]
pub struct MapViewProps {
    /// What the map shows, for screen readers.
    pub label: AttrValue,
    /// The places.
    pub places: Vec<Place>,
    /// The marked place.
    #[prop_or_default]
    pub selected: Option<AttrValue>,
    /// A place was pressed.
    #[prop_or_default]
    pub onselect: Callback<AttrValue>,
    /// Another value means that the map's size may have changed.
    #[prop_or_default]
    pub layout: u8,
    /// Whether the wheel zooms, for maps that do not lie in the way of scrolling.
    #[prop_or_default]
    pub wheel: bool,
    /// Shown over the lower edge: what is at the marked place.
    #[prop_or_default]
    pub children: Html,
}

/// Whether the map is there.
#[derive(Clone)]
enum Stage {
    Loading,
    Ready(Rc<Chart>),
    Failed,
}

/// A map with places.
#[component]
pub fn MapView(props: &MapViewProps) -> Html {
    let (element, stage) = (use_node_ref(), use_state(|| Stage::Loading));
    let network = use_network();
    {
        let (element, stage, wheel) = (element.clone(), stage.clone(), props.wheel);
        use_effect_with(network, move |network| {
            if let Some(network) = network.clone() {
                spawn_local(async move { stage.set(start(&element, &network, wheel).await) });
            }
        });
    }
    let chart = match &*stage {
        Stage::Ready(chart) => Some(Rc::clone(chart)),
        Stage::Loading | Stage::Failed => None,
    };
    let ready = chart.is_some();
    {
        let (chart, onselect) = (chart.clone(), props.onselect.clone());
        use_effect_with((props.places.clone(), ready), move |(places, _)| {
            if let Some(chart) = chart {
                chart.show(places, &pressed(onselect));
            }
        });
    }
    {
        let chart = chart.clone();
        use_effect_with((props.selected.clone(), props.places.clone(), ready), move |(selected, _, _)| {
            if let Some(chart) = chart {
                chart.select(selected.as_ref());
            }
        });
    }
    use_effect_with((props.layout, ready), move |_| {
        if let Some(chart) = chart {
            chart.fit();
        }
    });
    let failed = matches!(*stage, Stage::Failed);
    html! {
        <section class="map" aria-label={props.label.clone()}>
            <div class="map-canvas" ref={element} role="group" aria-label={props.label.clone()} hidden={failed}></div>
            if failed {
                <Notice mood={Mood::Warm} icon={Icon::Map}><p>{ t!("map.failed") }</p></Notice>
            }
            <div class="map-panel">{ props.children.clone() }</div>
        </section>
    }
}

async fn start(element: &NodeRef, network: &Network, wheel: bool) -> Stage {
    if !load::leaflet().await {
        return Stage::Failed;
    }
    // The page may have been left meanwhile.
    let Some(element) = element.cast::<HtmlElement>().filter(|element| element.is_connected()) else {
        return Stage::Loading;
    };
    let chart = Rc::new(Chart::new(&element, network, wheel));
    if network.has_outline {
        let chart = Rc::clone(&chart);
        spawn_local(async move {
            // Without it the map is only less pretty.
            if let Ok(outline) = client::network::outline().await {
                chart.outline(&outline);
            }
        });
    }
    Stage::Ready(chart)
}

/// Hands on what was pressed; from the keyboard, also moves on to what is said about it.
fn pressed(onselect: Callback<AttrValue>) -> Callback<Press> {
    Callback::from(move |(key, by_keyboard): Press| {
        onselect.emit(key);
        if by_keyboard {
            // After the panel has been drawn.
            browser::after(60, || browser::focus_first(".map-panel a, .map-panel button"));
        }
    })
}
