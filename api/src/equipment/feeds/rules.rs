//! A calendar as text (RFC 5545). Written here and not by a crate: a few lines of one kind of entry, and each rule of the
//! format that they need is tested below.

use shared::loans::LoanState;
use shared::time::UtcMillis;

/// An entry of a calendar.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Names it for ever, whatever becomes of it.
    pub uid: String,
    /// From when.
    pub starts_at: UtcMillis,
    /// Until when.
    pub ends_at: UtcMillis,
    /// When it last changed.
    pub changed_at: UtcMillis,
    /// How often it has changed.
    pub sequence: i64,
    /// What it says.
    pub summary: String,
    /// How sure it is.
    pub status: &'static str,
    /// Where to read more.
    pub url: String,
}

/// How sure a loan is.
#[must_use]
pub const fn status(state: LoanState) -> &'static str {
    match state {
        LoanState::Requested => "TENTATIVE",
        LoanState::Accepted | LoanState::Out | LoanState::Returned => "CONFIRMED",
        LoanState::Declined | LoanState::Cancelled | LoanState::Expired => "CANCELLED",
    }
}

/// The calendar of this name.
#[must_use]
pub fn calendar(name: &str, entries: &[Entry]) -> String {
    let mut text = String::new();
    let mut line = |name: &str, value: &str| fold(&mut text, &format!("{name}:{value}"));
    line("BEGIN", "VCALENDAR");
    line("VERSION", "2.0");
    line("PRODID", "-//Maillage//Equipment//FR");
    line("CALSCALE", "GREGORIAN");
    line("METHOD", "PUBLISH");
    line("X-WR-CALNAME", &escaped(name));
    line("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
    for entry in entries {
        line("BEGIN", "VEVENT");
        line("UID", &entry.uid);
        line("DTSTAMP", &instant(entry.changed_at));
        line("LAST-MODIFIED", &instant(entry.changed_at));
        line("SEQUENCE", &entry.sequence.to_string());
        line("DTSTART", &instant(entry.starts_at));
        line("DTEND", &instant(entry.ends_at));
        line("SUMMARY", &escaped(&entry.summary));
        line("STATUS", entry.status);
        line("URL", &entry.url);
        line("END", "VEVENT");
    }
    line("END", "VCALENDAR");
    text
}

/// An instant in UTC (form 2 of §3.3.5): no time zone has to be described, and each program shows it on its own clocks.
fn instant(at: UtcMillis) -> String {
    at.to_chrono().format("%Y%m%dT%H%M%SZ").to_string()
}

/// Text as a value (§3.3.11).
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => escaped.extend(['\\', letter]),
            '\n' => escaped.push_str("\\n"),
            other if other.is_control() => {}
            other => escaped.push(other),
        }
    }
    escaped
}

/// Adds a line, in pieces of at most 75 octets (§3.1) that never cut a letter in two.
fn fold(text: &mut String, line: &str) {
    const LONGEST: usize = 75;
    let mut length = 0;
    for letter in line.chars() {
        if length + letter.len_utf8() > LONGEST {
            text.push_str("\r\n ");
            length = 1;
        }
        text.push(letter);
        length += letter.len_utf8();
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(summary: &str) -> Entry {
        Entry {
            uid: "loan-1@maillage".to_owned(),
            starts_at: UtcMillis(1_774_747_800_000),
            ends_at: UtcMillis(1_774_751_400_000),
            changed_at: UtcMillis(1_774_000_000_999),
            sequence: 3,
            summary: summary.to_owned(),
            status: "CONFIRMED",
            url: "https://maillage.example/prets/1".to_owned(),
        }
    }

    #[test]
    fn no_line_is_longer_than_75_octets_and_unfolded_it_is_what_it_was() {
        let long = "Épicerie sociale de Libourne — camionnette frigorifique à 8 m³, ".repeat(4);
        let text = calendar("Prêts", &[entry(&long)]);
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
        assert!(!text.replace("\r\n", "").contains('\n'), "every line ends with CR LF");
        let whole = text.replace("\r\n ", "");
        assert!(whole.contains(&format!("SUMMARY:{}", long.replace(',', "\\,"))), "{whole}");
    }

    #[test]
    fn what_has_a_meaning_in_the_format_is_escaped() {
        assert_eq!(escaped("a,b;c\\d\ne\r\u{7}"), "a\\,b\\;c\\\\d\\ne");
    }

    #[test]
    fn instants_are_utc_whatever_the_season() {
        // Around the night of 29 March 2026 in which clocks go forward in France.
        let text = calendar("Prêts", &[entry("Van")]);
        assert!(text.contains("DTSTART:20260329T013000Z\r\nDTEND:20260329T023000Z\r\n"), "{text}");
        assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && text.ends_with("END:VCALENDAR\r\n"));
    }

    #[test]
    fn what_is_over_before_it_began_is_cancelled() {
        assert_eq!(status(LoanState::Requested), "TENTATIVE");
        assert_eq!(status(LoanState::Returned), "CONFIRMED");
        for state in [LoanState::Declined, LoanState::Cancelled, LoanState::Expired] {
            assert_eq!(status(state), "CANCELLED");
        }
    }
}
