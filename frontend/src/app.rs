//! What every page stands in: language, address, session, installation, passing messages.

use crate::client;
use crate::components::ToastProvider;
use crate::hooks::SessionProvider;
use crate::i18n;
use crate::pages;
use crate::routes::Route;
use crate::shell::Shell;
use shared::accounts::Locale;
use shared::network::Network;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew_router::prelude::{BrowserRouter, Switch};

/// Changes the language of the whole application.
#[hook]
pub fn use_choose_language() -> Callback<Locale> {
    use_context::<Callback<Locale>>().unwrap_or_else(Callback::noop)
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
                    <BrowserRouter key={language.as_str()}>
                        <ToastProvider>
                            <Shell><Switch<Route> render={pages::page} /></Shell>
                        </ToastProvider>
                    </BrowserRouter>
                </SessionProvider>
            </NetworkProvider>
        </ContextProvider<Callback<Locale>>>
    }
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
