//! One request: headers, body, log-in, and the answer or the reason why there is none.

use super::{Failure, kept, token};
use crate::json;
use gloo_net::http::{Method, Request, RequestBuilder, Response};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use shared::problem::Problem;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

const UNAUTHENTICATED: u16 = 401;

/// What a request does.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
enum Verb {
    Get,
    Post,
    Put,
    Patch,
    Delete,
}

impl From<Verb> for Method {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::Get => Self::GET,
            Verb::Post => Self::POST,
            Verb::Put => Self::PUT,
            Verb::Patch => Self::PATCH,
            Verb::Delete => Self::DELETE,
        }
    }
}

/// A request to be sent, now or when the network is back: it can be written down.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Call {
    verb: Verb,
    address: String,
    body: Option<String>,
    if_match: Option<i64>,
    key: Option<String>,
    anonymous: bool,
}

impl Call {
    fn new(verb: Verb, path: &str) -> Self {
        Self { verb, address: path.to_owned(), body: None, if_match: None, key: None, anonymous: false }
    }

    /// Reads.
    #[must_use]
    pub fn get(path: &str) -> Self {
        Self::new(Verb::Get, path)
    }

    /// Reads with a query; members that are `None` are left out.
    #[must_use]
    pub fn get_with(path: &str, query: &impl Serialize) -> Self {
        let query = serde_urlencoded::to_string(query).unwrap_or_default();
        let address = if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") };
        Self::new(Verb::Get, &address)
    }

    /// Creates, or takes a step.
    #[must_use]
    pub fn post(path: &str) -> Self {
        Self::new(Verb::Post, path)
    }

    /// Replaces.
    #[must_use]
    pub fn put(path: &str) -> Self {
        Self::new(Verb::Put, path)
    }

    /// Changes a part.
    #[must_use]
    pub fn patch(path: &str) -> Self {
        Self::new(Verb::Patch, path)
    }

    /// Deletes.
    #[must_use]
    pub fn delete(path: &str) -> Self {
        Self::new(Verb::Delete, path)
    }

    /// With this body.
    #[must_use]
    pub fn json(mut self, body: &impl Serialize) -> Self {
        // Wire types have text keys and no failing serialisers, the only reasons for an error.
        self.body = json::write(body);
        self
    }

    /// Only if nobody has changed it since this version (else 412).
    #[must_use]
    pub fn if_match(mut self, version: i64) -> Self {
        self.if_match = Some(version);
        self
    }

    /// Has one effect, however often it is sent.
    #[must_use]
    pub fn once(self) -> Self {
        self.once_as(uuid::Uuid::new_v4().to_string())
    }

    /// Has one effect with all other requests of this key and body.
    #[must_use]
    pub fn once_as(mut self, key: String) -> Self {
        self.key = Some(key);
        self
    }

    /// The key of [`Self::once`].
    #[must_use]
    pub fn key(&self) -> Option<&str> {
        self.key.as_deref()
    }

    /// Without log-in, and without trying to refresh it.
    #[must_use]
    pub fn anonymous(mut self) -> Self {
        self.anonymous = true;
        self
    }

    /// Sends and reads the answer.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn fetch<T: DeserializeOwned>(self) -> Result<T, Failure> {
        let text = self.send().await?;
        json::read(&text).map_err(|_| Failure::Unreadable)
    }

    /// Sends; success is all that matters.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn done(self) -> Result<(), Failure> {
        self.send().await.map(|_| ())
    }

    /// Sends and hands over the answer as it is.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn text(self) -> Result<String, Failure> {
        self.send().await
    }

    /// Sends and hands over the answer as a file of the kind that the server says it is.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn file(self) -> Result<Blob, Failure> {
        let response = self.answered().await?;
        if !response.ok() {
            let text = response.text().await.map_err(|_| Failure::Offline)?;
            return Err(failure(&text));
        }
        let body = web_sys::Response::from(response).blob().map_err(|_| Failure::Unreadable)?;
        let file = JsFuture::from(body).await.map_err(|_| Failure::Offline)?;
        file.dyn_into().map_err(|_| Failure::Unreadable)
    }

    async fn send(self) -> Result<String, Failure> {
        let response = self.answered().await?;
        let kept_at = response.headers().get(kept::HEADER);
        let text = response.text().await.map_err(|_| Failure::Offline)?;
        // Last of all before the answer is handed on: who awaits it sees what is noted here.
        kept::note(kept_at);
        if response.ok() { Ok(text) } else { Err(failure(&text)) }
    }

    /// The answer; where the access token was too old, that to a second try with a new one.
    async fn answered(&self) -> Result<Response, Failure> {
        let response = self.attempt().await?;
        if response.status() == UNAUTHENTICATED && !self.anonymous && token::refresh().await? {
            return self.attempt().await;
        }
        Ok(response)
    }

    async fn attempt(&self) -> Result<Response, Failure> {
        let first = self.request()?.send().await;
        match first {
            Ok(response) => Ok(response),
            // The answer may have been lost after the effect: the key makes a second try harmless.
            Err(_) if self.key.is_some() => self.request()?.send().await.map_err(|_| Failure::Offline),
            Err(_) => Err(Failure::Offline),
        }
    }

    fn request(&self) -> Result<Request, Failure> {
        let mut request = RequestBuilder::new(&self.address).method(self.verb.into()).header("Accept", "application/json");
        if let Some(token) = token::access().filter(|_| !self.anonymous) {
            request = request.header("Authorization", &format!("Bearer {token}"));
        }
        if let Some(version) = self.if_match {
            request = request.header("If-Match", &format!("\"{version}\""));
        }
        if let Some(key) = &self.key {
            request = request.header("Idempotency-Key", key);
        }
        match &self.body {
            Some(body) => request.header("Content-Type", "application/json").body(body),
            None => request.build(),
        }
        .map_err(|_| Failure::Unreadable)
    }
}

/// What the server said against a request.
pub(super) fn failure(text: &str) -> Failure {
    json::read::<Problem>(text).map_or(Failure::Unreadable, Failure::from)
}
