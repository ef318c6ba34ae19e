//! Two versions side by side.

use std::collections::HashMap;

use bytes::Bytes;
use legalmind_core::{
    Ctx, DocumentId, DossierId, VersionId, audit::Entry, document::FileKind, document::Reason, rights::Action,
};
use legalmind_docx::{Difference, DifferenceKind, Reading, StoryKind};
use legalmind_vault::{
    document::Original,
    word::{Reply, Task},
};
use similar::{ChangeTag, TextDiff};

use crate::{Drafter, Error, Result, apart};

/// How many equal paragraphs are shown around a difference.
const AROUND: usize = 2;

/// What is compared: a version of a document, or a text of a draft.
#[derive(Clone, Debug)]
pub struct Which {
    /// The document; none of a text.
    pub document: Option<DocumentId>,
    /// Its name; of a text that of the draft.
    pub name: String,
    /// The version; none of a text.
    pub version: Option<VersionId>,
    /// Its number; none of a text as it is now.
    pub number: Option<u32>,
}

impl Which {
    /// A version of a document.
    pub(crate) fn of(it: &Original) -> Self {
        Self {
            document: Some(it.document.id),
            name: it.document.content.name.clone(),
            version: Some(it.version.id),
            number: Some(it.version.state.number),
        }
    }
}

/// What a row shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// The same on both sides.
    Equal,
    /// Only on the right.
    Inserted,
    /// Only on the left.
    Deleted,
    /// Other words.
    Changed,
    /// Stands elsewhere.
    Moved,
    /// Differs, but cannot be written as a tracked change.
    NotShown,
    /// So many equal paragraphs that are not shown.
    Skipped(usize),
}

/// A paragraph on one side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// The part.
    pub part: String,
    /// Its number there.
    pub paragraph: usize,
    /// Its number as Word shows it.
    pub label: Option<String>,
    /// Its text in pieces, and whether each differs.
    pub pieces: Vec<(String, bool)>,
}

/// A row of the comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it shows.
    pub kind: RowKind,
    /// The left side.
    pub old: Option<Side>,
    /// The right side.
    pub new: Option<Side>,
}

/// A comparison.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The left side.
    pub old: Which,
    /// The right side.
    pub new: Which,
    /// What differs, with what stands around it.
    pub rows: Vec<Row>,
    /// The document with tracked changes that was made of it.
    pub saved: Option<DocumentId>,
}

impl Drafter {
    /// Compares two versions, of one document or of two; saved, the first one with the differences as
    /// tracked changes becomes a document beside it.
    ///
    /// # Errors
    /// [`Error::Invalid`] where one is no Word file; [`Error::Word`]; not found as the rules say.
    pub async fn compare(
        &self,
        ctx: &Ctx,
        old: (DocumentId, VersionId),
        new: (DocumentId, VersionId),
        save: bool,
    ) -> Result<Comparison> {
        let action = Action::DocumentRead;
        let left = self.vault.original(ctx, action, old.0, old.1).await?;
        let right = self.vault.original(ctx, action, new.0, new.1).await?;
        for (it, pointer) in [(&left, "/version"), (&right, "/with/version")] {
            if it.version.state.kind != FileKind::Docx {
                return Err(Error::invalid(pointer, "not_word"));
            }
            let entry = Entry::done("document.compare", "document", it.document.id.uuid());
            self.store.look(ctx, entry.in_dossier(it.document.dossier)).await?;
        }
        let task = Task::Compare(self.author(ctx).await?);
        let (rows, bytes) = self.differences(task, &[left.bytes.clone(), right.bytes.clone()]).await?;
        let saved = if save { Some(self.save(ctx, &left, &right, bytes).await?) } else { None };
        Ok(Comparison { old: Which::of(&left), new: Which::of(&right), rows, saved })
    }

