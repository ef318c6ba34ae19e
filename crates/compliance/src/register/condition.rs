//! Conditions on fields.

use legalmind_core::register::{Value, Values};

/// Whether a field holds one of these: `yes`, `no`, or keys of choices.
pub(super) fn is(values: &Values, field: &str, one_of: &[String]) -> bool {
    let held = match values.get(field) {
        Some(Value::YesNo(true)) => "yes",
        Some(Value::YesNo(false)) => "no",
        Some(Value::Text(text)) => text,
        _ => return false,
    };
    one_of.iter().any(|it| it == held)
}
