//! What an organisation has as a table: French for spreadsheets in France, English for who asks for it, filtered as the list is.

use super::cast;
use serde_json::json;
use shared::paths;
use shared::problem::Code;
use std::io::{Cursor, Read};
use tests::fixtures::{freezing, frozen, lot_at, moved, movement, received, tins_at};
use tests::{Client, TestServer, both};

both!(
    a_table_has_what_is_there_in_the_reader_s_language,
    a_workbook_has_the_same_words,
    the_filters_of_the_list_are_those_of_the_table,
    a_table_is_for_those_who_see_the_list,
);

/// The rows of a table, the heading first.
async fn rows(client: &Client, query: &str) -> Vec<String> {
    let answer = client.get(&format!("{}?{query}", paths::LOT_CSV)).await.expect(200);
    assert_eq!((answer.header("content-type"), answer.header("cache-control")), ("text/csv; charset=utf-8", "no-store"));
    assert!(answer.header("content-disposition").contains("lots.csv"));
    answer.text.trim_start_matches('\u{feff}').lines().map(str::to_owned).collect()
}

async fn a_table_has_what_is_there_in_the_reader_s_language(server: &TestServer) {
    let cast = cast(server).await;
    let mut body = lot_at(cast.bank.site());
    (body["title"], body["donor_name"], body["lot_number"]) = (json!("=1+1"), json!("Ferme; du lac"), json!("L1"));
    (body["gtin"], body["shelf"]) = (json!("3017620422003"), json!("B2"));
    let lot = received(&cast.camille, &body).await;
    moved(&cast.camille, lot.id, &movement("distribute", cast.bank.site(), 12_500)).await;
    let mut body = tins_at(cast.cellar);
    body["donor_id"] = json!(cast.association.id);
    let tins = received(&cast.camille, &body).await;
    let (here, there) = (lot.site.name.as_str(), tins.site.name.as_str());
    let french = rows(&cast.camille, "").await;
    assert_eq!(
        french[0],
        "Produit;Catégorie;Donateur;Numéro de lot;Code-barres;DLC;DDM;Congelé le;État;Financement;Température;Site;\
         Emplacement;Poids (kg);Dont promis (kg);Reçu le"
    );
    let yoghurt = format!(
        "'=1+1;Yaourts et desserts lactés;\"Ferme; du lac\";L1;3017620422003;29/11/2026;;;Peut sortir;Don;Frais;{here};B2;\
         87,5;0;24/11/2026"
    );
    assert_eq!((french.len(), french[1].as_str()), (3, yoghurt.as_str()));
    assert!(french[2].starts_with("Conserves de haricots;") && french[2].contains(";Restos du Cœur;"), "{}", french[2]);
    assert!(french[2].ends_with(&format!(";;23/01/2027;;Peut sortir;Achat;Sec;{there};;300;0;24/11/2026")), "{}", french[2]);
    let english = rows(&cast.camille.with_header("accept-language", "en"), "").await;
    assert!(english[0].starts_with("Product,Category,Donor,"), "{}", english[0]);
    assert!(
        english[1].contains(",2026-11-29,,,May leave,Gift,Chilled,") && english[1].contains(",87.5,0,"),
        "{}",
        english[1]
    );
}

async fn a_workbook_has_the_same_words(server: &TestServer) {
    let cast = cast(server).await;
    let mut body = lot_at(cast.bank.site());
    body["title"] = json!("=HYPERLINK(A1)");
    let lot = received(&cast.camille, &body).await;
    frozen(&cast.camille, lot.id, &freezing(cast.bank.site(), 10_000)).await;
    let answer = cast.camille.watch(paths::LOT_XLSX).await;
    let header = |name: &str| answer.headers().get(name).map_or("", |value| value.to_str().unwrap()).to_owned();
    assert_eq!(answer.status().as_u16(), 200);
    assert_eq!(header("content-type"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    assert!(header("content-disposition").contains("lots.xlsx"));
    let workbook = answer.bytes().await.expect("a whole file").to_vec();
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).expect("an archive");
    let mut part = |name: &str| {
        let mut text = String::new();
        archive.by_name(name).expect(name).read_to_string(&mut text).expect("text");
        text
    };
    let words = part("xl/sharedStrings.xml");
    for word in ["Produit", "Congelé le", "=HYPERLINK(A1)", "Surgelé", "Frais"] {
        assert!(words.contains(word), "{word}: {words}");
    }
    let sheet = part("xl/worksheets/sheet1.xml");
    assert!(!sheet.contains("<f>") && sheet.contains("<v>90</v>"), "numbers are numbers, and nothing is a formula: {sheet}");
}

async fn the_filters_of_the_list_are_those_of_the_table(server: &TestServer) {
    let cast = cast(server).await;
    let lot = received(&cast.camille, &lot_at(cast.bank.site())).await;
    received(&cast.camille, &tins_at(cast.cellar)).await;
    let titles = async |query: &str| -> Vec<String> {
        let rows = rows(&cast.camille, query).await;
        rows.iter().skip(1).filter_map(|row| row.split(';').next()).map(str::to_owned).collect()
    };
    let (yoghurt, tins) = ("Yaourts nature", "Conserves de haricots");
    assert_eq!(titles("").await, [yoghurt, tins], "what must leave first comes first");
    assert_eq!(titles(&format!("site={}", cast.cellar)).await, [tins]);
    assert_eq!(titles("category=dairy").await, [yoghurt]);
    assert_eq!(titles("funding_source=purchase&text=haricot").await, [tins]);
    assert_eq!(titles("until=2026-12-01").await, [yoghurt]);
    assert!(titles("status=recalled").await.is_empty());
    moved(&cast.camille, lot.id, &movement("distribute", cast.bank.site(), 100_000)).await;
    assert_eq!(titles("").await, [tins], "what is used up is not there");
    let moon = format!("{}?category=moon", paths::LOT_CSV);
    cast.camille.get(&moon).await.refused_fields(&[("?category", "unknown")]);
    cast.camille.get(&format!("{}?limit=1", paths::LOT_CSV)).await.refused(Code::Malformed);
}

async fn a_table_is_for_those_who_see_the_list(server: &TestServer) {
    let cast = cast(server).await;
    let of_bank = format!("organisation={}", cast.bank.id);
    for path in [paths::LOT_CSV, paths::LOT_XLSX] {
        cast.samir.get(&format!("{path}?{of_bank}")).await.refused(Code::Forbidden);
        server.anonymous().get(path).await.refused(Code::Unauthenticated);
        server.stranger().await.get(path).await.refused_fields(&[("?organisation", "required")]);
    }
    assert_eq!(rows(&server.admin().await, &of_bank).await.len(), 1, "the heading alone");
}
