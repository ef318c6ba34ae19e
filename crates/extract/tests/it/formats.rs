//! Each format, on small files made here.

use legalmind_core::document::FileKind;

use super::support::{WORD, docx, pdf, read, slice, text, with_ocr, with_pdf, zip};

#[tokio::test]
async fn words_of_a_pdf_stand_where_they_are_printed() {
    if with_pdf().is_none() {
        return;
    }
    let content = "BT /F 20 Tf 60 720 Td (Artikel 1) Tj ET \
        BT /F 12 Tf 60 680 Td (De huurder betaalt de huur v\\363\\363r de eerste dag) Tj 0 -14 Td (van elke maand aan ver-) Tj \
        0 -14 Td (huurder.) Tj ET";
    let outcome = read("a.pdf", pdf(&[content], "", "")).await.unwrap();
    let page = &outcome.pages[0];
    assert_eq!(
        page.text,
        "Artikel 1\n\nDe huurder betaalt de huur vóór de eerste dag\nvan elke maand aan ver-\nhuurder."
    );
    assert_eq!(page.size, (600.0, 800.0));
    assert_eq!(slice(page, page.headings[0].start, page.headings[0].end), "Artikel 1");
    let word = page.words[2];
    assert_eq!(slice(page, word.range.start, word.range.end), "De");
    assert!((word.quad.x - 0.1).abs() < 0.01, "{word:?}");
    let middle = word.quad.y + word.quad.h / 2.0;
    assert!((middle - 116.0 / 800.0).abs() < 0.01, "{word:?}");
}

#[tokio::test]
async fn a_turned_page_is_read_as_shown() {
    if with_pdf().is_none() {
        return;
    }
    let content = "BT /F 12 Tf 60 700 Td (Gedraaide bladzijde van de akte) Tj ET";
    let outcome = read("a.pdf", pdf(&[content], "/Rotate 90", "")).await.unwrap();
    let page = &outcome.pages[0];
    assert_eq!(page.size, (800.0, 600.0));
    assert_eq!(page.text, "Gedraaide bladzijde van de akte");
    // the text ran along the top; turned to the right it runs down the right side
    assert!(page.words[0].quad.x > 0.85 && page.words[0].quad.y < 0.12, "{:?}", page.words[0]);
    assert!(page.words.windows(2).all(|pair| pair[0].quad.y < pair[1].quad.y));
}

#[tokio::test]
async fn a_cropped_page_counts_from_its_crop() {
    if with_pdf().is_none() {
        return;
    }
    let content = "BT /F 12 Tf 110 700 Td (Binnen) Tj ET BT /F 12 Tf 10 100 Td (Buiten) Tj ET";
    let outcome = read("a.pdf", pdf(&[content], "/CropBox[100 400 500 750]", "")).await.unwrap();
    let page = &outcome.pages[0];
    assert_eq!((page.text.as_str(), page.size), ("Binnen", (400.0, 350.0)));
    assert!((page.words[0].quad.x - 10.0 / 400.0).abs() < 0.01);
}

#[tokio::test]
async fn a_drawn_page_is_recognised() {
    if with_ocr().is_none() {
        return;
    }
    // a picture of one grey pixel over the whole page, and a few large words: hardly any text
    let picture =
        "q 600 0 0 800 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \u{7f} EI Q 1 g 40 600 520 150 re f 0 g ";
    let content = format!("{picture} BT /F 40 Tf 60 660 Td (Huurovereenkomst) Tj ET");
    let outcome = read("a.pdf", pdf(&[&content], "", "")).await.unwrap();
    let page = &outcome.pages[0];
    assert!(page.recognised, "{page:?}");
    assert_eq!(page.text.trim(), "Huurovereenkomst");
    assert!(page.confidence.unwrap() > 60);
    let quad = page.words[0].quad;
    assert!((quad.x - 0.1).abs() < 0.02 && quad.y > 0.1 && quad.y < 0.2, "{quad:?}");
}

