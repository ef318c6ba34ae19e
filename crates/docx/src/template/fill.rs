//! From a tree and answers to a part.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use minijinja::{
    Environment, Value,
    value::{Enumerator, Object, Serde, ValueKind},
};

use super::{
    FillError, Filling,
    expression::{Expression, environment},
    tree::{COUNTERS, Node, Tree, canonical},
};
use crate::{
    props::Children,
    span::Span,
    xml::{Kind, Prefix, Tokens, escape, is_writable},
};

/// The most pieces that one document is made of.
const MOST: usize = 2_000_000;

/// What is being filled.
pub(super) struct Fill<'a> {
    env: Environment<'static>,
    filling: &'a Filling,
    answers: Value,
    /// Names of repetitions and the paths they stand for.
    scope: Vec<(String, String)>,
    locals: Vec<(String, Value)>,
    counters: Vec<[Value; 3]>,
    pub missing: BTreeSet<String>,
    /// Each answer of the document becomes a content control with the path as its tag.
    pub marked: bool,
    /// Bytes and pieces that may still be written.
    bytes: u64,
    pieces: usize,
}

/// What an expression sees.
#[derive(Debug)]
struct Names {
    answers: Value,
    locals: BTreeMap<String, Value>,
}

impl Object for Names {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let name = key.as_str()?;
        match self.locals.get(name) {
            Some(value) => Some(value.clone()),
            None => self.answers.get_attr(name).ok().filter(|value| !value.is_undefined()),
        }
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::NonEnumerable
    }
}

impl<'a> Fill<'a> {
    pub(super) fn new(filling: &'a Filling, bytes: u64) -> Result<Self, FillError> {
        let answers: serde_json::Value = match filling.context.trim() {
            "" => serde_json::Value::Object(serde_json::Map::new()),
            text => serde_json::from_str(text).map_err(|_| FillError::Answers)?,
        };
        if !answers.is_object() {
            return Err(FillError::Answers);
        }
        Ok(Self {
            env: environment(),
            filling,
            answers: Value::from(Serde(&answers)),
            scope: Vec::new(),
            locals: Vec::new(),
            counters: Vec::new(),
            missing: BTreeSet::new(),
            marked: false,
            bytes,
            pieces: MOST,
        })
    }

    /// The text of a part.
    pub(super) fn story(&mut self, tree: &Tree, prefix: &Prefix) -> Result<String, FillError> {
        let mut out = String::with_capacity(tree.text.len() * 2);
        self.nodes(&tree.nodes, &tree.text, prefix, &mut out)?;
        self.bytes = self.bytes.saturating_sub(out.len() as u64);
        Ok(out)
    }

    fn nodes(
        &mut self,
        nodes: &[Node],
        text: &str,
        prefix: &Prefix,
        out: &mut String,
    ) -> Result<(), FillError> {
        for node in nodes {
            self.pieces = self.pieces.checked_sub(1).ok_or(FillError::TooLarge)?;
            if out.len() as u64 > self.bytes {
                return Err(FillError::TooLarge);
            }
            match node {
                Node::Raw(span) => out.push_str(span.of(text)),
                Node::Field(expression, look) => {
                    let (printed, is_missing) = self.printed(expression);
                    let run = run(prefix, look, &printed, is_missing);
                    match self.name(expression).filter(|_| self.marked && !run.is_empty()) {
                        Some(name) => out.push_str(&control(prefix, &name, &printed, is_missing, &run)),
                        None => out.push_str(&run),
                    }
                }
                Node::If(branches) => {
                    for (condition, body) in branches {
                        if condition.as_ref().is_none_or(|it| self.holds(it)) {
                            self.nodes(body, text, prefix, out)?;
                            break;
                        }
                    }
                }
                Node::Each { name, list, body } => self.each(name, list, body, (text, prefix), out)?,
                Node::Clause(key, props) => {
                    let w = prefix.colon();
                    self.missing.insert(format!("clausule {key}"));
                    let run = run(prefix, "", &format!("[clausule {key}]"), true);
                    out.push_str(&format!("<{w}p>{props}{run}</{w}p>"));
                }
                Node::Paragraph(body) => {
                    let mut inner = String::new();
                    self.nodes(body, text, prefix, &mut inner)?;
                    if shows(&inner, prefix) {
                        out.push_str(&inner);
                    }
                }
            }
        }
        Ok(())
    }

