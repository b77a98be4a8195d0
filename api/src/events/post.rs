//! Where mails go: to an SMTP server, or as files into a folder, so that a new installation works without a mail server.
//! Either way as text and, for programs that prefer it, as HTML (RFC 2046 §5.1.4).

use super::outbox::Letter;
use super::{html, sms};
use crate::settings::{MailSettings, Settings, SmsSettings};
use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{Body, IntoBody, Mailbox, Message, MessageBuilder, MultiPart, SinglePart};
use lettre::{SmtpTransport, Transport};
use std::path::Path;
use std::time::{Duration, UNIX_EPOCH};
use uuid::Uuid;

/// How long a mail server may take for one answer. With a few answers a mail, well below the lease.
const PATIENCE: Duration = Duration::from_secs(30);

/// The way out. Its connections to a mail server are kept as long as it is, and used for one mail after the other.
pub(super) struct Post {
    settings: MailSettings,
    sms: SmsSettings,
    /// Where a mail server is set; why not, where its address is none.
    smtp: Option<Result<SmtpTransport, String>>,
}

impl Post {
    /// Opens it; no connection is made yet.
    pub fn open(settings: &Settings) -> Self {
        let Settings { mail, sms, .. } = settings;
        let server = |url| Ok(SmtpTransport::from_url(url).map_err(told)?.timeout(Some(PATIENCE)).build());
        let smtp = Some(mail.smtp.as_str()).filter(|url| !url.is_empty()).map(server);
        Self { settings: mail.clone(), sms: sms.clone(), smtp }
    }

    /// Sends a mail or an SMS on this thread, which may block.
    ///
    /// # Errors
    /// Why it could not be sent.
    pub fn send(&self, letter: &Letter) -> Result<(), String> {
        let id = Uuid::from_slice(&letter.id).map_err(told)?;
        if let Some(number) = sms::number(&letter.recipient) {
            return sms::send(&self.sms, id, number, &letter.body);
        }
        let builder = message(&self.settings, id, letter)?;
        let html = html::of(&letter.body);
        let Some(smtp) = &self.smtp else {
            let message = builder.multipart(both(readable(&letter.body), readable(&html))).map_err(told)?;
            return write_file(&self.settings.folder, id, &message.formatted());
        };
        let message = builder.multipart(both(letter.body.clone(), html)).map_err(told)?;
        smtp.as_ref().map_err(Clone::clone)?.send(&message).map(|_| ()).map_err(told)
    }
}

fn told(error: impl std::fmt::Display) -> String {
    error.to_string()
}

/// The mail without its body. lettre encodes each header, so no text can start another one.
fn message(settings: &MailSettings, id: Uuid, letter: &Letter) -> Result<MessageBuilder, String> {
    let from: Mailbox = settings.from.parse().map_err(|error| format!("sender {:?}: {error}", settings.from))?;
    let to = letter.recipient.parse().map_err(|error| format!("recipient {:?}: {error}", letter.recipient))?;
    // The same for each attempt: a mail server that gets one twice can tell.
    let message_id = format!("<{id}@{}>", from.email.domain());
    let written = UNIX_EPOCH + Duration::from_millis(u64::try_from(letter.created_at.0).unwrap_or(0));
    // Keeps automatic replies ("I am on holiday") away (RFC 3834 §5).
    let automatic = header("Auto-Submitted", "auto-generated".to_owned());
    let builder = match &letter.stop_url {
        None => Message::builder(),
        // A mail program shows a button for these two (RFC 8058).
        Some(url) => Message::builder()
            .raw_header(header("List-Unsubscribe", format!("<{url}>")))
            .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned())),
    };
    Ok(builder
        .from(from)
        .to(Mailbox::new(None, to))
        .subject(letter.subject.clone())
        .date(written)
        .message_id(Some(message_id))
        .raw_header(automatic))
}

/// The text first: a program shows the last form that it understands.
fn both(text: impl IntoBody, html: impl IntoBody) -> MultiPart {
    let part = |kind| SinglePart::builder().header(kind);
    MultiPart::alternative()
        .singlepart(part(ContentType::TEXT_PLAIN).body(text))
        .singlepart(part(ContentType::TEXT_HTML).body(html))
}

fn header(name: &'static str, value: String) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value)
}

/// A body that a person can read in the file and copy a link from: as it is, whatever the length of its lines. (lettre
/// would break a long link for the sake of mail servers, of which there is none.)
fn readable(text: &str) -> Body {
    let lines = text.replace('\n', "\r\n");
    Body::dangerous_pre_encoded(lines.into_bytes(), ContentTransferEncoding::EightBit)
}

/// Written beside and renamed, so that nobody finds half a mail.
fn write_file(folder: &Path, id: Uuid, mail: &[u8]) -> Result<(), String> {
    std::fs::create_dir_all(folder).map_err(told)?;
    let unfinished = folder.join(format!("{id}.part"));
    std::fs::write(&unfinished, mail).map_err(told)?;
    std::fs::rename(&unfinished, folder.join(format!("{id}.eml"))).map_err(told)
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::time::UtcMillis;

    const LINK: &str =
        "https://maillage.un-reseau-au-nom-bien-long.example.org/invitation/ytScOmCyPtMnqBkfR7EJmQw6BovH5Z7NhxL6uZmCDeM";

    fn letter(recipient: &str, subject: &str) -> Letter {
        Letter::for_test(recipient, subject, &format!("Bonjour Zoé,\n\n{LINK}\n"))
    }

    fn posted(letter: &Letter) -> Result<String, String> {
        let folder = tempfile::tempdir().unwrap();
        let mail = MailSettings { folder: folder.path().join("mails"), ..MailSettings::default() };
        let settings = Settings { mail, ..Settings::default() };
        Post::open(&settings).send(letter)?;
        let files: Vec<_> = std::fs::read_dir(&settings.mail.folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert_eq!(files.len(), 1);
        assert_eq!(files[0].extension().unwrap(), "eml");
        Ok(std::fs::read_to_string(&files[0]).unwrap())
    }

    #[test]
    fn a_file_has_the_link_on_one_line() {
        let mail = posted(&letter("zoe@example.org", "Bienvenue")).unwrap();
        assert!(mail.contains("To: zoe@example.org\r\n"), "{mail}");
        assert!(mail.contains("MIME-Version: 1.0\r\n"), "{mail}");
        assert!(mail.contains("From: Maillage <maillage@localhost>\r\n"), "{mail}");
        assert!(mail.contains(&format!("Bonjour Zoé,\r\n\r\n{LINK}\r\n")), "{mail}");
    }

    #[test]
    fn neither_subject_nor_recipient_can_start_another_header() {
        let mail = posted(&letter("zoe@example.org", "Bonjour\r\nBcc: tous@example.org")).unwrap();
        assert!(!mail.to_lowercase().contains("\r\nbcc:"), "{mail}");
        assert!(posted(&letter("zoe@example.org\r\nBcc: tous@example.org", "Bonjour")).is_err());
    }

    #[test]
    fn a_mail_is_dated_when_it_was_written() {
        let letter = Letter { created_at: UtcMillis(1_790_000_000_000), ..letter("zoe@example.org", "Bienvenue") };
        assert!(posted(&letter).unwrap().contains("Date: Mon, 21 Sep 2026 "));
    }
}
