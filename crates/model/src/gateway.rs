//! The gate: the only place in the product that can open an outgoing connection.
//!
//! Every call names its address; the gate finds the record that owns it and refuses, before any
//! name is looked up, what the record does not allow at this moment. The names it does look up
//! are once more those of active records, and must not lead a supplier's name to this machine or
//! this machine's name elsewhere.

use std::{
    collections::{HashMap, HashSet},
    net::SocketAddr,
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use bytes::Bytes;
use legalmind_core::World;
use reqwest::{
    Client, Response, Url,
    dns::{Addrs, Name, Resolve, Resolving},
    header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderValue},
    redirect::Policy,
};

use crate::{
    error::{Error, Rule},
    origin::{Origin, is_reachable_supplier},
    provider::{Provider, ProviderKind, ProviderState},
};

/// How long a connection may take to make.
const CONNECT: Duration = Duration::from_secs(5);

/// The gate. Cheap to clone; all clones share one register.
#[derive(Clone)]
pub struct Gateway {
    register: Register,
    client: Client,
    lookups: Arc<AtomicU64>,
    world: World,
}

type Records = HashMap<Origin, Arc<Provider>>;

#[derive(Clone, Default)]
struct Register(Arc<RwLock<Arc<Records>>>);

/// A request at the gate.
pub(crate) struct Post<'a> {
    pub url: &'a Url,
    pub model: &'a str,
    pub headers: HeaderMap,
    pub accept: &'static str,
    pub body: Bytes,
}

impl Gateway {
    /// A gate with these records. No connection is made.
    ///
    /// # Errors
    /// [`Error::Refused`] where a record has no usable address or two own the same host and port;
    /// [`Error::Setup`] where the client cannot be built.
    pub fn new(records: Vec<Provider>, world: World) -> Result<Self, Error> {
        let register = Register::default();
        register.set(table(records)?);
        let lookups = Arc::new(AtomicU64::new(0));
        let client = client(&register, &lookups)?;
        Ok(Self { register, client, lookups, world })
    }

    /// Puts other records in the place of the present ones; the next call sees them.
    ///
    /// # Errors
    /// As [`Gateway::new`]; the present records stay.
    pub fn replace(&self, records: Vec<Provider>) -> Result<(), Error> {
        self.register.set(table(records)?);
        Ok(())
    }

    /// All records.
    #[must_use]
    pub fn providers(&self) -> Vec<Arc<Provider>> {
        let mut all: Vec<_> = self.register.get().values().cloned().collect();
        all.sort_by(|a, b| a.id.cmp(&b.id));
        all
    }

    /// How many host names have been looked up since the gate was made.
    #[must_use]
    pub fn lookups(&self) -> u64 {
        self.lookups.load(Ordering::Relaxed)
    }

    /// The record of this id, whatever its state.
    ///
    /// # Errors
    /// [`Rule::UnknownHost`].
    pub fn provider(&self, id: &str) -> Result<Arc<Provider>, Error> {
        let records = self.register.get();
        records.values().find(|record| record.id == id).cloned().ok_or(Error::Refused(Rule::UnknownHost))
    }

    /// The record that allows a call to this address now.
    ///
    /// # Errors
    /// [`Error::Refused`] with the rule: no record owns the host, the record is not active, or a
    /// norm does not hold (any more). Nothing was looked up or sent.
    pub fn admit(&self, url: &Url) -> Result<Arc<Provider>, Error> {
        let origin = Origin::of(url).ok_or(Error::Refused(Rule::UnknownHost))?;
        let records = self.register.get();
        let record = records.get(&origin).ok_or(Error::Refused(Rule::UnknownHost))?;
        if record.state != ProviderState::Active {
            return Err(Error::Refused(Rule::NotActive(record.state)));
        }
        match record.unmet(self.world.now()).first() {
            Some(norm) => Err(Error::Refused(Rule::Norm(*norm))),
            None => Ok(Arc::clone(record)),
        }
    }

