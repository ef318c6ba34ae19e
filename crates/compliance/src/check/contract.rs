//! A contract as it is checked: paragraphs with their number, their place in the stored pages, and
//! the article they stand in; sentences in one form of spelling.

mod ground;
mod label;
mod layout;

use legalmind_core::{
    check::{Passage, Place},
    passage::{CharRange, Page},
};

pub(super) use ground::{Ground, Hit};
pub use label::LabelKind;

/// A contract. Made of the pages that are stored of a document, so that each place in it is a place
/// in those pages, of a Word file as well as of a PDF.
#[derive(Debug)]
pub struct Contract {
    paragraphs: Vec<Paragraph>,
    ground: Ground,
    unread: bool,
}

/// A paragraph of a contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Where it stands.
    pub place: Place,
    /// Its text as it stands there, with its number.
    pub text: String,
    /// Its number as it is shown: `Artikel 5`, `5.1`, `a)`.
    pub label: Option<String>,
    /// What kind of number it is.
    pub kind: LabelKind,
    /// It heads what follows.
    pub heading: bool,
    /// The article it stands in, counted from 0.
    pub article: usize,
    /// The paragraph that introduces it: `Verwerker zal:` for the items behind it.
    pub lead: Option<usize>,
}

impl Contract {
    /// The contract that these pages hold. Text that is none gives a contract without paragraphs.
    #[must_use]
    pub fn read(pages: &[Page]) -> Self {
        let paragraphs = layout::paragraphs(pages);
        let ground = Ground::new(&paragraphs);
        let unread = pages.iter().any(|page| page.missing.is_some());
        Self { paragraphs, ground, unread }
    }

    /// Its paragraphs, in order.
    #[must_use]
    pub fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    /// Whether a part of the document could not be read.
    #[must_use]
    pub const fn is_unread(&self) -> bool {
        self.unread
    }

    pub(super) const fn ground(&self) -> &Ground {
        &self.ground
    }

    /// The last paragraph of the article that a paragraph stands in.
    pub(super) fn article_end(&self, paragraph: usize) -> Option<&Paragraph> {
        let article = self.paragraphs.get(paragraph)?.article;
        self.paragraphs.get(paragraph..)?.iter().take_while(|it| it.article == article).last()
    }

    /// The last paragraph before the signatures: where a new article goes.
    pub(super) fn last_article(&self) -> Option<&Paragraph> {
        const SIGNED: [&str; 5] =
            ["aldus overeengekomen", "aldus opgemaakt", "ondertekening", "handtekening", "voor akkoord"];
        let signed = |it: &Paragraph| {
            let lower = it.text.to_lowercase();
            SIGNED.iter().any(|words| lower.starts_with(words))
        };
        let end = self.paragraphs.iter().rposition(signed).unwrap_or(self.paragraphs.len());
        self.paragraphs.get(..end)?.last()
    }

    /// The article of a paragraph by its heading, as a person would name it.
    pub(super) fn heading(&self, paragraph: usize) -> Option<String> {
        let here = self.paragraphs.get(paragraph)?;
        let before = self.paragraphs.get(..=paragraph)?.iter().rev();
        let head = before.take_while(|it| it.article == here.article).find(|it| it.heading)?;
        Some(head.text.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// The paragraph that a place begins in.
    pub(super) fn at(&self, place: Place) -> Option<usize> {
        let holds = |it: &Paragraph| {
            let range = it.place.range;
            it.place.page == place.page && (range.start..range.end).contains(&place.range.start)
        };
        self.paragraphs.iter().position(holds)
    }

    /// Whether a place has all the words of its paragraph.
    pub(super) fn is_whole(&self, place: Place) -> bool {
        self.opened(place).is_some_and(|it| {
            let said = CharRange { start: 0, end: place.range.end - place.range.start };
            said.of(&it.text).is_some_and(|said| said.trim_end() == it.text.trim_end())
        })
    }

    /// A passage without the number that is typed before it, where it opens its paragraph.
    pub(super) fn unnumbered(&self, passage: Passage) -> Passage {
        let number = self.opened(passage.place).and_then(|_| label::label(&passage.quote));
        let behind = number.and_then(|(_, end)| passage.quote.get(end..));
        let rest = behind.map(str::trim_start).filter(|rest| !rest.is_empty());
        let Some(rest) = rest.map(ToOwned::to_owned) else { return passage };
        let before = passage.quote.chars().count() - rest.chars().count();
        let start = passage.place.range.start + u32::try_from(before).unwrap_or(u32::MAX);
        let range = CharRange { start, end: passage.place.range.end };
        Passage { place: Place { range, ..passage.place }, quote: rest, ..passage }
    }

    /// The paragraph that a place is the beginning of.
    fn opened(&self, place: Place) -> Option<&Paragraph> {
        let begins =
            |it: &&Paragraph| (it.place.page, it.place.range.start) == (place.page, place.range.start);
        self.paragraphs.iter().find(begins)
    }

    /// The words of a stretch of a paragraph, with their place; `range` counts in the page.
    pub(super) fn passage(&self, paragraph: usize, range: CharRange) -> Option<Passage> {
        let it = self.paragraphs.get(paragraph)?;
        let within = CharRange {
            start: range.start.checked_sub(it.place.range.start)?,
            end: range.end.checked_sub(it.place.range.start)?,
        };
        let quote = within.of(&it.text)?.to_owned();
        Some(Passage { place: Place { page: it.place.page, range }, quote, heading: self.heading(paragraph) })
    }
}
