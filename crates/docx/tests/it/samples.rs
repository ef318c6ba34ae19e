//! Every sample: the same bytes when nothing changed, the same parts when one did.

use std::collections::BTreeMap;

use legalmind_docx::{Choice, Decision, Edit, Error, Package, View};

use super::support::{files, open_samples, samples, tracked, unzip, whole};

/// What is known of files that are broken on purpose.
#[test]
fn every_sample_opens_or_says_why() {
    let mut reasons: BTreeMap<String, usize> = BTreeMap::new();
    let folders = ["office"].into_iter().filter_map(samples);
    for path in folders.flat_map(|folder| files(&folder, &[""])) {
        let bytes = std::fs::read(&path).unwrap();
        let word = path.extension().is_some_and(|end| end == "docx");
        match Package::open(bytes) {
            Ok(package) => {
                for part in package.parts() {
                    package.text(&part.name, View::Current).unwrap();
                }
            }
            Err(error) => {
                if word {
                    println!("{}: {error}", path.display());
                    let twice = path.ends_with("unicode-path.docx");
                    assert!(
                        twice || matches!(error, Error::Encrypted | Error::OtherKind(_) | Error::Missing(_)),
                        "{}: {error:?}",
                        path.display()
                    );
                }
                *reasons.entry(error.to_string()).or_default() += 1;
            }
        }
    }
    for (reason, count) in reasons {
        println!("{count} × {reason}");
    }
}

#[test]
fn nothing_changed_is_the_same_bytes() {
    let all = open_samples();
    for (name, bytes, package) in &all {
        assert!(package.save().unwrap() == *bytes, "{name}");
    }
    println!("{} files", all.len());
}

/// The first paragraph that can be edited.
fn an_edit(package: &Package) -> Option<Edit> {
    let paragraphs = package.text(package.main_part(), View::Current).unwrap();
    (0..paragraphs.len()).filter(|&number| !paragraphs[number].trim().is_empty()).find_map(|number| {
        let edit = Edit::InsertText { target: whole(package, number), text: " (nieuw)".into() };
        package.clone().apply(std::slice::from_ref(&edit), &tracked()).ok().map(|_| edit)
    })
}

#[test]
fn one_tracked_edit_leaves_all_other_parts() {
    let mut edited = 0;
    for (name, bytes, mut package) in open_samples() {
        let Some(edit) = an_edit(&package) else {
            println!("{name}: nothing to edit");
            continue;
        };
        let before: Vec<_> = package.text(package.main_part(), View::Original).unwrap();
        let revisions: usize = package.parts().iter().map(|part| part.revisions).sum();
        package.apply(&[edit], &tracked()).unwrap();
        let after: usize = package.parts().iter().map(|part| part.revisions).sum();
        assert_eq!(after, revisions + 1, "{name}");
        let saved = package.save().unwrap();
        same_but(&name, &bytes, &saved, package.main_part());
        let mut reread = Package::open(saved).unwrap();
        assert_eq!(reread.text(reread.main_part(), View::Original).unwrap(), before, "{name}");
        reread.resolve(&Choice::Author("Legal Mind".into()), Decision::Reject).unwrap();
        edited += 1;
    }
    println!("{edited} files");
}

/// All entries but one have the same packed bytes and headers, and the same content.
fn same_but(name: &str, old: &[u8], new: &[u8], part: &str) {
    let (left, right) = (unzip(old), unzip(new));
    assert_eq!(left.len(), right.len(), "{name}");
    for ((left, old_bytes), (right, new_bytes)) in left.iter().zip(&right) {
        assert_eq!(left, right, "{name}");
        assert!(left == part || old_bytes == new_bytes, "{name}: {left}");
    }
    let (left, right) = (regions(old), regions(new));
    for (entry, region) in &left {
        assert!(entry == part || right.get(entry) == Some(region), "{name}: {entry} was packed anew");
    }
}

/// The bytes of each entry with its local header, by name.
fn regions(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut found = BTreeMap::new();
    for number in 0..archive.len() {
        let entry = archive.by_index_raw(number).unwrap();
        let (start, end) =
            (entry.header_start() as usize, entry.data_start().unwrap() + entry.compressed_size());
        found.insert(
            super::support::local_name(bytes, entry.header_start()),
            bytes[start..end as usize].to_vec(),
        );
    }
    found
}

#[test]
fn all_revisions_of_every_sample_can_be_resolved() {
    for (name, _, package) in open_samples() {
        let listed = package.revisions().unwrap();
        if listed.is_empty() {
            continue;
        }
        for decision in [Decision::Accept, Decision::Reject] {
            let mut all = package.clone();
            let done = all.resolve(&Choice::All, decision).unwrap();
            assert_eq!(done.after, 0, "{name}");
            let mut one_by_one = package.clone();
            for _ in 0..listed.len() {
                if one_by_one.revisions().unwrap().is_empty() {
                    break;
                }
                one_by_one.resolve(&Choice::One(0), decision).unwrap();
            }
            assert!(one_by_one.revisions().unwrap().is_empty(), "{name}");
            for part in package.parts() {
                let [left, right] =
                    [&all, &one_by_one].map(|package| package.text(&part.name, View::Current).unwrap());
                assert_eq!(left, right, "{name} {}", part.name);
            }
        }
        println!("{name}: {} revisions", listed.len());
    }
}
