//! Two versions: the result leads from the one to the other.

use legalmind_docx::{Choice, Comparison, Decision, DifferenceKind, Package, View, compare};

use super::support::{MAIN, again, author, body, open_samples, p, package};

fn texts(package: &Package, view: View) -> Vec<String> {
    let texts = package.text(MAIN, view).unwrap();
    texts.into_iter().map(|text| text.replace('\u{fffc}', "")).collect()
}

/// Compares and holds the result to both sides.
fn leads(old: &Package, new: &Package) -> Comparison {
    let found = compare(old, new, &author("Vergelijking")).unwrap();
    let result = again(&found.package);
    let mut rejected = result.clone();
    rejected.resolve(&Choice::All, Decision::Reject).unwrap();
    assert_eq!(texts(&rejected, View::Current), texts(old, View::Accepted), "rejected");
    let mut accepted = result;
    accepted.resolve(&Choice::All, Decision::Accept).unwrap();
    assert_eq!(texts(&accepted, View::Current), texts(new, View::Accepted), "accepted");
    found
}

fn kinds(found: &Comparison) -> Vec<DifferenceKind> {
    found.differences.iter().map(|difference| difference.kind).collect()
}

#[test]
fn words_within_a_paragraph() {
    let old = package(&(p("De huur bedraagt € 1.000 per maand.") + &p("Slot")));
    let new = package(&(p("De huur bedraagt € 1.250 per maand, vooraf te voldoen.") + &p("Slot")));
    let found = leads(&old, &new);
    assert_eq!(kinds(&found), [DifferenceKind::Changed]);
    assert!(
        body(&found.package).contains("<w:delText xml:space=\"preserve\">000</w:delText>"),
        "{}",
        body(&found.package)
    );
    assert_eq!(kinds(&leads(&old, &old)), []);
}

#[test]
fn paragraphs_that_come_go_and_move() {
    let lines =
        ["Artikel een over de huur", "Artikel twee over de borg", "Artikel drie over opzegging", "Slot"];
    let make = |numbers: &[usize]| package(&numbers.iter().map(|at| p(lines[*at])).collect::<String>());
    for (old, new) in [
        (&[0, 1, 2, 3][..], &[0, 2, 3][..]),
        (&[0, 3], &[0, 1, 2, 3]),
        (&[0, 1], &[0, 1, 2, 3]),
        (&[0, 1, 2], &[2]),
        (&[1], &[0, 1]),
    ] {
        leads(&make(old), &make(new));
    }
    let found = leads(&make(&[0, 1, 2, 3]), &make(&[1, 2, 0, 3]));
    assert_eq!(kinds(&found), [DifferenceKind::Moved]);
    assert_eq!(found.differences[0].new.as_ref().unwrap().paragraph, 2);
}

#[test]
fn tables_by_row_and_cell() {
    let table = |rows: &[[&str; 2]]| {
        let row = |[a, b]: &[&str; 2]| format!("<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>", p(a), p(b));
        format!("<w:tbl><w:tblPr/><w:tblGrid/>{}</w:tbl>", rows.iter().map(row).collect::<String>())
    };
    let old = [["Naam", "Bedrag"], ["Jansen de oude", "100"], ["Pieters", "200"]];
    let new = [["Naam", "Bedrag"], ["Pieters", "200"], ["De Vries", "300"]];
    let changed = [["Naam", "Bedrag"], ["Jansen de jonge", "100"], ["Pieters", "200"]];
    let found = leads(&package(&(table(&old) + &p("na"))), &package(&(table(&new) + &p("na"))));
    assert_eq!(kinds(&found), [DifferenceKind::Deleted, DifferenceKind::Inserted]);
    let found = leads(&package(&(table(&old) + &p("na"))), &package(&(table(&changed) + &p("na"))));
    assert_eq!(kinds(&found), [DifferenceKind::Changed]);
    leads(&package(&p("na")), &package(&(p("voor") + &table(&new) + &p("na"))));
    leads(&package(&(p("voor") + &table(&new) + &p("na"))), &package(&p("na")));
    let wide = |text: &str| {
        format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>{}", table(&[["x", text]]) + &p(""), p("na"))
    };
    leads(&package(&wide("diep een")), &package(&wide("diep twee")));
}

/// Each sample against itself with paragraphs left out, moved and reworded, and against the next.
#[test]
fn samples_lead_to_each_other() {
    let all: Vec<_> =
        open_samples().into_iter().filter(|(_, _, package)| package.main_part() == MAIN).collect();
    let mut shown = 0;
    for pair in all.windows(2) {
        let [(old_name, _, old), (new_name, _, new)] = pair else { unreachable!() };
        if texts(old, View::Current).len() > 400 || texts(new, View::Current).len() > 400 {
            continue;
        }
        let found = compare(old, new, &author("Vergelijking")).unwrap();
        let mut rejected = again(&found.package);
        rejected.resolve(&Choice::All, Decision::Reject).unwrap();
        let all = |texts: Vec<String>| texts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>();
        assert_eq!(
            all(texts(&rejected, View::Current)),
            all(texts(old, View::Accepted)),
            "{old_name} → {new_name}"
        );
        let boxes = |package: &Package| package.part(MAIN).unwrap().unwrap().contains("txbxContent");
        let whole = !kinds(&found).contains(&DifferenceKind::NotShown) && !boxes(old) && !boxes(new);
        if whole {
            let mut accepted = again(&found.package);
            accepted.resolve(&Choice::All, Decision::Accept).unwrap();
            assert_eq!(
                all(texts(&accepted, View::Current)),
                all(texts(new, View::Accepted)),
                "{old_name} → {new_name}"
            );
            shown += 1;
        }
    }
    println!("{shown} pairs shown whole");
}
