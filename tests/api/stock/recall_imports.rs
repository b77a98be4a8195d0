//! The State's export of recalls: it is compared with what is and was in the network, and each recall that it asks for finds
//! what was told.

use super::{Cast, cast};
use reqwest::Method;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use serde_json::json;
use shared::ids::LotId;
use shared::paths;
use shared::problem::Code;
use shared::stock::{
    LotStatus, MAX_EXPORT_ROWS, MAX_FINDINGS, Recall, RecallExport, RecallFinding, RecallPage, RecallRowFault,
};
use tests::fixtures::{freezing, frozen, hand_over, kg, lot_at, lot_of, moved, movement, received};
use tests::{Answer, Client, TestServer, both};

both!(
    an_export_tells_which_lots_are_meant_and_recalls_nothing,
    each_batch_is_a_finding_and_its_recall_finds_what_was_told,
    a_notice_about_all_of_a_product_says_so,
    what_was_frozen_is_told_with_its_lot,
    what_is_still_there_and_what_is_new_comes_first,
    a_workbook_and_the_first_version_are_read_too,
    what_cannot_be_compared_is_told_by_row,
    what_is_no_export_is_refused,
    only_who_may_recall_may_compare,
    at_most_five_hundred_are_told,
);

const HEADINGS: &str = "gtin;numero_fiche;numero_version;categorie_produit;marque_produit;identification_produits;motif_rappel;\
     conduites_a_tenir_par_le_consommateur;lien_vers_la_fiche_rappel;date_publication;libelle;rappel_guid";
const YOGHURT: &str = "3017620422003";
const OTHER: &str = "96385074";
const PAGE: &str = "https://rappel.conso.gouv.fr/fiche-rappel/242/interne";

/// A row of food: its notice, what identifies the products, and when it was published.
fn row(notice: &str, said: &str, day: &str) -> String {
    format!(
        ";{notice};1;alimentation;ygos;{said};\"présence de listeria,\nà risque\";\
         ne plus consommer|rapporter le produit au point de vente;{PAGE};{day}T10:00:00+00:00;yaourts nature;x"
    )
}

/// The file, as the site writes it: with a mark in front of it.
fn csv(rows: &[String]) -> Vec<u8> {
    format!("\u{feff}{HEADINGS}\r\n{}\r\n", rows.join("\r\n")).into_bytes()
}

async fn send(client: &Client, file: impl Into<Vec<u8>>) -> Answer {
    client.send_bytes(Method::POST, paths::RECALL_IMPORT, Some(("text/csv", file.into()))).await
}

async fn compared(client: &Client, file: impl Into<Vec<u8>>) -> RecallExport {
    send(client, file).await.read(200)
}

async fn recalled(client: &Client, finding: &RecallFinding) -> Recall {
    let body = json!({
        "gtin": finding.gtin, "lot_number": finding.lot_number, "reason": finding.reason, "url": finding.url,
    });
    client.post(paths::RECALLS, &body).await.read(201)
}

async fn lot(cast: &Cast, gtin: &str, number: Option<&str>) -> LotId {
    let mut body = lot_at(cast.bank.site());
    (body["gtin"], body["lot_number"]) = (json!(gtin), json!(number));
    received(&cast.camille, &body).await.id
}

fn ids(recall: &Recall) -> Vec<LotId> {
    let mut ids: Vec<_> = recall.lots.iter().map(|lot| lot.id).collect();
    ids.sort_unstable();
    ids
}

/// Batch number and lots of each finding.
fn batches(export: &RecallExport) -> Vec<(Option<&str>, i64)> {
    export.findings.iter().map(|finding| (finding.lot_number.as_deref(), finding.lots)).collect()
}

