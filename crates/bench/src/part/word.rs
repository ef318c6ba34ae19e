//! Word files: what stays as it was, and how long a change takes.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    io::{Cursor, Read, Write as _},
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, ensure};
use legalmind_docx::{
    Address, Author, Edit, Filling, Mode, Package, Target, Text, View, compare, compose, compose_text,
    read_text,
};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use crate::{
    corpus::files,
    figure::{Bar, Sheet, now},
};

/// Pages of the long document.
const LONG: usize = 1_000;
/// Pages of the contracts that are compared.
const CONTRACT: usize = 100;
/// How often each is measured.
const RUNS: usize = 7;

/// Measures the engine for Word files.
pub fn run(samples: &Path, work: &Path, sheet: &mut Sheet) -> Result<()> {
    println!("word");
    kept(samples, sheet)?;
    fs::create_dir_all(work)?;
    others(samples, &work.join("others"), sheet)?;
    let path = work.join("long.docx");
    fs::write(&path, made(LONG, false)?)?;
    let mut taken = Vec::new();
    let mut held = Vec::new();
    for _ in 0..RUNS {
        let bytes = fs::read(&path)?;
        let began = now();
        edited(bytes)?;
        taken.push(began.elapsed().as_secs_f64() * 1e3);
        held.push(memory(&path)?);
    }
    let what = "a tracked edit in a document of 1,000 pages: open, change, save";
    sheet.put("word_edit", what, "ms", Some(Bar::AtMost(300.0)), &taken);
    let what = "the most memory that takes, of the size of the document's parts";
    sheet.put("word_edit_memory", what, "×", Some(Bar::AtMost(10.0)), &held);
    let (old, new) = (Package::open(made(CONTRACT, false)?)?, Package::open(made(CONTRACT, true)?)?);
    let mut taken = Vec::new();
    for _ in 0..RUNS {
        let began = now();
        let found = compare(&old, &new, &author())?;
        ensure!(found.differences.len() == CONTRACT * 12 / 5, "{} differences", found.differences.len());
        taken.push(began.elapsed().as_secs_f64() * 1e3);
    }
    let what = "comparing two contracts of 100 pages that differ in every fifth paragraph";
    sheet.put("word_compare", what, "ms", Some(Bar::AtMost(1_000.0)), &taken);
    text(sheet)?;
    fill(sheet)
}

/// Pages of the text.
const TEXT: usize = 200;

/// A text of so many pages written as a Word file, and that file read back.
fn text(sheet: &mut Sheet) -> Result<()> {
    let mut markdown = String::from("# Overeenkomst\n");
    for page in 0..TEXT {
        write!(markdown, "\n## Artikel van bladzijde {page} {{#a{page}}}\n\n")?;
        for member in 0..6 {
            writeln!(
                markdown,
                "1. Opdrachtnemer voert de werkzaamheden van dit onderdeel uit naar beste inzicht en vermogen en overeenkomstig \
                 de eisen van goed vakmanschap, en meldt het aan opdrachtgever als dat niet langer kan, zoals bepaald in \
                 [[a{}]]. Het gaat om:\n   1. het voorbereiden van het werk;\n   1. het uitvoeren ervan.",
                (page + member * 7) % TEXT
            )?;
        }
    }
    let filled = Package::open(compose(&markdown)?)?.fill(&Filling::default())?.package;
    let text = read_text(&filled)?.text;
    let json = text.json();
    let template = compose("# Leeg")?;
    let (mut composed, mut read) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let began = now();
        let parsed = Text::parse(&json)?;
        let bytes = compose_text(&Package::open(template.clone())?, &parsed)?;
        composed.push(began.elapsed().as_secs_f64() * 1e3);
        let began = now();
        let again = read_text(&Package::open(bytes)?)?.text;
        read.push(began.elapsed().as_secs_f64() * 1e3);
        ensure!(again == text, "the text came back otherwise");
    }
    let what = "a text of 200 pages from JSON to a Word file in the template's style";
    sheet.put("text_compose", what, "ms", Some(Bar::AtMost(500.0)), &composed);
    let what = "that Word file read as a text";
    sheet.put("text_read", what, "ms", Some(Bar::AtMost(500.0)), &read);
    Ok(())
}

/// Pages of the template.
const TEMPLATE: usize = 20;
/// Entries of its list.
const ENTRIES: usize = 50;

