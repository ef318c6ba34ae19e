//! A cycle confirmed, with the evidence that its campaign asks for; and, where another person has to
//! look at it, checked or sent back.

use legalmind_core::{
    Ctx, DocumentId,
    register::{Confirmation, CycleContent, CycleKey, CycleState, EventKind},
    rights::Action,
};
use legalmind_store::{
    Work,
    register::{self, cycle},
};

use super::{RowView, access::entry, definition::Campaign, value::written};
use crate::{Compliance, Error, Result};

/// The longest note.
const MAX_NOTE: usize = 4_000;
/// The most times that a cycle tells it was sent back.
const MOST_SENT_BACK: usize = 20;

/// What shows that a cycle was done.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// What was found, or where it is.
    pub note: String,
    /// A document of a dossier.
    pub document: Option<DocumentId>,
}

/// What is done with a cycle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// It was done.
    Done,
    /// Another person looked at that, and it holds.
    Checked,
    /// Another person looked at that, and it does not hold.
    SentBack,
}

impl Compliance {
    /// Confirms a cycle, checks what was confirmed, or sends it back. Where the campaign tells that what the
    /// row holds was kept long enough, that is removed with it.
    ///
    /// # Errors
    /// [`Error::State`] where the cycle is not in a state for that, where another person has to do it
    /// (`four_eyes`), where a field of the row ends it (`by_field`), or where somebody who is asked can still
    /// answer (`unanswered`); [`Error::Invalid`] where evidence lacks; not found or refused as the rules say.
    pub async fn confirm_cycle(
        &self,
        ctx: &Ctx,
        key: &CycleKey,
        sort: Sort,
        evidence: &Evidence,
    ) -> Result<RowView> {
        let (work, (row, definition)) = self.writing_row(ctx, Action::RegisterWrite, key.row).await?;
        let campaign = definition.campaign(&key.campaign);
        let campaign = campaign.ok_or(Error::Store(legalmind_store::Error::NotFound))?;
        self.fall(ctx, &work, &row).await?;
        let found = cycle::get(ctx, &work, key).await?;
        if campaign.suspends || campaign.done_by.is_some() {
            return Err(Error::State("by_field"));
        }
        if sort == Sort::Done {
            self.all_answered(ctx, &work, campaign, key).await?;
        }
        let said = self.said(ctx, &work, evidence).await?;
        let (to, event, content) = match (sort, found.state) {
            (Sort::Done, CycleState::Open) => done(campaign, said, found.content.sent_back)?,
            (Sort::Checked, CycleState::Checking) => {
                another(ctx, &found.content)?;
                let content = CycleContent { checked: Some(said), ..found.content };
                (CycleState::Done, EventKind::Checked, content)
            }
            (Sort::SentBack, CycleState::Checking) => {
                another(ctx, &found.content)?;
                if said.note.is_empty() {
                    return Err(Error::invalid("/note", "required"));
                }
                let content = CycleContent {
                    sent_back: with(found.content.sent_back, said),
                    ..CycleContent::default()
                };
                (CycleState::Open, EventKind::Checked, content)
            }
            _ => return Err(Error::State("cycle_state")),
        };
        if !cycle::update(ctx, &work, key, found.state, (to, &content)).await? {
            return Err(Error::Store(legalmind_store::Error::Conflict));
        }
        // what was sent back is confirmed and checked again: of that each is an event once, and why it was
        // sent back stays with the cycle
        if to != CycleState::Open {
            cycle::happened(ctx, &work, key, (event, 0), self.world.now()).await?;
        }
        if campaign.removes && to == CycleState::Done {
            self.empty(ctx, &work, &row).await?;
        }
        let row = register::get(ctx, &work, key.row).await?;
        self.fall(ctx, &work, &row).await?;
        work.audit(entry(audited(sort), &row))?;
        let view = self.row_view(ctx, &work, row).await?;
        work.save().await?;
        Ok(view)
    }

    /// Who says what, with the document they may read.
    async fn said(&self, ctx: &Ctx, work: &Work, evidence: &Evidence) -> Result<Confirmation> {
        let note =
            written(evidence.note.trim(), MAX_NOTE, true).map_err(|code| Error::invalid("/note", code))?;
        if let Some(document) = evidence.document {
            let value = legalmind_core::register::Value::Document(document);
            if !self.is_there(ctx, work, None, &value).await? {
                return Err(Error::invalid("/document", "unknown"));
            }
        }
        Ok(Confirmation { by: ctx.user(), at: self.world.now(), note, document: evidence.document })
    }
}

/// One more that sent it back; of very many the first and the latest stay.
fn with(mut sent_back: Vec<Confirmation>, said: Confirmation) -> Vec<Confirmation> {
    if sent_back.len() >= MOST_SENT_BACK {
        sent_back.remove(1);
    }
    sent_back.push(said);
    sent_back
}

fn done(
    campaign: &Campaign,
    said: Confirmation,
    sent_back: Vec<Confirmation>,
) -> Result<(CycleState, EventKind, CycleContent)> {
    if campaign.evidence.is_some() && said.note.is_empty() && said.document.is_none() {
        return Err(Error::invalid("/note", "evidence"));
    }
    let to = if campaign.four_eyes { CycleState::Checking } else { CycleState::Done };
    Ok((to, EventKind::Confirmed, CycleContent { done: Some(said), checked: None, sent_back }))
}

/// Another person than who did it.
fn another(ctx: &Ctx, content: &CycleContent) -> Result<()> {
    let by = content.done.as_ref().and_then(|it| it.by);
    if by.is_none() || by == ctx.user() { Err(Error::State("four_eyes")) } else { Ok(()) }
}

const fn audited(sort: Sort) -> &'static str {
    match sort {
        Sort::Done => "register.confirm",
        Sort::Checked => "register.check",
        Sort::SentBack => "register.send_back",
    }
}
