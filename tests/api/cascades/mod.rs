//! Cascades: who is called when, and who gets how much.

mod deciding;
mod partners;
mod steps;

use api::cascades;
use api::events::worker;
use reqwest::Method;
use serde_json::json;
use shared::cascades::{Cascade, CascadeCall};
use shared::claims::{Claim, ClaimPage};
use shared::ids::{OfferId, OrganisationId};
use shared::notifications::{Notification, NotificationPage};
use shared::offers::Offer;
use shared::paths;
use tests::fixtures::communes::{COUTRAS, LIBOURNE};
use tests::fixtures::{TestOrganisation, need_at, offer_at};
use tests::{Answer, Client, TestServer};

/// An organisation and a volunteer of it.
struct House {
    organisation: TestOrganisation,
    volunteer: Client,
}

impl House {
    async fn of(server: &TestServer, name: &str) -> Self {
        let organisation = server.organisation(name).approved().at(COUTRAS).exists().await;
        let volunteer = server.volunteer_of(&organisation).await;
        Self { organisation, volunteer }
    }

    /// Lacks so much yoghurt.
    async fn lacking(self, kilograms: i64) -> Self {
        need_at(self.organisation.site()).of(tests::fixtures::kg(kilograms)).published_by(&self.volunteer).await;
        self
    }

    const fn id(&self) -> OrganisationId {
        self.organisation.id
    }

    async fn wish(&self, offer: OfferId, kilograms: i64) -> Answer {
        let body = json!({ "site_id": self.organisation.site(), "grams": kilograms * 1_000 });
        self.volunteer.post(&paths::cascade_wishes(offer), &body).await
    }

    async fn decline(&self, offer: OfferId) -> Answer {
        self.volunteer.post(&paths::decline_cascade(offer), &json!({ "organisation_id": self.id() })).await
    }

    /// What it was told of the offer.
    async fn told(&self, offer: OfferId) -> Vec<Notification> {
        let page: NotificationPage = self.volunteer.get(paths::NOTIFICATIONS).await.read(200);
        let of_this = |one: &Notification| one.facts.offer.as_ref().is_some_and(|named| named.id == offer);
        page.items.into_iter().filter(of_this).collect()
    }

    /// Its claims of the offer.
    async fn claims(&self, offer: OfferId) -> Vec<Claim> {
        let path = format!("{}?offer={offer}", paths::CLAIMS);
        self.volunteer.get(&path).await.read::<ClaimPage>(200).items
    }

    /// Its claimed kilograms of the offer.
    async fn got(&self, offer: OfferId) -> i64 {
        self.claims(offer).await.iter().map(|claim| claim.grams.0 / 1_000).sum()
    }

    /// Its own call.
    async fn called(&self, offer: OfferId) -> Option<CascadeCall> {
        cascade(&self.volunteer, offer).await.calls.into_iter().find(|call| call.organisation.id == self.id())
    }
}

/// Who gives.
struct Giver {
    organisation: TestOrganisation,
    coordinator: Client,
}

impl Giver {
    async fn of(server: &TestServer) -> Self {
        let organisation = server.organisation("Épicerie").approved().at(LIBOURNE).exists().await;
        let coordinator = server.coordinator_of(&organisation).await;
        Self { organisation, coordinator }
    }

    async fn name(&self, partners: &[&House]) {
        let ids: Vec<OrganisationId> = partners.iter().map(|house| house.id()).collect();
        let text = json!({ "organisation_ids": ids }).to_string();
        let path = paths::partners(self.organisation.site());
        self.coordinator.send_text(Method::PUT, &path, Some("application/json"), &text).await.expect(200);
    }

    /// Publishes so many kilograms to partners first, without anybody being called yet.
    async fn publish(&self, kilograms: i64) -> Offer {
        let offer = offer_at(self.organisation.site()).of(tests::fixtures::kg(kilograms)).to_partners_first();
        offer.published_by(&self.coordinator).await
    }

    async fn find(&self, offer: OfferId) -> Offer {
        self.coordinator.get(&paths::offer(offer)).await.read(200)
    }
}

async fn cascade(client: &Client, offer: OfferId) -> Cascade {
    client.get(&paths::cascade(offer)).await.read(200)
}

/// What is due happens.
async fn work(server: &TestServer) {
    worker::run_once(&server.state).await;
}

/// Those whose turn it is are called, and no mail is sent.
async fn call(server: &TestServer) {
    for due in server.state.read(|cx| cascades::store::due(cx, 100)).await.unwrap() {
        let prepared = server.state.read(move |cx| cascades::store::prepare(cx, &due)).await.unwrap();
        server.state.write(move |cx| cascades::store::advance(cx, &due, &prepared)).await.unwrap();
    }
}

/// Time passes until the present step is decided, and it is.
async fn pass(server: &TestServer, giver: &Giver, offer: OfferId) {
    let until = giver.find(offer).await.first_until.expect("a step that runs");
    server.clock.advance((until.0 - server.clock.now().0).max(0));
    work(server).await;
}
