//! The tags of a part as a tree, with the range that each of them takes.
//!
//! | its tags stand | then it takes |
//! |---|---|
//! | in one paragraph, beside other text | what lies between them |
//! | in paragraphs of one container | whole paragraphs; a paragraph of tags alone vanishes |
//! | in cells of one table | whole rows; a row of tags alone vanishes |

use std::collections::BTreeMap;

use super::{
    TagFault, TemplateFault, TemplateUse, control,
    expression::{Expression, environment},
    mark::{self, Mark},
    tag::Tag,
};
use crate::{
    address::Address,
    error::Error,
    span::Span,
    story::{Story, located},
    xml::{Kind, Tokens, XmlError},
};

/// How deep blocks may nest.
const DEEPEST: usize = 32;

/// What a part consists of.
#[derive(Debug, Clone)]
pub(super) enum Node {
    /// Copied.
    Raw(Span),
    /// An answer in a run with these properties.
    Field(Expression, String),
    /// Branches with their conditions; the last may have none.
    If(Vec<(Option<Expression>, Vec<Node>)>),
    Each {
        name: String,
        list: Expression,
        body: Vec<Node>,
    },
    /// A clause that takes the place of the paragraph with these properties.
    Clause(String, String),
    /// A paragraph that vanishes where nothing is left in it.
    Paragraph(Vec<Node>),
}

/// The tags of a part.
#[derive(Debug)]
pub(super) struct Tree {
    /// The part without its tags.
    pub text: String,
    pub nodes: Vec<Node>,
}

type Faults = Vec<TemplateFault>;

impl Tree {
    /// Reads a part; `None` if it has no tags.
    pub(super) fn of(story: &Story, depth: usize) -> Result<Result<Option<Self>, Faults>, Error> {
        let env = environment();
        let written = control::written_out(story, &env).map_err(|error| located(&story.name, error))?;
        let (story, origin) = match written {
            Some(written) => (&story.with(written.text, depth)?, Some(written.origin)),
            None => (story, None),
        };
        let place = |paragraph: usize, range: std::ops::Range<usize>| {
            let number = origin.as_ref().map_or(Some(&paragraph), |origin| origin.get(paragraph));
            Address::new(&story.name, number.copied().unwrap_or(paragraph), range)
        };
        let found = mark::take(story, &env)?;
        let mut faults: Faults = Vec::new();
        for (paragraph, range, fault) in found.faults {
            faults.push(TemplateFault { place: place(paragraph, range), fault });
        }
        if found.marks.is_empty() && faults.is_empty() {
            return Ok(Ok(None));
        }
        let story = story.with(found.text, depth)?;
        let mut build = Build::new(&story, found.marks)?;
        let nodes = build.tree();
        for (mark, fault) in build.faults {
            let mark = build.marks.get(mark);
            let range = mark.map_or(0..0, |mark| mark.start..mark.end);
            let place = place(mark.map_or(0, |mark| mark.paragraph), range);
            faults.push(TemplateFault { place, fault });
        }
        faults.sort_by(|left, right| left.place.cmp(&right.place));
        faults.dedup();
        Ok(if faults.is_empty() { Ok(Some(Self { text: story.text, nodes })) } else { Err(faults) })
    }

    /// A part without tags.
    pub(super) fn plain(text: String) -> Self {
        let whole = Span::new(0, text.len());
        Self { text, nodes: vec![Node::Raw(whole)] }
    }

    /// Adds what the part uses.
    pub(super) fn uses(&self, used: &mut Used) {
        used.nodes(&self.nodes, &mut Vec::new());
    }

    /// Whether a clause stands in it.
    pub(super) fn has_clauses(&self) -> bool {
        fn any(nodes: &[Node]) -> bool {
            nodes.iter().any(|node| match node {
                Node::Clause(..) => true,
                Node::Raw(_) | Node::Field(..) => false,
                Node::If(branches) => branches.iter().any(|(_, nodes)| any(nodes)),
                Node::Each { body, .. } | Node::Paragraph(body) => any(body),
            })
        }
        any(&self.nodes)
    }
}

/// What templates use, in the order of first use.
#[derive(Debug, Default)]
pub(super) struct Used(TemplateUse, Vec<String>);

