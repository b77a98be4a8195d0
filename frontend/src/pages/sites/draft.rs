//! What somebody types about a site.

use crate::hooks::{Draft, checked, optional};
use crate::i18n::number;
use crate::pages::communes::ChosenCommune;
use shared::organisations::OrganisationKind;
use shared::problem::FieldError;
use shared::sites::{NewSite, Site, SiteKind, SitePatch, Storage, Transport, Weekday};

/// A site as text.
#[derive(Clone, PartialEq)]
pub struct SiteDraft {
    /// Name.
    pub name: String,
    /// What it is for.
    pub kind: SiteKind,
    /// Street and number.
    pub address: String,
    /// Its commune.
    pub commune: ChosenCommune,
    /// Postcode; left out where the commune has one alone.
    pub postcode: String,
    /// Telephone.
    pub phone: String,
    /// Opening hours in OpenStreetMap's syntax.
    pub opening_hours: String,
    /// Dry store, kg.
    pub ambient_kg: String,
    /// Refrigerated, kg.
    pub chilled_kg: String,
    /// Deep-frozen, kg.
    pub frozen_kg: String,
    /// How it fetches food.
    pub transport: Transport,
    /// Days on which it distributes.
    pub distribution_days: Vec<Weekday>,
    /// How far it goes, km.
    pub reach_km: String,
    /// Whether it leaves out the weekly counts; one entry: yes.
    pub is_silent: Vec<bool>,
}

impl SiteDraft {
    /// A new site of such an organisation.
    #[must_use]
    pub fn new(owner: OrganisationKind) -> Self {
        let draft = Self::default();
        Self { is_silent: usual(draft.kind, owner), ..draft }
    }

    /// It is for this, and counts people or not as such sites do, unless somebody has said otherwise.
    pub fn choose(&mut self, kind: SiteKind, owner: OrganisationKind) {
        if self.is_silent == usual(self.kind, owner) {
            self.is_silent = usual(kind, owner);
        }
        self.kind = kind;
    }
}

fn silent(declares_activity: bool) -> Vec<bool> {
    if declares_activity { Vec::new() } else { vec![true] }
}

/// What is said of a site for this where nobody has said anything.
fn usual(kind: SiteKind, owner: OrganisationKind) -> Vec<bool> {
    silent(kind.declares_activity(owner))
}

impl Default for SiteDraft {
    fn default() -> Self {
        Self {
            name: String::new(),
            kind: SiteKind::DistributionPoint,
            address: String::new(),
            commune: ChosenCommune::default(),
            postcode: String::new(),
            phone: String::new(),
            opening_hours: String::new(),
            ambient_kg: String::new(),
            chilled_kg: String::new(),
            frozen_kg: String::new(),
            transport: Transport::None,
            distribution_days: Vec::new(),
            reach_km: "30".to_owned(),
            is_silent: Vec::new(),
        }
    }
}

impl From<&Site> for SiteDraft {
    fn from(site: &Site) -> Self {
        let kg = |kg: i64| if kg == 0 { String::new() } else { kg.to_string() };
        Self {
            name: site.name.clone(),
            kind: site.kind,
            address: site.address.clone().unwrap_or_default(),
            commune: ChosenCommune::known(&site.commune, &site.insee_code),
            postcode: site.postcode.clone(),
            phone: site.phone.clone().unwrap_or_default(),
            opening_hours: site.opening_hours.clone().unwrap_or_default(),
            ambient_kg: kg(site.storage.ambient_kg),
            chilled_kg: kg(site.storage.chilled_kg),
            frozen_kg: kg(site.storage.frozen_kg),
            transport: site.transport,
            distribution_days: site.distribution_days.clone(),
            reach_km: site.reach_km.to_string(),
            is_silent: silent(site.declares_activity),
        }
    }
}

/// A whole number; nothing typed is 0. A wrong one is noted and stands as 0.
fn whole(text: &str, pointer: &str, errors: &mut Vec<FieldError>) -> i64 {
    if text.trim().is_empty() {
        return 0;
    }
    number::parse_integer(text).unwrap_or_else(|| {
        errors.push(FieldError::new(pointer, "number"));
        0
    })
}

