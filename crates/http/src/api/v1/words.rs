//! `/api/v1/documents/{id}/versions`, `/word`, `/comparison`: the versions of a document, the text
//! of a Word file with its tracked changes, two of them side by side.

use axum::{
    Json,
    extract::{Path, Query, State},
};
use legalmind_core::{DocumentId, VersionId, document::FileKind, document::Progress};
use legalmind_drafter::{
    Comparison as Made, Row as FoundRow, RowKind, Side as FoundSide,
    view::{self, WordView as View},
};
use legalmind_vault::document::Listing;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use crate::{
    auth::Signed,
    paging::Page,
    problem::{Problem, ProblemBody},
    state::AppState,
};

/// The routes.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(versions)).routes(routes!(word)).routes(routes!(compare))
}

/// A version of a document.
#[derive(Serialize, ToSchema)]
pub struct Version {
    id: Uuid,
    number: u32,
    /// In bytes.
    size: u64,
    #[schema(value_type = String)]
    kind: FileKind,
    #[schema(value_type = String)]
    progress: Progress,
    /// Of its bytes, in hexadecimal.
    sha256: String,
    created_at: String,
    /// The name of who added it.
    created_by: Option<String>,
}

impl From<Listing> for Version {
    fn from(it: Listing) -> Self {
        Self {
            id: it.state.id.uuid(),
            number: it.state.number,
            size: it.state.size,
            kind: it.state.kind,
            progress: it.state.progress,
            sha256: hex(&it.sha256),
            created_at: it.state.created.to_string(),
            created_by: it.created_by,
        }
    }
}

/// A digest in hexadecimal.
pub fn hex(digest: &[u8; 32]) -> String {
    data_encoding::HEXLOWER.encode(digest)
}

/// The versions of a document, newest first.
#[utoipa::path(get, path = "/documents/{id}/versions", tag = "documents", params(("id" = Uuid, Path)),
    responses((status = 200, body = Page<Version>), (status = 404, body = ProblemBody)))]
async fn versions(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
) -> Result<Json<Page<Version>>, Problem> {
    let found = state.vault.list_versions(&ctx, DocumentId::from_uuid(id)).await?;
    Ok(Json(Page::whole(found.into_iter().map(Version::from).collect())))
}

/// Which piece of a version.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// The version.
    version: Uuid,
    /// The first paragraph, counted over all parts from 0.
    from: Option<usize>,
    /// How many paragraphs; 500 unless told, 2,000 at most.
    limit: Option<usize>,
}

/// A Word file as a screen shows it.
#[derive(Serialize, ToSchema)]
pub struct WordView {
    document: Option<Uuid>,
    version: Option<Uuid>,
    version_number: Option<u32>,
    /// How many paragraphs there are.
    total: usize,
    facts: WordFacts,
    /// Who made revisions and comments, in the order in which they appear.
    authors: Vec<String>,
    paragraphs: Vec<WordParagraph>,
    /// All of the document, whatever the piece.
    revisions: Vec<WordRevision>,
    /// All of the document, whatever the piece.
    comments: Vec<WordComment>,
}

/// What a Word file says of itself.
#[derive(Serialize, ToSchema)]
pub struct WordFacts {
    /// Strict OOXML.
    strict: bool,
    /// It carries macros; they are kept and never run.
    macros: bool,
    /// It carries a digital signature, which any change breaks.
    signed: bool,
    /// How editing is restricted.
    protection: Option<String>,
    /// Word tracks changes in it.
    tracking: bool,
}

/// A paragraph.
#[derive(Serialize, ToSchema)]
pub struct WordParagraph {
    part: String,
    /// `document`, `header`, `footer`, `footnotes` or `endnotes`.
    kind: String,
    /// In its part, from 0.
    number: usize,
    /// The number before it as Word shows it.
    label: Option<String>,
    /// The level of a heading, from 1.
    heading: Option<u32>,
    /// The name of its style.
    style: Option<String>,
    /// `left`, `center`, `right` or `justify`.
    align: Option<String>,
    indent: u32,
    cell: Option<WordCell>,
    mark: Option<WordMark>,
    runs: Vec<WordRun>,
}

/// A place in a table.
#[derive(Serialize, ToSchema)]
pub struct WordCell {
    table: usize,
    row: usize,
    column: usize,
    span: usize,
    rows: usize,
    columns: usize,
}

/// The revision on a paragraph mark.
#[derive(Serialize, ToSchema)]
pub struct WordMark {
    /// `inserted` or `deleted`.
    kind: String,
    revision: usize,
}

