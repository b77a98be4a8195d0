//! SMS: letters of the outbox whose recipient is a telephone number. A program of the installation's choice sends them, so
//! that any provider can be used.

use super::mail::{Mail, queue};
use crate::http::{Cx, Error};
use crate::settings::SmsSettings;
use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use uuid::Uuid;

/// What the recipient of an SMS begins with in the outbox.
const SCHEME: &str = "sms:";
/// How long the program may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// How often it is asked whether it has ended.
const LOOK: Duration = Duration::from_millis(20);
/// The most that is kept of what the program says when it fails, in bytes.
const COMPLAINT: u64 = 500;

/// Puts an SMS into the outbox, within the caller's write transaction. `number` is as a person types it.
///
/// # Errors
/// When the database fails.
pub fn text(cx: &mut Cx<'_>, number: &str, body: String) -> Result<(), Error> {
    let digits: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    queue(cx, Mail { to: format!("{SCHEME}{digits}"), subject: String::new(), body, not_before: None, stop_url: None })
}

/// The number, where the recipient of a letter is one.
pub(super) fn number(recipient: &str) -> Option<&str> {
    recipient.strip_prefix(SCHEME)
}

/// Sends an SMS on this thread, which may block: the program gets the number as its only argument, the text on its
/// standard input in UTF-8, and in `MAILLAGE_SMS_ID` a name that is the same for each attempt. It says that the SMS is on
/// its way by ending with success.
///
/// # Errors
/// Why it could not be sent.
pub(super) fn send(settings: &SmsSettings, id: Uuid, number: &str, body: &str) -> Result<(), String> {
    if settings.command.is_empty() {
        return Err("no program sends SMS (setting sms.command)".to_owned());
    }
    let mut program = Command::new(&settings.command)
        .arg(number)
        .env("MAILLAGE_SMS_ID", id.to_string())
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("{}: {error}", settings.command))?;
    if let Some(mut input) = program.stdin.take() {
        // A program that does not read it may still succeed: it says so at its end.
        let _ = input.write_all(body.as_bytes());
    }
    end(&mut program)
}

/// Waits for the program, though not for ever.
fn end(program: &mut Child) -> Result<(), String> {
    let started = Instant::now();
    loop {
        match program.try_wait() {
            Ok(Some(status)) if status.success() => return Ok(()),
            Ok(Some(status)) => return Err(format!("{status}: {}", complaint(program))),
            Ok(None) if started.elapsed() < PATIENCE => std::thread::sleep(LOOK),
            Ok(None) => {
                let _ = program.kill();
                let _ = program.wait();
                return Err(format!("the program did not end within {} s", PATIENCE.as_secs()));
            }
            Err(error) => return Err(error.to_string()),
        }
    }
}

fn complaint(program: &mut Child) -> String {
    let mut said = Vec::new();
    if let Some(errors) = program.stderr.take() {
        let _ = errors.take(COMPLAINT).read_to_end(&mut said);
    }
    String::from_utf8_lossy(&said).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;
    use std::path::Path;

    fn gateway(folder: &Path, lines: &str) -> SmsSettings {
        let path = folder.join("gateway");
        std::fs::write(&path, format!("#!/bin/sh\ncd {}\n{lines}\n", folder.display())).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o700)).unwrap();
        SmsSettings { command: path.display().to_string() }
    }

    #[test]
    fn the_program_gets_number_text_and_a_lasting_name() {
        let folder = tempfile::tempdir().unwrap();
        let settings = gateway(folder.path(), "echo \"$1 $MAILLAGE_SMS_ID\" > who; cat > text");
        let id = Uuid::from_u128(7);
        // Not a word of it is run by a shell.
        send(&settings, id, "+33612345678", "Épicerie : 20 kg de « pain »; $(touch hacked)").unwrap();
        let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
        assert_eq!(read("who"), format!("+33612345678 {id}\n"));
        assert_eq!(read("text"), "Épicerie : 20 kg de « pain »; $(touch hacked)");
        assert!(!folder.path().join("hacked").exists());
    }

    #[test]
    fn what_the_program_complains_of_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let settings = gateway(folder.path(), "echo 'no credit left' >&2; exit 3");
        let why = send(&settings, Uuid::nil(), "+33612345678", "Bonjour").unwrap_err();
        assert!(why.contains("no credit left") && why.contains('3'), "{why}");
    }

    #[test]
    fn a_missing_program_is_named() {
        let settings = SmsSettings { command: "/nowhere/gateway".to_owned() };
        let why = send(&settings, Uuid::nil(), "1", "Bonjour").unwrap_err();
        assert!(why.starts_with("/nowhere/gateway: "), "{why}");
        assert!(send(&SmsSettings::default(), Uuid::nil(), "1", "Bonjour").unwrap_err().contains("sms.command"));
    }
}
