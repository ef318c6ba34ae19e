//! Tokens read one after the other, as far as they are looked at.

use crate::reference::{
    law::LawNames,
    lexer::{self, Kind, Token},
};

/// A place in a text, with what was read from there on.
pub struct Reader<'a> {
    pub text: &'a str,
    pub names: &'a LawNames,
    tokens: Vec<Token<'a>>,
    at: usize,
    /// Where the next token is looked for, in bytes.
    next: usize,
}

impl<'a> Reader<'a> {
    pub fn new(text: &'a str, start: usize, names: &'a LawNames) -> Self {
        Self { text, names, tokens: Vec::new(), at: 0, next: start }
    }

    /// The token that comes `ahead` after the next one.
    pub fn ahead(&mut self, ahead: usize) -> Option<Token<'a>> {
        while self.tokens.len() <= self.at + ahead {
            let token = lexer::next(self.text, self.next)?;
            self.next = token.end;
            self.tokens.push(token);
        }
        self.tokens.get(self.at + ahead).copied()
    }

    pub fn peek(&mut self) -> Option<Token<'a>> {
        self.ahead(0)
    }

    /// Passes over this many tokens.
    pub fn skip(&mut self, count: usize) {
        self.at += count;
    }

    /// How many tokens were read.
    pub const fn place(&self) -> usize {
        self.at
    }

    pub fn peek_word(&mut self) -> Option<&'a str> {
        self.peek().filter(|token| token.kind == Kind::Word).map(|token| token.text)
    }

    pub fn peek_number(&mut self) -> Option<Token<'a>> {
        self.peek().filter(|token| token.kind == Kind::Number)
    }

    /// Takes the next token if it is one of these words.
    pub fn take(&mut self, words: &[&str]) -> bool {
        let found =
            self.peek_word().is_some_and(|word| words.iter().any(|known| word.eq_ignore_ascii_case(known)));
        self.at += usize::from(found);
        found
    }

    pub fn take_mark(&mut self, mark: &str) -> bool {
        let found = self.peek().is_some_and(|token| token.kind == Kind::Mark && token.text == mark);
        self.at += usize::from(found);
        found
    }

    /// Runs `step`; if it finds nothing, nothing was read.
    pub fn attempt<T>(&mut self, step: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let saved = self.at;
        let found = step(self);
        if found.is_none() {
            self.at = saved;
        }
        found
    }

    /// Where the last token that was read ends, in bytes.
    pub fn end(&self) -> usize {
        self.at.checked_sub(1).and_then(|at| self.tokens.get(at)).map_or(0, |token| token.end)
    }

    /// `5`, `2a`; not `6:162`.
    pub fn plain_number(&mut self) -> Option<String> {
        let token = self.peek_number().filter(|t| t.text.len() <= 3 && !t.text.contains([':', '.']))?;
        self.at += 1;
        Some(token.text.to_lowercase())
    }
}
