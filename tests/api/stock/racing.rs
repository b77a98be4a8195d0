//! A product is recalled while some of it arrives: whoever comes second finds what the first one has written, and waits for
//! it where it is not written to the end yet.

use super::{Cast, cast};
use api::http::{Actor, Cx, Error};
use api::stock::store;
use serde_json::{Value, json};
use shared::ids::{LotId, UserId};
use shared::paths;
use shared::stock::{Lot, LotStatus, LotStatusCause, NewLot, NewRecall, Recall};
use std::sync::Arc;
use std::time::Duration;
use tests::fixtures::{lot_at, lot_of, received};
use tests::{TestServer, both};
use tokio::sync::Notify;

both!(what_arrives_during_its_recall_waits, what_is_recalled_while_it_arrives_is_found, what_gets_a_recalled_number_waits,);

const PRODUCT: &str = "3017620422003";

fn yoghurt(cast: &Cast) -> Value {
    let mut body = lot_at(cast.bank.site());
    body["gtin"] = json!(PRODUCT);
    body
}

fn of_product() -> Value {
    json!({ "gtin": PRODUCT, "reason": "Présence possible de listéria" })
}

/// Writes, says so, and stays in the transaction for a while.
async fn slowly<T: Send + 'static>(
    server: &TestServer,
    by: UserId,
    written: &Arc<Notify>,
    work: impl Fn(&mut Cx<'_>, &Actor) -> Result<T, Error> + Send + 'static,
) -> T {
    let written = Arc::clone(written);
    let writing = server.state.write(move |cx| {
        let actor = Actor::of(cx.conn, by)?;
        let done = work(cx, &actor)?;
        written.notify_one();
        std::thread::sleep(Duration::from_millis(500));
        Ok(done)
    });
    writing.await.unwrap_or_else(|error| panic!("{error}"))
}

async fn what_arrives_during_its_recall_waits(server: &TestServer) {
    let cast = cast(server).await;
    received(&cast.camille, &yoghurt(&cast)).await;
    let new = serde_json::from_value::<NewRecall>(of_product()).unwrap();
    let written = Arc::new(Notify::new());
    let recalling = slowly(server, cast.nadia.user_id(), &written, move |cx, actor| store::recall(cx, actor, &new));
    let arriving = async {
        written.notified().await;
        received(&cast.camille, &yoghurt(&cast)).await
    };
    let (_, late) = tokio::join!(recalling, arriving);
    assert_eq!((late.status, late.statuses[0].cause), (LotStatus::OnHold, LotStatusCause::Recall));
}

async fn what_is_recalled_while_it_arrives_is_found(server: &TestServer) {
    let cast = cast(server).await;
    received(&cast.camille, &yoghurt(&cast)).await;
    let new = serde_json::from_value::<NewLot>(yoghurt(&cast)).unwrap();
    let written = Arc::new(Notify::new());
    let arriving = slowly(server, cast.camille.user_id(), &written, move |cx, actor| store::create(cx, actor, &new));
    let recalling = async {
        written.notified().await;
        cast.nadia.post(paths::RECALLS, &of_product()).await.read::<Recall>(201)
    };
    let (lot, recall) = tokio::join!(arriving, recalling);
    let meant: Vec<LotId> = recall.lots.iter().map(|lot| lot.id).collect();
    assert!(meant.len() == 2 && meant.contains(&lot.id), "{meant:?}");
    assert_eq!(lot_of(&cast.camille, lot.id).await.status, LotStatus::Recalled);
}

async fn what_gets_a_recalled_number_waits(server: &TestServer) {
    let cast = cast(server).await;
    received(&cast.camille, &yoghurt(&cast)).await;
    let nameless = received(&cast.camille, &lot_at(cast.bank.site())).await;
    cast.nadia.post(paths::RECALLS, &of_product()).await.expect(201);
    let path = paths::lot(nameless.id);
    let change = json!({ "gtin": PRODUCT });
    let held: Lot = cast.camille.with_if_match(1).patch(&path, &change).await.read(200);
    assert_eq!((held.status, held.statuses[1].cause), (LotStatus::OnHold, LotStatusCause::Recall));
    assert!(held.statuses[1].by.as_deref().is_some_and(|by| by.starts_with("Bénévole")));
    // Once somebody has looked at it, what says nothing new of its product changes nothing of that.
    let good = json!({ "status": "approved", "cause": "checked" });
    cast.nadia.with_if_match(held.version).post(&paths::lot_status(held.id), &good).await.expect(200);
    let seen = lot_of(&cast.camille, held.id).await;
    let again: Lot = cast.camille.with_if_match(seen.version).patch(&path, &change).await.read(200);
    assert_eq!((again.status, again.statuses.len()), (LotStatus::Approved, 3));
}
