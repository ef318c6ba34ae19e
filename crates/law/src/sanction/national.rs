//! The Nationale sanctielijst terrorisme: published as a spreadsheet (ODS), read as the table that a
//! spreadsheet saves of it. Columns are known by their Dutch or English heads. The list does not tell
//! its day: that stands above the heads, in the name of the file, or is told with it.

use std::io::Read;

use csv::StringRecord;
use encoding_rs::{UTF_8, WINDOWS_1252};
use jiff::civil::Date;
use legalmind_core::sanction::{ListedSubject, SubjectKind};

use super::{
    draft::{Draft, add, add_name, day, is_link, joined, text},
    fault::{Fault, Place, Refused},
    table::{Table, whole},
};

/// The largest file, in bytes: it is read as a whole.
pub(super) const MAX_FILE: u64 = 16 << 20;
/// The heads stand in one of so many rows.
const HEAD_WITHIN: usize = 30;

/// The columns, as they are told where one is missing, whether names cannot be compared without, and
/// the words of which its head has all of one line.
const COLUMNS: [(Column, &str, bool, &[&[&str]]); 7] = [
    (
        Column::Surname,
        "achternaam / surname",
        true,
        &[&["achternaam"], &["surname"], &["familienaam"], &["last", "name"]],
    ),
    (Column::Given, "voornaam / first name", true, &[&["voorna"], &["first", "name"], &["given", "name"]]),
    (Column::Alias, "alias", true, &[&["alias"], &["bekend", "als"], &["known", "as"]]),
    (
        Column::Born,
        "geboortedatum / date of birth",
        true,
        &[&["geboortedatum"], &["datum", "geboorte"], &["date", "birth"]],
    ),
    (
        Column::Place,
        "geboorteplaats / place of birth",
        false,
        &[&["geboorteplaats"], &["plaats", "geboorte"], &["place", "birth"]],
    ),
    (
        Column::Decided,
        "datum besluit / date of decision",
        true,
        &[&["datum", "besluit"], &["date", "decision"], &["datum", "beschikking"]],
    ),
    (
        Column::Link,
        "Staatscourant / official notification",
        false,
        &[&["staatscourant"], &["notification"], &["bekendmaking"], &["link"]],
    ),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Surname,
    Given,
    Alias,
    Born,
    Place,
    Decided,
    Link,
}

/// Reads the file; `name` is the file's.
///
/// # Errors
/// [`Refused`], at the line where it goes wrong.
pub(super) fn read(mut source: impl Read, name: &str) -> Result<Draft, Refused> {
    let mut bytes = Vec::new();
    source.read_to_end(&mut bytes).map_err(Fault::from)?;
    let encoding = if std::str::from_utf8(&bytes).is_ok() { UTF_8 } else { WINDOWS_1252 };
    let (text, _) = encoding.decode_with_bom_removal(&bytes);
    let mut table = Table::new(text.as_bytes(), delimiter(&text));
    let mut draft = Draft::default();
    let (head, width) = head(&mut table, &mut draft)?;
    draft.without = head.missing(false);
    draft.date = draft.date.or_else(|| day_within(name));
    while let Some(row) = table.next()? {
        let taken = whole(row, width).and_then(|()| draft.push(entry(&head, row)?));
        taken.map_err(|fault| table.at(fault))?;
    }
    Ok(draft)
}

/// What a spreadsheet put between cells: what stands most in the lines at the beginning.
fn delimiter(text: &str) -> u8 {
    let count = |of: &u8| {
        text.lines().take(HEAD_WITHIN).map(|line| line.bytes().filter(|it| it == of).count()).sum::<usize>()
    };
    [b';', b',', b'\t'].into_iter().max_by_key(count).unwrap_or(b';')
}

/// Finds the row with the heads, and the day in a row above it.
fn head(table: &mut Table<&[u8]>, draft: &mut Draft) -> Result<(Head, usize), Refused> {
    let mut best: Option<Head> = None;
    for _ in 0..HEAD_WITHIN {
        let Some(row) = table.next()? else { break };
        let found = Head::of(row);
        if found.missing(true).is_empty() {
            return Ok((found, row.len()));
        }
        draft.date = draft.date.or_else(|| row.iter().find_map(day_within));
        if best.as_ref().is_none_or(|best| found.0.len() > best.0.len()) {
            best = Some(found);
        }
    }
    let missing = best.map(|best| best.missing(true)).unwrap_or_default();
    Err(Fault::Columns(missing).at(Place::File))
}

