//! Versions of what people edit together: `ETag`, `If-Match`, `If-None-Match`.

use super::Error;
use super::page::link;
use actix_web::body::BoxBody;
use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest, HttpResponse, Responder};
use serde::Serialize;
use sha2::{Digest, Sha256};
use shared::page::Page;
use shared::problem::{Code, Problem};
use std::future::{Ready, ready};

/// Something whose version grows with each change.
pub trait Versioned {
    /// The version.
    fn version(&self) -> i64;
}

macro_rules! versioned {
    ($($type:ty),+) => { $(impl Versioned for $type { fn version(&self) -> i64 { self.version } })+ };
}

versioned!(
    shared::acceptance::Acceptance,
    shared::activity::WeeklyActivity,
    shared::organisations::Organisation,
    shared::sites::Site,
    shared::offers::Offer,
    shared::needs::Need,
    shared::claims::Claim,
    shared::equipment::Equipment,
    shared::equipment_needs::EquipmentNeed,
    shared::loans::Loan,
    shared::tours::Tour,
    shared::stock::Lot,
    shared::stock::Recall,
    shared::rounds::AllocationRound,
    shared::rounds::StandingRequest,
    shared::collection_rounds::CollectionRoute,
    shared::collection_rounds::CollectionRound,
    shared::skills::SkillListing,
    shared::skill_sessions::SkillSession,
    shared::recurring::RecurringSurplus,
    shared::reports::Report,
    shared::categories::Synonyms,
    shared::saved_searches::SavedSearch
);

impl Versioned for shared::conversations::MessagePage {
    /// What changes without a new message is part of it: what is read, and whether the conversation is open.
    fn version(&self) -> i64 {
        (self.version * 2 + i64::from(self.may_write)) * 1_000 + self.unread.min(999)
    }
}

impl Versioned for shared::rounds::Workbench {
    /// Its parts change without the round: what is left of its lots, what its recipients store and carry. So all of it counts.
    fn version(&self) -> i64 {
        let text = serde_json::to_vec(self).unwrap_or_default();
        Sha256::digest(&text).iter().take(7).fold(0, |sum, byte| (sum << 8) | i64::from(*byte))
    }
}

/// 200 with the ETag, or 304 when the caller has this version already.
#[derive(Debug)]
pub struct Tagged<T>(pub T);

fn tag(version: i64) -> String {
    format!("\"{version}\"")
}

impl<T: Serialize + Versioned> Responder for Tagged<T> {
    type Body = BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        answer(request, self.0, None)
    }
}

/// 200 with the ETag for `If-Match`, of what says more of the present than its version tells: nobody keeps the answer, and
/// no version of it is known already.
#[derive(Debug)]
pub struct TaggedNow<T>(pub T);

impl<T: Serialize + Versioned> Responder for TaggedNow<T> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let mut response = HttpResponse::Ok();
        response.insert_header((header::ETAG, tag(self.0.version())));
        response.insert_header((header::CACHE_CONTROL, "no-store"));
        response.json(self.0)
    }
}

/// As [`Tagged`], for a page of what belongs to one thing: with the next one's address in `Link`.
#[derive(Debug)]
pub struct TaggedPage<P>(pub P);

impl<P: Page + Serialize + Versioned> Responder for TaggedPage<P> {
    type Body = BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        let next = link(request, self.0.next_cursor());
        answer(request, self.0, next)
    }
}

fn answer(request: &HttpRequest, value: impl Serialize + Versioned, next: Option<String>) -> HttpResponse {
    let etag = tag(value.version());
    let known = request.headers().get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    // Weak comparison: a proxy that compresses marks the tag weak.
    let unchanged = known.is_some_and(|tags| tags.split(',').any(|one| one.trim().trim_start_matches("W/") == etag));
    let mut response = if unchanged { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    response.insert_header((header::ETAG, etag));
    response.insert_header((header::CACHE_CONTROL, "private, no-cache"));
    response.insert_header((header::VARY, "Authorization"));
    if let Some(next) = next {
        response.insert_header((header::LINK, next));
    }
    if unchanged { response.finish() } else { response.json(value) }
}

/// The version that the caller has seen. A write that needs it and comes without is 428.
#[derive(Clone, Copy, Debug)]
pub struct IfMatch(Option<i64>);

impl FromRequest for IfMatch {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let header = request.headers().get(header::IF_MATCH).map(|value| value.to_str().unwrap_or_default().trim());
        ready(match header {
            None => Err(Problem::of(Code::PreconditionRequired).into()),
            Some("*") => Ok(Self(None)),
            // A tag that is not ours matches nothing, not even what was never declared, whose version is 0.
            Some(text) => Ok(Self(Some(text.trim_start_matches("W/").trim_matches('"').parse().unwrap_or(-1)))),
        })
    }
}

impl IfMatch {
    /// Whatever the version is, as with `If-Match: *`: for what the program does by itself.
    pub const ANY: Self = Self(None);

    /// Refuses when the caller has seen another version than `current`.
    ///
    /// # Errors
    /// 412.
    pub fn check(self, current: i64) -> Result<(), Error> {
        if self.0.is_none_or(|seen| seen == current) { Ok(()) } else { Err(Problem::of(Code::PreconditionFailed).into()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;
    use proptest::prelude::*;

    fn check(header: &str, current: i64) -> Option<bool> {
        let request = TestRequest::default().insert_header((header::IF_MATCH, header)).to_http_request();
        let seen = IfMatch::from_request(&request, &mut Payload::None).into_inner().ok()?;
        Some(seen.check(current).is_ok())
    }

    proptest! {
        #[test]
        fn only_the_version_itself_or_a_star_matches(version in prop_oneof![Just(0), 1_i64..i64::MAX], text in "[ -~]*") {
            prop_assert_eq!(check(&tag(version), version), Some(true));
            prop_assert_eq!(check(&format!("W/{}", tag(version)), version), Some(true));
            prop_assert_eq!(check(&tag(version), version - 1), Some(false));
            let names_it = text.trim() == "*" || text.contains(&version.to_string());
            prop_assert!(names_it || check(&text, version) == Some(false));
        }
    }
}
