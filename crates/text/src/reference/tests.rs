//! References in the spellings of real documents.

use proptest::prelude::*;

use super::*;

fn keys(text: &str) -> Vec<String> {
    find(text).into_iter().map(|r| r.canonical).collect()
}

#[test]
fn every_spelling_of_an_article_is_one_reference() {
    for text in [
        "art. 6:162 lid 1 BW",
        "artikel 6:162, eerste lid, BW",
        "artikel 6:162, eerste lid, van het Burgerlijk Wetboek",
        "Artikel 162 lid 1 van Boek 6 van het Burgerlijk Wetboek",
        "art 6:162 lid 1 bw",
        "6:162 lid 1 BW",
        "6:162(1) BW",
        "art. 6:162 BW lid 1",
        "art. 6: 162, lid 1 BW",
        "BW 6:162 lid 1",
        "Boek 6 BW, artikel 162 lid 1",
        "Article 6:162(1) of the Dutch Civil Code",
        "art. 6.162 lid 1 BW",
        "6:162BW lid 1",
        "jci1.3:c:BWBR0005289&artikel=162&lid=1",
        "jci1.3.1:c:BWBR0005289&boek=6&artikel=162&lid=1&z=2024-01-01&g=2024-01-01",
        "artikel 6:162, eerste lid, tweede volzin, BW",
    ] {
        assert_eq!(keys(text).first().map(String::as_str), Some("bw:6:162:1"), "{text}");
        assert_eq!(find(text)[0].wider, ["bw:6:162"], "{text}");
    }
    assert_eq!(keys("6:162 BW"), ["bw:6:162"]);
}

#[test]
fn parts_lists_and_other_laws() {
    for (text, wanted) in [
        ("art. 7:669 lid 3, aanhef en onder g, BW", vec!["bw:7:669:3:g"]),
        (
            "artikel 8:54, eerste lid, aanhef en onder b, van de Algemene wet bestuursrecht (Awb)",
            vec!["awb:8:54:1:b"],
        ),
        ("art. 6 lid 1 sub f AVG", vec!["avg:6:1:f"]),
        ("Article 6(1)(f) GDPR", vec!["avg:6:1:f"]),
        ("artikelen 3:40 en 3:41 BW", vec!["bw:3:40", "bw:3:41"]),
        ("art. 23 lid 1 en 2 Rv", vec!["rv:23:1", "rv:23:2"]),
        ("art. 287b Fw jo. 285 Fw", vec!["fw:287b", "fw:285"]),
        ("art. 6:74 jo. 6:75 BW", vec!["bw:6:74", "bw:6:75"]),
        ("artikel 81 lid 1 RO", vec!["ro:81:1"]),
        ("art. 81 van de Wet op de rechterlijke organisatie", vec!["ro:81"]),
        ("art. 294 (oud) Sr", vec!["sr:294"]),
        ("artikel 8: 29 Awb", vec!["awb:8:29"]),
        ("art. 6, eerste lid, van het EVRM,", vec!["evrm:6:1"]),
        ("artikel 4.5.3a van de APV", vec!["apv:4.5.3a"]),
        ("artikel 4.5.3, tweede lid, van de Algemene plaatselijke verordening", vec!["apv:4.5.3:2"]),
        ("artikel 3.1. van de Awb", vec!["awb:3.1"]),
        ("artikel 5 lid 1 onderscheidenlijk artikel 6 lid 2 Awb", vec!["awb:5:1", "awb:6:2"]),
        ("artikel 81 EG", vec!["eg:81"]),
        ("artikel 3 EG-richtlijn, artikel 4", vec![]),
        ("Richtlijn 2006/54/EG, artikel 14", vec!["celex:32006l0054"]),
        ("Gemeentewet: de artikelen 5, eerste lid, 6 en 100a", vec!["gemw:5:1", "gemw:6", "gemw:100a"]),
        (
            "Richtlijn 2014/65/EU van 15 mei 2014: artikel 4, eerste lid, en artikel 5",
            vec!["celex:32014l0065", "32014l0065:4:1", "32014l0065:5"],
        ),
        ("de Awb: artikel 5 van de Overeenkomst", vec![]),
        ("de Wet van 28 maart 1985, Stb. 180", vec!["stb:1985:180"]),
        ("Artikel XIV, vierde lid, van Stb. 2018/489 bevat overgangsrecht", vec!["stb:2018:489"]),
        (
            "artikel 258 leden 1, tweede zin, 2 en 3 van Boek 6",
            vec!["bw:6:258:1", "bw:6:258:2", "bw:6:258:3"],
        ),
        (
            "artikelen 280, onder b, en 281, tweede lid van Boek 1 en 252 van Boek 3",
            vec!["bw:1:280:-:b", "bw:1:281:2", "bw:3:252"],
        ),
        (
            "artikel 5:6, tweede lid, tweede zin of vierde lid, van de Arbeidstijdenwet",
            vec!["atw:5:6:2", "atw:5:6:4"],
        ),
        (
            "artikel 7, eerste lid, onder a, en derde lid, onder b of c, van de Wet bibob",
            vec!["wet-bibob:7:1:a", "wet-bibob:7:3:b", "wet-bibob:7:3:c"],
        ),
        ("artikel 7, vijfde lid, van de Regeling toelating 1995, verder: Rtb,", vec!["rtb:7:5"]),
        ("artikel 61m van de Wet bepalingen milieuhygiëne (hierna: Wabm)", vec!["wabm:61m"]),
        (
            "zaak nr. 07/3773 en zaaknummer 13/00545, gepubliceerd in PW 20257 en PW 19 495",
            vec!["zaak:07/3773", "zaak:13/00545", "pw:20257", "pw:19495"],
        ),
        ("de Wet van 28 maart 1985 (Stb. 1985, 180)", vec!["stb:1985:180"]),
        ("zie Stb. 180 en de wet van 3 mei 2013, Stb. 2013", vec![]),
        ("14/ 2378 WWB en 95/7175 CGO/SEG", vec!["zaak:14/2378"]),
        ("art. 7A:1576 BW", vec!["bw:7a:1576"]),
        ("art. 10, vierde lid, Sw. 1956", vec!["sw:10:4"]),
        ("artikel 1, aanhef en onder f, van de Wob", vec!["wob:1:-:f"]),
        ("art. 7:658a en 7:611 BW", vec!["bw:7:658a", "bw:7:611"]),
        ("art. 13 Wet beveiliging netwerk- en informatiesystemen", vec!["wbni:13"]),
        ("art. 3.1 Wet IB 2001", vec!["ib:3.1"]),
        // another law than its successor of nearly the same name
        ("art. 22 lid 1 Wet op de inkomstenbelasting 1964", vec!["ib-1964:22:1"]),
        ("Wet IB 1964, art. 22", vec!["ib-1964:22"]),
    ] {
        assert_eq!(keys(text), wanted, "{text}");
    }
}

