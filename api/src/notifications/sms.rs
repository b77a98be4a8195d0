//! The SMS of an offer that can be answered without logging in: made for those who read no mails on the way.

use super::mails::{Told, sentence};
use crate::events::sms;
use crate::http::{Cx, Error};
use shared::accounts::Locale;
use shared::text::shortened;

/// Characters of what is offered, at most: with the link an SMS stays within four parts, which telephones join.
const MOST: usize = 160;

/// One SMS for each of these that can be answered.
///
/// # Errors
/// When the database fails.
pub fn told(cx: &mut Cx<'_>, number: &str, locale: Locale, news: &[Told]) -> Result<(), Error> {
    for one in news {
        if let Some(token) = &one.answer {
            let link = format!("{}/repondre/{token}", cx.settings.public_url);
            let body = words(&sentence(&one.news, locale), &link, locale);
            sms::text(cx, number, body)?;
        }
    }
    Ok(())
}

fn words(sentence: &str, link: &str, locale: Locale) -> String {
    let answer = match locale {
        Locale::French => "Répondre oui ou non :",
        Locale::English => "Answer yes or no:",
    };
    format!("{}. {answer} {link}", shortened(sentence, MOST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_title_leaves_the_link_whole() {
        let told = words(&"é".repeat(400), "https://maillage.example.org/repondre/abc", Locale::French);
        assert!(told.ends_with("…. Répondre oui ou non : https://maillage.example.org/repondre/abc"), "{told}");
        assert_eq!(told.chars().filter(|c| *c == 'é').count(), MOST - 1 + 1, "with that of « Répondre »");
    }
}
