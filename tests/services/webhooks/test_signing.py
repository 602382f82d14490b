"""Signatures are those of the Standard Webhooks specification, so that every receiver's library can check them."""

from services.webhooks.signing import headers, new_secret, signature

# The example of the specification's reference libraries.
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
MESSAGE = "msg_p5jXN8AQM9LWM0D4loKWxJek"
BODY = b'{"test": 2432232314}'


def test_the_example_of_the_specification_comes_out() -> None:
    assert signature(SECRET, MESSAGE, 1614265330, BODY) == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_during_a_change_of_keys_both_sign() -> None:
    old, new = new_secret(), new_secret()
    sent = headers([new, old], MESSAGE, 1614265330, BODY)
    assert sent["webhook-signature"].split(" ") == [signature(key, MESSAGE, 1614265330, BODY) for key in (new, old)]
    assert len({old, new}) == 2
