//! The use cases: what a firm asks of the public law. What was asked is content of the firm: it is
//! neither logged nor kept here.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::{civil::Date, tz::TimeZone};
use legalmind_core::{CharRange, Ctx, Timestamp};
use legalmind_search::{Analyser, Embed};
use legalmind_text::{
    compound::Compounds,
    reference::{self, Article, Reference},
};

use crate::{
    Error, Result,
    cutter::Cutter,
    difference::{Stretch, between},
    import::{self, Outcome, Tally},
    library::{
        Cited, Library, Snapshot,
        catalogue::{OnDay, State},
        search::{Asking, Hit, Within},
    },
    meaning::{Meaning, Question},
    selection::select,
    statute::{Provision, Standing},
    verdict::{self, Checked, DecisionFound, ProvisionOn, Subject},
};

/// The most references of one text that are checked; what comes after is told to be too much.
pub const MAX_REFERENCES: usize = 200_000;

/// The public law, as the firms see it.
#[derive(Clone, Debug)]
pub struct Law {
    library: Arc<Library>,
    meaning: Option<Arc<Meaning>>,
}

/// A law in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// BWB or CELEX number.
    pub number: String,
    /// The title by which it is cited.
    pub title: String,
    /// Abbreviations.
    pub abbreviations: Vec<String>,
    /// Its states, the oldest first: first day, last day, how many articles.
    pub states: Vec<(Date, Date, u64)>,
}

/// An article of a law through time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The first day of these words in the library.
    pub from: Date,
    /// The last.
    pub until: Date,
    /// The words; none where the law had no such article.
    pub text: Option<String>,
}

/// A decision that cites something, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citing {
    /// The decision.
    pub decision: DecisionFound,
    /// The places.
    pub places: Vec<Cited>,
}

impl Law {
    /// Opens the library in this folder; an empty one where there is none.
    ///
    /// # Errors
    /// [`Error::Form`] where the folder holds something else.
    pub fn open(root: &Path, compounds: Compounds) -> Result<Self> {
        let library = Arc::new(Library::open(root, Arc::new(Analyser::new(compounds)))?);
        Ok(Self { library, meaning: None })
    }

    /// The same, where articles are also found by what they mean.
    ///
    /// # Errors
    /// Where the disk fails.
    pub fn by_meaning(self, embed: Arc<dyn Embed>) -> Result<Self> {
        Ok(Self { meaning: Some(Arc::new(Meaning::open(&self.library, embed)?)), ..self })
    }

    /// Makes the vectors that the library lacks, in a context of the house's own, until it is dropped;
    /// ends at once where there is no model for them.
    pub async fn follow(&self, ctx: impl Fn() -> Ctx + Send + Sync) {
        if let Some(meaning) = &self.meaning {
            meaning.follow(&self.library, ctx).await;
        }
    }

    /// What a question means, for [`Law::answering`]: only where it may be given to a model. None where
    /// there is no model or it cannot be reached; words alone answer then.
    pub async fn question(&self, ctx: &Ctx, words: &str) -> Option<Question> {
        self.meaning.as_ref()?.question(ctx, words).await
    }

    /// Imports files and folders, for an operator; `told` hears of each file as it is done.
    ///
    /// # Errors
    /// [`Error::Busy`]; where the library cannot be written.
    pub fn import(&self, paths: &[PathBuf], told: &mut dyn FnMut(&Path, &Outcome)) -> Result<Tally> {
        import::import(&self.library, paths, told)
    }

    /// The laws of the library.
    ///
    /// # Errors
    /// Where the library cannot be read.
    pub fn list(&self) -> Result<Vec<Listed>> {
        let now = self.library.now()?;
        let laws = now.catalogue.laws.values().map(|law| Listed {
            number: law.number.clone(),
            title: law.title.clone(),
            abbreviations: law.abbreviations.clone(),
            states: law.current().map(|state| (state.head.from, state.until, state.articles)).collect(),
        });
        Ok(laws.collect())
    }

    /// How many decisions the library holds.
    ///
    /// # Errors
    /// Where the library cannot be read.
    pub fn decisions(&self) -> Result<usize> {
        Ok(self.library.now()?.decisions)
    }

    /// The references in a text, each with what is said of it about a day; today where none is
    /// given.
    ///
    /// # Errors
    /// [`Error::TooLarge`] for a text with more references than are checked.
    pub fn check_text(&self, ctx: &Ctx, text: &str, on: Option<Date>) -> Result<Vec<Checked>> {
        let today = today(ctx);
        self.check(text, on.unwrap_or(today), today)
    }

