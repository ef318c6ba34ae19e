//! Numbers in their formats (`ST_NumberFormat`, §17.18.59).

/// A number in a format; formats of other scripts are shown as digits.
pub(crate) fn number(value: u32, format: &str) -> String {
    match format {
        "none" => String::new(),
        "upperRoman" => roman(value),
        "lowerRoman" => roman(value).to_lowercase(),
        "upperLetter" => letters(value),
        "lowerLetter" => letters(value).to_lowercase(),
        "decimalZero" => format!("{value:02}"),
        _ => value.to_string(),
    }
}

/// A bullet. Signs of symbol fonts lie in the private area and mean nothing elsewhere.
pub(super) fn bullet(text: &str) -> String {
    let private = text.chars().all(|c| ('\u{e000}'..='\u{f8ff}').contains(&c));
    if private && !text.is_empty() { "•".into() } else { text.to_owned() }
}

/// A, B, … Z, AA, BB, …: the letter is repeated, as Word does.
fn letters(value: u32) -> String {
    let Some(before) = value.checked_sub(1) else { return String::new() };
    let letter = char::from(b'A' + (before % 26) as u8);
    letter.to_string().repeat((before / 26 + 1).min(30) as usize)
}

fn roman(value: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if value > 32_767 {
        return value.to_string();
    }
    let mut left = value;
    let mut out = String::new();
    for (worth, sign) in SIGNS {
        while left >= worth {
            out.push_str(sign);
            left -= worth;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats() {
        assert_eq!(number(4, "lowerRoman"), "iv");
        assert_eq!(number(1994, "upperRoman"), "MCMXCIV");
        assert_eq!(number(26, "lowerLetter"), "z");
        assert_eq!(number(28, "upperLetter"), "BB");
        assert_eq!(number(7, "decimalZero"), "07");
        assert_eq!(bullet("\u{f0b7}"), "•");
    }
}
