//! The lots found: what must leave first comes first.

use super::address::{Steering, StockAddress};
use super::card::line_card;
use crate::client;
use crate::components::{Button, ButtonLink, Empty, Icon, PagesView, Tone};
use crate::hooks::{use_fresh, use_pages, use_session};
use crate::i18n::t;
use crate::pages::categories::use_categories;
use crate::pages::stock::place::Place;
use crate::pages::stock::use_arrivals;
use shared::ids::OrganisationId;
use shared::stock::{StockLine, StockLineQuery};
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_results`].
#[derive(PartialEq)]
pub struct ResultsProps {
    /// The filters, and how to change them.
    pub steering: Steering,
    /// Whose.
    pub us: OrganisationId,
}

/// The lots found.
#[hook]
pub fn use_results(props: Rc<ResultsProps>) -> Html {
    let may_write = use_session().may_write();
    let tree = use_categories();
    let query = props.steering.address.query(props.us);
    let key = format!("stock list {}", serde_urlencoded::to_string(&query).unwrap_or_default());
    let pages = use_pages(key, move |cursor| client::stock::list(StockLineQuery { cursor, ..query.clone() }));
    use_fresh(&pages.first.reload);
    use_arrivals(&pages.first.reload);
    let item = Callback::from(move |line: StockLine| line_card(&line, &tree));
    let shown = pages.items().len();
    html! {
        <>
            <p class="board-count" role="status">
                if pages.has_next {
                    { t!("stock.first_shown", n = shown) }
                } else if shown > 0 {
                    { t!("stock.shown", n = shown) }
                }
            </p>
            <PagesView shown={pages.shown(&item)} class={classes!("grid", "near")} empty={nothing(&props.steering, may_write)} />
        </>
    }
}

/// No lot fits: what to do about it.
fn nothing(steering: &Steering, may_write: bool) -> Html {
    if steering.address.is_narrowed() {
        let drop = steering.go.reform(|()| StockAddress::default());
        return html! {
            <Empty icon={Icon::Search} title={t!("stock.none_found")} hint={t!("stock.none_found_hint")}>
                <Button tone={Tone::Secondary} icon={Icon::Close} onclick={drop}>{ t!("board.drop_filters") }</Button>
            </Empty>
        };
    }
    // Who is suspended cannot do what the hint proposes.
    let hint = may_write.then(|| t!("stock.none_hint"));
    html! {
        <Empty icon={Icon::Package} title={t!("stock.none")} {hint}>
            if may_write {
                <ButtonLink to={Place::Receive.route()} icon={Icon::Plus}>{ t!("stock.receive") }</ButtonLink>
            }
        </Empty>
    }
}
