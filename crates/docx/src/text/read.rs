//! The JSON of the editor, read strictly: what is not known is refused with its place.

mod attrs;
mod inline;

use std::collections::HashSet;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::{
    TextFault, bound,
    node::{
        Article, Block, Bullets, Cell, Definition, Definitions, Item, Line, Members, Parties, Party,
        Recitals, Signature, Table, Text,
    },
};

use attrs::{ArticleAttrs, CellAttrs, DefinitionAttrs, Only, PartyAttrs, SignatureAttrs, TableAttrs};

type Read<T> = Result<T, TextFault>;

/// What may stand directly in a text.
const BODY: &[&str] = &[
    "title",
    "heading",
    "paragraph",
    "quote",
    "parties",
    "recitals",
    "article",
    "members",
    "bullets",
    "definitions",
    "table",
    "signature",
    "pageBreak",
];
const ARTICLE: &[&str] = &["paragraph", "members", "bullets", "definitions", "table", "quote"];
const MEMBER: &[&str] = &["paragraph", "members", "bullets", "definitions", "table"];
const BULLET: &[&str] = &["paragraph", "bullets"];

impl Text {
    /// Reads the JSON of the editor.
    ///
    /// # Errors
    /// [`TextFault`], with the place.
    pub fn parse(json: &str) -> Read<Self> {
        if json.len() > bound::BYTES {
            return Err(TextFault::TooLong);
        }
        let value: Value =
            serde_json::from_str(json).map_err(|_| TextFault::NotAText { pointer: String::new() })?;
        Self::of_value(&value)
    }

    /// Reads a value of JSON.
    ///
    /// # Errors
    /// [`TextFault`], with the place.
    pub fn of_value(value: &Value) -> Read<Self> {
        let mut reader = Reader::default();
        let fields = reader.fields(value, &["type", "content"])?;
        if kind(fields) != Some("doc") {
            return reader.refuse("/type");
        }
        Ok(Self { content: reader.blocks(fields, BODY, 0)? })
    }
}

#[derive(Default)]
struct Reader {
    pointer: String,
    depth: usize,
    ids: HashSet<String>,
}

type Fields = Map<String, Value>;

fn kind(fields: &Fields) -> Option<&str> {
    fields.get("type").and_then(Value::as_str)
}

impl Reader {
    fn refuse<T>(&self, behind: &str) -> Read<T> {
        Err(TextFault::NotAText { pointer: format!("{}{behind}", self.pointer) })
    }

