//! Expressions: those of Jinja, with Dutch words for the operators.

use std::collections::BTreeSet;

use minijinja::{Environment, Error, UndefinedBehavior, Value, filters, value::Serde};

/// Steps that one expression may take.
const FUEL: u64 = 50_000;
/// The longest expression, in bytes.
const LONGEST: usize = 2_000;
/// Filters that say how an answer is printed, with their English names.
pub(super) const PRINTS: [(&str, &str); 2] = [("woorden", "words"), ("kort", "short")];
/// Filters that compute.
const COMPUTES: [&str; 10] =
    ["length", "count", "first", "last", "lower", "upper", "round", "abs", "sum", "default"];

/// Where expressions are compiled.
pub(super) fn environment() -> Environment<'static> {
    let mut env = Environment::empty();
    env.add_filter("length", filters::length);
    env.add_filter("count", filters::length);
    env.add_filter("first", filters::first);
    env.add_filter("last", filters::last);
    env.add_filter("lower", filters::lower);
    env.add_filter("upper", filters::upper);
    env.add_filter("round", filters::round);
    env.add_filter("abs", filters::abs);
    env.add_filter("sum", filters::sum);
    env.add_filter("default", filters::default);
    env.set_undefined_behavior(UndefinedBehavior::Chainable);
    env.set_fuel(Some(FUEL));
    for (dutch, english) in PRINTS {
        env.add_filter(dutch, |value: Value| value);
        env.add_filter(english, |value: Value| value);
    }
    env
}

/// What is wrong with an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ExpressionFault {
    Syntax,
    Filter,
}

/// An expression, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Expression {
    /// As Jinja writes it.
    pub jinja: String,
    /// The dotted names that it uses.
    pub names: Vec<String>,
    /// It is a name and nothing else, with at most a filter that prints.
    pub path: Option<(String, Option<&'static str>)>,
}

impl Expression {
    /// Reads an expression as a person writes it.
    pub(super) fn read(env: &Environment<'_>, written: &str) -> Result<Self, ExpressionFault> {
        if written.len() > LONGEST {
            return Err(ExpressionFault::Syntax);
        }
        let jinja = in_jinja(written);
        let compiled = env.compile_expression(&jinja).map_err(|_| ExpressionFault::Syntax)?;
        let names: BTreeSet<String> = compiled.undeclared_variables(true).into_iter().collect();
        let known = |name: &String| {
            COMPUTES.contains(&name.as_str())
                || PRINTS.iter().any(|(dutch, english)| [*dutch, *english].contains(&name.as_str()))
        };
        if calls(&jinja) {
            return Err(ExpressionFault::Syntax);
        }
        if !used_filters(&jinja).iter().all(known) {
            return Err(ExpressionFault::Filter);
        }
        let path = path(&jinja);
        Ok(Self { names: names.into_iter().collect(), path, jinja })
    }

    pub(super) fn value(&self, env: &Environment<'_>, context: &Value) -> Result<Value, Error> {
        env.compile_expression(&self.jinja)?.eval(context)
    }
}

/// The names that an expression uses, dotted; `None` where it is no expression.
#[must_use]
pub fn names(written: &str) -> Option<Vec<String>> {
    Expression::read(&environment(), written).ok().map(|it| it.names)
}

/// Whether an expression holds in a JSON object; `None` where it is no expression, or compares what
/// cannot be compared. What is not in the object does not hold.
#[must_use]
pub fn decides(written: &str, context: &serde_json::Value) -> Option<bool> {
    let env = environment();
    let expression = Expression::read(&env, written).ok()?;
    expression.value(&env, &Value::from(Serde(context))).ok().map(|it| it.is_true())
}

/// The expression in the words of Jinja, outside of its quotes; quotes as a keyboard types them.
fn in_jinja(written: &str) -> String {
    let mut out = String::with_capacity(written.len() + 8);
    let mut word = String::new();
    let mut quote = None;
    let mut before = ' ';
    let written = written.trim();
    let mut rest = written.chars().peekable();
    while let Some(c) = rest.next() {
        let c = match c {
            '“' | '”' | '„' | '‟' => '"',
            '‘' | '’' | '‚' | '‛' => '\'',
            '\u{a0}' | '\n' | '\t' => ' ',
            c => c,
        };
        if let Some(end) = quote {
            out.push(c);
            if c == end {
                quote = None;
            }
            continue;
        }
        if c.is_alphanumeric() || c == '_' {
            word.push(c);
            continue;
        }
        out.push_str(keyword(&word, before));
        before = if word.is_empty() && c == ' ' { before } else { c };
        word.clear();
        match c {
            '"' | '\'' => {
                quote = Some(c);
                out.push(c);
            }
            '=' if rest.peek() == Some(&'=') => {
                rest.next();
                out.push_str("==");
            }
            '=' if !out.ends_with(['!', '<', '>']) => out.push_str("=="),
            c => out.push(c),
        }
    }
    out.push_str(keyword(&word, before));
    out
}