    /// Carries out a comparison: what differs, and the first side with that as tracked changes.
    pub(crate) async fn differences(&self, task: Task, files: &[Bytes]) -> Result<(Vec<Row>, Bytes)> {
        match self.vault.word(task, files).await? {
            (Reply::Compared { differences, sides }, bytes) => {
                let rows = apart(move || rows(&differences, &sides.0, &sides.1)).await?;
                Ok((rows, bytes))
            }
            (Reply::Template(Err(faults)), _) => Err(Error::Template(faults)),
            _ => Err(Error::Reason(Reason::Internal)),
        }
    }

    async fn save(&self, ctx: &Ctx, left: &Original, right: &Original, bytes: Bytes) -> Result<DocumentId> {
        let stem = left.document.content.name.strip_suffix(".docx").unwrap_or(&left.document.content.name);
        let numbers = (left.version.state.number, right.version.state.number);
        let name = format!("{stem} (vergelijking {}-{}).docx", numbers.0, numbers.1);
        let folder = left.document.content.folder.clone();
        self.save_comparison(ctx, left.document.dossier, (&name, folder), bytes).await
    }

    /// Makes a document of a comparison.
    pub(crate) async fn save_comparison(
        &self,
        ctx: &Ctx,
        dossier: DossierId,
        (name, folder): (&str, Vec<String>),
        bytes: Bytes,
    ) -> Result<DocumentId> {
        let file = self.vault.seal_file(ctx, name, bytes).await?;
        let work = self.writing(ctx, Action::DocumentAdd, dossier).await?;
        let made = self.vault.enter_document(ctx, &work, dossier, (name, folder), file).await?;
        work.save().await?;
        Ok(made)
    }
}

/// The paragraphs of one side, in their order.
struct Column {
    lines: Vec<Side>,
    /// By part and number, where each stands in `lines`.
    places: HashMap<(String, usize), usize>,
    next: usize,
}

impl Column {
    fn of(reading: &Reading) -> Self {
        let shown = reading.paragraphs.iter().filter(|it| it.kind != StoryKind::Comments);
        let line = |it: &legalmind_docx::ReadParagraph| Side {
            part: it.part.clone(),
            paragraph: it.number,
            label: it.label.clone(),
            pieces: vec![(it.runs.iter().map(|run| run.text.as_str()).collect(), false)],
        };
        let lines: Vec<Side> = shown.map(line).collect();
        let place = |(at, it): (usize, &Side)| ((it.part.clone(), it.paragraph), at);
        Self { places: lines.iter().enumerate().map(place).collect(), lines, next: 0 }
    }

    fn place(&self, at: &legalmind_docx::Address) -> Option<usize> {
        self.places.get(&(at.part.clone(), at.paragraph)).copied()
    }

    /// How many lines stand before this place, counted from where we are.
    fn until(&self, at: &legalmind_docx::Address) -> Option<usize> {
        self.place(at)?.checked_sub(self.next)
    }

    fn take(&mut self) -> Option<Side> {
        let side = self.lines.get(self.next).cloned();
        self.next += 1;
        side
    }
}

/// Rows from the differences: what stands between two of them is the same on both sides.
fn rows(differences: &[Difference], left: &Reading, right: &Reading) -> Vec<Row> {
    let (mut left, mut right) = (Column::of(left), Column::of(right));
    let mut rows = Vec::new();
    for it in differences {
        let before = match (&it.old, &it.new) {
            (Some(old), Some(new)) if it.kind != DifferenceKind::Moved => {
                left.until(old).zip(right.until(new)).map(|(a, b)| a.min(b))
            }
            (Some(old), _) => left.until(old),
            (None, Some(new)) => right.until(new),
            (None, None) => None,
        };
        for _ in 0..before.unwrap_or(0) {
            let (old, new) = (left.take(), right.take());
            if old.is_some() || new.is_some() {
                rows.push(Row { kind: RowKind::Equal, old, new });
            }
        }
        rows.push(differing(it, &mut left, &mut right));
    }
    while let (Some(old), Some(new)) = (left.take(), right.take()) {
        rows.push(Row { kind: RowKind::Equal, old: Some(old), new: Some(new) });
    }
    folded(rows)
}

