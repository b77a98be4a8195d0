//! From flows back to lots: who waits longest chooses first and takes the soonest date that lasts, so that nobody is left
//! with food that does not.

use super::model::{Instance, Line};
use super::network::{Kind, Network};
use super::table::Table;

/// What one recipient gets from one stream.
struct Part {
    wait: i64,
    tie: u64,
    recipient: usize,
    kg: i64,
}

/// What is handed out of a lot.
struct Share {
    days: i64,
    lot: usize,
    kg: i64,
}

/// The lines of all lots.
pub(super) fn lines(instance: &Instance, network: &Network) -> Vec<Line> {
    let mut parts: Table<u32, Vec<Part>> = Table::new(network.streams.iter().map(|_| Vec::new()).collect());
    for pipe in network.pipes.iter().filter(|pipe| pipe.flow > 0) {
        let (Kind::Stock(stream), Kind::Need(seat)) = (network.kinds[pipe.tail], network.kinds[pipe.head]) else { continue };
        let seat = &network.seats[seat];
        if let Some(recipient) = instance.recipients.get(seat.recipient) {
            parts[stream].push(Part { wait: recipient.wait, tie: seat.tie, recipient: seat.recipient, kg: pipe.flow });
        }
    }
    let mut lines = Vec::new();
    for (stream, parts) in (0..).zip(parts.iter_mut()) {
        parts.sort_unstable_by_key(|part| (std::cmp::Reverse(part.wait), part.tie));
        let mut shares = shares(instance, network, stream);
        let (mut wait, mut at) = (i64::MAX, 0);
        for part in parts {
            if part.wait < wait {
                wait = part.wait;
                at = shares.partition_point(|share| share.days < wait);
            }
            take(part, &mut shares, &mut at, &mut lines);
        }
    }
    lines
}

/// What is handed out of each lot of a stream: of equal dates the smaller lots are emptied first.
fn shares(instance: &Instance, network: &Network, stream: u32) -> Vec<Share> {
    let stream = &network.streams[stream];
    let mut shares: Vec<Share> = Vec::with_capacity(stream.lots.len());
    for (_, node) in &stream.nodes {
        for batch in network.batches_at(*node) {
            let begin = stream.lots.partition_point(|lot| instance.lots.get(*lot).is_some_and(|lot| lot.days < batch.days));
            let mut used = batch.used;
            for lot in stream.lots.iter().skip(begin) {
                let Some(of) = instance.lots.get(*lot).filter(|of| of.days == batch.days && used > 0) else { break };
                let kg = of.kg.min(used);
                used -= kg;
                shares.push(Share { days: batch.days, lot: *lot, kg });
            }
        }
    }
    shares
}

/// Gives a recipient its kilograms from the lots at `at` and after.
fn take(part: &Part, shares: &mut [Share], at: &mut usize, lines: &mut Vec<Line>) {
    let mut wanted = part.kg;
    while let Some(share) = shares.get_mut(*at).filter(|_| wanted > 0) {
        let kg = share.kg.min(wanted);
        if kg > 0 {
            lines.push(Line { lot: share.lot, recipient: part.recipient, kg });
        }
        share.kg -= kg;
        wanted -= kg;
        if share.kg == 0 {
            *at += 1;
        }
    }
    debug_assert_eq!(wanted, 0, "what flows out of a stream is in its lots");
}
