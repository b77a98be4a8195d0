//! What each person has not read yet, and the conversations of an organisation.

use super::{RAMP, Talk, inbox, mark, said, thread, unread};
use serde_json::json;
use shared::claims::ClaimState;
use shared::conversations::ConversationPage;
use shared::paths;
use shared::problem::Code;
use shared::time::MINUTE;
use tests::fixtures::communes::BORDEAUX;
use tests::fixtures::{claim_of, offer_at};
use tests::{TestServer, both};

both!(
    each_person_has_his_or_her_own_mark,
    a_withdrawn_message_is_not_unread,
    who_joins_later_begins_with_nothing_unread,
    who_leaves_has_nothing_left_to_read,
    a_mark_moves_forward_only_and_within_its_conversation,
    conversations_are_listed_for_their_sides,
    conversations_are_listed_in_pages,
);

async fn each_person_has_his_or_her_own_mark(server: &TestServer) {
    let talk = Talk::begins(server).await;
    let colleague = server.volunteer_of(&talk.giver).await;
    said(&talk.nadia, &talk.path(), RAMP).await;
    let last = said(&talk.nadia, &talk.path(), "Sinon je viens à deux.").await;
    assert_eq!((unread(&talk.camille).await, unread(&colleague).await, unread(&talk.nadia).await), (2, 2, 0));
    assert_eq!(thread(&talk.camille, &talk.path()).await.unread, 2);
    mark(&talk.camille, &talk.path(), last.id).await.expect(204);
    assert_eq!((unread(&talk.camille).await, unread(&colleague).await), (0, 2));
    said(&talk.camille, &talk.path(), "Oui").await;
    assert_eq!((unread(&colleague).await, unread(&talk.nadia).await), (2, 1), "a colleague's answer is nothing to read");
    said(&talk.nadia, &talk.path(), "Merci").await;
    assert_eq!(unread(&talk.camille).await, 1);
    let of = async |client: &tests::Client, id| client.get(&format!("{}?organisation={id}", paths::UNREAD)).await;
    assert_eq!(of(&talk.camille, talk.giver.id).await.expect(200).body, json!({ "messages": 1 }));
    of(&talk.camille, talk.taker.id).await.refused(Code::Forbidden);
}

async fn a_withdrawn_message_is_not_unread(server: &TestServer) {
    let talk = Talk::begins(server).await;
    let first = said(&talk.nadia, &talk.path(), RAMP).await;
    let second = said(&talk.nadia, &talk.path(), "Pardon ?").await;
    mark(&talk.camille, &talk.path(), first.id).await.expect(204);
    talk.nadia.act(&paths::withdraw_message(first.id)).await.expect(200);
    assert_eq!(unread(&talk.camille).await, 1, "what was read already counts for nothing");
    talk.nadia.act(&paths::withdraw_message(second.id)).await.expect(200);
    talk.nadia.act(&paths::withdraw_message(second.id)).await.expect(200);
    assert_eq!((unread(&talk.camille).await, inbox(&talk.camille, "?unread=true").await.len()), (0, 0));
}

async fn who_joins_later_begins_with_nothing_unread(server: &TestServer) {
    let talk = Talk::begins(server).await;
    said(&talk.nadia, &talk.path(), RAMP).await;
    let later = server.volunteer_of(&talk.giver).await;
    assert_eq!((unread(&later).await, thread(&later, &talk.path()).await.items.len()), (0, 1));
    said(&talk.nadia, &talk.path(), "Alors ?").await;
    assert_eq!(unread(&later).await, 1);
}

async fn who_leaves_has_nothing_left_to_read(server: &TestServer) {
    let talk = Talk::begins(server).await;
    let colleague = server.volunteer_of(&talk.giver).await;
    said(&talk.nadia, &talk.path(), RAMP).await;
    assert_eq!(unread(&colleague).await, 1);
    colleague.act(&paths::leave_organisation(talk.giver.id)).await.expect(204);
    assert_eq!((unread(&colleague).await, inbox(&colleague, "").await.len()), (0, 0));
    colleague.get(&talk.path()).await.refused(Code::NotFound);
}

