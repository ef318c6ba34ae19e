//! The row as XML.

use super::{
    Change, Rewritten,
    flow::{Slice, Step},
    plan::Plan,
};
use crate::{
    error::Refusal,
    paragraph::{Around, ItemKind, Paragraph},
    pen::Pen,
    props,
    revision::RevisionKind,
};

struct Write<'a, 'p> {
    paragraph: &'a Paragraph<'a>,
    changes: &'a [&'a Change],
    plan: &'a Plan,
    pen: &'a mut Pen<'p>,
    out: String,
    /// Open elements.
    open: Vec<usize>,
    /// A deletion of ours that is open, so that runs side by side share one.
    deleting: bool,
    /// How often each run was written; from the second time on its properties' ids are new.
    written: Vec<u32>,
}

pub(super) fn write(
    paragraph: &Paragraph<'_>,
    changes: &[&Change],
    plan: &Plan,
    row: Vec<Step>,
    pen: &mut Pen<'_>,
) -> Result<Rewritten, Refusal> {
    let out = String::with_capacity(paragraph.xml.len() + 256);
    let written = vec![0; paragraph.runs.len()];
    let mut write = Write { paragraph, changes, plan, pen, out, open: Vec::new(), deleting: false, written };
    for step in &row {
        write.step(step)?;
    }
    write.end_deletion();
    Ok(Rewritten { content: write.out })
}

impl Write<'_, '_> {
    fn step(&mut self, step: &Step) -> Result<(), Refusal> {
        if !matches!(step, Step::Slices { gone: Some(_), .. }) {
            self.end_deletion();
        }
        match step {
            Step::Open(number) => self.open(*number),
            Step::Close(number) => self.close(*number),
            Step::Raw(span) => self.raw(span.of(self.paragraph.xml)),
            Step::Object(item, None) => {
                let span = self.paragraph.items.get(*item).map(|item| item.span).unwrap_or_default();
                self.out.push_str(span.of(self.paragraph.xml));
            }
            Step::Object(_, Some(_)) => return Err(Refusal::unsupported("a formula")),
            Step::Slices { run, slices, gone: None } => self.keep(*run, slices),
            Step::Slices { run, slices, gone: Some(_) } => self.remove(*run, slices)?,
            Step::Insert(number) => self.insert(*number)?,
            Step::MarkBefore(number) => self.mark(*number, |(before, _)| before),
            Step::MarkBehind(number) => self.mark(*number, |(_, behind)| behind),
        }
        Ok(())
    }

    fn mark(&mut self, number: usize, side: impl Fn(&(String, String)) -> &String) {
        if let Some(marks) = self.changes.get(number).and_then(|change| change.marks.as_ref()) {
            self.out.push_str(side(marks));
        }
    }

    /// What is no run. A control that is filled shows a placeholder no more (§17.5.2.39); what a
    /// field of one element keeps beside its runs goes with it.
    fn raw(&mut self, xml: &str) {
        let within = self.open.last().copied();
        if within.is_some_and(|number| self.opened(number)) {
            return;
        }
        if let Some(number) = within
            && xml.contains("showingPlcHdr")
        {
            let range = self.paragraph.range_inside(number);
            if self
                .changes
                .iter()
                .any(|change| change.fills && (change.start, change.end) == (range.start, range.end))
            {
                self.out.push_str(&props::without_placeholder(xml, self.paragraph.prefix));
                return;
            }
        }
        self.out.push_str(xml);
    }

    fn opened(&self, number: usize) -> bool {
        self.plan.opened.get(number).copied().unwrap_or_default()
    }

