//! Which operation of the document a request is for, known before the request is routed: limits, figures and 405 need it.

use super::figures::OperationFigures;
use actix_web::http::Method;
use utoipa::openapi::path::Operation as Described;
use utoipa::openapi::{HttpMethod, OpenApi, PathItem};

/// The member of an operation by which the document says that it takes a longer body than others, bytes.
const LONGEST_BODY: &str = "x-max-body-bytes";

/// One operation of the document.
#[derive(Debug)]
pub struct Operation {
    /// Its name, `verb_noun`.
    pub id: String,
    /// Its method.
    pub method: Method,
    /// Whether people without an account may ask for it.
    pub is_public: bool,
    /// The longest body that it takes, bytes, where others take less.
    pub longest_body: Option<u64>,
    /// How it was answered.
    pub figures: OperationFigures,
}

/// All operations, as a tree of the segments of their paths.
#[derive(Debug, Default)]
pub struct Operations {
    root: Node,
}

#[derive(Debug, Default)]
struct Node {
    /// Few at each level, so that a search from the first to the last beats hashing.
    literals: Vec<(String, Node)>,
    parameter: Option<Box<Node>>,
    operations: Vec<Operation>,
}

impl Operations {
    /// Reads the document.
    #[must_use]
    pub fn of(document: &OpenApi) -> Self {
        let mut root = Node::default();
        for (template, item) in &document.paths.paths {
            let found = described(item).map(|(method, said)| operation(method, said));
            root.at(template).operations.extend(found);
        }
        Self { root }
    }

    /// The operations at a path; none where the document knows no such path.
    #[must_use]
    pub fn at(&self, path: &str) -> &[Operation] {
        self.root.find(path.split('/')).map_or(&[], |node| &node.operations)
    }

    /// Every operation, in the order of the paths.
    #[must_use]
    pub fn all(&self) -> Vec<&Operation> {
        let mut found = Vec::new();
        self.root.gather(&mut found);
        found
    }

    /// The operation that a request asks for.
    #[must_use]
    pub fn find(&self, method: &Method, path: &str) -> Option<&Operation> {
        self.at(path).iter().find(|operation| operation.method == *method)
    }
}

impl Node {
    /// The node of a template, made where it is missing.
    fn at(&mut self, template: &str) -> &mut Self {
        template.split('/').fold(self, |node, segment| {
            if segment.starts_with('{') {
                return node.parameter.get_or_insert_default();
            }
            let known = node.literals.iter().position(|(literal, _)| literal == segment);
            let index = known.unwrap_or(node.literals.len());
            if known.is_none() {
                node.literals.push((segment.to_owned(), Self::default()));
            }
            // The index was found or made a line above; the fallback only spares a panic.
            match node.literals.get_mut(index) {
                Some((_, below)) => below,
                None => node.parameter.get_or_insert_default(),
            }
        })
    }

    fn gather<'o>(&'o self, found: &mut Vec<&'o Operation>) {
        found.extend(&self.operations);
        let below = self.literals.iter().map(|(_, node)| node).chain(self.parameter.as_deref());
        below.for_each(|node| node.gather(found));
    }

    /// A literal goes before a parameter, as in routing.
    fn find<'s>(&self, mut segments: impl Iterator<Item = &'s str> + Clone) -> Option<&Self> {
        let Some(segment) = segments.next() else {
            return Some(self).filter(|node| !node.operations.is_empty());
        };
        let literal = self.literals.iter().find(|(literal, _)| literal == segment);
        let by_literal = literal.and_then(|(_, node)| node.find(segments.clone()));
        let parameter = self.parameter.as_ref().filter(|_| !segment.is_empty());
        by_literal.or_else(|| parameter.and_then(|node| node.find(segments)))
    }
}

fn operation(method: HttpMethod, said: &Described) -> Operation {
    // An empty list, or an empty requirement, is how the document says "no token needed".
    let needs_nothing =
        |list: &Vec<_>| list.iter().all(|one| serde_json::to_value(one).is_ok_and(|one| one == serde_json::json!({})));
    Operation {
        id: said.operation_id.clone().unwrap_or_default(),
        method: to_method(&method),
        is_public: said.security.as_ref().is_some_and(needs_nothing),
        longest_body: said.extensions.as_ref().and_then(|more| more.get(LONGEST_BODY)?.as_u64()),
        figures: OperationFigures::default(),
    }
}

fn described(item: &PathItem) -> impl Iterator<Item = (HttpMethod, &Described)> {
    let all = [
        (HttpMethod::Get, &item.get),
        (HttpMethod::Post, &item.post),
        (HttpMethod::Put, &item.put),
        (HttpMethod::Patch, &item.patch),
        (HttpMethod::Delete, &item.delete),
    ];
    all.into_iter().filter_map(|(method, said)| Some((method, said.as_ref()?)))
}

const fn to_method(method: &HttpMethod) -> Method {
    match method {
        HttpMethod::Post => Method::POST,
        HttpMethod::Put => Method::PUT,
        HttpMethod::Patch => Method::PATCH,
        HttpMethod::Delete => Method::DELETE,
        _ => Method::GET,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_finds_its_operation_and_a_template_takes_one_segment_for_each_brace() {
        let operations = Operations::of(&crate::app::document());
        let id = |method, path| operations.find(&method, path).map_or("", |found| found.id.as_str());
        assert_eq!(id(Method::GET, "/api/v1/offers"), "list_offers");
        assert_eq!(id(Method::GET, "/api/v1/offers/7"), "find_offer");
        assert_eq!(id(Method::POST, "/api/v1/offers/7/withdraw"), "withdraw_offer");
        assert_eq!(id(Method::PUT, "/api/v1/offers/7"), "");
        assert!(operations.at("/api/v1/offers/").is_empty());
        assert!(operations.at("/api/v1").is_empty());
    }

    #[test]
    fn only_what_the_document_opens_is_public() {
        let operations = Operations::of(&crate::app::document());
        let public = |method, path| operations.find(&method, path).is_some_and(|found| found.is_public);
        assert!(public(Method::POST, "/api/v1/auth/login"));
        assert!(!public(Method::POST, "/api/v1/claims"));
    }

    #[test]
    fn one_operation_takes_more_than_others() {
        let operations = Operations::of(&crate::app::document());
        let longer = operations.all().into_iter().filter_map(|one| Some((one.id.as_str(), one.longest_body?)));
        assert_eq!(longer.collect::<Vec<_>>(), [("check_recall_export", 64 * 1024 * 1024)]);
    }
}
