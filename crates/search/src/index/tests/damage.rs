//! Damage on disk: noticed when the index is opened, when a search reads the place, or when
//! everything is read anew.

use std::collections::BTreeSet;

use super::*;

/// An index whose files have several chunks each, so that opening it does not read all of them.
fn large(bench: &Bench) -> Index {
    let index = filled(bench);
    let mut noise = 1_u64;
    for n in 100..220 {
        let words: Vec<String> = std::iter::repeat_with(|| {
            noise = noise.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            format!("w{:x}", noise >> 36)
        })
        .take(120)
        .collect();
        let text = format!("De schade van geval {n} naar redelijkheid: {}.", words.join(" "));
        index.put(version(n), &[passage(n, dossier(n % 2), &text)]).expect("puts");
    }
    index.commit(500).expect("commits");
    index
}

/// What searches show, of every passage.
fn widely_shown(index: &Index) -> Result<Vec<Hits>> {
    let mut all = shown(index)?;
    all.push(index.search(&[dossier(0), dossier(1)], &Query { limit: 500, ..query("schade") })?);
    Ok(all)
}

/// The files with something in them.
fn sealed(all: &[(PathBuf, Vec<u8>)]) -> impl Iterator<Item = (&PathBuf, &Vec<u8>)> {
    all.iter().filter(|(_, good)| !good.is_empty()).map(|(path, good)| (path, good))
}

fn flip(path: &Path, good: &[u8], at: usize) {
    let mut bad = good.to_vec();
    bad[at] ^= 0x20;
    fs::write(path, &bad).expect("writes");
}

#[test]
fn p055_a_flipped_byte_in_any_file_is_noticed_or_of_no_effect() {
    let bench = bench();
    let right = widely_shown(&large(&bench)).expect("searches");
    let all = files(bench.dir.path());
    let (mut anew, mut noticed, mut same) = (0, 0, 0);
    for (path, good) in sealed(&all) {
        let step = (good.len() / 12).max(1);
        for at in (0..good.len()).step_by(step).chain([good.len() - 1]) {
            flip(path, good, at);
            let index = bench.open_with(0);
            let place = || format!("{} byte {at}", path.display());
            match (index.seq(), widely_shown(&index)) {
                (0, _) => anew += 1,
                (_, Ok(hits)) => {
                    assert_eq!(hits, right, "{}", place());
                    same += 1;
                }
                (_, Err(Error::Integrity)) => {
                    assert!(index.is_damaged(), "{}", place());
                    noticed += 1;
                }
                (_, Err(other)) => panic!("{}: {other:?}", place()),
            }
            drop(index);
            restore(bench.dir.path(), &all);
        }
    }
    assert!(anew > 20 && noticed > 10, "anew {anew} noticed {noticed} same {same}");
}

#[test]
fn p055_an_open_index_notices_what_is_changed_behind_its_back() {
    let bench = bench();
    let right = widely_shown(&large(&bench)).expect("searches");
    let all = files(bench.dir.path());
    let mut noticed = BTreeSet::new();
    for (path, good) in sealed(&all) {
        for (cache, quarter) in [(0, 1), (0, 2), (0, 3), (1 << 20, 2)] {
            let index = bench.open_with(cache);
            index.verify().expect("whole");
            if cache > 0 {
                assert_eq!(widely_shown(&index).expect("searches"), right);
            }
            flip(path, good, good.len() * quarter / 4);
            match widely_shown(&index) {
                Ok(hits) => assert_eq!(hits, right, "{}", path.display()),
                Err(Error::Integrity) => {
                    assert!(index.is_damaged());
                    noticed.insert(path.extension().expect("a kind").to_owned());
                }
                Err(other) => panic!("{}: {other:?}", path.display()),
            }
            // whatever is kept in memory, reading everything anew comes upon it
            assert!(matches!(index.verify(), Err(Error::Integrity)), "{} {quarter}", path.display());
            assert!(index.is_damaged());
            drop(index);
            restore(bench.dir.path(), &all);
        }
    }
    // what searches read while they run; the rest is read when the index is opened
    assert!(noticed.contains("idx".as_ref() as &std::ffi::OsStr), "{noticed:?}");
    assert!(noticed.contains("store".as_ref() as &std::ffi::OsStr), "{noticed:?}");
}

/// Puts the files back as they were.
fn restore(root: &Path, all: &[(PathBuf, Vec<u8>)]) {
    for generation in generations(root).expect("reads") {
        fs::remove_dir_all(home(root, generation)).expect("removes");
    }
    for (path, content) in all {
        fs::create_dir_all(path.parent().expect("a folder")).expect("makes");
        fs::write(path, content).expect("writes");
    }
}
