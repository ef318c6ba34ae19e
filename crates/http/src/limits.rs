//! How many requests the API takes, from one address and of one account, with the headers that
//! tell how many are left (draft-ietf-httpapi-ratelimit-headers: `RateLimit-Policy`, `RateLimit`).
//!
//! Counted in this process by a leaky bucket (GCRA): a minute's worth may come at once. Tries to
//! sign in have a slower count of their own, over all nodes, in `legalmind-identity`.

use std::{
    hash::Hash,
    net::{IpAddr, Ipv6Addr},
    num::NonZeroU32,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue},
    middleware::Next,
    response::{IntoResponse, Response},
};
use governor::{
    Quota, RateLimiter, clock::Clock, middleware::StateInformationMiddleware, nanos::Nanos,
    state::keyed::DashMapStateStore,
};
use legalmind_core::{UserId, World};

use crate::{
    auth::peer,
    problem::{Kind, Problem},
    state::AppState,
};

const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
const STANDING: HeaderName = HeaderName::from_static("ratelimit");
/// The window that limits are given for, in seconds.
const WINDOW: u32 = 60;
/// After so many requests, those who have their whole quota again are forgotten.
const TIDY: u32 = 4096;

/// How many requests a minute; none: no limit.
#[derive(Clone, Copy, Debug, Default)]
pub struct LimitOptions {
    /// From one address. Addresses of this machine are not limited.
    pub address: Option<NonZeroU32>,
    /// Of one account.
    pub account: Option<NonZeroU32>,
}

/// The counts. Cheap to clone.
#[derive(Clone)]
pub struct Limits {
    address: Option<Arc<Count<IpAddr>>>,
    account: Option<Arc<Count<UserId>>>,
}

impl Limits {
    /// Counts that begin now.
    #[must_use]
    pub fn new(options: LimitOptions, world: &World) -> Self {
        Self {
            address: options.address.map(|quota| Arc::new(Count::new("address", quota, world))),
            account: options.account.map(|quota| Arc::new(Count::new("account", quota, world))),
        }
    }

    /// Counts a request of a signed-in person.
    pub(crate) fn account(&self, user: UserId, told: Option<&Told>) -> Result<(), Problem> {
        self.account.as_ref().map_or(Ok(()), |count| count.hit(&user, told))
    }

    fn address(&self, address: Option<IpAddr>, told: &Told) -> Result<(), Problem> {
        let outside = address.map(network).filter(|it| !it.is_loopback());
        match (&self.address, outside) {
            (Some(count), Some(address)) => count.hit(&address, Some(told)),
            _ => Ok(()),
        }
    }
}

/// How the counts of one request stand, for its headers.
#[derive(Clone, Default)]
pub(crate) struct Told(Arc<Mutex<Vec<Standing>>>);

#[derive(Clone, Copy)]
struct Standing {
    policy: &'static str,
    quota: u32,
    left: u32,
    /// Seconds until the quota is whole again.
    whole: u64,
}

type Limiter<K> = RateLimiter<K, DashMapStateStore<K>, Ticks, StateInformationMiddleware>;

/// One kind of count.
struct Count<K: Hash + Eq + Clone> {
    policy: &'static str,
    quota: NonZeroU32,
    limiter: Limiter<K>,
    clock: Ticks,
    hits: AtomicU32,
}

/// The clock that is passed in, as the limiter reads it.
#[derive(Clone)]
struct Ticks(World);

impl Clock for Ticks {
    type Instant = Nanos;

    fn now(&self) -> Nanos {
        Nanos::new(u64::try_from(self.0.now().as_nanosecond()).unwrap_or(0))
    }
}

impl<K: Hash + Eq + Clone> Count<K> {
    fn new(policy: &'static str, quota: NonZeroU32, world: &World) -> Self {
        let clock = Ticks(world.clone());
        let limiter = RateLimiter::dashmap_with_clock(Quota::per_minute(quota), clock.clone())
            .with_middleware::<StateInformationMiddleware>();
        Self { policy, quota, limiter, clock, hits: AtomicU32::new(0) }
    }