/// A Word file with styles, lists, a footnote, two headers that say the same, and a footer.
fn whole(document: &str) -> Vec<u8> {
    let styles = "<w:style w:styleId='K1'><w:name w:val='heading 1'/><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr>\
        </w:pPr></w:style><w:style w:styleId='K2'><w:basedOn w:val='K1'/></w:style>\
        <w:style w:styleId='T'><w:name w:val='Title'/></w:style>";
    let lists = "<w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:numFmt w:val='decimal'/>\
        <w:lvlText w:val='Artikel %1.'/></w:lvl></w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>";
    let notes = "<w:footnote w:type='separator' w:id='0'><w:p><w:r><w:t>-</w:t></w:r></w:p></w:footnote>\
        <w:footnote w:id='2'><w:p><w:r><w:t xml:space='preserve'> Zie HR 1 april 2016.</w:t></w:r></w:p></w:footnote>";
    let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let part = |root: &str, inner: &str| format!("<w:{root} {WORD}>{inner}</w:{root}>");
    let rel = |kind: &str, target: &str| {
        format!("<Relationship Id='r{target}' Type='http://x/{kind}' Target='{target}'/>")
    };
    let package = format!("<Relationships>{}</Relationships>", rel("officeDocument", "word/main.xml"));
    let own: String = [
        ("styles", "styles.xml"),
        ("numbering", "/word/numbering.xml"),
        ("footnotes", "footnotes.xml"),
        ("header", "header1.xml"),
        ("header", "header2.xml"),
        ("footer", "footer1.xml"),
    ]
    .iter()
    .map(|(kind, target)| rel(kind, target))
    .collect();
    let away = "<Relationship Id='e' TargetMode='External' Type='http://x/header' Target='http://x/'/>";
    let own = format!("<Relationships>{own}{away}</Relationships>");
    let core = "<p xmlns:dc='d'><dc:title>Huur&amp;overeenkomst</dc:title></p>";
    let header = part("hdr", &paragraph("Vertrouwelijk"));
    zip(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", package.as_bytes()),
        ("word/_rels/main.xml.rels", own.as_bytes()),
        ("word/main.xml", part("document", &format!("<w:body>{document}</w:body>")).as_bytes()),
        ("word/styles.xml", part("styles", styles).as_bytes()),
        ("word/numbering.xml", part("numbering", lists).as_bytes()),
        ("word/footnotes.xml", part("footnotes", notes).as_bytes()),
        ("word/header1.xml", header.as_bytes()),
        ("word/header2.xml", header.as_bytes()),
        ("word/footer1.xml", part("ftr", &(paragraph("3") + &paragraph("Concept 4"))).as_bytes()),
        ("docProps/core.xml", core.as_bytes()),
    ])
}

#[tokio::test]
async fn a_word_file_with_styles_numbers_notes_and_margins() {
    let document = "<w:p><w:pPr><w:pStyle w:val='T'/></w:pPr><w:r><w:t>Overeenkomst</w:t></w:r></w:p>\
        <w:p><w:pPr><w:pStyle w:val='K1'/></w:pPr><w:r><w:t>Huur</w:t></w:r></w:p>\
        <w:p><w:r><w:t>De huur gaat in.</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r></w:p>\
        <w:p><w:pPr><w:pStyle w:val='K2'/></w:pPr><w:r><w:t>Einde</w:t></w:r></w:p>";
    let outcome = read("a.docx", whole(document)).await.unwrap();
    assert_eq!(outcome.title.as_deref(), Some("Huur&overeenkomst"));
    let parts: Vec<(&str, &str)> = outcome
        .pages
        .iter()
        .map(|page| (page.origin.as_ref().unwrap().part.as_str(), page.text.as_str()))
        .collect();
    assert_eq!(
        parts,
        [
            ("word/main.xml", "Overeenkomst\n\nArtikel 1. Huur\n\nDe huur gaat in.\n\nArtikel 2. Einde"),
            ("word/header1.xml", "Vertrouwelijk"),
            ("word/footer1.xml", "Concept 4"),
            ("word/footnotes.xml", "[1] Zie HR 1 april 2016.")
        ]
    );
    let page = &outcome.pages[0];
    let headings: Vec<String> =
        page.headings.iter().map(|range| slice(page, range.start, range.end)).collect();
    assert_eq!(headings, ["Overeenkomst", "Artikel 1. Huur", "Artikel 2. Einde"]);
}

#[tokio::test]
async fn tracked_changes_tables_and_drawings_of_a_word_file() {
    let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let document = format!(
        "<w:p><w:r><w:t>De huur </w:t></w:r><w:del><w:r><w:delText>is</w:delText></w:r></w:del>\
         <w:ins><w:r><w:t>bedraagt</w:t></w:r></w:ins><w:moveFrom><w:r><w:t> weg</w:t></w:r></w:moveFrom></w:p>\
         <w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>\
         <w:p><w:r><mc:AlternateContent xmlns:mc='m'><mc:Choice><w:txbxContent><w:p><w:r><w:t>kader</w:t></w:r></w:p>\
         </w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>kader</w:t></w:r></w:p></w:txbxContent>\
         </mc:Fallback></mc:AlternateContent><w:t>A &amp; B</w:t><w:tab/><w:br w:type='page'/><w:t>C</w:t></w:r></w:p>",
        cell("a"),
        cell("b"),
        cell("c"),
        cell("d"),
    );
    let outcome = read("a.docx", docx(&document)).await.unwrap();
    let page = &outcome.pages[0];
    assert_eq!(page.text, "De huur bedraagt\n\na\tb\nc\td\n\nA & B\nC\n\nkader");
}

