//! Communes and categories: what everything else names.

use shared::categories::CategoryList;
use shared::communes::{CommuneList, CommuneQuery};
use shared::paths;
use std::collections::BTreeSet;
use tests::{TestServer, both, snapshots};

both!(
    a_commune_is_found_by_the_beginning_of_its_name_or_postcode,
    wrong_commune_queries_are_named,
    the_category_tree_has_parents_before_children,
    an_unchanged_tree_is_not_sent_again,
);

async fn a_commune_is_found_by_the_beginning_of_its_name_or_postcode(server: &TestServer) {
    let names = async |text: &str| {
        let query = CommuneQuery { text: text.to_owned(), limit: None };
        let list: CommuneList = server.anonymous().get_with(paths::COMMUNES, &query).await.read(200);
        list.items.into_iter().map(|commune| commune.name).collect::<Vec<_>>()
    };
    for text in ["libou", "LIBOURNE", "33500", "335"] {
        assert_eq!(names(text).await, ["Libourne"], "{text}");
    }
    for text in ["saint-émilion", "St Emilion", "ST-EMI", "saint emilion"] {
        assert_eq!(names(text).await, ["Saint-Emilion"], "{text}");
    }
    assert!(names("ville").await.is_empty());
    assert!(names("33 %").await.is_empty(), "no wildcard");
    let answer = server.anonymous().get(&format!("{}?text=coutras", paths::COMMUNES)).await;
    snapshots::matches("communes", &answer);
}

async fn wrong_commune_queries_are_named(server: &TestServer) {
    let anonymous = server.anonymous();
    anonymous.get(&format!("{}?text=a", paths::COMMUNES)).await.refused_fields(&[("?text", "too_short")]);
    anonymous.get(&format!("{}?text=%25%25", paths::COMMUNES)).await.refused_fields(&[("?text", "too_short")]);
    for (limit, code) in [(0, "too_small"), (51, "too_large")] {
        let path = format!("{}?text=libou&limit={limit}", paths::COMMUNES);
        anonymous.get(&path).await.refused_fields(&[("?limit", code)]);
    }
    anonymous.get(paths::COMMUNES).await.refused(shared::problem::Code::Malformed);
}

async fn the_category_tree_has_parents_before_children(server: &TestServer) {
    let list: CategoryList = server.anonymous().get(paths::CATEGORIES).await.read(200);
    let mut seen = BTreeSet::new();
    for category in &list.items {
        assert!(!category.label_fr.is_empty() && !category.label_en.is_empty(), "{}", category.code);
        if let Some(parent) = &category.parent {
            assert!(seen.contains(parent), "{} comes before its parent", category.code);
            assert!(category.code.starts_with(&format!("{parent}.")), "{}", category.code);
        }
        assert!(seen.insert(category.code.clone()), "{} occurs twice", category.code);
    }
    assert!(list.items.iter().filter(|category| category.parent.is_none()).count() >= 12);
}

async fn an_unchanged_tree_is_not_sent_again(server: &TestServer) {
    let first = server.anonymous().get(paths::CATEGORIES).await.expect(200);
    let known = server.anonymous().with_header("if-none-match", first.header("etag"));
    assert_eq!(known.get(paths::CATEGORIES).await.expect(304).text, "");
}