/// A text of one look.
#[derive(Serialize, ToSchema)]
pub struct WordRun {
    text: String,
    /// Where it starts in the paragraph's current text; null for deleted text.
    start: Option<usize>,
    bold: bool,
    italic: bool,
    underline: bool,
    strike: bool,
    /// The number of the revision that inserted it.
    inserted: Option<usize>,
    /// The number of the revision that deleted it.
    deleted: Option<usize>,
    /// One of these is a move.
    moved: bool,
    comments: Vec<u32>,
    /// The mark of a note.
    note: Option<String>,
    /// It is the result of a field.
    field: bool,
    /// In a draft: it stands for an answer that was not given yet.
    missing: bool,
}

/// A tracked change.
#[derive(Serialize, ToSchema)]
pub struct WordRevision {
    number: usize,
    /// `inserted`, `deleted`, `moved_from`, `moved_to`, `format`, `paragraph_inserted`,
    /// `paragraph_deleted`, `cell` or `numbering`.
    kind: String,
    author: String,
    date: Option<String>,
    part: String,
    paragraph: usize,
    text: String,
}

/// A comment.
#[derive(Serialize, ToSchema)]
pub struct WordComment {
    id: u32,
    author: String,
    date: Option<String>,
    part: Option<String>,
    paragraph: Option<usize>,
    start: Option<usize>,
    end: Option<usize>,
    text: String,
}

impl From<View> for WordView {
    fn from(it: View) -> Self {
        let authors = view::authors(&it.read);
        let is_draft = it.document.is_none();
        let (reading, facts) = (it.read.reading, it.read.facts);
        let paragraphs = reading.paragraphs.into_iter().map(|it| WordParagraph {
            part: it.part,
            kind: view::part_kind(it.kind).to_owned(),
            number: it.number,
            label: it.label,
            heading: it.heading,
            style: it.style_name,
            align: it.align.map(|it| view::align(it).to_owned()),
            indent: it.indent,
            cell: it.cell.map(|it| WordCell {
                table: it.table,
                row: it.row,
                column: it.column,
                span: it.span,
                rows: it.rows,
                columns: it.columns,
            }),
            mark: it
                .mark
                .map(|it| WordMark { kind: view::mark_kind(it.kind).to_owned(), revision: it.revision }),
            runs: it
                .runs
                .into_iter()
                .map(|it| WordRun {
                    missing: is_draft && it.highlight && it.text.starts_with('['),
                    text: it.text,
                    start: it.start,
                    bold: it.bold,
                    italic: it.italic,
                    underline: it.underline,
                    strike: it.strike,
                    inserted: it.inserted,
                    deleted: it.deleted,
                    moved: it.moved,
                    comments: it.comments,
                    note: it.note,
                    field: it.field,
                })
                .collect(),
        });
        let revisions = it.read.revisions.into_iter().map(|it| WordRevision {
            number: it.number,
            kind: view::revision_kind(it.kind).to_owned(),
            author: it.author,
            date: it.date,
            part: it.address.part,
            paragraph: it.address.paragraph,
            text: it.text,
        });
        let comments = reading.comments.into_iter().map(|it| {
            let at = it.address;
            WordComment {
                id: it.id,
                author: it.author,
                date: it.date,
                part: at.as_ref().map(|at| at.part.clone()),
                paragraph: at.as_ref().map(|at| at.paragraph),
                start: at.as_ref().map(|at| at.start),
                end: at.as_ref().map(|at| at.end),
                text: it.text,
            }
        });
        Self {
            document: it.document.map(|id| id.uuid()),
            version: it.version.map(|id| id.uuid()),
            version_number: it.number,
            total: reading.total,
            facts: WordFacts {
                strict: facts.strict,
                macros: facts.macros,
                signed: facts.signed,
                protection: facts.protection,
                tracking: facts.tracking,
            },
            authors,
            paragraphs: paragraphs.collect(),
            revisions: revisions.collect(),
            comments: comments.collect(),
        }
    }
}

/// The text of a Word file, with its tracked changes and comments.
#[utoipa::path(get, path = "/documents/{id}/word", tag = "drafter", params(("id" = Uuid, Path), Wanted),
    responses((status = 200, body = WordView), (status = 404, body = ProblemBody), (status = 422, body = ProblemBody)))]
async fn word(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    Query(wanted): Query<Wanted>,
) -> Result<Json<WordView>, Problem> {
    let (id, version) = (DocumentId::from_uuid(id), VersionId::from_uuid(wanted.version));
    let (from, count) = (wanted.from.unwrap_or(0), wanted.limit.unwrap_or(500));
    Ok(Json(state.drafter.word(&ctx, id, version, from, count).await?.into()))
}

