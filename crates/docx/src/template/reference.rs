//! References to numbered paragraphs, set to the numbers that these have after filling.

use std::collections::BTreeMap;

use crate::{
    error::Error,
    package::Package,
    paragraph::{ItemKind, Paragraph},
    span::{Span, Splices},
    story::{Story, located},
    xml::{Tokens, escape},
};

impl Package {
    /// Sets what each `REF … \r` (§17.16.5.51) shows. Word does the same when it updates fields;
    /// other programs and prints show what stands there.
    pub(super) fn with_references(mut self) -> Result<Self, Error> {
        let refers = |story: &Story| story.text.contains(" REF ");
        if !self.stories.iter().any(refers) {
            return Ok(self);
        }
        let mut numbers: BTreeMap<String, String> = BTreeMap::new();
        for story in &self.stories {
            let labels = self.labels(story)?;
            for (name, paragraph) in bookmarks(story)? {
                if let Some(Some(label)) = labels.get(paragraph) {
                    numbers.insert(name, label.text.trim_end_matches('.').to_owned());
                }
            }
        }
        let mut changed = Vec::new();
        for story in self.stories.iter().filter(|story| refers(story)) {
            let mut splices = Splices::default();
            for place in story.places.iter().filter(|place| story.xml(place).contains(" REF ")) {
                let paragraph = story.paragraph(place)?;
                for (span, text) in shown(&paragraph, &numbers) {
                    let offset = place.span.start;
                    splices.replace(Span { start: span.start + offset, end: span.end + offset }, text);
                }
            }
            if !splices.is_empty() {
                changed.push(story.with(splices.apply(story.text.clone()), self.limits.depth)?);
            }
        }
        for story in changed {
            self.put(story);
        }
        Ok(self)
    }
}

/// The bookmarks of a part, each with the number of the paragraph in which it begins.
pub(crate) fn bookmarks(story: &Story) -> Result<BTreeMap<String, usize>, Error> {
    let mut found = BTreeMap::new();
    let mut tokens = Tokens::new(&story.text, &story.prefix);
    while let Some(token) = tokens.next().map_err(|error| located(&story.name, error))? {
        if token.w == Some("bookmarkStart") && token.opens() {
            let at = token.span.start;
            // in a paragraph, or before the next one
            let behind = story.places.partition_point(|place| place.span.start <= at);
            let inside = behind
                .checked_sub(1)
                .filter(|&number| story.places.get(number).is_some_and(|place| at < place.span.end));
            found.extend(token.attribute(&story.text, "name").map(|name| (name, inside.unwrap_or(behind))));
        }
    }
    Ok(found)
}

/// What the references of a paragraph should show: ranges and their texts.
fn shown(paragraph: &Paragraph<'_>, numbers: &BTreeMap<String, String>) -> Vec<(Span, String)> {
    let mut out = Vec::new();
    for field in &paragraph.fields {
        let (Some(begin), Some(separate), Some(end)) = (field.begin, field.separate, field.end) else {
            continue;
        };
        let items = |range: std::ops::Range<usize>| paragraph.items.get(range).unwrap_or_default();
        let code: String = (items(begin..separate).iter())
            .filter_map(|item| match item.kind {
                ItemKind::Code(inner) => Some(inner.of(paragraph.xml)),
                _ => None,
            })
            .collect();
        let mut words = code.split_whitespace();
        if words.next() != Some("REF") {
            continue;
        }
        let Some(name) = words.next() else { continue };
        let switches: Vec<&str> = words.collect();
        if !switches.iter().any(|switch| matches!(*switch, "\\r" | "\\n" | "\\w")) {
            continue;
        }
        let number = match numbers.get(name) {
            Some(number) if switches.iter().any(|it| it.eq_ignore_ascii_case("lower")) => {
                number.to_lowercase()
            }
            Some(number) => number.clone(),
            // what it refers to was left out
            None => "[…]".to_owned(),
        };
        let mut text = Some(number);
        for item in items(separate..end).iter().filter(|item| item.shows()) {
            if let ItemKind::Text(inner) = item.kind {
                out.push((inner, text.take().map(|text| escape(&text)).unwrap_or_default()));
            }
        }
    }
    out
}
