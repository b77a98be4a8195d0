//! A small network in which each operation can be tried.

use super::{Role, request};
use api::db::schema::organisations;
use diesel::prelude::*;
use reqwest::Method;
use serde::Serialize;
use shared::organisations::{OrganisationKind, OrganisationStatus};
use tests::fixtures::TestOrganisation;
use tests::fixtures::communes::{COUTRAS, LIBOURNE};
use tests::{Answer, Client, TestServer};

/// An organisation and two who belong to it.
pub struct House {
    /// The organisation, with a site.
    pub organisation: TestOrganisation,
    /// A volunteer.
    pub volunteer: Client,
    /// A coordinator.
    pub coordinator: Client,
}

impl House {
    /// With members of its own.
    pub async fn of(server: &TestServer, organisation: TestOrganisation) -> Self {
        let volunteer = server.volunteer_of(&organisation).await;
        let coordinator = server.coordinator_of(&organisation).await;
        Self { organisation, volunteer, coordinator }
    }
}

/// A giver and a taker, new for each cell of the table. Everything that a request is about is made in here by the
/// coordinators of the two.
pub struct World<'s> {
    /// The server.
    pub server: &'s TestServer,
    /// Publishes offers.
    pub giver: House,
    /// Claims them.
    pub taker: House,
}

/// Whose matter a request is.
pub enum Side {
    /// The world's giver.
    Giver,
    /// The world's taker.
    Taker,
    /// Another organisation, made for the request.
    Other(Box<House>),
}

