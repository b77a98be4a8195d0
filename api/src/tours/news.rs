//! What people are told of tours: in the application and by mail, with the same facts.

mod words;

use super::model::{LoadRow, TourRow};
use crate::events::mail::{Mail, Recipient};
use crate::http::{Actor, Cx, Error};
use crate::members;
use crate::notifications::{News, store as notifications};
use crate::organisations;
use shared::ids::{OrganisationId, UserId};
use shared::notifications::{Facts, NotificationKind, TourNews};
use shared::time::UtcMillis;
use shared::tours::{StopTask, TourParty};

/// What is told to one organisation.
struct Told<'t> {
    to: OrganisationId,
    news: TourNews,
    /// What is carried, or the tour's title.
    item: &'t str,
    /// Whoever did it.
    other: Option<&'t str>,
    /// What happened: nobody is told twice of the same.
    cause: String,
    /// When the tour leaves, or when its vehicle comes.
    at: UtcMillis,
    /// What somebody wrote about it.
    said: Option<&'t str>,
}

/// What kind of notification it is, as people can switch them off.
const fn kind(news: TourNews) -> NotificationKind {
    match news {
        TourNews::Asked | TourNews::Proposed => NotificationKind::TourAsked,
        TourNews::Planned
        | TourNews::Declined
        | TourNews::Withdrawn
        | TourNews::Failed
        | TourNews::Cancelled
        | TourNews::DriverFound
        | TourNews::DriverLeft
        | TourNews::Moved => NotificationKind::TourStepped,
    }
}

/// Tells those who manage an organisation.
fn tell(cx: &mut Cx<'_>, tour: &TourRow, told: &Told<'_>) -> Result<(), Error> {
    let managing = members::store::coordinators(cx.conn, told.to)?;
    tell_people(cx, tour, told, &managing)
}

fn tell_people(cx: &mut Cx<'_>, tour: &TourRow, told: &Told<'_>, recipients: &[Recipient]) -> Result<(), Error> {
    let people: Vec<UserId> = recipients.iter().filter_map(|to| to.person).collect();
    let facts = Facts {
        tour_id: Some(tour.id),
        tour_news: Some(told.news),
        item: Some(told.item.to_owned()),
        other: told.other.map(str::to_owned),
        at: Some(told.at),
        ..Facts::default()
    };
    let kind = kind(told.news);
    let news = News { organisation_id: told.to, kind, cause: told.cause.clone(), facts };
    notifications::tell_beside_mail(cx, &people, &news)?;
    for to in recipients {
        let named = words::Named { tour: &tour.title, item: told.item, other: told.other.unwrap_or_default(), at: told.at };
        let (subject, text) = words::letter(told.news, &named, cx.settings.time_zone, to.locale);
        let said = told.said.map(|said| format!("\n\n« {said} »")).unwrap_or_default();
        let link = format!("{}/tournees/{}", cx.settings.public_url, tour.id);
        let mail = Mail::letter(to, cx.settings, subject, &format!("{text}{said}\n\n{link}"));
        notifications::mail(cx, to, kind, mail)?;
    }
    Ok(())
}

fn name(cx: &mut Cx<'_>, id: OrganisationId) -> Result<String, Error> {
    let found = organisations::store::summaries(cx.conn, &[id])?.remove(&id).ok_or_else(Error::not_found)?;
    Ok(found.name)
}

/// The organisations on the three sides of a load, the carrier's first.
fn around(tour: &TourRow, load: &LoadRow) -> Vec<(TourParty, OrganisationId)> {
    let sender = load.sender_id.map(|id| (TourParty::Sender, id));
    let sides = std::iter::once((TourParty::Carrier, tour.organisation_id)).chain(sender);
    sides.chain(std::iter::once((TourParty::Receiver, load.receiver_id))).collect()
}

/// Which organisation stands on a side; the tour's for those who have none.
fn organisation_of(tour: &TourRow, load: &LoadRow, side: TourParty) -> OrganisationId {
    let found = around(tour, load).into_iter().find(|(party, _)| *party == side);
    found.map_or(tour.organisation_id, |(_, id)| id)
}

/// Whoever has to answer hears that something would be carried; for a loan both sides do, since either may answer.
///
/// # Errors
/// When the database fails.
pub fn asked(cx: &mut Cx<'_>, tour: &TourRow, load: &LoadRow) -> Result<(), Error> {
    let standing = load.standing();
    let answers = |party: TourParty| standing.is_for(shared::tours::TourLoadAction::Accept, party);
    let news = if load.asked_by == TourParty::Carrier { TourNews::Proposed } else { TourNews::Asked };
    let by = name(cx, organisation_of(tour, load, load.asked_by))?;
    for to in distinct(around(tour, load).into_iter().filter(|(party, _)| answers(*party)).map(|(_, id)| id), None) {
        tell(cx, tour, &of_load(tour, load, to, news, Some(&by), None))?;
    }
    Ok(())
}