/// Every place of a page is where the engine has those characters.
#[tokio::test]
async fn places_of_a_word_file_are_those_of_the_engine() {
    let document = "<w:p><w:pPr><w:pStyle w:val='K1'/></w:pPr><w:r><w:t>Huur</w:t></w:r></w:p>\
        <w:p><w:r><w:t xml:space='preserve'>  De huur </w:t></w:r><w:del><w:r><w:delText>is</w:delText></w:r></w:del>\
        <w:r><w:footnoteReference w:id='2'/></w:r><w:r><w:t>gaat   in.</w:t></w:r></w:p>";
    let file = whole(document);
    let outcome = read("a.docx", file.clone()).await.unwrap();
    let package = legalmind_docx::Package::open(file).unwrap();
    let mut met = 0;
    for page in &outcome.pages {
        let origin = page.origin.as_ref().unwrap();
        for placed in origin.placed.iter().filter(|placed| placed.range.len() == placed.at.len()) {
            let text = package.paragraph_text(&origin.part, placed.paragraph as usize).unwrap().unwrap();
            assert_eq!(placed.at.of(&text), placed.range.of(&page.text));
            met += placed.range.len();
        }
    }
    assert!(met > 60, "{met} characters");
    let page = &outcome.pages[0];
    let at = page.text.find("huur gaat").unwrap() as u32;
    let places = page.places(legalmind_core::CharRange { start: at, end: at + 9 });
    assert_eq!((places.len(), places[0].paragraph, places[0].start, places[0].end), (1, 1, 5, 15));
}

#[tokio::test]
async fn a_long_word_file_has_stretches() {
    let body = "<w:p><w:r><w:t>Een zin van vijf woorden. </w:t></w:r></w:p>".repeat(1000);
    let outcome = read("a.docx", docx(&body)).await.unwrap();
    assert!(outcome.pages.len() > 5);
    assert!(outcome.pages.iter().all(|page| page.text.chars().count() <= 4000 && page.words.is_empty()));
}

#[tokio::test]
async fn a_message_with_attachments() {
    let mail = "From: \"Mr. A. de Vries\" <a@example.nl>\r\nTo: b@example.nl\r\nDate: Mon, 4 Mar 2024 10:00:00 +0100\r\n\
        Subject: =?utf-8?q?Huur_vo=CC=81=C3=B3r_maart?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n\
        --b\r\nContent-Type: multipart/alternative; boundary=c\r\n\r\n--c\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\
        Geachte heer,\r\n\r\nBijgaand.\r\n--c\r\nContent-Type: text/html\r\n\r\n<p>HTML</p>\r\n--c--\r\n\
        --b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=\"../../x/akte.pdf\"\r\n\
        Content-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjc=\r\n\
        --b\r\nContent-Type: message/rfc822\r\n\r\nSubject: Eerder\r\nFrom: c@example.nl\r\n\r\nEerdere tekst\r\n--b--\r\n";
    let outcome = read("bericht", mail).await.unwrap();
    assert_eq!(outcome.kind, FileKind::Eml);
    assert_eq!(outcome.title.as_deref(), Some("Huur vóór maart"));
    let text = text(&outcome);
    assert!(
        text.starts_with("From: Mr. A. de Vries <a@example.nl>\nTo: b@example.nl\nDate: Mon, 4 Mar 2024"),
        "{text}"
    );
    assert!(text.contains("Subject: Huur vóór maart\n\nGeachte heer,\n\nBijgaand."), "{text}");
    assert!(!text.contains("HTML"));
    let names: Vec<&str> = outcome.children.iter().map(|child| child.name.as_str()).collect();
    assert_eq!(names, ["akte.pdf", "Eerder.eml"]);
    assert_eq!(outcome.children[0].bytes, b"%PDF-1.7");
    let inner = read(&outcome.children[1].name, outcome.children[1].bytes.clone()).await.unwrap();
    assert!(super::support::text(&inner).contains("Eerdere tekst"));
}

#[tokio::test]
async fn a_message_with_only_html() {
    let mail = "From: a@example.nl\r\nSubject: x\r\nContent-Type: text/html; charset=iso-8859-1\r\n\r\n\
        <style>p{}</style><p>Caf\u{e9}</p>"
        .chars()
        .map(|c| c as u8)
        .collect::<Vec<u8>>();
    assert!(text(&read("a.eml", mail).await.unwrap()).ends_with("\n\nCafé"));
}

#[tokio::test]
async fn web_pages_and_texts() {
    let page = read("a.html", "<html><title>T</title><h2>Kop</h2><p>Tekst &amp; uitleg</p>").await.unwrap();
    assert_eq!((page.title.as_deref(), text(&page).as_str()), (Some("T"), "Kop\n\nTekst & uitleg"));
    let note = read("a.md", "# Artikel 1\n\nDe huur.\n\n## Lid 2\nTekst").await.unwrap();
    assert_eq!(text(&note), "Artikel 1\n\nDe huur.\n\nLid 2\n\nTekst");
    assert_eq!(note.pages[0].headings.len(), 2);
    let wide: Vec<u8> = "\u{feff}Één\r\nregel".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(text(&read("a.txt", wide).await.unwrap()), "Één\nregel");
    assert_eq!(text(&read("a.txt", b"\x80 100 voor caf\xe9".to_vec()).await.unwrap()), "€ 100 voor café");
}
