//! Which addresses the gateway may ask for somebody: those of the public internet, and no other, whatever name they bear.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ureq::{
    Error,
    config::Config,
    http::Uri,
    unversioned::{
        resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver},
        transport::NextTimeout,
    },
};

/// What may be asked.
#[derive(Clone, Copy, Debug)]
pub struct Rules {
    /// Whether an address may be reached.
    pub may: fn(&IpAddr) -> bool,
    /// Only https, and its own port.
    pub secure: bool,
}

impl Rules {
    /// What a gateway that serves people keeps to.
    pub const PUBLIC: Self = Self { may: is_public, secure: true };
}

/// Looks names up, and gives only what may be reached. The connection goes to what was looked at, not to what the name means
/// a moment later.
#[derive(Debug, Default)]
pub(super) struct Guarded {
    pub(super) inner: DefaultResolver,
    pub(super) rules: Option<Rules>,
}

impl Resolver for Guarded {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        let may = self.rules.map_or(is_public as fn(&IpAddr) -> bool, |rules| rules.may);
        // A name that means an inner address too is up to something.
        if found.iter().all(|address| may(&address.ip())) { Ok(found) } else { Err(Error::HostNotFound) }
    }
}

/// Whether an address is of the public internet (IANA special-purpose registries, RFC 6890 and its updates).
#[must_use]
pub fn is_public(address: &IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(*address),
        IpAddr::V6(address) => is_public_v6(*address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    const NOT: [(u32, u32); 15] = [
        (0x0000_0000, 8),  // this network
        (0x0a00_0000, 8),  // private
        (0x6440_0000, 10), // shared with carriers
        (0x7f00_0000, 8),  // loopback
        (0xa9fe_0000, 16), // link-local, and the metadata of clouds
        (0xac10_0000, 12), // private
        (0xc000_0000, 24), // protocol assignments
        (0xc000_0200, 24), // documentation
        (0xc058_6300, 24), // 6to4 relays
        (0xc0a8_0000, 16), // private
        (0xc612_0000, 15), // benchmarks
        (0xc633_6400, 24), // documentation
        (0xcb00_7100, 24), // documentation
        (0xe000_0000, 4),  // multicast
        (0xf000_0000, 4),  // reserved, broadcast
    ];
    let bits = address.to_bits();
    !NOT.iter().any(|(net, length)| (bits ^ net) >> (32 - length) == 0)
}

/// Only global unicast, without those that carry or mean another address: mapped IPv4, NAT64, Teredo, 6to4.
fn is_public_v6(address: Ipv6Addr) -> bool {
    const NOT: [(u128, u32); 4] = [
        (0x2001_0000 << 96, 23), // protocol assignments, Teredo
        (0x2001_0db8 << 96, 32), // documentation
        (0x2002_0000 << 96, 16), // 6to4
        (0x3fff_0000 << 96, 20), // documentation
    ];
    let bits = address.to_bits();
    bits >> 125 == 1 && !NOT.iter().any(|(net, length)| (bits ^ net) >> (128 - length) == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_public_internet_is_reached() {
        let inner = "0.0.0.0 10.1.2.3 100.64.0.1 100.127.255.255 127.0.0.1 127.255.255.255 169.254.169.254 172.16.0.1 172.31.255.255
            192.0.0.8 192.0.2.1 192.168.1.1 198.18.0.1 198.19.255.255 198.51.100.7 203.0.113.9 224.0.0.1 239.1.1.1 240.0.0.1
            255.255.255.255 :: ::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:8.8.8.8 ::127.0.0.1 64:ff9b::7f00:1 64:ff9b:1::1
            100::1 2001::1 2001:db8::1 2001:10::1 2002:7f00:1::1 3fff::1 fc00::1 fd12:3456::1 fe80::1 fec0::1 ff02::1";
        for address in inner.split_whitespace() {
            assert!(!is_public(&address.parse().unwrap()), "{address}");
        }
        let public = "1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.1 100.63.255.255 100.128.0.1 126.0.0.1 128.0.0.1 172.15.0.1 172.32.0.1
            192.167.1.1 192.169.1.1 198.17.0.1 198.20.0.1 223.255.255.255 2606:4700::1111 2a00:1450::1 2001:4860:4860::8888";
        for address in public.split_whitespace() {
            assert!(is_public(&address.parse().unwrap()), "{address}");
        }
    }
}
