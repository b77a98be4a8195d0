//! What a caller may do: the only place where permissions are checked.
//!
//! What you may not see is 404; what you may see and not do is 403. Memberships are read with each request, so a
//! suspension or a lost role takes effect at once.

use super::trace::Trace;
use super::{Error, Identity};
use crate::db::schema::{memberships, organisations, sessions, users};
use crate::db::{Conn, memo};
use crate::on_backend;
use diesel::prelude::*;
use shared::accounts::Locale;
use shared::claims::Party;
use shared::ids::{OrganisationId, UserId};
use shared::organisations::{OrganisationKind, OrganisationStatus, Role};
use shared::problem::{Code, Problem};
use std::collections::HashMap;

/// A person with his or her memberships, as they are now.
#[derive(Clone, Debug)]
pub struct Actor {
    /// Who.
    pub user_id: UserId,
    /// Name shown to others.
    pub name: String,
    /// Language of mails.
    pub locale: Locale,
    /// Whether this person administers the network.
    pub network_admin: bool,
    /// Where the person belongs.
    pub memberships: Vec<ActorMembership>,
    /// Notes for the audit log.
    pub trace: Trace,
}

/// Name, language, whether it is an administrator, and one of the memberships, if there is any.
type PersonRow = (String, Locale, bool, Option<ActorMembership>);

/// A person's place in an organisation.
#[derive(Clone, Copy, Debug, Queryable)]
pub struct ActorMembership {
    /// The organisation.
    pub organisation_id: OrganisationId,
    /// What the person may do there.
    pub role: Role,
    /// Where the organisation stands in its admission.
    pub status: OrganisationStatus,
    /// What the organisation is.
    pub kind: OrganisationKind,
}

/// Proof that the check was made: functions that write for an organisation take one, and only this module makes them.
#[derive(Clone, Copy, Debug)]
pub struct Permit {
    organisation_id: OrganisationId,
    user_id: UserId,
}

impl Permit {
    /// For which organisation.
    #[must_use]
    pub const fn organisation_id(&self) -> OrganisationId {
        self.organisation_id
    }

    /// Who acts.
    #[must_use]
    pub const fn user_id(&self) -> UserId {
        self.user_id
    }
}

impl Actor {
    /// Reads the caller and the memberships, as they are in the transaction.
    ///
    /// # Errors
    /// 401 when the person no longer exists or the session has ended.
    pub fn load(conn: &mut Conn, identity: Identity) -> Result<Self, Error> {
        let load = |_: &[Identity]| Ok::<_, Error>(HashMap::from([(identity, Self::read(conn, identity)?)]));
        memo::many(&[identity], load)?.remove(&identity).ok_or_else(|| Problem::of(Code::Unauthenticated).into())
    }

    /// The same caller as he or she is now, after a change of memberships.
    ///
    /// # Errors
    /// As [`Self::of`].
    pub fn again(&self, conn: &mut Conn) -> Result<Self, Error> {
        Self::of(conn, self.user_id)
    }

    fn read(conn: &mut Conn, identity: Identity) -> Result<Self, Error> {
        let rows = on_backend!(conn, conn => users::table
            .inner_join(sessions::table)
            .left_join(memberships::table.on(memberships::user_id.eq(users::id)))
            // Not joined with each other first: SQLite would read all memberships for that.
            .left_join(organisations::table.on(organisations::id.nullable().eq(memberships::organisation_id.nullable())))
            .filter(users::id.eq(identity.user_id))
            .filter(sessions::id.eq(identity.session_id))
            .order(organisations::name_key)
            .select((users::name, users::locale, users::network_admin, (memberships::organisation_id, memberships::role, organisations::status, organisations::kind).nullable()))
            .load(conn))?;
        Self::from_rows(identity.user_id, rows)
    }

    /// Reads a person who acts without a session: in the command line's work, or in the server's own.
    ///
    /// # Errors
    /// 401 when there is no such person.
    pub fn of(conn: &mut Conn, user_id: UserId) -> Result<Self, Error> {
        let rows = on_backend!(conn, conn => users::table
            .left_join(memberships::table.on(memberships::user_id.eq(users::id)))
            // Not joined with each other first: SQLite would read all memberships for that.
            .left_join(organisations::table.on(organisations::id.nullable().eq(memberships::organisation_id.nullable())))
            .filter(users::id.eq(user_id))
            .order(organisations::name_key)
            .select((users::name, users::locale, users::network_admin, (memberships::organisation_id, memberships::role, organisations::status, organisations::kind).nullable()))
            .load(conn))?;
        Self::from_rows(user_id, rows)
    }

    /// Person and memberships come in one answer, since every request waits for them: a row for each membership, or one
    /// without.
    fn from_rows(user_id: UserId, rows: Vec<PersonRow>) -> Result<Self, Error> {
        let (name, locale, network_admin, _) = rows.first().cloned().ok_or_else(|| Problem::of(Code::Unauthenticated))?;
        let memberships = rows.into_iter().filter_map(|(_, _, _, membership)| membership).collect();
        Ok(Self { user_id, name, locale, network_admin, memberships, trace: Trace::default() })
    }

    /// The same person, who can act for one organisation and do nothing else: what a link of a mail allows.
    #[must_use]
    pub fn only_for(mut self, organisation: OrganisationId) -> Self {
        self.network_admin = false;
        self.memberships.retain(|membership| membership.organisation_id == organisation);
        self
    }

    /// The caller's place in an organisation.
    #[must_use]
    pub fn membership(&self, organisation: OrganisationId) -> Option<&ActorMembership> {
        self.memberships.iter().find(|membership| membership.organisation_id == organisation)
    }

