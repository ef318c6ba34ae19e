//! What a contract looks like to a reader: lines, articles, the names of its parties.

use legalmind_docx::{Reading, StoryKind};

/// A paragraph of the document part with its current text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The part.
    pub part: String,
    /// Its number in the part.
    pub paragraph: usize,
    /// Its current text.
    pub text: String,
    /// Its number as Word shows it.
    pub label: Option<String>,
    /// Its style, by its id.
    pub style: Option<String>,
    /// It heads what follows.
    pub heading: bool,
    /// It stands in a table.
    pub in_table: bool,
    /// Its mark is deleted: it is on its way out.
    pub leaving: bool,
}

/// An article: a heading and what stands under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Which line is its heading.
    pub heading: usize,
    /// The first line under it, and the one behind its last.
    pub body: std::ops::Range<usize>,
}

/// The longest line that can be a heading without being made up as one.
const SHORT: usize = 90;

/// The lines of the document part.
#[must_use]
pub fn lines(reading: &Reading) -> Vec<Line> {
    let body = reading.paragraphs.iter().filter(|it| it.kind == StoryKind::Document);
    body.map(|it| {
        let there: Vec<_> = it.runs.iter().filter(|run| run.start.is_some()).collect();
        let text: String = there.iter().map(|run| run.text.as_str()).collect();
        let said: Vec<_> = there.iter().filter(|run| !run.text.trim().is_empty()).collect();
        let bold = !said.is_empty() && said.iter().all(|run| run.bold);
        let trimmed = text.trim();
        let short = !trimmed.is_empty()
            && trimmed.chars().count() <= SHORT
            && !trimmed.ends_with(['.', ';', ',', ':']);
        let shouted = short
            && trimmed.chars().filter(|c| c.is_alphabetic()).count() > 3
            && trimmed.chars().all(|c| !c.is_lowercase());
        let counted = trimmed.to_lowercase();
        let counted = counted.starts_with("artikel ") || counted.starts_with("article ");
        let heading = it.heading.is_some() || (short && (bold || shouted || counted));
        Line {
            part: it.part.clone(),
            paragraph: it.number,
            heading: heading && it.cell.is_none() && !trimmed.is_empty(),
            text,
            label: it.label.clone(),
            style: it.style.clone(),
            in_table: it.cell.is_some(),
            leaving: it.mark.is_some_and(|mark| {
                matches!(
                    mark.kind,
                    legalmind_docx::RevisionKind::ParagraphDeletion
                        | legalmind_docx::RevisionKind::ParagraphMoveFrom
                )
            }),
        }
    })
    .collect()
}

/// The articles of a document.
#[must_use]
pub fn sections(lines: &[Line]) -> Vec<Section> {
    let heads: Vec<usize> =
        lines.iter().enumerate().filter(|(_, line)| line.heading).map(|(at, _)| at).collect();
    let ends = heads.iter().skip(1).copied().chain([lines.len()]);
    heads.iter().zip(ends).map(|(&heading, end)| Section { heading, body: heading + 1..end }).collect()
}

/// A heading without its number, lower case: `Artikel 7 – Aansprakelijkheid` → `aansprakelijkheid`.
#[must_use]
pub fn bare(heading: &str) -> String {
    let text = heading.trim().to_lowercase();
    let text = text.strip_prefix("artikel").or_else(|| text.strip_prefix("article")).unwrap_or(&text);
    text.trim_start_matches(|c: char| c.is_ascii_digit() || !c.is_alphanumeric()).trim().to_owned()
}

/// The names that a contract gives to its two sides: ours first.
#[must_use]
pub fn parties(lines: &[Line], client: &str) -> Option<(String, String)> {
    let mut found: Vec<(String, bool)> = Vec::new();
    for line in lines {
        for name in named(&line.text) {
            if !found.iter().any(|(known, _)| *known == name) {
                let ours = !client.trim().is_empty()
                    && line.text.to_lowercase().contains(&client.trim().to_lowercase());
                found.push((name, ours));
            }
        }
        if found.len() > 8 {
            break;
        }
    }
    let ours = found.iter().position(|(_, ours)| *ours).unwrap_or(0);
    let ours = found.get(ours)?.0.clone();
    let theirs = found.iter().map(|(name, _)| name).find(|name| **name != ours)?.clone();
    Some((ours, theirs))
}

/// Names in `hierna (te noemen): "Naam"`.
fn named(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let mut out = Vec::new();
    for start in ["hierna", "verder te noemen", "hereinafter"] {
        for (at, _) in lower.match_indices(start) {
            let rest: Vec<char> = text.get(at..).unwrap_or_default().chars().take(80).collect();
            let opening = |c: &char| matches!(c, '"' | '“' | '„' | '”' | '‘' | '\'' | '«');
            let Some(from) = rest.iter().position(opening) else { continue };
            let inside = rest.iter().skip(from + 1);
            let name: String = inside.take_while(|c| !opening(c) && !matches!(c, '’' | '»')).collect();
            let name = name.trim().to_owned();
            if (2..40).contains(&name.chars().count()) && !out.contains(&name) {
                out.push(name);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_is_known_without_its_number() {
        assert_eq!(bare("Artikel 7 – Aansprakelijkheid"), "aansprakelijkheid");
        assert_eq!(bare("12.  BOETE"), "boete");
        assert_eq!(bare("Duur en opzegging"), "duur en opzegging");
    }

    fn line(text: &str, heading: bool) -> Line {
        Line {
            part: "word/document.xml".into(),
            paragraph: 0,
            text: text.into(),
            label: None,
            style: None,
            heading,
            in_table: false,
            leaving: false,
        }
    }

    #[test]
    fn sides_are_named_as_the_contract_names_them() {
        let lines = [
            line("Van Loon Bouw B.V., hierna te noemen: “Aannemer”;", false),
            line("De Vries Vastgoed B.V., hierna: \"Opdrachtgever\";", false),
        ];
        let both = |client| parties(&lines, client).expect("two sides");
        assert_eq!(both("de vries vastgoed b.v."), ("Opdrachtgever".to_owned(), "Aannemer".to_owned()));
        assert_eq!(both("onbekend").0, "Aannemer");
        assert_eq!(parties(&lines[..1], ""), None);
    }

    #[test]
    fn an_article_runs_to_the_next_heading() {
        let lines = [line("Titel", true), line("a", false), line("Artikel 1", true), line("b", false)];
        let found = sections(&lines);
        assert_eq!(found.iter().map(|it| it.body.clone()).collect::<Vec<_>>(), [1..2, 3..4]);
    }
}
