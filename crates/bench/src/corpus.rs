//! Dutch law, decisions and contracts from the samples, as what is measured with.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};
use fastrand::Rng;
use legalmind_text::stem::is_stop_word;
use quick_xml::{Reader, events::Event};

/// Always the same documents and questions.
const SEED: u64 = 0x1e6a_1b1d;
/// The characters of a paragraph that is of use.
const PARAGRAPH: std::ops::Range<usize> = 80..1_100;

/// Paragraphs, to make documents of.
pub struct Paragraphs {
    all: Vec<String>,
    chance: Rng,
}

impl Paragraphs {
    /// Those of all laws and decisions.
    pub fn read(samples: &Path) -> Result<Self> {
        let mut all = Vec::new();
        for (folder, element) in [("wetten_bwb_xml", "al"), ("rechtspraak_xml", "para")] {
            for file in files(&samples.join(folder), "xml")? {
                all.extend(texts(&fs::read_to_string(&file)?, element));
            }
        }
        all.retain(|text| PARAGRAPH.contains(&text.len()));
        all.sort();
        all.dedup();
        ensure!(all.len() > 1_000, "the samples hold too few paragraphs");
        Ok(Self { all, chance: Rng::with_seed(SEED) })
    }

    fn any(&mut self) -> &str {
        let at = self.chance.usize(..self.all.len());
        self.all.get(at).map_or("", String::as_str)
    }

    /// A document of about this many passages: a heading of its own, then paragraphs.
    pub fn document(&mut self, number: usize, passages: usize) -> String {
        let mut text =
            format!("Processtuk {number:06}\n\nZaaknummer 26-{number:06} van het meetkantoor.\n\n");
        // a passage takes paragraphs up to 600 to 1,200 characters
        while text.len() < passages * 900 {
            text.push_str(self.any());
            text.push_str("\n\n");
        }
        text
    }

    /// What people type: two to four words that stand together somewhere; now and then a
    /// reference or a phrase.
    pub fn queries(&mut self, count: usize) -> Vec<String> {
        (0..count).map(|number| self.query(number)).collect()
    }

    fn query(&mut self, number: usize) -> String {
        if number % 10 == 9 {
            return format!("artikel {}:{} BW", self.chance.u32(1..8), self.chance.u32(1..300));
        }
        let few = self.chance.usize(2..5);
        loop {
            let paragraph = self.any().to_owned();
            let words: Vec<&str> = paragraph
                .split(|c: char| !c.is_alphabetic())
                .filter(|word| word.len() > 3 && !is_stop_word(&word.to_lowercase()))
                .collect();
            if words.len() < few + 2 {
                continue;
            }
            let at = self.chance.usize(..words.len() - few);
            let some = words.get(at..at + few).unwrap_or_default().join(" ");
            if number % 10 == 8 {
                // two words that follow each other in the text, in quotation marks
                if let Some(pair) = neighbours(&paragraph) {
                    return format!("\"{pair}\"");
                }
            }
            return some;
        }
    }

    /// What people ask: the words of a paragraph's beginning, as a question.
    pub fn questions(&mut self, count: usize) -> Vec<String> {
        (0..count)
            .map(|number| format!("Wat staat er in het dossier over {}?", self.query(number * 10)))
            .collect()
    }
}

/// The first two long words that stand side by side.
fn neighbours(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split(' ').collect();
    let plain = |word: &str| word.len() > 4 && word.chars().all(char::is_alphabetic);
    words.windows(2).find(|pair| pair.iter().all(|word| plain(word))).map(|pair| pair.join(" "))
}

/// The files of a kind in a folder, in order.
pub fn files(folder: &Path, extension: &str) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("{} is not there", folder.display()))?;
    let mut found: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    found.retain(|path| path.extension().is_some_and(|it| it == extension));
    found.sort();
    Ok(found)
}

