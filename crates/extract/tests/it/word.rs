//! Word files in the closed-off child: every sample is read and changed there, and what is broken
//! is refused with its reason.

use std::{
    fs,
    path::{Path, PathBuf},
};

use bytes::Bytes;
use legalmind_core::document::Reason;
use legalmind_docx::{Address, Author, Edit, Error, Filling, Mode, Package, Refusal, Target, Text};
use legalmind_extract::{
    Extractor,
    word::{Fault, Reply, Task},
};

use super::support::{options, samples, zip};

/// A Word file with this body, in the namespace that Word writes.
fn docx(body: &str) -> Vec<u8> {
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
    let relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
        <Relationship Id=\"r1\" Target=\"word/document.xml\" \
        Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\"/></Relationships>";
    let w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let document = format!("<w:document xmlns:w=\"{w}\"><w:body>{body}</w:body></w:document>");
    zip(&[
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", relations.as_bytes()),
        ("word/document.xml", document.as_bytes()),
    ])
}

fn extractor() -> Extractor {
    Extractor::new(options())
}

/// All files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

fn author() -> Author {
    Author { name: "mr. T. Test".into(), initials: "TT".into(), date: "2026-11-24T10:00:00Z".into() }
}

fn insert(paragraph: usize, text: &str) -> Edit {
    let address = Address::new("word/document.xml", paragraph, 0..0);
    let target = Target::At { address, expected: String::new() };
    Edit::InsertText { target, text: text.into() }
}

#[tokio::test]
async fn every_sample_is_read_and_a_change_of_nothing_is_the_same_file() {
    let Some(folder) = samples("office") else { return };
    let extractor = extractor();
    let (mut same, mut refused) = (0, 0);
    for path in files(&folder).into_iter().filter(|it| it.extension().is_some_and(|end| end == "docx")) {
        let bytes = Bytes::from(fs::read(&path).unwrap());
        let opens = Package::open(bytes.to_vec());
        let read = extractor.word(Task::Read { from: 0, count: 50 }, std::slice::from_ref(&bytes)).await;
        match (opens, read) {
            (Ok(package), Ok((Reply::Read(read), _))) => {
                assert_eq!(read.reading.total, package.reading().unwrap().total, "{}", path.display());
                let nothing =
                    Task::Change { edits: vec![], mode: Mode::Direct, accept: vec![], reject: vec![] };
                let (_, made) = extractor.word(nothing, std::slice::from_ref(&bytes)).await.unwrap();
                assert_eq!(made, bytes, "{}", path.display());
                same += 1;
            }
            (Err(error), Err(Fault::Word(told))) => {
                assert_eq!(error, told);
                refused += 1;
            }
            (opens, read) => panic!("{}: {:?} {:?}", path.display(), opens.is_ok(), read.is_ok()),
        }
    }
    assert!(same > 50 && refused > 0, "{same} {refused}");
}

#[tokio::test]
async fn what_fits_is_told_from_what_does_not() {
    let file = Bytes::from(docx("<w:p><w:r><w:t>De boete is hoog. De boete blijft.</w:t></w:r></w:p>"));
    let quote = |text: &str| Edit::Delete { target: Target::Quote(text.into()) };
    let edits = vec![quote("is hoog"), quote("De boete"), quote("walvis"), quote("hoog. De")];
    let (reply, _) = extractor().word(Task::Try(edits), &[file]).await.unwrap();
    let Reply::Tried(tried) = reply else { panic!("{reply:?}") };
    let told: Vec<_> = tried.into_iter().map(|it| it.map(|it| it.text)).collect();
    assert_eq!(
        told,
        [Ok("is hoog".to_owned()), Err(Refusal::Ambiguous(2)), Err(Refusal::NotFound), Err(Refusal::Overlap)]
    );
}

