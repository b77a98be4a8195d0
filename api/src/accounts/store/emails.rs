//! Changes of e-mail: the new address counts once somebody has opened the link in the mail to it.

use super::links::{self, Link, Purpose};
use super::{throttles, users};
use crate::accounts::mails;
use crate::accounts::proof::Proof;
use crate::accounts::rules::{EMAIL_CHANGE_LIFETIME, email_key};
use crate::accounts::secret::Secret;
use crate::accounts::throttle::Bucket;
use crate::events::mail::{Recipient, queue};
use crate::http::{Cx, Error};
use shared::ids::UserId;

/// Asks the new address whether it is the person's, and tells the old one. A new address that has an account already
/// gets another mail and the same answer, so that nobody learns who has an account.
///
/// # Errors
/// 429 when there were too many; 401 when the password changed since it was proved.
pub fn ask(cx: &mut Cx<'_>, proof: &Proof, email: &str, secret: &Secret) -> Result<(), Error> {
    let user_id = proof.redeem(cx)?;
    throttles::take(cx, Bucket::EmailChange(user_id))?;
    let email = email.trim();
    let holder = users::credentials(cx.conn, &email_key(email))?;
    let is_free = holder.is_none_or(|(holder, _)| holder == user_id);
    let change = Link { user_id, email: Some(email.to_owned()) };
    links::put(cx, Purpose::EmailChange, &change, &secret.hash(), EMAIL_CHANGE_LIFETIME)?;
    let before = users::recipient(cx.conn, user_id)?;
    let after = Recipient { email: email.to_owned(), ..before.clone() };
    let link = format!("{}/email/{}", cx.settings.public_url, secret.reveal());
    let asked = if is_free {
        mails::confirm_email(&after, cx.settings, &link)
    } else {
        mails::email_taken(&Recipient { name: String::new(), ..after }, cx.settings)
    };
    queue(cx, asked)?;
    queue(cx, mails::email_change_asked(&before, cx.settings))
}

/// Makes the new address the account's, and tells whose account.
///
/// # Errors
/// 409 `link_over`, also when another account got the address meanwhile.
pub fn accept(cx: &mut Cx<'_>, token_hash: &[u8]) -> Result<UserId, Error> {
    let Link { user_id, email } = links::find(cx, Purpose::EmailChange, token_hash)?;
    users::hold(cx.conn, user_id)?;
    links::take(cx, token_hash)?;
    users::set_email(cx.conn, user_id, &email.ok_or_else(links::over)?)?;
    // A reset link that lies in the old letter box must not open the account any more.
    links::clear(cx, user_id)?;
    Ok(user_id)
}
