//! Those who work while the server is killed, and remember what it acknowledged.

use std::{convert::Infallible, time::Duration};

use bytes::Bytes;
use reqwest::{Body, Method};
use serde_json::json;
use tokio::time::sleep;

use crate::browser::{Browser, Reply, id, send};

/// Chance that repeats itself (splitmix64).
pub struct Dice(pub u64);

impl Dice {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, end: u64) -> u64 {
        self.next() % end.max(1)
    }
}

/// A file that was acknowledged whole.
pub struct Sent {
    pub name: String,
    pub bytes: Vec<u8>,
    /// A word that stands in no other file; the smallest files have no room for one.
    pub word: Option<String>,
    pub document: String,
}

/// A file that is being sent.
struct Open {
    file: Sent,
    /// Where, once its announcement was acknowledged.
    place: Option<String>,
    /// How many bytes were acknowledged.
    offset: u64,
}

/// Sends one file after the other.
pub struct Sender {
    dossier: String,
    lane: usize,
    dice: Dice,
    open: Option<Open>,
    pub sent: Vec<Sent>,
}

impl Sender {
    pub fn new(dossier: &str, lane: usize, seed: u64) -> Self {
        Self { dossier: dossier.to_owned(), lane, dice: Dice(seed), open: None, sent: Vec::new() }
    }

    /// Goes on for ever, at most so fast that there is work left for the last round.
    pub async fn go_on(&mut self, eva: &Browser, round: usize) {
        self.resume(eva).await;
        loop {
            if self.sent.len() > round + 2 {
                sleep(Duration::from_millis(20)).await;
            } else {
                self.step(eva).await;
            }
        }
    }

    /// Finishes the file that is open.
    pub async fn finish(&mut self, eva: &Browser) {
        self.resume(eva).await;
        while self.open.is_some() {
            self.step(eva).await;
        }
    }

    /// Asks how far the open file is, after the server was away.
    async fn resume(&mut self, eva: &Browser) {
        let Some(open) = &mut self.open else { return };
        let Some(place) = open.place.clone() else { return };
        let status = send(eva.ask(Method::HEAD, &place).header("tus-resumable", "1.0.0")).await;
        if status.status == 404 {
            // the last piece was taken, and the acknowledgement was lost: then it is a document
            let all = eva.all(&format!("/api/v1/dossiers/{}/documents", self.dossier)).await;
            let found: Vec<_> = all.iter().filter(|it| it["name"] == open.file.name).map(id).collect();
            assert_eq!(found.len(), 1, "{} is no upload any more, and one document", open.file.name);
            let document = found.into_iter().next();
            return self.done(document);
        }
        status.expect(200);
        let offset = number(&status);
        assert!(offset >= open.offset, "{} went back from {} to {offset}", open.file.name, open.offset);
        open.offset = offset;
    }

    async fn step(&mut self, eva: &Browser) {
        if self.open.is_none() {
            let file = self.file();
            self.open = Some(Open { file, place: None, offset: 0 });
        }
        let Some(open) = &mut self.open else { return };
        let Some(place) = &open.place else {
            let reply = eva.announce(&self.dossier, &open.file.name, open.file.bytes.len()).await;
            reply.expect(201);
            open.place = reply.header("location").map(str::to_owned);
            return;
        };
        let left = &open.file.bytes[usize::try_from(open.offset).expect("small")..];
        let whole = self.dice.below(3) == 0;
        let size = if whole { left.len() as u64 } else { 1 + self.dice.below(left.len() as u64) };
        let piece = Bytes::copy_from_slice(&left[..usize::try_from(size).expect("small")]);
        let request = eva.piece(place, open.offset);
        let slowly = self.dice.below(2) == 0;
        let reply = send(if slowly { request.body(drops(piece)) } else { request.body(piece) }).await;
        reply.expect(204);
        assert_eq!(number(&reply), open.offset + size, "all that was sent is acknowledged");
        open.offset += size;
        let document = reply.header("upload-document").map(str::to_owned);
        assert_eq!(document.is_some(), open.offset == open.file.bytes.len() as u64);
        if document.is_some() {
            self.done(document);
        }
    }

    fn done(&mut self, document: Option<String>) {
        if let (Some(open), Some(document)) = (self.open.take(), document) {
            self.sent.push(Sent { document, ..open.file });
        }
    }

    /// The next file: from one byte to 200 kB, small ones more often.
    fn file(&mut self) -> Sent {
        let number = self.sent.len();
        let size = match self.dice.below(10) {
            0 => 1 + self.dice.below(3),
            1..=6 => 100 + self.dice.below(4_000),
            _ => 4_000 + self.dice.below(196_000),
        };
        let letter = |n: usize| char::from(b'a' + u8::try_from(n % 20).unwrap_or(0));
        let word = format!("qx{}{}{}vuzk", letter(number / 20), letter(number), letter(self.lane));
        let mut text = if size < 50 { String::new() } else { format!("Het kenmerk is {word}.\n\n") };
        const WORDS: [&str; 8] =
            ["de ", "huurder ", "betaalt ", "niet. ", "koop ", "levering ", "maart ", "\n\n"];
        while (text.len() as u64) < size {
            text.push_str(WORDS[usize::try_from(self.dice.below(8)).expect("small")]);
            if text.trim().is_empty() {
                text = "x".to_owned();
            }
        }
        text.truncate(usize::try_from(size).expect("small"));
        Sent {
            name: format!("stuk-{}-{number}.txt", self.lane),
            bytes: text.into_bytes(),
            word: (size >= 50).then_some(word),
            document: String::new(),
        }
    }
}

/// A body that comes in drops, as over a slow line.
fn drops(bytes: Bytes) -> Body {
    let size = bytes.len().div_ceil(6).max(1);
    let drops: Vec<Bytes> = bytes.chunks(size).map(Bytes::copy_from_slice).collect();
    Body::wrap_stream(futures::stream::unfold(drops.into_iter(), |mut left| async move {
        sleep(Duration::from_millis(4)).await;
        left.next().map(|drop| (Ok::<_, Infallible>(drop), left))
    }))
}

fn number(reply: &Reply) -> u64 {
    reply.header("upload-offset").and_then(|it| it.parse().ok()).expect("an offset")
}

/// Asks one question after the other.
pub struct Asker {
    dossier: String,
    dice: Dice,
    pub asked: Vec<String>,
}

impl Asker {
    pub fn new(dossier: &str, seed: u64) -> Self {
        Self { dossier: dossier.to_owned(), dice: Dice(seed), asked: Vec::new() }
    }

    /// Goes on for ever.
    pub async fn go_on(&mut self, eva: &Browser, round: usize) {
        loop {
            sleep(Duration::from_millis(self.dice.below(60))).await;
            if self.asked.len() <= 2 * round + 2 {
                let question = json!({"question": "Wat heeft de huurder niet betaald over maart?"});
                let path = format!("/api/v1/dossiers/{}/answers", self.dossier);
                self.asked.push(id(&eva.post(&path, &question).await.expect(201)));
            }
        }
    }
}
