//! Pages to paragraphs: where one begins, what number it has, what it heads.

use legalmind_core::{
    check::Place,
    passage::{CharRange, Page, PageNumber},
};

use super::{
    Paragraph,
    label::{LabelKind, label},
};

/// The longest line that is taken for a heading, in characters.
const LONGEST_HEADING: usize = 76;

/// A line of a page, with its characters in the page's text.
struct Line<'a> {
    text: &'a str,
    start: u32,
    end: u32,
    /// Its bytes in the page's text.
    bytes: std::ops::Range<usize>,
    /// A blank line stands before it.
    apart: bool,
}

/// The paragraphs of the pages.
pub fn paragraphs(pages: &[Page]) -> Vec<Paragraph> {
    let mut out: Vec<Paragraph> = Vec::new();
    for (number, page) in (1_u32..).zip(pages) {
        for group in groups(page) {
            out.extend(paragraph(PageNumber(number), page, &group));
        }
    }
    number(&mut out);
    out
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut out: Vec<Line<'_>> = Vec::new();
    let (mut at, mut byte) = (0_u32, 0_usize);
    let mut blank = true;
    for raw in text.split('\n') {
        let long = count(raw);
        let lead = count(raw) - count(raw.trim_start());
        let text = raw.trim();
        if text.is_empty() {
            blank = true;
        } else {
            let start = at + lead;
            let first = byte + (raw.len() - raw.trim_start().len());
            let bytes = first..first + text.len();
            out.push(Line { text, start, end: start + count(text), bytes, apart: blank });
            blank = false;
        }
        at = at.saturating_add(long).saturating_add(1);
        byte += raw.len() + 1;
    }
    out
}

/// Lines that make a paragraph together.
fn groups(page: &Page) -> Vec<Vec<Line<'_>>> {
    let mut out: Vec<Vec<Line<'_>>> = Vec::new();
    for line in lines(&page.text) {
        let begins = out.last().and_then(|group| group.last()).is_none_or(|last| begins(page, last, &line));
        match out.last_mut().filter(|_| !begins) {
            Some(group) => group.push(line),
            None => out.push(vec![line]),
        }
    }
    out
}

/// Whether a line begins a paragraph of its own.
fn begins(page: &Page, last: &Line<'_>, line: &Line<'_>) -> bool {
    let word = |line: &Line<'_>| {
        let first = CharRange { start: line.start, end: line.end };
        page.places(first).first().map(|place| place.paragraph)
    };
    line.apart
        || marked(page, last) != marked(page, line)
        || (page.origin.is_some() && word(last) != word(line))
        || label(line.text).is_some_and(|(kind, _)| kind != LabelKind::Number || ends(last.text))
        || looks_like_heading(last.text)
}

/// Whether a text ends where a paragraph may end.
fn ends(text: &str) -> bool {
    text.ends_with(['.', ';', ':', ',', '!', '?', ')', '”', '"']) || looks_like_heading(text)
}

/// Whether the format itself says that this is a heading.
fn marked(page: &Page, line: &Line<'_>) -> bool {
    page.headings.iter().any(|it| it.start <= line.start && line.end <= it.end)
}

/// Whether a line looks like a heading: short, no sentence, numbered as an article or shouted; or a
/// numbered question, as plain language heads what answers it.
fn looks_like_heading(text: &str) -> bool {
    if text.chars().nth(LONGEST_HEADING).is_some() || text.ends_with([';', ',', '!']) {
        return false;
    }
    let (kind, long) = label(text).unwrap_or_default();
    let rest = text.get(long..).unwrap_or_default().trim();
    let words = rest.split_whitespace().count();
    let shouted =
        rest.chars().filter(|c| c.is_alphabetic()).count() > 3 && !rest.chars().any(char::is_lowercase);
    let closed = rest.ends_with('.') || rest.ends_with(':');
    let capital = rest.chars().next().is_some_and(char::is_uppercase);
    match kind {
        LabelKind::Part | LabelKind::Article | LabelKind::Number | LabelKind::Sub if rest.ends_with('?') => {
            asks(rest)
        }
        _ if rest.ends_with('?') => false,
        LabelKind::Part | LabelKind::Article => !closed && words <= 10,
        LabelKind::Number | LabelKind::Sub if !closed && capital && words <= 8 => shouted || !has_verb(rest),
        LabelKind::None => shouted && words <= 10 && !rest.ends_with(':'),
        _ => false,
    }
}

