//! XML as a row of tokens with their places in bytes.
//!
//! A part stays one text; a token is a range of it. So what is not changed is copied as it was
//! written, down to the white space inside of a tag.

use quick_xml::{
    Reader, XmlVersion,
    escape::resolve_predefined_entity,
    events::{BytesStart, Event},
};

use crate::span::{Span, cut};

/// The namespaces of WordprocessingML: transitional (ECMA-376 part 4) and strict (part 1).
pub(crate) const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
pub(crate) const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";

/// What is wrong with a text that should be XML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum XmlError {
    /// Not well-formed.
    Syntax { at: u64, what: String },
    /// It declares a document type.
    DocType,
    /// Its root is of another vocabulary.
    OtherRoot,
}

/// The prefix under which a part knows WordprocessingML, nearly always `w`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Prefix {
    name: String,
    /// Whether the part uses the strict namespace.
    pub strict: bool,
}

impl Prefix {
    /// Finds it in the declarations of a root element.
    pub(crate) fn of(text: &str) -> Result<Self, XmlError> {
        let mut tokens = Tokens::bare(text);
        while let Some(token) = tokens.next()? {
            if !matches!(token.kind, Kind::Start | Kind::Empty) {
                continue;
            }
            let root = token.element(text);
            let mut found = Vec::new();
            for attribute in root.attributes().with_checks(false).flatten() {
                let name = attribute.key.as_ref();
                let Some(name) = name.strip_prefix("xmlns").map(|rest| rest.trim_start_matches(':')) else {
                    continue;
                };
                match attribute.value.as_ref() {
                    TRANSITIONAL => found.push(Self { name: name.to_owned(), strict: false }),
                    STRICT => found.push(Self { name: name.to_owned(), strict: true }),
                    _ => {}
                }
            }
            found.sort_by_key(|prefix| prefix.name.is_empty());
            return found.into_iter().next().ok_or(XmlError::OtherRoot);
        }
        Err(XmlError::OtherRoot)
    }

    /// For parts of other vocabularies.
    pub(crate) fn none() -> Self {
        Self { name: String::new(), strict: false }
    }

    /// The name as an element or attribute of this part: `w:ins`.
    pub(crate) fn name(&self, local: &str) -> String {
        if self.name.is_empty() { local.to_owned() } else { format!("{}:{local}", self.name) }
    }

    /// The prefix with its colon, as it stands before each name.
    pub(crate) fn colon(&self) -> String {
        self.name("")
    }

    /// Whether attributes can be written: they have no default namespace.
    pub(crate) fn is_writable(&self) -> bool {
        !self.name.is_empty()
    }
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Start,
    End,
    Empty,
    Text,
    CData,
    Reference,
    Other,
}

/// A token and its place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token<'a> {
    pub kind: Kind,
    /// The local name of an element of WordprocessingML.
    pub w: Option<&'a str>,
    /// The local name of an element of any vocabulary; empty for what is no element.
    pub local: &'a str,
    pub span: Span,
}

impl<'a> Token<'a> {
    /// The start tag, for its attributes.
    pub(crate) fn element(&self, text: &'a str) -> BytesStart<'a> {
        let raw = self.span.of(text);
        let inner = raw.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/');
        let length = inner.find(|c: char| c.is_ascii_whitespace()).unwrap_or(inner.len());
        BytesStart::from_content(inner, length)
    }

    /// The value of the attribute with this local name.
    pub(crate) fn attribute(&self, text: &str, name: &str) -> Option<String> {
        let raw = self.span.of(text);
        // most elements have none: a quick look before a thorough one
        raw.contains(name).then(|| attribute(&self.element(text), name)).flatten()
    }

    /// The attribute `w:val`.
    pub(crate) fn val(&self, text: &str) -> Option<String> {
        self.attribute(text, "val")
    }

    /// The attribute `w:val` of a toggle: present without a value is on (§17.17.4).
    pub(crate) fn is_on(&self, text: &str) -> bool {
        !matches!(self.val(text).as_deref(), Some("0" | "false" | "off"))
    }

    pub(crate) fn opens(&self) -> bool {
        matches!(self.kind, Kind::Start | Kind::Empty)
    }
}

/// The value of the attribute with this local name.
pub(crate) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let attributes = attributes.with_checks(false).flatten();
    let found = attributes.into_iter().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
}

/// The tokens of a text.
pub(crate) struct Tokens<'a> {
    text: &'a str,
    /// Where the reader started.
    base: usize,
    reader: Reader<&'a [u8]>,
    prefix: String,
}

impl<'a> Tokens<'a> {
    /// The tokens of a whole part or of a whole element.
    pub(crate) fn new(text: &'a str, prefix: &Prefix) -> Self {
        Self::from(text, 0, prefix)
    }