impl Used {
    pub(super) fn done(mut self) -> TemplateUse {
        let printed = self.1;
        let below =
            |flag: &str| printed.iter().any(|path| path == flag || path.starts_with(&format!("{flag}.")));
        self.0.flags.retain(|flag| !below(flag));
        self.0
    }

    fn nodes(&mut self, nodes: &[Node], scope: &mut Vec<(String, String)>) {
        for node in nodes {
            match node {
                Node::Raw(_) => {}
                Node::Field(expression, _) => {
                    self.names(expression, scope);
                    for name in &expression.names {
                        add(&mut self.1, &canonical(name, scope));
                    }
                }
                Node::If(branches) => {
                    for (condition, body) in branches {
                        if let Some(condition) = condition {
                            self.names(condition, scope);
                            self.flags(condition, scope);
                        }
                        self.nodes(body, scope);
                    }
                }
                Node::Each { name, list, body } => {
                    let path = list.path.as_ref().map(|(path, _)| canonical(path, scope)).unwrap_or_default();
                    add(&mut self.0.lists, &path);
                    add(&mut self.0.fields, &path);
                    scope.push((name.clone(), format!("{path}.*")));
                    self.nodes(body, scope);
                    scope.pop();
                }
                Node::Clause(key, _) => add(&mut self.0.clauses, key),
                Node::Paragraph(body) => self.nodes(body, scope),
            }
        }
    }

    /// A condition of names alone asks each of them for yes or no.
    fn flags(&mut self, condition: &Expression, scope: &[(String, String)]) {
        let is_word = |word: &&str| !matches!(*word, "" | "and" | "or" | "not");
        let words: Vec<&str> = condition.jinja.split([' ', '(', ')']).filter(is_word).collect();
        if words.iter().all(|word| condition.names.iter().any(|name| name == word)) {
            for name in words {
                add(&mut self.0.flags, &canonical(name, scope));
            }
        }
    }

    fn names(&mut self, expression: &Expression, scope: &[(String, String)]) {
        for name in &expression.names {
            if !(scope.is_empty() || name.contains('.')) && is_counter(name) {
                continue;
            }
            add(&mut self.0.fields, &canonical(name, scope));
        }
    }
}

fn add(list: &mut Vec<String>, what: &str) {
    if !list.iter().any(|it| it == what) {
        list.push(what.to_owned());
    }
}

/// Names that a repetition gives: the number from 1, whether it is the first, the last.
pub(super) const COUNTERS: [[&str; 2]; 3] = [["nummer", "number"], ["eerste", "first"], ["laatste", "last"]];

fn is_counter(name: &str) -> bool {
    COUNTERS.iter().flatten().any(|it| *it == name)
}

/// A path with the names of repetitions written out.
pub(super) fn canonical(path: &str, scope: &[(String, String)]) -> String {
    let (root, rest) = path.split_once('.').unwrap_or((path, ""));
    match scope.iter().rev().find(|(name, _)| name == root) {
        Some((_, to)) if rest.is_empty() => to.clone(),
        Some((_, to)) => format!("{to}.{rest}"),
        None => path.to_owned(),
    }
}

/// Where a paragraph lies.
#[derive(Debug, Clone, Default)]
struct Spot {
    span: Span,
    /// The start of what holds it.
    parent: u32,
    /// The tables and rows around it, the innermost last.
    rows: Vec<(u32, Span)>,
    /// It ends a section.
    section: bool,
    /// It shows nothing.
    blank: bool,
}

struct Build {
    marks: Vec<Mark>,
    spots: Vec<Spot>,
    props: Vec<String>,
    length: u32,
    faults: Vec<(usize, TagFault)>,
}

/// A range that is taken out, and what stands in its place.
#[derive(Debug, Clone, Copy)]
struct Event {
    span: Span,
    rank: u8,
    what: What,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Mark(usize),
    ParagraphOpen,
    ParagraphClose,
}

impl Build {
    fn new(story: &Story, marks: Vec<Mark>) -> Result<Self, Error> {
        let spots = spots(story).map_err(|error| located(&story.name, error))?;
        let mut props = Vec::with_capacity(marks.len());
        for mark in &marks {
            let xml = match (&mark.tag, story.places.get(mark.paragraph)) {
                (Tag::Clause(_), Some(place)) => {
                    let paragraph = story.paragraph(place)?;
                    crate::props::copied(paragraph.properties(), &story.prefix, None, "")
                }
                _ => String::new(),
            };
            props.push(xml);
        }
        let length = u32::try_from(story.text.len()).unwrap_or(u32::MAX);
        Ok(Self { marks, spots, props, length, faults: Vec::new() })
    }

