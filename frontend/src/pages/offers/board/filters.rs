//! What narrows the board: words, category, temperature, place, distance.

use super::address::{BoardAddress, Only, Origin, Place, Steering};
use super::search::{SearchFieldProps, use_search_field};
use crate::components::{Choice, FilterPanelProps, Segmented, SelectField, one_of, part, use_filter_panel};
use crate::hooks::Binding;
use crate::i18n::{t, word};
use crate::pages::categories::{choices, use_categories};
use crate::pages::communes::{ChosenCommune, CommuneFieldProps, use_commune_field};
use crate::routes::Route;
use shared::ids::SiteId;
use shared::sites::Site;
use shared::units::TemperatureClass;
use std::rc::Rc;
use yew::prelude::*;

/// Distances to choose from, km.
const DISTANCES: [u32; 5] = [10, 25, 50, 100, 200];

/// Props of [`filters`] and of its choice of a place.
#[derive(PartialEq)]
pub struct FiltersProps {
    /// The filters, and how to change them.
    pub steering: Steering,
    /// Our sites.
    pub sites: Rc<Vec<Site>>,
}

/// The filters: the words always, the others behind a button on a phone.
pub fn filters(props: &FiltersProps) -> Html {
    let steering = &props.steering;
    let more = html! {
        <>
            { part(use_category_choice, PartProps { steering: steering.clone() }) }
            { part(use_place_choice, FiltersProps { steering: steering.clone(), sites: Rc::clone(&props.sites) }) }
            { temperatures(steering) }
            if steering.board == Route::Needs {
                { kinds_of_needs(steering) }
            }
        </>
    };
    let top = part(use_search_field, SearchFieldProps { steering: steering.clone() });
    part(use_filter_panel, FilterPanelProps { top, more, class: None })
}

#[derive(PartialEq)]
struct PartProps {
    steering: Steering,
}

/// Binds a control outside a form to a part of the address.
fn bind<V: 'static>(steering: &Steering, pointer: &'static str, value: V, part: fn(&mut BoardAddress, V)) -> Binding<V> {
    let address = steering.address.clone();
    let change = steering.go.reform(move |chosen: V| {
        let mut address = address.clone();
        part(&mut address, chosen);
        address
    });
    Binding { pointer, value, error: None, change }
}

#[hook]
fn use_category_choice(props: Rc<PartProps>) -> Html {
    let tree = use_categories();
    let steering = &props.steering;
    let all = Choice::new(None, t!("board.any_category"));
    let kinds = tree.data().map(|tree| choices(&tree)).unwrap_or_default();
    let choices: Vec<_> = std::iter::once(all).chain(kinds).collect();
    let bind = bind(steering, "/category", steering.address.category.clone(), |address, chosen| address.category = chosen);
    html! { <SelectField question={one_of(&bind, &choices)} label={t!("board.category")} /> }
}

fn temperatures(steering: &Steering) -> Html {
    let all = Choice::new(None, t!("board.any_temperature"));
    let classes = TemperatureClass::ALL.iter().map(|class| Choice::new(Some(*class), word(*class)));
    let choices: Vec<_> = std::iter::once(all).chain(classes).collect();
    let bind = bind(steering, "/temperature", steering.address.temperature, |address, chosen| address.temperature = chosen);
    html! { <Segmented question={one_of(&bind, &choices)} label={t!("board.temperature")} /> }
}

fn kinds_of_needs(steering: &Steering) -> Html {
    let choices = [
        Choice::new(None, t!("board.any_temperature")),
        Choice::new(Some(Only::Urgent), only_word(Only::Urgent)),
        Choice::new(Some(Only::Once), only_word(Only::Once)),
        Choice::new(Some(Only::Weekly), only_word(Only::Weekly)),
    ];
    let bind = bind(steering, "/only", steering.address.only, |address, chosen| address.only = chosen);
    html! { <SelectField question={one_of(&bind, &choices)} label={t!("needs.only")} /> }
}

