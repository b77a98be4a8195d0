//! A mail server that keeps what it is given, by the name that a mail keeps through all attempts.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// The server, for as long as the test's runtime lives.
#[derive(Clone)]
pub struct Mailbox {
    port: u16,
    mails: Arc<Mutex<BTreeMap<String, Kept>>>,
}

/// One mail.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    /// To whom it came.
    pub recipient: String,
    /// How often it came.
    pub deliveries: usize,
}

impl Mailbox {
    /// Opens one.
    pub async fn open() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let mailbox = Self { port: listener.local_addr().unwrap().port(), mails: Arc::default() };
        let keeper = mailbox.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let keeper = keeper.clone();
                // A client that was killed breaks its conversation off.
                tokio::spawn(async move { keeper.talk(stream).await.ok() });
            }
        });
        mailbox
    }

    /// Where to send to.
    pub fn address(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// How many different mails have come.
    pub fn count(&self) -> usize {
        self.mails.lock().unwrap().len()
    }

    /// What has come, by the mails' Message-ID.
    pub fn mails(&self) -> BTreeMap<String, Kept> {
        self.mails.lock().unwrap().clone()
    }

    /// Waits until so many different mails have come.
    pub async fn fills(&self, wanted: usize) {
        let mut last = 0;
        let mut idle = 0;
        while self.count() < wanted {
            tokio::time::sleep(Duration::from_millis(20)).await;
            idle = if self.count() == last { idle + 1 } else { 0 };
            last = self.count();
            assert!(idle < 1_000, "no mail for 20 s, and {last} of {wanted} have come");
        }
    }

    /// One client's conversation (RFC 5321), as short as it can be.
    async fn talk(&self, stream: TcpStream) -> std::io::Result<()> {
        stream.set_nodelay(true)?;
        let mut stream = BufReader::new(stream);
        let (mut recipient, mut line) = (String::new(), String::new());
        stream.write_all(b"220 here\r\n").await?;
        while stream.read_line(&mut line).await? > 0 {
            let answer = match line.get(..4).unwrap_or_default() {
                "RCPT" => {
                    line.trim_end().clone_into(&mut recipient);
                    "250 so be it"
                }
                "DATA" => {
                    stream.write_all(b"354 go on\r\n").await?;
                    let name = read_mail(&mut stream).await?;
                    self.keep(name, &recipient);
                    "250 kept"
                }
                "QUIT" => "221 bye",
                _ => "250 so be it",
            };
            stream.write_all(format!("{answer}\r\n").as_bytes()).await?;
            line.clear();
        }
        Ok(())
    }

    fn keep(&self, name: String, recipient: &str) {
        let mut mails = self.mails.lock().unwrap();
        let kept = mails.entry(name).or_default();
        recipient.clone_into(&mut kept.recipient);
        kept.deliveries += 1;
    }
}

/// Reads to the end of a mail and returns its Message-ID. A mail that breaks off, because its sender was killed, is none.
async fn read_mail(stream: &mut BufReader<TcpStream>) -> std::io::Result<String> {
    let (mut name, mut line) = (String::new(), String::new());
    loop {
        if stream.read_line(&mut line).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        if line == ".\r\n" {
            return Ok(name);
        }
        if let Some(id) = line.strip_prefix("Message-ID: ") {
            id.trim_end().clone_into(&mut name);
        }
        line.clear();
    }
}
