//! The filters of the directory in its address: those that all boards have, and what is asked of skills alone.

use crate::pages::offers::board::{BoardAddress, Steering, pairs, use_board_address, use_way};
use crate::pages::skills::place::Place;
use serde::{Deserialize, Serialize};
use shared::ids::OrganisationId;
use shared::sites::Site;
use shared::skills::{ListingKind, Skill, SkillQuery, SkillTopic};
use yew::prelude::*;
use yew_router::prelude::use_location;

/// What is asked of skills alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    /// What is looked for; left out: what is offered.
    #[serde(rename = "cote", default, skip_serializing_if = "Option::is_none")]
    pub view: Option<View>,
    /// This skill.
    #[serde(rename = "domaine", default, skip_serializing_if = "Option::is_none")]
    pub skill: Option<Skill>,
    /// Any of this topic.
    #[serde(rename = "theme", default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<SkillTopic>,
    /// What can be done from afar.
    #[serde(rename = "distance", default, skip_serializing_if = "Option::is_none")]
    pub remote: Option<bool>,
}

/// What is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum View {
    /// What is looked for.
    #[serde(rename = "recherches")]
    Wanted,
}

impl Wish {
    /// Everything of this kind.
    #[must_use]
    pub fn of(kind: ListingKind) -> Self {
        Self { view: (kind == ListingKind::Wanted).then_some(View::Wanted), ..Self::default() }
    }

    /// Offered or looked for.
    #[must_use]
    pub const fn kind(&self) -> ListingKind {
        if self.view.is_some() { ListingKind::Wanted } else { ListingKind::Offered }
    }
}

/// The address of the directory, and how to change it.
#[derive(Clone, PartialEq)]
pub struct Directory {
    /// What all boards have: words, place, distance, whose.
    pub steering: Steering,
    /// What is asked of skills alone.
    pub wish: Wish,
    /// Asks for something else; "back" returns.
    pub go: Callback<Wish>,
    /// Asks for something else, and for other words, at once.
    pub drop: Callback<()>,
}

impl Directory {
    /// Whether anything but kind, place and whose narrows the list.
    #[must_use]
    pub fn is_narrowed(&self) -> bool {
        self.wish != Wish::of(self.wish.kind()) || self.steering.address.text.is_some()
    }

    /// The question to the server.
    #[must_use]
    pub fn query(&self, sites: &[Site], us: OrganisationId) -> SkillQuery {
        let address = &self.steering.address;
        let near = address.near(sites);
        SkillQuery {
            kind: Some(self.wish.kind()),
            skill: self.wish.skill,
            topic: self.wish.topic,
            organisation: address.is_ours().then_some(us),
            text: address.text.clone(),
            remote: self.wish.remote,
            near_site: near.site,
            near_commune: near.commune,
            within_km: near.within_km,
            limit: None,
            cursor: None,
        }
    }
}

/// The filters in the address of the directory.
#[hook]
pub fn use_directory() -> Directory {
    let mut steering = use_board_address(Place::Directory.route());
    let wish = use_location().and_then(|location| location.query::<Wish>().ok()).unwrap_or_default();
    let to = use_way(Place::Directory.route());
    let boards = |replace: bool| to.reform(move |board: BoardAddress| (pairs(&board, &wish), replace));
    let board = steering.address.clone();
    let go = to.reform(move |wish: Wish| (pairs(&board, &wish), false));
    let board = BoardAddress { text: None, ..steering.address.clone() };
    let drop = to.reform(move |()| (pairs(&board, &Wish::of(wish.kind())), false));
    (steering.go, steering.refine) = (boards(false), boards(true));
    Directory { steering, wish, go, drop }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_halves_of_an_address_read_back() {
        let board = BoardAddress { within_km: Some(25), text: Some("bilan".to_owned()), ..BoardAddress::default() };
        let wish = Wish { skill: Some(Skill::Accounting), remote: Some(true), ..Wish::of(ListingKind::Wanted) };
        let written = serde_urlencoded::to_string(pairs(&board, &wish)).unwrap();
        assert_eq!(written, "texte=bilan&km=25&cote=recherches&domaine=accounting&distance=true");
        assert_eq!(serde_urlencoded::from_str::<BoardAddress>(&written).unwrap(), board);
        assert_eq!(serde_urlencoded::from_str::<Wish>(&written).unwrap(), wish);
        assert_eq!(Wish::default().kind(), ListingKind::Offered);
    }
}
