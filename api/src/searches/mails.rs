//! Mails about what saved searches have found. Each holds the link that stops them, which needs no log-in.

use crate::events::mail::{Mail, Recipient, queue};
use crate::http::{Cx, Error};
use shared::accounts::Locale;
use shared::ids::OfferId;

/// An offer in a mail.
pub struct Line {
    /// Which.
    pub id: OfferId,
    /// What it is.
    pub title: String,
}

/// Tells of what a search has found: one offer or several.
///
/// # Errors
/// When the database fails.
pub fn found(cx: &mut Cx<'_>, to: &Recipient, name: &str, stop_token: &str, lines: &[Line]) -> Result<(), Error> {
    let address = &cx.settings.public_url;
    let offers: Vec<String> = lines.iter().map(|line| format!("- {}\n  {address}/offres/{}", line.title, line.id)).collect();
    let offers = offers.join("\n");
    let stop = format!("{address}/alertes/{stop_token}");
    let (subject, text) = match (to.locale, lines) {
        (Locale::French, [line]) => (
            format!("Nouvelle offre pour « {name} » : {}", line.title),
            format!(
                "Une offre correspond à votre recherche « {name} » :\n\n{offers}\n\nNe plus recevoir cette alerte :\n{stop}"
            ),
        ),
        (Locale::French, _) => (
            format!("{} nouvelles offres pour « {name} »", lines.len()),
            format!(
                "Ces offres correspondent à votre recherche « {name} » :\n\n{offers}\n\nNe plus recevoir cette alerte :\n{stop}"
            ),
        ),
        (Locale::English, [line]) => (
            format!("New offer for “{name}”: {}", line.title),
            format!("An offer fits your search “{name}”:\n\n{offers}\n\nStop this alert:\n{stop}"),
        ),
        (Locale::English, _) => (
            format!("{} new offers for “{name}”", lines.len()),
            format!("These offers fit your search “{name}”:\n\n{offers}\n\nStop this alert:\n{stop}"),
        ),
    };
    let mail = Mail::letter(to, cx.settings, subject, &text);
    queue(cx, mail)
}