    /// Whether the caller belongs to an organisation.
    #[must_use]
    pub fn belongs_to(&self, organisation: OrganisationId) -> bool {
        self.membership(organisation).is_some()
    }

    /// The caller's approved organisations.
    pub fn approved_organisations(&self) -> impl Iterator<Item = OrganisationId> + '_ {
        self.memberships.iter().filter(|m| m.status == OrganisationStatus::Approved).map(|m| m.organisation_id)
    }

    /// May the caller see what the network's members share (offers, sites, members' names)?
    ///
    /// # Errors
    /// 403 unless the caller belongs to an approved organisation or administers the network.
    pub fn see_network(&self) -> Result<(), Error> {
        if self.network_admin || self.approved_organisations().next().is_some() {
            return Ok(());
        }
        let suspended = self.memberships.iter().any(|membership| membership.status == OrganisationStatus::Suspended);
        Err(barred(if suspended { OrganisationStatus::Suspended } else { OrganisationStatus::Pending }))
    }

    /// May the caller act for an organisation that is visible to him or her (publish, claim, accept)?
    ///
    /// # Errors
    /// 403 unless the caller belongs to it and it is approved.
    pub fn act_for(&self, organisation: OrganisationId) -> Result<Permit, Error> {
        self.may_act_for(organisation).map(|()| self.permit(organisation))
    }

    /// May the caller carry to its end, or call off, what an organisation has agreed on? A suspended one too: it makes
    /// no new promise, but food that was promised is fetched, and food that it cannot fetch is free for others.
    ///
    /// # Errors
    /// 403 unless the caller belongs to it and it is approved or suspended.
    pub fn finish_for(&self, organisation: OrganisationId) -> Result<Permit, Error> {
        self.may_finish_for(organisation).map(|()| self.permit(organisation))
    }

    /// May the caller manage an organisation that is visible to him or her (profile, sites, members)? A pending one
    /// too: it prepares itself while it waits.
    ///
    /// # Errors
    /// 403 unless the caller coordinates it or administers the network, and it is neither refused nor suspended.
    pub fn manage(&self, organisation: OrganisationId) -> Result<Permit, Error> {
        self.may_manage(organisation).map(|()| self.permit(organisation))
    }

    /// May the caller read what only those who manage an organisation see, whatever its state?
    ///
    /// # Errors
    /// 403 unless the caller coordinates it or administers the network.
    pub fn oversee(&self, organisation: OrganisationId) -> Result<(), Error> {
        let coordinates = self.membership(organisation).is_some_and(|membership| membership.role.manages());
        if coordinates || self.network_admin { Ok(()) } else { Err(Error::forbidden()) }
    }

    /// Whether [`Self::manage`] would allow it.
    #[must_use]
    pub fn can_manage(&self, organisation: OrganisationId) -> bool {
        self.may_manage(organisation).is_ok()
    }

    /// Whether [`Self::act_for`] would allow it.
    #[must_use]
    pub fn can_act_for(&self, organisation: OrganisationId) -> bool {
        self.may_act_for(organisation).is_ok()
    }

    /// Whether [`Self::finish_for`] would allow it.
    #[must_use]
    pub fn can_finish_for(&self, organisation: OrganisationId) -> bool {
        self.may_finish_for(organisation).is_ok()
    }

    fn may_act_for(&self, organisation: OrganisationId) -> Result<(), Error> {
        match self.membership(organisation).ok_or_else(Error::forbidden)?.status {
            OrganisationStatus::Approved => Ok(()),
            other => Err(barred(other)),
        }
    }

    fn may_finish_for(&self, organisation: OrganisationId) -> Result<(), Error> {
        match self.membership(organisation).ok_or_else(Error::forbidden)?.status {
            OrganisationStatus::Approved | OrganisationStatus::Suspended => Ok(()),
            other => Err(barred(other)),
        }
    }

    fn may_manage(&self, organisation: OrganisationId) -> Result<(), Error> {
        if self.network_admin {
            return Ok(());
        }
        let membership = self.membership(organisation).filter(|m| m.role.manages()).ok_or_else(Error::forbidden)?;
        match membership.status {
            OrganisationStatus::Approved | OrganisationStatus::Pending => Ok(()),
            other => Err(barred(other)),
        }
    }

    /// May the caller administer the network?
    ///
    /// # Errors
    /// 403 when not.
    pub fn administer(&self) -> Result<(), Error> {
        if self.network_admin { Ok(()) } else { Err(Error::forbidden()) }
    }

    /// On which sides of a claim the caller stands, the giver's first; none when the claim is not for the caller to see.
    #[must_use]
    pub fn sides(&self, giver: OrganisationId, taker: OrganisationId) -> Vec<Party> {
        let giving = self.belongs_to(giver).then_some(Party::Giver);
        let taking = self.belongs_to(taker).then_some(Party::Taker);
        let mut sides: Vec<Party> = giving.into_iter().chain(taking).collect();
        if sides.is_empty() && self.network_admin {
            sides.push(Party::Observer);
        }
        sides
    }

    fn permit(&self, organisation_id: OrganisationId) -> Permit {
        self.trace.for_organisation(organisation_id);
        Permit { organisation_id, user_id: self.user_id }
    }
}

/// Why an organisation of this status may not.
fn barred(status: OrganisationStatus) -> Error {
    let code = match status {
        OrganisationStatus::Suspended => Code::OrganisationSuspended,
        _ => Code::OrganisationNotApproved,
    };
    Problem::of(code).into()
}
