//! One paragraph as it will be.

use super::Todo;
use crate::{
    error::Refusal,
    paragraph::{Paragraph, Piece, Rewrite},
    pen::Pen,
    props,
    revision::RevisionKind,
    story::{Place, Story, is_mark},
};

/// The XML that takes the place of the paragraph.
pub(crate) fn build(story: &Story, place: &Place, todo: &Todo, pen: &mut Pen<'_>) -> Result<String, Refusal> {
    let paragraph = story.paragraph(place).map_err(|_| Refusal::unsupported("a damaged paragraph"))?;
    let direct = pen.author.is_none();
    if direct && todo.deleted {
        return Ok(format!("{}{}{}", todo.before, removed(story, place, &paragraph, pen)?, todo.after));
    }
    let content = if todo.moved.is_some() {
        if !todo.changes.is_empty() {
            return Err(Refusal::Overlap);
        }
        if direct {
            return Ok(format!("{}{}", todo.before, todo.after));
        }
        super::moves::moved_from(&paragraph, pen)?
    } else if todo.changes.is_empty() {
        paragraph.slice(paragraph.content_start(), paragraph.tail).to_owned()
    } else {
        Rewrite::new(&todo.changes)?.apply(&paragraph, pen)?.content
    };
    let props = properties(&paragraph, todo, pen)?;
    Ok(format!("{}{}{}", todo.before, whole(&paragraph, &props, &content), todo.after))
}

/// A paragraph with these properties and this content.
pub(crate) fn whole(paragraph: &Paragraph<'_>, props: &str, content: &str) -> String {
    let head = paragraph.head.of(paragraph.xml);
    let unchanged = paragraph.empty && props.is_empty() && content.is_empty();
    if unchanged {
        return paragraph.xml.to_owned();
    }
    if paragraph.empty {
        return format!("{}{props}{content}</{}>", props::opened(head), paragraph.prefix.name("p"));
    }
    // what stands between the start tag and the properties: white space at most
    let gap = paragraph.props.map_or("", |props| paragraph.slice(paragraph.head.end, props.start));
    let tail = paragraph.slice(paragraph.tail, paragraph.xml.len() as u32);
    format!("{head}{gap}{props}{content}{tail}")
}

fn properties(paragraph: &Paragraph<'_>, todo: &Todo, pen: &mut Pen<'_>) -> Result<String, Refusal> {
    let prefix = paragraph.prefix;
    let mut props = paragraph.properties().map(str::to_owned);
    if let Some(style) = &todo.style {
        let changed = props.as_deref().is_some_and(|props| {
            props::Children::of(props, prefix).is_some_and(|children| children.has("pPrChange"))
        });
        if changed && pen.author.is_some() {
            return Err(Refusal::AlreadyChanged);
        }
        props = Some(props::with_style(props.as_deref(), prefix, style, |old| format_change(pen, old)));
    }
    if let Some((element, kind)) = todo.mark
        && pen.author.is_some()
    {
        let mark = pen.mark(element, kind);
        props = Some(props::with_mark(props.as_deref(), prefix, &mark));
    }
    Ok(props.unwrap_or_default())
}

/// The old properties as a revision; nothing where edits are direct.
pub(crate) fn format_change(pen: &mut Pen<'_>, old: &str) -> String {
    if pen.author.is_none() {
        return String::new();
    }
    let open = pen.revision("pPrChange", RevisionKind::ParagraphFormat);
    let w = pen.prefix.colon();
    format!("<{open}><{w}pPr>{old}</{w}pPr></{w}pPrChange>")
}

/// What is left where a paragraph was taken away: marks of ranges, and in a place that needs a
/// paragraph an empty one.
fn removed(
    story: &Story,
    place: &Place,
    paragraph: &Paragraph<'_>,
    pen: &mut Pen<'_>,
) -> Result<String, Refusal> {
    let xml = paragraph.xml;
    // refuses what may not go: revisions, locked controls, halves of fields
    let end = paragraph.text().chars().count();
    let change = crate::paragraph::Change { start: 0, end, removes: end > 0, ..Default::default() };
    Rewrite::new([&change])?.apply(paragraph, pen)?;
    let props = paragraph.properties();
    let tracked = props::mark_has(props, paragraph.prefix, props::MARKS)
        || props.is_some_and(|props| props.contains("Change"))
        || paragraph.items.iter().any(|item| item.inserted || item.deleted)
        || paragraph.items.iter().any(|item| item.kind == crate::paragraph::ItemKind::Anchor);
    if tracked {
        return Err(Refusal::LosesRevision);
    }
    if props.is_some_and(|props| props.contains("sectPr")) {
        return Err(Refusal::unsupported("the end of a section"));
    }
    let marks: String = paragraph
        .pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Raw(span) => Some(span.of(xml)),
            _ => None,
        })
        .filter(|raw| {
            let name = raw.trim_start_matches('<').trim_start_matches(&paragraph.prefix.colon());
            is_mark(name.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default())
        })
        .collect();
    if super::apply::stays(story, place) {
        return Ok(whole(paragraph, props.unwrap_or_default(), &marks));
    }
    Ok(marks)
}
