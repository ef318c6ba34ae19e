//! One paragraph as a screen shows it.

use super::{
    Context,
    look::{Look, Looks},
    shape::{ReadParagraph, ReadRun},
};
use crate::{
    error::Error,
    paragraph::{Around, Item, ItemKind, Paragraph},
    props::Own,
    story::StoryKind,
    xml::Tokens,
};

pub(super) fn read(
    context: &Context<'_>,
    number: usize,
    looks: &mut Looks<'_>,
) -> Result<ReadParagraph, Error> {
    let story = context.story;
    let place = story.places.get(number).cloned().unwrap_or_default();
    let paragraph = story.paragraph(&place)?;
    let own = Own::of(paragraph.properties(), paragraph.prefix);
    let of_style = looks.paragraph(own.style.as_deref()).clone();
    let label = context.labels.get(number).and_then(Option::as_ref);
    let found = story.layout.paragraphs.get(&number).cloned().unwrap_or_default();
    let mut runs = Runs {
        context,
        paragraph: &paragraph,
        base: place.span.start,
        note: found.note,
        comments: found.comments,
        next: story.layout.points.partition_point(|point| point.at < place.span.start),
        out: Vec::new(),
    };
    runs.read(of_style.look, looks, place.fields.as_deref().map_or(0, <[bool]>::len));
    let heading = match own.outline {
        Some(level) => (level < 9).then_some(level + 1),
        None => of_style.heading,
    };
    let indent = match label {
        // its number hangs before its text: half an inch is no step
        Some(label) => label.level.max(steps(own.indent.or(label.left).unwrap_or(0) - STEP)),
        None => steps(own.indent.or(of_style.indent).unwrap_or(0)),
    };
    let runs = runs.out;
    Ok(ReadParagraph {
        part: story.name.clone(),
        kind: story.kind,
        number,
        label: label.map(|label| label.text.clone()).filter(|text| !text.is_empty()),
        heading,
        style: own.style,
        style_name: of_style.name,
        align: own.align.or(of_style.align),
        indent: indent.min(8),
        cell: found.cell,
        mark: context.mark(number),
        runs,
    })
}

/// Half an inch, in twentieths of a point.
const STEP: i32 = 720;

/// Half inches, rounded.
fn steps(twips: i32) -> u32 {
    (twips.max(0) + STEP / 2) as u32 / STEP as u32
}

/// The texts of a paragraph, laid out from its start.
struct Runs<'a> {
    context: &'a Context<'a>,
    paragraph: &'a Paragraph<'a>,
    /// Where the paragraph starts in the part.
    base: u32,
    /// The note that it belongs to.
    note: Option<i64>,
    /// Comments that speak of what comes next, and the next of their marks.
    comments: Vec<u32>,
    next: usize,
    out: Vec<ReadRun>,
}

impl Runs<'_> {
    /// `open` fields began before the paragraph.
    fn read(&mut self, of_style: Look, looks: &mut Looks<'_>, open: usize) {
        let paragraph = self.paragraph;
        let mut look: (Option<usize>, [bool; 5]) = (None, [false; 5]);
        let (mut at, mut fields) = (0, open);
        for item in &paragraph.items {
            match item.kind {
                ItemKind::FieldBegin => fields += 1,
                ItemKind::FieldEnd => fields = fields.saturating_sub(1),
                _ => {}
            }
            self.pass(self.base + item.span.start);
            let note = self.mark_of_note(item);
            if item.code || (item.text.is_empty() && note.is_none()) {
                continue;
            }
            if look.0 != item.run || item.run.is_none() {
                let props = item.run.and_then(|run| paragraph.run_properties(run));
                look = (item.run, looks.run(props, paragraph.prefix, of_style));
            }
            let [bold, italic, underline, strike, highlight] = look.1;
            let mut run = ReadRun {
                text: item.text.clone(),
                start: (!item.deleted).then_some(at),
                bold,
                italic,
                underline,
                strike,
                highlight,
                comments: self.comments.clone(),
                note,
                field: fields > 0,
                ..ReadRun::default()
            };
            self.revisions(item, &mut run);
            at += if item.shows() { item.text.chars().count() } else { 0 };
            match self.out.last_mut() {
                Some(last) if last.takes(&run) => last.text.push_str(&run.text),
                _ => self.out.push(run),
            }
        }
    }

    /// What lies around an item, innermost first.
    fn revisions(&self, item: &Item, run: &mut ReadRun) {
        for (_, container) in self.paragraph.around(item.container) {
            let number = || self.context.revision(self.base + container.open.start);
            match container.around {
                Around::Insertion => run.inserted = run.inserted.or_else(number),
                Around::Deletion => run.deleted = run.deleted.or_else(number),
                Around::MoveTo => {
                    run.inserted = run.inserted.or_else(number);
                    run.moved = true;
                }
                Around::MoveFrom => {
                    run.deleted = run.deleted.or_else(number);
                    run.moved = true;
                }
                Around::SimpleField => run.field = true,
                Around::Control { .. } | Around::Link | Around::Other => {}
            }
        }
    }

    /// Goes past the marks of comments that stand before an offset.
    fn pass(&mut self, at: u32) {
        while let Some(point) = self.context.story.layout.points.get(self.next).filter(|point| point.at < at)
        {
            point.turn(&mut self.comments);
            self.next += 1;
        }
    }

    /// The number of a note, at its reference and in the note itself.
    fn mark_of_note(&self, item: &Item) -> Option<String> {
        let xml = item.span.of(self.paragraph.xml);
        let kind = |local: &str| match local {
            "footnoteReference" | "footnoteRef" => Some(StoryKind::Footnotes),
            "endnoteReference" | "endnoteRef" => Some(StoryKind::Endnotes),
            _ => None,
        };
        let (kind, id) = match item.kind {
            ItemKind::Object | ItemKind::Nothing if xml.contains("noteRef") => {
                let token = Tokens::new(xml, self.paragraph.prefix).next().ok()??;
                let id = token.attribute(xml, "id").and_then(|id| id.trim().parse().ok());
                (kind(token.w?)?, id.or(self.note)?)
            }
            _ => return None,
        };
        number_of_note(kind, *self.context.notes.get(&(kind, id))?)
    }
}

/// The number of a note as it is shown.
pub(super) fn number_of_note(kind: StoryKind, number: usize) -> Option<String> {
    // the usual formats; a section may choose another (§17.11.18)
    let format = if kind == StoryKind::Endnotes { "lowerRoman" } else { "decimal" };
    Some(crate::numbering::shown(u32::try_from(number).ok()?, format))
}
