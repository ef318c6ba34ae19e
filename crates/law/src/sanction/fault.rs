//! Why a list was not taken, at its place, in both languages.

use std::{fmt, io};

use jiff::civil::Date;
use legalmind_core::{account::Language, sanction::SanctionList};

/// Where a file goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The file as a whole.
    File,
    /// At this byte.
    Byte(u64),
    /// In this line, from 1.
    Line(u64),
}

/// Why a list was not taken; the list before stays.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.words(Language::En))]
pub struct Refused {
    /// Where.
    pub place: Place,
    /// What.
    pub fault: Fault,
}

/// What is wrong with a file, or with the shelf.
#[derive(Debug)]
pub enum Fault {
    /// There is nothing in it.
    Empty,
    /// More than is read.
    TooLarge {
        /// How much is, in MB.
        megabytes: u64,
    },
    /// It is no file of this list.
    UnknownFormat(SanctionList),
    /// It is XML of another vocabulary.
    UnknownSchema(String),
    /// It ends before its end.
    Truncated,
    /// Not well-formed.
    Malformed,
    /// Not in UTF-8.
    Encoding,
    /// It declares or uses entities of its own.
    Entities,
    /// It does not tell the day that it is of.
    NoDate,
    /// That is no day.
    BadDate(String),
    /// Its day has not come yet.
    Future(Date),
    /// It tells another day than the one that was told of it.
    OtherDate {
        /// In the file.
        file: Date,
        /// Told, or in another line.
        told: Date,
    },
    /// It lacks columns without which names cannot be compared.
    Columns(Vec<&'static str>),
    /// Nobody stands on it.
    NoEntries,
    /// More of one thing than is kept.
    TooMany {
        /// Of what.
        what: Counted,
        /// How much is kept.
        limit: usize,
    },
    /// It is older than the present list.
    Older {
        /// The day of the present list.
        present: Date,
        /// The day of this one.
        new: Date,
    },
    /// Less than half stands on it of what stands on the present list.
    Smaller {
        /// On the present list.
        present: u32,
        /// On this one.
        new: u32,
    },
    /// A kept list does not open.
    Damaged,
    /// A file cannot be read or written.
    Io(io::Error),
}

/// What is counted of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Entries.
    Entries,
    /// Names, days or numbers of one entry.
    OfEntry,
    /// Characters of one text.
    Characters,
}

impl Fault {
    /// The fault at a place.
    pub(super) fn at(self, place: Place) -> Refused {
        Refused { place, fault: self }
    }

