//! The library over real files: import, look-up in any spelling, on a day, verdicts.

#![expect(clippy::expect_used, clippy::panic, reason = "helpers of a test may fail loudly")]

use std::path::{Path, PathBuf};

use jiff::civil::{Date, date};
use legalmind_core::{
    Actor, Ctx, Id,
    account::{Language, Role},
};
use legalmind_law::{
    Law,
    difference::Fate,
    import::{Outcome, Tally},
    verdict::{Checked, Reason, Subject, Verdict},
};
use legalmind_text::compound::Compounds;

const DAY: Date = date(2024, 7, 1);

/// The samples; none, and a message, where they are not here.
fn samples() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/samples");
    if folder.join("wetten_bwb_xml").is_dir() {
        return Some(folder);
    }
    println!("skipped: the samples of law are not here");
    None
}

fn import(law: &Law, paths: &[PathBuf]) -> (Tally, Vec<String>) {
    let mut failed = Vec::new();
    let tally = law.import(paths, &mut |path, outcome| {
        if let Outcome::Failed(error) = outcome {
            failed.push(format!("{}: {}", path.file_name().expect("a name").display(), error.code()));
        }
    });
    (tally.expect("an import"), failed)
}

fn opened(paths: &[&str]) -> Option<(tempfile::TempDir, Law)> {
    let samples = samples()?;
    let folder = tempfile::tempdir().expect("a folder");
    let law = Law::open(&folder.path().join("law"), Compounds::default()).expect("a library");
    let (_, failed) = import(&law, &paths.iter().map(|path| samples.join(path)).collect::<Vec<_>>());
    assert_eq!(failed, Vec::<String>::new());
    Some((folder, law))
}

fn checked(law: &Law, text: &str, on: Date) -> Vec<Checked> {
    law.check(text, on, date(2026, 11, 30)).expect("a check")
}

fn one(law: &Law, text: &str) -> Checked {
    checked(law, text, DAY).into_iter().next().unwrap_or_else(|| panic!("no reference in {text}"))
}

#[test]
fn any_spelling_gives_exactly_the_text_that_is_meant() {
    let files = [
        "wetten_bwb_xml/BWBR0005289_2024-01-01_0.xml",
        "wetten_bwb_xml/BWBR0005290_2024-07-01_0.csv",
        "wetten_bwb_xml/BWBR0005537_2024-05-01_0.xml",
        "avg_nl",
    ];
    let Some((_folder, law)) = opened(&files) else { return };
    for (text, begins, address) in [
        (
            "art. 6:162 lid 2 BW",
            "2 Als onrechtmatige daad worden aangemerkt",
            "boek=6&artikel=162&lid=2&z=2024-01-01&g=2024-01-01",
        ),
        (
            "artikel 162, tweede lid, van Boek 6 van het Burgerlijk Wetboek",
            "2 Als onrechtmatige daad",
            "artikel=162&lid=2",
        ),
        ("jci1.3:c:BWBR0005289&artikel=162&lid=2", "2 Als onrechtmatige daad", "artikel=162&lid=2"),
        ("BWBR0005289 art 162 lid 2", "2 Als onrechtmatige daad", "artikel=162&lid=2"),
        (
            "artikel 653 van Boek 7 van het Burgerlijk Wetboek",
            "Een beding tussen de werkgever",
            "BWBR0005290",
        ),
        ("7:653 BW", "Een beding tussen de werkgever", "artikel=653"),
        (
            "Awb 6:7",
            "De termijn voor het indienen van een bezwaar- of beroepschrift bedraagt zes weken",
            "artikel=6:7",
        ),
        ("AVG art. 28 lid 3", "3. De verwerking door een verwerker", "CELEX:32016R0679"),
        ("art. 28 lid 3 aanhef en onder h AVG", "3. De verwerking door een verwerker", "CELEX:32016R0679"),
        (
            "artikel 28, lid 1, van Verordening (EU) 2016/679",
            "1. Wanneer een verwerking namens",
            "CELEX:32016R0679",
        ),
    ] {
        let found = one(&law, text);
        let Some(Subject::Provision(provision)) = &found.subject else {
            panic!("{text}: {:?}", found.reason)
        };
        assert!(provision.text().trim_start().starts_with(begins), "{text}: {}", provision.text());
        assert!(provision.address.contains(address), "{text}: {}", provision.address);
        assert_eq!(found.verdict(), Verdict::Exists, "{text}");
    }
    // an onderdeel with the words that lead to it, and nothing else
    let Some(Subject::Provision(found)) = one(&law, "art. 28 lid 3 aanhef en onder h AVG").subject else {
        panic!()
    };
    assert_eq!(found.lines.iter().filter(|line| line.parts == ["h"]).count(), found.lines.len());
    assert!(found.text().contains("bepaalt met name dat de verwerker:"));
    // what is not divided in the file is told
    assert_eq!(one(&law, "art. 7:653 lid 1 onder a BW").reason, Reason::InForceUndivided);
}

