//! The weeks of one site: the form of the one that is due, what became of the last declaration, and the weeks before.

use super::declare::{DeclareProps, Done, use_declare_form};
use super::history::history;
use super::overview::{OverviewProps, use_overview};
use super::place::Place;
use super::sheet::Sheet;
use super::words;
use crate::browser;
use crate::client;
use crate::components::{Choice, Icon, Mood, Notice, ResourceView, Segmented, keyed_part, one_of};
use crate::hooks::{Binding, forget, use_resource};
use crate::i18n::{t, zone};
use crate::outbox::{Entry, use_departures, use_outbox};
use crate::routes::Route;
use shared::ids::{OrganisationId, SiteId};
use shared::iso_week::IsoWeek;
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::{Link, use_navigator};

/// Props of [`use_weeks`].
#[derive(PartialEq)]
pub struct WeeksProps {
    /// Whose site it is.
    pub us: OrganisationId,
    /// The site.
    pub site: SiteId,
    /// Its name.
    pub name: String,
    /// The week that the address names.
    pub week: Option<IsoWeek>,
    /// Whether the organisation has other sites.
    pub several: bool,
}

fn present() -> IsoWeek {
    IsoWeek::of(zone::today())
}

/// All about the weeks of one site.
#[hook]
pub fn use_weeks(props: Rc<WeeksProps>) -> Html {
    let site = props.site;
    let outbox = use_outbox();
    let done = use_state(|| None::<Done>);
    let sheet = use_resource(format!("activity {site}"), move || async move {
        client::activity::list(site).await.map(|page| Sheet::of(page, None, &[], present()))
    });
    let waiting: Vec<IsoWeek> = outbox.declarations(site).filter(|(_, entry)| entry.refusal.is_none()).map(of).collect();
    use_departures(waiting.len(), &sheet.reload);
    // The week at hand stays while somebody types, whoever else declares it meanwhile.
    let held = use_state(|| None::<IsoWeek>);
    let due = sheet.data().map(|sheet| Sheet::of(sheet.page.clone(), None, &waiting, present()).week);
    let week = props.week.or(*held).or(due);
    {
        let (held, is_free) = (held.clone(), props.week.is_none());
        use_effect_with(week, move |week| {
            if is_free {
                held.set(*week);
            }
        });
    }
    let ondone = {
        let (done, held) = (done.clone(), held.clone());
        Callback::from(move |now: Done| {
            for family in ["today", "activity sums"] {
                forget(family);
            }
            held.set(None);
            done.set(Some(now));
            // A screen reader hears what was done, and who types goes on below it.
            browser::after(80, || browser::focus_first(".activity-done"));
        })
    };
    let choose = use_week_choice(site);
    let is_refused = |of: IsoWeek| outbox.declarations(site).any(|(week, entry)| week == of && entry.refusal.is_some());
    let told = done.as_ref().filter(|done| !is_refused(done.week)).map(|done| told(done, waiting.contains(&done.week)));
    let ready = {
        let (resource, props, waiting) = (sheet.clone(), Rc::clone(&props), waiting.clone());
        Callback::from(move |sheet: Rc<Sheet>| {
            let sheet = Rc::new(Sheet::of(sheet.page.clone(), week, &waiting, present()));
            let key = format!("{site} {}", sheet.week);
            html! {
                <>
                    if !sheet.page.is_expected {
                        { not_asked(site) }
                    }
                    if sheet.page.can_declare {
                        { week_choice(&sheet, &choose) }
                        { keyed_part(&key, use_declare_form, DeclareProps {
                            site, name: props.name.clone(), sheet: Rc::clone(&sheet), resource: resource.clone(), ondone: ondone.clone(),
                        }) }
                    }
                    { history(&sheet, site) }
                    if props.several {
                        // Counted anew with each declaration, also with one that has waited.
                        { keyed_part(&format!("sums {}", sheet.turn()), use_overview, OverviewProps { us: props.us }) }
                    }
                </>
            }
        })
    };
    let refused = outbox.declarations(site).any(|(_, entry)| entry.refusal.is_some());
    html! {
        <div class="stack">
            { told.unwrap_or_default() }
            if refused {
                { said_no() }
            }
            <ResourceView shown={sheet.shown(&ready)} lines=5 />
        </div>
    }
}

/// The site declares no activity, and where that is said.
fn not_asked(site: SiteId) -> Html {
    html! {
        <Notice>
            <p>{ t!("activity.not_asked") }</p>
            <p><Link<Route> to={Route::Site { id: site }}>{ t!("activity.not_asked_way") }</Link<Route>></p>
        </Notice>
    }
}

fn of((week, _): (IsoWeek, &Entry)) -> IsoWeek {
    week
}

/// Goes to another week.
#[hook]
fn use_week_choice(site: SiteId) -> Callback<IsoWeek> {
    let navigator = use_navigator();
    Callback::from(move |week: IsoWeek| {
        if let Some(navigator) = &navigator {
            navigator.replace(&Place::Week(site, week).route());
        }
    })
}

/// Last week, this week, and the one at hand where it is another.
fn week_choice(sheet: &Sheet, choose: &Callback<IsoWeek>) -> Html {
    let (last, now) = (sheet.present.plus(-1), sheet.present);
    let mut choices = vec![Choice::new(last, t!("activity.last_week")), Choice::new(now, t!("activity.this_week"))];
    if sheet.week != last && sheet.week != now {
        choices.insert(0, Choice::new(sheet.week, words::number(sheet.week)));
    }
    let bind = Binding { pointer: "/week", value: sheet.week, error: None, change: choose.clone() };
    html! { <Segmented question={one_of(&bind, &choices)} label={t!("activity.which_week")} show_label=false /> }
}

/// What became of the last declaration, which may still wait on this device.
fn told(done: &Done, waits: bool) -> Html {
    let said = match done.people {
        Some(people) => t!("activity.done_people", week = words::number(done.week), n = people),
        None => t!("activity.done", week = words::number(done.week)),
    };
    html! {
        <div class="activity-done" tabindex="-1" role="status">
            <Notice mood={Mood::Good} icon={Icon::Check}>
                <p><strong>{ said }</strong></p>
                if waits {
                    <p>{ t!("outbox.kept") }</p>
                }
            </Notice>
        </div>
    }
}

/// Something that was declared without network was refused later.
fn said_no() -> Html {
    html! {
        <Notice mood={Mood::Bad} icon={Icon::Offline} alert=true>
            <p>{ t!("activity.refused") }</p>
            <p><Link<Route> to={Route::Outbox}>{ t!("outbox.see") }</Link<Route>></p>
        </Notice>
    }
}
