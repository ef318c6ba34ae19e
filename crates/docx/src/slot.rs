//! What can be filled: content controls and fields that show a value.

use serde::{Deserialize, Serialize};

use crate::{
    address::Address,
    control::{ControlKind, properties},
    package::Package,
    paragraph::{ItemKind, Paragraph},
    span::Span,
    story::Story,
    xml::{Kind, Tokens},
};

/// A content control or a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// The tag of a control; the name of a `MERGEFIELD` or of a form field.
    pub name: Option<String>,
    /// The title of a control.
    pub title: Option<String>,
    /// Whether it is a field.
    pub is_field: bool,
    /// What it takes.
    pub kind: ControlKind,
    /// Where its value stands.
    pub address: Address,
    /// Its value.
    pub text: String,
    /// It may not be edited.
    pub locked: bool,
    /// Its value comes from a data part.
    pub bound: bool,
    /// It shows a text that only says what belongs there.
    pub placeholder: bool,
    /// It lies in one paragraph.
    pub(crate) simple: bool,
}

impl Slot {
    /// Whether it has this tag, title or name.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        self.name.as_deref() == Some(name) || self.title.as_deref() == Some(name)
    }
}

impl Package {
    /// All controls and fields that can be filled, by part and place.
    #[must_use]
    pub fn slots(&self) -> Vec<Slot> {
        let mut found = Vec::new();
        for story in &self.stories {
            controls(story, &mut found);
            fields(story, &mut found);
        }
        found
    }
}

/// The ranges of controls: each with its properties and its content.
fn controls(story: &Story, found: &mut Vec<Slot>) {
    if !story.text.contains("sdtPr") {
        return;
    }
    let mut tokens = Tokens::new(&story.text, &story.prefix);
    let mut open: Vec<(u32, Option<Span>, u32)> = Vec::new();
    let mut all = Vec::new();
    while let Ok(Some(token)) = tokens.next() {
        match (token.w, token.kind) {
            (Some("sdt"), Kind::Start) => open.push((token.span.start, None, 0)),
            (Some("sdtPr"), Kind::Start) => {
                if let (Ok(end), Some(control)) = (tokens.skip(&token), open.last_mut()) {
                    control.1 = Some(Span { start: token.span.start, end });
                }
            }
            (Some("sdtContent"), Kind::Start) => {
                if let Some(control) = open.last_mut() {
                    control.2 = token.span.start;
                }
            }
            (Some("sdt"), Kind::End) => {
                if let Some((start, Some(props), content)) = open.pop() {
                    all.push((Span { start, end: token.span.end }, props, content));
                }
            }
            _ => {}
        }
    }
    all.sort_by_key(|(span, ..)| *span);
    for (span, props, content) in all {
        found.extend(control(story, span, props, content));
    }
}

fn control(story: &Story, span: Span, props: Span, content: u32) -> Option<Slot> {
    let props = properties(props.of(&story.text), &story.prefix).ok()?;
    let starts = |at: &crate::story::Place| at.span.start;
    let inside =
        story.places.iter().enumerate().filter(|(_, place)| (content..span.end).contains(&starts(place)));
    let inside: Vec<usize> = inside.filter(|(_, place)| !place.boxed).map(|(number, _)| number).collect();
    let around = |place: &crate::story::Place| place.span.start < span.start && span.end <= place.span.end;
    let inline = (0..story.places.len()).rev().find(|&at| story.places.get(at).is_some_and(around));
    let number = inline.or_else(|| inside.first().copied())?;
    let place = story.places.get(number)?;
    let paragraph = story.paragraph(place).ok()?;
    let range = match inline {
        Some(_) => {
            let at = content - place.span.start;
            let container = paragraph.containers.iter().position(|container| container.open.start == at)?;
            paragraph.range_inside(container)
        }
        None => 0..paragraph.text().chars().count(),
    };
    let simple = inline.is_some() || inside.len() == 1;
    let simple = simple && !(range.is_empty() && inline.is_some() && !has_room(&paragraph));
    let text = paragraph.text().chars().skip(range.start).take(range.len()).collect();
    Some(Slot {
        name: props.tag,
        title: props.title,
        is_field: false,
        kind: props.kind,
        address: Address::new(&story.name, number, range),
        text,
        locked: props.locked || place.locked,
        bound: props.bound,
        placeholder: props.placeholder,
        simple,
    })
}

/// Whether an empty inline control can take a text: an insertion at its place would land beside it.
fn has_room(_paragraph: &Paragraph<'_>) -> bool {
    false
}

fn fields(story: &Story, found: &mut Vec<Slot>) {
    for (number, place) in story.places.iter().enumerate() {
        if !story.xml(place).contains("fldChar") {
            continue;
        }
        let Ok(paragraph) = story.paragraph(place) else { continue };
        for field in &paragraph.fields {
            let (Some(begin), Some(separate), Some(end)) = (field.begin, field.separate, field.end) else {
                continue;
            };
            let Some(name) = field_name(&paragraph, begin, separate) else { continue };
            let shown = |items: std::ops::Range<usize>| -> String {
                let items = paragraph.items.get(items).unwrap_or_default();
                items.iter().filter(|item| item.shows()).map(|item| item.text.as_str()).collect()
            };
            let start = shown(0..separate).chars().count();
            let text = shown(separate..end);
            let range = start..start + text.chars().count();
            found.push(Slot {
                name: Some(name),
                title: None,
                is_field: true,
                kind: ControlKind::Text,
                address: Address::new(&story.name, number, range),
                simple: !text.is_empty(),
                text,
                locked: place.locked,
                bound: false,
                placeholder: false,
            });
        }
    }
}

/// The name of a merge field (§17.16.5.35) or of a text form field (§17.16.17).
fn field_name(paragraph: &Paragraph<'_>, begin: usize, separate: usize) -> Option<String> {
    let items = paragraph.items.get(begin..separate)?;
    let code: String = items
        .iter()
        .filter_map(|item| match item.kind {
            ItemKind::Code(inner) => Some(inner.of(paragraph.xml)),
            _ => None,
        })
        .collect();
    let mut words = code.split_whitespace();
    match words.next()? {
        "MERGEFIELD" => {
            let rest = code.split_once("MERGEFIELD")?.1.trim_start().replace("&quot;", "\"");
            match rest.strip_prefix('"') {
                Some(quoted) => quoted.split('"').next().map(str::to_owned),
                None => rest.split_whitespace().next().map(str::to_owned),
            }
        }
        "FORMTEXT" => {
            let xml = items.first()?.span.of(paragraph.xml);
            let mut tokens = Tokens::new(xml, paragraph.prefix);
            while let Ok(Some(token)) = tokens.next() {
                if token.opens() && token.w == Some("name") {
                    return token.val(xml);
                }
            }
            None
        }
        _ => None,
    }
}
