//! A template: a Word file with places to be filled, and the questions whose answers fill them.

use serde::{Deserialize, Serialize};

use crate::{clause::Basis, redline::named};

named! {
    /// What a template makes.
    TemplateKind {
        /// An agreement.
        Contract = "contract",
        /// A letter.
        Letter = "letter",
        /// A piece for a court.
        Court = "court",
        /// General terms.
        Terms = "terms",
        /// An authority to act.
        Mandate = "mandate",
    }
}

named! {
    /// What is asked.
    QuestionKind {
        /// One line.
        Text = "text",
        /// Several lines.
        LongText = "long_text",
        /// One of a list.
        Choice = "choice",
        /// A number.
        Number = "number",
        /// Yes or no.
        YesNo = "yes_no",
        /// A day.
        Date = "date",
        /// A length of time.
        Term = "term",
        /// An amount in euros.
        Money = "money",
        /// A percentage.
        Percentage = "percentage",
        /// A person or a company.
        Party = "party",
        /// A person.
        Person = "person",
        /// A company.
        Company = "company",
        /// An address.
        Address = "address",
        /// A number of the trade register.
        Kvk = "kvk",
        /// A fiscal number of a legal person.
        Rsin = "rsin",
        /// A citizen's number.
        Bsn = "bsn",
        /// A bank account.
        Iban = "iban",
        /// An e-mail address.
        Email = "email",
        /// Any number of the same group of questions.
        List = "list",
    }
}

/// One answer that may be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChoiceOption {
    /// The value that conditions compare with.
    pub value: String,
    /// What is shown and printed.
    pub label: String,
}

const fn yes() -> bool {
    true
}

/// A question of an interview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The name by which the template uses it.
    pub name: String,
    /// What is asked.
    pub kind: QuestionKind,
    /// The question in words.
    pub label: String,
    /// Questions of one group stand together.
    #[serde(default)]
    pub group: String,
    /// How to answer it.
    #[serde(default)]
    pub help: Option<String>,
    /// What to look out for.
    #[serde(default)]
    pub warn: Option<String>,
    /// Whether the text is not complete without.
    #[serde(default = "yes")]
    pub required: bool,
    /// Which fact of the dossier answers it: `client`, `counterparty`, `lawyer`, `firm`,
    /// `dossier_number`, `dossier_name`, `field_of_law`, `today`.
    #[serde(default)]
    pub prefill: Option<String>,
    /// Asked only where this expression holds.
    #[serde(default)]
    pub when: Option<String>,
    /// The answer until another is given, as JSON.
    #[serde(default)]
    pub default: Option<String>,
    /// What can be chosen.
    #[serde(default)]
    pub choices: Vec<ChoiceOption>,
    /// The questions of each entry of a list.
    #[serde(default)]
    pub item: Vec<Question>,
}

/// What is sealed of a template beside its versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateContent {
    /// Its name in the starter set; none for the firm's own.
    pub key: Option<String>,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// What it makes.
    pub kind: TemplateKind,
    /// The field of law.
    pub field_of_law: String,
    /// Words by which it is found.
    pub tags: Vec<String>,
    /// What it rests on.
    pub basis: Vec<Basis>,
    /// The day on which that was checked, `YYYY-MM-DD`.
    pub checked: Option<String>,
    /// Who approved which version of it.
    pub approved: Option<crate::clause::Approval>,
}

/// What is sealed of a version of a template, beside its bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateForm {
    /// What is asked.
    pub questions: Vec<Question>,
    /// The clauses of the library that it uses, by their keys.
    pub clauses: Vec<String>,
    /// SHA-256 of its file.
    pub sha256: [u8; 32],
}
