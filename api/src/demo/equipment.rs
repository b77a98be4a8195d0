//! What the demonstration's organisations lend each other, who has it, and what they look for.

use super::cast::{Cast, Part};
use super::play::at;
use super::script;
use crate::http::{Cx, Error};
use crate::{equipment, equipment_needs, loans, sites};
use serde::Deserialize;
use shared::equipment::{Equipment, EquipmentKind, NewEquipment, Requirement};
use shared::equipment_needs::NewEquipmentNeed;
use shared::ids::SiteId;
use shared::loans::{Handling, ItemCondition, LoanState, NewLoan};
use shared::time::{HOUR, UtcMillis};

/// Everything that is lent and looked for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lending {
    pub equipment: Vec<Lent>,
    pub needs: Vec<Needed>,
}

/// Something that is looked for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Needed {
    /// Keys of organisation and site.
    pub site: String,
    kind: EquipmentKind,
    title: String,
    description: Option<String>,
    #[serde(default)]
    urgent: bool,
    published_hours_ago: i64,
    /// Hours from now.
    starts_in: i64,
    ends_in: i64,
}

/// An item and its loans.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lent {
    /// Keys of organisation and site.
    pub site: String,
    item: Item,
    #[serde(default)]
    pub loans: Vec<Loaned>,
}

/// What the API takes, without the site.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Item {
    kind: EquipmentKind,
    name: String,
    description: Option<String>,
    conditions: Option<String>,
    deposit_cents: Option<i64>,
    #[serde(default)]
    requirements: Vec<Requirement>,
    needs_approval: Option<bool>,
    #[serde(default)]
    gap_hours: i64,
    max_days: Option<i64>,
}

/// A loan and how far it has come.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Loaned {
    /// Keys of the borrower and a site of its.
    pub borrower: String,
    purpose: String,
    asked_hours_ago: i64,
    /// Hours from now.
    starts_in: i64,
    ends_in: i64,
    state: LoanState,
    condition: Option<ItemCondition>,
    note: Option<String>,
}

/// Adds an item and lives its loans. Nothing happens where somebody has closed the site.
pub(super) fn lend(cx: &mut Cx<'_>, cast: &Cast, lent: &Lent) -> Result<(), Error> {
    let Some(lender) = cast.part(&lent.site) else {
        return Ok(());
    };
    let longest = lent.loans.iter().map(|loan| loan.asked_hours_ago).max().unwrap_or_default();
    let new = lent.at(lender.site);
    let item = at(cx, longest + 24, |cx| equipment::store::create(cx, lender.actor, &new))?;
    for loaned in &lent.loans {
        if let Some(borrower) = cast.part(&loaned.borrower) {
            play(cx, lender, borrower, &item, loaned)?;
        }
    }
    Ok(())
}

/// Publishes a need. Nothing happens where somebody has closed the site.
pub(super) fn look_for(cx: &mut Cx<'_>, cast: &Cast, needed: &Needed) -> Result<(), Error> {
    let Some(taker) = cast.part(&needed.site) else {
        return Ok(());
    };
    let new = needed.at(taker.site, cx.now);
    at(cx, needed.published_hours_ago, |cx| equipment_needs::store::publish(cx, taker.actor, &new))?;
    Ok(())
}

impl Needed {
    fn at(&self, site_id: SiteId, now: UtcMillis) -> NewEquipmentNeed {
        NewEquipmentNeed {
            site_id,
            kind: self.kind,
            title: self.title.clone(),
            description: self.description.clone(),
            starts_at: now.plus(self.starts_in * HOUR),
            ends_at: now.plus(self.ends_in * HOUR),
            urgent: self.urgent,
        }
    }
}

impl Lent {
    fn at(&self, site_id: SiteId) -> NewEquipment {
        let item = &self.item;
        NewEquipment {
            site_id,
            kind: item.kind,
            name: item.name.clone(),
            description: item.description.clone(),
            conditions: item.conditions.clone(),
            deposit_cents: item.deposit_cents,
            requirements: item.requirements.clone(),
            needs_approval: item.needs_approval.unwrap_or(true),
            gap_hours: item.gap_hours,
            max_days: item.max_days.unwrap_or(14),
        }
    }
}

fn play(cx: &mut Cx<'_>, lender: Part<'_>, borrower: Part<'_>, item: &Equipment, loaned: &Loaned) -> Result<(), Error> {
    let organisation_id = sites::store::find(cx, borrower.actor, borrower.site)?.organisation.id;
    let new = NewLoan {
        equipment_id: item.id,
        organisation_id,
        starts_at: cx.now.plus(loaned.starts_in * HOUR),
        ends_at: cx.now.plus(loaned.ends_in * HOUR),
        purpose: loaned.purpose.clone(),
        confirmed: item.requirements.clone(),
        answers: Vec::new(),
        equipment_need_id: None,
    };
    let loan = at(cx, loaned.asked_hours_ago, |cx| loans::store::create(cx, borrower.actor, &new))?;
    if loaned.state == LoanState::Requested {
        return Ok(());
    }
    if loan.state == LoanState::Requested {
        at(cx, loaned.asked_hours_ago - 2, |cx| loans::store::accept(cx, lender.actor, loan.id))?;
    }
    let good = Handling { condition: ItemCondition::Good, note: None, lendable: None };
    if matches!(loaned.state, LoanState::Out | LoanState::Returned) {
        at(cx, -loaned.starts_in, |cx| loans::store::hand_out(cx, lender.actor, loan.id, &good))?;
    }
    if loaned.state == LoanState::Returned {
        let condition = loaned.condition.unwrap_or(ItemCondition::Good);
        let back = Handling { condition, note: loaned.note.clone(), lendable: Some(true) };
        at(cx, -loaned.ends_in, |cx| loans::store::take_back(cx, lender.actor, loan.id, &back))?;
    }
    Ok(())
}

/// Reads what is lent and looked for.
pub(super) fn lending() -> Result<Lending, Error> {
    script::read(include_str!("equipment.toml"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use garde::Validate;
    use uuid::Uuid;

    #[test]
    fn every_item_is_one_that_the_api_would_take_of_a_known_site() {
        let network = script::network().unwrap();
        let known = |keys: &str| {
            let (member, site) = keys.split_once('/').unwrap();
            network.organisations[member].sites.contains_key(site)
        };
        for lent in &lending().unwrap().equipment {
            assert!(known(&lent.site) && lent.loans.iter().all(|loan| known(&loan.borrower)), "{}", lent.item.name);
            lent.at(SiteId(Uuid::nil())).validate().unwrap();
        }
        for needed in &lending().unwrap().needs {
            assert!(known(&needed.site), "{}", needed.title);
            needed.at(SiteId(Uuid::nil()), UtcMillis(0)).validate().unwrap();
        }
    }
}
