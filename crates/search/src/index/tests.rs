//! What is found, what is not, and that nothing but what was written is ever shown.

use legalmind_core::{CharRange, DocumentId, PageNumber};
use legalmind_seal::{OsChance, SystemClock};
use legalmind_text::compound::Compounds;
use uuid::Uuid;

use super::*;

const LIST: &str = "huur\novereenkomst\novereenkomsten\nkoop\nopzeg\ntermijn\nschade\nvergoeding\n";

struct Bench {
    dir: tempfile::TempDir,
    key: Arc<TenantKey>,
    world: World,
    analyser: Arc<Analyser>,
}

fn bench() -> Bench {
    let world = World::new(SystemClock, OsChance);
    let analyser = Arc::new(Analyser::new(Compounds::from_list(LIST.as_bytes())));
    let key = Arc::new(TenantKey::generate(&world).expect("a key"));
    Bench { dir: tempfile::tempdir().expect("a directory"), key, world, analyser }
}

impl Bench {
    fn open(&self) -> Index {
        self.open_with(1 << 20)
    }

    fn open_with(&self, cache: usize) -> Index {
        let (key, analyser) = (Arc::clone(&self.key), Arc::clone(&self.analyser));
        Index::open(self.dir.path(), key, analyser, self.world.clone(), cache).expect("opens")
    }
}

fn dossier(n: u128) -> DossierId {
    DossierId::from_uuid(Uuid::from_u128(0xd000 + n))
}

fn version(n: u128) -> VersionId {
    VersionId::from_uuid(Uuid::from_u128(0xe000 + n))
}

/// A version of one passage.
fn passage(n: u128, dossier: DossierId, text: &str) -> Passage {
    Passage {
        id: PassageId::from_uuid(Uuid::from_u128(n)),
        version: version(n),
        document: DocumentId::from_uuid(Uuid::from_u128(0xf000 + n)),
        dossier,
        ordinal: 0,
        page: PageNumber(3),
        range: CharRange { start: 0, end: u32::try_from(text.chars().count()).expect("short") },
        text: text.to_owned(),
        heading: Some("Artikel 5 Opzegging".to_owned()),
    }
}

const TEXTS: &[&str] = &[
    "De huurovereenkomst eindigt op 1 juli zonder dat opzegging nodig is.",
    "Partijen sloten een overeenkomst tot huur van een bedrijfsruimte.",
    "Op grond van artikel 162, eerste lid, van Boek 6 van het Burgerlijk Wetboek is hij aansprakelijk.",
    "Zie ECLI:NL:HR:2016:162 en art. 6:74 BW.",
    "The parties shall terminate the agreements in writing.",
    "De schade wordt vergoed naar redelijkheid; het bedrag is € 12.500,00.",
];

fn filled(bench: &Bench) -> Index {
    let index = bench.open();
    for (n, text) in (1..).zip(TEXTS) {
        index.put(version(n), &[passage(n, dossier(n % 2), text)]).expect("puts");
    }
    index.commit(6).expect("commits");
    index
}

fn query(text: &str) -> Query {
    Query { text: text.to_owned(), limit: 10, ..Query::default() }
}

fn found(index: &Index, text: &str) -> Vec<u128> {
    let hits = index.search(&[dossier(0), dossier(1)], &query(text)).expect("searches");
    assert_eq!(hits.total, hits.hits.len());
    let mut found: Vec<u128> = hits.hits.iter().map(|hit| hit.passage.uuid().as_u128()).collect();
    found.sort_unstable();
    found
}

#[test]
fn inflection_and_compounds_find_each_other() {
    let index = filled(&bench());
    assert_eq!(found(&index, "huurovereenkomsten"), [1, 2]);
    assert_eq!(found(&index, "overeenkomst huur"), [1, 2]);
    assert_eq!(found(&index, "party agreement"), [5]);
    assert_eq!(found(&index, "SCHADE"), [6]);
    assert_eq!(found(&index, "bedrijfsruïmte"), [2]);
    // the damage is compensated there: both parts, one of them as a verb
    assert_eq!(found(&index, "schadevergoeding"), [6]);
}

/// What a search finds, best first, and whether that holds less than was asked.
fn ranked(index: &Index, text: &str) -> (Vec<u128>, bool) {
    let hits = index.search(&[dossier(0), dossier(1)], &query(text)).expect("searches");
    (hits.hits.iter().map(|hit| hit.passage.uuid().as_u128()).collect(), hits.relaxed)
}

