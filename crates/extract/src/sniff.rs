//! What a file is, by its bytes; its name is only compared.

use legalmind_core::document::{FileKind, Reason};

/// The start of an OLE container: old Office files, and new ones that are encrypted.
const OLE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// Header names that make a text a message when two of them stand at its start.
const MAIL_HEADERS: &[&str] = &[
    "from",
    "to",
    "cc",
    "subject",
    "date",
    "received",
    "message-id",
    "mime-version",
    "content-type",
    "return-path",
    "delivered-to",
    "reply-to",
    "sender",
    "x-mailer",
    "dkim-signature",
    "in-reply-to",
    "references",
    "content-transfer-encoding",
    "list-unsubscribe",
    "authentication-results",
];

/// Elements with which a piece of HTML starts.
const HTML_STARTS: &[&str] =
    &["<!doctype html", "<html", "<head", "<body", "<title", "<meta", "<div", "<p>", "<p ", "<table", "<h1"];

/// The kind of a file that the product reads.
///
/// # Errors
///
/// [`Reason::Empty`] without bytes, [`Reason::Encrypted`] for an encrypted Office file,
/// [`Reason::KindMismatch`] when the name promises a kind that the bytes are not,
/// [`Reason::Malformed`] when the name promises one and the bytes are none,
/// [`Reason::Unsupported`] for every other file.
pub fn sniff(bytes: &[u8], name: &str) -> Result<FileKind, Reason> {
    if bytes.is_empty() {
        return Err(Reason::Empty);
    }
    let promised = promised(name);
    if bytes.starts_with(OLE) {
        return Err(ole(bytes, promised));
    }
    let found = by_bytes(bytes);
    match (promised, found) {
        (Some(promised), Some(found)) if promised == found => Ok(found),
        // a page or a message saved as text is text, and text may be called mail or a web page
        (Some(kind @ (FileKind::Text | FileKind::Eml | FileKind::Html)), Some(found)) if textual(found) => {
            Ok(if kind == FileKind::Text || found == FileKind::Text { kind } else { found })
        }
        (Some(_), Some(_)) => Err(Reason::KindMismatch),
        (None, Some(found)) => Ok(found),
        (Some(FileKind::Docx | FileKind::Xlsx), None) if bytes.starts_with(b"PK") => Err(damaged_zip(bytes)),
        (Some(_), None) if foreign(bytes) => Err(Reason::KindMismatch),
        (Some(_), None) => Err(Reason::Malformed),
        (None, None) => Err(Reason::Unsupported),
    }
}

/// Whether the name says that the text is Markdown.
#[must_use]
pub fn is_markdown(name: &str) -> bool {
    matches!(extension(name).as_str(), "md" | "markdown")
}

fn extension(name: &str) -> String {
    name.rsplit_once('.').map_or_else(String::new, |(_, extension)| extension.trim().to_ascii_lowercase())
}

/// The kind that the name promises.
fn promised(name: &str) -> Option<FileKind> {
    match extension(name).as_str() {
        "pdf" => Some(FileKind::Pdf),
        "docx" | "docm" | "dotx" => Some(FileKind::Docx),
        "xlsx" | "xlsm" | "xltx" => Some(FileKind::Xlsx),
        "eml" => Some(FileKind::Eml),
        "html" | "htm" | "xhtml" => Some(FileKind::Html),
        "txt" | "md" | "markdown" => Some(FileKind::Text),
        _ => None,
    }
}

const fn textual(kind: FileKind) -> bool {
    matches!(kind, FileKind::Text | FileKind::Eml | FileKind::Html)
}

fn by_bytes(bytes: &[u8]) -> Option<FileKind> {
    if bytes.starts_with(b"%PDF-") {
        return Some(FileKind::Pdf);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return office(bytes);
    }
    let start = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    let pdf = find(start, b"%PDF-").is_some();
    let Some(text) = text_start(bytes) else {
        // a message may carry its attachments as they are
        let mail = is_mail(&String::from_utf8_lossy(start));
        return if mail { Some(FileKind::Eml) } else { pdf.then_some(FileKind::Pdf) };
    };
    let trimmed = text.trim_start();
    if is_html(trimmed) {
        return Some(FileKind::Html);
    }
    if is_mail(trimmed) {
        return Some(FileKind::Eml);
    }
    if pdf {
        return Some(FileKind::Pdf);
    }
    if trimmed.starts_with("<?xml") || trimmed.starts_with("{\\rtf") {
        return None;
    }
    Some(FileKind::Text)
}

