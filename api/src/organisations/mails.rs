//! Mails about the admission of organisations.

use crate::accounts::store::users;
use crate::events::mail::{Mail, Recipient, queue};
use crate::http::{Cx, Error};
use crate::members;
use crate::settings::Settings;
use shared::accounts::Locale;
use shared::ids::{OrganisationId, UserId};
use shared::organisations::OrganisationAction;

/// An organisation has registered: its coordinator learns what happens next, the administrators that they must decide.
///
/// # Errors
/// When the database fails.
pub(super) fn registered(cx: &mut Cx<'_>, organisation: &str, coordinator: UserId) -> Result<(), Error> {
    let coordinator = users::recipient(cx.conn, coordinator)?;
    queue(cx, received(&coordinator, cx.settings, organisation))?;
    for administrator in users::administrators(cx.conn)? {
        queue(cx, to_decide(&administrator, cx.settings, organisation, &coordinator))?;
    }
    Ok(())
}

/// The administrator has decided: the coordinators learn it. `reason` is that of a refusal or suspension.
///
/// # Errors
/// When the database fails.
pub(super) fn decided(
    cx: &mut Cx<'_>,
    id: OrganisationId,
    organisation: &str,
    action: OrganisationAction,
    reason: Option<&str>,
) -> Result<(), Error> {
    let reason = reason.unwrap_or_default();
    for coordinator in members::store::coordinators(cx.conn, id)? {
        let mail = match action {
            OrganisationAction::Approve => approved(&coordinator, cx.settings, organisation),
            OrganisationAction::Refuse => refused(&coordinator, cx.settings, organisation, reason),
            OrganisationAction::Suspend => suspended(&coordinator, cx.settings, organisation, reason),
            OrganisationAction::Reinstate => reinstated(&coordinator, cx.settings, organisation),
        };
        queue(cx, mail)?;
    }
    Ok(())
}

fn received(to: &Recipient, settings: &Settings, organisation: &str) -> Mail {
    let (network, url) = (&settings.network_name, &settings.public_url);
    let (subject, text) = match to.locale {
        Locale::French => (
            format!("{network} : votre inscription est bien reçue"),
            format!(
                "Nous avons bien reçu l'inscription de « {organisation} ».\n\n\
                 Un administrateur du réseau va l'examiner ; vous recevrez un message dès sa décision.\n\
                 En attendant, vous pouvez compléter la fiche de votre organisation et ajouter ses sites :\n\
                 {url}/organisation"
            ),
        ),
        Locale::English => (
            format!("{network}: we have received your registration"),
            format!(
                "We have received the registration of “{organisation}”.\n\n\
                 An administrator of the network will look at it; you will get a message with the decision.\n\
                 Meanwhile you can complete your organisation's profile and add its sites:\n\
                 {url}/organisation"
            ),
        ),
    };
    Mail::letter(to, settings, subject, &text)
}

fn to_decide(to: &Recipient, settings: &Settings, organisation: &str, coordinator: &Recipient) -> Mail {
    let url = &settings.public_url;
    let Recipient { person: _, name, email, locale: _ } = coordinator;
    let (subject, text) = match to.locale {
        Locale::French => (
            format!("Inscription à examiner : {organisation}"),
            format!(
                "{name} ({email}) vient d'inscrire « {organisation} ».\n\n\
                 Pour accepter ou refuser cette organisation :\n\
                 {url}/administration"
            ),
        ),
        Locale::English => (
            format!("Registration to decide on: {organisation}"),
            format!(
                "{name} ({email}) has registered “{organisation}”.\n\n\
                 To approve or refuse this organisation:\n\
                 {url}/administration"
            ),
        ),
    };
    Mail::letter(to, settings, subject, &text)
}

