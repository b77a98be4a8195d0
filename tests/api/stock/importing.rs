//! Lots arrive in a spreadsheet: looked at first, then received whole or not at all.

use super::{Cast, cast};
use encoding_rs::WINDOWS_1252;
use reqwest::Method;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use serde_json::json;
use shared::cold_chain::DeciCelsius;
use shared::ids::SiteId;
use shared::paths;
use shared::problem::Code;
use shared::stock::{FundingSource, Lot, LotReceipt, LotStatus, LotTable, MAX_TABLE_BYTES, StockLinePage};
use shared::units::{Grams, TemperatureClass, Unit};
use std::io::{Cursor, Write};
use tests::fixtures::communes::COUTRAS;
use tests::fixtures::{day, kg, lot_of};
use tests::{Answer, Client, TestServer, both};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

both!(
    a_csv_of_forty_lots_in_windows_1252_is_looked_at_and_received,
    a_workbook_is_read_with_its_own_dates_and_numbers,
    what_is_wrong_is_told_by_row_and_nothing_is_received,
    what_only_the_network_knows_is_told_too,
    donors_of_the_network_are_known_by_their_names,
    what_is_too_long_or_too_large_is_refused_before_it_is_unfolded,
    what_is_no_table_is_refused,
    formulas_are_no_values,
    a_file_is_received_once_and_by_members_of_the_site,
    the_template_is_received_as_it_is,
);

const HEADINGS: &str = "Donateur;Catégorie;Produit;Code-barres;N° de lot;Quantité;Unité;Poids unitaire (kg);Poids (kg);DLC;DDM;Financement;\
     Température;T° à l'arrivée;Emplacement;Note\r\n";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

fn address(site: SiteId, check: bool) -> String {
    format!("{}?site={site}&check={check}", paths::LOT_IMPORT)
}

async fn send(client: &Client, site: SiteId, check: bool, file: impl Into<Vec<u8>>) -> Answer {
    client.send_bytes(Method::POST, &address(site, check), Some(("application/octet-stream", file.into()))).await
}

async fn looked(client: &Client, site: SiteId, file: impl Into<Vec<u8>>) -> LotTable {
    send(client, site, true, file).await.read(200)
}

async fn stock(cast: &Cast) -> usize {
    let page: StockLinePage = cast.camille.get(&format!("{}?limit=100", paths::LOTS)).await.read(200);
    page.items.len()
}

fn french(days: u64) -> String {
    day(days).format("%d/%m/%Y").to_string()
}

fn workbook(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    book.save_to_buffer().unwrap()
}

/// A line for each thing that is wrong.
fn told(table: &LotTable) -> Vec<(String, String)> {
    table.errors.iter().map(|error| (error.pointer.clone(), error.code.clone())).collect()
}

async fn a_csv_of_forty_lots_in_windows_1252_is_looked_at_and_received(server: &TestServer) {
    let cast = cast(server).await;
    let mut text = HEADINGS.to_owned();
    for number in 0..39 {
        let use_by = french(5 + number);
        text += &format!(
            "Crèmerie d'Ygos;Yaourts et desserts lactés;Yaourts n° {number};3017620422003;L{number};96;pièces;0,125;12;{use_by};;Don;Frais;3,5 °C;Étagère B;\r\n"
        );
    }
    text += "Blédina;conserves de légumes;Haricots;;;50;cartons;6;;;31/12/2027;FSE+;;;;\"Deux\r\nlignes\"\r\n";
    let file = WINDOWS_1252.encode(&text).0.into_owned();
    assert!(std::str::from_utf8(&file).is_err());
    let table = looked(&cast.camille, cast.bank.site(), file.clone()).await;
    assert_eq!((told(&table), table.rows.len(), table.columns.len()), (Vec::new(), 40, 16));
    assert_eq!((table.grams, table.held, table.ignored.len()), (kg(39 * 12 + 300), 0, 0));
    let (first, last) = (&table.rows[0], &table.rows[39]);
    assert_eq!((first.row, last.row, first.use_by), (2, 41, Some(day(5))));
    assert_eq!((first.category.as_deref(), first.unit), (Some("dairy.yoghurt"), Some(Unit::Piece)));
    assert_eq!(
        (last.funding_source, last.temperature_class),
        (Some(FundingSource::EsfPlus), Some(TemperatureClass::Ambient))
    );
    assert_eq!(stock(&cast).await, 0, "it was only looked at");
    let receipt: LotReceipt = send(&cast.camille, cast.bank.site(), false, file).await.read(201);
    assert_eq!((receipt.lot_ids.len(), receipt.grams, receipt.held), (40, table.grams, 0));
    assert_eq!(stock(&cast).await, 40);
    let lot: Lot = lot_of(&cast.camille, receipt.lot_ids[0]).await;
    assert_eq!((lot.title.as_str(), lot.gtin.as_deref()), ("Yaourts n° 0", Some("03017620422003")));
    assert_eq!((lot.unit, lot.grams_per_unit, lot.received_grams), (Unit::Piece, Grams(125), kg(12)));
    assert_eq!(
        (lot.donor.unwrap().name.as_deref(), lot.places[0].shelf.as_deref()),
        (Some("Crèmerie d'Ygos"), Some("Étagère B"))
    );
}

