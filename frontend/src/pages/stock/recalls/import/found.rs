//! What an export says of the network: the notices that ask for a recall, and those that nobody could compare.

use crate::browser;
use crate::components::{
    Badge, Button, ButtonLink, Dialog, Empty, Fact, Icon, Mood, Notice, Tone, keyed_part, use_disclosure,
};
use crate::i18n::{number, t, time};
use crate::pages::stock::place::Place;
use crate::pages::stock::recalls::words;
use crate::pages::stock::recalls::{RecallFormProps, use_recall_form};
use shared::ids::RecallId;
use shared::stock::{NewRecall, Recall, RecallExport, RecallFinding, RecallRowError, RecallRowFault};
use shared::units::Grams;
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_found_notices`].
#[derive(PartialEq)]
pub struct FoundProps {
    /// What the file says.
    pub export: Rc<RecallExport>,
}

/// The notices, each with the way to recall.
#[hook]
pub fn use_found_notices(props: Rc<FoundProps>) -> Html {
    let made = use_state(Vec::<Recall>::new);
    let asking = use_state(|| None::<usize>);
    let unread = use_disclosure(false, false);
    let export = &props.export;
    let ask = |place: Option<usize>| {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(place))
    };
    let done = {
        let (made, asking) = (made.clone(), asking.clone());
        Callback::from(move |recall: Recall| {
            made.set(made.iter().cloned().chain([recall]).collect());
            asking.set(None);
            // The button that was pressed is gone.
            browser::after(80, || browser::focus_first(".recall-import-found h2"));
        })
    };
    let item = |(place, finding): (usize, &RecallFinding)| {
        let recall = made.iter().find(|recall| covers(recall, finding)).map(|recall| recall.id);
        html! { <li key={place.to_string()}>{ card(finding, recall, ask(Some(place))) }</li> }
    };
    let asked = (*asking).and_then(|place| Some((place, export.findings.get(place)?)));
    html! {
        <>
            <Notice mood={Mood::Neutral} icon={Icon::Info}>
                <p role="status">{ t!("recall_import.rows", n = i64::from(export.rows), foods = i64::from(export.food_rows)) }</p>
            </Notice>
            if export.findings.is_empty() {
                <Empty icon={Icon::Shield} title={t!("recall_import.none")} hint={t!("recall_import.none_hint")} />
            } else {
                <section class="stack">
                    <h2 tabindex="-1">{ t!("recall_import.found", n = export.findings.len()) }</h2>
                    <p>{ t!("recall_import.found_hint") }</p>
                    if export.has_more {
                        <Notice mood={Mood::Warm} icon={Icon::Info}><p>{ t!("recall_import.has_more") }</p></Notice>
                    }
                    <ul class="stack plain-list">{ for export.findings.iter().enumerate().map(item) }</ul>
                </section>
            }
            if export.unread_rows > 0 {
                { unread.around(t!("recall_import.unread", n = i64::from(export.unread_rows)), unread_rows(export)) }
            }
            <Dialog open={asked.is_some()} title={t!("recalls.make_of_product")} onclose={ask(None)}>
                if let Some((place, finding)) = asked {
                    { keyed_part(&place.to_string(), use_recall_form, RecallFormProps { begun: begun(finding), done: Some(done) }) }
                }
            </Dialog>
        </>
    }
}

/// Whether a recall that was just made is of all that a finding tells of. What somebody has typed otherwise may not be.
fn covers(recall: &Recall, finding: &RecallFinding) -> bool {
    let of_all = recall.lot_number.is_none() || recall.lot_number == finding.lot_number;
    of_all && recall.gtin.as_ref() == Some(&finding.gtin)
}

/// The recall as the notice has it.
fn begun(finding: &RecallFinding) -> NewRecall {
    NewRecall {
        lot_id: None,
        gtin: Some(finding.gtin.clone()),
        lot_number: finding.lot_number.clone(),
        reason: finding.reason.clone(),
        url: finding.url.clone(),
    }
}

fn card(finding: &RecallFinding, recall: Option<RecallId>, ask: Callback<()>) -> Html {
    let is_done = recall.is_some() || finding.already_recalled;
    let sites = t!("recall_import.sites", n = finding.sites);
    html! {
        <article class="card stack-tight">
            <h3 class="card-title">{ &finding.title }</h3>
            <div class="cluster">{ badge(is_done) }</div>
            <p class="prose">{ &finding.reason }</p>
            <dl class="facts">
                <Fact term={t!("recalls.subject")} icon={Icon::Key}>{ words::product(&finding.gtin, finding.lot_number.as_deref()) }</Fact>
                <Fact term={t!("recall_import.here")} icon={Icon::Building}>{ t!("recall_import.lots", n = finding.lots, sites = sites) }</Fact>
                <Fact term={t!("recall_import.left")} icon={Icon::Package}>{ left(finding.left_grams) }</Fact>
                if let Some(said) = &finding.said {
                    <Fact term={t!("recall_import.said")} icon={Icon::Info}>{ said }</Fact>
                }
                if let Some(notice) = notice(finding) {
                    <Fact term={t!("recall_import.notice")} icon={Icon::Calendar}>{ notice }</Fact>
                }
            </dl>
            if finding.lot_number.is_none() && !is_done {
                <p class="with-icon">{ Icon::Warning }<span>{ t!("recall_import.all_batches") }</span></p>
            }
            if let Some(url) = &finding.url {
                // Here it would take the place of what was found.
                <p><a href={url.clone()} target="_blank" rel="noreferrer">{ t!("recall_import.read_notice") }</a></p>
            }
            { way(finding, is_done, recall, ask) }
        </article>
    }
}

fn badge(is_done: bool) -> Html {
    if is_done {
        html! { <Badge mood={Mood::Good} icon={Icon::Check}>{ t!("recall_import.recalled") }</Badge> }
    } else {
        html! { <Badge mood={Mood::Bad} icon={Icon::Warning}>{ t!("recall_import.to_recall") }</Badge> }
    }
}

fn left(grams: Grams) -> AttrValue {
    if grams == Grams::ZERO { t!("recall_import.nothing_left") } else { number::weight(grams) }
}

/// Number and day of the notice, as far as it has them.
fn notice(finding: &RecallFinding) -> Option<AttrValue> {
    match (&finding.notice, finding.published_on) {
        (Some(number), Some(day)) => {
            Some(t!("recall_import.notice_of", number = number.as_str(), day = time::full_day(day)))
        }
        (Some(number), None) => Some(number.clone().into()),
        (None, Some(day)) => Some(t!("recall_import.published", day = time::full_day(day))),
        (None, None) => None,
    }
}

/// The button, or the recall that was made of it.
fn way(finding: &RecallFinding, is_done: bool, recall: Option<RecallId>, ask: Callback<()>) -> Html {
    if let Some(id) = recall {
        return html! {
            <div><ButtonLink to={Place::Recall(id).route()} icon={Icon::ArrowRight}>{ t!("recall_import.see_recall") }</ButtonLink></div>
        };
    }
    if is_done {
        return html! {};
    }
    let label = t!("recall_import.recall_of", title = finding.title.as_str());
    html! {
        <div><Button tone={Tone::Danger} icon={Icon::Warning} {label} onclick={ask}>{ t!("recall_import.recall") }</Button></div>
    }
}

/// The rows that nobody could compare, for whoever wants to read them.
fn unread_rows(export: &RecallExport) -> Html {
    let told = u32::try_from(export.errors.len()).unwrap_or(u32::MAX);
    let line = |error: &RecallRowError| {
        let why = match error.fault {
            RecallRowFault::NoGtin => t!("recall_import.no_gtin"),
            RecallRowFault::WrongGtin => t!("recall_import.wrong_gtin"),
        };
        html! { <li>{ t!("recall_import.row", row = i64::from(error.row), title = error.title.as_str(), why = why) }</li> }
    };
    html! {
        <div class="stack-tight">
            <p>{ t!("recall_import.unread_hint") }</p>
            if told < export.unread_rows {
                <p class="muted">{ t!("recall_import.unread_first") }</p>
            }
            <ul class="stack-tight">{ for export.errors.iter().map(line) }</ul>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::time::UtcMillis;

    fn finding(lot_number: Option<&str>) -> RecallFinding {
        RecallFinding {
            notice: Some("2026-11-0242".to_owned()),
            title: "Yaourts nature – Ygos".to_owned(),
            reason: "Listéria.".to_owned(),
            url: None,
            published_on: None,
            gtin: "03017620422003".to_owned(),
            lot_number: lot_number.map(str::to_owned),
            said: None,
            lots: 2,
            left_grams: Grams(34_000),
            sites: 1,
            already_recalled: false,
        }
    }

    fn recall(gtin: &str, lot_number: Option<&str>) -> Recall {
        Recall {
            id: RecallId(uuid::Uuid::from_u128(1)),
            organisation: None,
            title: "Yaourts".to_owned(),
            gtin: Some(gtin.to_owned()),
            lot_number: lot_number.map(str::to_owned),
            reason: "Listéria.".to_owned(),
            url: None,
            lots: Vec::new(),
            notices: Vec::new(),
            notice_count: 1,
            settled_count: 0,
            created_at: UtcMillis(0),
            closed_at: None,
            version: 1,
        }
    }

    #[test]
    fn a_recall_of_all_covers_each_batch_and_one_of_a_batch_only_that() {
        let gtin = "03017620422003";
        assert!(covers(&recall(gtin, None), &finding(None)) && covers(&recall(gtin, None), &finding(Some("L1"))));
        assert!(covers(&recall(gtin, Some("L1")), &finding(Some("L1"))));
        assert!(
            !covers(&recall(gtin, Some("L1")), &finding(Some("L2"))) && !covers(&recall(gtin, Some("L1")), &finding(None))
        );
        assert!(!covers(&recall("00000096385074", None), &finding(None)));
    }

    #[test]
    fn a_notice_without_a_number_is_not_named() {
        assert_eq!(notice(&finding(None)).as_deref(), Some("2026-11-0242"));
        assert_eq!(notice(&RecallFinding { notice: None, ..finding(None) }), None);
    }

    #[test]
    fn a_recall_begins_with_what_the_notice_says() {
        let new = begun(&finding(Some("L26312A")));
        assert_eq!((new.gtin.as_deref(), new.lot_number.as_deref()), (Some("03017620422003"), Some("L26312A")));
        assert_eq!((new.reason.as_str(), new.lot_id), ("Listéria.", None));
    }
}
