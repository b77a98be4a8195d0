//! Mails of notifications that were not read in the application. Each can be stopped without logging in.

use crate::events::mail::{Mail, Recipient, kg, queue};
use crate::http::{Cx, Error};
use shared::accounts::Locale;
use shared::notifications::{Facts, Notification, NotificationKind};
use shared::paths;

/// One mail of one or several notifications, the oldest first.
///
/// # Errors
/// When the database fails.
pub fn told(cx: &mut Cx<'_>, to: &Recipient, stop_token: &str, news: &[Notification]) -> Result<(), Error> {
    let address = &cx.settings.public_url;
    let lines: Vec<String> =
        news.iter().map(|one| format!("- {}\n  {address}{}", sentence(one, to.locale), page_of(one))).collect();
    let (lines, all) = (lines.join("\n"), format!("{address}/notifications"));
    let stop = format!("{all}/arreter/{stop_token}");
    let subject = match (to.locale, news) {
        (_, [one]) => sentence(one, to.locale),
        (Locale::French, _) => format!("{} nouvelles pour vous", news.len()),
        (Locale::English, _) => format!("{} things happened", news.len()),
    };
    let text = match to.locale {
        Locale::French => format!("{lines}\n\nToutes vos notifications :\n{all}\n\nNe plus recevoir ces e-mails :\n{stop}"),
        Locale::English => format!("{lines}\n\nAll your notifications:\n{all}\n\nStop these e-mails:\n{stop}"),
    };
    let stop_url = format!("{address}{}", paths::stop_notification_mails(stop_token));
    let letter = Mail::letter(to, cx.settings, subject, &text);
    queue(cx, Mail { stop_url: Some(stop_url), ..letter })
}

fn sentence(one: &Notification, locale: Locale) -> String {
    let Facts { offer, need, other, item, .. } = &one.facts;
    let offer = offer.as_ref().map_or("", |offer| offer.title.as_str());
    let need = need.as_ref().map_or("", |need| need.title.as_str());
    let (other, item) = (other.as_deref().unwrap_or_default(), item.as_deref().unwrap_or_default());
    let kg = one.facts.grams.map(|grams| kg(grams, locale)).unwrap_or_default();
    match (locale, one.kind) {
        (Locale::French, NotificationKind::OfferFits) => {
            format!("{other} propose « {offer} » : {kg} kg pour votre besoin « {need} »")
        }
        (Locale::French, NotificationKind::NeedFits) => {
            format!("{other} cherche « {need} » : {kg} kg de votre offre « {offer} » conviendraient")
        }
        (Locale::French, NotificationKind::Matched) if need.is_empty() => {
            format!("Votre offre « {offer} » convient à {other}")
        }
        (Locale::French, NotificationKind::Matched) => format!("{other} a de quoi répondre à « {need} »"),
        (Locale::French, NotificationKind::ClaimAsked) => format!("{other} : {kg} kg de « {offer} », réponse attendue"),
        (Locale::French, NotificationKind::ClaimStepped) => format!("Du nouveau sur {kg} kg de « {offer} »"),
        (Locale::French, NotificationKind::LoanAsked) => format!("{other} souhaite emprunter « {item} »"),
        (Locale::French, NotificationKind::LoanStepped) => format!("Du nouveau sur le prêt de « {item} »"),
        (Locale::English, NotificationKind::OfferFits) => {
            format!("{other} offers “{offer}”: {kg} kg for your need “{need}”")
        }
        (Locale::English, NotificationKind::NeedFits) => {
            format!("{other} needs “{need}”: {kg} kg of your offer “{offer}” would do")
        }
        (Locale::English, NotificationKind::Matched) if need.is_empty() => format!("Your offer “{offer}” suits {other}"),
        (Locale::English, NotificationKind::Matched) => format!("{other} has what “{need}” asks for"),
        (Locale::English, NotificationKind::ClaimAsked) => format!("{other}: {kg} kg of “{offer}”, please answer"),
        (Locale::English, NotificationKind::ClaimStepped) => format!("News of {kg} kg of “{offer}”"),
        (Locale::English, NotificationKind::LoanAsked) => format!("{other} would like to borrow “{item}”"),
        (Locale::English, NotificationKind::LoanStepped) => format!("News of the loan of “{item}”"),
    }
}

/// The page that it is about.
fn page_of(one: &Notification) -> String {
    let facts = &one.facts;
    let claim = facts.claim_id.map(|id| format!("/reservations/{id}"));
    let loan = facts.loan_id.map(|id| format!("/prets/{id}"));
    let offer = facts.offer.as_ref().map(|offer| format!("/offres/{}", offer.id));
    let need = facts.need.as_ref().map(|need| format!("/besoins/{}", need.id));
    let matched = if one.kind == NotificationKind::NeedFits { need.or(offer) } else { offer.or(need) };
    claim.or(loan).or(matched).unwrap_or_default()
}
