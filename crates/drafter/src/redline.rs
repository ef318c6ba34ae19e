//! Reviews: what is proposed for a version of a Word document, what a person decides, and the new
//! version that comes of it.

mod clauses;
mod finish;
mod mend;
mod model;
mod operation;
mod rules;
mod run;

use std::collections::BTreeMap;

use legalmind_core::{
    Ctx, DocumentId, Id, RedlineId, UserId, VersionId,
    audit::{Entry, Outcome},
    document::FileKind,
    redline::{
        Counts, Decision, Proposal, RedlineContent, RedlineState, RedlineTrouble, RevisionDecision, Severity,
        Verdict,
    },
    rights::Action,
};
use legalmind_store::{
    Work, document,
    redline::{self, Next, Redline},
};
use legalmind_vault::{document::Original, word::Read};

pub use mend::{Mend, Mended};

use crate::{Drafter, Error, Result};

/// The longest instruction, in characters.
const MAX_INSTRUCTION: usize = 4_000;
/// The longest reason of a decision.
const MAX_REASON: usize = 2_000;
/// The longest wording of a person's own.
const MAX_WORDING: usize = 50_000;

/// What is to be reviewed.
#[derive(Clone, Debug)]
pub struct NewRedline {
    /// The version; it must be the present one.
    pub version: VersionId,
    /// What is asked for; nothing: only the changes that are there.
    pub instruction: Option<String>,
    /// Whether the document is checked against the clause library.
    pub clauses: bool,
}

/// A review with what a reader wants to know beside it.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The review.
    pub redline: Redline,
    /// The name of the document.
    pub document_name: String,
    /// The number of the version that it made.
    pub result_number: Option<u32>,
    /// The names of those who began it and decided, as far as they are still there.
    pub people: BTreeMap<UserId, String>,
}

/// A decision on one proposal.
#[derive(Clone, Debug, Default)]
pub struct Deciding {
    /// What is decided; none: open again.
    pub verdict: Option<Verdict>,
    /// Why.
    pub reason: Option<String>,
    /// The person's own wording.
    pub wording: Option<String>,
}

pub(crate) fn counts(read: &Read) -> Counts {
    let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Counts { revisions: small(read.revisions.len()), comments: small(read.reading.comments.len()) }
}

impl Drafter {
    /// Begins a review. With an instruction, or against the clause library, proposals are made from
    /// here on, whether or not anybody waits.
    ///
    /// # Errors
    /// [`Error::Invalid`] for what is asked; [`Error::Word`] for what is no Word file that can be
    /// changed; not found or refused as the rules say.
    pub async fn begin_redline(&self, ctx: &Ctx, document: DocumentId, new: NewRedline) -> Result<Opened> {
        let instruction = new.instruction.map(|it| it.trim().to_owned()).filter(|it| !it.is_empty());
        if instruction.as_ref().is_some_and(|it| it.chars().nth(MAX_INSTRUCTION).is_some()) {
            return Err(Error::invalid("/instruction", "too_long"));
        }
        let (original, read) = self.reviewed(ctx, document, new.version, 0).await?;
        let made = instruction.is_some() || new.clauses;
        let model = self.model_for(ctx, original.document.dossier).await?;
        let content = RedlineContent {
            model: model.filter(|_| instruction.is_some()).map(|it| it.model().to_owned()),
            instruction,
            clauses: new.clauses,
            before: counts(&read),
            ..RedlineContent::default()
        };
        let id: RedlineId = Id::new(&self.world);
        let state = if made { RedlineState::Running } else { RedlineState::Open };
        let dossier = original.document.dossier;
        let work = self.writing(ctx, Action::DocumentUpdate, dossier).await?;
        redline::add(ctx, &work, id, (dossier, document, new.version), state, &content).await?;
        work.audit(Entry::done("redline.begin", "redline", id.uuid()).in_dossier(dossier))?;
        let opened = self.opened(ctx, &work, redline::get(ctx, &work, id).await?).await?;
        work.save().await?;
        if made {
            tokio::spawn(run::Run::new(self, ctx.clone(), opened.redline.clone(), original).make());
        }
        Ok(opened)
    }

    /// The present version of a Word document that may be changed, with `count` of its paragraphs.
    async fn reviewed(
        &self,
        ctx: &Ctx,
        document: DocumentId,
        version: VersionId,
        count: usize,
    ) -> Result<(Original, Read)> {
        let original = self.vault.original(ctx, Action::DocumentUpdate, document, version).await?;
        if original.document.version.map(|it| it.id) != Some(version) {
            return Err(Error::invalid("/version", "not_present"));
        }
        if original.version.state.kind != FileKind::Docx {
            return Err(Error::invalid("/version", "not_word"));
        }
        let read = self.read(&original, 0, count).await?;
        if read.facts.protection.as_deref().is_some_and(|it| it != "trackedChanges") {
            return Err(Error::invalid("/version", "protected"));
        }
        Ok((original, read))
    }

