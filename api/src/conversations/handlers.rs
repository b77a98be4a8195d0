//! Endpoints of conversations.

use super::model::About;
use super::store;
use crate::http::{Created, Error, Identity, NoContent, Once, Paged, State, TaggedPage, Valid, ValidQuery};
use crate::openapi::{ReadFailures, WriteFailures};
use actix_web::web::{Json, Path};
use actix_web::{get, post, put};
use shared::conversations::{
    ConversationPage, ConversationQuery, Message, MessagePage, MessageQuery, NewMessage, ReadMark, Unread, UnreadQuery,
};
use shared::ids::{ClaimId, LoanId, MessageId, SkillSessionId};

/// List what is said about a claim.
///
/// The newest first, for both sides and the administrator; older messages by `cursor`. A page that stays open asks with
/// `after` for what was written or withdrawn since the `version` that it has, and gets 304 while nothing was. 404 when the
/// claim is between others.
#[utoipa::path(
    tag = "conversations",
    security(("bearer" = [])),
    params(("id" = ClaimId, Path, description = "The claim"), MessageQuery),
    responses(
        (status = 200, body = MessagePage, description = "A page of messages", headers(("ETag" = String, description = "Its version"))),
        (status = 304, description = "The caller has this version"),
        ReadFailures
    )
)]
#[get("/claims/{id}/messages")]
pub async fn list_claim_messages(
    state: State,
    me: Identity,
    id: Path<ClaimId>,
    query: ValidQuery<MessageQuery>,
) -> Result<TaggedPage<MessagePage>, Error> {
    let about = About::Claim(*id);
    state.read_as(me, move |cx, actor| store::messages(cx, actor, about, &query.0)).await.map(TaggedPage)
}

/// Write to the other side of a claim.
///
/// Text, up to four photos that were sent to `…/messages/photos` before, or both. Its people find it unread, and get a mail
/// a little later unless they have read it. 409 `conversation_closed` (with `writable_until`) from thirty days after the
/// claim's end. Repeat safely with an `Idempotency-Key`.
#[utoipa::path(
    tag = "conversations",
    security(("bearer" = [])),
    params(
        ("id" = ClaimId, Path, description = "The claim"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    request_body = NewMessage,
    responses((status = 201, body = Message, description = "Written"), WriteFailures)
)]
#[post("/claims/{id}/messages")]
pub async fn create_claim_message(
    state: State,
    me: Identity,
    id: Path<ClaimId>,
    once: Once,
    new: Valid<NewMessage>,
) -> Result<Created<Message>, Error> {
    let about = About::Claim(*id);
    let written = state.write_once(me, once, new.0, move |cx, actor, new| store::create(cx, actor, about, new));
    Ok(Created { location: None, value: written.await? })
}

/// Mark what is said about a claim as read.
///
/// For the caller alone, up to a message; what was read before stays so.
#[utoipa::path(
    tag = "conversations",
    security(("bearer" = [])),
    params(("id" = ClaimId, Path, description = "The claim")),
    request_body = ReadMark,
    responses((status = 204, description = "Read"), WriteFailures)
)]
#[put("/claims/{id}/messages/read")]
pub async fn read_claim_messages(
    state: State,
    me: Identity,
    id: Path<ClaimId>,
    mark: Valid<ReadMark>,
) -> Result<NoContent, Error> {
    let (about, up_to) = (About::Claim(*id), mark.0.up_to);
    state.write_as(me, move |cx, actor| store::read(cx, actor, about, up_to)).await.map(|()| NoContent)
}

/// List what is said about a loan.
///
/// The newest first, for both sides and the administrator; older messages by `cursor`. A page that stays open asks with
/// `after` for what was written or withdrawn since the `version` that it has, and gets 304 while nothing was. 404 when the
/// loan is between others.
#[utoipa::path(
    tag = "conversations",
    security(("bearer" = [])),
    params(("id" = LoanId, Path, description = "The loan"), MessageQuery),
    responses(
        (status = 200, body = MessagePage, description = "A page of messages", headers(("ETag" = String, description = "Its version"))),
        (status = 304, description = "The caller has this version"),
        ReadFailures
    )
)]
#[get("/loans/{id}/messages")]
pub async fn list_loan_messages(
    state: State,
    me: Identity,
    id: Path<LoanId>,
    query: ValidQuery<MessageQuery>,
) -> Result<TaggedPage<MessagePage>, Error> {
    let about = About::Loan(*id);
    state.read_as(me, move |cx, actor| store::messages(cx, actor, about, &query.0)).await.map(TaggedPage)
}

/// Write to the other side of a loan.
///
/// Text, up to four photos that were sent to `…/messages/photos` before, or both. Its people find it unread, and get a mail
/// a little later unless they have read it. 409 `conversation_closed` (with `writable_until`) from thirty days after the
/// loan's end. Repeat safely with an `Idempotency-Key`.
#[utoipa::path(
    tag = "conversations",
    security(("bearer" = [])),
    params(
        ("id" = LoanId, Path, description = "The loan"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    request_body = NewMessage,
    responses((status = 201, body = Message, description = "Written"), WriteFailures)
)]
#[post("/loans/{id}/messages")]
pub async fn create_loan_message(
    state: State,
    me: Identity,
    id: Path<LoanId>,
    once: Once,
    new: Valid<NewMessage>,
) -> Result<Created<Message>, Error> {
    let about = About::Loan(*id);
    let written = state.write_once(me, once, new.0, move |cx, actor, new| store::create(cx, actor, about, new));
    Ok(Created { location: None, value: written.await? })
}

