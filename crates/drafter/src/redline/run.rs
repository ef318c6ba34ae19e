//! The making of proposals, from an instruction to what fits the document.

use legalmind_core::{
    Ctx, DossierId,
    audit::{Entry, Outcome},
    document::Reason,
    redline::{Proposal, RedlineState, RedlineTrouble, RefusedProposal, Source},
};
use legalmind_docx::Author;
use legalmind_store::{
    clause::Clauses,
    dossier, library,
    redline::{self, Next, Redline},
};
use legalmind_vault::{
    document::Original,
    word::{Reply, Task},
};

use super::{
    clauses::{self, Library},
    model,
    operation::{Wish, code},
    rules,
};
use crate::{
    Drafter, Error, Result,
    outline::{self, Line},
    place,
};

/// The making of the proposals of one review.
pub struct Run {
    drafter: Drafter,
    ctx: Ctx,
    redline: Redline,
    original: Original,
}

/// What is put before rules and models.
pub struct Before<'a> {
    /// The lines of the document.
    pub lines: &'a [Line],
    /// The names of the two sides, ours first; none where the document does not give them.
    pub sides: Option<(String, String)>,
    /// The clauses of the firm.
    pub library: &'a Library,
}

impl Run {
    pub fn new(drafter: &Drafter, ctx: Ctx, redline: Redline, original: Original) -> Self {
        Self { drafter: drafter.clone(), ctx, redline, original }
    }

    /// Makes the proposals and writes them down, whatever happens on the way.
    pub async fn make(mut self) {
        let trouble = match self.propose().await {
            Ok(trouble) => trouble,
            Err(error) => {
                tracing::error!(%error, "proposals could not be made");
                Some(RedlineTrouble::Internal)
            }
        };
        if let Err(error) = self.end(trouble).await {
            // given up by its person in the meantime, perhaps
            tracing::warn!(%error, "proposals could not be written down");
        }
    }

    /// Wishes, tried on the document; the trouble, where there are fewer than there should be.
    async fn propose(&mut self) -> Result<Option<RedlineTrouble>> {
        let read = self.drafter.read(&self.original, 0, usize::MAX).await?;
        let lines = outline::lines(&read.reading);
        let (library, client) = library(&self.drafter, &self.ctx, self.redline.dossier).await?;
        let sides = outline::parties(&lines, &client);
        let before = Before { lines: &lines, sides, library: &library };
        let mut wishes = Vec::new();
        let mut trouble = None;
        if let Some(instruction) = self.redline.content.instruction.clone() {
            let made = match self.drafter.model_for(&self.ctx, self.redline.dossier).await? {
                Some(model) => {
                    let drafter = self.drafter.clone();
                    model::wishes(&drafter, &model, &self.ctx, &self.redline, &instruction, &before).await?
                }
                None => rules::wishes(&instruction, &before),
            };
            match made {
                Ok(made) => wishes.extend(made),
                Err(reason) => trouble = Some(reason),
            }
        }
        if self.redline.content.clauses {
            if library.is_empty() {
                trouble = Some(RedlineTrouble::NoClauses);
            }
            wishes.extend(clauses::checked(&before));
        }
        let (proposals, refused) = tried(&self.drafter, &self.original, wishes).await?;
        self.redline.content.proposals = proposals;
        self.redline.content.refused = refused;
        Ok(trouble)
    }

    async fn end(&mut self, trouble: Option<RedlineTrouble>) -> Result<()> {
        let content = &mut self.redline.content;
        content.trouble = trouble;
        if content.proposals.iter().all(|it| it.source != Source::Model) && trouble.is_some() {
            content.model = None;
        }
        let nothing = content.proposals.is_empty() && content.refused.is_empty();
        let failed = trouble.is_some() && nothing;
        let state = if failed { RedlineState::Failed } else { RedlineState::Open };
        let outcome = if failed { Outcome::Failed } else { Outcome::Done };
        let work = self.drafter.store.begin(&self.ctx).await?;
        let next = Next { state, result: None, content: &self.redline.content };
        redline::update(&self.ctx, &work, self.redline.id, self.redline.revision, next).await?;
        let entry = Entry::done("redline.propose", "redline", self.redline.id.uuid());
        work.audit(entry.in_dossier(self.redline.dossier).outcome(outcome))?;
        Ok(work.save().await?)
    }
}

/// The clauses of the firm, and the name of the client of a dossier.
pub async fn library(drafter: &Drafter, ctx: &Ctx, dossier: DossierId) -> Result<(Library, String)> {
    drafter.start_library(ctx).await?;
    let tx = drafter.store.read(ctx).await?;
    let pieces = library::list::<Clauses>(ctx, &tx).await?;
    let client = dossier::get(ctx, &tx, dossier).await?.content.client;
    Ok((Library::new(pieces), client))
}

/// What fits the document, in its order; and what does not, with the reason.
pub async fn tried(
    drafter: &Drafter,
    original: &Original,
    wishes: Vec<Wish>,
) -> Result<(Vec<Proposal>, Vec<RefusedProposal>)> {
    let (mut proposals, mut refused) = (Vec::new(), Vec::new());
    if wishes.is_empty() {
        return Ok((proposals, refused));
    }
    let author = Author {
        name: "Legal Mind (concept)".into(),
        initials: "LM".into(),
        date: "2000-01-01T00:00:00Z".into(),
    };
    let edits = wishes.iter().map(|it| it.probe(&author)).collect();
    let (reply, _) = drafter.vault.word(Task::Try(edits), std::slice::from_ref(&original.bytes)).await?;
    let Reply::Tried(outcomes) = reply else { return Err(Error::Reason(Reason::Internal)) };
    for (wish, outcome) in wishes.into_iter().zip(outcomes) {
        match outcome {
            Ok(it) => proposals.push(wish.proposal(place(&it.address), it.text)),
            Err(refusal) => refused.push(RefusedProposal {
                kind: wish.kind.as_str().to_owned(),
                old: wish.old,
                code: code(&refusal),
            }),
        }
    }
    proposals.sort_by_key(|it| (it.place.paragraph, it.place.start));
    Ok((proposals, refused))
}