    /// The same for an operator's command, who is of no firm.
    ///
    /// # Errors
    /// As [`Law::check_text`].
    pub fn check(&self, text: &str, on: Date, today: Date) -> Result<Vec<Checked>> {
        let now = self.library.now()?;
        let found = reference::find_with(text, &now.catalogue.names);
        if found.len() > MAX_REFERENCES {
            return Err(Error::TooLarge { what: "references", limit: MAX_REFERENCES as u64 });
        }
        let mut words = Cutter::new(text);
        found.into_iter().map(|reference| checked(&now, reference, &mut words, on, today)).collect()
    }

    /// What a person typed as references; nothing where it is none.
    ///
    /// # Errors
    /// Where the library cannot be read.
    pub fn find(&self, ctx: &Ctx, typed: &str, on: Option<Date>) -> Result<Vec<Checked>> {
        let typed: String = typed.chars().take(1_000).collect();
        self.check_text(ctx, &typed, on)
    }

    /// A provision on a day, by the law's number or key and the article's number.
    ///
    /// # Errors
    /// Where the library cannot be read.
    pub fn get_on(
        &self,
        ctx: &Ctx,
        law: &str,
        article: &str,
        on: Option<Date>,
    ) -> Result<(verdict::Reason, Option<ProvisionOn>)> {
        let now = self.library.now()?;
        let reference = as_reference(law, article);
        let today = today(ctx);
        let (reason, subject) = verdict::check(&now, &reference, on.unwrap_or(today), today)?;
        let provision = subject.and_then(|subject| match subject {
            Subject::Provision(provision) => Some(*provision),
            _ => None,
        });
        Ok((reason, provision))
    }

    /// The words of an article through time, states with the same words taken together.
    ///
    /// # Errors
    /// Where the library cannot be read.
    pub fn versions(&self, _: &Ctx, law: &str, article: &str) -> Result<Vec<Version>> {
        let now = self.library.now()?;
        let (key, number) = in_parts(law, article);
        let verdict::Place::Law(law, number) = verdict::place(&now, &key, &number) else {
            return Ok(Vec::new());
        };
        let mut out: Vec<Version> = Vec::new();
        for state in law.current() {
            let text = now.provision(state, &number)?.map(|provision| provision.text());
            match out.last_mut().filter(|last| last.text == text) {
                Some(last) => last.until = state.until,
                None => out.push(Version { from: state.head.from, until: state.until, text }),
            }
        }
        Ok(out)
    }

    /// What changed in an article between two days; `None` where one of the days has no text of it.
    ///
    /// # Errors
    /// Where the library cannot be read.
    pub fn differences(
        &self,
        _: &Ctx,
        law: &str,
        article: &str,
        older: Date,
        newer: Date,
    ) -> Result<Option<Vec<Stretch>>> {
        let now = self.library.now()?;
        let (key, number) = in_parts(law, article);
        let verdict::Place::Law(law, number) = verdict::place(&now, &key, &number) else {
            return Ok(None);
        };
        let text = |day: Date| -> Result<Option<String>> {
            let OnDay::State(state) = law.on(day) else { return Ok(None) };
            Ok(now.provision(state, &number)?.map(|provision| provision.text()))
        };
        Ok(match (text(older)?, text(newer)?) {
            (Some(older), Some(newer)) => Some(between(&older, &newer)),
            _ => None,
        })
    }

    /// The decisions that cite an article or a decision, by any spelling of it, the newest first.
    ///
    /// # Errors
    /// Where the library cannot be read.
    pub fn cited_by(&self, _: &Ctx, typed: &str) -> Result<Vec<Citing>> {
        let now = self.library.now()?;
        let Some(found) = reference::find_with(typed, &now.catalogue.names).into_iter().next() else {
            return Ok(Vec::new());
        };
        let citing = now.cited_by(&found.canonical)?.into_iter();
        Ok(citing
            .map(|(decision, places)| Citing { decision: verdict::found(decision, None), places })
            .collect())
    }

    /// A decision with all its paragraphs; none where it is not in the library.
    ///
    /// # Errors
    /// Where the library cannot be read.
    pub fn decision(&self, _: &Ctx, ecli: &str) -> Result<Option<DecisionFound>> {
        let found = self.library.now()?.decisions(&ecli.to_lowercase())?.into_iter().next();
        Ok(found.map(|decision| {
            let paragraphs = decision.paragraphs.clone();
            DecisionFound { paragraphs, ..verdict::found(decision, None) }
        }))
    }

