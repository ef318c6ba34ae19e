//! A check as it is shown: with the names of people, what changed since the check before it, and the
//! words that its rules propose.

use std::collections::HashMap;

use legalmind_core::{
    CheckId, Ctx, Timestamp, UserId, VersionId,
    audit::Entry,
    check::{Remedy, RuleChange, Wording},
    clause::{LibraryState, Stance},
    rights::Action,
};
use legalmind_store::{
    Tx, Work,
    check::{self as rows, Check},
    clause::Clauses,
    document, library, rights,
};

use crate::{Checks, Result, access::names, check::difference};

/// A check in a list.
#[derive(Clone, Debug)]
pub struct CheckLine {
    /// The check.
    pub check: Check,
    /// The document has another version by now.
    pub newer: bool,
    /// The name of who made it.
    pub created_by: Option<String>,
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
    /// What changed since then, rule by rule; empty where there is none before.
    pub changes: Vec<RuleChange>,
    /// The names of people.
    pub people: HashMap<UserId, String>,
    /// The words that are proposed, by rule.
    pub proposed: HashMap<String, Proposed>,
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

/// The words of a proposal, as far as they can be said without the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    /// The words; empty where words go.
    pub text: String,
    /// The title of the clause of the library that they are.
    pub clause: Option<String>,
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
        let changes = before.as_ref().map(|it| difference(&it.content.report, &check.content.report));
        let previous = before.map(|it| Previous {
            id: it.id,
            created: it.created,
            version_number: it.content.version_number,
            playbook_number: it.of.playbook_number,
        });
        let mut proposed = HashMap::new();
        for finding in &check.content.report.findings {
            if let Some(remedy) = &finding.remedy {
                proposed.extend(wording(ctx, tx, remedy).await?.map(|it| (finding.rule.clone(), it)));
            }
        }
        Ok(CheckView {
            newer: newer(ctx, tx, &check).await?,
            previous,
            changes: changes.unwrap_or_default(),
            people: names(ctx, tx).await?,
            proposed,
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

/// The words of a remedy; none where its clause is not in use any more.
async fn wording(ctx: &Ctx, tx: &Tx, remedy: &Remedy) -> Result<Option<Proposed>> {
    let (key, stance) = match remedy {
        Remedy::Delete { .. } => return Ok(Some(Proposed { text: String::new(), clause: None })),
        Remedy::Insert { wording, .. } | Remedy::Replace { wording, .. } => match wording {
            Wording::Own { text } => return Ok(Some(Proposed { text: text.clone(), clause: None })),
            Wording::Clause { key, stance } => (key, *stance),
        },
    };
    let found = library::find::<Clauses>(ctx, tx, key).await?;
    let Some(clause) = found.filter(|it| it.state != LibraryState::Withdrawn) else { return Ok(None) };
    let content = clause.content.content;
    let of = |stance: Stance| content.variants.iter().find(|it| it.stance == stance);
    let variant = of(stance).or_else(|| of(Stance::Neutral)).or_else(|| content.variants.first());
    Ok(variant.map(|it| Proposed { text: it.text.clone(), clause: Some(content.title.clone()) }))
}
