//! All revisions with their places.

use super::{LONGEST_TEXT, Revision, RevisionKind};
use crate::{
    address::Address,
    error::Error,
    package::Package,
    paragraph::Extent,
    story::{Story, located},
    xml::{Kind, Tokens},
};

/// An element of a revision.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub at: u32,
    pub kind: RevisionKind,
    pub id: Option<u32>,
    pub author: String,
    pub date: Option<String>,
    pub move_name: Option<String>,
    pub paragraph: usize,
    /// It lies in the older copy of a drawing.
    pub copy: bool,
}

impl Story {
    /// All elements of revisions, in order.
    pub(crate) fn revision_elements(&self) -> Result<Vec<Found>, Error> {
        let text = &self.text;
        let mut tokens = Tokens::new(text, &self.prefix);
        let mut names: Vec<&str> = Vec::new();
        let mut moves: Vec<(bool, Option<String>, String)> = Vec::new();
        let mut found = Vec::new();
        let mut copies = 0_u32;
        let mut paragraph = 0;
        while let Some(token) = tokens.next().map_err(|error| located(&self.name, error))? {
            if token.local == "Fallback" && token.w.is_none() {
                match token.kind {
                    Kind::Start => copies += 1,
                    Kind::End => copies = copies.saturating_sub(1),
                    _ => {}
                }
            }
            if token.kind == Kind::End {
                names.pop();
                continue;
            }
            if !token.opens() {
                continue;
            }
            let at = token.span.start;
            while self.places.get(paragraph + 1).is_some_and(|place| place.span.start <= at) {
                paragraph += 1;
            }
            let above = |back: usize| {
                names.len().checked_sub(back).and_then(|at| names.get(at)).copied().unwrap_or_default()
            };
            let kind = token.w.and_then(|name| RevisionKind::of(name, above(1), above(2)));
            if let Some(kind) = kind {
                let from = matches!(kind, RevisionKind::MoveFrom | RevisionKind::ParagraphMoveFrom);
                let to = matches!(kind, RevisionKind::MoveTo | RevisionKind::ParagraphMoveTo);
                let name = moves.iter().rev().find(|(side, ..)| (from && *side) || (to && !*side));
                found.push(Found {
                    at,
                    kind,
                    id: super::id(&token, text),
                    author: token.attribute(text, "author").unwrap_or_default(),
                    date: token.attribute(text, "date"),
                    move_name: name.map(|(.., name)| name.clone()),
                    paragraph,
                    copy: copies > 0,
                });
            } else if let Some(name) =
                token.w.filter(|name| name.starts_with("move") && name.contains("Range"))
            {
                let (side, id) = (name.starts_with("moveFrom"), token.attribute(text, "id"));
                if name.ends_with("Start") {
                    moves.push((side, id, token.attribute(text, "name").unwrap_or_default()));
                } else {
                    moves.retain(|(other, open, _)| (*other, open) != (side, &id));
                }
            }
            if token.kind == Kind::Start {
                names.push(token.local);
            }
        }
        Ok(found)
    }
}

impl Package {
    /// All revisions, by part and place; the older copies of drawings are left out.
    ///
    /// # Errors
    /// A part is damaged.
    pub fn revisions(&self) -> Result<Vec<Revision>, Error> {
        let mut all = Vec::new();
        for story in self.stories.iter().filter(|story| story.ledger.revisions() > 0) {
            let mut parsed: Option<(usize, Vec<Extent>)> = None;
            for found in story.revision_elements()?.into_iter().filter(|found| !found.copy) {
                let mut address = Address::new(&story.name, found.paragraph, 0..0);
                let mut text = String::new();
                if found.kind.wraps()
                    && let Some(place) = story.places.get(found.paragraph)
                {
                    if parsed.as_ref().is_none_or(|(number, _)| *number != found.paragraph) {
                        parsed = Some((found.paragraph, story.paragraph(place)?.extents(LONGEST_TEXT)));
                    }
                    let here = parsed.as_ref().and_then(|(_, extents)| {
                        let at = found.at.checked_sub(place.span.start)?;
                        extents
                            .binary_search_by_key(&at, |extent| extent.0)
                            .ok()
                            .and_then(|at| extents.get(at))
                    });
                    if let Some((_, range, shown)) = here {
                        (address.start, address.end) = (range.start, range.end);
                        text.clone_from(shown);
                    }
                }
                let Found { kind, id, author, date, move_name, .. } = found;
                all.push(Revision { number: all.len(), kind, id, author, date, address, text, move_name });
            }
        }
        Ok(all)
    }
}
