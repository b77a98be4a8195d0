//! People who call the server over HTTP.

use api::http::State;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Method, RequestBuilder};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use shared::ids::{SessionId, UserId};
use shared::problem::{Code, FieldError, Problem};
use std::collections::BTreeSet;

/// Somebody who calls the server.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    base: String,
    who: Option<(State, UserId)>,
    headers: HeaderMap,
}

impl Client {
    pub(crate) fn new(http: reqwest::Client, base: String, who: Option<(State, UserId)>) -> Self {
        Self { http, base, who, headers: HeaderMap::new() }
    }

    /// The same caller, who has seen this version.
    #[must_use]
    pub fn with_if_match(&self, version: i64) -> Self {
        self.with_header("if-match", &format!("\"{version}\""))
    }

    /// The same caller, whose write happens once however often it is sent.
    #[must_use]
    pub fn with_idempotency_key(&self, key: &str) -> Self {
        self.with_header("idempotency-key", key)
    }

    /// The same caller with an access token from an answer.
    #[must_use]
    pub fn with_token(&self, token: &str) -> Self {
        self.with_header("authorization", &format!("Bearer {token}"))
    }

    /// The same caller with another header.
    #[must_use]
    pub fn with_header(&self, name: &str, value: &str) -> Self {
        let mut client = self.clone();
        let name: HeaderName = name.parse().expect("a header's name");
        client.headers.insert(name, HeaderValue::from_str(value).expect("a header's value"));
        client
    }

    /// Who calls, where somebody is logged in.
    ///
    /// # Panics
    /// For somebody without an account.
    #[must_use]
    pub fn user_id(&self) -> UserId {
        self.who.as_ref().expect("somebody who is logged in").1
    }

    /// Reads.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path)).await
    }

    /// Reads with a query, of which empty members are left out.
    pub async fn get_with(&self, path: &str, query: &impl Serialize) -> Answer {
        self.get(&with_query(path, query)).await
    }

    /// Opens an answer that goes on: its head has come, its body comes bit by bit.
    pub async fn watch(&self, path: &str) -> reqwest::Response {
        self.request(Method::GET, path).send().await.unwrap_or_else(|error| panic!("{path}: {error:?}"))
    }

    /// Sends `body`.
    pub async fn post(&self, path: &str, body: &impl Serialize) -> Answer {
        self.send(self.request(Method::POST, path).json(body)).await
    }

    /// Does something that needs no body.
    pub async fn act(&self, path: &str) -> Answer {
        self.send(self.request(Method::POST, path)).await
    }

    /// Changes what is there.
    pub async fn patch(&self, path: &str, body: &impl Serialize) -> Answer {
        self.send(self.request(Method::PATCH, path).json(body)).await
    }

    /// Puts something in the place of what is there.
    pub async fn put(&self, path: &str, body: &impl Serialize) -> Answer {
        self.send(self.request(Method::PUT, path).json(body)).await
    }

    /// Takes away.
    pub async fn delete(&self, path: &str) -> Answer {
        self.send(self.request(Method::DELETE, path)).await
    }

    /// Sends any text as any kind of content.
    pub async fn send_text(&self, method: Method, path: &str, content_type: Option<&str>, text: &str) -> Answer {
        let mut request = self.request(method, path).body(text.to_owned());
        if let Some(content_type) = content_type {
            request = request.header("content-type", content_type);
        }
        self.send(request).await
    }

    /// Sends any bytes as any kind of content, or nothing.
    pub async fn send_bytes(&self, method: Method, path: &str, body: Option<(&str, Vec<u8>)>) -> Answer {
        let request = self.request(method, path);
        self.send(match body {
            Some((content_type, bytes)) => request.header("content-type", content_type).body(bytes),
            None => request,
        })
        .await
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let mut request = self.http.request(method, format!("{}{path}", self.base));
        if let Some((state, user)) = &self.who {
            // Signed anew each time, so that a test that lets days pass stays logged in.
            let token = state.keys.sign(*user, session_of(*user), state.clock.now()).expect("a token");
            request = request.bearer_auth(token);
        }
        request.headers(self.headers.clone())
    }

    async fn send(&self, request: RequestBuilder) -> Answer {
        let request = request.build().expect("a request");
        let what = format!("{} {}", request.method(), request.url().path());
        let response = self.http.execute(request).await.unwrap_or_else(|error| panic!("{what}: {error:?}"));
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        // What goes on for as long as one listens is not waited for.
        let goes_on = headers.get("content-type").is_some_and(|content| content == "text/event-stream");
        let text = if goes_on { String::new() } else { response.text().await.expect("a whole answer") };
        let body = serde_json::from_str(&text).unwrap_or(Value::Null);
        Answer { what, status, headers, text, body }
    }
}

/// The session in which a person of the fixtures is logged in, for as long as the test lasts.
#[must_use]
pub const fn session_of(user: UserId) -> SessionId {
    SessionId(user.0)
}

/// `path` with the members of `query` that have a value.
#[must_use]
pub fn with_query(path: &str, query: &impl Serialize) -> String {
    let members = serde_json::to_value(query).expect("a query");
    let mut url = reqwest::Url::parse("http://server").expect("an address").join(path).expect("a path");
    for (name, value) in members.as_object().expect("a query of members") {
        match value {
            Value::Null => {}
            Value::String(text) => drop(url.query_pairs_mut().append_pair(name, text)),
            other => drop(url.query_pairs_mut().append_pair(name, &other.to_string())),
        }
    }
    url.query().map_or_else(|| path.to_owned(), |query| format!("{path}?{query}"))
}

/// What the server answered.
#[derive(Clone, Debug)]
pub struct Answer {
    /// What was asked, for messages.
    pub what: String,
    /// The HTTP status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as it came.
    pub text: String,
    /// The body, where it is JSON.
    pub body: Value,
}

impl Answer {
    /// A header's text; empty where it is missing.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("a header of text"))
    }

    /// Fails unless the status is this one.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{} answered {} {}", self.what, self.status, self.text);
        self
    }

    /// Fails unless the status is this one; the body as a type of the contract.
    #[track_caller]
    #[must_use]
    pub fn read<T: DeserializeOwned>(self, status: u16) -> T {
        let answer = self.expect(status);
        serde_json::from_str(&answer.text).unwrap_or_else(|error| panic!("{}: {error} in {}", answer.what, answer.text))
    }

    /// Fails unless it is a whole problem of this code, with the code's status.
    #[track_caller]
    pub fn refused(self, code: Code) -> Problem {
        assert_eq!(self.header("content-type"), "application/problem+json", "{}: {} {}", self.what, self.status, self.text);
        let problem: Problem = serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{}: {error}", self.what));
        assert_eq!((problem.code, self.status), (code, code.status()), "{} answered {}", self.what, self.text);
        assert_eq!(problem.status, self.status, "{}", self.what);
        assert_eq!(self.header("x-request-id"), problem.instance.clone().unwrap_or_default(), "{}", self.what);
        problem
    }

    /// Fails unless it is a 422 whose wrong members are these, in any order.
    #[track_caller]
    pub fn refused_fields(self, expected: &[(&str, &str)]) {
        let what = self.what.clone();
        let errors: Vec<FieldError> = self.refused(Code::Invalid).errors;
        let found: BTreeSet<(&str, &str)> = errors.iter().map(|e| (e.pointer.as_str(), e.code.as_str())).collect();
        assert_eq!(found, expected.iter().copied().collect(), "{what}");
    }
}
