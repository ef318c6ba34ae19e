//! A register as a file (CSV, RFC 4180, or a spreadsheet): taken in with the reason for each line that cannot be used,
//! and given out. A file is read as it is typed by spreadsheets: comma or semicolon, UTF-8 or the
//! encoding of Windows, days and yes or no in either language.

mod book;
mod dossier;

use std::collections::BTreeMap;

use legalmind_core::{
    Ctx, UserId,
    account::Language,
    audit::Entry,
    register::{RowAct, RowContent, RowState, Value},
    rights::Action,
};
use legalmind_store::{
    Tx,
    register::{self, NewRow},
};

use self::dossier::Dossiers;
pub(super) use self::dossier::given_out;
use super::{
    access::Standing,
    definition::{Definition, Field, Scope},
    duty::is_member,
    value::{Given, People, Wrong, lacks},
    view::goes_as_text,
};
use crate::{Compliance, Error, Result};

/// The largest file, in bytes.
pub const MAX_FILE: usize = 16 << 20;
/// The most lines of a file.
const MAX_LINES: usize = 50_000;
/// Who looks after a row, among what is wrong with a line.
const OWNER: &str = "eigenaar";
/// The dossier of a row, by the firm's own number; among what is wrong with a line too.
const DOSSIER: &str = "dossier";

/// A column of every file beside those of the fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OwnColumn {
    /// Who looks after the row.
    Owner,
    /// How far it is, which is given out and not taken in.
    State,
    /// The dossier that it belongs to, in a register that is kept by dossier.
    Dossier,
}

impl OwnColumn {
    /// The column of this name, in either language.
    pub(super) fn of(name: &str) -> Option<Self> {
        match name.trim().to_lowercase().as_str() {
            OWNER | "owner" => Some(Self::Owner),
            "status" | "state" => Some(Self::State),
            DOSSIER => Some(Self::Dossier),
            _ => None,
        }
    }

    const fn name(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Owner, Language::Nl) => OWNER,
            (Self::Owner, Language::En) => "owner",
            (Self::State, Language::Nl | Language::En) => "status",
            (Self::Dossier, Language::Nl | Language::En) => DOSSIER,
        }
    }
}

/// What of a file is kept where some of its lines cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// Nothing, unless all can.
    All,
    /// The lines that can.
    Good,
}

/// Something wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLine {
    /// Its number in the file, from 1; the header is line 1.
    pub line: u64,
    /// The field; empty where the line as a whole is wrong.
    pub field: String,
    /// What.
    pub code: &'static str,
}

/// What came of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// How many lines it has, without the header.
    pub lines: usize,
    /// How many rows were added.
    pub added: usize,
    /// How many lines cannot be used.
    pub refused: usize,
    /// Why, each with its field, in the order of the file.
    pub bad: Vec<BadLine>,
}

struct Line {
    number: u64,
    dossier: Option<String>,
    owner: Option<String>,
    given: BTreeMap<String, Option<Given>>,
    /// Why it cannot be read at all.
    fault: Option<&'static str>,
}

impl Compliance {
    /// Takes rows in from a file; they are concepts. Lines that cannot be used are told, each with its
    /// reasons; the others are kept only where all can be used, or where `keep` says so.
    ///
    /// # Errors
    /// [`Error::Invalid`] where the file as a whole cannot be read; refused as the rules say.
    pub async fn import_rows(&self, ctx: &Ctx, key: &str, file: &[u8], keep: Keep) -> Result<Imported> {
        let (_, definition) = self.on_register(ctx, Action::RegisterManage, key).await?;
        self.take(ctx, definition, read(definition, file)?, keep).await
    }

