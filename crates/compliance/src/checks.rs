//! Checks: a document of a dossier held against a playbook of the firm, kept with what people decide
//! on each finding. The checking itself is [`crate::check`]; here are rights, rows and the log.
//!
//! ```text
//! start: what is to be held against what ─▶ a row (running) and a job
//! run:   stored pages + text of the playbook ─▶ check::run ─▶ a model's answers, if one may be asked ─▶ kept
//!          └ the check before it of the same two: decisions on what is the same go with it
//! stop ─▶ nothing is found │ failed ─▶ with its reason
//! decide ─▶ each finding: risk taken │ to repair │ not applicable, with its reason
//! mend ─▶ drafter: proposals of chosen findings as a review with tracked changes
//! report ─▶ JSON, whose hash names it │ Word │ PDF
//! ```

mod ask;
mod decide;
mod mend;
mod paper;
mod position;
mod report;
mod run;
mod view;

use legalmind_core::{
    CheckId, Ctx, DocumentId, DossierId, Id, PlaybookId,
    audit::Entry,
    check::{ChangeKind, CheckContent, CheckState, Facts, Finding, FindingDecision, ModelAnswer, Report},
    clause::LibraryState,
    document::Progress,
    job::JobKind,
    rights::Action,
};
use legalmind_store::{
    Tx,
    check::{self as rows, CheckOf},
    document::{self, Document},
    job, library,
    playbook::Playbooks,
    version::{self, Version},
};

pub use decide::Settling;
pub use position::{Position, REGISTER};
pub use report::{Format, Made};
pub use view::{CheckLine, CheckView, Previous};
use view::{name, newer};

use crate::{
    Checks, Error, Result,
    check::{Checker, difference},
    playbook::head,
};

/// What is to be held against what.
#[derive(Clone, Debug)]
pub struct NewCheck {
    /// The document; its present version is checked.
    pub document: DocumentId,
    /// The playbook; its present version is used.
    pub playbook: PlaybookId,
    /// What is told of the contract; what is not told is looked for in it.
    pub facts: Facts,
}

/// A check that can be made.
struct Ready {
    of: CheckOf,
    /// The text of the playbook.
    text: String,
    content: CheckContent,
}

impl Checks {
    /// Puts a check in: the present version of a document, to be held against a playbook. The work is a
    /// job; the check is running until it ends.
    ///
    /// # Errors
    /// [`Error::Invalid`] at what cannot be checked; not found or refused as the rules say.
    pub async fn start_check(&self, ctx: &Ctx, dossier: DossierId, new: NewCheck) -> Result<CheckView> {
        let tx = self.store.reading(ctx, Action::CheckWrite, dossier).await?;
        let ready = ready(ctx, &tx, dossier, new).await?;
        drop(tx);
        // its rules propose clauses of the library
        self.drafter.start_library(ctx).await?;
        let Ready { of, text, mut content } = ready;
        let checker = apart(move || Checker::read(&text)).await?;
        let checker = checker.map_err(|_| Error::invalid("/playbook", "unreadable"))?;
        let playbook = checker.playbook();
        if let Some((key, code)) = playbook.refuses(&content.facts) {
            return Err(Error::invalid(format!("/facts/{key}"), code.as_str()));
        }
        let (playbook, title) = (playbook.key.clone(), playbook.title.clone());
        content.report = Report { playbook, title, ..Report::default() };
        let id: CheckId = Id::new(&self.world);
        let work = self.store.writing(ctx, Action::CheckWrite, dossier).await?;
        content.checked_by = name(ctx, &work).await?;
        rows::add(ctx, &work, id, of, CheckState::Running, &content).await?;
        job::add(ctx, &work, &run::job_for(id, &of)).await?;
        work.audit(Entry::done("check.start", "check", id.uuid()).in_dossier(dossier))?;
        let found = rows::get(ctx, &work, id).await?;
        let view = self.check_view(ctx, &work, found).await?;
        work.save().await?;
        Ok(view)
    }

    /// Stops a check that is running: nothing of it is kept. One that has ended stays as it is.
    ///
    /// # Errors
    /// Not found or refused as the rules say; a conflict where it ended at the same moment.
    pub async fn stop_check(&self, ctx: &Ctx, id: CheckId) -> Result<CheckView> {
        let (work, check) = self.writing_check(ctx, Action::CheckWrite, id).await?;
        if check.state == CheckState::Running {
            rows::update(ctx, &work, id, check.revision, CheckState::Stopped, &check.content).await?;
            job::withdraw(ctx, &work, JobKind::Check, id.uuid()).await?;
        }
        work.audit(Entry::done("check.stop", "check", id.uuid()).in_dossier(check.of.dossier))?;
        let found = rows::get(ctx, &work, id).await?;
        let view = self.check_view(ctx, &work, found).await?;
        work.save().await?;
        Ok(view)
    }

