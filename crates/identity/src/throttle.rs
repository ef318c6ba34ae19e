//! Growing delays for whoever keeps trying.
//!
//! Three counts, each over an hour that begins with its first try. A count has some free tries;
//! after that each further try is taken twice as long after the beginning of the hour as the one
//! before. A try that comes too early is not compared and not counted, so patience always helps.
//!
//! - *an account from an address*: 5 free tries.
//! - *an account, from everywhere*: 20 free tries. It does not hold for an address from which the
//!   account was signed in to within thirty days: strangers cannot keep somebody out of the place
//!   they work.
//! - *an address, over all accounts*: 50 failures.

use std::{net::IpAddr, time::Duration};

use legalmind_core::{Timestamp, UserId};
use legalmind_seal::digest::Digest;
use legalmind_store::throttle::{self, Hits};

use crate::{
    error::{Error, Result},
    identity::{Identity, later},
};

const HOUR: Duration = Duration::from_secs(3600);
/// How long an address stays known to an account.
pub(crate) const KNOWN: Duration = Duration::from_secs(30 * 24 * 3600);

/// A count and how many tries it gives for free.
#[derive(Clone, Copy)]
struct Count {
    key: Digest,
    free: u32,
}

/// The counts of one sign-in.
pub(crate) struct Gate {
    pair: Count,
    account: Count,
    address: Count,
    known: Digest,
    is_known: bool,
}

impl Identity {
    /// Lets a sign-in try, or tells how long to wait.
    pub(crate) async fn enter(&self, email_ix: &Digest, address: &str) -> Result<Gate> {
        let address = network(address);
        let pair = [email_ix.as_slice(), address.as_bytes()].concat();
        let known = self.throttle_key("known", &pair).await?;
        let is_known = throttle::peek(&self.store, &known).await?;
        let gate = Gate {
            pair: Count { key: self.throttle_key("pair", &pair).await?, free: 5 },
            account: Count { key: self.throttle_key("account", email_ix).await?, free: 20 },
            address: Count { key: self.throttle_key("address", address.as_bytes()).await?, free: 50 },
            known,
            is_known: is_known.is_some_and(|hits| later(hits.since, KNOWN) > self.now()),
        };
        let asked = if gate.is_known { vec![gate.pair] } else { vec![gate.pair, gate.account] };
        for count in asked.iter().chain([&gate.address]) {
            let hits = throttle::peek(&self.store, &count.key).await?;
            self.wait(hits, count.free, 0)?;
        }
        for count in &asked {
            self.count(*count).await?;
        }
        Ok(gate)
    }

    /// The try was a right one.
    pub(crate) async fn passed(&self, gate: &Gate) -> Result<()> {
        throttle::clear(&self.store, &gate.pair.key).await?;
        throttle::clear(&self.store, &gate.account.key).await?;
        throttle::hit(&self.store, &gate.known, self.now(), KNOWN / 2).await?;
        Ok(())
    }

    /// The try was a wrong one.
    pub(crate) async fn failed(&self, gate: &Gate) -> Result<()> {
        throttle::hit(&self.store, &gate.address.key, self.now(), HOUR).await?;
        Ok(())
    }

    /// Lets a signed-in person try a secret of theirs (a code, the present password).
    pub(crate) async fn enter_own(&self, what: &str, user: UserId) -> Result<Digest> {
        let count = Count { key: self.throttle_key(what, user.as_bytes()).await?, free: 5 };
        self.wait(throttle::peek(&self.store, &count.key).await?, count.free, 0)?;
        self.count(count).await?;
        Ok(count.key)
    }

    /// That try was a right one.
    pub(crate) async fn passed_own(&self, key: &Digest) -> Result<()> {
        Ok(throttle::clear(&self.store, key).await?)
    }

    /// Counts a try; of many at the same moment only the free ones go on.
    async fn count(&self, count: Count) -> Result<()> {
        let hits = throttle::hit(&self.store, &count.key, self.now(), HOUR).await?;
        self.wait(Some(hits), count.free, 1)
    }

    /// Refuses a try that comes too early; `own` tries in the count are the one being made.
    fn wait(&self, hits: Option<Hits>, free: u32, own: u32) -> Result<()> {
        let Some(hits) = hits else { return Ok(()) };
        let now = self.now();
        let open = open_at(hits.since, hits.count.saturating_sub(own), free);
        if open <= now {
            return Ok(());
        }
        let wait = open.as_millisecond().saturating_sub(now.as_millisecond());
        Err(Error::TooMany { wait: Duration::from_millis(u64::try_from(wait).unwrap_or(0)) })
    }

    async fn throttle_key(&self, what: &str, data: &[u8]) -> Result<Digest> {
        Ok(self.store.keys().blind(&format!("throttle.{what}"), data).await?)
    }
}

/// When the try after so many is taken.
fn open_at(since: Timestamp, tries: u32, free: u32) -> Timestamp {
    let Some(over) = tries.checked_sub(free) else { return since };
    let delay = Duration::from_secs(1_u64.checked_shl(over).unwrap_or(u64::MAX)).min(HOUR);
    later(since, delay)
}

/// The part of an address that belongs to one place: all of IPv4, the first half of IPv6.
fn network(address: &str) -> String {
    match address.parse::<IpAddr>().map(|ip| ip.to_canonical()) {
        Ok(IpAddr::V6(ip)) => format!("{:x}::/64", ip.to_bits() >> 64),
        Ok(ip) => ip.to_string(),
        Err(_) => address.to_owned(),
    }
}

#[cfg(test)]
mod unit {
    use super::*;

    #[test]
    fn delays_grow_and_end_within_the_hour() {
        let since: Timestamp = "2026-03-02T09:00:00Z".parse().expect("a time");
        let delay = |tries| open_at(since, tries, 5).as_second() - since.as_second();
        let delays: Vec<i64> = (0..20).map(delay).collect();
        assert_eq!(delays[..9], [0, 0, 0, 0, 0, 1, 2, 4, 8]);
        assert_eq!(delays[19], 3600);
        assert!(delays.is_sorted());
        assert_eq!(delay(u32::MAX), 3600);
    }

    #[test]
    fn a_network_of_ipv6_is_one_place() {
        assert_eq!(network("2001:db8:1:2:3::4"), network("2001:db8:1:2:ffff::1"));
        assert_ne!(network("2001:db8:1:2::1"), network("2001:db8:1:3::1"));
        assert_eq!(network("::ffff:192.0.2.1"), network("192.0.2.1"));
        assert_ne!(network("192.0.2.1"), network("192.0.2.2"));
    }
}