    fn each(
        &mut self,
        name: &str,
        list: &Expression,
        body: &[Node],
        (text, prefix): (&str, &Prefix),
        out: &mut String,
    ) -> Result<(), FillError> {
        let path = list.path.as_ref().map(|(path, _)| canonical(path, &self.scope)).unwrap_or_default();
        let value = list.value(&self.env, &self.names()).unwrap_or_default();
        let mut items: Vec<Value> = match value.kind() {
            ValueKind::Seq | ValueKind::Iterable => {
                value.try_iter().map(Iterator::collect).unwrap_or_default()
            }
            _ => Vec::new(),
        };
        if items.is_empty() && self.label(&path).is_some() {
            // one entry shows what is still to be answered
            items.push(Value::from(Serde(serde_json::json!({}))));
        }
        let many = items.len();
        for (index, item) in items.into_iter().enumerate() {
            self.scope.push((name.to_owned(), format!("{path}.{index}")));
            self.locals.push((name.to_owned(), item));
            self.counters.push([
                Value::from(index + 1),
                Value::from(index == 0),
                Value::from(index + 1 == many),
            ]);
            let mut inner = String::new();
            let done = self.nodes(body, text, prefix, &mut inner);
            self.scope.pop();
            self.locals.pop();
            self.counters.pop();
            done?;
            out.push_str(&if index == 0 { inner } else { again(&inner, prefix) });
        }
        Ok(())
    }

    fn names(&self) -> Value {
        let mut locals = BTreeMap::new();
        if let Some(counters) = self.counters.last() {
            for (names, value) in COUNTERS.iter().zip(counters) {
                locals.extend(names.iter().map(|name| ((*name).to_owned(), value.clone())));
            }
        }
        locals.extend(self.locals.iter().cloned());
        Value::from_object(Names { answers: self.answers.clone(), locals })
    }

    fn holds(&self, condition: &Expression) -> bool {
        condition.value(&self.env, &self.names()).is_ok_and(|value| value.is_true())
    }

    /// What a field prints, and whether it stands for what is still to be answered.
    fn printed(&mut self, expression: &Expression) -> (String, bool) {
        if let Some((path, filter)) = &expression.path {
            let path = canonical(path, &self.scope);
            let key = filter.map_or_else(|| path.clone(), |filter| format!("{path}|{filter}"));
            if let Some(printed) = self.filling.printed.get(&key) {
                return (printed.clone(), false);
            }
            if let Some((path, label)) = self.label(&path) {
                self.missing.insert(path);
                return (format!("[{label}]"), true);
            }
            // a list of choices, a whole party: as it is printed without a filter
            if let Some(printed) = self.filling.printed.get(&path) {
                return (printed.clone(), false);
            }
        }
        match expression.value(&self.env, &self.names()) {
            Ok(value) => (text_of(&value), false),
            Err(_) => {
                self.missing.insert(expression.jinja.clone());
                ("[?]".to_owned(), true)
            }
        }
    }

    /// The path of an expression, with its filter.
    fn name(&self, expression: &Expression) -> Option<String> {
        let (path, filter) = expression.path.as_ref()?;
        let path = canonical(path, &self.scope);
        Some(filter.map_or_else(|| path.clone(), |filter| format!("{path}|{filter}")))
    }

    /// The label of what is still to be answered at this path, or of what it is a part of.
    fn label(&self, path: &str) -> Option<(String, String)> {
        let mut path = path;
        loop {
            if let Some(label) = self.filling.labels.get(path) {
                return Some((path.to_owned(), label.clone()));
            }
            path = path.rsplit_once('.')?.0;
        }
    }
}

/// A value as Dutch writes it.
fn text_of(value: &Value) -> String {
    match value.kind() {
        ValueKind::Undefined | ValueKind::None => String::new(),
        ValueKind::Bool => if value.is_true() { "ja" } else { "nee" }.to_owned(),
        ValueKind::Number => value
            .to_string()
            .strip_suffix(".0")
            .map_or_else(|| value.to_string().replace('.', ","), ToOwned::to_owned),
        ValueKind::Seq | ValueKind::Iterable => {
            let items: Vec<String> =
                value.try_iter().map(|items| items.map(|it| text_of(&it)).collect()).unwrap_or_default();
            items.join(", ")
        }
        ValueKind::Map => value.get_attr("naam").map(|name| text_of(&name)).unwrap_or_default(),
        _ => value.to_string(),
    }
}