    fn open(&mut self, number: usize) {
        self.open.push(number);
        let Some(container) = self.paragraph.containers.get(number) else { return };
        let tag = container.open.of(self.paragraph.xml);
        if !self.opened(number) {
            self.out.push_str(tag);
            return;
        }
        // a field in one element that goes: as marks, since a deletion cannot hold the element
        if self.pen.author.is_none() {
            return;
        }
        let w = self.pen.prefix.colon();
        let code = props::simple_field_code(tag, self.paragraph.prefix);
        let code = self.pen.text("delInstrText", &code);
        let runs = format!(
            "<{w}r><{w}fldChar {w}fldCharType=\"begin\"/></{w}r><{w}r>{code}</{w}r><{w}r><{w}fldChar {w}fldCharType=\"separate\"/></{w}r>"
        );
        self.begin_deletion();
        self.out.push_str(&runs);
    }

    fn close(&mut self, number: usize) {
        self.open.pop();
        let Some(container) = self.paragraph.containers.get(number) else { return };
        if !self.opened(number) {
            self.out.push_str(container.close.of(self.paragraph.xml));
        } else if self.pen.author.is_some() {
            let w = self.pen.prefix.colon();
            self.begin_deletion();
            self.out.push_str(&format!("<{w}r><{w}fldChar {w}fldCharType=\"end\"/></{w}r>"));
        }
    }

    fn begin_deletion(&mut self) {
        if !self.deleting && self.pen.author.is_some() {
            let open = self.pen.revision("del", RevisionKind::Deletion);
            self.out.push_str(&format!("<{open}>"));
            self.deleting = true;
        }
    }

    fn end_deletion(&mut self) {
        if std::mem::take(&mut self.deleting) {
            self.out.push_str(&format!("</{}>", self.pen.prefix.name("del")));
        }
    }

    /// A run or a part of it, as it was.
    fn keep(&mut self, number: usize, slices: &[Slice]) {
        let Some(run) = self.paragraph.runs.get(number) else { return };
        let whole = slices.len() == run.items.len() && slices.iter().all(|slice| self.is_whole(slice));
        if whole {
            self.out.push_str(run.span.of(self.paragraph.xml));
            return;
        }
        self.head(number);
        for slice in slices {
            self.slice(slice, false);
        }
        self.out.push_str(&format!("</{}>", self.pen.prefix.name("r")));
    }

    /// A run or a part of it that goes.
    fn remove(&mut self, number: usize, slices: &[Slice]) -> Result<(), Refusal> {
        let item = |slice: &Slice| self.paragraph.items.get(slice.item);
        if self.pen.author.is_none() {
            let tracked = slices.iter().filter_map(item).any(|item| item.inserted || item.deleted);
            let formatted =
                self.paragraph.run_properties(number).is_some_and(|props| props.contains("rPrChange"));
            let boxed = slices.iter().filter_map(item).any(|item| {
                item.kind == ItemKind::Object && item.span.of(self.paragraph.xml).contains("txbxContent")
            });
            if boxed {
                return Err(Refusal::unsupported("a text box, directly"));
            }
            return if tracked || formatted { Err(Refusal::LosesRevision) } else { Ok(()) };
        }
        // what was already deleted stays so, under the name of who did it
        if slices.iter().filter_map(item).all(|item| item.deleted) {
            self.end_deletion();
            self.keep(number, slices);
            return Ok(());
        }
        self.begin_deletion();
        self.head(number);
        for slice in slices {
            self.slice(slice, true);
        }
        self.out.push_str(&format!("</{}>", self.pen.prefix.name("r")));
        Ok(())
    }

    fn is_whole(&self, slice: &Slice) -> bool {
        let length = self.paragraph.items.get(slice.item).map(|item| item.text.chars().count());
        slice.from == 0 && Some(slice.to) == length
    }

    /// Start tag and properties of a run.
    fn head(&mut self, number: usize) {
        let Some(run) = self.paragraph.runs.get(number) else { return };
        let tag = run.open.of(self.paragraph.xml);
        // an empty run has no items and is written whole; its tag would close itself
        self.out.push_str(tag);
        let Some(props) = self.paragraph.run_properties(number) else { return };
        let again = self.written.get_mut(number).is_some_and(|count| {
            *count += 1;
            *count > 1
        });
        if again && props.contains("rPrChange") {
            let props = self.pen.again(props, RevisionKind::RunFormat);
            self.out.push_str(&props);
        } else {
            self.out.push_str(props);
        }
    }

