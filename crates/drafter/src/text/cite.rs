//! Citations: made in their form, and the quotes of documents compared with what is stored.
//!
//! A quote is compared when it is new, and again when the document is made. What that came to is
//! kept beside the text; it is told only to who may see the document that is cited. To everybody
//! else it was not checked.

use std::collections::{HashMap, HashSet, hash_map::Entry};

use legalmind_core::{
    CharRange, Ctx, DocumentId, DraftId, PageNumber, VersionId, audit, citation::CitationState,
    document::FileKind, draft::Compared, rights::Action,
};
use legalmind_docx::text::{Citation, CitationKind, Text};
use legalmind_store::{
    Tx,
    document::{self, Document},
    page, rights,
    version::{self, Version},
};
use legalmind_text::{
    citation::{Place, check},
    form,
    normal::Pages,
};

use super::{check, check::Check, ids};
use crate::{Drafter, Error, Result};

/// The longest quote, in characters.
const MAX_QUOTE: usize = 10_000;

/// The most quotes of a text that are compared; further ones are not checked.
const MOST_QUOTES: usize = 1_000;

/// What is to be cited.
#[derive(Clone, Debug)]
pub enum Citing {
    /// A provision, in any spelling.
    Law(String),
    /// A decision, in any spelling.
    Decision(String),
    /// A place in a document.
    Document {
        /// The document.
        document: DocumentId,
        /// Its version; the present one unless told.
        version: Option<VersionId>,
        /// Where to look first: page and characters.
        near: (PageNumber, CharRange),
        /// The words.
        quote: String,
    },
}

/// A citation that was made.
#[derive(Clone, Debug)]
pub struct Made {
    /// The citation, as the text holds it.
    pub citation: Citation,
    /// What comparing its quote came to.
    pub state: CitationState,
}

impl Made {
    /// What it points at, as the editor names it.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self.citation.kind {
            CitationKind::Document => "document",
            CitationKind::Law => "law",
            CitationKind::Decision => "decision",
        }
    }
}

/// A citation of a document in a text.
#[derive(Clone, Debug)]
pub(crate) struct Quoted {
    block: String,
    citation: Citation,
    state: CitationState,
    /// The document has a newer version.
    outdated: bool,
}

impl Quoted {
    /// What is remarked on it.
    pub(crate) fn checks(&self) -> Vec<Check> {
        let mut out: Vec<Check> =
            check::citation::compared(&self.block, &self.citation, self.state).into_iter().collect();
        if self.outdated {
            out.push(check::citation::outdated(&self.block, &self.citation, self.state));
        }
        out
    }
}

/// The documents that a text cites, as far as the person may see them, each opened once.
#[derive(Default)]
struct Sources {
    seen: HashMap<(DocumentId, VersionId), Option<Document>>,
    pages: HashMap<VersionId, Option<Pages>>,
}

impl Sources {
    /// The document of a version, if the person may read it.
    async fn document(
        &mut self,
        ctx: &Ctx,
        tx: &Tx,
        place: (DocumentId, VersionId),
    ) -> Result<Option<Document>> {
        if let Some(known) = self.seen.get(&place) {
            return Ok(known.clone());
        }
        let found = readable(ctx, tx, place).await?.map(|(document, _)| document);
        self.seen.insert(place, found.clone());
        Ok(found)
    }

    /// Where a quote stands in a version.
    async fn place(
        &mut self,
        ctx: &Ctx,
        tx: &Tx,
        version: VersionId,
        quote: &str,
        near: (PageNumber, CharRange),
    ) -> Result<Place> {
        let pages = match self.pages.entry(version) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => {
                let texts = page::text(ctx, tx, version).await?;
                // what is not read yet, or has no text, is not compared
                let said = texts.iter().any(|it| !it.trim().is_empty());
                place.insert(said.then(|| Pages::new(&texts)))
            }
        };
        Ok(match pages {
            Some(pages) => check(pages, quote, near),
            None => {
                Place { page: near.0, range: near.1, further: Vec::new(), state: CitationState::Unchecked }
            }
        })
    }
}

