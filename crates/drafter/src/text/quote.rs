//! The quotes of a text, compared with the documents as they are stored.
//!
//! A quote is compared when it is new, and again when the document is made. What that came to is
//! kept beside the text; it is told only to who may see the document that is cited. To everybody
//! else it was not checked.

use std::collections::{HashMap, HashSet};

use legalmind_core::{
    CharRange, Ctx, DocumentId, PageNumber, VersionId, citation::CitationState, draft::Compared,
    rights::Action,
};
use legalmind_docx::text::{Citation, Text};
use legalmind_store::{
    Tx,
    document::{self, Document},
    page, rights,
    version::{self, Version},
};
use legalmind_text::{
    citation::{Near, Place, check_all},
    normal::Pages,
};

use super::check::{self, Check};
use crate::{Drafter, Result, apart};

/// The most quotes of a text that are compared; of each further one is told that it was not checked.
const MOST: usize = 1_000;

/// A version of a document.
type Source = (DocumentId, VersionId);

/// What the quotes of a text came to.
pub(crate) struct Quotes {
    /// What is told of them to who asks.
    pub checks: Vec<Check>,
    /// What is kept beside the text.
    pub compared: Vec<Compared>,
}

impl Drafter {
    /// What the quotes of a text come to: as it is known, or compared now. What could not be compared
    /// is not kept, so that it is tried again.
    pub(crate) async fn quotes_of(
        &self,
        ctx: &Ctx,
        tx: &Tx,
        text: &Text,
        known: &[Compared],
    ) -> Result<Quotes> {
        let cited = check::citation::of_documents(text);
        let (mut seen, mut order) = (HashSet::new(), Vec::new());
        let mut sought: HashMap<Source, Vec<(&str, Near)>> = HashMap::new();
        for (_, citation) in &cited {
            if let Some((source, quote)) = address(citation)
                && order.len() < MOST
                && seen.insert((source, quote))
            {
                order.push((source.1, quote));
                sought.entry(source).or_default().push((quote, near(citation)));
            }
        }
        let told = known.iter().filter(|it| it.state != CitationState::Unchecked);
        let mut states: HashMap<(VersionId, &str), CitationState> =
            told.map(|it| ((it.version, it.quote.as_str()), it.state)).collect();
        let mut newer: HashMap<Source, bool> = HashMap::new();
        for (source, mut quotes) in sought {
            let Some((document, _)) = readable(ctx, tx, source).await? else { continue };
            newer.insert(source, document.version.is_some_and(|it| it.id != source.1));
            quotes.retain(|(quote, _)| !states.contains_key(&(source.1, *quote)));
            let places = compare(ctx, tx, source.1, &quotes).await?;
            let found = quotes.iter().zip(places).map(|((quote, _), it)| ((source.1, *quote), it.state));
            states.extend(found.filter(|(_, state)| *state != CitationState::Unchecked));
        }
        let mut checks = Vec::new();
        for (block, citation) in &cited {
            let found = address(citation)
                .and_then(|(source, quote)| Some((*newer.get(&source)?, states.get(&(source.1, quote)))));
            let state = found.and_then(|(_, state)| state.copied()).unwrap_or(CitationState::Unchecked);
            checks.extend(check::citation::compared(block, citation, state));
            if found.is_some_and(|(newer, _)| newer) {
                checks.push(check::citation::outdated(block, citation, state));
            }
        }
        let compared = (order.into_iter())
            .filter_map(|key| Some((key, states.remove(&key)?)))
            .map(|((version, quote), state)| Compared { version, quote: quote.to_owned(), state })
            .collect();
        Ok(Quotes { checks, compared })
    }
}

/// Where quotes stand in a version. What is not read yet, or has no text, is not compared.
pub(super) async fn compare(
    ctx: &Ctx,
    tx: &Tx,
    version: VersionId,
    quotes: &[(&str, Near)],
) -> Result<Vec<Place>> {
    if quotes.is_empty() {
        return Ok(Vec::new());
    }
    let texts = page::text(ctx, tx, version).await?;
    if texts.iter().all(|it| it.trim().is_empty()) {
        return Ok(quotes.iter().map(|(_, near)| Place::unchecked(*near)).collect());
    }
    let quotes: Vec<(String, Near)> =
        quotes.iter().map(|(quote, near)| ((*quote).to_owned(), *near)).collect();
    // a long document takes its time
    apart(move || check_all(&Pages::new(&texts), &quotes)).await
}

/// Where a citation of a document points, with its quote.
fn address(it: &Citation) -> Option<(Source, &str)> {
    let quote = it.quote.as_deref().filter(|it| !it.trim().is_empty())?;
    Some(((it.document.as_ref()?.parse().ok()?, it.version.as_ref()?.parse().ok()?), quote))
}

fn near(it: &Citation) -> Near {
    let start = it.start.unwrap_or(0);
    (PageNumber(it.page.unwrap_or(1).max(1)), CharRange { start, end: it.end.unwrap_or(start).max(start) })
}

/// A document, if the person may read it.
pub(super) async fn visible(ctx: &Ctx, tx: &Tx, id: DocumentId) -> Result<Option<Document>> {
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
pub(super) async fn readable(
    ctx: &Ctx,
    tx: &Tx,
    (document, id): Source,
) -> Result<Option<(Document, Version)>> {
    let Some(found) = visible(ctx, tx, document).await? else { return Ok(None) };
    match version::get(ctx, tx, id).await {
        Ok(version) if version.document == document => Ok(Some((found, version))),
        Ok(_) | Err(legalmind_store::Error::NotFound) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