    fn slice(&mut self, slice: &Slice, gone: bool) {
        let Some(item) = self.paragraph.items.get(slice.item) else { return };
        let xml = self.paragraph.xml;
        let (text, code) = match item.kind {
            ItemKind::Text(inner) => (Some(inner), false),
            ItemKind::Code(inner) => (Some(inner), true),
            _ => (None, false),
        };
        let Some(inner) = text else {
            self.out.push_str(item.span.of(xml));
            return;
        };
        let whole = self.is_whole(slice);
        if whole && !gone {
            self.out.push_str(item.span.of(xml));
            return;
        }
        let element = match (code, gone) {
            (true, true) => "delInstrText",
            (true, false) => "instrText",
            (false, true) => "delText",
            (false, false) if item.deleted => "delText",
            (false, false) => "t",
        };
        let piece = if whole {
            let name = self.pen.prefix.name(element);
            format!("<{name} xml:space=\"preserve\">{}</{name}>", inner.of(xml))
        } else {
            let part: String = item.text.chars().skip(slice.from).take(slice.to - slice.from).collect();
            self.pen.text(element, &part)
        };
        self.out.push_str(&piece);
    }

    /// The new text of a change. Inside of somebody's insertion it stands between two halves of it:
    /// that author did not write it.
    fn insert(&mut self, number: usize) -> Result<(), Refusal> {
        let Some(change) = self.changes.get(number) else { return Ok(()) };
        let runs: String = change
            .insert
            .iter()
            .map(|fragment| {
                let beside = self.beside(change);
                let props = fragment.props.as_deref().map_or(beside.as_deref(), Some);
                self.pen.run(props.filter(|props| !props.is_empty()), &fragment.text)
            })
            .collect();
        let runs = self.pen.wrapped("ins", RevisionKind::Insertion, &runs);
        let adds = |number: &usize| {
            self.paragraph.containers.get(*number).is_some_and(|container| container.around.adds())
        };
        let Some(outer) = self.open.iter().position(adds) else {
            self.out.push_str(&runs);
            return Ok(());
        };
        let halves: Vec<usize> = self.open.iter().skip(outer).copied().collect();
        let container = |number: &usize| self.paragraph.containers.get(*number);
        for half in halves.iter().rev().filter_map(container) {
            if matches!(half.around, Around::Control { .. } | Around::Other | Around::SimpleField) {
                return Err(Refusal::unsupported("a content control inside of an insertion"));
            }
            self.out.push_str(half.close.of(self.paragraph.xml));
        }
        self.out.push_str(&runs);
        for half in halves.iter().filter_map(container) {
            let tag = half.open.of(self.paragraph.xml);
            let kind = match half.around {
                Around::Insertion => RevisionKind::Insertion,
                Around::MoveTo => RevisionKind::MoveTo,
                _ => {
                    self.out.push_str(tag);
                    continue;
                }
            };
            let tag = self.pen.again(tag, kind);
            self.out.push_str(&tag);
        }
        Ok(())
    }

    /// The properties of the text that a new text takes the place of, or stands beside.
    fn beside(&self, change: &Change) -> Option<String> {
        let items = self.paragraph.items.iter().enumerate();
        let texts = items.filter(|(_, item)| item.shows() && matches!(item.kind, ItemKind::Text(_)));
        let mut found = None;
        for (at, item) in texts {
            let (start, end) = self.plan.shown.get(at).copied().unwrap_or_default();
            let replaced = change.start < change.end && change.start < end;
            if found.is_some() && (start >= change.start && !replaced || start > change.start) {
                break;
            }
            found = item.run;
            if replaced {
                break;
            }
        }
        match found {
            Some(run) => {
                self.paragraph.run_properties(run).map(|props| props::clean_run(props, self.paragraph.prefix))
            }
            None => props::mark_as_run(self.paragraph.properties(), self.paragraph.prefix),
        }
    }
}