async fn an_export_tells_which_lots_are_meant_and_recalls_nothing(server: &TestServer) {
    let cast = cast(server).await;
    let ours = lot(&cast, YOGHURT, Some("L-26 312")).await;
    moved(&cast.camille, ours, &hand_over(cast.bank.site(), cast.association.site(), 30_000)).await;
    moved(&cast.samir, ours, &movement("distribute", cast.association.site(), 10_000)).await;
    lot(&cast, OTHER, None).await;
    let said = format!("{YOGHURT}$l26312$date limite de consommation$2026-12-24$$");
    let export = compared(&cast.nadia, csv(&[row("2026-11-0242", &said, "2026-11-23")])).await;
    assert_eq!((export.rows, export.food_rows, export.unread_rows, export.has_more), (1, 1, 0, false));
    let [finding] = export.findings.as_slice() else { panic!("{export:?}") };
    assert_eq!(
        finding,
        &RecallFinding {
            notice: Some("2026-11-0242".to_owned()),
            title: "Yaourts nature – Ygos".to_owned(),
            reason: "Présence de listeria, à risque. Ne plus consommer. Rapporter le produit au point de vente.".to_owned(),
            url: Some(PAGE.to_owned()),
            published_on: "2026-11-23".parse().ok(),
            gtin: format!("0{YOGHURT}"),
            lot_number: Some("L-26 312".to_owned()),
            said: Some("l26312, date limite de consommation, 2026-12-24".to_owned()),
            lots: 1,
            left_grams: kg(90),
            sites: 2,
            already_recalled: false,
        }
    );
    assert_eq!(lot_of(&cast.nadia, ours).await.status, LotStatus::Approved, "nothing is recalled yet");
    let none: RecallPage = cast.nadia.get(paths::RECALLS).await.read(200);
    assert!(none.items.is_empty());
    let recall = recalled(&cast.nadia, finding).await;
    assert_eq!((ids(&recall), recall.notice_count, recall.url.as_deref()), (vec![ours], 2, Some(PAGE)));
    let again = compared(&cast.nadia, csv(&[row("2026-11-0242", &said, "2026-11-23")])).await;
    assert!(again.findings[0].already_recalled);
}

async fn each_batch_is_a_finding_and_its_recall_finds_what_was_told(server: &TestServer) {
    let cast = cast(server).await;
    let first = [lot(&cast, YOGHURT, Some("L1A")).await, lot(&cast, YOGHURT, Some("l-1a")).await];
    let second = lot(&cast, YOGHURT, Some("L2B")).await;
    let unknown = lot(&cast, YOGHURT, None).await;
    lot(&cast, YOGHURT, Some("L9")).await;
    let said = format!("{YOGHURT}$lot l1a$non concerné$$|{YOGHURT}$l2b, l3c$non concerné$$");
    let file = csv(&[row("2026-11-0001", &said, "2026-11-23")]);
    let export = compared(&cast.nadia, file.clone()).await;
    assert_eq!(batches(&export), [(Some("L1A"), 3), (Some("L2B"), 2)], "lots without a number may be either");
    let recall = recalled(&cast.nadia, &export.findings[0]).await;
    assert_eq!(ids(&recall), [first[0], first[1], unknown]);
    // What is not recalled comes first.
    let after = compared(&cast.nadia, file).await;
    assert_eq!(batches(&after), [(Some("L2B"), 2), (Some("L1A"), 3)]);
    assert_eq!(after.findings.iter().map(|one| one.already_recalled).collect::<Vec<_>>(), [false, true]);
    assert_eq!(ids(&recalled(&cast.nadia, &after.findings[0]).await), [second, unknown]);
    // Of a batch that nobody has noted, only lots without a number can be.
    let strange = format!("{YOGHURT}$l77$non concerné$$");
    let export = compared(&cast.nadia, csv(&[row("2026-11-0002", &strange, "2026-11-23")])).await;
    assert_eq!(batches(&export), [(Some("l77"), 1)]);
}