async fn a_mark_moves_forward_only_and_within_its_conversation(server: &TestServer) {
    let talk = Talk::begins(server).await;
    let first = said(&talk.nadia, &talk.path(), RAMP).await;
    let second = said(&talk.nadia, &talk.path(), "Alors ?").await;
    mark(&talk.camille, &talk.path(), second.id).await.expect(204);
    mark(&talk.camille, &talk.path(), first.id).await.expect(204);
    assert_eq!(unread(&talk.camille).await, 0);
    let loan = paths::messages_of_loan(talk.loan().await.id);
    mark(&talk.camille, &loan, first.id).await.refused_fields(&[("/up_to", "unknown")]);
    let own = said(&talk.camille, &loan, "Bonjour").await;
    mark(&talk.camille, &talk.path(), own.id).await.refused_fields(&[("/up_to", "unknown")]);
    mark(&talk.nadia, &loan, own.id).await.expect(204);
}

async fn conversations_are_listed_for_their_sides(server: &TestServer) {
    let talk = Talk::begins(server).await;
    assert!(inbox(&talk.camille, "").await.is_empty());
    let loan = talk.loan().await;
    said(&talk.nadia, &talk.path(), RAMP).await;
    server.clock.advance(MINUTE);
    said(&talk.nadia, &paths::messages_of_loan(loan.id), "Le permis B suffit ?").await;
    let seen = inbox(&talk.camille, "").await;
    let subjects: Vec<_> = seen.iter().map(|one| (one.subject.claim_id, one.subject.loan_id, one.unread)).collect();
    assert_eq!(subjects, [(None, Some(loan.id), 1), (Some(talk.claim.id), None, 1)]);
    assert_eq!(
        (seen[0].subject.title.as_str(), seen[1].subject.title.as_str()),
        ("Camionnette frigorifique", "Yaourts nature")
    );
    assert_eq!(seen[1].subject.claim_state, Some(ClaimState::Requested));
    assert_eq!((seen[1].organisation.id, seen[1].other.id), (talk.giver.id, talk.taker.id));
    assert_eq!(seen[1].last_message.text.as_deref(), Some(RAMP));

    server.clock.advance(MINUTE);
    said(&talk.camille, &talk.path(), "Oui").await;
    let seen = inbox(&talk.nadia, "").await;
    assert_eq!((seen[0].subject.claim_id, seen[0].unread, seen[0].other.id), (Some(talk.claim.id), 1, talk.giver.id));
    let waiting = inbox(&talk.nadia, "?unread=true").await;
    assert_eq!(waiting.iter().map(|one| one.id).collect::<Vec<_>>(), [seen[0].id]);
    assert!(inbox(&server.admin().await, "").await.is_empty(), "of one's own organisations");
    let others = format!("{}?organisation={}", paths::CONVERSATIONS, talk.giver.id);
    talk.nadia.get(&others).await.refused(Code::Forbidden);
}

async fn conversations_are_listed_in_pages(server: &TestServer) {
    let talk = Talk::begins(server).await;
    let other = server.organisation("Secours populaire").approved().at(BORDEAUX).exists().await;
    let ines = server.coordinator_of(&other).await;
    for number in 0..7 {
        let title = format!("Pain {number}");
        // On either side, some at the same instant.
        let claim = if number % 2 == 0 {
            let offer = offer_at(talk.giver.site()).titled(&title).published_by(&talk.camille).await;
            claim_of(offer.id, other.site()).made_by(&ines).await
        } else {
            let offer = offer_at(other.site()).titled(&title).published_by(&ines).await;
            claim_of(offer.id, talk.giver.site()).made_by(&talk.camille).await
        };
        said(&ines, &paths::messages_of_claim(claim.id), "Bonjour").await;
        server.clock.advance(MINUTE * i64::from(number % 3 == 0));
    }
    for query in ["", "&unread=true"] {
        let whole: Vec<_> = inbox(&talk.camille, &format!("?limit=100{query}")).await.iter().map(|one| one.id).collect();
        assert_eq!(whole.len(), 7);
        for limit in [1, 2, 3] {
            let mut found = Vec::new();
            let mut next = Some(String::new());
            while let Some(cursor) = next {
                let path = format!("{}?limit={limit}{query}{cursor}", paths::CONVERSATIONS);
                let page: ConversationPage = talk.camille.get(&path).await.read(200);
                found.extend(page.items.iter().map(|one| one.id));
                next = page.next_cursor.map(|cursor| format!("&cursor={cursor}"));
            }
            assert_eq!(found, whole, "{query} in pages of {limit}");
        }
    }
}
