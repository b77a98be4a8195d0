//! In which language somebody reads what the server writes.

use actix_web::dev::Payload;
use actix_web::http::header::{AcceptLanguage, Header as _};
use actix_web::{FromRequest, HttpRequest};
use shared::accounts::Locale;
use std::convert::Infallible;
use std::future::{Ready, ready};

/// The first language of the browser's that we speak, else French.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Language(pub Locale);

impl Language {
    /// That of a request.
    #[must_use]
    pub fn of(request: &HttpRequest) -> Self {
        let wishes = AcceptLanguage::parse(request).map(|wishes| wishes.ranked()).unwrap_or_default();
        let spoken = wishes.iter().find_map(|wish| wish.item()?.primary_language().parse().ok());
        Self(spoken.unwrap_or(Locale::French))
    }
}

impl FromRequest for Language {
    type Error = Infallible;
    type Future = Ready<Result<Self, Self::Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self::of(request)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::header::ACCEPT_LANGUAGE;
    use actix_web::test::TestRequest;

    #[test]
    fn the_first_language_that_we_speak_is_spoken() {
        let of = |wishes: &str| {
            Language::of(&TestRequest::default().insert_header((ACCEPT_LANGUAGE, wishes)).to_http_request()).0
        };
        assert_eq!(of("de, en-GB;q=0.8, fr;q=0.5"), Locale::English);
        assert_eq!(of("fr-FR, en;q=0.9"), Locale::French);
        assert_eq!(of("de"), Locale::French);
        assert_eq!(Language::of(&TestRequest::default().to_http_request()).0, Locale::French);
    }
}
