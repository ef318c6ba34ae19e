//! Content controls whose tag says what to do, written out as tags in the text.

use minijinja::Environment;

use super::tag::Tag;
use crate::{
    control::{ControlKind, properties},
    props::Children,
    span::{Span, Splices},
    story::Story,
    xml::{Kind, Prefix, Tokens, XmlError, escape},
};

/// A control: its range, its properties, the inside of its content, and what it stands in.
struct Control {
    span: Span,
    props: Span,
    inner: Span,
    parent: Parent,
}

/// What a control stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Parent {
    Paragraph,
    Row,
    Table,
    Blocks,
}

/// A part with its controls written out.
pub(super) struct Written {
    pub text: String,
    /// Of each paragraph of `text` the one it was in the file.
    pub origin: Vec<usize>,
}

/// Writes out all controls of a part that are tags; `None` where there are none.
pub(super) fn written_out(story: &Story, env: &Environment<'_>) -> Result<Option<Written>, XmlError> {
    if !story.text.contains("sdtPr") {
        return Ok(None);
    }
    let mut splices = Splices::default();
    let mut moved = Moved::default();
    for control in controls(story)? {
        write(story, env, &control, &mut splices, &mut moved);
    }
    if splices.is_empty() {
        return Ok(None);
    }
    let origin = moved.origin(story);
    Ok(Some(Written { text: splices.apply(story.text.clone()), origin }))
}

/// The part with its controls written out.
pub(super) fn plain(story: &Story, depth: usize) -> Result<Story, crate::Error> {
    let written = written_out(story, &super::expression::environment());
    match written.map_err(|error| crate::story::located(&story.name, error))? {
        Some(written) => story.with(written.text, depth),
        None => Ok(story.clone()),
    }
}

/// What became of the paragraphs of a part.
#[derive(Default)]
struct Moved {
    /// Where one was added.
    added: Vec<u32>,
    /// Ranges of which only the first one is left.
    merged: Vec<Span>,
}

impl Moved {
    fn origin(mut self, story: &Story) -> Vec<usize> {
        self.added.sort_unstable();
        let mut added = self.added.into_iter().peekable();
        let mut origin = Vec::with_capacity(story.places.len());
        let mut last = None;
        for (number, place) in story.places.iter().enumerate() {
            while added.next_if(|at| *at <= place.span.start).is_some() {
                origin.push(number);
            }
            let merged = self.merged.iter().find(|span| inside(place.span, **span));
            if merged.is_none() || merged != last {
                origin.push(number);
            }
            last = merged;
        }
        origin.extend(added.map(|_| story.places.len().saturating_sub(1)));
        origin
    }
}

fn controls(story: &Story) -> Result<Vec<Control>, XmlError> {
    let mut tokens = Tokens::new(&story.text, &story.prefix);
    let mut parents = vec![Parent::Blocks];
    let mut open: Vec<(u32, Option<Span>, Option<Span>)> = Vec::new();
    let mut found = Vec::new();
    while let Some(token) = tokens.next()? {
        match (token.w, token.kind) {
            (Some("sdt"), Kind::Start) => {
                open.push((token.span.start, None, None));
                parents.push(parents.last().copied().unwrap_or(Parent::Blocks));
            }
            (Some("sdtPr"), Kind::Start) => {
                let end = tokens.skip(&token)?;
                if let Some(control) = open.last_mut() {
                    control.1 = Some(Span { start: token.span.start, end });
                }
            }
            (Some("sdtContent"), Kind::Start) => {
                if let Some(control) = open.last_mut() {
                    control.2 = Some(Span { start: token.span.end, end: token.span.end });
                }
                parents.push(parents.last().copied().unwrap_or(Parent::Blocks));
            }
            (Some("sdtContent"), Kind::End) => {
                parents.pop();
                if let Some((_, _, Some(inner))) = open.last_mut() {
                    inner.end = token.span.start;
                }
            }
            (Some("sdt"), Kind::End) => {
                parents.pop();
                let parent = parents.last().copied().unwrap_or(Parent::Blocks);
                if let Some((start, Some(props), Some(inner))) = open.pop() {
                    found.push(Control { span: Span { start, end: token.span.end }, props, inner, parent });
                }
            }
            (Some(name), Kind::Start) => parents.push(match name {
                "p" => Parent::Paragraph,
                "tr" => Parent::Row,
                "tbl" => Parent::Table,
                "hyperlink" | "ins" | "smartTag" | "fldSimple" => Parent::Paragraph,
                _ => Parent::Blocks,
            }),
            (None, Kind::Start) => parents.push(Parent::Blocks),
            (_, Kind::End) => {
                parents.pop();
            }
            _ => {}
        }
    }
    Ok(found)
}