#[test]
fn a_compound_is_itself_before_its_parts_and_one_part_is_only_better_than_nothing() {
    let bench = bench();
    let index = bench.open();
    let put = |n, text| index.put(version(n), &[passage(n, dossier(1), text)]).expect("puts");
    put(1, "De schade is gering.");
    put(2, "Hij vorderde vergoeding van de schade die hij daardoor leed, met rente en kosten.");
    put(3, "De vordering tot schadevergoeding, met rente en kosten, is nog niet verjaard.");
    put(4, "De koop is ontbonden.");
    index.commit(1).expect("commits");
    assert_eq!(ranked(&index, "schadevergoeding"), (vec![3, 2], false));
    assert_eq!(ranked(&index, "schadevergoedingen verjaard"), (vec![3], false));
    assert_eq!(ranked(&index, "koopovereenkomst"), (vec![4], true));
    assert_eq!(ranked(&index, "huurtermijn"), (vec![], false));
    index.remove(version(2)).expect("removes");
    index.remove(version(3)).expect("removes");
    index.commit(2).expect("commits");
    assert_eq!(ranked(&index, "schadevergoeding"), (vec![1], true));
}

fn put_in_order(index: &Index) {
    while let Some(joining) = index.join().expect("begins") {
        joining.wait().expect("joins");
        index.joined().expect("shows");
    }
}

#[test]
fn what_many_commits_left_behind_is_put_in_order_and_found_as_before() {
    let bench = bench();
    let index = bench.open();
    for n in 1..=6 {
        index.put(version(n), &[passage(n, dossier(n % 2), "De borgtocht van de huurder.")]).expect("puts");
        index.commit(u64::try_from(n).expect("small")).expect("commits");
    }
    index.remove(version(4)).expect("removes");
    index.commit(7).expect("commits");
    let segments = || index.live().snapshot().searcher.segment_readers().len();
    let files = || std::fs::read_dir(home(bench.dir.path(), 1)).expect("a folder").count();
    let (many, before) = (files(), found(&index, "borgtochten"));
    assert_eq!((segments(), before.as_slice(), index.seq()), (5, [1, 2, 3, 5, 6].as_slice(), 7));
    put_in_order(&index);
    assert_eq!((segments(), found(&index, "borgtochten"), index.seq()), (1, before, 7));
    assert!(files() < many, "what was joined is not kept twice");
    // it goes on from there
    index.put(version(9), &[passage(9, dossier(1), "Nog een borgtocht.")]).expect("puts");
    index.commit(8).expect("commits");
    drop(index);
    let again = bench.open();
    assert_eq!((found(&again, "borgtocht").len(), again.seq()), (6, 8));
}

#[test]
fn an_index_that_is_closed_while_segments_are_joined_is_whole() {
    let bench = bench();
    let mut begun = 0;
    for round in 0..4 {
        let index = bench.open();
        for n in 1..=4 {
            index.put(version(n), &[passage(n, dossier(1), "De borgtocht van de huurder.")]).expect("puts");
            index.commit(round * 4 + u64::try_from(n).expect("small")).expect("commits");
        }
        begun += usize::from(index.join().expect("begins").is_some());
    }
    assert!(begun > 0);
    let index = bench.open();
    index.verify().expect("as it was written");
    assert_eq!((found(&index, "borgtocht"), index.seq()), (vec![1, 2, 3, 4], 16));
    put_in_order(&index);
    assert_eq!(found(&index, "borgtocht"), [1, 2, 3, 4]);
}

#[test]
fn what_was_put_is_not_lost_where_putting_in_order_fails() {
    let bench = bench();
    let index = filled(&bench);
    index.put(version(9), &[passage(9, dossier(1), "De borgtocht is hoofdelijk.")]).expect("puts");
    let (meta, aside) = (home(bench.dir.path(), 1).join(META), bench.dir.path().join("aside"));
    std::fs::rename(&meta, &aside).expect("gone for a moment");
    assert!(index.joined().is_err());
    std::fs::rename(&aside, &meta).expect("back");
    index.commit(7).expect("commits");
    assert_eq!((found(&index, "borgtocht"), index.seq()), (vec![9], 7));
}

#[test]
fn phrases_are_exact() {
    let index = filled(&bench());
    assert_eq!(found(&index, "\"overeenkomst tot huur\""), [2]);
    assert_eq!(found(&index, "\"huur tot overeenkomst\""), Vec::<u128>::new());
    assert_eq!(found(&index, "\"overeenkomsten tot huur\""), Vec::<u128>::new());
    assert_eq!(found(&index, "12.500,00"), [6]);
}

