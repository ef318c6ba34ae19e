//! Paragraphs and tables, one after another, as blocks within blocks.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    super::{
        inline::{Inline, Piece},
        node::{
            Article, Block, Bullets, Definition, Definitions, Ids, Item, Line, Members, Parties, Party,
            Recitals, Signature, Text,
        },
    },
    scan::RawTable,
    sort::{Kind, Outlook, Sorted},
    table::{self, Lines},
};

/// Indents that differ by less are the same.
const SAME: i32 = 40;
/// How far the text of a dash stands behind the dash.
const STEP: i32 = 425;
/// Members within members.
const LEVELS: usize = super::super::bound::LEVELS;
/// Dashes within dashes, so that no text is deeper than it may be.
const DASHES: usize = 2;

/// A block that takes more.
enum Open {
    /// With how many of its blocks are surely its own.
    Article(Article, usize),
    /// With where its text begins.
    Members(Members, i32),
    Bullets(Bullets, i32),
}

/// What has been read so far.
pub(super) struct Tree {
    out: Vec<Block>,
    open: Vec<Open>,
    ids: Ids,
    /// The ids of articles and members, by the paragraph that they begin with.
    places: BTreeMap<usize, String>,
    /// Paragraphs with a bookmark of a text.
    marked: BTreeSet<usize>,
    outlook: Outlook,
}

impl Tree {
    /// `marked` are the paragraphs with a bookmark of a text.
    pub(super) fn new(marked: BTreeSet<usize>) -> Self {
        Self {
            out: Vec::new(),
            open: Vec::new(),
            ids: Ids::new("b"),
            places: BTreeMap::new(),
            marked,
            outlook: Outlook::default(),
        }
    }

    pub(super) fn outlook(&self) -> Outlook {
        let mut outlook = self.outlook;
        for open in &self.open {
            match open {
                Open::Article(..) => outlook.in_article = true,
                Open::Members(_, left) => {
                    outlook.members += 1;
                    outlook.member_left = *left;
                }
                Open::Bullets(..) => {}
            }
        }
        outlook
    }

    /// The text, and the ids of articles and members by the paragraph that they begin with.
    pub(super) fn done(mut self) -> (Text, BTreeMap<usize, String>) {
        self.leave();
        (Text { content: self.out }, self.places)
    }

    pub(super) fn paragraph(&mut self, sorted: Sorted) {
        let Sorted { place, kind, left, pieces } = sorted;
        if pieces.page_before {
            self.page();
        }
        if !pieces.line.is_empty() {
            self.line(place, kind, left, pieces.line);
        }
        if pieces.page_behind {
            self.page();
        }
    }

    fn page(&mut self) {
        self.leave();
        let id = self.ids.next();
        self.out.push(Block::PageBreak { id });
    }

    fn line(&mut self, place: usize, kind: Kind, left: i32, line: Vec<Inline>) {
        match kind {
            Kind::Title => {
                self.outlook.titled = true;
                self.top(line, Block::Title);
            }
            Kind::Heading => self.top(line, Block::Heading),
            Kind::Quote => {
                self.close(usize::from(self.in_article()));
                let line = self.ids.line(line);
                self.push(Block::Quote(line));
            }
            Kind::Party => self.party(line),
            Kind::Recital => self.recital(line),
            Kind::Article => {
                self.close(0);
                self.outlook.articles += 1;
                let id = self.ids.next();
                self.places.insert(place, id.clone());
                let title = self.ids.line(line);
                let article = Article { id, clause: None, title, content: Vec::new() };
                self.open.push(Open::Article(article, 0));
            }
            Kind::Member { level, of_article } => self.member(place, level, of_article, left, line),
            Kind::Bullet => self.bullet(left, line),
            Kind::Plain => {
                self.within(left);
                let line = self.ids.line(line);
                self.push(Block::Paragraph(line));
                if let Some(Open::Article(article, own)) = self.open.last_mut()
                    && self.marked.contains(&place)
                {
                    *own = article.content.len();
                }
            }
        }
    }

