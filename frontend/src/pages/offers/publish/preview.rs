//! What the board will show, while it is being typed.

use super::draft::OfferDraft;
use crate::i18n::{t, zone};
use crate::pages::offers::card::offer_face;
use shared::categories::DateKind;
use shared::ids::OfferId;
use shared::offers::{Offer, OfferStatus, Visibility};
use shared::organisations::OrganisationSummary;
use shared::sites::{Site, SiteSummary};
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`use_preview`].
#[derive(PartialEq)]
pub struct PreviewProps {
    /// The draft.
    pub draft: OfferDraft,
    /// Who gives.
    pub giver: OrganisationSummary,
    /// Where.
    pub site: Option<Site>,
}

/// The card of an offer that is not published yet.
#[hook]
pub fn use_preview(props: Rc<PreviewProps>) -> Html {
    html! {
        <aside class="publish-preview" aria-label={t!("publish.preview")}>
            <h2 class="preview-title">{ t!("publish.preview") }</h2>
            <div class="card offer-card">{ offer_face(&offer(&props)) }</div>
            <p class="muted">{ t!("publish.preview_hint") }</p>
        </aside>
    }
}

fn offer(props: &PreviewProps) -> Offer {
    let draft = &props.draft;
    let title = if draft.title.trim().is_empty() { t!("publish.preview_name").to_string() } else { draft.title.clone() };
    let mut windows: Vec<_> = draft.windows().filter_map(super::window::WindowDraft::build).collect();
    windows.sort_unstable();
    let now = zone::now();
    let date = |kind: DateKind| (draft.date_kind == kind).then(|| draft.date.parse().ok()).flatten();
    let total = draft.total().unwrap_or_default();
    Offer {
        id: OfferId(uuid::Uuid::nil()),
        organisation: props.giver.clone(),
        site: props.site.as_ref().map_or_else(nowhere, SiteSummary::from),
        category: String::new(),
        title,
        remarks: None,
        unit: draft.unit,
        grams_per_unit: draft.piece().unwrap_or_default(),
        total_grams: total,
        left_grams: total,
        temperature_class: draft.temperature,
        use_by: date(DateKind::UseBy),
        best_before: date(DateKind::BestBefore),
        best_before_checked_at: None,
        frozen_on: None,
        product_name: None,
        gtin: None,
        allergens: None,
        visibility: Visibility::default(),
        photo: None,
        details: None,
        first_until: None,
        lot_id: None,
        closes_at: windows.last().map_or(now, |window| window.ends_at),
        pickup_windows: windows,
        status: OfferStatus::Open,
        published_at: now,
        updated_at: now,
        distance_m: None,
        can_edit: false,
        version: 0,
    }
}

fn nowhere() -> SiteSummary {
    SiteSummary {
        id: shared::ids::SiteId(uuid::Uuid::nil()),
        name: String::new(),
        address: None,
        postcode: String::new(),
        commune: String::new(),
        position: None,
    }
}
