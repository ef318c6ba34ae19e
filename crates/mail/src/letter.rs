//! A letter as a message of the internet (RFC 5322): plain text in UTF-8, marked as written by a machine
//! (RFC 3834), with the place where one says that one does not want it (RFC 2369).

use std::time::{Duration, SystemTime};

use legalmind_core::Timestamp;
use lettre::{
    Address, Message,
    message::{
        Mailbox, SinglePart,
        header::{ContentType, HeaderName, HeaderValue},
    },
};

/// What is sent.
#[derive(Clone, Copy)]
pub struct Letter<'a> {
    /// The address of whom it is for.
    pub to: &'a str,
    /// The subject.
    pub subject: &'a str,
    /// The text, lines ending in `\n`.
    pub text: &'a str,
    /// The address of the page where one says what one wants to be mailed about.
    pub settings: &'a str,
    /// What names it among all mails, before the @.
    pub id: &'a str,
    /// When it was written.
    pub at: Timestamp,
}

impl std::fmt::Debug for Letter<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Letter")
    }
}

impl Letter<'_> {
    /// The message; none where it cannot be one.
    pub(crate) fn message(&self, from: &Address) -> Option<Message> {
        let to: Address = self.to.parse().ok()?;
        let plain = |text: &&str| !text.chars().any(char::is_control);
        if ![self.subject, self.settings, self.id].iter().all(plain) {
            return None;
        }
        let raw = |name, value: String| HeaderValue::new(HeaderName::new_from_ascii_str(name), value);
        let text = self.text.replace('\n', "\r\n");
        Message::builder()
            .from(Mailbox::new(None, from.clone()))
            .to(Mailbox::new(None, to))
            .date(instant(self.at))
            .message_id(Some(format!("<{}@{}>", self.id, from.domain())))
            .subject(self.subject)
            .raw_header(raw("Auto-Submitted", "auto-generated".to_owned()))
            .raw_header(raw("List-Unsubscribe", format!("<{}>", self.settings)))
            .singlepart(SinglePart::builder().header(ContentType::TEXT_PLAIN).body(text))
            .ok()
    }
}

/// An instant as the header of a day takes it.
fn instant(at: Timestamp) -> SystemTime {
    let seconds = u64::try_from(at.as_second()).unwrap_or_default();
    SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds)).unwrap_or(SystemTime::UNIX_EPOCH)
}
