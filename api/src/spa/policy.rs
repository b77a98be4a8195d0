//! What the page may load, and who may show it.

use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};

/// The headers that go with the page.
#[derive(Clone)]
pub struct Policy {
    content: Option<HeaderValue>,
}

impl Policy {
    /// A policy that lets the map load pictures from the tile server, and nothing else from outside.
    pub fn new(tiles: Option<&str>) -> Self {
        let tiles = tiles.and_then(tile_source).map(|source| format!(" {source}")).unwrap_or_default();
        // Style attributes carry widths and positions computed at run time; style elements and
        // inline scripts stay forbidden.
        let content = format!(
            "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
             style-src-attr 'unsafe-inline'; img-src 'self' data:{tiles}; connect-src 'self'; \
             object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
        );
        Self { content: HeaderValue::try_from(content).ok() }
    }

    /// Adds the headers to an answer.
    pub fn apply(&self, headers: &mut HeaderMap) {
        if let Some(content) = &self.content {
            headers.insert(header::CONTENT_SECURITY_POLICY, content.clone());
        }
        let fixed = [
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            // Tile servers want to know which site asks; the page's path is nobody's business.
            (header::REFERRER_POLICY, "strict-origin-when-cross-origin"),
            (header::CROSS_ORIGIN_OPENER_POLICY, "same-origin"),
            (HeaderName::from_static("permissions-policy"), "geolocation=(self), camera=(self), microphone=()"),
        ];
        for (name, value) in fixed {
            headers.insert(name, HeaderValue::from_static(value));
        }
    }
}

/// The origin of a tile address as a source expression: `https://{s}.tile.example.org/{z}/{x}/{y}.png`
/// becomes `https://*.tile.example.org`. Nothing for what is no such address.
fn tile_source(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    let host = rest.split('/').next()?.replace("{s}", "*");
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-.:*".contains(c);
    let is_valid = ["http", "https"].contains(&scheme) && !host.is_empty() && host.chars().all(is_plain);
    is_valid.then(|| format!("{scheme}://{host}"))
}

#[cfg(test)]
mod tests {
    use super::{Policy, tile_source};

    #[test]
    fn a_tile_address_becomes_its_origin() {
        let source = |address| tile_source(address).unwrap_or_default();
        assert_eq!(source("https://tiles.example.org:8443/{z}/{x}/{y}.png"), "https://tiles.example.org:8443");
        assert_eq!(source("https://{s}.tile.example.org/{z}/{x}/{y}.png"), "https://*.tile.example.org");
    }

    #[test]
    fn what_is_no_address_adds_nothing_to_the_policy() {
        for address in ["", "tiles.example.org", "javascript://x", "https://a; script-src *", "https:///x"] {
            assert_eq!(tile_source(address), None, "{address}");
        }
        let policy = Policy::new(Some("https://a; script-src *"));
        let content = policy.content.expect("the policy is a header");
        assert!(!content.to_str().expect("ASCII").contains("script-src *"));
    }
}