    /// The tokens from an offset; ends of elements that started before it are tokens too.
    pub(crate) fn from(text: &'a str, at: usize, prefix: &Prefix) -> Self {
        let mark = if at == 0 && text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let base = at + mark;
        let mut reader = Reader::from_str(text.get(base..).unwrap_or_default());
        let config = reader.config_mut();
        config.allow_unmatched_ends = at > 0;
        config.check_end_names = at == 0;
        Self { text, base, reader, prefix: prefix.colon() }
    }

    fn bare(text: &'a str) -> Self {
        Self::new(text, &Prefix::none())
    }

    fn position(&self) -> usize {
        self.base + usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    /// The next token; `None` at the end.
    pub(crate) fn next(&mut self) -> Result<Option<Token<'a>>, XmlError> {
        let start = self.position();
        let event = self.reader.read_event();
        let span = Span::new(start, self.position());
        let kind = match event {
            Ok(Event::Start(_)) => Kind::Start,
            Ok(Event::End(_)) => Kind::End,
            Ok(Event::Empty(_)) => Kind::Empty,
            Ok(Event::Text(_)) => Kind::Text,
            Ok(Event::CData(_)) => Kind::CData,
            Ok(Event::GeneralRef(_)) => Kind::Reference,
            Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_)) => Kind::Other,
            Ok(Event::DocType(_)) => return Err(XmlError::DocType),
            Ok(Event::Eof) => return Ok(None),
            Err(error) => {
                let at = self.base as u64 + self.reader.error_position();
                return Err(XmlError::Syntax { at, what: error.to_string() });
            }
        };
        let name = match kind {
            Kind::Start | Kind::Empty | Kind::End => self.name(span, kind),
            _ => "",
        };
        let w = match self.prefix.as_str() {
            "" => (!name.is_empty() && !name.contains(':')).then_some(name),
            prefix => name.strip_prefix(prefix),
        };
        let local = w.unwrap_or_else(|| name.rsplit(':').next().unwrap_or_default());
        Ok(Some(Token { kind, w, local, span }))
    }

    fn name(&self, span: Span, kind: Kind) -> &'a str {
        let skip = if kind == Kind::End { 2 } else { 1 };
        let rest = cut(self.text, span.start as usize + skip, span.end as usize);
        let end = rest.bytes().position(|byte| matches!(byte, b' ' | b'>' | b'/' | b'\t' | b'\n' | b'\r'));
        rest.get(..end.unwrap_or(rest.len())).unwrap_or_default()
    }

    /// Reads to the end of the element that `start` opened; gives the offset behind it.
    pub(crate) fn skip(&mut self, start: &Token<'_>) -> Result<u32, XmlError> {
        let mut depth = u32::from(start.kind == Kind::Start);
        let mut end = start.span.end;
        while depth > 0 {
            let Some(token) = self.next()? else {
                return Err(XmlError::Syntax { at: u64::from(end), what: "an element has no end".into() });
            };
            match token.kind {
                Kind::Start => depth += 1,
                Kind::End => depth -= 1,
                _ => {}
            }
            end = token.span.end;
        }
        Ok(end)
    }
}

/// The characters of a text token, a CDATA section or a reference. `None` for an entity that XML
/// does not know.
pub(crate) fn characters(token: &Token<'_>, text: &str, out: &mut String) -> Option<()> {
    let raw = token.span.of(text);
    match token.kind {
        Kind::Text if raw.contains('\r') => out.push_str(&raw.replace("\r\n", "\n").replace('\r', "\n")),
        Kind::Text => out.push_str(raw),
        Kind::CData => {
            out.push_str(
                raw.strip_prefix("<![CDATA[").and_then(|raw| raw.strip_suffix("]]>")).unwrap_or_default(),
            );
        }
        Kind::Reference => {
            let name = raw.trim_start_matches('&').trim_end_matches(';');
            match name.strip_prefix('#') {
                Some(digits) => out.push(code_point(digits)?),
                None => out.push_str(resolve_predefined_entity(name)?),
            }
        }
        _ => {}
    }
    Some(())
}

fn code_point(digits: &str) -> Option<char> {
    let number = match digits.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => digits.parse(),
    };
    char::from_u32(number.ok()?)
}

/// A text as it stands in an element or in an attribute.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\r' => out.push_str("&#13;"),
            _ => out.push(c),
        }
    }
    out
}

/// Whether XML 1.0 can hold each character (§2.2).
pub(crate) fn is_writable(text: &str) -> bool {
    text.chars().all(
        |c| !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}'),
    )
}
