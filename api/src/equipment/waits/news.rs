//! Telling those who have waited that it is their turn, in the application and by mail.

use crate::equipment::EquipmentRow;
use crate::events::mail::Mail;
use crate::http::{Cx, Error};
use crate::loans::news::written;
use crate::notifications::{News, store as notifications};
use crate::{members, organisations};
use shared::accounts::Locale;
use shared::ids::{OrganisationId, UserId, WaitId};
use shared::notifications::{Facts, NotificationKind};
use shared::time::UtcMillis;

/// The organisation's coordinators hear that its days are free, and until when they are kept for it.
///
/// # Errors
/// When the database fails.
pub fn freed(
    cx: &mut Cx<'_>,
    item: &EquipmentRow,
    organisation_id: OrganisationId,
    (wait, starts_at): (WaitId, UtcMillis),
    until: UtcMillis,
) -> Result<(), Error> {
    let lender = organisations::store::summaries(cx.conn, &[item.organisation_id])?;
    let lender = lender.get(&item.organisation_id).ok_or_else(Error::not_found)?.name.clone();
    let managing = members::store::coordinators(cx.conn, organisation_id)?;
    let people: Vec<UserId> = managing.iter().filter_map(|to| to.person).collect();
    let facts = Facts {
        equipment_id: Some(item.id),
        item: Some(item.name.clone()),
        other: Some(lender.clone()),
        until: Some(until),
        ..Facts::default()
    };
    let kind = NotificationKind::EquipmentFreed;
    // Days that were kept, given back to the queue and kept again are told of again.
    let cause = format!("wait:{wait}:{until}");
    notifications::tell_people(cx, &people, &News { organisation_id, kind, cause, facts })?;
    let name = &item.name;
    for to in &managing {
        let when = |at| written(at, cx.settings.time_zone, to.locale);
        let (start, until) = (when(starts_at), when(until));
        let link = format!("{}/materiel/{}", cx.settings.public_url, item.id);
        let (subject, text) = match to.locale {
            Locale::French => (
                format!("Libre, et retenu pour vous : {name}"),
                format!(
                    "« {name} » ({lender}) est libre aux dates que vous attendiez, à partir du {}. \
                     Il est retenu pour vous jusqu'au {} ; ensuite, c'est au suivant.",
                    start.trim_start_matches("le "),
                    until.trim_start_matches("le ")
                ),
            ),
            Locale::English => (
                format!("Free, and kept for you: {name}"),
                format!(
                    "“{name}” ({lender}) is free on the days that you waited for, which begin {start}. \
                     It is kept for you until {}; then it is the next one's turn.",
                    until.trim_start_matches("on ")
                ),
            ),
        };
        let mail = Mail::letter(to, cx.settings, subject, &format!("{text}\n\n{link}"));
        notifications::mail(cx, to, kind, mail)?;
    }
    Ok(())
}
