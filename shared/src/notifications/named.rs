//! What notifications are about, each by its name.

use crate::ids::{EquipmentNeedId, NeedId, OfferId, SiteId, SkillListingId};
use serde::{Deserialize, Serialize};

/// An offer by its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NamedOffer {
    /// Which.
    pub id: OfferId,
    /// What it was called.
    #[cfg_attr(feature = "openapi", schema(example = "Yaourts nature"))]
    pub title: String,
}

/// A need by its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NamedNeed {
    /// Which.
    pub id: NeedId,
    /// What it was called.
    #[cfg_attr(feature = "openapi", schema(example = "Produits laitiers"))]
    pub title: String,
}

/// A need of equipment by its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NamedEquipmentNeed {
    /// Which.
    pub id: EquipmentNeedId,
    /// What it was called.
    #[cfg_attr(feature = "openapi", schema(example = "Camionnette pour la collecte de samedi"))]
    pub title: String,
}

/// A skill that is offered or looked for by its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NamedSkill {
    /// Which.
    pub id: SkillListingId,
    /// What it was called.
    #[cfg_attr(feature = "openapi", schema(example = "Comptes annuels"))]
    pub title: String,
}

/// A site by its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NamedSite {
    /// Which.
    pub id: SiteId,
    /// What it was called.
    #[cfg_attr(feature = "openapi", schema(example = "Antenne de Coutras"))]
    pub name: String,
}
