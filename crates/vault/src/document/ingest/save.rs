//! The unit of work that makes a read document visible.

use legalmind_core::{Ctx, audit::Entry, document::Progress, job::JobState, passage::Page};
use legalmind_extract::Outcome;
use legalmind_store::{
    Work, change,
    job::{self, Claimed},
    page,
    passage::{self, NewPassage},
    version::{self, VersionContent},
};
use legalmind_text::passage as text;

use super::{
    mark::Saved,
    run::{Stopped, Task},
};
use crate::{Error, Result, Vault};

impl Vault {
    /// Saves pages, passages and attachments, all or nothing.
    pub(super) async fn save(&self, ctx: &Ctx, task: &Task, outcome: Outcome) -> Result<(), Stopped> {
        let Outcome { kind, pages, children, title, missing } = outcome;
        let (pages, passages) = cut(pages).await?;
        let children = self.children(ctx, task, children).await?;
        let (id, dossier) = (task.version.id, task.document.dossier);
        let count = u32::try_from(pages.len()).unwrap_or(u32::MAX);
        let unread = pages.iter().filter(|page| page.missing.is_some()).count();
        let done = count.saturating_sub(u32::try_from(unread).unwrap_or(u32::MAX));
        let recognised = pages.iter().any(|page| page.recognised);

        let work = self.store.begin(ctx).await?;
        held(ctx, &work, &task.claimed).await?;
        page::put_all(ctx, &work, id, &pages).await?;
        passage::put_all(ctx, &work, id, &passages).await?;
        version::set_kind(ctx, &work, id, kind).await?;
        version::set_pages(ctx, &work, id, Some(count), done, recognised).await?;
        version::set_progress(ctx, &work, id, Progress::Read, missing).await?;
        // search finds what a document says now
        version::retire_older(ctx, &work, task.document.id).await?;
        if title.is_some() {
            let content = VersionContent { title, ..task.version.content.clone() };
            version::set_content(ctx, &work, id, &content).await?;
        }
        self.enter_children(ctx, &work, children).await?;
        let entry = Entry::done("document.ingest", "document", task.document.id.uuid());
        work.audit(entry.in_dossier(dossier))?;
        Ok(work.save().await?)
    }
}

impl Vault {
    /// What was saved, with the line of the change log the index must come to.
    pub(super) async fn saved(&self, ctx: &Ctx, task: &Task) -> Result<Saved> {
        let tx = self.store.read(ctx).await?;
        let seq = change::head(ctx, &tx).await?;
        Ok(Saved { claimed: task.claimed, version: task.version.id, seq })
    }
}

/// Makes sure that this try still holds the job, which goes on until search finds the document.
async fn held(ctx: &Ctx, work: &Work, claimed: &Claimed) -> Result<()> {
    let now = job::get(ctx, work, claimed.job.id).await?;
    let ours = now.state == JobState::Running && now.attempt == claimed.job.attempt;
    if ours { Ok(()) } else { Err(Error::Conflict) }
}

/// Cuts pages into passages, beside the runtime: long documents take a while.
async fn cut(pages: Vec<Page>) -> Result<(Vec<Page>, Vec<NewPassage>)> {
    let cut = move || {
        let drafts = text::split(&pages);
        let passages =
            drafts.into_iter().map(|it| NewPassage { page: it.page, range: it.range, heading: it.heading });
        (passages.collect(), pages)
    };
    let (passages, pages) =
        tokio::task::spawn_blocking(cut).await.map_err(|error| Error::unavailable("reading", error))?;
    Ok((pages, passages))
}