/// A request that is right in everything but perhaps who sends it, about something new.
pub struct Request {
    /// Its method.
    pub method: Method,
    /// Its path and query.
    pub path: String,
    /// Kind of content and content.
    pub body: Option<(&'static str, Vec<u8>)>,
    /// Headers beside content and identity.
    pub headers: Vec<(&'static str, String)>,
    /// Whose matter it is.
    pub side: Side,
}

impl Request {
    /// Reads.
    pub fn get(path: impl Into<String>, side: Side) -> Self {
        Self::of(Method::GET, path, side)
    }

    /// Does something that needs no body.
    pub fn act(path: impl Into<String>, side: Side) -> Self {
        Self::of(Method::POST, path, side)
    }

    /// Sends `body`.
    pub fn post(path: impl Into<String>, body: &impl Serialize, side: Side) -> Self {
        Self::of(Method::POST, path, side).with_json(body)
    }

    /// Changes what is there, whatever its version.
    pub fn patch(path: impl Into<String>, body: &impl Serialize, side: Side) -> Self {
        Self::of(Method::PATCH, path, side).with_json(body).with_header("if-match", "*")
    }

    /// Takes away, whatever its version.
    pub fn delete(path: impl Into<String>, side: Side) -> Self {
        Self::of(Method::DELETE, path, side).with_header("if-match", "*")
    }

    /// Any method.
    pub fn of(method: Method, path: impl Into<String>, side: Side) -> Self {
        Self { method, path: path.into(), body: None, headers: Vec::new(), side }
    }

    /// With a body of JSON.
    pub fn with_json(self, body: &impl Serialize) -> Self {
        Self { body: Some(("application/json", serde_json::to_vec(body).unwrap())), ..self }
    }

    /// With another header.
    pub fn with_header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

impl<'s> World<'s> {
    /// A new giver and a new taker.
    pub async fn of(server: &'s TestServer) -> Self {
        let giver = server.organisation("Donne").approved().at(LIBOURNE).exists().await;
        let taker = server.organisation("Prend").approved().at(COUTRAS).exists().await;
        Self { server, giver: House::of(server, giver).await, taker: House::of(server, taker).await }
    }

    /// The house whose matter it is.
    fn house<'w>(&'w self, side: &'w Side) -> &'w House {
        match side {
            Side::Giver => &self.giver,
            Side::Taker => &self.taker,
            Side::Other(house) => house,
        }
    }
}

/// An operation's name, and whose matter it is where the table says so.
fn split(operation: &str) -> (&str, &str) {
    operation.split_once(" by the ").unwrap_or((operation, ""))
}

/// Operations after which the caller is logged out.
const ENDS_SESSIONS: [&str; 2] = ["delete_sessions", "update_password"];

/// Those who are the same in all cells: nobody's matter is theirs.
pub struct Callers<'s> {
    server: &'s TestServer,
    elsewhere: House,
    food_bank: House,
    administrator: Client,
}

impl<'s> Callers<'s> {
    /// Another organisation, the food bank and the administrator.
    pub async fn of(server: &'s TestServer) -> Self {
        let elsewhere = server.organisation("Autre").approved().at(LIBOURNE).exists().await;
        let bank = server.organisation("Banque").kind(OrganisationKind::FoodBank).approved().at(LIBOURNE).exists().await;
        Self {
            server,
            elsewhere: House::of(server, elsewhere).await,
            food_bank: House::of(server, bank).await,
            administrator: server.admin().await,
        }
    }

    /// People of their own, for what nobody can do twice.
    async fn once(server: &'s TestServer) -> Self {
        Self { administrator: server.another_admin().await, ..Self::of(server).await }
    }

    /// What `role` gets for an operation in a new world.
    pub async fn ask(&self, operation: &str, role: Role) -> Answer {
        let (name, _) = split(operation);
        let prepared = self.prepare(operation).await;
        if ENDS_SESSIONS.contains(&name) {
            return Self::once(self.server).await.send(&prepared, role).await;
        }
        self.send(&prepared, role).await
    }

    /// What each role gets for an operation. The world is a new one after each request that was not refused: what it has
    /// done must not be in the way of the next.
    pub async fn ask_all(&self, operation: &str) -> Vec<(Role, Answer)> {
        let mut answers = Vec::new();
        let mut untouched = None;
        for role in Role::ALL {
            if ENDS_SESSIONS.contains(&split(operation).0) {
                answers.push((role, self.ask(operation, role).await));
                continue;
            }
            let prepared = match untouched.take() {
                Some(prepared) => prepared,
                None => self.prepare(operation).await,
            };
            let answer = self.send(&prepared, role).await;
            let (_, asked) = &prepared;
            if asked.method == Method::GET || [401, 403, 404].contains(&answer.status) {
                untouched = Some(prepared);
            }
            answers.push((role, answer));
        }
        answers
    }

    async fn prepare(&self, operation: &str) -> (World<'s>, Request) {
        let world = World::of(self.server).await;
        let (name, by) = split(operation);
        let mut asked = request(&world, name).await;
        match by {
            "giver" => asked.side = Side::Giver,
            "taker" => asked.side = Side::Taker,
            _ => {}
        }
        (world, asked)
    }

    async fn send(&self, (world, asked): &(World<'_>, Request), role: Role) -> Answer {
        let client = self.client(world, &asked.side, role).await;
        let client = asked.headers.iter().fold(client, |client, (name, value)| client.with_header(name, value));
        client.send_bytes(asked.method.clone(), &asked.path, asked.body.clone()).await
    }

    async fn client(&self, world: &World<'_>, side: &Side, role: Role) -> Client {
        let house = world.house(side);
        match role {
            Role::Anonymous => self.server.anonymous(),
            Role::VolunteerElsewhere => self.elsewhere.volunteer.clone(),
            Role::CoordinatorElsewhere => self.elsewhere.coordinator.clone(),
            Role::Volunteer => house.volunteer.clone(),
            Role::Coordinator => house.coordinator.clone(),
            Role::FoodBank => self.food_bank.coordinator.clone(),
            Role::Administrator => self.administrator.clone(),
            Role::Suspended => {
                self.suspend(house).await;
                house.coordinator.clone()
            }
        }
    }

    /// Only the word in the row: what else a suspension does to offers would hide whether the check is made.
    async fn suspend(&self, house: &House) {
        let id = house.organisation.id;
        let status = organisations::status.eq(OrganisationStatus::Suspended);
        self.server.write(move |cx| diesel::update(organisations::table.find(id)).set(status).execute(cx.conn)).await;
    }
}
