//! Links by which one's own calendar program follows loans; made and taken away by those who manage the organisation.

use crate::client;
use crate::components::{Button, Card, CopyField, Icon, Mood, Notice, ProblemView, Tone, use_toast};
use crate::hooks::{use_mutation, use_resource, use_session};
use crate::i18n::{t, time};
use shared::feeds::{CalendarFeed, NewCalendarFeed};
use shared::ids::{EquipmentId, FeedId, OrganisationId};
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_feeds`].
#[derive(PartialEq)]
pub struct FeedsProps {
    /// Whose calendar.
    pub organisation: OrganisationId,
    /// Of one item; else of all that the organisation lends and borrows.
    pub item: Option<EquipmentId>,
}

/// The links; nothing for those who do not manage the organisation.
#[hook]
pub fn use_feeds(props: Rc<FeedsProps>) -> Html {
    let (organisation, item) = (props.organisation, props.item);
    let session = use_session();
    let manages = session
        .me()
        .is_some_and(|me| me.memberships.iter().any(|place| place.organisation.id == organisation && place.role.manages()));
    if manages && session.may_write() {
        crate::components::part(use_links, FeedsProps { organisation, item })
    } else {
        html! {}
    }
}

#[hook]
fn use_links(props: Rc<FeedsProps>) -> Html {
    let (organisation, item) = (props.organisation, props.item);
    let feeds = use_resource(format!("calendar feeds {organisation}"), move || client::equipment::feeds(organisation));
    let (made, toast) = (use_state(|| None::<CalendarFeed>), use_toast());
    let make = {
        let (made, reload) = (made.clone(), feeds.reload.clone());
        use_mutation(
            move |()| client::equipment::make_feed(organisation, NewCalendarFeed { equipment_id: item }),
            move |feed: CalendarFeed| {
                made.set(Some(feed));
                reload.emit(());
            },
        )
    };
    let remove = {
        let (made, reload) = (made.clone(), feeds.reload.clone());
        use_mutation(
            move |feed: FeedId| client::equipment::drop_feed(organisation, feed),
            move |()| {
                made.set(None);
                toast.emit(t!("feeds.removed"));
                reload.emit(());
            },
        )
    };
    let known = feeds.data();
    let of_this = |feed: &&CalendarFeed| feed.equipment.as_ref().map(|one| one.id) == item;
    let shown: Vec<&CalendarFeed> = known.iter().flat_map(|feeds| feeds.items.iter()).filter(of_this).collect();
    let row = |feed: &CalendarFeed| {
        let (id, day) = (feed.id, time::date(feed.created_at));
        let words = t!("feeds.made_by", day = day, person = feed.by.as_str());
        html! {
            <li class="spread" key={id.to_string()}>
                <span>{ words.clone() }</span>
                <Button tone={Tone::Quiet} icon={Icon::Trash} busy={remove.busy} onclick={remove.run.reform(move |()| id)} label={t!("feeds.remove_of", link = words)}>
                    { t!("feeds.remove") }
                </Button>
            </li>
        }
    };
    html! {
        <Card title={t!("feeds.title")}>
            <p>{ if item.is_some() { t!("feeds.of_item") } else { t!("feeds.of_all") } }</p>
            if let Some(address) = made.as_ref().and_then(|feed| feed.address.clone()) {
                <Notice mood={Mood::Good} icon={Icon::Calendar} title={t!("feeds.made")}>
                    <p>{ t!("feeds.once") }</p>
                    <CopyField label={t!("feeds.address")} value={address} />
                </Notice>
            }
            if !shown.is_empty() {
                <ul class="stack-tight plain-list">{ for shown.into_iter().map(row) }</ul>
            }
            <ProblemView failure={make.failure.clone().or(remove.failure.clone())} />
            <div><Button icon={Icon::Plus} busy={make.busy} onclick={make.run.clone()}>{ t!("feeds.make") }</Button></div>
        </Card>
    }
}
