//! Lists in the official forms, with persons that do not exist; and files that are broken on purpose.

use std::{fs, path::PathBuf};

use jiff::civil::date;
use legalmind_core::{
    Timestamp,
    account::Language,
    sanction::{ListedName, SanctionList, SubjectKind},
};
use tempfile::TempDir;

use super::{Fault, Place, Read, Refused, Shelf, Standing, Told, read};

const EU: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2026-11-27T16:47:04.449+01:00" globalFileId="1">
  <sanctionEntity designationDate="2024-02-03" designationDetails="" unitedNationId="" euReferenceNumber="EU.9001.11" logicalId="900001">
    <remark>Fictief &amp; alleen voor proeven</remark>
    <regulation regulationType="amendment" organisationType="council" publicationDate="2024-02-03" numberTitle="2024/9001 (OJ L 9001)" programme="FIC" logicalId="1">
      <publicationUrl>https://eur-lex.europa.eu/eli/reg_impl/2024/9001/oj</publicationUrl>
    </regulation>
    <subjectType code="person" classificationCode="P"/>
    <nameAlias firstName="Zoltar" middleName="" lastName="Quimbrave" wholeName="Zoltar Quimbrave" function="" gender="M" title="" nameLanguage="EN" strong="true" logicalId="2">
      <regulationSummary regulationType="amendment" publicationDate="2024-02-03" numberTitle="andere titel"/>
    </nameAlias>
    <nameAlias firstName="" middleName="" lastName="" wholeName="Z. Kvimbrav" strong="false" logicalId="3"/>
    <nameAlias firstName="Zoltan" middleName="P." lastName="Quimbrave" wholeName="" strong="true" logicalId="4"/>
    <citizenship region="" countryIso2Code="XA" countryDescription="FICTIELAND" logicalId="5"/>
    <birthdate circa="true" calendarType="GREGORIAN" city="Verzonnen" zipCode="" birthdate="1961-05-07" dayOfMonth="7" monthOfYear="5" year="1961" region="" place="" countryIso2Code="00" countryDescription="UNKNOWN" logicalId="6"/>
    <birthdate circa="false" yearRangeFrom="1960" yearRangeTo="1962" logicalId="7"/>
    <identification number="X0000001" identificationTypeCode="passport" identificationTypeDescription="National passport" countryIso2Code="XA" countryDescription="FICTIELAND" logicalId="8"/>
  </sanctionEntity>
  <sanctionEntity designationDate="" euReferenceNumber="EU.9002.22" logicalId="900002">
    <regulation numberTitle="2025/9002 (OJ L 9002)" programme="FIC"><publicationUrl>javascript:alert(1)</publicationUrl></regulation>
    <subjectType code="enterprise" classificationCode="E"/>
    <nameAlias wholeName="Brontosol Handelsmaatschappij OOO" strong="true"/>
  </sanctionEntity>
  <sanctionEntity logicalId="900003"><subjectType code="person"/></sanctionEntity>
</export>
"#;

const UNION: &str = "\u{feff}fileGenerationDate;Entity_LogicalId;Entity_EU_ReferenceNumber;Entity_DesignationDate;Entity_Remark;Entity_SubjectType;Entity_SubjectType_ClassificationCode;Entity_Regulation_NumberTitle;Entity_Regulation_Programme;Entity_Regulation_PublicationUrl;NameAlias_LastName;NameAlias_FirstName;NameAlias_MiddleName;NameAlias_WholeName;BirthDate_BirthDate;BirthDate_Year;BirthDate_City;BirthDate_CountryDescription;Citizenship_CountryIso2Code;Citizenship_CountryDescription;Identification_Number;Identification_TypeDescription
27/11/2026;900001;EU.9001.11;2024-02-03;Fictief;P;person;2024/9001 (OJ L 9001);FIC;https://eur-lex.europa.eu/x;Quimbrave;Zoltar;;Zoltar Quimbrave;;;;;;;;
27/11/2026;900002;EU.9002.22;;;E;enterprise;2025/9002;FIC;;;;;\"Brontosol; Handel \"\"Noord\"\"\";;;;;;;;
27/11/2026;900001;EU.9001.11;2024-02-03;Fictief;P;person;2024/9001 (OJ L 9001);FIC;https://eur-lex.europa.eu/x;Quimbrave;Zoltan;P.;;;;;;;;;
27/11/2026;900001;EU.9001.11;2024-02-03;Fictief;P;person;2024/9001 (OJ L 9001);FIC;https://eur-lex.europa.eu/x;;;;;1961-05-07;1961;Verzonnen;UNKNOWN;XA;FICTIELAND;;
;;;;;;;;;;;;;;;;;;;;;
";

