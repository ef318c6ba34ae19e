//! References that were fields, pointed at blocks.

use std::collections::BTreeMap;

use super::{
    super::{
        inline::{Inline, Marks, Piece},
        node::{Block, Text},
    },
    line::Pending,
};

/// Words that a reference prints itself.
const WORDS: [&str; 4] = ["artikel ", "Artikel ", "punt ", "Punt "];

/// Points each pending reference at its block; one that points at none becomes the words that it
/// showed. The words before the number, and the numbers above it, are those of the reference.
pub(super) fn resolve(text: &mut Text, pending: &[Pending], targets: &BTreeMap<&str, &str>) {
    let mut parents = BTreeMap::new();
    for block in &text.content {
        match block {
            Block::Article(article) => {
                article.content.iter().for_each(|it| below(it, None, &mut parents));
            }
            other => below(other, None, &mut parents),
        }
    }
    text.each_line(|line| {
        if !line.iter().any(|inline| matches!(inline.piece, Piece::Reference { .. })) {
            return;
        }
        let mut out: Vec<Inline> = Vec::with_capacity(line.len());
        for inline in std::mem::take(line) {
            match &inline.piece {
                Piece::Reference { target } => {
                    let Some(pending) = target.parse().ok().and_then(|at: usize| pending.get(at)) else {
                        continue;
                    };
                    match targets.get(pending.bookmark.as_str()) {
                        Some(id) => refer(&mut out, id, &pending.shown, inline.marks, &parents),
                        None => words(&mut out, pending.shown.clone(), inline.marks),
                    }
                }
                Piece::Text(text) => words(&mut out, text.clone(), inline.marks),
                _ => out.push(inline),
            }
        }
        *line = out;
    });
}

/// The member that each member stands in.
fn below(block: &Block, above: Option<&str>, parents: &mut BTreeMap<String, String>) {
    let Block::Members(list) = block else { return };
    for member in &list.members {
        if let Some(above) = above {
            parents.insert(member.id.clone(), above.to_owned());
        }
        member.content.iter().for_each(|it| below(it, Some(&member.id), parents));
    }
}

fn words(out: &mut Vec<Inline>, text: String, marks: Marks) {
    match out.last_mut() {
        Some(Inline { piece: Piece::Text(last), marks: same }) if *same == marks => last.push_str(&text),
        _ => out.push(Inline { piece: Piece::Text(text), marks }),
    }
}

fn refer(out: &mut Vec<Inline>, id: &str, shown: &str, marks: Marks, parents: &BTreeMap<String, String>) {
    let lower = shown.to_lowercase();
    let has_word = WORDS.iter().any(|word| lower.starts_with(*word));
    if !has_word {
        strip_word(out, marks);
        strip_above(out, id, marks, parents);
    }
    out.push(Inline { piece: Piece::Reference { target: id.to_owned() }, marks });
}

/// `artikel ` before the field.
fn strip_word(out: &mut Vec<Inline>, marks: Marks) {
    let Some(Inline { piece: Piece::Text(text), marks: same }) = out.last_mut() else { return };
    if *same != marks {
        return;
    }
    if let Some(rest) = WORDS.iter().find_map(|word| text.strip_suffix(word)) {
        *text = rest.to_owned();
        if text.is_empty() {
            out.pop();
        }
    }
}

/// `7.2 onder ` before the field of a member below 7.2.
fn strip_above(out: &mut Vec<Inline>, id: &str, marks: Marks, parents: &BTreeMap<String, String>) {
    let [.., above, between] = out.as_slice() else { return };
    let joins = matches!(&between.piece, Piece::Text(text) if text == " onder " || text == ", ");
    let is_above = matches!(&above.piece, Piece::Reference { target } if parents.get(id) == Some(target));
    if joins && is_above && above.marks == marks && between.marks == marks {
        out.truncate(out.len() - 2);
    }
}
