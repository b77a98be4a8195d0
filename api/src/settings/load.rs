//! Where settings come from, and how a wrong one is named.

use super::{Settings, check};
use crate::db::DatabaseUrl;
use figment::error::Kind;
use figment::providers::{Format, Toml};
use figment::value::{Dict, Map, Value};
use figment::{Figment, Metadata, Profile, Provider, Source};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// What the command line says over file and environment.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    /// The settings file; must exist when it is named.
    pub config: Option<PathBuf>,
    /// Address to listen on.
    pub listen: Option<SocketAddr>,
    /// Database.
    pub database: Option<DatabaseUrl>,
}

/// A setting is wrong; the text names it and its source.
#[derive(Debug, PartialEq, Eq)]
pub struct SettingsError(String);

impl std::fmt::Display for SettingsError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for SettingsError {}

/// Read where no file is named and this one exists.
const DEFAULT_FILE: &str = "maillage.toml";
const PREFIX: &str = "MAILLAGE_";
/// Names the settings file.
const CONFIG_VARIABLE: &str = "MAILLAGE_CONFIG";
/// Variables that speak to our tools and tests and not to the server.
const TOOL_VARIABLES: [&str; 5] =
    [CONFIG_VARIABLE, "MAILLAGE_BIN", "MAILLAGE_NODE_MODULES", "MAILLAGE_DATA", "MAILLAGE_WEB_TOOLCHAIN"];
const TOOL_PREFIX: &str = "MAILLAGE_TEST_";

impl Settings {
    /// The settings of this process: the file, then the variables `MAILLAGE_*` (a section and its member are joined by
    /// two underscores: `MAILLAGE_MAIL__SMTP`), then `overrides`; defaults for the rest.
    ///
    /// # Errors
    /// When a setting is unknown or wrong, or a named file cannot be read.
    pub fn load(
        overrides: &Overrides,
        environment: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, SettingsError> {
        let variables: Vec<(String, String)> =
            environment.into_iter().filter(|(name, _)| name.starts_with(PREFIX)).collect();
        let named = variables.iter().find(|(name, _)| name == CONFIG_VARIABLE).map(|(_, path)| PathBuf::from(path));
        let file = file_to_read(overrides.config.clone().or(named))?;
        let from_file = file.map_or_else(Figment::new, |path| Figment::from(Toml::file_exact(path)));
        let sources = from_file.merge(Environment(variables));
        let mut settings: Self = sources.extract().map_err(|error| explain(&sources, &error))?;
        check::first_mistake(&settings).map_or(Ok(()), |(key, why)| Err(mistake(&sources, key, &why)))?;
        settings.listen = overrides.listen.unwrap_or(settings.listen);
        settings.database = overrides.database.clone().unwrap_or(settings.database);
        Ok(settings)
    }
}

fn file_to_read(named: Option<PathBuf>) -> Result<Option<PathBuf>, SettingsError> {
    match named {
        Some(path) if path.is_file() => Ok(Some(path)),
        Some(path) => Err(SettingsError(format!("the settings file {} does not exist", path.display()))),
        None => Ok(Some(PathBuf::from(DEFAULT_FILE)).filter(|path| path.is_file())),
    }
}

/// The variables, as a source of settings. Not figment's own, which reads the process's environment, so that tests need
/// not change it.
struct Environment(Vec<(String, String)>);

impl Provider for Environment {
    fn metadata(&self) -> Metadata {
        Metadata::named("environment")
    }

    fn data(&self) -> Result<Map<Profile, Dict>, figment::Error> {
        let is_setting = |name: &str| !TOOL_VARIABLES.contains(&name) && !name.starts_with(TOOL_PREFIX);
        let settings = self.0.iter().filter(|(name, _)| is_setting(name));
        let dict = settings.fold(Dict::new(), |mut dict, (name, text)| {
            let key = name.strip_prefix(PREFIX).unwrap_or(name).to_lowercase();
            insert(&mut dict, &key, value_of(text));
            dict
        });
        Ok(Profile::Default.collect(dict))
    }
}

fn insert(dict: &mut Dict, key: &str, value: Value) {
    let Some((section, rest)) = key.split_once("__") else {
        dict.insert(key.to_owned(), value);
        return;
    };
    let below = dict.entry(section.to_owned()).or_insert_with(|| Value::from(Dict::new()));
    if let Value::Dict(_, members) = below {
        insert(members, rest, value);
    }
}

/// Numbers where the text is one, else the text as it is: no quotes or brackets to escape in a variable.
fn value_of(text: &str) -> Value {
    match (text.parse::<i64>(), text.parse::<f64>()) {
        (Ok(whole), _) => Value::from(whole),
        (_, Ok(number)) if number.is_finite() => Value::from(number),
        _ => Value::from(text),
    }
}

/// figment's first failure in our words.
fn explain(sources: &Figment, error: &figment::Error) -> SettingsError {
    let key = error.path.join(".");
    match &error.kind {
        Kind::UnknownField(_, known) => mistake(sources, &key, &format!("unknown; known are {}", known.join(", "))),
        // The file itself could not be read as TOML: the failure has no key.
        kind if key.is_empty() => SettingsError(format!("the settings cannot be read: {kind}")),
        kind => mistake(sources, &key, &kind.to_string()),
    }
}

fn mistake(sources: &Figment, key: &str, why: &str) -> SettingsError {
    let source = match sources.find_metadata(key) {
        Some(Metadata { source: Some(Source::File(path)), .. }) => file_name(path),
        Some(_) => format!("environment variable {PREFIX}{}", key.replace('.', "__").to_uppercase()),
        None => "default".to_owned(),
    };
    SettingsError(format!("setting `{key}` ({source}): {why}"))
}

fn file_name(path: &Path) -> String {
    format!("file {}", path.display())
}

#[cfg(test)]
mod tests {
    use super::*;
    use figment::util::nest;