/// Files that are positively something the product does not read.
fn foreign(bytes: &[u8]) -> bool {
    const STARTS: &[&[u8]] = &[
        b"PK",
        b"\x89PNG",
        b"\xff\xd8\xff",
        b"GIF8",
        b"II*\0",
        b"MM\0*",
        b"{\\rtf",
        b"\x7fELF",
        b"MZ",
        b"\x1f\x8b",
        b"Rar!",
        b"7z\xbc\xaf",
        b"BM",
        b"RIFF",
        b"<?xml",
    ];
    STARTS.iter().any(|start| bytes.starts_with(start))
}

/// Which Office file a ZIP is, by the folder of its parts.
fn office(bytes: &[u8]) -> Option<FileKind> {
    let names = directory(bytes).unwrap_or_else(|| heads(bytes));
    let has = |folder: &[u8]| names.iter().any(|name| name.starts_with(folder));
    if !has(b"[Content_Types].xml") && !has(b"_rels/") || has(b"ppt/") {
        None
    } else if has(b"word/") {
        Some(FileKind::Docx)
    } else if has(b"xl/") {
        Some(FileKind::Xlsx)
    } else {
        None
    }
}

/// Names that are looked at in a container.
const MOST_NAMES: usize = 20_000;

/// The names in a container's directory (APPNOTE 4.3.12, 4.3.16); nothing without one.
fn directory(bytes: &[u8]) -> Option<Vec<&[u8]>> {
    let from = bytes.len().saturating_sub(66_000);
    let end = from + bytes.get(from..)?.windows(4).rposition(|window| window == b"PK\x05\x06")?;
    let offset: [u8; 4] = bytes.get(end + 16..end + 20)?.try_into().ok()?;
    let mut at = u32::from_le_bytes(offset) as usize;
    let mut names = Vec::new();
    while names.len() < MOST_NAMES && bytes.get(at..at + 4) == Some(b"PK\x01\x02") {
        let [name, extra, comment] = [28, 30, 32].map(|field| word(bytes, at + field));
        names.extend(bytes.get(at + 46..at + 46 + name));
        at += 46 + name + extra + comment;
    }
    (!names.is_empty()).then_some(names)
}

/// The names in front of a container's parts, where its directory is cut off or elsewhere.
fn heads(bytes: &[u8]) -> Vec<&[u8]> {
    let places = bytes.windows(4).enumerate().filter(|(_, window)| *window == b"PK\x03\x04");
    let name = |(at, _): (usize, &[u8])| bytes.get(at + 30..at + 30 + word(bytes, at + 26));
    places.filter_map(name).take(MOST_NAMES).collect()
}

fn word(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at..at + 2) {
        Some(&[low, high]) => usize::from(u16::from_le_bytes([low, high])),
        _ => 0,
    }
}

/// An Office ZIP without its end was cut off.
fn damaged_zip(bytes: &[u8]) -> Reason {
    let tail = bytes.get(bytes.len().saturating_sub(66_000)..).unwrap_or_default();
    if find(tail, b"PK\x05\x06").is_some() { Reason::KindMismatch } else { Reason::Truncated }
}

fn ole(bytes: &[u8], promised: Option<FileKind>) -> Reason {
    let wide: Vec<u8> = "EncryptedPackage".bytes().flat_map(|byte| [byte, 0]).collect();
    match promised {
        _ if find(bytes, &wide).is_some() => Reason::Encrypted,
        Some(_) => Reason::KindMismatch,
        None => Reason::Unsupported,
    }
}

fn is_html(text: &str) -> bool {
    let mut rest = text;
    loop {
        let start: String = rest.chars().take(40).collect::<String>().to_ascii_lowercase();
        if HTML_STARTS.iter().any(|tag| start.starts_with(tag)) {
            return true;
        }
        // a declaration or comments may stand before the first element
        let end = if start.starts_with("<!--") {
            rest.split_once("-->")
        } else if start.starts_with("<?xml") {
            rest.split_once("?>")
        } else {
            None
        };
        match end {
            Some((_, after)) => rest = after.trim_start(),
            None => return false,
        }
    }
}

