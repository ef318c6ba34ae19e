//! Files that are broken or mean harm. Each ends in a reason.

use std::io::{Cursor, Write};

use legalmind_core::document::{FileKind, Reason};
use zip::{ZipWriter, write::SimpleFileOptions};

use super::support::{WORD, docx, pdf, read, text, with_pdf, zip};

const PARAGRAPH: &str = "<w:p><w:r><w:t>De huur bedraagt 1.000 euro.</w:t></w:r></w:p>";

#[tokio::test]
async fn no_bytes() {
    for name in ["a.pdf", "a.docx", "a.eml", "a.txt", "a"] {
        assert_eq!(read(name, []).await, Err(Reason::Empty));
    }
}

#[tokio::test]
async fn lying_names() {
    assert_eq!(read("a.pdf", "<!doctype html><p>hoi").await, Err(Reason::KindMismatch));
    assert_eq!(read("a.docx", "%PDF-1.7").await, Err(Reason::KindMismatch));
    assert_eq!(read("a.xlsx", docx(PARAGRAPH)).await, Err(Reason::KindMismatch));
    assert_eq!(read("a.pdf", zip(&[("x", b"y")])).await, Err(Reason::KindMismatch));
    assert_eq!(read("a.exe", b"MZ\0\0\x01".to_vec()).await, Err(Reason::Unsupported));
}

#[tokio::test]
async fn damaged_pdfs() {
    if with_pdf().is_none() {
        return;
    }
    let contents = ["BT /F 12 Tf 50 700 Td (Deze akte is geheel leesbaar) Tj ET"; 6];
    let whole = pdf(&contents, "", "");
    assert!(read("a.pdf", whole.clone()).await.is_ok());
    for part in [2, 3, 10] {
        let cut = whole[..whole.len() / part].to_vec();
        assert_eq!(read("a.pdf", cut).await, Err(Reason::Truncated), "1/{part}");
    }
    let noise: Vec<u8> =
        b"%PDF-1.7\n".iter().copied().chain((0..5000_u32).map(|n| (n * 7919 % 251) as u8)).collect();
    assert!(matches!(read("a.pdf", noise.clone()).await, Err(Reason::Truncated)));
    let ended = [noise, b"startxref\n5\n%%EOF".to_vec()].concat();
    assert_eq!(read("a.pdf", ended).await, Err(Reason::Malformed));
}

#[tokio::test]
async fn an_encrypted_pdf() {
    if with_pdf().is_none() {
        return;
    }
    let key = "<28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A>";
    let entry = format!("/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O{key}/U{key}>>");
    let file = pdf(&["BT /F 12 Tf 50 700 Td (geheim) Tj ET"], "", &entry);
    assert_eq!(read("a.pdf", file).await, Err(Reason::Encrypted));
}

#[tokio::test]
async fn a_bomb_of_one_large_part() {
    let body = vec![b' '; 300 << 20];
    let bomb = zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", &body)]);
    assert!(bomb.len() < 1 << 20);
    assert_eq!(read("a.docx", bomb).await, Err(Reason::Bomb));
}

#[tokio::test]
async fn a_bomb_beside_a_good_text_and_one_of_sheets() {
    let filler = vec![b'a'; 40 << 20];
    let document = format!("<w:document {WORD}><w:body>{PARAGRAPH}</w:body></w:document>");
    let parts: &[(&str, &[u8])] = &[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", document.as_bytes()),
        ("word/media/image1.bmp", &filler),
    ];
    assert_eq!(read("a.docx", zip(parts)).await, Err(Reason::Bomb));
    let parts: &[(&str, &[u8])] = &[
        ("[Content_Types].xml", b"<Types/>"),
        ("xl/workbook.xml", b"<x/>"),
        ("xl/worksheets/sheet1.xml", &filler),
    ];
    assert_eq!(read("a.xlsx", zip(parts)).await, Err(Reason::Bomb));
}

#[tokio::test]
async fn a_bomb_that_lies_about_its_size() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("[Content_Types].xml", SimpleFileOptions::default()).unwrap();
    writer.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    writer.write_all(&vec![b' '; 100 << 20]).unwrap();
    let mut bomb = writer.finish().unwrap().into_inner();
    // the stated size of the large part, in the part's own head and in the directory
    let stated = (100_u32 << 20).to_le_bytes();
    let mut found = 0;
    for at in 0..bomb.len() - 4 {
        if bomb[at..at + 4] == stated {
            bomb[at..at + 4].copy_from_slice(&1000_u32.to_le_bytes());
            found += 1;
        }
    }
    assert!(found >= 1);
    let read = read("a.docx", bomb).await;
    assert!(matches!(read, Err(Reason::Bomb | Reason::Malformed)), "{read:?}");
}

