//! A check as it is shown: with what changed since the check before it. And what is kept with one, so
//! that it reads the same later: the words that its rules propose, and the names of people.

use legalmind_core::{
    CheckId, Ctx, Timestamp, VersionId,
    audit::Entry,
    check::{CheckState, Proposed, Remedy, Report, RuleChange, Wording},
    clause::{LibraryState, Stance},
    job::JobKind,
    rights::Action,
};
use legalmind_store::{
    Tx, Work, account,
    check::{self as rows, Check},
    clause::Clauses,
    document, job, library, rights,
};

use crate::{Checks, Result, check::difference};

/// A check in a list.
#[derive(Clone, Debug)]
pub struct CheckLine {
    /// The check.
    pub check: Check,
    /// The document has another version by now.
    pub newer: bool,
}

/// A check as it is shown.
#[derive(Clone, Debug)]
pub struct CheckView {
    /// The check.
    pub check: Check,
    /// The present version of the document, where it is another than the one that was checked.
    pub newer: Option<VersionId>,
    /// The check before it, of the same document and playbook.
    pub previous: Option<Previous>,
    /// What changed since then, rule by rule; empty where there is none before, or nothing was found yet.
    pub changes: Vec<RuleChange>,
    /// While it runs: how many questions a model has answered, and of how many; zeros while that is not
    /// known.
    pub step: Option<(u64, u64)>,
}

/// The check before.
#[derive(Clone, Debug)]
pub struct Previous {
    /// Its id.
    pub id: CheckId,
    /// When it was made.
    pub created: Timestamp,
    /// The number of the version that was checked.
    pub version_number: u32,
    /// The number of the version of the playbook.
    pub playbook_number: u32,
}

impl Checks {
    /// A read transaction with a check whose dossier the person may do `action` in.
    pub(super) async fn reading_check(&self, ctx: &Ctx, action: Action, id: CheckId) -> Result<(Tx, Check)> {
        let tx = self.store.read(ctx).await?;
        let tried = allowed(ctx, &tx, action, id).await;
        let entry = Entry::done(action.as_str(), "check", id.uuid());
        Ok(self.store.granted(ctx, entry, tx, tried).await?)
    }

    /// A unit of work with a check whose dossier the person may do `action` in.
    pub(super) async fn writing_check(
        &self,
        ctx: &Ctx,
        action: Action,
        id: CheckId,
    ) -> Result<(Work, Check)> {
        let work = self.store.begin(ctx).await?;
        let tried = allowed(ctx, &work, action, id).await;
        let entry = Entry::done(action.as_str(), "check", id.uuid());
        Ok(self.store.granted(ctx, entry, work, tried).await?)
    }

    pub(super) async fn check_view(&self, ctx: &Ctx, tx: &Tx, check: Check) -> Result<CheckView> {
        let before = match check.of.previous {
            Some(id) => Some(rows::get(ctx, tx, id).await?),
            None => None,
        };
        let made = before.as_ref().filter(|_| check.state.is_made());
        let changes = made.map(|it| difference(&it.content.report, &check.content.report));
        let step = match check.state {
            CheckState::Running => job::find_by_subject(ctx, tx, JobKind::Check, check.id.uuid()).await?,
            _ => None,
        };
        let previous = before.map(|it| Previous {
            id: it.id,
            created: it.created,
            version_number: it.content.version_number,
            playbook_number: it.of.playbook_number,
        });
        Ok(CheckView {
            newer: newer(ctx, tx, &check).await?,
            previous,
            changes: changes.unwrap_or_default(),
            step: step.map(|it| (it.done, it.total)),
            check,
        })
    }
}

/// The present version of the document of a check, where it is another than the one checked.
pub(super) async fn newer(ctx: &Ctx, tx: &Tx, check: &Check) -> Result<Option<VersionId>> {
    let present = document::get(ctx, tx, check.of.document).await?.version.map(|it| it.id);
    Ok(present.filter(|it| *it != check.of.version))
}

/// The check, if the person may do `action` in its dossier.
async fn allowed(ctx: &Ctx, tx: &Tx, action: Action, id: CheckId) -> legalmind_store::Result<Check> {
    let found = rows::get(ctx, tx, id).await?;
    rights::require(ctx, tx, action, found.of.dossier).await?;
    Ok(found)
}

/// The words that a report proposes.
pub(super) async fn proposed(ctx: &Ctx, tx: &Tx, report: &Report) -> Result<Vec<Proposed>> {
    let mut out = Vec::new();
    for finding in &report.findings {
        let Some(remedy) = &finding.remedy else { continue };
        if let Some((text, clause)) = wording(ctx, tx, remedy).await? {
            out.push(Proposed { rule: finding.rule.clone(), text, clause });
        }
    }
    Ok(out)
}

/// The words of a remedy and the title of their clause; none where that is not in use.
async fn wording(ctx: &Ctx, tx: &Tx, remedy: &Remedy) -> Result<Option<(String, Option<String>)>> {
    let (key, stance) = match remedy {
        Remedy::Delete { .. } => return Ok(Some((String::new(), None))),
        Remedy::Insert { wording, .. } | Remedy::Replace { wording, .. } => match wording {
            Wording::Own { text } => return Ok(Some((text.clone(), None))),
            Wording::Clause { key, stance } => (key, *stance),
        },
    };
    let found = library::find::<Clauses>(ctx, tx, key).await?;
    let Some(clause) = found.filter(|it| it.state != LibraryState::Withdrawn) else { return Ok(None) };
    let content = clause.content.content;
    let of = |stance: Stance| content.variants.iter().find(|it| it.stance == stance);
    let variant = of(stance).or_else(|| of(Stance::Neutral)).or_else(|| content.variants.first());
    Ok(variant.map(|it| (it.text.clone(), Some(content.title.clone()))))
}

/// The name of the person who acts.
pub(super) async fn name(ctx: &Ctx, tx: &Tx) -> Result<Option<String>> {
    match ctx.user() {
        Some(user) => Ok(Some(account::get(ctx, tx, user).await?.content.name)),
        None => Ok(None),
    }
}
