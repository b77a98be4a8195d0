//! Mails about somebody's own account.

use crate::events::mail::{Mail, Recipient};
use crate::settings::Settings;
use shared::accounts::Locale;

/// A subject and a text in one language.
type Letter = (String, String);

fn in_words_of(to: &Recipient, settings: &Settings, french: Letter, english: Letter) -> Mail {
    let (subject, text) = match to.locale {
        Locale::French => french,
        Locale::English => english,
    };
    Mail::letter(to, settings, subject, &text)
}

/// The link to a new password.
#[must_use]
pub fn reset(to: &Recipient, settings: &Settings, link: &str) -> Mail {
    let french = format!(
        "Vous avez demandé à choisir un nouveau mot de passe. Ouvrez ce lien dans l'heure :\n{link}\n\n\
         Si ce n'est pas vous, vous pouvez ignorer ce message : votre mot de passe reste le même."
    );
    let english = format!(
        "You asked to choose a new password. Open this link within an hour:\n{link}\n\n\
         If it was not you, you can ignore this message: your password stays the same."
    );
    let subjects = ("Choisir un nouveau mot de passe", "Choose a new password");
    in_words_of(to, settings, (subjects.0.to_owned(), french), (subjects.1.to_owned(), english))
}

/// The password is another one now.
#[must_use]
pub fn password_changed(to: &Recipient, settings: &Settings) -> Mail {
    let page = format!("{}/forgotten", settings.public_url);
    let french = format!(
        "Le mot de passe de votre compte vient d'être changé, et vos autres sessions sont terminées.\n\n\
         Si ce n'est pas vous, choisissez tout de suite un nouveau mot de passe :\n{page}"
    );
    let english = format!(
        "The password of your account has just been changed, and your other sessions have ended.\n\n\
         If it was not you, choose a new password at once:\n{page}"
    );
    let subjects = ("Votre mot de passe a changé", "Your password has changed");
    in_words_of(to, settings, (subjects.0.to_owned(), french), (subjects.1.to_owned(), english))
}

/// To the new address: is it yours?
#[must_use]
pub fn confirm_email(to: &Recipient, settings: &Settings, link: &str) -> Mail {
    let french = format!(
        "Pour utiliser cette adresse avec votre compte, ouvrez ce lien dans les 24 heures :\n{link}\n\n\
         Si vous n'avez rien demandé, vous pouvez ignorer ce message."
    );
    let english = format!(
        "To use this address with your account, open this link within 24 hours:\n{link}\n\n\
         If you did not ask for this, you can ignore this message."
    );
    let subjects = ("Confirmez votre nouvelle adresse", "Confirm your new address");
    in_words_of(to, settings, (subjects.0.to_owned(), french), (subjects.1.to_owned(), english))
}

/// To the new address, where it has an account already.
#[must_use]
pub fn email_taken(to: &Recipient, settings: &Settings) -> Mail {
    let french =
        "Quelqu'un a voulu utiliser cette adresse pour un autre compte. Elle a déjà un compte : rien n'a changé.\n\n\
         Si c'est vous, connectez-vous avec cette adresse, ou demandez un nouveau mot de passe."
            .to_owned();
    let english = "Somebody wanted to use this address for another account. It has an account already: nothing has \
         changed.\n\nIf it was you, log in with this address, or ask for a new password."
        .to_owned();
    let subjects = ("Cette adresse a déjà un compte", "This address has an account already");
    in_words_of(to, settings, (subjects.0.to_owned(), french), (subjects.1.to_owned(), english))
}

/// To the old address: somebody asks for another one.
#[must_use]
pub fn email_change_asked(to: &Recipient, settings: &Settings) -> Mail {
    let page = format!("{}/forgotten", settings.public_url);
    let french = format!(
        "Une autre adresse e-mail a été demandée pour votre compte. Celle-ci reste valable jusqu'à la confirmation de la \
         nouvelle.\n\nSi ce n'est pas vous, choisissez tout de suite un nouveau mot de passe, ce qui annule la \
         demande :\n{page}"
    );
    let english = format!(
        "Another e-mail address was asked for for your account. This one stays valid until the new one is \
         confirmed.\n\nIf it was not you, choose a new password at once, which cancels the request:\n{page}"
    );
    let subjects = ("Changement d'adresse demandé", "Change of address asked for");
    in_words_of(to, settings, (subjects.0.to_owned(), french), (subjects.1.to_owned(), english))
}

/// The second factor is on, or off.
#[must_use]
pub fn second_factor_switched(to: &Recipient, settings: &Settings, on: bool) -> Mail {
    let page = format!("{}/forgotten", settings.public_url);
    let (state_fr, state_en) = if on { ("activée", "on") } else { ("désactivée", "off") };
    let french = format!(
        "La double authentification de votre compte vient d'être {state_fr}.\n\n\
         Si ce n'est pas vous, choisissez tout de suite un nouveau mot de passe :\n{page}"
    );
    let english = format!(
        "Two-step log-in of your account has just been switched {state_en}.\n\n\
         If it was not you, choose a new password at once:\n{page}"
    );
    let subjects = (format!("Double authentification {state_fr}"), format!("Two-step log-in switched {state_en}"));
    in_words_of(to, settings, (subjects.0, french), (subjects.1, english))
}

/// The recovery codes were replaced.
#[must_use]
pub fn recovery_codes_replaced(to: &Recipient, settings: &Settings) -> Mail {
    let page = format!("{}/forgotten", settings.public_url);
    let french = format!(
        "Dix nouveaux codes de secours viennent d'être créés pour votre compte ; les anciens ne fonctionnent plus.\n\n\
         Si ce n'est pas vous, choisissez tout de suite un nouveau mot de passe :\n{page}"
    );
    let english = format!(
        "Ten new recovery codes have just been made for your account; the old ones no longer work.\n\n\
         If it was not you, choose a new password at once:\n{page}"
    );
    let subjects = ("Nouveaux codes de secours", "New recovery codes");
    in_words_of(to, settings, (subjects.0.to_owned(), french), (subjects.1.to_owned(), english))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_has_a_line_of_its_own_in_both_languages() {
        let link = "https://maillage.example.org/reset/abc";
        for locale in [Locale::French, Locale::English] {
            let to = Recipient { person: None, email: "ana@example.org".to_owned(), name: "Ana".to_owned(), locale };
            for mail in [reset(&to, &Settings::default(), link), confirm_email(&to, &Settings::default(), link)] {
                assert!(mail.body.lines().any(|line| line == link), "{}", mail.body);
            }
        }
    }
}
