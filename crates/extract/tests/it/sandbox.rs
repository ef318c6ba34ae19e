//! The child is closed, and limited.

use std::time::Duration;

use legalmind_core::document::Reason;
use legalmind_extract::{Error, ExtractOptions, Extractor, Limits};

use super::support::{options, pdf, read, with_pdf};

#[tokio::test]
async fn the_child_can_open_nothing_with_the_library_loaded() {
    let Some(extractor) = with_pdf() else { return };
    extractor.self_test().await.unwrap();
}

#[tokio::test]
async fn the_child_can_open_nothing_without_the_library() {
    let options = ExtractOptions { pdfium: None, ..options() };
    Extractor::new(options).self_test().await.unwrap();
}

#[tokio::test]
async fn another_program_is_no_child() {
    let answer = Extractor::new(ExtractOptions::new("/bin/cat")).self_test().await;
    assert!(matches!(answer, Err(Error::Silent)), "{answer:?}");
    let answer = Extractor::new(ExtractOptions::new("/nowhere/at/all")).self_test().await;
    assert!(matches!(answer, Err(Error::Start(_))), "{answer:?}");
}

#[tokio::test]
async fn too_little_memory_is_a_reason() {
    let limits = Limits { memory: 12 << 20, ..Limits::default() };
    let extractor = Extractor::new(ExtractOptions { pdfium: None, limits, ..options() });
    let page = format!("<html>{}</html>", "<p>huur</p>".repeat(400_000));
    let read = extractor.read("a.html", page.into_bytes().into(), &|_| {}).await;
    assert_eq!(read, Err(Reason::Memory));
}

#[tokio::test]
async fn too_little_time_is_a_reason() {
    let limits = Limits { wall: Duration::from_millis(20), ..Limits::default() };
    let extractor = Extractor::new(ExtractOptions { pdfium: None, limits, ..options() });
    // takes seconds, so that a machine that is busy elsewhere cannot make it be in time
    let page = "<table><tr><td><div>".repeat(1_000_000);
    let read = extractor.read("a.html", page.into_bytes().into(), &|_| {}).await;
    assert_eq!(read, Err(Reason::Timeout));
}

#[tokio::test]
async fn too_little_processor_time_is_a_reason() {
    let limits = Limits { cpu: Duration::from_secs(1), ..Limits::default() };
    let extractor = Extractor::new(ExtractOptions { pdfium: None, limits, ..options() });
    let page = "<table><tr><td><div>".repeat(1_000_000);
    let read = extractor.read("a.html", page.into_bytes().into(), &|_| {}).await;
    assert!(matches!(read, Err(Reason::Timeout | Reason::Memory)), "{read:?}");
}

#[tokio::test]
async fn a_large_file_is_refused_before_a_child_starts() {
    let limits = Limits { bytes: 10, ..Limits::default() };
    let extractor = Extractor::new(ExtractOptions { limits, ..ExtractOptions::new("/nowhere") });
    assert_eq!(extractor.read("a.txt", vec![b'a'; 11].into(), &|_| {}).await, Err(Reason::TooLarge));
}

#[tokio::test]
async fn a_missing_library_is_a_reason() {
    let file = pdf(&["BT /F 12 Tf 50 700 Td (x) Tj ET"], "", "");
    let without = Extractor::new(ExtractOptions { pdfium: None, ..options() });
    assert_eq!(without.read("a.pdf", file.clone().into(), &|_| {}).await, Err(Reason::PdfUnavailable));
    let wrong = Extractor::new(ExtractOptions { pdfium: Some("/etc/passwd".into()), ..options() });
    assert_eq!(wrong.read("a.pdf", file.into(), &|_| {}).await, Err(Reason::PdfUnavailable));
}

#[tokio::test]
async fn a_long_document_is_handed_from_child_to_child() {
    let Some(extractor) = with_pdf() else { return };
    let limits = Limits { cpu: Duration::from_nanos(3), ..Limits::default() };
    let options = ExtractOptions { limits, ..extractor.options().clone() };
    let contents: Vec<String> = (1..=5)
        .map(|page| format!("BT /F 12 Tf 50 700 Td (Bladzijde nummer {page} van deze akte) Tj ET"))
        .collect();
    let contents: Vec<&str> = contents.iter().map(String::as_str).collect();
    let steps = std::sync::Mutex::new(Vec::new());
    let outcome = Extractor::new(options)
        .read("a.pdf", pdf(&contents, "", "").into(), &|step| steps.lock().unwrap().push(step.done))
        .await
        .unwrap();
    let texts: Vec<&str> = outcome.pages.iter().map(|page| page.text.as_str()).collect();
    assert_eq!(texts.len(), 5);
    assert!(
        (1..=5).zip(&texts).all(|(page, text)| **text == format!("Bladzijde nummer {page} van deze akte"))
    );
    assert_eq!(*steps.lock().unwrap(), [1, 2, 3, 4, 5]);
}

#[tokio::test]
async fn many_files_at_once_do_not_disturb_each_other() {
    let mut all = tokio::task::JoinSet::new();
    for number in 0..40 {
        all.spawn(async move {
            let bad = number % 4 == 0;
            let bytes = if bad { b"PK\x03\x04 [Content_Types].xml word/".to_vec() } else { b"goed".to_vec() };
            (bad, read(if bad { "a.docx" } else { "a.txt" }, bytes).await)
        });
    }
    while let Some(Ok((bad, read))) = all.join_next().await {
        assert_eq!(bad, read.is_err());
    }
}