impl Drafter {
    /// Makes a citation for the text of a draft.
    ///
    /// # Errors
    /// [`Error::Invalid`] with what is missing of a reference, and where the document is not there
    /// for the person; not found as the rules say.
    pub async fn cite(&self, ctx: &Ctx, id: DraftId, what: Citing) -> Result<Made> {
        let (tx, found) = self.reading_draft(ctx, id).await?;
        drop(tx);
        let tx = self.reading(ctx, Action::DraftWrite, found.dossier).await?;
        let own = ids(&self.world).next();
        let (made, looked) = match what {
            Citing::Law(written) => (printed(own, CitationKind::Law, form::law(&written))?, None),
            Citing::Decision(written) => {
                (printed(own, CitationKind::Decision, form::decision(&written))?, None)
            }
            Citing::Document { document, version, near, quote } => {
                let (made, document) = self.quoted(ctx, &tx, own, (document, version), near, &quote).await?;
                (made, Some(document))
            }
        };
        drop(tx);
        if let Some(document) = looked {
            let entry = audit::Entry::done("document.read", "document", document.id.uuid());
            self.store.look(ctx, entry.in_dossier(document.dossier)).await?;
        }
        self.store
            .look(ctx, audit::Entry::done("draft.cite", "draft", id.uuid()).in_dossier(found.dossier))
            .await?;
        Ok(made)
    }

    async fn quoted(
        &self,
        ctx: &Ctx,
        tx: &Tx,
        id: String,
        (document, version): (DocumentId, Option<VersionId>),
        near: (PageNumber, CharRange),
        quote: &str,
    ) -> Result<(Made, Document)> {
        if quote.trim().is_empty() {
            return Err(Error::invalid("/quote", "empty"));
        }
        if quote.chars().nth(MAX_QUOTE).is_some() {
            return Err(Error::invalid("/quote", "too_long"));
        }
        let unknown = || Error::invalid("/document", "unknown");
        let present = visible(ctx, tx, document).await?.ok_or_else(unknown)?;
        let version = version.or(present.version.map(|it| it.id)).ok_or_else(unknown)?;
        let found = readable(ctx, tx, (document, version)).await?;
        let (document, version) = found.ok_or_else(|| Error::invalid("/version", "unknown"))?;
        let place = Sources::default().place(ctx, tx, version.id, quote, near).await?;
        let citation = Citation {
            id,
            kind: CitationKind::Document,
            text: printed_document(&document.content.name, &version, place.page),
            quote: Some(quote.to_owned()),
            document: Some(document.id.to_string()),
            version: Some(version.id.to_string()),
            page: Some(place.page.0),
            start: Some(place.range.start),
            end: Some(place.range.end),
            reference: None,
        };
        Ok((Made { citation, state: place.state }, document))
    }

    /// The citations of documents in a text, with what comparing them came to: as it is known, or
    /// compared now; not checked where the person may not see the document.
    pub(crate) async fn quotes_of(
        &self,
        ctx: &Ctx,
        tx: &Tx,
        text: &Text,
        known: &[Compared],
    ) -> Result<Vec<Quoted>> {
        let mut sources = Sources::default();
        let known: HashMap<(VersionId, &str), CitationState> =
            known.iter().map(|it| ((it.version, it.quote.as_str()), it.state)).collect();
        let mut out = Vec::new();
        for (block, citation) in check::citation::all(text) {
            if citation.kind != CitationKind::Document {
                continue;
            }
            let (mut state, mut outdated) = (CitationState::Unchecked, false);
            if let Some((place, quote)) = address(&citation)
                && let Some(document) = sources.document(ctx, tx, place).await?
            {
                state = match known.get(&(place.1, quote)) {
                    Some(found) => *found,
                    None if out.len() >= MOST_QUOTES => CitationState::Unchecked,
                    None => sources.place(ctx, tx, place.1, quote, near(&citation)).await?.state,
                };
                outdated = document.version.is_some_and(|it| it.id != place.1);
            }
            out.push(Quoted { block, citation, state, outdated });
        }
        Ok(out)
    }

    /// What comparing the quotes of a text comes to, as far as the person may see what they are of;
    /// what is known already stays.
    pub(crate) async fn compared(
        &self,
        ctx: &Ctx,
        text: &Text,
        known: Vec<Compared>,
    ) -> Result<Vec<Compared>> {
        let tx = self.store.read(ctx).await?;
        let mut sources = Sources::default();
        let mut known: HashMap<(VersionId, String), CitationState> =
            known.into_iter().map(|it| ((it.version, it.quote), it.state)).collect();
        let mut seen = HashSet::new();
        let mut out: Vec<Compared> = Vec::new();
        for (_, citation) in check::citation::all(text) {
            let Some((place, quote)) = address(&citation) else { continue };
            let key = (place.1, quote.to_owned());
            if out.len() >= MOST_QUOTES || !seen.insert(key.clone()) {
                continue;
            }
            let state = match known.remove(&key) {
                Some(state) => state,
                None if sources.document(ctx, &tx, place).await?.is_some() => {
                    sources.place(ctx, &tx, place.1, quote, near(&citation)).await?.state
                }
                None => continue,
            };
            out.push(Compared { version: key.0, quote: key.1, state });
        }
        Ok(out)
    }
}

