//! Repairs of text as the networks published it.

/// `%20` and the like decoded. A text whose bytes would not be UTF-8 stays as it is.
pub(super) fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let encoded = if *first == b'%' {
            after.split_at_checked(2).and_then(|(code, after)| Some((byte(code)?, after)))
        } else {
            None
        };
        let (byte, next) = encoded.unwrap_or((*first, after));
        bytes.push(byte);
        rest = next;
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

fn byte(code: &[u8]) -> Option<u8> {
    let code = std::str::from_utf8(code).ok().filter(|code| code.bytes().all(|digit| digit.is_ascii_hexdigit()))?;
    u8::from_str_radix(code, 16).ok()
}

/// An address taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Address {
    /// Number and street.
    pub street: String,
    /// Five digits.
    pub postcode: String,
    /// The city behind the postcode.
    pub city: String,
}

/// Takes an address apart at the last postcode that has a city behind it; `None` where there is none.
pub(super) fn address(text: &str) -> Option<Address> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_postcode = |word: &&str| word.len() == 5 && word.chars().all(|c| c.is_ascii_digit());
    let at = words.iter().rposition(is_postcode)?;
    let city = words.get(at + 1..).filter(|city| !city.is_empty())?;
    let street = words.get(..at).unwrap_or_default();
    Some(Address { street: street.join(" "), postcode: words.get(at).copied()?.to_owned(), city: city.join(" ") })
}

/// The name without "FERME" or "FERMER" ("closed") in front, which one network writes before sites that have closed.
/// In capitals only: a farm is "Ferme".
pub(super) fn closed(name: &str) -> Option<&str> {
    let rest = name.strip_prefix("FERMER ").or_else(|| name.strip_prefix("FERME "))?;
    Some(rest.trim_start_matches(['-', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn encoded_names_are_readable_again() {
        assert_eq!(percent_decoded("St%20Andre%20de%20Cubzac"), "St Andre de Cubzac");
        assert_eq!(percent_decoded("Villenave%20d%27Ornon"), "Villenave d'Ornon");
        assert_eq!(percent_decoded("Gu%C3%AEtres"), "Guîtres");
        assert_eq!(percent_decoded("Bourg%2FGironde"), "Bourg/Gironde");
        for as_it_is in ["100 % bio", "%", "%2", "%zz", "%+1", "%C3", "é%é"] {
            assert_eq!(percent_decoded(as_it_is), as_it_is);
        }
    }

    #[test]
    fn an_address_ends_in_postcode_and_city() {
        let found = address("HAUTS DE L'HIPPODROME BATIMENT 2 Rue DES TREYTINS  33320 EYSINES").unwrap();
        assert_eq!(
            (found.street.as_str(), found.postcode.as_str()),
            ("HAUTS DE L'HIPPODROME BATIMENT 2 Rue DES TREYTINS", "33320")
        );
        assert_eq!(address("593, Route DE TOULOUSE   33140 VILLENAVE D ORNON").unwrap().city, "VILLENAVE D ORNON");
        assert_eq!(address("33000 Bordeaux").unwrap().street, "");
        for none in ["", "3 rue du Bac", "12345", "rue du 33000"] {
            assert_eq!(address(none), None, "{none}");
        }
    }

    #[test]
    fn closed_sites_are_told_from_farms() {
        assert_eq!(closed("FERMER - CD Villenave d'Ornon"), Some("CD Villenave d'Ornon"));
        assert_eq!(closed("FERME CD de Libourne"), Some("CD de Libourne"));
        assert_eq!(closed("Ferme de la Lande"), None);
        assert_eq!(closed("FERMETURES Martin"), None);
    }

    proptest! {
        #[test]
        fn decoding_undoes_encoding(text in "\\PC{0,40}") {
            let encoded: String = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
            prop_assert_eq!(percent_decoded(&encoded), text);
        }

        #[test]
        fn any_text_is_taken(text in "\\PC{0,60}") {
            let _ = percent_decoded(&text);
            if let Some(found) = address(&text) {
                prop_assert!(text.contains(&found.postcode) && !found.city.is_empty());
            }
        }
    }
}
