//! What people are told of a loan besides its steps: reminders, wishes for more time, an item that is in repair. In the
//! application and by mail, with the same facts.

use super::model::LoanRow;
use crate::events::mail::{Mail, Recipient};
use crate::http::{Cx, Error};
use crate::notifications::{News, store as notifications};
use crate::{equipment, members, organisations};
use shared::accounts::Locale;
use shared::ids::{OrganisationId, UserId};
use shared::loans::LoanParty;
use shared::notifications::{Facts, LoanNews, NotificationKind};
use shared::time::UtcMillis;

/// What is told to whom.
pub struct Told<'t> {
    /// Whose coordinators hear of it.
    pub to: OrganisationId,
    /// The organisation on the other side.
    pub other: OrganisationId,
    /// Which of the kinds that people can switch off.
    pub kind: NotificationKind,
    /// What there is to say.
    pub news: LoanNews,
    /// What happened: nobody is told twice of the same.
    pub cause: &'t str,
    /// What somebody wrote about it.
    pub said: Option<&'t str>,
}

/// Tells those who manage one side of a loan, in the application and by mail.
///
/// # Errors
/// When the database fails.
pub fn tell(cx: &mut Cx<'_>, row: &LoanRow, told: &Told<'_>) -> Result<(), Error> {
    let item = equipment::store::load(cx.conn, row.equipment_id)?.name;
    let other = organisations::store::summaries(cx.conn, &[told.other])?.remove(&told.other).ok_or_else(Error::not_found)?;
    let managing = members::store::coordinators(cx.conn, told.to)?;
    let people: Vec<UserId> = managing.iter().filter_map(|to| to.person).collect();
    let facts = Facts {
        loan_id: Some(row.id),
        loan_state: Some(row.state),
        loan_news: Some(told.news),
        item: Some(item.clone()),
        other: Some(other.name.clone()),
        ..Facts::default()
    };
    let news = News { organisation_id: told.to, kind: told.kind, cause: told.cause.to_owned(), facts };
    notifications::tell_people(cx, &people, &news)?;
    let party = if told.to == row.lender_id { LoanParty::Lender } else { LoanParty::Borrower };
    let lent = Lent { item: &item, other: &other.name, row, party };
    for to in &managing {
        let mail = letter(cx, to, &lent, told);
        notifications::mail(cx, to, told.kind, mail)?;
    }
    Ok(())
}

/// What the sentences of a mail name.
struct Lent<'l> {
    item: &'l str,
    other: &'l str,
    row: &'l LoanRow,
    party: LoanParty,
}

fn letter(cx: &Cx<'_>, to: &Recipient, lent: &Lent<'_>, told: &Told<'_>) -> Mail {
    let when = |at: UtcMillis| written(at, cx.settings.time_zone, to.locale);
    let (start, end) = (when(lent.row.starts_at), when(lent.row.ends_at));
    let said = told.said.map(|said| format!("\n\n« {said} »")).unwrap_or_default();
    let subject = format!("{} : {}", subject(told.news, lent.party, to.locale), lent.item);
    let text = text(told.news, lent, to.locale, &start, &end);
    let link = format!("{}/prets/{}", cx.settings.public_url, lent.row.id);
    Mail::letter(to, cx.settings, subject, &format!("{text}{said}\n\n{link}"))
}

/// An instant on the network's clocks, as a letter has it.
#[must_use]
pub fn written(at: UtcMillis, zone: chrono_tz::Tz, locale: Locale) -> String {
    let local = at.to_chrono().with_timezone(&zone);
    let form = match locale {
        Locale::French => "le %d/%m/%Y à %H:%M",
        Locale::English => "on %d/%m/%Y at %H:%M",
    };
    local.format(form).to_string()
}