    fn tree(&mut self) -> Vec<Node> {
        let groups = self.groups();
        let mut spans: Vec<Span> =
            self.marks.iter().map(|mark| Span { start: mark.at, end: mark.at }).collect();
        let mut loose = BTreeMap::new();
        let mut gone = BTreeMap::new();
        for group in &groups {
            self.place(group, &mut spans, &mut gone, &mut loose);
        }
        for (number, mark) in self.marks.iter().enumerate() {
            if !matches!(mark.tag, Tag::Clause(_)) {
                continue;
            }
            if mark.first && mark.last {
                let Some(spot) = self.spots.get(mark.paragraph) else { continue };
                vanish(number, spot.span, &mut spans, &mut gone);
            } else {
                self.faults.push((number, TagFault::ClauseNotAlone));
            }
        }
        if !self.faults.is_empty() {
            return Vec::new();
        }
        let mut events: Vec<Event> = spans
            .iter()
            .enumerate()
            .map(|(number, span)| Event { span: *span, rank: 1, what: What::Mark(number) })
            .collect();
        for (_, span) in loose {
            let at = |at: u32| Span { start: at, end: at };
            events.push(Event { span: at(span.start), rank: 2, what: What::ParagraphOpen });
            events.push(Event { span: at(span.end), rank: 0, what: What::ParagraphClose });
        }
        events.sort_by_key(|event| match event.what {
            What::Mark(number) => (event.span.start, event.rank, number),
            _ => (event.span.start, event.rank, 0),
        });
        let mut walk = Walk { build: self, events: &events, next: 0, done: 0 };
        let (nodes, _) = walk.block(0);
        nodes
    }

    /// Blocks with their tags, each by the numbers of its marks.
    fn groups(&mut self) -> Vec<Vec<usize>> {
        let mut open: Vec<(Vec<usize>, bool)> = Vec::new();
        let mut done = Vec::new();
        for (number, mark) in self.marks.iter().enumerate() {
            let each = match mark.tag {
                Tag::If(_) | Tag::Each { .. } => {
                    if open.len() == DEEPEST {
                        self.faults.push((number, TagFault::TooDeep));
                    }
                    open.push((vec![number], matches!(mark.tag, Tag::Each { .. })));
                    continue;
                }
                Tag::ElseIf(_) | Tag::Else | Tag::EndIf => false,
                Tag::EndEach => true,
                Tag::Field(_) | Tag::Clause(_) => continue,
            };
            let closes = matches!(mark.tag, Tag::EndIf | Tag::EndEach);
            let else_before = |group: &[usize]| {
                !closes
                    && group
                        .last()
                        .and_then(|&last| self.marks.get(last))
                        .is_some_and(|it| it.tag == Tag::Else)
            };
            match open.last_mut() {
                Some((group, is_each)) if *is_each == each && !else_before(group) => {
                    group.push(number);
                    if closes && let Some((group, _)) = open.pop() {
                        done.push(group);
                    }
                }
                _ => self.faults.push((number, TagFault::NotOpen)),
            }
        }
        for (group, _) in open {
            self.faults.extend(group.first().map(|&first| (first, TagFault::NotClosed)));
        }
        // outer blocks first, so that the first mark of a vanishing paragraph takes it
        done.sort();
        done
    }

    /// Finds the range of each mark of a block.
    fn place(
        &mut self,
        group: &[usize],
        spans: &mut [Span],
        gone: &mut BTreeMap<u32, usize>,
        loose: &mut BTreeMap<usize, Span>,
    ) {
        let marks: Vec<(usize, &Mark)> =
            group.iter().filter_map(|&number| Some((number, self.marks.get(number)?))).collect();
        let Some((first, opening)) = marks.first().copied() else { return };
        let spot = |mark: &Mark| self.spots.get(mark.paragraph).cloned().unwrap_or_default();
        let here = spot(opening);
        let whole = |mark: &Mark| mark.first && mark.last && !spot(mark).section;
        let one_paragraph = marks.iter().all(|(_, mark)| mark.paragraph == opening.paragraph);
        if one_paragraph && !whole(opening) {
            if marks.iter().any(|(_, mark)| mark.container != opening.container) {
                self.faults.push((first, TagFault::Crosses));
            } else if !here.section {
                loose.insert(opening.paragraph, here.span);
            }
            return;
        }
        if marks.iter().all(|(_, mark)| spot(mark).parent == here.parent) {
            for (number, mark) in marks {
                let there = spot(mark).span;
                let at = |at: u32| Span { start: at, end: at };
                let closes = matches!(mark.tag, Tag::EndIf | Tag::EndEach);
                let put = match () {
                    () if whole(mark) => {
                        vanish(number, there, spans, gone);
                        continue;
                    }
                    () if closes && mark.last => at(there.end),
                    () if mark.first => at(there.start),
                    () if mark.last => at(there.end),
                    () => {
                        self.faults.push((number, TagFault::Crosses));
                        return;
                    }
                };
                if let Some(span) = spans.get_mut(number) {
                    *span = put;
                }
            }
            return;
        }
        self.place_rows(group, spans, gone);
    }

