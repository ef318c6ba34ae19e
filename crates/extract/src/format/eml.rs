//! E-mail (RFC 5322, MIME): headers and body as text, attachments as files of their own.

use std::io::Write;

use legalmind_core::document::Reason;
use mail_parser::{Address, Encoding, Message, MessageParser, MessagePart, MimeHeaders, PartType};

use super::{html, text};
use crate::{
    block::{Block, paginate},
    child::serve::{Sink, Stop},
    limits::Limits,
    page::{one_line, tidy},
};

/// More messages than this inside one are not even parsed: their mere release would nest as deep.
const MOST_NESTED: usize = 2_000;

/// Reads a message.
pub fn read<W: Write>(bytes: &[u8], limits: &Limits, sink: &mut Sink<'_, W>) -> Result<(), Stop> {
    if nested_marks(bytes) > MOST_NESTED {
        return Err(Reason::NestedTooDeep.into());
    }
    let message = MessageParser::default().parse(bytes).ok_or(Reason::Malformed)?;
    if depth(&message) > limits.depth {
        return Err(Reason::NestedTooDeep.into());
    }
    sink.title(message.subject().unwrap_or_default())?;
    let mut blocks = vec![Block::text(headers(&message))];
    blocks.extend(body(&message));
    sink.pages(paginate(vec![blocks]))?;
    let children = children(&message, bytes);
    if children.len() > limits.children as usize {
        return Err(Reason::TooLarge.into());
    }
    for (name, bytes) in children {
        sink.child(name, bytes)?;
    }
    Ok(())
}

/// How many parts call themselves a message.
fn nested_marks(bytes: &[u8]) -> usize {
    const MARK: &[u8] = b"message/";
    bytes.windows(MARK.len()).filter(|window| window.eq_ignore_ascii_case(MARK)).count()
}

/// How deep messages nest in this one, counted without recursion.
fn depth(message: &Message<'_>) -> u32 {
    let mut deepest = 0;
    let mut open = vec![(message, 0_u32)];
    while let Some((message, level)) = open.pop() {
        deepest = deepest.max(level);
        for part in &message.parts {
            if let PartType::Message(inner) = &part.body {
                open.push((inner, level + 1));
            }
        }
    }
    deepest
}

/// The headers a reader wants, one a line.
fn headers(message: &Message<'_>) -> String {
    let mut lines = Vec::new();
    let mut line = |name: &str, value: String| {
        if !value.is_empty() {
            lines.push(format!("{name}: {value}"));
        }
    };
    line("From", people(message.from()));
    line("To", people(message.to()));
    line("Cc", people(message.cc()));
    line("Bcc", people(message.bcc()));
    line("Date", message.date().map(|date| date.to_rfc822()).unwrap_or_default());
    line("Subject", one_line(message.subject().unwrap_or_default()));
    lines.join("\n")
}

fn people(address: Option<&Address<'_>>) -> String {
    let Some(address) = address else { return String::new() };
    let people = address.iter().filter_map(|person| match (person.name(), person.address()) {
        (Some(name), Some(address)) => Some(format!("{name} <{address}>")),
        (Some(one), None) | (None, Some(one)) => Some(one.to_owned()),
        (None, None) => None,
    });
    one_line(&people.collect::<Vec<_>>().join(", "))
}

/// The body: plain text where the message has it, else what its HTML shows.
fn body(message: &Message<'_>) -> Vec<Block> {
    let plain = blocks_of(message, &message.text_body);
    let empty = plain.iter().all(|block| block.text.trim().is_empty());
    if empty { blocks_of(message, &message.html_body) } else { plain }
}

fn blocks_of(message: &Message<'_>, parts: &[u32]) -> Vec<Block> {
    let mut blocks = Vec::new();
    for part in parts.iter().filter_map(|&id| message.part(id)) {
        match &part.body {
            PartType::Text(body) => blocks.extend(text::paragraphs(body, false)),
            PartType::Html(body) => blocks.extend(html::read(body).blocks),
            _ => {}
        }
    }
    blocks
}

/// The attachments: name and bytes.
fn children<'a>(message: &'a Message<'_>, raw: &'a [u8]) -> Vec<(String, &'a [u8])> {
    let mut out = Vec::new();
    for part in message.attachments.iter().filter_map(|&id| message.part(id)) {
        if is_decoration(part) {
            continue;
        }
        let bytes = match &part.body {
            PartType::Message(_) if part.encoding == Encoding::None => {
                raw.get(part.offset_body as usize..part.offset_end as usize).unwrap_or_default()
            }
            PartType::Message(inner) => inner.raw_message.as_ref(),
            _ => part.contents(),
        };
        if !bytes.is_empty() {
            out.push((name(part, out.len() + 1), bytes));
        }
    }
    out
}

/// A picture that belongs to the HTML of the body (a logo in a signature).
fn is_decoration(part: &MessagePart<'_>) -> bool {
    let picture = part.content_type().is_some_and(|kind| kind.ctype() == "image");
    let attached = part.content_disposition().is_some_and(|how| how.is_attachment());
    picture && !attached && part.content_id().is_some()
}

/// The name of an attachment, without folders; made up where it has none.
fn name(part: &MessagePart<'_>, number: usize) -> String {
    let given = part.attachment_name().map(tidy).unwrap_or_default();
    if let PartType::Message(inner) = &part.body {
        let subject = tidy(inner.subject().unwrap_or_default());
        let base = if given.is_empty() { subject } else { given };
        let base = if base.is_empty() { format!("message {number}") } else { base };
        return if base.to_ascii_lowercase().ends_with(".eml") { base } else { format!("{base}.eml") };
    }
    if !given.is_empty() {
        return given;
    }
    let extension = match part.content_type().map(|kind| (kind.ctype(), kind.subtype().unwrap_or_default())) {
        Some(("text", "html")) => "html",
        Some(("text", "calendar")) => "ics",
        Some(("text", _)) | None => "txt",
        Some((_, "pdf")) => "pdf",
        Some(("image", kind @ ("png" | "jpeg" | "gif" | "tiff"))) => kind,
        Some(_) => "bin",
    };
    format!("attachment {number}.{extension}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nesting_is_counted() {
        let mut mail = String::from("Subject: in\r\n\r\nx");
        for _ in 0..5 {
            mail = format!("Subject: uit\r\nContent-Type: message/rfc822\r\n\r\n{mail}");
        }
        let message = MessageParser::default().parse(mail.as_bytes()).unwrap();
        assert_eq!(depth(&message), 5);
        assert_eq!(nested_marks(mail.as_bytes()), 5);
    }
}
