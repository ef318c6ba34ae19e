//! The running text of a Word part.

use std::{collections::HashMap, io::BufRead};

use legalmind_core::document::Reason;
use quick_xml::events::BytesStart;

use super::{
    numbering::Numbering,
    styles::Styles,
    xml::{self, Node},
};
use crate::block::Block;

/// A heading is a line, not a clause.
const LONGEST_HEADING: usize = 200;

/// Parts that are not read: deleted and moved text, field codes, the older copy of a drawing,
/// settings.
const SILENT: &[&str] = &[
    "Fallback",
    "instrText",
    "delText",
    "delInstrText",
    "sectPr",
    "tblPr",
    "tblGrid",
    "tcPr",
    "binData",
    "pPrChange",
    "rPrChange",
    "trPrChange",
    "numberingChange",
    "sdtPr",
    "rt",
];

/// Footnotes and endnotes by their kind and id.
pub type Notes = HashMap<(bool, String), Vec<Block>>;

#[derive(Default)]
struct Paragraph {
    text: String,
    style: Option<String>,
    outline: Option<u32>,
    list: Option<u32>,
    level: Option<u32>,
    notes: Vec<(bool, String)>,
    /// Its end was deleted: it runs on in the next one.
    runs_on: bool,
}

#[derive(Default)]
struct Table {
    rows: usize,
    cells: Vec<Vec<Block>>,
    deleted: bool,
}

/// Reads one part.
pub struct Body<'a> {
    styles: &'a Styles,
    numbering: &'a mut Numbering,
    notes: &'a Notes,
    blocks: Vec<Block>,
    open: Vec<Paragraph>,
    tables: Vec<Table>,
    /// How deep in a part that is not read.
    silent: u32,
    /// In the settings of a paragraph, of a row.
    settings: (u32, u32),
    /// In an element that holds text.
    text: bool,
    /// What a paragraph without end leaves for the next.
    carried: String,
    counted: u32,
    found: Notes,
    note: Option<(bool, String)>,
}

impl<'a> Body<'a> {
    /// A reader with these styles, lists and notes.
    pub fn new(styles: &'a Styles, numbering: &'a mut Numbering, notes: &'a Notes) -> Self {
        Self {
            styles,
            numbering,
            notes,
            blocks: Vec::new(),
            open: Vec::new(),
            tables: Vec::new(),
            silent: 0,
            settings: (0, 0),
            text: false,
            carried: String::new(),
            counted: 0,
            found: Notes::new(),
            note: None,
        }
    }

    /// The blocks of a part.
    pub fn read<R: BufRead>(mut self, part: R) -> Result<Vec<Block>, Reason> {
        self.walk(part)?;
        Ok(self.blocks)
    }

    /// The notes of a part with notes.
    pub fn notes<R: BufRead>(mut self, part: Option<R>) -> Result<Notes, Reason> {
        if let Some(part) = part {
            self.walk(part)?;
        }
        Ok(self.found)
    }

    fn walk<R: BufRead>(&mut self, part: R) -> Result<(), Reason> {
        xml::walk(part, |node| {
            match node {
                Node::Open(element) if self.silent > 0 || self.is_silent(element) => self.silent += 1,
                Node::Open(element) => self.open(element),
                Node::Close(_) if self.silent > 0 => self.silent -= 1,
                Node::Close(name) => self.close(name),
                Node::Text(text) => {
                    if self.text && self.silent == 0 {
                        self.push(text);
                    }
                }
            }
            Ok(())
        })
    }

    fn is_silent(&self, element: &BytesStart<'_>) -> bool {
        let name = element.local_name();
        let name = name.as_ref();
        let deleted = matches!(name, "del" | "moveFrom") && self.settings == (0, 0);
        deleted || SILENT.contains(&name)
    }

    fn open(&mut self, element: &BytesStart<'_>) {
        let name = element.local_name();
        let name = name.as_ref();
        if self.settings.0 > 0 {
            self.setting(name, element);
            return;
        }
        match name {
            "p" => {
                let text = std::mem::take(&mut self.carried);
                self.open.push(Paragraph { text, ..Paragraph::default() });
            }
            "pPr" => self.settings.0 = 1,
            "trPr" => self.settings.1 = 1,
            "del" if self.settings.1 > 0 => self.table(|table| table.deleted = true),
            "t" => self.text = true,
            "tab" | "ptab" => self.push("\t"),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("\u{2011}"),
            "softHyphen" => self.push("\u{ad}"),
            "sym" => self.symbol(element),
            "footnoteReference" | "endnoteReference" => self.note_mark(name, element),
            "footnote" | "endnote" => {
                let real = xml::attribute(element, "type").is_none_or(|kind| kind == "normal");
                self.note = xml::attribute(element, "id").filter(|_| real).map(|id| (name == "footnote", id));
            }
            "tbl" => self.tables.push(Table::default()),
            "tr" => self.table(|table| (table.cells, table.deleted) = (Vec::new(), false)),
            "tc" => self.table(|table| table.cells.push(Vec::new())),
            _ => {}
        }
    }

    fn setting(&mut self, name: &str, element: &BytesStart<'_>) {
        let Some(paragraph) = self.open.last_mut() else { return };
        match name {
            "pStyle" => paragraph.style = xml::attribute(element, "val"),
            "outlineLvl" => paragraph.outline = xml::number(element),
            "numId" => paragraph.list = xml::number(element),
            "ilvl" => paragraph.level = xml::number(element),
            "del" | "moveFrom" => paragraph.runs_on = true,
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "pPr" => self.settings.0 = 0,
            "trPr" => self.settings.1 = 0,
            "t" => self.text = false,
            "p" => self.paragraph(),
            "tr" => self.row(),
            "tbl" => drop(self.tables.pop()),
            "footnote" | "endnote" => {
                let blocks = std::mem::take(&mut self.blocks);
                if let Some(key) = self.note.take() {
                    self.found.insert(key, blocks);
                }
            }
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.text.push_str(text);
        }
    }