    fn in_article(&self) -> bool {
        matches!(self.open.first(), Some(Open::Article(..)))
    }

    fn top(&mut self, line: Vec<Inline>, block: impl FnOnce(Line) -> Block) {
        self.leave();
        let line = self.ids.line(line);
        self.out.push(block(line));
    }

    fn party(&mut self, content: Vec<Inline>) {
        self.leave();
        self.outlook.parties += 1;
        let name = name(&content);
        if !matches!(self.out.last(), Some(Block::Parties(_))) {
            let id = self.ids.next();
            self.out.push(Block::Parties(Parties { id, parties: Vec::new() }));
        }
        let party = Party { id: self.ids.next(), name, content };
        if let Some(Block::Parties(list)) = self.out.last_mut() {
            list.parties.push(party);
        }
    }

    fn recital(&mut self, content: Vec<Inline>) {
        self.leave();
        self.outlook.recitals += 1;
        if !matches!(self.out.last(), Some(Block::Recitals(_))) {
            let id = self.ids.next();
            self.out.push(Block::Recitals(Recitals { id, recitals: Vec::new() }));
        }
        let line = self.ids.line(content);
        if let Some(Block::Recitals(list)) = self.out.last_mut() {
            list.recitals.push(line);
        }
    }

    fn member(&mut self, place: usize, level: usize, of_article: bool, left: i32, line: Vec<Inline>) {
        if !of_article && self.in_article() {
            self.leave();
        }
        let base = usize::from(self.in_article());
        let open = self.open.iter().skip(base).take_while(|it| matches!(it, Open::Members(..))).count();
        let level = level.min(open).min(LEVELS - 1);
        if level < open {
            self.close(base + level + 1);
        } else {
            self.close(base + level);
            let members = Members { id: self.ids.next(), members: Vec::new() };
            self.open.push(Open::Members(members, left));
        }
        let id = self.ids.next();
        self.places.insert(place, id.clone());
        let first = Block::Paragraph(self.ids.line(line));
        if let Some(Open::Members(members, at)) = self.open.last_mut() {
            *at = left;
            members.members.push(Item { id, content: vec![first] });
        }
    }

    /// Closes what a dash at this indent does not stand in, then adds it.
    fn bullet(&mut self, left: i32, line: Vec<Inline>) {
        loop {
            match self.open.last() {
                Some(Open::Bullets(_, at)) if *at > left + SAME => {}
                Some(Open::Members(_, at)) if left - STEP < *at - SAME => {}
                _ => break,
            }
            self.close(self.open.len() - 1);
        }
        let beside = matches!(self.open.last(), Some(Open::Bullets(_, at)) if (left - *at).abs() <= SAME);
        let within = self.open.iter().filter(|it| matches!(it, Open::Bullets(..))).count();
        if within == usize::from(beside)
            && let Some((term, meaning)) = definition(&line)
        {
            if beside {
                self.close(self.open.len() - 1);
            }
            return self.define(term, meaning);
        }
        if !beside && within < DASHES {
            let bullets = Bullets { id: self.ids.next(), bullets: Vec::new() };
            self.open.push(Open::Bullets(bullets, left));
        }
        let id = self.ids.next();
        let first = Block::Paragraph(self.ids.line(line));
        if let Some(Open::Bullets(bullets, _)) = self.open.last_mut() {
            bullets.bullets.push(Item { id, content: vec![first] });
        }
    }

    fn define(&mut self, term: String, content: Vec<Inline>) {
        let is_open = matches!(self.target().last(), Some(Block::Definitions(_)));
        if !is_open {
            let list = Definitions { id: self.ids.next(), definitions: Vec::new() };
            self.push(Block::Definitions(list));
        }
        let definition = Definition { id: self.ids.next(), term, content };
        if let Some(Block::Definitions(list)) = self.target().last_mut() {
            list.definitions.push(definition);
        }
    }

