//! `maillage serve`.

use super::failure::Failure;
use crate::app::Application;
use crate::clock::Clock;
use crate::http::State;
use crate::settings::Settings;
use actix_web::dev::ServerHandle;
use std::process::ExitCode;
use std::time::Duration;

/// Serves until a signal ends it: the first lets running requests finish, a second one does not.
pub(super) async fn serve(settings: Settings) -> Result<ExitCode, Failure> {
    let Application { server, address, state, worker } = Application::build(settings, Clock::System).await?;
    println!("Maillage listens on http://{address}");
    actix_web::rt::spawn(stop_when_told(server.handle(), state));
    server.await?;
    worker.stopped().await;
    tracing::info!("stopped");
    Ok(ExitCode::SUCCESS)
}

async fn stop_when_told(server: ServerHandle, state: State) {
    told_to_stop().await;
    // First: a proxy that asks sends nobody here any more, while the rest is still answered.
    state.stop();
    tokio::time::sleep(Duration::from_secs(state.settings.stop_delay_s)).await;
    tracing::info!("stopping when the running requests are done");
    let gentle = server.stop(true);
    tokio::select! {
        () = gentle => {}
        () = told_to_stop() => server.stop(false).await,
    }
}

/// Ctrl-C, or SIGTERM, with which systemd and containers end a service.
#[cfg(unix)]
async fn told_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
        }
        Err(_) => drop(tokio::signal::ctrl_c().await),
    }
}

#[cfg(not(unix))]
async fn told_to_stop() {
    drop(tokio::signal::ctrl_c().await);
}
