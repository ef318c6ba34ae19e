//! Plain text and Markdown.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::block::Block;

/// Paragraphs of a text; a form feed starts a page.
pub fn read(bytes: &[u8], markdown: bool) -> Vec<Vec<Block>> {
    decode(bytes).split('\u{c}').map(|page| paragraphs(page, markdown)).collect()
}

/// The text, by its byte order mark, else UTF-8, else windows-1252.
pub fn decode(bytes: &[u8]) -> String {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None if std::str::from_utf8(bytes).is_ok() => UTF_8,
        None => WINDOWS_1252,
    };
    encoding.decode(bytes).0.into_owned()
}

/// Paragraphs, set apart by blank lines.
pub fn paragraphs(text: &str, markdown: bool) -> Vec<Block> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut blocks = Vec::new();
    let mut lines: Vec<&str> = Vec::new();
    let mut fenced = false;
    for line in text.split('\n') {
        if markdown && line.trim_start().starts_with("```") {
            fenced = !fenced;
        }
        if line.trim().is_empty() {
            flush(&mut lines, &mut blocks);
        } else if let Some(title) = heading(line).filter(|_| markdown && !fenced) {
            flush(&mut lines, &mut blocks);
            blocks.push(Block::heading(title));
        } else if markdown && !fenced && lines.len() == 1 && underline(line) {
            blocks.push(Block::heading(lines.concat().trim()));
            lines.clear();
        } else {
            lines.push(line);
        }
    }
    flush(&mut lines, &mut blocks);
    blocks
}

fn flush(lines: &mut Vec<&str>, blocks: &mut Vec<Block>) {
    if !lines.is_empty() {
        blocks.push(Block::text(lines.join("\n")));
        lines.clear();
    }
}

/// `## Title`, one to six marks (CommonMark 4.2).
fn heading(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches('#');
    let marks = line.len() - rest.len();
    let title = rest.trim().trim_end_matches('#').trim_end();
    ((1..=6).contains(&marks) && rest.starts_with([' ', '\t']) && !title.is_empty()).then_some(title)
}

/// The line under a title (CommonMark 4.3).
fn underline(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 2 && (line.bytes().all(|byte| byte == b'=') || line.bytes().all(|byte| byte == b'-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings() {
        assert_eq!(decode("één".as_bytes()), "één");
        assert_eq!(decode(b"\xef\xbb\xbfhoi"), "hoi");
        assert_eq!(decode(b"\xff\xfeh\0\xe9\0"), "hé");
        assert_eq!(decode(b"\xfe\xff\0h\0\xe9"), "hé");
        assert_eq!(decode(b"\x80 5,- caf\xe9"), "€ 5,- café");
    }

    #[test]
    fn markdown_headings() {
        let blocks = paragraphs("# Een #\ntekst\n\nTwee\n====\n\n#geen\n```\n# code\n```", true);
        let headings: Vec<&str> =
            blocks.iter().filter(|block| block.heading).map(|block| block.text.as_str()).collect();
        assert_eq!(headings, ["Een", "Twee"]);
        assert!(paragraphs("# Een", false).iter().all(|block| !block.heading));
    }
}
