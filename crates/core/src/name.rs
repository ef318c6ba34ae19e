//! Names that people give to things, made safe to show and to send in a header.

use thiserror::Error;

/// Why a name was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NameError {
    /// Nothing is left of it.
    #[error("the name is empty")]
    Empty,
    /// It is longer than [`MAX_CHARS`].
    #[error("the name is longer than {MAX_CHARS} characters")]
    TooLong,
}

/// The longest name that is kept, in characters.
pub const MAX_CHARS: usize = 255;

/// The last part of an uploaded file's name, without path parts, control characters and the
/// characters that change reading direction (Unicode Technical Report 36 §2.5).
///
/// # Errors
/// [`NameError`] where nothing is left or too much is left.
pub fn file_name(raw: &str) -> Result<String, NameError> {
    let last = raw.rsplit(['/', '\\']).next().unwrap_or_default();
    line(last).and_then(|name| if name.chars().all(|c| c == '.') { Err(NameError::Empty) } else { Ok(name) })
}

/// A folder path as an upload of a folder gives it: its parts, each made safe, without `.`, `..`.
#[must_use]
pub fn folder(raw: &str) -> Vec<String> {
    raw.split(['/', '\\']).filter_map(|part| file_name(part).ok()).collect()
}

/// One line of text that a person typed as a name: trimmed, one form of white space, no
/// control or direction-changing characters.
///
/// # Errors
/// [`NameError`] where nothing is left or too much is left.
pub fn line(raw: &str) -> Result<String, NameError> {
    let kept: String = raw.chars().filter(|c| !is_unsafe(*c)).collect();
    let text = kept.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        return Err(NameError::Empty);
    }
    if text.chars().count() > MAX_CHARS {
        return Err(NameError::TooLong);
    }
    Ok(text)
}

/// Control characters (but white space, which is folded) and bidirectional or invisible
/// formatting characters.
fn is_unsafe(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{061c}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn path_parts_and_direction_marks_are_taken_out() {
        assert_eq!(file_name("../../etc/passwd").as_deref(), Ok("passwd"));
        assert_eq!(file_name(r"C:\Users\x\brief.docx").as_deref(), Ok("brief.docx"));
        assert_eq!(file_name("factuur\u{202e}fdp.exe").as_deref(), Ok("factuurfdp.exe"));
        assert_eq!(file_name("a\u{0}\r\nb.pdf").as_deref(), Ok("a b.pdf"));
        assert_eq!(file_name(".."), Err(NameError::Empty));
        assert_eq!(line(&"x".repeat(256)), Err(NameError::TooLong));
        assert_eq!(folder("Zaak/../Brieven/./2026"), ["Zaak", "Brieven", "2026"]);
    }
}
