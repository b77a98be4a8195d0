//! Mails of notifications that were not read in the application. Each can be stopped without logging in.

use crate::events::mail::{Mail, Recipient, kg, queue};
use crate::http::{Cx, Error};
use chrono_tz::Tz;
use shared::accounts::Locale;
use shared::ids::AllocationRoundId;
use shared::iso_week::IsoWeek;
use shared::notifications::{Facts, NamedSite, NamedSkill, Notification, NotificationKind, RoundNews, TourNews};
use shared::paths;
use shared::time::UtcMillis;

/// A notification that a mail tells of.
pub struct Told {
    /// What it is about.
    pub news: Notification,
    /// The secret of the link that answers it without logging in.
    pub answer: Option<String>,
}

/// One mail of one or several notifications, the oldest first.
///
/// # Errors
/// When the database fails.
pub fn told(cx: &mut Cx<'_>, to: &Recipient, stop_token: &str, news: &[Told]) -> Result<(), Error> {
    let (address, zone) = (&cx.settings.public_url, cx.settings.time_zone);
    let lines: Vec<String> = news.iter().map(|one| line(one, address, zone, to.locale)).collect();
    let (lines, all) = (lines.join("\n"), format!("{address}/notifications"));
    let stop = format!("{all}/arreter/{stop_token}");
    let subject = match (to.locale, news) {
        (_, [one]) => sentence(&one.news, to.locale),
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

/// What it is about; how to answer without logging in, where that can be done; its page. Each address has a line of its own.
fn line(one: &Told, address: &str, zone: Tz, locale: Locale) -> String {
    let (sentence, page) = (sentence(&one.news, locale), page_of(&one.news));
    let Some(token) = &one.answer else { return format!("- {sentence}\n  {address}{page}") };
    let (answer, more) = match locale {
        Locale::French => ("Répondre oui ou non, sans mot de passe :", "Voir l’offre dans l’application :"),
        Locale::English => ("Answer yes or no, without a password:", "See the offer in the application:"),
    };
    let due = one.news.facts.answer_by.map(|at| due(at, zone, locale)).unwrap_or_default();
    format!("- {sentence}{due}\n\n  {answer}\n  {address}/repondre/{token}\n\n  {more}\n  {address}{page}")
}

/// Until when to answer, and that there is no hurry before.
fn due(at: UtcMillis, zone: Tz, locale: Locale) -> String {
    let local = at.to_chrono().with_timezone(&zone);
    match locale {
        Locale::French => {
            let when = local.format("%d/%m à %H h %M");
            format!("\n  Réponse attendue avant le {when}. Répondre plus tôt ne donne aucun avantage.")
        }
        Locale::English => {
            let when = local.format("%d/%m at %H:%M");
            format!("\n  Please answer before {when}. Nothing is gained by answering sooner.")
        }
    }
}

/// What has happened, in one line without a full stop.
pub(super) fn sentence(one: &Notification, locale: Locale) -> String {
    let Facts { offer, need, equipment_need, other, item, .. } = &one.facts;
    let offer = offer.as_ref().map_or("", |offer| offer.title.as_str());
    let wanted = equipment_need.as_ref().map_or("", |need| need.title.as_str());
    let need = need.as_ref().map_or(wanted, |need| need.title.as_str());
    let (other, item) = (other.as_deref().unwrap_or_default(), item.as_deref().unwrap_or_default());
    let kg = one.facts.grams.map(|grams| kg(grams, locale)).unwrap_or_default();
    match (locale, one.kind) {
        (Locale::French, NotificationKind::OfferFits) if need.is_empty() => {
            format!("{other} vous propose « {offer} » : {kg} kg")
        }
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
        (Locale::English, NotificationKind::OfferFits) if need.is_empty() => {
            format!("{other} proposes “{offer}” to you: {kg} kg")
        }
        (Locale::French, NotificationKind::LoanReminded) => format!("Rappel : prêt de « {item} » ({other})"),
        (Locale::French, NotificationKind::EquipmentFreed) => format!("« {item} » est libre, retenu pour vous"),
        (Locale::French, NotificationKind::SkillAsked) => format!("{other} propose une séance : « {item} »"),
        (Locale::French, NotificationKind::SkillStepped) => format!("Du nouveau sur la séance « {item} »"),
        (Locale::French, NotificationKind::SkillDue) => format!("Heures à confirmer : « {item} »"),
        (_, NotificationKind::HelpWanted | NotificationKind::HelpOffered) => helps(one, other, locale),
        (_, NotificationKind::TourAsked | NotificationKind::TourStepped) => tours(one, other, item, locale),
        (_, NotificationKind::Recall | NotificationKind::StockDue) => stock(one, item, &kg, locale),
        (_, NotificationKind::ActivityMissing) => activity(one, item, locale),
        (_, NotificationKind::RoundShared | NotificationKind::RoundDue) => rounds(one, item, &kg, locale),
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
        (Locale::English, NotificationKind::LoanReminded) => format!("Reminder: loan of “{item}” ({other})"),
        (Locale::English, NotificationKind::EquipmentFreed) => format!("“{item}” is free, and kept for you"),
        (Locale::English, NotificationKind::SkillAsked) => format!("{other} proposes a session: “{item}”"),
        (Locale::English, NotificationKind::SkillStepped) => format!("News of the session “{item}”"),
        (Locale::English, NotificationKind::SkillDue) => format!("Hours to confirm: “{item}”"),
    }
}

/// News of a tour, or of what it carries.
fn tours(one: &Notification, other: &str, item: &str, locale: Locale) -> String {
    let news = one.facts.tour_news.unwrap_or(TourNews::Planned);
    match (locale, news) {
        (Locale::French, TourNews::Asked) => format!("{other} vous demande de transporter « {item} »"),
        (Locale::French, TourNews::Proposed) => format!("{other} propose de transporter « {item} »"),
        (Locale::French, TourNews::Planned) => format!("Transport prévu : « {item} »"),
        (Locale::French, TourNews::Declined) => format!("Transport refusé : « {item} »"),
        (Locale::French, TourNews::Withdrawn) => format!("« {item} » ne fait plus partie de la tournée"),
        (Locale::French, TourNews::Failed) => format!("« {item} » n’a pas pu être transporté"),
        (Locale::French, TourNews::Cancelled) => format!("Tournée annulée : « {item} »"),
        (Locale::French, TourNews::DriverFound) => format!("{other} conduira la tournée « {item} »"),
        (Locale::French, TourNews::DriverLeft) => format!("{other} ne conduit plus la tournée « {item} »"),
        (Locale::French, TourNews::Moved) => format!("Nouvel horaire de passage pour « {item} »"),
        (Locale::English, TourNews::Asked) => format!("{other} asks you to carry “{item}”"),
        (Locale::English, TourNews::Proposed) => format!("{other} proposes to carry “{item}”"),
        (Locale::English, TourNews::Planned) => format!("Transport planned: “{item}”"),
        (Locale::English, TourNews::Declined) => format!("Transport declined: “{item}”"),
        (Locale::English, TourNews::Withdrawn) => format!("“{item}” is no longer part of the tour"),
        (Locale::English, TourNews::Failed) => format!("“{item}” could not be carried"),
        (Locale::English, TourNews::Cancelled) => format!("Tour cancelled: “{item}”"),
        (Locale::English, TourNews::DriverFound) => format!("{other} will drive the tour “{item}”"),
        (Locale::English, TourNews::DriverLeft) => format!("{other} no longer drives the tour “{item}”"),
        (Locale::English, TourNews::Moved) => format!("New time of passage for “{item}”"),
    }
}

/// News of what we have in stock.
fn stock(one: &Notification, item: &str, kg: &str, locale: Locale) -> String {
    let lots = one.facts.count.unwrap_or_default();
    match (locale, one.kind) {
        (Locale::French, NotificationKind::Recall) => format!("Rappel : ne distribuez plus « {item} » ({kg} kg reçus)"),
        (Locale::French, _) => format!("À donner sous trois jours : {lots} lots de votre stock, {kg} kg"),
        (Locale::English, NotificationKind::Recall) => format!("Recall: stop giving out “{item}” ({kg} kg received)"),
        (Locale::English, _) => format!("To be given within three days: {lots} lots of your stock, {kg} kg"),
    }
}

/// A week that some of our sites have not declared.
fn activity(one: &Notification, item: &str, locale: Locale) -> String {
    let week = one.facts.week.map(IsoWeek::number).unwrap_or_default();
    let sites = one.facts.count.unwrap_or_default();
    match locale {
        Locale::French if item.is_empty() => format!("Activité de la semaine {week} à déclarer pour {sites} sites"),
        Locale::French => format!("Activité de la semaine {week} à déclarer : {item}"),
        Locale::English if item.is_empty() => format!("Activity of week {week} to declare for {sites} sites"),
        Locale::English => format!("Activity of week {week} to declare: {item}"),
    }
}

/// What a round gives to one of our sites, or waits for.
fn rounds(one: &Notification, item: &str, kg: &str, locale: Locale) -> String {
    let site = one.facts.site.as_ref().map_or("", |site| site.name.as_str());
    let note = one.facts.note.as_deref();
    let said = |before: &str, after: &str| note.map(|note| format!("{before}{note}{after}")).unwrap_or_default();
    match (locale, one.facts.round_news.unwrap_or(RoundNews::Shared)) {
        (Locale::French, RoundNews::Shared) => format!("Répartition « {item} » : {kg} kg pour {site}"),
        (Locale::French, RoundNews::More) => format!("Répartition « {item} » : {kg} kg de plus pour {site}"),
        (Locale::French, RoundNews::Computed) => format!("La répartition « {item} » est calculée, à vérifier et publier"),
        (Locale::French, RoundNews::Begun) => format!("La répartition « {item} » est ouverte, à calculer"),
        (Locale::French, RoundNews::Refused) => {
            format!("{site} refuse une partie de la répartition « {item} »{}", said(" : « ", " »"))
        }
        (Locale::English, RoundNews::Shared) => format!("Allocation round “{item}”: {kg} kg for {site}"),
        (Locale::English, RoundNews::More) => format!("Allocation round “{item}”: {kg} kg more for {site}"),
        (Locale::English, RoundNews::Computed) => format!("“{item}” is computed: please check and publish it"),
        (Locale::English, RoundNews::Begun) => format!("“{item}” has begun: please compute it"),
        (Locale::English, RoundNews::Refused) => {
            format!("{site} refuses part of the allocation round “{item}”{}", said(": “", "”"))
        }
    }
}

/// What somebody looks for that we have, or has that we look for.
fn helps(one: &Notification, other: &str, locale: Locale) -> String {
    let facts = &one.facts;
    let skill = |skill: &Option<NamedSkill>| skill.as_ref().map(|skill| skill.title.clone());
    let need = facts.equipment_need.as_ref().map(|need| need.title.clone());
    let wanted = need.or_else(|| skill(&facts.skill_wanted)).unwrap_or_default();
    let means = facts.item.clone().or_else(|| skill(&facts.skill_offered)).unwrap_or_default();
    match (locale, one.kind) {
        (Locale::French, NotificationKind::HelpWanted) => {
            format!("{other} cherche « {wanted} » : votre « {means} » conviendrait")
        }
        (Locale::French, _) => format!("{other} propose « {means} » : de quoi répondre à « {wanted} »"),
        (Locale::English, NotificationKind::HelpWanted) => {
            format!("{other} looks for “{wanted}”: your “{means}” would do")
        }
        (Locale::English, _) => format!("{other} has “{means}”, which suits “{wanted}”"),
    }
}

/// The page that it is about. What somebody looks for that we lend stands on our item's page, what fits our need on the
/// need's; of skills it is the other side's page, where a session is proposed.
fn page_of(one: &Notification) -> String {
    let facts = &one.facts;
    let wants = one.kind == NotificationKind::HelpWanted;
    let wanted = facts.equipment_need.as_ref().map(|need| format!("/materiel/besoins/{}", need.id)).filter(|_| !wants);
    let skill = if wants { &facts.skill_wanted } else { &facts.skill_offered };
    let skill = skill.as_ref().map(|skill| format!("/savoir-faire/{}", skill.id));
    let claim = facts.claim_id.map(|id| format!("/reservations/{id}"));
    let loan = facts.loan_id.map(|id| format!("/prets/{id}"));
    let item = facts.equipment_id.map(|id| format!("/materiel/{id}"));
    let session = facts.skill_session_id.map(|id| format!("/savoir-faire/seances/{id}"));
    let tour = facts.tour_id.map(|id| format!("/tournees/{id}"));
    let offer = facts.offer.as_ref().map(|offer| format!("/offres/{}", offer.id));
    let need = facts.need.as_ref().map(|need| format!("/besoins/{}", need.id));
    let matched = if one.kind == NotificationKind::NeedFits { need.or(offer) } else { offer.or(need) };
    let recall = facts.recall_id.map(|id| format!("/stock/rappels/{id}"));
    let due = (one.kind == NotificationKind::StockDue).then(|| "/stock".to_owned());
    let activity = (one.kind == NotificationKind::ActivityMissing).then(|| "/activite".to_owned());
    let site = facts.site.as_ref().filter(|_| one.kind == NotificationKind::RoundShared);
    let round = facts.round_id.map(|id| round_page(id, site));
    let ours = activity.or(recall).or(due).or(round);
    ours.or(claim).or(loan).or(tour).or(wanted).or(item).or(session).or(skill).or(matched).unwrap_or_default()
}

/// What our site gets, and why; without a site the round itself.
fn round_page(id: AllocationRoundId, site: Option<&NamedSite>) -> String {
    site.map_or_else(|| format!("/repartitions/{id}"), |site| format!("/repartitions/{id}/part/{}", site.id))
}
