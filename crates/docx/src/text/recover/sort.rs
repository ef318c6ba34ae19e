//! What each paragraph is.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    super::inline::{Inline, Piece},
    line::{Pending, Pieces, pieces},
};
use crate::{
    compose::write::id,
    error::Error,
    numbering::{Label, Lists, format::number},
    package::Package,
    paragraph::Paragraph,
    props::Own,
    story::Story,
    style::Styles,
};

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Title,
    Heading,
    Article,
    /// At a level from 0; of an article if its list is that of articles.
    Member {
        level: usize,
        of_article: bool,
    },
    Bullet,
    Plain,
    Quote,
    Party,
    Recital,
}

/// A paragraph and what it is.
#[derive(Debug)]
pub(super) struct Sorted {
    /// Its number in the part.
    pub place: usize,
    pub kind: Kind,
    /// Where its text begins, in twentieths of a point.
    pub left: i32,
    pub pieces: Pieces,
}

/// What the tree knows so far, that a paragraph may depend on.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Outlook {
    pub titled: bool,
    pub in_article: bool,
    pub articles: u32,
    pub parties: u32,
    pub recitals: u32,
    /// Members that are open, and where the text of the last of them begins.
    pub members: usize,
    pub member_left: i32,
}

/// Sorts the paragraphs of a part.
pub(super) struct Sorter<'a> {
    story: &'a Story,
    styles: Styles,
    lists: Option<Lists>,
    labels: Vec<Option<Label>>,
    bookmarks: BTreeSet<&'a str>,
    house: bool,
    /// The definition of the list that numbers articles.
    articles: Option<String>,
    pub pending: Vec<Pending>,
    pub objects: usize,
}

impl<'a> Sorter<'a> {
    pub(super) fn of(
        package: &Package,
        story: &'a Story,
        bookmarks: &'a BTreeMap<String, usize>,
    ) -> Result<Self, Error> {
        let styles = package.styles()?;
        let has = |id: &str| styles.find(id).is_some();
        Ok(Self {
            story,
            house: has(id::ARTICLE) && id::MEMBERS.iter().chain(&id::NUMBERS).all(|id| has(id)),
            lists: package.lists()?,
            labels: package.labels(story)?,
            bookmarks: bookmarks.keys().map(String::as_str).collect(),
            styles,
            articles: None,
            pending: Vec::new(),
            objects: 0,
        })
    }

    /// The pieces of a paragraph, whatever it is.
    pub(super) fn pieces(&mut self, number: usize) -> Result<Pieces, Error> {
        let Some(place) = self.story.places.get(number) else { return Ok(Pieces::default()) };
        Ok(self.read(&self.story.paragraph(place)?))
    }

    fn read(&mut self, paragraph: &Paragraph<'_>) -> Pieces {
        let found = pieces(paragraph, &self.styles, &self.bookmarks, &mut self.pending);
        self.objects += found.objects;
        found
    }

    /// A paragraph that stands in no table.
    pub(super) fn paragraph(&mut self, number: usize, outlook: Outlook) -> Result<Sorted, Error> {
        let place = self.story.places.get(number).cloned().unwrap_or_default();
        let paragraph = self.story.paragraph(&place)?;
        let own = Own::of(paragraph.properties(), paragraph.prefix);
        let mut pieces = self.read(&paragraph);
        let label = self.labels.get(number).cloned().flatten();
        let left = self.left(&own, label.as_ref());
        let kind = match self.house.then(|| by_style(own.style.as_deref())).flatten() {
            Some(kind) => kind,
            None => self.by_look(&own, label.as_ref(), left, &pieces, outlook),
        };
        let kind = self.typed(kind, label.is_some(), &mut pieces.line, outlook);
        Ok(Sorted { place: number, kind, left, pieces })
    }

    /// Where the text of a paragraph begins: its own indent before that of a list of its own, and
    /// that of its style before that of the style's list (§17.3.1.12, §17.9.23).
    fn left(&self, own: &Own, label: Option<&Label>) -> i32 {
        let of_list = || label?.left;
        let of_style = || self.styles.chain(own.style.as_deref()).find_map(|style| style.indent);
        let found = own.indent.or_else(|| match own.list.is_some() {
            true => of_list().or_else(of_style),
            false => of_style().or_else(of_list),
        });
        found.unwrap_or_default()
    }