    async fn take(
        &self,
        ctx: &Ctx,
        definition: &'static Definition,
        lines: Vec<Line>,
        keep: Keep,
    ) -> Result<Imported> {
        let work = self.store.begin(ctx).await?;
        let people = People::read(ctx, &work).await?;
        let mut dossiers = Dossiers::read(ctx, &work, definition).await?;
        let mut told = Imported { lines: lines.len(), ..Imported::default() };
        let mut good = Vec::new();
        for line in lines {
            let ((owner, content), mut wrong) = self.row_of(ctx, &work, definition, &line, &people).await?;
            // a line that is wrong takes no dossier from a later one
            let dossier = match wrong.is_empty() || line.dossier.is_none() {
                true => dossiers.of(definition, &line),
                false => Ok(None),
            };
            if let (Ok(Some(dossier)), Some(owner)) = (dossier, owner)
                && !is_member(ctx, &work, dossier, owner).await?
            {
                wrong.push((OWNER.to_owned(), "no_member"));
            }
            match dossier {
                Ok(dossier) if wrong.is_empty() => {
                    good.push((owner, dossier, content));
                    continue;
                }
                Ok(_) => {}
                Err(code) => wrong.push((DOSSIER.to_owned(), code)),
            }
            told.refused += 1;
            let bad = |(field, code)| BadLine { line: line.number, field, code };
            told.bad.extend(wrong.into_iter().map(bad));
        }
        if good.is_empty() || (told.refused > 0 && keep == Keep::All) {
            drop(work);
            self.store.look(ctx, Entry::done("register.import_tried", "firm", ctx.tenant().uuid())).await?;
            return Ok(told);
        }
        for (owner, dossier, mut content) in good {
            self.happened(ctx, &mut content, RowAct::Imported, ("", BTreeMap::new()))?;
            let new = self.new_row(definition, dossier, content);
            // nobody looked at it yet
            let since = new.since.filter(|_| dossier.is_some());
            let row = NewRow { state: RowState::Concept, since, owner: owner.or(ctx.user()), ..new };
            register::add(ctx, &work, &row).await?;
            told.added += 1;
        }
        work.audit(Entry::done("register.import", "firm", ctx.tenant().uuid()))?;
        work.save().await?;
        Ok(told)
    }

    async fn row_of(
        &self,
        ctx: &Ctx,
        work: &legalmind_store::Work,
        definition: &Definition,
        line: &Line,
        people: &People,
    ) -> Result<((Option<UserId>, RowContent), Wrong)> {
        if let Some(fault) = line.fault {
            return Ok(((None, RowContent::default()), vec![(String::new(), fault)]));
        }
        let (read, mut wrong) = self.read_values(ctx, work, definition, &line.given, people).await?;
        let owner = line.owner.as_ref().map(|name| people.find(name));
        if owner == Some(None) {
            wrong.push((OWNER.to_owned(), "nobody"));
        }
        let values = read.into_iter().filter_map(|(key, value)| Some((key, value?))).collect();
        for (key, code) in lacks(definition, &values, None) {
            if wrong.iter().all(|(known, _)| *known != key) {
                wrong.push((key, code));
            }
        }
        Ok(((owner.flatten(), RowContent { values, history: Vec::new() }), wrong))
    }

    /// A register as a file, in the words of a language.
    ///
    /// # Errors
    /// [`Error::State`] where it goes out as a whole and a row of it is not in force; refused as the
    /// rules say.
    pub async fn export_rows(&self, ctx: &Ctx, key: &str, language: Language) -> Result<Vec<u8>> {
        let (standing, definition) = self.on_register(ctx, Action::RegisterManage, key).await?;
        let tx = self.store.read(ctx).await?;
        let file = self.sheet(ctx, &tx, (standing, definition), language).await?;
        drop(tx);
        self.store.look(ctx, Entry::done("register.export", "firm", ctx.tenant().uuid())).await?;
        Ok(file)
    }

    /// The same, of a register that the person may have.
    pub(crate) async fn sheet(
        &self,
        ctx: &Ctx,
        tx: &Tx,
        (standing, definition): (Standing, &Definition),
        language: Language,
    ) -> Result<Vec<u8>> {
        let (rows, numbers) = given_out(ctx, tx, standing, definition).await?;
        let people = People::read(ctx, tx).await?;
        if definition.whole && rows.iter().any(|it| it.state == RowState::Concept) {
            return Err(Error::State("incomplete"));
        }
        let mut out = csv::WriterBuilder::new().delimiter(b';').from_writer(vec![0xEF, 0xBB, 0xBF]);
        let fields: Vec<&Field> = definition.fields.iter().filter(|it| goes_as_text(it.kind)).collect();
        let head = fields.iter().map(|it| it.label.of(language).to_owned());
        let own = [OwnColumn::Owner, OwnColumn::State].map(|it| it.name(language).to_owned());
        let by_dossier = definition.scope == Scope::Dossier;
        let first = by_dossier.then(|| OwnColumn::Dossier.name(language).to_owned());
        let mut lines = vec![first.into_iter().chain(head).chain(own).collect::<Vec<_>>()];
        for row in rows {
            let value = |field: &&Field| {
                row.content
                    .values
                    .get(&field.key)
                    .map(|it| words(field, it, &people, language))
                    .unwrap_or_default()
            };
            let owner = row.owner.map(|it| people.words(it)).unwrap_or_default().to_owned();
            let number = row.dossier.map(|it| numbers.get(&it).cloned().unwrap_or_default());
            let own = [owner, state(row.state, language).to_owned()];
            lines.push(number.into_iter().chain(fields.iter().map(value)).chain(own).collect());
        }
        for line in lines {
            out.write_record(line.iter().map(|it| tame(it))).map_err(|_| Error::State("file"))?;
        }
        out.into_inner().map_err(|_| Error::State("file"))
    }
}