#[test]
fn names_of_a_library_are_known_after_and_before_the_article() {
    let mut names = LawNames::default();
    names.add("Drank- en Horecawet", "BWBR0002458");
    names.add("Regeling toezicht kermissen 1990", "BWBR0099999");
    for (text, wanted) in [
        ("artikel 20 van de Drank- en Horecawet", "bwbr0002458:20"),
        ("Drank- en Horecawet, artikel 20, eerste lid", "bwbr0002458:20:1"),
        ("artikel 3 van de Regeling toezicht kermissen 1990", "bwbr0099999:3"),
        ("Regeling toezicht kermissen 1990 art. 3", "bwbr0099999:3"),
    ] {
        let found: Vec<String> = find_with(text, &names).into_iter().map(|it| it.canonical).collect();
        assert_eq!(found, [wanted], "{text}");
        assert!(!keys(text).iter().any(|key| key == wanted), "{text}");
    }
}

#[test]
fn a_title_that_stands_in_no_list_is_a_law() {
    for (text, wanted) in [
        ("artikel 3 van de Regeling toezicht kermissen 1990.", "regeling-toezicht-kermissen:3"),
        ("artikel 16 van de Tijdelijke referendumwet", "tijdelijke-referendumwet:16"),
        ("art. 4 lid 2 van de Wet op het kermisbedrijf geldt", "wet-op-het-kermisbedrijf:4:2"),
        ("artikel 2 van de Wet kwaliteit kermissen bedoelde", "wet-kwaliteit-kermissen:2"),
        ("artikel 2 Wet kermissen en circussen, tweede lid", "wet-kermissen-en-circussen:2:2"),
    ] {
        assert_eq!(keys(text), [wanted], "{text}");
    }
    for text in [
        "artikel 3 van de Wet bepaalt dat dit kan",
        "artikel 3 van de Wet op grond daarvan",
        "artikel 3 van de Wet verleent vrijstelling",
        "artikel 3 van het Besluit voorziene korting",
        "artikel 3 van de Regeling",
        "artikel 3 van de Wet. Personenvervoer",
        "artikel 3 van de Belangrijke overeenkomst",
    ] {
        assert_eq!(keys(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn articles_of_a_contract_times_and_headings_are_no_references() {
    for text in [
        "artikel 5.2 van de Overeenkomst",
        "om 10:30 uur",
        "ARTIKEL 5 HUUR",
        "artikel 3 Partijen",
        "artikel 86 van de Wet",
        "verhouding 3:1 en 2:4",
        "art.",
        "artikel",
        "artikel 5, lid",
        "5 BW-stelsels",
    ] {
        assert_eq!(keys(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn codes_in_any_spelling() {
    for (text, wanted) in [
        ("ECLI:NL:HR:2016:162", "ecli:nl:hr:2016:162"),
        ("zie ecli nl hr 2016 162.", "ecli:nl:hr:2016:162"),
        ("ECLI_NL_HR_2016_162.xml", "ecli:nl:hr:2016:162"),
        ("ECLI:NL:HR:1992:AA1835", "ecli:nl:hr:1992:aa1835"),
        ("ECLI:EU:C:2014:317", "ecli:eu:c:2014:317"),
        ("LJN: BQ1720", "ljn:bq1720"),
        ("C/09/123456 / HA ZA 20-123", "zaak:c/09/123456"),
        ("HAZA 2005/0123", "rol:haza 05-123"),
        ("HA ZA 05-123", "rol:haza 05-123"),
        ("zaaknummer 200.123.456/01", "zaak:200.123.456/01"),
        ("Verordening (EU) 2016/679", "celex:32016r0679"),
        ("CELEX:32016R0679", "celex:32016r0679"),
        ("Richtlijn 93/13/EEG", "celex:31993l0013"),
        ("Verordening (EG) nr. 44/2001", "celex:32001r0044"),
        ("Verordening (EU) nr. 1215/2012", "celex:32012r1215"),
        ("zaak C-131/12", "eu:c-131/12"),
        ("NJ 1965,432", "nj:1965:432"),
        ("NJ 2000/730", "nj:2000:730"),
        ("NJ 1933, p. 551", "nj:1933:551"),
        ("parketnummer 19-830165-09", "zaak:19-830165-09"),
        ("AWB 10/540", "zaak:awb 10/540"),
        ("Kamerstukken II 2011/12, 33 061, nr. 3", "kst:33061:3"),
        ("Stb. 2013, 144", "stb:2013:144"),
        ("BWBR0005289", "bwbr0005289"),
    ] {
        assert_eq!(keys(text).first().map(String::as_str), Some(wanted), "{text}");
    }
    assert_eq!(find("ECLI:NL:HR:1992:AA1835")[0].wider, ["ljn:aa1835"]);
    assert_eq!(keys("C/09/123456 / HA ZA 20-123"), ["zaak:c/09/123456", "rol:haza 20-123"]);
}

#[test]
fn ranges_are_characters_of_the_text() {
    let text = "Één beroep op art. 6:162 BW én ECLI:NL:HR:2016:162 faalt.";
    let cut: Vec<String> = find(text)
        .into_iter()
        .map(|r| text.chars().skip(r.range.start as usize).take(r.range.len() as usize).collect())
        .collect();
    assert_eq!(cut, ["art. 6:162 BW", "ECLI:NL:HR:2016:162"]);
}

#[test]
fn long_lists_without_a_law_are_read_in_linear_time() {
    let text = "art. 1, lid 2, ".repeat(20_000);
    assert!(find(&text).is_empty());
}

/// Real decisions, where the samples are at hand.
#[test]
fn real_decisions_hold_references() {
    let folder =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/samples/rechtspraak_xml");
    let Ok(files) = std::fs::read_dir(&folder) else {
        println!("skipped: the samples of rechtspraak_xml are not here");
        return;
    };
    let (mut articles, mut total) = (0_usize, 0_usize);
    for file in files.flatten() {
        let text = std::fs::read_to_string(file.path()).unwrap_or_default();
        let chars = text.chars().count();
        for found in find(&text) {
            assert!((found.range.end as usize) <= chars && !found.range.is_empty());
            total += 1;
            articles += usize::from(found.kind == ReferenceKind::Article);
        }
        let sentences = crate::sentence::split(&text).len();
        assert!(sentences > 0);
    }
    assert!(total > 1_000 && articles > 400, "{total} {articles}");
}

#[test]
fn the_end_of_an_ecli_is_no_article_of_the_law_after_it() {
    let text = "Zie ECLI:NL:RBAMS:2021:77, artikel 9 BW en ECLI:NL:HR:2021:78, 6:162 BW.";
    let found: Vec<String> = find(text).into_iter().map(|found| found.canonical).collect();
    assert_eq!(found, ["ecli:nl:rbams:2021:77", "bw:9", "ecli:nl:hr:2021:78", "bw:6:162"]);
}

proptest! {
    #[test]
    fn any_text_is_read_without_harm(text in "(art\\.|artikel|lid|onder|en|,|\\(|\\)|BW|6:162|[0-9]{1,4}|van|het|Boek|ECLI:NL:HR|é| ){0,60}") {
        let chars = text.chars().count();
        for found in find(&text) {
            prop_assert!((found.range.end as usize) <= chars && found.range.start < found.range.end);
        }
    }

    #[test]
    fn an_article_is_found_however_it_is_written(book in 1_u32..9, number in 1_u32..999, lid in 1_usize..9, form in 0_usize..5) {
        let ordinal = ["eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste"][lid - 1];
        let text = match form {
            0 => format!("art. {book}:{number} lid {lid} BW"),
            1 => format!("artikel {book}:{number}, {ordinal} lid, van het Burgerlijk Wetboek"),
            2 => format!("artikel {number} lid {lid} van Boek {book} BW"),
            3 => format!("{book}:{number}({lid}) bw"),
            _ => format!("BW {book}:{number} lid {lid}"),
        };
        prop_assert_eq!(keys(&format!("Zie {text}.")), [format!("bw:{book}:{number}:{lid}")]);
    }
}