    /// Another hand's paragraph.
    fn by_look(
        &mut self,
        own: &Own,
        label: Option<&Label>,
        left: i32,
        pieces: &Pieces,
        outlook: Outlook,
    ) -> Kind {
        let named = |names: &[&str]| {
            let name = self.styles.chain(own.style.as_deref()).next().map(|style| style.name.to_lowercase());
            name.is_some_and(|name| names.contains(&name.as_str()))
        };
        let outline =
            own.outline.or_else(|| self.styles.chain(own.style.as_deref()).find_map(|style| style.outline));
        let heading = outline.filter(|level| *level < 9);
        let Some((label, format, pattern)) = label.and_then(|label| self.form(label)) else {
            return match heading {
                _ if named(&["title", "titel"]) => Kind::Title,
                Some(0) if !outlook.titled && outlook.articles == 0 && pieces.line.len() == 1 => Kind::Title,
                Some(_) => Kind::Heading,
                None if left >= 400 && outlook.members == 0 => Kind::Quote,
                None => Kind::Plain,
            };
        };
        if format == "bullet" || format == "none" && label.text.is_empty() {
            return Kind::Bullet;
        }
        let definition = self.definition(label.list);
        if heading == Some(0) && (label.level == 0 || self.articles.is_none()) || named(ARTICLES) {
            self.articles = definition;
            return Kind::Article;
        }
        let ours = self.house && own.style.as_deref() == Some(id::RECITAL);
        if pattern == "(%1)" && (ours || outlook.articles == 0) && label.level == 0 {
            match format.as_str() {
                "upperLetter" => return Kind::Recital,
                "decimal" => return Kind::Party,
                _ => {}
            }
        }
        if definition.is_some() && definition == self.articles && outlook.in_article {
            return Kind::Member { level: (label.level as usize).saturating_sub(1), of_article: true };
        }
        // a list of its own lies deeper the further it is set in
        let level = match outlook.members {
            0 => 0,
            open if left > outlook.member_left + 40 => open,
            open => (label.level as usize).min(open - 1),
        };
        Kind::Member { level, of_article: outlook.in_article }
    }

    /// A label with the format and the pattern of its level.
    fn form<'l>(&self, label: &'l Label) -> Option<(&'l Label, String, String)> {
        let lists = self.lists.as_ref()?;
        let definition = lists.definition(label.list, &self.styles)?;
        let level = lists.level(label.list, definition, label.level as usize)?;
        Some((label, level.format, level.text))
    }

    fn definition(&self, list: u32) -> Option<String> {
        self.lists.as_ref()?.definition(list, &self.styles).map(str::to_owned)
    }

    /// Numbers that somebody typed and that are those that a text makes: `(A)`, `(1)`, `Artikel 3`.
    fn typed(&self, kind: Kind, labelled: bool, line: &mut Vec<Inline>, outlook: Outlook) -> Kind {
        if labelled {
            return kind;
        }
        let quote = if matches!(kind, Kind::Party | Kind::Recital) { Kind::Quote } else { kind };
        let more = line.len() > 1;
        let Some(Piece::Text(text)) = line.first_mut().map(|inline| &mut inline.piece) else { return quote };
        let behind = |sign: &str| {
            let rest = text.strip_prefix(sign)?.strip_prefix(['\t', ' ', '\u{a0}'])?;
            (more || !rest.is_empty()).then(|| rest.to_owned())
        };
        let plain = matches!(kind, Kind::Plain | Kind::Quote | Kind::Party | Kind::Recital);
        let found = if plain && !outlook.in_article {
            let party = behind(&format!("({})", outlook.parties + 1)).map(|rest| (Kind::Party, rest));
            let recital = || behind(&format!("({})", number(outlook.recitals + 1, "upperLetter")));
            party.or_else(|| recital().map(|rest| (Kind::Recital, rest)))
        } else if matches!(kind, Kind::Heading | Kind::Title) {
            article_behind(text, outlook.articles + 1).map(|rest| (Kind::Article, rest))
        } else {
            None
        };
        let Some((kind, rest)) = found else { return quote };
        *text = rest;
        if text.is_empty() {
            line.remove(0);
        }
        kind
    }
}

/// The title behind `Artikel 3`, `Artikel 3.`, `Artikel 3 –`.
fn article_behind(text: &str, number: u32) -> Option<String> {
    let rest = text.strip_prefix("Artikel ").or_else(|| text.strip_prefix("ARTIKEL "))?;
    let rest = rest.strip_prefix(&number.to_string())?;
    let title = rest.trim_start_matches(['.', ':', ' ', '\t', '–', '-', '\u{a0}']);
    (title.len() < rest.len() && !title.is_empty()).then(|| title.to_owned())
}

/// Names of styles for headings of articles.
const ARTICLES: &[&str] = &["artikel", "artikelkop", "artikel kop", "kop artikel"];

/// What a style of a composed document is.
fn by_style(style: Option<&str>) -> Option<Kind> {
    let style = style?;
    let at = |ids: &[&str]| ids.iter().position(|id| *id == style);
    Some(match style {
        id::TITLE => Kind::Title,
        id::ARTICLE => Kind::Article,
        id::HEADING => Kind::Heading,
        id::QUOTE => Kind::Quote,
        // (1) or (A): which of them the number says
        id::RECITAL => return None,
        _ => {
            if let Some(level) = at(&id::MEMBERS) {
                Kind::Member { level, of_article: true }
            } else if let Some(level) = at(&id::NUMBERS) {
                Kind::Member { level, of_article: false }
            } else if at(&id::BULLETS).is_some() {
                Kind::Bullet
            } else if at(&id::MORE).is_some() {
                Kind::Plain
            } else {
                return None;
            }
        }
    })
}
