//! Tags found in paragraphs and taken out of the text; a mark is left where each stood.
//!
//! A mark has no width and lies between runs, so that what lies between two marks of a paragraph
//! is whole XML.

use minijinja::Environment;

use super::{TagFault, tag::Tag};
use crate::{
    paragraph::{Item, ItemKind, Paragraph},
    span::{Span, cut},
    story::Story,
    xml::escape,
};

/// A tag in a part without tags.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    /// Where it stood, in bytes.
    pub at: u32,
    /// The paragraph, by its number in the part, and the characters in it, with all tags.
    pub paragraph: usize,
    pub start: usize,
    pub end: usize,
    pub tag: Tag,
    /// The properties of its run.
    pub look: String,
    /// The element around it in its paragraph.
    pub container: Option<usize>,
    /// Nothing but tags that open or close blocks stands before it, and behind it.
    pub first: bool,
    pub last: bool,
}

/// Tags of a part.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// The part without them.
    pub text: String,
    pub marks: Vec<Mark>,
    pub faults: Vec<(usize, std::ops::Range<usize>, TagFault)>,
}

/// One replacement in the part: a range, the text in its place, marks at offsets of that text.
struct Piece {
    span: Span,
    text: String,
    marks: Vec<(usize, Mark)>,
}

/// Takes the tags out of a part.
pub(super) fn take(story: &Story, env: &Environment<'_>) -> Result<Marks, crate::Error> {
    let mut out = Marks::default();
    let mut pieces = Vec::new();
    for (number, place) in story.places.iter().enumerate() {
        if !story.xml(place).contains('{') {
            continue;
        }
        let paragraph = story.paragraph(place)?;
        for (start, end, found) in tags(&paragraph.text(), env) {
            match found {
                Ok(_) => {}
                Err(fault) => out.faults.push((number, start..end, fault)),
            }
        }
        pieces.extend(of_paragraph(&paragraph, number, place.span.start, env));
    }
    pieces.sort_by_key(|piece| piece.span);
    let mut done = 0;
    for piece in pieces {
        out.text.push_str(cut(&story.text, done, piece.span.start as usize));
        let base = out.text.len();
        for (offset, mut mark) in piece.marks {
            mark.at = u32::try_from(base + offset).unwrap_or(u32::MAX);
            out.marks.push(mark);
        }
        out.text.push_str(&piece.text);
        done = piece.span.end as usize;
    }
    out.text.push_str(cut(&story.text, done, story.text.len()));
    Ok(out)
}

type Found = (usize, usize, Result<Tag, TagFault>);

/// The tags in a text, by characters.
fn tags(text: &str, env: &Environment<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    let mut rest = text;
    let mut at = 0;
    while let Some(open) = rest.find("{{") {
        let start = at + cut(rest, 0, open).chars().count();
        let behind = cut(rest, open + 2, rest.len());
        match behind.find("}}") {
            // a further opening before the end: this one has none
            Some(close) if !cut(behind, 0, close).contains("{{") => {
                let inner = cut(behind, 0, close);
                let end = start + inner.chars().count() + 4;
                found.push((start, end, Tag::read(env, inner)));
                rest = cut(behind, close + 2, behind.len());
                at = end;
            }
            _ => {
                found.push((start, start + 2, Err(TagFault::Unfinished)));
                rest = behind;
                at = start + 2;
            }
        }
    }
    found
}

/// An item that shows, with the characters it stands for.
struct Shown<'p> {
    item: &'p Item,
    start: usize,
    end: usize,
}

fn of_paragraph(paragraph: &Paragraph<'_>, number: usize, offset: u32, env: &Environment<'_>) -> Vec<Piece> {
    let text = paragraph.text();
    let tags: Vec<(usize, usize, Tag)> =
        tags(&text, env).into_iter().filter_map(|(start, end, tag)| Some((start, end, tag.ok()?))).collect();
    if tags.is_empty() {
        return Vec::new();
    }
    let mut at = 0;
    let mut shown = Vec::new();
    for item in paragraph.items.iter().filter(|item| item.shows()) {
        let end = at + item.text.chars().count();
        shown.push(Shown { item, start: at, end });
        at = end;
    }
    let edges = edges(&text, &tags);
    let mut pieces = Vec::new();
    for piece in shown {
        // tags that touch this item; each is marked in the item in which it starts
        let here: Vec<usize> = (0..tags.len())
            .filter(|&tag| {
                tags.get(tag).is_some_and(|(start, end, _)| *start < piece.end && piece.start < *end)
            })
            .collect();
        if here.is_empty() {
            continue;
        }
        pieces.extend(of_item(paragraph, &piece, &tags, &here, |tag, container, look| {
            let (start, end, found) = tags.get(tag)?;
            let (first, last) = edges.get(tag).copied().unwrap_or_default();
            Some(Mark {
                at: 0,
                paragraph: number,
                start: *start,
                end: *end,
                tag: found.clone(),
                look,
                container,
                first,
                last,
            })
        }));
    }
    for piece in &mut pieces {
        piece.span.start += offset;
        piece.span.end += offset;
    }
    pieces
}

