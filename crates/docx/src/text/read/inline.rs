//! The pieces of a line.

use serde_json::Value;

use super::{
    super::inline::{Citation, Inline, Marks, Piece, Variable},
    Fields, Read, Reader,
    attrs::ReferenceAttrs,
    is_id, kind,
};

impl Reader {
    pub(super) fn inlines(&mut self, fields: &Fields) -> Read<Vec<Inline>> {
        const KNOWN: &[&str] = &["text", "hardBreak", "variable", "reference", "citation"];
        self.each(fields, KNOWN, |this, _, kind, fields| {
            if fields.contains_key("content") || (kind == "text") != fields.contains_key("text") {
                return this.refuse("");
            }
            let piece = match kind {
                "text" => match fields.get("text") {
                    Some(Value::String(text)) if !text.is_empty() && !fields.contains_key("attrs") => {
                        Piece::Text(text.clone())
                    }
                    _ => return this.refuse("/text"),
                },
                "variable" => Piece::Variable(this.attrs::<Variable>(fields)?),
                "reference" => Piece::Reference { target: this.attrs::<ReferenceAttrs>(fields)?.target },
                "citation" => {
                    let citation: Citation = this.attrs(fields)?;
                    if !is_id(&citation.id) {
                        return this.refuse("/attrs/id");
                    }
                    Piece::Citation(Box::new(citation))
                }
                _ if fields.contains_key("attrs") => return this.refuse("/attrs"),
                _ => Piece::Break,
            };
            Ok(Inline { piece, marks: this.marks(fields)? })
        })
    }

    fn marks(&self, fields: &Fields) -> Read<Marks> {
        let mut marks = Marks::default();
        let list = match fields.get("marks") {
            None => return Ok(marks),
            Some(Value::Array(list)) => list,
            Some(_) => return self.refuse("/marks"),
        };
        for mark in list {
            let mark = self.fields(mark, &["type"])?;
            match kind(mark) {
                Some("bold") => marks.bold = true,
                Some("italic") => marks.italic = true,
                Some("underline") => marks.underline = true,
                _ => return self.refuse("/marks"),
            }
        }
        Ok(marks)
    }
}
