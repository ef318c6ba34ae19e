//! Names compared, against pairs that were labelled by hand.
//!
//! The comparison was built on `names/seen.txt`; `names/unseen.txt` was labelled with it and kept apart: at
//! the first run 102 of its 103 pairs were found, with 3 false alarms (recall 0.990, precision 0.971). The four
//! misses in `seen` were mended after that, none for `unseen`.

use std::{collections::BTreeSet, fs, path::Path};

use legalmind_compliance::name::{Name, Roll};
use legalmind_core::party::LikenessKind;
use proptest::prelude::*;

/// What is reached: recall and precision of a set.
const REACHED: [(&str, f64, f64); 2] = [("seen", 1.0, 0.96), ("unseen", 0.99, 0.97)];

/// Two names, and whether a lawyer would want to see one beside the other.
struct Pair {
    alike: bool,
    a: String,
    b: String,
}

fn pairs(set: &str) -> Vec<Pair> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/names").join(format!("{set}.txt"));
    let text = fs::read_to_string(path).expect("the set");
    let lines = text.lines().filter(|it| !it.starts_with('#'));
    lines.map(|line| read(line).unwrap_or_else(|| panic!("{line}: no pair"))).collect()
}

fn read(line: &str) -> Option<Pair> {
    let (sign, rest) = line.split_once(' ')?;
    let (a, b) = rest.split_once(" | ")?;
    let alike = ["!", "="].iter().position(|it| *it == sign)? == 1;
    Some(Pair { alike, a: a.to_owned(), b: b.to_owned() })
}

/// Recall and precision, with each difference printed.
fn measured(set: &str) -> (f64, f64) {
    let (mut hit, mut missed, mut wrong) = (0.0, 0.0, 0.0);
    for Pair { alike, a, b } in pairs(set) {
        let found = Name::read(&a).likeness(&Name::read(&b));
        match (alike, found) {
            (true, Some(_)) => hit += 1.0,
            (true, None) => {
                missed += 1.0;
                println!("{set}: missed  {a} | {b}");
            }
            (false, Some(it)) => {
                wrong += 1.0;
                println!("{set}: alarm   {a} | {b}  {it:?}");
            }
            (false, None) => {}
        }
    }
    (hit / (hit + missed), hit / (hit + wrong))
}

#[test]
fn alike_names_are_found_and_others_are_not() {
    for (set, recall, precision) in REACHED {
        let found = measured(set);
        println!("{set}: recall {:.3}, precision {:.3}", found.0, found.1);
        assert!(found.0 >= recall, "{set}: recall {:.3}", found.0);
        assert!(found.1 >= precision, "{set}: precision {:.3}", found.1);
    }
}

#[test]
fn the_sets_are_large_and_apart() {
    let all: Vec<Pair> = ["seen", "unseen"].into_iter().flat_map(pairs).collect();
    assert!(all.iter().filter(|it| it.alike).count() >= 150);
    assert!(all.iter().filter(|it| !it.alike).count() >= 150);
    let different: BTreeSet<_> = all.iter().map(|it| (&it.a, &it.b)).collect();
    assert_eq!(different.len(), all.len());
}

#[test]
fn it_is_the_same_from_both_sides() {
    for Pair { a, b, .. } in ["seen", "unseen"].into_iter().flat_map(pairs) {
        let (one, other) = (Name::read(&a), Name::read(&b));
        assert_eq!(one.likeness(&other), other.likeness(&one), "{a} | {b}");
    }
}

#[test]
fn the_kind_says_why() {
    let kind = |a: &str, b: &str| Name::read(a).likeness(&Name::read(b)).map(|it| it.kind);
    assert_eq!(kind("De Vries, J.", "mr. J. de Vries"), Some(LikenessKind::Same));
    assert_eq!(kind("Van Loon B.V.", "Van Loon BV"), Some(LikenessKind::Same));
    assert_eq!(kind("Müller GmbH", "Mueller GmbH"), Some(LikenessKind::Spelling));
    assert_eq!(kind("Jan van Dijk", "Jan van Dyk"), Some(LikenessKind::Spelling));
    assert_eq!(kind("J. de Vries", "Jan de Vries"), Some(LikenessKind::Part));
    assert_eq!(kind("Van Loon B.V.", "Van Loon"), Some(LikenessKind::Part));
    assert_eq!(kind("Yusuf Demir", "Youssef Demir"), Some(LikenessKind::Sound));
    assert_eq!(kind("Jan de Vries", "Piet de Vries"), None);
}