#[test]
fn references_are_found_in_any_spelling() {
    let index = filled(&bench());
    for text in ["art. 6:162 lid 1 BW", "6:162 BW", "artikel 162 van Boek 6 BW", "6:162(1) bw"] {
        assert_eq!(found(&index, text), [3], "{text}");
    }
    assert_eq!(found(&index, "ecli nl hr 2016 162"), [4]);
    assert_eq!(found(&index, "art. 6:74 van het Burgerlijk Wetboek"), [4]);
    assert_eq!(found(&index, "art. 6:75 BW"), Vec::<u128>::new());
}

#[test]
fn a_quoted_reference_is_found_in_any_spelling_and_the_words_beside_it_stay_exact() {
    let bench = bench();
    let index = bench.open();
    for (n, text) in (1..).zip([
        "Dat kan op grond van artikel 6:94 Burgerlijk Wetboek worden gematigd.",
        "Dat kan op grond van art. 94, eerste lid, van Boek 6 BW worden gematigd.",
        "Dat kan op basis van artikel 6:94 BW; vergelijk ECLI:NL:HR:2016:162 en wat volgt.",
        "Van 6 tot 94 procent, aldus het BW; matiging op grond van redelijkheid.",
    ]) {
        index.put(version(n), &[passage(n, dossier(1), text)]).expect("puts");
    }
    index.commit(1).expect("commits");
    for spelling in ["6:94 BW", "artikel 6:94 van het Burgerlijk Wetboek", "art 94 boek 6 bw"] {
        assert_eq!(found(&index, &format!("\"{spelling}\"")), [1, 2, 3], "{spelling}");
        assert_eq!(found(&index, &format!("\"op grond van {spelling}\"")), [1, 2], "{spelling}");
        assert_eq!(found(&index, &format!("“grond van {spelling} worden gematigd”")), [1, 2], "{spelling}");
        assert_eq!(found(&index, &format!("\"grond {spelling}\"")), Vec::<u128>::new(), "{spelling}");
    }
    assert_eq!(found(&index, "\"6:94 lid 1 BW\""), [2]);
    assert_eq!(found(&index, "\"vergelijk ecli nl hr 2016 162 en wat\""), [3]);
    assert_eq!(found(&index, "\"ECLI:NL:HR:2016:163\""), Vec::<u128>::new());
}

#[test]
fn p047_what_is_not_visible_is_neither_shown_nor_counted() {
    let index = filled(&bench());
    let all = Query {
        matching: Matching::Any,
        ..query("de partijen overeenkomst huur BW schade huurovereenkomst grond")
    };
    for limit in [0, 1, 10] {
        let asked = Query { limit, ..all.clone() };
        assert_eq!(index.search(&[dossier(0)], &asked).expect("searches").total, 3);
        assert_eq!(index.search(&[dossier(1)], &asked).expect("searches").total, 2);
        assert_eq!(index.search(&[dossier(7)], &asked).expect("searches").total, 0);
        assert_eq!(index.search(&[], &asked).expect("searches").total, 0);
    }
    let hits = index.search(&[dossier(0)], &all).expect("searches").hits;
    assert!(hits.iter().all(|hit| hit.dossier == dossier(0)) && !hits.is_empty());
    let ids: Vec<PassageId> = (1..=6).map(|n| PassageId::from_uuid(Uuid::from_u128(n))).collect();
    assert!(index.get(&[dossier(0)], &ids, "x").expect("gets").iter().all(|hit| hit.dossier == dossier(0)));
}

#[test]
fn pages_of_hits_follow_each_other_and_some_words_are_better_than_none() {
    let index = filled(&bench());
    let both = [dossier(0), dossier(1)];
    let page = |offset| {
        let query =
            Query { matching: Matching::Any, limit: 2, offset, ..query("huur overeenkomst opzegging") };
        index
            .search(&both, &query)
            .expect("searches")
            .hits
            .into_iter()
            .map(|hit| hit.passage)
            .collect::<Vec<_>>()
    };
    let (first, second) = (page(0), page(2));
    assert_eq!(first.len(), 2);
    assert!(second.iter().all(|id| !first.contains(id)));
    let relaxed = index.search(&both, &query("huurovereenkomst kanarievogel")).expect("searches");
    assert!(relaxed.relaxed && relaxed.total > 0);
    let hit = &relaxed.hits[0];
    assert_eq!((hit.page, hit.heading.as_deref()), (PageNumber(3), Some("Artikel 5 Opzegging")));
    assert!(hit.snippet.iter().any(|f| f.marked && f.text == "huurovereenkomst"), "{:?}", hit.snippet);
}

