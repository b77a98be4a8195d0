//! Second factors: secrets of apps, the last code used, recovery codes that are left.

use super::throttles;
use crate::accounts::mails;
use crate::accounts::proof::Proof;
use crate::accounts::recovery_code;
use crate::accounts::throttle::Bucket;
use crate::accounts::totp;
use crate::db::Conn;
use crate::db::schema::{recovery_codes, second_factors};
use crate::events::mail::queue;
use crate::http::{Cx, Error, Identity};
use diesel::prelude::*;
use shared::accounts::{SecondFactorSetup, SecondFactorStatus};
use shared::ids::UserId;
use shared::problem::{Code, Problem};

/// Begins anew with `secret`: it counts after its first code.
///
/// # Errors
/// 409 `second_factor_on`; 401 when the password changed since it was proved.
pub fn start(cx: &mut Cx<'_>, proof: &Proof, secret: &[u8]) -> Result<SecondFactorSetup, Error> {
    let user = proof.redeem(cx)?;
    if is_on(cx.conn, user)? {
        return Err(Problem::of(Code::SecondFactorOn).into());
    }
    diesel::delete(second_factors::table.find(user)).execute(cx.conn)?;
    let row = (second_factors::user_id.eq(user), second_factors::secret.eq(secret), second_factors::last_step.eq(0_i64));
    diesel::insert_into(second_factors::table).values(row).execute(cx.conn)?;
    let email = super::users::recipient(cx.conn, user)?.email;
    totp::setup(secret, &email, &cx.settings.network_name)
}

/// Switches the second factor on by its first code. `codes` are the recovery codes that the person will be shown.
///
/// # Errors
/// 409 `second_factor_on`, `second_factor_off`; 422 when the code is wrong.
pub fn confirm(cx: &mut Cx<'_>, identity: Identity, code: &str, codes: &[String]) -> Result<(), Error> {
    let user = identity.user_id;
    super::users::hold(cx.conn, user)?;
    if is_on(cx.conn, user)? {
        return Err(Problem::of(Code::SecondFactorOn).into());
    }
    let secret = second_factors::table.find(user).select(second_factors::secret).first::<Vec<u8>>(cx.conn).optional()?;
    let secret = secret.ok_or_else(|| Problem::of(Code::SecondFactorOff))?;
    let step = totp::step_of(&secret, code, cx.now).ok_or_else(wrong_field)?;
    let confirmed = (second_factors::confirmed_at.eq(cx.now), second_factors::last_step.eq(step));
    diesel::update(second_factors::table.find(user)).set(confirmed).execute(cx.conn)?;
    let counted = Bucket::Person(user);
    throttles::give_back(cx, &counted.key(), counted.allowance().step())?;
    put_codes(cx, user, codes)?;
    tell(cx, user, true)
}

/// Puts these recovery codes in the place of those that are left.
///
/// # Errors
/// 409 `second_factor_off`; 422 when the code is wrong; 401 when the password changed since it was proved.
pub fn replace_codes(cx: &mut Cx<'_>, proof: &Proof, code: &str, codes: &[String]) -> Result<(), Error> {
    let user = redeem_twice(cx, proof, code)?;
    put_codes(cx, user, codes)?;
    let to = super::users::recipient(cx.conn, user)?;
    queue(cx, mails::recovery_codes_replaced(&to, cx.settings))
}

fn put_codes(cx: &mut Cx<'_>, user: UserId, codes: &[String]) -> Result<(), Error> {
    diesel::delete(recovery_codes::table.filter(recovery_codes::user_id.eq(user))).execute(cx.conn)?;
    for code in codes {
        let row = (recovery_codes::user_id.eq(user), recovery_codes::code_hash.eq(recovery_code::hash(code)));
        diesel::insert_into(recovery_codes::table).values(row).execute(cx.conn)?;
    }
    Ok(())
}

/// Whose password it is, if the code is that person's too.
fn redeem_twice(cx: &mut Cx<'_>, proof: &Proof, code: &str) -> Result<UserId, Error> {
    let user = proof.redeem(cx)?;
    if !is_on(cx.conn, user)? {
        return Err(Problem::of(Code::SecondFactorOff).into());
    }
    if use_code(cx, user, code)? { Ok(user) } else { Err(wrong_field()) }
}

/// Switches the second factor off.
///
/// # Errors
/// 409 `second_factor_off`; 422 when the code is wrong; 401 when the password changed since it was proved.
pub fn remove(cx: &mut Cx<'_>, proof: &Proof, code: &str) -> Result<(), Error> {
    let user = redeem_twice(cx, proof, code)?;
    diesel::delete(second_factors::table.find(user)).execute(cx.conn)?;
    diesel::delete(recovery_codes::table.filter(recovery_codes::user_id.eq(user))).execute(cx.conn)?;
    tell(cx, user, false)
}

/// What log-in asks for beside the password, of an account that this transaction holds.
///
/// # Errors
/// 401 `second_factor_required`, `second_factor_wrong`.
pub fn demand(cx: &mut Cx<'_>, user: UserId, code: Option<&str>) -> Result<(), Error> {
    if !is_on(cx.conn, user)? {
        return Ok(());
    }
    let code = code.ok_or_else(|| Problem::of(Code::SecondFactorRequired))?;
    if use_code(cx, user, code)? { Ok(()) } else { Err(Problem::of(Code::SecondFactorWrong).into()) }
}

/// How the account stands.
///
/// # Errors
/// When the database fails.
pub fn status(cx: &mut Cx<'_>, user: UserId, network_admin: bool) -> Result<SecondFactorStatus, Error> {
    if !is_on(cx.conn, user)? {
        return Ok(SecondFactorStatus { enabled: false, advised: network_admin, recovery_codes_left: 0 });
    }
    let left = recovery_codes::table.filter(recovery_codes::user_id.eq(user)).count().get_result(cx.conn)?;
    Ok(SecondFactorStatus { enabled: true, advised: false, recovery_codes_left: left })
}

fn is_on(conn: &mut Conn, user: UserId) -> Result<bool, Error> {
    let on = second_factors::table.find(user).filter(second_factors::confirmed_at.is_not_null());
    Ok(diesel::select(diesel::dsl::exists(on)).get_result(conn)?)
}

/// Uses a code up, by guarded writes: whoever comes second with the same one is refused.
fn use_code(cx: &mut Cx<'_>, user: UserId, code: &str) -> Result<bool, Error> {
    let secret: Vec<u8> = second_factors::table.find(user).select(second_factors::secret).first(cx.conn)?;
    let used = match totp::step_of(&secret, code, cx.now) {
        Some(step) => {
            let unused = second_factors::table.find(user).filter(second_factors::last_step.lt(step));
            diesel::update(unused).set(second_factors::last_step.eq(step)).execute(cx.conn)?
        }
        None => diesel::delete(recovery_codes::table.find((user, recovery_code::hash(code)))).execute(cx.conn)?,
    };
    Ok(used == 1)
}

fn tell(cx: &mut Cx<'_>, user: UserId, on: bool) -> Result<(), Error> {
    let to = super::users::recipient(cx.conn, user)?;
    queue(cx, mails::second_factor_switched(&to, cx.settings, on))
}

fn wrong_field() -> Error {
    Error::invalid("/code", "wrong_second_factor")
}
