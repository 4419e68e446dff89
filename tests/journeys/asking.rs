//! What a page asks of the gateway.

use lapwing_core::effect::{Reply, Request};
use lapwing_core::trouble::Trouble;
use serde_json::Value;

use crate::net;
use crate::phone::Phone;
use crate::trust::{Answer, Wire};

impl Phone<'_> {
    /// Asks the gateway with this phone's cookie.
    pub async fn ask(&mut self, request: &Request, entry: Option<&str>) -> Option<Answer> {
        let mut headers: Vec<(&str, &str)> = vec![];
        let cookie = self.storage.store.borrow().cookie.clone().filter(|_| !request.anonymous);
        headers.extend(cookie.as_deref().map(|c| ("cookie", c)));
        headers.extend(request.csrf.as_deref().map(|c| ("x-lapwing-csrf", c)));
        headers.extend(request.person.as_deref().map(|p| ("x-lapwing-person", p)));
        headers.extend(request.if_match.as_deref().map(|v| ("if-match", v)));
        headers.extend(request.preview.as_deref().map(|p| ("x-lapwing-preview", p)));
        headers.extend(entry.map(|e| ("x-lapwing-entry", e)));
        let wire = Wire::json(request.method.name(), &request.path, &headers, request.body.as_ref());
        let fault = self.net.borrow_mut().page_faults.pop_front();
        // Files of the app come from the service worker, without a network too.
        let kept = request.path.starts_with("/questionnaires/") && !self.net.borrow().online;
        let answer = match kept {
            true => self.trust.send(wire).await,
            false => net::exchange(&self.net, self.trust, wire, fault).await?,
        };
        if let Some(cookie) = &answer.cookie {
            self.storage.store.borrow_mut().cookie = Some(cookie.clone()).filter(|c| !c.ends_with('='));
        }
        Some(answer)
    }

    pub(crate) async fn fetch(&mut self, request: &Request) -> Result<Reply, Trouble> {
        let answer = self.ask(request, None).await.ok_or(Trouble::Offline)?;
        let detail =
            answer.body.as_ref().and_then(|b| b["issue"][0]["details"]["coding"][0]["code"].as_str());
        if let Some(trouble) = Trouble::of_status(answer.status.as_u16(), detail) {
            return Err(trouble);
        }
        let status = answer.status.as_u16();
        let body = match answer.body {
            Some(body) => body,
            None if status == 204 => Value::Null,
            None => return Err(Trouble::Unreadable),
        };
        Ok(Reply { status, body, etag: answer.etag })
    }
}