    /// The checks of a dossier, newest first.
    ///
    /// # Errors
    /// Not found as the rules say.
    pub async fn list_checks(&self, ctx: &Ctx, dossier: DossierId) -> Result<Vec<CheckLine>> {
        let tx = self.store.reading(ctx, Action::CheckRead, dossier).await?;
        let mut out = Vec::new();
        for check in rows::list(ctx, &tx, dossier).await? {
            let newer = newer(ctx, &tx, &check).await?.is_some();
            out.push(CheckLine { check, newer });
        }
        drop(tx);
        let entry = Entry::done("check.list", "dossier", dossier.uuid()).in_dossier(dossier);
        self.store.look(ctx, entry).await?;
        Ok(out)
    }

    /// A check with its findings, what people decided, and what changed since the one before.
    ///
    /// # Errors
    /// Not found as the rules say.
    pub async fn get_check(&self, ctx: &Ctx, id: CheckId) -> Result<CheckView> {
        let (tx, found) = self.reading_check(ctx, Action::CheckRead, id).await?;
        let dossier = found.of.dossier;
        let view = self.check_view(ctx, &tx, found).await?;
        drop(tx);
        self.store.look(ctx, Entry::done("check.read", "check", id.uuid()).in_dossier(dossier)).await?;
        Ok(view)
    }
}

/// The document and the playbook of a check, as far as they can be checked.
async fn ready(ctx: &Ctx, tx: &Tx, dossier: DossierId, new: NewCheck) -> Result<Ready> {
    let document = own(ctx, tx, dossier, new.document).await?;
    let present = document.version.ok_or_else(|| Error::invalid("/document", "not_read"))?;
    let Version { state, content: kept, .. } = version::get(ctx, tx, present.id).await?;
    if !matches!(state.progress, Progress::Read | Progress::Searchable) {
        return Err(Error::invalid("/document", "not_read"));
    }
    let piece = match library::get::<Playbooks>(ctx, tx, new.playbook).await {
        Err(legalmind_store::Error::NotFound) => return Err(Error::invalid("/playbook", "unknown")),
        other => other?,
    };
    if piece.state == LibraryState::Withdrawn {
        return Err(Error::invalid("/playbook", "withdrawn"));
    }
    let text = library::version::<Playbooks>(ctx, tx, piece.id, piece.number).await?.content.text;
    let previous = rows::last(ctx, tx, document.id, piece.id).await?;
    let of = CheckOf {
        dossier,
        document: document.id,
        version: present.id,
        playbook: piece.id,
        playbook_number: piece.number,
        previous: previous.as_ref().map(|it| it.id),
    };
    let content = CheckContent {
        document_name: document.content.name,
        version_number: state.number,
        document_sha256: kept.sha256,
        playbook_sha256: head(ctx, tx, &piece).await?.sha256,
        playbook_approved: piece.state == LibraryState::Approved,
        facts: new.facts,
        ..CheckContent::default()
    };
    Ok(Ready { of, text, content })
}

/// A document of this dossier.
async fn own(ctx: &Ctx, tx: &Tx, dossier: DossierId, id: DocumentId) -> Result<Document> {
    match document::get(ctx, tx, id).await {
        Ok(found) if found.dossier == dossier => Ok(found),
        Ok(_) | Err(legalmind_store::Error::NotFound) => Err(Error::invalid("/document", "unknown")),
        Err(error) => Err(error.into()),
    }
}

/// Does work that takes a while apart from the threads that others wait for.
pub(crate) async fn apart<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(|_| Error::State("check_failed"))
}

/// The decisions of the check before on what was found again, in the same words for the same reasons.
fn carried(before: &CheckContent, now: &Report) -> Vec<FindingDecision> {
    let changes = difference(&before.report, now);
    let same = |rule: &str| changes.iter().any(|it| it.rule == rule && it.kind == ChangeKind::Same);
    let answered = |it: &ModelAnswer| (it.says, it.trouble);
    let asked = |it: &Finding| (it.question.clone(), it.steps.clone(), it.answer.as_ref().map(answered));
    let again = |it: &&FindingDecision| {
        let (old, new) = (before.report.find(&it.rule), now.find(&it.rule));
        same(&it.rule) && old.map(asked) == new.map(asked)
    };
    before.decisions.iter().filter(again).map(|it| FindingDecision { carried: true, ..it.clone() }).collect()
}
