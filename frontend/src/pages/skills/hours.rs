//! The hours of our organisation: what it has given and received. No money, and no balance keeps anybody from help.

use super::place::Place;
use super::words::length;
use crate::client;
use crate::components::{Empty, Icon, LinkCard, Mood, Notice, PageHeader, PagesView, keyed_part};
use crate::hooks::{use_fresh, use_pages, use_session};
use crate::i18n::{t, time};
use shared::ids::OrganisationId;
use shared::skill_sessions::{HoursWarning, SkillHours, SkillHoursEntry, SkillHoursQuery};
use std::rc::Rc;
use yew::prelude::*;

/// Our hours.
#[hook]
pub fn use_hours_page() -> Html {
    let Some(organisation) = use_session().organisation() else { return html! {} };
    html! {
        <div class="stack">
            <PageHeader title={t!("skill_hours.title")} lead={t!("skill_hours.lead")} back={Place::Directory.route()} back_label={t!("skills.title")} />
            { keyed_part(&organisation.to_string(), use_hours, HoursProps { organisation }) }
        </div>
    }
}

#[derive(PartialEq)]
struct HoursProps {
    organisation: OrganisationId,
}

#[hook]
fn use_hours(props: Rc<HoursProps>) -> Html {
    let organisation = props.organisation;
    let pages = use_pages(format!("skill hours {organisation}"), move |cursor| {
        client::skill_sessions::hours(organisation, SkillHoursQuery { limit: None, cursor })
    });
    use_fresh(&pages.first.reload);
    let item = Callback::from(|entry: SkillHoursEntry| line(&entry));
    let empty = html! { <Empty icon={Icon::Clock} title={t!("skill_hours.none")} hint={t!("skill_hours.none_hint")} /> };
    let first = pages.first.data().filter(|hours| !hours.items.is_empty());
    html! {
        <>
            if let Some(hours) = first {
                { balance(&hours) }
                <h2>{ t!("skill_hours.entries") }</h2>
            }
            <PagesView shown={pages.shown(&item)} {empty} />
        </>
    }
}

fn balance(hours: &SkillHours) -> Html {
    let minutes = hours.balance_minutes;
    let words = match minutes {
        0 => t!("skill_hours.even"),
        1.. => t!("skill_hours.more", length = length(minutes)),
        _ => t!("skill_hours.less", length = length(minutes)),
    };
    html! {
        <section class="card stack-tight" aria-label={t!("skill_hours.balance")}>
            <p class="standing-state">{ t!("skill_hours.balance") }{ " : " }{ signed(minutes) }</p>
            <p>{ words }</p>
            if let Some(warning) = hours.warning {
                <Notice mood={Mood::Neutral}><p>{ warned(warning) }</p></Notice>
            }
        </section>
    }
}

fn warned(warning: HoursWarning) -> AttrValue {
    match warning {
        HoursWarning::HelpedMuch => t!("skill_session.warn_helped_much"),
        HoursWarning::HelpsMuch => t!("skill_session.warn_helps_much"),
    }
}

/// "+2 h 15", "−45 min"
fn signed(minutes: i64) -> AttrValue {
    let sign = match minutes {
        0 => "",
        1.. => "+",
        _ => "\u{2212}",
    };
    format!("{sign}{}", length(minutes)).into()
}

fn line(entry: &SkillHoursEntry) -> Html {
    let other = entry.other.name.as_str();
    let gave = (entry.minutes > 0) != entry.reversal;
    let words = if gave { t!("skill_hours.given", other = other) } else { t!("skill_hours.received", other = other) };
    html! {
        <LinkCard to={Place::Session(entry.session_id).route()} class={classes!("claim-card")}>
            <span class="spread">
                <span class="card-title">{ &entry.title }</span>
                <strong>{ signed(entry.minutes) }</strong>
            </span>
            <span class="offer-line">{ Icon::Building }{ words }</span>
            <span class="offer-line">
                { Icon::Calendar }{ time::date(entry.at) }
                if entry.reversal {
                    { " · " }{ t!("skill_hours.taken_back") }
                }
            </span>
        </LinkCard>
    }
}
