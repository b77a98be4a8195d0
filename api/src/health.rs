//! What machines ask: `/healthz`, `/readyz`, `/metrics`.

use crate::db::Backend;
use crate::events;
use crate::http::error::write_problem;
use crate::http::figures::Page;
use crate::http::gate::Gate;
use crate::http::{Error, State, caller};
use actix_web::http::header::AUTHORIZATION;
use actix_web::web::{Data, ServiceConfig, get};
use actix_web::{HttpRequest, HttpResponse};
use sha2::{Digest, Sha256};
use shared::problem::{Code, Problem};

/// Routes of these pages.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/healthz", get().to(healthz)).route("/readyz", get().to(readyz)).route("/metrics", get().to(metrics));
}

/// Alive: the process answers. Never touches the database, so that a slow one gets nobody killed.
async fn healthz() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain").body("ok")
}

/// Ready: not about to stop, and the database answers.
async fn readyz(state: State) -> HttpResponse {
    let busy = || write_problem(Problem::of(Code::Busy));
    if state.is_stopping() {
        return busy();
    }
    match state.read(crate::network::probe).await {
        Ok(()) => HttpResponse::Ok().content_type("text/plain").body("ready"),
        Err(_) => busy(),
    }
}

/// Figures in the text form of Prometheus; to others than [`may_look`] lets in they do not exist.
async fn metrics(request: HttpRequest, state: State, gate: Data<Gate>) -> Result<HttpResponse, Error> {
    if !may_look(&request, &state) {
        return Err(Error::not_found());
    }
    // A database that is away is no reason to be silent about the rest.
    let backlog = state.read(events::backlog).await.ok();
    let mut page = Page::default();
    page.build(if state.db.backend() == Backend::Sqlite { "sqlite" } else { "postgres" });
    page.figures(&state.figures);
    gate.print(&mut page);
    page.doors(&state.db.loads());
    backlog.into_iter().for_each(|backlog| page.backlog(backlog));
    let text = page.finish();
    Ok(HttpResponse::Ok().content_type("text/plain; version=0.0.4").insert_header(("cache-control", "no-store")).body(text))
}

fn may_look(request: &HttpRequest, state: &State) -> bool {
    let token = &state.settings.metrics.token;
    if !token.is_empty() {
        let given = request.headers().get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let given = given.and_then(|value| value.strip_prefix("Bearer ")).unwrap_or_default();
        // Compared by digest, so that the time tells nothing of how much was right.
        return Sha256::digest(given) == Sha256::digest(token);
    }
    let is_local = request.peer_addr().is_some_and(|peer| peer.ip().to_canonical().is_loopback());
    is_local && !caller::is_relayed(request.headers()) && state.settings.is_local()
}
