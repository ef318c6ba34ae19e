//! From XML to pieces and items.

use super::{Around, Container, Field, Item, ItemKind, OBJECT, Paragraph, Piece, Run};
use crate::{
    span::Span,
    xml::{Kind, Prefix, Token, Tokens, XmlError, characters},
};

struct Parse<'a, 'b> {
    out: Paragraph<'a>,
    tokens: Tokens<'a>,
    /// Open containers.
    open: Vec<usize>,
    /// Fields that have begun, by their place in `out.fields`, and whether their code still runs.
    fields: Vec<(usize, bool)>,
    broken: &'b [u32],
}

pub(super) fn parse<'a>(
    xml: &'a str,
    prefix: &'a Prefix,
    before: &[bool],
    broken: &[u32],
) -> Result<Paragraph<'a>, XmlError> {
    let mut tokens = Tokens::new(xml, prefix);
    let head = loop {
        match tokens.next()? {
            Some(token) if token.opens() => break token,
            Some(_) => {}
            None => return Err(XmlError::OtherRoot),
        }
    };
    let open_field = Field { begin: None, separate: None, end: None };
    let out = Paragraph {
        xml,
        prefix,
        head: head.span,
        empty: head.kind == Kind::Empty,
        props: None,
        tail: xml.len() as u32,
        pieces: Vec::new(),
        containers: Vec::new(),
        runs: Vec::new(),
        items: Vec::new(),
        fields: vec![open_field; before.len()],
    };
    let fields = before.iter().copied().enumerate().collect();
    let mut parse = Parse { out, tokens, open: Vec::new(), fields, broken };
    if head.kind == Kind::Start {
        parse.content()?;
    }
    Ok(parse.out)
}

