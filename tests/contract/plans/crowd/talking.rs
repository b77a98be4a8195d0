//! What is written about claims, loans and sessions.

use super::{OFFERS, ORGANISATIONS, id, insert, rows};
use api::db::Conn;
use api::db::schema::conversation_marks;
use diesel::prelude::*;
use shared::ids::{OrganisationId, UserId};
use shared::time::MINUTE;
use tests::fixtures::start;
use uuid::Uuid;

/// Messages of a conversation.
const MESSAGES: u128 = 4;

/// An organisation of the crowd with conversations on both sides.
pub const TALKING: OrganisationId = OrganisationId(Uuid::from_u128(((b'o' as u128) << 96) | 1));

/// What a member of it has not read becomes this person's.
pub fn give_marks(conn: &mut Conn, person: UserId) {
    let theirs = conversation_marks::table.filter(conversation_marks::organisation_id.eq(TALKING));
    let given = diesel::update(theirs).set(conversation_marks::user_id.eq(person)).execute(conn);
    assert!(given.expect("marks") > 1);
}

/// Conversations: about each claim, and about the last loan and the last session of each organisation.
const CONVERSATIONS: u128 = OFFERS + 2 * ORGANISATIONS;

/// A conversation about each claim and about each organisation's last loan and last session, with a few messages; the last one is unread.
/// One of a hundred waits to be mailed.
pub fn fill(conn: &mut Conn) {
    let now = start().0;
    let last = |n: u128| now - i64::try_from(n).unwrap() * MINUTE;
    let conversations = rows(CONVERSATIONS, |n| {
        let none = || "NULL".to_owned();
        let [claim, loan, session] = if n < OFFERS {
            [id(conn, 'c', n), none(), none()]
        } else if n < OFFERS + ORGANISATIONS {
            [none(), id(conn, 'p', n - OFFERS + 4 * ORGANISATIONS), none()]
        } else {
            [none(), none(), id(conn, 'x', n - OFFERS - ORGANISATIONS)]
        };
        let party = party(n);
        format!(
            "{}, {claim}, {loan}, {session}, {}, {}, {MESSAGES}, {}, {}, {MESSAGES}",
            id(conn, 't', n),
            id(conn, 'o', party),
            id(conn, 'o', (party + 1) % ORGANISATIONS),
            id(conn, 'w', n * MESSAGES + MESSAGES - 1),
            last(n),
        )
    });
    let columns = "conversations (id, claim_id, loan_id, skill_session_id, giving_id, taking_id, last_number, last_message_id, last_at, version)";
    insert(conn, columns, &conversations);
    let messages = rows(CONVERSATIONS * MESSAGES, |n| {
        let (conversation, number) = (n / MESSAGES, n % MESSAGES + 1);
        let party = party(conversation);
        format!(
            "{}, {}, {number}, {number}, {}, {}, 'Bonjour', {}",
            id(conn, 'w', n),
            id(conn, 't', conversation),
            id(conn, 'o', party),
            id(conn, 'u', party),
            last(conversation),
        )
    });
    insert(conn, "messages (id, conversation_id, number, version, organisation_id, author_id, text, created_at)", &messages);
    show(conn, now);
    let marks = rows(CONVERSATIONS, |n| {
        let party = party(n);
        let taker = (party + 1) % ORGANISATIONS;
        format!("{}, {}, {}, 3, 1, {}", id(conn, 'u', taker), id(conn, 't', n), id(conn, 'o', taker), last(n))
    });
    insert(conn, "conversation_marks (user_id, conversation_id, organisation_id, read_number, unread, told_at)", &marks);
    let mails =
        rows(OFFERS / 100, |n| format!("{}, {}, 4, {now}", id(conn, 't', n), id(conn, 'o', (n + 1) % ORGANISATIONS)));
    insert(conn, "conversation_mails (conversation_id, organisation_id, from_number, due_at)", &mails);
}

fn photo(conn: &Conn, conversation: u128) -> String {
    id(conn, 'y', ORGANISATIONS + conversation)
}

/// A photo of its own for the last message of each conversation, apart from those of what is lent, which everybody sees.
fn show(conn: &mut Conn, now: i64) {
    let empty = if matches!(conn, Conn::Sqlite(_)) { "x''" } else { "''::bytea" };
    let photos = rows(CONVERSATIONS, |n| format!("{}, 4, 3, {empty}, {empty}, {now}", photo(conn, n)));
    insert(conn, "photos (id, width, height, image, thumbnail, uploaded_at)", &photos);
    let shown = rows(CONVERSATIONS, |n| format!("{}, 0, {}", id(conn, 'w', n * MESSAGES + MESSAGES - 1), photo(conn, n)));
    insert(conn, "message_photos (message_id, position, photo_id)", &shown);
}

/// Who gives in a conversation.
const fn party(conversation: u128) -> u128 {
    if conversation < OFFERS { conversation % ORGANISATIONS } else { (conversation - OFFERS) % ORGANISATIONS }
}