/// Of each tag whether only block tags and white space stand before it, and behind it.
fn edges(text: &str, tags: &[(usize, usize, Tag)]) -> Vec<(bool, bool)> {
    let chars: Vec<char> = text.chars().collect();
    let blank = |range: std::ops::Range<usize>| {
        chars.get(range).unwrap_or_default().iter().all(|c| c.is_whitespace())
    };
    let mut before = Vec::with_capacity(tags.len());
    let (mut end, mut clean) = (0, true);
    for (start, behind, tag) in tags {
        clean &= blank(end..*start);
        before.push(clean);
        clean &= !tag.prints();
        end = *behind;
    }
    let mut out: Vec<(bool, bool)> = Vec::with_capacity(tags.len());
    let (mut start, mut clean) = (chars.len(), true);
    for ((begin, end, tag), first) in tags.iter().zip(before).rev() {
        clean &= blank(*end..start);
        out.push((first, clean));
        clean &= !tag.prints();
        start = *begin;
    }
    out.reverse();
    out
}

/// The item without its tags, cut into runs where they stood.
fn of_item(
    paragraph: &Paragraph<'_>,
    piece: &Shown<'_>,
    tags: &[(usize, usize, Tag)],
    here: &[usize],
    mark: impl Fn(usize, Option<usize>, String) -> Option<Mark>,
) -> Option<Piece> {
    let item = piece.item;
    let run_number = item.run?;
    let run = paragraph.runs.get(run_number)?;
    let xml = paragraph.xml;
    let w = paragraph.prefix.colon();
    let props = run.props.map(|props| props.of(xml)).unwrap_or_default();
    let look = crate::props::clean_run(props, paragraph.prefix);
    let items = paragraph.items.get(run.items.clone())?;
    let alone_before = items.first().is_some_and(|first| first.span == item.span);
    let alone_behind = items.last().is_some_and(|last| last.span == item.span);
    let chars: Vec<char> = item.text.chars().collect();
    let plain = matches!(item.kind, ItemKind::Text(_));
    let write = |from: usize, to: usize| -> String {
        let text: String =
            chars.get(from - piece.start..to - piece.start).unwrap_or_default().iter().collect();
        match text.is_empty() {
            true => text,
            false if plain => format!("<{w}t xml:space=\"preserve\">{}</{w}t>", escape(&text)),
            false => item.span.of(xml).to_owned(),
        }
    };
    let head = format!("{}{props}", open_tag(run.open.of(xml)));
    let tail = format!("</{w}r>");
    let mut out = String::new();
    let mut marks = Vec::new();
    // whether `out` ends inside of a run; the run is open before the item unless it begins there
    let mut open = !alone_before;
    let mut at = piece.start;
    let put = |out: &mut String, open: &mut bool, text: &str| {
        if !text.is_empty() {
            if !*open {
                out.push_str(&head);
                *open = true;
            }
            out.push_str(text);
        }
    };
    for &number in here {
        let (start, end, _) = tags.get(number)?;
        put(&mut out, &mut open, &write(at.max(piece.start), (*start).max(at)));
        if *start >= piece.start {
            if open {
                out.push_str(&tail);
                open = false;
            }
            marks.push((out.len(), mark(number, item.container, look.clone())?));
        }
        at = (*end).min(piece.end);
    }
    put(&mut out, &mut open, &write(at, piece.end));
    let mut span = item.span;
    if alone_before {
        span.start = run.span.start;
    }
    if alone_behind {
        span.end = run.span.end;
        if open {
            out.push_str(&tail);
        }
    } else if !open {
        out.push_str(&head);
    }
    Some(Piece { span, text: out, marks })
}

fn open_tag(tag: &str) -> String {
    if tag.ends_with("/>") { crate::props::opened(tag) } else { tag.to_owned() }
}
