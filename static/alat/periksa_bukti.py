#!/usr/bin/env python3
"""Periksa bukti pengajuan Portal Kabupaten Serang tanpa internet: python3 periksa_bukti.py bukti.json --kunci KUNCI.

Checks a proof of filing offline with nothing but Python 3.8 or newer. KUNCI is the portal's public key in hex, as the
portal publishes it at /kunci-bukti.json (and as you may have noted it before). Exit code 0: the proof holds.
The format is described in docs/proof-of-filing.md; Ed25519 is verified as in RFC 8032.
"""

import argparse
import hashlib
import json
import sys

FORMAT = "bukti-pengajuan/1"
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
I = pow(2, (P - 1) // 4, P)


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def recover_x(y, sign):
    if y >= P:
        return None
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if x2 == 0:
        return None if sign else 0
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * I % P
    if (x * x - x2) % P:
        return None
    return P - x if (x & 1) != sign else x


def point(data):
    y = int.from_bytes(data, "little")
    x = recover_x(y & ((1 << 255) - 1), y >> 255)
    y &= (1 << 255) - 1
    return None if x is None else (x, y, 1, x * y % P)


def add(a, b):
    e, f = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = f - e, h - g, h + g, f + e
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def multiply(n, a):
    result = (0, 1, 1, 0)
    while n:
        if n & 1:
            result = add(result, a)
        a, n = add(a, a), n >> 1
    return result


def signed(public, message, signature):
    """Say whether the Ed25519 signature (bytes) of `message` belongs to the public key (bytes)."""
    if len(public) != 32 or len(signature) != 64:
        return False
    a, r, s = point(public), point(signature[:32]), int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L:
        return False
    y = 4 * pow(5, P - 2, P) % P
    base = (recover_x(y, 0), y, 1, recover_x(y, 0) * y % P)
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    left, right = multiply(s, base), add(r, multiply(h, a))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


def climb(value, path):
    here = hashlib.sha256(b"\x00" + bytes.fromhex(value)).digest()
    for side, sibling in path:
        other = bytes.fromhex(sibling)
        here = hashlib.sha256(b"\x01" + (other + here if side == "L" else here + other)).digest()
    return here.hex()


def check(proof, keys):
    """Return (holds, sentence) for everything a proof claims."""
    if proof["format"] != FORMAT:
        return [(False, "Berkas ini bukan bukti pengajuan yang dikenal.")]
    event, payload, said = proof["event"], proof["payload"], []
    said.append((sha256(proof["prev"].encode() + canonical(event)) == proof["hash"], "Peristiwa pengajuan utuh."))
    if payload is None:
        said.append((True, "Isi permohonan sudah dimusnahkan sesuai masa simpan; yang tersisa tetap terbukti."))
    else:
        content = sha256(proof["payload_salt"].encode() + canonical(payload))
        said.append((content == event["payload_hash"], "Isi yang disimpan portal sama dengan yang disegel."))
        said.append((payload["number"] == proof["number"], "Nomor permohonan cocok."))
        answers = sha256(proof["answers_salt"].encode() + canonical(proof["answers"]))
        said.append((answers == payload["digest"], "Jawaban di berkas ini sama dengan yang Anda kirim."))
    said.append((event["kind"] == "submit", "Yang dibuktikan adalah pengajuan."))
    message = (FORMAT + ":" + proof["hash"]).encode()
    said.append((signature(keys, message, proof["signature"]), "Tanda tangan portal sah."))
    return said + seal(proof, keys)


def signature(keys, message, made):
    public = keys.get(made["key"])
    return public is not None and signed(bytes.fromhex(public), message, bytes.fromhex(made["value"]))


def seal(proof, keys):
    found = proof["seal"]
    if found is None:
        return [(True, "Segel harian belum dibuat. Unduh bukti lagi besok untuk menyertakannya.")]
    hashed = sha256(canonical(found["statement"]))
    under = climb(proof["hash"], found["path"]) == found["statement"]["root"]
    return [
        (under, "Pengajuan tercakup dalam segel harian " + found["statement"]["day"] + "."),
        (signature(keys, bytes.fromhex(hashed), found["signature"]), "Tanda tangan segel harian sah."),
    ]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bukti")
    parser.add_argument("--kunci", required=True, help="kunci publik portal, 64 huruf heksadesimal")
    given = parser.parse_args()
    try:
        with open(given.bukti, encoding="utf-8") as file:
            proof = json.load(file)
        keys = dict.fromkeys(names(proof), given.kunci)
        said = check(proof, keys)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError):
        said = [(False, "Berkas tidak terbaca sebagai bukti pengajuan.")]
    for holds, sentence in said:
        print(("[cocok]       " if holds else "[TIDAK COCOK] ") + sentence)
    fine = all(holds for holds, _ in said)
    print("BUKTI SAH" if fine else "BUKTI TIDAK SAH")
    return 0 if fine else 1


def names(proof):
    """Return the ids of the keys a proof is signed with; one public key is given for all of them."""
    made = [proof["signature"]] + ([proof["seal"]["signature"]] if proof["seal"] else [])
    return {each["key"] for each in made}


if __name__ == "__main__":
    sys.exit(main())
