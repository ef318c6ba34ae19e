//! Clauses of the library put into a template, in the styles that the template has.

use std::collections::BTreeMap;

use super::{
    markdown::{Block, blocks},
    write::{House, Styles, content, id},
};
use crate::{
    error::Error,
    package::Package,
    props::{copied, kept_with_next},
    span::Splices,
    story::Story,
    template::clause_key,
    xml::{Prefix, escape},
};

/// The clauses that a template may use.
pub(crate) struct Clauses {
    texts: BTreeMap<String, Vec<Block>>,
    /// The template was composed here, so it has our styles.
    is_house: bool,
    /// The style of headings, if it has one.
    heading: Option<String>,
}

impl Clauses {
    pub(crate) fn of(package: &Package, clauses: &[(String, String)]) -> Result<Self, Error> {
        let styles = package.styles()?;
        let has = |id: &str| styles.find(id).is_some();
        let named = |name: &str| styles.list().find(|style| style.name.eq_ignore_ascii_case(name));
        Ok(Self {
            texts: clauses.iter().map(|(key, text)| (key.clone(), blocks(text))).collect(),
            is_house: has(id::ARTICLE) && id::MEMBERS.iter().all(|id| has(id)),
            heading: named("heading 2").or_else(|| named("heading 1")).map(|style| style.id.clone()),
        })
    }

    /// The part with each clause in the place of its tag. A clause that is not there stays a tag.
    pub(crate) fn expanded(&self, story: &Story, top_id: u32) -> Result<String, Error> {
        let mut splices = Splices::default();
        let mut bookmarks = top_id as usize + 1;
        for place in &story.places {
            if !story.xml(place).contains("claus") {
                continue;
            }
            let paragraph = story.paragraph(place)?;
            let text = paragraph.text();
            let Some((before, key, behind)) = clause_key(&text) else { continue };
            let Some(blocks) = self.texts.get(key) else { continue };
            let props = copied(paragraph.properties(), &story.prefix, None, "");
            let heading = match &self.heading {
                Some(style) => format!("<w:pPr><w:pStyle w:val=\"{}\"/></w:pPr>", escape(style)),
                None => kept_with_next(&props, &story.prefix),
            };
            let styles = Foreign { heading, props };
            let styles: &dyn Styles = if self.is_house { &House } else { &styles };
            let blocks = if self.is_house { blocks.clone() } else { written_out(blocks) };
            let inner = content(&blocks, styles, true, bookmarks);
            bookmarks += blocks.len();
            // conditions around the clause in the same paragraph stay around it
            let around = |text: &str| match text.trim() {
                "" => String::new(),
                text => format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", escape(text)),
            };
            let whole = format!("{}{inner}{}", around(before), around(behind));
            splices.replace(place.span, in_prefix(&whole, &story.prefix));
        }
        Ok(splices.apply(story.text.clone()))
    }
}

/// XML written for the usual prefix, for another one.
pub(crate) fn in_prefix(xml: &str, prefix: &Prefix) -> String {
    match prefix.colon().as_str() {
        "w:" => xml.to_owned(),
        other => xml
            .replace("<w:", &format!("<{other}"))
            .replace("</w:", &format!("</{other}"))
            .replace(" w:", &format!(" {other}")),
    }
}

/// A document with styles of its own: all is as the paragraph of the tag, headings apart.
struct Foreign {
    heading: String,
    props: String,
}

impl Styles for Foreign {
    fn properties(&self, block: &Block, _: bool) -> String {
        match block {
            Block::Article { .. } | Block::Title(_) | Block::Heading { .. } => self.heading.clone(),
            _ => self.props.clone(),
        }
    }
}

/// Numbers of lists as text, for a document whose lists are not known.
fn written_out(blocks: &[Block]) -> Vec<Block> {
    let mut counts = [0_usize; 3];
    let numbered = |level: usize, number: usize| match level {
        0 => format!("{number}. "),
        1 => format!("{}. ", letter(number)),
        _ => format!("{number}) "),
    };
    let mut out = Vec::with_capacity(blocks.len());
    for block in blocks {
        let mut block = block.clone();
        match &mut block {
            Block::Item { level, text } => {
                let level = (*level).min(2);
                for (at, count) in counts.iter_mut().enumerate() {
                    match at.cmp(&level) {
                        std::cmp::Ordering::Equal => *count += 1,
                        std::cmp::Ordering::Greater => *count = 0,
                        std::cmp::Ordering::Less => {}
                    }
                }
                let number = counts.get(level).copied().unwrap_or_default();
                text.insert(0, plain(numbered(level, number)));
            }
            Block::Bullet { text, .. } => text.insert(0, plain("– ".to_owned())),
            _ => {}
        }
        out.push(block);
    }
    out
}

fn plain(text: String) -> super::markdown::Inline {
    super::markdown::Inline::Text { text, bold: false, italic: false }
}

fn letter(number: usize) -> char {
    u32::try_from(number.saturating_sub(1) % 26)
        .ok()
        .and_then(|at| char::from_u32('a' as u32 + at))
        .unwrap_or('a')
}
