//! A document of which some cannot be read: the rest is found, its state says so, and it can be
//! read again.

use legalmind_core::{
    PageNumber,
    document::{Progress, Reason},
};
use legalmind_vault::{Ask, search::Sought};

use crate::house::{House, dossier, pdfium, upload, work};

/// A PDF of a page of text and a page that is a picture, which carries a file.
fn half_scanned() -> Vec<u8> {
    let text = "BT /F 12 Tf 50 700 Td (De erfdienstbaarheid is gevestigd bij akte van 1 mei 2026) Tj ET";
    let scan = "q 600 0 0 800 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \u{7f} EI Q";
    let stream = |body: &str| format!("<</Length {}>>stream\n{body}\nendstream", body.len());
    let page = |at: u32| {
        format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 3 0 R>>>>/Contents {at} 0 R>>"
        )
    };
    let objects = [
        "<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(nota.txt) 8 0 R]>>>>>>".to_owned(),
        "<</Type/Pages/Kids[4 0 R 6 0 R]/Count 2>>".to_owned(),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
        page(5),
        stream(text),
        page(7),
        stream(scan),
        "<</Type/Filespec/F(nota.txt)/UF(nota.txt)/EF<</F 9 0 R>>>>".to_owned(),
        stream("De nota volgt."),
    ];
    let mut out = String::from("%PDF-1.7\n");
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (number, object) in (1..).zip(&objects) {
        table.push_str(&format!("{:010} 00000 n \n", out.len()));
        out.push_str(&format!("{number} 0 obj{object}endobj\n"));
    }
    let (at, size) = (out.len(), objects.len() + 1);
    out.push_str(&format!("{table}trailer<</Root 1 0 R/Size {size}>>\nstartxref\n{at}\n%%EOF\n"));
    out.into_bytes()
}

#[tokio::test]
async fn a_scan_among_pages_is_missing_and_said_so_and_can_be_read_again() {
    if pdfium().is_none() {
        println!("skipped: libpdfium.so is not here (LEGALMIND_PDFIUM or .legalmind/pdfium)");
        return;
    }
    let house = House::new().await;
    let vault = house.open().await;
    let anna = house.lawyer("Anna").await;
    let to = dossier(&vault, &anna, "Zaak").await;
    let id = upload(&vault, &anna, to, "akte.pdf", &half_scanned()).await;
    for round in 0..2 {
        work(&vault).await;
        let seen = vault.get_document(&anna, id).await.expect("found").version;
        assert_eq!((seen.progress, seen.reason), (Progress::Searchable, Some(Reason::OcrUnavailable)));
        assert_eq!((seen.pages, seen.pages_done), (Some(2), 1));
        let pages = vault.pages(&anna, id, seen.id, PageNumber(1), PageNumber(2)).await.expect("pages");
        let missing: Vec<_> = pages.items.iter().map(|(_, page)| page.missing).collect();
        assert_eq!(missing, [None, Some(Reason::OcrUnavailable)]);
        let sought = Sought { text: "erfdienstbaarheid".to_owned(), limit: 10, ..Sought::default() };
        assert_eq!(vault.search(&anna, &sought).await.expect("searched").total, 1);
        let list = vault.list_documents(&anna, to, &Ask::default()).await.expect("a list").items;
        let inside: Vec<_> = list.iter().filter(|it| it.parent == Some(id)).collect();
        assert_eq!(inside.len(), 1, "the file it carries, once");
        assert_eq!(inside[0].name, "nota.txt");
        if round == 0 {
            vault.retry_document(&anna, id).await.expect("read again");
        }
    }
}