    /// The reviews of a document, newest first.
    ///
    /// # Errors
    /// Not found as the rules say.
    pub async fn list_redlines(&self, ctx: &Ctx, document: DocumentId) -> Result<Vec<Opened>> {
        let tx = self.store.read(ctx).await?;
        let found = document::get(ctx, &tx, document).await?;
        drop(tx);
        let tx = self.reading(ctx, Action::DocumentRead, found.dossier).await?;
        let mut out = Vec::new();
        for it in redline::list(ctx, &tx, document).await? {
            out.push(self.opened(ctx, &tx, it).await?);
        }
        drop(tx);
        let entry = Entry::done("redline.list", "document", document.uuid()).in_dossier(found.dossier);
        self.store.look(ctx, entry).await?;
        Ok(out)
    }

    /// A review, as far as it is.
    ///
    /// # Errors
    /// Not found as the rules say.
    pub async fn get_redline(&self, ctx: &Ctx, id: RedlineId) -> Result<Opened> {
        let tx = self.store.read(ctx).await?;
        let found = redline::get(ctx, &tx, id).await?;
        drop(tx);
        let tx = self.reading(ctx, Action::DocumentRead, found.dossier).await?;
        let dossier = found.dossier;
        let opened = self.opened(ctx, &tx, found).await?;
        drop(tx);
        let entry = Entry::done("redline.read", "redline", id.uuid()).in_dossier(dossier);
        self.store.look(ctx, entry).await?;
        Ok(opened)
    }

    /// Decides on a proposal, or opens it again.
    ///
    /// # Errors
    /// [`Error::Invalid`] for what is decided; [`Error::State`] where the review is not open; a
    /// conflict where somebody was faster.
    pub async fn decide(
        &self,
        ctx: &Ctx,
        id: RedlineId,
        revision: u64,
        number: u32,
        deciding: Deciding,
    ) -> Result<Opened> {
        let reason = said(deciding.reason, "/reason", MAX_REASON)?;
        let wording = said(deciding.wording, "/text", MAX_WORDING)?;
        self.change(ctx, id, revision, "redline.decide", |content, by| {
            let found = usize::try_from(number).ok().and_then(|at| content.proposals.get_mut(at));
            let proposal = found.ok_or(Error::Store(legalmind_store::Error::NotFound))?;
            proposal.own = wording.filter(|it| *it != proposal.new);
            proposal.decision = deciding.verdict.map(|verdict| Decision { verdict, reason, ..by });
            Ok(())
        })
        .await
    }

    /// Decides on a tracked change that is in the document already, or leaves it as it is.
    ///
    /// # Errors
    /// As [`Drafter::decide`].
    pub async fn decide_revision(
        &self,
        ctx: &Ctx,
        id: RedlineId,
        revision: u64,
        number: u32,
        deciding: Deciding,
    ) -> Result<Opened> {
        let reason = said(deciding.reason, "/reason", MAX_REASON)?;
        self.change(ctx, id, revision, "redline.decide", |content, by| {
            if number >= content.before.revisions {
                return Err(legalmind_store::Error::NotFound.into());
            }
            content.revisions.retain(|it| it.number != number);
            if let Some(verdict) = deciding.verdict {
                let decision = Decision { verdict, reason, ..by };
                content.revisions.push(RevisionDecision { number, decision });
                content.revisions.sort_by_key(|it| it.number);
            }
            Ok(())
        })
        .await
    }

    /// Decides on all proposals that are open, or on those of one severity.
    ///
    /// # Errors
    /// As [`Drafter::decide`].
    pub async fn decide_all(
        &self,
        ctx: &Ctx,
        id: RedlineId,
        revision: u64,
        verdict: Verdict,
        reason: Option<String>,
        severity: Option<Severity>,
    ) -> Result<Opened> {
        let reason = said(reason, "/reason", MAX_REASON)?;
        self.change(ctx, id, revision, "redline.decide", |content, by| {
            let open = |it: &&mut Proposal| {
                it.decision.is_none() && severity.is_none_or(|severity| it.severity == severity)
            };
            for proposal in content.proposals.iter_mut().filter(open) {
                let by = by.clone();
                proposal.decision = Some(Decision { verdict, reason: reason.clone(), ..by });
            }
            Ok(())
        })
        .await
    }

