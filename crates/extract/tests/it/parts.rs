//! Files of which some cannot be read: the rest is, and says what is missing.

use legalmind_core::document::Reason;
use legalmind_extract::{ExtractOptions, Extractor, Limits, Outcome};

use super::support::{options, pdf, pdf_with_files, read, with_ocr, with_pdf};

const FIRST: &str = "BT /F 12 Tf 50 700 Td (De eerste bladzijde van deze akte is geheel leesbaar) Tj ET";
const LAST: &str = "BT /F 12 Tf 50 700 Td (De laatste bladzijde van deze akte is geheel leesbaar) Tj ET";
/// A picture over the whole page, with one large word.
const PICTURE: &str = "q 600 0 0 800 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \u{7f} EI Q 1 g 40 600 520 150 re f 0 g \
    BT /F 40 Tf 60 660 Td (Huurovereenkomst) Tj ET";

/// The first and the last page are as they are, and the one in between says why it is not.
fn only_the_middle_is_missing(outcome: &Outcome) -> Reason {
    let texts: Vec<&str> = outcome.pages.iter().map(|page| page.text.trim()).collect();
    assert_eq!(texts.len(), 3);
    assert_eq!(texts[0], "De eerste bladzijde van deze akte is geheel leesbaar");
    assert_eq!(texts[2], "De laatste bladzijde van deze akte is geheel leesbaar");
    assert_eq!((outcome.pages[0].missing, outcome.pages[2].missing), (None, None));
    assert_eq!(outcome.missing, outcome.pages[1].missing);
    outcome.missing.unwrap()
}

#[tokio::test]
async fn a_scan_among_pages_without_recognition() {
    let Some(extractor) = with_pdf() else { return };
    let options = ExtractOptions { tesseract: None, ..extractor.options().clone() };
    let without = Extractor::new(options);
    let file = pdf(&[FIRST, PICTURE, LAST], "", "");
    let outcome = without.read("a.pdf", file.clone().into(), &|_| {}).await.unwrap();
    assert_eq!(only_the_middle_is_missing(&outcome), Reason::OcrUnavailable);
    // a program that has gone since the start is as none
    let gone = ExtractOptions { tesseract: Some("/nowhere/tesseract".into()), ..extractor.options().clone() };
    let outcome = Extractor::new(gone).read("a.pdf", file.clone().into(), &|_| {}).await.unwrap();
    assert_eq!(only_the_middle_is_missing(&outcome), Reason::OcrUnavailable);
    if with_ocr().is_some() {
        let outcome = read("a.pdf", file).await.unwrap();
        assert_eq!((outcome.missing, outcome.pages[1].text.trim()), (None, "Huurovereenkomst"));
    }
}

#[tokio::test]
async fn a_file_that_is_nothing_but_a_scan() {
    let Some(extractor) = with_pdf() else { return };
    let without = Extractor::new(ExtractOptions { tesseract: None, ..extractor.options().clone() });
    let scan = PICTURE.split("BT").next().unwrap();
    let read = without.read("a.pdf", pdf(&[scan], "", "").into(), &|_| {}).await;
    assert_eq!(read, Err(Reason::OcrUnavailable));
}

#[tokio::test]
async fn a_damaged_page() {
    if with_pdf().is_none() {
        return;
    }
    let file = String::from_utf8(pdf(&[FIRST, PICTURE, LAST], "", "")).unwrap();
    // the tree of pages names an object that is no page
    let outcome = read("a.pdf", file.replacen("6 0 R 8 0 R ", "99 0 R 8 0 R", 1)).await.unwrap();
    assert_eq!(only_the_middle_is_missing(&outcome), Reason::Malformed);
}

#[tokio::test]
async fn a_page_that_brings_its_child_down() {
    let Some(extractor) = with_pdf() else { return };
    let limits = Limits { memory: 96 << 20, ..Limits::default() };
    let limited = Extractor::new(ExtractOptions { limits, ..options() });
    assert!(extractor.options().pdfium.is_some());
    let heavy = "BT /F 12 Tf 50 700 Td (x) Tj ET\n".repeat(600_000);
    let file = pdf(&[FIRST, &heavy, LAST], "", "");
    let outcome = limited.read("a.pdf", file.into(), &|_| {}).await.unwrap();
    let reason = only_the_middle_is_missing(&outcome);
    assert!(matches!(reason, Reason::Memory | Reason::Crashed), "{reason:?}");
    // a file of which every page does so is given up
    let file = pdf(&[heavy.as_str(); 5], "", "");
    let read = limited.read("a.pdf", file.into(), &|_| {}).await;
    assert!(matches!(read, Err(Reason::Memory | Reason::Crashed)), "{read:?}");
}

#[tokio::test]
async fn files_inside_a_pdf() {
    if with_pdf().is_none() {
        return;
    }
    let files = [("../factuur.txt", "Te betalen: 100 euro"), ("nota.txt", "Let op"), ("leeg.txt", "")];
    let outcome = read("a.pdf", pdf_with_files(FIRST, &files)).await.unwrap();
    let children: Vec<(&str, &[u8])> =
        outcome.children.iter().map(|child| (child.name.as_str(), child.bytes.as_slice())).collect();
    assert_eq!(children, [("factuur.txt", &b"Te betalen: 100 euro"[..]), ("nota.txt", b"Let op")]);
    assert_eq!((outcome.pages.len(), outcome.missing), (1, None));
    let limits = Limits { children: 1, ..Limits::default() };
    let few = Extractor::new(ExtractOptions { limits, ..options() });
    let read = few.read("a.pdf", pdf_with_files(FIRST, &files).into(), &|_| {}).await;
    assert_eq!(read, Err(Reason::TooLarge));
}