/// All sides of a load but the one that did it hear of a step.
///
/// # Errors
/// When the database fails.
pub fn stepped(
    cx: &mut Cx<'_>,
    tour: &TourRow,
    load: &LoadRow,
    news: TourNews,
    by: Option<OrganisationId>,
    reason: Option<&str>,
) -> Result<(), Error> {
    let other = by.map(|id| name(cx, id)).transpose()?;
    for to in distinct(around(tour, load).into_iter().map(|(_, id)| id), by) {
        tell(cx, tour, &of_load(tour, load, to, news, other.as_deref(), reason))?;
    }
    Ok(())
}

/// A load is in each state once.
fn of_load<'t>(
    tour: &'t TourRow,
    load: &'t LoadRow,
    to: OrganisationId,
    news: TourNews,
    other: Option<&'t str>,
    said: Option<&'t str>,
) -> Told<'t> {
    Told { to, news, item: &load.title, other, cause: format!("tour_load:{}:{news}", load.id), at: tour.leaves_at, said }
}

/// Each once, but for who did it.
fn distinct(ids: impl Iterator<Item = OrganisationId>, but: Option<OrganisationId>) -> Vec<OrganisationId> {
    let mut ids: Vec<OrganisationId> = ids.filter(|id| Some(*id) != but).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// Whoever waits at a stop hears that the vehicle comes at another time.
///
/// # Errors
/// When the database fails.
pub fn moved(cx: &mut Cx<'_>, tour: &TourRow, load: &LoadRow, task: StopTask, at: UtcMillis) -> Result<(), Error> {
    let to = match task {
        StopTask::PickUp => load.sender_id,
        StopTask::Drop => Some(load.receiver_id),
    };
    let Some(to) = to.filter(|id| *id != tour.organisation_id) else { return Ok(()) };
    let cause = format!("tour_load:{}:{task}:{}", load.id, tour.version);
    tell(cx, tour, &Told { to, news: TourNews::Moved, item: &load.title, other: None, cause, at, said: None })
}

/// The tour's organisation hears that somebody drives, or does not any more.
///
/// # Errors
/// When the database fails.
pub fn driver(cx: &mut Cx<'_>, tour: &TourRow, news: TourNews, actor: &Actor) -> Result<(), Error> {
    let cause = format!("tour:{}:{news}:{}", tour.id, tour.version);
    let to = tour.organisation_id;
    let other = Some(actor.name.as_str());
    let told = Told { to, news, item: &tour.title, other, cause, at: tour.leaves_at, said: None };
    let mut managing = members::store::coordinators(cx.conn, to)?;
    managing.retain(|to| to.person != Some(actor.user_id));
    tell_people(cx, tour, &told, &managing)
}

/// The driver, where it is somebody else's tour, and everybody with a load hears that it does not take place.
///
/// # Errors
/// When the database fails.
pub fn cancelled(cx: &mut Cx<'_>, tour: &TourRow, loads: &[LoadRow], reason: Option<&str>) -> Result<(), Error> {
    let owner = name(cx, tour.organisation_id)?;
    let told = |to| Told {
        to,
        news: TourNews::Cancelled,
        item: &tour.title,
        other: Some(owner.as_str()),
        cause: format!("tour:{}:cancelled", tour.id),
        at: tour.leaves_at,
        said: reason,
    };
    let sides = loads.iter().flat_map(|load| around(tour, load)).map(|(_, id)| id);
    for to in distinct(sides, Some(tour.organisation_id)) {
        tell(cx, tour, &told(to))?;
    }
    if let (Some(driver), Some(organisation)) = (tour.driver_id, tour.driver_organisation_id)
        && organisation != tour.organisation_id
    {
        let recipients = members::store::member_or_coordinators(cx.conn, organisation, driver)?;
        tell_people(cx, tour, &told(organisation), &recipients)?;
    }
    Ok(())
}

/// Nobody left, or nobody said that the tour is back: the tour's own organisation hears that time has ended it.
///
/// # Errors
/// When the database fails.
pub fn lapsed(cx: &mut Cx<'_>, tour: &TourRow) -> Result<(), Error> {
    let cause = format!("tour:{}:cancelled", tour.id);
    let to = tour.organisation_id;
    let told = Told { to, news: TourNews::Cancelled, item: &tour.title, other: None, cause, at: tour.leaves_at, said: None };
    tell(cx, tour, &told)
}
