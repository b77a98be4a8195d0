//! What a visitor sees before the application has arrived: the application's own pages, drawn when it is built.
//!
//! `cargo xtask web` runs this crate outside of a browser and puts what it prints into `index.html`, in each language. The
//! application then draws the same again, so nothing moves when it takes over. The landing page is drawn whole; of all
//! other pages, which need to know who asks, the frame and the shape of what is on its way.

use crate::app::App;
use crate::i18n::{self, t};
use crate::routes::Route;
use serde_json::{Value, json};
use shared::accounts::Locale;
use std::cell::RefCell;
use std::io::{Error, Write};
use tokio::{runtime, task::LocalSet};
use yew::LocalServerRenderer;
use yew_router::Routable;
use yew_router::history::{AnyHistory, History, MemoryHistory};

thread_local! {
    static PAGE: RefCell<Route> = const { RefCell::new(Route::Landing) };
}

/// The address of the page that is being drawn.
pub fn history() -> AnyHistory {
    let history = MemoryHistory::new();
    history.replace(PAGE.with_borrow(Routable::to_path));
    history.into()
}

/// Prints the views as JSON.
///
/// # Errors
/// When nothing can be printed.
pub fn print() -> std::io::Result<()> {
    let runtime = runtime::Builder::new_current_thread().build()?;
    let views = LocalSet::new().block_on(&runtime, all())?;
    writeln!(std::io::stdout(), "{}", Value::from(views))
}

async fn all() -> std::io::Result<Vec<Value>> {
    let mut views = Vec::new();
    for &language in Locale::ALL {
        i18n::fetch(language).await.map_err(|error| Error::other(error.to_string()))?;
        i18n::choose(language);
        views.push(view("landing", Route::Landing, &t!("landing.tab")).await);
        views.push(view("page", Route::Offers, &t!("app.name")).await);
    }
    Ok(views)
}

async fn view(name: &str, page: Route, title: &str) -> Value {
    PAGE.set(page);
    let html = LocalServerRenderer::<App>::new().hydratable(false).render().await;
    json!({
        "name": name,
        "language": i18n::current().as_str(),
        "title": title,
        "description": t!("app.description").as_str(),
        "without_script": t!("app.without_script").as_str(),
        "html": html,
    })
}
