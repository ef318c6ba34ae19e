//! Deadlines added, changed, settled and removed. Each change leaves a line in the history of the
//! deadline and an audit entry.

use legalmind_core::{
    Ctx, DeadlineId, DossierId, Id, UserId,
    account::Language,
    audit::Entry,
    deadline::{DeadlineAct, DeadlineChange, DeadlineContent, DeadlineState, Reckoning},
    rights::Action,
};
use legalmind_store::{
    Work,
    deadline::{self, Deadline, NewDeadline, Next},
    dossier,
};

use super::{
    Calendar, DeadlineView,
    ask::{Asked, Changed, Count, MAX_STEPS, line, note},
    reckon::step_before,
};
use crate::{Compliance, Error, Result};

/// The most deadlines in a dossier, with the steps before them.
const MOST: u64 = 500;
/// The most lines of a history; the first and the latest are kept.
const MOST_LINES: usize = 200;

/// How a deadline is settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settle {
    /// What had to be done was done.
    Met,
    /// It does not matter any more.
    Lapsed,
    /// It is open again.
    Reopened,
}

impl Compliance {
    /// Counts a term. Nothing is kept.
    ///
    /// # Errors
    /// [`Error::Invalid`] where something is missing or cannot be counted.
    pub async fn compute(&self, ctx: &Ctx, asked: &Count) -> Result<Reckoning> {
        self.in_firm(ctx, Action::DeadlineList).await?;
        asked.reckon()
    }

    /// Adds a deadline with the steps before it; all are proposed. Gives the deadline.
    ///
    /// # Errors
    /// [`Error::Invalid`] for what was asked; not found or refused as the rules say.
    pub async fn add_deadline(
        &self,
        ctx: &Ctx,
        dossier: DossierId,
        asked: &Asked,
        language: Language,
    ) -> Result<DeadlineView> {
        let work = self.store.writing(ctx, Action::DeadlineWrite, dossier).await?;
        let reckoning = asked.count.reckon()?;
        let lines = asked.lines(language)?;
        let steps = u64::try_from(asked.chain.len()).unwrap_or(u64::MAX);
        if asked.chain.len() > MAX_STEPS {
            return Err(Error::invalid("/chain", "too_many"));
        }
        if deadline::count(ctx, &work, dossier).await?.saturating_add(steps) >= MOST {
            return Err(Error::invalid("/title", "too_many"));
        }
        let responsible = self.responsible(ctx, &work, dossier, asked.responsible).await?;
        let content = DeadlineContent {
            title: lines.title,
            key: asked.count.key.clone(),
            source: lines.source,
            event: lines.event,
            note: note(&asked.note)?,
            history: Vec::new(),
            reckoning,
        };
        let whole = self.new_deadline(ctx, dossier, None, responsible, content);
        deadline::add(ctx, &work, &whole).await?;
        for (at, step) in asked.chain.iter().enumerate() {
            let last = whole.content.reckoning.last;
            let reckoning = step_before(Calendar::dutch(), step.amount, step.unit, last)
                .map_err(|fault| Error::invalid(format!("/chain/{at}/amount"), fault.at().1))?;
            let content = DeadlineContent {
                title: line(&format!("/chain/{at}/title"), step.title.clone(), true)?,
                key: None,
                source: String::new(),
                event: whole.content.title.clone(),
                note: String::new(),
                history: Vec::new(),
                reckoning,
            };
            let step = self.new_deadline(ctx, dossier, Some(whole.id), responsible, content);
            deadline::add(ctx, &work, &step).await?;
        }
        work.audit(Entry::done("deadline.add", "deadline", whole.id.uuid()).in_dossier(dossier))?;
        self.saved(ctx, work, whole.id).await
    }