    /// A name for catalogues and for machines.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLarge { .. } => "too_large",
            Self::UnknownFormat(_) => "unknown_format",
            Self::UnknownSchema(_) => "unknown_schema",
            Self::Truncated => "truncated",
            Self::Malformed => "malformed",
            Self::Encoding => "encoding",
            Self::Entities => "entities",
            Self::NoDate => "no_date",
            Self::BadDate(_) => "bad_date",
            Self::Future(_) => "future",
            Self::OtherDate { .. } => "other_date",
            Self::Columns(_) => "columns",
            Self::NoEntries => "no_entries",
            Self::TooMany { .. } => "too_many",
            Self::Older { .. } => "older",
            Self::Smaller { .. } => "smaller",
            Self::Damaged => "damaged",
            Self::Io(_) => "io",
        }
    }

    /// What is wrong and what to do, in Dutch.
    fn dutch(&self) -> String {
        match self {
            Self::Empty => "het bestand is leeg; haal het opnieuw op".to_owned(),
            Self::TooLarge { megabytes } => format!("het bestand is groter dan {megabytes} MB"),
            Self::UnknownFormat(SanctionList::Eu) => {
                "dit is geen EU-sanctielijst: geef het XML-bestand (versie 1.1) of het CSV-bestand van de Financial Sanctions Files".to_owned()
            }
            Self::UnknownFormat(SanctionList::Nl) => {
                "dit is geen tabel: open de Nationale sanctielijst terrorisme (ODS) en bewaar haar als CSV".to_owned()
            }
            Self::UnknownSchema(name) => format!("dit XML-schema is niet bekend: {name}"),
            Self::Truncated => "het bestand is afgebroken; haal het opnieuw op".to_owned(),
            Self::Malformed => "het bestand is hier niet goed gevormd; haal het opnieuw op".to_owned(),
            Self::Encoding => "het bestand is niet in UTF-8".to_owned(),
            Self::Entities => "het bestand gebruikt eigen entiteiten; die worden niet uitgewerkt".to_owned(),
            Self::NoDate => "het bestand zegt niet van welke dag de lijst is; geef de dag met --date JJJJ-MM-DD".to_owned(),
            Self::BadDate(text) => format!("dit is geen dag: {text}"),
            Self::Future(date) => format!("de dag van de lijst, {date}, moet nog komen"),
            Self::OtherDate { file, told } => format!("de lijst is van {file} en niet van {told}"),
            Self::Columns(names) => format!("deze kolommen ontbreken: {}", names.join(", ")),
            Self::NoEntries => "er staat niemand op de lijst".to_owned(),
            Self::TooMany { what, limit } => {
                let what = match what {
                    Counted::Entries => "vermeldingen",
                    Counted::OfEntry => "gegevens bij één vermelding",
                    Counted::Characters => "tekens in één tekst",
                };
                format!("meer dan {limit} {what}")
            }
            Self::Older { present, new } => {
                format!("deze lijst is van {new}, de aanwezige van {present}; gebruik --anyway als dat zo moet zijn")
            }
            Self::Smaller { present, new } => format!(
                "er staan {new} vermeldingen op, op de aanwezige lijst {present}; gebruik --anyway als dat klopt"
            ),
            Self::Damaged => "de bewaarde lijst is beschadigd; importeer haar opnieuw".to_owned(),
            Self::Io(error) => format!("het bestand kan niet worden gelezen of geschreven: {error}"),
        }
    }

    /// The same in English.
    fn english(&self) -> String {
        match self {
            Self::Empty => "the file is empty; fetch it again".to_owned(),
            Self::TooLarge { megabytes } => format!("the file is larger than {megabytes} MB"),
            Self::UnknownFormat(SanctionList::Eu) => {
                "this is no EU sanctions list: give the XML file (version 1.1) or the CSV file of the Financial Sanctions Files".to_owned()
            }
            Self::UnknownFormat(SanctionList::Nl) => {
                "this is no table: open the Dutch national sanctions list (ODS) and save it as CSV".to_owned()
            }
            Self::UnknownSchema(name) => format!("this XML schema is not known: {name}"),
            Self::Truncated => "the file is cut off; fetch it again".to_owned(),
            Self::Malformed => "the file is not well-formed here; fetch it again".to_owned(),
            Self::Encoding => "the file is not in UTF-8".to_owned(),
            Self::Entities => "the file uses entities of its own; these are not expanded".to_owned(),
            Self::NoDate => "the file does not tell the day of the list; give it with --date YYYY-MM-DD".to_owned(),
            Self::BadDate(text) => format!("this is no day: {text}"),
            Self::Future(date) => format!("the day of the list, {date}, has not come yet"),
            Self::OtherDate { file, told } => format!("the list is of {file} and not of {told}"),
            Self::Columns(names) => format!("these columns are missing: {}", names.join(", ")),
            Self::NoEntries => "nobody stands on the list".to_owned(),
            Self::TooMany { what, limit } => {
                let what = match what {
                    Counted::Entries => "entries",
                    Counted::OfEntry => "facts of one entry",
                    Counted::Characters => "characters in one text",
                };
                format!("more than {limit} {what}")
            }
            Self::Older { present, new } => {
                format!("this list is of {new}, the present one of {present}; use --anyway if that is meant")
            }
            Self::Smaller { present, new } => format!(
                "it has {new} entries, the present list {present}; use --anyway if that is right"
            ),
            Self::Damaged => "the kept list is damaged; import it again".to_owned(),
            Self::Io(error) => format!("the file cannot be read or written: {error}"),
        }
    }
}

impl Refused {
    /// Where and what, in a language.
    #[must_use]
    pub fn words(&self, language: Language) -> String {
        let what = match language {
            Language::Nl => self.fault.dutch(),
            Language::En => self.fault.english(),
        };
        match (self.place, language) {
            (Place::File, _) => what,
            (Place::Byte(at), _) => format!("byte {at}: {what}"),
            (Place::Line(line), Language::Nl) => format!("regel {line}: {what}"),
            (Place::Line(line), Language::En) => format!("line {line}: {what}"),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.english())
    }
}

impl std::error::Error for Fault {}

impl From<Fault> for Refused {
    fn from(fault: Fault) -> Self {
        fault.at(Place::File)
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}
