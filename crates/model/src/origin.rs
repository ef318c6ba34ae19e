//! Where an address points: scheme, host and port, compared before any name is looked up.

use std::net::IpAddr;

use reqwest::Url;

/// The part of an address that a record owns.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Origin {
    /// `https`, or `http` on the own machine.
    pub scheme: String,
    /// Lower-case host name or IP address, without brackets and without a closing dot.
    pub host: String,
    /// The port, given or of the scheme.
    pub port: u16,
}

impl Origin {
    /// The origin of an address; none where it is no plain `http(s)` address (user names and
    /// passwords in it included: they hide where it really points).
    #[must_use]
    pub fn of(url: &Url) -> Option<Self> {
        if !matches!(url.scheme(), "http" | "https") || !url.username().is_empty() || url.password().is_some()
        {
            return None;
        }
        let host = url.host_str()?.trim_start_matches('[').trim_end_matches(']').trim_end_matches('.');
        if host.is_empty() {
            return None;
        }
        Some(Self {
            scheme: url.scheme().to_owned(),
            host: host.to_ascii_lowercase(),
            port: url.port_or_known_default()?,
        })
    }

    /// The origin of a base address as it is configured.
    #[must_use]
    pub fn parse(base: &str) -> Option<Self> {
        Self::of(&Url::parse(base).ok()?)
    }

    /// Whether it is this machine itself: 127.0.0.0/8, `::1` or `localhost`.
    #[must_use]
    pub fn is_own_machine(&self) -> bool {
        self.host == "localhost" || self.address().is_some_and(|ip| ip.to_canonical().is_loopback())
    }

    /// The host where it is an IP address.
    #[must_use]
    pub fn address(&self) -> Option<IpAddr> {
        self.host.parse().ok()
    }

    /// Whether traffic is encrypted.
    #[must_use]
    pub fn is_encrypted(&self) -> bool {
        self.scheme == "https"
    }
}

/// Whether a supplier may live at this address: never at this machine, at no address at all, or
/// at a link-local one, where cloud machines keep their credentials.
#[must_use]
pub fn is_reachable_supplier(ip: IpAddr) -> bool {
    let link_local = match ip.to_canonical() {
        IpAddr::V4(v4) => v4.is_link_local() || v4.is_broadcast(),
        IpAddr::V6(v6) => v6.is_unicast_link_local(),
    };
    let ip = ip.to_canonical();
    !(link_local || ip.is_loopback() || ip.is_unspecified() || ip.is_multicast())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loopback_is_known_in_every_spelling() {
        for own in [
            "http://127.0.0.1:8080",
            "http://127.8.9.1",
            "http://[::1]:9",
            "http://LOCALHOST/",
            "http://127.1",
            "http://0x7f000001",
            "http://localhost.",
            "http://[::ffff:127.0.0.1]",
        ] {
            assert!(Origin::parse(own).expect(own).is_own_machine(), "{own}");
        }
        for other in [
            "https://localhost.example.nl",
            "https://127.0.0.1.example.nl",
            "https://128.0.0.1",
            "https://example.nl/127.0.0.1",
            "https://0.0.0.0",
        ] {
            assert!(!Origin::parse(other).expect(other).is_own_machine(), "{other}");
        }
    }

    #[test]
    fn disguised_and_foreign_addresses_are_no_origin() {
        for bad in [
            "https://api.example.nl@evil.example",
            "https://u:p@api.example.nl",
            "file:///etc/passwd",
            "ftp://api.example.nl",
            "api.example.nl",
            "",
        ] {
            assert_eq!(Origin::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn suppliers_do_not_live_where_cloud_machines_keep_credentials() {
        for bad in [
            "169.254.169.254",
            "127.0.0.1",
            "::1",
            "0.0.0.0",
            "fe80::1",
            "::ffff:169.254.169.254",
            "224.0.0.1",
        ] {
            assert!(!is_reachable_supplier(bad.parse().expect("ip")), "{bad}");
        }
        assert!(is_reachable_supplier("10.1.2.3".parse().expect("ip")), "a private endpoint");
        assert!(is_reachable_supplier("20.61.0.1".parse().expect("ip")));
    }
}
