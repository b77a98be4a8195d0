//! Log-ins that failed, for the audit log.
//!
//! Only those to an account have an entry: others would fill the log with what strangers type. But the same allowance is
//! used up for both, so that the work, and with it the time of the answer, does not tell who has an account.

use super::throttles;
use crate::accounts::rules::email_key;
use crate::accounts::throttle::Bucket;
use crate::http::{Cx, Error};
use shared::ids::UserId;
use std::net::IpAddr;

/// Whose log the failure belongs to and what is said of it: why, and from which address. `None` without an account, and
/// where there were enough entries lately.
///
/// # Errors
/// When the database fails.
pub fn worth_an_entry(
    cx: &mut Cx<'_>,
    email: &str,
    account: Option<UserId>,
    (why, address): (&str, IpAddr),
) -> Result<Option<(UserId, String)>, Error> {
    let is_left = throttles::try_take(cx, Bucket::FailedLogIn(&email_key(email)))?;
    Ok(account.filter(|_| is_left).map(|user| (user, format!("{why} {address}"))))
}