const fn subject(news: LoanNews, party: LoanParty, locale: Locale) -> &'static str {
    match (locale, news, party) {
        (Locale::French, LoanNews::PickUp, _) => "À retirer demain",
        (Locale::French, LoanNews::Return, _) => "À rendre demain",
        (Locale::French, LoanNews::Late, LoanParty::Lender) => "Pas encore rendu",
        (Locale::French, LoanNews::Late, _) => "En retard, à rendre",
        (Locale::French, LoanNews::RenewalAsked, _) => "Prolongation demandée",
        (Locale::French, LoanNews::RenewalAccepted, _) => "Prolongation acceptée",
        (Locale::French, LoanNews::RenewalDeclined, _) => "Prolongation refusée",
        (Locale::French, LoanNews::RenewalLapsed, _) => "Prolongation restée sans réponse",
        (Locale::French, LoanNews::InRepair, _) => "En réparation",
        (Locale::English, LoanNews::PickUp, _) => "To fetch tomorrow",
        (Locale::English, LoanNews::Return, _) => "To bring back tomorrow",
        (Locale::English, LoanNews::Late, LoanParty::Lender) => "Not back yet",
        (Locale::English, LoanNews::Late, _) => "Late, to bring back",
        (Locale::English, LoanNews::RenewalAsked, _) => "More time asked for",
        (Locale::English, LoanNews::RenewalAccepted, _) => "More time granted",
        (Locale::English, LoanNews::RenewalDeclined, _) => "More time declined",
        (Locale::English, LoanNews::RenewalLapsed, _) => "More time: no answer",
        (Locale::English, LoanNews::InRepair, _) => "In repair",
    }
}

fn text(news: LoanNews, lent: &Lent<'_>, locale: Locale, start: &str, end: &str) -> String {
    let Lent { item, other, party, .. } = lent;
    match (locale, news, party) {
        (Locale::French, LoanNews::PickUp, _) => format!("{other} vous attend {start} pour vous remettre « {item} »."),
        (Locale::French, LoanNews::Return, _) => format!("« {item} » est à rendre à {other} {end}."),
        (Locale::French, LoanNews::Late, LoanParty::Lender) => {
            format!("{other} devait vous rendre « {item} » {end}. Un appel suffit souvent.")
        }
        (Locale::French, LoanNews::Late, _) => {
            format!(
                "« {item} » était à rendre à {other} {end}. Rapportez-le dès que possible, ou demandez une prolongation."
            )
        }
        (Locale::French, LoanNews::RenewalAsked, _) => {
            format!("{other} souhaite garder « {item} » plus longtemps. Jusqu'à votre réponse, ce temps est retenu.")
        }
        (Locale::French, LoanNews::RenewalAccepted, _) => format!("« {item} » est maintenant à rendre à {other} {end}."),
        (Locale::French, LoanNews::RenewalDeclined | LoanNews::RenewalLapsed, _) => {
            format!("« {item} » reste à rendre à {other} {end}.")
        }
        (Locale::French, LoanNews::InRepair, _) => {
            format!("« {item} » est en réparation et ne sera peut-être pas prêt {start}. Voyez avec {other}.")
        }
        (Locale::English, LoanNews::PickUp, _) => format!("{other} expects you {start} to hand you “{item}”."),
        (Locale::English, LoanNews::Return, _) => format!("“{item}” is to be brought back to {other} {end}."),
        (Locale::English, LoanNews::Late, LoanParty::Lender) => {
            format!("{other} should have brought “{item}” back {end}. A call often helps.")
        }
        (Locale::English, LoanNews::Late, _) => {
            format!("“{item}” should have been back at {other} {end}. Bring it as soon as you can, or ask for more time.")
        }
        (Locale::English, LoanNews::RenewalAsked, _) => {
            format!("{other} would like to keep “{item}” longer. The time is held until you answer.")
        }
        (Locale::English, LoanNews::RenewalAccepted, _) => format!("“{item}” is now to be brought back to {other} {end}."),
        (Locale::English, LoanNews::RenewalDeclined | LoanNews::RenewalLapsed, _) => {
            format!("“{item}” is still to be brought back to {other} {end}.")
        }
        (Locale::English, LoanNews::InRepair, _) => {
            format!("“{item}” is in repair and may not be ready {start}. Please ask {other}.")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_written_on_the_network_s_clocks() {
        let summer = UtcMillis::from("2026-07-14T16:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap());
        assert_eq!(written(summer, chrono_tz::Europe::Paris, Locale::French), "le 14/07/2026 à 18:00");
        let winter = UtcMillis::from("2026-12-14T16:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap());
        assert_eq!(written(winter, chrono_tz::Europe::Paris, Locale::English), "on 14/12/2026 at 17:00");
    }
}