#[test]
fn verdicts_say_what_is_known_and_no_more() {
    let files = [
        "wetten_bwb_xml/BWBR0005289_2024-01-01_0.xml",
        "wetten_bwb_xml/BWBR0005537_2024-05-01_0.xml",
        "wetten_bwb_xml/BWBR0007671_2022-08-02_0.xml",
        "rechtspraak_xml",
    ];
    let Some((_folder, law)) = opened(&files) else { return };
    for (text, verdict, code) in [
        ("art. 6:162 BW", Verdict::Exists, "in_force"),
        ("art. 2:6 Arbeidstijdenwet", Verdict::Exists, "repealed"),
        ("art. 6:162 lid 9 BW", Verdict::Impossible, "no_lid"),
        ("art. 8:54 lid 1 onder z Awb", Verdict::Impossible, "no_part"),
        ("art. 6:9999 BW", Verdict::Impossible, "beyond_articles"),
        ("art. 6:162z BW", Verdict::Impossible, "no_article"),
        ("art. 162 BW", Verdict::Unchecked, "book_missing"),
        ("art. 5 XYZW", Verdict::Unchecked, "law_unknown"),
        ("art. 6 EVRM", Verdict::NotInLibrary, "law_not_in_library"),
        ("art. 22 Wet IB 1964", Verdict::NotInLibrary, "law_not_in_library"),
        ("art. 3:40 BW", Verdict::NotInLibrary, "law_not_in_library"),
        ("HR 10 april 1996, ECLI:NL:HR:1996:AA1849, r.o. 3.2", Verdict::Exists, "decision"),
        ("HR 10 april 1996, ECLI:NL:HR:1996:AA1849, r.o. 7.4", Verdict::Mismatch, "no_consideration"),
        ("HR 11 april 1996, ECLI:NL:HR:1996:AA1849", Verdict::Mismatch, "date_differs"),
        ("Rb. Amsterdam 10 april 1996, ECLI:NL:HR:1996:AA1849", Verdict::Mismatch, "court_differs"),
        ("Hof Amsterdam 4 januari 2007, ECLI:NL:GHAMS:2007:AZ8310", Verdict::Exists, "decision_without_text"),
        ("BNB 1996/182", Verdict::Exists, "decision"),
        ("LJN AA1849", Verdict::Exists, "decision"),
        (
            "HR 29 januari 2016, ECLI:NL:HR:2016:162, r.o. 3.8",
            Verdict::NotInLibrary,
            "decision_not_in_library",
        ),
        ("HR 3 maart 2015, ECLI:NL:RBAMS:2015:1234", Verdict::Mismatch, "court_differs"),
        ("HR 3 maart 2015, ECLI:NL:HR:2014:1234", Verdict::Mismatch, "year_differs"),
        ("HR 31 februari 2015, ECLI:NL:HR:2015:1234", Verdict::Impossible, "day_impossible"),
        ("ECLI:NL:RBXYZ:2015:1234", Verdict::Impossible, "court_unknown"),
        ("ECLI:NL:HR:2031:1234", Verdict::Impossible, "year_impossible"),
        ("ECLI:NL:RBHAA:2016:1234", Verdict::Impossible, "court_out_of_time"),
        ("ECLI:NL:HR:2018:AB1234", Verdict::Impossible, "form_impossible"),
        ("ECLI:QQ:HR:2018:1234", Verdict::Impossible, "country_unknown"),
        ("ECLI:EU:C:2014:317", Verdict::NotInLibrary, "decision_not_in_library"),
        ("NJ 1999/684", Verdict::NotInLibrary, "number_not_in_library"),
        ("Kamerstukken II 2011/12, 33 061, nr. 3", Verdict::Unchecked, "kind_not_kept"),
    ] {
        let found = one(&law, text);
        assert_eq!((found.reason.code(), found.verdict()), (code, verdict), "{text}");
        for language in [Language::Nl, Language::En] {
            assert!(!found.reason.words(language).is_empty());
            assert!(!found.reason.words(language).contains("verzonnen"), "never called invented");
        }
    }
    let Some(Subject::Decision(found)) = one(&law, "ECLI:NL:HR:1996:AA1849, r.o. 3.2").subject else {
        panic!()
    };
    assert!(found.paragraphs[0].text.starts_with("3.2. Het Hof heeft geoordeeld"));
    assert_eq!(found.address, "https://deeplink.rechtspraak.nl/uitspraak?id=ECLI:NL:HR:1996:AA1849");
}

