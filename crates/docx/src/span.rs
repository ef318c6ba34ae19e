//! Places in a part, in bytes.

/// A range of bytes of a part. Parts are smaller than 4 GiB.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    pub(crate) fn new(start: usize, end: usize) -> Self {
        let short = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { start: short(start), end: short(end) }
    }

    pub(crate) fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }

    pub(crate) fn to(self, end: Self) -> Self {
        Self { start: self.start, end: end.end }
    }
}

/// The text between two offsets.
pub(crate) fn cut(text: &str, start: usize, end: usize) -> &str {
    text.get(start..end).unwrap_or_default()
}

/// Replacements in a text: each range once, put in by [`Splices::apply`].
#[derive(Debug, Default)]
pub(crate) struct Splices(Vec<(Span, String)>);

impl Splices {
    pub(crate) fn replace(&mut self, span: Span, with: impl Into<String>) {
        self.0.push((span, with.into()));
    }

    pub(crate) fn remove(&mut self, span: Span) {
        self.replace(span, String::new());
    }

    pub(crate) fn insert(&mut self, at: u32, what: impl Into<String>) {
        self.replace(Span { start: at, end: at }, what);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether two replacements touch the same bytes.
    pub(crate) fn overlap(&mut self) -> bool {
        self.0.sort_by_key(|(span, _)| *span);
        self.0.windows(2).any(|pair| match pair {
            [(left, _), (right, _)] => right.start < left.end,
            _ => false,
        })
    }

    /// The text with everything replaced; a replacement inside of another one is dropped. Few
    /// replacements are made in place, so that a large part is not held twice.
    pub(crate) fn apply(mut self, mut text: String) -> String {
        self.0.sort_by_key(|(span, _)| *span);
        if self.0.len() <= IN_PLACE && !self.overlap() {
            for (span, with) in self.0.iter().rev() {
                text.replace_range(span.start as usize..span.end as usize, with);
            }
            return text;
        }
        let grown: usize = self.0.iter().map(|(_, with)| with.len()).sum();
        let mut out = String::with_capacity(text.len() + grown);
        let mut done = 0;
        for (span, with) in &self.0 {
            if (span.start as usize) < done {
                continue;
            }
            out.push_str(cut(&text, done, span.start as usize));
            out.push_str(with);
            done = span.end as usize;
        }
        out.push_str(cut(&text, done, text.len()));
        out
    }
}

/// Up to this many replacements the bytes behind each are moved; beyond, the text is built anew.
const IN_PLACE: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replacements_land_where_they_were_asked() {
        for many in [1, 40] {
            let text = "abcdef".repeat(many);
            let mut splices = Splices::default();
            for at in (0..many).rev() {
                splices.replace(Span::new(at * 6 + 1, at * 6 + 3), "X");
                splices.insert((at * 6 + 6) as u32, "!");
            }
            assert_eq!(splices.apply(text), "aXdef!".repeat(many));
        }
    }
}
