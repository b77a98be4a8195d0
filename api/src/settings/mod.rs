//! The installation's settings: `maillage.toml`, then `MAILLAGE_*`, then flags.

mod check;
mod load;
mod operations;

use crate::db::DatabaseUrl;
use chrono_tz::Tz;
use serde::Deserialize;
use shared::accounts::Locale;
use shared::geo::Position;
use shared::network::Tiles;
use std::net::SocketAddr;
use std::path::PathBuf;

pub use load::{Overrides, SettingsError};
pub use operations::{LimitSettings, MetricsSettings, NoNetwork, Proxies};

/// All settings. Each has a default with which a new installation works.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Address and port to listen on.
    pub listen: SocketAddr,
    /// `sqlite:path` or `postgres://…`.
    pub database: DatabaseUrl,
    /// Address under which people reach this installation, without a slash at the end: it goes into links of mails, and
    /// with `https` the refresh cookie is `Secure`.
    pub public_url: String,
    /// Name of the network.
    pub network_name: String,
    /// IANA time zone of display, use-by days and opening hours.
    pub time_zone: Tz,
    /// Language of a first visit that asks for none we have.
    pub default_locale: Locale,
    /// How maps start and where their tiles come from.
    pub map: MapSettings,
    /// How mails leave.
    pub mail: MailSettings,
    /// How SMS leave.
    pub sms: SmsSettings,
    /// Seconds for which a server that was told to stop still takes new requests, while `/readyz` says 503 already.
    pub stop_delay_s: u64,
    /// The proxies that may say for whom they speak.
    pub trusted_proxies: Proxies,
    /// How many requests one caller may make.
    pub limits: LimitSettings,
    /// Who may read `/metrics`.
    pub metrics: MetricsSettings,
    /// How long it is known who did what.
    pub audit: AuditSettings,
    /// How the hours of skills are counted.
    pub skills: SkillSettings,
    /// Age in days at which the key of access tokens is replaced.
    pub signing_key_days: u16,
    /// What is written to standard output, in `tracing`'s filter syntax.
    pub log: String,
    /// `text` for people, `json` for machines.
    pub log_format: LogFormat,
}

/// How maps start and where their tiles come from.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MapSettings {
    /// Degrees north of the centre.
    pub latitude: f64,
    /// Degrees east of the centre.
    pub longitude: f64,
    /// 0 the world, 19 a house.
    pub zoom: u8,
    /// Tile server's address with `{z}`, `{x}`, `{y}`; empty for none.
    pub tile_url: String,
    /// Whose map data it is, as text to show.
    pub tile_attribution: String,
}

/// How mails leave.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MailSettings {
    /// Sender.
    pub from: String,
    /// SMTP server, `smtps://user:password@host` or `smtp://host:25`; empty: mails are files in `folder`.
    pub smtp: String,
    /// Folder of the mails where no SMTP server is set.
    pub folder: PathBuf,
}

/// How SMS leave.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SmsSettings {
    /// Program that sends one SMS (see [`crate::events::sms`]); empty: nobody is written to by SMS.
    pub command: String,
}

impl SmsSettings {
    /// Whether SMS can be sent.
    #[must_use]
    pub const fn is_set(&self) -> bool {
        !self.command.is_empty()
    }
}

/// How long it is known who did what.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AuditSettings {
    /// Days after which an entry of the audit log is thrown away.
    pub keep_days: u16,
}

/// How the hours of skills are counted. They are no money, and no balance keeps anybody from being helped.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SkillSettings {
    /// Whether hours are counted between organisations at all.
    pub count_hours: bool,
    /// Beyond how many hours of balance, in either direction, a word is due.
    pub hours_warn_at: u16,
}

impl SkillSettings {
    /// [`Self::hours_warn_at`] in minutes.
    #[must_use]
    pub const fn warn_at_minutes(&self) -> i64 {
        self.hours_warn_at as i64 * 60
    }
}

/// How the log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            database: DatabaseUrl::default(),
            public_url: "http://127.0.0.1:8080".to_owned(),
            network_name: "Maillage Gironde".to_owned(),
            time_zone: chrono_tz::Europe::Paris,
            default_locale: Locale::French,
            map: MapSettings::default(),
            mail: MailSettings::default(),
            sms: SmsSettings::default(),
            stop_delay_s: 0,
            trusted_proxies: Proxies::default(),
            limits: LimitSettings::default(),
            metrics: MetricsSettings::default(),
            audit: AuditSettings::default(),
            skills: SkillSettings::default(),
            signing_key_days: 90,
            log: "info".to_owned(),
            log_format: LogFormat::Text,
        }
    }
}

impl Default for MapSettings {
    fn default() -> Self {
        Self { latitude: 44.84, longitude: -0.58, zoom: 9, tile_url: String::new(), tile_attribution: String::new() }
    }
}

impl Default for SkillSettings {
    fn default() -> Self {
        Self { count_hours: true, hours_warn_at: 40 }
    }
}

impl Default for AuditSettings {
    fn default() -> Self {
        Self { keep_days: 365 }
    }
}

impl Default for MailSettings {
    fn default() -> Self {
        Self { from: "Maillage <maillage@localhost>".to_owned(), smtp: String::new(), folder: PathBuf::from("mails") }
    }
}

impl Settings {
    /// Where a map starts.
    #[must_use]
    pub const fn map_centre(&self) -> Position {
        Position { latitude: self.map.latitude, longitude: self.map.longitude }
    }

    /// The tile server, if one is configured.
    #[must_use]
    pub fn tiles(&self) -> Option<Tiles> {
        let configured = !self.map.tile_url.is_empty();
        configured.then(|| Tiles { url: self.map.tile_url.clone(), attribution: self.map.tile_attribution.clone() })
    }

    /// Whether people reach this installation from this machine only, without a proxy.
    #[must_use]
    pub fn is_local(&self) -> bool {
        let host = self.public_url.split("://").nth(1).unwrap_or_default();
        let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
        ["127.0.0.1", "localhost", "[::1]"].contains(&name)
    }

    /// Whether people reach this installation by HTTPS.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}