async fn a_workbook_is_read_with_its_own_dates_and_numbers(server: &TestServer) {
    let cast = cast(server).await;
    let file = workbook(|sheet| {
        let date = Format::new().set_num_format("dd/mm/yyyy");
        sheet.write(0, 0, "Réception du jour").unwrap();
        for (column, heading) in (0..).zip(["Category", "Product", "Weight (kg)", "Use by", "T°C", "EAN", "Donor"]) {
            sheet.write(2, column, heading).unwrap();
        }
        let use_by = day(5);
        sheet.write(3, 0, "dairy.yoghurt").unwrap();
        sheet.write(3, 1, "Yaourts").unwrap();
        sheet.write(3, 2, 12.5).unwrap();
        sheet.write_with_format(3, 3, ExcelDateTime::parse_from_str(&use_by.to_string()).unwrap(), &date).unwrap();
        sheet.write(3, 4, 8.5).unwrap();
        sheet.write(3, 5, 3_017_620_422_003.0).unwrap();
        // The same day, its form lost.
        let serial = use_by.signed_duration_since("1899-12-30".parse().unwrap()).num_days();
        sheet.write(6, 0, "Yogurt").unwrap();
        sheet.write(6, 1, "Yaourts").unwrap();
        sheet.write(6, 2, "1\u{202f}000,5").unwrap();
        sheet.write(6, 3, serial as f64).unwrap();
        sheet.write(6, 4, "3,5").unwrap();
        // Far away, and nothing but a format.
        sheet.write_blank(1_000_000, 16_000, &date).unwrap();
    });
    let sent = cast.camille.send_bytes(Method::POST, &address(cast.bank.site(), true), Some((XLSX, file.clone()))).await;
    let table: LotTable = sent.read(200);
    assert_eq!((told(&table), table.grams, table.held), (Vec::new(), Grams(1_013_000), 1));
    let [warm, cool] = table.rows.as_slice() else { panic!("{table:?}") };
    assert_eq!((warm.row, cool.row, warm.use_by, cool.use_by), (4, 7, Some(day(5)), Some(day(5))));
    assert_eq!((warm.temperature_decidegrees, warm.held, cool.held), (Some(DeciCelsius(85)), true, false));
    assert_eq!((warm.gtin.as_deref(), cool.category.as_deref()), (Some("3017620422003"), Some("dairy.yoghurt")));
    let receipt: LotReceipt = send(&cast.camille, cast.bank.site(), false, file).await.read(201);
    assert_eq!((receipt.lot_ids.len(), receipt.held), (2, 1));
    assert_eq!(lot_of(&cast.camille, receipt.lot_ids[0]).await.status, LotStatus::OnHold);
}

async fn what_is_wrong_is_told_by_row_and_nothing_is_received(server: &TestServer) {
    let cast = cast(server).await;
    let (soon, site) = (french(3), cast.bank.site());
    let both_dates = format!(";conserves;Thon;;;;;;12;{soon};{soon};;;;;");
    let rows = [
        ";conserves;Thon;;;;;;12;;;;;;;",
        ";lune;Lune;;;;;;12;;;;;;;",
        ";conserves;;;;;;;12;;;;;;;",
        ";conserves;Thon;;;;;;-12;;;;;;;",
        ";conserves;Thon;;;3;louches;6;;;;;;;;",
        ";conserves;Thon;;;;;;douze;;;;;;;",
        ";conserves;Thon;;;;;;12;31/02/2027;;;;;;",
        both_dates.as_str(),
        ";yaourts;Yaourts;;;;;;12;;;;;;;",
        ";yaourts;Yaourts;;;;;;12;23/11/2026;;;;3,5;;",
        ";conserves;Thon;3017620422004;;;;;12;;;;;;;",
        ";conserves;=1+1;;;;;;12;;;;;;;",
        "",
        ";conserves;Thon;;;;;;12;;;loto;tiède;;;",
    ];
    let file = format!("{HEADINGS}{}\r\n", rows.join("\r\n"));
    let expected = [
        ("/rows/3/category", "unknown"),
        ("/rows/4/title", "required"),
        ("/rows/5/grams", "too_small"),
        ("/rows/6/unit", "unknown"),
        ("/rows/7/grams", "number"),
        ("/rows/8/use_by", "date"),
        ("/rows/9/use_by", "one_date_only"),
        ("/rows/10/temperature_decidegrees", "temperature_required"),
        ("/rows/11/use_by", "use_by_past"),
        ("/rows/12/gtin", "gtin"),
        ("/rows/13/title", "formula"),
        ("/rows/15/temperature_class", "unknown"),
        ("/rows/15/funding_source", "unknown"),
    ];
    let table = looked(&cast.camille, site, file.clone()).await;
    let owned: Vec<_> = expected.iter().map(|(at, code)| ((*at).to_owned(), (*code).to_owned())).collect();
    assert_eq!(told(&table), owned);
    assert_eq!((table.rows.len(), table.rows[1].category.as_deref(), table.rows[1].grams), (13, None, Some(kg(12))));
    send(&cast.camille, site, false, file).await.refused_fields(&expected);
    assert_eq!(stock(&cast).await, 0, "half a sheet");
    let without = looked(&cast.camille, site, "Produit;Note\nRiz;\nPâtes;x\n").await;
    let lacking = [("/columns/category", "required"), ("/columns/grams", "required")];
    assert_eq!(told(&without).len(), lacking.len(), "{without:?}");
    send(&cast.camille, site, false, "Produit;Note\nRiz;\nPâtes;x\n").await.refused_fields(&lacking);
    send(&cast.camille, site, false, "bonjour\n").await.refused_fields(&[("/columns", "no_heading")]);
    send(&cast.camille, site, false, HEADINGS).await.refused_fields(&[("/rows", "required")]);
}