    fn place_rows(&mut self, group: &[usize], spans: &mut [Span], gone: &mut BTreeMap<u32, usize>) {
        let rows_of = |number: usize| {
            let mark = self.marks.get(number)?;
            Some(self.spots.get(mark.paragraph)?.rows.clone())
        };
        let all: Vec<Vec<(u32, Span)>> =
            group.iter().map(|&number| rows_of(number).unwrap_or_default()).collect();
        let first = group.first().copied().unwrap_or_default();
        // the innermost table that holds them all
        let table = all.first().and_then(|rows| {
            rows.iter()
                .rev()
                .map(|(table, _)| *table)
                .find(|table| all.iter().all(|rows| rows.iter().any(|(other, _)| other == table)))
        });
        let Some(table) = table else {
            self.faults.push((first, TagFault::Crosses));
            return;
        };
        for (&number, rows) in group.iter().zip(&all) {
            let Some((_, row)) = rows.iter().find(|(other, _)| *other == table).copied() else { continue };
            if self.is_row_of_tags(row) {
                vanish(number, row, spans, gone);
                continue;
            }
            let at = match self.marks.get(number).map(|mark| &mark.tag) {
                Some(Tag::If(_) | Tag::Each { .. }) => row.start,
                Some(Tag::EndIf | Tag::EndEach) => row.end,
                _ => {
                    self.faults.push((number, TagFault::Crosses));
                    return;
                }
            };
            if let Some(span) = spans.get_mut(number) {
                *span = Span { start: at, end: at };
            }
        }
    }

    fn is_row_of_tags(&self, row: Span) -> bool {
        let inside = |span: Span| row.start <= span.start && span.end <= row.end;
        self.spots.iter().filter(|spot| inside(spot.span)).all(|spot| spot.blank)
            && !self.marks.iter().any(|mark| {
                mark.tag.prints() && self.spots.get(mark.paragraph).is_some_and(|spot| inside(spot.span))
            })
    }
}

/// Gives a range to the first mark that asks for it; others stand behind it.
fn vanish(number: usize, whole: Span, spans: &mut [Span], gone: &mut BTreeMap<u32, usize>) {
    let Some(span) = spans.get_mut(number) else { return };
    match gone.get(&whole.start).copied() {
        None => {
            gone.insert(whole.start, number);
            *span = whole;
        }
        Some(first) if first > number => {
            gone.insert(whole.start, number);
            *span = whole;
            if let Some(other) = spans.get_mut(first) {
                *other = Span { start: whole.end, end: whole.end };
            }
        }
        Some(_) => *span = Span { start: whole.end, end: whole.end },
    }
}

/// From events to nodes.
struct Walk<'a> {
    build: &'a mut Build,
    events: &'a [Event],
    next: usize,
    done: u32,
}

