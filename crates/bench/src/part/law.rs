//! Public law: how fast it is read and looked up, how well references are recognised, and whether
//! articles are found by headings and by questions.

#[path = "../../../text/tests/references/labelled.rs"]
mod labelled;
#[path = "../../../law/tests/questions/set.rs"]
mod set;

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context, Result, anyhow, ensure};
use legalmind_core::{Actor, Ctx, Id, account::Role};
use legalmind_law::{
    Law,
    library::{Library, search::Asking},
    meaning::Meaning,
    verdict::Subject,
};
use legalmind_search::Analyser;
use legalmind_text::{compound::Compounds, reference};

use super::retrieval::Counted;
use crate::{
    corpus::files,
    figure::{Bar, Sheet, now},
};
use labelled::{FRESH, KEPT, SEEN, UNSEEN};
use set::{DAY, Question};

const RUNS: usize = 3;
/// How often each reference is looked up.
const LOOKS: usize = 200;
/// Where Debian keeps its Dutch words.
const WORDS: &str = "/usr/share/dict/dutch";

/// Measures the law.
pub async fn run(samples: &Path, work: &Path, embeddings: &[String], sheet: &mut Sheet) -> Result<()> {
    println!("law");
    let compounds = Compounds::from_list(&fs::read(WORDS).unwrap_or_default());
    let laws = samples.join("wetten_bwb_xml");
    let mut speeds = Vec::new();
    for number in 0..RUNS {
        let law = Law::open(&work.join(number.to_string()), compounds.clone())?;
        let began = now();
        let tally = law.import(std::slice::from_ref(&laws), &mut |_, _| {})?;
        speeds.push(tally.added as f64 / began.elapsed().as_secs_f64());
        ensure!(tally.failed == 0, "a sample law is not read");
        ensure!(tally.articles == printed(&laws)?, "an article is lost");
    }
    sheet.put(
        "law_import_per_second",
        "sample laws read into the library a second, every article counted",
        "laws/s",
        Some(Bar::AtLeast(30.0)),
        &speeds,
    );
    let root = work.join("0");
    let law = Law::open(&root, compounds.clone())?;
    law.import(
        &[samples.join("avg_nl"), samples.join("rechtspraak_xml"), samples.join("wetversies_bwb")],
        &mut |_, _| {},
    )?;
    look_ups(&law, sheet)?;
    recognition(samples, sheet)?;
    recognised(sheet);
    drop(law);
    let library = Library::open(&root, Analyser::new(compounds).into())?;
    questions(&library, sheet)?;
    if let [url, model] = embeddings {
        by_meaning(&library, Counted::at(url, model)?, sheet).await?;
    }
    Ok(())
}

/// The articles that stand in the files themselves.
fn printed(laws: &Path) -> Result<u64> {
    let mut count = 0;
    for path in files(laws, "xml")? {
        let xml = fs::read_to_string(path)?;
        count += xml.matches("<artikel ").count() + xml.matches("<artikel>").count();
    }
    for path in files(laws, "csv")? {
        count += fs::read_to_string(path)?.matches("\nBWBR").count();
    }
    Ok(count as u64)
}

fn look_ups(law: &Law, sheet: &mut Sheet) -> Result<()> {
    let asked = [
        "art. 6:162 lid 1 BW",
        "artikel 8:54, eerste lid, aanhef en onder b, van de Algemene wet bestuursrecht",
        "art. 28 lid 3 aanhef en onder h AVG",
        "7:653 BW",
        "jci1.3:c:BWBR0005289&artikel=74",
        "ECLI:NL:HR:1996:AA1849, r.o. 3.2",
    ];
    let mut times = Vec::new();
    for _ in 0..RUNS {
        let began = now();
        for _ in 0..LOOKS {
            for text in asked {
                let found = law.check(text, DAY, DAY)?;
                let known = found.first().and_then(|it| it.subject.as_ref());
                ensure!(
                    matches!(known, Some(Subject::Provision(_) | Subject::Decision(_))),
                    "{text} is not found"
                );
            }
        }
        times.push(began.elapsed().as_secs_f64() * 1e3 / (LOOKS * asked.len()) as f64);
    }
    sheet.put(
        "law_look_up_ms",
        "one reference, in any spelling, looked up with its text on a day",
        "ms",
        Some(Bar::AtMost(1.0)),
        &times,
    );
    Ok(())
}

