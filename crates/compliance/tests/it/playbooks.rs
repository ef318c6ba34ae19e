//! Playbooks that cannot be used, contracts that are none, and the words of the law that the playbooks of
//! the product rest on.

use std::{fs, path::PathBuf};

use legalmind_compliance::check::{Contract, FaultCode, Playbook, difference, run, sentence, shipped};
use legalmind_core::{
    account::Language,
    check::{ChangeKind, Facts, Remedy, StepCode, Verdict},
    passage::Page,
};

/// A playbook with one rule, of which a part is replaced.
fn with(old: &str, new: &str) -> String {
    let sound = r#"
key = "proef"
kind = "proef"
title = { nl = "Proef", en = "Trial" }
description = { nl = "Een proef.", en = "A trial." }

[[fact]]
key = "duur"
title = { nl = "Duur", en = "Duration" }
question = { nl = "Hoe lang?", en = "How long?" }
value = [
  { key = "kort", title = { nl = "kort", en = "short" }, signs = ["korte duur"] },
  { key = "lang", title = { nl = "lang", en = "long" } },
]

[[rule]]
key = "boete"
title = { nl = "Boete", en = "Penalty" }
question = { nl = "Is er een boete?", en = "Is there a penalty?" }
explanation = { nl = "Omdat het moet.", en = "Because it must." }
severity = "high"
basis = [{ reference = "art. 6:91 BW", checked = "2026-11-30" }]
subject = ["boete"]
when = { facts = { duur = ["kort"] } }
limit = [{ about = { nl = "de boete", en = "the penalty" }, figure = "amount", signs = ["boete .. {bedrag}"], max = "€ 1000" }]

[[rule]]
key = "tweede"
title = { nl = "Tweede", en = "Second" }
question = { nl = "Is er iets?", en = "Is there something?" }
explanation = { nl = "Omdat het moet.", en = "Because it must." }
severity = "low"
basis = [{ reference = "art. 6:92 BW", checked = "2026-11-30" }]
subject = ["schade*"]
absent_is = "review"
wording = { clause = "boetebeding" }
when = { present = ["boete"] }
"#;
    assert!(sound.contains(old), "{old}");
    sound.replacen(old, new, 1)
}

fn faults(old: &str, new: &str) -> Vec<(Option<String>, String, FaultCode)> {
    let found = Playbook::read(&with(old, new)).expect_err("it has a fault");
    for it in &found {
        let words = it.words();
        assert!(!words.nl.is_empty() && !words.en.is_empty() && words.nl != words.en);
    }
    found.into_iter().map(|it| (it.rule, it.field, it.code)).collect()
}

fn page(text: &str) -> Vec<Page> {
    vec![Page { text: text.to_owned(), ..Page::default() }]
}

