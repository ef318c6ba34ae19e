//! Content controls (ECMA-376 part 1 §17.5.2).

use serde::{Deserialize, Serialize};

use crate::{
    props::Children,
    xml::{Kind, Prefix, Tokens, XmlError},
};

/// What kind of content a control takes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum ControlKind {
    /// Text with properties.
    #[default]
    Rich,
    /// Plain text.
    Text,
    /// One of a list; a combo box takes other texts too.
    List {
        /// What can be chosen.
        choices: Vec<String>,
        /// Whether other texts are taken.
        open: bool,
    },
    /// A date.
    Date,
    /// A box that is ticked, a picture, a gallery: not filled with text.
    Other,
}

/// What a control says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Properties {
    pub tag: Option<String>,
    pub title: Option<String>,
    pub locked: bool,
    pub bound: bool,
    pub placeholder: bool,
    pub kind: ControlKind,
}

/// Reads `sdtPr`.
pub(crate) fn properties(xml: &str, prefix: &Prefix) -> Result<Properties, XmlError> {
    let mut found = Properties::default();
    let Some(children) = Children::of(xml, prefix) else { return Ok(found) };
    for (token, span) in &children.list {
        match token.local {
            "tag" => found.tag = token.val(xml),
            "alias" => found.title = token.val(xml),
            "lock" => {
                found.locked =
                    matches!(token.val(xml).as_deref(), Some("contentLocked" | "sdtContentLocked"));
            }
            "dataBinding" => found.bound = true,
            "showingPlcHdr" => found.placeholder = token.is_on(xml),
            "text" => found.kind = ControlKind::Text,
            "date" => found.kind = ControlKind::Date,
            "dropDownList" | "comboBox" => {
                let choices = choices(span.of(xml), prefix)?;
                found.kind = ControlKind::List { choices, open: token.local == "comboBox" };
            }
            "checkbox" | "picture" | "docPartObj" | "docPartList" | "citation" | "bibliography" | "group"
            | "equation" | "repeatingSection" => found.kind = ControlKind::Other,
            _ => {}
        }
    }
    Ok(found)
}

fn choices(xml: &str, prefix: &Prefix) -> Result<Vec<String>, XmlError> {
    let mut tokens = Tokens::new(xml, prefix);
    let mut found = Vec::new();
    while let Some(token) = tokens.next()? {
        if matches!(token.kind, Kind::Start | Kind::Empty) && token.w == Some("listItem") {
            found.extend(token.attribute(xml, "displayText").or_else(|| token.attribute(xml, "value")));
        }
    }
    Ok(found)
}
