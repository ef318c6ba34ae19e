//! What a person decides on a finding.

use legalmind_core::{
    CheckId, Ctx,
    account::Role,
    audit::Entry,
    check::{FindingDecision, Settlement},
    rights::Action,
};
use legalmind_store::check as rows;

use super::{CheckView, view::name};
use crate::{Checks, Error, Result, access::reason};

/// A decision on a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settling {
    /// What is decided.
    pub settlement: Settlement,
    /// Why.
    pub reason: String,
}

impl Checks {
    /// Decides on the finding of a rule; without a decision, what was decided is taken back.
    ///
    /// # Errors
    /// [`Error::Invalid`] where there is no reason; not found where there is no such rule; a conflict
    /// where somebody was faster.
    pub async fn decide_finding(
        &self,
        ctx: &Ctx,
        id: CheckId,
        revision: u64,
        rule: &str,
        settling: Option<Settling>,
    ) -> Result<CheckView> {
        let sound = |it: Settling| Ok::<_, Error>(Settling { reason: reason(&it.reason)?, ..it });
        let settling = settling.map(sound).transpose()?;
        let (work, mut check) = self.writing_check(ctx, Action::CheckWrite, id).await?;
        if check.content.report.find(rule).is_none() {
            return Err(legalmind_store::Error::NotFound.into());
        }
        let name = name(ctx, &work).await?;
        let content = &mut check.content;
        content.decisions.retain(|it| it.rule != rule);
        content.decisions.extend(settling.map(|it| FindingDecision {
            rule: rule.to_owned(),
            settlement: it.settlement,
            reason: it.reason,
            by: ctx.user(),
            name,
            at: self.world.now(),
            by_lawyer: ctx.role() == Role::Lawyer,
            carried: false,
        }));
        rows::update(ctx, &work, id, revision, content.state(), content).await?;
        work.audit(Entry::done("check.decide", "check", id.uuid()).in_dossier(check.of.dossier))?;
        let found = rows::get(ctx, &work, id).await?;
        let view = self.check_view(ctx, &work, found).await?;
        work.save().await?;
        Ok(view)
    }
}
