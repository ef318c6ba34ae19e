//! The clause library against a document: which articles say something else than ours, and which
//! are missing.

use legalmind_core::{
    clause::{LibraryState, Stance},
    redline::{FromClause, ProposalKind, Severity, Source},
};
use legalmind_docx::{Address, Target};
use legalmind_store::clause::Clause;
use similar::TextDiff;

use super::{operation::Wish, run::Before};
use crate::outline::{Line, Section, bare, sections};

/// From here on a text is one of ours, but for a word.
const SAME: f32 = 0.9;

/// The clauses of a firm that are in use.
pub struct Library {
    clauses: Vec<Clause>,
}

impl Library {
    pub fn new(pieces: Vec<Clause>) -> Self {
        let used =
            |it: &Clause| it.state != LibraryState::Withdrawn && !it.content.content.variants.is_empty();
        Self { clauses: pieces.into_iter().filter(used).collect() }
    }

    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = &Clause> {
        self.clauses.iter()
    }

    /// The clause that an instruction speaks of: most of its own words, longest first.
    pub fn spoken_of(&self, instruction: &str) -> Option<&Clause> {
        let said = instruction.to_lowercase();
        let score = |it: &Clause| {
            let content = &it.content.content;
            let names = [content.title.to_lowercase()].into_iter().chain(content.recognise.iter().cloned());
            let tags = content.tags.iter().cloned();
            let best = names.filter(|name| mentions(&said, name)).map(|name| name.chars().count() * 2).max();
            let tagged = tags.filter(|tag| mentions(&said, tag)).map(|tag| tag.chars().count()).max();
            best.max(tagged).unwrap_or(0)
        };
        let best = self.clauses.iter().map(|it| (score(it), it)).filter(|(score, _)| *score > 3);
        best.max_by(|a, b| a.0.cmp(&b.0).then(b.1.id.cmp(&a.1.id))).map(|(_, it)| it)
    }
}

/// The shortest stem that is looked for inside of words.
const STEM: usize = 5;

/// Whether a text uses a word or group of words, also bent or as a part of a compound; a short one
/// only as a word of its own.
fn mentions(text: &str, name: &str) -> bool {
    let name = name.trim();
    let stem = name.strip_suffix("en").or_else(|| name.strip_suffix('e')).unwrap_or(name);
    if stem.chars().count() < STEM {
        return !name.is_empty() && text.split(|c: char| !c.is_alphanumeric()).any(|word| word == name);
    }
    text.contains(stem)
}

/// The article of a document that is about a clause.
pub fn article<'a>(clause: &Clause, lines: &[Line], found: &'a [Section]) -> Option<&'a Section> {
    let content = &clause.content.content;
    let names: Vec<String> = [content.title.to_lowercase()]
        .into_iter()
        .chain(content.recognise.iter().map(|it| it.to_lowercase()))
        .collect();
    let heading = |it: &Section| lines.get(it.heading).map(|line| bare(&line.text)).unwrap_or_default();
    let filled = |it: &&Section| body(it, lines).next().is_some();
    let exact = |it: &&Section| names.contains(&heading(it));
    let close = |it: &&Section| {
        let heading = heading(it);
        names.iter().any(|name| name.chars().count() > 5 && heading.contains(name.as_str()))
    };
    let sections = || found.iter().filter(filled);
    sections().find(exact).or_else(|| sections().find(close))
}

/// The lines under a heading that carry its text.
pub fn body<'a>(section: &Section, lines: &'a [Line]) -> impl Iterator<Item = &'a Line> {
    let all = lines.get(section.body.clone()).unwrap_or_default();
    all.iter().filter(|line| !line.text.trim().is_empty() && !line.in_table && !line.leaving)
}

/// The wording of a clause for a stance: that one, or else the nearest.
pub fn variant(clause: &Clause, stance: Stance) -> Option<(Stance, &str)> {
    let all = &clause.content.content.variants;
    let of = |stance| all.iter().find(|it| it.stance == stance);
    let found = of(stance).or_else(|| of(Stance::Neutral)).or_else(|| all.first())?;
    Some((found.stance, found.text.as_str()))
}

/// The paragraphs of a wording, with the names of the sides in it. The number of a paragraph is left
/// to Word where the document counts by itself.
pub fn paragraphs(text: &str, before: &Before<'_>, counted: bool) -> Vec<String> {
    let (ours, theirs) = match &before.sides {
        Some((ours, theirs)) => (ours.as_str(), theirs.as_str()),
        None => ("[onze partij]", "[wederpartij]"),
    };
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let named = lines.map(|line| {
        let top = !line.starts_with([' ', '\t']);
        let line = replaced(line.trim(), "wij", ours);
        let line = replaced(&line, "zij", theirs).replace("**", "");
        if top && counted { without_number(&line).to_owned() } else { line }
    });
    named.collect()
}

fn replaced(line: &str, field: &str, with: &str) -> String {
    line.replace(&format!("{{{{ {field} }}}}"), with).replace(&format!("{{{{{field}}}}}"), with)
}

fn without_number(line: &str) -> &str {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    match rest.strip_prefix(['.', ')']) {
        Some(rest) if line.len() > rest.len() + 1 => rest.trim_start(),
        _ => line,
    }
}

fn address(line: &Line) -> Address {
    Address::new(line.part.clone(), line.paragraph, 0..line.text.chars().count())
}

/// A whole line.
pub fn whole(line: &Line) -> Target {
    Target::At { address: address(line), expected: line.text.clone() }
}

