//! Offers that are proposed to some first: to whom, until when, and what they wish.

mod called;
mod giver;
mod partners;

pub use called::{CalledProps, use_first_called};
pub use giver::{GiverProps, use_cascade_of_giver};
pub use partners::{PartnersCardProps, use_partners_card};

use crate::i18n::{t, time};
use shared::cascades::{Cascade, CascadeStep};
use yew::AttrValue;

/// "Réservée d'abord à Les Restos du Cœur, jusqu'à mardi 14 h 30"
fn kept_for(cascade: &Cascade) -> Option<AttrValue> {
    let until = time::moment(cascade.ends_at?);
    Some(match cascade.step {
        CascadeStep::Partners if !cascade.partners.is_empty() => {
            t!("cascade.for_partners", partners = cascade.partners.join(", "), until = until)
        }
        _ => t!("cascade.for_best", n = cascade.called, until = until),
    })
}