fn recognition(samples: &Path, sheet: &mut Sheet) -> Result<()> {
    let mut text = String::new();
    let mut paths: Vec<PathBuf> = files(&samples.join("rechtspraak_xml"), "xml")?;
    paths.extend(files(&samples.join("wetten_bwb_xml"), "csv")?);
    for path in paths {
        text.push_str(&plain(&fs::read_to_string(path)?));
    }
    ensure!(!text.is_empty(), "there are no texts");
    let mut speeds = Vec::new();
    for _ in 0..RUNS {
        let began = now();
        let mut found = 0;
        for _ in 0..4 {
            found = reference::find(&text).len();
        }
        speeds.push(4.0 * text.len() as f64 / 1e6 / began.elapsed().as_secs_f64());
        ensure!(found > 1_000, "no references");
    }
    sheet.put(
        "reference_recognition_mb_per_second",
        "text of decisions and of a law in which references are recognised a second",
        "MB/s",
        Some(Bar::AtLeast(50.0)),
        &speeds,
    );
    Ok(())
}

/// The words of an XML text.
fn plain(xml: &str) -> String {
    let mut out = String::with_capacity(xml.len());
    let mut inside = false;
    for c in xml.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => {
                inside = false;
                out.push(' ');
            }
            _ if !inside => out.push(c),
            _ => {}
        }
    }
    out
}

/// Precision and recall on labelled sentences: those that the rules were made with, and others.
fn recognised(sheet: &mut Sheet) {
    for (name, sentences, which) in [
        ("reference", SEEN, "that the rules were made with (crates/text/tests/references.txt)"),
        (
            "reference_unseen",
            UNSEEN,
            "labelled before any rule was made for them, and looked at since (crates/text/tests/references-unseen.txt)",
        ),
        ("reference_fresh", FRESH, "the same by another hand (crates/text/tests/references-fresh.txt)"),
        ("reference_kept", KEPT, "by that hand, kept apart (crates/text/tests/references-kept.txt)"),
    ] {
        let score = labelled::score(sentences, &mut |what, key, text| {
            if sentences != KEPT {
                println!("  {what}: {key} in {text}");
            }
        });
        let what = format!("{} references in sentences labelled by hand, {which}", score.labelled);
        sheet.put(
            &format!("{name}_precision"),
            &format!("precision: {what}"),
            "",
            Some(Bar::AtLeast(0.99)),
            &[score.precision()],
        );
        sheet.put(
            &format!("{name}_recall"),
            &format!("recall: {what}"),
            "",
            Some(Bar::AtLeast(0.97)),
            &[score.recall()],
        );
    }
}

