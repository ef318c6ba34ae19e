//! What the properties of a paragraph say themselves, without its styles.

use super::Children;
use crate::{reading::Align, style::left_indent, xml::Prefix};

/// What a paragraph says of itself.
#[derive(Debug, Clone, Default)]
pub(crate) struct Own {
    /// The id of its style.
    pub style: Option<String>,
    pub align: Option<Align>,
    /// The left indent, in twentieths of a point.
    pub indent: Option<i32>,
    pub outline: Option<u32>,
    /// It names a list itself: the list and the level, where they are numbers.
    pub list: Option<[Option<u32>; 2]>,
    /// Its mark is deleted or moved away.
    pub struck: bool,
}

impl Own {
    /// Reads `pPr`.
    pub(crate) fn of(props: Option<&str>, prefix: &Prefix) -> Self {
        let mut own = Self::default();
        let Some(children) = props.and_then(|props| Children::of(props, prefix)) else { return own };
        let xml = children.xml;
        for (token, span) in &children.list {
            match token.w {
                Some("pStyle") => own.style = token.val(xml),
                Some("jc") => own.align = token.val(xml).as_deref().and_then(Align::of),
                Some("ind") => own.indent = left_indent(token, xml),
                Some("outlineLvl") => own.outline = token.val(xml).and_then(|value| value.parse().ok()),
                Some("numPr") => own.list = Children::of(span.of(xml), prefix).map(|it| list(&it)),
                Some("rPr") => own.struck = is_struck(span.of(xml), prefix),
                _ => {}
            }
        }
        own
    }
}

/// The list and the level of `numPr`.
fn list(children: &Children<'_>) -> [Option<u32>; 2] {
    ["numId", "ilvl"].map(|name| {
        let (token, _) = children.find(name)?;
        token.val(children.xml)?.parse().ok()
    })
}

/// Whether the properties of a paragraph mark take it away. Most do not: a quick look first.
fn is_struck(run: &str, prefix: &Prefix) -> bool {
    const NAMES: [&str; 2] = ["del", "moveFrom"];
    NAMES.iter().any(|name| run.contains(name))
        && Children::of(run, prefix).is_some_and(|run| NAMES.iter().any(|name| run.has(name)))
}