/// What is compared.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Comparing {
    /// The version on the left.
    version: Uuid,
    with: Other,
    /// Makes a document of it: the left one with the differences as tracked changes.
    #[serde(default)]
    save: bool,
}

/// The version on the right.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Other {
    document: Uuid,
    version: Uuid,
}

/// Two versions side by side.
#[derive(Serialize, ToSchema)]
pub struct Comparison {
    old: Which,
    new: Which,
    counts: Differences,
    rows: Vec<Row>,
    saved: Option<Saved>,
}

/// What was compared: a version of a document, or a text of a draft.
#[derive(Serialize, ToSchema)]
pub struct Which {
    /// Null of a text.
    document: Option<Uuid>,
    /// Of a text the name of its draft.
    document_name: String,
    /// Null of a text.
    version: Option<Uuid>,
    /// Null of a text as it is now.
    version_number: Option<u32>,
}

/// How many paragraphs differ, and how.
#[derive(Default, Serialize, ToSchema)]
pub struct Differences {
    inserted: usize,
    deleted: usize,
    changed: usize,
    moved: usize,
    not_shown: usize,
}

/// A row of the comparison.
#[derive(Serialize, ToSchema)]
pub struct Row {
    /// `equal`, `inserted`, `deleted`, `changed`, `moved`, `not_shown` or `skipped`.
    kind: String,
    old: Option<Side>,
    new: Option<Side>,
    /// Of `skipped`: how many equal paragraphs.
    count: Option<usize>,
}

/// A paragraph on one side.
#[derive(Serialize, ToSchema)]
pub struct Side {
    part: String,
    paragraph: usize,
    label: Option<String>,
    pieces: Vec<Piece>,
}

/// A piece of a paragraph.
#[derive(Serialize, ToSchema)]
pub struct Piece {
    text: String,
    changed: bool,
}

/// A document that was made.
#[derive(Serialize, ToSchema)]
pub struct Saved {
    document: Uuid,
}

impl From<FoundSide> for Side {
    fn from(it: FoundSide) -> Self {
        let pieces = it.pieces.into_iter().map(|(text, changed)| Piece { text, changed });
        Self { part: it.part, paragraph: it.paragraph, label: it.label, pieces: pieces.collect() }
    }
}

impl From<FoundRow> for Row {
    fn from(it: FoundRow) -> Self {
        let (kind, count) = match it.kind {
            RowKind::Equal => ("equal", None),
            RowKind::Inserted => ("inserted", None),
            RowKind::Deleted => ("deleted", None),
            RowKind::Changed => ("changed", None),
            RowKind::Moved => ("moved", None),
            RowKind::NotShown => ("not_shown", None),
            RowKind::Skipped(count) => ("skipped", Some(count)),
        };
        Self { kind: kind.to_owned(), old: it.old.map(Side::from), new: it.new.map(Side::from), count }
    }
}

/// Compares a version with another of the same document or of another.
#[utoipa::path(post, path = "/documents/{id}/comparison", tag = "drafter", params(("id" = Uuid, Path)),
    request_body = Comparing,
    responses((status = 200, body = Comparison), (status = 404, body = ProblemBody), (status = 422, body = ProblemBody)))]
async fn compare(
    State(state): State<AppState>,
    Signed(ctx): Signed,
    Path(id): Path<Uuid>,
    Json(asked): Json<Comparing>,
) -> Result<Json<Comparison>, Problem> {
    let old = (DocumentId::from_uuid(id), VersionId::from_uuid(asked.version));
    let new = (DocumentId::from_uuid(asked.with.document), VersionId::from_uuid(asked.with.version));
    Ok(Json(state.drafter.compare(&ctx, old, new, asked.save).await?.into()))
}

impl From<Made> for Comparison {
    fn from(made: Made) -> Self {
        let mut counts = Differences::default();
        for row in &made.rows {
            match row.kind {
                RowKind::Inserted => counts.inserted += 1,
                RowKind::Deleted => counts.deleted += 1,
                RowKind::Changed => counts.changed += 1,
                RowKind::Moved => counts.moved += 1,
                RowKind::NotShown => counts.not_shown += 1,
                RowKind::Equal | RowKind::Skipped(_) => {}
            }
        }
        let which = |it: legalmind_drafter::Which| Which {
            document: it.document.map(|it| it.uuid()),
            document_name: it.name,
            version: it.version.map(|it| it.uuid()),
            version_number: it.number,
        };
        Self {
            old: which(made.old),
            new: which(made.new),
            counts,
            rows: made.rows.into_iter().map(Row::from).collect(),
            saved: made.saved.map(|id| Saved { document: id.uuid() }),
        }
    }
}