#[test]
fn a_provision_has_the_name_that_a_text_prints() {
    let files = [
        "wetten_bwb_xml/BWBR0005289_2024-01-01_0.xml",
        "wetten_bwb_xml/BWBR0003403_2024-07-01_0.xml",
        "avg_nl",
    ];
    let Some((_folder, law)) = opened(&files) else { return };
    for (written, printed) in [
        ("artikel 6:94 van het Burgerlijk Wetboek", "art. 6:94 BW"),
        ("art. 15 Leegstandwet", "art. 15 Leegstandwet"),
        ("artikel 17 AVG", "art. 17 AVG"),
    ] {
        let Some(Subject::Provision(found)) = one(&law, written).subject else { panic!("{written}") };
        assert_eq!(found.reference(), printed);
    }
    // the juriconnect reference of what is shown is read as the same article
    let Some(Subject::Provision(found)) = one(&law, "art. 6:94 BW").subject else { panic!() };
    assert_eq!(one(&law, &found.jci).reference.canonical, "bw:6:94");
}

#[test]
fn the_state_of_a_day_is_the_one_in_force_then() {
    let Some((_folder, law)) = opened(&["wetversies_bwb"]) else { return };
    let listed = &law.list().expect("a list")[0];
    // renderings that were replaced afterwards are not among them
    assert_eq!((listed.abbreviations[0].as_str(), listed.states.len()), ("DHW", 14));
    let on = |text: &str, day: Date| checked(&law, text, day).remove(0);
    let state = |found: &Checked| match &found.subject {
        Some(Subject::Provision(provision)) => (provision.law.from, provision.law.until),
        other => panic!("{other:?} {:?}", found.reason),
    };
    let found = on("art. 20 DHW", date(2013, 6, 1));
    assert_eq!(state(&found), (date(2013, 1, 1), date(2013, 12, 31)));
    let found = on("artikel 20 van de Drank- en Horecawet", date(2014, 1, 31));
    assert_eq!(state(&found), (date(2014, 1, 1), date(2014, 2, 14)));
    let text = |day| match on("art. 20 lid 1 DHW", day).subject {
        Some(Subject::Provision(provision)) => provision.text(),
        other => panic!("{other:?}"),
    };
    assert!(text(date(2013, 6, 1)).contains("16 jaar") && text(date(2015, 6, 1)).contains("18 jaar"));
    assert_eq!(on("art. 20 DHW", date(1960, 1, 1)).reason, Reason::LawNotYet { from: date(1966, 5, 1) });
    // in force, but older than the oldest state at hand
    assert_eq!(on("art. 20 DHW", date(1990, 1, 1)).reason, Reason::NoState);
    // an article of another time is not one that cannot exist
    let found = on("art. 20a DHW", date(2005, 8, 1));
    assert!(
        matches!(found.reason, Reason::OtherDays { .. } | Reason::InForce | Reason::NoArticle),
        "{:?}",
        found.reason
    );
    // the day that a jci names wins
    let found = on("jci1.3:c:BWBR0002458&artikel=20&g=2013-06-01", date(2020, 1, 1));
    assert_eq!(state(&found).0, date(2013, 1, 1));
}