pub fn from(clause: &Clause, stance: Stance) -> FromClause {
    FromClause {
        id: clause.id.uuid(),
        version: clause.number,
        title: clause.content.content.title.clone(),
        stance,
    }
}

/// An article with our wording in the place of its own; nothing where it has it already.
pub fn in_place(
    clause: &Clause,
    stance: Stance,
    section: &Section,
    before: &Before<'_>,
    (reason, severity): (&str, Severity),
) -> Option<Wish> {
    let lines: Vec<&Line> = body(section, before.lines).collect();
    let first = *lines.first()?;
    // only lines that follow each other are one text; what stands behind a gap is left alone
    let follows = |(at, line): &(usize, &&Line)| line.paragraph == first.paragraph + at;
    let lines: Vec<&Line> = lines.iter().enumerate().take_while(follows).map(|(_, line)| *line).collect();
    let (stance, text) = variant(clause, stance)?;
    let wanted = paragraphs(text, before, first.label.is_some());
    let old: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    if wanted.iter().map(String::as_str).eq(old.iter().copied()) {
        return None;
    }
    let rest = lines.iter().skip(1).map(|line| (address(line), line.text.clone()));
    Some(Wish {
        kind: ProposalKind::Replace,
        on: whole(first),
        with: rest.collect(),
        old: old.join("\n"),
        new: wanted.join("\n"),
        style: None,
        reason: reason.to_owned(),
        severity,
        source: Source::Clause,
        clause: Some(from(clause, stance)),
    })
}

/// The line behind which a new article comes: the last one with text, so that signatures stay last.
pub fn closing<'a>(before: &Before<'a>) -> Option<&'a Line> {
    let found = sections(before.lines);
    let last = found.iter().rev().find(|it| {
        let heading = before.lines.get(it.heading).map(|line| bare(&line.text)).unwrap_or_default();
        body(it, before.lines).next().is_some()
            && !["ondertekening", "handtekening", "signature", "bijlage"]
                .iter()
                .any(|it| heading.contains(it))
    });
    match last {
        Some(section) => body(section, before.lines).last(),
        None => before.lines.iter().rev().find(|line| !line.text.trim().is_empty() && !line.in_table),
    }
}

/// A clause that a document does not have, put before its closing lines.
pub fn missing(
    clause: &Clause,
    stance: Stance,
    before: &Before<'_>,
    (reason, severity): (&str, Severity),
) -> Option<Wish> {
    let after = closing(before)?;
    let (stance, text) = variant(clause, stance)?;
    let counted = after.label.is_some();
    let mut lines = vec![clause.content.content.title.clone()];
    lines.extend(paragraphs(text, before, counted));
    Some(Wish {
        kind: ProposalKind::InsertParagraphs,
        on: whole(after),
        with: Vec::new(),
        old: String::new(),
        new: lines.join("\n"),
        style: None,
        reason: reason.to_owned(),
        severity,
        source: Source::Clause,
        clause: Some(from(clause, stance)),
    })
}

/// What the library has to say about a document.
pub fn checked(before: &Before<'_>) -> Vec<Wish> {
    let found = sections(before.lines);
    let opening: String = before
        .lines
        .iter()
        .filter(|it| !it.text.trim().is_empty())
        .take(6)
        .map(|it| it.text.to_lowercase() + "\n")
        .collect();
    let due = |it: &Clause| it.content.content.must.iter().any(|kind| opening.contains(&kind.to_lowercase()));
    // several clauses go by one heading: those for this kind of contract come first
    let mut clauses: Vec<&Clause> = before.library.iter().collect();
    clauses.sort_by_key(|it| !due(it));
    let mut taken: Vec<usize> = Vec::new();
    let mut wishes = Vec::new();
    for clause in clauses {
        match article(clause, before.lines, &found) {
            Some(section) if !taken.contains(&section.heading) => {
                taken.push(section.heading);
                wishes.extend(differing(clause, section, before));
            }
            Some(_) => {}
            None => {
                if due(clause) {
                    let reason = "Deze bepaling ontbreekt in het document; de clausulebibliotheek van het kantoor houdt haar in dit soort overeenkomsten voor nodig.";
                    wishes.extend(missing(clause, Stance::Client, before, (reason, Severity::Medium)));
                }
            }
        }
    }
    wishes
}

/// An article that is none of our wordings.
fn differing(clause: &Clause, section: &Section, before: &Before<'_>) -> Option<Wish> {
    let text: Vec<&str> = body(section, before.lines).map(|line| line.text.trim()).collect();
    let text = text.join("\n");
    let counted = body(section, before.lines).next().is_some_and(|line| line.label.is_some());
    let near = |stance: Stance| {
        let (_, ours) = variant(clause, stance)?;
        let ours = paragraphs(ours, before, counted).join("\n");
        Some((TextDiff::from_words(text.as_str(), ours.as_str()).ratio(), stance))
    };
    let all = [Stance::Client, Stance::Neutral, Stance::Counterparty].into_iter().filter_map(near);
    let best = all.max_by(|a, b| a.0.total_cmp(&b.0))?;
    let (reason, severity) = match best {
        (ratio, Stance::Client | Stance::Neutral) if ratio >= SAME => return None,
        (ratio, Stance::Counterparty) if ratio >= SAME => (
            "Dit is de variant die de wederpartij begunstigt; voorgesteld wordt de eigen variant.",
            Severity::High,
        ),
        _ => ("De tekst wijkt af van de clausulebibliotheek van het kantoor.", Severity::Low),
    };
    in_place(clause, Stance::Client, section, before, (reason, severity))
}