#[test]
fn versions_are_replaced_removed_and_kept_over_a_restart() {
    let bench = bench();
    let index = filled(&bench);
    index
        .put(version(1), &[passage(1, dossier(1), "Een geheel andere tekst over erfdienstbaarheid.")])
        .expect("puts");
    index.remove(version(2)).expect("removes");
    assert_eq!(found(&index, "huurovereenkomst"), [1, 2], "not before the commit");
    index.commit(8).expect("commits");
    assert_eq!(found(&index, "huurovereenkomst"), Vec::<u128>::new());
    assert_eq!(found(&index, "erfdienstbaarheid"), [1]);
    assert!(matches!(
        Index::open(
            bench.dir.path(),
            Arc::clone(&bench.key),
            Arc::clone(&bench.analyser),
            bench.world.clone(),
            0
        ),
        Err(Error::Busy)
    ));
    drop(index);
    let index = bench.open();
    assert_eq!((index.seq(), found(&index, "erfdienstbaarheid")), (8, vec![1]));
    index.rebuild().expect("rebuilds");
    assert_eq!((index.seq(), found(&index, "erfdienstbaarheid")), (0, vec![]));
}

#[test]
fn another_word_list_or_key_makes_the_index_anew() {
    let mut bench = bench();
    drop(filled(&bench));
    bench.analyser = Arc::new(Analyser::default());
    assert_eq!(bench.open().seq(), 0);
    bench.key = Arc::new(TenantKey::generate(&bench.world).expect("a key"));
    assert_eq!(bench.open().seq(), 0);
}

/// All files under a directory, with their content.
fn files(root: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut out = Vec::new();
    for entry in fs::read_dir(root).expect("reads").flatten() {
        let path = entry.path();
        if path.is_dir() {
            out.extend(files(&path))
        } else {
            out.push((path.clone(), fs::read(&path).expect("reads")))
        }
    }
    out.sort();
    out
}

#[test]
fn p055_no_word_of_a_passage_is_readable_on_disk() {
    let bench = bench();
    let index = bench.open();
    index
        .put(version(1), &[passage(1, dossier(1), "Het zegelwoord kwikstaartje staat hier; art. 6:162 BW.")])
        .expect("puts");
    index.commit(1).expect("commits");
    assert_eq!(found(&index, "kwikstaartje"), [1]);
    drop(index);
    let all = files(bench.dir.path());
    assert!(all.len() > 3);
    for (path, content) in all {
        for canary in ["kwikstaart", "zegelwoord", "bw:6:162", "segment"] {
            assert!(
                !content.windows(canary.len()).any(|w| w.eq_ignore_ascii_case(canary.as_bytes())),
                "{}",
                path.display()
            );
        }
    }
}

/// What a search shows, in one comparable form.
fn shown(index: &Index) -> Result<Vec<Hits>> {
    let both = [dossier(0), dossier(1)];
    ["huurovereenkomst", "\"overeenkomst tot huur\"", "6:162 BW", "terminate", "schade redelijkheid"]
        .iter()
        .map(|text| index.search(&both, &query(text)))
        .collect()
}

#[test]
fn an_index_made_at_once_shows_what_one_made_step_by_step_shows() {
    let (slow, fast) = (bench(), bench());
    let (one, two) = (slow.open(), filled(&fast));
    for round in 0..3 {
        for (n, text) in (1..).zip(TEXTS) {
            let text = if round < 2 { "voorlopige tekst over huur" } else { text };
            one.put(version(n), &[passage(n, dossier(n % 2), text)]).expect("puts");
            one.commit(u64::try_from(n).expect("small")).expect("commits");
        }
    }
    let ids = |hits: Vec<Hits>| {
        let of = |hits: Hits| {
            let mut ids: Vec<_> =
                hits.hits.into_iter().map(|hit| (hit.passage, hit.text, hit.snippet)).collect();
            ids.sort_by_key(|(id, ..)| *id);
            (hits.total, ids)
        };
        hits.into_iter().map(of).collect::<Vec<_>>()
    };
    assert_eq!(ids(shown(&one).expect("searches")), ids(shown(&two).expect("searches")));
}

#[test]
fn thousands_of_dossiers_are_one_filter() {
    let bench = bench();
    let index = bench.open();
    for n in 1..=300 {
        index.put(version(n), &[passage(n, dossier(n), "een woord over huur")]).expect("puts");
    }
    index.commit(300).expect("commits");
    let visible: Vec<DossierId> = (101..5_000).map(dossier).collect();
    assert_eq!(index.search(&visible, &query("huur")).expect("searches").total, 200);
}

mod damage;
