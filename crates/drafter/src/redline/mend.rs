//! Proposals that come of a check: what would make a contract keep to the rules of a playbook.
//!
//! ```text
//! remedies with their places ─▶ wishes ─child─▶ those that fit ─▶ Mended ─enter─▶ a review, open
//! ```

use legalmind_core::{
    CharRange, Ctx, DocumentId, Id, RedlineId, VersionId,
    audit::Entry,
    check::{Remedy, Wording},
    passage::WordPlace,
    redline::{
        FromClause, ProposalKind, RedlineContent, RedlineState, RefusalCode, RefusedProposal, Severity,
        Source,
    },
};
use legalmind_docx::{Address, Target};
use legalmind_store::{Work, redline};

use super::{
    Opened,
    clauses::{closing, from, paragraphs, variant, whole},
    counts,
    operation::Wish,
    run::{Before, library, tried},
};
use crate::{
    Drafter, Result, address,
    outline::{self, Line},
};

/// A remedy of a check, and where it stands in the Word file.
#[derive(Clone, Debug)]
pub struct Mend {
    /// What is to be done.
    pub remedy: Remedy,
    /// The place of the remedy, paragraph by paragraph; empty where it has none.
    pub places: Vec<WordPlace>,
    /// Why.
    pub reason: String,
    /// How much it matters.
    pub severity: Severity,
}

/// A review that is ready to be entered.
#[derive(Debug)]
pub struct Mended {
    document: DocumentId,
    version: VersionId,
    content: RedlineContent,
}

impl Mended {
    /// Whether nothing of it fits the document.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.content.proposals.is_empty()
    }
}

impl Drafter {
    /// Tries remedies on the present version of a document. Enter the review with
    /// [`Drafter::enter_redline`].
    ///
    /// # Errors
    /// [`Error::Invalid`] at `/version` where it is not the present one or cannot be changed; not
    /// found or refused as the rules say.
    pub async fn mend(
        &self,
        ctx: &Ctx,
        document: DocumentId,
        version: VersionId,
        mends: Vec<Mend>,
    ) -> Result<Mended> {
        let (original, read) = self.reviewed(ctx, document, version, usize::MAX).await?;
        let lines = outline::lines(&read.reading);
        let (library, client) = library(self, ctx, original.document.dossier).await?;
        let sides = outline::parties(&lines, &client);
        let before = Before { lines: &lines, sides, library: &library };
        let (mut wishes, mut refused) = (Vec::new(), Vec::new());
        for mend in &mends {
            match wish(mend, &before) {
                Some(made) => wishes.extend(made),
                None => refused.push(lost(&mend.remedy)),
            }
        }
        let (proposals, more) = tried(self, &original, together(wishes)).await?;
        refused.extend(more);
        let content =
            RedlineContent { proposals, refused, before: counts(&read), ..RedlineContent::default() };
        Ok(Mended { document, version, content })
    }

    /// Enters a review as it was made ready.
    ///
    /// # Errors
    /// Where the document is not there any more.
    pub async fn enter_redline(
        &self,
        ctx: &Ctx,
        work: &Work,
        dossier: legalmind_core::DossierId,
        made: Mended,
    ) -> Result<Opened> {
        let id: RedlineId = Id::new(&self.world);
        let of = (dossier, made.document, made.version);
        redline::add(ctx, work, id, of, RedlineState::Open, &made.content).await?;
        work.audit(Entry::done("redline.begin", "redline", id.uuid()).in_dossier(dossier))?;
        let found = redline::get(ctx, work, id).await?;
        self.opened(ctx, work, found).await
    }
}

/// A remedy that cannot be put as an operation.
fn lost(remedy: &Remedy) -> RefusedProposal {
    let (kind, old) = match remedy {
        Remedy::Insert { .. } => (ProposalKind::InsertParagraphs, ""),
        Remedy::Replace { old, .. } => (ProposalKind::Replace, old.as_str()),
        Remedy::Delete { old, .. } => (ProposalKind::Delete, old.as_str()),
    };
    RefusedProposal { kind: kind.as_str().to_owned(), old: old.to_owned(), code: RefusalCode::NotFound }
}

/// Characters of a paragraph.
struct Stretch<'a> {
    line: &'a Line,
    place: &'a WordPlace,
    text: &'a str,
}

impl Stretch<'_> {
    fn address(&self) -> Address {
        address(self.place)
    }

    fn target(&self) -> Target {
        Target::At { address: self.address(), expected: self.text.to_owned() }
    }

    fn is_whole(&self) -> bool {
        self.text.trim() == self.line.text.trim()
    }
}

/// The paragraphs of a remedy, as far as they follow each other.
fn stretches<'a>(places: &'a [WordPlace], lines: &'a [Line]) -> Vec<Stretch<'a>> {
    let mut out: Vec<Stretch<'a>> = Vec::new();
    for place in places.iter().filter(|it| it.start < it.end) {
        let here = |it: &&Line| it.part == place.part && it.paragraph == place.paragraph as usize;
        let Some(line) = lines.iter().find(here) else { break };
        let Some(text) = (CharRange { start: place.start, end: place.end }).of(&line.text) else { break };
        if out.last().is_some_and(|last| last.line.paragraph + 1 != line.paragraph) {
            break;
        }
        out.push(Stretch { line, place, text });
    }
    out
}

