//! Styles: names, chains, headings (ECMA-376 part 1 §17.7).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    error::Error,
    package::Package,
    reading::Align,
    story::located,
    xml::{Kind, Prefix, Token, Tokens},
};

/// Chains longer than this are cycles.
const LONGEST_CHAIN: usize = 64;

/// A style.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Style {
    /// Its id, by which texts refer to it.
    pub id: String,
    /// The name that Word shows.
    pub name: String,
    /// `paragraph`, `character`, `table` or `numbering`.
    pub kind: String,
    /// The id of the style it builds on.
    pub based_on: Option<String>,
    /// It is the default of its kind.
    pub default: bool,
    /// Its outline level, 0 to 8 (§17.3.1.20); 9 is body text.
    pub outline: Option<u32>,
    /// The list that it brings, and the level.
    pub list: Option<u32>,
    /// The level in the list.
    pub level: Option<u32>,
    /// It makes text bold, or says that it is not.
    pub bold: Option<bool>,
    /// It makes text italic, or says that it is not.
    pub italic: Option<bool>,
    /// It underlines text, or says that it does not.
    pub underline: Option<bool>,
    /// It strikes text through, or says that it does not.
    pub strike: Option<bool>,
    /// How lines stand between the margins.
    pub align: Option<Align>,
    /// The left indent, in twentieths of a point.
    pub indent: Option<i32>,
}

/// All styles of a package.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Styles {
    by_id: BTreeMap<String, Style>,
    /// The id of the default style of paragraphs.
    default: Option<String>,
}

impl Styles {
    /// A style by its id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&Style> {
        self.by_id.get(id)
    }

    /// All styles.
    pub fn list(&self) -> impl Iterator<Item = &Style> {
        self.by_id.values()
    }

    /// A style and those it builds on, itself first.
    pub fn chain<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = &'a Style> {
        let mut next = id.and_then(|id| self.find(id)).or_else(|| self.find(self.default.as_deref()?));
        std::iter::from_fn(move || {
            let style = next?;
            next = style.based_on.as_deref().and_then(|id| self.find(id));
            Some(style)
        })
        .take(LONGEST_CHAIN)
    }

    /// The level of a heading, from 1; `None` for body text. The headings that Word has of its own are
    /// known by their names where no level is written (§17.7.4.9).
    #[must_use]
    pub fn heading(&self, id: Option<&str>) -> Option<u32> {
        match self.chain(id).find_map(|style| style.outline) {
            Some(level) => (level < 9).then_some(level + 1),
            None => self.chain(id).find_map(Style::built_in_heading),
        }
    }

    pub(crate) fn read(part: &str, text: &str) -> Result<Self, Error> {
        let fault = |error| located(part, error);
        let prefix = Prefix::of(text).map_err(fault)?;
        let mut tokens = Tokens::new(text, &prefix);
        let mut by_id = BTreeMap::new();
        let mut open: Option<Style> = None;
        while let Some(token) = tokens.next().map_err(fault)? {
            if token.kind == Kind::End {
                if token.w == Some("style")
                    && let Some(style) = open.take()
                {
                    by_id.insert(style.id.clone(), style);
                }
                continue;
            }
            let number = || token.val(text).and_then(|value| value.parse().ok());
            match (token.w, &mut open) {
                (Some("style"), open) => {
                    let on = token.attribute(text, "default");
                    *open = Some(Style {
                        id: token.attribute(text, "styleId").unwrap_or_default(),
                        kind: token.attribute(text, "type").unwrap_or_default(),
                        default: matches!(on.as_deref(), Some("1" | "true" | "on")),
                        ..Style::default()
                    });
                }
                (Some("name"), Some(style)) => style.name = token.val(text).unwrap_or_default(),
                (Some("basedOn"), Some(style)) => style.based_on = token.val(text),
                (Some("outlineLvl"), Some(style)) => style.outline = number(),
                (Some("numId"), Some(style)) => style.list = number(),
                (Some("ilvl"), Some(style)) => style.level = number(),
                (Some(name), Some(style)) => style.look(name, &token, text),
                _ => {}
            }
        }
        let default = |style: &&Style| style.default && style.kind == "paragraph";
        let default = by_id.values().find(default).map(|style| style.id.clone());
        Ok(Self { by_id, default })
    }
}

impl Style {
    /// The level of a heading by the name of its style: `heading 2`.
    fn built_in_heading(&self) -> Option<u32> {
        let (name, level) = self.name.split_once(' ')?;
        let level = level.parse().ok().filter(|level| (1..=9).contains(level));
        level.filter(|_| name.eq_ignore_ascii_case("heading"))
    }

    /// Reads one property of text or of a paragraph.
    fn look(&mut self, name: &str, token: &Token<'_>, text: &str) {
        match name {
            "b" => self.bold = Some(token.is_on(text)),
            "i" => self.italic = Some(token.is_on(text)),
            "strike" | "dstrike" => {
                self.strike = Some(self.strike.unwrap_or_default() | token.is_on(text));
            }
            "u" => self.underline = Some(token.val(text).as_deref() != Some("none")),
            "jc" => self.align = token.val(text).as_deref().and_then(Align::of),
            "ind" => self.indent = left_indent(token, text),
            _ => {}
        }
    }
}

/// The left indent that an `ind` asks for (§17.3.1.12), in twentieths of a point.
pub(crate) fn left_indent(token: &Token<'_>, text: &str) -> Option<i32> {
    let value = |name: &str| token.attribute(text, name)?.parse().ok();
    value("start").or_else(|| value("left"))
}

impl Package {
    /// The styles of the package.
    ///
    /// # Errors
    /// The part is damaged.
    pub fn styles(&self) -> Result<Styles, Error> {
        match self.part_of("styles")? {
            Some(text) => Styles::read("styles", &text),
            None => Ok(Styles::default()),
        }
    }

    pub(crate) fn has_style(&self, id: &str) -> bool {
        self.styles().is_ok_and(|styles| styles.find(id).is_some_and(|style| style.kind == "paragraph"))
    }
}
