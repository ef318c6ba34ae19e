//! The parts of a composed document beside its body: styles, lists, the foot of the page.

use super::write::id;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
const R: &str = "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const KIND: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// Names and texts of all parts, in the order of the container.
pub(super) fn parts(body: &str) -> Vec<(&'static str, String)> {
    vec![
        ("[Content_Types].xml", content_types()),
        ("_rels/.rels", relations(&[("officeDocument", "word/document.xml")])),
        ("word/document.xml", document(body)),
        (
            "word/_rels/document.xml.rels",
            relations(&[
                ("styles", "styles.xml"),
                ("numbering", "numbering.xml"),
                ("settings", "settings.xml"),
                ("fontTable", "fontTable.xml"),
                ("footer", "footer1.xml"),
            ]),
        ),
        ("word/styles.xml", styles()),
        ("word/numbering.xml", numbering()),
        ("word/settings.xml", settings()),
        ("word/fontTable.xml", fonts()),
        ("word/footer1.xml", footer()),
    ]
}

fn content_types() -> String {
    let part = |name: &str, kind: &str| {
        format!("<Override PartName=\"/word/{name}\" ContentType=\"{KIND}.{kind}+xml\"/>")
    };
    format!(
        "{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>{}{}{}{}{}{}</Types>",
        part("document.xml", "document.main"),
        part("styles.xml", "styles"),
        part("numbering.xml", "numbering"),
        part("settings.xml", "settings"),
        part("fontTable.xml", "fontTable"),
        part("footer1.xml", "footer"),
    )
}

fn relations(list: &[(&str, &str)]) -> String {
    let list: String = (list.iter().enumerate())
        .map(|(number, (kind, target))| {
            format!("<Relationship Id=\"rId{}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>", number + 1)
        })
        .collect();
    format!(
        "{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{list}</Relationships>"
    )
}

/// A4 with margins of 2.5 cm.
fn document(body: &str) -> String {
    format!(
        "{HEAD}<w:document {W} {R}><w:body>{body}<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId5\"/>\
         <w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1418\" w:right=\"1440\" w:bottom=\"1418\" \
         w:left=\"1440\" w:header=\"709\" w:footer=\"709\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>"
    )
}

fn footer() -> String {
    let field = |code: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> {code} \
             </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r>\
             <w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
        )
    };
    let text = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    format!(
        "{HEAD}<w:ftr {W}><w:p><w:pPr><w:pStyle w:val=\"Voettekst\"/></w:pPr>{}{}{}{}</w:p></w:ftr>",
        text("Pagina "),
        field("PAGE"),
        text(" van "),
        field("NUMPAGES")
    )
}

fn settings() -> String {
    format!(
        "{HEAD}<w:settings {W}><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"567\"/>\
         <w:characterSpacingControl w:val=\"doNotCompress\"/><w:compat><w:compatSetting \
         w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\
         <w:themeFontLang w:val=\"nl-NL\"/><w:decimalSymbol w:val=\",\"/><w:listSeparator w:val=\";\"/></w:settings>"
    )
}

fn fonts() -> String {
    format!(
        "{HEAD}<w:fonts {W}><w:font w:name=\"Calibri\"><w:altName w:val=\"Carlito\"/><w:family w:val=\"swiss\"/>\
         <w:pitch w:val=\"variable\"/></w:font></w:fonts>"
    )
}

/// One style of paragraphs.
struct Look<'a> {
    id: &'a str,
    name: &'a str,
    next: &'a str,
    paragraph: String,
    run: &'a str,
}