fn keyword(word: &str, before: char) -> &str {
    // a field of an answer may bear the name of an operator
    if before == '.' {
        return word;
    }
    match word {
        "en" | "EN" => "and",
        "of" | "OF" => "or",
        "niet" | "NIET" => "not",
        "waar" | "ja" => "true",
        "onwaar" | "nee" => "false",
        other => other,
    }
}

/// Whether something is called outside of quotes: there are no functions.
fn calls(jinja: &str) -> bool {
    let mut quote = None;
    let mut word = String::new();
    let mut ended = false;
    for c in jinja.chars() {
        match (quote, c) {
            (Some(end), c) if c == end => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '(')
                if !matches!(word.as_str(), "" | "and" | "or" | "not" | "in" | "default" | "round") =>
            {
                return true;
            }
            (None, c) if c.is_alphanumeric() || c == '_' => {
                if std::mem::take(&mut ended) {
                    word.clear();
                }
                word.push(c);
            }
            (None, ' ') => ended = true,
            (None, _) => word.clear(),
        }
    }
    false
}

/// The names behind each `|` outside of quotes.
fn used_filters(jinja: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut quote = None;
    let mut rest = jinja.chars().peekable();
    while let Some(c) = rest.next() {
        match (quote, c) {
            (Some(end), c) if c == end => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, '|') => {
                while rest.next_if(|c| c.is_whitespace()).is_some() {}
                let mut name = String::new();
                while let Some(c) = rest.next_if(|c| c.is_alphanumeric() || *c == '_') {
                    name.push(c);
                }
                found.push(name);
            }
            _ => {}
        }
    }
    found
}

/// A dotted name, and the filter by which it is printed.
fn path(jinja: &str) -> Option<(String, Option<&'static str>)> {
    let (name, filter) = match jinja.split_once('|') {
        Some((name, filter)) => {
            let filter = filter.trim();
            let (dutch, _) = PRINTS.iter().find(|(dutch, english)| [*dutch, *english].contains(&filter))?;
            (name, Some(*dutch))
        }
        None => (jinja, None),
    };
    let name = name.trim();
    let is_name = |part: &str| {
        !part.is_empty()
            && part.chars().all(|c| c.is_alphanumeric() || c == '_')
            && !part.starts_with(|c: char| c.is_ascii_digit())
    };
    (name.split('.').all(is_name) && !matches!(name, "true" | "false" | "none"))
        .then(|| (name.to_owned(), filter))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn dutch_words_decide() {
        let answers = json!({ "boete": true, "duur": "bepaald", "bedrag": 1250.5, "partijen": [1, 2],
            "x": { "of": 3 } });
        for (written, holds) in [
            ("boete", true),
            ("niet boete", false),
            ("boete en duur = 'bepaald'", true),
            ("duur == “onbepaald” of bedrag >= 1000", true),
            ("duur != 'bepaald of langer'", true),
            ("niet_er", false),
            ("niet_er.naam", false),
            ("partijen | length > 1", true),
            ("x.of = 3", true),
            ("boete = waar", true),
        ] {
            assert_eq!(decides(written, &answers), Some(holds), "{written}");
        }
        assert_eq!(decides("boete en", &answers), None);
        assert_eq!(decides("boete | evil", &answers), None);
    }

    #[test]
    fn an_expression_that_never_ends_is_stopped() {
        assert_eq!(decides("range(10000) | length", &json!({})), None, "there are no functions");
        let long = "a.b = 1 of ".repeat(50) + "niet (a en b)";
        assert_eq!(decides(&long, &json!({})), Some(true));
        assert_eq!(decides(&(long.repeat(4)), &json!({})), None, "it is too long");
    }

    #[test]
    fn names_are_dotted() {
        assert_eq!(names("a.b en c = 'd.e'"), Some(vec!["a.b".into(), "c".into()]));
        let env = environment();
        let path = |text| Expression::read(&env, text).ok().and_then(|it| it.path);
        assert_eq!(path("bedrag | woorden"), Some(("bedrag".into(), Some("woorden"))));
        assert_eq!(path("a + b"), None);
    }
}