/// How far a row is, in a file.
const fn state(state: RowState, language: Language) -> &'static str {
    match (state, language) {
        (RowState::Concept, Language::Nl) => "concept",
        (RowState::Concept, Language::En) => "draft",
        (RowState::InForce, Language::Nl) => "geldt",
        (RowState::InForce, Language::En) => "in force",
        (RowState::Closed, Language::Nl) => "gesloten",
        (RowState::Closed, Language::En) => "closed",
    }
}

/// What a value is in a file.
fn words(field: &Field, value: &Value, people: &People, language: Language) -> String {
    match value {
        Value::Text(text) => {
            let choice = field.choices.iter().find(|it| it.key == *text);
            choice.map_or_else(|| text.clone(), |it| it.label.of(language).to_owned())
        }
        Value::Date(day) => day.to_string(),
        Value::Moment(at) => at.strftime("%Y-%m-%dT%H:%M").to_string(),
        Value::Number(number) => number.to_string(),
        Value::YesNo(yes) => match (language, yes) {
            (Language::Nl, true) => "ja",
            (Language::Nl, false) => "nee",
            (Language::En, true) => "yes",
            (Language::En, false) => "no",
        }
        .to_owned(),
        Value::Person(user) => people.words(*user).to_owned(),
        Value::Document(_) | Value::Row(_) => String::new(),
    }
}

/// A text that a spreadsheet would take for a formula begins with an apostrophe, which it does not show
/// (OWASP, CSV injection).
pub(crate) fn tame(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

/// The apostrophe taken off again.
fn untame(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r']) => rest,
        _ => text,
    }
}

/// What a column of a file is.
enum Column {
    Field(String),
    Own(OwnColumn),
}

/// The lines of a file.
fn read(definition: &Definition, file: &[u8]) -> Result<Vec<Line>> {
    let wrong = |code| Error::invalid("/file", code);
    if file.len() > MAX_FILE {
        return Err(wrong("too_large"));
    }
    if file.starts_with(b"PK") {
        return Err(wrong("no_csv"));
    }
    let (text, _, _) = match std::str::from_utf8(file) {
        Ok(_) => encoding_rs::UTF_8.decode(file),
        Err(_) => encoding_rs::WINDOWS_1252.decode(file),
    };
    let head = text.lines().next().unwrap_or_default();
    let delimiter = if head.matches(';').count() >= head.matches(',').count() { b';' } else { b',' };
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let head = reader.headers().map_err(|_| wrong("no_csv"))?.clone();
    let columns = columns(definition, head.iter())?;
    let (mut lines, mut place) = (Vec::new(), Place { text: text.as_bytes(), at: 0, line: 1 });
    for record in reader.records() {
        if lines.len() >= MAX_LINES {
            return Err(wrong("too_many"));
        }
        let record = record.map_err(|_| wrong("no_csv"))?;
        let number = place.line_of(&record);
        lines.push(line(&columns, record.iter(), number));
    }
    if lines.is_empty() { Err(wrong("empty")) } else { Ok(lines) }
}

/// Counts lines as an editor does; the reader's own count is of records where lines end in two signs.
struct Place<'a> {
    text: &'a [u8],
    at: usize,
    line: u64,
}

