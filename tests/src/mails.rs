//! Mails that the server has written: all that ever lay in the outbox, sent or not.

use crate::server::TestServer;
use api::db::schema::outbox;
use diesel::prelude::*;

/// A mail of the outbox.
#[derive(Clone, Debug, Queryable)]
pub struct OutboxMail {
    /// To which address.
    pub recipient: String,
    /// Subject.
    pub subject: String,
    /// Plain text.
    pub body: String,
}

impl TestServer {
    /// Every mail so far, oldest first.
    pub async fn outbox(&self) -> Vec<OutboxMail> {
        let mails = self.state.read(|cx| {
            let mails = outbox::table.order(outbox::id).select((outbox::recipient, outbox::subject, outbox::body));
            Ok(mails.load(cx.conn)?)
        });
        mails.await.unwrap_or_else(|error| panic!("{error}"))
    }

    /// The only mail so far to this address.
    pub async fn mail_to(&self, address: &str) -> OutboxMail {
        let mails: Vec<_> = self.outbox().await.into_iter().filter(|mail| mail.recipient == address).collect();
        assert_eq!(mails.len(), 1, "mails to {address}: {mails:#?}");
        mails.into_iter().next().expect("one mail")
    }
}
