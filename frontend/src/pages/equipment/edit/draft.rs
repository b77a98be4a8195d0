//! What somebody types about an item to lend.

use crate::hooks::{Draft, checked_beside, optional};
use crate::i18n::number;
use shared::equipment::{Equipment, EquipmentKind, EquipmentPatch, NewEquipment, Requirement};
use shared::ids::SiteId;
use shared::problem::FieldError;
use shared::sites::Site;

/// The longest loan that is proposed, days.
const USUAL_DAYS: i64 = 14;

/// An item as text.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemDraft {
    /// Where it is.
    pub site: Option<SiteId>,
    /// What kind of thing it is.
    pub kind: Option<EquipmentKind>,
    /// What it is.
    pub name: String,
    /// What one should know of it.
    pub description: String,
    /// On which conditions it is lent.
    pub conditions: String,
    /// The deposit, as typed; empty for none.
    pub deposit: String,
    /// What a borrower must confirm.
    pub requirements: Vec<Requirement>,
    /// Whether the lender answers each request.
    pub needs_approval: bool,
    /// Gap after each loan, hours; empty for none.
    pub gap_hours: String,
    /// The longest loan, days.
    pub max_days: String,
}

impl ItemDraft {
    /// A new one, at the first of our sites.
    #[must_use]
    pub fn at(sites: &[Site]) -> Self {
        Self {
            site: sites.first().map(|site| site.id),
            kind: None,
            name: String::new(),
            description: String::new(),
            conditions: String::new(),
            deposit: String::new(),
            requirements: Vec::new(),
            needs_approval: true,
            gap_hours: String::new(),
            max_days: USUAL_DAYS.to_string(),
        }
    }

    /// The deposit in cents; `Err` where what was typed is no amount.
    fn cents(&self) -> Result<Option<i64>, ()> {
        let typed = self.deposit.trim().trim_end_matches('€').trim_start_matches('€').trim();
        if typed.is_empty() {
            return Ok(None);
        }
        number::parse_decimal(typed).map(|thousandths| Some(thousandths / 10)).ok_or(())
    }
}

impl From<&Equipment> for ItemDraft {
    fn from(item: &Equipment) -> Self {
        Self {
            site: Some(item.site.id),
            kind: Some(item.kind),
            name: item.name.clone(),
            description: item.description.clone().unwrap_or_default(),
            conditions: item.conditions.clone().unwrap_or_default(),
            deposit: item.deposit_cents.map(|cents| number::decimal(cents * 10).replace('\u{202f}', "")).unwrap_or_default(),
            requirements: item.requirements.clone(),
            needs_approval: item.needs_approval,
            gap_hours: if item.gap_hours == 0 { String::new() } else { item.gap_hours.to_string() },
            max_days: item.max_days.to_string(),
        }
    }
}

impl Draft for ItemDraft {
    type Wire = NewEquipment;

    fn build(&self) -> Result<NewEquipment, Vec<FieldError>> {
        let gap = if self.gap_hours.trim().is_empty() { Some(0) } else { number::parse_integer(&self.gap_hours) };
        let (deposit, days) = (self.cents(), number::parse_integer(&self.max_days));
        let errors = [
            ("/site_id", "required", self.site.is_none()),
            ("/kind", "required", self.kind.is_none()),
            ("/deposit_cents", "number", deposit.is_err()),
            ("/gap_hours", "number", gap.is_none()),
            ("/max_days", "number", days.is_none()),
        ];
        let errors = errors.into_iter().filter(|(_, _, wrong)| *wrong).map(|(at, code, _)| FieldError::new(at, code));
        let item = NewEquipment {
            site_id: self.site.unwrap_or(SiteId(uuid::Uuid::nil())),
            kind: self.kind.unwrap_or(EquipmentKind::Other),
            name: self.name.trim().to_owned(),
            description: optional(&self.description),
            conditions: optional(&self.conditions),
            deposit_cents: deposit.unwrap_or_default(),
            requirements: self.requirements.clone(),
            needs_approval: self.needs_approval,
            gap_hours: gap.unwrap_or_default(),
            max_days: days.unwrap_or(USUAL_DAYS),
        };
        checked_beside(errors.collect(), item)
    }
}

/// The changes between an item and what was typed over it.
#[must_use]
pub fn patch(typed: NewEquipment, before: &Equipment) -> EquipmentPatch {
    fn changed<T: PartialEq>(now: T, before: &T) -> Option<T> {
        (now != *before).then_some(now)
    }
    EquipmentPatch {
        site_id: changed(typed.site_id, &before.site.id),
        kind: changed(typed.kind, &before.kind),
        name: changed(typed.name, &before.name),
        description: changed(typed.description, &before.description),
        conditions: changed(typed.conditions, &before.conditions),
        deposit_cents: changed(typed.deposit_cents, &before.deposit_cents),
        requirements: changed(typed.requirements, &before.requirements),
        needs_approval: changed(typed.needs_approval, &before.needs_approval),
        gap_hours: changed(typed.gap_hours, &before.gap_hours),
        max_days: changed(typed.max_days, &before.max_days),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn van() -> ItemDraft {
        let site = Some(SiteId(uuid::Uuid::nil()));
        ItemDraft { site, kind: Some(EquipmentKind::Van), name: "Camionnette".to_owned(), ..ItemDraft::at(&[]) }
    }

    #[test]
    fn an_empty_draft_says_what_is_missing_once_a_field() {
        let mut pointers: Vec<_> = ItemDraft::at(&[]).build().unwrap_err().into_iter().map(|error| error.pointer).collect();
        pointers.sort_unstable();
        assert_eq!(pointers, ["/kind", "/name", "/site_id"]);
    }

    #[test]
    fn a_deposit_is_read_in_euros_and_sent_in_cents() {
        let with = |deposit: &str| ItemDraft { deposit: deposit.to_owned(), ..van() }.build();
        assert_eq!(with("150 €").unwrap().deposit_cents, Some(15_000));
        assert_eq!(with("12,50").unwrap().deposit_cents, Some(1_250));
        assert_eq!(with(" ").unwrap().deposit_cents, None);
        assert_eq!(with("beaucoup").unwrap_err()[0].pointer, "/deposit_cents");
        assert_eq!(with("0").unwrap_err()[0].pointer, "/deposit_cents");
    }

    #[test]
    fn no_gap_typed_is_no_gap() {
        assert_eq!(van().build().unwrap().gap_hours, 0);
        let long = ItemDraft { gap_hours: "200".to_owned(), ..van() };
        assert_eq!(long.build().unwrap_err()[0].pointer, "/gap_hours");
    }
}
