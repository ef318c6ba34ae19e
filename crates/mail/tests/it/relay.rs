//! How far a mail comes, and what it is when it arrives.

use std::time::Duration;

use legalmind_core::Timestamp;
use legalmind_mail::{Error, Handed, Letter, Relay};
use legalmind_testkit::{Mailbox, mailbox::Manner};
use mail_parser::MessageParser;

const FROM: &str = "legalmind@kade.example";

fn relay(mailbox: &Mailbox) -> Relay {
    Relay::new(&mailbox.address().to_string(), FROM).expect("a relay").patient(Duration::from_secs(20))
}

fn letter(to: &str) -> Letter<'_> {
    Letter {
        to,
        subject: "Legal Mind: 3 zaken, waarvan één over tijd",
        text: "Er staan 3 zaken voor u klaar.\n.\nEén regel met een punt ervoor:\n. zo\n",
        settings: "https://legalmind.kade.example/account",
        id: "0a1b2c",
        at: "2026-11-30T07:00:00Z".parse::<Timestamp>().expect("an instant"),
    }
}

#[tokio::test]
async fn a_letter_arrives_as_it_was_written() {
    let mailbox = Mailbox::open().await.expect("a mailbox");
    let written = letter("noor@kade.example");
    assert_eq!(relay(&mailbox).send(&written).await, Handed::Taken);
    let post = mailbox.take().remove(0);
    assert_eq!(post.to, "noor@kade.example");
    assert!(post.message.is_ascii(), "it passes any relay: {}", post.message);
    let read = MessageParser::default().parse(post.message.as_bytes()).expect("a message");
    assert_eq!(read.subject(), Some(written.subject));
    assert_eq!(read.body_text(0).expect("a text").replace("\r\n", "\n").trim_end(), written.text.trim_end());
    assert_eq!(read.message_id(), Some("0a1b2c@kade.example"));
    assert_eq!(read.date().expect("a day").to_rfc3339(), "2026-11-30T07:00:00Z");
    let header = |name: &str| read.header_raw(name).expect(name).trim().to_owned();
    assert_eq!(header("Auto-Submitted"), "auto-generated");
    assert_eq!(header("List-Unsubscribe"), "<https://legalmind.kade.example/account>");
    assert_eq!(header("To"), "noor@kade.example");
    assert!(header("Content-Type").starts_with("text/plain; charset=utf-8"), "{}", header("Content-Type"));
    assert_eq!(read.parts.len(), 1, "plain text, and nothing else");
}

#[tokio::test]
async fn how_far_a_mail_came_is_known() {
    let mut mailbox = Mailbox::open().await.expect("a mailbox");
    let relay = relay(&mailbox);
    for (manner, handed, kept) in [
        (Manner::Takes, Handed::Taken, 1),
        (Manner::Refuses("noor@kade.example".to_owned()), Handed::Refused, 0),
        (Manner::Refuses("finn@kade.example".to_owned()), Handed::Taken, 1),
        (Manner::Later, Handed::Later, 0),
        (Manner::HangsUpBefore, Handed::Down, 0),
        (Manner::HangsUpAfter, Handed::Unsure, 1),
    ] {
        mailbox.set(manner.clone());
        assert_eq!(relay.send(&letter("noor@kade.example")).await, handed, "{manner:?}");
        assert_eq!(mailbox.take().len(), kept, "{manner:?}");
    }
    let short = relay.clone().patient(Duration::from_secs(1));
    for (manner, handed) in [(Manner::Silent, Handed::Down), (Manner::SilentAfter, Handed::Unsure)] {
        mailbox.set(manner.clone());
        assert_eq!(short.send(&letter("noor@kade.example")).await, handed, "{manner:?}");
    }
    mailbox.set(Manner::Takes);
    mailbox.down().await;
    assert_eq!(relay.send(&letter("noor@kade.example")).await, Handed::Down);
    mailbox.up().await.expect("again");
    assert_eq!(relay.send(&letter("noor@kade.example")).await, Handed::Taken);
}

#[tokio::test]
async fn no_header_comes_in_with_an_address_or_a_subject() {
    let mailbox = Mailbox::open().await.expect("a mailbox");
    let relay = relay(&mailbox);
    for to in [
        "noor@kade.example\r\nBcc: all@elsewhere.example",
        "noor@kade.example\nDATA",
        "noor@kade.example>\r\nRCPT TO:<all@elsewhere.example",
        "noor@kade.example, all@elsewhere.example",
        "Noor <noor@kade.example>",
        "noor",
        "",
    ] {
        assert_eq!(relay.send(&letter(to)).await, Handed::Refused, "{to:?}");
    }
    let bad = "x\r\nBcc: all@elsewhere.example";
    for it in [
        Letter { subject: bad, ..letter("noor@kade.example") },
        Letter { settings: bad, ..letter("noor@kade.example") },
        Letter { id: bad, ..letter("noor@kade.example") },
    ] {
        assert_eq!(relay.send(&it).await, Handed::Refused);
    }
    // an address that asks more of the relay than it can
    assert_eq!(relay.send(&letter("noör@kade.example")).await, Handed::Refused);
    assert_eq!(mailbox.take(), []);
}

#[test]
fn p007_a_relay_elsewhere_is_refused_with_what_to_do() {
    for here in ["127.0.0.1:25", "[::1]:587", "localhost:25", " 127.1.2.3:25 ", "[::ffff:127.0.0.1]:25"] {
        Relay::new(here, FROM).unwrap_or_else(|error| panic!("{here}: {error}"));
    }
    for elsewhere in [
        "192.0.2.7:25",
        "[2001:db8::1]:25",
        "smtp.elsewhere.example:587",
        "0.0.0.0:25",
        "localhost.elsewhere.example:25",
    ] {
        let refused = Relay::new(elsewhere, FROM).expect_err(elsewhere);
        assert_eq!(refused, Error::Elsewhere(elsewhere.to_owned()));
        assert!(refused.to_string().contains("postfix or exim"), "{refused}");
    }
    for nothing in ["127.0.0.1", "localhost", "localhost:", "smtp://127.0.0.1:25", "", "127.0.0.1:99999"] {
        assert_eq!(Relay::new(nothing, FROM).expect_err(nothing), Error::Address(nothing.to_owned()));
    }
    for from in ["", "legalmind", "a@b\r\nBcc: c@d", "Legal Mind <a@b.example>"] {
        assert!(matches!(Relay::new("127.0.0.1:25", from), Err(Error::From(_))), "{from:?}");
    }
}
