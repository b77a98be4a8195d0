//! The Maillage single-page application.
//!
//! `client` talks to the server, `hooks` turn that into state, `components` draw, `pages` put them together (one folder
//! per noun), `i18n` has the words. Start at `app.rs` and `routes.rs`.

mod app;
mod browser;
mod client;
mod components;
mod hooks;
mod i18n;
mod json;
mod pages;
mod routes;
mod shell;

fn main() {
    i18n::start();
    // The server's HTML holds a useful first view in this element; Yew takes its place.
    match browser::document().and_then(|document| document.get_element_by_id("app")) {
        Some(root) => yew::Renderer::<app::App>::with_root(root).render(),
        None => yew::Renderer::<app::App>::new().render(),
    };
}
