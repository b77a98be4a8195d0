//! From a query as diesel shows it, with its values behind it, to one that can be explained.

/// The query alone, with its placeholders.
pub fn without_values(query: &str) -> &str {
    query.split(" -- binds: ").next().unwrap_or(query)
}

/// The query with PostgreSQL's literals in place of `$1`, `$2` …
pub fn filled(query: &str) -> String {
    let Some((sql, values)) = query.split_once(" -- binds: ") else {
        return query.to_owned();
    };
    let inner = values.strip_prefix('[').and_then(|values| values.strip_suffix(']')).unwrap_or(values);
    let mut filled = sql.to_owned();
    // Backwards, so that `$1` does not hit `$12`.
    for (number, value) in split(inner).into_iter().enumerate().rev() {
        filled = filled.replace(&format!("${}", number + 1), &literal(value));
    }
    filled
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
                parts.push(list[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(list[start..].trim());
    parts.retain(|part| !part.is_empty());
    parts
}

/// A value as Rust shows it: a number, a day, a text, a list, `Some(…)`, an identifier, a new type around one of these, or a
/// word of a closed set.
fn literal(value: &str) -> String {
    if let Some(list) = value.strip_prefix('[') {
        if let Some(bytes) = bytes(list.trim_end_matches(']')) {
            return bytes;
        }
        let items: Vec<String> = split(list.trim_end_matches(']')).into_iter().map(literal).collect();
        return if items.is_empty() { "'{}'".to_owned() } else { format!("ARRAY[{}]", items.join(", ")) };
    }
    if let Some(text) = value.strip_prefix('"') {
        return format!("'{}'", text.trim_end_matches('"').replace('\'', "''"));
    }
    if let Ok(id) = value.parse::<uuid::Uuid>() {
        return format!("'\\x{}'::bytea", id.simple());
    }
    if value.parse::<chrono::NaiveDate>().is_ok() {
        return format!("'{value}'");
    }
    match value.split_once('(') {
        Some((_, inner)) => literal(inner.trim_end_matches(')')),
        None if value.starts_with(|first: char| first.is_ascii_uppercase()) => format!("'{}'", snake_case(value)),
        None => value.to_owned(),
    }
}

/// The 16 bytes of an identifier or the 32 of a secret's hash, which Rust shows as a list of numbers.
fn bytes(list: &str) -> Option<String> {
    let bytes: Vec<u8> = split(list).into_iter().map(|one| one.parse().ok()).collect::<Option<_>>()?;
    let hexadecimal: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    matches!(bytes.len(), 16 | 32).then(|| format!("'\\x{hexadecimal}'::bytea"))
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

#[test]
fn values_become_literals() {
    let query = "SELECT $1, $2, $3, $4 -- binds: [UtcMillis(5), FoodBank, [\"a\", \"b\"], \
        OfferId(01932c07-93c4-7c3a-9d67-6e1f1c2f9a10)]";
    let expected = "SELECT 5, 'food_bank', ARRAY['a', 'b'], '\\x01932c0793c47c3a9d676e1f1c2f9a10'::bytea";
    assert_eq!(filled(query), expected);
    let hash = format!("SELECT $1 -- binds: [[{}]]", ["7"; 32].join(", "));
    assert_eq!(filled(&hash), format!("SELECT '\\x{}'::bytea", "07".repeat(32)));
}