/// A template of so many pages filled: opened, checked, filled and saved.
fn fill(sheet: &mut Sheet) -> Result<()> {
    let mut text = String::from("# Overeenkomst van {{ opdrachtgever.naam }}\n");
    for page in 0..TEMPLATE {
        write!(text, "\n## Artikel over {{{{ onderwerp }}}} {{#a{page}}}\n")?;
        for member in 0..10 {
            write!(
                text,
                "\n1. {{{{ opdrachtgever.naam }}}} betaalt {{{{ bedrag }}}} binnen veertien dagen na ontvangst van de factuur, \
                 {{{{ als boete }}}}op straffe van een boete{{{{ anders }}}}zonder boete{{{{ /als }}}}, zoals bepaald in [[a{}]].\n",
                (page + member) % TEMPLATE
            )?;
        }
        text.push_str("\n{{ als boete }}\n\n1. De boete is direct opeisbaar.\n\n{{ /als }}\n");
    }
    text.push_str(
        "\n| Naam | Datum |\n|---|---|\n| {{ per g in lijst }}{{ g.naam }} | {{ g.datum }}{{ /per }} |\n",
    );
    let template = compose(&text)?;
    let entry = serde_json::json!({ "naam": "Van Loon", "datum": "2026-11-24" });
    let answers = serde_json::json!({ "opdrachtgever": { "naam": "Van Loon Bouw B.V." }, "onderwerp": "levering",
        "bedrag": 1250, "boete": true, "lijst": vec![entry; ENTRIES] });
    let filling = Filling { context: answers.to_string(), ..Filling::default() };
    let mut taken = Vec::new();
    for _ in 0..RUNS * 3 {
        let began = now();
        let filled = Package::open(template.clone())?.fill(&filling)?;
        let bytes = filled.package.save()?;
        taken.push(began.elapsed().as_secs_f64() * 1e3);
        let main = filled.package.main_part().to_owned();
        let lines = Package::open(bytes)?.text(&main, View::Current)?;
        ensure!(!lines.iter().any(|line| line.contains("{{")), "a tag stayed");
        ensure!(lines.iter().filter(|line| *line == "Van Loon").count() == ENTRIES, "rows are missing");
    }
    let what = "filling a template of 20 pages: open, check, fill, save";
    sheet.put("word_fill", what, "ms", Some(Bar::AtMost(50.0)), &taken);
    Ok(())
}

/// Of the samples that open: how many are the same to the byte when nothing is changed, and how many
/// keep every other part and every change of others through one tracked edit.
fn kept(samples: &Path, sheet: &mut Sheet) -> Result<()> {
    let mut paths = Vec::new();
    for set in ["office", "contracten_en"] {
        below(&samples.join(set), &mut paths)?;
    }
    let (mut open, mut same, mut parts, mut changes, mut tried) = (0, 0, 0, 0, 0);
    for path in paths {
        let bytes = fs::read(&path)?;
        let Ok(mut package) = Package::open(bytes.clone()) else { continue };
        open += 1;
        same += usize::from(package.save()? == bytes);
        let before = (package.revisions()?.len(), package.reading_of(0..0)?.comments.len());
        if !changed(&mut package)? {
            continue;
        }
        tried += 1;
        let made = package.save()?;
        let (old, new) = (unpacked(&bytes)?, unpacked(&made)?);
        let main = package.main_part();
        let others = |it: &BTreeMap<String, Vec<u8>>| {
            it.iter().filter(|(name, _)| *name != main).map(|(_, bytes)| bytes.clone()).collect::<Vec<_>>()
        };
        parts += usize::from(others(&old) == others(&new));
        let package = Package::open(made)?;
        let after = (package.revisions()?.len(), package.reading_of(0..0)?.comments.len());
        changes += usize::from(after == (before.0 + 1, before.1));
    }
    let share = |many: usize, of: usize| [100.0 * many as f64 / of.max(1) as f64];
    let all = Some(Bar::AtLeast(100.0));
    println!("  {open} documents open, {tried} take an edit");
    let what = "Word samples that are the same to the byte when they are opened and saved";
    sheet.put("word_unchanged", what, "%", all, &share(same, open));
    let what = "Word samples of which a tracked edit leaves all other parts the same to the byte";
    sheet.put("word_other_parts", what, "%", all, &share(parts, tried));
    let what = "Word samples that keep all changes and comments through a tracked edit, and have ours";
    sheet.put("word_changes_kept", what, "%", all, &share(changes, tried));
    Ok(())
}