/// Whether a text is one question.
fn asks(text: &str) -> bool {
    let capital = text.chars().next().is_some_and(char::is_uppercase);
    capital
        && text.chars().nth(LONGEST_HEADING).is_none()
        && text.strip_suffix('?').is_some_and(|question| !question.contains(['.', '?', '!', ':']))
}

/// Words without which a short line is a name rather than a sentence.
fn has_verb(text: &str) -> bool {
    const VERBS: [&str; 26] = [
        "is", "zijn", "heeft", "hebben", "wordt", "worden", "zal", "zullen", "mag", "mogen", "kan", "kunnen",
        "moet", "moeten", "geldt", "gelden", "dient", "bedraagt", "duurt", "vervalt", "blijft", "eindigt",
        "shall", "will", "may", "must",
    ];
    text.split(|c: char| !c.is_alphabetic()).any(|word| VERBS.contains(&word.to_lowercase().as_str()))
}

/// Whether a line by itself is a name of what follows: a few words, no sentence.
fn is_name(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let capital = text.chars().next().is_some_and(char::is_uppercase);
    (1..=6).contains(&words)
        && capital
        && text.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '/' | '’'))
        && !has_verb(text)
}

fn paragraph(page: PageNumber, of: &Page, group: &[Line<'_>]) -> Option<Paragraph> {
    let (first, last) = (group.first()?, group.last()?);
    let range = CharRange { start: first.start, end: last.end };
    let text = of.text.get(first.bytes.start..last.bytes.end)?.to_owned();
    let (kind, long) = label(&text).unwrap_or_default();
    let shown = text.get(..long).filter(|_| long > 0);
    let label = shown.map(|it| it.trim_end_matches(['-', '–', '—', ':', ' ', '\t', '.']).to_owned());
    let heading = group.len() == 1
        && !matches!(kind, LabelKind::Letter | LabelKind::Bullet)
        && (marked(of, first)
            || looks_like_heading(&text)
            || (kind == LabelKind::None && (is_name(&text) || asks(&text))));
    Some(Paragraph { place: Place { page, range }, text, label, kind, heading, article: 0, lead: None })
}

/// Gives each paragraph its article and what introduces it.
fn number(paragraphs: &mut [Paragraph]) {
    let mut article = 0_usize;
    let (mut headed, mut numbered) = (false, false);
    let mut lead: Option<(usize, LabelKind)> = None;
    let mut bare = false;
    for (at, it) in paragraphs.iter_mut().enumerate() {
        let top = matches!(it.kind, LabelKind::Article | LabelKind::Part) || it.heading;
        // below a title alone, each number is an article of its own
        let own = match it.kind {
            LabelKind::Number => !numbered && lead.is_none(),
            LabelKind::None => !headed && lead.is_none(),
            _ => false,
        };
        // `Artikel 5` on a line of its own, its name on the next
        it.heading |= bare && it.kind == LabelKind::None && is_name(&it.text);
        if at > 0 && (top || own) && !(bare && it.heading && it.kind == LabelKind::None) {
            article += 1;
        }
        headed |= top;
        numbered |= top && it.kind != LabelKind::None;
        it.article = article;
        // an item of another kind, or no item, ends the list
        let ended =
            |(_, kind): (usize, LabelKind)| !it.kind.is_item() || (kind != LabelKind::None && it.kind < kind);
        if top || lead.is_some_and(ended) {
            lead = None;
        }
        if let Some((by, kind)) = &mut lead {
            if *kind == LabelKind::None {
                *kind = it.kind;
            }
            it.lead = Some(*by);
        }
        if !top && it.text.ends_with(':') && lead.is_none() {
            lead = Some((at, LabelKind::None));
        }
        bare = it.heading
            && it.label.as_ref().is_some_and(|label| it.text.trim_end_matches(['.', ':', ' ']) == label);
    }
}

fn count(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_on_a_line_of_its_own_heads_what_answers_it() {
        let text = "9. Hoelang gelden deze afspraken?\nTijdens de klus en drie jaar daarna.\n\n\
            Welk recht geldt?\n\nHet Nederlandse. Of kiezen wij samen een ander? Dan schrijven wij dat op.";
        let found = paragraphs(&[Page { text: text.to_owned(), ..Page::default() }]);
        let heads: Vec<bool> = found.iter().map(|it| it.heading).collect();
        assert_eq!(heads, [true, false, true, false], "{found:#?}");
        assert_ne!(found.first().map(|it| it.article), found.last().map(|it| it.article));
    }
}
