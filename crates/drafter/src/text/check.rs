//! Remarks on a text: what is open, what does not hold, what a reader would stumble over. A remark
//! forbids nothing by itself.
//!
//! To add a check: a module here, its code in [`Check::code`], its words in `web/src/i18n`.

pub mod citation;
mod defined;
mod line;
mod name;
mod term;

use std::collections::{BTreeMap, BTreeSet};

use legalmind_core::citation::CitationState;
use legalmind_docx::text::{Piece, Text};

/// A remark.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Check {
    /// What it is: `term_not_defined`, `term_not_used`, `term_twice`, `reference_gone`,
    /// `variable_open`, `citation_not_found`, `citation_loose`, `citation_unchecked`,
    /// `citation_document_changed`, `reference_malformed` or `clause_newer`.
    pub code: &'static str,
    /// The block it is about.
    pub block: Option<String>,
    /// The term, the question or the clause it is about.
    pub term: Option<String>,
    /// The citation it is about.
    pub citation: Option<String>,
    /// What comparing that came to.
    pub state: Option<CitationState>,
}

impl Check {
    fn at(code: &'static str, block: &str) -> Self {
        Self { code, block: Some(block.to_owned()), ..Self::default() }
    }

    fn of_term(mut self, term: &str) -> Self {
        self.term = Some(term.to_owned());
        self
    }
}

/// Whether a document made of the text would not be whole: a question is open, a reference is lost,
/// or a quote is not where it is said to be, as is remarked in `quotes`.
#[must_use]
pub fn is_unfinished(text: &Text, quotes: &[Check]) -> bool {
    let open = !variables(text).is_empty() || !references(text).is_empty();
    open || quotes.iter().any(|it| it.code == "citation_not_found")
}

/// What is remarked on the text by itself, in the order of the text. `names` are texts that hold
/// names of persons and companies, such as the answers of the interview.
#[must_use]
pub fn of_text(text: &Text, names: &[String]) -> Vec<Check> {
    let mut out = variables(text);
    out.extend(references(text));
    out.extend(term::check(text, names));
    out.extend(citation::forms(text));
    in_order(text, &mut out);
    out
}

/// Puts remarks in the order in which their blocks stand in the text.
pub fn in_order(text: &Text, checks: &mut [Check]) {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, passage) in text.passages().iter().enumerate() {
        for id in passage.article.into_iter().chain([passage.numbered, passage.id]) {
            places.entry(id).or_insert(at);
        }
    }
    checks.sort_by_key(|it| it.block.as_deref().and_then(|id| places.get(id)).copied());
}

/// Questions of the interview that are still open, each once.
fn variables(text: &Text) -> Vec<Check> {
    let mut told = BTreeSet::new();
    let mut out = Vec::new();
    for passage in text.passages() {
        for inline in passage.content {
            let Piece::Variable(it) = &inline.piece else { continue };
            if it.value.is_none() && told.insert(it.name.clone()) {
                let label = if it.label.is_empty() { &it.name } else { &it.label };
                out.push(Check::at("variable_open", passage.id).of_term(label));
            }
        }
    }
    out
}

/// References whose target is gone.
fn references(text: &Text) -> Vec<Check> {
    let numbers = text.numbers();
    let mut out = Vec::new();
    for passage in text.passages() {
        for inline in passage.content {
            let Piece::Reference { target } = &inline.piece else { continue };
            if numbers.words(target).is_none() {
                out.push(Check::at("reference_gone", passage.id));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(content: &str) -> Text {
        Text::parse(&format!(r#"{{"type":"doc","content":[{content}]}}"#)).expect("a text")
    }

    #[test]
    fn open_questions_are_told_once_and_lost_references_each() {
        let open = r#"{"type":"variable","attrs":{"name":"boete","label":"De boete","value":null}}"#;
        let gone = r#"{"type":"reference","attrs":{"target":"weg"}}"#;
        let there = r#"{"type":"reference","attrs":{"target":"b"}}"#;
        let text = text(&format!(
            r#"{{"type":"paragraph","attrs":{{"id":"a"}},"content":[{gone},{open},{there}]}},
               {{"type":"article","attrs":{{"id":"b"}},"content":[
                 {{"type":"articleTitle","attrs":{{"id":"c"}},"content":[{open},{gone}]}}]}}"#
        ));
        let found = of_text(&text, &[]);
        let told: Vec<_> =
            found.iter().map(|it| (it.code, it.block.as_deref(), it.term.as_deref())).collect();
        assert_eq!(
            told,
            [
                ("variable_open", Some("a"), Some("De boete")),
                ("reference_gone", Some("a"), None),
                ("reference_gone", Some("c"), None),
            ]
        );
    }

    #[test]
    fn what_is_open_lost_or_not_there_is_unfinished() {
        let paragraph = |inside: &str| {
            text(&format!(r#"{{"type":"paragraph","attrs":{{"id":"a"}},"content":[{inside}]}}"#))
        };
        let plain = paragraph(r#"{"type":"text","text":"Af."}"#);
        assert!(is_unfinished(
            &paragraph(r#"{"type":"variable","attrs":{"name":"boete","label":"","value":null}}"#),
            &[]
        ));
        assert!(is_unfinished(&paragraph(r#"{"type":"reference","attrs":{"target":"weg"}}"#), &[]));
        assert!(is_unfinished(&plain, &[Check::at("citation_not_found", "a")]));
        assert!(!is_unfinished(&plain, &[Check::at("citation_loose", "a")]));
    }
}