const NL: &str = "Nationale sanctielijst terrorisme;;bijgewerkt 12-10-2026;;;;
Surname;First name(s);Alias;Date of Birth(DD-MM-JJJJ);Place of Birth;Date of ministerial decision (DD/MM/JJJJ);Link official notification
Van Verzonnenstein;Ignatius Job;Abu Fictie, Abu Verzinsel;01-02-1980;Nergenshuizen;03/04/2019;https://www.officielebekendmakingen.nl/stcrt-2019-90001.html
Stichting Fictieve Noden;;;;n/a;03/04/2020;Stcrt 90002
";

struct Files(TempDir);

impl Files {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.path().join(name);
        fs::write(&path, bytes).expect("written");
        path
    }

    fn shelf(&self) -> Shelf {
        Shelf::new(&self.0.path().join("sanctions"))
    }
}

fn told(list: SanctionList) -> Told {
    let now: Timestamp = "2026-11-30T08:00:00Z".parse().expect("a time");
    Told { list, date: None, now }
}

fn as_read(list: SanctionList, name: &str, bytes: impl AsRef<[u8]>) -> Result<Read, Refused> {
    let files = Files::new();
    read(&files.file(name, bytes), told(list))
}

/// What is refused, as a code and a place.
fn refused(list: SanctionList, bytes: impl AsRef<[u8]>) -> (&'static str, Place) {
    let refused = as_read(list, "lijst", bytes).expect_err("refused");
    for language in [Language::Nl, Language::En] {
        assert!(refused.words(language).len() > 10);
    }
    (refused.fault.code(), refused.place)
}

fn name(text: &str, weak: bool) -> ListedName {
    ListedName { text: text.to_owned(), weak }
}

#[test]
fn the_list_of_the_union_is_read_with_all_that_tells_people_apart() {
    let found = as_read(SanctionList::Eu, "x.xml", EU).expect("a list");
    let head = &found.list.head;
    assert_eq!((head.date, head.entries, head.names), (date(2026, 11, 27), 2, 4));
    assert_eq!(found.nameless, 1);
    let [person, company] = found.list.entries.as_slice() else { panic!("two entries") };
    assert_eq!((person.id.as_str(), person.reference.as_str()), ("900001", "EU.9001.11"));
    assert_eq!(person.kind, Some(SubjectKind::Person));
    let names =
        [name("Zoltar Quimbrave", false), name("Z. Kvimbrav", true), name("Zoltan P. Quimbrave", false)];
    assert_eq!(person.names, names);
    assert_eq!(person.births, ["ca. 1961-05-07, Verzonnen", "1960–1962"]);
    assert_eq!(person.nationalities, ["FICTIELAND"]);
    assert_eq!(person.identifications, ["X0000001, National passport, FICTIELAND"]);
    assert_eq!(
        (&person.programmes, &person.regulations),
        (&vec!["FIC".to_owned()], &vec!["2024/9001 (OJ L 9001)".to_owned()])
    );
    assert_eq!(person.links, ["https://eur-lex.europa.eu/eli/reg_impl/2024/9001/oj"]);
    assert_eq!(
        (person.since.as_str(), person.remark.as_str()),
        ("2024-02-03", "Fictief & alleen voor proeven")
    );
    assert_eq!((company.kind, company.links.len()), (Some(SubjectKind::Organisation), 0));
}