async fn what_only_the_network_knows_is_told_too(server: &TestServer) {
    let cast = cast(server).await;
    let site = cast.bank.site();
    let row = |gtin: &str| format!("Catégorie;Produit;EAN;Poids\nconserves;Thon;{gtin};12\n");
    send(&cast.camille, site, false, row("3017620422003")).await.expect(201);
    let recall = json!({ "gtin": "3017620422003", "reason": "Corps étranger possible" });
    cast.nadia.post(paths::RECALLS, &recall).await.expect(201);
    let table = looked(&cast.camille, site, row("3017620422003")).await;
    assert_eq!((told(&table), table.held, table.rows[0].held), (Vec::new(), 1, true));
    assert_eq!(looked(&cast.camille, site, row("96385074")).await.held, 0);
    let receipt: LotReceipt = send(&cast.camille, site, false, row("3017620422003")).await.read(201);
    assert_eq!(receipt.held, 1);
}

async fn donors_of_the_network_are_known_by_their_names(server: &TestServer) {
    let cast = cast(server).await;
    for _ in 0..2 {
        server.organisation("Jumelle").approved().at(COUTRAS).exists().await;
    }
    server.organisation("Candidate").at(COUTRAS).exists().await;
    let donors = ["RESTOS DU COEUR ", "Banque", "Jumelle", "Candidate", "Maraîcher", "", "restos du cœur"];
    let rows = donors.map(|donor| format!("{donor};conserves;Thon;12\n"));
    let file = format!("Donateur;Catégorie;Produit;Poids\n{}", rows.concat());
    let table = looked(&cast.camille, cast.bank.site(), file.clone()).await;
    assert_eq!(told(&table), Vec::new());
    let known: Vec<_> = table.rows.iter().map(|row| row.donor.as_ref().map(|donor| donor.id)).collect();
    let theirs = Some(cast.association.id);
    assert_eq!(known, [theirs, None, None, None, None, None, theirs], "nobody gives to itself, and two are nobody");
    let receipt: LotReceipt = send(&cast.camille, cast.bank.site(), false, file).await.read(201);
    let of_lot = async |place: usize| lot_of(&cast.camille, receipt.lot_ids[place]).await.donor;
    let first = of_lot(0).await.unwrap();
    assert_eq!((first.organisation.map(|donor| donor.name), first.name), (Some("Restos du Cœur".to_owned()), None));
    let third = of_lot(2).await.unwrap();
    assert_eq!((third.organisation, third.name.as_deref()), (None, Some("Jumelle")));
    assert_eq!(of_lot(5).await, None);
}

async fn what_is_too_long_or_too_large_is_refused_before_it_is_unfolded(server: &TestServer) {
    let cast = cast(server).await;
    let site = cast.bank.site();
    let rows = |count: usize| format!("Catégorie;Produit;Poids\n{}", "conserves;Riz;2\n".repeat(count));
    let problem = send(&cast.camille, site, true, rows(501)).await.refused(Code::TooManyRows);
    assert_eq!(problem.params["max"], 500);
    send(&cast.camille, site, false, rows(100_000)).await.refused(Code::TooManyRows);
    let long = workbook(|sheet| {
        for row in 0..600 {
            for (column, text) in
                (0..).zip(if row == 0 { ["Catégorie", "Produit", "Poids"] } else { ["conserves", "Riz", "2"] })
            {
                sheet.write(row, column, text).unwrap();
            }
        }
    });
    send(&cast.camille, site, true, long).await.refused(Code::TooManyRows);
    send(&cast.camille, site, true, vec![b'a'; MAX_TABLE_BYTES + 1]).await.refused(Code::TooLarge);
    let bomb = archive(&vec![b' '; 31 * 1024 * 1024]);
    assert!(bomb.len() < 100_000);
    send(&cast.camille, site, true, bomb).await.refused(Code::TooLarge);
    send(&cast.camille, site, true, archive(b"<sst uniqueCount=\"99999999999\"/>")).await.refused(Code::TooLarge);
    assert_eq!(looked(&cast.camille, site, rows(500)).await.rows.len(), 500);
    assert_eq!(stock(&cast).await, 0);
}