async fn a_notice_about_all_of_a_product_says_so(server: &TestServer) {
    let cast = cast(server).await;
    let all = [lot(&cast, YOGHURT, Some("L1")).await, lot(&cast, YOGHURT, None).await];
    for said in ["$tous les lots$non concerné$$", "$lots 4001 à 4010$non concerné$$", "$$$$", ""] {
        let file = csv(&[row("2026-11-0001", &format!("{YOGHURT}{said}"), "2026-11-23")]);
        assert_eq!(batches(&compared(&cast.nadia, file).await), [(None, 2)], "{said}");
    }
    let file = csv(&[row("2026-11-0001", &format!("{YOGHURT}$tous les lots$$$"), "2026-11-23")]);
    let recall = recalled(&cast.nadia, &compared(&cast.nadia, file).await.findings[0]).await;
    assert_eq!((ids(&recall), recall.lot_number), (all.to_vec(), None));
}

async fn what_was_frozen_is_told_with_its_lot(server: &TestServer) {
    let cast = cast(server).await;
    let ours = lot(&cast, YOGHURT, Some("L1A")).await;
    let part = frozen(&cast.camille, ours, &freezing(cast.bank.site(), 30_000)).await;
    let client = cast.camille.with_if_match(part.version);
    client.patch(&paths::lot(part.id), &json!({ "gtin": null, "lot_number": "Sac 7" })).await.expect(200);
    let file = csv(&[row("2026-11-0001", &format!("{YOGHURT}$l1a$non concerné$$"), "2026-11-23")]);
    let export = compared(&cast.nadia, file).await;
    let [finding] = export.findings.as_slice() else { panic!("{export:?}") };
    assert_eq!((finding.lots, finding.left_grams, finding.sites), (2, kg(100), 1));
    assert_eq!(ids(&recalled(&cast.nadia, finding).await), [ours, part.id]);
}

async fn what_is_still_there_and_what_is_new_comes_first(server: &TestServer) {
    let cast = cast(server).await;
    let gone = lot(&cast, YOGHURT, Some("GONE1")).await;
    moved(&cast.camille, gone, &movement("distribute", cast.bank.site(), 100_000)).await;
    lot(&cast, YOGHURT, Some("OLD1")).await;
    lot(&cast, YOGHURT, Some("NEW1")).await;
    let of = |notice: &str, number: &str, day: &str| row(notice, &format!("{YOGHURT}${number}$dlc$$"), day);
    let file = csv(&[
        of("2026-11-0001", "gone1", "2026-11-23"),
        of("2026-10-0002", "old1", "2026-10-02"),
        of("2026-11-0003", "new1", "2026-11-22"),
    ]);
    let export = compared(&server.admin().await, file).await;
    assert_eq!(batches(&export), [(Some("NEW1"), 1), (Some("OLD1"), 1), (Some("GONE1"), 1)]);
    let last = &export.findings[2];
    assert_eq!((last.left_grams, last.sites), (kg(0), 1), "who has given it away is told all the same");
}

async fn a_workbook_and_the_first_version_are_read_too(server: &TestServer) {
    let cast = cast(server).await;
    lot(&cast, YOGHURT, Some("L1A")).await;
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, heading) in
        (0..).zip(["gtin", "numero_fiche", "identification_produits", "motif_rappel", "date_publication"])
    {
        sheet.write(0, column, heading).unwrap();
    }
    sheet.write(1, 0, 3_017_620_422_003.0).unwrap();
    sheet.write(1, 1, "2026-11-0001").unwrap();
    sheet.write(1, 2, "l1a\nlot l1a").unwrap();
    sheet.write(1, 3, "- présence de verre").unwrap();
    let date = Format::new().set_num_format("dd/mm/yyyy");
    sheet.write_with_format(1, 4, ExcelDateTime::parse_from_str("2026-11-23").unwrap(), &date).unwrap();
    let export = compared(&cast.nadia, book.save_to_buffer().unwrap()).await;
    assert_eq!(batches(&export), [(Some("L1A"), 1)]);
    let finding = &export.findings[0];
    assert_eq!((finding.reason.as_str(), finding.published_on), ("- présence de verre.", "2026-11-23".parse().ok()));
    let first = format!(
        "Référence Fiche,Catégorie de produit,Identification des produits,Motif du rappel\n\
         2021-04-0084,Alimentation,{YOGHURT} L1A Date limite de consommation 24/12/2026,Verre\n"
    );
    assert_eq!(batches(&compared(&cast.nadia, first).await), [(Some("L1A"), 1)]);
}

