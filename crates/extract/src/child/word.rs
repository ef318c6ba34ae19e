//! Doing one task with Word files.

use bytes::Bytes;
use legalmind_docx::{
    Author, Choice, Decision, Edit, Error, FillError, Mode, Package, Refusal, Revision, Target, Text,
    TextFault, compare, compose_text, read_text,
};

use crate::word::{Counts, Read, Reply, Task, Tried};

/// Does the task; the reply, and the bytes of a file that was made.
pub fn done(task: Task, lengths: &[usize], bytes: &Bytes) -> Result<(Reply, Vec<u8>), Error> {
    let mut rest = bytes.clone();
    let mut files = Vec::new();
    for &length in lengths {
        if length > rest.len() {
            return Err(Error::Truncated);
        }
        files.push(Package::open(rest.split_to(length))?);
    }
    let mut files = files.into_iter();
    let file = files.next().ok_or(Error::Empty)?;
    match task {
        Task::Read { from, count } => {
            let read = Read {
                reading: file.reading_of(from..from.saturating_add(count))?,
                revisions: file.revisions()?,
                facts: file.facts().clone(),
            };
            Ok((Reply::Read(Box::new(read)), Vec::new()))
        }
        Task::Try(edits) => Ok((Reply::Tried(tried(&file, edits)), Vec::new())),
        Task::Change { edits, mode, accept, reject } => changed(file, &edits, &mode, &accept, &reject),
        Task::Compare(author) => {
            let other = files.next().ok_or(Error::Empty)?;
            compared(&file, &other, &author)
        }
        Task::Template => match file.template() {
            Ok(used) => Ok((Reply::Template(Ok(used)), Vec::new())),
            Err(error) => faulty(error),
        },
        Task::Fill(filling) => match file.fill(&filling) {
            Ok(filled) => Ok((Reply::Filled { missing: filled.missing }, filled.package.save()?)),
            Err(error) => faulty(error),
        },
        Task::ReadText(filling) => {
            let read = match filling {
                Some(filling) => file.fill_text(&filling),
                None => read_text(&file).map_err(FillError::Word),
            };
            match read {
                Ok(read) => Ok((Reply::Text { text: read.text.json(), left: read.left }, Vec::new())),
                Err(error) => faulty(error),
            }
        }
        Task::ComposeText { filling, text } => match file.fill(&filling) {
            Ok(filled) => Ok((Reply::Composed, composed(&filled.package, &text)?)),
            Err(error) => faulty(error),
        },
        Task::Print => Ok((Reply::Print, file.for_print()?)),
        Task::CompareTexts { filling, sides, author } => {
            let template = match file.fill(&filling) {
                Ok(filled) => filled.package,
                Err(error) => return faulty(error),
            };
            let mut side = |text: &Option<String>| match text {
                Some(text) => Package::open(composed(&template, text)?),
                None => files.next().ok_or(Error::Empty),
            };
            let [first, second] = sides.as_ref();
            compared(&side(first)?, &side(second)?, &author)
        }
    }
}

fn composed(template: &Package, text: &str) -> Result<Vec<u8>, Error> {
    let fault = |fault: TextFault| Error::Malformed { part: "text".into(), at: 0, what: fault.to_string() };
    compose_text(template, &Text::parse(text).map_err(fault)?)
}

fn faulty(error: FillError) -> Result<(Reply, Vec<u8>), Error> {
    match error {
        FillError::Template(faults) => Ok((Reply::Template(Err(faults)), Vec::new())),
        FillError::Word(error) => Err(error),
        FillError::Answers => Err(Error::OtherKind("answers that are no JSON object".into())),
        FillError::TooLarge => Err(Error::Bomb { what: "the filled document is too large".into() }),
    }
}

fn counts(file: &Package) -> Result<Counts, Error> {
    Ok(Counts { revisions: file.revisions()?.len(), comments: file.reading_of(0..0)?.comments.len() })
}

/// Tries all operations at once, and leaves out what is refused until the rest fits.
fn tried(file: &Package, edits: Vec<Edit>) -> Vec<Result<Tried, Refusal>> {
    let mode = Mode::Tracked(Author {
        name: "?".to_owned(),
        initials: String::new(),
        date: "2000-01-01T00:00:00Z".to_owned(),
    });
    let place = |edit: &Edit| {
        let target = edit.target().ok_or(Refusal::NotFound)?;
        file.place(target).map(|(address, text)| Tried { address, text })
    };
    let mut out: Vec<Result<Tried, Refusal>> = edits.iter().map(place).collect();
    // the operations that may still fit, and which they are
    let (mut numbers, mut fit): (Vec<usize>, Vec<Edit>) =
        edits.into_iter().enumerate().filter(|(at, _)| out.get(*at).is_some_and(Result::is_ok)).unzip();
    while !fit.is_empty() {
        let (at, refusal) = match file.clone().apply(&fit, &mode) {
            Ok(_) => break,
            Err(Error::Refused { edit, refusal }) => (edit.min(fit.len() - 1), refusal),
            Err(_) => (fit.len() - 1, Refusal::Unsupported("a damaged paragraph".into())),
        };
        fit.remove(at);
        if let Some(slot) = out.get_mut(numbers.remove(at)) {
            *slot = Err(refusal);
        }
    }
    out
}

