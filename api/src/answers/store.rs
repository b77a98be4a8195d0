//! Links in the database, and what is done with them.

use super::rules::{self, Offered, Over};
use crate::accounts::secret::{self, Secret};
use crate::db::schema::answer_links;
use crate::http::{Actor, Cx, Error};
use crate::offers::OfferRow;
use crate::{cascades, claims, matches, needs, offers, organisations, sites};
use diesel::prelude::*;
use shared::answers::{AnswerKind, AnswerSheet, Answered, LinkedDecline, LinkedTake};
use shared::cascades::{CascadeDecline, NewWish};
use shared::claims::NewClaim;
use shared::ids::{NeedId, OfferId, OrganisationId, SiteId, UserId};
use shared::matches::{DismissalReason, NewDismissal};
use shared::notifications::Facts;
use shared::page::MAX_LIMIT;
use shared::sites::{SiteQuery, SiteSummary};
use shared::time::{DAY, UtcMillis};
use shared::units::{Grams, TemperatureClass};

/// How long a link is remembered, in milliseconds: whoever opens it late reads what became of it.
const KEPT: i64 = 90 * DAY;

/// What a mail's audit entries say of how it was done.
const BY_LINK: &str = "by_link";

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = answer_links, treat_none_as_default_value = false)]
struct LinkRow {
    token_hash: Vec<u8>,
    user_id: UserId,
    organisation_id: OrganisationId,
    offer_id: OfferId,
    need_id: Option<NeedId>,
    grams: Option<Grams>,
    created_at: UtcMillis,
    answer: Option<AnswerKind>,
    used_at: Option<UtcMillis>,
}

/// Makes the link with which a person can answer the offer that he or she is told of; `None` where there is none to
/// answer any more.
///
/// # Errors
/// When the database fails.
pub fn link(cx: &mut Cx<'_>, person: UserId, organisation: OrganisationId, told: &Facts) -> Result<Option<String>, Error> {
    let Some(named) = &told.offer else { return Ok(None) };
    let offer = offers::store::load(cx.conn, named.id)?;
    if rules::usable(None, true, offered(&offer), cx.now).is_err() {
        return Ok(None);
    }
    let token = Secret::random()?;
    let row = LinkRow {
        token_hash: token.hash(),
        user_id: person,
        organisation_id: organisation,
        offer_id: offer.id,
        need_id: told.need.as_ref().map(|need| need.id),
        grams: told.grams.filter(|grams| *grams > Grams::ZERO),
        created_at: cx.now,
        answer: None,
        used_at: None,
    };
    diesel::insert_into(answer_links::table).values(&row).execute(cx.conn)?;
    Ok(Some(token.reveal().to_owned()))
}

fn offered(offer: &OfferRow) -> Offered {
    Offered { status: offer.status, closes_at: offer.closes_at, left: offer.left_grams }
}

/// A link that can be used, its offer, and the person as far as the link goes.
struct Opened {
    link: LinkRow,
    offer: OfferRow,
    actor: Actor,
}

/// # Errors
/// 404 for a link that is none of ours; 409 for one that is used up or over; 403 when the organisation is suspended.
fn open(cx: &mut Cx<'_>, token: &str) -> Result<Opened, Error> {
    let link = answer_links::table.find(secret::hash(token)).select(LinkRow::as_select()).first(cx.conn).optional()?;
    let link = link.filter(|_| secret::is_well_formed(token)).ok_or_else(Error::not_found)?;
    let actor = Actor::of(cx.conn, link.user_id)?.only_for(link.organisation_id);
    let offer = offers::store::load(cx.conn, link.offer_id)?;
    let is_member = actor.belongs_to(link.organisation_id);
    rules::usable(link.answer, is_member, offered(&offer), cx.now).map_err(Over::problem)?;
    actor.act_for(link.organisation_id)?;
    actor.trace.say(BY_LINK);
    Ok(Opened { link, offer, actor })
}

/// What a link is about.
///
/// # Errors
/// As for every use of a link: 404, 409, 403.
pub fn find(cx: &mut Cx<'_>, token: &str) -> Result<AnswerSheet, Error> {
    let Opened { link, offer, actor } = open(cx, token)?;
    let mut names = organisations::store::summaries(cx.conn, &[link.organisation_id, offer.organisation_id])?;
    let summary = offers::store::summaries(cx.conn, &[offer.id])?.remove(&offer.id).ok_or_else(Error::not_found)?;
    let sites = sites_for(cx, &actor, &link, offer.temperature_class)?;
    Ok(AnswerSheet {
        person: actor.name,
        organisation: names.remove(&link.organisation_id).ok_or_else(Error::not_found)?,
        giver: names.remove(&offer.organisation_id).ok_or_else(Error::not_found)?,
        offer: summary,
        left_grams: offer.left_grams,
        grams: link.grams.map(|grams| grams.min(offer.left_grams)),
        sites,
        decided_at: offer.first_until,
    })
}

