//! The Maillage single-page application.
//!
//! `client` talks to the server, `hooks` turn that into state, `components` draw, `pages` put them together (one folder
//! per noun), `i18n` has the words, `lazy` fetches the chunks that not everybody needs, `first_view` is what the server
//! shows until the application is there, `merging` puts changes of two people together, `notices` hears what
//! happens while the application is open. Start at `app.rs` and `routes.rs`.

mod app;
mod browser;
mod client;
mod components;
#[cfg(not(target_family = "wasm"))]
mod first_view;
mod hooks;
mod i18n;
mod json;
mod lazy;
mod merging;
mod notices;
mod outbox;
mod pages;
mod routes;
mod shell;

#[cfg(target_family = "wasm")]
fn main() {
    wasm_bindgen_futures::spawn_local(async {
        i18n::start().await;
        // The server's HTML holds the first view in this element; Yew takes its place.
        match browser::document().and_then(|document| document.get_element_by_id("app")) {
            Some(root) => {
                root.set_class_name("");
                yew::Renderer::<app::App>::with_root(root).render()
            }
            None => yew::Renderer::<app::App>::new().render(),
        };
    });
}

/// Outside of a browser, the application tells what it looks like before it runs.
#[cfg(not(target_family = "wasm"))]
fn main() -> std::io::Result<()> {
    first_view::print()
}
