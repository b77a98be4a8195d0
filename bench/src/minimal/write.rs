//! One writing thread that commits what waits together, with the commit on the disk before anybody is answered.

use super::Wish;
use anyhow::{Context, Result, anyhow};
use api::db::schema::{claims, offer_documents, offer_postings, offers, pickup_windows};
use api::engine::{analyser, cells};
use diesel::SqliteConnection;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use shared::geo::Position;
use shared::time::{DAY, UtcMillis};
use std::sync::mpsc::{Receiver, Sender, channel};
use tokio::sync::oneshot;
use uuid::Uuid;

type Job = Box<dyn FnOnce(&mut SqliteConnection) -> Box<dyn FnOnce(bool) + Send> + Send>;

/// Writes of one commit at most.
const MAX_BATCH: usize = 256;

pub struct Writer(Sender<Job>);

impl Writer {
    pub fn start(mut conn: SqliteConnection) -> Result<Self> {
        let (sender, jobs) = channel();
        std::thread::Builder::new().spawn(move || work(&mut conn, &jobs))?;
        Ok(Self(sender))
    }

    pub async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut SqliteConnection) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let (sender, answer) = oneshot::channel();
        let job: Job = Box::new(move |conn| {
            let done = work(conn);
            Box::new(move |committed| {
                drop(sender.send(if committed { done } else { Err(anyhow!("not committed")) }));
            })
        });
        self.0.send(job).map_err(|_| anyhow!("the writer has stopped"))?;
        answer.await?
    }
}

fn work(conn: &mut SqliteConnection, jobs: &Receiver<Job>) {
    while let Ok(first) = jobs.recv() {
        let begun = conn.batch_execute("BEGIN IMMEDIATE").is_ok();
        let batch = std::iter::once(first).chain(jobs.try_iter().take(MAX_BATCH));
        let told: Vec<_> = batch.map(|job| job(conn)).collect();
        let committed = begun && conn.batch_execute("COMMIT").is_ok();
        told.into_iter().for_each(|tell| tell(committed));
    }
}

/// The same rows that the product writes: offer, window, document.
pub fn publish(conn: &mut SqliteConnection, wish: &Wish) -> Result<Uuid> {
    let (id, now) = (Uuid::now_v7(), UtcMillis::from(chrono::Utc::now()).0);
    let (title, grams) = (wish.title.as_deref().unwrap_or_default(), wish.total_grams.unwrap_or_default());
    let place: (Vec<u8>, Option<f64>, Option<f64>, Vec<u8>) = {
        use api::db::schema::{memberships, organisations, sites};
        sites::table
            .inner_join(organisations::table.inner_join(memberships::table))
            .filter(sites::id.eq(wish.site_id.as_bytes().as_slice()))
            .select((sites::organisation_id, sites::latitude, sites::longitude, memberships::user_id))
            .first(conn)?
    };
    let (organisation, latitude, longitude, user) = place;
    let position = latitude.zip(longitude).and_then(|(lat, lon)| Position::new(lat, lon)).context("a position")?;
    diesel::insert_into(offers::table)
        .values((
            (
                offers::id.eq(id.as_bytes().as_slice()),
                offers::organisation_id.eq(organisation),
                offers::site_id.eq(wish.site_id.as_bytes().as_slice()),
                offers::category_code.eq(wish.category.as_deref().unwrap_or_default()),
                offers::title.eq(title),
                offers::unit.eq("kilogram"),
                offers::grams_per_unit.eq(1_000_i64),
                offers::total_grams.eq(grams),
                offers::left_grams.eq(grams),
                offers::temperature_class.eq("ambient"),
                offers::status.eq("open"),
            ),
            (
                offers::published_by.eq(user),
                offers::published_at.eq(now),
                offers::updated_at.eq(now),
                offers::closes_at.eq(now + DAY),
                offers::latitude.eq(latitude),
                offers::longitude.eq(longitude),
                offers::cell.eq(cells::cell(position)),
                offers::version.eq(1_i64),
            ),
        ))
        .execute(conn)?;
    diesel::insert_into(pickup_windows::table)
        .values((
            pickup_windows::offer_id.eq(id.as_bytes().as_slice()),
            pickup_windows::starts_at.eq(now),
            pickup_windows::ends_at.eq(now + DAY),
        ))
        .execute(conn)?;
    let id_bytes = id.as_bytes().as_slice();
    let stems = analyser::stems(title);
    let document = (offer_documents::offer_id.eq(id_bytes), offer_documents::stems.eq(stems.join(" ")));
    diesel::insert_into(offer_documents::table).values(document).execute(conn)?;
    for token in stems.iter().collect::<std::collections::BTreeSet<_>>() {
        let cell = offer_postings::cell.eq(cells::cell(position));
        let posting = (offer_postings::token.eq(token), cell, offer_postings::offer_id.eq(id_bytes));
        diesel::insert_into(offer_postings::table).values(posting).execute(conn)?;
    }
    Ok(id)
}

/// A guarded update and one row.
pub fn claim(conn: &mut SqliteConnection, wish: &Wish) -> Result<Option<Uuid>> {
    let (id, now) = (Uuid::now_v7(), UtcMillis::from(chrono::Utc::now()).0);
    let (offer_id, grams) = (wish.offer_id.context("an offer")?, wish.grams.unwrap_or_default());
    let offer = offers::table.find(offer_id.as_bytes().as_slice());
    let changed = diesel::update(offer.filter(offers::status.eq("open")).filter(offers::left_grams.ge(grams)))
        .set((offers::left_grams.eq(offers::left_grams - grams), offers::version.eq(offers::version + 1)))
        .execute(conn)?;
    if changed == 0 {
        return Ok(None);
    }
    let (giver, user): (Vec<u8>, Vec<u8>) = offer.select((offers::organisation_id, offers::published_by)).first(conn)?;
    let taker: Vec<u8> = {
        use api::db::schema::sites;
        sites::table.find(wish.site_id.as_bytes().as_slice()).select(sites::organisation_id).first(conn)?
    };
    diesel::insert_into(claims::table)
        .values((
            claims::id.eq(id.as_bytes().as_slice()),
            claims::offer_id.eq(offer_id.as_bytes().as_slice()),
            claims::giver_id.eq(giver),
            claims::taker_id.eq(taker),
            claims::taker_site_id.eq(wish.site_id.as_bytes().as_slice()),
            claims::grams.eq(grams),
            claims::state.eq("requested"),
            claims::handover_code.eq("0000"),
            claims::wrong_codes.eq(0_i64),
            claims::lapses_at.eq(now + DAY),
            claims::claimed_by.eq(user),
            claims::requested_at.eq(now),
            claims::updated_at.eq(now),
            claims::version.eq(1_i64),
        ))
        .execute(conn)?;
    Ok(Some(id))
}
