//! From which address a request comes, also through the proxy that speaks TLS for us.

use crate::settings::Proxies;
use actix_web::HttpRequest;
use actix_web::http::header::{HeaderMap, HeaderName};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The address of the client of this request: the peer, or who a trusted proxy says it speaks for.
#[must_use]
pub fn address_of(request: &HttpRequest, proxies: &Proxies) -> IpAddr {
    let peer = request.peer_addr().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.ip());
    client_address(peer, request.headers(), proxies)
}

/// Whether somebody passed the request on, so that its peer is not its client.
#[must_use]
pub fn is_relayed(headers: &HeaderMap) -> bool {
    ["x-forwarded-for", "x-forwarded-proto", "x-real-ip", "forwarded", "via"].iter().any(|name| headers.contains_key(*name))
}

/// Each proxy adds the address that it saw at the end of `X-Forwarded-For`, so it is read from there, and only as far as
/// those that wrote it are trusted: what stands before was written by the client itself.
fn client_address(peer: IpAddr, headers: &HeaderMap, proxies: &Proxies) -> IpAddr {
    let mut client = peer.to_canonical();
    let lists: Vec<&str> = headers.get_all(FORWARDED_FOR).filter_map(|value| value.to_str().ok()).collect();
    for said in lists.iter().rev().flat_map(|list| list.rsplit(',')) {
        match address(said.trim()) {
            Some(address) if proxies.trust(client) => client = address,
            _ => break,
        }
    }
    client
}

/// An address with or without a port.
fn address(text: &str) -> Option<IpAddr> {
    let bare = text.parse::<IpAddr>().ok();
    bare.or_else(|| text.parse::<SocketAddr>().ok().map(|socket| socket.ip())).map(|address| address.to_canonical())
}

/// What counts as one caller: an IPv4 address, or the /64 that is given to one IPv6 household.
#[must_use]
pub fn household(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(six) => IpAddr::V6(Ipv6Addr::from_bits(six.to_bits() & !u128::from(u64::MAX))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    fn client(peer: &str, forwarded: &[&str], proxies: &str) -> String {
        let mut request = TestRequest::default().peer_addr(format!("{peer}:1").parse().unwrap());
        for list in forwarded {
            request = request.append_header((FORWARDED_FOR, *list));
        }
        address_of(&request.to_http_request(), &proxies.parse().unwrap()).to_string()
    }

    #[test]
    fn only_a_trusted_proxy_may_name_the_client() {
        assert_eq!(client("9.9.9.9", &["1.2.3.4"], "127.0.0.1"), "9.9.9.9");
        assert_eq!(client("127.0.0.1", &["1.2.3.4"], "127.0.0.1"), "1.2.3.4");
        assert_eq!(client("127.0.0.1", &[], "127.0.0.1"), "127.0.0.1");
    }

    #[test]
    fn what_the_client_itself_claims_is_not_believed() {
        assert_eq!(client("127.0.0.1", &["6.6.6.6, 1.2.3.4"], "127.0.0.1"), "1.2.3.4");
        assert_eq!(client("127.0.0.1", &["6.6.6.6", "1.2.3.4, 10.0.0.7"], "127.0.0.1, 10.0.0.0/8"), "1.2.3.4");
        assert_eq!(client("127.0.0.1", &["1.2.3.4, unknown"], "127.0.0.1"), "127.0.0.1");
    }

    #[test]
    fn ports_and_mapped_addresses_are_put_aside_and_a_household_is_a_64() {
        assert_eq!(client("127.0.0.1", &["1.2.3.4:5678"], "127.0.0.1"), "1.2.3.4");
        assert_eq!(client("127.0.0.1", &["[2001:db8::1]:443"], "127.0.0.1"), "2001:db8::1");
        assert_eq!(client("127.0.0.1", &["::ffff:1.2.3.4"], "127.0.0.1"), "1.2.3.4");
        assert_eq!(household("2001:db8:1:2:3:4:5:6".parse().unwrap()).to_string(), "2001:db8:1:2::");
    }
}
