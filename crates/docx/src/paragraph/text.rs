//! The text of one paragraph.

use std::ops::Range;

use super::Paragraph;

/// What a container holds: see [`Paragraph::extents`].
pub(crate) type Extent = (u32, Range<usize>, String);

impl Paragraph<'_> {
    /// The text as it stands: insertions in, deletions out.
    pub(crate) fn text(&self) -> String {
        self.items.iter().filter(|item| item.shows()).map(|item| item.text.as_str()).collect()
    }

    /// What each container holds: the offset of its start tag, its range in the current text, and
    /// its text in any view, cut to so many characters.
    pub(crate) fn extents(&self, most: usize) -> Vec<Extent> {
        let mut all: Vec<(u32, Option<Range<usize>>, String)> =
            self.containers.iter().map(|container| (container.open.start, None, String::new())).collect();
        let mut ends: Vec<(u32, usize)> = Vec::with_capacity(self.items.len());
        let mut at = 0;
        for item in &self.items {
            let end = at + if item.shows() { item.text.chars().count() } else { 0 };
            for (number, _) in self.around(item.container) {
                let Some((_, range, text)) = all.get_mut(number) else { continue };
                *range = Some(range.as_ref().map_or(at, |range| range.start)..end);
                let room = most.saturating_sub(text.len());
                if !item.code && room > 0 {
                    text.extend(item.text.chars().take(room));
                }
            }
            ends.push((item.span.start, end));
            at = end;
        }
        let empty = |open: u32| {
            let before = ends.partition_point(|(start, _)| *start < open);
            before.checked_sub(1).and_then(|last| ends.get(last)).map_or(0, |(_, end)| *end)
        };
        all.into_iter()
            .map(|(open, range, text)| (open, range.unwrap_or_else(|| empty(open)..empty(open)), text))
            .collect()
    }

    /// The characters that a container holds in the current text.
    pub(crate) fn range_inside(&self, wrapper: usize) -> Range<usize> {
        self.extents(0).into_iter().nth(wrapper).map_or(0..0, |(_, range, _)| range)
    }
}
