//! The number in front of a paragraph, as contracts write it.

use std::sync::OnceLock;

use regex::Regex;

/// Kinds of numbers, from the outside in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum LabelKind {
    /// `Bijlage 1`, `Annex A`, `Hoofdstuk 2`.
    Part,
    /// `Artikel 5`, `§ 3`.
    Article,
    /// `5.`
    Number,
    /// `5.1`, `5.1.2`, `lid 2`.
    Sub,
    /// `a)`, `(ii)`.
    Letter,
    /// `-`, `•`.
    Bullet,
    /// None.
    #[default]
    None,
}

impl LabelKind {
    /// Whether it numbers an item of a list that a paragraph before it introduces.
    #[must_use]
    pub const fn is_item(self) -> bool {
        matches!(self, Self::Number | Self::Sub | Self::Letter | Self::Bullet)
    }
}

const FORMS: [(LabelKind, &str); 6] = [
    (
        LabelKind::Part,
        r"^(?i:bijlage|annex|appendix|schedule|hoofdstuk|deel|afdeling)[ \t]+(?:[0-9]{1,3}|[IVXLC]{1,6}|[A-Z])(?:[.:)]|\b)[ \t]*[-–—:]?",
    ),
    (
        LabelKind::Article,
        r"^(?:(?i:artikel|article|art\.?|clausule|clause|section)[ \t]+[0-9]{1,3}[a-z]?(?:[.:)]|\b)|§[ \t]*[0-9]{1,3}\.?)[ \t]*[-–—:]?",
    ),
    (
        LabelKind::Sub,
        r"^(?:[0-9]{1,3}(?:\.[0-9]{1,2}){1,4}[.):]?(?:[ \t]+|$)|(?i:lid)[ \t]+[0-9]{1,2}[.:)]?[ \t]+)",
    ),
    (LabelKind::Number, r"^\(?[0-9]{1,3}[.)°](?:[ \t]+|$)"),
    (
        LabelKind::Letter,
        r"^(?:\(?[a-z][.)]|\([a-z]{2}\)|(?:aa|bb|cc|dd|ee)[.)]|\(?[ivx]{1,5}[.)]|[a-z]\.[0-9]\.?|\(?[A-Z]\))(?:[ \t]+|$)",
    ),
    (LabelKind::Bullet, r"^[-–—•●▪◦*‣·o](?:[ \t]+)"),
];

/// The number a line begins with: its kind and its length in bytes, white space behind it left out.
pub fn label(line: &str) -> Option<(LabelKind, usize)> {
    static READ: OnceLock<Vec<(LabelKind, Regex)>> = OnceLock::new();
    let read = READ.get_or_init(|| {
        FORMS.iter().filter_map(|(kind, form)| Some((*kind, Regex::new(form).ok()?))).collect()
    });
    let found = read.iter().find_map(|(kind, form)| Some((*kind, form.find(line)?.as_str())));
    let (kind, text) = found.or_else(|| bare(line))?;
    Some((kind, text.trim_end().len()))
}

/// `1 De werknemer …`: a number without a mark, before a capital letter.
fn bare(line: &str) -> Option<(LabelKind, &str)> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line.get(digits..)?;
    let words = rest.trim_start_matches([' ', '\t']);
    let apart = rest.len() > words.len();
    let capital = words.chars().next().is_some_and(char::is_uppercase);
    let (1..=2, true, true) = (digits, apart, capital) else { return None };
    Some((LabelKind::Number, line.get(..digits)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_contracts_write_them() {
        let cases = [
            ("Artikel 5 Aansprakelijkheid", LabelKind::Article, "Artikel 5"),
            ("ARTIKEL 12 – Boete", LabelKind::Article, "ARTIKEL 12 –"),
            ("Art. 3: Duur", LabelKind::Article, "Art. 3:"),
            ("§ 4 Geheimhouding", LabelKind::Article, "§ 4"),
            ("Bijlage 2: Beveiliging", LabelKind::Part, "Bijlage 2:"),
            ("5.1 De verwerker", LabelKind::Sub, "5.1"),
            ("5.1.2. De verwerker", LabelKind::Sub, "5.1.2."),
            ("3. Duur", LabelKind::Number, "3."),
            ("3) Duur", LabelKind::Number, "3)"),
            ("2 De werknemer", LabelKind::Number, "2"),
            ("a. de aard", LabelKind::Letter, "a."),
            ("(ii) de aard", LabelKind::Letter, "(ii)"),
            ("bb. de aard", LabelKind::Letter, "bb."),
            ("• de aard", LabelKind::Bullet, "•"),
            ("- de aard", LabelKind::Bullet, "-"),
        ];
        for (line, kind, text) in cases {
            assert_eq!(label(line), Some((kind, text.len())), "{line}");
        }
        for line in [
            "3 maanden na het einde",
            "De werknemer",
            "o.a. de aard",
            "1.000 euro is verschuldigd",
            "in.",
            "",
        ] {
            assert_eq!(label(line), None, "{line}");
        }
    }
}
