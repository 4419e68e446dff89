//! A client that keeps its connection and asks for no compression: as little as possible of its own in the figures.

use std::{
    fmt::Write as _,
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
};

use anyhow::{Context, Result, bail};

/// One kept connection.
pub struct Client {
    stream: BufReader<TcpStream>,
    address: SocketAddr,
    cookie: Option<String>,
}

/// What came back.
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
    cookie: Option<String>,
}

impl Client {
    /// Connects.
    pub fn connect(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(Self { stream: BufReader::new(stream), address, cookie: None })
    }

    /// Signs in as a demo person; what follows is asked in their name.
    pub fn sign_in(&mut self, person: &str) -> Result<()> {
        let body = serde_json::json!({ "person": person }).to_string();
        let answer = self.send("POST", "/session/demo", &body)?;
        if answer.status != 200 {
            bail!("signing in as {person} was answered with {}", answer.status);
        }
        self.cookie = Some(answer.cookie.context("signing in set no cookie")?);
        Ok(())
    }

    /// Asks for one address.
    pub fn get(&mut self, path: &str) -> Result<Answer> {
        self.send("GET", path, "")
    }

    fn send(&mut self, method: &str, path: &str, body: &str) -> Result<Answer> {
        let address = self.address;
        let mut request = format!("{method} {path} HTTP/1.1\r\nHost: {address}\r\n");
        if let Some(cookie) = &self.cookie {
            write!(request, "Cookie: {cookie}\r\n")?;
        }
        if method == "POST" {
            write!(
                request,
                "Origin: http://{address}\r\nX-Lapwing-CSRF: sign-in\r\nContent-Type: application/json\r\n"
            )?;
        }
        write!(request, "Content-Length: {}\r\n\r\n{body}", body.len())?;
        self.stream.get_mut().write_all(request.as_bytes())?;
        self.receive()
    }

    fn receive(&mut self) -> Result<Answer> {
        let status = self.line()?.split_whitespace().nth(1).context("no status")?.parse()?;
        let (mut length, mut cookie) = (None, None);
        loop {
            let line = self.line()?;
            let Some((name, value)) = line.split_once(':') else {
                break;
            };
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = Some(value.trim().parse::<usize>()?),
                "set-cookie" => cookie = value.split(';').next().map(|pair| pair.trim().to_owned()),
                _ => {}
            }
        }
        let mut body = vec![0; length.context("an answer without a length")?];
        self.stream.read_exact(&mut body)?;
        Ok(Answer { status, body, cookie })
    }

    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        Ok(line.trim_end().to_owned())
    }
}
