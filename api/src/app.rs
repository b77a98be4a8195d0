//! The application: from settings to a listening server. The binary and every test start it here.

use crate::accounts::Keys;
use crate::clock::Clock;
use crate::db::Db;
use crate::events::worker::{self, Worker};
use crate::http::call::Calls;
use crate::http::cx::Shared;
use crate::http::figures::Figures;
use crate::http::gate::{self, Connections, Gate};
use crate::http::operations::Operations;
use crate::http::{Cx, Error, KnownTokens, State, fallback, problem_pages, request_id};
use crate::notifications::Streams;
use crate::settings::Settings;
use crate::{health, openapi, routes, spa};
use actix_web::dev::Server;
use actix_web::middleware::{Compress, from_fn};
use actix_web::{App, HttpRequest, HttpServer, web};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;
use utoipa::openapi::OpenApi;
use utoipa_actix_web::{AppExt, scope};
use utoipa_swagger_ui::SwaggerUi;

/// A server that is ready to run.
pub struct Application {
    /// Run it by awaiting it.
    pub server: Server,
    /// Where it listens; the port is known even when the settings asked for any.
    pub address: SocketAddr,
    /// What its requests share.
    pub state: State,
    /// What is due by itself.
    pub worker: Worker,
}

/// How long a client may take for the head of its first request.
const HEAD_PATIENCE: Duration = Duration::from_secs(5);
/// How long a connection may lie idle between two requests.
const IDLE: Duration = Duration::from_secs(5);
/// Seconds that running requests get to finish when the server stops.
const STOP_PATIENCE_S: u64 = 20;

/// The server could not start.
#[derive(Debug)]
pub struct StartFailed(String);

impl std::fmt::Display for StartFailed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for StartFailed {}

fn failed(what: &str) -> impl FnOnce(String) -> StartFailed + '_ {
    move |why| StartFailed(format!("{what}: {why}"))
}

/// The document of all operations, from the same routes that serve.
#[must_use]
pub fn document() -> OpenApi {
    let api = scope::scope("/api/v1").configure(routes::v1);
    openapi::complete(App::new().into_utoipa_app().openapi(openapi::base()).service(api).split_for_parts().1)
}

impl Application {
    /// Brings the database up to date, binds the port and starts the workers.
    ///
    /// # Errors
    /// When the database cannot be used or the port is taken.
    pub async fn build(settings: Settings, clock: Clock) -> Result<Self, StartFailed> {
        let state = open_state(settings, clock).await?;
        let document = Arc::new(document());
        let operations = Arc::new(Operations::of(&document));
        let shared_state = web::Data::new(state.clone());
        let calls = web::Data::new(Calls::of(&document));
        let gate = web::Data::new(Gate::new(state.clone(), Arc::clone(&operations)));
        let worker = worker::start(&state);
        let held = worker.clone();
        let connections = Connections::watched();
        let server = HttpServer::new(move || {
            // Held here, the worker stops with the server.
            let _held = &held;
            let operations = Arc::clone(&operations);
            let (app, _) = App::new()
                // Before the scope of the API, whose fallback would take the document's address.
                .service(SwaggerUi::new("/api/docs/{_:.*}").url("/api/v1/openapi.json", (*document).clone()))
                .app_data(shared_state.clone())
                .app_data(gate.clone())
                .app_data(calls.clone())
                .app_data(web::PathConfig::default().error_handler(|_, _| Error::not_found().into()))
                .into_utoipa_app()
                .openapi(openapi::base())
                .service(scope::scope("/api/v1").configure(routes::v1).default_service(web::to(
                    move |request: HttpRequest| std::future::ready(fallback::answer(&request, &operations)),
                )))
                .split_for_parts();
            app.wrap(Compress::default())
                .wrap(from_fn(gate::middleware))
                .wrap(from_fn(request_id::middleware))
                .service(web::redirect("/api/docs", "/api/docs/"))
                .configure(problem_pages::routes)
                .configure(health::routes)
                .configure(spa::routes(shared_state.settings.tiles().as_ref().map(|tiles| tiles.url.as_str())))
        });
        let server = server.on_connect(move |io, data| connections.add(io, data));
        let server = server.client_request_timeout(HEAD_PATIENCE).keep_alive(IDLE).shutdown_timeout(STOP_PATIENCE_S);
        let server = server.workers(2).disable_signals().bind(state.settings.listen);
        let server = server.map_err(|error| failed("cannot listen")(format!("{}: {error}", state.settings.listen)))?;
        let address = server.addrs().first().copied().unwrap_or(state.settings.listen);
        Ok(Self { server: server.run(), address, state, worker })
    }
}

/// Opens the database and prepares what requests share.
///
/// # Errors
/// When the database cannot be opened or brought up to date.
pub async fn open_state(settings: Settings, clock: Clock) -> Result<State, StartFailed> {
    let db = Db::open(&settings.database).map_err(|error| failed("cannot open the database")(error.to_string()))?;
    let mut conn = settings.database.connect().map_err(|error| failed("cannot open the database")(error.to_string()))?;
    crate::db::migrate(&mut conn).map_err(|error| failed("cannot bring the database up to date")(error.to_string()))?;
    let now = clock.now();
    let keys = conn.write_transaction(|conn| Keys::load_or_make(conn, now));
    let keys = keys.map_err(|error| failed("cannot prepare")(error.to_string()))?;
    drop(conn);
    let (tokens, figures, stopping) = (KnownTokens::default(), Figures::default(), AtomicBool::new(false));
    let streams = Streams::default();
    let state = State::new(Shared { db, clock, settings, keys, tokens, streams, figures, stopping });
    let seeded = state.write(|cx: &mut Cx<'_>| crate::categories::seed(cx)).await;
    seeded.map_err(|error| failed("cannot write the categories")(error.to_string()))?;
    let indexed = state.write(bring_index_up_to_date).await;
    indexed.map_err(|error| failed("cannot index the texts")(error.to_string()))?;
    Ok(state)
}

/// Edition of what the text index holds: raise it when the analyser or the tokens of a document change.
const INDEX_EDITION: &str = "5";

/// Indexes all texts anew where another edition of the analyser has indexed them.
fn bring_index_up_to_date(cx: &mut Cx<'_>) -> Result<(), Error> {
    if crate::network::index_edition(cx)?.as_deref() == Some(INDEX_EDITION) {
        return Ok(());
    }
    crate::communes::store::index_all(cx.conn)?;
    crate::categories::index_all(cx.conn)?;
    crate::offers::index_all(cx)?;
    crate::needs::store::index_all(cx)?;
    crate::searches::store::index_all(cx)?;
    crate::network::save_index_edition(cx, INDEX_EDITION)
}