#[test]
fn its_table_says_the_same_with_the_rows_of_an_entry_apart() {
    let found = as_read(SanctionList::Eu, "x.csv", UNION).expect("a list");
    let [person, company] = found.list.entries.as_slice() else { panic!("two entries") };
    assert_eq!(found.list.head.date, date(2026, 11, 27));
    assert_eq!(person.names, [name("Zoltar Quimbrave", false), name("Zoltan P. Quimbrave", false)]);
    assert_eq!(
        (&person.births, &person.nationalities),
        (&vec!["1961-05-07, Verzonnen".to_owned()], &vec!["FICTIELAND".to_owned()])
    );
    assert_eq!(company.names, [name("Brontosol; Handel \"Noord\"", false)]);
    assert_eq!((person.kind, company.kind), (Some(SubjectKind::Person), Some(SubjectKind::Organisation)));
}

#[test]
fn the_national_list_is_read_by_the_heads_of_its_columns() {
    let found = as_read(SanctionList::Nl, "x.csv", NL).expect("a list");
    assert_eq!((found.list.head.date, found.list.head.entries), (date(2026, 10, 12), 2));
    assert!(found.without.is_empty());
    let [person, other] = found.list.entries.as_slice() else { panic!("two entries") };
    assert_eq!(person.reference, "Stcrt. 2019, 90001");
    let names: Vec<_> = person.names.iter().map(|it| it.text.as_str()).collect();
    assert_eq!(
        names,
        ["Ignatius Job Van Verzonnenstein", "Abu Fictie, Abu Verzinsel", "Abu Fictie", "Abu Verzinsel"]
    );
    assert_eq!(person.births, ["01-02-1980, Nergenshuizen"]);
    assert_eq!((other.kind, other.births.len()), (Some(SubjectKind::Organisation), 0));
    assert_eq!(other.regulations, ["Stcrt 90002"]);
}

#[test]
fn the_national_list_comes_in_dutch_with_commas_in_the_encoding_of_windows_too() {
    let text = "Achternaam,Voornamen,Alias(sen),Geboortedatum,Datum besluit\nVerzonnén,Ine,\"Verzonnén, I.\",02-03-1979,05-06-2021\n";
    let (bytes, _, lost) = encoding_rs::WINDOWS_1252.encode(text);
    assert!(!lost);
    let found = as_read(SanctionList::Nl, "sanctielijst_20261101.csv", &bytes).expect("a list");
    assert_eq!(found.list.head.date, date(2026, 11, 1));
    assert_eq!(found.without.len(), 2, "{:?}", found.without);
    let names: Vec<_> = found.list.entries[0].names.iter().map(|it| it.text.as_str()).collect();
    assert_eq!(names, ["Ine Verzonnén", "Verzonnén, I."]);
}

#[test]
fn a_broken_file_is_refused_whole_at_its_place() {
    let eu = |text: &str| refused(SanctionList::Eu, text);
    assert_eq!(eu("").0, "empty");
    assert_eq!(eu(" \n").0, "empty");
    assert_eq!(eu("PK\u{3}\u{4}\0\0").0, "unknown_format");
    assert_eq!(eu("%PDF-1.7").0, "unknown_format");
    assert_eq!(eu(&EU.replace("/fpi/fsd/export", "/fpi/fsd/other")).0, "unknown_schema");
    assert_eq!(eu("<sanctions xmlns=\"http://eu.europa.ec/fpi/fsd/export\"/>").0, "unknown_schema");
    assert_eq!(eu(&EU.replace("generationDate=", "anders=")).0, "no_date");
    assert_eq!(eu(&EU.replace("2026-11-27T", "gisterenT")).0, "bad_date");
    assert_eq!(eu(&EU.replace("2026-11-27T", "2026-12-27T")).0, "future");
    assert_eq!(eu(&EU.replace("</sanctionEntity>", "</sanctionEntitx>")).0, "malformed");
    let bomb =
        EU.replacen("<export", "<!DOCTYPE export [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]><export", 1);
    assert_eq!(eu(&bomb).0, "entities");
    assert_eq!(eu(&EU.replace("&amp;", "&eigen;")).0, "entities");
    let none = EU.find("<sanctionEntity").and_then(|at| EU.get(..at)).expect("a head");
    assert_eq!(eu(&format!("{none}</export>")).0, "no_entries");
    let long = EU.replace("Fictief &amp;", &"x".repeat(30_000));
    assert_eq!(eu(&long).0, "too_many");
    assert_eq!(refused(SanctionList::Eu, [0xff, 0xfe, b'<', 0]).0, "encoding");
    assert_eq!(refused(SanctionList::Nl, EU).0, "unknown_format");
}

