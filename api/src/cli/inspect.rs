//! Commands that say something and serve nobody: `openapi`, `check-config`, `migrate`.

use super::failure::Failure;
use crate::settings::Settings;
use std::io::{ErrorKind, Write};
use std::process::ExitCode;

pub(super) fn openapi() -> Result<ExitCode, Failure> {
    let text = crate::openapi::print(&crate::app::document()).map_err(|error| Failure::Work(error.to_string()))?;
    match std::io::stdout().write_all(text.as_bytes()) {
        // The reader has seen enough, as `head` does.
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(ExitCode::SUCCESS),
    }
}

pub(super) fn check_config(settings: &Settings) -> Result<ExitCode, Failure> {
    let mail = &settings.mail;
    let mails = if mail.smtp.is_empty() { format!("files in {}", mail.folder.display()) } else { "by SMTP".to_owned() };
    println!("The settings are right.");
    println!("listen      {}", settings.listen);
    println!("database    {:?}", settings.database);
    println!("public_url  {}", settings.public_url);
    println!("mails       {mails}, from {}", mail.from);
    println!("tiles       {}", settings.tiles().map_or_else(|| "none".to_owned(), |tiles| tiles.url));
    Ok(ExitCode::SUCCESS)
}

pub(super) fn migrate(settings: &Settings) -> Result<ExitCode, Failure> {
    let failed = |error: String| Failure::Work(format!("{:?}: {error}", settings.database));
    let mut conn = settings.database.connect().map_err(|error| failed(error.to_string()))?;
    let applied = crate::db::migrate(&mut conn).map_err(|error| failed(error.to_string()))?;
    for name in &applied {
        println!("applied {name}");
    }
    println!("The database is up to date ({} applied).", applied.len());
    Ok(ExitCode::SUCCESS)
}
