//! The frame around every page: skip link, banner, navigation, the organisation one acts for.
//!
//! One set of elements for all widths; `styles/` puts the navigation at the bottom of a phone and at the left of a desk.

use crate::app::use_choose_language;
use crate::browser;
use crate::client;
use crate::components::{Button, ButtonLink, Icon, Mood, Notice, OfflineBanner, PageHeader, Tone, brand, part};
use crate::hooks::{Session, Standing, use_fresh, use_session};
use crate::i18n::{self, t};
use crate::notices::{BellProps, use_bell};
use crate::routes::Route;
use shared::accounts::{Locale, Me};
use shared::ids::OrganisationId;
use shared::organisations::{OrganisationKind, OrganisationStatus};
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlSelectElement;
use yew::prelude::*;
use yew_router::prelude::{Link, use_route};

/// Props of [`Shell`].
#[derive(Properties, PartialEq)]
pub struct ShellProps {
    /// The page.
    pub children: Html,
}

/// The frame around every page.
#[component]
pub fn Shell(props: &ShellProps) -> Html {
    let session = use_session();
    let unread = use_unread(session.organisation());
    let route = use_route::<Route>().unwrap_or(Route::NotFound);
    let public = match session.standing {
        Standing::SignedIn(_) => route.has_secret(),
        // Most who open such a page are logged in: nothing moves when the answer comes.
        Standing::Resuming => route.is_public(),
        Standing::Anonymous | Standing::Unreachable => true,
    };
    html! {
        <div class={classes!("shell", if public { "shell-public" } else { "shell-private" })}>
            <a class="skip-link" href="#contenu">{ t!("app.skip") }</a>
            <OfflineBanner />
            if public {
                { public_bar(&session.standing) }
            } else {
                { bar(&session, unread) }
                { navigation(&session, &route, unread) }
            }
            <main id="contenu" tabindex="-1">
                if !public {
                    { suspension(&session) }
                }
                { props.children.clone() }
            </main>
        </div>
    }
}

/// What it means that the current organisation is suspended, above every page.
fn suspension(session: &Session) -> Html {
    let Some(membership) = session.membership().filter(|m| m.status == OrganisationStatus::Suspended) else {
        return html! {};
    };
    html! {
        <div class="suspension">
            <Notice mood={Mood::Warm} icon={Icon::Warning} title={t!("suspension.title", organisation = membership.organisation.name)}>
                <p>{ t!("suspension.text") }</p>
                if let Some(reason) = membership.decision_reason {
                    <p>{ t!("suspension.reason", reason = reason) }</p>
                }
            </Notice>
        </div>
    }
}

/// Above the pages for everybody.
fn public_bar(standing: &Standing) -> Html {
    let log_in = match standing {
        Standing::Anonymous => Some("bar-log-in"),
        // Not known yet whether it is needed; its place is kept, so that nothing moves when the answer comes.
        Standing::Resuming => Some("bar-log-in bar-later"),
        Standing::SignedIn(_) | Standing::Unreachable => None,
    };
    html! {
        <header class="bar bar-public">
            <Link<Route> to={Route::Landing} classes="brand-link">{ brand() }</Link<Route>>
            <div class="cluster">
                <LanguageSwitch />
                if let Some(class) = log_in {
                    <span {class}>
                        <ButtonLink to={Route::Login} tone={Tone::Quiet} icon={Icon::LogIn}>{ t!("nav.login") }</ButtonLink>
                    </span>
                }
            </div>
        </header>
    }
}

/// Two buttons, each in its own language.
#[component]
pub fn LanguageSwitch() -> Html {
    let choose = use_choose_language();
    let button = |locale: &Locale| {
        let locale = *locale;
        let onclick = choose.reform(move |_: MouseEvent| locale);
        let pressed = if locale == i18n::current() { "true" } else { "false" };
        html! {
            <button type="button" class="language" lang={locale.as_str()} aria-pressed={pressed} {onclick}>
                { locale.as_str() }<span class="visually-hidden">{ " – " }{ i18n::word(locale) }</span>
            </button>
        }
    };
    html! { <div class="languages" role="group" aria-label={t!("nav.language")}>{ for Locale::ALL.iter().map(button) }</div> }
}

/// Above the pages of a logged-in person.
fn bar(session: &Session, unread: i64) -> Html {
    let Some(me) = session.me() else {
        return html! { <header class="bar bar-private"><span class="brand-link">{ brand() }</span></header> };
    };
    let admitted = me.memberships.iter().any(|membership| membership.status == OrganisationStatus::Approved);
    let watches = admitted || me.user.network_admin;
    html! {
        <header class="bar bar-private">
            <Link<Route> to={Route::Today} classes="brand-link">{ brand() }</Link<Route>>
            { organisation_choice(session) }
            if session.organisation().is_some() {
                <Link<Route> to={Route::Messages} classes="bar-link bar-messages">
                    { Icon::Mail }<span class="visually-hidden">{ t!("nav.messages") }</span>{ unread_count(unread) }
                </Link<Route>>
            }
            { part(use_bell, BellProps { person: me.user.id, watches }) }
            <Link<Route> to={Route::Account} classes="avatar-link">
                <span class="avatar" aria-hidden="true">{ initials(&me.user.name) }</span>
                <span class="visually-hidden">{ t!("nav.account") }</span>
            </Link<Route>>
        </header>
    }
}