#[tokio::test]
async fn entities_are_refused() {
    let evil = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\
        <w:document {WORD}><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
    );
    let file = zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", evil.as_bytes())]);
    assert_eq!(read("a.docx", file).await, Err(Reason::Malformed));
    let late = docx(&format!("{PARAGRAPH}<!DOCTYPE x [<!ENTITY y 'z'>]>{}", " ".repeat(5000)));
    assert_eq!(read("a.docx", late).await, Err(Reason::Malformed));
    let sheet = zip(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", evil.as_bytes())]);
    assert_eq!(read("a.xlsx", sheet).await, Err(Reason::Malformed));
    let unknown = docx("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>");
    assert_eq!(read("a.docx", unknown).await, Err(Reason::Malformed));
}

#[tokio::test]
async fn damaged_containers() {
    let whole = docx(&PARAGRAPH.repeat(200));
    assert_eq!(read("a.docx", whole[..whole.len() - 60].to_vec()).await, Err(Reason::Truncated));
    let mut broken = whole.clone();
    for byte in &mut broken[100..160] {
        *byte ^= 0x5a;
    }
    let read_broken = read("a.docx", broken).await;
    assert!(matches!(read_broken, Err(Reason::Malformed | Reason::KindMismatch)), "{read_broken:?}");
    assert_eq!(read("a.docx", docx("<w:p><w:r></w:p>")).await, Err(Reason::Malformed));
}

#[tokio::test]
async fn messages_nested_a_thousand_deep() {
    let mut mail = b"Subject: binnenste\r\nFrom: a@example.nl\r\n\r\ntekst\r\n".to_vec();
    for _ in 0..1000 {
        let head = b"From: a@example.nl\r\nSubject: doos\r\nContent-Type: message/rfc822\r\n\r\n".to_vec();
        mail = [head, mail].concat();
    }
    assert_eq!(read("a.eml", mail).await, Err(Reason::NestedTooDeep));
    let mut boxes = b"Subject: binnenste\r\nFrom: a@example.nl\r\n\r\ntekst\r\n".to_vec();
    for level in 0..1000 {
        let head = format!(
            "From: a@example.nl\r\nSubject: doos\r\nContent-Type: multipart/mixed; boundary=b{level}\r\n\r\n\
             --b{level}\r\nContent-Type: message/rfc822\r\n\r\n"
        );
        boxes = [head.into_bytes(), boxes, format!("\r\n--b{level}--\r\n").into_bytes()].concat();
    }
    assert_eq!(read("a.eml", boxes).await, Err(Reason::NestedTooDeep));
}

#[tokio::test]
async fn parts_nested_deep_and_too_many_attachments() {
    let mut mail = String::from("From: a@example.nl\r\nSubject: x\r\n");
    for level in 0..20_000 {
        mail.push_str(&format!("Content-Type: multipart/mixed; boundary=b{level}\r\n\r\n--b{level}\r\n"));
    }
    mail.push_str("\r\ntekst");
    let deep = read("a.eml", mail).await;
    assert!(matches!(deep, Ok(_) | Err(Reason::NestedTooDeep | Reason::Malformed)), "{deep:?}");
    let part =
        "--b\r\nContent-Type: application/pdf; name=x.pdf\r\nContent-Disposition: attachment\r\n\r\n%PDF\r\n";
    let mail = format!(
        "From: a@example.nl\r\nSubject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n{}--b--\r\n",
        part.repeat(600)
    );
    assert_eq!(read("a.eml", mail).await, Err(Reason::TooLarge));
}

#[tokio::test]
async fn noise_under_every_name() {
    let noise: Vec<u8> = (0..20_000_u64).map(|n| (n.wrapping_mul(2_654_435_761) >> 7) as u8).collect();
    for name in ["a.pdf", "a.docx", "a.xlsx", "a.eml", "a.html", "a.txt", "a.bin"] {
        let read = read(name, noise.clone()).await;
        assert!(matches!(read, Err(Reason::Malformed | Reason::Unsupported)), "{name} {read:?}");
    }
}

#[tokio::test]
async fn a_text_with_everything_strange_is_still_a_text() {
    let outcome = read("a.txt", "a\u{202e}b\u{0}".replace('\0', "") + "\u{7}\r\nc\u{301}").await.unwrap();
    assert_eq!(outcome.kind, FileKind::Text);
    assert!(text(&outcome).contains('ć'));
}
