//! What the handlers stand on.

use std::{net::IpAddr, sync::Arc};

use crate::limits::Limits;
use futures::future::BoxFuture;
use legalmind_assistant::Assistant;
use legalmind_compliance::{Checks, Compliance, accountability::Accountability, sanction::Sanctions};
use legalmind_core::World;
use legalmind_drafter::Drafter;
use legalmind_identity::Identity;
use legalmind_law::Law;
use legalmind_store::Store;
use legalmind_vault::Vault;
use metrics_exporter_prometheus::PrometheusHandle;

/// Asks each part whether it answers.
pub type Readiness = Arc<dyn Fn() -> BoxFuture<'static, Vec<(&'static str, bool)>> + Send + Sync>;

/// The use cases and the few settings the web layer needs. Cheap to clone.
#[derive(Clone)]
pub struct AppState {
    /// People in.
    pub identity: Identity,
    /// Documents in.
    pub vault: Vault,
    /// Questions out.
    pub assistant: Assistant,
    /// Public law, shared by all firms.
    pub law: Law,
    /// Word files made, changed and reviewed.
    pub drafter: Drafter,
    /// Deadlines and registers.
    pub compliance: Compliance,
    /// Playbooks, and contracts held against them.
    pub checks: Checks,
    /// Reports to management and evidence packs as files.
    pub accountability: Accountability,
    /// Dossiers held against the lists of sanctions.
    pub sanctions: Sanctions,
    /// Rows, for what belongs to requests alone.
    pub store: Store,
    /// Time and chance.
    pub world: World,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Arc<[IpAddr]>,
    /// How many requests are taken.
    pub limits: Limits,
    /// Whether the parts answer.
    pub readiness: Readiness,
    /// The metrics to show, where they are collected.
    pub metrics: Option<PrometheusHandle>,
}
