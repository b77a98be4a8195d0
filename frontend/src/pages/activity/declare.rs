//! The form of a week: large fields, one button, with or without network.

use super::draft::ActivityDraft;
use super::kept::{self, Kept};
use super::sheet::Sheet;
use super::{figures, words};
use crate::client::{self, Failure};
use crate::components::{Button, CountField, Icon, Mood, Notice, Tone};
use crate::hooks::{Binding, Form, Resource, use_form, use_key_of, use_mutation, use_session};
use crate::i18n::t;
use crate::merging::use_merge_since;
use crate::outbox::{Deed, Entry, Outbox, Outcome, send_or_keep, use_outbox};
use shared::activity::{ActivityCounts, WeeklyActivity};
use shared::ids::{SiteId, UserId};
use shared::iso_week::IsoWeek;
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_declare_form`].
#[derive(PartialEq)]
pub struct DeclareProps {
    /// The site.
    pub site: SiteId,
    /// Its name.
    pub name: String,
    /// Its weeks, with the one at hand.
    pub sheet: Rc<Sheet>,
    /// Where the weeks are kept.
    pub resource: Resource<Sheet>,
    /// It is declared, or waits to be.
    pub ondone: Callback<Done>,
}

/// What was declared.
#[derive(Clone, Debug, PartialEq)]
pub struct Done {
    /// Which week.
    pub week: IsoWeek,
    /// All people, where some were counted.
    pub people: Option<i64>,
}

/// The form.
#[hook]
pub fn use_declare_form(props: Rc<DeclareProps>) -> Html {
    let (site, sheet) = (props.site, &props.sheet);
    let (week, present, version) = (sheet.week, sheet.present, sheet.version());
    let (author, outbox, keys) = (use_session().author(), use_outbox(), use_key_of());
    let waiting = waiting_of(&outbox, site, week);
    let kept = use_memo((), |_| kept::taken_up(site, week).or_else(|| waiting.clone()));
    let sender = Sender { author, outbox, site, name: props.name.clone(), sheet: Rc::clone(sheet) };
    let save = {
        let (sheet, resource, ondone) = (Rc::clone(sheet), props.resource.clone(), props.ondone.clone());
        use_mutation(
            move |counts: ActivityCounts| {
                let key = keys.of(&(version, counts.clone()));
                sender.clone().send(counts, key)
            },
            move |(outcome, people): (Outcome<WeeklyActivity>, Option<i64>)| {
                if let Outcome::Sent(declared) = outcome {
                    resource.replace(Sheet::of(sheet.with(declared), Some(week), &[], present));
                }
                ondone.emit(Done { week, people });
            },
        )
    };
    let start = || (*kept).clone().map_or_else(|| ActivityDraft::from(&**sheet), |kept| kept.typed);
    let form = use_form(start, save.failure.clone());
    let since = (*kept).clone().map(|kept| (kept.version, kept.seen));
    let merging = use_merge_since(&form, &save, &props.resource, (&**sheet, version), since, move || async move {
        client::activity::list(site).await.map(|page| Sheet::of(page, Some(week), &[], present))
    });
    let fields = html! {
        <section class="card stack">
            <div class="spread">
                <h2 tabindex="-1">{ words::whole(week) }</h2>
                { as_before(&form, sheet) }
            </div>
            if waiting.is_some() {
                <Notice mood={Mood::Warm} icon={Icon::Offline}><p>{ t!("activity.waiting") }</p></Notice>
            }
            <p class="muted">{ t!("activity.empty_is_not_counted") }</p>
            <fieldset class="activity-people">
                <legend class="label">{ t!("activity.people") }</legend>
                <div class="activity-fields">{ for figures::of_people().map(|place| field(&form, place)) }</div>
            </fieldset>
            <p class="activity-total" role="status">{ total(&form.draft) }</p>
            <div class="activity-fields">{ for figures::of_the_rest().map(|place| field(&form, place)) }</div>
        </section>
    };
    let words = if version == 0 { t!("activity.send") } else { t!("activity.correct") };
    html! {
        <form class="stack activity-form" novalidate=true onsubmit={merging.submit.clone()}>
            { merging.around(fields) }
            <Button tone={Tone::Primary} icon={Icon::Check} submit=true wide=true busy={save.busy}>{ words }</Button>
        </form>
    }
}

/// Whoever declares: at once, or once the network is back.
#[derive(Clone)]
struct Sender {
    author: Option<UserId>,
    outbox: Outbox,
    site: SiteId,
    name: String,
    /// What the form shows.
    sheet: Rc<Sheet>,
}

impl Sender {
    /// Declares the counts. What waited of this week is replaced by them.
    async fn send(self, counts: ActivityCounts, key: String) -> Result<(Outcome<WeeklyActivity>, Option<i64>), Failure> {
        let Self { author, outbox, site, name, sheet } = self;
        let (week, version) = (sheet.week, sheet.version());
        let title = format!("{}, {name}", words::number(week));
        let kept = Kept { typed: ActivityDraft::of(&counts), seen: ActivityDraft::from(&*sheet), version };
        let call = client::activity::declare(site, week, version, &counts, key.clone());
        let outcome = send_or_keep(call, author, Deed::Declare { site, week, title, draft: kept.text() }).await?;
        let earlier = outbox.declarations(site).filter(|(of, entry)| *of == week && entry.key() != key);
        for (_, entry) in earlier {
            outbox.discard(entry);
        }
        Ok((outcome, counts.people.total()))
    }
}

/// What waits of a week on this device.
fn waiting_of(outbox: &Outbox, site: SiteId, week: IsoWeek) -> Option<Kept> {
    let waits = |(of, entry): &(IsoWeek, &Entry)| *of == week && entry.refusal.is_none();
    let (_, entry) = outbox.declarations(site).filter(waits).last()?;
    match &entry.deed {
        Deed::Declare { draft, .. } => Kept::read(draft),
        _ => None,
    }
}

/// One tap types what was declared last: most weeks are alike.
fn as_before(form: &Form<ActivityDraft>, sheet: &Sheet) -> Html {
    let Some(before) = sheet.before() else { return html! {} };
    let words = match before.week.until(sheet.week) {
        1 if sheet.week == sheet.present => t!("activity.as_last_week"),
        1 => t!("activity.as_the_week_before"),
        _ => t!("activity.as_in", n = i64::from(before.week.number())),
    };
    let (form, draft) = (form.clone(), ActivityDraft::of(&before.counts));
    let onclick = Callback::from(move |()| form.reset(draft.clone()));
    html! { <Button icon={Icon::Copy} {onclick}>{ words }</Button> }
}

fn field(form: &Form<ActivityDraft>, place: usize) -> Html {
    let Some(pointer) = figures::pointer(place) else { return html! {} };
    let change = {
        let form = form.clone();
        Callback::from(move |typed: String| form.edit_at(pointer, move |draft: &mut ActivityDraft| draft.set(place, &typed)))
    };
    let bind = Binding { pointer, value: form.draft.text(place).to_owned(), error: form.error(pointer), change };
    let label = figures::label(place);
    let (less, more) = (t!("activity.less", what = label.clone()), t!("activity.more", what = label.clone()));
    html! { <CountField {bind} {label} {less} {more} /> }
}

/// All people typed so far.
fn total(draft: &ActivityDraft) -> AttrValue {
    match draft.people() {
        Some(people) => t!("activity.total", n = people),
        None => t!("activity.total_none"),
    }
}