fn styles() -> String {
    let plain =
        |id, name, next, paragraph: &str, run| Look { id, name, next, paragraph: paragraph.to_owned(), run };
    let listed = |id, name, list: u32, level: u32, more: &str| Look {
        id,
        name,
        next: id,
        paragraph: format!("{more}<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>"),
        run: "",
    };
    let indent = |left: u32| format!("<w:ind w:left=\"{left}\"/>");
    let mut all = vec![
        plain(
            id::TITLE,
            "Title",
            "Standaard",
            "<w:keepNext/><w:spacing w:before=\"0\" w:after=\"360\" w:line=\"240\" w:lineRule=\"auto\"/>",
            "<w:b/><w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/>",
        ),
        Look {
            id: id::ARTICLE,
            name: "heading 1",
            next: id::MEMBERS[0],
            paragraph:
                "<w:keepNext/><w:keepLines/><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>\
                        <w:spacing w:before=\"320\" w:after=\"100\"/><w:outlineLvl w:val=\"0\"/>"
                    .to_owned(),
            run: "<w:b/><w:sz w:val=\"24\"/><w:szCs w:val=\"24\"/>",
        },
        plain(
            id::HEADING,
            "heading 2",
            "Standaard",
            "<w:keepNext/><w:keepLines/><w:spacing w:before=\"280\" w:after=\"100\"/><w:outlineLvl w:val=\"1\"/>",
            "<w:b/>",
        ),
        plain(id::QUOTE, "Inspringen", id::QUOTE, "<w:ind w:left=\"567\"/>", ""),
        plain(
            id::RECITAL,
            "Overweging",
            id::RECITAL,
            "<w:tabs><w:tab w:val=\"left\" w:pos=\"567\"/></w:tabs><w:ind w:left=\"567\" w:hanging=\"567\"/>",
            "",
        ),
        plain(id::CELL, "Tabeltekst", id::CELL, "<w:spacing w:before=\"40\" w:after=\"40\"/>", ""),
        plain(
            "Voettekst",
            "footer",
            "Voettekst",
            "<w:tabs><w:tab w:val=\"right\" w:pos=\"9026\"/></w:tabs><w:spacing w:after=\"0\"/><w:jc w:val=\"right\"/>",
            "<w:color w:val=\"595959\"/><w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/>",
        ),
    ];
    let names = [
        [id::MEMBERS, ["Lid", "Onderdeel", "Subonderdeel"]],
        [id::NUMBERS, ["Nummer", "Nummer 2", "Nummer 3"]],
    ];
    for (list, [ids, names]) in (1..).zip(names) {
        for (level, (id, name)) in (0..).zip(ids.into_iter().zip(names)) {
            all.push(listed(id, name, list, if list == 1 { level + 1 } else { level }, ""));
        }
    }
    for (level, (id, name)) in (0..).zip(id::BULLETS.into_iter().zip(["Streepje", "Streepje 2"])) {
        all.push(listed(id, name, 3, level, ""));
    }
    let names = ["Lid vervolg", "Onderdeel vervolg", "Subonderdeel vervolg"];
    for ((id, name), left) in id::MORE.into_iter().zip(names).zip([709, 1134, 1559]) {
        all.push(plain(id, name, id, &indent(left), ""));
    }
    let all: String = all
        .into_iter()
        .map(|look| {
            let run = if look.run.is_empty() { String::new() } else { format!("<w:rPr>{}</w:rPr>", look.run) };
            let custom = if matches!(look.name, "Title" | "heading 1" | "heading 2" | "footer") {
                ""
            } else {
                " w:customStyle=\"1\""
            };
            format!(
                "<w:style w:type=\"paragraph\"{custom} w:styleId=\"{}\"><w:name w:val=\"{}\"/>\
                 <w:basedOn w:val=\"Standaard\"/><w:next w:val=\"{}\"/><w:qFormat/><w:pPr>{}</w:pPr>{run}</w:style>",
                look.id, look.name, look.next, look.paragraph
            )
        })
        .collect();
    let border =
        |side: &str| format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"808080\"/>");
    let borders: String =
        ["top", "left", "bottom", "right", "insideH", "insideV"].into_iter().map(border).collect();
    format!(
        "{HEAD}<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Calibri\" \
         w:hAnsi=\"Calibri\" w:eastAsia=\"Calibri\" w:cs=\"Calibri\"/><w:sz w:val=\"22\"/><w:szCs w:val=\"22\"/>\
         <w:lang w:val=\"nl-NL\" w:eastAsia=\"en-US\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>\
         <w:spacing w:after=\"120\" w:line=\"276\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Standaard\"><w:name w:val=\"Normal\"/><w:qFormat/>\
         </w:style><w:style w:type=\"table\" w:default=\"1\" w:styleId=\"Standaardtabel\"><w:name w:val=\"Normal Table\"/>\
         <w:uiPriority w:val=\"99\"/><w:semiHidden/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar>\
         <w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"108\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/>\
         <w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>\
         <w:style w:type=\"table\" w:styleId=\"{}\"><w:name w:val=\"Table Grid\"/><w:basedOn w:val=\"Standaardtabel\"/>\
         <w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr></w:style>{all}</w:styles>",
        id::TABLE
    )
}

/// One level of a list.
struct Level {
    format: &'static str,
    text: &'static str,
    style: &'static str,
    left: u32,
    hanging: u32,
}

fn numbering() -> String {
    let level = |format, text, style, left, hanging| Level { format, text, style, left, hanging };
    let lists = [
        vec![
            level("decimal", "Artikel %1", id::ARTICLE, 0, 0),
            level("decimal", "%1.%2", id::MEMBERS[0], 709, 709),
            level("lowerLetter", "%3.", id::MEMBERS[1], 1134, 425),
            level("lowerRoman", "%4.", id::MEMBERS[2], 1559, 425),
        ],
        vec![
            level("decimal", "%1.", id::NUMBERS[0], 567, 567),
            level("lowerLetter", "%2.", id::NUMBERS[1], 1134, 567),
            level("lowerRoman", "%3.", id::NUMBERS[2], 1701, 567),
        ],
        vec![
            level("bullet", "–", id::BULLETS[0], 1134, 425),
            level("bullet", "–", id::BULLETS[1], 1559, 425),
        ],
    ];
    let mut out = format!("{HEAD}<w:numbering {W}>");
    for (number, levels) in lists.iter().enumerate() {
        out.push_str(&format!(
            "<w:abstractNum w:abstractNumId=\"{number}\"><w:multiLevelType w:val=\"multilevel\"/>"
        ));
        for (at, level) in levels.iter().enumerate() {
            // the heading of an article stands behind its number
            let (behind, indent) = match level.hanging {
                0 => ("<w:suff w:val=\"space\"/>", String::new()),
                hanging => {
                    ("", format!("<w:pPr><w:ind w:left=\"{}\" w:hanging=\"{hanging}\"/></w:pPr>", level.left))
                }
            };
            out.push_str(&format!(
                "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{}\"/><w:pStyle w:val=\"{}\"/>{behind}\
                 <w:lvlText w:val=\"{}\"/><w:lvlJc w:val=\"left\"/>{indent}</w:lvl>",
                level.format, level.style, level.text
            ));
        }
        out.push_str("</w:abstractNum>");
    }
    for number in 0..lists.len() {
        out.push_str(&format!(
            "<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"{number}\"/></w:num>",
            number + 1
        ));
    }
    out.push_str("</w:numbering>");
    out
}