/// The operations of a remedy; none where its place or its clause is not there.
fn wish(mend: &Mend, before: &Before<'_>) -> Option<Vec<Wish>> {
    let there = stretches(&mend.places, before.lines);
    match &mend.remedy {
        Remedy::Insert { after: None, wording } => insert(mend, closing(before)?, wording, before),
        Remedy::Insert { wording, .. } => insert(mend, there.last()?.line, wording, before),
        Remedy::Replace { wording, .. } => replace(mend, &there, wording, before),
        Remedy::Delete { .. } if there.is_empty() => None,
        Remedy::Delete { .. } => Some(there.iter().map(|it| delete(mend, it)).collect()),
    }
}

/// What comes behind the same paragraph comes in one proposal: the engine takes one insertion at a place.
fn together(wishes: Vec<Wish>) -> Vec<Wish> {
    let mut out: Vec<Wish> = Vec::with_capacity(wishes.len());
    for wish in wishes {
        let inserts = |it: &Wish| it.kind == ProposalKind::InsertParagraphs && it.on == wish.on;
        match out.iter_mut().find(|it| wish.kind == ProposalKind::InsertParagraphs && inserts(it)) {
            Some(first) => {
                first.new = format!("{}\n{}", first.new, wish.new);
                first.reason = format!("{}\n{}", first.reason, wish.reason);
                first.severity = worst(first.severity, wish.severity);
                first.clause = None;
            }
            None => out.push(wish),
        }
    }
    out
}

fn worst(one: Severity, other: Severity) -> Severity {
    let order = [Severity::High, Severity::Medium, Severity::Low];
    order.into_iter().find(|it| *it == one || *it == other).unwrap_or(one)
}

fn bare(mend: &Mend, kind: ProposalKind, on: Target) -> Wish {
    Wish {
        kind,
        on,
        with: Vec::new(),
        old: String::new(),
        new: String::new(),
        style: None,
        reason: mend.reason.clone(),
        severity: mend.severity,
        source: Source::Check,
        clause: None,
    }
}

fn insert(mend: &Mend, after: &Line, wording: &Wording, before: &Before<'_>) -> Option<Vec<Wish>> {
    let (title, lines, clause) = words(wording, before, after.label.is_some())?;
    let lines: Vec<String> = title.into_iter().chain(lines).collect();
    let wish = bare(mend, ProposalKind::InsertParagraphs, whole(after));
    Some(vec![Wish { new: lines.join("\n"), clause, ..wish }])
}

fn replace(mend: &Mend, there: &[Stretch<'_>], wording: &Wording, before: &Before<'_>) -> Option<Vec<Wish>> {
    let (first, rest) = there.split_first()?;
    let (_, lines, clause) = words(wording, before, first.line.label.is_some())?;
    let old: Vec<&str> = there.iter().map(|it| it.text).collect();
    let wish = bare(mend, ProposalKind::Replace, first.target());
    let with = rest.iter().map(|it| (it.address(), it.text.to_owned())).collect();
    Some(vec![Wish { with, old: old.join("\n"), new: lines.join("\n"), clause, ..wish }])
}

fn delete(mend: &Mend, it: &Stretch<'_>) -> Wish {
    let kind = if it.is_whole() { ProposalKind::DeleteParagraph } else { ProposalKind::Delete };
    Wish { old: it.text.to_owned(), ..bare(mend, kind, it.target()) }
}

/// The title of a clause of the library, its paragraphs, and which clause it is; of words of the
/// playbook only the paragraphs.
type Words = (Option<String>, Vec<String>, Option<FromClause>);

fn words(wording: &Wording, before: &Before<'_>, counted: bool) -> Option<Words> {
    match wording {
        Wording::Own { text } => Some((None, paragraphs(text, before, counted), None)),
        Wording::Clause { key, stance } => {
            let clause = before.library.iter().find(|it| it.content.key.as_ref() == Some(key))?;
            let (stance, text) = variant(clause, *stance)?;
            let title = clause.content.content.title.clone();
            Some((Some(title), paragraphs(text, before, counted), Some(from(clause, stance))))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(kind: ProposalKind, paragraph: usize, new: &str, severity: Severity) -> Wish {
        let on = Target::At {
            address: Address::new("word/document.xml", paragraph, 0..3),
            expected: "Art".into(),
        };
        let mend = Mend {
            remedy: Remedy::Insert { after: None, wording: Wording::Own { text: new.into() } },
            places: Vec::new(),
            reason: new.into(),
            severity,
        };
        Wish { new: new.into(), ..bare(&mend, kind, on) }
    }

    #[test]
    fn what_comes_behind_one_paragraph_is_one_proposal() {
        use ProposalKind::{InsertParagraphs, Replace};
        let made = together(vec![
            wish(InsertParagraphs, 4, "Audit", Severity::Low),
            wish(Replace, 4, "Datalek", Severity::High),
            wish(InsertParagraphs, 9, "Elders", Severity::Low),
            wish(InsertParagraphs, 4, "Wissen", Severity::High),
        ]);
        let told: Vec<_> = made.iter().map(|it| (it.new.as_str(), it.severity)).collect();
        assert_eq!(
            told,
            [("Audit\nWissen", Severity::High), ("Datalek", Severity::High), ("Elders", Severity::Low)]
        );
        assert_eq!(made[0].reason, "Audit\nWissen");
    }
}
