//! Paragraphs whose mark is gone run on in the next one, which keeps its properties: a mark
//! carries the properties of the paragraph that it ends (§17.3.1.29, §17.13.5.15).

use crate::{
    error::Error,
    paragraph::Paragraph,
    span::{Span, cut},
    story::{is_mark, located},
    xml::{Kind, Prefix, Tokens, XmlError},
};

/// Stands before a paragraph that runs on.
pub(super) const SIGN: &str = "<?legalmind-runs-on?>";

/// Text boxes in paragraphs in text boxes, no deeper than this.
const PASSES: usize = 8;

/// Carries out all merges that were marked.
pub(super) fn merge(mut text: String, prefix: &Prefix, part: &str) -> Result<String, Error> {
    for _ in 0..PASSES {
        if !text.contains(SIGN) {
            return Ok(text);
        }
        text = pass(&text, prefix).map_err(|error| located(part, error))?;
    }
    Ok(text.replace(SIGN, ""))
}

fn pass(text: &str, prefix: &Prefix) -> Result<String, XmlError> {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    while let Some(at) = text.get(done..).and_then(|rest| rest.find(SIGN)).map(|at| done + at) {
        out.push_str(cut(text, done, at));
        done = chain(text, at, prefix, &mut out)?;
    }
    out.push_str(cut(text, done, text.len()));
    Ok(out)
}

/// Writes the paragraphs that run together from a sign on; gives the offset behind them.
fn chain(text: &str, at: usize, prefix: &Prefix, out: &mut String) -> Result<usize, XmlError> {
    let mut tokens = Tokens::from(text, at, prefix);
    let mut content = String::new();
    let mut between = String::new();
    let mut runs_on = false;
    let mut last: Option<(Span, bool)> = None;
    let mut end = at;
    let mut next = None;
    while let Some(token) = tokens.next()? {
        match token.kind {
            Kind::Other if token.span.of(text) == SIGN => runs_on = true,
            Kind::Start | Kind::Empty if token.w == Some("p") => {
                let span = Span { start: token.span.start, end: tokens.skip(&token)? };
                if let Some((before, _)) = last {
                    content.push_str(inner(before.of(text), prefix)?);
                    content.push_str(&std::mem::take(&mut between));
                }
                last = Some((span, runs_on));
                end = span.end as usize;
                if !std::mem::take(&mut runs_on) {
                    break;
                }
            }
            Kind::Start | Kind::Empty if is_mark(token.local) => {
                let stop = tokens.skip(&token)?;
                between.push_str(cut(text, token.span.start as usize, stop as usize));
            }
            Kind::Start | Kind::Empty => {
                next = Some(token.local);
                break;
            }
            Kind::End => break,
            _ => {}
        }
    }
    let Some((span, still)) = last else { return Ok(at + SIGN.len()) };
    let xml = span.of(text);
    let paragraph = Paragraph::parse(xml, prefix, &[], &[])?;
    let own = paragraph.slice(paragraph.content_start(), paragraph.tail);
    let whole = format!("{content}{own}");
    // the last of the chain has nothing to run on in: it goes if it is empty and not needed
    if still && is_empty(&whole, prefix) && is_spare(out, next, prefix) {
        out.push_str(&whole);
        return Ok(end);
    }
    out.push_str(&crate::edit::whole(&paragraph, paragraph.properties().unwrap_or_default(), &whole));
    Ok(end)
}

/// The content of a paragraph, without its properties.
fn inner<'a>(xml: &'a str, prefix: &Prefix) -> Result<&'a str, XmlError> {
    let paragraph = Paragraph::parse(xml, prefix, &[], &[])?;
    Ok(cut(xml, paragraph.content_start() as usize, paragraph.tail as usize))
}

/// Whether a content is marks of ranges at most.
fn is_empty(content: &str, prefix: &Prefix) -> bool {
    let mut tokens = Tokens::from(content, 0, prefix);
    while let Ok(Some(token)) = tokens.next() {
        if token.opens() && !is_mark(token.local) {
            return false;
        }
    }
    true
}

/// Whether the place does without a paragraph: something follows, or a paragraph stands before.
fn is_spare(before: &str, next: Option<&str>, prefix: &Prefix) -> bool {
    match next {
        Some("sectPr") | None => {
            let last = before.rfind('<').and_then(|at| before.get(at + 1..)).unwrap_or_default();
            let name =
                last.trim_start_matches('/').split(|c: char| matches!(c, '>' | '/') || c.is_whitespace());
            name.take(1).any(|name| name == prefix.name("p"))
        }
        Some(_) => true,
    }
}
