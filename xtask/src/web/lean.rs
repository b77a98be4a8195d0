//! Style sheets without what only their authors need.

/// Removes comments, indentation and empty lines; text in quotes stays as it is.
pub fn style_sheet(source: &str) -> String {
    let bare = without_comments(source);
    let lines = bare.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.fold(String::with_capacity(bare.len()), |mut sheet, line| {
        sheet.push_str(line);
        sheet.push('\n');
        sheet
    })
}

fn without_comments(source: &str) -> String {
    let mut kept = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(start) = rest.find(['"', '\'', '/']) {
        let (before, after) = rest.split_at(start);
        kept.push_str(before);
        let end = if after.starts_with("/*") {
            after.find("*/").map_or(after.len(), |end| end + 2)
        } else {
            let end = end_of_token(after);
            kept.push_str(after.get(..end).unwrap_or_default());
            end
        };
        rest = after.get(end..).unwrap_or_default();
    }
    kept.push_str(rest);
    kept
}

/// Length of the quoted text at the beginning, or of the single character that is no quote.
fn end_of_token(text: &str) -> usize {
    let mut characters = text.char_indices();
    let Some((_, quote)) = characters.next().filter(|(_, first)| *first != '/') else {
        return 1;
    };
    let mut escaped = false;
    for (index, character) in characters {
        if character == quote && !escaped {
            return index + 1;
        }
        escaped = character == '\\' && !escaped;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::style_sheet;

    #[test]
    fn comments_and_indentation_go() {
        assert_eq!(style_sheet("/* why */\na {\n    color: red; /* é */\n\n}\n"), "a {\ncolor: red;\n}\n");
    }

    #[test]
    fn quoted_text_and_slashes_stay() {
        let sheet = "a::after { content: \"/* \\\" */\"; aspect-ratio: 1 / 2; background: url('a/*b*/c') }\n";
        assert_eq!(style_sheet(sheet), sheet);
    }
}
