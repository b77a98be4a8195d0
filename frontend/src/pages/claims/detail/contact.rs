//! Where to go and whom to call. No outside host: the address is text, and a `geo:` link opens the phone's own map.

use super::super::words;
use crate::client;
use crate::components::map::Look;
use crate::components::{Card, CopyField, Icon};
use crate::hooks::use_resource;
use crate::i18n::{self, t};
use crate::pages::offers::pins::{geo, site_map};
use crate::pages::offers::words as offer_words;
use shared::claims::{Claim, Party};
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_contact`].
#[derive(PartialEq)]
pub struct ContactProps {
    /// The claim.
    pub claim: Claim,
}

/// The place of the pick-up for the taker, the taker for the giver.
#[hook]
pub fn use_contact(props: Rc<ContactProps>) -> Html {
    let claim = &props.claim;
    let other = words::other_side(claim).clone();
    let (site, ours) = match claim.party {
        Party::Giver => (&claim.taker_site, &claim.offer.site),
        Party::Taker | Party::Observer => (&claim.offer.site, &claim.taker_site),
    };
    let (organisation_id, site_id) = (other.id, site.id);
    let organisation =
        use_resource(format!("organisation {organisation_id}"), move || client::organisations::find(organisation_id));
    let place = use_resource(format!("site {site_id}"), move || client::sites::find(site_id));
    // Both only add to what the claim says already: while they are away nothing is missing.
    let phones: Vec<_> = place
        .data()
        .and_then(|site| site.phone.clone())
        .into_iter()
        .chain(organisation.data().and_then(|organisation| organisation.phone.clone()))
        .collect();
    let hours = place.data().and_then(|site| site.opening_hours.clone());
    let title = if claim.party == Party::Giver { t!("contact.taker") } else { t!("contact.place") };
    html! {
        <Card {title}>
            <div class="contact">
                <div class="stack-tight">
                    <p class="row-title">{ &other.name }</p>
                    <p class="with-icon">{ Icon::Pin }<span>{ &site.name }<br />{ offer_words::address(site) }</span></p>
                    { for phones.iter().enumerate().filter(|(at, phone)| !phones.iter().take(*at).any(|before| before == *phone)).map(|(_, phone)| call(phone)) }
                    if let Some(hours) = hours {
                        <p class="with-icon">{ Icon::Clock }{ i18n::hours(&hours) }</p>
                    }
                    if claim.party != Party::Giver {
                        <CopyField label={t!("contact.address")} value={offer_words::address(site)} />
                        if let Some(at) = site.position {
                            <a class="button button-secondary phone-only" href={geo(at)}>
                                { Icon::Map }<span>{ t!("contact.directions") }</span>
                            </a>
                        }
                    }
                </div>
                { site_map(site, Look::Normal, Some(ours)) }
            </div>
        </Card>
    }
}

fn call(phone: &str) -> Html {
    let number: String = phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    html! { <p class="with-icon">{ Icon::Phone }<a href={format!("tel:{number}")}>{ phone.to_owned() }</a></p> }
}
