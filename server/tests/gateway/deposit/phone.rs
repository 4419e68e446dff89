//! A phone of a kind: it seals with the sender's half of HPKE, and signs as RFC 9421 says.

use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use hpke::{
    Deserializable, Kem, OpModeS, Serializable, aead::AesGcm256, kdf::HkdfSha256, kem::DhP256HkdfSha256,
    single_shot_seal,
};
use p256::ecdsa::{Signature, SigningKey, signature::Signer};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::kit::{Browser, HOST, ORIGIN, Reply, World};

pub const ENTRY: &str = "9a3c1f1e-7a4b-4c3d-8e5f-6a7b8c9d0e1f";

/// Two people with a record each.
pub fn people() -> Value {
    json!([
        {"id": "asha", "name": "Asha", "patient": "Patient/asha", "code": "2468"},
        {"id": "leon", "name": "Leon", "patient": "Patient/leon", "code": "2468"},
    ])
}

pub fn world() -> World {
    let patient = |id: &str| json!({"resourceType": "Patient", "id": id});
    World::on_disk(people(), &[patient("asha"), patient("leon")])
}

/// A device with its signing key, after its person was signed in on it once.
pub struct Phone {
    pub account: String,
    pub id: String,
    pub kid: String,
    pub seal_to: Vec<u8>,
    pub key: SigningKey,
}

/// The public half, as the app sends it.
pub fn public(key: &SigningKey) -> String {
    URL_SAFE_NO_PAD.encode(key.verifying_key().to_sec1_point(false).as_bytes())
}

pub async fn name_device(browser: &Browser<'_>, key: &str) -> Reply {
    browser.send(Method::POST, "/deposit/devices", &json!({"key": key})).await
}

impl Phone {
    /// Signs in, learns the sealing key, names the device; the session is not used again.
    pub async fn of(world: &World, person: &str) -> Self {
        Self::with_key(world, person, 7).await
    }

    pub async fn with_key(world: &World, person: &str, key: u8) -> Self {
        let browser = world.signed_in(person).await;
        let session = browser.get("/session").await.json();
        let key = SigningKey::from_slice(&[key; 32]).unwrap();
        let named = name_device(&browser, &public(&key)).await;
        assert_eq!(named.status, StatusCode::CREATED, "{}", named.text);
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        Self {
            account: text(&session["person"]["id"]),
            id: text(&named.json()["id"]),
            kid: text(&session["seal"]["kid"]),
            seal_to: URL_SAFE_NO_PAD.decode(text(&session["seal"]["key"])).unwrap(),
            key,
        }
    }

    /// What lies in an entry.
    pub fn enclosed(&self, method: &str, path: &str, body: &str) -> Value {
        json!({"account": self.account, "method": method, "path": path, "body": body})
    }

    pub fn seal(&self, entry: &str, plain: &[u8]) -> Vec<u8> {
        self.seal_as(b"lapwing deposit 1", &format!("{}|{entry}", self.kid), plain)
    }

    pub fn seal_as(&self, info: &[u8], aad: &str, plain: &[u8]) -> Vec<u8> {
        let to = <DhP256HkdfSha256 as Kem>::PublicKey::from_bytes(&self.seal_to).unwrap();
        let sealed = single_shot_seal::<AesGcm256, HkdfSha256, DhP256HkdfSha256>(
            &OpModeS::Base,
            &to,
            info,
            plain,
            aad.as_bytes(),
        );
        let (enc, ciphertext) = sealed.unwrap();
        [enc.to_bytes().to_vec(), ciphertext].concat()
    }

    /// The delivery of this body, signed.
    pub fn delivery(&self, entry: &str, sealed: Vec<u8>) -> Delivery {
        let mut delivery = Delivery {
            method: Method::PUT,
            path: format!("/deposit/entries/{entry}"),
            body: sealed,
            headers: vec![
                ("host", HOST.to_owned()),
                ("origin", ORIGIN.to_owned()),
                ("content-type", "application/vnd.lapwing.sealed".to_owned()),
                ("x-lapwing-key", self.kid.clone()),
            ],
        };
        let components = r#""@method" "@path" "content-digest" "x-lapwing-key""#;
        self.sign(&mut delivery, &format!(r#"({components});keyid="{}";alg="ecdsa-p256-sha256""#, self.id));
        delivery
    }

    /// Signs what the parameters name, in their order.
    pub fn sign(&self, delivery: &mut Delivery, parameters: &str) {
        let digest = format!("sha-256=:{}:", STANDARD.encode(Sha256::digest(&delivery.body)));
        delivery.set("content-digest", &digest);
        let inner = parameters.trim_start_matches('(').split(')').next().unwrap();
        let mut base = String::new();
        for component in inner.split(' ').filter(|component| !component.is_empty()) {
            let value = match component.trim_matches('"') {
                "@method" => delivery.method.to_string(),
                "@path" => delivery.path.clone(),
                name => delivery.get(name).unwrap_or_default(),
            };
            base.push_str(&format!("{component}: {value}\n"));
        }
        base.push_str(&format!("\"@signature-params\": {parameters}"));
        let signature: Signature = self.key.sign(base.as_bytes());
        delivery.set("signature-input", &format!("lapwing={parameters}"));
        delivery.set("signature", &format!("lapwing=:{}:", STANDARD.encode(signature.to_bytes())));
    }

    /// Seals, signs and sends.
    pub async fn deliver(&self, world: &World, entry: &str, enclosed: &Value) -> Reply {
        let sealed = self.seal(entry, enclosed.to_string().as_bytes());
        self.delivery(entry, sealed).send(world).await
    }

    /// A transaction, delivered.
    pub async fn deliver_bundle(&self, world: &World, entry: &str, bundle: &Value) -> Reply {
        self.deliver(world, entry, &self.enclosed("POST", "/fhir", &bundle.to_string())).await
    }
}

/// A request in the making.
#[derive(Clone)]
pub struct Delivery {
    pub method: Method,
    pub path: String,
    pub body: Vec<u8>,
    headers: Vec<(&'static str, String)>,
}

impl Delivery {
    pub fn get(&self, name: &str) -> Option<String> {
        self.headers.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone())
    }

    pub fn set(&mut self, name: &'static str, value: &str) {
        self.without(name);
        self.headers.push((name, value.to_owned()));
    }

    pub fn without(&mut self, name: &str) {
        self.headers.retain(|(known, _)| *known != name);
    }

    pub async fn send(&self, world: &World) -> Reply {
        let mut request = Request::builder().method(&self.method).uri(&self.path);
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        let reply = world.send(request.body(Body::from(self.body.clone())).unwrap()).await;
        assert!(reply.headers.get(header::SET_COOKIE).is_none());
        reply
    }
}