    /// Gives a review up; the document is as it was.
    ///
    /// # Errors
    /// [`Error::State`] where it is finished; a conflict where somebody was faster.
    pub async fn discard_redline(&self, ctx: &Ctx, id: RedlineId, revision: u64) -> Result<()> {
        let (work, found) = self.changing(ctx, id).await?;
        if matches!(found.state, RedlineState::Finished | RedlineState::Discarded) {
            return Err(Error::State("ended"));
        }
        let next = Next { state: RedlineState::Discarded, result: None, content: &found.content };
        redline::update(ctx, &work, id, revision, next).await?;
        work.audit(Entry::done("redline.discard", "redline", id.uuid()).in_dossier(found.dossier))?;
        Ok(work.save().await?)
    }

    /// After a start: ends reviews whose proposals nobody is making any more.
    ///
    /// # Errors
    /// Where rows cannot be read or written.
    pub async fn recover(&self, ctx: &Ctx) -> Result<usize> {
        let tx = self.store.read(ctx).await?;
        let lost = redline::running(ctx, &tx).await?;
        drop(tx);
        let count = lost.len();
        for mut it in lost {
            it.content.trouble = Some(RedlineTrouble::Restarted);
            let work = self.store.begin(ctx).await?;
            let next = Next { state: RedlineState::Failed, result: None, content: &it.content };
            redline::update(ctx, &work, it.id, it.revision, next).await?;
            let entry = Entry::done("redline.interrupt", "redline", it.id.uuid()).in_dossier(it.dossier);
            work.audit(entry.outcome(Outcome::Failed))?;
            work.save().await?;
        }
        Ok(count)
    }

    /// A unit of work in which the person may change a review.
    async fn changing(&self, ctx: &Ctx, id: RedlineId) -> Result<(Work, Redline)> {
        let tx = self.store.read(ctx).await?;
        let found = redline::get(ctx, &tx, id).await?;
        drop(tx);
        let work = self.writing(ctx, Action::DocumentUpdate, found.dossier).await?;
        let found = redline::get(ctx, &work, id).await?;
        Ok((work, found))
    }

    /// Changes the content of an open review.
    async fn change(
        &self,
        ctx: &Ctx,
        id: RedlineId,
        revision: u64,
        action: &'static str,
        how: impl FnOnce(&mut RedlineContent, Decision) -> Result<()> + Send,
    ) -> Result<Opened> {
        let (work, mut found) = self.changing(ctx, id).await?;
        if found.state != RedlineState::Open {
            return Err(Error::State("not_open"));
        }
        let by = Decision { verdict: Verdict::Rejected, reason: None, by: ctx.user(), at: self.world.now() };
        how(&mut found.content, by)?;
        let next = Next { state: RedlineState::Open, result: None, content: &found.content };
        redline::update(ctx, &work, id, revision, next).await?;
        work.audit(Entry::done(action, "redline", id.uuid()).in_dossier(found.dossier))?;
        let opened = self.opened(ctx, &work, redline::get(ctx, &work, id).await?).await?;
        work.save().await?;
        Ok(opened)
    }

    pub(crate) async fn opened(
        &self,
        ctx: &Ctx,
        tx: &legalmind_store::Tx,
        redline: Redline,
    ) -> Result<Opened> {
        let document_name = document::get(ctx, tx, redline.document).await?.content.name;
        let result_number = match redline.result {
            Some(version) => Some(legalmind_store::version::get(ctx, tx, version).await?.state.number),
            None => None,
        };
        let content = &redline.content;
        let proposals = content.proposals.iter().filter_map(|it| it.decision.as_ref());
        let deciding = proposals.chain(content.revisions.iter().map(|it| &it.decision));
        let mut people = BTreeMap::new();
        for user in deciding.filter_map(|it| it.by).chain(redline.created_by) {
            if !people.contains_key(&user)
                && let Some(name) = self.name_of(ctx, tx, Some(user)).await?
            {
                people.insert(user, name);
            }
        }
        Ok(Opened { redline, document_name, result_number, people })
    }
}

/// Words of a person, if there are any.
fn said(words: Option<String>, pointer: &'static str, most: usize) -> Result<Option<String>> {
    let Some(words) = words.map(|it| it.replace("\r\n", "\n")).filter(|it| !it.trim().is_empty()) else {
        return Ok(None);
    };
    if words.chars().nth(most).is_some() {
        return Err(Error::invalid(pointer, "too_long"));
    }
    if words.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')) {
        return Err(Error::invalid(pointer, "not_text"));
    }
    Ok(Some(words))
}