#[tokio::test]
async fn changes_of_others_are_decided_by_the_numbers_they_had_before_ours_came() {
    let theirs = |id: u32, kind: &str, text: &str| {
        let word = if kind == "del" { "delText" } else { "t" };
        format!(
            "<w:{kind} w:id=\"{id}\" w:author=\"P. Derde\" w:date=\"2026-10-01T09:00:00Z\"><w:r><w:{word}>{text}\
             </w:{word}></w:r></w:{kind}>"
        )
    };
    let body = format!(
        "<w:p>{}{}</w:p><w:p>{}{}</w:p>",
        theirs(1, "ins", "een"),
        theirs(2, "del", "twee"),
        theirs(3, "ins", "drie"),
        theirs(4, "del", "vier")
    );
    let file = Bytes::from(docx(&body));
    let task = Task::Change {
        edits: vec![insert(0, "nul "), insert(1, "ook ")],
        mode: Mode::Tracked(author()),
        accept: vec![0, 3],
        reject: vec![1, 2],
    };
    let (reply, made) = extractor().word(task, &[file]).await.unwrap();
    let Reply::Changed { before, after } = reply else { panic!("{reply:?}") };
    assert_eq!((before.revisions, after.revisions), (4, 2), "ours alone are left");
    let package = Package::open(made.to_vec()).unwrap();
    assert!(package.revisions().unwrap().iter().all(|it| it.author == "mr. T. Test"));
    let text = package.text("word/document.xml", legalmind_docx::View::Current).unwrap();
    assert_eq!(text, ["nul eentwee", "ook "]);
}

#[tokio::test]
async fn a_file_that_costs_too_much_ends_its_child_and_nothing_else() {
    let long = docx(&"<w:p><w:r><w:t>lang</w:t></w:r></w:p>".repeat(400_000));
    let mut options = options();
    options.limits.memory = 24 << 20;
    let extractor = Extractor::new(options);
    let read = extractor.word(Task::Read { from: 0, count: usize::MAX }, &[long.into()]).await;
    assert!(matches!(read, Err(Fault::Reason(Reason::Memory | Reason::Crashed))), "{:?}", read.err());
    let bomb = Bytes::from(vec![0_u8; 40]);
    let read = extractor.word(Task::Read { from: 0, count: 1 }, &[bomb]).await;
    assert_eq!(read.err(), Some(Fault::Word(Error::NotZip)));
}

#[tokio::test]
async fn a_template_becomes_a_text_a_document_and_a_comparison() {
    let template = Bytes::from(
        legalmind_docx::compose("# Akte\n\n## Koop\n\n1. Koper betaalt {{ prijs }}.\n1. Levering volgt.\n")
            .unwrap(),
    );
    let filling = Box::new(Filling { context: "{\"prijs\": \"€ 100\"}".into(), ..Filling::default() });
    let files = std::slice::from_ref(&template);
    let read = extractor().word(Task::ReadText(Some(filling.clone())), files).await.unwrap().0;
    let Reply::Text { text, .. } = read else { panic!("{read:?}") };
    let lines = Text::parse(&text).unwrap().plain();
    assert_eq!(lines, ["Akte", "Artikel 1 Koop", "1.1 Koper betaalt € 100.", "1.2 Levering volgt."]);
    let task = Task::ComposeText { filling: filling.clone(), text: text.clone() };
    let (reply, made) = extractor().word(task, files).await.unwrap();
    assert_eq!(reply, Reply::Composed);
    let again = extractor().word(Task::ReadText(None), &[made]).await.unwrap().0;
    let Reply::Text { text: again, .. } = again else { panic!("{again:?}") };
    assert_eq!(Text::parse(&again).unwrap().plain(), lines);
    let other = text.replace("Levering volgt", "Levering volgt direct");
    let sides = Box::new([Some(text), Some(other)]);
    let task = Task::CompareTexts { filling: filling.clone(), sides, author: author() };
    let (reply, _) = extractor().word(task, files).await.unwrap();
    let Reply::Compared { differences, .. } = reply else { panic!("{reply:?}") };
    assert_eq!(differences.len(), 1);
    let task =
        Task::ComposeText { filling, text: "{\"type\":\"doc\",\"content\":[{\"type\":\"x\"}]}".into() };
    let refused = extractor().word(task, files).await;
    assert!(matches!(refused, Err(Fault::Word(Error::Malformed { .. }))), "{refused:?}");
}
