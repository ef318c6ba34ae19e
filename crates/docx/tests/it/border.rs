//! What crosses the border of a process comes out as it went in.

use std::fmt::Debug;

use legalmind_docx::{
    Address, Choice, Decision, Edit, Error, Limits, Mode, Package, Refusal, Target, compare,
};
use serde::{Serialize, de::DeserializeOwned};

use super::support::{at, author, p, package, tracked};

fn crosses<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    let bytes = postcard::to_stdvec(value).unwrap();
    assert_eq!(&postcard::from_bytes::<T>(&bytes).unwrap(), value);
}

#[test]
fn questions_and_answers() {
    let control = "<w:sdt><w:sdtPr><w:tag w:val=\"partij\"/><w:dropDownList><w:listItem w:displayText=\"A\" w:value=\"a\"/></w:dropDownList></w:sdtPr><w:sdtContent><w:r><w:t>A</w:t></w:r></w:sdtContent></w:sdt>";
    let mut package: Package =
        package(&(p("De huur is hoog") + &format!("<w:p>{control}</w:p>") + &p("slot")));
    let old = package.clone();
    let target = || Target::At { address: Address::new("a", 1, 2..3), expected: "x".into() };
    let edits = vec![
        Edit::Replace { target: at(&package, 0, 3..7), text: "pacht".into() },
        Edit::Comment { target: at(&package, 2, 0..4), text: "Nakijken".into(), author: author("A") },
    ];
    crosses(&edits);
    crosses(&vec![
        Edit::InsertText { target: Target::Quote("x".into()), text: String::new() },
        Edit::Delete { target: target() },
        Edit::InsertParagraphs { after: target(), texts: vec!["a".into()], style: Some("Kop".into()) },
        Edit::DeleteParagraph { target: target() },
        Edit::MoveParagraphs { first: target(), count: 2, after: target() },
        Edit::SetStyle { target: target(), style: "Kop".into() },
        Edit::Fill { slot: "s".into(), expected: None, text: "x".into() },
    ]);
    crosses(&vec![Mode::Direct, tracked()]);
    crosses(&package.apply(&edits, &tracked()).unwrap());
    crosses(&package.revisions().unwrap());
    crosses(&package.reading().unwrap());
    crosses(&package.parts());
    crosses(&package.slots());
    crosses(package.facts());
    crosses(&package.styles().unwrap().list().cloned().collect::<Vec<_>>());
    crosses(&compare(&old, &package, &author("V")).unwrap().differences);
    crosses(&(Choice::One(3), Choice::Author("B".into()), Choice::All, Decision::Reject));
    crosses(&package.resolve(&Choice::All, Decision::Accept).unwrap());
    crosses(&Limits::default());
}

#[test]
fn errors() {
    for bytes in [&b""[..], b"{\\rtf1}", b"PK\x03\x04"] {
        crosses(&Package::open(bytes.to_vec()).unwrap_err());
    }
    let limits = Limits { entries: 1, ..Limits::default() };
    let error = Package::open_within(super::support::docx(""), &limits).unwrap_err();
    assert!(matches!(error, Error::Bomb { .. }));
    crosses(&error);
    crosses(&Error::Refused { edit: 1, refusal: Refusal::Unsupported("a formula".into()) });
    crosses(&Error::Loss { what: "comments".into(), before: 2, after: 1 });
}