fn is_mail(text: &str) -> bool {
    let mut known = 0;
    for line in text.lines().take(60) {
        if line.is_empty() {
            break;
        }
        if line.starts_with([' ', '\t']) || line.starts_with("From ") {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else { return false };
        let plain = |byte: u8| byte.is_ascii_graphic();
        if name.is_empty() || name.len() > 76 || !name.trim_end().bytes().all(plain) {
            return false;
        }
        let name = name.trim_end().to_ascii_lowercase();
        known += usize::from(MAIL_HEADERS.contains(&name.as_str()));
    }
    known >= 2
}

/// The start of a file as text, or nothing when it is no text.
fn text_start(bytes: &[u8]) -> Option<String> {
    let start = bytes.get(..bytes.len().min(8192)).unwrap_or_default();
    if start.starts_with(&[0xff, 0xfe]) || start.starts_with(&[0xfe, 0xff]) {
        let (text, _, _) = encoding_rs::UTF_16LE.decode(start);
        return Some(text.into_owned());
    }
    let odd = start
        .iter()
        .filter(|&&byte| byte < 0x20 && !matches!(byte, b'\n' | b'\r' | b'\t' | 0x0c | 0x1b) || byte == 0x7f)
        .count();
    // a stray control character does not make a letter a program
    if start.contains(&0) || odd > 2 + start.len() / 100 {
        return None;
    }
    let valid = match std::str::from_utf8(start) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    };
    let high = start.iter().filter(|&&byte| byte >= 0x80).count();
    if !valid && high * 3 > start.len() {
        return None;
    }
    let text = String::from_utf8_lossy(start).into_owned();
    Some(text.trim_start_matches('\u{feff}').to_owned())
}

/// Where a run of bytes stands first.
pub fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len().max(1)).position(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn bytes_decide_and_names_are_compared() {
        let html = b"<!-- x --><!DOCTYPE html><html><body>hoi</body></html>";
        assert_eq!(sniff(html, "a.html"), Ok(FileKind::Html));
        assert_eq!(sniff(html, "brief"), Ok(FileKind::Html));
        assert_eq!(sniff(html, "a.pdf"), Err(Reason::KindMismatch));
        assert_eq!(sniff(html, "a.txt"), Ok(FileKind::Text));
        assert_eq!(sniff(b"", "a.pdf"), Err(Reason::Empty));
        assert_eq!(sniff(b"%PDF-1.7\n", "a.docx"), Err(Reason::KindMismatch));
        assert_eq!(sniff(b"\x89PNG\r\n\x1a\n\0\0", "a.pdf"), Err(Reason::KindMismatch));
        assert_eq!(sniff(b"\x89PNG\r\n\x1a\n\0\0", "a.png"), Err(Reason::Unsupported));
        assert_eq!(sniff("Geachte confrère,\n".as_bytes(), "brief.txt"), Ok(FileKind::Text));
        assert_eq!(sniff(b"caf\xe9 en zo", "brief.txt"), Ok(FileKind::Text));
        assert_eq!(sniff(b"\xff\xfeh\0i\0", "brief.txt"), Ok(FileKind::Text));
        assert_eq!(sniff(b"Just text", "a.pdf"), Err(Reason::KindMismatch));
    }

    #[test]
    fn mail_is_known_by_its_headers() {
        let mail = b"From: a@example.nl\r\nSubject: x\r\n\r\nhoi";
        assert_eq!(sniff(mail, "x"), Ok(FileKind::Eml));
        assert_eq!(sniff(mail, "x.eml"), Ok(FileKind::Eml));
        assert_eq!(sniff(b"Let op: dit is geen mail\nTweede: regel", "x"), Ok(FileKind::Text));
    }

    #[test]
    fn an_encrypted_office_file_says_so() {
        let mut bytes = OLE.to_vec();
        bytes.extend("EncryptedPackage".bytes().flat_map(|byte| [byte, 0]));
        assert_eq!(sniff(&bytes, "a.docx"), Err(Reason::Encrypted));
        assert_eq!(sniff(OLE, "a.docx"), Err(Reason::KindMismatch));
        assert_eq!(sniff(OLE, "a.doc"), Err(Reason::Unsupported));
    }

    proptest! {
        #[test]
        fn any_bytes_have_a_kind_or_a_reason(bytes in prop::collection::vec(any::<u8>(), 0..300), name in ".{0,12}") {
            let _ = sniff(&bytes, &name);
        }
    }
}
