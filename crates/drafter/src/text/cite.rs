//! Citations made in their form, for the text of a draft.

use legalmind_core::{
    Ctx, DocumentId, DraftId, PageNumber, VersionId,
    audit::{Entry, Outcome},
    citation::CitationState,
    document::FileKind,
    rights::Action,
};
use legalmind_docx::text::{Citation, CitationKind};
use legalmind_store::{Tx, document::Document, version::Version};
use legalmind_text::{citation::Near, form};

use super::{
    ids,
    quote::{compare, readable, visible},
};
use crate::{Drafter, Error, Result};

/// The longest quote, in characters.
const MAX_QUOTE: usize = 10_000;

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
        near: Near,
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
                let made = quoted(ctx, &tx, own, (document, version), near, &quote).await?;
                let Some((made, document)) = made else {
                    drop(tx);
                    let entry = Entry::done(Action::DocumentRead.as_str(), "document", document.uuid());
                    self.store.look(ctx, entry.outcome(Outcome::Refused)).await?;
                    return Err(Error::invalid("/document", "unknown"));
                };
                (made, Some(document))
            }
        };
        drop(tx);
        if let Some(document) = looked {
            let entry = Entry::done("document.read", "document", document.id.uuid());
            self.store.look(ctx, entry.in_dossier(document.dossier)).await?;
        }
        let entry = Entry::done("draft.cite", "draft", id.uuid()).in_dossier(found.dossier);
        self.store.look(ctx, entry).await?;
        Ok(made)
    }
}

/// A place in a document; none where the person may not read it.
async fn quoted(
    ctx: &Ctx,
    tx: &Tx,
    id: String,
    (document, version): (DocumentId, Option<VersionId>),
    near: Near,
    quote: &str,
) -> Result<Option<(Made, Document)>> {
    if quote.trim().is_empty() {
        return Err(Error::invalid("/quote", "empty"));
    }
    if quote.chars().nth(MAX_QUOTE).is_some() {
        return Err(Error::invalid("/quote", "too_long"));
    }
    let Some(present) = visible(ctx, tx, document).await? else { return Ok(None) };
    let version = version.or(present.version.map(|it| it.id));
    let version = version.ok_or_else(|| Error::invalid("/document", "unknown"))?;
    let found = readable(ctx, tx, (document, version)).await?;
    let (document, version) = found.ok_or_else(|| Error::invalid("/version", "unknown"))?;
    let place = compare(ctx, tx, version.id, &[(quote, near)]).await?.into_iter().next();
    let place = place.ok_or(Error::State("unreadable"))?;
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
    Ok(Some((Made { citation, state: place.state }, document)))
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
