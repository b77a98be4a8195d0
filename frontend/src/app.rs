//! What every page stands in: language, address, session, installation, passing messages.

use crate::client::{self, Failure};
use crate::components::{ToastProvider, use_warning};
use crate::hooks::SessionProvider;
use crate::i18n;
use crate::outbox::OutboxProvider;
use crate::pages;
use crate::routes::Route;
use crate::shell::Shell;
use shared::accounts::Locale;
use shared::network::Network;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew_router::prelude::Switch;

/// Changes the language of the whole application, once its words are here.
#[hook]
pub fn use_choose_language() -> Callback<Locale> {
    let choose = use_context::<Callback<Locale>>().unwrap_or_else(Callback::noop);
    let warn = use_warning();
    Callback::from(move |choice: Locale| {
        let (choose, warn) = (choose.clone(), warn.clone());
        spawn_local(async move {
            if i18n::fetch(choice).await.is_ok() && i18n::fetch_rest(choice).await.is_ok() {
                choose.emit(choice);
            } else {
                warn.emit(Failure::Offline.sentence());
            }
        });
    })
}

/// What is known of this installation; `None` until the server has told.
#[hook]
pub fn use_network() -> Option<Rc<Network>> {
    use_context::<Option<Rc<Network>>>().flatten()
}

/// The application.
#[component]
pub fn App() -> Html {
    let language = use_state(i18n::current);
    let choose = {
        let language = language.clone();
        use_callback((), move |choice: Locale, ()| {
            i18n::choose(choice);
            language.set(choice);
        })
    };
    // A new key draws everything anew: no component has to know that it shows words.
    html! {
        <ContextProvider<Callback<Locale>> context={choose}>
            <NetworkProvider>
                <SessionProvider>
                    { routed(language.as_str(), html! {
                        <ToastProvider>
                            <OutboxProvider><Shell><Switch<Route> render={pages::page} /></Shell></OutboxProvider>
                        </ToastProvider>
                    }) }
                </SessionProvider>
            </NetworkProvider>
        </ContextProvider<Callback<Locale>>>
    }
}

/// Pages at the browser's address.
#[cfg(target_family = "wasm")]
fn routed(key: &'static str, content: Html) -> Html {
    html! { <yew_router::BrowserRouter {key}>{ content }</yew_router::BrowserRouter> }
}

/// The page whose first view is drawn.
#[cfg(not(target_family = "wasm"))]
fn routed(key: &'static str, content: Html) -> Html {
    html! { <yew_router::Router {key} history={crate::first_view::history()}>{ content }</yew_router::Router> }
}

#[derive(Properties, PartialEq)]
struct NetworkProviderProps {
    children: Html,
}

/// Asks once what this installation is, and sets the clocks to its time zone.
#[component]
fn NetworkProvider(props: &NetworkProviderProps) -> Html {
    let network = use_state(|| None::<Rc<Network>>);
    {
        let network = network.clone();
        use_effect_with((), move |()| {
            spawn_local(async move {
                if let Ok(found) = client::network::find().await {
                    i18n::zone::set(&found.time_zone);
                    network.set(Some(Rc::new(found)));
                }
            });
        });
    }
    html! {
        <ContextProvider<Option<Rc<Network>>> context={(*network).clone()}>
            { props.children.clone() }
        </ContextProvider<Option<Rc<Network>>>>
    }
}