/// Where a citation of a document points, with its quote.
fn address(it: &Citation) -> Option<((DocumentId, VersionId), &str)> {
    let quote = it.quote.as_deref().filter(|it| !it.trim().is_empty())?;
    (it.kind == CitationKind::Document).then_some(())?;
    Some(((it.document.as_ref()?.parse().ok()?, it.version.as_ref()?.parse().ok()?), quote))
}

fn near(it: &Citation) -> (PageNumber, CharRange) {
    let start = it.start.unwrap_or(0);
    (PageNumber(it.page.unwrap_or(1).max(1)), CharRange { start, end: it.end.unwrap_or(start).max(start) })
}

/// A document, if the person may read it.
async fn visible(ctx: &Ctx, tx: &Tx, id: DocumentId) -> Result<Option<Document>> {
    let found = match document::get(ctx, tx, id).await {
        Ok(found) => found,
        Err(legalmind_store::Error::NotFound) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    match rights::require(ctx, tx, Action::DocumentRead, found.dossier).await {
        Ok(_) => Ok(Some(found)),
        Err(legalmind_store::Error::NotFound | legalmind_store::Error::Refused(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// A version of a document, if the person may read it.
async fn readable(
    ctx: &Ctx,
    tx: &Tx,
    (document, id): (DocumentId, VersionId),
) -> Result<Option<(Document, Version)>> {
    let Some(found) = visible(ctx, tx, document).await? else { return Ok(None) };
    match version::get(ctx, tx, id).await {
        Ok(version) if version.document == document => Ok(Some((found, version))),
        Ok(_) | Err(legalmind_store::Error::NotFound) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// A provision or a decision; whether it exists is not known.
fn printed(
    id: String,
    kind: CitationKind,
    read: std::result::Result<form::Printed, form::Fault>,
) -> Result<Made> {
    let form::Printed { text, reference } = read.map_err(|it| Error::invalid("/reference", it.as_str()))?;
    let citation = Citation {
        id,
        kind,
        text,
        quote: None,
        document: None,
        version: None,
        page: None,
        start: None,
        end: None,
        reference: Some(reference),
    };
    Ok(Made { citation, state: CitationState::Unchecked })
}

/// A document as a text names it: by its number as an exhibit where its name has one, or else by its
/// name; and the page, where it has pages.
fn printed_document(name: &str, version: &Version, page: PageNumber) -> String {
    let stem =
        name.rsplit_once('.').map_or(name, |(stem, ending)| if ending.len() <= 5 { stem } else { name });
    let shown = exhibit(stem).map_or_else(|| stem.to_owned(), |number| format!("productie {number}"));
    let paged = version.state.kind == FileKind::Pdf || version.state.pages.is_some_and(|it| it > 1);
    if paged { format!("{shown}, p. {}", page.0) } else { shown }
}

/// The number in `Productie 3 - Koopovereenkomst`, `prod. 12a`.
fn exhibit(stem: &str) -> Option<String> {
    let lower = stem.trim().to_lowercase();
    let rest = lower.strip_prefix("productie").or_else(|| lower.strip_prefix("prod"))?;
    let rest = rest.trim_start_matches(['.', ' ', '_', '-']);
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let mut behind = rest.get(digits.len()..)?.chars();
    let letter: String = match (behind.next(), behind.next()) {
        (Some(letter), next) if letter.is_ascii_lowercase() && !next.is_some_and(char::is_alphanumeric) => {
            letter.to_string()
        }
        (Some(other), _) if other.is_alphanumeric() => return None,
        _ => String::new(),
    };
    let number = digits.trim_start_matches('0');
    (!number.is_empty() && digits.len() <= 4).then(|| format!("{number}{letter}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exhibit_is_known_by_its_number() {
        for (name, number) in [
            ("Productie 3 - Koopovereenkomst", Some("3")),
            ("prod. 12a", Some("12a")),
            ("productie_007", Some("7")),
            ("Productielijn", None),
            ("Productie", None),
            ("Koopovereenkomst", None),
            ("productie 3abc", None),
        ] {
            assert_eq!(exhibit(name).as_deref(), number, "{name}");
        }
    }
}
