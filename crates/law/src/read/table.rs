//! A law as a table of articles (CSV): one row an article, its words without the division into
//! leden. Which law it is stands in the rows, which day in the name of the file.

use std::io::Read;

use jiff::civil::Date;

use super::{Sink, toestand::is_bwb, xml::squeeze};
use crate::{
    Error, Result,
    statute::{ARTICLES, Head, Level, Line, Provision, ProvisionKind, Standing},
};

/// The largest file, in bytes: a row of it is read as a whole.
pub const MAX_FILE: u64 = 64 << 20;
/// The largest row, in bytes.
const MAX_ROW: usize = 4 << 20;
/// The columns without which a table is none of a law.
const NEEDED: [&str; 4] = ["law_id", "law_name", "artikel", "text"];
/// The columns of the structure, the widest first: the place, and the heading that belongs to it.
const LEVELS: [(&str, &str); 3] =
    [("hoofdstuk", "hoofdstuk_titel"), ("afdeling", "titel_titel"), ("paragraaf", "afdeling_titel")];

/// Whether a text begins as such a table does.
#[must_use]
pub fn fits(beginning: &str) -> bool {
    let header = beginning.lines().next().unwrap_or_default();
    let columns: Vec<&str> = header.split(',').map(str::trim).collect();
    NEEDED.iter().all(|needed| columns.contains(needed))
}

/// The day and edition in a name like `BWBR0005290_2024-07-01_0.csv`.
fn state(name: &str) -> Option<(Date, u16)> {
    let mut pieces = name.split('.').next()?.split('_').skip(1);
    Some((pieces.next()?.parse().ok()?, pieces.next().and_then(|edition| edition.parse().ok()).unwrap_or(0)))
}

/// Reads a table; `name` is the file's.
///
/// # Errors
/// As [`Error`] says.
pub fn read(source: impl Read, name: &str, sink: &mut dyn Sink) -> Result<()> {
    let (from, edition) = state(name).ok_or(Error::Missing("date in the file's name"))?;
    let mut table = csv::Reader::from_reader(source);
    let columns = table.headers().map_err(fault)?.clone();
    let column = |name: &str| columns.iter().position(|known| known.trim() == name);
    let mut law: Option<String> = None;
    for row in table.records() {
        let row = row.map_err(fault)?;
        if row.as_slice().len() > MAX_ROW {
            return Err(Error::TooLarge { what: "one row", limit: MAX_ROW as u64 });
        }
        let cell = |name: &str| column(name).and_then(|at| row.get(at)).map(squeeze).unwrap_or_default();
        let number = cell("law_id").to_uppercase();
        match &law {
            None => {
                if !is_bwb(&number) {
                    return Err(Error::Invalid("BWB number"));
                }
                let title = cell("law_name");
                sink.head(&Head {
                    law: number.clone(),
                    kind: "wet".to_owned(),
                    long_title: title.clone(),
                    title,
                    from,
                    edition,
                })?;
                law = Some(number);
            }
            Some(known) if *known != number => return Err(Error::Invalid("table of one law")),
            Some(_) => {}
        }
        sink.provision(article(&cell))?;
    }
    law.map(|_| ()).ok_or(Error::Missing("provisions"))
}

fn article(cell: &dyn Fn(&str) -> String) -> Provision {
    let number = cell("artikel").trim_start_matches("Artikel").trim().to_owned();
    let text = cell("text");
    let repealed = matches!(text.trim_end_matches('.'), "Vervallen" | "vervallen");
    let levels = LEVELS.iter().map(|(place, heading)| level(&cell(place), cell(heading)));
    Provision {
        kind: ProvisionKind::Article,
        number,
        heading: cell("article_name"),
        // where nothing stands between, the column names the article itself
        path: levels.filter(|it| !it.kind.is_empty() && !ARTICLES.contains(&it.kind.as_str())).collect(),
        standing: if repealed { Standing::Repealed } else { Standing::InForce },
        since: None,
        lines: vec![Line { text, ..Line::default() }],
    }
}

/// `Titeldeel10` is a level of its own.
fn level(place: &str, heading: String) -> Level {
    let at = place.find(|c: char| !c.is_alphabetic() && c != '-').unwrap_or(place.len());
    let (kind, number) = place.split_at_checked(at).unwrap_or((place, ""));
    Level { kind: kind.to_lowercase(), label: kind.to_owned(), number: number.to_owned(), heading }
}

fn fault(error: csv::Error) -> Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => Error::Io(error),
        csv::ErrorKind::Utf8 { .. } => Error::Encoding,
        csv::ErrorKind::UnequalLengths { .. } => Error::Truncated,
        _ => Error::Malformed { at: 0 },
    }
}