#[test]
fn a_file_that_is_cut_off_anywhere_is_refused() {
    let end = EU.find("</export>").expect("an end");
    let mut tried = 0;
    for at in (300..end + 8).step_by(7).filter(|at| EU.is_char_boundary(*at)) {
        let (code, place) = refused(SanctionList::Eu, &EU[..at]);
        assert!(matches!(code, "truncated" | "malformed"), "{at}: {code}");
        assert!(matches!(place, Place::Byte(byte) if byte <= at as u64), "{at}: {place:?}");
        tried += 1;
    }
    assert!(tried > 100);
    let cut = UNION.find("Brontosol").expect("a row");
    assert_eq!(refused(SanctionList::Eu, &UNION[..cut]), ("truncated", Place::Line(3)));
    let cut = NL.find("Stichting").expect("a row") + 20;
    assert_eq!(refused(SanctionList::Nl, &NL[..cut]), ("truncated", Place::Line(4)));
}

#[test]
fn tables_say_which_columns_are_missing_and_which_line_is_wrong() {
    let without = UNION.replace("NameAlias_WholeName", "Naam");
    let error = as_read(SanctionList::Eu, "x.csv", &without).expect_err("refused");
    assert!(matches!(&error.fault, Fault::Columns(names) if names == &["NameAlias_WholeName"]), "{error}");
    let without = NL.replace("Alias", "Bijnaam").replace("Surname", "Wie");
    let error = as_read(SanctionList::Nl, "x.csv", &without).expect_err("refused");
    assert_eq!(error.words(Language::Nl), "deze kolommen ontbreken: achternaam / surname, alias");
    let two = UNION.replacen("27/11/2026;900002", "28/11/2026;900002", 1);
    assert_eq!(refused(SanctionList::Eu, &two), ("other_date", Place::Line(3)));
    assert_eq!(refused(SanctionList::Eu, UNION.replacen(";900002;", ";;", 1)), ("malformed", Place::Line(3)));
    let day = NL.replace("bijgewerkt 12-10-2026", "");
    assert_eq!(refused(SanctionList::Nl, &day).0, "no_date");
    let files = Files::new();
    let of = |date| Told { date: Some(date), ..told(SanctionList::Nl) };
    assert!(read(&files.file("x.csv", &day), of(date(2026, 10, 1))).is_ok());
    let other = read(&files.file("y.csv", NL), of(date(2026, 10, 1))).expect_err("refused");
    assert_eq!(other.fault.code(), "other_date");
}