fn changed(
    mut file: Package,
    edits: &[Edit],
    mode: &Mode,
    accept: &[usize],
    reject: &[usize],
) -> Result<(Reply, Vec<u8>), Error> {
    let before = counts(&file)?;
    if !edits.is_empty() {
        file.apply(edits, mode)?;
    }
    let decided: Vec<(usize, Decision)> = (accept.iter().map(|&at| (at, Decision::Accept)))
        .chain(reject.iter().map(|&at| (at, Decision::Reject)))
        .collect();
    if !decided.is_empty() {
        decide(&mut file, mode, before.revisions, &decided)?;
    }
    let after = counts(&file)?;
    Ok((Reply::Changed { before, after }, file.save()?))
}

/// Decides on the changes that were there, by the numbers they had before ours came in between.
fn decide(file: &mut Package, mode: &Mode, many: usize, decided: &[(usize, Decision)]) -> Result<(), Error> {
    let ours = |it: &Revision| match mode {
        Mode::Tracked(author) => it.author == author.name && it.date.as_deref() == Some(&author.date),
        Mode::Direct => false,
    };
    let now = file.revisions()?;
    let theirs = now.iter().filter(|it| !ours(it)).count();
    if theirs != many {
        return Err(Error::Loss { what: "revisions".into(), before: many, after: theirs });
    }
    // the number each of the present revisions had; none for ours
    let mut next = 0..many;
    let mut had: Vec<Option<usize>> =
        now.iter().map(|it| if ours(it) { None } else { next.next() }).collect();
    for &(number, decision) in decided {
        if number >= many {
            return Err(Error::NoRevision(number));
        }
        // gone already: the other side of a move, or inside of a text that went
        let Some(at) = had.iter().position(|it| *it == Some(number)) else { continue };
        let before = file.revisions()?;
        file.resolve(&Choice::One(at), decision)?;
        let after = file.revisions()?;
        had = left(&before, &after, at, had)?;
    }
    Ok(())
}

/// Which revisions are left when the one at `gone` went, and perhaps others with it.
fn left(
    before: &[Revision],
    after: &[Revision],
    gone: usize,
    had: Vec<Option<usize>>,
) -> Result<Vec<Option<usize>>, Error> {
    let mut rest = after.iter().peekable();
    let mut extra = before.len().saturating_sub(1).saturating_sub(after.len());
    let mut out = Vec::with_capacity(after.len());
    for (at, (old, number)) in before.iter().zip(had).enumerate() {
        if at == gone {
            continue;
        }
        let same = rest.peek().is_some_and(|new| {
            (new.kind, &new.author, &new.date) == (old.kind, &old.author, &old.date)
                && (extra == 0 || new.text == old.text)
        });
        if same {
            rest.next();
            out.push(number);
        } else if extra > 0 {
            extra -= 1;
        } else {
            break;
        }
    }
    if out.len() == after.len() {
        return Ok(out);
    }
    Err(Error::Loss { what: "revisions".into(), before: before.len(), after: after.len() })
}

fn compared(first: &Package, second: &Package, author: &Author) -> Result<(Reply, Vec<u8>), Error> {
    let made = compare(first, second, author)?;
    let accepted = |file: &Package| {
        let mut file = file.clone();
        file.resolve(&Choice::All, Decision::Accept)?;
        file.reading()
    };
    let sides = Box::new((accepted(first)?, accepted(second)?));
    let reply = Reply::Compared { differences: made.differences, sides };
    Ok((reply, made.package.save()?))
}

/// What an operation applies to.
trait HasTarget {
    fn target(&self) -> Option<&Target>;
}

impl HasTarget for Edit {
    fn target(&self) -> Option<&Target> {
        match self {
            Self::Replace { target, .. }
            | Self::InsertText { target, .. }
            | Self::Delete { target }
            | Self::DeleteParagraph { target }
            | Self::Comment { target, .. }
            | Self::SetStyle { target, .. } => Some(target),
            Self::InsertParagraphs { after, .. } => Some(after),
            Self::MoveParagraphs { first, .. } => Some(first),
            Self::Fill { .. } => None,
        }
    }
}