    /// The fields of an object that has no others than these.
    fn fields<'v>(&self, value: &'v Value, known: &[&str]) -> Read<&'v Fields> {
        let Value::Object(fields) = value else { return self.refuse("") };
        if fields.keys().any(|key| !known.contains(&key.as_str())) {
            return self.refuse("");
        }
        Ok(fields)
    }

    /// Reads each child with its place in the pointer.
    fn each<T>(
        &mut self,
        fields: &Fields,
        known: &[&str],
        mut read: impl FnMut(&mut Self, usize, &str, &Fields) -> Read<T>,
    ) -> Read<Vec<T>> {
        let list = match fields.get("content") {
            None => return Ok(Vec::new()),
            Some(Value::Array(list)) => list,
            Some(_) => return self.refuse("/content"),
        };
        let mut out = Vec::with_capacity(list.len());
        let length = self.pointer.len();
        self.depth += 1;
        for (number, value) in list.iter().enumerate() {
            self.pointer.push_str(&format!("/content/{number}"));
            if self.depth > bound::DEPTH {
                return Err(TextFault::TooDeep { pointer: self.pointer.clone() });
            }
            let fields = self.fields(value, &["type", "attrs", "content", "text", "marks"])?;
            match kind(fields) {
                Some(kind) if known.contains(&kind) => out.push(read(self, number, kind, fields)?),
                _ => return self.refuse("/type"),
            }
            self.pointer.truncate(length);
        }
        self.depth -= 1;
        Ok(out)
    }

    /// Children of one kind, at least one.
    fn items<T>(
        &mut self,
        fields: &Fields,
        kind: &str,
        mut read: impl FnMut(&mut Self, &Fields) -> Read<T>,
    ) -> Read<Vec<T>> {
        let items = self.each(fields, &[kind], |this, _, _, fields| read(this, fields))?;
        if items.is_empty() { self.refuse("/content") } else { Ok(items) }
    }

    fn attrs<A: DeserializeOwned>(&self, fields: &Fields) -> Read<A> {
        let attrs = fields.get("attrs").cloned().unwrap_or_else(|| Value::Object(Map::new()));
        serde_json::from_value(attrs).or_else(|_| self.refuse("/attrs"))
    }

    /// The attributes of a node without text and marks of its own.
    fn block<A: DeserializeOwned>(&self, fields: &Fields) -> Read<A> {
        if fields.contains_key("text") || fields.contains_key("marks") {
            return self.refuse("");
        }
        self.attrs(fields)
    }

    fn id(&mut self, id: String) -> Read<String> {
        if !is_id(&id) {
            return self.refuse("/attrs/id");
        }
        if self.ids.len() >= bound::BLOCKS {
            return Err(TextFault::TooLong);
        }
        if !self.ids.insert(id.clone()) {
            return Err(TextFault::DuplicateId { pointer: self.pointer.clone(), id });
        }
        Ok(id)
    }

    fn only(&mut self, fields: &Fields) -> Read<String> {
        let Only { id } = self.block(fields)?;
        self.id(id)
    }

    fn blocks(&mut self, fields: &Fields, known: &[&str], levels: usize) -> Read<Vec<Block>> {
        self.each(fields, known, |this, _, kind, fields| this.any(kind, fields, levels))
    }

    /// A block. `levels` are the members around it.
    fn any(&mut self, kind: &str, fields: &Fields, levels: usize) -> Read<Block> {
        Ok(match kind {
            "title" => Block::Title(self.line(fields)?),
            "heading" => Block::Heading(self.line(fields)?),
            "quote" => Block::Quote(self.line(fields)?),
            "parties" => {
                let id = self.only(fields)?;
                Block::Parties(Parties { id, parties: self.items(fields, "party", Self::party)? })
            }
            "recitals" => {
                let id = self.only(fields)?;
                Block::Recitals(Recitals { id, recitals: self.items(fields, "recital", Self::line)? })
            }
            "article" => Block::Article(self.article(fields)?),
            "members" => {
                let id = self.only(fields)?;
                if levels >= bound::LEVELS {
                    return Err(TextFault::TooDeep { pointer: self.pointer.clone() });
                }
                let read = |this: &mut Self, fields: &Fields| this.item(fields, MEMBER, levels + 1);
                Block::Members(Members { id, members: self.items(fields, "member", read)? })
            }
            "bullets" => {
                let id = self.only(fields)?;
                let read = |this: &mut Self, fields: &Fields| this.item(fields, BULLET, levels);
                Block::Bullets(Bullets { id, bullets: self.items(fields, "bullet", read)? })
            }
            "definitions" => {
                let id = self.only(fields)?;
                let definitions = self.items(fields, "definition", Self::definition)?;
                Block::Definitions(Definitions { id, definitions })
            }
            "table" => Block::Table(self.table(fields)?),
            "signature" => {
                let it: SignatureAttrs = self.block(fields)?;
                self.empty(fields)?;
                let id = self.id(it.id)?;
                Block::Signature(Signature { id, party: it.party, capacity: it.capacity })
            }
            "pageBreak" => {
                self.empty(fields)?;
                Block::PageBreak { id: self.only(fields)? }
            }
            _ => Block::Paragraph(self.line(fields)?),
        })
    }

    /// A leaf has nothing in it.
    fn empty(&self, fields: &Fields) -> Read<()> {
        if fields.contains_key("content") { self.refuse("/content") } else { Ok(()) }
    }

    fn line(&mut self, fields: &Fields) -> Read<Line> {
        Ok(Line { id: self.only(fields)?, content: self.inlines(fields)? })
    }

    fn party(&mut self, fields: &Fields) -> Read<Party> {
        let attrs: PartyAttrs = self.block(fields)?;
        Ok(Party { id: self.id(attrs.id)?, name: attrs.name, content: self.inlines(fields)? })
    }

    fn definition(&mut self, fields: &Fields) -> Read<Definition> {
        let attrs: DefinitionAttrs = self.block(fields)?;
        Ok(Definition { id: self.id(attrs.id)?, term: attrs.term, content: self.inlines(fields)? })
    }

    fn item(&mut self, fields: &Fields, known: &[&str], levels: usize) -> Read<Item> {
        let id = self.only(fields)?;
        let content = self.blocks(fields, known, levels)?;
        match content.first() {
            Some(Block::Paragraph(_)) => Ok(Item { id, content }),
            _ => self.refuse("/content"),
        }
    }

    /// The first child is the title, and no other is.
    fn article(&mut self, fields: &Fields) -> Read<Article> {
        let attrs: ArticleAttrs = self.block(fields)?;
        let id = self.id(attrs.id)?;
        let known: Vec<&str> = ["articleTitle"].iter().chain(ARTICLE).copied().collect();
        let mut title = None;
        let content = self.each(fields, &known, |this, number, kind, fields| match (number, kind) {
            (0, "articleTitle") => {
                title = Some(this.line(fields)?);
                Ok(None)
            }
            (0, _) | (_, "articleTitle") => this.refuse("/type"),
            _ => this.any(kind, fields, 0).map(Some),
        })?;
        let Some(title) = title else { return self.refuse("/content") };
        Ok(Article { id, clause: attrs.clause, title, content: content.into_iter().flatten().collect() })
    }

    fn table(&mut self, fields: &Fields) -> Read<Table> {
        let attrs: TableAttrs = self.block(fields)?;
        let id = self.id(attrs.id)?;
        let rows = self.items(fields, "tableRow", |this, row| {
            if row.keys().any(|key| !matches!(key.as_str(), "type" | "content" | "attrs")) {
                return this.refuse("");
            }
            if row.get("attrs").and_then(Value::as_object).is_some_and(|attrs| !attrs.is_empty()) {
                return this.refuse("/attrs");
            }
            // a row whose cells all hang down from above has none
            this.each(row, &["tableCell"], |this, _, _, cell| this.cell(cell))
        })?;
        Ok(Table { id, header: attrs.header, rows })
    }

    fn cell(&mut self, fields: &Fields) -> Read<Cell> {
        let attrs: CellAttrs = self.block(fields)?;
        if !(1..=1000).contains(&attrs.colspan) || !(1..=10_000).contains(&attrs.rowspan) {
            return self.refuse("/attrs");
        }
        let content = self.items(fields, "paragraph", Self::line)?;
        Ok(Cell { colspan: attrs.colspan, rowspan: attrs.rowspan, content })
    }
}

fn is_id(id: &str) -> bool {
    (1..=32).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
}