/// What LibreOffice makes of our files, and of the text of files that we read.
fn others(samples: &Path, work: &Path, sheet: &mut Sheet) -> Result<()> {
    if Command::new("soffice").arg("--version").output().is_err() {
        println!("  LibreOffice is not here: what it opens is not measured");
        return Ok(());
    }
    let (ours, theirs) = (work.join("ours"), work.join("theirs"));
    let _ = fs::remove_dir_all(work);
    fs::create_dir_all(&ours)?;
    fs::create_dir_all(&theirs)?;
    let mut paths = Vec::new();
    for set in ["office", "contracten_en"] {
        below(&samples.join(set), &mut paths)?;
    }
    let (mut written, mut read) = (0, Vec::new());
    for (number, path) in paths.iter().enumerate() {
        let bytes = fs::read(path)?;
        let Ok(mut package) = Package::open(bytes.clone()) else { continue };
        if package.revisions()?.is_empty() && !package.facts().macros {
            fs::write(theirs.join(format!("{number}.docx")), &bytes)?;
            read.push((format!("{number}"), text_of(&package)?, path.clone()));
        }
        let text = read_text(&package)?.text;
        if !text.content.is_empty() {
            fs::write(ours.join(format!("{number}-text.docx")), compose_text(&package, &text)?)?;
            written += 1;
        }
        if changed(&mut package)? {
            fs::write(ours.join(format!("{number}.docx")), package.save()?)?;
            written += 1;
        }
    }
    for path in files(Path::new("library/templates"), "md")? {
        let text = fs::read_to_string(&path)?;
        let body = text.splitn(3, "+++\n").nth(2).context("a template without a head")?;
        let template = compose(body)?;
        let name = path.file_stem().context("a name")?.to_string_lossy().into_owned();
        let filled = Package::open(template.clone())?.fill(&Filling::default())?;
        fs::write(ours.join(format!("{name}.docx")), template)?;
        let text = read_text(&filled.package)?.text;
        fs::write(ours.join(format!("{name}-text.docx")), compose_text(&filled.package, &text)?)?;
        fs::write(ours.join(format!("{name}-filled.docx")), filled.package.save()?)?;
        written += 3;
    }
    let opened = converted(&ours)?;
    let what = "files that we wrote (a tracked edit, a composed and a filled template, a text) that LibreOffice opens";
    println!("  LibreOffice opens {} of {written} files that we wrote", opened.len());
    let share = [100.0 * opened.len() as f64 / written.max(1) as f64];
    sheet.put("word_opens", what, "%", Some(Bar::AtLeast(100.0)), &share);
    let exported = converted(&theirs)?;
    let (mut same, mut all) = (0.0, 0.0);
    for (name, text, path) in &read {
        let Some(other) = exported.get(name) else { continue };
        let other = bare(other);
        let (long, share) = (text.chars().count().max(other.chars().count()), equal(text, &other));
        if share < 0.99 {
            println!("  {:.1} % of {long} characters: {}", share * 100.0, path.display());
        }
        same += share * long as f64;
        all += long as f64;
    }
    let what = "characters of the text of Word samples without tracked changes that are the same in LibreOffice's export";
    sheet.put("word_text", what, "%", Some(Bar::AtLeast(99.0)), &[100.0 * same / f64::max(all, 1.0)]);
    Ok(())
}

/// The texts that LibreOffice makes of the Word files of a folder, by their names.
fn converted(folder: &Path) -> Result<BTreeMap<String, String>> {
    let out = folder.join("text");
    let profile =
        format!("-env:UserInstallation=file://{}", std::path::absolute(folder.join("profile"))?.display());
    Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir"])
        .arg(&out)
        .args(files(folder, "docx")?)
        .output()?;
    let mut found = BTreeMap::new();
    for path in files(&out, "txt")? {
        let name = path.file_stem().context("a name")?.to_string_lossy().into_owned();
        found.insert(name, String::from_utf8_lossy(&fs::read(&path)?).into_owned());
    }
    Ok(found)
}

/// Our text of the document, with its numbers, without white space.
fn text_of(package: &Package) -> Result<String> {
    let main = package.main_part();
    let numbers = package.numbers(main)?;
    let lines = package.text(main, View::Current)?;
    let whole: Vec<String> =
        numbers.into_iter().zip(lines).map(|(number, line)| format!("{number} {line}")).collect();
    Ok(bare(&whole.join("\n")))
}

/// A text without white space, signs of lists, and what stands for objects.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric() || c.is_ascii_punctuation()).collect()
}

/// How much of the longer text stands in the other one, in its order.
fn equal(left: &str, right: &str) -> f64 {
    let long = left.chars().count().max(right.chars().count());
    let diff = similar::TextDiff::configure()
        .algorithm(similar::Algorithm::Myers)
        .timeout(std::time::Duration::from_secs(20))
        .diff_chars(left, right);
    let same: usize = diff
        .iter_all_changes()
        .filter(|change| change.tag() == similar::ChangeTag::Equal)
        .map(|change| change.value().chars().count())
        .sum();
    if long == 0 { 1.0 } else { same as f64 / long as f64 }
}

