//! A Word file for a printer: what a program of another make would work out again, or show as a
//! form, stands there as words.
//!
//! A `REF` to the number of a paragraph shows what it shows now; a content control of plain text is
//! its text. Nothing else changes.

use crate::{
    control::{ControlKind, properties},
    error::Error,
    package::Package,
    paragraph::{Field, ItemKind, Paragraph},
    span::{Span, Splices},
    story::{Story, located},
    xml::{Kind, Tokens},
};

impl Package {
    /// The bytes of the file for a printer.
    ///
    /// # Errors
    /// A part is damaged, or the file would become larger than a ZIP container can be.
    pub fn for_print(&self) -> Result<Vec<u8>, Error> {
        let mut package = self.clone();
        let mut changed = Vec::new();
        for story in &self.stories {
            let mut splices = Splices::default();
            controls(story, &mut splices)?;
            for place in story.places.iter().filter(|place| story.xml(place).contains(" REF ")) {
                let paragraph = story.paragraph(place)?;
                for span in codes(&paragraph) {
                    let offset = place.span.start;
                    splices.remove(Span { start: span.start + offset, end: span.end + offset });
                }
            }
            if !splices.is_empty() {
                changed.push(story.with(splices.apply(story.text.clone()), self.limits.depth)?);
            }
        }
        changed.into_iter().for_each(|story| package.put(story));
        package.save()
    }
}

/// Takes away what is around the text of each control of plain text.
fn controls(story: &Story, splices: &mut Splices) -> Result<(), Error> {
    let text = &story.text;
    if !text.contains("sdtPr") {
        return Ok(());
    }
    let fault = |error| located(&story.name, error);
    let mut tokens = Tokens::new(text, &story.prefix);
    // where each open control begins, and whether it goes
    let mut open: Vec<(u32, bool)> = Vec::new();
    while let Some(token) = tokens.next().map_err(fault)? {
        match (token.w, token.kind) {
            (Some("sdt"), Kind::Start) => open.push((token.span.start, false)),
            (Some("sdtPr"), Kind::Start) => {
                let end = tokens.skip(&token).map_err(fault)?;
                let span = Span { start: token.span.start, end };
                let props = properties(span.of(text), &story.prefix).map_err(fault)?;
                if let Some(control) = open.last_mut() {
                    control.1 = props.kind == ControlKind::Text;
                }
            }
            (Some("sdtContent"), Kind::Start) => {
                if let Some((start, true)) = open.last() {
                    splices.remove(Span { start: *start, end: token.span.end });
                }
            }
            (Some("sdtContent"), Kind::End) => {
                if let Some((_, true)) = open.last() {
                    splices.remove(token.span);
                }
            }
            (Some("sdt"), Kind::End) => {
                if let Some((_, true)) = open.pop() {
                    splices.remove(token.span);
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// The runs of a paragraph that make a field of the number of a paragraph: all but what it shows.
fn codes(paragraph: &Paragraph<'_>) -> Vec<Span> {
    let mut out = Vec::new();
    for field in &paragraph.fields {
        let Field { begin: Some(begin), separate: Some(separate), end: Some(end) } = *field else { continue };
        let items = |range: std::ops::RangeInclusive<usize>| paragraph.items.get(range).unwrap_or_default();
        let code: String = (items(begin..=separate).iter())
            .filter_map(|item| match item.kind {
                ItemKind::Code(inner) => Some(inner.of(paragraph.xml)),
                _ => None,
            })
            .collect();
        let mut words = code.split_whitespace();
        if words.next() != Some("REF") || !words.any(|word| matches!(word, "\\r" | "\\n" | "\\w")) {
            continue;
        }
        let marks = items(begin..=separate).iter().chain(items(end..=end));
        // a run that shows something beside the mark stays
        let runs = marks.filter_map(|item| paragraph.runs.get(item.run?)).filter(|run| {
            let inside = paragraph.items.get(run.items.clone()).unwrap_or_default();
            inside.iter().all(|item| !item.shows())
        });
        out.extend(runs.map(|run| run.span));
    }
    out.sort_unstable();
    out.dedup();
    out
}
