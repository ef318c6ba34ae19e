//! Files of the samples, where they are at hand, and files that are broken on purpose.

use std::{
    fs,
    io::{BufRead as _, BufReader, Read},
    path::{Path, PathBuf},
};

use super::{Format, Whole, manifest, rechtspraak, toestand, wti};
use crate::{
    Error,
    decision::Section,
    selection::{Selection, select},
    statute::{LineKind, Provision, ProvisionKind, Standing, text},
};

/// A folder of the samples; none, and a message, where it is not here.
fn samples(name: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/samples").join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: the samples of {name} are not here");
    None
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut out = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                out.push(path);
            }
        }
    }
    out.sort();
    out
}

fn state(xml: &str) -> Result<Whole, Error> {
    let mut whole = Whole::default();
    toestand::read(xml.as_bytes(), &mut whole)?;
    Ok(whole)
}

fn article<'a>(whole: &'a Whole, number: &str) -> &'a Provision {
    whole
        .provisions
        .iter()
        .find(|p| p.kind == ProvisionKind::Article && p.key() == number && !p.is_in_annex())
        .unwrap_or_else(|| panic!("article {number}"))
}

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?><toestand xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" bwb-ng-vast-deel="http://wetten.overheid.nl/id/BWBR0009999/2020-01-01/0" xsi:noNamespaceSchemaLocation="https://x/Schema/BWB-toestand/2016-1/xsd/toestand_2016-1.xsd" bwb-id="BWBR0009999" inwerkingtreding="2020-01-01">"#;

fn law(body: &str) -> String {
    format!(
        "{HEAD}<wetgeving soort=\"wet\"><intitule>Wet van toen</intitule><citeertitel>Proefwet<meta-data><x>niet dit</x></meta-data></citeertitel><wet-besluit><wettekst>{body}</wettekst></wet-besluit></wetgeving></toestand>"
    )
}