#[test]
fn importing_again_changes_nothing_and_a_broken_file_takes_no_place() {
    let Some(samples) = samples() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let law = Law::open(&folder.path().join("law"), Compounds::default()).expect("a library");
    let files = folder.path().join("files");
    std::fs::create_dir(&files).expect("a folder");
    let good =
        std::fs::read_to_string(samples.join("wetten_bwb_xml/BWBR0001906_2017-09-01_0.xml")).expect("a file");
    std::fs::write(files.join("a.xml"), &good).expect("a file");
    std::fs::write(files.join("leesmij.txt"), "Geen wet.").expect("a file");
    let (tally, _) = import(&law, std::slice::from_ref(&files));
    assert_eq!((tally.added, tally.skipped, tally.articles), (1, 1, 16));
    let (tally, _) = import(&law, std::slice::from_ref(&files));
    assert_eq!((tally.added, tally.unchanged), (0, 1));
    // cut off: refused, and what was there is still there
    std::fs::write(files.join("a.xml"), &good[..good.len() / 2]).expect("a file");
    let (tally, failed) = import(&law, &[files.join("a.xml"), files.join("leesmij.txt")]);
    assert_eq!(
        (tally.failed, failed),
        (2, vec!["leesmij.txt: unknown_format".into(), "a.xml: truncated".into()])
    );
    assert_eq!(one(&law, "art. 5 Handelsnaamwet").verdict(), Verdict::Exists);
    // corrected: replaced, not doubled
    std::fs::write(files.join("a.xml"), good.replace("handelsnaam", "Handelsnaam")).expect("a file");
    let (tally, _) = import(&law, &[files]);
    assert_eq!(tally.added, 1);
    let listed = law.list().expect("a list");
    assert_eq!((listed.len(), listed[0].states.len(), listed[0].states[0].2), (1, 1, 16));
    // another process sees it without starting again
    let other = Law::open(&folder.path().join("law"), Compounds::default()).expect("a library");
    assert_eq!(other.list().expect("a list"), listed);
    assert!(Law::open(folder.path(), Compounds::default()).is_err(), "a folder of something else");
}

#[test]
fn a_hundred_thousand_references_are_checked() {
    let Some((_folder, law)) = opened(&["wetten_bwb_xml/BWBR0001906_2017-09-01_0.xml"]) else { return };
    let text = "Zie art. 5 Hnw en ECLI:NL:HR:2016:162. ".repeat(50_000);
    let found = law.check(&text, DAY, DAY).expect("a check");
    assert_eq!(found.len(), 100_000);
    assert_eq!(
        (found[99_998].words.as_str(), found[99_999].words.as_str()),
        ("art. 5 Hnw", "ECLI:NL:HR:2016:162")
    );
}

