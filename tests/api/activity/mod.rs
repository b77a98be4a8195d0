//! Weekly activity: declared, corrected, missing, summed up, reminded of, switched off, exported.

mod declaring;
mod missing;
mod reminders;
mod sums;
mod switched_off;
mod table;

use tests::TestServer;

/// The triggers that keep what was said refuse whoever writes without the program.
async fn lines_stay(server: &TestServer) {
    use diesel::connection::SimpleConnection;
    let mut conn = server.database().connect();
    for sql in ["UPDATE weekly_activity_changes SET counts = '{}'", "DELETE FROM weekly_activity_changes"] {
        assert!(conn.batch_execute(sql).is_err(), "{sql}");
    }
}
