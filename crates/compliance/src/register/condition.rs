//! Conditions on fields.

use legalmind_core::register::{Value, Values};

use super::definition::{Definition, Field, When};

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

/// Whether all of these hold.
pub(crate) fn all_hold(values: &Values, when: &[When]) -> bool {
    when.iter().all(|it| is(values, &it.field, &it.is))
}

/// The values that count: what a field holds that is not asked any more is kept, and means nothing.
pub(super) fn counting(definition: &Definition, values: &Values) -> Values {
    let asked = |key: &str| definition.field(key).is_some_and(|it| asked(definition, it, values));
    values.iter().filter(|(key, _)| asked(key)).map(|(key, value)| (key.clone(), value.clone())).collect()
}

/// Whether a field is asked: what it depends on holds, and is asked itself. A field depends on fields
/// before it only, so this ends.
pub(super) fn asked(definition: &Definition, field: &Field, values: &Values) -> bool {
    all_hold(values, &field.when)
        && field.when.iter().all(|it| {
            let of = definition.field(&it.field);
            of.is_some_and(|of| asked(definition, of, values))
        })
}
