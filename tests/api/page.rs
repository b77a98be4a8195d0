//! The application inside the binary: how its files are served. Content is tested in a browser.

use tests::{TestServer, both};

both!(
    a_file_of_the_application_comes_compressed_and_is_kept_for_ever,
    the_page_is_asked_for_again_and_lets_nothing_in_from_outside,
    an_address_of_the_application_gets_the_page_and_a_missing_file_does_not,
    the_landing_page_can_be_read_before_the_application_runs,
);

const HTML: (&str, &str) = ("accept", "text/html,application/xhtml+xml");

/// The page; `None` in a server that was compiled before the application was, which then says so.
async fn page(server: &TestServer) -> Option<String> {
    let answer = server.anonymous().with_header(HTML.0, HTML.1).get("/").await;
    if answer.status == 503 {
        eprintln!("the application is not compiled in: run `cargo xtask test`");
        return None;
    }
    Some(answer.expect(200).text)
}

/// The address of the first file with this ending that the page names.
fn named<'p>(page: &'p str, ending: &str) -> &'p str {
    let addresses = page.split('"').filter(|part| part.contains("assets/"));
    addresses.into_iter().find(|part| part.ends_with(ending)).expect("the page names its files")
}

async fn a_file_of_the_application_comes_compressed_and_is_kept_for_ever(server: &TestServer) {
    let Some(page) = page(server).await else { return };
    for ending in [".css", ".js", ".wasm"] {
        let client = server.anonymous();
        let address = format!("/{}", named(&page, ending).trim_start_matches('/'));
        let brotli = client.with_header("accept-encoding", "br, gzip").get(&address).await.expect(200);
        assert_eq!(brotli.header("content-encoding"), "br", "{address}");
        assert_eq!(brotli.header("cache-control"), "public, max-age=31536000, immutable");
        assert!(brotli.header("vary").to_lowercase().contains("accept-encoding"));
        let gzip = client.with_header("accept-encoding", "gzip").get(&address).await.expect(200);
        assert_eq!(gzip.header("content-encoding"), "gzip");
        let plain = client.with_header("accept-encoding", "identity").get(&address).await.expect(200);
        assert_eq!(plain.header("content-encoding"), "");
        let known = client.with_header("if-none-match", plain.header("etag")).with_header("accept-encoding", "identity");
        known.get(&address).await.expect(304);
    }
}

async fn the_page_is_asked_for_again_and_lets_nothing_in_from_outside(server: &TestServer) {
    if page(server).await.is_none() {
        return;
    }
    let answer = server.anonymous().with_header(HTML.0, HTML.1).get("/").await;
    assert_eq!(answer.header("cache-control"), "no-cache");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    let policy = answer.header("content-security-policy");
    assert!(policy.contains("default-src 'self'") && policy.contains("script-src 'self' 'wasm-unsafe-eval'"), "{policy}");
    assert!(!policy.contains("http"), "no outside source without a tile server: {policy}");
}

async fn an_address_of_the_application_gets_the_page_and_a_missing_file_does_not(server: &TestServer) {
    let Some(page) = page(server).await else { return };
    let browser = server.anonymous().with_header(HTML.0, HTML.1);
    let frame = browser.get("/offres/publier").await.expect(200).text;
    assert_eq!(named(&frame, ".wasm"), named(&page, ".wasm"));
    browser.get("/assets/app-0000000000000000.js").await.expect(404);
    browser.get("/favicon.png").await.expect(404);
    server.anonymous().get("/api/unknown").await.expect(404);
}

async fn the_landing_page_can_be_read_before_the_application_runs(server: &TestServer) {
    if page(server).await.is_none() {
        return;
    }
    let read = async |path: &str, languages: &str| {
        let browser = server.anonymous().with_header(HTML.0, HTML.1).with_header("accept-language", languages);
        browser.get(path).await.expect(200)
    };
    let french = read("/", "fr-FR,fr;q=0.9,en;q=0.8").await;
    assert!(french.text.contains("<html lang=\"fr\">") && french.text.contains("Rien ne se perd"), "{}", french.text);
    assert!(french.header("vary").contains("Accept-Language"));
    let english = read("/", "de, en;q=0.7, fr;q=0.5").await;
    assert!(english.text.contains("<html lang=\"en\">") && !english.text.contains("Rien ne se perd"), "{}", english.text);
    assert!(read("/", "de").await.text.contains("<html lang=\"fr\">"));
    let frame = read("/offres", "en").await;
    assert!(frame.text.contains("class=\"skeleton\"") && !frame.text.contains("class=\"hero\""), "{}", frame.text);
}