/// How many messages are unread, and in words for who cannot see the badge; nothing for none.
fn unread_count(unread: i64) -> Html {
    if unread == 0 {
        return html! {};
    }
    html! {
        <span class="count"><span aria-hidden="true">{ unread }</span><span class="visually-hidden">{ t!("nav.unread", n = unread) }</span></span>
    }
}

/// How many messages to an organisation the person has not read: asked now and then, and when some were read here.
#[hook]
fn use_unread(organisation: Option<OrganisationId>) -> i64 {
    let count = use_state(|| 0);
    let look = {
        let count = count.clone();
        use_callback(organisation, move |(), organisation| {
            let Some(organisation) = *organisation else { return };
            let count = count.clone();
            spawn_local(async move {
                if let Ok(unread) = client::conversations::unread(organisation).await {
                    count.set(unread.messages);
                }
            });
        })
    };
    use_fresh(&look);
    use_effect_with(look, |look| {
        look.emit(());
        let look = look.clone();
        let listener = browser::listen(browser::MESSAGES_READ, move || look.emit(()));
        move || drop(listener)
    });
    *count
}

/// The first letters of the first two words of a name.
fn initials(name: &str) -> String {
    name.split_whitespace().filter_map(|word| word.chars().next()).take(2).flat_map(char::to_uppercase).collect()
}

/// For whom one acts: a name, or a choice where there are several.
fn organisation_choice(session: &Session) -> Html {
    let (Some(me), Some(current)) = (session.me(), session.membership()) else {
        return html! {};
    };
    if me.memberships.len() < 2 {
        return html! { <p class="organisation-name">{ current.organisation.name }</p> };
    }
    let onchange = {
        let (me, choose) = (me.clone(), session.choose.clone());
        Callback::from(move |event: Event| {
            let index = event.target_unchecked_into::<HtmlSelectElement>().value().parse::<usize>();
            if let Some(membership) = index.ok().and_then(|index| me.memberships.get(index)) {
                choose.emit(membership.organisation.id);
            }
        })
    };
    html! {
        <label class="organisation-choice">
            <span class="visually-hidden">{ t!("nav.organisation_choice") }</span>
            <select class="select organisation-select" {onchange}>
                { for me.memberships.iter().enumerate().map(|(index, membership)| html! {
                    <option value={index.to_string()} selected={membership.organisation.id == current.organisation.id}>
                        { &membership.organisation.name }
                    </option>
                }) }
            </select>
        </label>
    }
}

/// Where one can go. What an organisation that is not admitted cannot use is not shown.
fn navigation(session: &Session, route: &Route, unread: i64) -> Html {
    let Some(me) = session.me() else { return html! { <div class="navigation" aria-hidden="true"></div> } };
    let membership = session.membership();
    let admitted = session.may_write();
    let suspended = membership.as_ref().is_some_and(|m| m.status == OrganisationStatus::Suspended);
    let mut items = Vec::new();
    if admitted || suspended {
        items.push((Route::Today, Icon::Home, t!("nav.today"), ""));
        items.push((Route::Offers, Icon::Package, t!("nav.offers"), ""));
        if admitted {
            items.push((Route::PublishOffer, Icon::Plus, t!("nav.publish"), "nav-publish"));
        }
        items.push((Route::Claims, Icon::Handover, t!("nav.claims"), ""));
    }
    if admitted || suspended {
        // On a phone it is a tab of the board.
        items.push((Route::Equipment, Icon::Wrench, t!("nav.equipment"), "nav-on-desk"));
        // On a phone it is on the organisation's page.
        items.push((stock(), Icon::Ambient, t!("nav.stock"), "nav-on-desk"));
        // Who only gives has no part in rounds of either kind.
        if membership.as_ref().is_some_and(|m| m.organisation.kind != OrganisationKind::Donor) {
            items.push((collecting(), Icon::Truck, t!("nav.collecting"), "nav-on-desk"));
            items.push((rounds(), Icon::List, t!("nav.rounds"), "nav-on-desk"));
        }
        items.push((activity(), Icon::Users, t!("nav.activity"), "nav-on-desk"));
    }
    if membership.is_some() {
        // On a phone it is beside the person, in the bar.
        items.push((Route::Messages, Icon::Mail, t!("nav.messages"), "nav-on-desk"));
        items.push((Route::Organisation, Icon::Building, t!("nav.organisation"), ""));
    }
    if me.user.network_admin {
        let class = if admitted { "nav-on-desk" } else { "" };
        items.push((Route::Administration, Icon::Shield, t!("nav.administration"), class));
    }
    let section = section_of(route);
    html! {
        <nav class="navigation" aria-label={t!("nav.main")}>
            <ul>
                { for items.into_iter().map(|(to, icon, label, class)| {
                    let current = if section.as_ref() == Some(&to) {
                        Current::Here
                    } else if to == Route::Offers && section == Some(Route::Equipment) {
                        Current::OnPhone
                    } else {
                        Current::Elsewhere
                    };
                    let count = if to == Route::Messages { unread } else { 0 };
                    navigation_item(to, icon, label, class, current, count)
                }) }
            </ul>
            { person(&me, *route == Route::Account) }
        </nav>
    }
}

