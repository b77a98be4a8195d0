//! The people, organisations and sites of the demonstration: made where they are missing, found where they are.

use super::script::{Account, COMMUNES, Member, Network};
use super::store;
use crate::accounts::store::users::{self, NewUser};
use crate::http::{Actor, Cx, Error};
use crate::{imports, members, organisations, sites};
use shared::accounts::Locale;
use shared::ids::{OrganisationId, SiteId, UserId};
use shared::organisations::{OrganisationAction, Role};
use std::collections::HashMap;

/// Who can act, and where.
#[derive(Debug, Default)]
pub(super) struct Cast {
    /// Coordinators of admitted organisations, by the organisation's key.
    actors: HashMap<String, Actor>,
    /// By the keys of organisation and site.
    sites: HashMap<String, SiteId>,
}

/// A site and the person who acts there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part<'c> {
    pub actor: &'c Actor,
    pub site: SiteId,
}

impl Cast {
    /// Makes what is missing and finds the rest. What people have changed or deleted since stays so.
    pub fn assemble(cx: &mut Cx<'_>, network: &Network, password_hash: &str) -> Result<Self, Error> {
        add_communes(cx)?;
        for account in network.accounts.iter().filter(|account| account.network_admin) {
            ensure_user(cx, account, password_hash)?;
        }
        let admin = administrator(cx, network)?;
        let mut cast = Self::default();
        for (key, member) in &network.organisations {
            let coordinator = coordinator(key, member);
            let user = ensure_user(cx, &coordinator, password_hash)?;
            let organisation = match store::organisation(cx, key)? {
                Some(known) => known,
                None => found_organisation(cx, key, member, user, &admin)?,
            };
            cast.add(cx, key, member, organisation, user)?;
        }
        for account in network.accounts.iter().filter(|account| !account.network_admin) {
            ensure_member(cx, account, password_hash)?;
        }
        Ok(cast)
    }

    fn add(
        &mut self,
        cx: &mut Cx<'_>,
        key: &str,
        member: &Member,
        organisation: OrganisationId,
        user: UserId,
    ) -> Result<(), Error> {
        let actor = Actor::of(cx.conn, user)?;
        if !actor.can_act_for(organisation) {
            return Ok(());
        }
        self.actors.insert(key.to_owned(), actor);
        for (site_key, site) in &member.sites {
            if let Some(id) = store::site(cx, organisation, &site.name)? {
                self.sites.insert(format!("{key}/{site_key}"), id);
            }
        }
        Ok(())
    }

    /// The part at `keys` (organisation and site); `None` where somebody has closed either.
    pub fn part(&self, keys: &str) -> Option<Part<'_>> {
        let (organisation, _) = keys.split_once('/')?;
        Some(Part { actor: self.actors.get(organisation)?, site: *self.sites.get(keys)? })
    }
}

fn add_communes(cx: &mut Cx<'_>) -> Result<(), Error> {
    let communes = imports::communes::parse(COMMUNES).map_err(|error| Error::Internal(error.to_string()))?;
    imports::communes::add_missing(cx, &communes)
}

fn coordinator(key: &str, member: &Member) -> Account {
    Account {
        email: format!("{key}@demo.example.org"),
        name: member.coordinator.clone(),
        locale: Locale::French,
        organisation: Some(key.to_owned()),
        role: Some(Role::Coordinator),
        network_admin: false,
        title: String::new(),
    }
}

fn ensure_user(cx: &mut Cx<'_>, account: &Account, password_hash: &str) -> Result<UserId, Error> {
    if let Some(known) = store::user(cx, &account.email)? {
        return Ok(known);
    }
    let Account { email, name, locale, network_admin, .. } = account;
    users::create(cx, &NewUser { email, name, password_hash, locale: *locale, network_admin: *network_admin })
}

fn ensure_member(cx: &mut Cx<'_>, account: &Account, password_hash: &str) -> Result<(), Error> {
    let user = ensure_user(cx, account, password_hash)?;
    let organisation = account.organisation.as_ref().map(|key| store::organisation(cx, key)).transpose()?.flatten();
    let Some((organisation, role)) = organisation.zip(account.role) else {
        return Ok(());
    };
    if Actor::of(cx.conn, user)?.belongs_to(organisation) {
        return Ok(());
    }
    members::store::add(cx, organisation, user, role)
}

fn administrator(cx: &mut Cx<'_>, network: &Network) -> Result<Actor, Error> {
    let account = network.accounts.iter().find(|account| account.network_admin);
    let email = account.map(|account| account.email.as_str()).unwrap_or_default();
    let user_id =
        store::user(cx, email)?.ok_or_else(|| Error::Internal("the demonstration has no administrator".to_owned()))?;
    Actor::of(cx.conn, user_id)
}

fn found_organisation(
    cx: &mut Cx<'_>,
    key: &str,
    member: &Member,
    coordinator: UserId,
    admin: &Actor,
) -> Result<OrganisationId, Error> {
    let id = organisations::store::register(cx, &member.profile, coordinator)?;
    store::mark(cx, id, key)?;
    if !member.pending {
        organisations::store::decide(cx, admin, id, OrganisationAction::Approve, None)?;
    }
    let actor = Actor::of(cx.conn, coordinator)?;
    for site in member.sites.values() {
        sites::store::create(cx, &actor, id, site)?;
    }
    Ok(id)
}
