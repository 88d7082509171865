//! Signatures after minisign: a key file and bytes in, a signature out; a public key, bytes and a signature in, a verdict out.
//!
//! minisign mixes chance into each signature, so two signatures of the same bytes differ and both are good. It is the one file of a
//! release that a rebuild doesn't give again.

use std::io::Cursor;

use minisign::{PublicKeyBox, SecretKey, SecretKeyBox, SignatureBox};

use crate::diag::Diagnostic;

/// A secret key, open for use.
pub struct Key(SecretKey);

impl Key {
    /// Opens the text of a key file. Where the key has a password and none is given, it is asked for on the terminal.
    pub fn open(text: &str, password: Option<&str>) -> Result<Self, Diagnostic> {
        let boxed = || SecretKeyBox::from_string(text);
        let plain = boxed().and_then(SecretKeyBox::into_unencrypted_secret_key);
        let key = plain.or_else(|_| boxed().and_then(|key| key.into_secret_key(password.map(str::to_owned))));
        key.map(Self).map_err(|error| bad_key(&error.to_string()))
    }

    /// Signs `bytes`. The trusted comment is signed as well; it has no time in it.
    pub fn sign(&self, bytes: &[u8], comment: &str) -> Result<String, Diagnostic> {
        let signed = minisign::sign(None, &self.0, Cursor::new(bytes), Some(comment), Some("signature by banxin"));
        signed.map(SignatureBox::into_string).map_err(|error| bad_key(&error.to_string()))
    }
}

/// A public key.
pub struct PublicKey(minisign::PublicKey);

impl PublicKey {
    /// Reads a public key file's text, or its line of base 64 alone.
    pub fn open(text: &str) -> Result<Self, Diagnostic> {
        let boxed = PublicKeyBox::from_string(text).and_then(PublicKeyBox::into_public_key);
        let key = boxed.or_else(|_| minisign::PublicKey::from_base64(text.trim()));
        key.map(Self).map_err(|error| bad_key(&error.to_string()))
    }

    /// The trusted comment of a good signature of `bytes`; what is wrong with a bad one.
    pub fn check(&self, bytes: &[u8], signature: &str) -> Result<String, String> {
        let signature = SignatureBox::from_string(signature).map_err(|error| error.to_string())?;
        minisign::verify(&self.0, &signature, Cursor::new(bytes), true, false, false)
            .map_err(|error| error.to_string())?;
        signature.trusted_comment().map_err(|error| error.to_string())
    }
}

fn bad_key(why: &str) -> Diagnostic {
    Diagnostic::error("bad-key", format!("密钥不能用：{why}"), format!("the key can't be used: {why}")).hint(
        "密钥由 `minisign -G` 生成；它的口令写在环境变量 BANXIN_KEY_PASSWORD 里",
        "`minisign -G` makes keys; the password of one is read from BANXIN_KEY_PASSWORD",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use minisign::KeyPair;

    #[test]
    fn what_was_signed_is_known_and_nothing_else() {
        let pair = KeyPair::generate_unencrypted_keypair().unwrap();
        let key = Key::open(&pair.sk.to_box(None).unwrap().into_string(), None).unwrap();
        let public = PublicKey::open(&pair.pk.to_base64()).unwrap();
        let signature = key.sign(b"abc", "book 1.0").unwrap();
        assert_eq!(public.check(b"abc", &signature).unwrap(), "book 1.0");
        assert!(public.check(b"abd", &signature).is_err());
        assert!(public.check(b"abc", &signature.replace("book 1.0", "book 1.1")).is_err(), "the comment is signed");
        let other = KeyPair::generate_unencrypted_keypair().unwrap();
        assert!(PublicKey::open(&other.pk.to_box().unwrap().into_string()).unwrap().check(b"abc", &signature).is_err());
        assert!(Key::open("nonsense", None).is_err() && PublicKey::open("nonsense").is_err());
    }
}