#[test]
fn a_common_surname_alone_is_weak_and_never_lost() {
    let found = |a: &str, b: &str| Name::read(a).likeness(&Name::read(b)).map(|it| it.is_weak());
    for (a, b) in [
        ("J. Jansen", "Jansen"),
        ("Jan de Vries", "De Vries"),
        ("mevr. Van den Berg", "S. van den Berg"),
        ("Sanne Bakker-de Wit", "Bakker"),
        ("A. Jansen-Smits", "Smits"),
    ] {
        assert_eq!(found(a, b), Some(true), "{a} | {b}");
        assert_eq!(found(b, a), Some(true), "{b} | {a}");
    }
    for (a, b) in [
        // few are called that
        ("P. Hoekman", "Hoekman"),
        ("J. Appelboom", "Appelboom"),
        // there is something to tell by
        ("J. Jansen", "Jan Jansen"),
        ("J. Jansen", "J. Jansen"),
        ("Jansen", "Jansen"),
        ("Jansen B.V.", "J. Jansen"),
        ("J. Jansen", "Johannes Janssen"),
    ] {
        assert_eq!(found(a, b), Some(false), "{a} | {b}");
    }
    for (a, b) in [("J. Jansen", "P. Jansen"), ("J. Jansen", "Piet Jansen"), ("Jansen, P.", "Jan Jansen")] {
        assert_eq!(found(a, b), None, "an initial that contradicts: {a} | {b}");
    }
}

#[test]
fn a_better_likeness_comes_first() {
    let names = ["P. de Vries", "Jan de Vries", "J. de Vries", "Jan de Wit", "De Vries"];
    let roll = Roll::of(names.iter().map(|it| Name::read(it)));
    let found: Vec<usize> = roll.find(&Name::read("Vries, Jan de")).iter().map(|it| it.place).collect();
    assert_eq!(found, [1, 2, 4]);
}

#[test]
fn what_is_no_name_is_like_nothing() {
    for text in ["", " ", "...", "B.V.", "mr.", "—", "🙂", "\u{0}", ",,,", "van der", "-", "'"] {
        let name = Name::read(text);
        assert!(name.likeness(&Name::read("J. de Vries")).is_none(), "{text:?}");
    }
}

proptest! {
    #[test]
    fn names_that_are_alike_share_a_key(
        (a, b) in prop::sample::select(all_names()).prop_flat_map(|it| (Just(it.clone()), typo(it))),
    ) {
        let (one, other) = (Name::read(&a), Name::read(&b));
        if one.likeness(&other).is_some() {
            let keys = one.keys();
            prop_assert!(other.keys().iter().any(|it| keys.contains(it)), "{} | {}", a, b);
        }
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,60}") {
        let name = Name::read(&text);
        prop_assert_eq!(name.is_empty(), name.likeness(&name).is_none());
    }
}

fn all_names() -> Vec<String> {
    ["seen", "unseen"].into_iter().flat_map(pairs).flat_map(|it| [it.a, it.b]).collect()
}

/// A name with a letter changed, added, left out or swapped.
fn typo(name: String) -> impl Strategy<Value = String> {
    let letters: Vec<char> = name.chars().collect();
    (0..letters.len().max(1), 0..4_u8, "[a-z]").prop_map(move |(at, how, letter)| {
        let mut out = letters.clone();
        let letter = letter.chars().next().unwrap_or('x');
        match how {
            0 => out[at] = letter,
            1 => out.insert(at, letter),
            2 => drop(out.remove(at)),
            _ if at + 1 < out.len() => out.swap(at, at + 1),
            _ => {}
        }
        out.into_iter().collect()
    })
}

#[test]
fn every_pair_that_is_alike_is_found_by_its_keys() {
    let names = all_names();
    let read: Vec<Name> = names.iter().map(|it| Name::read(it)).collect();
    let roll = Roll::of(read.clone());
    for (at, name) in read.iter().enumerate().step_by(5) {
        let by_keys: BTreeSet<usize> = roll.find(name).iter().map(|it| it.place).collect();
        let by_all = read.iter().enumerate().filter(|(_, it)| name.likeness(it).is_some()).map(|(at, _)| at);
        assert_eq!(by_keys, by_all.collect::<BTreeSet<_>>(), "{}", names[at]);
    }
}
