//! Mails to people who are invited, and to members for whom somebody changed something.

use crate::accounts::store::users;
use crate::events::mail::{Mail, Recipient, queue};
use crate::http::{Cx, Error};
use crate::settings::Settings;
use shared::accounts::Locale;
use shared::ids::UserId;
use shared::organisations::Role;

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
        let to = Recipient { person: None, email: email.to_owned(), name: String::new(), locale };
        Mail::letter(&to, settings, subject, &text)
    }
}

/// What changed for a member.
pub(super) enum Change {
    /// He or she no longer belongs to the organisation.
    Removed,
    /// He or she has this role now.
    Role(Role),
}

/// A change that somebody else made.
pub(super) struct About<'a> {
    /// Who made it.
    pub by: &'a str,
    /// In which organisation.
    pub organisation: &'a str,
    /// What it was.
    pub change: Change,
}

/// Tells a person what has changed for him or her.
///
/// # Errors
/// When the database fails.
pub(super) fn send(cx: &mut Cx<'_>, person: UserId, about: &About<'_>) -> Result<(), Error> {
    let to = users::recipient(cx.conn, person)?;
    let mail = about.mail(&to, cx.settings);
    queue(cx, mail)
}

impl About<'_> {
    fn mail(&self, to: &Recipient, settings: &Settings) -> Mail {
        let Self { by, organisation, change } = self;
        let url = &settings.public_url;
        let (subject, text) = match (to.locale, change) {
            (Locale::French, Change::Removed) => (
                format!("Vous ne faites plus partie de « {organisation} »"),
                format!(
                    "{by} vous a retiré de « {organisation} ». Vous n'agissez plus en son nom.\n\nVotre compte reste ouvert."
                ),
            ),
            (Locale::English, Change::Removed) => (
                format!("You no longer belong to “{organisation}”"),
                format!(
                    "{by} has removed you from “{organisation}”. You no longer act in its name.\n\nYour account stays open."
                ),
            ),
            (Locale::French, Change::Role(role)) => (
                format!("Votre rôle dans « {organisation} » : {}", french(*role)),
                format!("{by} vous a donné le rôle de {} dans « {organisation} » :\n{url}/organisation", french(*role)),
            ),
            (Locale::English, Change::Role(role)) => (
                format!("Your role in “{organisation}”: {role}"),
                format!("{by} has given you the role of {role} in “{organisation}”:\n{url}/organisation"),
            ),
        };
        Mail::letter(to, settings, subject, &text)
    }
}

const fn french(role: Role) -> &'static str {
    match role {
        Role::Volunteer => "bénévole",
        Role::Coordinator => "coordination",
        Role::Allocator => "répartition",
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
