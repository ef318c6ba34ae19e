//! Any sequence of our operations: rejected, the text is what it was; accepted, it is what was
//! meant. What is meant is said by a model that knows nothing but strings.
//!
//! `LEGALMIND_CASES=100000` runs so many sequences.

use std::sync::OnceLock;

use legalmind_docx::{Choice, Decision, Edit, Error, Package, View};
use proptest::{prelude::*, sample::Index, test_runner::TestRunner};

use super::support::{at, open_samples, p, package, tracked, whole};

/// An operation before it knows the text it meets.
#[derive(Debug, Clone)]
enum Wish {
    Replace(Index, Index, Index, String),
    Insert(Index, Index, String),
    DeleteParagraph(Index),
    InsertParagraphs(Index, Vec<String>),
    Move(Index, Index),
}

fn wish() -> impl Strategy<Value = Wish> {
    let any = any::<Index>;
    let text = "[a-z<&é ]{0,6}";
    prop_oneof![
        4 => (any(), any(), any(), text).prop_map(|(p, a, b, text)| Wish::Replace(p, a, b, text)),
        2 => (any(), any(), text).prop_map(|(p, a, text)| Wish::Insert(p, a, text)),
        1 => any().prop_map(Wish::DeleteParagraph),
        1 => (any(), prop::collection::vec(text, 1..3)).prop_map(|(p, texts)| Wish::InsertParagraphs(p, texts)),
        1 => (any(), any()).prop_map(|(p, q)| Wish::Move(p, q)),
    ]
}

/// The model: the current text of each paragraph, and whether the paragraph is still there.
type Model = Vec<(String, bool)>;

/// What an edit means for the model.
type Meaning = Box<dyn Fn(&mut Model)>;

/// Carries a wish out on both; a refusal changes neither.
fn carry_out(wish: &Wish, package: &mut Package, model: &mut Model) -> bool {
    let count = model.len();
    let chars = |number: usize| model[number].0.chars().count();
    let splice = |text: &str, range: std::ops::Range<usize>, new: &str| -> String {
        let chars: Vec<char> = text.chars().collect();
        chars[..range.start]
            .iter()
            .copied()
            .chain(new.chars())
            .chain(chars[range.end..].iter().copied())
            .collect()
    };
    // a text in a paragraph that goes would run on in the next one: that is right, and no model's
    let struck = |number: &Index| !model[number.index(count)].1;
    if let Wish::Replace(number, ..) | Wish::Insert(number, ..) = wish
        && struck(number)
    {
        return false;
    }
    let (edit, after): (Edit, Meaning) = match wish.clone() {
        Wish::Replace(paragraph, a, b, text) => {
            let number = paragraph.index(count);
            let (a, b) = (a.index(chars(number) + 1), b.index(chars(number) + 1));
            let range = a.min(b)..a.max(b);
            let edit = Edit::Replace { target: at(package, number, range.clone()), text: text.clone() };
            (edit, Box::new(move |model| model[number].0 = splice(&model[number].0, range.clone(), &text)))
        }
        Wish::Insert(paragraph, a, text) => {
            let number = paragraph.index(count);
            let a = a.index(chars(number) + 1);
            let edit = Edit::InsertText { target: at(package, number, 0..a), text: text.clone() };
            (edit, Box::new(move |model| model[number].0 = splice(&model[number].0, a..a, &text)))
        }
        Wish::DeleteParagraph(paragraph) => {
            let number = paragraph.index(count);
            let edit = Edit::DeleteParagraph { target: whole(package, number) };
            (edit, Box::new(move |model| model[number] = (String::new(), false)))
        }
        Wish::InsertParagraphs(paragraph, texts) => {
            let number = paragraph.index(count);
            let edit =
                Edit::InsertParagraphs { after: whole(package, number), texts: texts.clone(), style: None };
            (
                edit,
                Box::new(move |model| {
                    let new = texts.iter().map(|text| (text.clone(), true));
                    model.splice(number + 1..number + 1, new).for_each(drop);
                }),
            )
        }
        Wish::Move(from, to) => {
            let (from, to) = (from.index(count), to.index(count));
            let edit =
                Edit::MoveParagraphs { first: whole(package, from), count: 1, after: whole(package, to) };
            (
                edit,
                Box::new(move |model| {
                    let text = std::mem::take(&mut model[from].0);
                    model[from].1 = false;
                    model.insert(to + 1, (text, true));
                }),
            )
        }
    };
    match package.apply(&[edit], &tracked()) {
        Ok(applied) => {
            let shifts: isize = applied[0].shifts.iter().map(|(_, _, by)| by).sum();
            after(model);
            assert_eq!(model.len() as isize, count as isize + shifts);
            true
        }
        Err(Error::Refused { .. }) => false,
        Err(error) => panic!("{error}"),
    }
}

fn texts(package: &Package) -> Vec<String> {
    package.text(package.main_part(), View::Current).unwrap()
}

