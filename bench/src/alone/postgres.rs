//! Replay on PostgreSQL: statements prepared once on the server, executed by name.

use super::Statement;
use anyhow::{Context, Result};
use diesel::PgConnection;
use diesel::connection::SimpleConnection;
use std::collections::HashMap;
use std::time::Instant;

pub fn replay(conn: &mut PgConnection, requests: &[Vec<Statement>], until: Instant) -> Result<u32> {
    let mut names: HashMap<&str, usize> = HashMap::new();
    let mut executions = Vec::with_capacity(requests.len());
    for request in requests {
        let mut texts = Vec::with_capacity(request.len());
        for statement in request {
            let next = names.len();
            let name = match names.get(statement.sql.as_str()) {
                Some(name) => *name,
                None => {
                    let prepare = format!("PREPARE q{next} AS {}", statement.sql);
                    conn.batch_execute(&prepare).with_context(|| prepare.clone())?;
                    names.insert(&statement.sql, next);
                    next
                }
            };
            let values: Vec<String> = statement.values.iter().map(|value| value.replace("x'", "'\\x")).collect();
            let list = if values.is_empty() { String::new() } else { format!("({})", values.join(",")) };
            texts.push(format!("EXECUTE q{name}{list}"));
        }
        executions.push(texts);
    }
    let mut done = 0;
    for texts in executions.iter().cycle() {
        if Instant::now() >= until {
            break;
        }
        // A message each, as pgbench sends them, and as whoever needs one answer for the next question must.
        for text in texts {
            conn.batch_execute(text).with_context(|| text.clone())?;
        }
        done += 1;
    }
    Ok(done)
}
