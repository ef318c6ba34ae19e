//! `legalmind sanctions`: lists of sanctions onto the shelf, what is there, a name held against them.

use std::path::PathBuf;

use anyhow::{Context as _, Result, anyhow, bail};
use clap::{Args, Subcommand};
use jiff::civil::Date;
use legalmind_compliance::sanction::{Asked, Screener};
use legalmind_core::{
    Timestamp,
    account::Language,
    party::{LikenessKind, PartyRole},
    sanction::{ListAge, ListHead, PossibleMatch, SanctionList},
};
use legalmind_law::{
    day_of,
    sanction::{Shelf, Standing, Told},
};
use legalmind_seal::world;

use crate::{config::Config, house};

/// Lists of sanctions.
#[derive(Subcommand)]
pub enum Sanctions {
    /// Import a list, in the place of the one before; a broken file is refused and the old list stays.
    Import(Import),
    /// The lists with their day and age.
    List(Spoken),
    /// Hold a name against the lists. A possible match is no match.
    Screen(Screen),
}

/// In which language is printed.
#[derive(Args, Clone, Copy)]
pub struct Spoken {
    /// Print in English.
    #[arg(long)]
    english: bool,
}

/// What is imported.
#[derive(Args)]
pub struct Import {
    /// The file: of the EU the XML (version 1.1) or CSV of the Financial Sanctions Files; of the
    /// Netherlands the Nationale sanctielijst terrorisme, saved as CSV.
    file: PathBuf,
    /// Which list it is: eu or nl.
    #[arg(long, value_parser = list_of)]
    list: SanctionList,
    /// The day of the list, YYYY-MM-DD, where the file does not tell it.
    #[arg(long)]
    date: Option<Date>,
    /// Import it though it is older or much smaller than the present list.
    #[arg(long)]
    anyway: bool,
    #[command(flatten)]
    spoken: Spoken,
}

/// Who is looked for.
#[derive(Args)]
pub struct Screen {
    /// The name of a person or an organisation.
    name: String,
    #[command(flatten)]
    spoken: Spoken,
}

fn list_of(text: &str) -> Result<SanctionList, String> {
    SanctionList::parse(text).ok_or_else(|| "a list is eu or nl".to_owned())
}

impl Spoken {
    const fn say(self, nl: &'static str, en: &'static str) -> &'static str {
        if self.english { en } else { nl }
    }

    const fn language(self) -> Language {
        if self.english { Language::En } else { Language::Nl }
    }
}

impl Sanctions {
    /// Runs the command.
    ///
    /// # Errors
    /// In words for the person at the terminal.
    pub fn run(self, config: &Config) -> Result<()> {
        std::fs::create_dir_all(&config.data.dir).context("the data directory cannot be made")?;
        let (shelf, now) = (house::shelf(config), world::system().now());
        match self {
            Self::Import(import) => import.run(&shelf, now),
            Self::List(spoken) => list(&shelf, now, spoken),
            Self::Screen(screen) => screen.run(&shelf, now),
        }
    }
}

impl Import {
    fn run(&self, shelf: &Shelf, now: Timestamp) -> Result<()> {
        let spoken = self.spoken;
        let told = Told { list: self.list, date: self.date, now };
        let read = shelf.import(&self.file, told, self.anyway).map_err(|refused| {
            let stays = spoken.say("de lijst die er was blijft", "the list that was there stays");
            anyhow!("{}: {} ({stays})", self.file.display(), refused.words(spoken.language()))
        })?;
        println!("{}", line(&read.list.head, now, spoken));
        if read.nameless > 0 {
            let nameless =
                spoken.say("vermeldingen zonder naam overgeslagen", "entries without a name passed over");
            println!("{} {nameless}", read.nameless);
        }
        for column in &read.without {
            println!("{}: {column}", spoken.say("niet in het bestand", "not in the file"));
        }
        Ok(())
    }
}