    /// A character of a symbol font; the private ones have no meaning outside of it.
    fn symbol(&mut self, element: &BytesStart<'_>) {
        let code = xml::attribute(element, "char").and_then(|code| u32::from_str_radix(&code, 16).ok());
        let c = code.and_then(char::from_u32).filter(|c| !('\u{e000}'..='\u{f8ff}').contains(c));
        self.push(c.map(String::from).as_deref().unwrap_or("•"));
    }

    fn note_mark(&mut self, name: &str, element: &BytesStart<'_>) {
        if let (Some(paragraph), Some(id)) = (self.open.last_mut(), xml::attribute(element, "id")) {
            paragraph.notes.push((name == "footnoteReference", id));
        }
    }

    fn paragraph(&mut self) {
        let Some(paragraph) = self.open.pop() else { return };
        if paragraph.runs_on {
            self.carried = paragraph.text;
            return;
        }
        let style = paragraph.style.as_deref().unwrap_or_default();
        let list = paragraph.list.or_else(|| self.styles.list(style).map(|(list, _)| list));
        let level = paragraph.level.or_else(|| self.styles.list(style).and_then(|(_, level)| level));
        let heading = paragraph.outline.map_or_else(|| self.styles.is_heading(style), |level| level < 9);
        let empty = paragraph.text.trim().is_empty();
        if !empty {
            let label =
                list.filter(|list| *list > 0).map(|list| self.numbering.next(list, level.unwrap_or(0)));
            let text = format!("{}{}", label.unwrap_or_default(), paragraph.text.trim_end());
            let heading = heading && text.chars().count() <= LONGEST_HEADING;
            self.deliver(Block { text, heading, tight: false });
        }
        for key in paragraph.notes {
            self.counted += 1;
            let label = format!("[{}] ", self.counted);
            for (index, block) in self.notes.get(&key).into_iter().flatten().enumerate() {
                let label = if index == 0 { label.as_str() } else { "" };
                self.deliver(Block::text(format!("{label}{}", block.text.trim_start())));
            }
        }
    }

    /// Puts a block where it belongs: in the open cell, else in the text.
    fn deliver(&mut self, block: Block) {
        match self.tables.last_mut().and_then(|table| table.cells.last_mut()) {
            Some(cell) => cell.push(block),
            None => self.blocks.push(block),
        }
    }

    /// A row of short cells is a line; a row with paragraphs in its cells is read cell by cell.
    fn row(&mut self) {
        let Some(table) = self.tables.last_mut() else { return };
        let cells = std::mem::take(&mut table.cells);
        let first = table.rows == 0;
        table.rows += 1;
        if table.deleted {
            return;
        }
        let short =
            cells.iter().all(|cell| cell.len() <= 1 && cell.iter().all(|block| !block.text.contains('\n')));
        let mut blocks: Vec<Block> = cells.into_iter().flatten().collect();
        if short && blocks.len() > 1 {
            let line = blocks.iter().map(|block| block.text.trim()).collect::<Vec<_>>().join("\t");
            blocks = vec![if first { Block::text(line) } else { Block::tight(line) }];
        }
        // the row belongs to the cell around its table, if any
        let own = self.tables.pop();
        for block in blocks {
            self.deliver(block);
        }
        self.tables.extend(own);
    }

    fn table(&mut self, change: impl FnOnce(&mut Table)) {
        if let Some(table) = self.tables.last_mut() {
            change(table);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(xml: &str) -> Vec<String> {
        let xml = format!("<w:document xmlns:w=\"x\"><w:body>{xml}</w:body></w:document>");
        let (styles, notes) = (Styles::default(), Notes::default());
        let blocks = Body::new(&styles, &mut Numbering::default(), &notes).read(xml.as_bytes()).unwrap();
        blocks.into_iter().map(|block| block.text).collect()
    }

    #[test]
    fn tracked_changes_are_read_as_accepted() {
        let xml = "<w:p><w:r><w:t>De huur </w:t></w:r><w:del><w:r><w:delText>is</w:delText></w:r></w:del>\
            <w:ins><w:r><w:t>bedraagt</w:t></w:r></w:ins><w:moveFrom><w:r><w:t> weg</w:t></w:r></w:moveFrom></w:p>\
            <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>een </w:t></w:r></w:p><w:p><w:r><w:t>alinea</w:t></w:r></w:p>";
        assert_eq!(texts(xml), ["De huur bedraagt", "een alinea"]);
    }

    #[test]
    fn tables_cells_and_drawings() {
        let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
        let xml = format!(
            "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}<w:tc><w:tbl><w:tr>{}</w:tr></w:tbl><w:p/></w:tc></w:tr>\
             <w:tr><w:trPr><w:del/></w:trPr>{}</w:tr></w:tbl>\
             <w:p><w:r><w:AlternateContent><w:Choice><w:txbxContent><w:p><w:r><w:t>kader</w:t></w:r></w:p>\
             </w:txbxContent></w:Choice><w:Fallback><w:p><w:r><w:t>kader</w:t></w:r></w:p></w:Fallback>\
             </w:AlternateContent><w:t>A &amp; B</w:t><w:tab/><w:t>C</w:t></w:r></w:p>",
            cell("a"),
            cell("b"),
            cell("c"),
            cell("diep"),
            cell("weg"),
        );
        assert_eq!(texts(&xml), ["a\tb", "c\tdiep", "kader", "A & B\tC"]);
    }
}
