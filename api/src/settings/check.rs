//! What a setting may be, where its type alone does not tell.

use super::Settings;
use lettre::SmtpTransport;
use lettre::message::Mailbox;
use shared::geo::Position;
use tracing_subscriber::EnvFilter;

/// The first setting that is wrong, and why.
pub(super) fn first_mistake(settings: &Settings) -> Option<(&'static str, String)> {
    let Settings { public_url, network_name, map, mail, log, signing_key_days, .. } = settings;
    let checks = [
        ("public_url", web_address(public_url)),
        ("network_name", require(!network_name.trim().is_empty(), "must not be empty")),
        ("signing_key_days", require(*signing_key_days > 0, "must be at least 1")),
        ("map.latitude", require(Position::new(map.latitude, 0.0).is_some(), "must be -90 to 90")),
        ("map.longitude", require(Position::new(0.0, map.longitude).is_some(), "must be -180 to 180")),
        ("map.zoom", require(map.zoom <= 19, "must be 0 to 19")),
        ("map.tile_url", tile_address(&map.tile_url)),
        ("mail.from", mail.from.parse::<Mailbox>().map(drop).map_err(|error| error.to_string())),
        ("mail.smtp", smtp_server(&mail.smtp)),
        ("mail.folder", require(!mail.folder.as_os_str().is_empty(), "must not be empty")),
        ("audit.keep_days", require((30..=3_650).contains(&settings.audit.keep_days), "must be 30 to 3650")),
        ("log", EnvFilter::try_new(log).map(drop).map_err(|error| error.to_string())),
    ];
    checks.into_iter().find_map(|(key, outcome)| Some((key, outcome.err()?)))
}

fn require(holds: bool, otherwise: &str) -> Result<(), String> {
    if holds { Ok(()) } else { Err(otherwise.to_owned()) }
}

fn web_address(text: &str) -> Result<(), String> {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let host = host.ok_or_else(|| "must begin with http:// or https://".to_owned())?;
    let fits = !host.is_empty() && !host.contains(|c: char| c == '/' || c == '?' || c == '#' || c.is_whitespace());
    require(fits, "must be a host and perhaps a port, without a path and without a slash at the end")
}

fn tile_address(text: &str) -> Result<(), String> {
    if text.is_empty() {
        return Ok(());
    }
    let of_the_web = text.starts_with("https://") || text.starts_with("http://");
    require(of_the_web, "must begin with http:// or https://, or be empty for no tiles")?;
    let complete = ["{z}", "{x}", "{y}"].iter().all(|part| text.contains(part));
    require(complete, "must contain {z}, {x} and {y}")
}

fn smtp_server(text: &str) -> Result<(), String> {
    if text.is_empty() {
        return Ok(());
    }
    // Not lettre's own words alone: they say nothing of the setting's form, and must not repeat the password.
    SmtpTransport::from_url(text)
        .map(drop)
        .map_err(|_| "must be smtp://host:port or smtps://user:password@host, or be empty for files in a folder".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    type Change = fn(&mut Settings);

    #[test]
    fn the_defaults_are_right() {
        assert_eq!(first_mistake(&Settings::default()), None);
    }

    #[test]
    fn each_wrong_value_is_found() {
        let mistakes: [(&str, Change); 14] = [
            ("public_url", |s| s.public_url = "maillage.example.org".to_owned()),
            ("public_url", |s| s.public_url = "https://maillage.example.org/".to_owned()),
            ("network_name", |s| s.network_name = "  ".to_owned()),
            ("signing_key_days", |s| s.signing_key_days = 0),
            ("map.latitude", |s| s.map.latitude = 91.0),
            ("map.longitude", |s| s.map.longitude = f64::NAN),
            ("map.zoom", |s| s.map.zoom = 20),
            ("map.tile_url", |s| s.map.tile_url = "https://tiles.example.org/{z}/{x}.png".to_owned()),
            ("map.tile_url", |s| s.map.tile_url = "tiles/{z}/{x}/{y}.png".to_owned()),
            ("mail.from", |s| s.mail.from = "nobody".to_owned()),
            ("mail.smtp", |s| s.mail.smtp = "mail.example.org:25".to_owned()),
            ("mail.folder", |s| s.mail.folder = std::path::PathBuf::new()),
            ("audit.keep_days", |s| s.audit.keep_days = 29),
            ("log", |s| s.log = "api=loud".to_owned()),
        ];
        for (key, change) in mistakes {
            let mut settings = Settings::default();
            change(&mut settings);
            assert_eq!(first_mistake(&settings).map(|(found, _)| found), Some(key));
        }
    }

    #[test]
    fn a_tile_server_and_a_mail_server_are_taken() {
        let mut settings = Settings::default();
        settings.map.tile_url = "https://tiles.example.org/{z}/{x}/{y}.png".to_owned();
        settings.mail.smtp = "smtp://127.0.0.1:2525".to_owned();
        assert_eq!(first_mistake(&settings), None);
    }
}
