//! Mails about what was said.

use super::model::About;
use crate::events::mail::{Mail, Recipient, queue};
use crate::http::{Cx, Error};
use shared::accounts::Locale;

/// A message, as a mail tells it.
pub(super) struct Said<'m> {
    /// Name of who wrote it.
    pub author: &'m str,
    /// What was said; empty where photos say it all.
    pub text: &'m str,
    /// How many photos it shows.
    pub photos: usize,
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
        About::SkillSession(id) => format!("{}/savoir-faire/seances/{id}", cx.settings.public_url),
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
    let Said { author, text, photos } = said;
    let shown = counted(*photos, locale);
    match (locale, text.is_empty(), shown) {
        (Locale::French, true, Some(shown)) => format!("{author} ({other}) a envoyé {shown}."),
        (Locale::English, true, Some(shown)) => format!("{author} ({other}) sent {shown}."),
        (Locale::French, _, None) => format!("{author} ({other}) :\n« {text} »"),
        (Locale::English, _, None) => format!("{author} ({other}):\n“{text}”"),
        (Locale::French, false, Some(shown)) => format!("{author} ({other}) :\n« {text} »\n(avec {shown})"),
        (Locale::English, false, Some(shown)) => format!("{author} ({other}):\n“{text}”\n(with {shown})"),
    }
}

/// So many photos in words; `None` where there are none.
fn counted(photos: usize, locale: Locale) -> Option<String> {
    match (photos, locale) {
        (0, _) => None,
        (1, Locale::French) => Some("une photo".to_owned()),
        (1, Locale::English) => Some("a photo".to_owned()),
        (many, _) => Some(format!("{many} photos")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, photos: usize, locale: Locale) -> String {
        line(&Said { author: "Nadia", text, photos }, "Restos", locale)
    }

    #[test]
    fn photos_are_counted_beside_the_text_or_in_its_place() {
        assert_eq!(told("Oui", 0, Locale::French), "Nadia (Restos) :\n« Oui »");
        assert_eq!(told("", 1, Locale::French), "Nadia (Restos) a envoyé une photo.");
        assert_eq!(told("", 2, Locale::English), "Nadia (Restos) sent 2 photos.");
        assert_eq!(told("Oui", 3, Locale::French), "Nadia (Restos) :\n« Oui »\n(avec 3 photos)");
        assert_eq!(told("Yes", 1, Locale::English), "Nadia (Restos):\n“Yes”\n(with a photo)");
    }
}
