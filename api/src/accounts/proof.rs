//! Who says to be somebody proves it: password, then the code of the second factor.

use super::caller::Caller;
use super::password;
use super::session::NewSession;
use super::store::attempts::{self, Attempt};
use super::store::{failures, second_factors, sessions};
use crate::http::{Cx, Error, Identity, State};
use shared::accounts::Login;
use shared::ids::UserId;
use shared::problem::{Code, Problem};
use std::net::IpAddr;

/// A password that was right a moment ago. Worth something inside a write transaction only: see [`Proof::redeem`].
#[derive(Clone, Debug)]
pub struct Proof(Attempt);

impl Proof {
    /// Proves an account's password. Without an account the same work is done.
    ///
    /// # Errors
    /// 401 `invalid_credentials`, 429 `too_many_attempts`.
    pub async fn of_account(state: &State, email: &str, password: String, caller: &Caller) -> Result<Self, Error> {
        let (typed, from) = (email.to_owned(), caller.clone());
        let attempt = state.write(move |cx| attempts::log_in(cx, &typed, &from)).await?;
        let (user, hash) = attempt.account.clone().unzip();
        if password::verify(password, hash).await? {
            return Ok(Self(attempt));
        }
        note_failure(state, email, user, ("wrong_password", caller.address)).await?;
        Err(Problem::of(Code::InvalidCredentials).into())
    }

    /// Proves the password of somebody who is logged in; `pointer` is where it stands in the body.
    ///
    /// # Errors
    /// 422 `wrong_password`, 429 `too_many_attempts`.
    pub async fn of_person(state: &State, identity: Identity, password: String, pointer: &str) -> Result<Self, Error> {
        let attempt = state.write(move |cx| attempts::again(cx, identity)).await?;
        let hash = attempt.account.as_ref().map(|(_, hash)| hash.clone());
        let proved = password::verify(password, hash).await?;
        proved.then_some(Self(attempt)).ok_or_else(|| Error::invalid(pointer, "wrong_password"))
    }

    /// Whose password it is, if it still is; the attempt no longer counts, and the account is held until the transaction
    /// ends.
    ///
    /// # Errors
    /// 401 when the password was changed meanwhile.
    pub fn redeem(&self, cx: &mut Cx<'_>) -> Result<UserId, Error> {
        attempts::redeem(cx, &self.0)
    }

    /// The same for a log-in, which needs the code of the second factor where there is one.
    ///
    /// # Errors
    /// 401 `second_factor_required`, `second_factor_wrong`, or as [`Self::redeem`].
    pub fn redeem_with(&self, cx: &mut Cx<'_>, code: Option<&str>) -> Result<UserId, Error> {
        let user = self.redeem(cx)?;
        second_factors::demand(cx, user, code)?;
        Ok(user)
    }

    /// Logs in, in a transaction of its own.
    ///
    /// # Errors
    /// As [`Self::redeem_with`].
    pub async fn log_in(self, state: &State, login: &Login, caller: &Caller, new: &NewSession) -> Result<UserId, Error> {
        let (code, new, user) = (login.code.clone(), new.clone(), self.0.account.as_ref().map(|(user, _)| *user));
        let work = move |cx: &mut Cx<'_>| {
            let user = self.redeem_with(cx, code.as_deref())?;
            sessions::open(cx, user, &new)?;
            Ok(user)
        };
        let outcome = state.write_open(|user| Some(*user), work).await;
        if let Err(Error::Refused(problem)) = &outcome
            && problem.code == Code::SecondFactorWrong
        {
            note_failure(state, &login.email, user, ("second_factor_wrong", caller.address)).await?;
        }
        outcome
    }
}

/// Leaves an entry in the audit log, in a transaction of its own: the refusal undoes the one that it happens in.
async fn note_failure(
    state: &State,
    email: &str,
    account: Option<UserId>,
    (why, address): (&'static str, IpAddr),
) -> Result<(), Error> {
    let email = email.to_owned();
    state.write_refusal(move |cx| failures::worth_an_entry(cx, &email, account, (why, address))).await
}