fn approved(to: &Recipient, settings: &Settings, organisation: &str) -> Mail {
    let (network, url) = (&settings.network_name, &settings.public_url);
    let (subject, text) = match to.locale {
        Locale::French => (
            format!("{network} : bienvenue à « {organisation} »"),
            format!(
                "L'inscription de « {organisation} » est acceptée.\n\n\
                 Vous pouvez dès maintenant publier vos surplus et réserver ceux des autres :\n\
                 {url}/aujourdhui"
            ),
        ),
        Locale::English => (
            format!("{network}: welcome to “{organisation}”"),
            format!(
                "The registration of “{organisation}” is approved.\n\n\
                 From now on you can publish your surplus and claim that of others:\n\
                 {url}/aujourdhui"
            ),
        ),
    };
    Mail::letter(to, settings, subject, &text)
}

fn refused(to: &Recipient, settings: &Settings, organisation: &str, reason: &str) -> Mail {
    let network = &settings.network_name;
    let (subject, text) = match to.locale {
        Locale::French => (
            format!("{network} : l'inscription de « {organisation} » n'est pas acceptée"),
            format!("Un administrateur du réseau n'a pas accepté l'inscription de « {organisation} » :\n\n{reason}"),
        ),
        Locale::English => (
            format!("{network}: the registration of “{organisation}” is not approved"),
            format!("An administrator of the network did not approve the registration of “{organisation}”:\n\n{reason}"),
        ),
    };
    Mail::letter(to, settings, subject, &text)
}

fn suspended(to: &Recipient, settings: &Settings, organisation: &str, reason: &str) -> Mail {
    let network = &settings.network_name;
    let (subject, text) = match to.locale {
        Locale::French => (
            format!("{network} : « {organisation} » est suspendue"),
            format!(
                "Un administrateur du réseau a suspendu « {organisation} » :\n\n{reason}\n\n\
                 Ses offres sont retirées et elle ne peut plus ni publier ni réserver. Les remises déjà convenues peuvent \
                 être menées à bien ou annulées."
            ),
        ),
        Locale::English => (
            format!("{network}: “{organisation}” is suspended"),
            format!(
                "An administrator of the network has suspended “{organisation}”:\n\n{reason}\n\n\
                 Its offers are withdrawn, and it can neither publish nor claim. Hand-overs that are agreed on can be \
                 brought to an end or called off."
            ),
        ),
    };
    Mail::letter(to, settings, subject, &text)
}

fn reinstated(to: &Recipient, settings: &Settings, organisation: &str) -> Mail {
    let (network, url) = (&settings.network_name, &settings.public_url);
    let (subject, text) = match to.locale {
        Locale::French => (
            format!("{network} : la suspension de « {organisation} » est levée"),
            format!(
                "La suspension de « {organisation} » est levée.\n\n\
                 Ses offres retirées le restent ; vous pouvez en publier de nouvelles :\n\
                 {url}/aujourdhui"
            ),
        ),
        Locale::English => (
            format!("{network}: the suspension of “{organisation}” is over"),
            format!(
                "The suspension of “{organisation}” is over.\n\n\
                 Its withdrawn offers stay withdrawn; you can publish new ones:\n\
                 {url}/aujourdhui"
            ),
        ),
    };
    Mail::letter(to, settings, subject, &text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn camille(locale: Locale) -> Recipient {
        Recipient { person: None, email: "camille@epicerie.example.org".to_owned(), name: "Camille".to_owned(), locale }
    }

    #[test]
    fn a_refusal_gives_its_reason_in_the_coordinator_s_language() {
        let settings = Settings::default();
        let french = refused(&camille(Locale::French), &settings, "Épicerie", "Dossier incomplet");
        assert_eq!(french.subject, "Maillage Gironde : l'inscription de « Épicerie » n'est pas acceptée");
        assert!(french.body.starts_with("Bonjour Camille,\n\nUn administrateur"), "{}", french.body);
        let english = refused(&camille(Locale::English), &settings, "Épicerie", "Dossier incomplet");
        assert!(english.body.contains("“Épicerie”:\n\nDossier incomplet\n"), "{}", english.body);
    }

    #[test]
    fn an_administrator_is_led_to_the_decision() {
        let settings = Settings { public_url: "https://maillage.example.org".to_owned(), ..Settings::default() };
        let mail = to_decide(&camille(Locale::French), &settings, "Épicerie", &camille(Locale::French));
        assert!(mail.body.contains("\nhttps://maillage.example.org/administration\n"), "{}", mail.body);
    }
}
