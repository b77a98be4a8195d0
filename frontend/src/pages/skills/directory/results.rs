//! The skills found.

use super::address::Directory;
use super::card::listing_card;
use crate::client;
use crate::components::{Button, ButtonLink, Empty, Icon, PagesView, Tone};
use crate::hooks::{use_pages, use_session};
use crate::i18n::t;
use crate::pages::offers::board::Place as Origin;
use crate::pages::skills::place::Place;
use shared::ids::OrganisationId;
use shared::sites::Site;
use shared::skills::{ListingKind, SkillListing, SkillQuery};
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_results`].
#[derive(PartialEq)]
pub struct ResultsProps {
    /// The filters, and how to change them.
    pub directory: Directory,
    /// Our sites.
    pub sites: Rc<Vec<Site>>,
    /// Us.
    pub us: OrganisationId,
}

/// The skills found.
#[hook]
pub fn use_results(props: Rc<ResultsProps>) -> Html {
    let may_write = use_session().may_write();
    let query = props.directory.query(&props.sites, props.us);
    let key = format!("skills list {}", serde_urlencoded::to_string(&query).unwrap_or_default());
    let pages = use_pages(key, move |cursor| client::skills::list(SkillQuery { cursor, ..query.clone() }));
    let item = Callback::from(|listing: SkillListing| listing_card(&listing));
    let shown = pages.items().len();
    html! {
        <>
            <p class="board-count" role="status">
                if pages.has_next {
                    { t!("skills.first_shown", n = shown) }
                } else if shown > 0 {
                    { t!("skills.shown", n = shown) }
                }
            </p>
            <PagesView shown={pages.shown(&item)} class={classes!("grid", "near")} empty={nothing(&props, may_write)} />
        </>
    }
}

/// No skill fits: what to do about it.
fn nothing(props: &ResultsProps, may_write: bool) -> Html {
    let Directory { steering, wish, drop, .. } = &props.directory;
    let address = &steering.address;
    let is_narrowed = props.directory.is_narrowed();
    let offer = html! {
        if may_write {
            <ButtonLink to={Place::Add(ListingKind::Offered).route()} icon={Icon::Plus}>{ t!("skill_form.offer_title") }</ButtonLink>
            <ButtonLink to={Place::Add(ListingKind::Wanted).route()} icon={Icon::Plus}>{ t!("skill_form.want_title") }</ButtonLink>
        }
    };
    if address.is_ours() && !is_narrowed {
        // Who is suspended cannot do what the hint proposes.
        let hint = may_write.then(|| t!("skills.none_ours_hint"));
        return html! {
            <Empty icon={Icon::Users} title={t!("skills.none_ours")} {hint}><div class="cluster board-ways-out">{ offer }</div></Empty>
        };
    }
    let (title, hint) = match wish.kind() {
        ListingKind::Wanted if !is_narrowed => (t!("skills.none_wanted"), t!("skills.none_wanted_hint")),
        _ => (t!("skills.none"), t!("skills.none_hint")),
    };
    let anywhere = address.anywhere();
    html! {
        <Empty icon={Icon::Users} {title} {hint}>
            <div class="cluster board-ways-out">
                if is_narrowed {
                    <Button tone={Tone::Secondary} onclick={drop.clone()} icon={Icon::Close}>{ t!("board.drop_filters") }</Button>
                }
                if address.place(&props.sites) != Origin::Anywhere {
                    <Button onclick={steering.go.reform(move |()| anywhere.clone())} icon={Icon::Globe}>{ t!("board.whole_network") }</Button>
                }
                { offer }
            </div>
        </Empty>
    }
}