    /// Changes a deadline. Where its day is counted anew it is a proposal again, and so are the steps
    /// before it.
    ///
    /// # Errors
    /// [`Error::State`] where it is settled; changed, not found or refused as the rules say.
    pub async fn update_deadline(
        &self,
        ctx: &Ctx,
        id: DeadlineId,
        revision: u64,
        changed: &Changed,
        language: Language,
    ) -> Result<DeadlineView> {
        let (work, found) = self.writing_deadline(ctx, Action::DeadlineWrite, id).await?;
        if !found.state.is_open() {
            return Err(Error::State("settled"));
        }
        let mut content = found.content.clone();
        if let Some(count) = &changed.count {
            if found.parent.is_some() {
                return Err(Error::invalid("/term", "of_chain"));
            }
            content.reckoning = count.reckon()?;
            content.key.clone_from(&count.key);
            let of_row = Asked { count: count.clone(), title: changed.title.clone(), ..Asked::default() };
            if content.key != found.content.key && content.key.is_some() {
                let lines = of_row.lines(language)?;
                (content.title, content.source, content.event) = (lines.title, lines.source, lines.event);
            }
        }
        for (given, kept, pointer, required) in [
            (&changed.title, &mut content.title, "/title", true),
            (&changed.source, &mut content.source, "/source", false),
            (&changed.event, &mut content.event, "/event", false),
        ] {
            if let Some(given) = given {
                *kept = line(pointer, given.clone(), required)?;
            }
        }
        if let Some(given) = &changed.note {
            content.note = note(given)?;
        }
        let responsible = match changed.responsible {
            Some(_) => self.responsible(ctx, &work, found.dossier, changed.responsible).await?,
            None => found.responsible,
        };
        let anew = content.reckoning != found.content.reckoning;
        let (state, act) = match anew {
            true => (DeadlineState::Proposed, DeadlineAct::Recomputed),
            false => (found.state, DeadlineAct::Changed),
        };
        self.wrote(ctx, &mut content, act);
        deadline::update(ctx, &work, id, revision, Next { state, responsible, content: &content }).await?;
        if anew {
            self.recount_steps(ctx, &work, &found, &content.reckoning).await?;
        }
        work.audit(Entry::done("deadline.update", "deadline", id.uuid()).in_dossier(found.dossier))?;
        self.saved(ctx, work, id).await
    }

    /// Stands for the day of a deadline.
    ///
    /// # Errors
    /// [`Error::State`] where it is no proposal; changed, not found or refused as the rules say.
    pub async fn confirm_deadline(&self, ctx: &Ctx, id: DeadlineId, revision: u64) -> Result<DeadlineView> {
        let (work, found) = self.writing_deadline(ctx, Action::DeadlineConfirm, id).await?;
        if found.state != DeadlineState::Proposed {
            return Err(Error::State("not_proposed"));
        }
        let next = (DeadlineState::Confirmed, DeadlineAct::Confirmed);
        self.turn(ctx, &work, &found, revision, next).await?;
        work.audit(Entry::done("deadline.confirm", "deadline", id.uuid()).in_dossier(found.dossier))?;
        self.saved(ctx, work, id).await
    }

    /// Settles a deadline, and the steps before it that are still open; or opens it again.
    ///
    /// # Errors
    /// [`Error::State`] where it is settled already, or open; changed, not found or refused as the
    /// rules say.
    pub async fn settle_deadline(
        &self,
        ctx: &Ctx,
        id: DeadlineId,
        revision: u64,
        how: Settle,
    ) -> Result<DeadlineView> {
        let (work, found) = self.writing_deadline(ctx, Action::DeadlineWrite, id).await?;
        let next = match how {
            Settle::Met => (DeadlineState::Met, DeadlineAct::Met),
            Settle::Lapsed => (DeadlineState::Lapsed, DeadlineAct::Lapsed),
            Settle::Reopened => (DeadlineState::Proposed, DeadlineAct::Reopened),
        };
        match (how, found.state.is_open()) {
            (Settle::Reopened, true) => return Err(Error::State("open")),
            (Settle::Met | Settle::Lapsed, false) => return Err(Error::State("settled")),
            _ => {}
        }
        self.turn(ctx, &work, &found, revision, next).await?;
        if how != Settle::Reopened {
            for step in steps(ctx, &work, &found).await?.into_iter().filter(|it| it.state.is_open()) {
                let lapsed = (DeadlineState::Lapsed, DeadlineAct::Lapsed);
                self.turn(ctx, &work, &step, step.revision, lapsed).await?;
            }
        }
        work.audit(Entry::done("deadline.settle", "deadline", id.uuid()).in_dossier(found.dossier))?;
        self.saved(ctx, work, id).await
    }

