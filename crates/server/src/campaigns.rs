//! The campaigns of registers and the reports of quarters, run for every firm again and again. How often is of no matter: what
//! falls is computed from the rows, and written down once.

use std::{collections::HashSet, time::Duration};

use legalmind_compliance::Compliance;
use legalmind_core::{Ctx, TenantId};
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

/// One round over all firms. A firm whose rows cannot be read keeps no other from its day; the first
/// of what failed is told.
async fn round(
    store: &Store,
    compliance: &Compliance,
    offered: &mut HashSet<TenantId>,
) -> anyhow::Result<()> {
    let mut told = Ok(());
    for firm in tenant::list(store).await? {
        let ctx = store.housekeeper(firm, "campaigns");
        told = told.and(of_firm(&ctx, compliance, offered).await);
    }
    told
}

/// A firm that was not seen before is offered its rows first, and its new dossiers theirs; its campaigns
/// run all the same where that fails.
pub(crate) async fn of_firm(
    ctx: &Ctx,
    compliance: &Compliance,
    offered: &mut HashSet<TenantId>,
) -> anyhow::Result<()> {
    let offer = if offered.contains(&ctx.tenant()) { Ok(0) } else { compliance.offer_rows(ctx).await };
    if let Ok(rows) = &offer {
        // what the product runs on changes with a start, and no sooner
        compliance.settle_measured(ctx).await?;
        offered.insert(ctx.tenant());
        if *rows > 0 {
            tracing::info!(rows, "rows of registers were offered to a firm");
        }
    }
    let duties = compliance.offer_duties(ctx).await;
    if let Ok(rows @ 1..) = &duties {
        tracing::info!(rows, "rows of registers were offered to dossiers");
    }
    let recipients = compliance.offer_recipients(ctx).await;
    if let Ok(rows @ 1..) = &recipients {
        tracing::info!(rows, "rows of registers were offered for who received something");
    }
    let rows = compliance.run_campaigns(ctx).await;
    if let Ok(rows @ 1..) = &rows {
        tracing::info!(rows, "something fell in the campaigns of registers");
    }
    rows?;
    // of a quarter that is over, once all fell that was to fall
    let reports = compliance.make_reports(ctx).await?;
    if reports > 0 {
        tracing::info!(reports, "reports to management were made");
    }
    let forgotten = compliance.forget_intakes(ctx).await?;
    if forgotten > 0 {
        tracing::info!(
            forgotten,
            "conflict checks from which no dossier was made within a year were forgotten"
        );
    }
    let emptied = compliance.forget_answers(ctx).await?;
    if emptied > 0 {
        tracing::info!(emptied, "the answers of tests whose training was renewed or is over were removed");
    }
    offer.and(duties)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use legalmind_core::{Id, account::Role, audit::Entry};
    use legalmind_testkit::{Fixture, Person};

    use super::*;

    #[tokio::test(flavor = "multi_thread")]
    async fn a_firm_that_fails_keeps_no_other_from_its_day() {
        let fixture = Fixture::sqlite().await.expect("a store");
        // a firm whose key does not open: nothing of it can be read or written
        fixture.clock.pass(Duration::from_secs(1));
        let (tenant, user) = (Id::new(&fixture.world), Id::new(&fixture.world));
        fixture.ring.create(tenant, &fixture.world).await.expect("a key");
        let ctx = fixture.ctx_of(Person { tenant, user, role: Role::Lawyer });
        let work = fixture.store.begin(&ctx).await.expect("work");
        tenant::create(&ctx, &work, "Kade Advocaten", b"no key").await.expect("a firm");
        work.audit(Entry::done("tenant.create", "tenant", tenant.uuid())).expect("an entry");
        work.save().await.expect("saved");
        fixture.ring.forget(tenant);
        fixture.clock.pass(Duration::from_secs(1));
        let last = fixture.firm().await.expect("a later firm").tenant;
        let first = fixture.lawyer.tenant;
        assert_eq!(tenant::list(&fixture.store).await.expect("firms"), [first, tenant, last]);
        let compliance = Compliance::new(fixture.store.clone(), fixture.world.clone());
        let mut offered = HashSet::new();
        round(&fixture.store, &compliance, &mut offered).await.expect_err("it is told");
        assert_eq!(offered, HashSet::from([first, last]), "the others got their rows");
        let night = fixture.store.housekeeper(last, "campaigns");
        assert_eq!(compliance.run_campaigns(&night).await.expect("runs"), 0, "its campaigns have run");
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn p067_a_round_removes_the_answers_of_a_test_that_nobody_needs_any_more() {
        let fixture = Fixture::sqlite().await.expect("a store");
        let compliance = Compliance::new(fixture.store.clone(), fixture.world.clone());
        let ctx = fixture.ctx();
        let begun = compliance.start_training(&ctx, "ai").await.expect("begun");
        let answers = vec![vec![0]; begun.questions.len()];
        let marked = compliance.hand_in(&ctx, begun.id, &answers).await.expect("marked");
        let asked = async || {
            round(&fixture.store, &compliance, &mut HashSet::new()).await.expect("a round");
            let it = compliance.get_attempt(&ctx, begun.id).await.expect("an attempt");
            assert_eq!((it.standing, it.right), (marked.standing, marked.right), "how it ended stays");
            it.questions.len()
        };
        assert_eq!(asked().await, 10);
        fixture.clock.pass(Duration::from_secs(367 * 24 * 3_600));
        assert_eq!(asked().await, 0);
    }
}
