//! The end of a review: what was taken becomes a new version.

use legalmind_core::{
    Ctx, RedlineId,
    audit::Entry,
    document::Reason,
    redline::{Counts, RedlineState, Verdict},
    rights::Action,
};
use legalmind_docx::Mode;
use legalmind_store::redline::{self, Next};
use legalmind_vault::word::{Reply, Task};

use super::{Opened, operation};
use crate::{Drafter, Error, Result};

impl Drafter {
    /// Makes the new version: proposals that were taken are carried out, as tracked changes in the
    /// person's name or directly, and the changes that were there are accepted or rejected where
    /// that was decided. What is open is left out. Changes of others stay as they are, and are
    /// counted.
    ///
    /// # Errors
    /// [`Error::State`] where it is not open or nothing was decided; [`Error::Word`] where what was
    /// taken does not fit together, and nothing was changed; a conflict where the document has
    /// another version by now.
    pub async fn finish_redline(
        &self,
        ctx: &Ctx,
        id: RedlineId,
        revision: u64,
        tracked: bool,
    ) -> Result<Opened> {
        let tx = self.store.read(ctx).await?;
        let found = redline::get(ctx, &tx, id).await?;
        drop(tx);
        let original =
            self.vault.original(ctx, Action::DocumentUpdate, found.document, found.version).await?;
        if found.state != RedlineState::Open {
            return Err(Error::State("not_open"));
        }
        let author = self.author(ctx).await?;
        let mut content = found.content;
        let edits: Vec<_> = (content.proposals.iter().filter(|it| it.is_accepted()))
            .flat_map(|it| operation::edits(it, &author))
            .collect();
        let decided = |verdict: Verdict| -> Vec<usize> {
            let these = content.revisions.iter().filter(|it| it.decision.verdict == verdict);
            these.map(|it| it.number as usize).collect()
        };
        let (accept, reject) = (decided(Verdict::Accepted), decided(Verdict::Rejected));
        if edits.is_empty() && accept.is_empty() && reject.is_empty() {
            return Err(Error::State("nothing_decided"));
        }
        let mode = if tracked { Mode::Tracked(author) } else { Mode::Direct };
        let task = Task::Change { edits, mode, accept, reject };
        let (reply, bytes) = self.vault.word(task, &[original.bytes]).await?;
        let Reply::Changed { after, .. } = reply else { return Err(Error::Reason(Reason::Internal)) };
        let file = self.vault.seal_file(ctx, &original.document.content.name, bytes).await?;
        let (result, sha256) = (file.version, file.sha256());
        let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        content.after = Some(Counts { revisions: small(after.revisions), comments: small(after.comments) });
        content.sha256 = Some(sha256);
        let work = self.writing(ctx, Action::DocumentUpdate, found.dossier).await?;
        self.vault.enter_version(ctx, &work, found.document, found.version, file).await?;
        let next = Next { state: RedlineState::Finished, result: Some(result), content: &content };
        redline::update(ctx, &work, id, revision, next).await?;
        let entry = Entry::done("redline.finish", "redline", id.uuid()).in_dossier(found.dossier);
        work.audit(entry.of_text(sha256))?;
        let opened = self.opened(ctx, &work, redline::get(ctx, &work, id).await?).await?;
        work.save().await?;
        Ok(opened)
    }
}