/// An archive with one part of this content.
fn archive(content: &[u8]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("xl/sharedStrings.xml", SimpleFileOptions::default()).unwrap();
    writer.write_all(content).unwrap();
    writer.finish().unwrap().into_inner()
}

async fn what_is_no_table_is_refused(server: &TestServer) {
    let cast = cast(server).await;
    let site = cast.bank.site();
    let whole = workbook(|sheet| {
        sheet.write(0, 0, "Produit").unwrap();
    });
    let cut = whole[..whole.len() / 2].to_vec();
    for file in [crate::photos::png(20, 20), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), cut, archive(b"<sst/>")] {
        send(&cast.camille, site, true, file).await.refused(Code::NoTable);
    }
    send(&cast.camille, site, false, Vec::new()).await.refused_fields(&[("/columns", "no_heading")]);
}

async fn formulas_are_no_values(server: &TestServer) {
    let cast = cast(server).await;
    let file = workbook(|sheet| {
        for (column, heading) in (0..).zip(["Catégorie", "Produit", "Poids", "Coût"]) {
            sheet.write(0, column, heading).unwrap();
        }
        sheet.write(1, 0, "conserves").unwrap();
        sheet.write(1, 1, "Thon").unwrap();
        sheet.write(1, 2, Formula::new("=6*2").set_result("12")).unwrap();
        // Nobody reads this column, so nobody minds.
        sheet.write(1, 3, Formula::new("=1+1").set_result("2")).unwrap();
    });
    send(&cast.camille, cast.bank.site(), false, file).await.refused_fields(&[("/rows/2/grams", "formula")]);
    let csv = "Catégorie;Produit;Poids;Note\nconserves;@SUM(A1);+12;-18 °C\nconserves;Thon;+A1;\n";
    let expected = [("/rows/2/title", "formula"), ("/rows/3/grams", "formula")];
    send(&cast.camille, cast.bank.site(), false, csv).await.refused_fields(&expected);
}

async fn a_file_is_received_once_and_by_members_of_the_site(server: &TestServer) {
    let cast = cast(server).await;
    let (site, once) = (cast.bank.site(), cast.camille.with_idempotency_key("camion du matin"));
    let file = "Catégorie;Produit;Poids\nconserves;Thon;12\n";
    let first: LotReceipt = send(&once, site, false, file).await.read(201);
    let again: LotReceipt = send(&once, site, false, file).await.read(201);
    assert_eq!((first.lot_ids, stock(&cast).await), (again.lot_ids, 1));
    send(&once, site, false, format!("{file}conserves;Riz;2\n")).await.refused(Code::IdempotencyKeyReused);
    send(&once, cast.cellar, false, file).await.refused(Code::IdempotencyKeyReused);
    assert_eq!(looked(&once, site, file).await.rows.len(), 1, "a look needs no key");
    for check in [true, false] {
        send(&cast.samir, site, check, file).await.refused(Code::Forbidden);
        let nowhere = SiteId(uuid::Uuid::now_v7());
        send(&cast.camille, nowhere, check, file).await.refused_fields(&[("?site", "unknown")]);
    }
    send(&server.anonymous(), site, true, file).await.refused(Code::Unauthenticated);
    cast.camille.send_text(Method::POST, paths::LOT_IMPORT, Some("text/csv"), file).await.refused(Code::Malformed);
}

async fn the_template_is_received_as_it_is(server: &TestServer) {
    let cast = cast(server).await;
    let template = server.anonymous().get(paths::LOT_IMPORT_TEMPLATE).await.expect(200);
    assert_eq!(template.header("content-type"), "text/csv; charset=utf-8");
    assert!(template.header("content-disposition").contains("lots.csv"));
    let table = looked(&cast.camille, cast.bank.site(), template.text.clone()).await;
    assert_eq!((told(&table), table.columns.len(), table.ignored.len()), (Vec::new(), 16, 0));
    let receipt: LotReceipt = send(&cast.camille, cast.bank.site(), false, template.text).await.read(201);
    assert_eq!(receipt.grams, kg(12));
}
