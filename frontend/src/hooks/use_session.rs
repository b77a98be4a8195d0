//! Who is logged in, and for which organisation.

use super::forget;
use crate::browser;
use crate::client::{self, Failure, kept, token};
use shared::accounts::{Me, Membership};
use shared::ids::{OrganisationId, UserId};
use shared::organisations::OrganisationStatus;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

const STORAGE_KEY: &str = "maillage.organisation";

/// Whether somebody is logged in.
#[derive(Clone, Debug, PartialEq)]
pub enum Standing {
    /// Not known yet: the refresh cookie is being tried.
    Resuming,
    /// Nobody.
    Anonymous,
    /// This person.
    SignedIn(Rc<Me>),
    /// The server was not reached, so it is not known.
    Unreachable,
}

/// The session, for pages.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// Whether somebody is logged in.
    pub standing: Standing,
    /// Asks the server again who is logged in: after log-in, or after a change to the person or the organisations.
    pub reload: Callback<()>,
    /// Works for this organisation from now on.
    pub choose: Callback<OrganisationId>,
    /// Forgets the person here; the server has been told already.
    pub end: Callback<()>,
    chosen: Option<OrganisationId>,
}

impl Session {
    /// The logged-in person.
    #[must_use]
    pub fn me(&self) -> Option<Rc<Me>> {
        match &self.standing {
            Standing::SignedIn(me) => Some(Rc::clone(me)),
            Standing::Resuming | Standing::Anonymous | Standing::Unreachable => None,
        }
    }

    /// Whose what is written now will be.
    #[must_use]
    pub fn author(&self) -> Option<UserId> {
        self.me().map(|me| me.user.id)
    }

    /// The person's place in the current organisation: the chosen one, else the first admitted, else the first.
    #[must_use]
    pub fn membership(&self) -> Option<Membership> {
        let me = self.me()?;
        let chosen = me.memberships.iter().find(|m| Some(m.organisation.id) == self.chosen);
        let admitted = || me.memberships.iter().find(|m| m.status == OrganisationStatus::Approved);
        chosen.or_else(admitted).or_else(|| me.memberships.first()).cloned()
    }

    /// Whether the current organisation may publish, claim and change things: it is admitted and not suspended.
    #[must_use]
    pub fn may_write(&self) -> bool {
        self.membership().is_some_and(|membership| membership.status == OrganisationStatus::Approved)
    }

    /// The current organisation.
    #[must_use]
    pub fn organisation(&self) -> Option<OrganisationId> {
        self.membership().map(|membership| membership.organisation.id)
    }
}

/// The session; inside [`SessionProvider`] alone.
#[hook]
pub fn use_session() -> Session {
    use_context::<Session>().unwrap_or_else(|| Session {
        standing: Standing::Anonymous,
        reload: Callback::noop(),
        choose: Callback::noop(),
        end: Callback::noop(),
        chosen: None,
    })
}

/// Props of [`SessionProvider`].
#[derive(Properties, PartialEq)]
pub struct SessionProviderProps {
    /// Everything that knows who is logged in.
    pub children: Html,
}

/// Resumes the session of last time and hands it to everything inside.
#[component]
pub fn SessionProvider(props: &SessionProviderProps) -> Html {
    let standing = use_state(|| Standing::Resuming);
    let chosen = use_state(|| browser::stored(STORAGE_KEY).and_then(|text| text.parse().ok()));
    let reload = {
        let standing = standing.clone();
        use_callback((), move |(), ()| {
            let standing = standing.clone();
            spawn_local(async move { standing.set(ask().await) });
        })
    };
    let choose = {
        let chosen = chosen.clone();
        use_callback((), move |organisation: OrganisationId, ()| {
            browser::store(STORAGE_KEY, &organisation.to_string());
            chosen.set(Some(organisation));
        })
    };
    let end = {
        let standing = standing.clone();
        use_callback((), move |(), ()| {
            token::set(None);
            forget("");
            kept::forget();
            standing.set(Standing::Anonymous);
        })
    };
    {
        let (reload, end) = (reload.clone(), end.clone());
        use_effect_with((), move |()| {
            token::on_end(end);
            reload.emit(());
        });
    }
    let session = Session { standing: (*standing).clone(), reload, choose, end, chosen: *chosen };
    html! { <ContextProvider<Session> context={session}>{ props.children.clone() }</ContextProvider<Session>> }
}

async fn ask() -> Standing {
    // After a reload of the page there is no access token; the refresh cookie may bring one.
    if token::access().is_none() {
        match token::refresh().await {
            Ok(true) => {}
            Ok(false) => return Standing::Anonymous,
            // Without network, who was logged in last still is: the service worker has kept who that was.
            Err(_) => {
                return client::accounts::me().await.map_or(Standing::Unreachable, |me| Standing::SignedIn(Rc::new(me)));
            }
        }
    }
    match client::accounts::me().await {
        Ok(me) => Standing::SignedIn(Rc::new(me)),
        Err(Failure::Problem(problem)) if problem.status == 401 => Standing::Anonymous,
        Err(_) => Standing::Unreachable,
    }
}