async fn what_cannot_be_compared_is_told_by_row(server: &TestServer) {
    let cast = cast(server).await;
    lot(&cast, YOGHURT, None).await;
    let car =
        ";2026-11-0009;1;automobiles et moyens de déplacement;renault;14.08.2024 - 14.04.2025;airbag;;;;zoe;x".to_owned();
    // Nappies are no food, but food banks have them: barcodes are compared whatever they are of.
    let nappies = format!(";2026-11-0008;1;bébés-enfants (hors alimentaire);ygos;{YOGHURT}$$$$;colle;;;;couches;x");
    let file = csv(&[
        row("2026-11-0001", "l1$date limite de consommation$2026-12-24$$", "2026-11-23"),
        row("2026-11-0002", "3017620422004$l1$non concerné$$", "2026-11-23"),
        car,
        nappies,
        row("2026-11-0003", "3760289220694$l1$non concerné$$", "2026-11-23"),
    ]);
    let export = compared(&cast.nadia, file).await;
    assert_eq!((export.rows, export.food_rows, export.unread_rows), (5, 3, 2));
    let told: Vec<_> = export.errors.iter().map(|error| (error.row, error.notice.as_deref(), error.fault)).collect();
    let expected = [(2, Some("2026-11-0001"), RecallRowFault::NoGtin), (3, Some("2026-11-0002"), RecallRowFault::WrongGtin)];
    assert_eq!(told, expected);
    assert_eq!(export.findings.iter().map(|one| one.title.as_str()).collect::<Vec<_>>(), ["Couches – Ygos"]);
    let nothing = compared(&cast.nadia, csv(&[])).await;
    assert_eq!(nothing, RecallExport::default());
}

async fn what_is_no_export_is_refused(server: &TestServer) {
    let cast = cast(server).await;
    for file in [crate::photos::png(20, 20), b"PK\x03\x04".to_vec(), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0".to_vec()] {
        send(&cast.nadia, file).await.refused(Code::NoTable);
    }
    for text in ["", "bonjour", "Produit;Poids\nRiz;12\n", "gtin;poids\n3017620422003;2\n"] {
        send(&cast.nadia, text).await.refused_fields(&[("/columns", "no_heading")]);
    }
    let many = format!("gtin;numero_fiche\n{}", "3017620422003;1\n".repeat(MAX_EXPORT_ROWS + 1));
    let problem = send(&cast.nadia, many).await.refused(Code::TooManyRows);
    assert_eq!(problem.params["max"], MAX_EXPORT_ROWS);
    // More than any other operation takes.
    let large = format!("gtin;numero_fiche\n96385074;\"{}\"\n", "x".repeat(17 * 1024 * 1024));
    assert_eq!(compared(&cast.nadia, large).await.rows, 1);
}

async fn only_who_may_recall_may_compare(server: &TestServer) {
    let cast = cast(server).await;
    let file = csv(&[row("2026-11-0001", YOGHURT, "2026-11-23")]);
    for client in [&cast.camille, &cast.samir, &cast.lea, &server.stranger().await] {
        send(client, file.clone()).await.refused(Code::Forbidden);
    }
    send(&server.anonymous(), file.clone()).await.refused(Code::Unauthenticated);
    assert_eq!(compared(&server.admin().await, file).await.rows, 1);
}

async fn at_most_five_hundred_are_told(server: &TestServer) {
    let cast = cast(server).await;
    lot(&cast, YOGHURT, None).await;
    let rows: Vec<String> = (0..=MAX_FINDINGS).map(|n| row(&format!("2026-11-{n:04}"), YOGHURT, "2026-11-23")).collect();
    let export = compared(&cast.nadia, csv(&rows)).await;
    assert_eq!((export.findings.len(), export.has_more), (MAX_FINDINGS, true));
    let fewer = compared(&cast.nadia, csv(&rows[1..])).await;
    assert_eq!((fewer.findings.len(), fewer.has_more), (MAX_FINDINGS, false));
}