    /// What a decision cites.
    ///
    /// # Errors
    /// Where the library cannot be read.
    pub fn cites(&self, _: &Ctx, ecli: &str) -> Result<Vec<Cited>> {
        self.library.now()?.cites(ecli)
    }

    /// The articles in force on a day that a question asks for, by its words and by what it means where
    /// that is given, the best first: each is the one that its
    /// number opens, so none of an annex or of a text that changes another law.
    ///
    /// # Errors
    /// Where the library cannot be read.
    pub fn answering(
        &self,
        ctx: &Ctx,
        words: &str,
        meant: Option<&Question>,
        on: Option<Date>,
        limit: usize,
    ) -> Result<Vec<ProvisionOn>> {
        let (now, day) = (self.library.now()?, on.unwrap_or_else(|| today(ctx)));
        let asking = meant.map_or(Asking::Widened, |question| Asking::Meant(question.meant()));
        let mut out = Vec::new();
        for hit in now.search_as(words, asking, Within::Provisions(day), limit.saturating_mul(BESIDE))? {
            let Hit::Provision(state, provision) = hit else { continue };
            let opens = provision.standing == Standing::InForce
                && !provision.is_quoted()
                && !provision.number.is_empty()
                && now.provision(&state, &provision.number)?.as_ref() == Some(&provision);
            if opens && let Some(Subject::Provision(on)) = shown(&now, &state, day, provision) {
                out.push(*on);
            }
            if out.len() == limit {
                break;
            }
        }
        Ok(out)
    }

    /// Provisions in force on a day, or decisions, by words.
    ///
    /// # Errors
    /// Where the library cannot be read.
    pub fn search(
        &self,
        ctx: &Ctx,
        words: &str,
        decisions: bool,
        on: Option<Date>,
        limit: usize,
    ) -> Result<Vec<Subject>> {
        let now = self.library.now()?;
        let day = on.unwrap_or_else(|| today(ctx));
        let within = if decisions { Within::Decisions } else { Within::Provisions(day) };
        let hits = now.search(words, within, limit)?.into_iter().map(|hit| match hit {
            Hit::Provision(state, provision) => shown(&now, &state, day, provision),
            Hit::Decision(decision) => Some(Subject::Decision(Box::new(verdict::found(decision, None)))),
        });
        Ok(hits.flatten().collect())
    }
}

/// So many hits are looked at for each article: those beside are no articles in force.
const BESIDE: usize = 4;

/// The day of a context where Dutch law holds.
#[must_use]
pub fn today(ctx: &Ctx) -> Date {
    day_of(ctx.at())
}

/// The day of a moment where Dutch law holds.
#[must_use]
pub fn day_of(at: Timestamp) -> Date {
    at.to_zoned(TimeZone::get("Europe/Amsterdam").unwrap_or(TimeZone::UTC)).date()
}

fn shown(now: &Snapshot, state: &State, day: Date, provision: Provision) -> Option<Subject> {
    let law = now.catalogue.laws.get(&state.head.law)?;
    let whole = select(&provision, None, &[], state.divided);
    let shown = verdict::shown(law, state, day, provision, whole, &Article::default());
    Some(Subject::Provision(Box::new(shown)))
}

fn checked(
    now: &Snapshot,
    reference: Reference,
    words: &mut Cutter<'_>,
    on: Date,
    today: Date,
) -> Result<Checked> {
    let (reason, subject) = verdict::check(now, &reference, on, today)?;
    Ok(Checked { words: words.cut(&reference), reference, reason, subject })
}

/// The key of a law and the number of an article under it: article 162 of BWBR0005289 is `bw` and
/// `6:162`.
fn in_parts(law: &str, article: &str) -> (String, String) {
    let number = article.trim().to_lowercase();
    let book = reference::by_number(&law.to_lowercase()).map_or("", |(_, book)| book);
    let number = if book.is_empty() || number.contains(':') { number } else { format!("{book}:{number}") };
    (reference::key_of(law), number)
}

/// A reference to an article by the law's number or key.
fn as_reference(law: &str, article: &str) -> Reference {
    let (law, number) = in_parts(law, article);
    let asked = Article { law, number, ..Article::default() };
    Reference {
        kind: reference::ReferenceKind::Article,
        canonical: format!("{}:{}", asked.law, asked.number),
        wider: Vec::new(),
        range: CharRange { start: 0, end: 0 },
        target: reference::Target::Article(asked),
    }
}
