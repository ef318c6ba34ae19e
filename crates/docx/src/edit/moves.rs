//! Paragraphs that move (ECMA-376 part 1 §17.13.5.21–28): the old place and the new one bear one
//! name, so that Word shows them as one change.

use super::{Target, apply::Plan};
use crate::{
    error::Refusal,
    package::Package,
    paragraph::{Around, ItemKind, Paragraph, Piece},
    pen::{Mode, Pen},
    props,
    revision::RevisionKind,
    story::Story,
    xml::escape,
};

impl Package {
    pub(super) fn plan_move(
        &self,
        number: usize,
        first: &Target,
        count: usize,
        after: &Target,
        mode: &Mode,
        plan: &mut Plan,
    ) -> Result<(), Refusal> {
        let (from, to) = (self.spot(first)?, self.spot(after)?);
        let story = self.stories.get(from.story).ok_or(Refusal::NotFound)?;
        let end = from.paragraph + count.max(1);
        if from.story != to.story || (from.paragraph..end).contains(&to.paragraph) {
            return Err(Refusal::Overlap);
        }
        if end > story.places.len() {
            return Err(Refusal::NoParagraph(end - 1));
        }
        let mut pen = Pen::new(&story.prefix, mode, plan.next);
        let move_name = format!("move{}", pen.next);
        let mut moved = String::new();
        for at in from.paragraph..end {
            let place = story.places.get(at).ok_or(Refusal::NoParagraph(at))?;
            if at + 1 < end {
                follows(story, at)?;
            }
            let paragraph =
                story.paragraph(place).map_err(|_| Refusal::unsupported("a damaged paragraph"))?;
            movable(&paragraph, place.fields.is_some())?;
            moved.push_str(&match mode {
                Mode::Direct => story.xml(place).to_owned(),
                Mode::Tracked(_) => moved_to(&paragraph, &mut pen)?,
            });
        }
        let (before, behind) = range(&mut pen, "moveFrom", &move_name);
        let (start, stop) = range(&mut pen, "moveTo", &move_name);
        plan.next = pen.next;
        plan.count(from.story, &pen);
        for at in from.paragraph..end {
            let todo = plan.touch(number, &from, at);
            if todo.moved.replace(move_name.clone()).is_some() || todo.deleted || todo.mark.is_some() {
                return Err(Refusal::Overlap);
            }
            todo.mark = Some(("moveFrom", RevisionKind::ParagraphMoveFrom));
            if at == from.paragraph {
                todo.before.push_str(&before);
            }
            if at + 1 == end {
                todo.after.push_str(&behind);
            }
        }
        let todo = plan.todo(number, &to);
        todo.after.push_str(&format!("{start}{moved}{stop}"));
        todo.new += end - from.paragraph;
        Ok(())
    }
}

/// Refuses paragraphs with something between them.
fn follows(story: &Story, at: usize) -> Result<(), Refusal> {
    let (Some(place), Some(next)) = (story.places.get(at), story.places.get(at + 1)) else {
        return Err(Refusal::NoParagraph(at + 1));
    };
    let between = story.cut(place.span.end, next.span.start);
    let close = format!("</{}", story.prefix.colon());
    if story.next_sibling(place) != Some("p") || between.contains(&close) || next.boxed {
        return Err(Refusal::unsupported("paragraphs that do not follow each other"));
    }
    Ok(())
}

/// Refuses what cannot stand in two places.
fn movable(paragraph: &Paragraph<'_>, in_field: bool) -> Result<(), Refusal> {
    let half = paragraph.fields.iter().any(|field| field.begin.is_none() || field.end.is_none());
    if in_field || half {
        return Err(Refusal::CutsField);
    }
    let props = paragraph.properties().unwrap_or_default();
    let tracked =
        props.contains("Change")
            || props::mark_has(paragraph.properties(), paragraph.prefix, props::MARKS)
            || paragraph.items.iter().any(|item| item.inserted || item.deleted)
            || paragraph.containers.iter().any(|container| {
                !matches!(
                    container.around,
                    Around::Other | Around::Link | Around::SimpleField | Around::Control { .. }
                )
            })
            || paragraph.runs.iter().enumerate().any(|(run, _)| {
                paragraph.run_properties(run).is_some_and(|props| props.contains("rPrChange"))
            });
    if tracked {
        return Err(Refusal::LosesRevision);
    }
    if props.contains("sectPr") {
        return Err(Refusal::unsupported("the end of a section"));
    }
    if paragraph.xml.contains("txbxContent") {
        return Err(Refusal::unsupported("a text box in a paragraph that moves"));
    }
    for item in &paragraph.items {
        let xml = item.span.of(paragraph.xml);
        if item.kind == ItemKind::Object
            && (item.run.is_none() || xml.contains("footnoteReference") || xml.contains("endnoteReference"))
        {
            return Err(Refusal::unsupported("a note or a formula in a paragraph that moves"));
        }
    }
    if paragraph.containers.iter().any(|container| container.around == Around::SimpleField) {
        return Err(Refusal::unsupported("a field in one element in a paragraph that moves"));
    }
    Ok(())
}

