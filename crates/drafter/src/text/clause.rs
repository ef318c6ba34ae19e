//! A clause of the library for a text: an article, with the names of the two sides in it.

use legalmind_core::{
    ClauseId, Ctx, DraftId,
    audit::Entry,
    clause::{LibraryState, Stance},
    rights::Action,
};
use legalmind_docx::text::{Block, ClauseUse, PassageKind, Text, Variable, markdown};
use legalmind_store::{clause::Clauses, dossier, draft::text, library};

use super::{ids, read};
use crate::{Drafter, Error, Result};

/// A clause as it is put into a text.
#[derive(Clone, Debug)]
pub struct Inserted {
    /// The article.
    pub content: Vec<Block>,
    /// The title of the clause.
    pub title: String,
    /// Its version.
    pub version: u32,
}

impl Drafter {
    /// The wording of a clause for a stance, or else the nearest, as an article for the text of a
    /// draft.
    ///
    /// # Errors
    /// [`Error::Invalid`] where the library has no such clause in use; not found as the rules say.
    pub async fn clause_for_text(
        &self,
        ctx: &Ctx,
        id: DraftId,
        clause: ClauseId,
        stance: Stance,
    ) -> Result<Inserted> {
        let (tx, found) = self.reading_draft(ctx, id).await?;
        drop(tx);
        let tx = self.reading(ctx, Action::DraftWrite, found.dossier).await?;
        let piece = match library::get::<Clauses>(ctx, &tx, clause).await {
            Ok(piece) if piece.state != LibraryState::Withdrawn => piece,
            Ok(_) => return Err(Error::invalid("/clause", "withdrawn")),
            Err(legalmind_store::Error::NotFound) => return Err(Error::invalid("/clause", "unknown")),
            Err(error) => return Err(error.into()),
        };
        let client = dossier::get(ctx, &tx, found.dossier).await?.content.client;
        let row = text::find(ctx, &tx, id).await?;
        drop(tx);
        let sides =
            row.map(|it| read(&it.content)).transpose()?.map(|it| sides(&it, &client)).unwrap_or_default();
        let content = piece.content.content;
        let variants = &content.variants;
        let of = |stance| variants.iter().find(|it| it.stance == stance);
        let variant = of(stance).or_else(|| of(Stance::Neutral)).or_else(|| variants.first());
        let variant = variant.ok_or_else(|| Error::invalid("/clause", "unknown"))?;
        let mut article = markdown::article(&content.title, &variant.text, &mut ids(&self.world), &|name| {
            variable(name, &sides)
        });
        article.clause = Some(used(clause, piece.number, variant.stance));
        self.store.look(ctx, Entry::done("clause.read", "clause", clause.uuid())).await?;
        Ok(Inserted { content: vec![Block::Article(article)], title: content.title, version: piece.number })
    }
}

fn used(clause: ClauseId, version: u32, stance: Stance) -> ClauseUse {
    use legalmind_docx::text::Stance as InText;
    let stance = match stance {
        Stance::Client => InText::Client,
        Stance::Neutral => InText::Neutral,
        Stance::Counterparty => InText::Counterparty,
    };
    ClauseUse { id: clause.to_string(), version, stance }
}

/// The names of the two sides, as far as they are known: ours, theirs.
type Sides = (Option<String>, Option<String>);

/// The names that a text gives to its two sides: ours is the party whose description names the
/// client, or else the first.
fn sides(text: &Text, client: &str) -> Sides {
    let numbers = text.numbers();
    let mut parties: Vec<(String, bool)> = Vec::new();
    let client = client.trim().to_lowercase();
    for passage in text.passages() {
        let PassageKind::Party(name) = passage.kind else { continue };
        let described = numbers.line(passage.content);
        let name =
            if name.trim().is_empty() { described.split(',').next().unwrap_or_default() } else { name };
        if !name.trim().is_empty() {
            let ours = !client.is_empty() && described.to_lowercase().contains(&client);
            parties.push((name.trim().to_owned(), ours));
        }
    }
    let ours = parties.iter().position(|(_, ours)| *ours).unwrap_or(0);
    let theirs = parties.iter().enumerate().find(|(at, _)| *at != ours).map(|(_, (name, _))| name.clone());
    (parties.get(ours).map(|(name, _)| name.clone()), theirs)
}

/// A field of a wording.
fn variable(name: &str, sides: &Sides) -> Variable {
    let (label, value) = match name {
        "wij" => ("Onze partij", sides.0.clone()),
        "zij" => ("Wederpartij", sides.1.clone()),
        other => (other, None),
    };
    Variable { name: name.to_owned(), label: label.to_owned(), value }
}

/// The clauses of the library that stand in a text, as its draft keeps them.
pub(super) fn clauses(text: &Text) -> Vec<legalmind_core::draft::UsedClause> {
    let mut out: Vec<legalmind_core::draft::UsedClause> = Vec::new();
    for (_, version, clause) in super::used(text) {
        if !out.iter().any(|it| it.id == clause.uuid()) {
            out.push(legalmind_core::draft::UsedClause { id: clause.uuid(), version });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(parties: &[(&str, &str)]) -> Text {
        let party = |(at, (name, line)): (usize, &(&str, &str))| {
            format!(
                r#"{{"type":"party","attrs":{{"id":"p{at}","name":"{name}"}},"content":[{{"type":"text","text":"{line}"}}]}}"#
            )
        };
        let parties: Vec<String> = parties.iter().enumerate().map(party).collect();
        let json = format!(
            r#"{{"type":"doc","content":[{{"type":"parties","attrs":{{"id":"ps"}},"content":[{}]}}]}}"#,
            parties.join(",")
        );
        Text::parse(&json).expect("a text")
    }

    #[test]
    fn the_side_of_the_client_is_ours() {
        let two = text(&[("Verhuurder", "Van Loon B.V., te Utrecht"), ("Huurder", "De Vries B.V., te Ede")]);
        let name = |it: &str| Some(it.to_owned());
        assert_eq!(sides(&two, "de vries b.v."), (name("Huurder"), name("Verhuurder")));
        assert_eq!(sides(&two, ""), (name("Verhuurder"), name("Huurder")));
        assert_eq!(sides(&text(&[("", "De Vries B.V., te Ede")]), "X"), (name("De Vries B.V."), None));
        assert_eq!(sides(&Text::default(), "X"), (None, None));
    }
}