/// A run with a text.
fn run(prefix: &Prefix, look: &str, text: &str, is_missing: bool) -> String {
    if text.is_empty() {
        return String::new();
    }
    let w = prefix.colon();
    let look = if is_missing { highlighted(look, prefix) } else { look.to_owned() };
    let mut out = format!("<{w}r>{look}");
    let mut plain = String::new();
    let flush = |plain: &mut String, out: &mut String| {
        if !plain.is_empty() {
            out.push_str(&format!("<{w}t xml:space=\"preserve\">{}</{w}t>", escape(plain)));
            plain.clear();
        }
    };
    for c in text.chars() {
        match c {
            '\n' => {
                flush(&mut plain, &mut out);
                out.push_str(&format!("<{w}br/>"));
            }
            '\t' => {
                flush(&mut plain, &mut out);
                out.push_str(&format!("<{w}tab/>"));
            }
            '\r' => {}
            c if is_writable(c.encode_utf8(&mut [0; 4])) => plain.push(c),
            _ => {}
        }
    }
    flush(&mut plain, &mut out);
    out.push_str(&format!("</{w}r>"));
    out
}

/// A run in a content control (§17.5.2.31); what is still to be answered is its placeholder.
fn control(prefix: &Prefix, name: &str, printed: &str, is_missing: bool, run: &str) -> String {
    let w = prefix.colon();
    let label = match is_missing {
        true => printed.trim_start_matches('[').trim_end_matches(']'),
        false => name,
    };
    let placeholder = if is_missing { format!("<{w}showingPlcHdr/>") } else { String::new() };
    format!(
        "<{w}sdt><{w}sdtPr><{w}alias {w}val=\"{}\"/><{w}tag {w}val=\"{}\"/>{placeholder}\
         <{w}text {w}multiLine=\"1\"/></{w}sdtPr><{w}sdtContent>{run}</{w}sdtContent></{w}sdt>",
        escape(label),
        escape(name)
    )
}

/// Elements of `rPr` that come behind `highlight` (`EG_RPrBase`, ECMA-376 part 1 §17.3.2.28).
const BEHIND: [&str; 13] = [
    "u",
    "effect",
    "bdr",
    "shd",
    "fitText",
    "vertAlign",
    "rtl",
    "cs",
    "em",
    "lang",
    "eastAsianLayout",
    "specVanish",
    "oMath",
];

fn highlighted(look: &str, prefix: &Prefix) -> String {
    let w = prefix.colon();
    let mark = format!("<{w}highlight {w}val=\"yellow\"/>");
    let Some(children) = Children::of(look, prefix) else {
        return format!("<{w}rPr>{mark}</{w}rPr>");
    };
    let (before, behind): (Vec<_>, Vec<_>) = children
        .list
        .iter()
        .filter(|(token, _)| token.w != Some("highlight"))
        .partition(|(token, _)| !BEHIND.contains(&token.local));
    let text = |list: Vec<&(crate::xml::Token<'_>, Span)>| -> String {
        list.into_iter().map(|(_, span)| span.of(look)).collect()
    };
    format!("<{w}rPr>{}{mark}{}</{w}rPr>", text(before), text(behind))
}

/// Whether a paragraph shows something.
fn shows(xml: &str, prefix: &Prefix) -> bool {
    let Ok(paragraph) = crate::paragraph::Paragraph::parse(xml, prefix, &[], &[]) else { return true };
    paragraph.items.iter().any(|item| item.shows() && !item.text.trim().is_empty())
        || paragraph.items.iter().any(|item| item.kind == crate::paragraph::ItemKind::Object)
}

/// A further copy of a piece: without bookmarks and without the ids that must be unique.
fn again(xml: &str, prefix: &Prefix) -> String {
    if !(xml.contains("bookmark") || xml.contains("w14:")) {
        return xml.to_owned();
    }
    let mut splices = crate::span::Splices::default();
    let mut tokens = Tokens::from(xml, 0, prefix);
    // a piece may begin with an end tag, so its tokens need not match
    while let Ok(Some(token)) = tokens.next() {
        match (token.w, token.kind) {
            (Some("bookmarkStart" | "bookmarkEnd"), Kind::Empty) => splices.remove(token.span),
            (Some("p" | "tr"), Kind::Start | Kind::Empty) => {
                let tag = token.span.of(xml);
                let mut kept = tag.to_owned();
                for name in [" w14:paraId=\"", " w14:textId=\""] {
                    if let Some(at) = kept.find(name)
                        && let Some(end) = kept.get(at + name.len()..).and_then(|rest| rest.find('"'))
                    {
                        kept.replace_range(at..=at + name.len() + end, "");
                    }
                }
                if kept != tag {
                    splices.replace(token.span, kept);
                }
            }
            _ => {}
        }
    }
    splices.apply(xml.to_owned())
}
