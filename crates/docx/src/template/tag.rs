//! What stands between the braces.

use minijinja::Environment;

use super::{
    TagFault,
    expression::{Expression, ExpressionFault},
};

/// A tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Tag {
    /// Prints an answer.
    Field(Expression),
    If(Expression),
    ElseIf(Expression),
    Else,
    EndIf,
    Each {
        name: String,
        list: Expression,
    },
    EndEach,
    Clause(String),
}

impl Tag {
    /// Whether it puts a text in its place.
    pub(super) fn prints(&self) -> bool {
        matches!(self, Self::Field(_))
    }

    /// Reads what stands between the braces.
    pub(super) fn read(env: &Environment<'_>, inner: &str) -> Result<Self, TagFault> {
        let inner = inner.replace(['\u{a0}', '\n', '\t'], " ");
        let inner = inner.trim();
        if inner.is_empty() {
            return Err(TagFault::Empty);
        }
        let expression = |written: &str| {
            Expression::read(env, written).map_err(|fault| match fault {
                ExpressionFault::Syntax => TagFault::NotAnExpression,
                ExpressionFault::Filter => TagFault::UnknownFilter,
            })
        };
        let (word, rest) = first_word(inner);
        match word.as_str() {
            "als" | "if" if !rest.is_empty() => Ok(Self::If(expression(rest)?)),
            "anders" | "else" if rest.is_empty() => Ok(Self::Else),
            "anders" | "else" => match first_word(rest) {
                (word, condition) if matches!(word.as_str(), "als" | "if") && !condition.is_empty() => {
                    Ok(Self::ElseIf(expression(condition)?))
                }
                _ => Err(TagFault::NotAnExpression),
            },
            "per" | "each" if !rest.is_empty() => {
                let (name, rest) = rest.split_once(' ').ok_or(TagFault::NotARepetition)?;
                let (word, list) = first_word(rest.trim());
                let plain = !name.starts_with(|c: char| c.is_ascii_digit())
                    && name.chars().all(|c| c.is_alphanumeric() || c == '_');
                if word != "in" || list.is_empty() || !plain {
                    return Err(TagFault::NotARepetition);
                }
                let list = expression(list)?;
                if list.path.is_none() {
                    return Err(TagFault::NotARepetition);
                }
                Ok(Self::Each { name: name.to_owned(), list })
            }
            "clausule" | "clause" if !rest.is_empty() => {
                let key = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
                if rest.chars().all(key) {
                    Ok(Self::Clause(rest.to_owned()))
                } else {
                    Err(TagFault::NotAClause)
                }
            }
            _ => match inner.strip_prefix('/').map(|word| word.trim().to_lowercase()).as_deref() {
                Some("als" | "if") => Ok(Self::EndIf),
                Some("per" | "each") => Ok(Self::EndEach),
                Some(_) => Err(TagFault::NotAnExpression),
                None => Ok(Self::Field(expression(inner)?)),
            },
        }
    }
}

/// The first word, in lower case, and what comes behind it.
fn first_word(text: &str) -> (String, &str) {
    let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
    (word.to_lowercase(), rest.trim())
}
