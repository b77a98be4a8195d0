//! Mails about what was said.

use super::model::About;
use crate::events::mail::{Mail, Recipient, queue};
use crate::http::{Cx, Error};
use shared::accounts::Locale;

/// A message, as a mail tells it.
pub(super) struct Said<'m> {
    /// Name of who wrote it.
    pub author: &'m str,
    /// What was said.
    pub text: &'m str,
}

/// Somebody hears what the other side has said, all of it in one mail.
///
/// # Errors
/// When the database fails.
pub(super) fn said(
    cx: &mut Cx<'_>,
    to: &Recipient,
    about: About,
    title: &str,
    other: &str,
    lines: &[Said<'_>],
) -> Result<(), Error> {
    let link = match about {
        About::Claim(id) => format!("{}/reservations/{id}", cx.settings.public_url),
        About::Loan(id) => format!("{}/prets/{id}", cx.settings.public_url),
    };
    let text: Vec<String> = lines.iter().map(|said| line(said, other, to.locale)).collect();
    let (subject, answer) = match to.locale {
        Locale::French => (format!("{other} vous écrit : {title}"), "Répondre :"),
        Locale::English => (format!("{other} writes to you: {title}"), "Answer:"),
    };
    let mail = Mail::letter(to, cx.settings, subject, &format!("{}\n\n{answer}\n{link}", text.join("\n\n")));
    queue(cx, mail)
}

fn line(said: &Said<'_>, other: &str, locale: Locale) -> String {
    let Said { author, text } = said;
    match locale {
        Locale::French => format!("{author} ({other}) :\n« {text} »"),
        Locale::English => format!("{author} ({other}):\n“{text}”"),
    }
}