impl Walk<'_> {
    /// Nodes up to the event that ends this block, and that event.
    fn block(&mut self, depth: usize) -> (Vec<Node>, Option<What>) {
        let mut nodes = Vec::new();
        while let Some(event) = self.events.get(self.next).copied() {
            self.next += 1;
            if event.span.start > self.done {
                nodes.push(Node::Raw(Span { start: self.done, end: event.span.start }));
            }
            self.done = self.done.max(event.span.end);
            let number = match event.what {
                What::Mark(number) => number,
                What::ParagraphOpen => {
                    let (inner, end) = self.block(depth + 1);
                    if end != Some(What::ParagraphClose) {
                        self.crosses(end);
                    }
                    nodes.push(Node::Paragraph(inner));
                    continue;
                }
                What::ParagraphClose => return (nodes, Some(event.what)),
            };
            let Some(mark) = self.build.marks.get(number).cloned() else { continue };
            match mark.tag {
                Tag::Field(expression) => nodes.push(Node::Field(expression, mark.look)),
                Tag::Clause(key) => {
                    let props = self.build.props.get(number).cloned().unwrap_or_default();
                    nodes.push(Node::Clause(key, props));
                }
                Tag::If(condition) => nodes.push(self.condition(condition, depth)),
                Tag::Each { name, list } => {
                    let (body, end) = self.block(depth + 1);
                    if self.tag(end) != Some(Tag::EndEach) {
                        self.crosses(end);
                    }
                    nodes.push(Node::Each { name, list, body });
                }
                Tag::ElseIf(_) | Tag::Else | Tag::EndIf | Tag::EndEach => {
                    return (nodes, Some(event.what));
                }
            }
        }
        if depth == 0 {
            nodes.push(Node::Raw(Span { start: self.done, end: self.build.length }));
        }
        (nodes, None)
    }

    fn condition(&mut self, condition: Expression, depth: usize) -> Node {
        let mut branches = Vec::new();
        let mut condition = Some(condition);
        loop {
            let (body, end) = self.block(depth + 1);
            branches.push((condition.take(), body));
            match self.tag(end) {
                Some(Tag::ElseIf(next)) => condition = Some(next),
                Some(Tag::Else) => {}
                Some(Tag::EndIf) => return Node::If(branches),
                _ => {
                    self.crosses(end);
                    return Node::If(branches);
                }
            }
        }
    }

    fn tag(&self, what: Option<What>) -> Option<Tag> {
        match what? {
            What::Mark(number) => self.build.marks.get(number).map(|mark| mark.tag.clone()),
            _ => None,
        }
    }

    /// The ranges of two blocks overlap.
    fn crosses(&mut self, what: Option<What>) {
        let number = match what {
            Some(What::Mark(number)) => number,
            _ => self.events.get(self.next.saturating_sub(1)).map_or(0, |event| match event.what {
                What::Mark(number) => number,
                _ => 0,
            }),
        };
        self.build.faults.push((number, TagFault::Crosses));
    }
}

/// Where the paragraphs of a part lie.
fn spots(story: &Story) -> Result<Vec<Spot>, XmlError> {
    let mut tokens = Tokens::new(&story.text, &story.prefix);
    let mut open: Vec<(u32, &str)> = Vec::new();
    let mut rows: Vec<(u32, u32)> = Vec::new();
    let mut found: BTreeMap<u32, (u32, Vec<(u32, u32)>)> = BTreeMap::new();
    let mut ends: BTreeMap<u32, u32> = BTreeMap::new();
    while let Some(token) = tokens.next()? {
        let start = token.span.start;
        match token.kind {
            Kind::Start | Kind::Empty => {
                if token.w == Some("p") {
                    let parent = open.last().map_or(0, |(at, _)| *at);
                    found.insert(start, (parent, rows.clone()));
                }
                if token.kind == Kind::Start {
                    if token.w == Some("tr") {
                        let table =
                            open.iter().rev().find(|(_, name)| *name == "tbl").map_or(0, |(at, _)| *at);
                        rows.push((table, start));
                    }
                    open.push((start, token.w.unwrap_or_default()));
                }
            }
            Kind::End => {
                if let Some((_, "tr")) = open.pop()
                    && let Some((_, row)) = rows.pop()
                {
                    ends.insert(row, token.span.end);
                }
            }
            _ => {}
        }
    }
    let mut spots = Vec::with_capacity(story.places.len());
    for place in &story.places {
        let (parent, rows) = found.remove(&place.span.start).unwrap_or_default();
        let row = |(table, start): (u32, u32)| {
            (table, Span { start, end: ends.get(&start).copied().unwrap_or(start) })
        };
        let xml = story.xml(place);
        let section = xml.contains("sectPr");
        let blank = !rows.is_empty() && story.paragraph(place).is_ok_and(|it| it.text().trim().is_empty());
        spots.push(Spot {
            span: place.span,
            parent,
            rows: rows.into_iter().map(row).collect(),
            section,
            blank,
        });
    }
    Ok(spots)
}