    /// Closes what a paragraph at this indent does not stand in.
    fn within(&mut self, left: i32) {
        while let Some(Open::Members(_, at) | Open::Bullets(_, at)) = self.open.last() {
            if *at > 0 && left >= *at - SAME {
                break;
            }
            self.close(self.open.len() - 1);
        }
    }

    pub(super) fn table(&mut self, raw: RawTable, lines: Lines, indent: i32) {
        self.within(indent);
        while matches!(self.open.last(), Some(Open::Bullets(..))) {
            self.close(self.open.len() - 1);
        }
        let id = self.ids.next();
        if let Some(table) = table::table(id, &raw, lines, &mut self.ids) {
            self.push(Block::Table(table));
        }
    }

    pub(super) fn signature(&mut self, party: String, capacity: String) {
        self.leave();
        let id = self.ids.next();
        self.out.push(Block::Signature(Signature { id, party, capacity }));
    }

    /// Where the next block goes.
    fn target(&mut self) -> &mut Vec<Block> {
        match self.open.last_mut() {
            None => &mut self.out,
            Some(Open::Article(article, _)) => &mut article.content,
            Some(
                Open::Members(Members { members: items, .. }, _)
                | Open::Bullets(Bullets { bullets: items, .. }, _),
            ) => match items.last_mut() {
                Some(item) => &mut item.content,
                None => &mut self.out,
            },
        }
    }

    fn push(&mut self, block: Block) {
        self.target().push(block);
    }

    /// Closes all but the outermost so many.
    fn close(&mut self, keep: usize) {
        while self.open.len() > keep {
            match self.open.pop() {
                Some(Open::Article(article, _)) => self.push(Block::Article(article)),
                Some(Open::Members(members, _)) => self.push(Block::Members(members)),
                Some(Open::Bullets(bullets, _)) => self.push(Block::Bullets(bullets)),
                None => {}
            }
        }
    }

    /// Leaves the articles: paragraphs behind the members of the last one are not its own, unless a
    /// bookmark says so.
    fn leave(&mut self) {
        self.close(1);
        let mut behind = Vec::new();
        if let Some(Open::Article(article, own)) = self.open.last_mut()
            && article.content.iter().any(|block| matches!(block, Block::Members(_)))
        {
            while article.content.len() > *own && matches!(article.content.last(), Some(Block::Paragraph(_)))
            {
                behind.extend(article.content.pop());
            }
        }
        self.close(0);
        self.out.extend(behind.into_iter().rev());
    }
}

/// The inside of quotation marks.
fn unquoted(text: &str) -> Option<&str> {
    let text = text.trim();
    let inner = text.strip_prefix(['"', '“', '„', '‘', '\''])?.strip_suffix(['"', '”', '“', '’', '\''])?;
    (!inner.trim().is_empty() && !inner.contains(['"', '“', '”', '„'])).then_some(inner)
}

/// The short name of a party: the last bold words between quotation marks.
fn name(content: &[Inline]) -> String {
    let found = content.iter().rev().find_map(|inline| match &inline.piece {
        Piece::Text(text) if inline.marks.bold => unquoted(text),
        _ => None,
    });
    found.unwrap_or_default().to_owned()
}

/// The term and the meaning of a line that begins with a bold term between quotation marks and a
/// colon.
fn definition(line: &[Inline]) -> Option<(String, Vec<Inline>)> {
    let (first, rest) = line.split_first()?;
    let Piece::Text(text) = &first.piece else { return None };
    let (term, closed) = match text.trim_end().strip_suffix(':') {
        Some(term) => (term, true),
        None => (text.as_str(), false),
    };
    let term = unquoted(term).filter(|_| first.marks.bold)?.to_owned();
    let mut meaning = rest.to_vec();
    if let Some(Inline { piece: Piece::Text(text), .. }) = meaning.first_mut() {
        let behind = if closed { text.as_str() } else { text.strip_prefix(':')? };
        *text = behind.strip_prefix(' ').unwrap_or(behind).to_owned();
        if text.is_empty() {
            meaning.remove(0);
        }
    } else if !closed {
        return None;
    }
    Some((term, meaning))
}