/// Where the columns stand.
struct Head(Vec<(Column, usize)>);

impl Head {
    fn of(row: &StringRecord) -> Self {
        let mut found = Vec::new();
        for (at, cell) in row.iter().enumerate() {
            let cell = cell.to_lowercase();
            let means = |(_, _, _, lines): &&(Column, &str, bool, &[&[&str]])| {
                lines.iter().any(|words| words.iter().all(|word| cell.contains(word)))
            };
            if let Some((column, ..)) = COLUMNS.iter().find(means)
                && !found.iter().any(|(known, _)| known == column)
            {
                found.push((*column, at));
            }
        }
        Self(found)
    }

    /// The columns it lacks, of those that are needed or of those that are not.
    fn missing(&self, needed: bool) -> Vec<&'static str> {
        let lacks = |column: Column| self.0.iter().all(|(known, _)| *known != column);
        COLUMNS.iter().filter(|it| it.2 == needed && lacks(it.0)).map(|it| it.1).collect()
    }

    fn cell<'a>(&self, row: &'a StringRecord, column: Column) -> &'a str {
        let at = self.0.iter().find(|(known, _)| *known == column).map(|(_, at)| *at);
        let cell = at.and_then(|at| row.get(at)).map(str::trim).unwrap_or_default();
        if matches!(cell.to_ascii_lowercase().as_str(), "-" | "n/a" | "n.v.t." | "nvt") { "" } else { cell }
    }
}

fn entry(head: &Head, row: &StringRecord) -> Result<ListedSubject, Fault> {
    let cell = |column| head.cell(row, column);
    let (given, surname, born) = (cell(Column::Given), cell(Column::Surname), cell(Column::Born));
    let mut entry = ListedSubject {
        kind: Some(match given.is_empty() && born.is_empty() {
            true => SubjectKind::Organisation,
            false => SubjectKind::Person,
        }),
        since: text(cell(Column::Decided))?,
        programmes: vec!["Sanctieregeling terrorisme 2007-II".to_owned()],
        ..ListedSubject::default()
    };
    add_name(&mut entry.names, &format!("{given} {surname}"), false)?;
    aliases(&mut entry, cell(Column::Alias))?;
    add(&mut entry.births, &joined([born, cell(Column::Place)]))?;
    let link = cell(Column::Link);
    match is_link(link) {
        true => add(&mut entry.links, link)?,
        false => add(&mut entry.regulations, link)?,
    }
    entry.reference = staatscourant(link).unwrap_or_default();
    // the list has no numbers: the name and the day of birth stay the same from one to the next
    let first = entry.names.first().map(|it| it.text.as_str()).unwrap_or_default();
    entry.id = joined([first, born]);
    Ok(entry)
}

/// Several aliases stand in one cell. A comma may part two of them, or a surname from what goes
/// before it, so that both readings are kept.
fn aliases(entry: &mut ListedSubject, cell: &str) -> Result<(), Fault> {
    for alias in cell.split([';', '\n', '/', '|']) {
        add_name(&mut entry.names, alias, false)?;
        let parts: Vec<&str> = alias.split(',').collect();
        if parts.iter().all(|it| it.split_whitespace().count() > 1) {
            for part in parts {
                add_name(&mut entry.names, part, false)?;
            }
        }
    }
    Ok(())
}

/// `Stcrt. 2017, 64067` of an address that ends in `stcrt-2017-64067.html`.
fn staatscourant(link: &str) -> Option<String> {
    let lower = link.to_ascii_lowercase();
    let rest = lower.split("stcrt-").nth(1)?;
    let mut numbers = rest.split(|c: char| !c.is_ascii_digit()).filter(|it| !it.is_empty());
    Some(format!("Stcrt. {}, {}", numbers.next()?, numbers.next()?))
}

/// A day somewhere in a text: `2026-11-30`, `30-11-2026`, `20261130`.
fn day_within(text: &str) -> Option<Date> {
    let pieces = text.split(|c: char| !(c.is_ascii_digit() || c == '-' || c == '/'));
    pieces.map(|it| it.trim_matches(['-', '/'])).find_map(|piece| match piece.len() {
        8 if piece.bytes().all(|it| it.is_ascii_digit()) => piece.parse().ok(),
        _ => day(piece),
    })
}