#[test]
fn what_is_wrong_is_said_at_its_place() {
    assert!(Playbook::read(&with("boete", "boete")).is_ok());
    let cases = [
        (r#"subject = ["boete"]"#, r#"subject = ["(boete"]"#, "subject/0", FaultCode::BadSign),
        (r#"subject = ["boete"]"#, r#"subject = ["boete | dwangsom"]"#, "subject/0", FaultCode::BadSign),
        (r#"subject = ["boete"]"#, r#"subject = ["boete {iets}"]"#, "subject/0", FaultCode::BadSign),
        (r#"subject = ["boete"]"#, r#"subject = ["!boete"]"#, "subject/0", FaultCode::OnlyNegative),
        (r#"subject = ["boete"]"#, r#"subject = ["* ..."]"#, "subject/0", FaultCode::NoSigns),
        (r#"max = "€ 1000""#, r#"max = "veel""#, "limit/0/max", FaultCode::BadFigure),
        (r#"max = "€ 1000""#, r#"max = "€ 1000", than = ["dag"]"#, "limit/0/than", FaultCode::TwoBounds),
        (r#", max = "€ 1000""#, "", "limit/0", FaultCode::NoBound),
        (r#"max = "€ 1000""#, r#"max = "€ 1000", min = "€ 2000""#, "limit/0", FaultCode::Impossible),
        (r#"duur = ["kort"]"#, r#"duur = ["eeuwig"]"#, "when/facts/duur", FaultCode::UnknownValue),
        (r#"duur = ["kort"]"#, "duur = []", "when/facts/duur", FaultCode::Impossible),
        (r#"duur = ["kort"]"#, r#"soort = ["kort"]"#, "when/facts/soort", FaultCode::UnknownFact),
        (r#"["boete"] }"#, r#"["geen"] }"#, "when/present", FaultCode::UnknownRule),
        (r#"["boete"] }"#, r#"["boete"], absent = ["boete"] }"#, "when", FaultCode::Impossible),
        (r#"clause = "boetebeding""#, r#"clause = "onbekend""#, "wording/clause", FaultCode::UnknownClause),
        (
            r#"clause = "boetebeding""#,
            r#"clause = "boetebeding", text = "x""#,
            "wording",
            FaultCode::BadWording,
        ),
        (r#"key = "tweede""#, r#"key = "boete""#, "key", FaultCode::KeyTwice),
        (r#"key = "tweede""#, r#"key = "Twee de""#, "key", FaultCode::BadKey),
        (r#"nl = "Tweede""#, r#"nl = " ""#, "title", FaultCode::NoWords),
        (r#"checked = "2026-11-30""#, r#"checked = "gisteren""#, "basis/0/checked", FaultCode::BadDate),
        (r#"absent_is = "review""#, "", "rule", FaultCode::NothingChecked),
        (r#"subject = ["boete"]"#, r#"subject = ["<straf>"]"#, "subject/0", FaultCode::UnknownSynonyms),
        (r#"subject = ["boete"]"#, r#"subject = ["<straf"]"#, "subject/0", FaultCode::BadSign),
        (
            r#"kind = "proef""#,
            "kind = \"proef\"\nsynonyms = { straf = \"boete|<dwang>\" }",
            "synonyms/straf",
            FaultCode::UnknownSynonyms,
        ),
        (
            r#"kind = "proef""#,
            "kind = \"proef\"\nsynonyms = { straf = \"boete|\" }",
            "synonyms/straf",
            FaultCode::BadSign,
        ),
        (
            r#"kind = "proef""#,
            "kind = \"proef\"\nsynonyms = { straf = \"boete & dag\" }",
            "synonyms/straf",
            FaultCode::BadSign,
        ),
        (
            r#"key = "kort", title = { nl = "kort", en = "short" }"#,
            r#"key = "kort", max = "2 jaar", title = { nl = "kort", en = "short" }"#,
            "period",
            FaultCode::NoSigns,
        ),
    ];
    for (old, new, field, code) in cases {
        let found = faults(old, new);
        assert!(found.iter().any(|(_, at, it)| at == field && *it == code), "{new}: {found:?}");
    }
}

#[test]
fn one_figure_can_bound_another_of_its_article() {
    let text = with(
        r#"signs = ["boete .. {bedrag}"], max = "€ 1000""#,
        r#"signs = ["boete .. {bedrag}"], than = ["schade .. {bedrag}"]"#,
    );
    let playbook = Playbook::read(&text).expect("sound");
    let verdict = |text: &str| {
        let facts = Facts([("duur".to_owned(), "kort".to_owned())].into());
        let report = run(&playbook, &Contract::read(&page(text)), &facts);
        let found = report.findings.into_iter().find(|it| it.rule == "boete").expect("the rule");
        (found.verdict, found.steps.last().expect("a step").code)
    };
    let over = "Artikel 1\nDe boete is € 500. De schade wordt gesteld op € 400.";
    assert_eq!(verdict(over), (Verdict::Unacceptable, StepCode::OverBound));
    let under = "Artikel 1\nDe boete is € 500. De schade wordt gesteld op 1 duizend euro.";
    assert_eq!(verdict(under), (Verdict::Acceptable, StepCode::WithinBound));
    let elsewhere = "Artikel 1\nDe boete is € 500.\n\nArtikel 2\nDe schade wordt gesteld op € 400.";
    assert_eq!(verdict(elsewhere).0, Verdict::Acceptable);
}

#[test]
fn rules_that_wait_for_each_other_are_refused() {
    let found = faults(r#"when = { facts = { duur = ["kort"] } }"#, r#"when = { present = ["tweede"] }"#);
    assert_eq!(found.iter().filter(|(_, _, code)| *code == FaultCode::Cycle).count(), 2, "{found:?}");
}

#[test]
fn what_is_no_playbook_is_refused_with_its_line() {
    let found = Playbook::read("key = \"a\"\ntitle = [").expect_err("no TOML");
    assert_eq!((found[0].code, found[0].field.split(':').next()), (FaultCode::Unreadable, Some("2")));
    assert_eq!(faults("severity = \"high\"", "severity = \"zwaar\"")[0].2, FaultCode::Unreadable);
    assert_eq!(faults("severity = \"high\"", "ernst = \"high\"")[0].2, FaultCode::Unreadable);
    for noise in ["", "\u{0}\u{1}\u{fffd}", "[[[[", "%PDF-1.7"] {
        assert!(Playbook::read(noise).is_err());
    }
    let long = format!("# {}", "x".repeat(1 << 20));
    assert_eq!(Playbook::read(&long).expect_err("too long")[0].code, FaultCode::TooLarge);
    let rule = with("", "");
    let rule = rule.split("[[rule]]").nth(2).expect("a rule");
    let many: String =
        (0..400).map(|at| format!("[[rule]]{}", rule.replace("tweede", &format!("r-{at}")))).collect();
    let found = Playbook::read(&(with("", "") + &many)).expect_err("too many");
    assert_eq!(found[0].code, FaultCode::TooLarge);
}

#[test]
fn no_sign_can_hang_a_check() {
    let long = "boete ... ".repeat(100);
    assert!(
        faults(r#"subject = ["boete"]"#, &format!("subject = [\"{long}\"]"))
            .iter()
            .any(|it| it.2 == FaultCode::SignTooLarge)
    );
    // signs that are small, and large together
    let many: Vec<String> = (0..800).map(|at| format!("\"boete{at} .. {{termijn}}\"")).collect();
    let found = faults(r#"subject = ["schade*"]"#, &format!("subject = [{}]", many.join(", ")));
    let [(rule, _, code)] = found.as_slice() else { panic!("it is said once: {found:?}") };
    assert_eq!((rule.as_deref(), *code), (Some("tweede"), FaultCode::SignsTooLarge));
    // what would take other engines an age is linear here
    let nested = "(a*)*b".replace(")*", ")");
    let text =
        with(r#"subject = ["boete"]"#, &format!("subject = [\"{nested} ... a* ... a* ... a* ... c\"]"));
    let playbook = Playbook::read(&text).expect("sound");
    let contract = Contract::read(&page(&"a".repeat(200_000)));
    assert_eq!(run(&playbook, &contract, &Facts::default()).findings.len(), 2);
}

#[test]
fn contracts_that_are_none_give_a_report_all_the_same() {
    let noise: String =
        (0..20_000_u32).filter_map(|at| char::from_u32(at.wrapping_mul(2_654_435_761) % 0x11_0000)).collect();
    for text in ["", " \n\n ", "\u{0}", noise.as_str(), &"\n".repeat(10_000), &"(".repeat(10_000)] {
        for it in shipped() {
            let playbook = it.playbook().expect("sound");
            let report = run(&playbook, &Contract::read(&page(text)), &Facts::default());
            assert_eq!(report.findings.len(), playbook.rules.len());
        }
    }
    assert!(Contract::read(&[]).paragraphs().is_empty());
}

#[test]
fn a_contract_of_a_hundred_thousand_paragraphs_is_checked() {
    let mut text = String::new();
    for at in 0..100_000 {
        text.push_str(&format!("{}. De verwerker meldt een datalek binnen 24 uur.\n\n", at % 90 + 1));
    }
    let contract = Contract::read(&page(&text));
    assert_eq!(contract.paragraphs().len(), 100_000);
    let playbook =
        shipped().iter().find(|it| it.key == "verwerkersovereenkomst").and_then(|it| it.playbook());
    let report = run(&playbook.expect("sound"), &contract, &Facts::default());
    let found = report.find("datalek").expect("the rule");
    assert_eq!(found.verdict, Verdict::Acceptable);
    assert!(found.passages.len() <= 20, "{}", found.passages.len());
}

#[test]
fn every_passage_stands_where_it_says() {
    let text = "Artikel 1\u{a0}Boete\n\nDe “boete” bij korte duur bedraagt\n€ 5.000,-. Schade blijft.\n\n1. één\n2. twee";
    let pages = page(text);
    let playbook = Playbook::read(&with("", "")).expect("sound");
    let report = run(&playbook, &Contract::read(&pages), &Facts::default());
    let finding = report.find("boete").expect("the rule");
    assert_eq!(finding.verdict, Verdict::Unacceptable);
    for passage in report.findings.iter().flat_map(|it| &it.passages) {
        assert_eq!(passage.place.range.of(&pages[0].text), Some(passage.quote.as_str()));
    }
    assert!(matches!(&finding.remedy, Some(Remedy::Delete { old, .. }) if old.contains("€ 5.000")));
    for step in &finding.steps {
        for language in [Language::Nl, Language::En] {
            let said = sentence(finding, step, language);
            assert!(said.ends_with('.') && !said.contains('{') && !said.contains('}'), "{said}");
        }
    }
}

#[test]
fn what_changed_between_two_checks_is_said() {
    let playbook = Playbook::read(&with("", "")).expect("sound");
    let of = |text: &str| run(&playbook, &Contract::read(&page(text)), &Facts::default());
    let before = of("Bij korte duur is de boete € 5.000. Er is schade.");
    let now = of("Bij korte duur is de boete € 500. Er is schade.");
    let kinds: Vec<_> = difference(&before, &now).into_iter().map(|it| (it.rule, it.kind)).collect();
    assert!(kinds.contains(&("boete".into(), ChangeKind::Better)), "{kinds:?}");
    assert!(kinds.contains(&("tweede".into(), ChangeKind::Same)), "{kinds:?}");
    assert!(difference(&now, &before).iter().any(|it| it.kind == ChangeKind::Worse));
    let mut fewer = now.clone();
    fewer.findings.retain(|it| it.rule == "boete");
    assert!(difference(&now, &fewer).iter().any(|it| it.kind == ChangeKind::Removed && it.now.is_none()));
    assert!(difference(&fewer, &now).iter().any(|it| it.kind == ChangeKind::Added && it.before.is_none()));
}

#[test]
fn an_unknown_fact_makes_a_breach_a_thing_to_judge() {
    let playbook = Playbook::read(&with("", "")).expect("sound");
    let contract = Contract::read(&page("De boete is € 5.000."));
    assert_eq!(
        run(&playbook, &contract, &Facts::default()).find("boete").expect("there").verdict,
        Verdict::Review
    );
    let fact = |value: &str| Facts([("duur".to_owned(), value.to_owned())].into());
    assert_eq!(run(&playbook, &contract, &fact("kort")).findings[0].verdict, Verdict::Unacceptable);
    assert_eq!(
        run(&playbook, &contract, &fact("lang")).find("boete").expect("there").verdict,
        Verdict::NotApplicable
    );
}

#[test]
fn what_could_not_be_read_is_not_missing() {
    let playbook = shipped()
        .iter()
        .find(|it| it.key == "verwerkersovereenkomst")
        .and_then(|it| it.playbook())
        .expect("sound");
    let missing = Page { missing: Some(legalmind_core::document::Reason::OcrUnavailable), ..Page::default() };
    let report = run(&playbook, &Contract::read(&[missing]), &Facts::default());
    assert!(report.unread);
    assert_eq!(report.count(Verdict::Unacceptable), 0, "nothing is said to be missing");
    assert!(report.count(Verdict::Review) > 5);
    // nor where the subject is there and a part of it was not found
    let text = "Verwerker schakelt een subverwerker in.".to_owned();
    let read = Page { text, ..Page::default() };
    let missing = Page { missing: Some(legalmind_core::document::Reason::OcrUnavailable), ..Page::default() };
    let report = run(&playbook, &Contract::read(&[read, missing]), &Facts::default());
    let found = report.find("subverwerkers").expect("the rule");
    let codes: Vec<StepCode> = found.steps.iter().map(|it| it.code).collect();
    assert!(codes.contains(&StepCode::RequirementMissing), "{codes:?}");
    assert_eq!(codes.iter().filter(|it| **it == StepCode::Unread).count(), 1, "{codes:?}");
}

/// The contract is of a short duration.
fn short() -> Facts {
    Facts([("duur".to_owned(), "kort".to_owned())].into())
}

/// What is proposed for the first rule, in a contract of a short duration.
fn proposed(old: &str, new: &str, text: &str) -> Remedy {
    let playbook = Playbook::read(&with(old, new)).expect("sound");
    let report = run(&playbook, &Contract::read(&page(text)), &short());
    report.find("boete").and_then(|it| it.remedy.clone()).expect("a proposal")
}

#[test]
fn the_number_of_a_clause_stays_where_its_words_change_and_goes_with_them() {
    let text = "Artikel 8 Boete\n\n8.1 De boete is € 5.000.\n\n8.2 De boete is ineens verschuldigd.";
    let worded = (r#"max = "€ 1000""#, r#"max = "€ 1000", text = "De boete is € 1.000.""#);
    let replaced = proposed(worded.0, worded.1, text);
    let Remedy::Replace { place, old, .. } = &replaced else { panic!("{replaced:?}") };
    assert_eq!(old, "De boete is € 5.000.");
    assert_eq!(place.range.of(text), Some(old.as_str()));
    let deleted = proposed("", "", text);
    assert!(
        matches!(&deleted, Remedy::Delete { old, .. } if old == "8.1 De boete is € 5.000."),
        "{deleted:?}"
    );
    // words that stay keep their number
    let more = text.replace("€ 5.000.", "€ 5.000. Zij is ineens verschuldigd.");
    let deleted = proposed("", "", &more);
    assert!(matches!(&deleted, Remedy::Delete { old, .. } if old == "De boete is € 5.000."), "{deleted:?}");
}

#[test]
fn the_clause_is_to_be_changed_and_not_the_heading_above_it() {
    let forbids = (
        r#"limit = [{ about = { nl = "de boete", en = "the penalty" }, figure = "amount", signs = ["boete .. {bedrag}"], max = "€ 1000" }]"#,
        r#"forbidden = [{ about = { nl = "een boete", en = "a penalty" }, signs = ["boete"] }]"#,
    );
    let text = "Artikel 8 Boete\n\nDe boete is € 5.000.";
    let deleted = proposed(forbids.0, forbids.1, text);
    assert!(matches!(&deleted, Remedy::Delete { old, .. } if old == "De boete is € 5.000."), "{deleted:?}");
    // a heading says what the article is about, not that there is such a thing
    let denied = forbids.1.replace(r#"["boete"]"#, r#"["boete & !geen"]"#);
    let playbook = Playbook::read(&with(forbids.0, &denied)).expect("sound");
    for (text, verdict) in [
        ("Artikel 8 Boete\n\nEr is geen boete verschuldigd.", Verdict::Acceptable),
        (text, Verdict::Unacceptable),
    ] {
        let report = run(&playbook, &Contract::read(&page(text)), &short());
        assert_eq!(report.find("boete").map(|it| it.verdict), Some(verdict), "{text}");
    }
}

#[test]
fn a_bound_of_the_playbook_is_not_said_to_be_the_laws() {
    let of = |new: &str| {
        let playbook = Playbook::read(&with(r#"max = "€ 1000""#, new)).expect("sound");
        let report = run(&playbook, &Contract::read(&page("De boete is € 25000.")), &Facts::default());
        let finding = report.find("boete").expect("the rule");
        sentence(finding, finding.steps.last().expect("a step"), Language::Nl)
    };
    assert_eq!(of(r#"max = "€ 1000""#), "De boete is € 25.000; ten hoogste € 1.000 is toegestaan.");
    let own = of(r#"max = "€ 1000", own = true"#);
    assert_eq!(own, "De boete is € 25.000; de bovengrens van dit playbook is € 1.000.");
}

/// The text of a law without its marks, with single spaces.
fn plain(xml: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for letter in xml.chars() {
        match letter {
            '<' => (inside, _) = (true, text.push(' ')),
            '>' => inside = false,
            _ if !inside => text.push(letter),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_words_that_rules_rest_on_stand_in_the_law() {
    let root = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/samples"));
    if !root.join("wetten_bwb_xml").is_dir() {
        eprintln!("skipped: the samples of laws are not here");
        return;
    }
    let read = |path: &str| fs::read_to_string(root.join(path)).expect("a law");
    let avg = read("avg_nl/avg_artikelen.json").replace("\\n", " ");
    let laws = [
        ("AVG", avg.split_whitespace().collect::<Vec<_>>().join(" ")),
        ("7:", plain(&read("wetten_bwb_xml/BWBR0005290_2024-07-01_0.csv"))),
        ("6:", plain(&read("wetten_bwb_xml/BWBR0005289_2024-01-01_0.xml"))),
        ("klokkenluiders", plain(&read("wetten_bwb_xml/BWBR0037852_2023-02-18_0.xml"))),
        ("bedrijfsgeheimen", plain(&read("wetten_bwb_xml/BWBR0041459_2023-02-18_0.xml"))),
    ];
    let mut compared = 0;
    for it in shipped() {
        let playbook = it.playbook().expect("sound");
        let all = playbook.rules.iter().flat_map(|it| &it.basis).chain(&playbook.basis);
        for basis in all.filter(|it| !it.words.is_empty()) {
            let (_, law) = laws
                .iter()
                .find(|(name, _)| basis.reference.contains(name))
                .unwrap_or_else(|| panic!("{}: no text at hand", basis.reference));
            assert!(law.contains(&basis.words), "{}: {}", basis.reference, basis.words);
            compared += 1;
        }
    }
    assert!(compared >= 80, "{compared}");
}
