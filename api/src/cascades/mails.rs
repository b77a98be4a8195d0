//! The mail that tells what came of a wish.

use super::notices::Decided;
use crate::events::mail::{Mail, Recipient, kg};
use crate::http::{Cx, Error};
use crate::notifications::store as notifications;
use crate::offers::OfferRow;
use shared::accounts::Locale;
use shared::notifications::NotificationKind;

/// How much it is of what was wished.
///
/// # Errors
/// When the database fails.
pub(super) fn decided(cx: &mut Cx<'_>, to: &Recipient, offer: &OfferRow, decided: &Decided<'_>) -> Result<(), Error> {
    let (title, wished) = (&offer.title, kg(decided.wish.grams, to.locale));
    let address = &cx.settings.public_url;
    let (subject, text) = match (to.locale, decided.claim) {
        (Locale::French, Some(claim)) => {
            let (granted, link) = (kg(claim.grams, to.locale), format!("{address}/reservations/{}", claim.id));
            (
                format!("{granted} kg pour vous : {title}"),
                format!(
                    "Vous avez demandé {wished} kg de « {title} » : {granted} kg vous reviennent. Le donateur doit encore \
                     confirmer.\n\n{link}"
                ),
            )
        }
        (Locale::French, None) => (
            format!("Rien pour vous cette fois : {title}"),
            format!(
                "Vous avez demandé {wished} kg de « {title} ». Il n’y en avait pas assez pour tous cette fois.\n\n\
                 {address}/offres/{}",
                offer.id
            ),
        ),
        (Locale::English, Some(claim)) => {
            let (granted, link) = (kg(claim.grams, to.locale), format!("{address}/reservations/{}", claim.id));
            (
                format!("{granted} kg for you: {title}"),
                format!(
                    "You asked for {wished} kg of “{title}”: {granted} kg are for you. The giver still has to confirm.\n\n\
                     {link}"
                ),
            )
        }
        (Locale::English, None) => (
            format!("Nothing for you this time: {title}"),
            format!(
                "You asked for {wished} kg of “{title}”. There was not enough for all this time.\n\n{address}/offres/{}",
                offer.id
            ),
        ),
    };
    let mail = Mail::letter(to, cx.settings, subject, &text);
    notifications::mail(cx, to, NotificationKind::ClaimStepped, mail)
}