/// Whether articles are found: by their headings, by questions in clients' own words, and by ones in
/// the law's; one of the articles that answer a question is enough.
fn questions(library: &Library, sheet: &mut Sheet) -> Result<()> {
    let now = library.now()?;
    let read = |set| set::read(set, &now).map_err(|line| anyhow!("no question: {line}"));
    let recall = |questions: &[Question], asking| -> Result<f64> {
        let missed = set::missed(&now, questions, asking)?.len();
        Ok(1.0 - missed as f64 / questions.len() as f64)
    };
    let (seen, unseen, statutory) = (read(set::SEEN)?, read(set::UNSEEN)?, read(set::STATUTORY)?);
    let (blind, fresh) = (read(set::BLIND)?, read(set::FRESH)?);
    let headed = set::headings(&now)?;
    let mut whole = 0.0;
    for (name, what, questions, bar) in [
        ("heading", "for the words of their own heading", &headed, Some(0.98)),
        ("statutory", "for questions in the law's own words", &statutory, None),
        ("clients_seen", "for questions in clients' words that the thesaurus was made with", &seen, None),
        ("clients_unseen", "for questions in clients' words written after the thesaurus", &unseen, None),
        (
            "clients_blind",
            "for questions in clients' words written by others, and never looked at",
            &blind,
            None,
        ),
        ("clients_fresh", "for questions in clients' words by another hand", &fresh, None),
    ] {
        let widened = recall(questions, Asking::Widened)?;
        let what =
            format!("articles among the ten best {what}, {} questions, without a model", questions.len());
        sheet.put(&format!("law_{name}_recall_at_10"), &what, "", bar.map(Bar::AtLeast), &[widened]);
        let typed = recall(questions, Asking::AsTyped)?;
        sheet.put(&format!("law_{name}_typed_recall_at_10"), "the same as typed", "", None, &[typed]);
        if name.starts_with("clients") {
            whole += widened * questions.len() as f64;
        }
    }
    let count = seen.len() + unseen.len() + blind.len() + fresh.len();
    sheet.put(
        "law_clients_recall_at_10",
        &format!("articles among the ten best for all {count} questions in clients' words, without a model"),
        "",
        Some(Bar::AtLeast(0.65)),
        &[whole / count as f64],
    );
    Ok(())
}

/// The same with what a question means: both together, and that alone.
async fn by_meaning(library: &Library, embed: Counted, sheet: &mut Sheet) -> Result<()> {
    let (now, ctx) = (library.now()?, nobody());
    let meaning = Arc::new(Meaning::open(library, Arc::new(embed))?);
    let made = meaning.catch_up(library, &ctx).await?;
    println!("  {made} entries have a vector");
    let (mut count, mut whole) = (0.0, 0.0);
    for (name, set) in CLIENTS {
        let questions = set::read(set, &now).map_err(|line| anyhow!("no question: {line}"))?;
        let (mut both, mut alone) = (0.0, 0.0);
        for question in &questions {
            let asked = meaning.question(&ctx, &question.words).await.context("a question got no vector")?;
            both += f64::from(u8::from(set::finds(&now, question, Asking::Meant(asked.meant()))?));
            let nearest = now.index_of_everyday_words().nearest(asked.meant(), set::PLACES);
            let mut keys = nearest.iter().map(|(entry, _)| set::article_key(&entry.law, &entry.number));
            alone += f64::from(u8::from(keys.any(|key| question.answers.contains(&key))));
        }
        let all = questions.len() as f64;
        let what = format!("articles among the ten best, by words and meaning, {name}, {all} questions");
        sheet.put(&format!("law_clients_{name}_embedded_recall_at_10"), &what, "", None, &[both / all]);
        let what = "the same by meaning alone";
        sheet.put(&format!("law_clients_{name}_meaning_recall_at_10"), what, "", None, &[alone / all]);
        count += all;
        whole += both;
    }
    let what = format!(
        "articles among the ten best for all {count} questions in clients' words, by words and meaning"
    );
    sheet.put("law_clients_embedded_recall_at_10", &what, "", Some(Bar::AtLeast(0.80)), &[whole / count]);
    Ok(())
}

/// The sets of questions in clients' words.
const CLIENTS: [(&str, &str); 4] =
    [("seen", set::SEEN), ("unseen", set::UNSEEN), ("blind", set::BLIND), ("fresh", set::FRESH)];

/// A context of no firm.
#[expect(clippy::disallowed_methods, reason = "what is measured is of no firm")]
fn nobody() -> Ctx {
    let world = legalmind_seal::world::system();
    Ctx::issue(Id::new(&world), Actor::Operator, Role::ReadOnly, Id::new(&world), world.now(), "bench")
}
