//! A Word file as a PDF: right, closed off, and gone from memory.

use std::{
    net::TcpListener,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    time::Duration,
};

use legalmind_core::document::Reason;
use legalmind_extract::{ExtractOptions, Extractor, Limits, PrintFault};
use tokio::time::Instant;

use super::support::{options, text, zip};

const OFFICE: &str = "/usr/bin/soffice";

/// A folder in memory of this test alone.
struct Memory(PathBuf);

impl Memory {
    fn new(name: &str) -> Self {
        let path = PathBuf::from(format!("/dev/shm/legalmind-test-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn left(&self) -> Vec<PathBuf> {
        std::fs::read_dir(&self.0).unwrap().map(|entry| entry.unwrap().path()).collect()
    }
}

impl Drop for Memory {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn printer(memory: &Memory) -> Option<Extractor> {
    if !Path::new(OFFICE).exists() {
        println!("skipped: LibreOffice is not installed");
        return None;
    }
    let (office, memory_folder) = (Some(OFFICE.into()), memory.0.clone());
    Some(Extractor::new(ExtractOptions { office, memory_folder, ..options() }))
}

/// A Word file with this body and these relations of its main part.
fn word(body: &str, relations: &str) -> Vec<u8> {
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let document = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"{OFFICE}\" \
         xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
         xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
         xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\" \
         xmlns:v=\"urn:schemas-microsoft-com:vml\"><w:body>{body}</w:body></w:document>"
    );
    let related =
        |list: &str| format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{list}</Relationships>");
    let root = related(&format!(
        "<Relationship Id=\"r1\" Type=\"{OFFICE}/officeDocument\" Target=\"word/document.xml\"/>"
    ));
    let kinds = format!(
        "<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" \
         ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" \
         ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>"
    );
    zip(&[
        ("[Content_Types].xml", kinds.as_bytes()),
        ("_rels/.rels", root.as_bytes()),
        ("word/document.xml", document.as_bytes()),
        ("word/_rels/document.xml.rels", related(relations).as_bytes()),
    ])
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

#[tokio::test]
async fn a_word_file_becomes_a_pdf_for_the_archive() {
    let memory = Memory::new("pdf");
    let Some(extractor) = printer(&memory) else { return };
    let heading = "<w:p><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr><w:r><w:t>Artikel 1 Koop</w:t></w:r></w:p>";
    let pdf =
        extractor.pdf(word(&format!("{heading}{}", p("De prijs is € 12.500.")), "").into()).await.unwrap();
    assert!(pdf.starts_with(b"%PDF-"));
    assert!(contains(&pdf, "<pdfaid:part>2</pdfaid:part>") && contains(&pdf, "<pdfaid:conformance>B<"));
    assert!(contains(&pdf, "/StructTreeRoot"), "it is tagged");
    assert!(contains(&pdf, "/Outlines"), "it has an outline");
    assert_eq!(memory.left(), Vec::<PathBuf>::new());
    if extractor.options().pdfium.is_some() {
        let read = extractor.read("a.pdf", pdf, &|_| {}).await.unwrap();
        assert!(text(&read).contains("De prijs is € 12.500."), "{}", text(&read));
    }
}

/// A picture and a text from elsewhere: on the network, and in a file beside the product.
#[tokio::test]
async fn nothing_is_fetched_and_no_file_is_read() {
    let memory = Memory::new("closed");
    let Some(extractor) = printer(&memory) else { return };
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let port = listener.local_addr().unwrap().port();
    // outside of the folder that the process has, readable by everybody
    let planted = memory.0.join("geheim.txt");
    std::fs::write(&planted, "GEHEIMENVANEENANDER").unwrap();
    std::fs::set_permissions(&planted, std::fs::Permissions::from_mode(0o644)).unwrap();
    let image = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image";
    let template = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate";
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{target}\" TargetMode=\"External\"/>")
    };
    let relations = [
        relation("rId1", image, &format!("http://127.0.0.1:{port}/a.png")),
        relation("rId2", image, &format!("file://{}", planted.display())),
        relation("rId3", template, &format!("http://127.0.0.1:{port}/a.dotx")),
    ]
    .concat();
    let picture = |id: &str| {
        format!(
            "<w:p><w:r><w:pict><v:shape style=\"width:50pt;height:50pt\"><v:imagedata r:id=\"{id}\" r:href=\"{id}\"/>\
             </v:shape></w:pict></w:r></w:p>"
        )
    };
    let drawing = |id: &str| {
        format!(
            "<w:p><w:r><w:drawing><wp:inline><wp:extent cx=\"635000\" cy=\"635000\"/><wp:docPr id=\"1\" name=\"x\"/>\
             <a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic>\
             <pic:nvPicPr><pic:cNvPr id=\"0\" name=\"x\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>\
             <a:blip r:link=\"{id}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>\
             <a:off x=\"0\" y=\"0\"/><a:ext cx=\"635000\" cy=\"635000\"/></a:xfrm><a:prstGeom prst=\"rect\">\
             <a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
        )
    };
    let included = |target: &str| {
        format!(
            "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> \
             INCLUDETEXT \"{target}\" </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>\
             <w:r><w:t>niets</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>"
        )
    };
    let body = [
        p("Een stuk met verwijzingen naar buiten."),
        picture("rId1"),
        picture("rId2"),
        // LibreOffice alone does fetch this one
        drawing("rId1"),
        drawing("rId2"),
        included(&format!("file://{}", planted.display())),
        included(&format!("http://127.0.0.1:{port}/b.docx")),
    ]
    .concat();
    let pdf = extractor.pdf(word(&body, &relations).into()).await.unwrap();
    assert!(listener.accept().is_err(), "a connection was made");
    if extractor.options().pdfium.is_some() {
        let read = text(&extractor.read("a.pdf", pdf, &|_| {}).await.unwrap());
        assert!(read.contains("Een stuk met verwijzingen naar buiten."), "{read}");
        assert!(!read.contains("GEHEIMENVANEENANDER"), "{read}");
    }
}

/// The process itself, asked to do what it may not: the kernel says no.
#[tokio::test]
async fn the_process_has_one_folder_and_no_network() {
    let memory = Memory::new("probe");
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let port = listener.local_addr().unwrap().port();
    let room = memory.0.join("room");
    std::fs::create_dir(&room).unwrap();
    std::fs::write(memory.0.join("geheim"), "geheim").unwrap();
    let script = format!(
        "echo ja > {room}/eigen; cat {memory}/geheim > {room}/geheim; cat /etc/passwd > {room}/passwd; \
         echo x > /tmp/legalmind-test-$$ && echo x > {room}/elders; \
         (exec 3<>/dev/tcp/127.0.0.1/{port}) && echo x > {room}/net; exit 0",
        room = room.display(),
        memory = memory.0.display(),
    );
    let mut command = tokio::process::Command::new(options().program);
    command
        .args(["extract-child", "print", "100000000", "10", "1000000"])
        .arg(&room)
        .arg("/bin/bash")
        .args(["-c", &script]);
    let status = command.env_clear().output().await.unwrap();
    assert!(status.status.success(), "{status:?}");
    let said = |name: &str| std::fs::read_to_string(room.join(name)).unwrap_or_default();
    assert_eq!(said("eigen"), "ja\n", "its own folder is there: {status:?}");
    for name in ["geheim", "passwd", "elders", "net"] {
        assert_eq!(said(name), "", "{name}");
    }
    assert!(listener.accept().is_err(), "a connection was made");
}

#[tokio::test]
async fn a_print_that_is_ended_leaves_nothing() {
    let memory = Memory::new("ended");
    let Some(extractor) = printer(&memory) else { return };
    let file = word(&p("Een lange overeenkomst.").repeat(20_000), "");
    // too little time
    let limits = Limits { print: Duration::from_millis(300), ..Limits::default() };
    let hurried = Extractor::new(ExtractOptions { limits, ..extractor.options().clone() });
    let began = Instant::now();
    assert_eq!(hurried.pdf(file.clone().into()).await, Err(PrintFault::Reason(Reason::Timeout)));
    assert!(began.elapsed() < Duration::from_secs(20));
    assert_eq!(memory.left(), Vec::<PathBuf>::new());
    // nobody waits any longer
    let waiting = tokio::time::timeout(Duration::from_millis(1000), extractor.pdf(file.into())).await;
    assert!(waiting.is_err(), "it was done before it could be ended");
    assert_eq!(memory.left(), Vec::<PathBuf>::new());
    let name = memory.0.to_string_lossy().into_owned();
    let alive = || {
        let all = std::fs::read_dir("/proc").unwrap().flatten();
        let lines = all.filter_map(|entry| std::fs::read(entry.path().join("cmdline")).ok());
        lines.filter(|line| String::from_utf8_lossy(line).contains(&name)).count()
    };
    let until = Instant::now() + Duration::from_secs(5);
    while alive() > 0 && Instant::now() < until {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(alive(), 0);
}

#[tokio::test]
async fn a_missing_part_is_said() {
    let memory = Memory::new("missing");
    let file = word(&p("x"), "");
    let without = Extractor::new(ExtractOptions { office: None, ..options() });
    assert_eq!(without.pdf(file.clone().into()).await, Err(PrintFault::Missing));
    let office = Some(PathBuf::from("/nowhere/soffice"));
    let gone = Extractor::new(ExtractOptions { office, ..options() });
    assert_eq!(gone.pdf(file.clone().into()).await, Err(PrintFault::Missing));
    let Some(extractor) = printer(&memory) else { return };
    let on_disk =
        ExtractOptions { memory_folder: env!("CARGO_MANIFEST_DIR").into(), ..extractor.options().clone() };
    assert_eq!(Extractor::new(on_disk).pdf(file.into()).await, Err(PrintFault::NoMemoryFolder));
    assert!(matches!(extractor.pdf(b"geen Word".to_vec().into()).await, Err(PrintFault::Word(_))));
    assert_eq!(memory.left(), Vec::<PathBuf>::new());
}
