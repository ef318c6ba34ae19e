//! Citations: of provisions and decisions by their form, of documents by comparing the quote.

use legalmind_core::citation::CitationState;
use legalmind_docx::text::{Citation, CitationKind, Piece, Text};
use legalmind_text::form;

use super::Check;

/// The citations of a text, each with the line it stands in.
fn all(text: &Text) -> impl Iterator<Item = (&str, &Citation)> {
    text.passages().into_iter().flat_map(|passage| {
        passage.content.iter().filter_map(move |inline| match &inline.piece {
            Piece::Citation(it) => Some((passage.id, &**it)),
            _ => None,
        })
    })
}

/// Those of documents.
pub fn of_documents(text: &Text) -> Vec<(&str, &Citation)> {
    all(text).filter(|(_, it)| it.kind == CitationKind::Document).collect()
}

/// Provisions and decisions that are not recognised, or whose parts do not fit.
pub fn forms(text: &Text) -> Vec<Check> {
    let wrong = |(_, it): &(&str, &Citation)| {
        let read = match it.kind {
            CitationKind::Law => form::law(&it.text),
            CitationKind::Decision => form::decision(&it.text),
            CitationKind::Document => return false,
        };
        let same = |found: form::Printed| it.reference.as_ref().is_none_or(|known| *known == found.reference);
        !read.is_ok_and(same)
    };
    all(text).filter(wrong).map(|(block, it)| about("reference_malformed", block, it, None)).collect()
}

/// What is remarked of a citation of a document that came to `state`.
#[must_use]
pub fn compared(block: &str, citation: &Citation, state: CitationState) -> Option<Check> {
    let code = match state {
        CitationState::Verified => return None,
        CitationState::VerifiedLoosely => "citation_loose",
        CitationState::NotFound => "citation_not_found",
        CitationState::Unchecked => "citation_unchecked",
    };
    Some(about(code, block, citation, Some(state)))
}

/// The document that is cited has a newer version.
#[must_use]
pub fn outdated(block: &str, citation: &Citation, state: CitationState) -> Check {
    about("citation_document_changed", block, citation, Some(state))
}

fn about(code: &'static str, block: &str, citation: &Citation, state: Option<CitationState>) -> Check {
    Check { citation: Some(citation.id.clone()), state, ..Check::at(code, block) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn citation(kind: &str, text: &str, reference: &str) -> String {
        format!(
            r#"{{"type":"citation","attrs":{{"id":"{}","kind":"{kind}","text":"{text}","reference":"{reference}"}}}}"#,
            kind.chars().next().expect("a kind")
        )
    }

    #[test]
    fn what_is_not_in_its_form_is_told() {
        for (one, good) in [
            (citation("law", "art. 6:162 lid 1 BW", "art. 6:162 lid 1 BW"), true),
            (citation("law", "art. 6:162 lid 2 BW", "art. 6:162 lid 1 BW"), false),
            (citation("law", "het recht", "het recht"), false),
            (
                citation(
                    "decision",
                    "HR 29 januari 2016, ECLI:NL:HR:2016:162, r.o. 3.8",
                    "ECLI:NL:HR:2016:162",
                ),
                true,
            ),
            (citation("decision", "HR 29 januari 2015, ECLI:NL:HR:2016:162", "ECLI:NL:HR:2016:162"), false),
            (citation("document", "Contract, p. 3", ""), true),
        ] {
            let json = format!(
                r#"{{"type":"doc","content":[{{"type":"paragraph","attrs":{{"id":"p"}},"content":[{one}]}}]}}"#
            );
            let text = Text::parse(&json).expect("a text");
            let found: Vec<_> = forms(&text).into_iter().map(|it| (it.code, it.block)).collect();
            let told = if good { Vec::new() } else { vec![("reference_malformed", Some("p".to_owned()))] };
            assert_eq!(found, told, "{one}");
        }
    }
}
