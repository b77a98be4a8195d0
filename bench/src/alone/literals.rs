//! From a statement as diesel shows it, `… -- binds: [5, "a", OfferId(…)]`, to its text and its values as SQL.

use super::Statement;
use uuid::Uuid;

pub fn statement(shown: &str) -> Statement {
    let Some((sql, values)) = shown.rsplit_once(" -- binds: ") else {
        return Statement { sql: shown.to_owned(), values: Vec::new() };
    };
    let inner = values.strip_prefix('[').and_then(|values| values.strip_suffix(']')).unwrap_or(values);
    Statement { sql: sql.to_owned(), values: split(inner).into_iter().map(literal).collect() }
}

/// Splits at the commas that lie in no bracket and no text.
fn split(list: &str) -> Vec<&str> {
    let (mut parts, mut start, mut depth, mut in_text) = (Vec::new(), 0, 0, false);
    for (at, letter) in list.char_indices() {
        match letter {
            '"' => in_text = !in_text,
            '[' | '(' if !in_text => depth += 1,
            ']' | ')' if !in_text => depth -= 1,
            ',' if !in_text && depth == 0 => {
                parts.push(list.get(start..at).unwrap_or_default().trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(list.get(start..).unwrap_or_default().trim());
    parts.retain(|part| !part.is_empty());
    parts
}

/// A value as Rust shows it: a number, a text, a list, an identifier, a new type around one of these, or a word of a
/// closed set. Identifiers are written as 32 hexadecimal digits in `x'…'`; each database's replay reads them.
fn literal(value: &str) -> String {
    if let Some(list) = value.strip_prefix('[').and_then(|list| list.strip_suffix(']')) {
        let bytes: Option<Vec<u8>> = split(list).into_iter().map(|byte| byte.parse().ok()).collect();
        // Sixteen bytes are an identifier that was bound as bytes.
        return match bytes.and_then(|bytes| Uuid::from_slice(&bytes).ok()) {
            Some(id) => format!("x'{}'", id.simple()),
            None => format!("ARRAY[{}]", split(list).into_iter().map(literal).collect::<Vec<_>>().join(",")),
        };
    }
    if let Some(text) = value.strip_prefix('"').and_then(|text| text.strip_suffix('"')) {
        return format!("'{}'", text.replace('\'', "''"));
    }
    if let Ok(id) = value.parse::<Uuid>() {
        return format!("x'{}'", id.simple());
    }
    match value.split_once('(').and_then(|(_, inner)| inner.strip_suffix(')')) {
        Some(inner) => literal(inner),
        None if value.starts_with(|first: char| first.is_ascii_uppercase()) => format!("'{}'", snake_case(value)),
        None => value.to_owned(),
    }
}

fn snake_case(word: &str) -> String {
    let mut snake = String::new();
    for letter in word.chars() {
        if letter.is_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.extend(letter.to_lowercase());
    }
    snake
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shown_statement_is_taken_apart() {
        let shown = "SELECT $1, $2, $3, $4, $5 -- binds: [UtcMillis(5), FoodBank, [1, 2], \"l'eau, vive\", \
            OfferId(01932c07-93c4-7c3a-9d67-6e1f1c2f9a10)]";
        let expected = ["5", "'food_bank'", "ARRAY[1,2]", "'l''eau, vive'", "x'01932c0793c47c3a9d676e1f1c2f9a10'"];
        assert_eq!(
            statement(shown),
            Statement { sql: "SELECT $1, $2, $3, $4, $5".to_owned(), values: expected.map(str::to_owned).to_vec() }
        );
    }
}
