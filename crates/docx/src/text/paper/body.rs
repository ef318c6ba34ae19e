//! Blocks as paragraphs.

use super::{
    super::{
        inline::{Inline, Marks},
        node::{Article, Block, Definition, Item, Line, Text},
    },
    inline::{Pen, run},
    sheet::{Look, Sheet},
    table,
};
use crate::xml::escape;

/// How far the text of a dash stands behind its dash.
const STEP: i32 = 425;
/// Where the text of a dash begins that stands in no member: less deep behind members, which it
/// would seem to be of.
const DASH: i32 = 1134;
const DASH_BEHIND: i32 = 850;

/// The content of the body, without its section.
pub(super) fn body(text: &Text, sheet: &Sheet, first: u32) -> String {
    let pen = Pen::of(text, sheet.prints_word, first);
    let mut body = Body { sheet, pen: &pen, out: String::new(), place: Place::default() };
    body.blocks(&text.content);
    body.out
}

/// What a block stands in.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    in_article: bool,
    /// Members around it.
    levels: usize,
    /// Dashes around it.
    dashes: usize,
    /// Where its text begins.
    left: i32,
    /// Members stand before it.
    behind: bool,
}

struct Body<'a> {
    sheet: &'a Sheet,
    pen: &'a Pen,
    out: String,
    place: Place,
}

impl Body<'_> {
    fn block(&mut self, block: &Block) {
        let sheet = self.sheet;
        match block {
            Block::Title(line) => self.line(&sheet.title, "", &line.content),
            Block::Heading(line) => self.line(&sheet.heading, "<w:keepNext/>", &line.content),
            Block::Quote(line) => self.line(&sheet.quote, "", &line.content),
            Block::Paragraph(line) => self.plain(line),
            Block::Parties(list) => {
                list.parties.iter().for_each(|party| self.line(&sheet.party, "", &party.content));
            }
            Block::Recitals(list) => {
                list.recitals.iter().for_each(|line| self.line(&sheet.recital, "", &line.content));
            }
            Block::Article(article) => self.article(article),
            Block::Members(list) => list.members.iter().for_each(|member| self.member(member)),
            Block::Bullets(list) => list.bullets.iter().for_each(|bullet| self.bullet(bullet)),
            Block::Definitions(list) => list.definitions.iter().for_each(|it| self.definition(it)),
            Block::Table(table) => {
                let xml = table::table(table, sheet, self.pen, self.place.left);
                self.out.push_str(&xml);
            }
            Block::Signature(it) => self.out.push_str(&table::signature(it, sheet)),
            Block::PageBreak { .. } => self.out.push_str("<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>"),
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
            self.place.behind |= matches!(block, Block::Members(_));
        }
    }

    fn line(&mut self, look: &Look, more: &str, content: &[Inline]) {
        let runs = self.pen.runs(content);
        self.out.push_str(&paragraph(look, more, None, &runs));
    }

    /// Does this in another place.
    fn within(&mut self, place: Place, work: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.place, place);
        work(self);
        self.place = before;
    }

    fn article(&mut self, article: &Article) {
        let runs = self.pen.marked(&article.id, self.pen.runs(&article.title.content));
        self.out.push_str(&paragraph(&self.sheet.article, "<w:keepNext/><w:keepLines/>", None, &runs));
        let place = Place { in_article: true, ..Place::default() };
        self.within(place, |this| this.blocks(&article.content));
    }

    fn member(&mut self, member: &Item) {
        let levels = if self.place.in_article { &self.sheet.members } else { &self.sheet.points };
        let Some(look) = levels.get(self.place.levels).or(levels.last()) else { return };
        let levels = self.place.levels + 1;
        let place = Place { levels, dashes: 0, left: look.left, behind: false, ..self.place };
        let runs = self.pen.marked(&member.id, self.pen.runs(first(member)));
        self.out.push_str(&paragraph(look, "", None, &runs));
        self.within(place, |this| this.blocks(member.content.get(1..).unwrap_or_default()));
    }

    fn bullet(&mut self, bullet: &Item) {
        let runs = self.pen.runs(first(bullet));
        self.dash(&runs);
        let place = Place { dashes: self.place.dashes + 1, left: self.dash_left(), ..self.place };
        self.within(place, |this| bullet.content.iter().skip(1).for_each(|block| this.block(block)));
    }

    fn definition(&mut self, definition: &Definition) {
        let bold = Marks { bold: true, ..Marks::default() };
        let term = run(&format!("“{}”", definition.term), bold);
        let runs = format!("{term}{}{}", run(": ", Marks::default()), self.pen.runs(&definition.content));
        self.dash(&runs);
    }

    /// A paragraph behind a dash.
    fn dash(&mut self, runs: &str) {
        let bullets = &self.sheet.bullets;
        let Some(look) = bullets.get(self.place.dashes).or(bullets.last()) else { return };
        self.out.push_str(&paragraph(look, "", Some((self.dash_left(), STEP)), runs));
    }

    fn dash_left(&self) -> i32 {
        match self.place {
            Place { dashes: 0, levels: 0, behind: true, .. } => DASH_BEHIND,
            Place { dashes: 0, levels: 0, .. } => DASH,
            Place { dashes: 0, left, behind: false, .. } => left + 2 * STEP,
            Place { left, .. } => left + STEP,
        }
    }

    /// A paragraph, in the member or behind the dash that it is of.
    fn plain(&mut self, line: &Line) {
        let runs = self.pen.marked(&line.id, self.pen.runs(&line.content));
        let more = (self.place.levels > 0 && self.place.in_article && self.place.dashes == 0)
            .then(|| self.sheet.more.get(self.place.levels - 1).cloned().flatten())
            .flatten();
        let xml = match more {
            Some(style) => paragraph(&Look { style: Some(style), ..Look::default() }, "", None, &runs),
            None => {
                let indent = (self.place.left > 0).then_some((self.place.left, 0));
                paragraph(&Look::default(), "", indent, &runs)
            }
        };
        self.out.push_str(&xml);
    }
}

fn first(item: &Item) -> &[Inline] {
    match item.content.first() {
        Some(Block::Paragraph(line)) => &line.content,
        _ => &[],
    }
}

/// A paragraph; `more` are properties that stand between the style and the list (§17.3.1.26).
pub(super) fn paragraph(look: &Look, more: &str, indent: Option<(i32, i32)>, runs: &str) -> String {
    let mut props = String::new();
    if let Some(style) = &look.style {
        props.push_str(&format!("<w:pStyle w:val=\"{}\"/>", escape(style)));
    }
    props.push_str(more);
    if let Some((list, level)) = look.list {
        props.push_str(&format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>"));
    }
    match indent {
        Some((left, 0)) => props.push_str(&format!("<w:ind w:left=\"{left}\"/>")),
        Some((left, hanging)) => {
            props.push_str(&format!("<w:ind w:left=\"{left}\" w:hanging=\"{hanging}\"/>"));
        }
        None => {}
    }
    let props = if props.is_empty() { props } else { format!("<w:pPr>{props}</w:pPr>") };
    format!("<w:p>{props}{runs}</w:p>")
}