    fn hit(&self, key: &K, told: Option<&Told>) -> Result<(), Problem> {
        if self.hits.fetch_add(1, Ordering::Relaxed) % TIDY == TIDY - 1 {
            self.limiter.retain_recent();
        }
        let (left, refused) = match self.limiter.check_key(key) {
            Ok(state) => (state.remaining_burst_capacity(), None),
            Err(until) => (0, Some(until.wait_time_from(self.clock.now()))),
        };
        if let Some(told) = told {
            let (policy, quota) = (self.policy, self.quota.get());
            let used = u64::from(quota.saturating_sub(left)) * u64::from(WINDOW);
            let whole = used.div_ceil(u64::from(quota));
            told.0.lock().unwrap_or_else(PoisonError::into_inner).push(Standing {
                policy,
                quota,
                left,
                whole,
            });
        }
        match refused {
            None => Ok(()),
            Some(wait) => Err(Problem::new(Kind::TooFast).retry_after(seconds(wait))),
        }
    }
}

/// Counts each request by its address and tells how the counts stand.
pub async fn count(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let told = Told::default();
    let address = peer(request.extensions(), request.headers(), &state.trusted_proxies);
    let mut response = match state.limits.address(address, &told) {
        Ok(()) => {
            request.extensions_mut().insert(told.clone());
            next.run(request).await
        }
        Err(problem) => problem.into_response(),
    };
    let standings = told.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
    write(&mut response, &standings);
    response
}

fn write(response: &mut Response, standings: &[Standing]) {
    let list = |item: fn(&Standing) -> String| standings.iter().map(item).collect::<Vec<_>>().join(", ");
    let policies = list(|it| format!("\"{}\";q={};w={WINDOW}", it.policy, it.quota));
    let left = list(|it| format!("\"{}\";r={};t={}", it.policy, it.left, it.whole));
    for (name, value) in [(POLICY, policies), (STANDING, left)] {
        if let Some(value) = HeaderValue::from_str(&value).ok().filter(|value| !value.is_empty()) {
            response.headers_mut().insert(name, value);
        }
    }
}

/// The part of an address that belongs to one place: all of IPv4, the first half of IPv6.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(ip) if !ip.is_loopback() => Ipv6Addr::from_bits(ip.to_bits() >> 64 << 64).into(),
        other => other,
    }
}

/// Whole seconds, rounded up.
fn seconds(wait: Duration) -> u64 {
    wait.as_secs().saturating_add(u64::from(wait.subsec_nanos() > 0)).max(1)
}

#[cfg(test)]
mod tests {
    use legalmind_core::Id;
    use legalmind_testkit::{SeededChance, VirtualClock};

    use super::*;

    fn limits(address: u32, account: u32) -> (Limits, VirtualClock, World) {
        let clock = VirtualClock::default();
        let world = World::new(clock.clone(), SeededChance::new(1));
        let options = LimitOptions { address: NonZeroU32::new(address), account: NonZeroU32::new(account) };
        (Limits::new(options, &world), clock, world)
    }

    #[test]
    fn a_minutes_worth_comes_at_once_and_then_at_the_pace() {
        let (limits, clock, world) = limits(0, 60);
        let (one, other) = (Id::new(&world), Id::new(&world));
        assert!((0..60).all(|_| limits.account(one, None).is_ok()));
        assert!(limits.account(one, None).is_err());
        assert!(limits.account(other, None).is_ok(), "another account has its own count");
        clock.pass(Duration::from_secs(2));
        assert!(limits.account(one, None).is_ok() && limits.account(one, None).is_ok());
        assert!(limits.account(one, None).is_err());
    }

    #[test]
    fn an_address_is_a_network_and_this_machine_is_not_limited() {
        let (limits, ..) = limits(1, 0);
        let told = Told::default();
        let hit = |address: &str| limits.address(address.parse().ok(), &told).is_ok();
        assert!(hit("192.0.2.1") && !hit("::ffff:192.0.2.1") && hit("192.0.2.2"));
        assert!(hit("2001:db8::1") && !hit("2001:db8::2") && hit("2001:db8:0:1::1"));
        assert!((0..9).all(|_| hit("127.0.0.1") && hit("::1")));
    }

    #[test]
    fn the_headers_tell_policy_and_standing() {
        let (limits, _, world) = limits(0, 60);
        let told = Told::default();
        limits.account(Id::new(&world), Some(&told)).expect("the first");
        let mut response = Response::default();
        write(&mut response, &told.0.lock().expect("a count").clone());
        assert_eq!(response.headers()[POLICY], "\"account\";q=60;w=60");
        assert_eq!(response.headers()[STANDING], "\"account\";r=59;t=1");
    }
}