/// Marks of a range: its start and its end.
fn range(pen: &mut Pen<'_>, kind: &str, name: &str) -> (String, String) {
    let Some(author) = pen.author else { return (String::new(), String::new()) };
    let (w, id) = (pen.prefix.colon(), pen.id());
    let start = format!(
        "<{w}{kind}RangeStart {w}id=\"{id}\" {w}author=\"{}\" {w}date=\"{}\" {w}name=\"{name}\"/>",
        escape(&author.name),
        author.date
    );
    (start, format!("<{w}{kind}RangeEnd {w}id=\"{id}\"/>"))
}

/// The content of a paragraph that moves away: each run in a mark, everything else as it was.
pub(super) fn moved_from(paragraph: &Paragraph<'_>, pen: &mut Pen<'_>) -> Result<String, Refusal> {
    let mut out = String::new();
    let mut runs = String::new();
    for piece in &paragraph.pieces {
        if let Piece::Run(run) = piece
            && !has_anchor(paragraph, *run)
        {
            runs.push_str(paragraph.runs.get(*run).map_or("", |run| run.span.of(paragraph.xml)));
            continue;
        }
        out.push_str(&pen.wrapped("moveFrom", RevisionKind::MoveFrom, &std::mem::take(&mut runs)));
        out.push_str(piece_xml(paragraph, *piece));
    }
    out.push_str(&pen.wrapped("moveFrom", RevisionKind::MoveFrom, &runs));
    Ok(out)
}

/// The paragraph at its new place: without the marks of bookmarks and comments, which stay behind,
/// and without the frames of content controls.
fn moved_to(paragraph: &Paragraph<'_>, pen: &mut Pen<'_>) -> Result<String, Refusal> {
    let w = pen.prefix.colon();
    let mark = pen.mark("moveTo", RevisionKind::ParagraphMoveTo);
    let props = props::copied(paragraph.properties(), paragraph.prefix, None, &mark);
    let mut out = format!("<{w}p>{props}");
    let mut runs = String::new();
    for piece in &paragraph.pieces {
        match piece {
            Piece::Run(run) if !has_anchor(paragraph, *run) => {
                runs.push_str(paragraph.runs.get(*run).map_or("", |run| run.span.of(paragraph.xml)));
            }
            Piece::Open(number) | Piece::Close(number)
                if paragraph.containers.get(*number).is_some_and(|found| found.around == Around::Link) =>
            {
                out.push_str(&pen.wrapped("moveTo", RevisionKind::MoveTo, &std::mem::take(&mut runs)));
                out.push_str(piece_xml(paragraph, *piece));
            }
            _ => {}
        }
    }
    out.push_str(&pen.wrapped("moveTo", RevisionKind::MoveTo, &runs));
    out.push_str(&format!("</{w}p>"));
    Ok(out)
}

fn has_anchor(paragraph: &Paragraph<'_>, run: usize) -> bool {
    let items = paragraph.runs.get(run).map_or(0..0, |run| run.items.clone());
    paragraph.items.get(items).is_some_and(|items| items.iter().any(|item| item.kind == ItemKind::Anchor))
}

fn piece_xml<'a>(paragraph: &Paragraph<'a>, piece: Piece) -> &'a str {
    let span = match piece {
        Piece::Open(number) => paragraph.containers.get(number).map(|container| container.open),
        Piece::Close(number) => paragraph.containers.get(number).map(|container| container.close),
        Piece::Run(number) => paragraph.runs.get(number).map(|run| run.span),
        Piece::Object(number) => paragraph.items.get(number).map(|item| item.span),
        Piece::Raw(span) => Some(span),
    };
    span.map_or("", |span| span.of(paragraph.xml))
}
