//! Files and folders of law into the library: each file by itself, so that a broken one stops no
//! other, and all that was read visible at once.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::Read as _,
    path::{Path, PathBuf},
};

use crate::{
    Error, Result,
    library::{Change, Library, Writer},
    read::{BEGINNING, Format, eurlex},
};

/// The most files of one import.
const MAX_FILES: usize = 5_000_000;
/// After so many files what was read is committed, so that a broken-off import is not lost.
const COMMIT_EVERY: usize = 20_000;

/// What became of a file.
#[derive(Debug)]
pub enum Outcome {
    /// It was read, or is in the library already.
    Done(Change),
    /// It is none of the kinds that are read, and stood in a folder.
    Skipped,
    /// It could not be read.
    Failed(Error),
}

/// What an import did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Files that were read.
    pub added: u64,
    /// Files that are in the library already.
    pub unchanged: u64,
    /// Files of other kinds in folders.
    pub skipped: u64,
    /// Files that could not be read.
    pub failed: u64,
    /// Articles that were read.
    pub articles: u64,
}

/// Imports files and folders; `told` hears of each file as it is done.
///
/// # Errors
/// [`Error::Busy`]; where the library cannot be written.
pub fn import(library: &Library, paths: &[PathBuf], told: &mut dyn FnMut(&Path, &Outcome)) -> Result<Tally> {
    let mut writer = library.writer()?;
    let mut tally = Tally::default();
    let (files, pages) = sort(paths, &mut |path, outcome| {
        tally.count(&outcome);
        told(path, &outcome);
    })?;
    for ((folder, celex), files) in &pages {
        let outcome = outcome(read_pages(files).and_then(|pages| writer.union(celex, &pages)));
        tally.count(&outcome);
        told(folder, &outcome);
    }
    for (done, (path, format)) in files.iter().enumerate() {
        let outcome = outcome(one(&mut writer, path, *format));
        tally.count(&outcome);
        told(path, &outcome);
        if done % COMMIT_EVERY == COMMIT_EVERY - 1 {
            writer.commit()?;
        }
    }
    writer.finish()?;
    library.reload()?;
    Ok(tally)
}

impl Tally {
    fn count(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::Done(Change::Added { articles, .. }) => {
                self.added += 1;
                self.articles += articles;
            }
            Outcome::Done(Change::Unchanged { .. }) => self.unchanged += 1,
            Outcome::Skipped => self.skipped += 1,
            Outcome::Failed(_) => self.failed += 1,
        }
    }
}

fn outcome(result: Result<Change>) -> Outcome {
    result.map_or_else(Outcome::Failed, Outcome::Done)
}

fn one(writer: &mut Writer, path: &Path, format: Format) -> Result<Change> {
    match format {
        Format::State => writer.state(path),
        Format::Manifest => writer.manifest(path),
        Format::Information => writer.information(path),
        Format::Decision => writer.decision(path),
        Format::Table => writer.table(path),
        Format::Union => Err(Error::UnknownFormat),
    }
}

type Pages = BTreeMap<(PathBuf, String), Vec<PathBuf>>;

/// The files by kind, names and statutes before the decisions that cite them; and the pages of
/// acts of the Union, those of one act in one folder together.
fn sort(paths: &[PathBuf], told: &mut dyn FnMut(&Path, Outcome)) -> Result<(Vec<(PathBuf, Format)>, Pages)> {
    let mut files = Vec::new();
    let mut pages = Pages::new();
    for (path, named) in walk(paths)? {
        match sniff(&path) {
            Ok((Format::Union, Some(celex))) => {
                let folder = path.parent().map(Path::to_owned).unwrap_or_default();
                pages.entry((folder, celex)).or_default().push(path);
            }
            Ok((format, _)) => files.push((path, format)),
            Err(Error::UnknownFormat | Error::UnknownSchema(_)) if !named => told(&path, Outcome::Skipped),
            Err(error) => told(&path, Outcome::Failed(error)),
        }
    }
    files.sort_by_key(|(_, format)| match format {
        Format::Information => 0,
        Format::Manifest => 1,
        Format::State | Format::Table | Format::Union => 2,
        Format::Decision => 3,
    });
    for files in pages.values_mut() {
        files.sort_by_key(|path| page_order(path));
    }
    Ok((files, pages))
}

/// Every file, with whether it was named itself.
fn walk(paths: &[PathBuf]) -> Result<Vec<(PathBuf, bool)>> {
    let mut out = Vec::new();
    let mut folders: Vec<PathBuf> = Vec::new();
    for path in paths {
        if fs::metadata(path)?.is_dir() { folders.push(path.clone()) } else { out.push((path.clone(), true)) }
    }
    while let Some(folder) = folders.pop() {
        let mut entries: Vec<_> = fs::read_dir(&folder)?.collect::<std::io::Result<_>>()?;
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let kind = entry.file_type()?;
            if kind.is_dir() {
                folders.push(entry.path());
            } else if kind.is_file() {
                out.push((entry.path(), false));
            }
            if out.len() > MAX_FILES {
                return Err(Error::TooLarge { what: "files", limit: MAX_FILES as u64 });
            }
        }
    }
    Ok(out)
}

fn sniff(path: &Path) -> Result<(Format, Option<String>)> {
    let mut beginning = Vec::new();
    File::open(path)?.take(BEGINNING as u64).read_to_end(&mut beginning)?;
    let format = Format::of(&beginning)?;
    let celex =
        (format == Format::Union).then(|| eurlex::celex(&String::from_utf8_lossy(&beginning))).flatten();
    Ok((format, celex))
}

fn read_pages(files: &[PathBuf]) -> Result<Vec<String>> {
    let mut total = 0_u64;
    let mut out = Vec::new();
    for path in files {
        total += fs::metadata(path)?.len();
        if total > eurlex::MAX_FILE {
            return Err(Error::TooLarge { what: "an act of the Union", limit: eurlex::MAX_FILE });
        }
        out.push(String::from_utf8(fs::read(path)?).map_err(|_| Error::Encoding)?);
    }
    Ok(out)
}

/// Pages in the order of their numbers (`chapter-2` before `chapter-10`), one without a number
/// first.
fn page_order(path: &Path) -> (u32, PathBuf) {
    let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let digits: String = name.chars().rev().take_while(char::is_ascii_digit).collect();
    let number = digits.chars().rev().collect::<String>().parse().unwrap_or(0);
    (number, path.to_owned())
}