    /// The same, for a model that is on the record's list (P078).
    pub(crate) fn admit_model(&self, url: &Url, model: &str) -> Result<Arc<Provider>, Error> {
        let record = self.admit(url)?;
        let known = record.models.iter().any(|listed| listed == model);
        if known { Ok(record) } else { Err(Error::Refused(Rule::UnknownModel)) }
    }

    pub(crate) fn world(&self) -> &World {
        &self.world
    }

    /// Sends a request and gives the answer's head, where its status is a good one.
    pub(crate) async fn post(&self, post: Post<'_>) -> Result<Response, Error> {
        let record = self.admit_model(post.url, post.model)?;
        tracing::debug!(provider = %record.id, bytes = post.body.len(), "a request leaves");
        let request = self
            .client
            .post(post.url.clone())
            .headers(post.headers)
            .header(CONTENT_TYPE, HeaderValue::from_static("application/json"))
            .header(ACCEPT, HeaderValue::from_static(post.accept))
            .body(post.body);
        let response = request.send().await.map_err(|error| network(&error))?;
        match response.status().as_u16() {
            200..=299 => Ok(response),
            300..=399 => Err(Error::Refused(Rule::Redirect)),
            status => Err(Error::Status(status)),
        }
    }
}

impl std::fmt::Debug for Gateway {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Gateway")
    }
}

impl Register {
    fn get(&self) -> Arc<Records> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn set(&self, records: Records) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(records);
    }
}

fn table(records: Vec<Provider>) -> Result<Records, Error> {
    let mut table = Records::with_capacity(records.len());
    let mut ids = HashSet::new();
    for record in records {
        let origin = record.origin().ok_or(Error::Refused(Rule::Norm(crate::provider::Norm::Address)))?;
        let fresh = ids.insert(record.id.clone());
        if !fresh || table.insert(origin, Arc::new(record)).is_some() {
            return Err(Error::Refused(Rule::HostOwnedTwice));
        }
    }
    Ok(table)
}

#[expect(
    clippy::disallowed_methods,
    reason = "this is the gateway: the one place that builds an HTTP client"
)]
fn client(register: &Register, lookups: &Arc<AtomicU64>) -> Result<Client, Error> {
    let names = Names { register: register.clone(), lookups: Arc::clone(lookups) };
    Client::builder()
        .no_proxy()
        .redirect(Policy::none())
        .referer(false)
        .connect_timeout(CONNECT)
        .dns_resolver(Arc::new(names))
        .build()
        .map_err(|_| Error::Setup)
}

/// What a failure of the connection means to the caller.
pub(crate) fn network(error: &reqwest::Error) -> Error {
    if error.is_timeout() {
        Error::Timeout
    } else if error.is_connect() {
        Error::Unreachable
    } else {
        Error::CutOff
    }
}

/// Looks up names of active records only.
struct Names {
    register: Register,
    lookups: Arc<AtomicU64>,
}

impl Resolve for Names {
    fn resolve(&self, name: Name) -> Resolving {
        let host = name.as_str().trim_end_matches('.').to_ascii_lowercase();
        let records = self.register.get();
        let kind = records
            .iter()
            .find(|(origin, record)| origin.host == host && record.state == ProviderState::Active)
            .map(|(_, record)| record.kind);
        let lookups = Arc::clone(&self.lookups);
        Box::pin(async move {
            let kind = kind.ok_or_else(|| std::io::Error::other("no record owns the host"))?;
            lookups.fetch_add(1, Ordering::Relaxed);
            let found = tokio::net::lookup_host((host.as_str(), 0)).await?;
            let kept: Vec<SocketAddr> = found.filter(|address| fits(kind, address)).collect();
            Ok(Box::new(kept.into_iter()) as Addrs)
        })
    }
}

fn fits(kind: ProviderKind, address: &SocketAddr) -> bool {
    match kind {
        ProviderKind::OwnMachine => address.ip().to_canonical().is_loopback(),
        ProviderKind::Supplier => is_reachable_supplier(address.ip()),
    }
}

#[cfg(test)]
mod tests;
