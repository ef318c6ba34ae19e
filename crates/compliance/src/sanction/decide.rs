//! What a person decides on a possible match.

use legalmind_core::{
    Ctx, ScreeningId,
    audit::Entry,
    sanction::{MatchDecision, MatchOutcome},
};
use legalmind_store::sanction as rows;

use super::{Sanctions, ScreeningView};
use crate::{Error, Result, access::reason};

/// A decision on a possible match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatchSettling {
    /// What is decided.
    pub outcome: MatchOutcome,
    /// Why.
    pub reason: String,
}

impl Sanctions {
    /// Decides on a match of the last screening of a dossier; without a decision, what was decided is
    /// taken back.
    ///
    /// # Errors
    /// [`Error::Invalid`] where there is no reason; not found where there is no such match;
    /// [`Error::State`] where another screening followed; a conflict where somebody was faster.
    pub async fn decide_match(
        &self,
        ctx: &Ctx,
        id: ScreeningId,
        revision: u64,
        number: u32,
        settling: Option<MatchSettling>,
    ) -> Result<ScreeningView> {
        let settling = settling
            .map(|it| Ok::<_, Error>(MatchSettling { reason: reason(&it.reason)?, ..it }))
            .transpose()?;
        let (work, mut found) = self.deciding(ctx, id).await?;
        if found.content.matches().all(|it| it.number != number) {
            return Err(legalmind_store::Error::NotFound.into());
        }
        let last = rows::list(ctx, &work, found.dossier, 1).await?.pop();
        if last.is_some_and(|last| last.id != id) {
            return Err(Error::State("screening_followed"));
        }
        let decisions = &mut found.content.decisions;
        decisions.retain(|it| it.number != number);
        decisions.extend(settling.map(|it| MatchDecision {
            number,
            outcome: it.outcome,
            reason: it.reason,
            by: ctx.user(),
            at: self.world.now(),
            carried: false,
        }));
        rows::update(ctx, &work, id, revision, &found.content).await?;
        work.audit(Entry::done("sanction.decide", "screening", id.uuid()).in_dossier(found.dossier))?;
        let found = rows::get(ctx, &work, id).await?;
        let view = ScreeningView::of(ctx, &work, found).await?;
        work.save().await?;
        Ok(view)
    }
}
