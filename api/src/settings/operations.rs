//! Settings of those who run the server: whom to believe, how much to serve, who may look.

use serde::Deserialize;
use std::net::IpAddr;
use std::str::FromStr;

/// How many requests one caller may make. Each is a number a minute, all of which may come at once; 0 for no limit.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LimitSettings {
    /// Of a person who is logged in, on all devices together.
    pub person_per_minute: u32,
    /// From an address, of people who are not logged in.
    pub address_per_minute: u32,
    /// From an address, of writes that need no account and cost much: log-in, registration, forgotten password.
    pub public_writes_per_minute: u32,
}

impl Default for LimitSettings {
    fn default() -> Self {
        Self { person_per_minute: 600, address_per_minute: 600, public_writes_per_minute: 60 }
    }
}

/// Who may read `/metrics`.
#[derive(Clone, Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub struct MetricsSettings {
    /// Bearer token that opens them; empty: only callers on this machine, and only where no proxy stands in front.
    pub token: String,
}

/// Without the token, for logs.
impl std::fmt::Debug for MetricsSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let token = if self.token.is_empty() { "" } else { "…" };
        f.debug_struct("MetricsSettings").field("token", &token).finish()
    }
}

/// The proxies that may say for whom they speak, as addresses and networks: `127.0.0.1, 10.0.0.0/8`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proxies(Vec<Network>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Network {
    address: IpAddr,
    prefix: u32,
}

impl Proxies {
    /// Whether a proxy at this address is believed.
    #[must_use]
    pub fn trust(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(address))
    }
}

impl Default for Proxies {
    /// Those on this machine: whoever runs programs here can do worse than lie about an address.
    fn default() -> Self {
        let one = |address: IpAddr| Network { address, prefix: width(address) };
        Self(vec![one(std::net::Ipv4Addr::LOCALHOST.into()), one(std::net::Ipv6Addr::LOCALHOST.into())])
    }
}

const fn width(address: IpAddr) -> u32 {
    if address.is_ipv4() { 32 } else { 128 }
}

/// The bits of an address at the left end of a number, so that a prefix is the same for both kinds.
fn bits(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(four) => u128::from(four.to_bits()) << 96,
        IpAddr::V6(six) => six.to_bits(),
    }
}

impl Network {
    fn contains(self, address: IpAddr) -> bool {
        let differing = bits(self.address) ^ bits(address);
        self.address.is_ipv4() == address.is_ipv4() && differing.leading_zeros() >= self.prefix
    }

    fn parse(text: &str) -> Option<Self> {
        let (address, prefix) = text.split_once('/').map_or((text, None), |(address, prefix)| (address, Some(prefix)));
        let address: IpAddr = address.parse().ok()?;
        let prefix = prefix.map_or(Some(width(address)), |prefix| prefix.parse().ok())?;
        (prefix <= width(address)).then_some(Self { address, prefix })
    }
}

/// The text names no address or network.
#[derive(Debug, PartialEq, Eq)]
pub struct NoNetwork(String);

impl std::fmt::Display for NoNetwork {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} is no address and no network such as 10.0.0.0/8", self.0)
    }
}

impl std::error::Error for NoNetwork {}

impl FromStr for Proxies {
    type Err = NoNetwork;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parts = text.split([',', ' ']).filter(|part| !part.is_empty());
        parts.map(|part| Network::parse(part).ok_or_else(|| NoNetwork(part.to_owned()))).collect::<Result<_, _>>().map(Self)
    }
}

impl<'de> Deserialize<'de> for Proxies {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn networks_contain_their_addresses_and_no_others() {
        let proxies: Proxies = "10.0.0.0/8, 192.168.1.7 2001:db8::/32".parse().unwrap();
        let trusted = |address: &str| proxies.trust(address.parse().unwrap());
        assert!(trusted("10.200.3.4") && trusted("192.168.1.7") && trusted("2001:db8:5::1"));
        assert!(!trusted("11.0.0.1") && !trusted("192.168.1.8") && !trusted("2001:db9::1") && !trusted("::a00:1"));
        assert!("".parse::<Proxies>().is_ok_and(|nobody| !nobody.trust([127, 0, 0, 1].into())));
    }

    #[test]
    fn what_is_no_network_is_refused() {
        for text in ["localhost", "10.0.0.0/33", "10.0.0.0/x", "10.0.0/8", "::/129"] {
            assert_eq!(text.parse::<Proxies>(), Err(NoNetwork(text.to_owned())));
        }
    }

    #[test]
    fn a_token_is_not_printed() {
        assert!(!format!("{:?}", MetricsSettings { token: "secret".to_owned() }).contains("secret"));
    }
}
