//! The mail with an invitation's link.

use crate::events::mail::{Mail, Recipient};
use crate::settings::Settings;
use shared::accounts::Locale;

/// Who invites whom into what.
pub(super) struct Invited<'a> {
    /// E-mail address of the invited person.
    pub email: &'a str,
    /// Name of the one who invites.
    pub inviter: &'a str,
    /// Language of the one who invites: that of the invited person is not known.
    pub locale: Locale,
    /// Name of the organisation.
    pub organisation: &'a str,
    /// Where to accept.
    pub link: &'a str,
}

impl Invited<'_> {
    pub(super) fn mail(&self, settings: &Settings) -> Mail {
        let Self { email, inviter, locale, organisation, link } = *self;
        let network = &settings.network_name;
        let (subject, text) = match locale {
            Locale::French => (
                format!("{inviter} vous invite à rejoindre « {organisation} »"),
                format!(
                    "{inviter} vous invite à rejoindre « {organisation} » sur {network}.\n\n\
                     Pour accepter, ouvrez ce lien dans les 14 jours :\n\
                     {link}\n\n\
                     Si vous ne connaissez pas cette personne, vous pouvez ignorer ce message."
                ),
            ),
            Locale::English => (
                format!("{inviter} invites you to join “{organisation}”"),
                format!(
                    "{inviter} invites you to join “{organisation}” on {network}.\n\n\
                     To accept, open this link within 14 days:\n\
                     {link}\n\n\
                     If you do not know this person, you can ignore this message."
                ),
            ),
        };
        let to = Recipient { email: email.to_owned(), name: String::new(), locale };
        Mail::letter(&to, settings, subject, &text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_has_its_link_on_a_line_of_its_own() {
        let link = "https://maillage.example.org/invitation/abc";
        let invited =
            Invited {
                email: "ana@example.org", inviter: "Camille", locale: Locale::French, organisation: "Épicerie", link
            };
        let mail = invited.mail(&Settings::default());
        assert_eq!(mail.to, "ana@example.org");
        assert!(mail.body.starts_with("Bonjour,\n\nCamille vous invite"), "{}", mail.body);
        assert!(mail.body.lines().any(|line| line == link), "{}", mail.body);
    }
}
