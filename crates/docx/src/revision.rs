//! Revisions: who changed what, when and how (ECMA-376 part 1 §17.13.5).

mod ledger;
pub(crate) mod list;

pub(crate) use ledger::Ledger;

use serde::{Deserialize, Serialize};

use crate::{address::Address, xml::Token};

/// What a revision did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum RevisionKind {
    /// Text was inserted (`ins`, §17.13.5.18).
    Insertion,
    /// Text was deleted (`del`, §17.13.5.14).
    Deletion,
    /// Text moved away (`moveFrom`, §17.13.5.22).
    MoveFrom,
    /// Text moved here (`moveTo`, §17.13.5.25).
    MoveTo,
    /// A paragraph mark was inserted (§17.13.5.20).
    ParagraphInsertion,
    /// A paragraph mark was deleted: the paragraph runs on in the next one (§17.13.5.15).
    ParagraphDeletion,
    /// A paragraph mark moved away (§17.13.5.21).
    ParagraphMoveFrom,
    /// A paragraph mark moved here (§17.13.5.26).
    ParagraphMoveTo,
    /// A row was inserted (§17.13.5.16).
    RowInsertion,
    /// A row was deleted (§17.13.5.12).
    RowDeletion,
    /// A cell was inserted (`cellIns`, §17.13.5.2).
    CellInsertion,
    /// A cell was deleted (`cellDel`, §17.13.5.1).
    CellDeletion,
    /// Cells were merged or split (`cellMerge`, §17.13.5.3).
    CellMerge,
    /// Properties of a run or of a paragraph mark changed (`rPrChange`, §17.13.5.30, §17.13.5.31).
    RunFormat,
    /// Properties of a paragraph changed (`pPrChange`, §17.13.5.29).
    ParagraphFormat,
    /// Properties of a section changed (`sectPrChange`, §17.13.5.32).
    SectionFormat,
    /// Properties of a table changed (`tblPrChange`, `tblPrExChange`, §17.13.5.34, §17.13.5.35).
    TableFormat,
    /// The columns of a table changed (`tblGridChange`, §17.13.5.33).
    GridFormat,
    /// Properties of a row changed (`trPrChange`, §17.13.5.37).
    RowFormat,
    /// Properties of a cell changed (`tcPrChange`, §17.13.5.36).
    CellFormat,
    /// A paragraph became part of a list (`ins` in `numPr`, §17.13.5.19; `numberingChange`).
    Numbering,
}

impl RevisionKind {
    /// The kind of an element inside of these.
    pub(crate) fn of(local: &str, parent: &str, grandparent: &str) -> Option<Self> {
        let in_mark = parent == "rPr" && grandparent == "pPr";
        Some(match (local, parent) {
            ("ins", "numPr") => Self::Numbering,
            ("ins", "trPr") => Self::RowInsertion,
            ("del", "trPr") => Self::RowDeletion,
            ("ins", _) if in_mark => Self::ParagraphInsertion,
            ("del", _) if in_mark => Self::ParagraphDeletion,
            ("moveFrom", _) if in_mark => Self::ParagraphMoveFrom,
            ("moveTo", _) if in_mark => Self::ParagraphMoveTo,
            ("ins", _) => Self::Insertion,
            ("del", _) => Self::Deletion,
            ("moveFrom", _) => Self::MoveFrom,
            ("moveTo", _) => Self::MoveTo,
            ("cellIns", _) => Self::CellInsertion,
            ("cellDel", _) => Self::CellDeletion,
            ("cellMerge", _) => Self::CellMerge,
            ("rPrChange", _) => Self::RunFormat,
            ("pPrChange", _) => Self::ParagraphFormat,
            ("sectPrChange", _) => Self::SectionFormat,
            ("tblPrChange" | "tblPrExChange", _) => Self::TableFormat,
            ("tblGridChange", _) => Self::GridFormat,
            ("trPrChange", _) => Self::RowFormat,
            ("tcPrChange", _) => Self::CellFormat,
            ("numberingChange", _) => Self::Numbering,
            _ => return None,
        })
    }

    /// Whether it is an element around content, not a mark in properties.
    pub(crate) fn wraps(self) -> bool {
        matches!(self, Self::Insertion | Self::Deletion | Self::MoveFrom | Self::MoveTo)
    }

    /// Whether what it holds is new: gone when all is rejected.
    pub(crate) fn adds(self) -> bool {
        matches!(
            self,
            Self::Insertion
                | Self::MoveTo
                | Self::ParagraphInsertion
                | Self::ParagraphMoveTo
                | Self::RowInsertion
                | Self::CellInsertion
        )
    }

    /// Whether what it holds is old: gone when all is accepted.
    pub(crate) fn removes(self) -> bool {
        matches!(
            self,
            Self::Deletion
                | Self::MoveFrom
                | Self::ParagraphDeletion
                | Self::ParagraphMoveFrom
                | Self::RowDeletion
                | Self::CellDeletion
        )
    }
}

/// One revision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    /// Its number in the package, from 0, by part and place. It holds until the next change.
    pub number: usize,
    /// What it did.
    pub kind: RevisionKind,
    /// The id it carries; not every program keeps these unique.
    pub id: Option<u32>,
    /// Who made it; empty if the file does not say.
    pub author: String,
    /// When, as the file says it (§17.13.5: a local time, although it may end in `Z`).
    pub date: Option<String>,
    /// Where it stands. The range holds the text that the revision inserted, in the current text;
    /// for anything else it is empty.
    pub address: Address,
    /// The text it inserted, deleted or moved, at most 200 characters.
    pub text: String,
    /// The name of the move it belongs to.
    pub move_name: Option<String>,
}

/// The longest [`Revision::text`], in characters.
pub(crate) const LONGEST_TEXT: usize = 200;

/// The id of an annotation: a number, which some programs write as a negative one.
pub(crate) fn id(token: &Token<'_>, text: &str) -> Option<u32> {
    token.attribute(text, "id")?.trim().parse::<i64>().ok().and_then(|id| u32::try_from(id).ok())
}