impl Draft for SiteDraft {
    type Wire = NewSite;

    fn build(&self) -> Result<NewSite, Vec<FieldError>> {
        let mut errors = Vec::new();
        if self.commune.insee_code.is_none() {
            errors.push(FieldError::new("/insee_code", "commune"));
        }
        let storage = Storage {
            ambient_kg: whole(&self.ambient_kg, "/storage/ambient_kg", &mut errors),
            chilled_kg: whole(&self.chilled_kg, "/storage/chilled_kg", &mut errors),
            frozen_kg: whole(&self.frozen_kg, "/storage/frozen_kg", &mut errors),
        };
        let reach_km = whole(&self.reach_km, "/reach_km", &mut errors);
        let wire = checked(NewSite {
            name: self.name.trim().to_owned(),
            kind: self.kind,
            address: optional(&self.address),
            insee_code: self.commune.insee_code.clone().unwrap_or_default(),
            postcode: optional(&self.postcode),
            position: None,
            phone: optional(&self.phone),
            opening_hours: optional(&self.opening_hours),
            storage,
            transport: self.transport,
            distribution_days: self.distribution_days.clone(),
            reach_km,
            declares_activity: Some(self.is_silent.is_empty()),
        });
        match wire {
            Ok(wire) if errors.is_empty() => Ok(wire),
            Ok(_) => Err(errors),
            Err(limits) => {
                // What is noted already says more than "required" would.
                let known: Vec<String> = errors.iter().map(|error| error.pointer.clone()).collect();
                errors.extend(limits.into_iter().filter(|error| !known.contains(&error.pointer)));
                Err(errors)
            }
        }
    }
}

/// The change that makes a site what the form says. The position stays unless the commune changes.
pub fn patch(site: NewSite, before: &Site) -> SitePatch {
    let moved = site.insee_code != before.insee_code;
    SitePatch {
        name: Some(site.name),
        kind: Some(site.kind),
        address: Some(site.address),
        insee_code: moved.then_some(site.insee_code),
        postcode: site.postcode,
        position: None,
        phone: Some(site.phone),
        opening_hours: Some(site.opening_hours),
        storage: Some(site.storage),
        transport: Some(site.transport),
        distribution_days: Some(site.distribution_days),
        reach_km: Some(site.reach_km),
        declares_activity: site.declares_activity,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commune_must_be_chosen_and_numbers_must_be_numbers() {
        let draft = SiteDraft { name: "Antenne".into(), chilled_kg: "beaucoup".into(), ..SiteDraft::default() };
        let errors = draft.build().unwrap_err();
        let found: Vec<_> = errors.iter().map(|error| (error.pointer.as_str(), error.code.as_str())).collect();
        assert_eq!(found, [("/insee_code", "commune"), ("/storage/chilled_kg", "number")]);
    }

    #[test]
    fn nothing_typed_is_no_storage() {
        let commune = ChosenCommune::known("Coutras", "33138");
        let site = SiteDraft { name: "Antenne".into(), commune, ..SiteDraft::default() }.build().unwrap();
        assert_eq!(site.storage, Storage::default());
        assert_eq!(site.reach_km, 30);
    }

    #[test]
    fn a_site_counts_people_as_its_kind_does_until_somebody_says_otherwise() {
        let counts = |draft: &SiteDraft| draft.is_silent.is_empty();
        assert!(!counts(&SiteDraft::new(OrganisationKind::Donor)));
        let mut draft = SiteDraft::new(OrganisationKind::Association);
        assert!(counts(&draft));
        draft.choose(SiteKind::Office, OrganisationKind::Association);
        assert!(!counts(&draft));
        draft.is_silent.clear();
        draft.choose(SiteKind::Warehouse, OrganisationKind::Association);
        assert!(counts(&draft), "what somebody has said stays");
        draft.choose(SiteKind::Office, OrganisationKind::Association);
        let commune = ChosenCommune::known("Coutras", "33138");
        let site = SiteDraft { name: "Bureau".into(), commune, ..draft }.build().unwrap();
        assert_eq!((site.kind, site.declares_activity), (SiteKind::Office, Some(true)));
    }
}