/// The list of the stock.
const fn stock() -> Route {
    Route::Stock { path: String::new() }
}

/// The collection rounds.
const fn collecting() -> Route {
    Route::Collecting { path: String::new() }
}

/// The list of allocation rounds.
const fn rounds() -> Route {
    Route::Rounds { path: String::new() }
}

/// The week of activity that is due.
const fn activity() -> Route {
    Route::Activity { path: String::new() }
}

/// The entry of the navigation below which a page lies.
fn section_of(route: &Route) -> Option<Route> {
    match route {
        Route::Today => Some(Route::Today),
        // Needs are the other side of the board of offers, so that a phone's navigation keeps its five places.
        Route::Offers
        | Route::Offer { .. }
        | Route::EditOffer { .. }
        | Route::CopyOffer { .. }
        | Route::Needs
        | Route::Need { .. }
        | Route::EditNeed { .. }
        | Route::Searches
        | Route::KeepSearch => Some(Route::Offers),
        Route::PublishOffer
        | Route::PublishNeed
        | Route::RecurringSurpluses
        | Route::PlanRecurringSurplus
        | Route::RecurringSurplus { .. }
        | Route::EditRecurringSurplus { .. } => Some(Route::PublishOffer),
        Route::Claims | Route::Claim { .. } => Some(Route::Claims),
        Route::Equipment
        | Route::AddItem
        | Route::Item { .. }
        | Route::EditItem { .. }
        | Route::EquipmentNeeds { .. }
        | Route::Loans
        | Route::Loan { .. }
        | Route::Skills { .. }
        | Route::Tours { .. } => Some(Route::Equipment),
        Route::Stock { .. } => Some(stock()),
        Route::Collecting { .. } => Some(collecting()),
        Route::Rounds { .. } => Some(rounds()),
        Route::Activity { .. } => Some(activity()),
        Route::Messages => Some(Route::Messages),
        Route::Organisation | Route::NewSite | Route::Site { .. } | Route::Members => Some(Route::Organisation),
        Route::Administration | Route::Audit | Route::SynonymsTree | Route::Synonyms { .. } => Some(Route::Administration),
        Route::Landing
        | Route::Login
        | Route::Register
        | Route::Invitation { .. }
        | Route::Forgotten
        | Route::Reset { .. }
        | Route::ConfirmEmail { .. }
        | Route::Alert { .. }
        | Route::Reports { .. }
        | Route::Account
        | Route::Outbox
        | Route::Notifications
        | Route::StopMails { .. }
        | Route::Answer { .. }
        | Route::NotFound => None,
    }
}

/// Whether the page lies below an entry.
#[derive(Clone, Copy, PartialEq)]
enum Current {
    Here,
    /// On a phone, where equipment is a tab of the board.
    OnPhone,
    Elsewhere,
}

fn navigation_item(to: Route, icon: Icon, label: AttrValue, class: &'static str, current: Current, count: i64) -> Html {
    let look = match current {
        Current::Here => Some("nav-current"),
        Current::OnPhone => Some("nav-current-on-phone"),
        Current::Elsewhere => None,
    };
    html! {
        <li {class}>
            <Link<Route> {to} classes={classes!("nav-link", look)}>
                <span class="nav-icon">{ icon }</span>
                <span class="nav-label">{ label }</span>
                { unread_count(count) }
                if current == Current::Here {
                    <span class="visually-hidden">{ t!("tabs.current") }</span>
                }
            </Link<Route>>
        </li>
    }
}

/// The person, at the foot of a desk's navigation.
fn person(me: &Me, current: bool) -> Html {
    let user = &me.user;
    html! {
        <Link<Route> to={Route::Account} classes={classes!("nav-person", current.then_some("nav-current"))}>
            <span class="avatar" aria-hidden="true">{ initials(&user.name) }</span>
            <span class="nav-person-words"><strong>{ &user.name }</strong><span class="muted">{ t!("nav.account") }</span></span>
        </Link<Route>>
    }
}

/// Instead of a page, while it is not known who is logged in because the server does not answer.
pub fn unreachable(retry: &Callback<()>) -> Html {
    html! {
        <div class="narrow">
            <PageHeader title={t!("offline.title")} lead={t!("offline.hint")} />
            <Button tone={Tone::Primary} icon={Icon::Refresh} onclick={retry.clone()}>{ t!("problem_view.retry") }</Button>
        </div>
    }
}
