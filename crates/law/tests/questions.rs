//! Whether questions find the articles that answer them: in clients' own words, in the law's, and
//! by headings. Without the samples these tests say that they were skipped.

#![expect(clippy::expect_used, clippy::panic, reason = "helpers of a test may fail loudly")]

#[path = "questions/set.rs"]
mod set;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use legalmind_law::{
    Law,
    library::{Library, Snapshot, catalogue::OnDay, everyday, search::Asking},
};
use legalmind_search::Analyser;
use legalmind_text::{compound::Compounds, reference};
use set::{BLIND, DAY, FRESH, Question, SEEN, STATUTORY, UNSEEN, headings, missed, read};

fn samples() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/samples");
    let there = folder.join("wetten_bwb_xml").is_dir();
    if !there {
        println!("skipped: the samples of law are not there");
    }
    there.then_some(folder)
}

fn compounds() -> Option<Compounds> {
    let list = std::fs::read("/usr/share/dict/dutch");
    if list.is_err() {
        println!("skipped: Debian's wdutch is not installed");
    }
    list.ok().map(|list| Compounds::from_list(&list))
}

fn share(questions: &[Question], missed: usize) -> f64 {
    1.0 - missed as f64 / questions.len() as f64
}

/// Recall, as typed and widened.
fn both(now: &Snapshot, name: &str, questions: &[Question]) -> (f64, f64) {
    let of = |asking| share(questions, missed(now, questions, asking).expect("a search").len());
    let (typed, widened) = (of(Asking::AsTyped), of(Asking::Widened));
    println!(
        "{name}: {} questions, recall@10 {typed:.3} as typed, {widened:.3} also in the law's words",
        questions.len()
    );
    (typed, widened)
}

fn in_force(now: &Snapshot, key: &str) -> bool {
    let mut parts = key.splitn(2, ':');
    let (law, number) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    now.catalogue.laws.values().any(|known| {
        let book = reference::by_number(&known.number.to_lowercase()).map_or("", |(_, book)| book);
        let plain = number.strip_prefix(&format!("{book}:")).unwrap_or(number);
        let OnDay::State(state) = known.on(DAY) else { return false };
        reference::key_of(&known.number) == law
            && [number, plain].iter().any(|it| now.provision(state, it).is_ok_and(|found| found.is_some()))
    })
}

/// Every entry of the index of everyday words names an article of its law.
fn everyday_words_have_a_place(now: &Snapshot) {
    for everyday::Entry { law, number, .. } in everyday::shipped() {
        let Some(OnDay::State(state)) = now.catalogue.laws.get(law).map(|known| known.on(DAY)) else {
            panic!("{law} is not in the library");
        };
        assert!(now.provision(state, number).is_ok_and(|it| it.is_some()), "{law} has no article {number}");
    }
}

#[test]
fn questions_find_the_articles_that_answer_them() {
    let (Some(samples), Some(compounds)) = (samples(), compounds()) else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("law");
    let files = ["wetten_bwb_xml", "avg_nl", "wetversies_bwb"].map(|name| samples.join(name));
    let law = Law::open(&root, compounds.clone()).expect("a library");
    law.import(&files, &mut |_, _| {}).expect("an import");
    drop(law);
    let library = Library::open(&root, Arc::new(Analyser::new(compounds))).expect("a library");
    let now = library.now().expect("a snapshot");
    everyday_words_have_a_place(&now);

    let [seen, unseen, blind, fresh, statutory] =
        [SEEN, UNSEEN, BLIND, FRESH, STATUTORY].map(|set| read(set, &now).expect("questions"));
    assert!(seen.len() >= 120 && unseen.len() >= 60 && blind.len() >= 120 && statutory.len() >= 60);
    for question in [&seen, &unseen, &blind, &fresh, &statutory].into_iter().flatten() {
        for answer in &question.answers {
            assert!(in_force(&now, answer), "{}: {answer} is not in the library", question.words);
        }
    }
    let (_, seen_found) = both(&now, "in clients' words, seen", &seen);
    let (as_typed, unseen_found) = both(&now, "in clients' words, unseen", &unseen);
    let (_, blind_found) = both(&now, "in clients' words, blind", &blind);
    let (_, fresh_found) = both(&now, "in clients' words, fresh", &fresh);
    let sets = [(&seen, seen_found), (&unseen, unseen_found), (&blind, blind_found), (&fresh, fresh_found)];
    let all: usize = sets.iter().map(|(set, _)| set.len()).sum();
    let whole = sets.iter().map(|(set, found)| found * set.len() as f64).sum::<f64>() / all as f64;
    println!("in clients' words, all {all}: {whole:.3}");
    assert!(whole >= 0.65 && unseen_found >= 0.7 && blind_found >= 0.62 && unseen_found > as_typed);

    let (typed, widened) = both(&now, "in the law's words", &statutory);
    assert!(widened >= typed && widened >= 0.95, "the thesaurus takes from those who know the law");
    let headed = headings(&now).expect("headings");
    let (typed, widened) = both(&now, "headings", &headed);
    assert!(widened >= typed && widened >= 0.98);
}