/// How a choice among needs reads.
pub fn only_word(only: Only) -> AttrValue {
    match only {
        Only::Urgent => t!("needs.only_urgent"),
        Only::Once => t!("needs.only_once"),
        Only::Weekly => t!("needs.only_weekly"),
    }
}

/// What can be chosen as a place.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Site(SiteId),
    Commune,
    Anywhere,
}

/// From where distances count, and how far one goes.
#[hook]
pub fn use_place_choice(props: Rc<FiltersProps>) -> Html {
    let (steering, address) = (&props.steering, &props.steering.address);
    let place = address.place(&props.sites);
    // A commune that is being typed is not in the address yet.
    let typing = use_state(|| false);
    let kind = match &place {
        _ if *typing => Kind::Commune,
        Place::Site(site) => Kind::Site(site.id),
        Place::Commune(..) => Kind::Commune,
        Place::Anywhere => Kind::Anywhere,
    };
    let change = {
        let (typing, go, address) = (typing.clone(), steering.go.clone(), address.clone());
        Callback::from(move |kind: Kind| {
            typing.set(kind == Kind::Commune);
            let base = BoardAddress { commune: None, commune_name: None, site: None, ..address.clone() };
            match kind {
                Kind::Commune => {}
                Kind::Site(id) => go.emit(BoardAddress { origin: Some(Origin::Site), site: Some(id), ..base }),
                Kind::Anywhere => go.emit(BoardAddress { origin: Some(Origin::Anywhere), within_km: None, ..base }),
            }
        })
    };
    let sites = props.sites.iter().filter(|site| site.position.is_some());
    let choices: Vec<_> = sites
        .map(|site| Choice::new(Kind::Site(site.id), t!("board.near_site", site = site.name.as_str())))
        .chain([Choice::new(Kind::Commune, t!("board.near_commune")), Choice::new(Kind::Anywhere, t!("board.anywhere"))])
        .collect();
    let bind = Binding { pointer: "/place", value: kind, error: None, change };
    html! {
        <>
            <SelectField question={one_of(&bind, &choices)} label={t!("board.place")} />
            if kind == Kind::Commune {
                { part(use_commune_choice, CommuneChoiceProps { steering: steering.clone(), onchosen: typing_done(&typing) }) }
            }
            if kind != Kind::Anywhere {
                { within(steering) }
            }
        </>
    }
}

fn typing_done(typing: &UseStateHandle<bool>) -> Callback<()> {
    let typing = typing.clone();
    Callback::from(move |()| typing.set(false))
}

#[derive(PartialEq)]
struct CommuneChoiceProps {
    steering: Steering,
    onchosen: Callback<()>,
}

#[hook]
fn use_commune_choice(props: Rc<CommuneChoiceProps>) -> Html {
    let address = props.steering.address.clone();
    let typed = use_state(|| match (&address.commune, &address.commune_name) {
        (Some(code), Some(name)) => ChosenCommune::known(name, code),
        _ => ChosenCommune::default(),
    });
    let change = {
        let (typed, go, onchosen) = (typed.clone(), props.steering.go.clone(), props.onchosen.clone());
        Callback::from(move |commune: ChosenCommune| {
            if let Some(code) = commune.insee_code.clone() {
                onchosen.emit(());
                go.emit(BoardAddress {
                    origin: Some(Origin::Commune),
                    commune: Some(code),
                    commune_name: Some(commune.text.clone()),
                    site: None,
                    ..address.clone()
                });
            }
            typed.set(commune);
        })
    };
    let bind = Binding { pointer: "/commune", value: (*typed).clone(), error: None, change };
    part(use_commune_field, CommuneFieldProps { bind, label: t!("board.commune"), hint: None, optional: false })
}

fn within(steering: &Steering) -> Html {
    let choices: Vec<_> = DISTANCES.iter().map(|km| Choice::new(*km, t!("board.km", km = i64::from(*km)))).collect();
    let bind = bind(steering, "/within", steering.address.within(), |address, chosen| address.within_km = Some(chosen));
    html! { <SelectField question={one_of(&bind, &choices)} label={t!("board.within")} /> }
}
