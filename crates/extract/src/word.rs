//! Word files read and changed in the closed-off child: they are as untrusted as any other file.

use bytes::Bytes;
use legalmind_core::document::Reason;
use legalmind_docx::{Author, Difference, Edit, Error, Facts, Mode, Reading, Refusal, Revision};
pub use legalmind_docx::{Filling, Left, TemplateFault, TemplateUse};
use serde::{Deserialize, Serialize};

use crate::{Extractor, extractor::Reader, wire};

/// What is to be done with one file, or with two.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Task {
    /// A piece of its paragraphs, counted over all parts, with all its revisions and comments.
    Read {
        /// The first paragraph, from 0.
        from: usize,
        /// How many.
        count: usize,
    },
    /// Which of these operations fit, in their order: one that touches what an earlier one touches
    /// does not.
    Try(Vec<Edit>),
    /// Operations carried out, and changes that are there decided on.
    Change {
        /// The operations.
        edits: Vec<Edit>,
        /// How they land.
        mode: Mode,
        /// Numbers of revisions to accept, as the file has them now.
        accept: Vec<usize>,
        /// Numbers of revisions to reject.
        reject: Vec<usize>,
    },
    /// What differs in the second file.
    Compare(Author),
    /// What the file uses as a template.
    Template,
    /// The file as a template, filled.
    Fill(Box<Filling>),
    /// The file as a text; as a template, if there is something to fill it with.
    ReadText(Option<Box<Filling>>),
    /// A text as a Word file in the style of the first file, a template that is filled first.
    ComposeText {
        /// What the template is filled with, for its headers and footers.
        filling: Box<Filling>,
        /// The text, as JSON.
        text: String,
    },
    /// The file for a printer.
    Print,
    /// What differs between two sides, each a text in the style of the first file or a Word file.
    CompareTexts {
        /// What the template is filled with.
        filling: Box<Filling>,
        /// The first and the second side: a text, as JSON, or the next of the files.
        sides: Box<[Option<String>; 2]>,
        /// Whose the differences are.
        author: Author,
    },
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reply {
    /// To [`Task::Read`].
    Read(Box<Read>),
    /// To [`Task::Try`]: of each operation where it applies, or why not.
    Tried(Vec<Result<Tried, Refusal>>),
    /// To [`Task::Change`]; the bytes beside it are the new file.
    Changed {
        /// What the file had.
        before: Counts,
        /// What the new file has.
        after: Counts,
    },
    /// To [`Task::Compare`] and [`Task::CompareTexts`]; the bytes beside it are the first file with the differences as tracked
    /// changes.
    Compared {
        /// What differs.
        differences: Vec<Difference>,
        /// Both files with their revisions accepted.
        sides: Box<(Reading, Reading)>,
    },
    /// To [`Task::ReadText`].
    Text {
        /// The text, as JSON.
        text: String,
        /// What of the file is not in it.
        left: Left,
    },
    /// To [`Task::ComposeText`]; the bytes beside it are the document.
    Composed,
    /// To [`Task::Print`]; the bytes beside it are the file.
    Print,
    /// To [`Task::Template`]; to every task that fills where the template has faults.
    Template(Result<TemplateUse, Vec<TemplateFault>>),
    /// To [`Task::Fill`]; the bytes beside it are the document.
    Filled {
        /// What was printed between brackets, by path.
        missing: Vec<String>,
    },
}

/// A Word file as a screen shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Read {
    /// The paragraphs and comments.
    pub reading: Reading,
    /// All revisions, in the order of their numbers.
    pub revisions: Vec<Revision>,
    /// What the file says of itself.
    pub facts: Facts,
}

/// Where an operation applies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tried {
    /// The place.
    pub address: legalmind_docx::Address,
    /// The text that stands there.
    pub text: String,
}

/// How many tracked changes and comments a file has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Tracked changes.
    pub revisions: usize,
    /// Comments.
    pub comments: usize,
}

/// Why a task was not done.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The file, or an operation on it.
    #[error(transparent)]
    Word(#[from] Error),
    /// It took too much time or memory, or the child is at fault.
    #[error("the reading process ended: {}", .0.as_str())]
    Reason(Reason),
}

impl Extractor {
    /// Does a task with one Word file or two, in a child of its own; the reply, and the bytes of the
    /// file that was made.
    ///
    /// # Errors
    /// [`Fault`].
    pub async fn word(&self, task: Task, files: &[Bytes]) -> Result<(Reply, Bytes), Fault> {
        let limits = self.options().limits;
        let size: usize = files.iter().map(Bytes::len).sum();
        if size as u64 > limits.bytes {
            return Err(Fault::Reason(Reason::TooLarge));
        }
        let lengths = files.iter().map(Bytes::len).collect();
        let request = wire::Request::Word { task: Box::new(task), lengths };
        let mut reader = Reader::start(self.options(), false).map_err(|_| Fault::Reason(Reason::Internal))?;
        reader.ask(&request, &files.concat()).await.map_err(Fault::Reason)?;
        match reader.next().await.map_err(Fault::Reason)? {
            (wire::Answer::Word(Ok(reply)), body) => Ok((*reply, body.into())),
            (wire::Answer::Word(Err(error)), _) => Err(error.into()),
            _ => Err(Fault::Reason(Reason::Internal)),
        }
    }
}