#[expect(clippy::disallowed_methods, reason = "a test stands in for authentication")]
fn ctx() -> Ctx {
    fn id<K>(n: u128) -> Id<K> {
        Id::from_uuid(uuid::Uuid::from_u128(n))
    }
    let at = "2024-07-01T10:00:00Z".parse().expect("a moment");
    Ctx::issue(id(1), Actor::User(id(2)), Role::Lawyer, id(3), at, "test")
}

#[test]
fn versions_and_differences_between_two_days() {
    let Some((_folder, law)) = opened(&["wetversies_bwb"]) else { return };
    let ctx = ctx();
    let versions = law.versions(&ctx, "BWBR0002458", "20").expect("versions");
    assert!(versions.len() > 1 && versions.len() < 14, "{}", versions.len());
    for pair in versions.windows(2) {
        assert!(pair[0].until < pair[1].from && pair[0].text != pair[1].text);
    }
    let found = law
        .differences(&ctx, "BWBR0002458", "20", date(2013, 6, 1), date(2015, 6, 1))
        .expect("a look")
        .expect("texts");
    let of =
        |fate: Fate| found.iter().filter(|s| s.fate == fate).map(|s| s.text.as_str()).collect::<String>();
    assert!(of(Fate::Removed).contains("16") && of(Fate::Added).contains("18"));
    assert_eq!(
        law.differences(&ctx, "BWBR0002458", "20", date(1950, 1, 1), date(2015, 6, 1)).expect("a look"),
        None
    );
    assert_eq!(law.versions(&ctx, "BWBR0000001", "1").expect("a look"), Vec::new());
}

#[test]
fn decisions_are_found_by_what_they_cite_and_the_reverse() {
    let Some((_folder, law)) = opened(&["rechtspraak_xml", "wetten_bwb_xml/BWBR0005537_2024-05-01_0.xml"])
    else {
        return;
    };
    let ctx = ctx();
    let citing = law.cited_by(&ctx, "art. 8:75 Awb").expect("a look");
    assert!(citing.len() > 5, "{}", citing.len());
    assert!(citing.windows(2).all(|pair| pair[0].decision.date >= pair[1].decision.date));
    assert!(citing.iter().all(|it| it.places.iter().all(|place| place.has("awb:8:75"))));
    // the metadata names what the words do not
    let named = law.cited_by(&ctx, "art. 77k Sr").expect("a look");
    assert_eq!(named[0].decision.ecli, "ECLI:NL:GHAMS:2007:AZ8310");
    let cites = law.cites(&ctx, "ECLI:NL:RBMNE:2016:1780").expect("a look");
    assert!(cites.iter().any(|cited| cited.has("awb:8:29") && cited.consideration == "2"));
    assert_eq!(law.cited_by(&ctx, "geen verwijzing").expect("a look"), Vec::new());
}

#[test]
fn words_find_provisions_in_force_and_decisions() {
    let files = ["wetversies_bwb", "avg_nl", "rechtspraak_xml"];
    let Some((_folder, law)) = opened(&files) else { return };
    let ctx = ctx();
    let found = law.search(&ctx, "gegevensbeschermingseffectbeoordeling", false, None, 5).expect("a search");
    let Some(Subject::Provision(first)) = found.first() else { panic!("{found:?}") };
    assert_eq!((first.law.number.as_str(), first.number.as_str()), ("32016R0679", "35"));
    // inflected, and only in the state of the day
    let found = law.search(&ctx, "horecabedrijven", false, Some(date(2013, 6, 1)), 10).expect("a search");
    assert!(!found.is_empty());
    for hit in &found {
        let Subject::Provision(hit) = hit else { panic!("{hit:?}") };
        assert_eq!(hit.law.from, date(2013, 1, 1));
    }
    let found =
        law.search(&ctx, "bestuurdersaansprakelijkheid Beklamelnorm", true, None, 3).expect("a search");
    assert!(matches!(found.first(), Some(Subject::Decision(_))));
    assert!(law.search(&ctx, " ?! ", false, None, 3).expect("a search").is_empty());
}

