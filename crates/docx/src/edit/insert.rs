//! New paragraphs.
//!
//! A paragraph mark belongs to the end of its paragraph. A new paragraph before another one brings
//! its own mark, which is new; when it is rejected, nothing is left to run on into the next one. A
//! new paragraph at the end of a container cannot: there the mark before it is the new one, and
//! the last mark stays the old one.

use super::{Target, apply::Plan, build::format_change};
use crate::{
    error::Refusal,
    package::Package,
    pen::{Mode, Pen},
    props,
    revision::RevisionKind,
    story::{Place, Story},
};

impl Package {
    pub(super) fn plan_insert(
        &self,
        number: usize,
        after: &Target,
        texts: &[String],
        style: Option<&str>,
        mode: &Mode,
        plan: &mut Plan,
    ) -> Result<(), Refusal> {
        let spot = self.spot(after)?;
        if let Some(style) = style.filter(|style| !self.has_style(style)) {
            return Err(Refusal::NoStyle(style.to_owned()));
        }
        let story = self.stories.get(spot.story).ok_or(Refusal::NotFound)?;
        let place = story.places.get(spot.paragraph).ok_or(Refusal::NotFound)?;
        if place.fields.is_some() {
            return Err(Refusal::CutsField);
        }
        let mut pen = Pen::new(&story.prefix, mode, plan.next);
        let paragraph = story.paragraph(place).map_err(|_| Refusal::unsupported("a damaged paragraph"))?;
        if paragraph.fields.iter().any(|field| field.end.is_none()) {
            return Err(Refusal::CutsField);
        }
        let old = paragraph.properties();
        let run = props::mark_as_run(old, &story.prefix).filter(|_| style.is_none());
        let contents: Vec<String> =
            texts.iter().map(|text| pen.run(run.as_deref().filter(|run| !run.is_empty()), text)).collect();
        let (xml, first_mark) = new_paragraphs(story, place, old, style, &contents, &mut pen);
        plan.next = pen.next;
        plan.count(spot.story, &pen);
        let todo = plan.todo(number, &spot);
        if first_mark {
            if todo.mark.is_some() {
                return Err(Refusal::Overlap);
            }
            todo.mark = Some(("ins", RevisionKind::ParagraphInsertion));
        }
        todo.after.push_str(&xml);
        todo.new += texts.len();
        Ok(())
    }
}

/// New paragraphs with these runs behind a paragraph, and whether its mark is the new one.
pub(crate) fn new_paragraphs(
    story: &Story,
    place: &Place,
    old: Option<&str>,
    style: Option<&str>,
    contents: &[String],
    pen: &mut Pen<'_>,
) -> (String, bool) {
    let prefix = &story.prefix;
    let tracked = pen.author.is_some();
    let free = !props::mark_has(old, prefix, props::MARKS);
    let last = story.next_sibling(place).is_none_or(|next| next == "sectPr");
    let first_mark = tracked && free && last && !contents.is_empty();
    let w = prefix.colon();
    let mut xml = String::new();
    for (number, content) in contents.iter().enumerate() {
        let content = pen.wrapped("ins", RevisionKind::Insertion, content);
        let props = if first_mark && number + 1 == contents.len() {
            last_properties(old, style, pen)
        } else {
            let mark = pen.mark("ins", RevisionKind::ParagraphInsertion);
            props::copied(old, prefix, style, &mark)
        };
        xml.push_str(&format!("<{w}p>{props}{content}</{w}p>"));
    }
    (xml, first_mark)
}

/// Properties of a new last paragraph, whose mark is the old one: another style is a change of it.
fn last_properties(old: Option<&str>, style: Option<&str>, pen: &mut Pen<'_>) -> String {
    let prefix = pen.prefix;
    let base = props::copied(old, prefix, None, "");
    match style {
        Some(style) => {
            let base = Some(base.as_str()).filter(|base| !base.is_empty());
            props::with_style(base, prefix, style, |old| format_change(pen, old))
        }
        None => base,
    }
}