    const EXAMPLE: &str = include_str!("../../../maillage.example.toml");

    fn variables(list: &[(&str, &str)]) -> Vec<(String, String)> {
        list.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    }

    fn refusal(list: &[(&str, &str)]) -> String {
        Settings::load(&Overrides::default(), variables(list)).unwrap_err().to_string()
    }

    #[test]
    fn the_example_has_every_setting_with_its_default() {
        let sources = Figment::from(Toml::string(EXAMPLE));
        let settings: Settings = sources.extract().unwrap();
        assert_eq!(format!("{settings:?}"), format!("{:?}", Settings::default()));
        for section in ["", "map.", "mail.", "limits.", "metrics.", "skills."] {
            let probe = nest(&format!("{section}no_such_setting"), Value::from(1));
            let probe = probe.into_dict().unwrap();
            let error = Figment::from(figment::providers::Serialized::defaults(probe)).extract::<Settings>().unwrap_err();
            let Kind::UnknownField(_, known) = error.kind else { panic!("{error}") };
            for key in known {
                assert!(sources.find_value(&format!("{section}{key}")).is_ok(), "{section}{key} is not in the example");
            }
        }
    }

    #[test]
    fn flags_beat_variables_and_variables_beat_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let config = folder.path().join("a.toml");
        std::fs::write(&config, "network_name = \"File\"\nlisten = \"127.0.0.1:1\"\n[mail]\nfolder = \"a\"\n").unwrap();
        let overrides = Overrides { config: Some(config), listen: Some(([127, 0, 0, 1], 3).into()), ..Overrides::default() };
        let variables = variables(&[
            ("MAILLAGE_LISTEN", "127.0.0.1:2"),
            ("MAILLAGE_MAIL__FROM", "a@b.org"),
            ("MAILLAGE_MAP__ZOOM", "7"),
        ]);
        let settings = Settings::load(&overrides, variables).unwrap();
        assert_eq!((settings.network_name.as_str(), settings.listen.port(), settings.map.zoom), ("File", 3, 7));
        assert_eq!((settings.mail.from.as_str(), settings.mail.folder.to_str()), ("a@b.org", Some("a")));
    }

    #[test]
    fn a_wrong_setting_names_itself_and_its_source() {
        let folder = tempfile::tempdir().unwrap();
        let config = folder.path().join("a.toml");
        std::fs::write(&config, "[map]\nzoom = 40\n").unwrap();
        let path = config.display().to_string();
        let overrides = Overrides { config: Some(config), ..Overrides::default() };
        let refused = Settings::load(&overrides, Vec::new()).unwrap_err().to_string();
        assert_eq!(refused, format!("setting `map.zoom` (file {path}): must be 0 to 19"));
        let unknown = refusal(&[("MAILLAGE_MAIL__SMPT", "smtp://a")]);
        assert!(unknown.starts_with("setting `mail.smpt` (environment variable MAILLAGE_MAIL__SMPT): unknown"), "{unknown}");
        let database = refusal(&[("MAILLAGE_DATABASE", "mysql://a")]);
        assert!(database.starts_with("setting `database` (environment variable MAILLAGE_DATABASE): "), "{database}");
    }

    #[test]
    fn a_file_that_is_named_must_exist_and_tools_have_their_own_variables() {
        let missing = refusal(&[("MAILLAGE_CONFIG", "no/such/file.toml")]);
        assert_eq!(missing, "the settings file no/such/file.toml does not exist");
        let tools = variables(&[("MAILLAGE_TEST_POSTGRES", "postgres://x"), ("MAILLAGE_DATA", "y"), ("MAILLAGE_BIN", "z")]);
        assert!(Settings::load(&Overrides::default(), tools).is_ok());
    }
}
