//! A batch: each entry by itself, in order.

use super::{ask::Ask, bundle::Bundle, entries::Entry, outcome::Problem, reply::Reply, write::condition};

impl Ask<'_> {
    /// Carries each entry out; what fails says so in its own place.
    #[must_use]
    pub fn batch(&self, entries: Vec<Result<Entry, Problem>>) -> Reply {
        let mut bundle = Bundle::new("batch-response", self.base);
        for entry in entries {
            let fields = match entry.and_then(|entry| self.batch_entry(&entry)) {
                Ok(reply) => fields(&reply),
                Err(problem) => {
                    format!(r#""response":{{"status":"{}","outcome":{}}}"#, problem.status, problem.body())
                }
            };
            bundle.add_fields(&fields);
        }
        Reply::ok(bundle.text())
    }

    fn batch_entry(&self, entry: &Entry) -> Result<Reply, Problem> {
        let request = &entry.request;
        let url = request.url.trim_start_matches('/');
        let (path, asked) = url.split_once('?').unwrap_or((url, ""));
        let parts: Vec<&str> = path.split('/').collect();
        match (request.method.as_str(), parts.as_slice()) {
            ("GET", [kind]) => self.search(kind, asked),
            ("GET", _) if !asked.is_empty() => Err(Problem::unsupported("Only a search takes parameters.")),
            ("GET", [kind, id]) => self.read(kind, id),
            ("GET", [kind, id, "_history"]) => self.history(kind, id),
            ("GET", [kind, id, "_history", version]) => self.vread(kind, id, version),
            ("POST", [kind]) if asked.is_empty() => self.create(kind, entry.text()?, None),
            ("PUT", [kind, id]) if asked.is_empty() => {
                let condition = condition(request.if_match.as_deref(), request.if_none_match.as_deref())?;
                self.update((kind, id), entry.text()?, condition, None)
            }
            _ => Err(Problem::unsupported(
                "An entry of a batch is a GET, a POST to a type or a PUT to Type/id.",
            )),
        }
    }
}

fn fields(reply: &Reply) -> String {
    let mut response = serde_json::json!({"status": reply.status.to_string()});
    if let Some(etag) = &reply.etag {
        response["etag"] = etag.as_str().into();
    }
    if let Some(location) = &reply.location {
        response["location"] = location.as_str().into();
    }
    if let Some(updated) = &reply.updated {
        response["lastModified"] = format!("{updated:.3}").into();
    }
    format!(r#""resource":{},"response":{response}"#, reply.body)
}