fn differing(it: &Difference, left: &mut Column, right: &mut Column) -> Row {
    let side = |column: &mut Column, at: &Option<legalmind_docx::Address>, text: &str| {
        let at = at.as_ref()?;
        let here = column.until(at) == Some(0);
        let label = column.place(at).and_then(|at| column.lines.get(at)?.label.clone());
        if here {
            column.next += 1;
        }
        Some(Side {
            part: at.part.clone(),
            paragraph: at.paragraph,
            label,
            pieces: vec![(text.to_owned(), true)],
        })
    };
    let old = side(left, &it.old, &it.old_text);
    let new = side(right, &it.new, &it.new_text);
    let kind = match it.kind {
        DifferenceKind::Inserted => RowKind::Inserted,
        DifferenceKind::Deleted => RowKind::Deleted,
        DifferenceKind::Changed => RowKind::Changed,
        DifferenceKind::Moved => RowKind::Moved,
        DifferenceKind::NotShown => RowKind::NotShown,
    };
    let (old, new) = match (old, new) {
        (Some(mut old), Some(mut new)) => {
            (old.pieces, new.pieces) = pieces(&it.old_text, &it.new_text);
            (Some(old), Some(new))
        }
        other => other,
    };
    Row { kind, old, new }
}

type Pieces = Vec<(String, bool)>;

/// Both texts in pieces, word by word.
fn pieces(old: &str, new: &str) -> (Pieces, Pieces) {
    let (mut left, mut right) = (Pieces::new(), Pieces::new());
    let put = |side: &mut Pieces, text: &str, differs: bool| match side.last_mut() {
        Some((last, same)) if *same == differs => last.push_str(text),
        _ => side.push((text.to_owned(), differs)),
    };
    for change in TextDiff::from_words(old, new).iter_all_changes() {
        match change.tag() {
            ChangeTag::Equal => {
                put(&mut left, change.value(), false);
                put(&mut right, change.value(), false);
            }
            ChangeTag::Delete => put(&mut left, change.value(), true),
            ChangeTag::Insert => put(&mut right, change.value(), true),
        }
    }
    (left, right)
}

/// Long stretches of equal rows, but for those beside a difference, become one row.
fn folded(rows: Vec<Row>) -> Vec<Row> {
    let differs: Vec<usize> =
        rows.iter().enumerate().filter(|(_, row)| row.kind != RowKind::Equal).map(|(at, _)| at).collect();
    let near = |at: usize| {
        let next = differs.partition_point(|it| *it < at);
        let close = |it: Option<&usize>| it.is_some_and(|it| it.abs_diff(at) <= AROUND);
        close(differs.get(next)) || next.checked_sub(1).is_some_and(|it| close(differs.get(it)))
    };
    let mut out: Vec<Row> = Vec::new();
    for (at, row) in rows.into_iter().enumerate() {
        if row.kind != RowKind::Equal || near(at) {
            out.push(row);
            continue;
        }
        match out.last_mut() {
            Some(Row { kind: RowKind::Skipped(many), .. }) => *many += 1,
            _ => out.push(Row { kind: RowKind::Skipped(1), old: None, new: None }),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(kind: RowKind) -> Row {
        Row { kind, old: None, new: None }
    }

    #[test]
    fn long_stretches_are_folded() {
        let mut all = vec![row(RowKind::Equal); 10];
        all.insert(5, row(RowKind::Changed));
        let kinds: Vec<RowKind> = folded(all).iter().map(|it| it.kind).collect();
        assert_eq!(kinds.first(), Some(&RowKind::Skipped(3)));
        assert_eq!(kinds.last(), Some(&RowKind::Skipped(3)));
        assert_eq!(kinds.len(), 2 + 2 * AROUND + 1);
    }

    #[test]
    fn pieces_are_the_texts() {
        let (left, right) = pieces("de boete is hoog", "de boete is laag en hoog");
        let text = |it: &Pieces| it.iter().map(|(text, _)| text.as_str()).collect::<String>();
        assert_eq!(
            (text(&left).as_str(), text(&right).as_str()),
            ("de boete is hoog", "de boete is laag en hoog")
        );
        assert!(left.iter().all(|(_, differs)| !differs));
        assert!(right.iter().any(|(_, differs)| *differs));
    }
}
