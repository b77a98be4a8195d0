//! A mail's text once more as HTML, for programs that show links only there: made from the text alone, so that both say
//! the same, and from nothing that has to be fetched, so that opening a mail tells nobody.

use std::fmt::Write;

/// Where the text ends and says whose network this is (RFC 3676 §4.3).
const SIGNATURE: &str = "\n-- \n";

/// Dark on light or light on dark, as the reader's program has it; large enough for who is sixty.
const HEAD: &str = "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><meta name=\"viewport\" \
    content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\"></head>\
    <body style=\"margin:0 auto;padding:16px;max-width:36em;font:17px/1.5 sans-serif\">";

const BUTTON: &str = "display:inline-block;padding:12px 20px;border-radius:8px;border:2px solid #1f6f4a;\
    background:#1f6f4a;color:#ffffff;font-weight:bold;overflow-wrap:anywhere";

/// The whole document.
pub(super) fn of(text: &str) -> String {
    let (letter, signature) = text.split_once(SIGNATURE).unwrap_or((text, ""));
    let mut html = String::from(HEAD);
    for paragraph in paragraphs(letter) {
        let _ = write!(html, "<p>{}</p>", lines(paragraph));
    }
    for paragraph in paragraphs(signature) {
        let _ = write!(html, "<p style=\"font-size:15px\">{}</p>", lines(paragraph));
    }
    html.push_str("</body></html>");
    html
}

fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    text.split("\n\n").map(|paragraph| paragraph.trim_matches('\n')).filter(|paragraph| !paragraph.is_empty())
}

fn lines(paragraph: &str) -> String {
    let is_one = !paragraph.contains('\n');
    let lines = paragraph.split('\n').map(|line| if is_one && is_address(line) { button(line) } else { words(line) });
    lines.collect::<Vec<_>>().join("<br>")
}

/// An address that is a paragraph by itself is what the mail asks to be opened.
fn button(address: &str) -> String {
    let address = escaped(address);
    format!("<a href=\"{address}\" style=\"{BUTTON}\">{address}</a>")
}

/// A line with its addresses as links.
fn words(line: &str) -> String {
    let words = line.split(' ').map(|word| {
        // A full stop after an address ends the sentence, not the address.
        let address = word.trim_end_matches(['.', ',', ';', ')', '…', ':']);
        let after = word.get(address.len()..).unwrap_or_default();
        let address = escaped(address);
        if is_address(word) { format!("<a href=\"{address}\">{address}</a>{}", escaped(after)) } else { escaped(word) }
    });
    words.collect::<Vec<_>>().join(" ")
}

fn is_address(word: &str) -> bool {
    (word.starts_with("https://") || word.starts_with("http://")) && !word.contains(char::is_whitespace)
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_lines_and_links_are_those_of_the_text() {
        let html =
            of("Bonjour Zoé,\n\nDeux lignes,\nvoir https://a.example/b?c=1&d=2.\n\nhttps://a.example/x\n\n-- \nRéseau\n\
            https://a.example\n");
        assert!(html.contains("<p>Bonjour Zoé,</p>"), "{html}");
        let link = "<a href=\"https://a.example/b?c=1&amp;d=2\">https://a.example/b?c=1&amp;d=2</a>.";
        assert!(html.contains(&format!("<p>Deux lignes,<br>voir {link}</p>")), "{html}");
        assert!(html.contains(&format!("<p><a href=\"https://a.example/x\" style=\"{BUTTON}\">")), "{html}");
        assert!(html.contains("px\">Réseau<br><a href=\"https://a.example\">https://a.example</a></p></body>"), "{html}");
    }

    #[test]
    fn what_people_wrote_stays_text() {
        let html = of("<img src=x onerror=\"a()\"> & javascript:alert(1) https://a.example/\"onmouseover='b()'");
        assert!(html.contains("&lt;img src=x onerror=&quot;a()&quot;&gt; &amp; javascript:alert(1) "), "{html}");
        assert!(html.contains("<a href=\"https://a.example/&quot;onmouseover=&#39;b()&#39;\">"), "{html}");
    }
}
