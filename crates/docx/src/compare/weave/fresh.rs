//! What only the second document has, written into the first.

use super::{Block, DifferenceKind, Row, SHORTEST_MOVE, Weave};
use crate::{
    paragraph::{ItemKind, OBJECT},
    props,
    revision::RevisionKind,
};

impl Weave<'_, '_, '_> {
    /// Puts new blocks behind an old one, or before the first.
    pub(super) fn put(
        &mut self,
        old: &[Block],
        new: &[Block],
        before: Option<usize>,
        fresh: &[usize],
        start: Option<u32>,
    ) {
        let Some(point) = self.point(old, before, start).filter(|_| !fresh.is_empty()) else { return };
        let last = self.last_mark(old, before, new, fresh);
        let mut xml = String::new();
        for (at, number) in fresh.iter().enumerate() {
            let Some(block) = new.get(*number) else { continue };
            let keeps = last.filter(|_| at + 1 == fresh.len());
            xml.push_str(&match block {
                Block::Paragraph(number) => self.fresh_paragraph(*number, true, keeps),
                Block::Table(..) => self.fresh_table(block, true),
            });
            self.list(block);
        }
        match (before.and_then(|at| old.get(at)), last) {
            (Some(Block::Paragraph(number)), _) => {
                let todo = self.todo.entry(*number).or_default();
                todo.after.push_str(&xml);
                if last.is_some() {
                    todo.mark = Some(("ins", RevisionKind::ParagraphInsertion));
                }
            }
            (None, _) if matches!(old.first(), Some(Block::Paragraph(_))) => {
                if let Some(Block::Paragraph(number)) = old.first() {
                    self.todo.entry(*number).or_default().before.push_str(&xml);
                }
            }
            _ => self.splices.insert(point.start, xml),
        }
    }

    /// The old last paragraph of a container whose mark the last new one takes over.
    fn last_mark(
        &self,
        old: &[Block],
        before: Option<usize>,
        new: &[Block],
        fresh: &[usize],
    ) -> Option<usize> {
        let Some(Block::Paragraph(number)) = before.and_then(|at| old.get(at)) else { return None };
        let place = self.old.places.get(*number)?;
        let deleted = self.todo.get(number).is_some_and(|todo| todo.deleted || todo.mark.is_some());
        let last = self.old.next_sibling(place).is_none_or(|next| next == "sectPr");
        let paragraph = fresh.last().is_some_and(|at| matches!(new.get(*at), Some(Block::Paragraph(_))));
        (last && paragraph && !deleted).then_some(*number)
    }

    fn list(&mut self, block: &Block) {
        match block {
            Block::Paragraph(number) => {
                self.note(DifferenceKind::Inserted, None, Some(&[*number]));
                let text = self.text(&[*number], true);
                if text.chars().count() >= SHORTEST_MOVE {
                    let at = self.differences.len() - 1;
                    self.arrivals.entry(text).or_default().push(at);
                }
            }
            Block::Table(_, rows) => {
                for row in rows {
                    self.note(DifferenceKind::Inserted, None, Some(&row.paragraphs()));
                }
            }
        }
    }

    /// The text of a new paragraph as runs with their looks.
    pub(super) fn runs(&self, number: usize) -> Vec<(String, String)> {
        let Some(place) = self.new.places.get(number) else { return Vec::new() };
        let Ok(paragraph) = self.new.paragraph(place) else { return Vec::new() };
        let mut runs: Vec<(Option<usize>, String)> = Vec::new();
        for item in paragraph.items.iter().filter(|item| item.shows() && item.kind != ItemKind::Object) {
            match runs.last_mut() {
                Some((run, text)) if *run == item.run => text.push_str(&item.text),
                _ => runs.push((item.run, item.text.clone())),
            }
        }
        let look = |run: Option<usize>| {
            let props = run.and_then(|run| paragraph.run_properties(run));
            props
                .map(|props| self.known.portable(props, &self.new.prefix, &self.old.prefix))
                .unwrap_or_default()
        };
        runs.into_iter().map(|(run, text)| (look(run), text.replace(OBJECT, ""))).collect()
    }

    /// A new paragraph. `keeps` is the old paragraph whose mark it takes over.
    pub(super) fn fresh_paragraph(&mut self, number: usize, marked: bool, keeps: Option<usize>) -> String {
        let w = self.pen.prefix.colon();
        let runs: String =
            self.runs(number).iter().map(|(look, text)| self.pen.run(Some(look), text)).collect();
        let content = self.pen.wrapped("ins", RevisionKind::Insertion, &runs);
        let base = self.base(number);
        let props = match keeps.and_then(|keeps| self.old.places.get(keeps)) {
            Some(place) => {
                let paragraph = self.old.paragraph(place).ok();
                let old = paragraph.as_ref().and_then(|paragraph| paragraph.properties());
                let children = old.and_then(|old| props::Children::of(old, self.pen.prefix));
                let old =
                    children.map(|old| old.without(&["rPr", "sectPr", "pPrChange"])).unwrap_or_default();
                let change = if old == base {
                    String::new()
                } else {
                    crate::edit::build::format_change(self.pen, &old)
                };
                format!("{base}{change}")
            }
            None if marked => {
                let mark = self.pen.mark("ins", RevisionKind::ParagraphInsertion);
                format!("{base}<{w}rPr>{mark}</{w}rPr>")
            }
            None => base,
        };
        let props = if props.is_empty() { props } else { format!("<{w}pPr>{props}</{w}pPr>") };
        format!("<{w}p>{props}{content}</{w}p>")
    }

    /// The properties of a new paragraph, without those of its mark.
    fn base(&self, number: usize) -> String {
        let Some(place) = self.new.places.get(number) else { return String::new() };
        let Ok(paragraph) = self.new.paragraph(place) else { return String::new() };
        let Some(props) = paragraph.properties() else { return String::new() };
        let props = self.known.portable(props, &self.new.prefix, &self.old.prefix);
        let children = props::Children::of(&props, self.pen.prefix);
        children.map(|props| props.without(&["rPr", "sectPr", "pPrChange"])).unwrap_or_default()
    }

    fn fresh_table(&mut self, block: &Block, marked: bool) -> String {
        let Block::Table(span, rows) = block else { return String::new() };
        let w = self.pen.prefix.colon();
        let xml = span.of(&self.new.text);
        let children = props::Children::of(xml, &self.new.prefix);
        let part = |name: &str| {
            let found = children.as_ref().and_then(|children| children.find(name)).map(|(_, xml)| xml);
            let found = found.map(|xml| self.known.portable(xml, &self.new.prefix, &self.old.prefix));
            found.filter(|xml| !xml.is_empty()).unwrap_or_else(|| format!("<{w}{name}/>"))
        };
        let head = format!("<{w}tbl>{}{}", part("tblPr"), part("tblGrid"));
        let rows: String = rows.iter().map(|row| self.fresh_row(row, marked)).collect();
        format!("{head}{rows}</{w}tbl>")
    }

    pub(super) fn fresh_row(&mut self, row: &Row, marked: bool) -> String {
        let w = self.pen.prefix.colon();
        let mark = if marked { self.pen.mark("ins", RevisionKind::RowInsertion) } else { String::new() };
        let portable = |span: Option<crate::span::Span>| {
            let xml = span.map(|span| span.of(&self.new.text)).unwrap_or_default();
            let xml = self.known.portable(xml, &self.new.prefix, &self.old.prefix);
            props::Children::of(&xml, self.pen.prefix).map(|found| found.without(&[])).unwrap_or_default()
        };
        let own = portable(row.props);
        let cells: Vec<String> = row.cells.iter().map(|cell| portable(cell.props)).collect();
        let mut out = format!("<{w}tr><{w}trPr>{own}{mark}</{w}trPr>");
        for (cell, props) in row.cells.iter().zip(cells) {
            let props = if props.is_empty() { props } else { format!("<{w}tcPr>{props}</{w}tcPr>") };
            out.push_str(&format!("<{w}tc>{props}"));
            for block in &cell.blocks {
                out.push_str(&match block {
                    Block::Paragraph(number) => self.fresh_paragraph(*number, false, None),
                    Block::Table(..) => self.fresh_table(block, marked),
                });
            }
            out.push_str(&format!("</{w}tc>"));
        }
        out.push_str(&format!("</{w}tr>"));
        out
    }
}
