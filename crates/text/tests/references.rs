//! How well references are recognised, on sentences that were labelled by hand.

#[path = "references/labelled.rs"]
mod labelled;

use labelled::{FRESH, KEPT, SEEN, Score, UNSEEN};

fn score(labelled: &str) -> Score {
    let score = labelled::score(labelled, &mut |what, key, text| println!("{what}: {key} in {text}"));
    println!("{} right of {} found and {} labelled", score.right, score.found, score.labelled);
    score
}

/// Whether references are recognised as well as is said of these sentences, of which there are so many.
fn reaches(score: Score, labelled: usize, precision: f64, recall: f64) {
    assert!(score.labelled >= labelled, "{score:?}");
    assert!(score.precision() >= precision, "{score:?}");
    assert!(score.recall() >= recall, "{score:?}");
}

#[test]
fn precision_and_recall_on_labelled_sentences() {
    reaches(score(SEEN), 120, 0.99, 0.97);
}

#[test]
fn precision_and_recall_on_sentences_that_no_rule_was_made_with() {
    // at the first look 82 of 85 found were right, and 98 were labelled; the plain faults that it showed
    // are mended since
    reaches(score(UNSEEN), 90, 0.97, 0.97);
}

#[test]
fn precision_and_recall_on_sentences_by_another_hand() {
    reaches(score(FRESH), 700, 0.99, 0.97);
    // of these no difference is shown: whoever mends a rule sees their figures alone
    let kept = labelled::score(KEPT, &mut |_, _, _| {});
    println!("kept: {} right of {} found and {} labelled", kept.right, kept.found, kept.labelled);
    reaches(kept, 250, 0.96, 0.90);
}