impl<'a> Parse<'a, '_> {
    fn content(&mut self) -> Result<(), XmlError> {
        while let Some(token) = self.tokens.next()? {
            match token.kind {
                Kind::End => match self.open.pop() {
                    Some(number) => {
                        if let Some(container) = self.out.containers.get_mut(number) {
                            container.close = token.span;
                        }
                        self.out.pieces.push(Piece::Close(number));
                    }
                    None => {
                        self.out.tail = token.span.start;
                        return Ok(());
                    }
                },
                Kind::Start | Kind::Empty => self.element(&token)?,
                _ => self.out.pieces.push(Piece::Raw(token.span)),
            }
        }
        Ok(())
    }

    fn element(&mut self, token: &Token<'a>) -> Result<(), XmlError> {
        let span = |end| Span { start: token.span.start, end };
        match token.w {
            Some("r") => return self.run(token),
            Some("pPr") if self.out.props.is_none() && self.open.is_empty() && self.out.pieces.is_empty() => {
                let end = self.tokens.skip(token)?;
                self.out.props = Some(span(end));
                return Ok(());
            }
            Some("sdtPr") => {
                let end = self.tokens.skip(token)?;
                self.control(span(end));
                self.out.pieces.push(Piece::Raw(span(end)));
                return Ok(());
            }
            Some(name) if token.kind == Kind::Start => {
                if let Some(around) = around(name) {
                    let number = self.out.containers.len();
                    let parent = self.open.last().copied();
                    self.out.containers.push(Container {
                        around,
                        parent,
                        open: token.span,
                        close: token.span,
                    });
                    self.open.push(number);
                    self.out.pieces.push(Piece::Open(number));
                    return Ok(());
                }
            }
            _ => {}
        }
        let end = self.tokens.skip(token)?;
        if matches!(token.local, "oMath" | "oMathPara" | "AlternateContent" | "subDoc" | "contentPart") {
            self.out.pieces.push(Piece::Object(self.out.items.len()));
            self.item(ItemKind::Object, None, span(end), OBJECT.to_string());
        } else {
            self.out.pieces.push(Piece::Raw(span(end)));
        }
        Ok(())
    }

    /// Reads from the properties of a content control whether it may be edited.
    fn control(&mut self, props: Span) {
        let text = self.out.xml;
        let Ok(control) = crate::control::properties(props.of(text), self.out.prefix) else { return };
        if let Some(container) = self.open.last().and_then(|&number| self.out.containers.get_mut(number)) {
            container.around = Around::Control { locked: control.locked, bound: control.bound };
        }
    }

    fn run(&mut self, token: &Token<'a>) -> Result<(), XmlError> {
        let number = self.out.runs.len();
        let first = self.out.items.len();
        let mut run = Run { span: token.span, open: token.span, props: None, items: first..first };
        self.out.runs.push(run.clone());
        let full = token.kind == Kind::Start;
        while let Some(inner) = if full { self.tokens.next()? } else { None } {
            match inner.kind {
                Kind::End => {
                    run.span.end = inner.span.end;
                    break;
                }
                Kind::Start | Kind::Empty => {
                    if inner.w == Some("rPr") && run.props.is_none() {
                        let end = self.tokens.skip(&inner)?;
                        run.props = Some(Span { start: inner.span.start, end });
                    } else {
                        self.run_child(&inner, number)?;
                    }
                }
                _ => self.item(ItemKind::Nothing, Some(number), inner.span, String::new()),
            }
        }
        run.items = first..self.out.items.len();
        if let Some(place) = self.out.runs.get_mut(number) {
            *place = run;
        }
        self.out.pieces.push(Piece::Run(number));
        Ok(())
    }

    fn run_child(&mut self, token: &Token<'a>, run: usize) -> Result<(), XmlError> {
        let xml = self.out.xml;
        let start = token.span.start;
        match token.w {
            Some("t" | "delText") => {
                let (inner, text, end) = self.text(token)?;
                self.item(ItemKind::Text(inner), Some(run), Span { start, end }, text);
                return Ok(());
            }
            Some("instrText" | "delInstrText") => {
                let (inner, _, end) = self.text(token)?;
                self.item(ItemKind::Code(inner), Some(run), Span { start, end }, String::new());
                return Ok(());
            }
            _ => {}
        }
        let end = self.tokens.skip(token)?;
        let span = Span { start, end };
        let kind_of_field = token.attribute(xml, "fldCharType");
        let (kind, text) = match token.w {
            Some("tab" | "ptab") => (ItemKind::Mark, "\t".into()),
            Some("br" | "cr") => (ItemKind::Mark, "\n".into()),
            Some("noBreakHyphen") => (ItemKind::Mark, "\u{2011}".into()),
            Some("softHyphen") => (ItemKind::Mark, "\u{ad}".into()),
            Some("sym") => (ItemKind::Mark, symbol(token, xml).to_string()),
            Some("footnoteReference" | "endnoteReference" | "drawing" | "pict" | "object" | "ruby") => {
                (ItemKind::Object, OBJECT.to_string())
            }
            None if token.local == "AlternateContent" => (ItemKind::Object, OBJECT.to_string()),
            Some("commentReference") => (ItemKind::Anchor, String::new()),
            Some("fldChar") if self.broken.binary_search(&start).is_ok() => {
                (ItemKind::Nothing, String::new())
            }
            Some("fldChar") => {
                self.field(kind_of_field.as_deref().unwrap_or_default(), run, span);
                return Ok(());
            }
            _ => (ItemKind::Nothing, String::new()),
        };
        self.item(kind, Some(run), span, text);
        Ok(())
    }

    /// The inner bytes of a text element, its characters, and where it ends.
    fn text(&mut self, start: &Token<'a>) -> Result<(Span, String, u32), XmlError> {
        let mut text = String::new();
        let mut inner = Span { start: start.span.end, end: start.span.end };
        let mut end = start.span.end;
        let mut depth = u32::from(start.kind == Kind::Start);
        while depth > 0 {
            let Some(token) = self.tokens.next()? else { break };
            match token.kind {
                Kind::Start => depth += 1,
                Kind::End => depth -= 1,
                _ if depth == 1 => {
                    let at = u64::from(token.span.start);
                    let what = || "it names an entity that XML does not know".to_owned();
                    characters(&token, self.out.xml, &mut text)
                        .ok_or_else(|| XmlError::Syntax { at, what: what() })?;
                }
                _ => {}
            }
            if depth > 0 {
                inner.end = token.span.end;
            }
            end = token.span.end;
        }
        Ok((inner, text, end))
    }

    fn field(&mut self, kind: &str, run: usize, span: Span) {
        let number = self.out.items.len();
        match kind {
            "begin" => {
                self.item(ItemKind::FieldBegin, Some(run), span, String::new());
                self.fields.push((self.out.fields.len(), true));
                self.out.fields.push(Field { begin: Some(number), separate: None, end: None });
            }
            "separate" => {
                if let Some((field, code)) = self.fields.last_mut() {
                    *code = false;
                    if let Some(field) = self.out.fields.get_mut(*field) {
                        field.separate = Some(number);
                    }
                }
                self.item(ItemKind::FieldSeparate, Some(run), span, String::new());
            }
            "end" => {
                if let Some((field, _)) = self.fields.pop()
                    && let Some(field) = self.out.fields.get_mut(field)
                {
                    field.end = Some(number);
                }
                self.item(ItemKind::FieldEnd, Some(run), span, String::new());
            }
            _ => self.item(ItemKind::Nothing, Some(run), span, String::new()),
        }
    }

    fn item(&mut self, kind: ItemKind, run: Option<usize>, span: Span, text: String) {
        let container = self.open.last().copied();
        let code = self.fields.iter().any(|(_, code)| *code);
        let (mut deleted, mut inserted) = (false, false);
        for (_, container) in self.out.around(container) {
            deleted |= container.around.removes();
            inserted |= container.around.adds();
        }
        self.out.items.push(Item { kind, run, container, span, text, code, deleted, inserted });
    }
}

/// Elements that may stand around runs.
fn around(name: &str) -> Option<Around> {
    Some(match name {
        "ins" => Around::Insertion,
        "del" => Around::Deletion,
        "moveFrom" => Around::MoveFrom,
        "moveTo" => Around::MoveTo,
        "fldSimple" => Around::SimpleField,
        "hyperlink" => Around::Link,
        "sdt" | "sdtContent" | "smartTag" | "customXml" | "dir" | "bdo" => Around::Other,
        _ => return None,
    })
}

/// The character of a symbol (§17.3.3.30), by its number in the font.
fn symbol(token: &Token<'_>, xml: &str) -> char {
    let code = token.attribute(xml, "char").and_then(|hex| u32::from_str_radix(&hex, 16).ok());
    code.and_then(char::from_u32).filter(|c| !c.is_control()).unwrap_or(char::REPLACEMENT_CHARACTER)
}