/// The texts of all elements of this name, white space made one.
pub fn texts(xml: &str, element: &str) -> Vec<String> {
    let mut out = Vec::new();
    elements(xml, &[element], |_, text| out.push(text));
    out
}

/// Walks over the elements of these names, in order; an element inside another of these names
/// belongs to the outer one.
pub fn elements(xml: &str, names: &[&str], mut take: impl FnMut(&str, String)) {
    let mut reader = Reader::from_str(xml);
    let (mut inside, mut depth, mut text) = (String::new(), 0_usize, String::new());
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                let local = tag.local_name();
                let name: &str = local.as_ref();
                if depth > 0 {
                    depth += 1;
                    text.push(' ');
                } else if names.contains(&name) {
                    (inside, depth) = (name.to_owned(), 1);
                }
            }
            Ok(Event::Text(words)) if depth > 0 => {
                text.push_str(&words);
            }
            Ok(Event::End(_)) if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    take(&inside, text.split_whitespace().collect::<Vec<_>>().join(" "));
                    text.clear();
                }
            }
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

/// A question of which the one right document is known.
pub struct Known {
    /// What is asked.
    pub question: String,
    /// The document that is meant.
    pub answer: usize,
}

/// Documents, and questions about them.
pub struct KnownItems {
    /// The documents' texts.
    pub documents: Vec<String>,
    /// The questions.
    pub questions: Vec<Known>,
}

/// The court's own summary asks for the decision (its text without the summary).
pub fn decisions(samples: &Path) -> Result<KnownItems> {
    let mut found = KnownItems { documents: Vec::new(), questions: Vec::new() };
    for file in files(&samples.join("rechtspraak_xml"), "xml")? {
        let xml = fs::read_to_string(file)?;
        let summary = texts(&xml, "inhoudsindicatie").join(" ");
        let mut paragraphs = Vec::new();
        for body in ["uitspraak", "conclusie"] {
            if let Some((_, rest)) = xml.split_once(&format!("<{body} ")) {
                paragraphs.extend(texts(&format!("<{body} {rest}"), "para"));
            }
        }
        let text = paragraphs.join("\n\n");
        if text.len() < 500 {
            continue;
        }
        if summary.len() > 40 {
            found.questions.push(Known { question: summary, answer: found.documents.len() });
        }
        found.documents.push(text);
    }
    Ok(found)
}

/// An article's heading asks for the article (its text without the heading).
pub fn articles(samples: &Path) -> Result<KnownItems> {
    let mut found = KnownItems { documents: Vec::new(), questions: Vec::new() };
    for file in files(&samples.join("wetten_bwb_xml"), "xml")? {
        let xml = fs::read_to_string(file)?;
        for piece in xml.split("<artikel ").skip(1) {
            let piece = piece.split("</artikel>").next().unwrap_or_default();
            let title = piece.split("</kop>").next().map(|kop| texts(kop, "titel").join(" "));
            let text = texts(&format!("<artikel {piece}</artikel>"), "al").join("\n\n");
            if text.len() < 80 {
                continue;
            }
            if let Some(question) = title.filter(|it| it.len() > 8) {
                found.questions.push(Known { question, answer: found.documents.len() });
            }
            found.documents.push(text);
        }
    }
    let avg = fs::read(samples.join("avg_nl/avg_artikelen.json"))?;
    let avg: serde_json::Value = serde_json::from_slice(&avg)?;
    add_avg(&avg, &mut found);
    Ok(found)
}

fn add_avg(avg: &serde_json::Value, found: &mut KnownItems) {
    for article in avg.as_array().into_iter().flatten() {
        let of = |key: &str| article.get(key).and_then(serde_json::Value::as_str);
        let (Some(title), Some(text)) = (of("titel"), of("text")) else { continue };
        found.questions.push(Known { question: title.to_owned(), answer: found.documents.len() });
        // the text begins with its own heading
        found.documents.push(text.replacen(title, "", 1));
    }
}
