//! Numbers of paragraphs as Word shows them (ECMA-376 part 1 §17.9).

pub(crate) mod format;
mod read;

use std::collections::BTreeMap;

use crate::{error::Error, package::Package, props::Own, story::Story, style::Styles};

/// Levels of a list.
const LEVELS: usize = 9;

/// One level of a list.
#[derive(Debug, Clone, Default)]
pub(crate) struct Level {
    start: Option<u32>,
    pub format: String,
    pub text: String,
    /// All numbers as digits (`isLgl`, §17.9.4).
    legal: bool,
    /// Begins anew behind this level, from 1; 0: never (`lvlRestart`, §17.9.10).
    restart: Option<u32>,
    /// The style that brings a paragraph to this level.
    pub style: Option<String>,
    /// Where its text begins, in twentieths of a point.
    pub left: Option<i32>,
}

/// Lists and their definitions.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lists {
    /// Levels by definition.
    definitions: BTreeMap<String, BTreeMap<usize, Level>>,
    /// The style of lists that a definition stands for, that it refers to.
    links: BTreeMap<String, String>,
    refers: BTreeMap<String, String>,
    /// Definition and own levels of a list; a level with only a start is an override of it.
    lists: BTreeMap<u32, (String, BTreeMap<usize, Level>)>,
}

/// What stands before a paragraph of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Label {
    pub text: String,
    /// Its level, from 0.
    pub level: u32,
    /// The list.
    pub list: u32,
    /// The left indent of its level, in twentieths of a point.
    pub left: Option<i32>,
}

/// A number in a format of lists and notes.
pub(crate) fn shown(number: u32, format: &str) -> String {
    format::number(number, format)
}

/// What is counted while a document is read from its start.
#[derive(Default)]
struct Counters {
    /// The value of each level, by definition; `None` before the first.
    values: BTreeMap<String, [Option<u32>; LEVELS]>,
    /// Lists whose own starts have been used, by level.
    started: BTreeMap<(u32, usize), ()>,
}

impl Package {
    /// The number before each paragraph of a part, as Word shows it; empty where there is none. A
    /// paragraph whose mark is deleted shows its number but does not count.
    ///
    /// # Errors
    /// A part is damaged.
    pub fn numbers(&self, part: &str) -> Result<Vec<String>, Error> {
        let Some(story) = self.story(part) else { return Ok(Vec::new()) };
        let labels = self.labels(story)?;
        Ok(labels.into_iter().map(|label| label.map(|label| label.text).unwrap_or_default()).collect())
    }

    /// What stands before each paragraph of a part; nothing before those in no list.
    pub(crate) fn labels(&self, story: &Story) -> Result<Vec<Option<Label>>, Error> {
        let Some(lists) = self.lists()? else { return Ok(vec![None; story.places.len()]) };
        let styles = self.styles()?;
        let mut count = Count::new(&lists, &styles);
        // only the head of each paragraph is looked at
        let own = |place| Own::of(head(story, place), &story.prefix);
        Ok(story.places.iter().map(|place| count.next(&own(place))).collect())
    }

    /// The lists of the package, if it has some.
    pub(crate) fn lists(&self) -> Result<Option<Lists>, Error> {
        self.part_of("numbering")?.map(|text| Lists::read("numbering", &text)).transpose()
    }
}

/// The numbers of a part, from its first paragraph on.
pub(crate) struct Count<'a> {
    lists: &'a Lists,
    styles: &'a Styles,
    counters: Counters,
}

impl<'a> Count<'a> {
    pub(crate) fn new(lists: &'a Lists, styles: &'a Styles) -> Self {
        Self { lists, styles, counters: Counters::default() }
    }

    /// What stands before the next paragraph, by what it says itself.
    pub(crate) fn next(&mut self, own: &Own) -> Option<Label> {
        let (styles, style) = (self.styles, own.style.as_deref());
        let [list, level] = own.list.unwrap_or_default();
        let (list, level) = match list {
            Some(list) => (list, level),
            None => {
                let (list, found) =
                    styles.chain(style).find_map(|found| found.list.map(|list| (list, found)))?;
                let linked = || self.lists.level_of_style(list, &found.id, styles);
                (list, level.or(found.level).or_else(linked))
            }
        };
        // list 0 takes a paragraph out of the list of its style (§17.9.18)
        if list == 0 {
            return None;
        }
        let level = level.unwrap_or(0).min(LEVELS as u32 - 1);
        let text = self.lists.count(list, level as usize, own.struck, styles, &mut self.counters);
        let definition = self.lists.definition(list, styles);
        let left = definition.and_then(|it| self.lists.level(list, it, level as usize)?.left);
        Some(Label { text, level, list, left })
    }
}