/// The Word files of a folder and all folders in it, templates and those with macros too.
fn below(folder: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    for kind in ["docx", "docm", "dotx", "dotm"] {
        found.extend(files(folder, kind)?);
    }
    for inner in fs::read_dir(folder)? {
        let inner = inner?.path();
        if inner.is_dir() {
            below(&inner, found)?;
        }
    }
    Ok(())
}

/// Inserts a word at the first place that takes it.
fn changed(package: &mut Package) -> Result<bool> {
    let main = package.main_part().to_owned();
    for (paragraph, _) in package.text(&main, View::Current)?.iter().enumerate() {
        let target = Target::At { address: Address::new(&main, paragraph, 0..0), expected: String::new() };
        let edit = Edit::InsertText { target, text: "nieuw ".into() };
        if package.apply(&[edit], &Mode::Tracked(author())).is_ok() {
            return Ok(true);
        }
    }
    Ok(false)
}

fn unpacked(bytes: &[u8]) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut all = BTreeMap::new();
    for number in 0..archive.len() {
        let mut entry = archive.by_index(number)?;
        // as the container has it: not every reader heeds the other names an entry may carry
        let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes)?;
        all.insert(name, bytes);
    }
    Ok(all)
}

fn author() -> Author {
    Author { name: "Legal Mind".into(), initials: "LM".into(), date: "2026-11-24T10:00:00Z".into() }
}

/// One tracked edit in the middle.
fn edited(bytes: Vec<u8>) -> Result<Vec<u8>> {
    let mut package = Package::open(bytes)?;
    let (part, middle) = (package.main_part().to_owned(), LONG * 6);
    let text = package.paragraph_text(&part, middle)?.context("the middle")?;
    let expected: String = text.chars().take(20).collect();
    let target = Target::At { address: Address::new(part, middle, 0..20), expected };
    package.apply(&[Edit::Replace { target, text: "iets anders".into() }], &Mode::Tracked(author()))?;
    Ok(package.save()?)
}

/// What the edit holds at most, in a process of its own, of the size of the parts.
fn memory(path: &Path) -> Result<f64> {
    let parts: usize = unpacked(&fs::read(path)?)?.values().map(Vec::len).sum();
    let said = Command::new(std::env::current_exe()?).arg("word-memory").arg(path).output()?;
    let held: f64 = String::from_utf8(said.stdout)?.trim().parse().context("a number of bytes")?;
    Ok(held / parts as f64)
}

/// In that process: does the edit, and tells how much memory it took.
pub fn hold(path: &Path) -> Result<()> {
    let before = peak()?;
    edited(fs::read(path)?)?;
    println!("{}", peak()?.saturating_sub(before));
    Ok(())
}

/// The most memory this process held, in bytes (`VmHWM` of proc(5)).
fn peak() -> Result<u64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|line| line.starts_with("VmHWM")).context("VmHWM")?;
    Ok(line.split_whitespace().nth(1).context("a size")?.parse::<u64>()? << 10)
}

/// A text of so many pages: 12 paragraphs of 40 words each, no two alike.
fn made(pages: usize, changed: bool) -> Result<Vec<u8>> {
    let mut chance = fastrand::Rng::with_seed(7);
    let mut body = String::new();
    for paragraph in 0..pages * 12 {
        write!(body, "<w:p w:rsidR=\"00A{paragraph:05X}\"><w:pPr><w:jc w:val=\"both\"/></w:pPr>")?;
        for run in 0..4 {
            body.push_str("<w:r><w:rPr><w:lang w:val=\"nl-NL\"/></w:rPr><w:t xml:space=\"preserve\">");
            if changed && paragraph % 5 == 0 && run == 2 {
                body.push_str("gewijzigd ");
            }
            for _ in 0..10 {
                let letters = 3 + chance.usize(0..8);
                body.extend((0..letters).map(|_| chance.lowercase()));
                body.push(' ');
            }
            body.push_str("</w:t></w:r>");
        }
        body.push_str("</w:p>");
    }
    packed(&body)
}

fn packed(body: &str) -> Result<Vec<u8>> {
    let space = "http://schemas.openxmlformats.org";
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    let types = format!(
        "<Types xmlns=\"{space}/package/2006/content-types\"><Override PartName=\"/word/document.xml\" \
         ContentType=\"{word}\"/></Types>"
    );
    let relations = format!(
        "<Relationships xmlns=\"{space}/package/2006/relationships\"><Relationship Id=\"rId1\" \
         Type=\"{space}/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>\
         </Relationships>"
    );
    let document = format!(
        "<w:document xmlns:w=\"{space}/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    );
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in
        [("[Content_Types].xml", types), ("_rels/.rels", relations), ("word/document.xml", document)]
    {
        writer.start_file(name, SimpleFileOptions::default())?;
        writer.write_all(text.as_bytes())?;
    }
    Ok(writer.finish()?.into_inner())
}
