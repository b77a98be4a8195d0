//! The measure: the smallest server that the same stack allows (actix-web, diesel, SQLite) on the same file. No
//! accounts, no rules, no validation; it shows bare rows. What it reaches on this machine, at this moment, is what the
//! product is compared to.

mod read;
mod write;

use actix_web::web::{Data, Json, Path, Query};
use actix_web::{App, HttpResponse, HttpServer, error, web};
use anyhow::{Context, Result};
use api::db::{Conn, DatabaseUrl};
use diesel::SqliteConnection;
use std::cell::RefCell;
use uuid::Uuid;

/// What the minimal server is asked to publish or claim.
#[derive(serde::Deserialize)]
pub struct Wish {
    site_id: Uuid,
    title: Option<String>,
    category: Option<String>,
    total_grams: Option<i64>,
    offer_id: Option<Uuid>,
    grams: Option<i64>,
}

/// The product's query, as far as it is used.
#[derive(serde::Deserialize)]
struct Question {
    near_commune: Option<String>,
    category: Option<String>,
    text: Option<String>,
}

thread_local! {
    /// Each worker reads by a connection of its own, on its own thread.
    static READER: RefCell<Option<SqliteConnection>> = const { RefCell::new(None) };
}

/// A connection as the product opens them: same cache, same durability.
fn connect(url: &DatabaseUrl) -> Result<SqliteConnection> {
    match url.connect().context("cannot open the database")? {
        Conn::Sqlite(conn) => Ok(conn),
        Conn::Postgres(_) => anyhow::bail!("the minimal server knows SQLite only"),
    }
}

fn reading<T>(url: &DatabaseUrl, work: impl FnOnce(&mut SqliteConnection) -> Result<T>) -> Result<T> {
    READER.with_borrow_mut(|slot| {
        let conn = match slot {
            Some(conn) => conn,
            None => slot.insert(connect(url)?),
        };
        work(conn)
    })
}

/// Serves until it is ended; says where on standard output.
pub async fn serve(url: DatabaseUrl, workers: usize) -> Result<()> {
    let writer = Data::new(write::Writer::start(connect(&url)?)?);
    let url = Data::new(url);
    let server = HttpServer::new(move || {
        App::new()
            .app_data(url.clone())
            .app_data(writer.clone())
            .route("/api/v1/offers", web::get().to(list))
            .route("/api/v1/offers/{id}", web::get().to(find))
            .route("/api/v1/offers", web::post().to(publish))
            .route("/api/v1/claims", web::post().to(claim))
    });
    let server = server.workers(workers).bind(("127.0.0.1", 0))?;
    let address = server.addrs().first().copied().context("no address")?;
    println!("Listening on http://{address}");
    Ok(server.run().await?)
}

type Answer = actix_web::Result<HttpResponse>;

fn failed(error: impl std::fmt::Display) -> actix_web::Error {
    error::ErrorInternalServerError(error.to_string())
}

async fn list(url: Data<DatabaseUrl>, question: Query<Question>) -> Answer {
    let rows = reading(&url, |conn| match &*question {
        Question { near_commune: Some(near), category: Some(category), .. } => read::near_category(conn, near, category),
        Question { near_commune: Some(near), text: Some(text), .. } => read::near_text(conn, near, text),
        _ => read::newest(conn),
    });
    Ok(HttpResponse::Ok().json(rows.map_err(failed)?))
}

async fn find(url: Data<DatabaseUrl>, id: Path<Uuid>) -> Answer {
    match reading(&url, |conn| read::one(conn, *id)).map_err(failed)? {
        Some(row) => Ok(HttpResponse::Ok().json(row)),
        None => Ok(HttpResponse::NotFound().finish()),
    }
}

async fn publish(writer: Data<write::Writer>, wish: Json<Wish>) -> Answer {
    let id = writer.write(move |conn| write::publish(conn, &wish)).await.map_err(failed)?;
    Ok(HttpResponse::Created().json(id))
}

async fn claim(writer: Data<write::Writer>, wish: Json<Wish>) -> Answer {
    match writer.write(move |conn| write::claim(conn, &wish)).await.map_err(failed)? {
        Some(id) => Ok(HttpResponse::Created().json(id)),
        None => Ok(HttpResponse::Conflict().finish()),
    }
}