#[test]
fn a_list_is_replaced_as_a_whole_and_a_refused_one_leaves_the_old() {
    let files = Files::new();
    let (shelf, reader) = (files.shelf(), files.shelf());
    let standing = |shelf: &Shelf| shelf.now().expect("a shelf").remove(0).1;
    assert!(matches!(standing(&reader), Standing::Absent));
    let eu = told(SanctionList::Eu);
    shelf.import(&files.file("1.xml", EU), eu, false).expect("taken");
    // another process sees it
    let first = standing(&reader).list().expect("there").clone();
    assert_eq!((first.head.date, first.entries.len()), (date(2026, 11, 27), 2));
    for (broken, code) in
        [(&EU[..900], "truncated"), ("", "empty"), (&EU.replace("2026-11-27T", "2026-11-20T"), "older")]
    {
        let error = shelf.import(&files.file("2.xml", broken), eu, false).expect_err("refused");
        assert_eq!(error.fault.code(), code);
        assert_eq!(standing(&reader).list().expect("there").head, first.head);
    }
    let newer = EU.replace("2026-11-27T", "2026-11-29T").replace("Brontosol", "Brontosaur");
    shelf.import(&files.file("3.xml", &newer), eu, false).expect("taken");
    let second = standing(&reader).list().expect("there").clone();
    assert_eq!(second.head.date, date(2026, 11, 29));
    assert_ne!(second.head.sha256, first.head.sha256);
    shelf.import(&files.file("4.xml", EU), eu, true).expect("taken, though older");
    assert_eq!(standing(&reader).list().expect("there").head.date, date(2026, 11, 27));
}

#[test]
fn a_list_of_less_than_half_the_entries_is_asked_about_first() {
    let files = Files::new();
    let (shelf, nl) = (files.shelf(), told(SanctionList::Nl));
    let row = |n: u32| format!("Verzonnen{n};Iemand;;01-01-1970;;01-01-2020;\n");
    let of = |rows: u32| {
        let (head, _) = NL.split_once("Van Verzonnenstein").expect("a head");
        format!("{head}{}", (0..rows).map(row).collect::<String>())
    };
    shelf.import(&files.file("1.csv", of(10)), nl, false).expect("taken");
    shelf.import(&files.file("2.csv", of(5)), nl, false).expect("taken");
    let error = shelf.import(&files.file("3.csv", of(1)), nl, false).expect_err("refused");
    assert!(matches!(error.fault, Fault::Smaller { present: 5, new: 1 }), "{error}");
    shelf.import(&files.file("3.csv", of(1)), nl, true).expect("taken");
}

#[test]
fn a_kept_list_that_was_changed_is_damaged_and_can_be_imported_again() {
    let files = Files::new();
    let (shelf, eu) = (files.shelf(), told(SanctionList::Eu));
    shelf.import(&files.file("1.xml", EU), eu, false).expect("taken");
    let path = files.0.path().join("sanctions/eu.list");
    let mut bytes = fs::read(&path).expect("there");
    *bytes.last_mut().expect("a byte") ^= 1;
    bytes.push(0);
    fs::write(&path, &bytes).expect("written");
    assert!(matches!(shelf.now().expect("a shelf")[0].1, Standing::Damaged));
    shelf.import(&files.file("1.xml", EU), eu, false).expect("taken");
    assert!(matches!(shelf.now().expect("a shelf")[0].1, Standing::Present(_)));
}

#[test]
fn a_file_of_many_entries_is_read_as_a_stream_and_too_large_a_one_is_refused() {
    let files = Files::new();
    let path = files.file("x.xml", "<");
    fs::File::options()
        .write(true)
        .open(&path)
        .expect("a file")
        .set_len(super::MAX_FILE + 1)
        .expect("a hole");
    let error = read(&path, told(SanctionList::Eu)).expect_err("refused");
    assert!(matches!(error.fault, Fault::TooLarge { megabytes: 300 }), "{error}");
    let (head, _) = EU.split_once("<sanctionEntity").expect("a head");
    let one = |n: u32| {
        format!("<sanctionEntity logicalId=\"{n}\"><nameAlias wholeName=\"Verzonnen {n}\"/></sanctionEntity>")
    };
    let many: String = (0..50_000).map(one).collect();
    let found = as_read(SanctionList::Eu, "x.xml", format!("{head}{many}</export>")).expect("a list");
    assert_eq!(found.list.head.entries, 50_000);
}
