//! The consolidated list of the European Union as a table (Financial Sanctions Files, CSV 1.1): a row
//! for each fact of an entry, each with the day of the file and the entry's own columns.

use std::{collections::HashMap, io::Read};

use csv::StringRecord;
use legalmind_core::sanction::ListedSubject;

use super::{
    draft::{Draft, add, add_name, is_link, is_unknown, joined, subject_kind, text},
    fault::{Fault, Place, Refused},
    table::{Table, whole},
};

/// The columns without which it is none.
const NEEDED: [&str; 3] = ["fileGenerationDate", "Entity_LogicalId", "NameAlias_WholeName"];

/// Reads the file.
///
/// # Errors
/// [`Refused`], at the line where it goes wrong.
pub(super) fn read(source: impl Read) -> Result<Draft, Refused> {
    let mut table = Table::new(source, b';');
    let head = table.next()?.cloned().unwrap_or_default();
    let columns = Columns::of(&head).map_err(|fault| fault.at(Place::Line(1)))?;
    let mut draft = Draft::default();
    // the rows of an entry need not stand together
    let (mut entries, mut places) = (Vec::<ListedSubject>::new(), HashMap::<String, usize>::new());
    while let Some(row) = table.next()? {
        let cells = Cells { columns: &columns, row };
        let taken = whole(row, head.len())
            .and_then(|()| draft.dated(cells.of("fileGenerationDate")))
            .and_then(|()| taken(&cells, &mut entries, &mut places));
        taken.map_err(|fault| table.at(fault))?;
    }
    for entry in entries {
        draft.push(entry)?;
    }
    Ok(draft)
}

fn taken(
    cells: &Cells<'_>,
    entries: &mut Vec<ListedSubject>,
    places: &mut HashMap<String, usize>,
) -> Result<(), Fault> {
    let id = cells.of("Entity_LogicalId");
    if id.is_empty() {
        return Err(Fault::Malformed);
    }
    let at = *places.entry(id.to_owned()).or_insert_with(|| {
        entries.push(ListedSubject { id: id.to_owned(), ..ListedSubject::default() });
        entries.len() - 1
    });
    match entries.get_mut(at) {
        Some(entry) => fill(entry, cells),
        None => Ok(()),
    }
}

/// Adds what a row says of an entry.
fn fill(entry: &mut ListedSubject, cells: &Cells<'_>) -> Result<(), Fault> {
    let of = |name: &str| cells.of(name);
    for (to, from) in [
        (&mut entry.reference, "Entity_EU_ReferenceNumber"),
        (&mut entry.since, "Entity_DesignationDate"),
        (&mut entry.remark, "Entity_Remark"),
    ] {
        if to.is_empty() {
            *to = text(of(from))?;
        }
    }
    let kinds = [of("Entity_SubjectType"), of("Entity_SubjectType_ClassificationCode")];
    entry.kind = entry.kind.or_else(|| kinds.into_iter().find_map(subject_kind));
    let parts = ["NameAlias_FirstName", "NameAlias_MiddleName", "NameAlias_LastName"].map(of).join(" ");
    let name = if of("NameAlias_WholeName").is_empty() { &parts } else { of("NameAlias_WholeName") };
    add_name(&mut entry.names, name, false)?;
    let day = ["BirthDate_BirthDate", "BirthDate_Year"].map(of).into_iter().find(|it| !it.is_empty());
    let range = ["BirthDate_YearRangeFrom", "BirthDate_YearRangeTo"].map(of);
    let range = if range.iter().all(|it| it.is_empty()) { String::new() } else { range.join("–") };
    let day = if range.is_empty() { day.unwrap_or_default() } else { &range };
    let circa = !day.is_empty() && of("BirthDate_Circa").eq_ignore_ascii_case("true");
    let day = if circa { format!("ca. {day}") } else { day.to_owned() };
    let born = [&*day, of("BirthDate_City"), of("BirthDate_Place"), cells.country("BirthDate")];
    add(&mut entry.births, &joined(born))?;
    add(&mut entry.nationalities, cells.country("Citizenship"))?;
    let number = of("Identification_Number");
    if !number.is_empty() {
        let known = [number, of("Identification_TypeDescription"), cells.country("Identification")];
        add(&mut entry.identifications, &joined(known))?;
    }
    add(&mut entry.programmes, of("Entity_Regulation_Programme"))?;
    add(&mut entry.regulations, of("Entity_Regulation_NumberTitle"))?;
    if is_link(of("Entity_Regulation_PublicationUrl")) {
        add(&mut entry.links, of("Entity_Regulation_PublicationUrl"))?;
    }
    Ok(())
}

struct Columns(HashMap<String, usize>);

impl Columns {
    fn of(head: &StringRecord) -> Result<Self, Fault> {
        let name = |cell: &str| cell.trim_start_matches('\u{feff}').trim().to_ascii_lowercase();
        let columns = Self(head.iter().enumerate().map(|(at, cell)| (name(cell), at)).collect());
        let missing: Vec<&str> = NEEDED.into_iter().filter(|it| columns.at(it).is_none()).collect();
        if missing.is_empty() { Ok(columns) } else { Err(Fault::Columns(missing)) }
    }

    fn at(&self, name: &str) -> Option<usize> {
        self.0.get(&name.to_ascii_lowercase()).copied()
    }
}

struct Cells<'a> {
    columns: &'a Columns,
    row: &'a StringRecord,
}

impl<'a> Cells<'a> {
    fn of(&self, name: &str) -> &'a str {
        self.columns.at(name).and_then(|at| self.row.get(at)).map(str::trim).unwrap_or_default()
    }

    /// The country of a group of columns, by its name or its code.
    fn country(&self, group: &str) -> &'a str {
        let names = ["CountryDescription", "CountryIso2Code"].map(|it| self.of(&format!("{group}_{it}")));
        names.into_iter().find(|it| !it.is_empty() && !is_unknown(it)).unwrap_or_default()
    }
}
