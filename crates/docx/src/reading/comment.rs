//! All comments of a package with what they speak of.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    address::Address,
    error::Error,
    package::Package,
    story::{PointKind, Story, StoryKind, located},
    xml::{Kind, Tokens},
};

/// A comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// Its id in the file.
    pub id: u32,
    /// Who speaks; empty if the file does not say.
    pub author: String,
    /// When, as the file says it.
    pub date: Option<String>,
    /// What it speaks of: the first paragraph, and the characters of it in the current text.
    /// Nothing if it hangs nowhere.
    pub address: Option<Address>,
    /// The last paragraph it speaks of, and the character behind the last one.
    pub until: Option<(usize, usize)>,
    /// What it says; its paragraphs are lines.
    pub text: String,
}

/// A paragraph and a character of its current text.
type Place = (usize, usize);

/// What comments speak of, by their ids: start, end, place of the reference.
#[derive(Default)]
pub(super) struct Places(BTreeMap<u32, (String, [Option<Place>; 3])>);

/// Where the items of a paragraph start in its XML and in its text.
struct Shown {
    paragraph: usize,
    items: Vec<(u32, usize)>,
    end: usize,
}

impl Shown {
    fn of(story: &Story, paragraph: usize) -> Result<Self, Error> {
        let mut shown = Self { paragraph, items: Vec::new(), end: 0 };
        let Some(place) = story.places.get(paragraph) else { return Ok(shown) };
        for item in &story.paragraph(place)?.items {
            shown.items.push((place.span.start + item.span.start, shown.end));
            shown.end += if item.shows() { item.text.chars().count() } else { 0 };
        }
        Ok(shown)
    }

    /// The character that comes behind an offset of the part.
    fn behind(&self, at: u32) -> usize {
        let next = self.items.partition_point(|(start, _)| *start < at);
        self.items.get(next).map_or(self.end, |(_, shown)| *shown)
    }
}

impl Places {
    /// Finds the characters at which the marks of a part stand.
    pub(super) fn add(&mut self, story: &Story) -> Result<(), Error> {
        let mut known: Option<Shown> = None;
        for point in &story.layout.points {
            let before = story.places.partition_point(|place| place.span.start < point.at);
            // between two paragraphs: the end of the one before, the start of the one behind
            let number = point.paragraph.unwrap_or(match point.kind {
                PointKind::End => before.saturating_sub(1),
                _ => before.min(story.places.len().saturating_sub(1)),
            });
            let shown = match known.take().filter(|shown| shown.paragraph == number) {
                Some(shown) => shown,
                None => Shown::of(story, number)?,
            };
            let place = (number, shown.behind(point.at));
            known = Some(shown);
            let slot = match point.kind {
                PointKind::Start => 0,
                PointKind::End => 1,
                PointKind::Reference => 2,
            };
            let found = self.0.entry(point.id).or_insert_with(|| (story.name.clone(), [None; 3]));
            if let Some(slot) = found.1.get_mut(slot) {
                *slot = slot.or(Some(place));
            }
        }
        Ok(())
    }

    /// The first paragraph with its characters, and the end.
    fn find(&self, id: u32, package: &Package) -> Option<(Address, Place)> {
        let (part, [start, end, reference]) = self.0.get(&id)?;
        let start = start.or(*reference).or(*end)?;
        let end = end.or(*reference).filter(|end| *end >= start).unwrap_or(start);
        let first_ends = if end.0 == start.0 {
            end.1
        } else {
            let text = package.paragraph_text(part, start.0).ok().flatten();
            text.map_or(start.1, |text| text.chars().count())
        };
        Some((Address::new(part, start.0, start.1..first_ends), end))
    }
}

impl Package {
    /// All comments, in the order of what they speak of; those that hang nowhere at the end.
    pub(super) fn comments(&self, places: &Places) -> Result<Vec<Comment>, Error> {
        let mut all = Vec::new();
        for story in self.stories.iter().filter(|story| story.kind == StoryKind::Comments) {
            let text = &story.text;
            let mut tokens = Tokens::new(text, &story.prefix);
            let mut next = 0;
            while let Some(token) = tokens.next().map_err(|error| located(&story.name, error))? {
                if token.w != Some("comment") || token.kind != Kind::Start {
                    continue;
                }
                let end = tokens.skip(&token).map_err(|error| located(&story.name, error))?;
                let mut lines = Vec::new();
                while let Some(place) = story.places.get(next).filter(|place| place.span.start < end) {
                    lines.push(story.paragraph(place)?.text());
                    next += 1;
                }
                let Some(id) = crate::revision::id(&token, text) else { continue };
                let (address, until) = places.find(id, self).unzip();
                all.push(Comment {
                    id,
                    author: token.attribute(text, "author").unwrap_or_default(),
                    date: token.attribute(text, "date"),
                    address,
                    until,
                    text: lines.join("\n"),
                });
            }
        }
        let order = |comment: &Comment| {
            let address = comment.address.as_ref()?;
            Some((
                self.stories.iter().position(|story| story.name == address.part),
                address.paragraph,
                address.start,
            ))
        };
        all.sort_by_cached_key(|comment| (comment.address.is_none(), order(comment), comment.id));
        Ok(all)
    }
}
