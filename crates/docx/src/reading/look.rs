//! Looks that come from styles. Each chain is walked once.

use std::collections::HashMap;

use super::shape::Align;
use crate::{
    props::Children,
    style::{Style, Styles},
    xml::Prefix,
};

/// What a run looks like, as far as it says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub bold: Option<bool>,
    pub italic: Option<bool>,
    pub underline: Option<bool>,
    pub strike: Option<bool>,
}

/// What a style of paragraphs brings.
#[derive(Debug, Clone, Default)]
pub(super) struct OfStyle {
    pub name: Option<String>,
    pub look: Look,
    pub align: Option<Align>,
    /// The left indent, in twentieths of a point.
    pub indent: Option<i32>,
    pub heading: Option<u32>,
}

impl OfStyle {
    /// Whether it is one of the two styles that Word has for titles; they have no outline level.
    pub(super) fn is_title(&self) -> bool {
        let name = self.name.as_deref().unwrap_or_default();
        ["title", "subtitle"].iter().any(|title| name.eq_ignore_ascii_case(title))
    }
}

/// All styles and what was found of them so far.
pub(super) struct Looks<'a> {
    styles: &'a Styles,
    paragraphs: HashMap<Option<String>, OfStyle>,
    characters: HashMap<String, Look>,
}

fn first<T: Copy>(chain: &[&Style], value: impl Fn(&Style) -> Option<T>) -> Option<T> {
    chain.iter().find_map(|style| value(style))
}

impl Look {
    fn of_chain(chain: &[&Style]) -> Self {
        Self {
            bold: first(chain, |style| style.bold),
            italic: first(chain, |style| style.italic),
            underline: first(chain, |style| style.underline),
            strike: first(chain, |style| style.strike),
        }
    }
}

impl<'a> Looks<'a> {
    pub(super) fn new(styles: &'a Styles) -> Self {
        Self { styles, paragraphs: HashMap::new(), characters: HashMap::new() }
    }

    /// What a style brings to a paragraph; the default one where there is none.
    pub(super) fn paragraph(&mut self, id: Option<&str>) -> &OfStyle {
        let key = id.map(str::to_owned);
        let styles = self.styles;
        self.paragraphs.entry(key).or_insert_with(|| {
            let chain: Vec<&Style> = styles.chain(id).collect();
            OfStyle {
                name: chain.first().map(|style| style.name.clone()),
                look: Look::of_chain(&chain),
                align: first(&chain, |style| style.align),
                indent: first(&chain, |style| style.indent),
                heading: styles.heading(id),
            }
        })
    }

    fn character(&mut self, id: &str) -> Look {
        if let Some(known) = self.characters.get(id) {
            return *known;
        }
        // a chain begins with the default style of paragraphs when there is no such style
        let known = self.styles.find(id).is_some_and(|style| style.kind == "character");
        let chain: Vec<&Style> = if known { self.styles.chain(Some(id)).collect() } else { Vec::new() };
        let look = Look::of_chain(&chain);
        self.characters.insert(id.to_owned(), look);
        look
    }

    /// The look of a run: what it says itself, else what its styles say. Of bold, italic and
    /// struck through, two styles that both say so take it back (§17.7.3).
    pub(super) fn run(&mut self, props: Option<&str>, prefix: &Prefix, paragraph: Look) -> [bool; 5] {
        let mut own = Look::default();
        let mut style = Look::default();
        let mut highlight = false;
        if let Some((props, children)) = props.and_then(|props| Some((props, Children::of(props, prefix)?))) {
            for (token, _) in &children.list {
                match token.w {
                    Some("rStyle") => style = self.character(&token.val(props).unwrap_or_default()),
                    Some("b") => own.bold = Some(token.is_on(props)),
                    Some("i") => own.italic = Some(token.is_on(props)),
                    Some("strike" | "dstrike") => {
                        own.strike = Some(own.strike.unwrap_or_default() | token.is_on(props));
                    }
                    Some("highlight") => highlight = token.val(props).is_some_and(|color| color != "none"),
                    Some("u") => own.underline = Some(token.val(props).as_deref() != Some("none")),
                    _ => {}
                }
            }
        }
        let toggle = |own: Option<bool>, style: Option<bool>, paragraph: Option<bool>| {
            own.unwrap_or(style.unwrap_or_default() ^ paragraph.unwrap_or_default())
        };
        [
            toggle(own.bold, style.bold, paragraph.bold),
            toggle(own.italic, style.italic, paragraph.italic),
            own.underline.or(style.underline).or(paragraph.underline).unwrap_or_default(),
            toggle(own.strike, style.strike, paragraph.strike),
            highlight,
        ]
    }
}
