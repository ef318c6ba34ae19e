//! The styles of a composed document.

use super::{
    parts::{HEAD, W},
    write::id,
};

/// One style of paragraphs.
pub(crate) struct Look {
    /// Its id.
    pub id: &'static str,
    name: &'static str,
    next: &'static str,
    paragraph: String,
    run: &'static str,
}

/// The styles of a composed document, beside the defaults.
pub(crate) fn looks() -> Vec<Look> {
    let plain =
        |id, name, next, paragraph: &str, run| Look { id, name, next, paragraph: paragraph.to_owned(), run };
    let listed = |id, name, list: u32, level: u32| Look {
        id,
        name,
        next: id,
        paragraph: format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>"),
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
            all.push(listed(id, name, list, if list == 1 { level + 1 } else { level }));
        }
    }
    for (level, (id, name)) in (0..).zip(id::BULLETS.into_iter().zip(["Streepje", "Streepje 2"])) {
        all.push(listed(id, name, 3, level));
    }
    let names = ["Lid vervolg", "Onderdeel vervolg", "Subonderdeel vervolg"];
    for ((id, name), left) in id::MORE.into_iter().zip(names).zip([709, 1134, 1559]) {
        all.push(plain(id, name, id, &indent(left), ""));
    }
    all
}

impl Look {
    /// The name that Word shows.
    pub(crate) fn name(&self) -> &'static str {
        self.name
    }

    /// The style as XML, under this id and name, without its list, on top of this style.
    pub(crate) fn alone(&self, id: &str, name: &str, base: &str) -> String {
        let paragraph = match (self.paragraph.find("<w:numPr>"), self.paragraph.find("</w:numPr>")) {
            (Some(start), Some(end)) => {
                let (before, behind) = self.paragraph.split_at(start);
                format!("{before}{}", behind.get(end - start + "</w:numPr>".len()..).unwrap_or_default())
            }
            _ => self.paragraph.clone(),
        };
        let base = if base.is_empty() { String::new() } else { format!("<w:basedOn w:val=\"{base}\"/>") };
        self.xml(id, name, &base, &paragraph, "")
    }

    fn xml(&self, id: &str, name: &str, base: &str, paragraph: &str, next: &str) -> String {
        let run = if self.run.is_empty() { String::new() } else { format!("<w:rPr>{}</w:rPr>", self.run) };
        let custom = if matches!(name, "Title" | "heading 1" | "heading 2" | "footer") {
            ""
        } else {
            " w:customStyle=\"1\""
        };
        format!(
            "<w:style w:type=\"paragraph\"{custom} w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>{base}{next}<w:qFormat/>\
             <w:pPr>{paragraph}</w:pPr>{run}</w:style>"
        )
    }
}

/// The part of styles.
pub(super) fn styles() -> String {
    let all: String = (looks().iter())
        .map(|look| {
            let next = format!("<w:next w:val=\"{}\"/>", look.next);
            look.xml(look.id, look.name, "<w:basedOn w:val=\"Standaard\"/>", &look.paragraph, &next)
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