fn write(story: &Story, env: &Environment<'_>, control: &Control, splices: &mut Splices, moved: &mut Moved) {
    let prefix = &story.prefix;
    let Ok(props) = properties(control.props.of(&story.text), prefix) else { return };
    let Some(name) = props.tag.filter(|name| !name.starts_with("goog_rdk_")) else { return };
    if props.kind == ControlKind::Other {
        return;
    }
    let tag = match Tag::read(env, &name) {
        Ok(Tag::Field(expression)) if expression.path.is_none() => return,
        Ok(tag @ (Tag::Field(_) | Tag::If(_) | Tag::Each { .. } | Tag::Clause(_))) => tag,
        _ => return,
    };
    let inner = control.inner.of(&story.text);
    let close = match tag {
        Tag::If(_) => "/als",
        Tag::Each { .. } => "/per",
        _ => {
            let look = if props.placeholder { Look::default() } else { Look::of(inner, prefix) };
            match control.parent {
                Parent::Paragraph => splices.replace(control.span, run(prefix, &name, &look.run)),
                Parent::Blocks => {
                    moved.merged.push(control.span);
                    splices.replace(control.span, paragraph(prefix, &name, &look));
                }
                Parent::Row => {
                    let cell = cell(inner, prefix, &paragraph(prefix, &name, &look));
                    moved.merged.push(control.span);
                    splices.replace(control.span, cell);
                }
                Parent::Table => {}
            }
            return;
        }
    };
    let wrap = |tag: &str| match control.parent {
        Parent::Paragraph => run(prefix, tag, ""),
        Parent::Blocks => paragraph(prefix, tag, &Look::default()),
        Parent::Table => row(prefix, tag),
        Parent::Row => String::new(),
    };
    if control.parent == Parent::Row {
        return;
    }
    let head = Span { start: control.span.start, end: control.inner.start };
    let tail = Span { start: control.inner.end, end: control.span.end };
    if control.parent != Parent::Paragraph {
        moved.added.extend([head.start, tail.start]);
    }
    splices.replace(head, wrap(&name));
    splices.replace(tail, wrap(close));
}

fn inside(inner: Span, outer: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// The properties of what a control holds.
#[derive(Default)]
struct Look {
    paragraph: String,
    run: String,
}

impl Look {
    fn of(inner: &str, prefix: &Prefix) -> Self {
        let mut look = Self::default();
        let mut tokens = Tokens::from(inner, 0, prefix);
        while let Ok(Some(token)) = tokens.next() {
            let start = token.span.start;
            match (token.w, token.kind) {
                (Some("pPr"), Kind::Start) if look.paragraph.is_empty() => {
                    let Ok(end) = tokens.skip(&token) else { break };
                    look.paragraph =
                        crate::props::copied(Some(Span { start, end }.of(inner)), prefix, None, "");
                }
                (Some("r"), Kind::Start) => {
                    let Ok(end) = tokens.skip(&token) else { break };
                    let children = Children::of(Span { start, end }.of(inner), prefix);
                    let props = children.as_ref().and_then(|it| it.find("rPr")).map(|(_, props)| props);
                    look.run = props.map(|props| crate::props::clean_run(props, prefix)).unwrap_or_default();
                    break;
                }
                _ => {}
            }
        }
        look
    }
}

fn run(prefix: &Prefix, tag: &str, props: &str) -> String {
    let w = prefix.colon();
    format!("<{w}r>{props}<{w}t xml:space=\"preserve\">{{{{ {} }}}}</{w}t></{w}r>", escape(tag))
}

fn paragraph(prefix: &Prefix, tag: &str, look: &Look) -> String {
    let w = prefix.colon();
    format!("<{w}p>{}{}</{w}p>", look.paragraph, run(prefix, tag, &look.run))
}

/// A cell with the properties of the one in `inner`, and this in it.
fn cell(inner: &str, prefix: &Prefix, content: &str) -> String {
    let w = prefix.colon();
    let children = Children::of(inner, prefix);
    let props = children.as_ref().and_then(|it| it.find("tcPr")).map(|(_, props)| props);
    format!("<{w}tc>{}{content}</{w}tc>", props.unwrap_or_default())
}

fn row(prefix: &Prefix, tag: &str) -> String {
    let w = prefix.colon();
    format!("<{w}tr><{w}tc>{}</{w}tc></{w}tr>", paragraph(prefix, tag, &Look::default()))
}
