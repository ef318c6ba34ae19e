//! Server-sent events (WHATWG HTML §9.2.6), read from bytes cut at any place.

use crate::error::Error;

/// One event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Event {
    /// Its type; empty for the plain kind.
    pub name: String,
    /// Its data, lines joined by `\n`.
    pub data: String,
}

/// Reads events from pieces of a stream. An event that the stream leaves unfinished is not
/// given, as the standard says.
#[derive(Debug)]
pub struct Parser {
    line: Vec<u8>,
    event: Event,
    has_data: bool,
    after_return: bool,
    at_start: bool,
    limit: usize,
}

impl Parser {
    /// A parser that refuses an event of more than `limit` bytes.
    #[must_use]
    pub fn new(limit: usize) -> Self {
        Self {
            line: Vec::new(),
            event: Event::default(),
            has_data: false,
            after_return: false,
            at_start: true,
            limit,
        }
    }

    /// Takes a piece and adds the events that it completes to `events`, also those that come
    /// before an error.
    ///
    /// # Errors
    /// [`Error::TooLarge`] for an event over the limit, [`Error::Nonsense`] for bytes that are
    /// not text (UTF-8).
    pub fn feed(&mut self, piece: &[u8], events: &mut Vec<Event>) -> Result<(), Error> {
        for &byte in piece {
            let closes_pair = std::mem::take(&mut self.after_return) && byte == b'\n';
            if closes_pair {
                continue;
            }
            if byte == b'\n' || byte == b'\r' {
                self.after_return = byte == b'\r';
                events.extend(self.end_line()?);
            } else {
                self.line.push(byte);
                self.check_size()?;
            }
        }
        Ok(())
    }

    fn check_size(&self) -> Result<(), Error> {
        let size = self.line.len() + self.event.data.len() + self.event.name.len();
        if size > self.limit { Err(Error::TooLarge) } else { Ok(()) }
    }

    fn end_line(&mut self) -> Result<Option<Event>, Error> {
        let bytes = std::mem::take(&mut self.line);
        let text = std::str::from_utf8(&bytes).map_err(|_| Error::Nonsense)?;
        let first = std::mem::take(&mut self.at_start);
        let text = if first { text.strip_prefix('\u{feff}').unwrap_or(text) } else { text };
        if text.is_empty() {
            let event = std::mem::take(&mut self.event);
            return Ok(std::mem::take(&mut self.has_data).then_some(event));
        }
        let (field, value) = text.split_once(':').unwrap_or((text, ""));
        self.take_field(field, value.strip_prefix(' ').unwrap_or(value));
        Ok(None)
    }

    fn take_field(&mut self, field: &str, value: &str) {
        match field {
            "data" => {
                if self.has_data {
                    self.event.data.push('\n');
                }
                self.has_data = true;
                self.event.data.push_str(value);
            }
            "event" => value.clone_into(&mut self.event.name),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(pieces: &[&[u8]]) -> Vec<Event> {
        let mut parser = Parser::new(4096);
        let mut events = Vec::new();
        for piece in pieces {
            parser.feed(piece, &mut events).expect("text");
        }
        events
    }

    fn data(events: &[Event]) -> Vec<&str> {
        events.iter().map(|event| event.data.as_str()).collect()
    }

    #[test]
    fn fields_comments_and_line_ends_are_read_as_the_standard_says() {
        let stream =
            "\u{feff}: hallo\r\ndata:één\rdata: twee\n\nevent: step\ndata\n\nid: 7\n\ndata: unfinished\n";
        let events = read(&[stream.as_bytes()]);
        assert_eq!(data(&events), ["één\ntwee", ""]);
        assert_eq!(events[1].name, "step");
    }

    #[test]
    fn an_event_without_end_is_refused_before_it_fills_memory() {
        let mut parser = Parser::new(1000);
        assert_eq!(parser.feed(&[b'x'; 2000], &mut Vec::new()), Err(Error::TooLarge));
        let mut parser = Parser::new(1000);
        let line = format!("data: {}\n", "y".repeat(90));
        let refused = (0..20).any(|_| parser.feed(line.as_bytes(), &mut Vec::new()) == Err(Error::TooLarge));
        assert!(refused, "many lines of one event count together");
    }

    #[test]
    fn bytes_that_are_not_text_are_nonsense() {
        let mut events = Vec::new();
        assert_eq!(
            Parser::new(100).feed(b"data: ja\n\ndata: \xff\xfe\n\n", &mut events),
            Err(Error::Nonsense)
        );
        assert_eq!(data(&events), ["ja"], "what came before it is kept");
    }

    fn written(events: &[String], end: &str) -> Vec<u8> {
        let mut out = String::new();
        for event in events {
            for line in event.split('\n') {
                out.push_str("data: ");
                out.push_str(line);
                out.push_str(end);
            }
            out.push_str(end);
        }
        out.into_bytes()
    }

    proptest! {
        #[test]
        fn any_cutting_gives_the_same_events(
            events in proptest::collection::vec("[^\r\u{feff}]{0,40}", 0..8),
            end in prop_oneof![Just("\n"), Just("\r"), Just("\r\n")],
            cuts in proptest::collection::vec(0_usize..400, 0..12),
        ) {
            let bytes = written(&events, end);
            let mut places: Vec<usize> = cuts.into_iter().map(|cut| cut.min(bytes.len())).collect();
            places.extend([0, bytes.len()]);
            places.sort_unstable();
            let pieces: Vec<&[u8]> = places.windows(2).map(|pair| &bytes[pair[0]..pair[1]]).collect();
            let got = read(&pieces);
            prop_assert_eq!(data(&got), events.iter().map(String::as_str).collect::<Vec<_>>());
            let single: Vec<&[u8]> = bytes.chunks(1).collect();
            prop_assert_eq!(read(&single), got);
        }

        #[test]
        fn any_bytes_are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
            let _ = Parser::new(500).feed(&bytes, &mut Vec::new());
        }
    }
}
