//! Properties of paragraphs and runs, changed in place.
//!
//! The order of elements is that of `CT_PPr` and `CT_ParaRPr` (ECMA-376 part 1 §17.3.1.26,
//! §17.3.1.29): the style first; the mark's revisions first in `rPr`; `rPr`, `sectPr` and
//! `pPrChange` last in `pPr`.

mod own;

pub(crate) use own::Own;

use crate::{
    span::{Span, Splices, cut},
    xml::{Kind, Prefix, Token, Tokens},
};

/// The children of an element: each with its start tag and its whole range.
pub(crate) struct Children<'a> {
    pub xml: &'a str,
    pub open: Span,
    pub empty: bool,
    pub list: Vec<(Token<'a>, Span)>,
    /// Start of the end tag.
    pub tail: u32,
}

impl<'a> Children<'a> {
    pub(crate) fn of(xml: &'a str, prefix: &Prefix) -> Option<Self> {
        let mut tokens = Tokens::new(xml, prefix);
        let open = tokens.next().ok()??;
        let mut found = Self {
            xml,
            open: open.span,
            empty: open.kind == Kind::Empty,
            list: Vec::new(),
            tail: open.span.end,
        };
        if open.kind == Kind::Empty {
            return Some(found);
        }
        loop {
            let token = tokens.next().ok()??;
            match token.kind {
                Kind::End => {
                    found.tail = token.span.start;
                    break;
                }
                Kind::Start | Kind::Empty => {
                    let end = tokens.skip(&token).ok()?;
                    found.list.push((token, Span { start: token.span.start, end }));
                }
                _ => {}
            }
        }
        Some(found)
    }

