//! Opening hours as people read them: from OpenStreetMap's syntax, which sites are written in.

use super::{t, time::clock_words};
use yew::AttrValue;

/// "mar., jeu. 14 h – 17 h ; jours fériés fermé" for `Tu,Th 14:00-17:00; PH off`. What goes beyond days, hours and
/// holidays stays as it was written.
#[must_use]
pub fn hours(written: &str) -> AttrValue {
    let rules: Option<Vec<String>> = written.split(';').map(|rule| rule_words(rule.trim())).collect();
    rules.map_or_else(|| written.to_owned().into(), |rules| rules.join(" ; ").into())
}

fn rule_words(rule: &str) -> Option<String> {
    let mut words = String::new();
    let mut rest = rule;
    while let Some(first) = rest.chars().next() {
        let length = rest.find(['-', ',', ' ']).unwrap_or(rest.len());
        if length > 0 {
            let (token, after) = rest.split_at(length);
            words.push_str(&token_words(token)?);
            rest = after;
            continue;
        }
        words.push_str(match first {
            // Between hours there is room, between days there is none.
            '-' if rest.get(1..2).is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit())) => " – ",
            '-' => "–",
            ',' => ", ",
            _ => " ",
        });
        rest = rest.get(first.len_utf8()..)?;
    }
    Some(words)
}

fn token_words(token: &str) -> Option<AttrValue> {
    Some(match token {
        "Mo" => t!("hours.mo"),
        "Tu" => t!("hours.tu"),
        "We" => t!("hours.we"),
        "Th" => t!("hours.th"),
        "Fr" => t!("hours.fr"),
        "Sa" => t!("hours.sa"),
        "Su" => t!("hours.su"),
        "PH" => t!("hours.ph"),
        "SH" => t!("hours.sh"),
        "off" | "closed" => t!("hours.off"),
        "24/7" => t!("hours.always"),
        other => {
            let (hour, minute) = other.split_once(':')?;
            let are_digits = [hour, minute].iter().all(|part| part.len() == 2 && part.chars().all(|c| c.is_ascii_digit()));
            return are_digits.then(|| clock_words(hour, minute));
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_hours_and_holidays_are_read_out() {
        assert_eq!(hours("Tu,Th 14:00-17:30; PH off"), "mar., jeu. 14\u{a0}h – 17\u{a0}h\u{a0}30 ; jours fériés fermé");
        assert_eq!(hours("Mo-Fr 09:00-12:00"), "lun.–ven. 9\u{a0}h – 12\u{a0}h");
    }

    #[test]
    fn what_goes_beyond_stays_as_it_was_written() {
        let written = "Mo-Fr 09:00-12:00 \"sur rendez-vous\"";
        assert_eq!(hours(written), written);
    }
}