/// A state of a law made up for a test.
fn state(number: &str, title: &str, body: &str) -> String {
    format!(
        "<toestand bwb-ng-vast-deel=\"http://wetten.overheid.nl/id/{number}/2020-01-01/0\" bwb-id=\"{number}\" inwerkingtreding=\"2020-01-01\"><wetgeving soort=\"wet\"><citeertitel>{title}</citeertitel><wet-besluit><wettekst>{body}</wettekst></wet-besluit></wetgeving></toestand>"
    )
}

/// A library of files made up for a test.
fn library(files: &[(&str, String)]) -> (tempfile::TempDir, Law) {
    let folder = tempfile::tempdir().expect("a folder");
    let law = Law::open(&folder.path().join("law"), Compounds::default()).expect("a library");
    let paths: Vec<PathBuf> = files.iter().map(|(name, _)| folder.path().join(name)).collect();
    for (path, (_, text)) in paths.iter().zip(files) {
        std::fs::write(path, text).expect("a file");
    }
    assert_eq!(import(&law, &paths).1, Vec::<String>::new());
    (folder, law)
}

fn words(found: &Checked) -> String {
    match &found.subject {
        Some(Subject::Provision(provision)) => provision.text(),
        _ => found.reason.code().to_owned(),
    }
}

#[test]
fn the_number_of_an_article_means_no_chapter_and_no_quoted_article() {
    let kop = |label: &str, nr: &str| format!("<kop><label>{label}</label><nr>{nr}</nr></kop>");
    let proof = format!(
        "<hoofdstuk>{}<structuurtekst><al>Woorden van het hoofdstuk.</al></structuurtekst><wijzig-artikel>{}<artikel>{}<al>Voor een andere wet.</al></artikel></wijzig-artikel><artikel>{}<al>Eerste.</al></artikel><artikel>{}<al>Zevende.</al></artikel></hoofdstuk><hoofdstuk>{}<structuurtekst><al>Van hoofdstuk 3.</al></structuurtekst></hoofdstuk>",
        kop("Hoofdstuk", "1"),
        kop("Artikel", "I"),
        kop("Artikel", "7"),
        kop("Artikel", "1"),
        kop("Artikel", "7"),
        kop("Hoofdstuk", "3"),
    );
    let guide = "<circulaire><circulaire.divisie><kop><label>Artikel</label><nr>24</nr></kop><tekst><al>Over termijnen.</al></tekst></circulaire.divisie></circulaire>";
    let (_folder, law) = library(&[
        ("proef.xml", state("BWBR0099991", "Proefwet orde", &proof)),
        ("leidraad.xml", state("BWBR0099992", "Leidraad proef", guide)),
    ]);
    assert_eq!(words(&one(&law, "artikel 1 Proefwet orde")), "Eerste.");
    assert_eq!(words(&one(&law, "artikel 7 Proefwet orde")), "Zevende.");
    assert_eq!(words(&one(&law, "artikel 3 Proefwet orde")), "no_article");
    // a circulaire has divisions only, which are cited as articles
    assert_eq!(words(&one(&law, "artikel 24 Leidraad proef")), "Over termijnen.");
    // what is found by words and is no article has no address of one
    let found = law.search(&ctx(), "woorden van het hoofdstuk", false, Some(DAY), 1).expect("a search");
    let Some(Subject::Provision(chapter)) = found.first() else { panic!("{found:?}") };
    assert!(!chapter.jci.contains("artikel"), "{}", chapter.jci);
}