/// The XML of a paragraph's properties.
fn head<'a>(story: &'a Story, place: &crate::story::Place) -> Option<&'a str> {
    let xml = story.xml(place);
    let mut tokens = crate::xml::Tokens::new(xml, &story.prefix);
    tokens.next().ok()??;
    loop {
        let token = tokens.next().ok()??;
        if token.w == Some("pPr") && token.opens() {
            let end = tokens.skip(&token).ok()?;
            return Some(crate::span::cut(xml, token.span.start as usize, end as usize));
        }
        if token.opens() || token.kind == crate::xml::Kind::End {
            return None;
        }
    }
}

impl Lists {
    /// The definition of a list, through the style of lists it may refer to.
    pub(crate) fn definition<'a>(&'a self, list: u32, styles: &Styles) -> Option<&'a str> {
        let (id, _) = self.lists.get(&list)?;
        if self.definitions.get(id).is_some_and(|levels| !levels.is_empty()) {
            return Some(id);
        }
        let style = self.refers.get(id)?;
        let linked = self.links.iter().find(|(_, link)| *link == style).map(|(id, _)| id.as_str());
        linked.or_else(|| {
            let list = styles.find(style)?.list?;
            self.lists.get(&list).map(|(id, _)| id.as_str())
        })
    }

    /// A level as it is in a list.
    pub(crate) fn level(&self, list: u32, definition: &str, level: usize) -> Option<Level> {
        let base = self.definitions.get(definition).and_then(|levels| levels.get(&level));
        let own = self.lists.get(&list).and_then(|(_, levels)| levels.get(&level));
        match (base, own) {
            (Some(base), Some(own)) if own.format.is_empty() && own.text.is_empty() => {
                Some(Level { start: own.start.or(base.start), ..base.clone() })
            }
            (_, Some(own)) => Some(own.clone()),
            (base, None) => base.cloned(),
        }
    }

    /// The level that names a style.
    fn level_of_style(&self, list: u32, style: &str, styles: &Styles) -> Option<u32> {
        let definition = self.definition(list, styles)?;
        let levels = self.definitions.get(definition)?;
        let found = levels.iter().find(|(_, level)| level.style.as_deref() == Some(style))?;
        u32::try_from(*found.0).ok()
    }

    /// Counts one paragraph and shows its number.
    fn count(&self, list: u32, at: usize, struck: bool, styles: &Styles, counters: &mut Counters) -> String {
        let Some(definition) = self.definition(list, styles) else { return String::new() };
        let Some(level) = self.level(list, definition, at) else { return String::new() };
        let first = |at: usize| self.level(list, definition, at).and_then(|level| level.start).unwrap_or(1);
        let old = counters.values.get(definition).copied().unwrap_or_default();
        let mut values = old;
        let overridden =
            self.lists.get(&list).and_then(|(_, levels)| levels.get(&at)).and_then(|own| own.start);
        let anew = overridden.is_some() && !counters.started.contains_key(&(list, at));
        for (number, value) in values.iter_mut().enumerate() {
            if number < at {
                *value = value.or(Some(first(number)));
            } else if number == at {
                *value = match *value {
                    Some(value) if !anew => Some(value.saturating_add(1)),
                    _ => Some(first(at)),
                };
            } else {
                let restart = self.level(list, definition, number).and_then(|level| level.restart);
                // by default a level begins anew behind each higher one
                if restart.is_none_or(|restart| restart > 0 && at < restart as usize) {
                    *value = None;
                }
            }
        }
        let shown = self.show(list, definition, &level, &values);
        if !struck {
            counters.values.insert(definition.to_owned(), values);
            if anew {
                counters.started.insert((list, at), ());
            }
        }
        shown
    }

    /// The text of a level with its numbers in place (`lvlText`, §17.9.11).
    fn show(&self, list: u32, definition: &str, level: &Level, values: &[Option<u32>; LEVELS]) -> String {
        if level.format == "bullet" {
            return format::bullet(&level.text);
        }
        let mut out = String::new();
        let mut chars = level.text.chars().peekable();
        while let Some(c) = chars.next() {
            let digit =
                chars.peek().and_then(|next| next.to_digit(10)).filter(|digit| c == '%' && *digit > 0);
            let Some(digit) = digit else {
                out.push(c);
                continue;
            };
            chars.next();
            let at = digit as usize - 1;
            let Some(other) = self.level(list, definition, at) else { continue };
            let value = values.get(at).copied().flatten().or(other.start).unwrap_or(1);
            let kind = if level.legal && other.format != "none" { "decimal" } else { &other.format };
            out.push_str(&format::number(value, kind));
        }
        out
    }
}
