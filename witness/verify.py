#!/usr/bin/env python3
"""Checks that an entry stands in an audit log (C2SP tlog-proof), offline and with nothing of Gatehouse:
verify.py PROOF LOG-KEY [WITNESS-KEY …]. Ends with 0 when everything holds, else with 1 and the reason."""
import base64, hashlib, json, struct, sys
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

def sha(*pieces):
    return hashlib.sha256(b"".join(pieces)).digest()

def expect(holds, otherwise):
    if not holds:
        sys.exit(f"NOT proven: {otherwise}.")

def key(text, kind):
    """A public key as it is handed on: NAME+ID+BASE64; the kind is 1 for a log and 4 for a witness."""
    name, ident, material = text.split("+", 2)
    raw = base64.b64decode(material, validate=True)
    expect(len(raw) == 33 and raw[0] == kind, f"{name} is no key of this kind")
    expect(sha(name.encode(), b"\n", raw)[:4].hex() == ident, f"the key of {name} is spoilt")
    return name, bytes.fromhex(ident), Ed25519PublicKey.from_public_bytes(raw[1:])

def signed(body, lines, text, kind):
    """When a witness has signed, in seconds since 1970; 0 for a log."""
    name, ident, public = key(text, kind)
    for line in (line for line in lines if line.startswith(f"— {name} ")):
        bytes_ = base64.b64decode(line.split(" ")[2])
        time = struct.unpack(">Q", bytes_[4:12])[0] if kind == 4 else 0
        said = f"cosignature/v1\ntime {time}\n{body}" if kind == 4 else body
        try:
            public.verify(bytes_[12:] if kind == 4 else bytes_[4:], said.encode())
            if bytes_[:4] == ident:
                return time
        except InvalidSignature:
            pass
    expect(False, f"{name} has not signed this checkpoint")

def root_over(leaf, index, size, proof):
    """The root that a leaf and its proof lead to (RFC 9162, 2.1.3.2)."""
    at, last, root = index, size - 1, leaf
    for one in proof:
        expect(last > 0, "the proof is too long")
        right = at & 1 or at == last
        root = sha(b"\1", one, root) if right else sha(b"\1", root, one)
        while right and not at & 1 and at:
            at, last = at >> 1, last >> 1
        at, last = at >> 1, last >> 1
    expect(last == 0, "the proof is too short")
    return root

proof, body, signatures = open(sys.argv[1], encoding="utf-8").read().split("\n\n")
head, extra, index, *hashes = proof.split("\n")
expect(head == "c2sp.org/tlog-proof@v1", "this is no proof")
origin, size, root = body.split("\n")[:3]
seen = [signed(body + "\n", signatures.split("\n"), text, 4 if at else 1) for at, text in enumerate(sys.argv[2:])]
expect(seen and sys.argv[2].startswith(origin + "+"), "the checkpoint is of another log")
told, place = base64.b64decode(extra.removeprefix("extra ")), int(index.removeprefix("index "))
found = root_over(sha(b"\0", sha(told)), place, int(size), [base64.b64decode(one) for one in hashes])
expect(0 <= place < int(size) and found == base64.b64decode(root), "the entry does not stand in this log")
print(json.dumps({"log": origin, "entries": int(size), "witnesses": len(seen) - 1, "entry": json.loads(told)[1:]}))
