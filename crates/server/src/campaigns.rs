//! The campaigns of registers, run for every firm again and again. How often is of no matter: what
//! falls is computed from the rows, and written down once.

use std::{collections::HashSet, time::Duration};

use legalmind_compliance::Compliance;
use legalmind_core::TenantId;
use legalmind_store::{Store, tenant};

/// How long between two rounds: the shortest clock of a register is counted in hours.
const ROUND: Duration = Duration::from_secs(60);

/// Runs until it is dropped.
pub async fn run(store: Store, compliance: Compliance) {
    let mut offered = HashSet::new();
    loop {
        if let Err(error) = round(&store, &compliance, &mut offered).await {
            tracing::warn!(%error, "the campaigns of the registers could not be run; the next round tries again");
        }
        tokio::time::sleep(ROUND).await;
    }
}

/// One round over all firms; a firm that was not seen before is offered its rows first.
async fn round(
    store: &Store,
    compliance: &Compliance,
    offered: &mut HashSet<TenantId>,
) -> anyhow::Result<()> {
    for firm in tenant::list(store).await? {
        let ctx = store.housekeeper(firm, "campaigns");
        if !offered.contains(&firm) {
            let rows = compliance.offer_rows(&ctx).await?;
            if rows > 0 {
                tracing::info!(rows, "rows of registers were offered to a firm");
            }
            offered.insert(firm);
        }
        let rows = compliance.run_campaigns(&ctx).await?;
        if rows > 0 {
            tracing::info!(rows, "something fell in the campaigns of registers");
        }
    }
    Ok(())
}