/// The organisation's sites that can keep the food, that of the need first.
fn sites_for(cx: &mut Cx<'_>, actor: &Actor, link: &LinkRow, class: TemperatureClass) -> Result<Vec<SiteSummary>, Error> {
    let query = SiteQuery { organisation: Some(link.organisation_id), limit: Some(MAX_LIMIT), cursor: None };
    let page = sites::store::list(cx, actor, &query)?;
    let keeps = page.items.iter().filter(|site| class == TemperatureClass::Ambient || site.storage.of(class) > 0);
    let mut sites: Vec<SiteSummary> = keeps.map(SiteSummary::from).collect();
    let lacking = need_site(cx, link)?;
    sites.sort_by_key(|site| Some(site.id) != lacking);
    Ok(sites)
}

fn need_site(cx: &mut Cx<'_>, link: &LinkRow) -> Result<Option<SiteId>, Error> {
    let Some(need) = link.need_id else { return Ok(None) };
    Ok(Some(needs::store::load(cx.conn, need)?.site_id))
}

/// Takes part of the offer by its link, which is used up then.
///
/// # Errors
/// As for every use of a link, and as for a claim.
pub fn take(cx: &mut Cx<'_>, token: &str, wanted: &LinkedTake) -> Result<(Answered, Actor), Error> {
    let Opened { link, offer, actor } = open(cx, token)?;
    let LinkedTake { site_id, grams, pickup_at, .. } = *wanted;
    let (message, need_id) = (wanted.message.clone(), answered_need(cx, &link, &offer, site_id)?);
    let mut answered = Answered { answer: AnswerKind::Take, claim_id: None, grams: Some(grams), decided_at: None };
    if offer.first_until.is_some() {
        let wish = NewWish { site_id, grams, pickup_at, need_id, message };
        answered.decided_at = cascades::store::wish(cx, &actor, offer.id, &wish)?.ends_at;
    } else {
        let claim = NewClaim { offer_id: offer.id, site_id, grams, pickup_at, need_id, message };
        answered.claim_id = Some(claims::store::create(cx, &actor, &claim)?.id);
    }
    use_up(cx, &link, AnswerKind::Take)?;
    Ok((answered, actor))
}

/// The need that the offer was told for, as long as it lacks something and the food goes to its site.
fn answered_need(cx: &mut Cx<'_>, link: &LinkRow, offer: &OfferRow, site: SiteId) -> Result<Option<NeedId>, Error> {
    let Some(id) = link.need_id else { return Ok(None) };
    let need = needs::store::current(cx, id)?;
    let answers = need.site_id == site && needs::rules::answer(&need.terms(), offer.temperature_class, cx.now).is_ok();
    Ok(answers.then_some(id))
}

/// Says no by the offer's link, which is used up then. The match is not shown again, and teaches.
///
/// # Errors
/// As for every use of a link.
pub fn decline(cx: &mut Cx<'_>, token: &str, said: LinkedDecline) -> Result<(Answered, Actor), Error> {
    let Opened { link, offer, actor } = open(cx, token)?;
    if offer.first_until.is_some() {
        let said = CascadeDecline { organisation_id: link.organisation_id };
        cascades::store::decline(cx, &actor, offer.id, said)?;
    }
    use_up(cx, &link, AnswerKind::Decline)?;
    if let Some(need_id) = link.need_id {
        let reason = said.reason.unwrap_or(DismissalReason::Other);
        let (offer_id, organisation_id) = (link.offer_id, link.organisation_id);
        matches::store::dismiss(cx, &actor, &NewDismissal { offer_id, need_id, organisation_id, reason })?;
    }
    Ok((Answered { answer: AnswerKind::Decline, claim_id: None, grams: None, decided_at: None }, actor))
}

/// # Errors
/// 409 when another request was faster.
fn use_up(cx: &mut Cx<'_>, link: &LinkRow, answer: AnswerKind) -> Result<(), Error> {
    let unused = answer_links::table.find(&link.token_hash).filter(answer_links::used_at.is_null());
    let used = (answer_links::answer.eq(answer), answer_links::used_at.eq(cx.now));
    match diesel::update(unused).set(used).execute(cx.conn)? {
        1 => Ok(()),
        _ => Err(Over::Used(answer).problem().into()),
    }
}

/// Forgets links that were made long ago. Returns how many.
///
/// # Errors
/// When the database fails.
pub fn forget_old(cx: &mut Cx<'_>) -> Result<usize, Error> {
    let old = answer_links::table.filter(answer_links::created_at.le(cx.now.plus(-KEPT)));
    Ok(diesel::delete(old).execute(cx.conn)?)
}