    /// Removes a deadline and the steps before it.
    ///
    /// # Errors
    /// Changed, not found or refused as the rules say.
    pub async fn remove_deadline(&self, ctx: &Ctx, id: DeadlineId, revision: u64) -> Result<()> {
        let (work, found) = self.writing_deadline(ctx, Action::DeadlineWrite, id).await?;
        deadline::remove(ctx, &work, id, revision).await?;
        work.audit(Entry::done("deadline.remove", "deadline", id.uuid()).in_dossier(found.dossier))?;
        Ok(work.save().await?)
    }

    /// Puts a deadline into another state.
    async fn turn(
        &self,
        ctx: &Ctx,
        work: &Work,
        found: &Deadline,
        revision: u64,
        (state, act): (DeadlineState, DeadlineAct),
    ) -> Result<()> {
        let mut content = found.content.clone();
        self.wrote(ctx, &mut content, act);
        let next = Next { state, responsible: found.responsible, content: &content };
        Ok(deadline::update(ctx, work, found.id, revision, next).await?)
    }

    /// Counts the open steps before a deadline anew, from its new day.
    async fn recount_steps(&self, ctx: &Ctx, work: &Work, of: &Deadline, whole: &Reckoning) -> Result<()> {
        for step in steps(ctx, work, of).await?.into_iter().filter(|it| it.state.is_open()) {
            let mut content = step.content.clone();
            let term = content.reckoning.term;
            content.reckoning = step_before(Calendar::dutch(), term.amount, term.unit, whole.last)?;
            self.wrote(ctx, &mut content, DeadlineAct::Recomputed);
            let state = DeadlineState::Proposed;
            let next = Next { state, responsible: step.responsible, content: &content };
            deadline::update(ctx, work, step.id, step.revision, next).await?;
        }
        Ok(())
    }

    fn new_deadline(
        &self,
        ctx: &Ctx,
        dossier: DossierId,
        parent: Option<DeadlineId>,
        responsible: Option<UserId>,
        mut content: DeadlineContent,
    ) -> NewDeadline {
        self.wrote(ctx, &mut content, DeadlineAct::Added);
        NewDeadline { id: Id::new(&self.world), dossier, parent, responsible, content }
    }

    /// A line in the history.
    fn wrote(&self, ctx: &Ctx, content: &mut DeadlineContent, act: DeadlineAct) {
        if content.history.len() >= MOST_LINES {
            content.history.remove(1);
        }
        let (at, by, last) = (self.world.now(), ctx.user(), content.reckoning.last);
        content.history.push(DeadlineChange { at, by, act, last });
    }

    /// Who has to act: whoever was named, who must be a member; or the responsible lawyer.
    async fn responsible(
        &self,
        ctx: &Ctx,
        work: &Work,
        dossier: DossierId,
        named: Option<UserId>,
    ) -> Result<Option<UserId>> {
        let Some(named) = named else {
            return Ok(dossier::get(ctx, work, dossier).await?.responsible.or(ctx.user()));
        };
        let members = dossier::members(ctx, work, dossier).await?;
        match members.iter().any(|it| it.user == named) {
            true => Ok(Some(named)),
            false => Err(Error::invalid("/responsible", "no_member")),
        }
    }

    async fn saved(&self, ctx: &Ctx, work: Work, id: DeadlineId) -> Result<DeadlineView> {
        let view = self.view(ctx, &work, deadline::get(ctx, &work, id).await?).await?;
        work.save().await?;
        Ok(view)
    }
}

async fn steps(ctx: &Ctx, work: &Work, of: &Deadline) -> Result<Vec<Deadline>> {
    let all = deadline::list(ctx, work, of.dossier).await?;
    Ok(all.into_iter().filter(|it| it.parent == Some(of.id)).collect())
}
