//! Which operation a request calls, and on what: what the audit log can tell of a write without any handler's help.

use super::request_id;
use actix_web::HttpRequest;
use actix_web::http::Method;
use shared::ids::OrganisationId;
use std::collections::HashMap;
use std::sync::Arc;
use utoipa::openapi::OpenApi;
use uuid::Uuid;

/// An operation of the document.
#[derive(Debug, PartialEq, Eq)]
pub struct Operation {
    /// Its id.
    pub id: String,
    /// The noun of its object's address: the word before the last identifier, or the list that gets a new member.
    pub noun: Option<String>,
    /// Whether its object comes into being, so that only the answer knows its identifier.
    pub creates: bool,
}

/// The writing operations of the document, by method and path.
pub struct Calls(HashMap<(String, String), Arc<Operation>>);

/// One request for a write.
#[derive(Clone, Debug)]
pub struct Call {
    /// What is called.
    pub operation: Arc<Operation>,
    /// The last identifier in the address. Secrets in addresses are not called identifiers.
    pub object: Option<Uuid>,
    /// The organisation in the address.
    pub organisation: Option<OrganisationId>,
    /// The request's id.
    pub request: Option<Uuid>,
}

impl Calls {
    /// Those of a document.
    #[must_use]
    pub fn of(document: &OpenApi) -> Self {
        let mut operations = HashMap::new();
        for (path, item) in &document.paths.paths {
            let writes = [("POST", &item.post), ("PUT", &item.put), ("PATCH", &item.patch), ("DELETE", &item.delete)];
            for (method, said) in writes {
                if let Some(id) = said.as_ref().and_then(|said| said.operation_id.as_deref()) {
                    operations.insert((method.to_owned(), path.clone()), Arc::new(operation(id, path)));
                }
            }
        }
        Self(operations)
    }

    /// The call that a request makes; `None` for one that only reads or that the document does not know.
    #[must_use]
    pub fn call(&self, request: &HttpRequest) -> Option<Call> {
        if request.method() == Method::GET || request.method() == Method::HEAD {
            return None;
        }
        let key = (request.method().as_str().to_owned(), request.match_pattern()?);
        let operation = Arc::clone(self.0.get(&key)?);
        // By their names: a secret in an address may look like an identifier.
        let named = request.match_info().iter().filter(|(name, _)| *name == "id" || name.ends_with("_id"));
        let identifiers: Vec<Option<Uuid>> = named.map(|(_, value)| value.parse().ok()).collect();
        let first = identifiers.first().copied().flatten();
        let organisation = first.filter(|_| key.1.starts_with("/api/v1/organisations/{")).map(OrganisationId);
        let object = if operation.creates { None } else { identifiers.last().copied().flatten() };
        let request = request_id::current().and_then(|id| id.parse().ok());
        Some(Call { operation, object, organisation, request })
    }
}

fn operation(id: &str, path: &str) -> Operation {
    let words: Vec<&str> = path.trim_start_matches("/api/v1/").split('/').collect();
    let creates = id.starts_with("create_");
    let identifier = words.iter().rposition(|word| word.starts_with('{'));
    let before = identifier.and_then(|place| words.get(place.checked_sub(1)?));
    let noun = if creates { words.last() } else { before };
    Operation { id: id.to_owned(), noun: noun.map(|word| (*word).to_owned()), creates }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_noun_is_that_of_the_object() {
        let noun = |id, path| operation(id, path).noun;
        assert_eq!(noun("accept_claim", "/api/v1/claims/{id}/accept").as_deref(), Some("claims"));
        assert_eq!(noun("create_site", "/api/v1/organisations/{id}/sites").as_deref(), Some("sites"));
        assert_eq!(noun("create_claim", "/api/v1/claims").as_deref(), Some("claims"));
        assert_eq!(noun("remove_member", "/api/v1/organisations/{id}/members/{person_id}").as_deref(), Some("members"));
        assert_eq!(noun("update_me", "/api/v1/auth/me"), None);
    }
}
