//! A round on paper and in spreadsheets.

use super::{Cast, cast, kg_of_lot};
use shared::ids::AllocationRoundId;
use shared::paths;
use shared::problem::Code;
use std::io::{Cursor, Read};
use tests::fixtures::communes::LIBOURNE;
use tests::fixtures::{begun, computed, published};
use tests::{Client, TestServer, both};

both!(
    papers_are_for_the_food_bank_and_for_whose_they_are,
    how_fair_it_is_is_printed_for_everybody,
    a_table_has_every_line_with_its_names,
);

/// A file as it came, after its kind and name.
async fn file(client: &Client, path: &str, kind: &str) -> Vec<u8> {
    let answer = client.watch(path).await;
    let header = |name: &str| answer.headers().get(name).map_or("", |value| value.to_str().unwrap()).to_owned();
    assert_eq!((answer.status().as_u16(), header("content-type").as_str()), (200, kind), "{path}");
    assert!(header("content-disposition").starts_with("attachment; filename="), "{path}");
    assert_eq!(header("cache-control"), "no-store", "{path}");
    answer.bytes().await.expect("a whole file").to_vec()
}

const PDF: &str = "application/pdf";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Whether a document has a text in what it says about itself, which is in one of two alphabets.
fn says(pdf: &[u8], text: &str) -> bool {
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let hexadecimal: String = wide.iter().map(|byte| format!("{byte:02X}")).collect();
    let contains = |part: &[u8]| pdf.windows(part.len()).any(|window| window.eq_ignore_ascii_case(part));
    [text.as_bytes(), &wide[..], hexadecimal.as_bytes()].into_iter().any(contains)
}

/// All that a workbook says in words: its archive has them in one file.
fn words_of(workbook: Vec<u8>) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).expect("an archive");
    let mut words = String::new();
    archive.by_name("xl/sharedStrings.xml").expect("its words").read_to_string(&mut words).expect("text");
    words
}

/// Every paper of a round, with the note of the association.
fn papers(cast: &Cast, round: AllocationRoundId) -> [String; 3] {
    [paths::delivery_note(round, cast.restos.site), paths::delivery_notes(round), paths::round_pick_list(round)]
}

async fn papers_are_for_the_food_bank_and_for_whose_they_are(server: &TestServer) {
    let cast = cast(server).await;
    let round = begun(&cast.nadia, cast.bank.id).await.id;
    for path in papers(&cast, round) {
        cast.nadia.get(&path).await.refused(Code::RoundState);
    }
    computed(&cast.nadia, round).await;
    let [note, notes, list] = papers(&cast, round);
    cast.samir.get(&note).await.refused(Code::Forbidden);
    let early = file(&cast.camille, &note, PDF).await;
    published(&cast.nadia, round).await;
    let mut sizes = Vec::new();
    for path in [&note, &notes, &list] {
        let paper = file(&cast.camille, path, PDF).await;
        assert!(paper.starts_with(b"%PDF-") && says(&paper, "Répartition du mardi"), "{path}");
        sizes.push(paper.len());
    }
    assert!(sizes[1] > sizes[0], "three notes are more than one: {sizes:?}");
    let own = file(&cast.samir, &note, PDF).await;
    assert_ne!(own, early, "until it is told, a note says so");
    let english = cast.samir.with_header("accept-language", "en-GB");
    assert_ne!(file(&english, &note, PDF).await, own);
    let theirs = paths::delivery_note(round, cast.croix.site);
    for path in [&theirs, &notes, &list, &paths::round_csv(round), &paths::round_xlsx(round)] {
        cast.samir.get(path).await.refused(Code::Forbidden);
    }
    cast.nadia.get(&paths::delivery_note(round, cast.bank.site())).await.refused(Code::NotFound);
    server.stranger().await.get(&note).await.refused(Code::NotFound);
}

async fn how_fair_it_is_is_printed_for_everybody(server: &TestServer) {
    let cast = cast(server).await;
    let round = begun(&cast.nadia, cast.bank.id).await.id;
    let path = paths::round_statement_paper(round);
    cast.nadia.get(&path).await.refused(Code::NotFound);
    computed(&cast.nadia, round).await;
    let early = file(&cast.camille, &path, PDF).await;
    cast.samir.get(&path).await.refused(Code::NotFound);
    published(&cast.nadia, round).await;
    let elsewhere = server.organisation("Autre").approved().at(LIBOURNE).exists().await;
    let paper = file(&server.volunteer_of(&elsewhere).await, &path, PDF).await;
    assert!(paper.starts_with(b"%PDF-") && says(&paper, "Répartition du mardi"));
    assert_ne!(paper, early, "until it is told, the paper says so");
    let english = cast.samir.with_header("accept-language", "en-GB");
    assert!(says(&file(&english, &path, PDF).await, "Is it fair?"));
    server.stranger().await.get(&path).await.refused(Code::NotFound);
}

async fn a_table_has_every_line_with_its_names(server: &TestServer) {
    let cast = cast(server).await;
    let round = begun(&cast.nadia, cast.bank.id).await.id;
    let bench = published(&cast.nadia, round).await;
    let table = file(&cast.camille, &paths::round_csv(round), "text/csv; charset=utf-8").await;
    let text = String::from_utf8(table).expect("text");
    let mut lines = text.lines();
    assert!(lines.next().is_some_and(|heading| heading.starts_with("round_id,fetched_on,organisation,site,")), "{text}");
    let lines: Vec<&str> = lines.collect();
    assert_eq!(lines.len(), bench.lines.len(), "{text}");
    let kg = kg_of_lot(&bench, cast.yoghurt.id, cast.restos.site);
    let of_restos = lines.iter().find(|line| line.contains("Restos du Cœur") && line.contains("Yaourts nature"));
    let of_restos = of_restos.unwrap_or_else(|| panic!("{text}"));
    assert!(of_restos.contains(&format!(",Antenne de Libourne,{kg},,proposed,,,false")), "{of_restos}");
    assert!(lines.iter().any(|line| line.contains("Épicerie sociale") && line.contains("purchase")), "{text}");
    let french = words_of(file(&cast.camille, &paths::round_xlsx(round), XLSX).await);
    for word in ["Restos du Cœur", "Épicerie sociale", "Antenne de Saint-Emilion", "Yaourts nature", "Conserves de haricots"]
    {
        assert!(french.contains(word), "{word} in {french}");
    }
    let english = cast.camille.with_header("accept-language", "en");
    let english = words_of(file(&english, &paths::round_xlsx(round), XLSX).await);
    assert!(english.contains("Restos du Cœur") && english != french, "{english}");
}
