//! One row of the file, understood.

use super::text::{address, closed, percent_decoded};
use crate::imports::table::Row;
use shared::geo::Position;
use shared::sites::SiteKind;
use shared::text::fold;

/// A network whose sites we know how to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Network {
    RestosDuCoeur,
    CroixRouge,
}

impl Network {
    pub const ALL: [Self; 2] = [Self::RestosDuCoeur, Self::CroixRouge];

    /// Its word in the file, and the key of its organisation.
    pub const fn key(self) -> &'static str {
        match self {
            Self::RestosDuCoeur => "restos-du-coeur",
            Self::CroixRouge => "croix-rouge",
        }
    }

    /// The name of its organisation.
    pub const fn organisation(self) -> &'static str {
        match self {
            Self::RestosDuCoeur => "Restos du Cœur de Gironde",
            Self::CroixRouge => "Croix-Rouge française, délégation de Gironde",
        }
    }
}

/// A site as the file tells it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct FoundSite {
    pub line: u64,
    pub network: Network,
    /// The same in every edition of the file: network, activity and folded name.
    pub source_key: String,
    pub name: String,
    pub kind: SiteKind,
    pub street: Option<String>,
    /// What the file calls its commune.
    pub label: String,
    pub postcode: Option<String>,
    pub department: String,
    pub position: Option<Position>,
    pub is_closed: bool,
}

/// Reads a row.
pub(super) fn read(row: Row<'_>) -> Result<FoundSite, String> {
    let network = word(&Network::ALL, row.text("network"), |network| network.key())?;
    let kind = kind(row.text("activity"))?;
    let full_name = percent_decoded(row.text("name"));
    let name = closed(&full_name).unwrap_or(&full_name);
    let name_key = fold(name).replace(' ', "-");
    if name_key.is_empty() {
        return Err("no name".to_owned());
    }
    let found = address(row.text("address"));
    let city = percent_decoded(row.text("city"));
    let street = found.as_ref().map_or(row.text("address"), |address| address.street.as_str());
    Ok(FoundSite {
        line: row.line,
        network,
        source_key: format!("{}/{kind}/{name_key}", network.key()),
        name: name.replace("Restos du Coeur", "Restos du Cœur"),
        kind,
        street: Some(street.to_owned()).filter(|street| !street.is_empty()),
        label: found.as_ref().map_or(city, |address| address.city.clone()),
        postcode: found.map(|address| address.postcode),
        department: department(row.text("department"))?,
        position: position(row)?,
        is_closed: closed(&full_name).is_some(),
    })
}

fn word<T: Copy>(all: &[T], text: &str, name: impl Fn(T) -> &'static str) -> Result<T, String> {
    let found = all.iter().find(|one| name(**one) == text).copied();
    found.ok_or_else(|| format!("`{text}` is no network we know"))
}

fn kind(activity: &str) -> Result<SiteKind, String> {
    match fold(activity).as_str() {
        "food distribution" | "centre de distribution alimentaire" => Ok(SiteKind::DistributionPoint),
        "distribution de cheques" => Ok(SiteKind::VoucherPoint),
        "espace bebe maman" => Ok(SiteKind::BabySpace),
        "epicerie sociale" => Ok(SiteKind::SocialGrocery),
        _ => Err(format!("`{activity}` is no activity we know")),
    }
}

/// The code of a department, which one of the networks calls by its name.
fn department(text: &str) -> Result<String, String> {
    match fold(text).as_str() {
        "gironde" => Ok("33".to_owned()),
        code if (2..=3).contains(&code.len()) => Ok(code.to_uppercase()),
        _ => Err(format!("`{text}` is no department we know")),
    }
}

fn position(row: Row<'_>) -> Result<Option<Position>, String> {
    let Some((latitude, longitude)) = row.number("latitude")?.zip(row.number("longitude")?) else {
        return Ok(None);
    };
    let position = Position::new(latitude, longitude);
    position.map(Some).ok_or_else(|| format!("{latitude}, {longitude} is no place on the earth"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::imports::table::Table;

    fn read_one(fields: &str) -> Result<FoundSite, String> {
        let text = format!("network,name,activity,address,city,department,latitude,longitude\n{fields}\n");
        let table = Table::read(&text, &[]).unwrap();
        let row = table.rows().next().unwrap();
        read(row)
    }

    #[test]
    fn a_row_without_an_address_is_called_by_its_city() {
        let site =
            read_one("restos-du-coeur,Restos du Coeur Gu%C3%AEtres,food distribution,,Gu%C3%AEtres,Gironde,45.04,-0.18")
                .unwrap();
        assert_eq!(
            (site.name.as_str(), site.label.as_str(), site.department.as_str()),
            ("Restos du Cœur Guîtres", "Guîtres", "33")
        );
        assert_eq!(site.source_key, "restos-du-coeur/distribution_point/restos-du-coeur-guitres");
        assert_eq!((site.street, site.postcode), (None, None));
    }

    #[test]
    fn a_row_with_an_address_is_called_by_the_city_in_it() {
        let site = read_one("croix-rouge,FERMER - CD Merignac,Centre de Distribution Alimentaire,\"13, Avenue DU CHATEAU D'EAU   33700 MERIGNAC\",,33,,").unwrap();
        assert_eq!((site.label.as_str(), site.postcode.as_deref()), ("MERIGNAC", Some("33700")));
        assert_eq!(site.street.as_deref(), Some("13, Avenue DU CHATEAU D'EAU"));
        assert!(site.is_closed && site.name == "CD Merignac" && site.position.is_none());
    }

    #[test]
    fn two_activities_under_one_name_are_two_sites() {
        let vouchers = read_one("croix-rouge,Bègles,Distribution de chèques,,Bègles,33,,").unwrap();
        let baby = read_one("croix-rouge,Bègles,Espace bébé maman,,Bègles,33,,").unwrap();
        assert_ne!(vouchers.source_key, baby.source_key);
    }

    #[test]
    fn what_is_not_known_is_named() {
        assert_eq!(read_one("x,a,food distribution,,b,33,,").unwrap_err(), "`x` is no network we know");
        assert_eq!(read_one("croix-rouge,a,vestiaire,,b,33,,").unwrap_err(), "`vestiaire` is no activity we know");
        assert_eq!(
            read_one("croix-rouge,a,food distribution,,b,Nulle part,,").unwrap_err(),
            "`Nulle part` is no department we know"
        );
        assert_eq!(read_one("croix-rouge,%20,food distribution,,b,33,,").unwrap_err(), "no name");
        assert_eq!(read_one("croix-rouge,a,food distribution,,b,33,95,0").unwrap_err(), "95, 0 is no place on the earth");
    }
}
