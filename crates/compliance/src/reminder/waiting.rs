//! What waits for a person, by their own rights.

use std::collections::HashSet;

use jiff::ToSpan;
use legalmind_core::{
    Ctx,
    dossier::DossierFacts,
    mail::{Fell, MailKind, Matter, Nearness},
    register::EventKind,
    rights::{Action, decide},
};
use legalmind_store::{
    deadline, management_report,
    register::cycle::{self, Asked, Whose},
};

use crate::{
    Compliance, Error, Result,
    register::{asking, find, told},
};

/// The most of each kind that is counted.
const MOST: u64 = 5_000;
/// How many days ahead a deadline is near.
const AHEAD: i64 = 6;

/// One thing that waits.
pub(super) struct Item {
    pub(super) matter: Matter,
    pub(super) kind: MailKind,
    /// It is past its day.
    pub(super) over: bool,
    /// Whoever keeps the registers is told of it whatever they chose.
    must: bool,
}

impl Item {
    /// Whether a person who does not want these kinds gets it.
    pub(super) fn is_wanted(&self, off: &[MailKind]) -> bool {
        self.must || !off.contains(&self.kind)
    }

    /// Whether it makes a daily mail go: what falls in a clock has a mail of its own.
    pub(super) fn rings(&self) -> bool {
        !self.is_clock()
    }

    pub(super) fn is_clock(&self) -> bool {
        self.kind == MailKind::Clocks
    }

    pub(super) fn is_report(&self) -> bool {
        self.kind == MailKind::Reports
    }
}

impl Compliance {
    /// What waits for the person in `ctx`: what their first page shows of it.
    pub(super) async fn waiting(&self, ctx: &Ctx) -> Result<Vec<Item>> {
        let user = ctx.user().ok_or(Error::State("nobody"))?;
        let (now, today) = (self.world.now(), self.today());
        let tx = self.store.read(ctx).await?;
        let owners = self.looked_after(ctx, &tx, user).await?;
        let near = today.checked_add(AHEAD.days()).unwrap_or(today);
        let mut all = Vec::new();
        for (id, last) in deadline::owed(ctx, &tx, &owners, near, MOST).await? {
            let nearness = match last {
                last if last < today => Nearness::Over,
                last if last == today => Nearness::Today,
                _ => Nearness::Soon,
            };
            let (matter, over) = (Matter::Deadline(id, nearness), nearness == Nearness::Over);
            all.push(Item { matter, kind: MailKind::Deadlines, over, must: false });
        }
        let standing = self.standing(ctx, &tx).await?;
        let keeps = standing.keeps_all(ctx);
        let registers = standing.registers(ctx);
        let told = told(ctx, &tx, standing).await?;
        let asking = asking(ctx, &tx, user).await?;
        let asked = Some(Asked { user, campaigns: &asking });
        let whose = Whose { owners: &owners, escalated: keeps, told: &told, asked };
        let owed = cycle::owed(ctx, &tx, standing.sight(&registers), whose, MOST).await?;
        let rows: HashSet<_> = owed.iter().map(|it| it.key.row).collect();
        let fallen = cycle::fallen(ctx, &tx, &rows.into_iter().collect::<Vec<_>>()).await?;
        for it in owed {
            let Some(campaign) = find(&it.register).and_then(|of| of.campaign(&it.key.campaign)) else {
                continue;
            };
            let (kind, hours) = fallen.get(&it.key).copied().unwrap_or((EventKind::Opened, 0));
            let fell = Fell::of(kind, hours).unwrap_or(Fell::Opened);
            let own = it.owner.is_some_and(|owner| owners.contains(&owner));
            let escalated = fell == Fell::Escalated && !own;
            let at_once = told.contains(&(it.register.as_str(), it.key.campaign.as_str()));
            let kind = match escalated {
                _ if campaign.in_hours() => MailKind::Clocks,
                true => MailKind::Escalations,
                false => MailKind::Tasks,
            };
            let over = it.key.due <= now;
            let matter = Matter::Task(it.key.row, it.key.campaign, it.key.due, fell);
            all.push(Item { matter, kind, over, must: at_once || (escalated && keeps) });
        }
        if decide(ctx, Action::ReportAcknowledge, DossierFacts::default()).is_ok() {
            let unseen =
                |it: &management_report::ManagementReport| it.content.seen.iter().all(|said| said.by != user);
            let reports = management_report::list(ctx, &tx).await?.into_iter().filter(unseen);
            all.extend(reports.map(|it| Item {
                matter: Matter::Report(it.id),
                kind: MailKind::Reports,
                over: false,
                must: false,
            }));
        }
        Ok(all)
    }
}