fn list(shelf: &Shelf, now: Timestamp, spoken: Spoken) -> Result<()> {
    for (list, standing) in shelf.now()? {
        match standing {
            Standing::Present(found) => println!("{}", line(&found.head, now, spoken)),
            Standing::Damaged => {
                let what = spoken.say("beschadigd; importeer haar opnieuw", "damaged; import it again");
                println!("{}  {what}", list.as_str());
            }
            Standing::Absent => {
                let what = spoken.say("niet geïmporteerd", "not imported");
                println!("{0}  {what}: legalmind sanctions import FILE --list {0}", list.as_str());
            }
        }
    }
    Ok(())
}

/// A list with its day, and what its age means.
fn line(head: &ListHead, now: Timestamp, spoken: Spoken) -> String {
    let counts = match spoken.english {
        true => format!("{} entries, {} names", head.entries, head.names),
        false => format!("{} vermeldingen, {} namen", head.entries, head.names),
    };
    let age = match ListAge::of(head.date, day_of(now)) {
        ListAge::Fresh => "",
        ListAge::Old => {
            spoken.say("; ouder dan een week: haal een nieuwe", "; older than a week: fetch a new one")
        }
        ListAge::Stale => spoken.say(
            "; TWEE JAAR OF OUDER: dat iemand er niet op staat zegt niets",
            "; TWO YEARS OR OLDER: that somebody is not on it says nothing",
        ),
    };
    format!("{}  {}  {counts}{age}", head.list.as_str(), head.date)
}

impl Screen {
    fn run(&self, shelf: &Shelf, now: Timestamp) -> Result<()> {
        let spoken = self.spoken;
        let lists = shelf.now()?;
        if lists.iter().any(|(_, it)| matches!(it, Standing::Damaged)) {
            bail!(
                "{}",
                spoken.say(
                    "een lijst is beschadigd; importeer haar opnieuw",
                    "a list is damaged; import it again"
                )
            );
        }
        let present: Vec<_> = lists.iter().filter_map(|(_, it)| it.list().cloned()).collect();
        if present.is_empty() {
            let how = "legalmind sanctions import FILE --list eu";
            bail!("{}: {how}", spoken.say("er is geen lijst geïmporteerd", "no list was imported"));
        }
        for list in &present {
            println!("{}", line(&list.head, now, spoken));
        }
        let asked = Asked { name: self.name.clone(), role: PartyRole::Other };
        let Some(found) = Screener::of(present).screen(&[asked]).pop() else { return Ok(()) };
        if found.matches.is_empty() {
            let none = "geen naam die lijkt op deze lijsten";
            println!("\n{}", spoken.say(none, "no name that is like it on these lists"));
            return Ok(());
        }
        let warning = "mogelijke overeenkomst is geen overeenkomst: vergelijk geboortedatum en nationaliteit";
        println!(
            "\n{}",
            spoken.say(warning, "a possible match is no match: compare the day of birth and the nationality")
        );
        for one in &found.matches {
            print!("{}", lines(one, spoken));
        }
        if found.more > 0 {
            println!(
                "\n+ {} {}",
                found.more,
                spoken.say("meer; de naam zegt te weinig", "more; the name says too little")
            );
        }
        Ok(())
    }
}

fn lines(one: &PossibleMatch, spoken: Spoken) -> String {
    let likeness = match one.likeness {
        LikenessKind::Same => spoken.say("zelfde naam", "same name"),
        LikenessKind::Spelling => spoken.say("andere spelling", "other spelling"),
        LikenessKind::Part => spoken.say("deel van de naam", "part of the name"),
        LikenessKind::Sound => spoken.say("klinkt gelijk", "sounds alike"),
    };
    let entry = &one.entry;
    let mut out = format!("\n{} ({likeness}; {} {})\n", one.alike, one.list.as_str(), entry.reference);
    let of = [
        (spoken.say("geboren", "born"), &entry.births),
        (spoken.say("nationaliteit", "nationality"), &entry.nationalities),
        (spoken.say("kenmerken", "identification"), &entry.identifications),
        (spoken.say("programma", "programme"), &entry.programmes),
        (spoken.say("besluit", "regulation"), &entry.regulations),
    ];
    for (what, values) in of {
        if !values.is_empty() {
            out.push_str(&format!("  {what}: {}\n", values.join("; ")));
        }
    }
    out
}