    pub(crate) fn find(&self, name: &str) -> Option<(&Token<'a>, &'a str)> {
        let (token, span) = self.list.iter().find(|(token, _)| token.w == Some(name))?;
        Some((token, span.of(self.xml)))
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// The inner XML of all children but these.
    pub(crate) fn without(&self, names: &[&str]) -> String {
        let kept = self.list.iter().filter(|(token, _)| !names.contains(&token.local));
        kept.map(|(_, span)| span.of(self.xml)).collect()
    }

    /// The inner XML of these children alone.
    pub(crate) fn only(&self, names: &[&str]) -> String {
        let kept = self.list.iter().filter(|(token, _)| names.contains(&token.local));
        kept.map(|(_, span)| span.of(self.xml)).collect()
    }
}

/// Marks of revisions in the properties of a paragraph mark.
pub(crate) const MARKS: &[&str] = &["ins", "del", "moveFrom", "moveTo"];

/// Whether the mark of a paragraph carries one of these revisions.
pub(crate) fn mark_has(props: Option<&str>, prefix: &Prefix, names: &[&str]) -> bool {
    let Some(children) = props.and_then(|props| Children::of(props, prefix)) else { return false };
    let Some((_, run)) = children.find("rPr") else { return false };
    Children::of(run, prefix).is_some_and(|run| names.iter().any(|name| run.has(name)))
}

/// Properties with a further revision of the paragraph mark.
pub(crate) fn with_mark(props: Option<&str>, prefix: &Prefix, mark: &str) -> String {
    let w = prefix.colon();
    let made = || format!("<{w}rPr>{mark}</{w}rPr>");
    let Some(children) = props.and_then(|props| Children::of(props, prefix)).filter(|found| !found.empty)
    else {
        return format!("<{w}pPr>{}</{w}pPr>", made());
    };
    let mut splices = Splices::default();
    let run = children.list.iter().find(|(token, _)| token.w == Some("rPr"));
    match run {
        Some((token, span)) if token.kind == Kind::Empty => splices.replace(*span, made()),
        Some((token, span)) => {
            // `ins`, `del`, `moveFrom`, `moveTo`: an insertion of somebody stays before ours
            let run = Children::of(span.of(children.xml), prefix);
            let behind = run.and_then(|run| {
                let last = run.list.iter().take_while(|(token, _)| MARKS.contains(&token.local)).last();
                last.map(|(_, inner)| span.start + inner.end)
            });
            splices.insert(behind.unwrap_or(token.span.end), mark);
        }
        None => {
            let last =
                children.list.iter().find(|(token, _)| matches!(token.w, Some("sectPr" | "pPrChange")));
            splices.insert(last.map_or(children.tail, |(_, span)| span.start), made());
        }
    }
    splices.apply(children.xml.to_owned())
}

/// Properties for a new paragraph like this one: without section, without revisions; `mark` is the
/// revision of its own mark, `style` another style.
pub(crate) fn copied(props: Option<&str>, prefix: &Prefix, style: Option<&str>, mark: &str) -> String {
    let w = prefix.colon();
    let children = props.and_then(|props| Children::of(props, prefix));
    let run = children.as_ref().and_then(|children| children.find("rPr")).map(|(_, run)| run);
    let run = run.and_then(|run| Children::of(run, prefix));
    let run =
        run.map(|run| run.without(&["ins", "del", "moveFrom", "moveTo", "rPrChange"])).unwrap_or_default();
    let run = if style.is_some() { String::new() } else { run };
    let base = match (style, &children) {
        (Some(style), _) => format!("<{w}pStyle {w}val=\"{}\"/>", crate::xml::escape(style)),
        (None, Some(children)) => children.without(&["rPr", "sectPr", "pPrChange"]),
        (None, None) => String::new(),
    };
    let run = if mark.is_empty() && run.is_empty() { run } else { format!("<{w}rPr>{mark}{run}</{w}rPr>") };
    if base.is_empty() && run.is_empty() { String::new() } else { format!("<{w}pPr>{base}{run}</{w}pPr>") }
}

/// Properties that keep the paragraph on the page of the next one.
pub(crate) fn kept_with_next(props: &str, prefix: &Prefix) -> String {
    let keep = format!("<{}/>", prefix.name("keepNext"));
    let Some(children) = Children::of(props, prefix).filter(|found| !found.empty) else {
        let name = prefix.name("pPr");
        return format!("<{name}>{keep}</{name}>");
    };
    let mut splices = Splices::default();
    for (_, span) in children.list.iter().filter(|(token, _)| token.w == Some("keepNext")) {
        splices.remove(*span);
    }
    let style = children.list.iter().find(|(token, _)| token.w == Some("pStyle"));
    splices.insert(style.map_or(children.open.end, |(_, span)| span.end), keep);
    splices.apply(props.to_owned())
}

/// Properties with another style; `change` wraps the old ones as a revision.
pub(crate) fn with_style(
    props: Option<&str>,
    prefix: &Prefix,
    style: &str,
    change: impl FnOnce(&str) -> String,
) -> String {
    let w = prefix.colon();
    let children = props.and_then(|props| Children::of(props, prefix));
    let style = format!("<{w}pStyle {w}val=\"{}\"/>", crate::xml::escape(style));
    let Some(children) = children else {
        return format!("<{w}pPr>{style}{}</{w}pPr>", change(""));
    };
    let old = children.without(&["rPr", "sectPr", "pPrChange"]);
    let rest = children.without(&["pStyle", "rPr", "sectPr", "pPrChange"]);
    let end = children.only(&["rPr", "sectPr"]);
    let kept = children.only(&["pPrChange"]);
    let change = if kept.is_empty() { change(&old) } else { kept };
    format!("<{w}pPr>{style}{rest}{end}{change}</{w}pPr>")
}

/// Properties of a run for a new run like it.
pub(crate) fn clean_run(props: &str, prefix: &Prefix) -> String {
    match Children::of(props, prefix) {
        Some(children) => {
            let inner = children.without(&["rPrChange", "ins", "del", "moveFrom", "moveTo"]);
            let name = prefix.name("rPr");
            if inner.is_empty() { String::new() } else { format!("<{name}>{inner}</{name}>") }
        }
        None => String::new(),
    }
}

/// Properties of a paragraph mark for a run.
pub(crate) fn mark_as_run(props: Option<&str>, prefix: &Prefix) -> Option<String> {
    let children = Children::of(props?, prefix)?;
    let (_, run) = children.find("rPr")?;
    Some(clean_run(run, prefix))
}

/// The code of a field in one element.
pub(crate) fn simple_field_code(tag: &str, prefix: &Prefix) -> String {
    let mut tokens = Tokens::from(tag, 0, prefix);
    match tokens.next() {
        Ok(Some(token)) => token.attribute(tag, "instr").unwrap_or_default(),
        _ => String::new(),
    }
}

/// Properties of a content control that no longer shows a placeholder.
pub(crate) fn without_placeholder(props: &str, prefix: &Prefix) -> String {
    let mut splices = Splices::default();
    if let Some(children) = Children::of(props, prefix) {
        for (_, span) in children.list.iter().filter(|(token, _)| token.w == Some("showingPlcHdr")) {
            splices.remove(*span);
        }
    }
    splices.apply(props.to_owned())
}

/// The start tag of an element that is written empty, made one with an end.
pub(crate) fn opened(tag: &str) -> String {
    let inner = tag.strip_suffix("/>").unwrap_or_else(|| cut(tag, 0, tag.len().saturating_sub(1)));
    format!("{}>", inner.trim_end())
}
