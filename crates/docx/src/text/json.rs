//! A text as the JSON of the editor.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use serde_json::{Value, json};

use super::{
    inline::{Inline, Marks, Piece},
    node::{Article, Block, Cell, Item, Line, Party, Text},
};

impl Text {
    /// The JSON of the editor. [`Text::parse`] reads it back to the same text.
    #[must_use]
    pub fn json(&self) -> String {
        self.value().to_string()
    }

    /// The same as a value.
    #[must_use]
    pub fn value(&self) -> Value {
        json!({ "type": "doc", "content": blocks(&self.content) })
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(to)
    }
}

impl Serialize for Block {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        block(self).serialize(to)
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::of_value(&Value::deserialize(from)?).map_err(D::Error::custom)
    }
}

/// A node; no content is left out, as the editor does.
fn node(kind: &str, attrs: Value, content: Vec<Value>) -> Value {
    let mut node = json!({ "type": kind, "attrs": attrs });
    if let Value::Object(node) = &mut node
        && !content.is_empty()
    {
        node.insert("content".to_owned(), Value::Array(content));
    }
    node
}

fn blocks(list: &[Block]) -> Vec<Value> {
    list.iter().map(block).collect()
}

fn block(block: &Block) -> Value {
    match block {
        Block::Title(text) => line("title", text),
        Block::Heading(text) => line("heading", text),
        Block::Paragraph(text) => line("paragraph", text),
        Block::Quote(text) => line("quote", text),
        Block::Parties(list) => group("parties", &list.id, list.parties.iter().map(party).collect()),
        Block::Recitals(list) => {
            let recitals = list.recitals.iter().map(|text| line("recital", text)).collect();
            group("recitals", &list.id, recitals)
        }
        Block::Article(whole) => article(whole),
        Block::Members(list) => {
            group("members", &list.id, list.members.iter().map(|it| item("member", it)).collect())
        }
        Block::Bullets(list) => {
            group("bullets", &list.id, list.bullets.iter().map(|it| item("bullet", it)).collect())
        }
        Block::Definitions(list) => {
            let one = |it: &super::Definition| {
                node("definition", json!({ "id": it.id, "term": it.term }), inlines(&it.content))
            };
            group("definitions", &list.id, list.definitions.iter().map(one).collect())
        }
        Block::Table(table) => {
            let rows = table.rows.iter().map(
                |row| json!({ "type": "tableRow", "content": row.iter().map(cell).collect::<Vec<_>>() }),
            );
            node("table", json!({ "id": table.id, "header": table.header }), rows.collect())
        }
        Block::Signature(it) => {
            let attrs = json!({ "id": it.id, "party": it.party, "capacity": it.capacity });
            node("signature", attrs, Vec::new())
        }
        Block::PageBreak { id } => group("pageBreak", id, Vec::new()),
    }
}

fn line(kind: &str, line: &Line) -> Value {
    group(kind, &line.id, inlines(&line.content))
}

fn group(kind: &str, id: &str, content: Vec<Value>) -> Value {
    node(kind, json!({ "id": id }), content)
}

fn party(party: &Party) -> Value {
    node("party", json!({ "id": party.id, "name": party.name }), inlines(&party.content))
}

fn article(article: &Article) -> Value {
    let mut content = vec![line("articleTitle", &article.title)];
    content.extend(blocks(&article.content));
    node("article", json!({ "id": article.id, "clause": article.clause }), content)
}

fn item(kind: &str, item: &Item) -> Value {
    group(kind, &item.id, blocks(&item.content))
}

fn cell(cell: &Cell) -> Value {
    let content = cell.content.iter().map(|text| line("paragraph", text)).collect();
    node("tableCell", json!({ "colspan": cell.colspan, "rowspan": cell.rowspan }), content)
}

fn inlines(list: &[Inline]) -> Vec<Value> {
    list.iter().map(inline).collect()
}

fn inline(inline: &Inline) -> Value {
    let mut node = match &inline.piece {
        Piece::Text(text) => json!({ "type": "text", "text": text }),
        Piece::Break => json!({ "type": "hardBreak" }),
        Piece::Variable(attrs) => json!({ "type": "variable", "attrs": attrs }),
        Piece::Reference { target } => json!({ "type": "reference", "attrs": { "target": target } }),
        Piece::Citation(attrs) => json!({ "type": "citation", "attrs": attrs }),
    };
    let marks = marks(inline.marks);
    if let Value::Object(node) = &mut node
        && !marks.is_empty()
    {
        node.insert("marks".to_owned(), Value::Array(marks));
    }
    node
}

fn marks(marks: Marks) -> Vec<Value> {
    let all = [(marks.bold, "bold"), (marks.italic, "italic"), (marks.underline, "underline")];
    all.into_iter().filter(|(is, _)| *is).map(|(_, name)| json!({ "type": name })).collect()
}