#[test]
fn a_statute_too_long_to_be_kept_is_written_whole() {
    // one long word, so that little of it is indexed
    let word = "x".repeat(60_000);
    let articles: String = (1..=200)
        .map(|number| {
            format!("<artikel><kop><nr>{number}</nr></kop><al>Nummer {number}. {word}</al></artikel>")
        })
        .collect();
    let (folder, law) = library(&[("lang.xml", state("BWBR0099993", "Lange proefwet", &articles))]);
    let listed = law.list().expect("a list");
    assert_eq!(listed[0].states[0].2, 200);
    for number in ["1", "100", "200"] {
        let found = words(&one(&law, &format!("artikel {number} Lange proefwet")));
        assert!(found.starts_with(&format!("Nummer {number}. x")), "{number}");
    }
    assert_eq!(one(&law, "artikel 201 Lange proefwet").reason, Reason::BeyondArticles { highest: 200 });
    // a broken one takes no place
    let broken = state("BWBR0099993", "Lange proefwet", &articles);
    std::fs::write(folder.path().join("lang.xml"), &broken[..broken.len() - 20]).expect("a file");
    assert_eq!(import(&law, &[folder.path().join("lang.xml")]).1, ["lang.xml: truncated"]);
    assert!(words(&one(&law, "artikel 200 Lange proefwet")).starts_with("Nummer 200."));
}

#[test]
fn a_decision_cites_an_act_of_the_same_import() {
    let act = "<!doctype html><html><!-- CELEX:32019R0777 --><body><p class=\"doc-ti\">Verordening (EU) 2019/777 van 1 mei 2019 (proefverordening huur)</p><p class=\"ti-art\">Artikel 1</p><p class=\"normal\">De huur.</p></body></html>";
    let decision = "<open-rechtspraak><rdf:RDF xmlns:rdf=\"r\" xmlns:dcterms=\"d\"><rdf:Description><dcterms:identifier>ECLI:NL:RBAMS:2021:77</dcterms:identifier><dcterms:date>2021-03-03</dcterms:date></rdf:Description></rdf:RDF><uitspraak><para>4.1. Zie artikel 1 van de Proefverordening huur; en artikel 1 van de Proefverordening huur.</para></uitspraak></open-rechtspraak>";
    let (_folder, law) = library(&[("uitspraak.xml", decision.into()), ("verordening.html", act.into())]);
    let citing = law.cited_by(&ctx(), "artikel 1 van de Proefverordening huur").expect("a look");
    assert_eq!(citing.len(), 1);
    assert_eq!(citing[0].places.len(), 1, "a consideration cites it once");
    assert_eq!(citing[0].places[0].words, "artikel 1 van de Proefverordening huur");
}

#[test]
fn what_answers_a_question_is_an_article_in_force_that_its_number_opens() {
    let kop = |label: &str, nr: &str| format!("<kop><label>{label}</label><nr>{nr}</nr></kop>");
    let words = "De kermisklok luidt op de kermis.";
    let body = format!(
        "<artikel>{}<al>{words}</al></artikel><artikel status=\"nogniet\">{}<al>{words}</al></artikel><wijzig-artikel>{}<artikel>{}<al>{words}</al></artikel></wijzig-artikel>",
        kop("Artikel", "1"),
        kop("Artikel", "2"),
        kop("Artikel", "I"),
        kop("Artikel", "3"),
    );
    let annex = format!(
        "</wettekst><bijlage>{}<artikel>{}<al>{words}</al></artikel></bijlage><wettekst>",
        kop("Bijlage", "1"),
        kop("Artikel", "1"),
    );
    let (_folder, law) = library(&[("klok.xml", state("BWBR0099994", "Kermisklokkenwet", &(body + &annex)))]);
    let answering = |words: &str| -> Vec<String> {
        let found = law.answering(&ctx(), words, None, Some(DAY), 8).expect("a search");
        found.iter().map(|it| it.number.clone()).collect()
    };
    assert!(law.search(&ctx(), "kermisklok", false, Some(DAY), 8).expect("a search").len() > 2);
    assert_eq!(answering("kermisklok"), ["1"]);
    assert_eq!(answering("draaiorgel"), Vec::<String>::new());
}