/// Mark what is said about a loan as read.
///
/// For the caller alone, up to a message; what was read before stays so.
#[utoipa::path(
    tag = "conversations",
    security(("bearer" = [])),
    params(("id" = LoanId, Path, description = "The loan")),
    request_body = ReadMark,
    responses((status = 204, description = "Read"), WriteFailures)
)]
#[put("/loans/{id}/messages/read")]
pub async fn read_loan_messages(
    state: State,
    me: Identity,
    id: Path<LoanId>,
    mark: Valid<ReadMark>,
) -> Result<NoContent, Error> {
    let (about, up_to) = (About::Loan(*id), mark.0.up_to);
    state.write_as(me, move |cx, actor| store::read(cx, actor, about, up_to)).await.map(|()| NoContent)
}

/// List what is said about a session.
///
/// The newest first, for both sides and the administrator; older messages by `cursor`. A page that stays open asks with
/// `after` for what was written or withdrawn since the `version` that it has, and gets 304 while nothing was. 404 when the
/// session is between others.
#[utoipa::path(
    tag = "conversations",
    security(("bearer" = [])),
    params(("id" = SkillSessionId, Path, description = "The session"), MessageQuery),
    responses(
        (status = 200, body = MessagePage, description = "A page of messages", headers(("ETag" = String, description = "Its version"))),
        (status = 304, description = "The caller has this version"),
        ReadFailures
    )
)]
#[get("/skill_sessions/{id}/messages")]
pub async fn list_skill_session_messages(
    state: State,
    me: Identity,
    id: Path<SkillSessionId>,
    query: ValidQuery<MessageQuery>,
) -> Result<TaggedPage<MessagePage>, Error> {
    let about = About::SkillSession(*id);
    state.read_as(me, move |cx, actor| store::messages(cx, actor, about, &query.0)).await.map(TaggedPage)
}

/// Write to the other side of a session.
///
/// Text, up to four photos that were sent to `…/messages/photos` before, or both. Its people find it unread, and get a mail
/// a little later unless they have read it. 409 `conversation_closed` (with `writable_until`) from thirty days after the
/// session's end. Repeat safely with an `Idempotency-Key`.
#[utoipa::path(
    tag = "conversations",
    security(("bearer" = [])),
    params(
        ("id" = SkillSessionId, Path, description = "The session"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request harmless")
    ),
    request_body = NewMessage,
    responses((status = 201, body = Message, description = "Written"), WriteFailures)
)]
#[post("/skill_sessions/{id}/messages")]
pub async fn create_skill_session_message(
    state: State,
    me: Identity,
    id: Path<SkillSessionId>,
    once: Once,
    new: Valid<NewMessage>,
) -> Result<Created<Message>, Error> {
    let about = About::SkillSession(*id);
    let written = state.write_once(me, once, new.0, move |cx, actor, new| store::create(cx, actor, about, new));
    Ok(Created { location: None, value: written.await? })
}

/// Mark what is said about a session as read.
///
/// For the caller alone, up to a message; what was read before stays so.
#[utoipa::path(
    tag = "conversations",
    security(("bearer" = [])),
    params(("id" = SkillSessionId, Path, description = "The session")),
    request_body = ReadMark,
    responses((status = 204, description = "Read"), WriteFailures)
)]
#[put("/skill_sessions/{id}/messages/read")]
pub async fn read_skill_session_messages(
    state: State,
    me: Identity,
    id: Path<SkillSessionId>,
    mark: Valid<ReadMark>,
) -> Result<NoContent, Error> {
    let (about, up_to) = (About::SkillSession(*id), mark.0.up_to);
    state.write_as(me, move |cx, actor| store::read(cx, actor, about, up_to)).await.map(|()| NoContent)
}

/// Withdraw a message.
///
/// By its author, within fifteen minutes; else 409 `withdrawal_over`. Its text and photos are gone, its place
/// stays.
#[utoipa::path(
    tag = "conversations",
    security(("bearer" = [])),
    params(("id" = MessageId, Path, description = "The message")),
    responses((status = 200, body = Message, description = "Withdrawn"), WriteFailures)
)]
#[post("/messages/{id}/withdraw")]
pub async fn withdraw_message(state: State, me: Identity, id: Path<MessageId>) -> Result<Json<Message>, Error> {
    state.write_as(me, move |cx, actor| store::withdraw(cx, actor, *id)).await.map(Json)
}

/// List conversations.
///
/// Those of the caller's organisations, what was said last first; with how much the caller has not read.
#[utoipa::path(
    tag = "conversations",
    security(("bearer" = [])),
    params(ConversationQuery),
    responses((status = 200, body = ConversationPage, description = "A page of conversations"), ReadFailures)
)]
#[get("/conversations")]
pub async fn list_conversations(
    state: State,
    me: Identity,
    query: ValidQuery<ConversationQuery>,
) -> Result<Paged<ConversationPage>, Error> {
    state.read_as(me, move |cx, actor| store::list(cx, actor, &query.0)).await.map(Paged)
}

/// Find how many messages are unread.
///
/// Of the other sides, by the caller.
#[utoipa::path(
    tag = "conversations",
    security(("bearer" = [])),
    params(UnreadQuery),
    responses((status = 200, body = Unread, description = "How many"), ReadFailures)
)]
#[get("/conversations/unread")]
pub async fn find_unread_messages(
    state: State,
    me: Identity,
    query: ValidQuery<UnreadQuery>,
) -> Result<Json<Unread>, Error> {
    state.read_brief_as(me, move |cx, actor| store::unread(cx, actor, &query.0)).await.map(Json)
}
