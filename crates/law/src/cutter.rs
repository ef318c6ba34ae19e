//! References cut out of a text, in the order in which they begin: the text is passed over once,
//! however many they are.

use legalmind_text::reference::Reference;

/// A text, and how far it was passed over.
pub struct Cutter<'a> {
    text: &'a str,
    byte: usize,
    char: u32,
}

impl<'a> Cutter<'a> {
    pub const fn new(text: &'a str) -> Self {
        Self { text, byte: 0, char: 0 }
    }

    /// A reference as it stands in the text.
    pub fn cut(&mut self, reference: &Reference) -> String {
        let ahead = reference.range.start.saturating_sub(self.char) as usize;
        let rest = self.text.get(self.byte..).unwrap_or_default();
        self.byte += rest.char_indices().nth(ahead).map_or(rest.len(), |(at, _)| at);
        self.char = reference.range.start;
        self.text.get(self.byte..).unwrap_or_default().chars().take(reference.range.len() as usize).collect()
    }
}
