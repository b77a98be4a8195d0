//! Allocation rounds: asked for, shared out, changed by hand, published, answered, fetched, and explained.

mod adjusting;
mod answering;
mod asking;
mod beginning;
mod explaining;
mod handing;
mod papers;
mod publishing;
mod racing;
mod scheduling;
mod sharing;
mod walking;

use shared::ids::{LotId, SiteId};
use shared::notifications::{NotificationKind, NotificationPage};
use shared::organisations::OrganisationKind;
use shared::paths;
use shared::rounds::{RoundLine, RoundLot, RoundRecipient, Workbench};
use shared::sites::{NewSite, Site, Transport};
use shared::stock::Lot;
use tests::fixtures::communes::{COUTRAS, LIBOURNE, SAINT_EMILION};
use tests::fixtures::{Place, TestOrganisation, asking, declared, lot_at, people, received, site_at, tins_at, week};
use tests::{Client, TestServer};

/// An organisation that gets food, its site, and its coordinator.
struct Partner {
    organisation: TestOrganisation,
    site: SiteId,
    who: Client,
}

/// A food bank with 300 kg of tins and 100 kg of yoghurt, and three who ask for some. Shared out fairly, who serves forty
/// people gets 200 kg and who serves twenty gets 100 kg.
struct Cast {
    bank: TestOrganisation,
    /// Its coordinator.
    nadia: Client,
    /// Its volunteer.
    camille: Client,
    /// Forty people; a refrigerated van; 200 kg of tins and 60 kg of dairy at most.
    restos: Partner,
    /// A volunteer of theirs.
    samir: Client,
    /// Twenty people; no refrigerated van; 100 kg of tins and 40 kg of dairy at most.
    croix: Partner,
    /// A social grocery: twenty people; a refrigerated van; 100 kg of tins and 50 kg of dairy at most.
    grocery: Partner,
    tins: Lot,
    yoghurt: Lot,
}

/// A site with a refrigerated van.
fn cold(place: Place) -> NewSite {
    NewSite { transport: Transport::RefrigeratedVan, ..site_at(place) }
}

/// Somebody who serves so many people a week and asks for this; nobody has been counted where there are none.
async fn partner(
    server: &TestServer,
    (name, kind): (&str, OrganisationKind),
    site: NewSite,
    count: i64,
    lines: &[(&str, &str, i64)],
) -> Partner {
    let organisation = server.organisation(name).kind(kind).approved().exists().await;
    let who = server.coordinator_of(&organisation).await;
    let site: Site = who.post(&paths::sites_of(organisation.id), &site).await.read(201);
    if count > 0 {
        declared(&who, site.id, week("2026-W48"), &people(count)).await;
    }
    asking(&who, site.id, lines).await;
    Partner { organisation, site: site.id, who }
}

const ASSOCIATION: OrganisationKind = OrganisationKind::Association;

async fn bank(server: &TestServer) -> (TestOrganisation, Client, Client) {
    let bank = server.organisation("Banque").kind(OrganisationKind::FoodBank).approved().at(LIBOURNE).exists().await;
    let (nadia, camille) = (server.coordinator_of(&bank).await, server.volunteer_of(&bank).await);
    (bank, nadia, camille)
}

async fn cast(server: &TestServer) -> Cast {
    let (bank, nadia, camille) = bank(server).await;
    let wish = [("canned", "ambient", 200), ("dairy", "chilled", 60)];
    let restos = partner(server, ("Restos du Cœur", ASSOCIATION), cold(COUTRAS), 40, &wish).await;
    let samir = server.volunteer_of(&restos.organisation).await;
    let wish = [("canned", "ambient", 100), ("dairy", "chilled", 40)];
    let croix = partner(server, ("Croix-Rouge", ASSOCIATION), site_at(SAINT_EMILION), 20, &wish).await;
    let wish = [("canned", "ambient", 100), ("dairy", "chilled", 50)];
    let named = ("Épicerie sociale", OrganisationKind::SocialGrocery);
    let grocery = partner(server, named, cold(LIBOURNE), 20, &wish).await;
    let tins = received(&camille, &tins_at(bank.site())).await;
    let yoghurt = received(&camille, &lot_at(bank.site())).await;
    Cast { bank, nadia, camille, restos, samir, croix, grocery, tins, yoghurt }
}

/// A site as the workbench shows it.
#[track_caller]
fn recipient(bench: &Workbench, site: SiteId) -> &RoundRecipient {
    bench.recipients.iter().find(|one| one.site.id == site).unwrap_or_else(|| panic!("{site} is not in the round"))
}

/// A lot as the workbench shows it.
#[track_caller]
fn round_lot(bench: &Workbench, lot: LotId) -> &RoundLot {
    bench.lots.iter().find(|one| one.lot.id == lot).unwrap_or_else(|| panic!("{lot} is not in the round"))
}

/// What a site gets, and of which lot.
fn lines_of(bench: &Workbench, site: SiteId) -> impl Iterator<Item = (LotId, &RoundLine)> {
    let of_it = bench.lines.iter().filter(move |line| bench.recipients[line.recipient as usize].site.id == site);
    of_it.map(move |line| (bench.lots[line.lot as usize].lot.id, line))
}

/// The line of a lot for a site.
#[track_caller]
fn line(bench: &Workbench, lot: LotId, site: SiteId) -> &RoundLine {
    let found = lines_of(bench, site).find(|(of, _)| *of == lot);
    found.unwrap_or_else(|| panic!("no line of {lot} for {site} in {:?}", bench.lines)).1
}

/// What a site gets, kg.
pub fn kg_of(bench: &Workbench, site: SiteId) -> i64 {
    lines_of(bench, site).map(|(_, line)| line.kg).sum()
}

/// What a site gets of a lot, kg.
fn kg_of_lot(bench: &Workbench, lot: LotId, site: SiteId) -> i64 {
    lines_of(bench, site).filter(|(of, _)| *of == lot).map(|(_, line)| line.kg).sum()
}

/// How often somebody was told of a kind of thing.
async fn told(client: &Client, kind: NotificationKind) -> usize {
    let page: NotificationPage = client.get(&format!("{}?limit=100", paths::NOTIFICATIONS)).await.read(200);
    page.items.iter().filter(|one| one.kind == kind).count()
}