impl Place<'_> {
    fn line_of(&mut self, record: &csv::StringRecord) -> u64 {
        let begins = record.position().and_then(|it| usize::try_from(it.byte()).ok()).unwrap_or(self.at);
        let ends = |it: &&u8| matches!(it, b'\r' | b'\n');
        let begins = begins + self.text.iter().skip(begins).take_while(ends).count();
        let passed = self.text.iter().skip(self.at).take(begins.saturating_sub(self.at));
        self.line += passed.filter(|it| **it == b'\n').map(|_| 1).sum::<u64>();
        self.at = begins.max(self.at);
        self.line
    }
}

fn columns<'a>(definition: &Definition, head: impl Iterator<Item = &'a str>) -> Result<Vec<Column>> {
    let mut columns = Vec::new();
    let mut taken = Vec::new();
    for (at, name) in head.enumerate() {
        let lower = name.trim().to_lowercase();
        let named = |it: &&Field| {
            it.key == lower
                || it.label.of(Language::Nl).to_lowercase() == lower
                || it.label.of(Language::En).to_lowercase() == lower
        };
        let place = format!("/file/columns/{at}");
        let column = match definition.fields.iter().find(named) {
            Some(field) if taken.contains(&&field.key) => return Err(Error::invalid(place, "column_twice")),
            Some(field) => {
                taken.push(&field.key);
                Column::Field(field.key.clone())
            }
            None => match OwnColumn::of(name) {
                Some(own) if own != OwnColumn::Dossier || definition.scope == Scope::Dossier => {
                    Column::Own(own)
                }
                _ => return Err(Error::invalid(place, "unknown_column")),
            },
        };
        columns.push(column);
    }
    Ok(columns)
}

fn line<'a>(columns: &[Column], mut record: impl Iterator<Item = &'a str>, number: u64) -> Line {
    let mut line = Line { number, dossier: None, owner: None, given: BTreeMap::new(), fault: None };
    for (column, cell) in columns.iter().zip(record.by_ref()) {
        let cell = untame(cell.trim());
        match column {
            Column::Field(key) => {
                line.given.insert(key.clone(), Some(Given::Text(cell.to_owned())));
            }
            Column::Own(OwnColumn::Owner) if !cell.is_empty() => line.owner = Some(cell.to_owned()),
            Column::Own(OwnColumn::Dossier) if !cell.is_empty() => line.dossier = Some(cell.to_owned()),
            Column::Own(_) => {}
        }
    }
    if record.next().is_some() {
        line.fault = Some("too_many_cells");
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::find;

    #[test]
    fn files_of_spreadsheets_are_read_and_others_say_why_not() {
        let of = find("opleiding").expect("the register of training");
        let columns: Vec<String> = of.fields.iter().map(|it| it.key.clone()).collect();
        let title = &columns[0];
        for text in [
            format!("{title}\nEen\n").into_bytes(),
            format!("\u{feff}{title};eigenaar;status\r\n\"Een; twee\";;concept\r\n").into_bytes(),
            format!("{title},owner\nCaf").into_bytes().into_iter().chain([0xE9, b'\n']).collect(),
        ] {
            let lines = read(of, &text).unwrap_or_else(|error| panic!("{error:?}"));
            assert_eq!((lines.len(), lines[0].number), (1, 2));
            assert!(lines[0].fault.is_none());
        }
        let code = |bytes: &[u8]| match read(of, bytes) {
            Err(Error::Invalid { code, .. }) => code,
            _ => "read",
        };
        assert_eq!(code(b"PK\x03\x04"), "no_csv");
        assert_eq!(code(format!("{title}\n").as_bytes()), "empty");
        assert_eq!(code(b"walvis\nx\n"), "unknown_column");
        assert_eq!(code(format!("{title};{title}\nx;y\n").as_bytes()), "column_twice");
        assert_eq!(code(&vec![b'x'; MAX_FILE + 1]), "too_large");
        let lines = read(of, format!("{title}\nx;y;z\n").as_bytes()).expect("a line that says why");
        assert_eq!(lines[0].fault, Some("too_many_cells"));
    }

    #[test]
    fn formulas_do_not_leave() {
        for text in ["=1+1", "+1", "-1", "@x", "gewoon", "'t"] {
            assert!(!tame(text).starts_with(['=', '+', '-', '@']));
            assert_eq!(untame(&tame(text)), text);
        }
    }
}