/// Runs wishes on a package and holds it to the model.
fn hold(name: &str, start: &Package, wishes: &[Wish]) -> usize {
    let mut package = start.clone();
    let original = texts(&package);
    let foreign = package.revisions().unwrap().len();
    let mut model: Model = original.iter().map(|text| (text.clone(), true)).collect();
    let mut done = 0;
    for wish in wishes {
        done += usize::from(carry_out(wish, &mut package, &mut model));
        let expected: Vec<&str> = model.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(texts(&package), expected, "{name}: {wish:?}");
    }
    let ours = Choice::Author("Legal Mind".into());
    let mut rejected = package.clone();
    rejected.resolve(&ours, Decision::Reject).unwrap();
    assert_eq!(texts(&rejected), original, "{name}: rejected, {wishes:?}");
    assert!(rejected.revisions().unwrap().iter().all(|revision| revision.author != "Legal Mind"), "{name}");
    assert!(rejected.revisions().unwrap().len() >= foreign, "{name}");
    let mut accepted = package.clone();
    accepted.resolve(&ours, Decision::Accept).unwrap();
    // a cell or a part that would have no paragraph keeps an empty one, so empty ones do not count
    let words = |texts: Vec<String>| texts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>();
    let meant = words(model.into_iter().filter(|(_, there)| *there).map(|(text, _)| text).collect());
    assert_eq!(words(texts(&accepted)), meant, "{name}: accepted, {wishes:?}");
    done
}

pub fn cases(usual: u32) -> u32 {
    #[expect(clippy::disallowed_methods, reason = "a test has no configuration")]
    let set = std::env::var("LEGALMIND_CASES").ok();
    set.and_then(|cases| cases.parse().ok()).unwrap_or(usual)
}

/// Files of our own, with what is hard: others' revisions, fields, tables, controls, links.
fn own() -> Vec<(String, Package)> {
    let by = "w:author=\"B\" w:date=\"2026-01-01T00:00:00Z\"";
    let theirs = format!(
        "<w:p><w:r><w:t xml:space=\"preserve\">een </w:t></w:r><w:ins w:id=\"900\" {by}><w:r><w:rPr><w:b/><w:rPrChange w:id=\"901\" {by}><w:rPr/></w:rPrChange></w:rPr><w:t>twee drie</w:t></w:r><w:hyperlink w:anchor=\"x\"><w:r><w:t>vier</w:t></w:r></w:hyperlink></w:ins><w:del w:id=\"902\" {by}><w:r><w:delText>vijf</w:delText></w:r></w:del><w:bookmarkStart w:id=\"3\" w:name=\"b\"/><w:r><w:t>zes</w:t><w:tab/><w:t>zeven</w:t></w:r><w:bookmarkEnd w:id=\"3\"/></w:p>"
    );
    let field = "<w:p><w:r><w:t>zie </w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>REF a</w:instrText><w:fldChar w:fldCharType=\"separate\"/><w:t>7.2</w:t><w:fldChar w:fldCharType=\"end\"/></w:r><w:fldSimple w:instr=\"PAGE\"><w:r><w:t>9</w:t></w:r></w:fldSimple><w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>waarde</w:t></w:r></w:sdtContent></w:sdt></w:p>";
    let table =
        format!("<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}{}</w:tc></w:tr></w:tbl>", p("a1"), p("b1"), p("b2"));
    vec![
        ("plain".into(), package(&(p("Eerste lid") + &p("") + &p("Tweede lid")))),
        ("theirs".into(), package(&(theirs.clone() + &p("slot")))),
        ("mixed".into(), package(&(field.to_owned() + &table + &theirs + "<w:p/>"))),
        ("cell".into(), package(&(table.clone() + &table + &p("na")))),
    ]
}

fn corpus() -> &'static Vec<(String, Package)> {
    static CORPUS: OnceLock<Vec<(String, Package)>> = OnceLock::new();
    CORPUS.get_or_init(|| {
        let small = |(name, _, package): (String, Vec<u8>, Package)| {
            let count = package.text(package.main_part(), View::Current).unwrap().len();
            // what a text box holds goes with the box, without an edit of its own
            let boxes = package.part(package.main_part()).unwrap().unwrap().contains("txbxContent");
            (count > 0 && count < 400 && !boxes).then_some((name, package))
        };
        own().into_iter().chain(open_samples().into_iter().filter_map(small)).collect()
    })
}

#[test]
fn any_sequence_can_be_taken_back() {
    let corpus = corpus();
    let config = ProptestConfig { cases: cases(400), failure_persistence: None, ..ProptestConfig::default() };
    let done = std::cell::Cell::new((0, 0));
    let strategy = (any::<Index>(), prop::collection::vec(wish(), 1..6));
    TestRunner::new(config)
        .run(&strategy, |(file, wishes)| {
            let (name, package) = &corpus[file.index(corpus.len())];
            let (all, carried) = done.get();
            done.set((all + wishes.len(), carried + hold(name, package, &wishes)));
            Ok(())
        })
        .unwrap();
    let (all, carried) = done.get();
    println!("{carried} of {all} edits on {} files, the others refused", corpus.len());
    assert!(carried * 2 > all, "most edits are refused: the test tests nothing");
}
