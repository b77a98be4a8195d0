//! Mails wait in the outbox: a mail is written in the transaction that causes it, so there is never one without the
//! other, and the worker sends it afterwards.

use crate::db::schema::{outbox, users};
use crate::http::{Cx, Error};
use crate::on_backend;
use crate::settings::Settings;
use diesel::dsl::Nullable;
use diesel::prelude::*;
use shared::accounts::Locale;
use shared::ids::UserId;
use shared::time::UtcMillis;
use shared::units::Grams;
use uuid::Uuid;

/// Somebody to write to.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = users)]
pub struct Recipient {
    /// Whose account it is; none for an address without one.
    #[diesel(select_expression = users::id.nullable(), select_expression_type = Nullable<users::id>)]
    pub person: Option<UserId>,
    /// E-mail address.
    pub email: String,
    /// Name; empty where it is not known.
    pub name: String,
    /// Language of the mail.
    pub locale: Locale,
}

/// A mail of plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// The recipient's e-mail address.
    pub to: String,
    /// One line; line breaks become spaces.
    pub subject: String,
    /// Plain text.
    pub body: String,
    /// It leaves then, or at once where this is past or none.
    pub not_before: Option<UtcMillis>,
    /// Where such mails are stopped by a `POST` without logging in; none where they cannot be.
    pub stop_url: Option<String>,
}

impl Mail {
    /// A letter in the recipient's language: salutation, `text`, and whose network this is.
    #[must_use]
    pub fn letter(to: &Recipient, settings: &Settings, subject: String, text: &str) -> Self {
        let greeting = match to.locale {
            Locale::French => "Bonjour",
            Locale::English => "Hello",
        };
        let separator = if to.name.is_empty() { "" } else { " " };
        let (name, network, address) = (&to.name, &settings.network_name, &settings.public_url);
        let body = format!("{greeting}{separator}{name},\n\n{text}\n\n-- \n{network}\n{address}\n");
        Self { to: to.email.clone(), subject, body, not_before: None, stop_url: None }
    }
}

/// Puts `mail` into the outbox, within the caller's write transaction.
///
/// # Errors
/// When the database fails.
pub fn queue(cx: &mut Cx<'_>, mail: Mail) -> Result<(), Error> {
    let Mail { to, subject, body, not_before, stop_url } = mail;
    let row = (
        outbox::id.eq(Uuid::now_v7().as_bytes().to_vec()),
        outbox::created_at.eq(cx.now),
        outbox::recipient.eq(to),
        outbox::subject.eq(one_line(&subject)),
        outbox::body.eq(body),
        outbox::attempts.eq(0_i64),
        outbox::due_at.eq(not_before.unwrap_or(cx.now).max(cx.now)),
        outbox::stop_url.eq(stop_url),
    );
    on_backend!(cx.conn, conn => diesel::insert_into(outbox::table).values(row).execute(conn))?;
    Ok(())
}

/// Kilograms as people write them: without decimals where there are none.
#[must_use]
pub fn kg(grams: Grams, locale: Locale) -> String {
    let mark = match locale {
        Locale::French => ',',
        Locale::English => '.',
    };
    let (whole, rest) = (grams.0 / 1_000, grams.0 % 1_000);
    if rest == 0 { whole.to_string() } else { format!("{whole}{mark}{rest:03}").trim_end_matches('0').to_owned() }
}

/// A subject contains what people wrote, such as an organisation's name: a line break in it would end the header.
fn one_line(text: &str) -> String {
    text.split(char::is_control).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_cannot_start_another_header() {
        assert_eq!(one_line("Bonjour\r\nBcc: tous@example.org"), "Bonjour Bcc: tous@example.org");
        assert_eq!(one_line("Épicerie\tsociale"), "Épicerie sociale");
    }

    #[test]
    fn kilograms_are_written_without_idle_zeros() {
        assert_eq!(kg(Grams(40_000), Locale::French), "40");
        assert_eq!(kg(Grams(2_500), Locale::French), "2,5");
        assert_eq!(kg(Grams(50), Locale::English), "0.05");
    }

    #[test]
    fn a_letter_greets_in_the_recipient_s_language() {
        let (email, name) = ("a@b.example".to_owned(), "Ana".to_owned());
        let to = Recipient { person: None, email, name, locale: Locale::English };
        let mail = Mail::letter(&to, &Settings::default(), "Welcome".to_owned(), "You are in.");
        assert_eq!(mail.body, "Hello Ana,\n\nYou are in.\n\n-- \nMaillage Gironde\nhttp://127.0.0.1:8080\n");
    }
}
