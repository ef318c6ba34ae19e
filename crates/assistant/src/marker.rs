//! The marks by which a model cites, read from a stream that may be cut anywhere.
//!
//! A model is asked to write `[[3|the words it rests on]]` after a statement. Words before a
//! mark go on to the reader at once; a mark is held back until it is whole.

/// A mark may not be longer than this, in bytes; what is longer is ordinary text.
const MAX_MARK: usize = 4_096;

/// A piece of what a model wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words for the reader.
    Text(String),
    /// A citation of a passage by its number in the prompt, with the quote it rests on; the
    /// quote is empty where the model gave none.
    Cite {
        /// The passage's number, from 1.
        passage: u32,
        /// The words quoted.
        quote: String,
    },
}

/// Reads marks out of a stream.
#[derive(Debug, Default)]
pub struct Marks {
    held: String,
}

impl Marks {
    /// Takes the next words of the stream and gives the pieces that are whole.
    pub fn feed(&mut self, words: &str) -> Vec<Piece> {
        self.held.push_str(words);
        let mut pieces = Vec::new();
        loop {
            let Some(open) = self.held.find('[') else {
                push_text(&mut pieces, std::mem::take(&mut self.held));
                return pieces;
            };
            let mark = self.held.split_off(open);
            push_text(&mut pieces, std::mem::take(&mut self.held));
            match parse(&mark) {
                Parsed::Whole { passage, quote, len } => {
                    pieces.push(Piece::Cite { passage, quote });
                    self.held = mark.get(len..).unwrap_or_default().to_owned();
                }
                Parsed::Open if mark.len() <= MAX_MARK => {
                    self.held = mark;
                    return pieces;
                }
                Parsed::Open | Parsed::Not => {
                    push_text(&mut pieces, "[".to_owned());
                    self.held = mark.get(1..).unwrap_or_default().to_owned();
                }
            }
        }
    }

    /// What was held back when the stream ended: ordinary text.
    pub fn finish(&mut self) -> Vec<Piece> {
        let mut pieces = Vec::new();
        push_text(&mut pieces, std::mem::take(&mut self.held));
        pieces
    }
}

enum Parsed {
    Whole { passage: u32, quote: String, len: usize },
    Open,
    Not,
}

/// Parses `[[n|quote]]`, `[[n]]` or `[n]` at the start of `text`.
fn parse(text: &str) -> Parsed {
    let Some(inner) = text.strip_prefix('[') else { return Parsed::Not };
    if inner.is_empty() {
        return Parsed::Open;
    }
    let double = inner.starts_with('[');
    let inner = inner.strip_prefix('[').unwrap_or(inner);
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = inner.split_at(digits);
    if rest.is_empty() {
        return if digits <= 4 { Parsed::Open } else { Parsed::Not };
    }
    let Ok(passage) = number.parse() else { return Parsed::Not };
    let open = if double { 2 } else { 1 };
    if let Some(quoted) = rest.strip_prefix('|').filter(|_| double) {
        return match quoted.find("]]") {
            Some(end) => Parsed::Whole {
                passage,
                quote: quoted.get(..end).unwrap_or_default().trim().trim_matches('"').trim().to_owned(),
                len: open + digits + 1 + end + 2,
            },
            None => Parsed::Open,
        };
    }
    let close = if double { "]]" } else { "]" };
    if rest.starts_with(close) {
        return Parsed::Whole { passage, quote: String::new(), len: open + digits + close.len() };
    }
    if double && rest == "]" { Parsed::Open } else { Parsed::Not }
}

fn push_text(pieces: &mut Vec<Piece>, text: String) {
    if text.is_empty() {
        return;
    }
    match pieces.last_mut() {
        Some(Piece::Text(last)) => last.push_str(&text),
        _ => pieces.push(Piece::Text(text)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(parts: &[&str]) -> Vec<Piece> {
        let mut marks = Marks::default();
        let mut pieces: Vec<Piece> = parts.iter().flat_map(|part| marks.feed(part)).collect();
        pieces.extend(marks.finish());
        pieces.into_iter().fold(Vec::new(), |mut all, piece| {
            match piece {
                Piece::Text(text) => push_text(&mut all, text),
                cite @ Piece::Cite { .. } => all.push(cite),
            }
            all
        })
    }

    fn cite(passage: u32, quote: &str) -> Piece {
        Piece::Cite { passage, quote: quote.to_owned() }
    }

    #[test]
    fn marks_of_every_form_are_read() {
        let pieces = read(&["Ja.[[1|een boete van € 250]] Nee [[2]] of [3]. Zie [art. 3] en [[x]] en a[0"]);
        assert_eq!(
            pieces,
            [
                Piece::Text("Ja.".into()),
                cite(1, "een boete van € 250"),
                Piece::Text(" Nee ".into()),
                cite(2, ""),
                Piece::Text(" of ".into()),
                cite(3, ""),
                Piece::Text(". Zie [art. 3] en [[x]] en a[0".into()),
            ]
        );
    }

    #[test]
    fn an_endless_mark_is_text() {
        let long = format!("[[1|{}", "x".repeat(3 * MAX_MARK));
        assert_eq!(read(&[&long]), [Piece::Text(long.clone())]);
    }

    proptest! {
        #[test]
        fn cutting_the_stream_anywhere_changes_nothing(text in r"([a-z |\[\]0-9é]|\[\[[0-9]\|[a-z]{0,5}\]\]){0,40}", cut in 0_usize..60) {
            let chars: Vec<char> = text.chars().collect();
            let cut = cut.min(chars.len());
            let (head, tail): (String, String) = (chars[..cut].iter().collect(), chars[cut..].iter().collect());
            prop_assert_eq!(read(&[&head, &tail]), read(&[&text]));
        }
    }
}