#[test]
fn structure_leden_onderdelen_and_tables_are_kept() {
    let xml = law(r#"<hoofdstuk><kop><label>Hoofdstuk</label><nr>1</nr><titel>Begin <nadruk>en</nadruk> eind</titel></kop>
      <artikel inwerking="2019-05-01" status="goed"><kop><label>Artikel</label><nr>1</nr><titel>Begrippen</titel></kop>
        <lid><lidnr>1</lidnr><al>Er geldt:</al><lijst><li><li.nr>a.</li.nr><al>een; </al><lijst><li><li.nr>1°.</li.nr><al>diep;</al></li></lijst></li><li><li.nr>b.</li.nr><al>twee &amp; meer.</al></li></lijst><al>Slot.</al>
          <meta-data><al>nooit</al></meta-data></lid>
        <lid><lidnr>2a</lidnr><table><tgroup><tbody><row><entry><al>x</al></entry><entry><al>y</al></entry></row><row><entry><al>z</al></entry></row></tbody></tgroup></table></lid>
      </artikel>
      <artikel status="vervallen"><kop><label>Artikel</label><nr>2</nr></kop><al><redactie type="vervanging">Vervallen</redactie></al></artikel>
      <paragraaf status="nogniet"><kop><label>§</label><nr>1.2</nr></kop><structuurtekst><al>Losse tekst.</al></structuurtekst></paragraaf>
    </hoofdstuk>"#)
    .replace("</wettekst>", "</wettekst><bijlage><kop><label>Bijlage</label><nr>I</nr></kop><al>Lijst.</al><artikel><kop><nr>1</nr></kop><al>In de bijlage.</al></artikel></bijlage>");
    let whole = state(&xml).expect("a state");
    let head = whole.head.as_ref().expect("a head");
    assert_eq!(
        (head.title.as_str(), head.long_title.as_str(), head.kind.as_str()),
        ("Proefwet", "Wet van toen", "wet")
    );
    assert_eq!(head.state(), "BWBR0009999/2020-01-01/0");
    let one = article(&whole, "1");
    assert_eq!(one.heading, "Begrippen");
    assert_eq!(one.path[0].words(), "Hoofdstuk 1. Begin en eind");
    assert_eq!(one.since.map(|date| date.to_string()).as_deref(), Some("2019-05-01"));
    assert_eq!(
        one.text(),
        "1 Er geldt:\n   a. een;\n      1°. diep;\n   b. twee & meer.\nSlot.\n2a x | y\nz"
    );
    assert_eq!(one.lines[5].kind, LineKind::Row);
    assert_eq!(one.lines[2].parts, ["a", "1"]);
    let two = article(&whole, "2");
    assert_eq!((two.standing, two.lines[0].kind), (Standing::Repealed, LineKind::Editorial));
    let annex: Vec<&Provision> = whole.provisions.iter().filter(|p| p.is_in_annex()).collect();
    assert_eq!(annex.iter().map(|p| p.text()).collect::<Vec<_>>(), ["Lijst.", "In de bijlage."]);
    assert!(whole.provisions.iter().any(|p| p.text() == "Losse tekst." && p.standing == Standing::NotYet));
}

/// Forms of the schema that the samples do not have.
#[test]
fn circulaires_treaties_and_amending_laws_are_read() {
    let circulaire = format!(
        r#"{HEAD}<wetgeving soort="beleidsregel"><citeertitel>Leidraad</citeertitel><circulaire><circulaire-tekst><tekst><al>Vooraf.</al></tekst>
        <circulaire.divisie status="goed"><kop><label>Artikel</label><nr>24</nr><titel>Termijnen</titel><subtitel>nader</subtitel></kop><tekst><al>Tekst van 24.</al></tekst>
          <circulaire.divisie><kop><nr>24.1</nr><titel>Begin</titel></kop><tekst><al>Dieper.</al><tussenkop>Tussen</tussenkop><lijst><li><li.nr>a.</li.nr><al>Punt.</al></li></lijst></tekst></circulaire.divisie>
        </circulaire.divisie></circulaire-tekst><circulaire-sluiting><ondertekening><functie>De directeur</functie></ondertekening></circulaire-sluiting></circulaire></wetgeving></toestand>"#
    );
    let whole = state(&circulaire).expect("a circulaire");
    let of = |number: &str| whole.provisions.iter().find(|p| p.number == number).expect("a division");
    assert_eq!((of("24").heading.as_str(), of("24").text().as_str()), ("Termijnen nader", "Tekst van 24."));
    assert_eq!(of("24.1").text(), "Dieper.\nTussen\n   a. Punt.");
    assert_eq!(of("24.1").path[0].words(), "Artikel 24. Termijnen nader");
    let all: String = whole.provisions.iter().map(Provision::text).collect();
    assert!(all.contains("Vooraf.") && all.contains("De directeur"));

    let treaty = format!(
        "{HEAD}<wetgeving soort=\"verdrag\"><intitule>Verdrag van toen</intitule><verdrag><preambule><al>Overwegende.</al></preambule><verdragtekst><verdrag.divisie><kop><nr>I</nr></kop><artikel><kop><label>Artikel</label><nr>1</nr></kop><al>Een.</al></artikel></verdrag.divisie><artikel><kop><label>Artikel</label></kop><al>Zonder nummer.</al></artikel><artikel><al>Zonder kop.</al></artikel></verdragtekst></verdrag></wetgeving></toestand>"
    );
    let whole = state(&treaty).expect("a treaty");
    let read: Vec<_> = whole.provisions.iter().map(|p| (p.kind, p.text())).collect();
    let article = |text: &str| (ProvisionKind::Article, text.to_owned());
    assert_eq!(
        read,
        [
            (ProvisionKind::Preamble, "Overwegende.".to_owned()),
            article("Een."),
            article("Zonder nummer."),
            article("Zonder kop.")
        ]
    );

    let amending = law(r#"<wijzig-divisie><kop><label>Hoofdstuk</label><nr>1</nr></kop>
        <wijzig-artikel><kop><label>Artikel</label><nr>I</nr></kop><wat><al>De Huurwet wordt gewijzigd:</al></wat>
          <wijzig-lid><lidnr>A</lidnr><al>Na artikel 4 komt:</al><artikel><kop><label>Artikel</label><nr>5</nr></kop><al>Nieuw.</al></artikel></wijzig-lid>
          <wetcitaat><intitule>Titel van die wet</intitule><citeertitel>Huurwet</citeertitel></wetcitaat></wijzig-artikel>
        </wijzig-divisie><artikel><kop><label>Artikel</label><nr>II</nr></kop><al>In werking.</al></artikel>"#);
    let whole = state(&amending).expect("an amending law");
    assert_eq!(whole.head.as_ref().expect("a head").title, "Proefwet");
    let numbers: Vec<_> = whole
        .provisions
        .iter()
        .filter(|p| p.kind == ProvisionKind::Article)
        .map(|p| (p.number.as_str(), p.is_quoted()))
        .collect();
    assert_eq!(numbers, [("5", true), ("I", false), ("II", false)]);
    assert!(whole.provisions.iter().any(|p| p.text().contains("Huurwet wordt gewijzigd")));
    assert!(whole.provisions.iter().any(|p| p.text().contains("Titel van die wet")));
}

#[test]
fn what_says_nothing_of_its_standing_has_that_of_the_part_it_stands_in() {
    let xml = law(
        r#"<hoofdstuk status="nogniet"><kop><nr>1</nr></kop><artikel><kop><nr>1</nr></kop><al>A.</al></artikel><artikel status="goed"><kop><nr>2</nr></kop><al>B.</al></artikel></hoofdstuk>
        <hoofdstuk status="vervallen"><kop><nr>2</nr></kop><paragraaf><kop><nr>1</nr></kop><artikel><kop><nr>3</nr></kop><al>C.</al></artikel></paragraaf></hoofdstuk><artikel><kop><nr>4</nr></kop><al>D.</al></artikel>"#,
    );
    let whole = state(&xml).expect("a state");
    let standing = |number: &str| article(&whole, number).standing;
    assert_eq!(standing("1"), Standing::NotYet);
    assert_eq!(standing("2"), Standing::InForce);
    assert_eq!(standing("3"), Standing::Repealed);
    assert_eq!(standing("4"), Standing::InForce);
}

#[test]
fn what_is_broken_is_told_by_kind() {
    let good = law("<artikel><kop><nr>1</nr></kop><al>Tekst.</al></artikel>");
    assert!(state(&good).is_ok());
    for at in [good.len() - 12, good.len() / 2, HEAD.len() + 30, HEAD.len() - 4] {
        assert!(matches!(state(&good[..at]), Err(Error::Truncated)), "{at}: {:?}", state(&good[..at]).err());
    }
    let broken = |from: &str, to: &str| state(&good.replace(from, to)).expect_err("an error").code();
    assert_eq!(broken("Tekst.", "&geheim;"), "entities");
    assert_eq!(
        broken("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<!DOCTYPE toestand [<!ENTITY a \"b\">]>"),
        "entities"
    );
    assert_eq!(broken("</al>", "</la>"), "malformed");
    assert_eq!(broken("inwerkingtreding=\"2020-01-01\"", "inwerkingtreding=\"2021-01-01\""), "contradiction");
    assert_eq!(broken("inwerkingtreding=\"2020-01-01\"", "inwerkingtreding=\"2020-13-01\""), "invalid");
    assert_eq!(broken("bwb-id=\"BWBR0009999\"", "bwb-id=\"1\""), "invalid");
    assert_eq!(
        broken("BWB-toestand/2016-1/xsd/toestand_2016-1.xsd", "BWB-WTI/2015-1/xsd/wti.xsd"),
        "unknown_schema"
    );
    assert_eq!(broken("<toestand", "<iets"), "unknown_schema");
    let deep = format!("{}Tekst.{}", "<lijst><li>".repeat(150), "</li></lijst>".repeat(150));
    assert_eq!(broken("Tekst.", &deep), "too_large");
    assert_eq!(broken("<artikel><kop><nr>1</nr></kop><al>Tekst.</al></artikel>", ""), "missing");
}

#[test]
fn the_kind_of_a_file_is_told_by_its_beginning() {
    let of = |text: &str| Format::of(text.as_bytes()).map_err(|error| error.code());
    assert_eq!(of(HEAD), Ok(Format::State));
    assert_eq!(
        of("\u{feff}\n <?xml version=\"1.0\"?><!-- a <b> --><work label=\"x\">"),
        Ok(Format::Manifest)
    );
    assert_eq!(of("<wetstechnische-informatie bwb-id=\"x\"/>"), Ok(Format::Information));
    assert_eq!(of("\n<?xml version=\"1.0\"?>\n<open-rechtspraak>"), Ok(Format::Decision));
    assert_eq!(of("<!doctype html><html><!-- CELEX:32016R0679 -->"), Ok(Format::Union));
    assert_eq!(of("<html><p>Een brief</p></html>"), Err("unknown_format"));
    assert_eq!(of("<staatsblad/>"), Err("unknown_schema"));
    assert_eq!(of("law_id,law_name,artikel,text\n"), Ok(Format::Table));
    assert_eq!(of("%PDF-1.7"), Err("unknown_format"));
    assert_eq!(of(""), Err("unknown_format"));
    assert_eq!(Format::of(&[0xff, 0xfe, b'<', 0]).map_err(|error| error.code()), Err("encoding"));
}

/// A source that gives the same bytes again and again between a beginning and an end.
struct Long {
    pieces: Vec<(Vec<u8>, u64)>,
    piece: usize,
    at: usize,
}

impl Read for Long {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let Some((bytes, times)) = self.pieces.get_mut(self.piece) else { return Ok(0) };
        let read = (&bytes[self.at..]).read(buffer)?;
        self.at += read;
        if self.at == bytes.len() {
            self.at = 0;
            *times -= 1;
            self.piece += usize::from(*times == 0);
        }
        Ok(read)
    }
}

/// Counts provisions and keeps none.
#[derive(Default)]
struct Counter(u64, usize);

impl super::Sink for Counter {
    fn head(&mut self, _: &crate::statute::Head) -> crate::Result<()> {
        Ok(())
    }

    fn provision(&mut self, provision: Provision) -> crate::Result<()> {
        self.0 += 1;
        self.1 = self.1.max(provision.lines.iter().map(|line| line.text.len()).sum());
        Ok(())
    }
}

fn long(times: u64, what: &str) -> (crate::Result<()>, Counter) {
    let frame = law("@");
    let (begin, end) = frame.split_once('@').expect("a frame");
    let pieces = vec![(begin.into(), 1), (what.into(), times), (end.into(), 1)];
    let mut counter = Counter::default();
    let read = toestand::read(BufReader::new(Long { pieces, piece: 0, at: 0 }), &mut counter);
    (read, counter)
}

#[test]
fn three_hundred_megabytes_are_read_an_article_at_a_time() {
    let article = format!("<artikel><kop><nr>1</nr></kop><al>{}</al></artikel>", "woord ".repeat(16_000));
    let times = 300_000_000 / article.len() as u64 + 1;
    let (read, counter) = long(times, &article);
    read.expect("a state of any size");
    // never more than one article at once
    assert_eq!((counter.0, counter.1), (times, 16_000 * 6 - 1));
    for hostile in ["<artikel><al>woord ", "woord ", "<al a=\"", "<!-- ", "<artikel>"] {
        let (read, _) = long(400_000_000 / hostile.len() as u64, hostile);
        let code = read.expect_err("an error").code();
        assert!(matches!(code, "too_large" | "truncated" | "malformed"), "{hostile}: {code}");
    }
}

#[test]
fn no_article_and_no_word_of_the_sample_statutes_is_lost() {
    for name in ["wetten_bwb_xml", "wetversies_bwb"] {
        let Some(folder) = samples(name) else { continue };
        let found = files(&folder, ".xml");
        let states = found
            .iter()
            .filter(|path| path.file_name().is_some_and(|n| n.to_string_lossy().starts_with("BWB")));
        for path in states {
            let xml = fs::read_to_string(path).expect("a file");
            let whole = state(&xml).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let articles = whole.provisions.iter().filter(|p| p.kind == ProvisionKind::Article).count();
            assert_eq!(
                articles,
                xml.matches("<artikel ").count() + xml.matches("<artikel>").count(),
                "{}",
                path.display()
            );
            assert_eq!(kept(&whole), printed(&xml), "{}", path.display());
            for p in whole.provisions.iter().filter(|p| p.kind == ProvisionKind::Article) {
                assert!(!p.number.is_empty() && !p.lines.is_empty(), "{} {p:?}", path.display());
            }
        }
    }
}

/// Every letter that was kept, in order of no importance.
fn kept(whole: &Whole) -> Vec<(char, usize)> {
    let mut all = String::new();
    let mut levels: Vec<String> = Vec::new();
    for p in &whole.provisions {
        let own =
            if p.kind == ProvisionKind::Article { p.number.clone() + &p.heading } else { String::new() };
        all.push_str(&own);
        for line in &p.lines {
            all.push_str(&line.label);
            all.push_str(&line.text.replace(" | ", "").replace("[afbeelding]", ""));
        }
        // a level is printed once, however many provisions stand in it
        let mut path = String::new();
        for level in p
            .path
            .iter()
            .map(|l| format!("{}{}", l.number, l.heading))
            .chain((p.kind != ProvisionKind::Article).then(|| format!("{}{}", p.number, p.heading)))
        {
            path.push_str(&level);
            path.push('/');
            if !levels.contains(&path) {
                levels.push(path.clone());
                all.push_str(&level);
            }
        }
    }
    letters(&all)
}

/// Every letter that the file prints, outside of its metadata and of the words "Artikel", "Titel".
fn printed(xml: &str) -> Vec<(char, usize)> {
    let mut reader = super::xml::Xml::new(xml.as_bytes());
    let (mut stack, mut all): (Vec<String>, String) = (Vec::new(), String::new());
    loop {
        match reader.next().expect("well-formed") {
            super::xml::Node::Open(element) => stack.push(element.local_name().as_ref().to_owned()),
            super::xml::Node::Close => {
                stack.pop();
            }
            super::xml::Node::Text(text) => {
                let hidden = ["meta-data", "bwb-inputbestand", "intitule", "citeertitel"];
                let label = stack.ends_with(&["kop".to_owned(), "label".to_owned()]);
                // "Artikel 3a" may stand in the label alone
                let numbered = text.contains(|c: char| c.is_ascii_digit());
                if label && numbered {
                    all.push_str(text.trim_start_matches("Artikel"));
                }
                if !label && !stack.iter().any(|name| hidden.contains(&name.as_str())) {
                    all.push_str(&text);
                }
            }
            super::xml::Node::Instruction => {}
            super::xml::Node::End => return letters(&all),
        }
    }
}

fn letters(text: &str) -> Vec<(char, usize)> {
    let mut counts = std::collections::BTreeMap::new();
    for c in text.chars().filter(|c| c.is_alphanumeric()) {
        *counts.entry(c).or_insert(0) += 1;
    }
    counts.into_iter().collect()
}

#[test]
fn known_provisions_of_the_samples_read_as_they_are() {
    let Some(folder) = samples("wetten_bwb_xml") else { return };
    let read = |name: &str| state(&fs::read_to_string(folder.join(name)).expect("a file")).expect("a state");
    let awb = read("BWBR0005537_2024-05-01_0.xml");
    let found = article(&awb, "8:54");
    let path: Vec<String> = found.path.iter().map(crate::statute::Level::words).collect();
    assert_eq!(path.last().map(String::as_str), Some("Afdeling 8.2.4. Vereenvoudigde behandeling"));
    match select(found, Some("1"), &["b".into()], true) {
        Selection::Lines { lead, lines } => {
            assert_eq!(text(&lines), "   b. het beroep kennelijk niet-ontvankelijk is,");
            assert!(text(&lead).ends_with("omdat:"));
        }
        other => panic!("{other:?}"),
    }
    assert!(awb.provisions.iter().any(|p| p.is_in_annex() && p.text().contains("Gemeentewet")));
    let wbni = read("BWBR0041515_2022-12-01_0.xml");
    assert!(
        article(&wbni, "4").text().contains("\nOnze Minister van Economische Zaken en Klimaat | energie\n")
    );
    let bw6 = read("BWBR0005289_2024-01-01_0.xml");
    assert!(
        article(&bw6, "162").text().starts_with("1 Hij die jegens een ander een onrechtmatige daad pleegt")
    );
    assert_eq!(bw6.head.expect("a head").title, "Burgerlijk Wetboek Boek 6");
}

#[test]
fn manifest_and_wti_tell_dates_and_names() {
    let Some(folder) = samples("wetversies_bwb") else { return };
    let open =
        |name: &str| BufReader::new(fs::File::open(folder.join("BWBR0002458").join(name)).expect("a file"));
    let manifest = manifest::read(open("manifest.xml")).expect("a manifest");
    assert_eq!((manifest.law.as_str(), manifest.states.len()), ("BWBR0002458", 16));
    assert_eq!(manifest.states[0].until.to_string(), "2002-06-30");
    let information = wti::read(open("BWBR0002458.WTI")).expect("a WTI");
    assert_eq!(
        (information.titles[0].as_str(), information.abbreviations.as_slice()),
        ("Drank- en Horecawet", ["DHW".to_owned()].as_slice())
    );
    let text: String = open("manifest.xml").lines().map(|line| line.expect("a line") + "\n").collect();
    let broken = |from: &str, to: &str| {
        manifest::read(text.replacen(from, to, 1).as_bytes()).expect_err("an error").code()
    };
    assert_eq!(broken("<einddatum>2002-06-30", "<einddatum>1999-06-30"), "contradiction");
    assert_eq!(
        broken("<datum_inwerkingtreding>2000-11-01", "<datum_inwerkingtreding>2000-11-02"),
        "contradiction"
    );
    assert_eq!(broken("<einddatum>2002-06-30", "<einddatum>morgen"), "invalid");
    assert!(matches!(manifest::read(&text.as_bytes()[..4_000]), Err(Error::Truncated)));
}

#[test]
fn every_sample_decision_is_read_with_its_considerations() {
    let Some(folder) = samples("rechtspraak_xml") else { return };
    let (mut numbered, mut assessed, mut texts) = (0, 0, 0);
    for path in files(&folder, ".xml") {
        let file = BufReader::new(fs::File::open(&path).expect("a file"));
        let decision = rechtspraak::read(file).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let name = path.file_stem().expect("a name").to_string_lossy().replace('_', ":");
        assert_eq!(decision.ecli, name);
        assert!(
            decision.date.is_some() && !decision.court.is_empty() && !decision.cases.is_empty(),
            "{name}"
        );
        texts += usize::from(decision.has_text());
        numbered += usize::from(decision.is_numbered());
        assessed += usize::from(decision.paragraphs.iter().any(|p| p.section == Section::Assessment));
    }
    assert_eq!(texts, 79);
    println!("{numbered} numbered, {assessed} with an assessment, of {texts}");
    assert!(numbered >= 60 && assessed >= 60, "{numbered} {assessed}");
}

#[test]
fn sections_and_numbers_of_known_decisions() {
    let Some(folder) = samples("rechtspraak_xml") else { return };
    let read = |name: &str| {
        rechtspraak::read(BufReader::new(fs::File::open(folder.join(name)).expect("a file")))
            .expect("a decision")
    };
    let old = read("ECLI_NL_HR_1996_AA1849.xml");
    let of = |number| old.consideration(number).find(|p| !p.heading).expect("a consideration");
    assert!(of("3.2").text.starts_with("3.2. Het Hof heeft geoordeeld"));
    assert_eq!(of("3.2").section, Section::Assessment);
    assert!(of("3.1").text.starts_with("3.1. In cassatie kan van het volgende"));
    assert!(
        old.paragraphs.iter().any(|p| p.section == Section::Ruling && p.text.contains("verwerpt het beroep"))
    );
    let new = read("ECLI_NL_RBMNE_2016_1780.xml");
    assert!(
        new.paragraphs
            .iter()
            .any(|p| p.section == Section::Proceedings && p.text.contains("beroep ingesteld"))
    );
    let two = new.consideration("2").next().expect("a consideration");
    assert_eq!((two.section, two.text.starts_with("2. Met toepassing")), (Section::Assessment, true));
    let bare = read("ECLI_NL_GHAMS_2007_AZ8310.xml");
    assert!(!bare.has_text());
    assert_eq!(bare.places, ["NS 2007, 40", "NBSTRAF 2007/40"]);
}

#[test]
fn decisions_that_are_broken_are_told_by_kind() {
    let good = r#"<open-rechtspraak><rdf:RDF xmlns:rdf="r"><rdf:Description><dcterms:identifier>ECLI:NL:HR:2016:162</dcterms:identifier><dcterms:date>2016-01-29</dcterms:date><dcterms:issued>2016-01-30</dcterms:issued></rdf:Description></rdf:RDF><uitspraak><para>3.1. Het hof.</para></uitspraak></open-rechtspraak>"#;
    let read = |xml: &str| rechtspraak::read(xml.as_bytes());
    assert_eq!(read(good).expect("a decision").paragraphs[0].number, "3.1");
    let broken = |from: &str, to: &str| read(&good.replace(from, to)).expect_err("an error").code();
    assert_eq!(broken("2016-01-30", "2015-01-30"), "contradiction");
    assert_eq!(broken("2016-01-29", "29 januari"), "invalid");
    assert_eq!(broken("ECLI:NL:HR:2016:162", ""), "missing");
    assert_eq!(broken("open-rechtspraak", "feed"), "unknown_schema");
    assert_eq!(read(&good[..good.len() - 30]).expect_err("an error").code(), "truncated");
}

#[test]
fn the_avg_is_read_as_its_articles_say() {
    let Some(folder) = samples("avg_nl") else { return };
    let mut pages: Vec<PathBuf> = files(&folder.join("chapters"), ".html");
    pages.sort_by_key(|path| {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        name.rsplit('-').next().and_then(|number| number.parse().ok()).unwrap_or(0)
    });
    let pages: Vec<String> = pages.iter().map(|path| fs::read_to_string(path).expect("a page")).collect();
    let mut whole = Whole::default();
    super::eurlex::read("32016R0679", &pages, &mut whole).expect("the AVG");
    let head = whole.head.clone().expect("a head");
    assert_eq!(
        (head.title.as_str(), head.from.to_string().as_str()),
        ("Algemene verordening gegevensbescherming", "2018-05-25")
    );
    let oracle: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(folder.join("avg_artikelen.json")).expect("a file"))
            .expect("JSON");
    let oracle = oracle.as_array().expect("a list");
    let articles: Vec<&Provision> =
        whole.provisions.iter().filter(|p| p.kind == ProvisionKind::Article).collect();
    assert_eq!(articles.len(), oracle.len());
    for (found, wanted) in articles.iter().zip(oracle) {
        assert_eq!(found.number, wanted["artikel"].to_string());
        assert_eq!(found.heading, wanted["titel"].as_str().expect("a title"));
        // the numbers of notes stand in the oracle alone
        let plain = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
        let heading = format!("Artikel {} {}", found.number, found.heading);
        let own = plain(&format!("{heading} {}", found.text()));
        let theirs = plain(wanted["text"].as_str().expect("a text"));
        assert!(theirs.starts_with(&own) || own.starts_with(&theirs), "{}\n{own}\n{theirs}", found.number);
        assert_eq!(found.path[0].kind, "hoofdstuk");
    }
    let processor = articles[27];
    match select(processor, Some("3"), &["h".into()], true) {
        Selection::Lines { lines, .. } => {
            assert!(text(&lines).contains("alle informatie ter beschikking stelt"))
        }
        other => panic!("{other:?}"),
    }
}
